"""Problems about activation functions and their derivatives."""

from __future__ import annotations

from math import cosh, exp, log, sinh

from calculators import activations
from calculators.answers.keys import Number, Vector
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Step, family


def _weighted_sum(draw: Draw) -> tuple[list[int], list[float], float, float]:
    """Two inputs, two weights and a bias whose total input lies in 0.2..2.5 on either side of 0."""
    x = [draw.choice("x1", [-2, -1, 1, 2]), draw.choice("x2", [-2, -1, 1, 2])]
    w = [draw.nonzero("w1", -1, 1, 0.1), draw.nonzero("w2", -1, 1, 0.1)]
    b = draw.nonzero("b", -0.5, 0.5, 0.1)
    total = round(x[0] * w[0] + x[1] * w[1] + b, 4)
    draw.require(0.2 <= abs(total) <= 2.5)
    return x, w, b, total


@family("activations.sigmoid", topics=["3.1.3"], values="probability")
def sigmoid(draw: Draw) -> Problem:
    """Output of a unit with the sigmoid function."""
    x, w, b, a = _weighted_sum(draw)
    value = activations.sigmoid(a).item()
    bare = round(a - b, 4)
    power = exp(-a)
    return Problem(
        given={"x1": x[0], "x2": x[1], "w1": w[0], "w2": w[1], "b": b},
        answer=Number(value, decimals=3, relative=0.003, absolute=0.001),
        check=lambda: exp(a) / (exp(a) + 1),
        steps=[
            Step("total_input", rf"a = {tex.products(w, x)} + {tex.factor(b)} = {tex.number(a)}"),
            Step("power", rf"e^{{{tex.number(-a)}}} \approx {tex.number(power)}"),
            Step("output", rf"\frac{{1}}{{1 + {tex.number(power)}}} \approx {tex.number(value, 3)}"),
        ],
        mistakes={
            "sign": 1 - value,
            "bias_forgotten": activations.sigmoid(bare).item(),
            "tanh": activations.tanh(a).item(),
            "derivative": value * (1 - value),
        },
        solve=lambda r: r(1 / (1 + r(exp(-a)))),
    )


@family("activations.sigmoid_derivative", topics=["3.1.3", "3.2.2"], values="positive")
def sigmoid_derivative(draw: Draw) -> Problem:
    """Derivative of the sigmoid function at a point: σ(x)(1 - σ(x))."""
    x = draw.nonzero("x", -3, 3, 0.01)
    draw.require(abs(x) >= 0.3)
    s = activations.sigmoid(x).item()
    value = activations.sigmoid_derivative(x).item()
    shown = round(s, 4)
    return Problem(
        given={"x": x},
        answer=Number(value, decimals=3, relative=0.003, absolute=0.001),
        check=lambda: exp(-x) / (1 + exp(-x)) ** 2,
        steps=[
            Step(
                "value", rf"\sigma({tex.number(x)}) = \frac{{1}}{{1 + e^{{{tex.number(-x)}}}}} \approx {tex.number(s)}"
            ),
            Step(
                "derivative",
                rf"{tex.number(shown)} \times (1 - {tex.number(shown)}) \approx {tex.number(value, 3)}",
            ),
        ],
        mistakes={
            "value_only": s,
            "one_minus_square": 1 - s * s,
            "complement_only": 1 - s,
            "argument_used": x * (1 - x),
        },
        solve=lambda r: r(r(1 / (1 + r(exp(-x)))) * (1 - r(1 / (1 + r(exp(-x)))))),
    )


@family("activations.sigmoid_backward", topics=["3.2.2", "3.1.3"])
def sigmoid_backward(draw: Draw) -> Problem:
    """Gradient through a sigmoid layer, from its output: g y (1 - y)."""
    y = [draw.decimal(f"y{i}", 0.05, 0.95, 0.05) for i in range(2)]
    g = [draw.nonzero(f"g{i}", -3, 3, 0.1) for i in range(2)]
    draw.require(all(abs(value - 0.5) > 0.01 for value in y))
    local = [value * (1 - value) for value in y]
    values = [upstream * slope for upstream, slope in zip(g, local, strict=True)]
    draw.require_untied(values, 4)
    inputs = [log(value / (1 - value)) for value in y]
    return Problem(
        given={"y": y, "g": g},
        answer=Vector(tuple(values), decimals=4),
        check=lambda: [
            upstream * activations.sigmoid_derivative(a).item() for upstream, a in zip(g, inputs, strict=True)
        ],
        steps=[
            Step("local", rf"y \odot (1 - y) = {tex.vector(local)}"),
            Step("gradient", rf"g \odot y \odot (1 - y) = {tex.vector(values)}"),
        ],
        mistakes={
            "upstream_forgotten": local,
            "complement_forgotten": [upstream * value for upstream, value in zip(g, y, strict=True)],
            "tanh_derivative": [upstream * (1 - value * value) for upstream, value in zip(g, y, strict=True)],
            "sigmoid_again": [
                upstream * activations.sigmoid_derivative(value).item() for upstream, value in zip(g, y, strict=True)
            ],
        },
        solve=lambda r: [r(upstream * r(value * r(1 - value))) for upstream, value in zip(g, y, strict=True)],
    )


@family("activations.tanh", topics=["3.1.3"], values="signed_share")
def tanh(draw: Draw) -> Problem:
    """The hyperbolic tangent at a point."""
    x = draw.nonzero("x", -1.8, 1.8, 0.01)
    draw.require(abs(x) >= 0.2)
    value = activations.tanh(x).item()
    up, down = exp(x), exp(-x)
    return Problem(
        given={"x": x},
        answer=Number(value, decimals=3, relative=0.003, absolute=0.001),
        check=lambda: 2 * activations.sigmoid(2 * x).item() - 1,
        steps=[
            Step(
                "powers",
                rf"e^{{{tex.number(x)}}} \approx {tex.number(up)},\ e^{{{tex.number(-x)}}} \approx {tex.number(down)}",
            ),
            Step(
                "value",
                rf"\frac{{{tex.number(up)} - {tex.number(down)}}}{{{tex.number(up)} + {tex.number(down)}}}"
                rf" \approx {tex.number(value, 3)}",
            ),
        ],
        mistakes={
            "sinh": sinh(x),
            "upside_down": 1 / value,
            "sigmoid": activations.sigmoid(x).item(),
            "sign": -value,
            "argument_halved": activations.tanh(x / 2).item(),
            "argument_doubled": activations.tanh(2 * x).item(),
        },
        solve=lambda r: r(r(r(up) - r(down)) / r(r(up) + r(down))),
    )


@family("activations.tanh_derivative", topics=["3.1.3", "3.2.2"])
def tanh_derivative(draw: Draw) -> Problem:
    """Gradient through a tanh unit, from its output: g (1 - y²)."""
    y = draw.nonzero("y", -0.95, 0.95, 0.05)
    g = draw.nonzero("g", -2, 2, 0.1)
    draw.require(abs(g) != 1)
    value = g * (1 - y * y)
    draw.require_untied([value], 4)
    return Problem(
        given={"y": y, "g": g},
        answer=Number(value, decimals=4),
        check=lambda: g / cosh(_inverse_tanh(y)) ** 2,
        steps=[
            Step("local", rf"1 - y^2 = 1 - {tex.factor(y)}^2 = {tex.number(1 - y * y)}"),
            Step("gradient", rf"{tex.number(g)} \times {tex.number(1 - y * y)} \approx {tex.number(value)}"),
        ],
        mistakes={
            "sigmoid_derivative": g * y * (1 - y),
            "upstream_forgotten": 1 - y * y,
            "not_squared": g * (1 - y),
            "output_passed_on": g * y,
        },
        solve=lambda r: r(g * r(1 - r(y * y))),
    )


def _inverse_tanh(y: float) -> float:
    """artanh by bisection, so that the second route shares no formula with the first."""
    low, high = -20.0, 20.0
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if activations.tanh(middle).item() < y else (low, middle)
    return (low + high) / 2


@family("activations.relu", topics=["3.1.3"], values="real")
def relu(draw: Draw) -> Problem:
    """ReLU of a vector."""
    x = draw.vector("x", 4, -5, 5, 0.1)
    draw.require(all(x) and 1 <= sum(value > 0 for value in x) <= 3)
    values = activations.relu(x).tolist()
    return Problem(
        given={"x": x},
        answer=Vector(tuple(values), decimals=2, relative=0.0),
        check=lambda: [(value + abs(value)) / 2 for value in x],
        steps=[
            Step(
                "elements",
                r",\quad ".join(rf"\max(0, {tex.number(a)}) = {tex.number(b)}" for a, b in zip(x, values, strict=True)),
            ),
            Step("values", rf"\max(0, x) = {tex.vector(values)}"),
        ],
        mistakes={
            "absolute_value": [abs(value) for value in x],
            "negative_kept": [min(0.0, value) for value in x],
            "step_function": [float(value > 0) for value in x],
            "unchanged": list(x),
        },
    )


@family("activations.leaky_relu", topics=["3.1.3"])
def leaky_relu(draw: Draw) -> Problem:
    """Leaky ReLU of a vector."""
    x = [draw.nonzero(f"x{i}", -5, 5, 0.5) for i in range(4)]
    slope = draw.choice("slope", [0.01, 0.02, 0.1, 0.2])
    draw.require(1 <= sum(value > 0 for value in x) <= 3)
    values = [round(value, 6) for value in activations.leaky_relu(x, slope).tolist()]
    return Problem(
        given={"x": x, "slope": slope},
        answer=Vector(tuple(values), decimals=4, relative=0.0),
        check=lambda: [max(0.0, value) + slope * min(0.0, value) for value in x],
        steps=[
            Step(
                "negative",
                r",\quad ".join(
                    rf"{slope} \times ({tex.number(a)}) = {tex.number(b)}"
                    for a, b in zip(x, values, strict=True)
                    if a < 0
                ),
            ),
            Step("values", rf"f(x) = {tex.vector(values)}"),
        ],
        mistakes={
            "relu": activations.relu(x).tolist(),
            "slope_as_value": [value if value > 0 else slope for value in x],
            "sign_lost": [value if value > 0 else -slope * value for value in x],
            "slope_everywhere": [slope * value for value in x],
        },
    )


@family("activations.relu_backward", topics=["3.1.3", "3.2.2"])
def relu_backward(draw: Draw) -> Problem:
    """Gradient through a ReLU layer: the gradient from above where the input was positive."""
    x = [draw.nonzero(f"x{i}", -3, 3, 0.5) for i in range(4)]
    g = [draw.nonzero(f"g{i}", -2, 2, 0.1) for i in range(4)]
    draw.require(1 <= sum(value > 0 for value in x) <= 3 and any(value < 0 for value in g))
    slopes = activations.relu_derivative(x).tolist()
    values = [upstream if slope else 0.0 for upstream, slope in zip(g, slopes, strict=True)]
    h = 1e-6

    def differences() -> list[float]:
        above, below = activations.relu([v + h for v in x]), activations.relu([v - h for v in x])
        return [round(u * d, 6) for u, d in zip(g, ((above - below) / (2 * h)).tolist(), strict=True)]

    return Problem(
        given={"x": x, "g": g},
        answer=Vector(tuple(values), decimals=2, relative=0.0),
        check=differences,
        steps=[
            Step("local", rf"f'(x) = {tex.vector(slopes)}"),
            Step("gradient", rf"g \odot f'(x) = {tex.vector(values)}"),
        ],
        mistakes={
            "relu_of_gradient": activations.relu(g).tolist(),
            "derivative_only": slopes,
            "output_times_gradient": [max(0.0, a) * u + 0.0 for a, u in zip(x, g, strict=True)],
            "mask_reversed": [0.0 if slope else upstream for upstream, slope in zip(g, slopes, strict=True)],
        },
    )
