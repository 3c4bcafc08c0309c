"""Sizes and parameters of networks against the numbers that their authors or libraries give."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import architectures
from calculators.convolution import output_size, parameters


def test_vgg16_has_138_million_parameters() -> None:
    blocks = [(3, 64, 2), (64, 128, 2), (128, 256, 3), (256, 512, 3), (512, 512, 3)]
    dense = [(512 * 7 * 7, 4096), (4096, 4096), (4096, 1000)]
    total = sum(architectures.convolution_block_parameters(*block) for block in blocks)
    assert total + sum(architectures.linear_parameters(*layer) for layer in dense) == 138_357_544


def test_resnet18_has_the_parameters_of_its_blocks() -> None:
    stem, head = 9408 + 2 * 64, architectures.linear_parameters(512, 1000)
    widths = [(64, 64), (64, 64), (64, 128), (128, 128), (128, 256), (256, 256), (256, 512), (512, 512)]
    assert stem + head + sum(architectures.basic_block_parameters(*pair) for pair in widths) == 11_689_512


def test_a_bottleneck_with_a_quarter_has_17_squares() -> None:
    assert architectures.bottleneck_weights(256, 4) == 17 * 64**2
    with pytest.raises(ValueError, match="divide"):
        architectures.bottleneck_weights(10, 4)


def test_wrn_28_10_has_36_and_a_half_million_parameters() -> None:
    groups = sum(architectures.wide_resnet_group_weights(4, 10, group) for group in (2, 3, 4))
    shortcuts = 16 * 160 + 160 * 320 + 320 * 640
    assert groups + shortcuts + 9 * 3 * 16 + architectures.linear_parameters(640, 10) == pytest.approx(36.5e6, rel=2e-3)
    with pytest.raises(ValueError, match="groups"):
        architectures.wide_resnet_group_weights(4, 10, 1)


def test_the_first_inception_module_of_googlenet() -> None:
    # 3a with the biases left out: table 1 says 159K.
    assert architectures.inception_weights(192, 64, (96, 128), (16, 32), 32) == 163_328


def test_a_squeeze_excitation_block_is_two_dense_layers() -> None:
    assert architectures.squeeze_excitation_parameters(64, 16) == 65 * 4 + 5 * 64
    with pytest.raises(ValueError, match="divide"):
        architectures.squeeze_excitation_parameters(10, 4)


def test_the_published_unet_goes_from_572_to_388() -> None:
    assert architectures.unet_sizes(572, 4) == [568, 280, 136, 64, 28, 52, 100, 196, 388]
    with pytest.raises(ValueError, match="halved"):
        architectures.unet_sizes(571, 4)
    with pytest.raises(ValueError, match="nothing"):
        architectures.unet_sizes(12, 1)


@given(st.integers(1, 6), st.integers(1, 6), st.integers(1, 8))
def test_patches_are_the_positions_of_a_convolution_with_equal_stride(rows: int, columns: int, patch: int) -> None:
    sides = [output_size(count * patch, patch, patch) for count in (rows, columns)]
    assert architectures.patches(rows * patch, columns * patch, patch) == sides[0] * sides[1]


def test_vit_base_embeds_with_743_thousand_parameters() -> None:
    expected = parameters(3, 768, 16) + 768 + 197 * 768
    assert architectures.vit_embedding_parameters(224, 16, 3, 768) == expected == 742_656
    with pytest.raises(ValueError, match="divide"):
        architectures.patches(225, 224, 16)


@given(st.integers(1, 3), st.integers(1, 3), st.integers(1, 3))
def test_window_attention_counts_pairs_of_the_same_window(rows: int, columns: int, window: int) -> None:
    height, width = rows * window, columns * window
    places = [(i // window, j // window) for i in range(height) for j in range(width)]
    pairs = sum(first == second for first in places for second in places)
    assert architectures.window_attention_pairs(height, width, window) == pairs
