"""Problems about numerical derivatives, gradient checks and the chain rule on a computational graph."""

from __future__ import annotations

import math

import numpy as np

from calculators import gradients
from calculators.activations import sigmoid
from calculators.answers.keys import Number, Vector
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Round, Step, family


@family("gradients.central_difference", topics=["3.2.2"])
def central_difference(draw: Draw) -> Problem:
    """Central difference of a cubic polynomial with a visible step."""
    a, b = draw.choice("a", [-3, -2, -1, 1, 2, 3]), draw.choice("b", [-3, -2, -1, 1, 2, 3])
    x, h = draw.choice("x", [-3, -2, -1, 1, 2, 3]), draw.choice("h", [0.1, 0.2, 0.5])

    def f(value: float) -> float:
        return a * value**3 + b * value**2

    exact = 3 * a * x * x + 2 * b * x
    above, below = round(x + h, 4), round(x - h, 4)
    value = round(gradients.central_difference(f, x, h), 8)
    return Problem(
        given={"a": a, "b": b, "x": x, "h": h},
        answer=Number(value, decimals=3, relative=0.0),
        check=lambda: exact + a * h * h,
        steps=[
            Step(
                "values",
                rf"f({tex.number(above)}) = {tex.number(f(above))},\ f({tex.number(below)}) = {tex.number(f(below))}",
            ),
            Step(
                "quotient",
                rf"\frac{{{tex.number(f(above))} - {tex.factor(f(below))}}}{{2 \times {tex.number(h)}}}"
                rf" = {tex.number(value)}",
            ),
        ],
        mistakes={
            "forward_difference": gradients.forward_difference(f, x, h),
            "analytic": float(exact),
            "divided_by_h": 2 * value,
            "backward_difference": (f(x) - f(x - h)) / h,
        },
    )


@family("gradients.gradient_check", topics=["3.2.2"], values="nonnegative")
def gradient_check(draw: Draw) -> Problem:
    """Relative error of a gradient from backpropagation against a numerical one."""
    analytic = draw.decimal("analytic", 0.2, 3, 0.01) * draw.choice("sign", [-1, 1])
    off = draw.nonzero("off", -0.3, 0.3, 0.01)
    numeric = round(analytic + off, 4)
    draw.require(abs(numeric) >= 0.1 and analytic * numeric > 0)
    value = gradients.relative_error(analytic, numeric)
    draw.require(value >= 0.005)
    draw.require_untied([value], 4)
    apart, size = round(abs(analytic - numeric), 4), round(abs(analytic) + abs(numeric), 4)
    return Problem(
        given={"analytic": analytic, "numeric": numeric},
        answer=Number(value, decimals=4),
        check=lambda: float(np.abs(np.diff([analytic, numeric]))[0] / np.abs([analytic, numeric]).sum()),
        steps=[
            Step("difference", rf"|a - n| = {tex.number(apart)}"),
            Step("size", rf"|a| + |n| = {tex.number(size)}"),
            Step("error", rf"\frac{{{tex.number(apart)}}}{{{tex.number(size)}}} \approx {tex.number(value)}"),
        ],
        mistakes={
            "absolute_error": apart,
            "one_gradient_only": apart / abs(analytic) if abs(analytic) > abs(numeric) else apart / abs(numeric),
            "mean_of_sizes": 2 * apart / size,
        },
        solve=lambda r: r(apart / size),
    )


@family("gradients.quadratic_form", topics=["1.1.1", "3.2.2"])
def quadratic_form(draw: Draw) -> Problem:
    """Gradient of the quadratic form xᵀAx + bᵀx with a matrix that is not symmetric."""
    A = [draw.integers(f"A{row}", 2, -3, 3) for row in range(2)]
    b, x = draw.integers("b", 2, -3, 3), [draw.choice(f"x{i}", [-3, -2, -1, 1, 2, 3]) for i in range(2)]
    draw.require(A[0][1] != A[1][0] and any(b))
    matrix, bias, point = (np.array(value, dtype=np.float64) for value in (A, b, x))
    values = [float(value) for value in gradients.quadratic_form_gradient(matrix, bias, point)]
    symmetric = [[2 * A[0][0], A[0][1] + A[1][0]], [A[0][1] + A[1][0], 2 * A[1][1]]]
    return Problem(
        given={"A": A, "b": b, "x": x},
        answer=Vector(tuple(values), decimals=2, relative=0.0),
        # With a step of 1 the central difference of a quadratic function is exact.
        check=lambda: [
            float(value)
            for value in gradients.numerical_gradient(lambda at: gradients.quadratic_form(matrix, bias, at), point, 1.0)
        ],
        steps=[
            Step("symmetric", rf"A + A^{{\top}} = {tex.matrix(symmetric)}"),
            Step("gradient", rf"(A + A^{{\top}})x + b = {tex.vector(values)}"),
        ],
        mistakes={
            "twice_a": [float(value) for value in 2 * matrix @ point + bias],
            "a_only": [float(value) for value in matrix @ point + bias],
            "linear_part_forgotten": [float(value) for value in (matrix + matrix.T) @ point],
        },
    )


@family("gradients.partial_difference", topics=["3.2.1", "3.2.2"])
def partial_difference(draw: Draw) -> Problem:
    """Numerical partial derivative of a function of two variables by the central difference."""
    a, b, c = (draw.choice(name, [-5, -4, -3, -2, -1, 1, 2, 3, 4, 5]) for name in "abc")
    x, y = draw.choice("x", [-4, -3, -2, -1, 1, 2, 3, 4]), draw.choice("y", [-4, -3, -2, -1, 1, 2, 3, 4])
    h = draw.choice("h", [0.1, 0.01])

    def f(u: float, v: float) -> float:
        return a * u * u + b * u * v + c * v * v

    above, below = round(x + h, 4), round(x - h, 4)
    value = float(2 * a * x + b * y)
    numeric = gradients.central_difference(lambda u: f(u, y), x, h)
    return Problem(
        given={"a": a, "b": b, "c": c, "x": x, "y": y, "h": h},
        answer=Number(value, decimals=2, relative=0.0),
        check=lambda: numeric,
        steps=[
            Step("above", rf"f({tex.number(above)},\ {y}) = {tex.number(f(above, y))}"),
            Step("below", rf"f({tex.number(below)},\ {y}) = {tex.number(f(below, y))}"),
            Step(
                "quotient",
                rf"\frac{{{tex.number(f(above, y))} - {tex.factor(f(below, y))}}}{{2 \times {tex.number(h)}}}"
                rf" = {tex.number(value)}",
            ),
        ],
        mistakes={
            "other_variable": float(2 * c * y + b * x),
            "divided_by_h": 2 * value,
            "both_moved": (f(x + h, y + h) - f(x - h, y - h)) / (2 * h),
            "cross_term_forgotten": float(2 * a * x),
        },
    )


@family("gradients.computation_graph", topics=["3.2.2"])
def computation_graph(draw: Draw) -> Problem:
    """Backpropagation through multiplication and addition nodes: L = (xy + w) v."""
    x, y, w, v = (draw.choice(name, [-4, -3, -2, -1, 1, 2, 3, 4]) for name in "xywv")
    draw.require(len({abs(x), abs(y), abs(v)}) == 3)

    def loss(at: gradients.Array) -> float:
        return float((at[0] * at[1] + at[2]) * at[3])

    values = [float(y * v), float(x * v), float(v), float(x * y + w)]
    return Problem(
        given={"x": x, "y": y, "w": w, "v": v},
        answer=Vector(tuple(values), decimals=2, relative=0.0),
        check=lambda: [
            float(value) for value in gradients.numerical_gradient(loss, np.array([x, y, w, v], dtype=np.float64), 0.5)
        ],
        steps=[
            Step("forward", rf"xy = {x * y},\ s = xy + w = {x * y + w}"),
            Step(
                "last_node",
                rf"\frac{{\partial L}}{{\partial s}} = v = {v},\ \frac{{\partial L}}{{\partial v}} = s = {x * y + w}",
            ),
            Step("gradients", rf"\nabla L = {tex.vector(values)}"),
        ],
        mistakes={
            "multiplication_not_swapped": [float(x * v), float(y * v), float(v), float(x * y + w)],
            "upstream_forgotten": [float(y), float(x), 1.0, float(x * y + w)],
            "addition_multiplies": [float(y * v * w), float(x * v * w), float(v * x * y), float(x * y + w)],
        },
    )


@family("gradients.sigmoid_chain", topics=["3.2.2", "3.1.3"], precision=1e-5)
def sigmoid_chain(draw: Draw) -> Problem:
    """Chain rule through two sigmoid units in a row: gradient of the output with respect to the first weight."""
    x = draw.choice("x", [-3, -2, -1, 1, 2, 3])
    w1, w2 = draw.nonzero("w1", -1, 1, 0.1), draw.nonzero("w2", -3, 3, 0.1)
    draw.require(abs(w2) >= 1 and abs(w1 * x) >= 0.2)
    h = sigmoid(w1 * x).item()
    y = sigmoid(w2 * h).item()
    value = y * (1 - y) * w2 * h * (1 - h) * x

    def by_hand(r: Round) -> float:
        hidden = r(1 / (1 + r(math.exp(-r(w1 * x)))))
        output = r(1 / (1 + r(math.exp(-r(w2 * hidden)))))
        return r(r(output * r(1 - output)) * w2 * r(hidden * r(1 - hidden)) * x)

    return Problem(
        given={"x": x, "w1": w1, "w2": w2},
        answer=Number(value, decimals=3, relative=0.005, absolute=0.001),
        check=lambda: gradients.central_difference(lambda w: sigmoid(w2 * sigmoid(w * x)).item(), w1),
        steps=[
            Step("hidden", rf"h = \sigma({tex.number(w1 * x)}) \approx {tex.number(h)}"),
            Step("output", rf"y = \sigma({tex.number(w2 * h)}) \approx {tex.number(y)}"),
            Step(
                "gradient",
                rf"y(1 - y) \times {tex.factor(w2)} \times h(1 - h) \times {tex.factor(x)}"
                rf" \approx {tex.number(value, 3)}",
            ),
        ],
        mistakes={
            "output_derivative_forgotten": w2 * h * (1 - h) * x,
            "hidden_derivative_forgotten": y * (1 - y) * w2 * x,
            "second_weight_forgotten": y * (1 - y) * h * (1 - h) * x,
            "input_forgotten": y * (1 - y) * w2 * h * (1 - h),
        },
        solve=by_hand,
    )
