"""Joint tables, moments, and binomial and multinomial probabilities."""

from __future__ import annotations

import itertools
import math
import statistics
from collections import defaultdict
from fractions import Fraction
from itertools import pairwise

from calculators.answers.keys import Number, Vector
from calculators.distributions import (
    binomial,
    combination_variance,
    conditional,
    correlation,
    expectation,
    marginals,
    multinomial,
    sample_covariance,
    variance,
)
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Round, Step, family

NARROW = 0.003


def _shares(draw: Draw, name: str, outcomes: int, parts: int) -> list[float]:
    """`outcomes` probabilities, multiples of 1/`parts` that sum to 1, none of them 0."""
    cuts = [0, *sorted(draw.sample(name, range(1, parts), outcomes - 1)), parts]
    return [(high - low) / parts for low, high in pairwise(cuts)]


def _joint(draw: Draw) -> list[list[float]]:
    cells = _shares(draw, "joint", 6, 50)
    return [cells[:3], cells[3:]]


@family("distributions.marginal", topics=["1.2.1"], values="distribution")
def marginal(draw: Draw) -> Problem:
    """Marginal distribution of the columns of a 2 × 3 joint table."""
    joint = _joint(draw)
    _, columns = marginals(joint)
    columns = [round(value, 4) for value in columns]
    return Problem(
        given={"joint": joint},
        answer=Vector(tuple(columns), decimals=2, relative=0.0, absolute=0.004),
        # A hundred cases, counted.
        check=lambda: [sum(round(row[k] * 100) for row in joint) / 100 for k in range(3)],
        steps=[
            Step("first", rf"P(Y = 1) = {tex.total([row[0] for row in joint])} = {tex.number(columns[0])}"),
            Step("all", rf"P(Y) = {tex.vector(columns)}"),
        ],
        mistakes={
            "conditional": conditional(joint, 0),
            "conditional_on_second": conditional(joint, 1),
            "conditionals_averaged": [
                (one + other) / 2 for one, other in zip(conditional(joint, 0), conditional(joint, 1), strict=True)
            ],
            "first_row": joint[0],
            "averaged": [value / 2 for value in columns],
        },
    )


@family("distributions.conditional", topics=["1.2.1", "1.2.2"], values="probability")
def conditional_probability(draw: Draw) -> Problem:
    """Conditional probability from a 2 × 3 joint table."""
    joint = _joint(draw)
    row, column = draw.integer("row", 1, 2), draw.integer("column", 1, 3)
    cell = joint[row - 1][column - 1]
    rows, columns = marginals(joint)
    value = conditional(joint, row - 1)[column - 1]
    total = round(rows[row - 1], 4)
    return Problem(
        given={"joint": joint, "row": row, "column": column},
        answer=Number(value, relative=NARROW),
        check=lambda: float(Fraction(round(cell * 100), sum(round(other * 100) for other in joint[row - 1]))),
        steps=[
            Step("marginal", rf"P(X = {row}) = {tex.total(joint[row - 1])} = {tex.number(total)}"),
            Step("quotient", rf"\frac{{{tex.number(cell)}}}{{{tex.number(total)}}} = {tex.number(value)}"),
        ],
        mistakes={
            "joint": cell,
            "conditioned_the_other_way": cell / columns[column - 1],
            "marginal": columns[column - 1],
            "condition_only": total,
        },
        solve=lambda keep: keep(cell / total),
    )


@family("distributions.mean_and_variance", topics=["1.2.1"], values=["real", "positive"])
def moments(draw: Draw) -> Problem:
    """Expectation and variance of a discrete random variable with four values."""
    x = sorted(draw.sample("x", range(-4, 10), 4))
    p = _shares(draw, "p", 4, 10)
    mean, spread = round(expectation(x, p), 10), round(variance(x, p), 10)
    second = round(sum(weight * value * value for value, weight in zip(x, p, strict=True)), 10)
    draw.require(abs(mean) >= 0.5 and spread > 1.2)
    return Problem(
        given={"x": x, "p": p},
        answer=Vector((mean, spread), decimals=2, relative=0.0),
        check=lambda: [
            sum(_ten(x, p)) / 10,
            statistics.pvariance([float(value) for value in _ten(x, p)]),
        ],
        steps=[
            Step("mean", rf"E[X] = {tex.products(p, x)} = {tex.number(mean)}"),
            Step("square", rf"E[X^2] = {tex.products(p, [v * v for v in x])} = {tex.number(second)}"),
            Step("variance", rf"V[X] = {tex.number(second)} - {tex.factor(mean)}^2 = {tex.number(spread)}"),
            Step("both", rf"(E[X],\ V[X]) = {tex.vector([mean, spread])}"),
        ],
        mistakes={
            "not_weighted": [sum(x) / 4, statistics.pvariance([float(value) for value in x])],
            "square_of_mean_kept": [mean, second],
            "standard_deviation": [mean, math.sqrt(spread)],
            "mean_not_squared": [mean, second - mean],
        },
    )


def _ten(x: list[int], p: list[float]) -> list[int]:
    """Ten draws in which every value stands as often as its probability says."""
    return [value for value, weight in zip(x, p, strict=True) for _ in range(round(10 * weight))]


@family("distributions.covariance", topics=["1.2.1", "2.1.3"], carried=5, values=["real", "signed_share"])
def covariance(draw: Draw) -> Problem:
    """Covariance and correlation of five pairs, divided by n."""
    x, y = draw.integers("x", 5, 0, 9), draw.integers("y", 5, 0, 9)
    draw.require(len(set(x)) >= 3 and len(set(y)) >= 3)
    value, r = round(sample_covariance(x, y), 10), correlation(x, y)
    draw.require(abs(value) >= 0.4 and 0.1 <= abs(r) <= 0.97 and sum(x) > 0 and sum(y) > 0)
    vx, vy = round(sample_covariance(x, x), 10), round(sample_covariance(y, y), 10)
    product = sum(a * b for a, b in zip(x, y, strict=True)) / 5

    def by_hand(keep: Round) -> list[float]:
        return [keep(value), keep(value / keep(keep(math.sqrt(keep(vx))) * keep(math.sqrt(keep(vy)))))]

    return Problem(
        given={"x": x, "y": y},
        answer=Vector((value, r), decimals=3),
        check=lambda: [statistics.covariance(x, y) * 4 / 5, statistics.correlation(x, y)],
        steps=[
            Step("means", rf"\bar{{x}} = {tex.number(sum(x) / 5, 5)},\quad \bar{{y}} = {tex.number(sum(y) / 5, 5)}"),
            Step(
                "covariance",
                rf"\mathrm{{Cov}} = {tex.number(product, 5)}"
                rf" - {tex.number(sum(x) / 5, 5)} \times {tex.number(sum(y) / 5, 5)} = {tex.number(value, 5)}",
            ),
            Step("variances", rf"V[x] = {tex.number(vx, 5)},\quad V[y] = {tex.number(vy, 5)}"),
            Step("both", rf"\left(\mathrm{{Cov}},\ \rho\right) = {tex.vector([value, r], 3)}"),
        ],
        mistakes={
            "divided_by_n_minus_1": [value * 5 / 4, r],
            "means_not_subtracted": [product, product / math.sqrt(vx * vy)],
            "not_divided": [value * 5, r],
            "variances_not_rooted": [value, value / (vx * vy)],
        },
        solve=by_hand,
    )


@family("distributions.linear_combination", topics=["1.2.1"], values="positive")
def linear_combination(draw: Draw) -> Problem:
    """Variance of a difference of multiples of two correlated variables."""
    a, b = draw.integer("a", 2, 5), draw.integer("b", 2, 5)
    vx, vy = draw.decimal("vx", 1, 9, 0.5), draw.decimal("vy", 1, 9, 0.5)
    cov = draw.nonzero("cov", -4, 4, 0.5)
    draw.require(cov * cov < 0.9 * vx * vy)
    value = combination_variance(a, -b, vx, vy, cov)
    draw.require(value > 1)
    squares = a * a * vx + b * b * vy

    def by_components() -> float:
        # y is a multiple of x and a rest that does not vary with x.
        slope = cov / vx
        return (a - b * slope) ** 2 * vx + b * b * (vy - slope * slope * vx)

    return Problem(
        given={"a": a, "b": b, "vx": vx, "vy": vy, "cov": cov},
        answer=Number(value, decimals=2, relative=0.0),
        check=by_components,
        steps=[
            Step("squares", rf"{a}^2 \times {tex.number(vx)} + {b}^2 \times {tex.number(vy)} = {tex.number(squares)}"),
            Step("mixed", rf"2 \times {a} \times (-{b}) \times {tex.factor(cov)} = {tex.number(-2 * a * b * cov)}"),
            Step("sum", rf"{tex.number(squares)} + {tex.factor(-2 * a * b * cov)} = {tex.number(value)}"),
        ],
        mistakes={
            "covariance_ignored": squares,
            "sign_of_covariance": combination_variance(a, b, vx, vy, cov),
            "variances_subtracted": a * a * vx - b * b * vy - 2 * a * b * cov,
            "coefficients_not_squared": a * vx + b * vy - 2 * a * b * cov,
        },
    )


@family("distributions.binomial", topics=["1.2.1"], carried=6, values="probability", reach=1)
def binomial_probability(draw: Draw) -> Problem:
    """Probability of k successes in n trials."""
    n = draw.integer("n", 4, 8)
    k = draw.integer("k", 1, 7)
    p = draw.decimal("p", 0.1, 0.9, 0.05)
    draw.require(1 <= k < n and p != 0.5)
    value = binomial(k, n, p)
    draw.require(value >= 0.02)
    q = round(1 - p, 4)
    ways = math.comb(n, k)
    one = p**k * q ** (n - k)
    return Problem(
        given={"n": n, "k": k, "p": p},
        answer=Number(value, relative=NARROW),
        # The sum over all sequences with k successes.
        check=lambda: sum(
            math.prod(p if success else q for success in trials)
            for trials in itertools.product([0, 1], repeat=n)
            if sum(trials) == k
        ),
        steps=[
            Step("ways", rf"\binom{{{n}}}{{{k}}} = {ways}"),
            Step("value", rf"{ways} \times {p}^{{{k}}} \times {q}^{{{n - k}}} = {tex.number(value)}"),
        ],
        mistakes={
            "one_order_only": one,
            "failures_forgotten": ways * p**k,
            "probabilities_exchanged": binomial(n - k, n, p),
            "mean": n * p,
        },
        solve=lambda keep: keep(ways * keep(keep(p**k) * keep(q ** (n - k)))),
    )


@family("distributions.multinomial", topics=["1.2.1"], carried=6, values="probability")
def multinomial_probability(draw: Draw) -> Problem:
    """Probability of the counts of three categories in a few trials."""
    counts = [draw.integer(f"n{k}", 1, 3) for k in range(3)]
    p = _shares(draw, "p", 3, 10)
    value = multinomial(counts, p)
    draw.require(value >= 0.03 and len(set(counts)) > 1)
    n = sum(counts)
    one = math.prod(share**count for share, count in zip(p, counts, strict=True))
    ways = round(value / one)
    powers = r" \times ".join(f"{tex.number(share, 6)}^{count}" for share, count in zip(p, counts, strict=True))

    def by_recursion() -> float:
        # After each trial, the probability of every combination of counts.
        state: dict[tuple[int, int, int], float] = {(0, 0, 0): 1.0}
        for _ in range(n):
            following: dict[tuple[int, int, int], float] = defaultdict(float)
            for (a, b, c), weight in state.items():
                following[a + 1, b, c] += weight * p[0]
                following[a, b + 1, c] += weight * p[1]
                following[a, b, c + 1] += weight * p[2]
            state = following
        return state[counts[0], counts[1], counts[2]]

    return Problem(
        given={"n": n, "counts": counts, "p": p},
        answer=Number(value),
        check=by_recursion,
        steps=[
            Step("ways", rf"\frac{{{n}!}}{{{counts[0]}!\, {counts[1]}!\, {counts[2]}!}} = {ways}"),
            Step("value", rf"{ways} \times {powers} = {tex.number(value)}"),
        ],
        mistakes={
            "one_order_only": one,
            "ways_of_first": math.comb(n, counts[0]) * one,
            "powers_forgotten": ways * math.prod(p),
        },
        solve=lambda keep: keep(ways * keep(one)),
    )
