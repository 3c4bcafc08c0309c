"""Batch normalization at inference and backward, group and instance normalization."""

from __future__ import annotations

import math

import numpy as np

from calculators.answers.keys import Matrix, Number, Vector
from calculators.generalization import batch_norm_backward, batch_norm_inference, group_norm, instance_norm
from calculators.gradients import numerical_gradient
from calculators.normalization import batch_norm, layer_norm, running_average
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Round, Step, family

NARROW = 0.003
# One unit of the third decimal: four decimals carried may lie at a tie that the exact value does not.
LAST = 0.001


@family("normalization_variants.batch_norm_inference", topics=["3.7.2"])
def normalized_at_inference(draw: Draw) -> Problem:
    """Batch normalization of one value at inference, with running statistics updated by the last batch."""
    batch = draw.integers("batch", 4, 0, 12)
    old_mean, old_variance = draw.decimal("old_mean", 1, 9, 0.5), draw.decimal("old_variance", 2, 16, 1)
    momentum, x = draw.choice("momentum", [0.8, 0.9]), draw.integer("x", -5, 15)
    gamma, beta = draw.choice("gamma", [0.5, 1.5, 2, 3]), draw.choice("beta", [-2, -1, 1, 2])
    batch_mean, batch_variance = float(np.mean(batch)), float(np.var(batch))
    mean, variance = (
        running_average(old_mean, batch_mean, momentum),
        running_average(old_variance, batch_variance, momentum),
    )
    draw.require(abs(x - mean) >= 1 and batch_variance >= 2 and abs(batch_mean - old_mean) >= 1.5)
    value = float(batch_norm_inference(x, mean, variance, gamma, beta, epsilon=0))
    draw.require(abs(value) >= 0.2)

    def apply(center: float, spread: float) -> float:
        return float(batch_norm_inference(x, center, spread, gamma, beta, epsilon=0))

    def by_hand(keep: Round) -> float:
        scaled = keep(keep(x - keep(mean)) / keep(math.sqrt(keep(variance))))
        return keep(keep(gamma * scaled) + beta)

    return Problem(
        given={
            "batch": batch,
            "old_mean": old_mean,
            "old_variance": old_variance,
            "momentum": momentum,
            "x": x,
            "gamma": gamma,
            "beta": beta,
        },
        answer=Number(value, decimals=3, relative=NARROW),
        check=lambda: (
            beta
            + gamma
            * (x - old_mean - (1 - momentum) * (batch_mean - old_mean))
            / math.sqrt(old_variance + (1 - momentum) * (batch_variance - old_variance))
        ),
        steps=[
            Step("batch", rf"\mu_B = {tex.number(batch_mean)},\quad \sigma_B^2 = {tex.number(batch_variance)}"),
            Step("running", rf"\mu = {tex.number(mean)},\quad \sigma^2 = {tex.number(variance)}"),
            Step(
                "output",
                rf"{tex.number(gamma)} \times \frac{{{x} - {tex.factor(mean)}}}{{\sqrt{{{tex.number(variance)}}}}} +"
                rf" {tex.factor(beta)} = {tex.number(value, 3)}",
            ),
        ],
        mistakes={
            "batch_statistics": apply(batch_mean, batch_variance),
            "momentum_exchanged": apply(
                running_average(batch_mean, old_mean, momentum), running_average(batch_variance, old_variance, momentum)
            ),
            "not_updated": apply(old_mean, old_variance),
            "variance_not_rooted": gamma * (x - mean) / variance + beta,
        },
        solve=by_hand,
    )


@family("normalization_variants.batch_norm_backward", topics=["3.7.2", "3.2.2"], precision=1e-4)
def backward(draw: Draw) -> Problem:
    """Gradient of the input of batch normalization over a batch of four."""
    center, spread = draw.integer("center", -3, 6), draw.choice("spread", [1, 2, 4])
    shape = draw.choice(
        "shape", [[-1, -1, 1, 1], [-1, 1, -1, 1], [-1, 1, 1, -1], [1, -1, -1, 1], [1, 1, -1, -1], [1, -1, 1, -1]]
    )
    x = [center + spread * side for side in shape]
    g = [draw.nonzero(f"g{i}", -4, 4, 0.5) for i in range(4)]
    gamma = draw.choice("gamma", [0.5, 1.5, 2, 3])
    values = [round(float(v), 10) + 0.0 for v in batch_norm_backward(x, g, gamma, epsilon=0)]
    mean, along = sum(g) / 4, sum(a * b for a, b in zip(g, shape, strict=True)) / 4
    draw.require(abs(mean) >= 0.25 and abs(along) >= 0.25 and max(abs(v) for v in values) >= 0.1)
    draw.require_untied(values, 4)
    scale = gamma / spread

    def loss(at: np.ndarray) -> float:
        return float(np.dot(g, batch_norm(at.reshape(4, 1), gamma, 0.0, 0.0).ravel()))

    return Problem(
        given={"x": x, "g": g, "gamma": gamma},
        answer=Vector(tuple(values), relative=0.001),
        check=lambda: [
            round(v, 7) + 0.0 for v in numerical_gradient(loss, np.array(x, dtype=np.float64), 1e-4).tolist()
        ],
        steps=[
            Step("normalized", rf"\sigma = {spread},\quad \hat{{x}} = {tex.vector(shape)}"),
            Step("means", rf"\bar{{g}} = {tex.number(mean)},\quad \overline{{g \hat{{x}}}} = {tex.number(along)}"),
            Step(
                "gradient",
                rf"\frac{{\gamma}}{{\sigma}}\left(g - \bar{{g}} - \hat{{x}}\, \overline{{g \hat{{x}}}}\right)"
                f" = {tex.vector(values)}",
            ),
        ],
        mistakes={
            "statistics_as_constants": [scale * v for v in g],
            "variance_as_constant": [scale * (v - mean) for v in g],
            "mean_as_constant": [scale * (v - side * along) for v, side in zip(g, shape, strict=True)],
            "gamma_forgotten": [v / gamma for v in values],
        },
        solve=lambda keep: [
            keep(scale * keep(keep(v - mean) - keep(side * along))) for v, side in zip(g, shape, strict=True)
        ],
    )


def _pair_of_channels(draw: Draw, channels: int) -> list[list[float]]:
    """Channels with two values each, of one sample: whole, and none with two equal values."""
    rows = [draw.integers(f"channel{k}", 2, 0, 12) for k in range(channels)]
    draw.require(all(row[0] != row[1] for row in rows))
    return [[float(value) for value in row] for row in rows]


@family("normalization_variants.group_norm", topics=["3.7.2"])
def groups(draw: Draw) -> Problem:
    """Group normalization of one sample with four channels in two groups."""
    rows = _pair_of_channels(draw, 4)
    found = group_norm([rows], 2, epsilon=0)[0].tolist()
    halves = [[*rows[0], *rows[1]], [*rows[2], *rows[3]]]
    stats = [(float(np.mean(half)), float(np.var(half))) for half in halves]
    draw.require(all(variance >= 2 for _, variance in stats) and min(abs(v) for row in found for v in row) >= 0.05)
    alone = instance_norm([rows], epsilon=0)[0].tolist()
    whole = layer_norm([[value for row in rows for value in row]], epsilon=0)[0].reshape(4, 2).tolist()
    deviations = [math.sqrt(variance) for _, variance in stats]

    def cell_by_cell() -> list[list[float]]:
        result = []
        for k, row in enumerate(rows):
            half = halves[k // 2]
            mean = math.fsum(half) / 4
            deviation = math.sqrt(math.fsum(v * v for v in half) / 4 - mean * mean)
            result.append([(v - mean) / deviation for v in row])
        return result

    def by_hand(keep: Round) -> list[list[float]]:
        return [
            [keep((v - stats[k // 2][0]) * keep(1 / keep(math.sqrt(keep(stats[k // 2][1]))))) for v in row]
            for k, row in enumerate(rows)
        ]

    return Problem(
        given={"x": rows},
        answer=Matrix(tuple(tuple(row) for row in found), decimals=3, absolute=LAST),
        check=cell_by_cell,
        steps=[
            Step("means", rf"\mu = {tex.vector([mean for mean, _ in stats])}"),
            Step("deviations", rf"\sigma = {tex.vector(deviations)}"),
            Step("normalized", tex.matrix(found, 3)),
        ],
        mistakes={
            "instance_normalization": alone,
            "layer_normalization": whole,
            "variance_not_rooted": [[v / deviations[k // 2] for v in row] for k, row in enumerate(found)],
            "unbiased_variance": [[v * math.sqrt(3 / 4) for v in row] for row in found],
        },
        solve=by_hand,
    )


@family("normalization_variants.instance_norm", topics=["3.7.2"])
def instances(draw: Draw) -> Problem:
    """Instance normalization of one sample with two channels of four positions."""
    rows = [[float(v) for v in draw.integers(f"channel{k}", 4, 0, 12)] for k in range(2)]
    stats = [(float(np.mean(row)), float(np.var(row))) for row in rows]
    draw.require(all(variance >= 2 for _, variance in stats) and abs(stats[0][0] - stats[1][0]) >= 1)
    found = instance_norm([rows], epsilon=0)[0].tolist()
    draw.require(min(abs(v) for row in found for v in row) >= 0.05)
    whole = layer_norm([rows[0] + rows[1]], epsilon=0)[0].reshape(2, 4).tolist()
    deviations = [math.sqrt(variance) for _, variance in stats]

    def by_hand(keep: Round) -> list[list[float]]:
        return [
            [keep((v - mean) * keep(1 / keep(math.sqrt(keep(variance))))) for v in row]
            for row, (mean, variance) in zip(rows, stats, strict=True)
        ]

    return Problem(
        given={"x": rows},
        answer=Matrix(tuple(tuple(row) for row in found), decimals=3, absolute=LAST),
        check=batch_norm(np.array(rows).T, epsilon=0).T.tolist,
        steps=[
            Step("means", rf"\mu = {tex.vector([mean for mean, _ in stats])}"),
            Step("deviations", rf"\sigma = {tex.vector(deviations)}"),
            Step("normalized", tex.matrix(found, 3)),
        ],
        mistakes={
            "layer_normalization": whole,
            "variance_not_rooted": [[v / s for v in row] for row, s in zip(found, deviations, strict=True)],
            "unbiased_variance": [[v * math.sqrt(3 / 4) for v in row] for row in found],
            "not_scaled": [[v - mean for v in row] for row, (mean, _) in zip(rows, stats, strict=True)],
        },
        solve=by_hand,
    )
