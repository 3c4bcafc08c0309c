"""Problems about fully connected layers and the perceptron."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from calculators import layers
from calculators.answers.keys import Count, Matrix, Vector
from calculators.answers.units import PIECES
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Step, family

Rows = list[list[int]]


def _exact(rows: Sequence[Sequence[float]]) -> Matrix:
    """The key of a matrix that comes out exactly, in whole numbers."""
    return Matrix(tuple(tuple(row) for row in rows), decimals=2, relative=0.0)


def _rows(draw: Draw, name: str, height: int, width: int) -> Rows:
    """A matrix of small whole numbers, no row of which is all zeros."""
    rows = [draw.integers(f"{name}{row}", width, -3, 3) for row in range(height)]
    draw.require(all(any(row) for row in rows))
    return rows


def _array(rows: Sequence[Sequence[float]]) -> layers.Array:
    return np.array(rows, dtype=np.float64)


def _product(left: Rows, right: Rows) -> list[list[float]]:
    """The matrix product, cell by cell."""
    return [
        [float(sum(a * b for a, b in zip(row, column, strict=True))) for column in zip(*right, strict=True)]
        for row in left
    ]


def _transposed(rows: Rows) -> Rows:
    return [list(column) for column in zip(*rows, strict=True)]


@family("layers.affine_forward", topics=["3.1.1"])
def affine_forward(draw: Draw) -> Problem:
    """The forward pass Y = XW + b of a fully connected layer."""
    X, W, b = _rows(draw, "X", 2, 2), _rows(draw, "W", 2, 3), draw.integers("b", 3, -3, 3)
    draw.require(any(b))
    x, w, bias = _array(X), _array(W), np.array(b, dtype=np.float64)
    rows = layers.affine(x, w, bias).tolist()
    return Problem(
        given={"X": X, "W": W, "b": b},
        answer=_exact(rows),
        check=lambda: [[y + c for y, c in zip(row, b, strict=True)] for row in _product(X, W)],
        steps=[
            Step("product", f"XW = {tex.matrix((x @ w).tolist())}"),
            Step("sum", f"Y = XW + b = {tex.matrix(rows)}"),
        ],
        mistakes={
            "bias_forgotten": (x @ w).tolist(),
            "bias_first_row_only": [rows[0], (x @ w).tolist()[1]],
            "input_transposed": layers.affine(x.T, w, bias).tolist(),
        },
    )


@family("layers.affine_backward_dw", topics=["3.2.2"])
def affine_backward_dw(draw: Draw) -> Problem:
    """Gradient of the weights of a fully connected layer: Xᵀ dY."""
    X, G = _rows(draw, "X", 2, 2), _rows(draw, "G", 2, 2)
    W = _rows(draw, "W", 2, 2)
    x, g, w = _array(X), _array(G), _array(W)
    rows = layers.affine_backward(g, x, w)[1].tolist()
    return Problem(
        given={"X": X, "W": W, "G": G},
        answer=_exact(rows),
        check=lambda: [[float(sum(X[n][i] * G[n][j] for n in range(2))) for j in range(2)] for i in range(2)],
        steps=[
            Step("transpose", rf"X^{{\top}} = {tex.matrix(_transposed(X))}"),
            Step("product", rf"\frac{{\partial L}}{{\partial W}} = X^{{\top}} G = {tex.matrix(rows)}"),
        ],
        mistakes={
            "not_transposed": (x @ g).tolist(),
            "result_transposed": _transposed(rows),
            "weights_used": (g @ w.T).tolist(),
            "mean_over_batch": (x.T @ g / 2).tolist(),
        },
    )


@family("layers.affine_backward_dx", topics=["3.2.2"])
def affine_backward_dx(draw: Draw) -> Problem:
    """Gradient of the input of a fully connected layer: dY Wᵀ."""
    X, W, G = _rows(draw, "X", 2, 2), _rows(draw, "W", 2, 2), _rows(draw, "G", 2, 2)
    x, g, w = _array(X), _array(G), _array(W)
    rows = layers.affine_backward(g, x, w)[0].tolist()
    return Problem(
        given={"X": X, "W": W, "G": G},
        answer=_exact(rows),
        check=lambda: [[float(sum(G[n][j] * W[i][j] for j in range(2))) for i in range(2)] for n in range(2)],
        steps=[
            Step("transpose", rf"W^{{\top}} = {tex.matrix(_transposed(W))}"),
            Step("product", rf"\frac{{\partial L}}{{\partial X}} = G W^{{\top}} = {tex.matrix(rows)}"),
        ],
        mistakes={
            "not_transposed": (g @ w).tolist(),
            "order_swapped": (w.T @ g).tolist(),
            "input_used": (x.T @ g).tolist(),
        },
    )


@family("layers.affine_backward_db", topics=["3.2.2"])
def affine_backward_db(draw: Draw) -> Problem:
    """Gradient of the bias of a fully connected layer: column sums of dY."""
    G = [draw.vector(f"G{row}", 2, -2, 2, 0.1) for row in range(3)]
    g = _array(G)
    _, _, gradient = layers.affine_backward(g, np.zeros((3, 2)), np.zeros((2, 2)))
    values = [round(value, 4) for value in gradient.tolist()]
    columns = [[row[j] for row in G] for j in range(2)]
    return Problem(
        given={"G": G},
        answer=Vector(tuple(values), decimals=2),
        check=lambda: [float(sum(column)) for column in columns],
        steps=[
            Step("first", f"{tex.total(columns[0])} = {tex.number(values[0])}"),
            Step("second", f"{tex.total(columns[1])} = {tex.number(values[1])}"),
            Step("vector", rf"\frac{{\partial L}}{{\partial b}} = {tex.vector(values)}"),
        ],
        mistakes={
            "mean_over_batch": [value / 3 for value in values],
            "row_sums": [float(sum(row)) for row in G],
            "first_sample_only": G[0],
        },
    )


@family("layers.mlp_parameters", topics=["3.1.1"])
def mlp_parameters(draw: Draw) -> Problem:
    """Parameters of a multilayer perceptron with two hidden layers."""
    inputs, hidden = draw.integer("inputs", 4, 100), [draw.integer("h1", 3, 50), draw.integer("h2", 3, 50)]
    outputs = draw.integer("outputs", 2, 10)
    sizes = [inputs, *hidden, outputs]
    count = layers.mlp_parameters(sizes)
    weights = layers.mlp_parameters(sizes, bias=False)
    h1, h2 = hidden
    return Problem(
        given={"inputs": inputs, "h1": h1, "h2": h2, "outputs": outputs},
        answer=Count(count, units=PIECES),
        check=lambda: (inputs + 1) * h1 + (h1 + 1) * h2 + (h2 + 1) * outputs,
        steps=[
            Step("weights", rf"{inputs} \times {h1} + {h1} \times {h2} + {h2} \times {outputs} = {weights}"),
            Step("biases", rf"{h1} + {h2} + {outputs} = {h1 + h2 + outputs}"),
            Step("total", rf"{weights} + {h1 + h2 + outputs} = {count}"),
        ],
        mistakes={
            "no_bias": weights,
            "one_bias_per_layer": weights + 3,
            "output_bias_forgotten": weights + h1 + h2,
            "input_bias": count + inputs,
        },
    )


@family(
    "layers.perceptron_gate",
    topics=["3.1.1", "0.1.1"],
    guessable="a gate has two outputs, and a perceptron can be only 14 gates of two inputs",
    values=range(2),
)
def perceptron_gate(draw: Draw) -> Problem:
    """Outputs of a perceptron for the four inputs of a logic gate."""
    w = [draw.nonzero("w1", -1, 1, 0.1), draw.nonzero("w2", -1, 1, 0.1)]
    b = draw.nonzero("b", -1.5, 1.5, 0.1)
    inputs = [(0, 0), (0, 1), (1, 0), (1, 1)]
    sums = [round(w[0] * x1 + w[1] * x2 + b, 4) for x1, x2 in inputs]
    without = [round(value - b, 4) for value in sums]
    # No total at the threshold, for the right rule nor for the mistaken ones; not all four outputs alike.
    draw.require(all(sums) and all(value != b for value in without))
    outputs = [float(value > 0) for value in sums]
    draw.require(0 < sum(outputs) < 4)
    mistakes = {
        "bias_sign": [float(value > b) for value in without],
        "bias_forgotten": [float(value > 0) for value in without],
        "reversed": [1 - value for value in outputs],
    }
    return Problem(
        given={"w1": w[0], "w2": w[1], "b": b},
        answer=Vector(tuple(outputs), decimals=2, relative=0.0),
        check=lambda: [float(layers.perceptron(x, w, b)) for x in inputs],
        steps=[
            Step("sums", rf"w_1 x_1 + w_2 x_2 + b = {tex.vector(sums)}"),
            Step("outputs", rf"y = {tex.vector(outputs)}"),
        ],
        mistakes=mistakes,
    )
