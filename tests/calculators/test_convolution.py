"""Convolutions against loops, counts and shapes of real arrays."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calculators import convolution

sizes = st.integers(1, 12)
small = st.integers(1, 4)


@given(sizes, small, small, st.integers(0, 3), small)
def test_the_output_size_is_the_number_of_places_for_the_kernel(n: int, k: int, s: int, p: int, d: int) -> None:
    places = [at for at in range(-p, n + p) if at + d * (k - 1) < n + p][::s]
    if places:
        assert convolution.output_size(n, k, s, p, d) == len(places)
    else:
        with pytest.raises(ValueError, match="does not fit"):
            convolution.output_size(n, k, s, p, d)


@given(sizes, small, small, st.integers(0, 2))
def test_a_transposed_convolution_restores_the_size_that_a_convolution_took(n: int, k: int, s: int, p: int) -> None:
    assume(n + 2 * p >= k)
    lost = (n + 2 * p - k) % s
    made = convolution.output_size(n, k, s, p)
    assert convolution.transposed_output_size(made, k, s, p, output_padding=lost) == n


@given(
    st.integers(1, 6), st.integers(1, 6), st.integers(1, 3), st.integers(1, 2), st.integers(0, 2), st.integers(0, 999)
)
def test_conv2d_equals_four_loops(n: int, m: int, k: int, s: int, p: int, seed: int) -> None:
    assume(min(n, m) + 2 * p >= k)
    numbers = np.random.default_rng(seed)
    image, kernel = numbers.normal(size=(n, m)), numbers.normal(size=(k, k))
    result = convolution.conv2d(image, kernel, s, p, bias=0.5)
    for (i, j), value in np.ndenumerate(result):
        total = 0.5
        for a in range(k):
            for b in range(k):
                row, column = i * s + a - p, j * s + b - p
                if 0 <= row < n and 0 <= column < m:
                    total += image[row, column] * kernel[a, b]
        assert value == pytest.approx(total)


@given(st.integers(1, 3), st.integers(1, 3), st.integers(3, 6), st.integers(1, 3), st.integers(1, 2), st.integers(0, 1))
def test_im2col_turns_convolution_into_one_matrix_product(n: int, c: int, side: int, k: int, s: int, p: int) -> None:
    numbers = np.random.default_rng(side)
    images, filters = numbers.normal(size=(n, c, side, side)), numbers.normal(size=(2, c, k, k))
    product = convolution.im2col(images, (k, k), s, p) @ filters.reshape(2, -1).T
    out = convolution.output_size(side, k, s, p)
    for image in range(n):
        for channel in range(2):
            direct = sum(convolution.conv2d(images[image, i], filters[channel, i], s, p) for i in range(c))
            np.testing.assert_allclose(product[image * out * out : (image + 1) * out * out, channel], np.ravel(direct))


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 2)), min_size=1, max_size=3))
def test_only_pixels_of_the_receptive_field_move_an_output(layers: list[tuple[int, int]]) -> None:
    kernels, strides = zip(*layers, strict=True)
    field = convolution.receptive_field(kernels, strides)

    def first_output(image: convolution.Array) -> float:
        for kernel, stride in layers:
            image = convolution.conv2d(image, np.ones((kernel, 1)), stride)
            image = image[:, :1]
        return float(image[0, 0])

    image = np.zeros((field + 2, 1))
    moving = []
    for pixel in range(field + 2):
        image[pixel] = 1.0
        moving.append(first_output(image) != 0)
        image[pixel] = 0.0
    assert moving[field:] == [False, False]
    assert moving[0]
    assert moving[field - 1]


def test_parameters_are_those_of_a_known_layer() -> None:
    assert convolution.parameters(3, 64, 7, bias=False) == 9408  # ResNet's first layer
    assert convolution.parameters(96, 256, 5, groups=2) == 307_456  # AlexNet's second layer
    with pytest.raises(ValueError, match="divide"):
        convolution.parameters(3, 64, 3, groups=2)


@given(st.integers(0, 6), st.integers(1, 3))
def test_same_padding_keeps_the_size(half: int, d: int) -> None:
    k = 2 * half + 1
    assert convolution.output_size(20, k, 1, convolution.same_padding(k, d), d) == 20


def test_an_even_kernel_has_no_equal_padding() -> None:
    with pytest.raises(ValueError, match="even"):
        convolution.same_padding(4)


def test_the_costs_of_a_mobilenet_layer_differ_by_the_published_ratio() -> None:
    ordinary = convolution.multiply_adds(14, 512, 512, 3)
    separable = convolution.depthwise_separable_multiply_adds(14, 512, 512, 3)
    assert separable / ordinary == pytest.approx(1 / 512 + 1 / 9)


def test_lenet_hands_400_features_to_its_dense_layers() -> None:
    assert convolution.flatten_features(32, [(5, 1, 0), (2, 2, 0), (5, 1, 0), (2, 2, 0)], 16) == 400


@given(st.integers(1, 2), st.integers(1, 2), st.integers(3, 5), st.integers(1, 3), st.integers(1, 2), st.integers(0, 1))
def test_col2im_is_the_transpose_of_im2col(n: int, c: int, side: int, k: int, s: int, p: int) -> None:
    numbers = np.random.default_rng(side)
    images = numbers.normal(size=(n, c, side, side))
    columns = convolution.im2col(images, (k, k), s, p)
    other = numbers.normal(size=columns.shape)
    back = convolution.col2im(other, (n, c, side, side), (k, k), s, p)
    assert float((columns * other).sum()) == pytest.approx(float((images * back).sum()))
