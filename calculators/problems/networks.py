"""Problems about a network of two layers: forward pass and backpropagation."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from calculators import networks
from calculators.answers.keys import Matrix, Number, Vector
from calculators.gradients import numerical_gradient
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Given, Problem, Step, family

Array = networks.Array


@dataclass(frozen=True, slots=True)
class _Network:
    """Two inputs, two hidden units, one output, in small whole numbers."""

    x: list[int]
    W1: list[list[int]]
    b1: list[int]
    W2: list[int]
    b2: int
    t: int

    @property
    def arrays(self) -> tuple[Array, Array, Array, Array, Array]:
        floats = [np.array(value, dtype=np.float64) for value in (self.x, self.W1, self.b1, self.W2, [self.b2])]
        return floats[0], floats[1], floats[2], floats[3].reshape(2, 1), floats[4]

    @property
    def given(self) -> dict[str, Given]:
        return {"x": self.x, "W1": self.W1, "b1": self.b1, "W2": [[weight] for weight in self.W2], "b2": self.b2}

    @property
    def z(self) -> list[int]:
        """The hidden units' total inputs, unit by unit."""
        return [sum(self.x[i] * self.W1[i][j] for i in range(2)) + self.b1[j] for j in range(2)]


def _draw_network(draw: Draw, one_dead: bool) -> _Network:
    """A network no unit of which stands at ReLU's kink; with `one_dead`, exactly one hidden unit is off."""
    x = [draw.choice(f"x{i}", [-3, -2, -1, 1, 2, 3]) for i in range(2)]
    W1 = [[draw.choice(f"W1{i}{j}", [-3, -2, -1, 1, 2, 3]) for j in range(2)] for i in range(2)]
    W2 = [draw.choice(f"W2{i}", [-3, -2, -1, 1, 2, 3]) for i in range(2)]
    b1 = [draw.choice(f"b1{j}", [-2, -1, 1, 2]) for j in range(2)]
    network = _Network(x, W1, b1, W2, draw.choice("b2", [-3, -2, -1, 1, 2, 3]), draw.integer("t", -5, 5))
    draw.require(all(network.z))
    if one_dead:
        draw.require(sum(value > 0 for value in network.z) == 1)
    return network


def _total_input(network: _Network) -> Step:
    sums = r",\quad ".join(
        rf"z_{j + 1} = {tex.products(network.x, [row[j] for row in network.W1])} + {tex.factor(network.b1[j])}"
        f" = {network.z[j]}"
        for j in range(2)
    )
    return Step("hidden_input", sums)


def _forward(network: _Network) -> list[Step]:
    """The forward pass to the output, as the backward pass needs it."""
    h = [max(0, value) for value in network.z]
    y = sum(a * b for a, b in zip(h, network.W2, strict=True)) + network.b2
    return [
        _total_input(network),
        Step("hidden", rf"h = \max(0, z) = {tex.vector(h)}"),
        Step("output", rf"y = {tex.products(h, network.W2)} + {tex.factor(network.b2)} = {y}"),
    ]


def _delta(network: _Network, error: float, delta: list[float]) -> list[Step]:
    """The error sent back through the second layer's weights and ReLU's slopes."""
    slopes = [float(value > 0) for value in network.z]
    back = [error * weight for weight in network.W2]
    return [
        Step("slopes", rf"f'(z) = {tex.vector(slopes)}"),
        Step(
            "back",
            rf"(y - t) W_2^{{\top}} = {tex.number(error)} \times {tex.vector(network.W2)} = {tex.vector(back)}",
        ),
        Step("delta", rf"\delta = {tex.vector(back)} \odot {tex.vector(slopes)} = {tex.vector(delta)}"),
    ]


@family("networks.two_layer_forward", topics=["3.1.1", "3.1.3"], sometimes=["relu_on_output"])
def two_layer_forward(draw: Draw) -> Problem:
    """The output of a network of two layers with ReLU."""
    network = _draw_network(draw, one_dead=True)
    forward = networks.two_layer_forward(*network.arrays)
    y = forward.y.item()
    z, h = network.z, [max(0, value) for value in network.z]
    W2, b2 = network.W2, network.b2
    bare = [value - bias for value, bias in zip(z, network.b1, strict=True)]
    mistakes = {
        "relu_forgotten": float(sum(a * b for a, b in zip(z, W2, strict=True)) + b2),
        "output_bias_forgotten": y - b2,
        "hidden_bias_forgotten": float(sum(max(0, a) * b for a, b in zip(bare, W2, strict=True)) + b2),
    }
    if y < 0:
        mistakes["relu_on_output"] = 0.0
    return Problem(
        given=network.given,
        answer=Number(y, decimals=2, relative=0.0),
        check=lambda: sum(a * b for a, b in zip(h, W2, strict=True)) + b2,
        steps=_forward(network),
        mistakes=mistakes,
    )


@family("networks.two_layer_delta", topics=["3.2.2"], precision=1e-4)
def two_layer_delta(draw: Draw) -> Problem:
    """The deltas of the hidden layer of a network of two layers with ReLU."""
    network = _draw_network(draw, one_dead=True)
    arrays = network.arrays
    t = np.array([network.t], dtype=np.float64)
    forward = networks.two_layer_forward(*arrays)
    gradients = networks.two_layer_backward(*arrays, t)
    error = forward.y.item() - network.t
    draw.require(error != 0)
    delta = [value + 0.0 for value in gradients.delta.tolist()]
    W2 = network.W2

    def differences() -> list[float]:
        x, W1, b1, w2, b2 = arrays
        loss = lambda bias: networks.squared_loss(networks.two_layer_forward(x, W1, bias, w2, b2).y, t)  # noqa: E731
        return [float(value) for value in numerical_gradient(loss, b1)]

    return Problem(
        given={**network.given, "t": network.t},
        answer=Vector(tuple(delta), decimals=2, relative=0.0),
        check=differences,
        steps=[
            *_forward(network),
            Step("error", rf"y - t = {tex.number(forward.y.item())} - {tex.factor(network.t)} = {tex.number(error)}"),
            *_delta(network, error, delta),
        ],
        mistakes={
            "relu_derivative_forgotten": [error * weight for weight in W2],
            "sign": [-value + 0.0 for value in delta],
            "loss_as_error": [0.5 * error * value + 0.0 for value in delta],
            "output_as_derivative": [error * w * h + 0.0 for w, h in zip(W2, forward.h.tolist(), strict=True)],
            "inactive_for_active": [error * w - value for w, value in zip(W2, delta, strict=True)],
        },
    )


@family("networks.two_layer_backward", topics=["3.2.2"], precision=1e-4)
def two_layer_backward(draw: Draw) -> Problem:
    """Gradient of the first layer's weights in a network of two layers with ReLU."""
    network = _draw_network(draw, one_dead=True)
    arrays = network.arrays
    x, W1, b1, w2, b2 = arrays
    t = np.array([network.t], dtype=np.float64)
    forward = networks.two_layer_forward(*arrays)
    gradients = networks.two_layer_backward(*arrays, t)
    error = forward.y.item() - network.t
    draw.require(error != 0)
    rows = (gradients.W1 + 0.0).tolist()
    delta = (gradients.delta + 0.0).tolist()
    inactive = np.outer(x, error * w2[:, 0])

    def differences() -> list[list[float]]:
        loss = lambda weights: networks.squared_loss(networks.two_layer_forward(x, weights, b1, w2, b2).y, t)  # noqa: E731
        return [[float(value) for value in row] for row in numerical_gradient(loss, W1)]

    return Problem(
        given={**network.given, "t": network.t},
        answer=Matrix(tuple(tuple(row) for row in rows), decimals=2, relative=0.0),
        check=differences,
        steps=[
            *_forward(network),
            Step("error", rf"y - t = {tex.number(forward.y.item())} - {tex.factor(network.t)} = {tex.number(error)}"),
            *_delta(network, error, delta),
            Step(
                "gradient",
                rf"\frac{{\partial L}}{{\partial W_1}} = x^{{\top}} \delta"
                rf" = {tex.matrix([[value] for value in network.x])} {tex.matrix([delta])} = {tex.matrix(rows)}",
            ),
        ],
        mistakes={
            "relu_derivative_forgotten": inactive.tolist(),
            "transposed": [list(column) for column in zip(*rows, strict=True)],
            "sign": [[-value + 0.0 for value in row] for row in rows],
            "second_layer_skipped": np.outer(x, error * (forward.z > 0)).tolist(),
        },
    )
