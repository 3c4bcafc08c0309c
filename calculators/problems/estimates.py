"""Spam filtering by Bayes' rule, and maximum-likelihood estimates of Bernoulli and multinomial models."""

from __future__ import annotations

import math
from fractions import Fraction

from calculators.answers.keys import Number, Vector
from calculators.distributions import bernoulli_log_likelihood
from calculators.probability import bernoulli_maximum_likelihood, multinomial_maximum_likelihood, spam_posterior
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Step, family


@family("estimates.spam_filter", topics=["1.2.2"], values="probability", carried=6)
def spam_filter(draw: Draw) -> Problem:
    """Probability that a mail is spam, from two words that occur and one that does not."""
    prior = draw.choice("prior", [0.2, 0.3, 0.4, 0.6, 0.7])
    spam = [draw.decimal(f"s{k}", 0.1, 0.9, 0.1) for k in range(3)]
    ham = [draw.decimal(f"h{k}", 0.1, 0.9, 0.1) for k in range(3)]
    absent = draw.integer("absent", 0, 2)
    present = [int(k != absent) for k in range(3)]
    value = spam_posterior(prior, spam, ham, present)
    draw.require(0.05 <= value <= 0.95 and all(a != b for a, b in zip(spam, ham, strict=True)))

    def score(weight: float, rates: list[float], seen: list[int]) -> float:
        return weight * math.prod(p if on else 1 - p for p, on in zip(rates, seen, strict=True))

    def share(weights: tuple[float, float], first: list[float], second: list[float], seen: list[int]) -> float:
        one, two = score(weights[0], first, seen), score(weights[1], second, seen)
        return one / (one + two)

    both = (prior, round(1 - prior, 4))
    one, two = score(both[0], spam, present), score(both[1], ham, present)
    kept = [[p for p, on in zip(rates, present, strict=True) if on] for rates in (spam, ham)]

    def by_odds() -> float:
        odds = Fraction(str(both[0])) / Fraction(str(both[1]))
        for p, q, on in zip(spam, ham, present, strict=True):
            a, b = Fraction(str(p)), Fraction(str(q))
            odds *= a / b if on else (1 - a) / (1 - b)
        return float(odds / (1 + odds))

    def product(weight: float, rates: list[float], result: float) -> str:
        factors = [tex.number(p) if on else f"(1 - {tex.number(p)})" for p, on in zip(rates, present, strict=True)]
        return r" \times ".join([tex.number(weight), *factors]) + f" = {tex.number(result, 6)}"

    return Problem(
        given={"prior": prior, "spam": spam, "ham": ham, "absent": absent + 1},
        answer=Number(value, decimals=3, relative=0.005),
        check=by_odds,
        steps=[
            Step("spam", product(both[0], spam, one)),
            Step("ham", product(both[1], ham, two)),
            Step(
                "posterior",
                rf"\frac{{{tex.number(one, 6)}}}{{{tex.number(one, 6)} + {tex.number(two, 6)}}} \approx"
                rf" {tex.number(value, 3)}",
            ),
        ],
        mistakes={
            "absent_word_ignored": share(both, kept[0], kept[1], [1, 1]),
            "absent_word_as_present": share(both, spam, ham, [1, 1, 1]),
            "prior_left_out": share((1, 1), spam, ham, present),
            "not_normalized": one,
            "ham_instead": 1 - value,
        },
        solve=lambda keep: keep(keep(one) / keep(keep(one) + keep(two))),
    )


@family("estimates.bernoulli", topics=["1.2.2"], values="probability")
def bernoulli(draw: Draw) -> Problem:
    """Maximum-likelihood estimate of a click rate from three series of different length."""
    n = [draw.integer(f"n{k}", 5, 60) for k in range(3)]
    k = [draw.integer(f"k{i}", 1, trials - 1) for i, trials in enumerate(n)]
    draw.require(max(n) >= 2 * min(n))
    value = bernoulli_maximum_likelihood(k, n)
    hits, trials = sum(k), sum(n)
    shares = [a / b for a, b in zip(k, n, strict=True)]

    def by_search() -> float:
        # The log-likelihood is concave: bisect on its slope by differences.
        low, high = 1e-6, 1 - 1e-6
        for _ in range(60):
            middle, h = (low + high) / 2, 1e-7
            rises = bernoulli_log_likelihood(hits, trials, middle + h) > bernoulli_log_likelihood(
                hits, trials, middle - h
            )
            low, high = (middle, high) if rises else (low, middle)
        return low

    return Problem(
        given={"k": k, "n": n},
        answer=Number(value, decimals=3, relative=0.003),
        check=by_search,
        steps=[
            Step("counts", rf"\sum k = {hits},\quad \sum n = {trials}"),
            Step("share", rf"\hat{{\theta}} = \frac{{{hits}}}{{{trials}}} \approx {tex.number(value, 3)}"),
        ],
        mistakes={
            "mean_of_shares": sum(shares) / 3,
            "odds": hits / (trials - hits),
            "failures": 1 - value,
            "smoothed": (hits + 1) / (trials + 2),
            "product_of_shares": math.prod(shares),
        },
        solve=lambda keep: keep(hits / trials),
    )


@family("estimates.multinomial", topics=["1.2.2", "1.2.1"], values="distribution")
def categories(draw: Draw) -> Problem:
    """Maximum-likelihood estimate of the probabilities of four categories."""
    counts = [draw.integer(f"m{k}", 1, 30) for k in range(4)]
    total = sum(counts)
    draw.require(len(set(counts)) == 4 and total >= 15)
    values = multinomial_maximum_likelihood(counts)

    def by_exchange() -> list[float]:
        # Probability moves between two categories as long as that makes a smaller sample of the same shares likelier:
        # at the maximum the slopes m_k / p_k of the log-likelihood are all equal.
        p = [0.25] * 4
        for _ in range(400):
            pull = [math.sqrt(m / q) for m, q in zip(counts, p, strict=True)]
            p = [q * s for q, s in zip(p, pull, strict=True)]
            whole = sum(p)
            p = [q / whole for q in p]
        return p

    def hits(k: int) -> str:
        return rf"\frac{{{counts[k]}}}{{{total}}}"

    return Problem(
        given={"m": counts},
        answer=Vector(tuple(values), decimals=3, relative=0.003),
        check=by_exchange,
        steps=[
            Step("total", f"{' + '.join(map(str, counts))} = {total}"),
            Step(
                "shares", rf"\hat{{p}} = \left({', '.join(map(hits, range(4)))}\right) \approx {tex.vector(values, 3)}"
            ),
        ],
        mistakes={
            "smoothed": [(m + 1) / (total + 4) for m in counts],
            "divided_by_largest": [m / max(counts) for m in counts],
            "odds": [m / (total - m) for m in counts],
            "uniform": [0.25] * 4,
            "one_subtracted": [m / (total - 1) for m in counts],
        },
        solve=lambda _: values,
    )
