"""Linear algebra of small matrices, worked out as one does by hand.

A matrix has shape (rows, columns), a vector shape (size,). Source: Strang 2016, Introduction to Linear Algebra, 5th
edition; the section is given with each function.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def determinant(matrix: ArrayLike) -> float:
    """The determinant by expansion along the first row (section 5.2). Raises ValueError unless the matrix is square.

    Shape: (n, n).

    >>> determinant([[2, 1], [1, 3]])
    5.0
    """
    a = _square(matrix)
    if len(a) == 1:
        return float(a[0, 0])
    minors = (np.delete(a[1:], column, axis=1) for column in range(len(a)))
    return math.fsum((-1) ** column * float(a[0, column]) * determinant(minor) for column, minor in enumerate(minors))


def inverse_2x2(matrix: ArrayLike) -> Array:
    """[[d, −b], [−c, a]] / (ad − bc) (section 2.5). Raises ValueError for another shape or determinant 0.

    >>> inverse_2x2([[2, 1], [1, 1]]).tolist()
    [[1.0, -1.0], [-1.0, 2.0]]
    """
    a = _two_by_two(matrix)
    size = determinant(a)
    if size == 0:
        raise ValueError("a matrix with determinant 0 has no inverse")
    return np.array([[a[1, 1], -a[0, 1]], [-a[1, 0], a[0, 0]]]) / size


def rank(matrix: ArrayLike, tolerance: float = 1e-9) -> int:
    """The number of pivots left by elimination (section 3.2); a pivot is greater than `tolerance` in size.

    Shape: (rows, columns).

    >>> rank([[1, 2], [2, 4]])
    1
    """
    a = np.array(matrix, dtype=np.float64)
    pivots = 0
    for column in range(a.shape[1]):
        best = pivots + int(np.argmax(np.abs(a[pivots:, column])))
        if abs(a[best, column]) <= tolerance:
            continue
        a[[pivots, best]] = a[[best, pivots]]
        a[pivots + 1 :] -= np.outer(a[pivots + 1 :, column] / a[pivots, column], a[pivots])
        pivots += 1
        if pivots == a.shape[0]:
            break
    return pivots


def eigenvalues_2x2(matrix: ArrayLike) -> tuple[float, float]:
    """The roots of λ² − (trace)λ + determinant, the smaller first (section 6.1).

    Raises ValueError for another shape, or where the eigenvalues are not real.

    >>> eigenvalues_2x2([[2, 1], [1, 2]])
    (1.0, 3.0)
    """
    a = _two_by_two(matrix)
    half = float(a[0, 0] + a[1, 1]) / 2
    inside = half * half - determinant(a)
    if inside < 0:
        raise ValueError("the eigenvalues are not real")
    return half - math.sqrt(inside), half + math.sqrt(inside)


def eigenvector_2x2(matrix: ArrayLike, eigenvalue: float) -> Array:
    """The eigenvector of length 1 whose first component that is not 0 is positive (section 6.1).

    Raises ValueError where `eigenvalue` is none, or where every vector belongs to it.
    Shapes: matrix (2, 2), result (2,).

    >>> eigenvector_2x2([[2, 1], [1, 2]], 3.0).round(4).tolist()
    [0.7071, 0.7071]
    """
    a = _two_by_two(matrix) - eigenvalue * np.eye(2)
    if abs(determinant(a)) > 1e-9 * max(1.0, float(np.abs(a).max()) ** 2):
        raise ValueError(f"{eigenvalue} is not an eigenvalue")
    row = max(a, key=lambda candidate: float(np.abs(candidate).max()))
    if not np.any(np.abs(row) > 1e-12):
        raise ValueError("every vector is an eigenvector of a multiple of the identity")
    vector = np.array([row[1], -row[0]]) / math.hypot(row[0], row[1])
    return vector if vector[0] > 0 or (vector[0] == 0 and vector[1] > 0) else -vector


def power_by_diagonalization(eigenvectors: ArrayLike, eigenvalues: ArrayLike, exponent: int) -> Array:
    """P Dⁿ P⁻¹, the n-th power of the matrix with the columns of P as eigenvectors (section 6.2).

    `eigenvectors`: shape (2, 2); `eigenvalues`: shape (2,). Raises ValueError where P has no inverse or n < 0.

    >>> power_by_diagonalization([[1, 1], [1, -1]], [3, 1], 2).tolist()
    [[5.0, 4.0], [4.0, 5.0]]
    """
    if exponent < 0:
        raise ValueError(f"an exponent is not below 0: {exponent}")
    p = _two_by_two(eigenvectors)
    values = np.asarray(eigenvalues, dtype=np.float64)
    return np.asarray(p @ np.diag(values**exponent) @ inverse_2x2(p))


def singular_values_2x2(matrix: ArrayLike) -> tuple[float, float]:
    """Square roots of the eigenvalues of AᵀA, the greater first (section 7.2). Raises ValueError for another shape.

    >>> singular_values_2x2([[3, 0], [0, -4]])
    (4.0, 3.0)
    """
    a = _two_by_two(matrix)
    small, great = eigenvalues_2x2(a.T @ a)
    return math.sqrt(great), math.sqrt(max(small, 0.0))


def lp_norm(vector: ArrayLike, p: float) -> float:
    """(Σ|x_i|ᵖ)^(1/p) for p ≥ 1; the greatest |x_i| for p = ∞. Raises ValueError for p < 1.

    Source: Goodfellow, Bengio & Courville 2016, Deep Learning, section 2.5. Shape: (n,).

    >>> lp_norm([3, -4], 1), lp_norm([3, -4], 2), lp_norm([3, -4], math.inf)
    (7.0, 5.0, 4.0)
    """
    if not p >= 1:
        raise ValueError(f"a norm has p ≥ 1, not {p}")
    sizes = np.abs(np.asarray(vector, dtype=np.float64))
    if math.isinf(p):
        return float(sizes.max())
    return float((sizes**p).sum() ** (1 / p))


def _square(matrix: ArrayLike) -> Array:
    a = np.asarray(matrix, dtype=np.float64)
    if a.ndim != 2 or a.shape[0] != a.shape[1] or a.size == 0:
        raise ValueError(f"a square matrix is asked for, not shape {a.shape}")
    return a


def _two_by_two(matrix: ArrayLike) -> Array:
    a = _square(matrix)
    if a.shape != (2, 2):
        raise ValueError(f"a 2 × 2 matrix is asked for, not shape {a.shape}")
    return a
