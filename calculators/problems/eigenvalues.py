"""Eigenvalues, eigenvectors, diagonalization and singular values of 2 × 2 matrices."""

from __future__ import annotations

import math

import numpy as np

from calculators.answers.keys import Matrix, Vector
from calculators.linear_algebra import (
    determinant,
    eigenvalues_2x2,
    eigenvector_2x2,
    inverse_2x2,
    power_by_diagonalization,
    singular_values_2x2,
)
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Round, Step, family
from calculators.problems.values import Values

Rows = list[list[int]]

# Whole matrices with determinant 1 or −1: their inverses are whole too.
UNIMODULAR: list[Rows] = [
    [[1, 1], [1, 2]],
    [[2, 1], [1, 1]],
    [[1, 2], [1, 3]],
    [[3, 1], [2, 1]],
    [[1, -1], [2, -1]],
    [[2, 3], [1, 2]],
    [[1, 2], [-1, -1]],
    [[3, 2], [1, 1]],
    [[2, -1], [1, 0]],
    [[1, 3], [1, 2]],
]


def _with_eigenvalues(draw: Draw) -> tuple[Rows, int, int]:
    """A whole matrix and its two eigenvalues, from drawn eigenvectors P; they differ by a multiple of det P."""
    P = [draw.integers(f"P{row}", 2, -8, 9) for row in range(2)]
    size = round(determinant(P))
    first = draw.choice("first", [-4, -3, -2, -1, 1, 2, 3, 4, 5, 6])
    second = first + size * draw.choice("multiple", [-2, -1, 1, 2])
    draw.require(size != 0 and second != 0 and abs(second) <= 16)
    A = _whole(power_by_diagonalization(P, [first, second], 1))
    draw.require(A[0][1] != 0 and A[1][0] != 0 and A[0][0] != first)
    return A, first, second


def _whole(values: object) -> Rows:
    return [[round(cell) for cell in row] for row in np.asarray(values).tolist()]


@family("eigenvalues.pair", topics=["1.1.2"], values=Values(order="ascending"))
def pair(draw: Draw) -> Problem:
    """Eigenvalues of a 2 × 2 matrix, both whole numbers."""
    A, *values = _with_eigenvalues(draw)
    low, high = sorted(values)
    trace, size = A[0][0] + A[1][1], round(determinant(A))
    found = eigenvalues_2x2(A)
    diagonal = sorted([A[0][0], A[1][1]])
    draw.require(trace != 0 and size != 0)
    return Problem(
        given={"A": A},
        answer=Vector((float(low), float(high)), decimals=2, relative=0.0),
        check=lambda: list(found),
        steps=[
            Step("polynomial", rf"\lambda^2 - {tex.factor(trace)} \lambda + {tex.factor(size)} = 0"),
            Step("roots", rf"(\lambda - {tex.factor(low)})(\lambda - {tex.factor(high)}) = 0"),
            Step("values", rf"(\lambda_1,\ \lambda_2) = {tex.vector([low, high])}"),
        ],
        mistakes={
            "diagonal": diagonal,
            "sign_of_trace": [-high, -low],
            "trace_and_determinant": [trace, size],
        },
    )


@family("eigenvalues.vector", topics=["1.1.2"], carried=6, values="unit")
def unit_vector(draw: Draw) -> Problem:
    """Eigenvector of length 1 that belongs to a given eigenvalue."""
    A, first, second = _with_eigenvalues(draw)
    v = eigenvector_2x2(A, first).tolist()
    other = eigenvector_2x2(A, second).tolist()
    a, b = A[0][0] - first, A[0][1]
    draw.require(a != 0 and b != 0 and min(abs(v[0]), abs(v[1])) > 0.05)
    ratio = v[1] / v[0]
    # These two directions come up so often that they could be guessed.
    draw.require(round(abs(ratio), 6) not in (0.5, 2.0))
    length = math.hypot(1, ratio)
    by_numpy = np.linalg.eig(np.array(A, dtype=np.float64))

    def by_library() -> list[float]:
        column = by_numpy.eigenvectors[:, int(np.argmin(np.abs(by_numpy.eigenvalues - first)))]
        return [float(cell) for cell in column * np.sign(column[0])]

    return Problem(
        given={"A": A, "eigenvalue": first},
        answer=Vector(tuple(v)),
        check=by_library,
        steps=[
            Step(
                "equation",
                rf"({A[0][0]} - {tex.factor(first, 6)}) v_1 + {tex.factor(b)} v_2 = 0"
                rf"\ \Rightarrow\ v_2 = {tex.number(ratio, 6)} v_1",
            ),
            Step("length", rf"\sqrt{{1 + {tex.factor(ratio, 6)}^2}} = {tex.number(length, 6)}"),
            Step(
                "vector", rf"v = \frac{{1}}{{{tex.number(length, 6)}}} (1,\ {tex.number(ratio, 6)}) = {tex.vector(v)}"
            ),
        ],
        mistakes={
            "not_normalized": [1.0, ratio],
            "other_eigenvalue": other,
            "sign": [v[0], -v[1]],
            "components_exchanged": [abs(v[1]), v[0] * math.copysign(1, v[1])],
        },
        solve=lambda keep: [keep(1 / keep(length)), keep(keep(ratio) / keep(length))],
    )


@family("eigenvalues.power", topics=["1.1.2"])
def power(draw: Draw) -> Problem:
    """Power of a matrix by its diagonalization P D P⁻¹."""
    P = draw.choice("vectors", UNIMODULAR)
    values = draw.sample("values", [-3, -2, -1, 1, 2, 3, 4], 2)
    n = draw.choice("n", [2, 3, 4])
    result = _whole(power_by_diagonalization(P, values, n))
    once = power_by_diagonalization(P, values, 1)
    draw.require(values[0] != -values[1] and max(abs(cell) for row in result for cell in row) < 1000)
    p, d = np.array(P), np.diag(np.array(values) ** n)
    back = _whole(inverse_2x2(P))
    return Problem(
        given={"P": P, "D": [[values[0], 0], [0, values[1]]], "n": n},
        answer=Matrix(tuple(tuple(row) for row in result), decimals=2, relative=0.0),
        check=lambda: np.linalg.matrix_power(np.rint(once).astype(int), n).tolist(),
        steps=[
            Step("inverse", rf"P^{{-1}} = {tex.matrix(back)}"),
            Step("diagonal", rf"D^{{{n}}} = {tex.matrix(d.tolist())}"),
            Step("product", rf"A^{{{n}}} = P D^{{{n}}} P^{{-1}} = {tex.matrix(result)}"),
        ],
        mistakes={
            "cells_raised": np.rint(once**n).tolist(),
            "inverse_on_the_left": (np.array(back) @ d @ p).tolist(),
            "transposed_for_inverse": (p @ d @ p.T).tolist(),
            "multiplied_by_exponent": np.rint(once * n).tolist(),
        },
    )


@family("eigenvalues.singular_values", topics=["1.1.2"], values=Values(0.0, order="descending"))
def singular_values(draw: Draw) -> Problem:
    """Singular values of a 2 × 2 matrix."""
    A = [draw.integers(f"A{row}", 2, -4, 5) for row in range(2)]
    great, small = singular_values_2x2(A)
    a = np.array(A)
    gram = _whole(a.T @ a)
    draw.require(gram[0][1] != 0 and small >= 0.2 and great / small > 1.1 and A[0][1] != A[1][0])
    trace, size = gram[0][0] + gram[1][1], round(determinant(gram))
    inside = trace * trace - 4 * size
    columns = sorted((math.sqrt(gram[0][0]), math.sqrt(gram[1][1])), reverse=True)

    def by_hand(keep: Round) -> list[float]:
        root = keep(math.sqrt(inside))
        return [keep(math.sqrt(keep((trace + root) / 2))), keep(math.sqrt(keep((trace - root) / 2)))]

    return Problem(
        given={"A": A},
        answer=Vector((great, small), decimals=3),
        check=lambda: [float(value) for value in np.linalg.svd(a.astype(np.float64), compute_uv=False)],
        steps=[
            Step("gram", rf"A^{{\top}} A = {tex.matrix(gram)}"),
            Step(
                "eigenvalues",
                rf"\frac{{{trace} \pm \sqrt{{{trace}^2 - 4 \times {size}}}}}{{2}} ="
                rf" {tex.number(great**2)},\ {tex.number(small**2)}",
            ),
            Step("roots", rf"(\sigma_1,\ \sigma_2) = {tex.vector([great, small], 3)}"),
        ],
        mistakes={
            "roots_missing": [great**2, small**2],
            "lengths_of_columns": columns,
            "smaller_first": [small, great],
        },
        solve=by_hand,
    )
