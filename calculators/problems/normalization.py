"""Batch normalization and layer normalization on small batches."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence

from calculators.answers.keys import Matrix, Vector
from calculators.normalization import batch_norm, layer_norm
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Round, Step, family

# Cells near 0 are small differences of rounded numbers: they are judged to this, not to half of the last decimal.
NEAR_ZERO = 0.002


def _scaled(x: Sequence[float], mean: float, divisor: float) -> list[float]:
    return [(value - mean) / divisor for value in x]


@family("normalization.batch_norm", topics=["3.7.2"])
def batch(draw: Draw) -> Problem:
    """Batch normalization of one feature over a batch of four: biased variance, ε = 0, then γ and β."""
    x = draw.integers("x", 4, 0, 15)
    gamma, beta = draw.choice("gamma", [0.5, 1.5, 2.0, 3.0]), draw.nonzero("beta", -2, 2, 0.5)
    mean, variance = statistics.fmean(x), statistics.pvariance(x)
    draw.require(variance >= 1.5)
    y = [row[0] for row in batch_norm([[value] for value in x], gamma, beta, epsilon=0).tolist()]
    draw.require(all(value == 0 or abs(value) >= 0.01 for value in y))
    std = math.sqrt(variance)

    def affine(scaled: Sequence[float]) -> list[float]:
        return [gamma * value + beta for value in scaled]

    def by_pairs() -> list[float]:
        # n·Σ(x − μ)² is half the sum of all squared differences, and x_i − μ the mean of the differences from x_i.
        spread = sum((a - b) ** 2 for a in x for b in x) / 2 / 16
        return [gamma * sum(a - b for b in x) / 4 / math.sqrt(spread) + beta for a in x]

    def by_hand(keep: Round) -> list[float]:
        root = keep(math.sqrt(keep(variance)))
        return [keep(keep(gamma * keep((value - mean) / root)) + beta) for value in x]

    return Problem(
        given={"x": x, "gamma": gamma, "beta": beta},
        answer=Vector(tuple(y), decimals=3, absolute=NEAR_ZERO),
        check=by_pairs,
        steps=[
            Step(
                "statistics",
                rf"\mu = {tex.number(mean)},\quad \sigma^2 = {tex.number(variance)},\quad \sigma = {tex.number(std)}",
            ),
            Step("normalize", rf"\hat{{x}} = \frac{{x - \mu}}{{\sigma}} = {tex.vector(_scaled(x, mean, std))}"),
            Step("affine", rf"y = {tex.number(gamma)} \hat{{x}} + {tex.factor(beta)} = {tex.vector(y, 3)}"),
        ],
        mistakes={
            "unbiased_variance": affine(_scaled(x, mean, statistics.stdev(x))),
            "divided_by_variance": affine(_scaled(x, mean, variance)),
            "affine_missing": _scaled(x, mean, std),
            "shift_missing": [gamma * value for value in _scaled(x, mean, std)],
        },
        solve=by_hand,
    )


@family("normalization.layer_norm", topics=["3.7.2"])
def layer(draw: Draw) -> Problem:
    """Layer normalization of a 2 × 3 batch: biased variance over each sample's features, ε = 0, γ = 1, β = 0."""
    rows = [draw.integers("first", 3, 0, 12), draw.integers("second", 3, 0, 12)]
    means = [statistics.fmean(row) for row in rows]
    variances = [statistics.pvariance(row) for row in rows]
    draw.require(min(variances) >= 1 and all(a != b for a, b in zip(*rows, strict=True)))
    y = layer_norm(rows, epsilon=0).tolist()
    draw.require(all(value == 0 or abs(value) >= 0.01 for row in y for value in row))
    everything = rows[0] + rows[1]
    whole_mean, whole_std = statistics.fmean(everything), statistics.pstdev(everything)

    def by_pairs() -> list[list[float]]:
        return [
            [sum(a - b for b in row) / 3 / math.sqrt(sum((c - d) ** 2 for c in row for d in row) / 18) for a in row]
            for row in rows
        ]

    def by_hand(keep: Round) -> list[list[float]]:
        result = []
        for row in rows:
            mean = keep(statistics.fmean(row))
            deviations = [keep(value - mean) for value in row]
            std = keep(math.sqrt(keep(sum(keep(d * d) for d in deviations) / 3)))
            result.append([keep(d / std) for d in deviations])
        return result

    return Problem(
        given={"x": rows},
        answer=Matrix(tuple(tuple(row) for row in y), decimals=3, absolute=NEAR_ZERO),
        check=by_pairs,
        steps=[
            Step("means", rf"\mu = {tex.vector(means)}"),
            Step(
                "variances",
                rf"\sigma^2 = {tex.vector(variances)},\quad \sigma = {tex.vector([math.sqrt(v) for v in variances])}",
            ),
            Step("normalize", rf"\frac{{x - \mu}}{{\sigma}} = {tex.matrix(y, 3)}"),
        ],
        mistakes={
            "over_the_batch": batch_norm(rows, epsilon=0).tolist(),
            "unbiased_variance": [_scaled(row, m, statistics.stdev(row)) for row, m in zip(rows, means, strict=True)],
            "divided_by_variance": [_scaled(row, m, v) for row, m, v in zip(rows, means, variances, strict=True)],
            "over_everything": [_scaled(row, whole_mean, whole_std) for row in rows],
        },
        solve=by_hand,
    )
