"""Activations in pieces: the step function, PReLU, and the backward passes of Leaky ReLU and SELU."""

from __future__ import annotations

import math

from calculators import activations
from calculators.answers.keys import Matrix, Vector
from calculators.gradients import central_difference
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Step, family

# Central differences against analytic derivatives.
DIFFERENCES = 1e-5


@family("piecewise.step", topics=["3.1.3", "3.1.1"], values=range(2), guessable="each of five outputs is 0 or 1")
def step(draw: Draw) -> Problem:
    """Outputs of five units with the step function."""
    x = [draw.choice("x1", [-3, -2, -1, 1, 2, 3]), draw.choice("x2", [-3, -2, -1, 1, 2, 3])]
    W = [draw.integers(f"W{row}", 5, -3, 3) for row in range(2)]
    b = draw.integers("b", 5, -4, 4)
    bare = [x[0] * W[0][k] + x[1] * W[1][k] for k in range(5)]
    totals = [a + c for a, c in zip(bare, b, strict=True)]
    draw.require(all(totals) and all(b) and len({value > 0 for value in totals}) == 2)
    values = activations.step(totals).tolist()
    without = activations.step(bare).tolist()
    # A bias that is left out, or taken for a threshold, must show in the outputs.
    threshold = activations.step([a - c for a, c in zip(bare, b, strict=True)]).tolist()
    draw.require(values not in (without, threshold) and without != threshold and len(set(totals)) >= 4)
    return Problem(
        given={"x": x, "W": W, "b": b},
        answer=Vector(tuple(values), decimals=1, relative=0.0),
        check=lambda: [(1 + math.copysign(1, total)) / 2 for total in totals],
        steps=[
            Step("total_input", f"xW + b = {tex.vector(totals)}"),
            Step("output", f"y = {tex.vector(values)}"),
        ],
        mistakes={
            "bias_forgotten": without,
            "bias_as_threshold": threshold,
            "reversed": [1 - value for value in values],
            "sign_function": [math.copysign(1, total) for total in totals],
            "relu": [max(0.0, total) for total in totals],
            "not_activated": [float(total) for total in totals],
        },
    )


@family("piecewise.prelu", topics=["3.1.3"])
def prelu(draw: Draw) -> Problem:
    """PReLU of two channels, each with its own learned slope."""
    x = [[draw.nonzero(f"x{row}{column}", -4, 4, 0.5) for column in range(3)] for row in range(2)]
    slopes = draw.sample("slopes", [0.05, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5], 2)
    draw.require(all(1 <= sum(value > 0 for value in row) <= 2 for row in x))
    rows = [[round(value, 6) for value in row] for row in activations.prelu(x, slopes).tolist()]

    def sloped(first: float, second: float) -> list[list[float]]:
        return [[v if v > 0 else a * v for v in row] for row, a in zip(x, (first, second), strict=True)]

    return Problem(
        given={"x": x, "slopes": slopes},
        answer=Matrix(tuple(tuple(row) for row in rows), decimals=3, relative=0.0),
        check=lambda: [[max(0.0, v) + a * min(0.0, v) for v in row] for row, a in zip(x, slopes, strict=True)],
        steps=[Step("values", f"f(x) = {tex.matrix(rows)}")],
        mistakes={
            "first_slope_for_all": sloped(slopes[0], slopes[0]),
            "slopes_exchanged": sloped(slopes[1], slopes[0]),
            "relu": sloped(0, 0),
            "slope_everywhere": [[a * v for v in row] for row, a in zip(x, slopes, strict=True)],
            "sign_lost": sloped(-slopes[0], -slopes[1]),
        },
    )


@family("piecewise.leaky_relu_backward", topics=["3.1.3", "3.2.2"], precision=DIFFERENCES)
def leaky_relu_backward(draw: Draw) -> Problem:
    """Gradient through a Leaky ReLU layer."""
    x = [draw.nonzero(f"x{i}", -3, 3, 0.5) for i in range(4)]
    g = [draw.nonzero(f"g{i}", -2, 2, 0.1) for i in range(4)]
    slope = draw.choice("slope", [0.01, 0.05, 0.1, 0.2])
    draw.require(1 <= sum(value > 0 for value in x) <= 3)
    # A mask made from the gradient's own sign must differ.
    draw.require(any((a > 0) != (u > 0) for a, u in zip(x, g, strict=True)))
    local = activations.leaky_relu_derivative(x, slope).tolist()
    values = [round(u * d, 6) for u, d in zip(g, local, strict=True)]

    def differences() -> list[float]:
        return [
            u * central_difference(lambda at: activations.leaky_relu(at, slope).item(), a)
            for a, u in zip(x, g, strict=True)
        ]

    return Problem(
        given={"x": x, "g": g, "slope": slope},
        answer=Vector(tuple(values), decimals=3, relative=0.0),
        check=differences,
        steps=[
            Step("local", rf"f'(x) = {tex.vector(local)}"),
            Step("gradient", rf"g \odot f'(x) = {tex.vector(values)}"),
        ],
        mistakes={
            "relu_derivative": [u if a > 0 else 0.0 for a, u in zip(x, g, strict=True)],
            "sign_of_gradient": [u if u > 0 else slope * u for u in g],
            "upstream_forgotten": local,
            "output_multiplied": [u * (a if a > 0 else slope * a) for a, u in zip(x, g, strict=True)],
            "slope_as_gradient": [u if a > 0 else slope for a, u in zip(x, g, strict=True)],
        },
    )


@family("piecewise.selu_backward", topics=["3.1.3", "3.2.2"], carried=6, precision=DIFFERENCES)
def selu_backward(draw: Draw) -> Problem:
    """Gradient through a SELU layer for one positive and one negative input."""
    x = [draw.decimal("up", 0.2, 4, 0.1), draw.decimal("down", -3, -0.2, 0.1)]
    g = [draw.nonzero("g1", -2, 2, 0.1), draw.nonzero("g2", -2, 2, 0.1)]
    scale, alpha = 1.0507, 1.6733
    draw.require(all(abs(u) >= 0.3 and abs(u) != 1 for u in g) and abs(x[0] - 1) > 0.05)
    local = activations.selu_derivative(x, alpha, scale).tolist()
    values = [u * d for u, d in zip(g, local, strict=True)]
    power = math.exp(x[1])

    def differences() -> list[float]:
        return [
            u * central_difference(lambda at: activations.selu(at, alpha, scale).item(), a)
            for a, u in zip(x, g, strict=True)
        ]

    return Problem(
        given={"x": x, "g": g, "scale": scale, "alpha": alpha},
        answer=Vector(tuple(values), relative=0.003),
        check=differences,
        steps=[
            Step("positive", rf"f'({tex.number(x[0])}) = \lambda = {scale}"),
            Step(
                "negative",
                rf"f'({tex.number(x[1])}) = {scale} \times {alpha} \times e^{{{tex.number(x[1])}}}"
                rf" = {tex.number(local[1], 6)}",
            ),
            Step("gradient", rf"g \odot f'(x) = {tex.vector(values)}"),
        ],
        mistakes={
            "scale_forgotten": [g[0], g[1] * alpha * power],
            "positive_passed": [g[0], values[1]],
            "value_for_derivative": [values[0], g[1] * scale * alpha * (power - 1)],
            "alpha_forgotten": [values[0], g[1] * scale * power],
            "upstream_forgotten": local,
        },
        solve=lambda keep: [keep(g[0] * scale), keep(g[1] * keep(keep(scale * alpha) * keep(power)))],
    )
