"""Pooling against loops over windows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import pooling
from calculators.gradients import numerical_gradient


@given(st.integers(1, 7), st.integers(1, 7), st.integers(1, 3), st.integers(1, 3), st.integers(0, 999))
def test_each_output_summarises_its_own_window(n: int, m: int, k: int, s: int, seed: int) -> None:
    image = np.random.default_rng(seed).normal(size=(n, m))
    if min(n, m) < k:
        with pytest.raises(ValueError, match="does not fit"):
            pooling.max_pool(image, k, s)
        return
    largest, mean, root = (
        pooling.max_pool(image, k, s),
        pooling.average_pool(image, k, s),
        pooling.lp_pool(image, k, s, 2),
    )
    assert largest.shape == ((n - k) // s + 1, (m - k) // s + 1)
    for (i, j), value in np.ndenumerate(largest):
        window = [float(image[i * s + a, j * s + b]) for a in range(k) for b in range(k)]
        assert value == max(window)
        assert mean[i, j] == pytest.approx(sum(window) / len(window))
        assert root[i, j] == pytest.approx(sum(x * x for x in window) ** 0.5)


def test_lp_pooling_nears_the_largest_magnitude_as_p_grows() -> None:
    assert pooling.lp_pool(np.array([[1.0, -5.0], [2.0, 3.0]]), 2, 2, 60).item() == pytest.approx(5.0, rel=1e-3)


def test_a_norm_needs_a_positive_p() -> None:
    with pytest.raises(ValueError, match="positive"):
        pooling.lp_pool(np.ones((2, 2)), 2, 2, 0)


def test_global_average_pooling_leaves_one_value_for_each_channel() -> None:
    maps = np.arange(24.0).reshape(2, 3, 4)
    assert pooling.global_average(maps).tolist() == [5.5, 17.5]


@given(st.integers(2, 5), st.integers(1, 3), st.integers(1, 2), st.integers(0, 999))
def test_the_gradient_of_max_pooling_agrees_with_finite_differences(n: int, k: int, s: int, seed: int) -> None:
    k = min(k, n)
    image = np.random.default_rng(seed).permutation(n * n).reshape(n, n).astype(float)
    out = (n - k) // s + 1
    weight = np.random.default_rng(seed + 1).normal(size=(out, out))
    numeric = numerical_gradient(lambda at: float((pooling.max_pool(at, k, s) * weight).sum()), image, 0.25)
    np.testing.assert_allclose(pooling.max_pool_backward(weight, image, k, s), numeric, atol=1e-9)


def test_a_gradient_of_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="shape"):
        pooling.max_pool_backward(np.ones((1, 1)), np.ones((4, 4)), 2, 2)
