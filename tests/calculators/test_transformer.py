"""Masked attention, positions and counts of a Transformer."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import transformer


@given(st.integers(1, 6), st.integers(0, 99))
def test_a_causal_mask_is_minus_infinity_before_the_softmax(length: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(length, length))
    powers = np.exp(np.where(np.tri(length, dtype=bool), scores, -np.inf))
    np.testing.assert_allclose(transformer.causal_weights(scores), powers / powers.sum(axis=1, keepdims=True))


@given(st.integers(0, 500), st.integers(0, 50), st.integers(1, 8))
def test_a_shift_turns_each_pair_of_positional_values_by_a_fixed_angle(position: int, shift: int, half: int) -> None:
    here, there = (transformer.positional_encoding(p, 2 * half) for p in (position, position + shift))
    for i in range(half):
        turn = np.exp(1j * shift / 10000 ** (2 * i / (2 * half)))
        before, after = (complex(vector[2 * i + 1], vector[2 * i]) for vector in (here, there))
        assert before * turn == pytest.approx(after, abs=1e-9)


def test_an_odd_width_has_no_pairs() -> None:
    with pytest.raises(ValueError, match="even"):
        transformer.positional_encoding(1, 3)


def test_an_encoder_layer_of_bert_base() -> None:
    assert transformer.encoder_layer_parameters(768, 3072) == 7_087_872
    assert transformer.multi_head_parameters(512, bias=False) == 2**20


@given(st.integers(1, 4), st.integers(1, 4))
def test_multiplications_of_self_attention_counted_product_by_product(n: int, d: int) -> None:
    products = [((n, d), (d, d))] * 4 + [((n, d), (d, n)), ((n, n), (n, d))]
    count = sum(rows * inner * columns for (rows, inner), (_, columns) in products)
    assert transformer.self_attention_multiplications(n, d) == count
