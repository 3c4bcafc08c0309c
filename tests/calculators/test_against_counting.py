"""Formulas that count are held against what is counted: the sizes of arrays, the rounds of loops, the windows moved."""

from __future__ import annotations

import itertools
import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import architectures, convolution, initialization, layers, recurrent, regularization, transformer

few = settings(max_examples=30, deadline=None)
small = st.integers(1, 4)
sizes = st.integers(1, 9)


def held(*shapes: tuple[int, ...]) -> int:
    """How many numbers arrays of these shapes hold."""
    return sum(math.prod(shape) for shape in shapes)


@few
@given(small, small, small, st.integers(1, 3), st.booleans())
def test_a_convolution_holds_its_weights_and_biases(groups: int, into: int, out: int, kernel: int, bias: bool) -> None:
    into, out = into * groups, out * groups
    shapes = [(out, into // groups, kernel, kernel)] + [(out,)] * bias
    assert convolution.parameters(into, out, kernel, groups, bias) == held(*shapes)
    assert initialization.convolution_fan_in(into, kernel) == math.prod((into, kernel, kernel))


@few
@given(small, small, small, st.integers(1, 3))
def test_multiplications_of_a_convolution_counted_in_its_loops(side: int, into: int, out: int, kernel: int) -> None:
    def loops(*ranges: int) -> int:
        return sum(1 for _ in itertools.product(*(range(size) for size in ranges)))

    assert convolution.multiply_adds(side, into, out, kernel) == loops(out, side, side, into, kernel, kernel)
    depthwise, pointwise = loops(into, side, side, kernel, kernel), loops(out, side, side, into)
    assert convolution.depthwise_separable_multiply_adds(side, into, out, kernel) == depthwise + pointwise


@few
@given(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 2), st.integers(0, 1)), max_size=3), small)
def test_features_after_layers_are_those_of_arrays_that_went_through(
    stack: list[tuple[int, int, int]], channels: int
) -> None:
    image = np.zeros((24, 24))
    for kernel, stride, padding in stack:
        image = convolution.conv2d(image, np.ones((kernel, kernel)), stride, padding)
    assert convolution.flatten_features(24, stack, channels) == channels * image.size


@few
@given(sizes, sizes, st.sampled_from([1, 3, 4]), st.integers(1, 2), st.integers(1, 3), st.integers(1, 2))
def test_recurrent_layers_hold_their_matrices_and_biases(
    inputs: int, hidden: int, blocks: int, biases: int, stacked: int, directions: int
) -> None:
    shapes: list[tuple[int, ...]] = []
    for layer in range(stacked):
        width = inputs if layer == 0 else hidden * directions
        for _ in range(directions * blocks):
            shapes += [(hidden, width), (hidden, hidden)] + [(hidden,)] * biases
    assert recurrent.recurrent_parameters(inputs, hidden, blocks, biases, stacked, directions) == held(*shapes)


@few
@given(sizes, sizes, st.booleans())
def test_dense_and_attention_layers_hold_their_matrices(width: int, inner: int, bias: bool) -> None:
    dense = [(width, inner)] + [(inner,)] * bias
    assert architectures.linear_parameters(width, inner, bias) == held(*dense)
    assert layers.mlp_parameters([width, inner, width], bias) == held(*dense, (inner, width), *[(width,)] * bias)
    heads = [(width, width), *[(width,)] * bias] * 4
    assert transformer.multi_head_parameters(width, bias) == held(*heads)
    network, norms = [(width, inner), (inner,), (inner, width), (width,)], [(width,)] * 4
    attention = [(width, width), (width,)] * 4
    assert transformer.encoder_layer_parameters(width, inner) == held(*attention, *network, *norms)


@few
@given(small, small, st.integers(1, 3), st.integers(1, 3))
def test_blocks_of_convolutions_hold_their_weights(into: int, out: int, count: int, factor: int) -> None:
    channels = [into, *[out] * count]
    block = [shape for a, b in itertools.pairwise(channels) for shape in ((b, a, 3, 3), (b,))]
    assert architectures.convolution_block_parameters(into, out, count) == held(*block)
    norm = [(out,), (out,)]
    basic = [(out, into, 3, 3), *norm, (out, out, 3, 3), *norm]
    shortcut = [] if into == out else [(out, into, 1, 1), *norm]
    assert architectures.basic_block_parameters(into, out) == held(*basic, *shortcut)
    wide, middle = out * factor, out
    bottleneck = [(middle, wide, 1, 1), (middle, middle, 3, 3), (wide, middle, 1, 1)]
    assert architectures.bottleneck_weights(wide, factor) == held(*bottleneck)
    assert architectures.squeeze_excitation_parameters(wide, factor) == held(
        (middle, wide), (middle,), (wide, middle), (wide,)
    )


@few
@given(small, small, st.tuples(small, small), st.tuples(small, small), small)
def test_an_inception_module_holds_its_six_convolutions(
    channels: int, one: int, three: tuple[int, int], five: tuple[int, int], pooled: int
) -> None:
    shapes = [(one, channels, 1, 1), (three[0], channels, 1, 1), (three[1], three[0], 3, 3)]
    shapes += [(five[0], channels, 1, 1), (five[1], five[0], 5, 5), (pooled, channels, 1, 1)]
    assert architectures.inception_weights(channels, one, three, five, pooled) == held(*shapes)


@few
@given(st.integers(1, 3), st.integers(1, 3), st.integers(2, 4))
def test_a_group_of_a_wide_resnet_holds_two_convolutions_a_block(blocks: int, widening: int, group: int) -> None:
    width = {1: 16, 2: 16 * widening, 3: 32 * widening, 4: 64 * widening}
    into = 16 if group == 2 else width[group - 1]
    channels = [into, *[width[group]] * (2 * blocks)]
    shapes = [(b, a, 3, 3) for a, b in itertools.pairwise(channels)]
    assert architectures.wide_resnet_group_weights(blocks, widening, group) == held(*shapes)


@few
@given(small, small, small, sizes)
def test_a_vit_holds_a_projection_a_class_token_and_positions(side: int, patch: int, channels: int, width: int) -> None:
    cut = np.zeros((side * patch, side * patch)).reshape(side, patch, side, patch).swapaxes(1, 2).reshape(-1, patch**2)
    tokens = len(cut)
    assert architectures.patches(side * patch, side * patch, patch) == tokens
    shapes = [(patch * patch * channels, width), (width,), (width,), (tokens + 1, width)]
    assert architectures.vit_embedding_parameters(side * patch, patch, channels, width) == held(*shapes)


@few
@given(st.integers(1, 3), st.integers(1, 4))
def test_sides_of_a_unet_are_those_of_arrays_that_went_through(depth: int, more: int) -> None:
    side = 8 + more
    # From the bottom up, a side that can be pooled on every level.
    for _ in range(depth):
        side = 2 * side + 4
    sides, level = [], side
    for step in range(2 * depth + 1):
        if step:
            level = level // 2 if step <= depth else level * 2
        level = convolution.output_size(convolution.output_size(level, 3), 3)
        sides.append(level)
    assert architectures.unet_sizes(side, depth) == sides


@few
@given(st.lists(st.booleans(), min_size=1, max_size=6), st.integers(1, 9))
def test_dropout_is_a_masked_sum_over_what_is_kept(mask: list[bool], tenths: int) -> None:
    values = np.arange(1.0, len(mask) + 1)
    kept = regularization.inverted_dropout(values, np.array(mask, dtype=float), tenths / 10)
    by_hand = [value / (1 - tenths / 10) if keep else 0.0 for value, keep in zip(values, mask, strict=True)]
    np.testing.assert_allclose(kept, by_hand)
