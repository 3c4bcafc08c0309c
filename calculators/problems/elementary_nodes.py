"""Backward passes of an add node and of a multiply node of a computational graph, each by itself."""

from __future__ import annotations

import numpy as np

from calculators.answers.keys import Matrix, Vector
from calculators.gradients import numerical_gradient
from calculators.graph_nodes import add_backward, multiply_backward
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Step, family

# Central differences against analytic gradients.
DIFFERENCES = 1e-6


@family("elementary_nodes.add", topics=["3.2.2"], precision=DIFFERENCES)
def add(draw: Draw) -> Problem:
    """Gradients of an add node, one of whose inputs is a number that is added to each element of the other."""
    x = [draw.nonzero(f"x{k}", -4, 4, 0.5) for k in range(3)]
    y, g = draw.nonzero("y", -4, 4, 0.5), [draw.nonzero(f"g{k}", -3, 3, 0.1) for k in range(3)]
    dx, dy = add_backward(x, y, g)
    values = [*dx.tolist(), round(dy.item(), 6)]
    draw.require(abs(values[3]) >= 0.1 and y != 1 and abs(y) != 0.5)

    def loss(at: np.ndarray) -> float:
        return float((np.array(g) * (at[:3] + at[3])).sum())

    return Problem(
        given={"x": x, "y": y, "g": g},
        answer=Vector(tuple(values), decimals=2, relative=0.0),
        check=lambda: numerical_gradient(loss, np.array([*x, y]), 0.5).tolist(),
        steps=[
            Step("passed", rf"\frac{{\partial L}}{{\partial x}} = g = {tex.vector(g)}"),
            Step("summed", rf"\frac{{\partial L}}{{\partial y}} = {tex.total(g)} = {tex.number(values[3])}"),
            Step("both", tex.vector(values)),
        ],
        mistakes={
            "multiplied_by_the_inputs": [*(u * a for u, a in zip(g, x, strict=True)), y * values[3]],
            "exchanged_as_in_a_product": [*(u * y for u in g), sum(u * a for u, a in zip(g, x, strict=True))],
            "averaged": [*g, values[3] / 3],
            "halved": [value / 2 for value in values],
            "local_only": [1.0, 1.0, 1.0, 3.0],
        },
    )


@family("elementary_nodes.multiply", topics=["3.2.2"], precision=DIFFERENCES)
def multiply(draw: Draw) -> Problem:
    """Gradients of both inputs of an elementwise multiply node, one row each."""
    x = [draw.choice(f"x{k}", [-5, -4, -3, -2, 2, 3, 4, 5]) for k in range(3)]
    y = [draw.choice(f"y{k}", [-5, -4, -3, -2, 2, 3, 4, 5]) for k in range(3)]
    g = [draw.nonzero(f"g{k}", -3, 3, 0.1) for k in range(3)]
    draw.require(x != y and all(abs(u) >= 0.2 for u in g) and len({abs(u) for u in g}) == 3)
    rows = [[round(cell, 6) for cell in part.tolist()] for part in multiply_backward(x, y, g)]

    def loss(at: np.ndarray) -> float:
        return float((np.array(g) * at[0] * at[1]).sum())

    return Problem(
        given={"x": x, "y": y, "g": g},
        answer=Matrix(tuple(tuple(row) for row in rows), decimals=2, relative=0.0),
        check=lambda: numerical_gradient(loss, np.array([x, y]), 0.5).tolist(),
        steps=[
            Step("first", rf"\frac{{\partial L}}{{\partial x}} = g \odot y = {tex.vector(rows[0])}"),
            Step("second", rf"\frac{{\partial L}}{{\partial y}} = g \odot x = {tex.vector(rows[1])}"),
            Step(
                "both",
                rf"\begin{{bmatrix}} \partial L / \partial x \\ \partial L / \partial y \end{{bmatrix}} ="
                f" {tex.matrix(rows)}",
            ),
        ],
        mistakes={
            "not_exchanged": rows[::-1],
            "upstream_forgotten": [[float(v) for v in y], [float(v) for v in x]],
            "passed_on": [g, g],
            "output_multiplied": [[u * a * b for u, a, b in zip(g, x, y, strict=True)]] * 2,
            "divided": [[u / b for u, b in zip(g, y, strict=True)], [u / a for u, a in zip(g, x, strict=True)]],
        },
    )
