"""Signals and gradients through many layers."""

from __future__ import annotations

import math

import numpy as np

from calculators.activations import sigmoid_derivative
from calculators.answers.keys import Number, Vector
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Round, Step, family
from calculators.signal_propagation import gradient_product, propagated_variance, relu_network

NARROW = 0.003


@family("signal_propagation.variance", topics=["3.2.4"], carried=6, values="positive")
def variance(draw: Draw) -> Problem:
    """Variance of the pre-activations after several ReLU layers."""
    n, layers = draw.choice("n", [50, 80, 100, 120, 200, 250, 400, 500]), draw.integer("layers", 2, 5)
    start = draw.decimal("start", 0.5, 4, 0.5)
    spread = draw.choice("spread", [0.05, 0.06, 0.08, 0.1, 0.12, 0.15])
    weight = spread**2
    each = n * weight / 2
    value = propagated_variance(start, n, weight, layers, relu=True)
    draw.require(0.02 <= value <= 500 and 0.3 <= each <= 4 and abs(each - 1) > 0.05)

    def by_hand(keep: Round) -> float:
        now = start
        for _ in range(layers):
            now = keep(now * each)
        return now

    return Problem(
        given={"n": n, "layers": layers, "start": start, "spread": spread},
        answer=Number(value),
        check=lambda: math.exp(math.log(start) + layers * math.log(n * spread * spread / 2)),
        steps=[
            Step("layer", rf"\frac{{{n} \times {spread}^2}}{{2}} = {tex.number(each, 6)}"),
            Step("power", rf"{tex.number(each, 6)}^{{{layers}}} \times {tex.number(start)} = {tex.number(value)}"),
        ],
        mistakes={
            "relu_ignored": propagated_variance(start, n, weight, layers, relu=False),
            "deviation_for_variance": propagated_variance(start, n, spread, layers, relu=True),
            "one_layer_only": start * each,
            "layers_multiplied": start * each * layers,
        },
        solve=by_hand,
    )


@family("signal_propagation.vanishing_gradient", topics=["3.1.3", "3.2.2"], carried=6)
def vanishing(draw: Draw) -> Problem:
    """Factor of the gradient through three sigmoid units in a row."""
    weights = [draw.nonzero(f"w{i}", -4, 4, 0.5) for i in range(3)]
    outputs = [draw.decimal(f"y{i}", 0.1, 0.9, 0.1) for i in range(3)]
    slopes = [round(y * (1 - y), 4) for y in outputs]
    value = gradient_product(weights, slopes)
    draw.require(abs(value) >= 0.01 and all(abs(w) != 1 for w in weights))
    factors = [w * s for w, s in zip(weights, slopes, strict=True)]
    inputs = [math.log(y / (1 - y)) for y in outputs]
    product = rf"{tex.number(factors[0], 6)} \times {tex.factor(factors[1], 6)} \times {tex.factor(factors[2], 6)}"
    return Problem(
        given={"w": weights, "y": outputs},
        answer=Number(value),
        check=lambda: math.prod(w * float(sigmoid_derivative(u)) for w, u in zip(weights, inputs, strict=True)),
        steps=[
            Step("slopes", rf"y(1 - y) = {tex.vector(slopes, 6)}"),
            Step("factors", rf"w\, y(1 - y) = {tex.vector(factors, 6)}"),
            Step("product", f"{product} = {tex.number(value)}"),
        ],
        mistakes={
            "weights_forgotten": math.prod(slopes),
            "slopes_forgotten": math.prod(weights),
            "outputs_for_slopes": math.prod(w * y for w, y in zip(weights, outputs, strict=True)),
            "factors_added": sum(factors),
        },
        solve=lambda keep: keep(keep(keep(factors[0]) * keep(factors[1])) * keep(factors[2])),
    )


@family("signal_propagation.three_layers", topics=["3.1.1", "3.1.3"])
def three_layers(draw: Draw) -> Problem:
    """Output of a network of three layers with ReLU after the first two."""
    W = [[draw.integers(f"W{layer}{row}", 2, -2, 3) for row in range(2)] for layer in range(3)]
    b = [draw.integers(f"b{layer}", 2, -2, 2) for layer in range(3)]
    x = draw.integers("x", 2, -3, 3)
    layers = list(zip(W, b, strict=True))
    draw.require(all(x) and all(any(row) for matrix in W for row in matrix) and all(any(bias) for bias in b))
    first, second, last = (output.tolist() for output in relu_network(x, layers))
    before = [np.array(x) @ np.array(W[0]) + np.array(b[0]), np.array(first) @ np.array(W[1]) + np.array(b[1])]
    draw.require(any(first) and any(second) and any(float(u) < 0 for pre in before for u in pre))
    linear = np.array(x, dtype=np.float64)
    for weights, bias in layers:
        linear = linear @ np.array(weights) + np.array(bias)
    unbiased = relu_network(x, [(weights, [0, 0]) for weights in W])[-1].tolist()
    turned = relu_network(x, [(np.array(weights).T, bias) for weights, bias in layers])[-1].tolist()

    def cell_by_cell() -> list[float]:
        h: list[float] = [float(value) for value in x]
        for index, (weights, bias) in enumerate(layers):
            out = [sum(h[i] * weights[i][j] for i in range(2)) + bias[j] for j in range(2)]
            h = out if index == 2 else [value if value > 0 else 0.0 for value in out]
        return h

    return Problem(
        given={"x": x, "W1": W[0], "W2": W[1], "W3": W[2], "b1": b[0], "b2": b[1], "b3": b[2]},
        answer=Vector(tuple(last), decimals=2, relative=0.0),
        check=cell_by_cell,
        steps=[
            Step("first", rf"h_1 = \mathrm{{ReLU}}({tex.vector(before[0].tolist())}) = {tex.vector(first)}"),
            Step("second", rf"h_2 = \mathrm{{ReLU}}({tex.vector(before[1].tolist())}) = {tex.vector(second)}"),
            Step("output", f"y = h_2 W_3 + b_3 = {tex.vector(last)}"),
        ],
        mistakes={
            "relu_forgotten": linear.tolist(),
            "biases_forgotten": unbiased,
            "weights_transposed": turned,
            "hidden_layer_left_out": (np.array(first) @ np.array(W[2]) + np.array(b[2])).tolist(),
        },
    )
