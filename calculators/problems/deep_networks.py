"""Problems about networks of three layers: forward with sigmoid, deltas and gradients with ReLU."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from calculators.answers.keys import Matrix, Number, Vector
from calculators.deep_networks import LayerGradient, relu_network_backward, sigmoid_network
from calculators.gradients import numerical_gradient
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Given, Problem, Round, Step, family
from calculators.signal_propagation import relu_network

SMALL = [-2, -1, 1, 2]
# Central differences against backpropagation.
DIFFERENCES = 1e-4


@family("deep_networks.sigmoid_forward", topics=["3.1.1", "3.1.3"])
def sigmoid_forward(draw: Draw) -> Problem:
    """Output of a network of three layers with sigmoid after the first two."""
    x = [draw.choice(f"x{k}", SMALL) for k in range(2)]
    W1 = [[draw.nonzero(f"W1{i}{k}", -0.8, 0.8, 0.1) for k in range(2)] for i in range(2)]
    W2 = [[draw.nonzero(f"W2{i}{k}", -3, 3, 0.5) for k in range(2)] for i in range(2)]
    W3 = [draw.nonzero(f"W3{i}", -4, 4, 0.5) for i in range(2)]
    b1 = [draw.nonzero(f"b1{k}", -0.5, 0.5, 0.1) for k in range(2)]
    b2, b3 = [draw.nonzero(f"b2{k}", -1, 1, 0.5) for k in range(2)], draw.nonzero("b3", -1, 1, 0.1)
    layers = [(W1, b1), (W2, b2), ([[weight] for weight in W3], [b3])]
    h1, h2, y = (output.tolist() for output in sigmoid_network(x, layers))
    value = y[0]
    z1 = [round(x[0] * W1[0][k] + x[1] * W1[1][k] + b1[k], 4) for k in range(2)]
    draw.require(abs(value) >= 0.1 and all(abs(total) >= 0.1 for total in z1))

    def second(inputs: list[float], keep: Round) -> list[float]:
        return [keep(inputs[0] * W2[0][k] + inputs[1] * W2[1][k] + b2[k]) for k in range(2)]

    def squashed(totals: list[float], keep: Round) -> list[float]:
        return [keep(1 / keep(1 + keep(math.exp(-total)))) for total in totals]

    def last(inputs: list[float], keep: Round) -> float:
        return keep(inputs[0] * W3[0] + inputs[1] * W3[1] + b3)

    def exact(number: float) -> float:
        return number

    def by_tanh() -> float:
        a1 = [(1 + math.tanh(total / 2)) / 2 for total in z1]
        return last([(1 + math.tanh(total / 2)) / 2 for total in second(a1, exact)], exact)

    z2 = second(h1, exact)
    bare = [z1[k] - b1[k] for k in range(2)]
    return Problem(
        given={"x": x, "W1": W1, "b1": b1, "W2": W2, "b2": b2, "W3": [[weight] for weight in W3], "b3": b3},
        answer=Number(value, decimals=3, absolute=0.001),
        check=by_tanh,
        steps=[
            Step("first", rf"z_1 = {tex.vector(z1)},\quad h_1 = \sigma(z_1) = {tex.vector(h1)}"),
            Step("second", rf"z_2 = {tex.vector(z2)},\quad h_2 = \sigma(z_2) = {tex.vector(h2)}"),
            Step("output", rf"{tex.products(h2, W3)} + {tex.factor(b3)} \approx {tex.number(value, 3)}"),
        ],
        mistakes={
            "sigmoid_on_output": squashed([value], exact)[0],
            "second_sigmoid_forgotten": last(z2, exact),
            "first_sigmoid_forgotten": last(squashed(second(z1, exact), exact), exact),
            "first_bias_forgotten": last(squashed(second(squashed(bare, exact), exact), exact), exact),
            "output_bias_forgotten": value - b3,
        },
        solve=lambda keep: last(squashed(second(squashed(z1, keep), keep), keep), keep),
    )


@dataclass(frozen=True, slots=True)
class _Network:
    """Two inputs, three and two hidden units with ReLU, one output, in small whole numbers."""

    x: list[int]
    W1: list[list[int]]
    b1: list[int]
    W2: list[list[int]]
    b2: list[int]
    W3: list[int]
    b3: int
    t: int

    @property
    def layers(self) -> list[tuple[np.ndarray, np.ndarray]]:
        last = [[weight] for weight in self.W3]
        pairs = [(self.W1, self.b1), (self.W2, self.b2), (last, [self.b3])]
        return [(np.array(W, dtype=np.float64), np.array(b, dtype=np.float64)) for W, b in pairs]

    @property
    def given(self) -> dict[str, Given]:
        last = [[weight] for weight in self.W3]
        return {
            "x": self.x,
            "W1": self.W1,
            "b1": self.b1,
            "W2": self.W2,
            "b2": self.b2,
            "W3": last,
            "b3": self.b3,
            "t": self.t,
        }

    @property
    def z1(self) -> list[int]:
        return [self.x[0] * self.W1[0][k] + self.x[1] * self.W1[1][k] + self.b1[k] for k in range(3)]

    @property
    def z2(self) -> list[int]:
        h1 = [max(0, total) for total in self.z1]
        return [sum(h1[i] * self.W2[i][k] for i in range(3)) + self.b2[k] for k in range(2)]

    @property
    def y(self) -> int:
        return sum(max(0, total) * weight for total, weight in zip(self.z2, self.W3, strict=True)) + self.b3


def _draw_network(draw: Draw) -> _Network:
    """A network no unit of which stands at ReLU's kink, some units off in each hidden layer."""
    network = _Network(
        [draw.choice(f"x{k}", [-2, -1, 1, 2, 3]) for k in range(2)],
        [[draw.choice(f"W1{i}{k}", SMALL) for k in range(3)] for i in range(2)],
        draw.integers("b1", 3, -2, 2),
        [[draw.choice(f"W2{i}{k}", SMALL) for k in range(2)] for i in range(3)],
        draw.integers("b2", 2, -2, 2),
        [draw.choice(f"W3{i}", [-3, -2, 2, 3]) for i in range(2)],
        draw.integer("b3", -2, 2),
        draw.integer("t", -4, 4),
    )
    draw.require(all(network.z1) and 1 <= sum(total > 0 for total in network.z1) <= 2)
    draw.require(all(network.z2) and sum(total > 0 for total in network.z2) == 1)
    draw.require(2 <= abs(network.y - network.t) <= 30)
    return network


def _backward(network: _Network) -> list[LayerGradient]:
    return relu_network_backward(network.x, network.layers, [network.t])


def _loss(network: _Network, layer: int, part: int, at: np.ndarray) -> float:
    """½(y − t)² with one parameter array (layer, 0 for weights or 1 for the bias) replaced."""
    layers = network.layers
    layers[layer] = (at, layers[layer][1]) if part == 0 else (layers[layer][0], at)
    return float(0.5 * (relu_network(network.x, layers)[-1].item() - network.t) ** 2)


def _steps(network: _Network, gradients: list[LayerGradient]) -> list[Step]:
    y = network.y
    return [
        Step("forward", rf"z_1 = {tex.vector(network.z1)},\quad z_2 = {tex.vector(network.z2)},\quad y = {y}"),
        Step("error", rf"y - t = {y} - {tex.factor(network.t)} = {y - network.t}"),
        Step("second_delta", rf"\delta_2 = (y - t) W_3^{{\top}} \odot f'(z_2) = {tex.vector(_plain(gradients[1]))}"),
        Step("first_delta", rf"\delta_1 = \delta_2 W_2^{{\top}} \odot f'(z_1) = {tex.vector(_plain(gradients[0]))}"),
    ]


def _plain(gradient: LayerGradient) -> list[float]:
    return [value + 0.0 for value in gradient.delta.tolist()]


def _wrong_deltas(network: _Network) -> dict[str, list[float]]:
    """The first layer's deltas of somebody who leaves something out on the way back."""
    error = network.y - network.t
    alive1, alive2 = [[float(total > 0) for total in totals] for totals in (network.z1, network.z2)]

    def back(second: list[float], mask: list[float]) -> list[float]:
        return [sum(network.W2[i][k] * second[k] for k in range(2)) * mask[i] + 0.0 for i in range(3)]

    whole = [float(error * weight) for weight in network.W3]
    masked = [value * on for value, on in zip(whole, alive2, strict=True)]
    return {
        "second_relu_forgotten": back(whole, alive1),
        "first_relu_forgotten": back(masked, [1.0, 1.0, 1.0]),
        "sign": back([-value for value in masked], alive1),
        "last_weights_skipped": back([error * on for on in alive2], alive1),
        "error_forgotten": back([w * on for w, on in zip(network.W3, alive2, strict=True)], alive1),
    }


@family("deep_networks.three_layer_delta", topics=["3.2.2"], precision=DIFFERENCES)
def three_layer_delta(draw: Draw) -> Problem:
    """Deltas of the first hidden layer of a network of three layers with ReLU."""
    network = _draw_network(draw)
    gradients = _backward(network)
    delta = _plain(gradients[0])
    return Problem(
        given=network.given,
        answer=Vector(tuple(delta), decimals=2, relative=0.0),
        check=lambda: numerical_gradient(lambda at: _loss(network, 0, 1, at), network.layers[0][1]).round(4).tolist(),
        steps=_steps(network, gradients),
        mistakes=_wrong_deltas(network),
    )


@family("deep_networks.three_layer_backward", topics=["3.2.2"], precision=DIFFERENCES)
def three_layer_backward(draw: Draw) -> Problem:
    """Gradient of the first layer's weights in a network of three layers with ReLU."""
    network = _draw_network(draw)
    gradients = _backward(network)
    rows = (gradients[0].W + 0.0).tolist()
    draw.require(network.x != [1, 1])

    def outer(delta: list[float]) -> list[list[float]]:
        return [[value * part + 0.0 for part in delta] for value in network.x]

    wrong = _wrong_deltas(network)
    return Problem(
        given=network.given,
        answer=Matrix(tuple(tuple(row) for row in rows), decimals=2, relative=0.0),
        check=lambda: numerical_gradient(lambda at: _loss(network, 0, 0, at), network.layers[0][0]).round(4).tolist(),
        steps=[
            *_steps(network, gradients),
            Step("gradient", rf"\frac{{\partial L}}{{\partial W_1}} = x^{{\top}} \delta_1 = {tex.matrix(rows)}"),
        ],
        mistakes={
            "second_relu_forgotten": outer(wrong["second_relu_forgotten"]),
            "first_relu_forgotten": outer(wrong["first_relu_forgotten"]),
            "sign": outer(wrong["sign"]),
            "inputs_forgotten": [_plain(gradients[0]), _plain(gradients[0])],
            "transposed": [list(column) for column in zip(*rows, strict=True)],
        },
    )
