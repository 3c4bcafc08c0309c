"""Densities, log-likelihoods and naive Bayes."""

from __future__ import annotations

import math
from fractions import Fraction

from calculators.answers.keys import Number
from calculators.distributions import (
    bernoulli_log_likelihood,
    gaussian_density,
    gaussian_log_likelihood,
    naive_bayes,
)
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Round, Step, family

NARROW = 0.003


@family("likelihoods.gaussian_density", topics=["1.2.1"], carried=6, values="positive")
def density(draw: Draw) -> Problem:
    """Density of a Gaussian at a point, from its variance."""
    mean, x = draw.integer("mean", -3, 6), draw.decimal("x", -6, 9, 0.5)
    variance = draw.choice("variance", [0.25, 0.5, 2, 3, 4, 5, 6, 8, 9])
    z = (x - mean) ** 2 / variance
    draw.require(0.1 <= z <= 5)
    value = gaussian_density(x, mean, variance)
    root = math.sqrt(2 * math.pi * variance)
    power = math.exp(-z / 2)

    def by_area() -> float:
        # The slope of the distribution function, by a fourth-order difference.
        def below(at: float) -> float:
            return math.erf((at - mean) / math.sqrt(2 * variance)) / 2

        h = 1e-2
        return (8 * (below(x + h) - below(x - h)) - below(x + 2 * h) + below(x - 2 * h)) / (12 * h)

    return Problem(
        given={"mean": mean, "variance": variance, "x": x},
        answer=Number(value, relative=NARROW),
        check=by_area,
        steps=[
            Step(
                "exponent",
                rf"-\frac{{({tex.number(x)} - {tex.factor(mean, 6)})^2}}{{2 \times {tex.number(variance)}}}"
                f" = {tex.number(-z / 2, 6)}",
            ),
            Step("root", rf"\sqrt{{2 \pi \times {tex.number(variance)}}} = {tex.number(root, 6)}"),
            Step("density", rf"\frac{{e^{{{tex.number(-z / 2, 6)}}}}}{{{tex.number(root, 6)}}} = {tex.number(value)}"),
        ],
        mistakes={
            "half_missing": math.exp(-z) / root,
            "not_normalized": power,
            "root_missing": power / (2 * math.pi * variance),
            "variance_squared": gaussian_density(x, mean, variance**2),
        },
        solve=lambda keep: keep(keep(math.exp(keep(-z / 2))) / keep(root)),
    )


@family("likelihoods.gaussian_log_likelihood", topics=["1.2.2", "1.2.1"], carried=5)
def log_likelihood(draw: Draw) -> Problem:
    """Log-likelihood of a Gaussian for a sample of four."""
    sample = draw.integers("sample", 4, 0, 9)
    mean, variance = draw.integer("mean", 2, 7), draw.choice("variance", [2, 3, 4, 5, 6, 8])
    squares = sum((x - mean) ** 2 for x in sample)
    draw.require(squares >= 4 and len(set(sample)) >= 3)
    value = gaussian_log_likelihood(sample, mean, variance)
    first, constant = squares / (2 * variance), math.log(2 * math.pi * variance)
    return Problem(
        given={"sample": sample, "mean": mean, "variance": variance},
        answer=Number(value, decimals=3, relative=0.001),
        check=lambda: math.log(math.prod(gaussian_density(x, mean, variance) for x in sample)),
        steps=[
            Step("squares", rf"\sum (x_i - \mu)^2 = {squares}"),
            Step("logarithm", rf"\ln(2 \pi \times {variance}) = {tex.number(constant, 5)}"),
            Step(
                "sum",
                rf"-\frac{{{squares}}}{{2 \times {variance}}} - \frac{{4}}{{2}} \times {tex.number(constant, 5)}"
                f" = {tex.number(value, 3)}",
            ),
        ],
        mistakes={
            "constant_once": -first - constant / 2,
            "constant_missing": -first,
            "half_missing": -2 * first - 4 * constant,
            "pi_forgotten": -first - 2 * math.log(variance),
        },
        solve=lambda keep: keep(-keep(first) - keep(2 * keep(constant))),
    )


@family("likelihoods.bernoulli", topics=["1.2.2"], carried=6)
def bernoulli(draw: Draw) -> Problem:
    """Greatest log-likelihood of a Bernoulli model: at the share of successes."""
    n = draw.integer("n", 5, 40)
    k = draw.integer("k", 1, 39)
    draw.require(1 <= k < n and 2 * k != n)
    p = k / n
    value = bernoulli_log_likelihood(k, n, p)
    draw.require(abs(value) >= 1)
    logs = [math.log(p), math.log(1 - p)]

    def by_trying() -> float:
        # The exact product of the n factors, tried for every share in steps of 1 / 3n.
        shares = [Fraction(step, 3 * n) for step in range(1, 3 * n)]
        best = max(share**k * (1 - share) ** (n - k) for share in shares)
        return math.log(best.numerator) - math.log(best.denominator)

    def by_hand(keep: Round) -> float:
        share = keep(p)
        return keep(keep(k * keep(math.log(share))) + keep((n - k) * keep(math.log(keep(1 - share)))))

    return Problem(
        given={"n": n, "k": k},
        answer=Number(value, decimals=3, relative=NARROW),
        check=by_trying,
        steps=[
            Step("estimate", rf"\hat{{\theta}} = \frac{{{k}}}{{{n}}} = {tex.number(p, 6)}"),
            Step(
                "logs",
                rf"\ln \hat{{\theta}} = {tex.number(logs[0], 6)}"
                rf",\quad \ln(1 - \hat{{\theta}}) = {tex.number(logs[1], 6)}",
            ),
            Step(
                "sum",
                f"{tex.products([k, n - k], logs, 6)} = {tex.number(value, 3)}",
            ),
        ],
        mistakes={
            "half_for_estimate": -n * math.log(2),
            "successes_only": k * math.log(p),
            "averaged": value / n,
            "sign": -value,
        },
        solve=by_hand,
    )


@family("likelihoods.naive_bayes", topics=["1.2.2"], carried=6, values="probability")
def spam(draw: Draw) -> Problem:
    """Naive Bayes with Laplace smoothing for a mail of two words."""
    prior = draw.choice("prior", [0.2, 0.3, 0.4, 0.6, 0.7])
    spam_counts = [draw.integer("s1", 0, 12), draw.integer("s2", 0, 12)]
    ham_counts = [draw.integer("h1", 0, 12), draw.integer("h2", 0, 12)]
    size = draw.choice("vocabulary", [4, 5, 8, 10])
    spam_total, ham_total = draw.integer("spam_total", 16, 40), draw.integer("ham_total", 16, 40)
    draw.require(sum(spam_counts) < spam_total and sum(ham_counts) < ham_total)
    draw.require(0 in spam_counts + ham_counts and sum(ham_counts) > 0 and sum(spam_counts) > 0)
    # The rest of each class's words stand for one more kind of word; the others of the vocabulary did not occur.
    tables = [
        [*counts, total - sum(counts), *[0] * (size - 3)]
        for counts, total in ((spam_counts, spam_total), (ham_counts, ham_total))
    ]
    value = naive_bayes([prior, 1 - prior], tables, [0, 1])[0]
    draw.require(0.05 <= value <= 0.95)
    other = round(1 - prior, 4)

    def score(weight: float, counts: list[int], total: int, smoothing: int, denominator: int) -> float:
        return weight * math.prod((count + smoothing) / (total + denominator) for count in counts)

    one, two = score(prior, spam_counts, spam_total, 1, size), score(other, ham_counts, ham_total, 1, size)
    flat = [score(1, spam_counts, spam_total, 1, size), score(1, ham_counts, ham_total, 1, size)]
    short = [score(prior, spam_counts, spam_total, 1, 0), score(other, ham_counts, ham_total, 1, 0)]
    bare = [score(prior, spam_counts, spam_total, 0, 0), score(other, ham_counts, ham_total, 0, 0)]
    draw.require(sum(bare) > 0)
    mistakes = {
        "prior_left_out": flat[0] / sum(flat),
        "vocabulary_left_out": short[0] / sum(short),
        "not_normalized": one,
        "not_smoothed": bare[0] / (sum(bare) or 1),
    }

    def by_fractions() -> float:
        odds = Fraction(round(10 * prior), round(10 * other))
        for a, b in zip(spam_counts, ham_counts, strict=True):
            odds *= Fraction(a + 1, spam_total + size) / Fraction(b + 1, ham_total + size)
        return float(odds / (odds + 1))

    def product(weight: float, counts: list[int], total: int, result: float) -> str:
        return (
            rf"{tex.number(weight, 6)} \times \frac{{{counts[0]} + 1}}{{{total} + {size}}} \times"
            rf" \frac{{{counts[1]} + 1}}{{{total} + {size}}} = {tex.number(result, 6)}"
        )

    return Problem(
        given={
            "prior": prior,
            "spam": spam_counts,
            "ham": ham_counts,
            "size": size,
            "spam_total": spam_total,
            "ham_total": ham_total,
        },
        answer=Number(value),
        check=by_fractions,
        steps=[
            Step("spam", product(prior, spam_counts, spam_total, one)),
            Step("ham", product(other, ham_counts, ham_total, two)),
            Step(
                "posterior",
                rf"\frac{{{tex.number(one, 6)}}}{{{tex.number(one, 6)} + {tex.number(two, 6)}}} = {tex.number(value)}",
            ),
        ],
        mistakes=mistakes,
        solve=lambda keep: keep(keep(one) / keep(keep(one) + keep(two))),
    )
