"""Backward passes against finite differences, transposed convolutions against transposed matrices."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calculators import convolution_backward as reference
from calculators.convolution import conv2d
from calculators.gradients import numerical_gradient

forms = st.tuples(st.integers(3, 5), st.integers(1, 3), st.integers(1, 2), st.integers(0, 1), st.integers(0, 999))


@given(forms)
def test_gradients_of_kernel_and_input_equal_central_differences(form: tuple[int, int, int, int, int]) -> None:
    n, k, s, p, seed = form
    assume((n + 2 * p - k) % s == 0 and p < k)
    numbers = np.random.default_rng(seed)
    image, kernel = numbers.normal(size=(n, n)), numbers.normal(size=(k, k))
    upstream = numbers.normal(size=conv2d(image, kernel, s, p).shape)

    by_kernel = numerical_gradient(lambda K: float((conv2d(image, K, s, p) * upstream).sum()), kernel)
    np.testing.assert_allclose(
        reference.kernel_gradient(image, upstream, (k, k), s, p), by_kernel, rtol=1e-6, atol=1e-8
    )
    by_input = numerical_gradient(lambda X: float((conv2d(X, kernel, s, p) * upstream).sum()), image)
    np.testing.assert_allclose(reference.input_gradient(upstream, kernel, s, p), by_input, rtol=1e-6, atol=1e-8)


@given(st.integers(1, 3), st.integers(1, 3), st.integers(1, 3), st.integers(0, 99))
def test_a_transposed_convolution_is_the_transposed_matrix_of_a_convolution(n: int, k: int, s: int, seed: int) -> None:
    numbers = np.random.default_rng(seed)
    image, kernel = numbers.normal(size=(n, n)), numbers.normal(size=(k, k))
    side = (n - 1) * s + k
    units = np.eye(side * side).reshape(-1, side, side)
    matrix = np.stack([conv2d(unit, kernel, s).ravel() for unit in units], axis=1)
    expected = (matrix.T @ image.ravel()).reshape(side, side)
    np.testing.assert_allclose(reference.transposed_conv2d(image, kernel, s), expected)


def test_padding_of_a_transposed_convolution_is_cut_off() -> None:
    full = reference.transposed_conv2d(np.ones((2, 2)), np.ones((3, 3)), 2)
    np.testing.assert_array_equal(reference.transposed_conv2d(np.ones((2, 2)), np.ones((3, 3)), 2, 1), full[1:-1, 1:-1])
    with pytest.raises(ValueError, match="no output"):
        reference.transposed_conv2d(np.ones((1, 1)), np.ones((2, 2)), 1, 1)


@given(st.integers(1, 3), st.integers(1, 3), st.integers(0, 99))
def test_pointwise_and_depthwise_are_special_ordinary_convolutions(c: int, o: int, seed: int) -> None:
    numbers = np.random.default_rng(seed)
    images, weights, bias = numbers.normal(size=(c, 4, 4)), numbers.normal(size=(o, c)), numbers.normal(size=o)
    out = reference.pointwise_conv2d(images, weights, bias)
    for channel in range(o):
        expected = sum(conv2d(images[i], weights[channel, i].reshape(1, 1)) for i in range(c)) + bias[channel]
        np.testing.assert_allclose(out[channel], expected)
    kernels = numbers.normal(size=(c, 2, 2))
    deep = reference.depthwise_conv2d(images, kernels, 2, 1)
    np.testing.assert_allclose(deep[-1], conv2d(images[-1], kernels[-1], 2, 1))


@given(st.integers(1, 40), st.integers(1, 6), st.integers(1, 6))
def test_windows_counted_in_both_modes(n: int, k: int, s: int) -> None:
    assume(k <= n)
    starts = range(0, n, s)
    assert reference.pooled_size(n, k, s) == sum(at + k <= n for at in starts)
    kept = next((i + 1 for i, at in enumerate(starts) if at + k >= n), len(starts))
    assert reference.pooled_size(n, k, s, ceil_mode=True) == kept


def test_a_window_larger_than_the_input_does_not_fit() -> None:
    with pytest.raises(ValueError, match="fit"):
        reference.pooled_size(2, 3, 1)
