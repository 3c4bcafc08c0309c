"""Small matrices and functions of several variables against NumPy, definitions and identities."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from calculators import linear_algebra, multivariable

Array = np.ndarray
small = st.integers(-6, 6).map(float)


def square(size: int) -> st.SearchStrategy[Array]:
    return arrays(np.float64, (size, size), elements=small)


@given(st.integers(1, 4).flatmap(square))
def test_the_determinant_agrees_with_elimination(matrix: Array) -> None:
    assert linear_algebra.determinant(matrix) == pytest.approx(np.linalg.det(matrix), abs=1e-6)


@given(square(2))
def test_a_matrix_times_its_inverse_is_the_identity(matrix: Array) -> None:
    assume(abs(np.linalg.det(matrix)) > 0.5)
    np.testing.assert_allclose(matrix @ linear_algebra.inverse_2x2(matrix), np.eye(2), atol=1e-12)


@given(arrays(np.float64, (3, 2), elements=small), arrays(np.float64, (2, 4), elements=small))
def test_the_rank_agrees_with_the_singular_values(left: Array, right: Array) -> None:
    product = left @ right
    assert linear_algebra.rank(product) == np.linalg.matrix_rank(product)
    assert linear_algebra.rank(left) == linear_algebra.rank(left.T)


@given(square(2))
def test_eigenvalues_and_their_vectors_fulfil_the_definition(matrix: Array) -> None:
    symmetric = matrix + matrix.T
    low, high = linear_algebra.eigenvalues_2x2(symmetric)
    np.testing.assert_allclose([low, high], np.linalg.eigvalsh(symmetric), atol=1e-9)
    assume(high - low > 1e-6)
    for value in (low, high):
        vector = linear_algebra.eigenvector_2x2(symmetric, value)
        assert np.linalg.norm(vector) == pytest.approx(1)
        np.testing.assert_allclose(symmetric @ vector, value * vector, atol=1e-6)


@given(square(2), arrays(np.float64, 2, elements=small), st.integers(0, 4))
def test_a_power_by_diagonalization_is_repeated_multiplication(vectors: Array, values: Array, exponent: int) -> None:
    assume(abs(np.linalg.det(vectors)) > 0.5)
    once = linear_algebra.power_by_diagonalization(vectors, values, 1)
    power = linear_algebra.power_by_diagonalization(vectors, values, exponent)
    np.testing.assert_allclose(power, np.linalg.matrix_power(once, exponent), rtol=1e-6, atol=1e-4)


@given(square(2))
def test_singular_values_agree_with_numpy(matrix: Array) -> None:
    expected = np.linalg.svd(matrix, compute_uv=False)
    np.testing.assert_allclose(linear_algebra.singular_values_2x2(matrix), expected, atol=1e-6)


@given(arrays(np.float64, 4, elements=small), st.sampled_from([1.0, 2.0, 3.0, math.inf]))
def test_norms_agree_with_numpy_and_shrink_as_p_grows(vector: Array, p: float) -> None:
    assert linear_algebra.lp_norm(vector, p) == pytest.approx(float(np.linalg.norm(vector, p)))
    assert linear_algebra.lp_norm(vector, p) <= linear_algebra.lp_norm(vector, 1) + 1e-9


def test_what_a_matrix_has_not_is_refused() -> None:
    with pytest.raises(ValueError, match="square"):
        linear_algebra.determinant([[1, 2]])
    with pytest.raises(ValueError, match="determinant 0"):
        linear_algebra.inverse_2x2([[1, 2], [2, 4]])
    with pytest.raises(ValueError, match="real"):
        linear_algebra.eigenvalues_2x2([[0, -1], [1, 0]])
    with pytest.raises(ValueError, match="not an eigenvalue"):
        linear_algebra.eigenvector_2x2([[2, 0], [0, 3]], 5)
    with pytest.raises(ValueError, match="identity"):
        linear_algebra.eigenvector_2x2([[2, 0], [0, 2]], 2)
    with pytest.raises(ValueError, match="p ≥ 1"):
        linear_algebra.lp_norm([1, 2], 0.5)
    with pytest.raises(ValueError, match="2 × 2"):
        linear_algebra.singular_values_2x2(np.eye(3))
    with pytest.raises(ValueError, match="below 0"):
        linear_algebra.power_by_diagonalization(np.eye(2), [1, 2], -1)


@given(square(3), arrays(np.float64, 3, elements=small), arrays(np.float64, 3, elements=small))
def test_differences_find_the_jacobian_and_the_hessian_of_a_quadratic(A: Array, b: Array, at: Array) -> None:
    found = multivariable.numerical_jacobian(lambda x: A @ x + b, at)
    np.testing.assert_allclose(found, A, atol=1e-5)
    bent = multivariable.numerical_hessian(lambda x: float(x @ A @ x + b @ x), at, 0.5)
    np.testing.assert_allclose(bent, A + A.T, atol=1e-6)


@given(square(2), arrays(np.float64, 2, elements=small), arrays(np.float64, 2, elements=small))
def test_newton_solves_a_quadratic_in_one_step(A: Array, b: Array, w: Array) -> None:
    hessian = A @ A.T + np.eye(2)
    least = multivariable.newton_step(w, hessian @ w + b, hessian)
    np.testing.assert_allclose(hessian @ least + b, 0, atol=1e-6)


@given(square(2), arrays(np.float64, 2, elements=small), arrays(np.float64, 2, elements=small))
def test_the_second_order_approximation_of_a_quadratic_is_exact(A: Array, b: Array, step: Array) -> None:
    near = multivariable.taylor_second_order(5.0, b, A + A.T, step)
    assert near == pytest.approx(5.0 + float(b @ step + step @ A @ step), abs=1e-9)


@given(st.integers(1, 5), st.integers(1, 5), st.integers(1, 5), st.integers(-5, 5), st.integers(-9, 9))
def test_no_neighbour_on_the_line_beats_the_constrained_minimum(a: int, b: int, c: int, d: int, e: int) -> None:
    x, y = multivariable.constrained_minimum(a, b, c, d, e)
    assert c * x + d * y == pytest.approx(e, abs=1e-9)
    for t in (-0.1, 0.1):
        assert a * (x + t * d) ** 2 + b * (y - t * c) ** 2 > a * x * x + b * y * y


def test_a_minimum_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="not both 0"):
        multivariable.constrained_minimum(1, 1, 0, 0, 1)
    with pytest.raises(ValueError, match="positive"):
        multivariable.numerical_hessian(lambda x: float(x[0]), [1.0], 0)
