"""Softmax and its cross-entropy against central differences, identities and extreme logits."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from calculators.attention import attention, attention_weights
from calculators.softmax import log_softmax, one_hot, softmax, softmax_cross_entropy, softmax_cross_entropy_gradient

logits = arrays(np.float64, st.integers(2, 6), elements=st.floats(-20, 20))


@given(logits)
def test_softmax_is_a_distribution_in_the_order_of_the_logits(z: np.ndarray) -> None:
    y = softmax(z)
    assert math.isclose(y.sum(), 1, rel_tol=1e-12)
    assert (y > 0).all()
    order = np.argsort(z)
    assert (np.diff(y[order]) >= 0).all()


@given(logits, st.floats(-50, 50))
def test_adding_one_number_to_all_logits_changes_nothing(z: np.ndarray, shift: float) -> None:
    np.testing.assert_allclose(softmax(z + shift), softmax(z), rtol=1e-9)


def test_huge_logits_do_not_overflow() -> None:
    np.testing.assert_allclose(softmax([1000, 1001]), softmax([0, 1]))
    assert softmax_cross_entropy([1000, 0], [0, 1]) == pytest.approx(1000)


@given(logits)
def test_the_logarithm_of_softmax_agrees_with_softmax(z: np.ndarray) -> None:
    np.testing.assert_allclose(np.exp(log_softmax(z)), softmax(z), rtol=1e-9)


def test_a_high_temperature_flattens_and_a_low_one_sharpens() -> None:
    z = [1.0, 2.0, 4.0]
    assert softmax(z, 100).max() < 0.35 < softmax(z).max() < softmax(z, 0.1).max()


def test_two_classes_are_the_sigmoid_of_the_difference() -> None:
    assert softmax([1.5, 0.2])[0] == pytest.approx(1 / (1 + math.exp(-1.3)))


@given(arrays(np.float64, (3, 4), elements=st.floats(-5, 5)), st.lists(st.integers(0, 3), min_size=3, max_size=3))
def test_the_gradient_agrees_with_central_differences(z: np.ndarray, labels: list[int]) -> None:
    target = np.array([one_hot(label, 4) for label in labels])
    numeric = np.zeros_like(z)
    for place in np.ndindex(z.shape):
        step = np.zeros_like(z)
        step[place] = 1e-5
        above, below = softmax_cross_entropy(z + step, target), softmax_cross_entropy(z - step, target)
        numeric[place] = (above - below) / 2e-5
    np.testing.assert_allclose(softmax_cross_entropy_gradient(z, target), numeric, atol=1e-8)


def test_a_loss_refuses_a_target_of_another_shape() -> None:
    with pytest.raises(ValueError, match="shape"):
        softmax_cross_entropy([1, 2, 3], [0, 1])
    with pytest.raises(ValueError, match="label"):
        one_hot(3, 3)
    with pytest.raises(ValueError, match="temperature"):
        softmax([1, 2], 0)


def test_attention_repeats_a_value_that_all_tokens_share() -> None:
    queries, keys = np.arange(6.0).reshape(2, 3), np.ones((4, 3)) * np.arange(4)[:, None]
    np.testing.assert_allclose(attention_weights(queries, keys).sum(axis=1), 1)
    np.testing.assert_allclose(attention(queries, keys, np.full((4, 2), 7.0)), 7.0)


def test_attention_divides_by_the_root_of_the_dimension() -> None:
    weights = attention_weights([2.0, 0, 0, 0], [[1.0, 0, 0, 0], [0, 0, 0, 0]])
    assert weights[0] == pytest.approx(1 / (1 + math.exp(-1)))


def test_attention_refuses_keys_of_another_dimension() -> None:
    with pytest.raises(ValueError, match="features"):
        attention_weights([1.0, 2.0], [[1.0, 2.0, 3.0]])
