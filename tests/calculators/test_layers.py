"""Dense layers: gradients against finite differences, counts against real arrays."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import layers
from calculators.gradients import numerical_gradient

width = st.integers(1, 4)


@given(width, width, width, st.integers(0, 999))
def test_the_backward_pass_agrees_with_finite_differences(n: int, before: int, after: int, seed: int) -> None:
    numbers = np.random.default_rng(seed)
    X, W = numbers.normal(size=(n, before)), numbers.normal(size=(before, after))
    b, weight = numbers.normal(size=after), numbers.normal(size=(n, after))
    dX, dW, db = layers.affine_backward(weight, X, W)

    def loss(X: layers.Array, W: layers.Array, b: layers.Array) -> float:
        return float((layers.affine(X, W, b) * weight).sum())

    np.testing.assert_allclose(dX, numerical_gradient(lambda x: loss(x, W, b), X), rtol=1e-6, atol=1e-8)
    np.testing.assert_allclose(dW, numerical_gradient(lambda w: loss(X, w, b), W), rtol=1e-6, atol=1e-8)
    np.testing.assert_allclose(db, numerical_gradient(lambda c: loss(X, W, c), b), rtol=1e-6, atol=1e-8)


def test_shapes_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="bias"):
        layers.affine(np.ones((2, 3)), np.ones((3, 4)), np.ones(2))
    with pytest.raises(ValueError, match="matmul"):
        layers.affine(np.ones((2, 3)), np.ones((2, 4)), np.ones(4))


@given(st.lists(st.integers(1, 9), min_size=2, max_size=5))
def test_parameters_are_counted_as_the_arrays_hold_them(sizes: list[int]) -> None:
    arrays = [np.empty((a + 1, b)) for a, b in pairwise(sizes)]
    assert layers.mlp_parameters(sizes) == sum(array.size for array in arrays)


@pytest.mark.parametrize(
    ("w", "b", "outputs"),
    [((0.5, 0.5), -0.7, [0, 0, 0, 1]), ((-0.5, -0.5), 0.7, [1, 1, 1, 0]), ((0.5, 0.5), -0.2, [0, 1, 1, 1])],
)
def test_a_perceptron_is_an_and_nand_or_or_gate(w: tuple[float, float], b: float, outputs: list[int]) -> None:
    assert [layers.perceptron(x, w, b) for x in [(0, 0), (0, 1), (1, 0), (1, 1)]] == outputs


def test_at_the_threshold_a_perceptron_is_silent() -> None:
    assert layers.perceptron([1.0], [1.0], -1.0) == 0
