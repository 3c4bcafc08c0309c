"""Products, determinants, inverses, ranks and norms of small matrices and vectors."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from calculators.answers.keys import Count, Matrix, Vector
from calculators.linear_algebra import determinant, inverse_2x2, lp_norm, rank
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Step, family

Rows = list[list[int]]


def _square(draw: Draw, name: str, size: int, low: int = -4, high: int = 5) -> Rows:
    return [draw.integers(f"{name}{row}", size, low, high) for row in range(size)]


def _exact(rows: Sequence[Sequence[float]]) -> Matrix:
    return Matrix(tuple(tuple(row) for row in rows), decimals=2, relative=0.0)


def _cells(left: Rows, right: Rows) -> Rows:
    """The matrix product, cell by cell."""
    return [
        [sum(a * b for a, b in zip(row, column, strict=True)) for column in zip(*right, strict=True)] for row in left
    ]


def _entrywise(left: Rows, right: Rows) -> Rows:
    return [[a * b for a, b in zip(p, q, strict=True)] for p, q in zip(left, right, strict=True)]


def _transposed(rows: Rows) -> Rows:
    return [list(column) for column in zip(*rows, strict=True)]


@family("linear_algebra.matrix_product", topics=["1.1.1"])
def matrix_product(draw: Draw) -> Problem:
    """Product AB of two 2 × 2 matrices."""
    A, B = _square(draw, "A", 2), _square(draw, "B", 2)
    draw.require(all(any(row) for row in A + B))
    product = _cells(A, B)
    first = tex.products(A[0], [row[0] for row in B])
    return Problem(
        given={"A": A, "B": B},
        answer=_exact(product),
        # As a sum of outer products of columns of A and rows of B.
        check=lambda: sum(np.outer([row[k] for row in A], B[k]) for k in range(2)).tolist(),  # type: ignore[union-attr]
        steps=[Step("cell", rf"{first} = {product[0][0]}"), Step("product", f"AB = {tex.matrix(product)}")],
        mistakes={
            "order_reversed": _cells(B, A),
            "entry_by_entry": _entrywise(A, B),
            "rows_by_rows": _cells(A, _transposed(B)),
        },
    )


@family("linear_algebra.hadamard_product", topics=["1.1.1"])
def hadamard_product(draw: Draw) -> Problem:
    """Hadamard product of two 2 × 2 matrices, one of them transposed."""
    A, B = _square(draw, "A", 2), _square(draw, "B", 2)
    draw.require(all(any(row) for row in A + B))
    product = _entrywise(A, _transposed(B))
    return Problem(
        given={"A": A, "B": B},
        answer=_exact(product),
        check=lambda: np.einsum("ij,ji->ij", A, B).tolist(),
        steps=[
            Step("transposed", rf"B^{{\top}} = {tex.matrix(_transposed(B))}"),
            Step("product", rf"A \odot B^{{\top}} = {tex.matrix(product)}"),
        ],
        mistakes={
            "matrix_product": _cells(A, _transposed(B)),
            "not_transposed": _entrywise(A, B),
            "added": [[a + b for a, b in zip(p, q, strict=True)] for p, q in zip(A, _transposed(B), strict=True)],
        },
    )


@family("linear_algebra.determinant", topics=["1.1.1", "1.1.2"], values="whole")
def determinant_of_three(draw: Draw) -> Problem:
    """Determinant of a 3 × 3 matrix."""
    A = _square(draw, "A", 3, -5, 6)
    value = round(determinant(A))
    draw.require(value != 0 and all(A[0]))
    minors = [round(determinant(np.delete(np.array(A)[1:], column, axis=1))) for column in range(3)]
    falling = sum(A[0][k] * A[1][(k + 1) % 3] * A[2][(k + 2) % 3] for k in range(3))
    rising = sum(A[2][k] * A[1][(k + 1) % 3] * A[0][(k + 2) % 3] for k in range(3))
    signed = [A[0][0], -A[0][1], A[0][2]]
    return Problem(
        given={"A": A},
        answer=Count(value),
        check=lambda: falling - rising,  # Sarrus
        steps=[
            Step("minors", rf"M_{{11}} = {minors[0]},\quad M_{{12}} = {minors[1]},\quad M_{{13}} = {minors[2]}"),
            Step("expansion", rf"\det A = {tex.products(signed, minors)} = {value}"),
        ],
        mistakes={
            "signs_not_alternating": sum(a * m for a, m in zip(A[0], minors, strict=True)),
            "diagonals_added": falling + rising,
            "two_diagonals_only": A[0][0] * A[1][1] * A[2][2] - A[0][2] * A[1][1] * A[2][0],
            "sign": -value,
        },
    )


@family("linear_algebra.inverse", topics=["1.1.1"])
def inverse(draw: Draw) -> Problem:
    """Inverse of a 2 × 2 matrix."""
    A = _square(draw, "A", 2, -6, 8)
    (a, b), (c, d) = A
    size = a * d - b * c
    draw.require(size in (-10, -8, -5, -4, -2, 2, 4, 5, 8, 10) and all(A[0] + A[1]) and a != d)
    rows = [[value + 0.0 for value in row] for row in inverse_2x2(A).tolist()]
    adjugate = [[d, -b], [-c, a]]
    return Problem(
        given={"A": A},
        answer=Matrix(tuple(tuple(row) for row in rows), decimals=3, relative=0.0),
        check=lambda: np.linalg.solve(np.array(A, dtype=np.float64), np.eye(2)).tolist(),
        steps=[
            Step(
                "determinant",
                rf"ad - bc = {tex.number(a)} \times {tex.factor(d)} - {tex.factor(b)} \times {tex.factor(c)} = {size}",
            ),
            Step("adjugate", rf"{tex.matrix(adjugate)}"),
            Step("inverse", rf"A^{{-1}} = {tex.matrix(rows)}"),
        ],
        mistakes={
            "not_divided": adjugate,
            "diagonal_not_exchanged": [[a / size, -b / size], [-c / size, d / size]],
            "signs_not_changed": [[d / size, b / size], [c / size, a / size]],
            "reciprocals": [[1 / value for value in row] for row in A],
        },
    )


# Rows, columns and rank of what is asked; each as likely, so that no answer is met often.
_RANKS = [
    (rows, columns, r)
    for rows in (2, 3, 4, 5)
    for columns in (3, 4, 5, 6)
    for r in (1, 2, 3)
    if r <= min(rows, columns) and rows * columns <= 24 and (rows, columns, r) != (3, 3, 3)
]


@family(
    "linear_algebra.rank",
    topics=["1.1.1"],
    values=[range(1, 7), "count", "count"],
    sometimes=["spaces_exchanged", "full_rank_assumed", "one_row_too_many"],
)
def rank_and_null_spaces(draw: Draw) -> Problem:
    """Rank of a matrix, and the dimensions of the null spaces of it and of its transpose."""
    rows, columns, r = draw.choice("sizes", _RANKS)
    left, right = draw.matrix("left", rows, r, -2, 3), draw.matrix("right", r, columns, -2, 3)
    A: Rows = [[round(value) for value in row] for row in (np.array(left) @ np.array(right)).tolist()]
    draw.require(rank(A) == r and all(any(row) for row in A) and max(abs(v) for row in A for v in row) <= 12)
    answer = [r, columns - r, rows - r]
    full = min(rows, columns)
    mistakes = {
        "spaces_exchanged": [r, rows - r, columns - r],
        "not_subtracted": [r, columns, rows],
        "one_row_too_few": [r - 1, columns - r + 1, rows - r + 1],
        "full_rank_assumed": [full, columns - full, rows - full],
    }
    # Counted one too many, the rows are all of them where only one depends on the others.
    if r < full - 1:
        mistakes["one_row_too_many"] = [r + 1, columns - r - 1, rows - r - 1]
    if r == full:
        del mistakes["full_rank_assumed"]
    if rows == columns:
        del mistakes["spaces_exchanged"]

    def by_eigenvalues() -> list[int]:
        a = np.array(A)
        return [int((np.linalg.svd(a, compute_uv=False) > 1e-9).sum()), _nullity(A), _nullity(_transposed(A))]

    return Problem(
        given={"m": rows, "n": columns, "A": A},
        answer=Vector(tuple(answer), decimals=2, relative=0.0),
        check=by_eigenvalues,
        steps=[
            Step("echelon", rf"A \to {tex.matrix(_echelon(A))}"),
            Step("rank", rf"\mathrm{{rank}}\, A = {r}"),
            Step("dimensions", rf"({r},\ {columns} - {r},\ {rows} - {r}) = {tex.vector(answer)}"),
        ],
        mistakes=mistakes,
    )


def _echelon(A: Rows) -> Rows:
    """An echelon form in whole numbers, each row divided by what its numbers have in common."""
    rows, pivots = [list(row) for row in A], 0
    for column in range(len(A[0])):
        standing = [at for at in range(pivots, len(rows)) if rows[at][column]]
        if not standing:
            continue
        best = min(standing, key=lambda at: abs(rows[at][column]))
        rows[pivots], rows[best] = rows[best], rows[pivots]
        top = _reduced(rows[pivots])
        rows[pivots] = top
        for at in range(pivots + 1, len(rows)):
            head = rows[at][column]
            rows[at] = _reduced([top[column] * low - head * high for low, high in zip(rows[at], top, strict=True)])
        pivots += 1
    return rows


def _reduced(row: list[int]) -> list[int]:
    return [value // (math.gcd(*row) or 1) for value in row]


def _nullity(A: Rows) -> int:
    """The dimension of the null space: how many eigenvalues of AᵀA are 0."""
    a = np.array(A, dtype=np.float64)
    return int((np.abs(np.linalg.eigvalsh(a.T @ a)) < 1e-6).sum())


@family("linear_algebra.norms", topics=["1.1.1", "2.1.3"], values="positive")
def norms(draw: Draw) -> Problem:
    """L1, L2 and L∞ norm of a vector of four whole numbers."""
    x = draw.integers("x", 4, -9, 9)
    draw.require(all(x) and min(x) < 0 < max(x) and abs(min(x)) > max(x))
    values = [lp_norm(x, 1), lp_norm(x, 2), lp_norm(x, math.inf)]
    squares = sum(value * value for value in x)
    return Problem(
        given={"x": x},
        answer=Vector(tuple(values), relative=0.001),
        check=lambda: [sum(v if v > 0 else -v for v in x), math.hypot(*x), max(*x, -min(x))],
        steps=[
            Step("l1", rf"\|x\|_1 = {tex.number(values[0])}"),
            Step("l2", rf"\|x\|_2 = \sqrt{{{squares}}} = {tex.number(values[1])}"),
            Step("maximum", rf"\|x\|_{{\infty}} = {tex.number(values[2])}"),
            Step("all", rf"(\|x\|_1,\ \|x\|_2,\ \|x\|_{{\infty}}) = {tex.vector(values)}"),
        ],
        mistakes={
            "signs_kept": [sum(x), values[1], values[2]],
            "root_missing": [values[0], squares, values[2]],
            "greatest_with_sign": [values[0], values[1], max(x)],
        },
        solve=lambda keep: [values[0], keep(math.sqrt(squares)), values[2]],
    )
