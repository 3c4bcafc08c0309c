"""Backward passes of nodes: a variable used twice, multiplication with a mask, division, and a matmul node."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from calculators.answers.keys import Matrix, Number, Vector
from calculators.gradients import numerical_gradient
from calculators.graph_nodes import divide_backward, masked_matmul_backward, matmul_backward
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Step, family

SMALL = [-4, -3, -2, 2, 3, 4]
Rows = list[list[int]]
# Products of two variables are bilinear, where a central difference of any step is exact.
STEP = 0.5


def _exact(rows: Sequence[Sequence[float]]) -> Matrix:
    return Matrix(tuple(tuple(row) for row in rows), decimals=2, relative=0.0)


def _rows(draw: Draw, name: str, height: int, width: int) -> Rows:
    rows = [draw.integers(f"{name}{row}", width, -3, 3) for row in range(height)]
    draw.require(all(any(row) for row in rows))
    return rows


@family("graph_nodes.branch", topics=["3.2.2"])
def branch(draw: Draw) -> Problem:
    """Gradient of a variable that is used twice: L = (ax + b)(x + c)·d."""
    a, b, c = draw.integer("a", 2, 6), draw.choice("b", SMALL), draw.choice("c", SMALL)
    d, x = draw.choice("d", SMALL), draw.choice("x", [-4, -3, -2, -1, 1, 2, 3, 4])
    u, v = a * x + b, x + c
    draw.require(u != 0 and v != 0)
    first, second = d * v * a, d * u
    value = first + second
    draw.require(value != 0)

    def loss(at: float) -> float:
        return (a * at + b) * (at + c) * d

    def signed(number: int) -> str:
        return f"+ {number}" if number > 0 else f"- {-number}"

    return Problem(
        given={"a": a, "b": signed(b), "c": signed(c), "d": d, "x": x},
        answer=Number(float(value), decimals=2, relative=0.0),
        check=lambda: (loss(x + STEP) - loss(x - STEP)) / (2 * STEP),
        steps=[
            Step("forward", rf"u = {u},\quad v = {v}"),
            Step(
                "nodes",
                rf"\frac{{\partial L}}{{\partial u}} = {d * v},\quad \frac{{\partial L}}{{\partial v}} = {d * u}",
            ),
            Step("sum", rf"{d * v} \times {a} + {tex.factor(d * u)} = {value}"),
        ],
        mistakes={
            "first_path_only": float(first),
            "second_path_only": float(second),
            "paths_multiplied": float(first * second),
            "slope_forgotten": float(d * v + d * u),
        },
    )


@family("graph_nodes.matmul", topics=["3.2.2"])
def matmul(draw: Draw) -> Problem:
    """Gradient of the right factor of a matmul node whose left factor is transposed: Y = AᵀB."""
    A, B, G = _rows(draw, "A", 2, 2), _rows(draw, "B", 2, 2), _rows(draw, "G", 2, 2)
    a, b, g = (np.array(rows, dtype=np.float64) for rows in (A, B, G))
    left, right = matmul_backward(a.T, b, g)
    result = left.T
    return Problem(
        given={"A": A, "B": B, "G": G},
        answer=_exact(result.tolist()),
        check=lambda: numerical_gradient(lambda at: float((g * (at.T @ b)).sum()), a, STEP).tolist(),
        steps=[
            Step("node", rf"\frac{{\partial L}}{{\partial A^{{\top}}}} = G B^{{\top}} = {tex.matrix(left.tolist())}"),
            Step("transpose", rf"\frac{{\partial L}}{{\partial A}} = B G^{{\top}} = {tex.matrix(result.tolist())}"),
        ],
        mistakes={
            "transposition_ignored": left.tolist(),
            "other_factor": right.tolist(),
            "not_transposed": (b @ g).tolist(),
            "entry_by_entry": (g * b).tolist(),
        },
    )


@family("graph_nodes.masked_matmul", topics=["3.2.2", "3.3.2"])
def masked_matmul(draw: Draw) -> Problem:
    """Gradient of the input through a matmul node and a multiply node with a mask."""
    X, W, G = _rows(draw, "X", 2, 3), _rows(draw, "W", 3, 2), _rows(draw, "G", 2, 2)
    M = [draw.choice(f"M{row}", [[1, 0, 1], [0, 1, 1], [1, 1, 0], [1, 0, 0], [0, 1, 0]]) for row in range(2)]
    x, m, w, g = (np.array(rows, dtype=np.float64) for rows in (X, M, W, G))
    result = masked_matmul_backward(x, m, w, g)
    plain = g @ w.T
    draw.require(bool(np.abs(result).sum(axis=1).all()) and bool(np.any(plain * (1 - m))))
    return Problem(
        given={"X": X, "M": M, "W": W, "G": G},
        answer=_exact((result + 0.0).tolist()),
        check=lambda: numerical_gradient(lambda at: float((g * ((at * m) @ w)).sum()), x, STEP).tolist(),
        steps=[
            Step("matmul", rf"G W^{{\top}} = {tex.matrix(plain.tolist())}"),
            Step("multiply", rf"(G W^{{\top}}) \odot M = {tex.matrix(result.tolist())}"),
        ],
        mistakes={
            "mask_forgotten": plain.tolist(),
            "mask_reversed": (plain * (1 - m) + 0.0).tolist(),
            "input_for_mask": (plain * x + 0.0).tolist(),
            "sign": (-result + 0.0).tolist(),
        },
    )


@family("graph_nodes.division", topics=["3.2.2"], precision=1e-5)
def division(draw: Draw) -> Problem:
    """Gradients of numerator and denominator of a division node."""
    a, b = draw.nonzero("a", -9, 9, 0.5), draw.choice("b", [-5, -4, -2, 2, 4, 5])
    g = draw.nonzero("g", -3, 3, 0.5)
    draw.require(abs(a) != abs(b) and abs(a) >= 1)
    da, db = (round(float(value), 10) for value in divide_backward(a, b, g))

    def by_differences() -> list[float]:
        h = 1e-6
        return [g * ((a + h) / b - (a - h) / b) / (2 * h), g * (a / (b + h) - a / (b - h)) / (2 * h)]

    return Problem(
        given={"a": a, "b": b, "g": g},
        answer=Vector((da, db), decimals=3),
        check=by_differences,
        steps=[
            Step("numerator", rf"\frac{{{tex.number(g)}}}{{{b}}} = {tex.number(da)}"),
            Step(
                "denominator",
                rf"-\frac{{{tex.number(g)} \times {tex.factor(a)}}}{{{tex.factor(b)}^2}} = {tex.number(db)}",
            ),
            Step("both", tex.vector([da, db], 3)),
        ],
        mistakes={
            "like_multiplication": [g * b, g * a],
            "sign": [da, -db],
            "not_squared": [da, -g * a / b],
            "gradient_ignored": [1 / b, -a / b**2],
        },
        solve=lambda keep: [keep(da), keep(db)],
    )
