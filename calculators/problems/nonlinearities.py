"""Smooth relatives of ReLU and maxout: values and derivatives."""

from __future__ import annotations

import math

import numpy as np

from calculators import activations
from calculators.answers.keys import Number, Vector
from calculators.gradients import central_difference, numerical_gradient
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Round, Step, family

NARROW = 0.003
# Derivatives by central differences agree with the analytic ones this closely.
DIFFERENCES = 1e-5


@family("nonlinearities.elu", topics=["3.1.3"], precision=DIFFERENCES, carried=6)
def elu(draw: Draw) -> Problem:
    """ELU at a negative point, and its derivative there."""
    x, alpha = draw.decimal("x", -3, -0.2, 0.05), draw.choice("alpha", [0.5, 0.8, 1.2, 1.5, 2])
    power = math.exp(x)
    values = [float(activations.elu(x, alpha)), float(activations.elu_derivative(x, alpha))]
    return Problem(
        given={"x": x, "alpha": alpha},
        answer=Vector(tuple(values)),
        check=lambda: [
            2 * alpha * math.sinh(x / 2) * math.exp(x / 2),
            central_difference(lambda at: float(activations.elu(at, alpha)), x),
        ],
        steps=[
            Step("power", rf"e^{{{tex.number(x)}}} = {tex.number(power, 6)}"),
            Step("value", rf"{tex.number(alpha)} \times ({tex.number(power, 6)} - 1) = {tex.number(values[0], 6)}"),
            Step("both", rf"(f(x),\ f'(x)) = {tex.vector(values)}"),
        ],
        mistakes={
            "one_not_subtracted": [alpha * power, alpha * power],
            "leaky_relu": [alpha * x, alpha],
            "alpha_forgotten": [power - 1, power],
            "derivative_of_positive_side": [values[0], 1.0],
        },
        solve=lambda keep: [keep(alpha * keep(keep(power) - 1)), keep(alpha * keep(power))],
    )


@family("nonlinearities.selu", topics=["3.1.3"], carried=6)
def selu(draw: Draw) -> Problem:
    """SELU of a positive and a negative number with the usual constants, rounded to four decimals."""
    up, down = draw.decimal("up", 0.2, 4, 0.1), draw.decimal("down", -3, -0.2, 0.1)
    scale, alpha = 1.0507, 1.6733
    values = activations.selu([up, down], alpha, scale).tolist()
    power = math.exp(down)
    return Problem(
        given={"up": up, "down": down, "scale": scale, "alpha": alpha},
        answer=Vector(tuple(values), relative=NARROW),
        check=lambda: [scale * up, -scale * alpha * (1 - 1 / math.exp(-down))],
        steps=[
            Step("positive", rf"{scale} \times {tex.number(up)} = {tex.number(values[0], 6)}"),
            Step(
                "negative",
                rf"{scale} \times {alpha} \times (e^{{{tex.number(down)}}} - 1) = {tex.number(values[1], 6)}",
            ),
            Step("both", tex.vector(values)),
        ],
        mistakes={
            "scale_forgotten": [up, alpha * (power - 1)],
            "positive_not_scaled": [up, values[1]],
            "alpha_forgotten": [values[0], scale * (power - 1)],
            "one_not_subtracted": [values[0], scale * alpha * power],
        },
        solve=lambda keep: [keep(scale * up), keep(keep(scale * alpha) * keep(keep(power) - 1))],
    )


@family("nonlinearities.gelu", topics=["3.1.3"], carried=5)
def gelu(draw: Draw) -> Problem:
    """GELU of two numbers by the sigmoid approximation."""
    up, down = draw.decimal("up", 0.2, 2.5, 0.1), draw.decimal("down", -2, -0.2, 0.1)
    values = activations.gelu_by_sigmoid([up, down]).tolist()
    shares = [float(activations.sigmoid(1.702 * x)) for x in (up, down)]
    plain = [float(activations.swish(x)) for x in (up, down)]

    def by_hand(keep: Round) -> list[float]:
        return [keep(x * keep(1 / keep(1 + keep(math.exp(-keep(1.702 * x)))))) for x in (up, down)]

    return Problem(
        given={"up": up, "down": down},
        answer=Vector(tuple(values), relative=NARROW),
        check=lambda: [x / 2 * (1 + math.tanh(0.851 * x)) for x in (up, down)],
        steps=[
            Step("inside", rf"1.702 x = {tex.vector([1.702 * up, 1.702 * down], 5)}"),
            Step("sigmoid", rf"\sigma(1.702 x) = {tex.vector(shares, 5)}"),
            Step("product", rf"x\, \sigma(1.702 x) = {tex.vector(values)}"),
        ],
        mistakes={
            "swish": plain,
            "not_multiplied": shares,
            "relu": [up, 0.0],
            "constant_outside": [1.702 * value for value in plain],
        },
        solve=by_hand,
    )


@family(
    "nonlinearities.softplus",
    topics=["3.1.3"],
    precision=DIFFERENCES,
    domain=60,
    carried=6,
    values=["positive", "probability"],
)
def softplus(draw: Draw) -> Problem:
    """Softplus at a point, and its derivative there."""
    x = draw.nonzero("x", -3, 3, 0.1)
    value, slope = float(activations.softplus(x)), float(activations.sigmoid(x))
    power = math.exp(x)
    draw.require(abs(x) >= 0.2)

    def by_hand(keep: Round) -> list[float]:
        return [keep(math.log(keep(1 + keep(power)))), keep(keep(power) / keep(1 + keep(power)))]

    return Problem(
        given={"x": x},
        answer=Vector((value, slope)),
        check=lambda: [
            x - math.log(1 / (1 + math.exp(-x))),
            central_difference(lambda at: float(activations.softplus(at)), x),
        ],
        steps=[
            Step("power", rf"e^{{{tex.number(x)}}} = {tex.number(power, 6)}"),
            Step("value", rf"\ln(1 + {tex.number(power, 6)}) = {tex.number(value, 6)}"),
            Step("slope", rf"\frac{{{tex.number(power, 6)}}}{{1 + {tex.number(power, 6)}}} = {tex.number(slope, 6)}"),
            Step("both", rf"(f(x),\ f'(x)) = {tex.vector([value, slope])}"),
        ],
        mistakes={
            "inner_derivative_forgotten": [value, 1 / (1 + power)],
            "exponential_for_derivative": [value, power],
            "sigmoid_derivative": [value, slope * (1 - slope)],
            "base_ten": [value / math.log(10), slope],
        },
        solve=by_hand,
    )


@family("nonlinearities.swish", topics=["3.1.3"], precision=DIFFERENCES, carried=5)
def swish(draw: Draw) -> Problem:
    """Swish with a factor in the sigmoid, and its derivative, at a point."""
    x, beta = draw.nonzero("x", -3, 3, 0.05), draw.choice("beta", [0.5, 1.5, 2, 3])
    draw.require(abs(x) >= 0.3)
    s = float(activations.sigmoid(beta * x))
    value, slope = float(activations.swish(x, beta)), float(activations.swish_derivative(x, beta))
    draw.require(abs(value) >= 0.03 and abs(slope) >= 0.08)

    def by_hand(keep: Round) -> list[float]:
        share = keep(1 / keep(1 + keep(math.exp(-beta * x))))
        return [keep(x * share), keep(share + keep(keep(beta * x) * keep(share * keep(1 - share))))]

    return Problem(
        given={"x": x, "beta": beta},
        answer=Vector((value, slope), decimals=3),
        check=lambda: [
            x / 2 * (1 + math.tanh(beta * x / 2)),
            central_difference(lambda at: float(activations.swish(at, beta)), x),
        ],
        steps=[
            Step("sigmoid", rf"\sigma({tex.number(beta * x, 5)}) = {tex.number(s, 5)}"),
            Step("value", rf"{tex.number(x)} \times {tex.number(s, 5)} = {tex.number(value, 5)}"),
            Step(
                "slope",
                rf"{tex.number(s, 5)} + {tex.number(beta)} \times {tex.factor(x)} \times {tex.number(s, 5)} \times"
                rf" (1 - {tex.number(s, 5)}) = {tex.number(slope, 5)}",
            ),
            Step("both", rf"(f(x),\ f'(x)) = {tex.vector([value, slope], 3)}"),
        ],
        mistakes={
            "first_term_only": [value, s],
            "second_term_only": [value, beta * x * s * (1 - s)],
            "inner_factor_forgotten": [value, s + x * s * (1 - s)],
            "factor_left_out": [float(activations.swish(x)), float(activations.swish_derivative(x))],
        },
        solve=by_hand,
    )


@family("nonlinearities.prelu_gradient", topics=["3.1.3", "3.2.2"])
def prelu_gradient(draw: Draw) -> Problem:
    """Gradient of the learned slope of PReLU, shared by four units."""
    x = [draw.nonzero(f"x{i}", -3, 3, 0.5) for i in range(4)]
    g = [draw.nonzero(f"g{i}", -2, 2, 0.1) for i in range(4)]
    alpha = draw.choice("alpha", [0.1, 0.2, 0.25, 0.3, 0.4])
    value = round(activations.prelu_slope_gradient(x, g), 10)
    negative = [a * b for a, b in zip(g, x, strict=True) if b < 0]
    draw.require(2 <= len(negative) <= 3 and abs(value) >= 0.05)

    def output(slope: float) -> float:
        return sum(b * (a if a > 0 else slope * a) for a, b in zip(x, g, strict=True))

    return Problem(
        given={"x": x, "g": g, "alpha": alpha},
        answer=Number(value, decimals=3, relative=0.0),
        # The loss is linear in the slope: any difference is exact.
        check=lambda: output(alpha + 1) - output(alpha),
        steps=[
            Step("terms", rf"g_i x_i\ (x_i < 0):\quad {tex.vector(negative)}"),
            Step("sum", rf"{tex.total(negative)} = {tex.number(value)}"),
        ],
        mistakes={
            "all_units": sum(a * b for a, b in zip(g, x, strict=True)),
            "slope_multiplied": alpha * value,
            "input_forgotten": sum(a for a, b in zip(g, x, strict=True) if b < 0),
            "averaged": value / 4,
        },
    )


@family("nonlinearities.maxout", topics=["3.1.3"])
def maxout(draw: Draw) -> Problem:
    """Output of a maxout unit with three pieces, and its gradient with respect to the input."""
    W = [draw.integers(f"W{row}", 2, -3, 3) for row in range(3)]
    b, x = draw.integers("b", 3, -3, 3), draw.integers("x", 2, -3, 3)
    outputs = [row[0] * x[0] + row[1] * x[1] + c for row, c in zip(W, b, strict=True)]
    draw.require(outputs.count(max(outputs)) == 1 and all(x) and outputs.count(min(outputs)) == 1)
    draw.require(all(any(row) for row in W) and all(b))
    value, gradient = activations.maxout(x, W, b)
    best, least = outputs.index(max(outputs)), outputs.index(min(outputs))
    answer = [value, *gradient.tolist()]

    def by_differences() -> list[float]:
        def f(at: list[float]) -> float:
            return max(row[0] * at[0] + row[1] * at[1] + c for row, c in zip(W, b, strict=True))

        slopes = numerical_gradient(lambda at: f(at.tolist()), np.array(x, dtype=np.float64), 0.01)
        return [f([float(at) for at in x]), *slopes.tolist()]

    return Problem(
        given={"W": W, "b": b, "x": x},
        answer=Vector(tuple(answer), decimals=2, relative=0.0),
        check=by_differences,
        steps=[
            Step("pieces", rf"Wx + b = {tex.vector(outputs)}"),
            Step("gradient", rf"\left(y,\ \frac{{\partial y}}{{\partial x}}\right) = {tex.vector(answer)}"),
        ],
        mistakes={
            "input_as_gradient": [value, float(x[0]), float(x[1])],
            "pieces_added": [float(sum(outputs)), *(float(sum(row[k] for row in W)) for k in range(2))],
            "least_piece": [float(outputs[least]), float(W[least][0]), float(W[least][1])],
            "bias_ignored": [value - b[best], float(W[best][0]), float(W[best][1])],
        },
    )
