"""Normalization, dropout, penalties and quantization."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from calculators.normalization import batch_norm, layer_norm, running_average
from calculators.quantization import dequantize, quantize, scale_of_range
from calculators.regularization import elastic_net_penalty, inverted_dropout, soft_threshold

Array = np.ndarray
batches = arrays(np.float64, (4, 3), elements=st.integers(-20, 20).map(float)).filter(
    lambda x: bool((x.std(axis=0) > 0.1).all() and (x.std(axis=1) > 0.1).all())
)


@given(batches)
def test_a_normalized_batch_has_mean_0_and_biased_variance_1_in_each_feature(x: Array) -> None:
    y = batch_norm(x, epsilon=0)
    np.testing.assert_allclose(y.mean(axis=0), 0, atol=1e-9)
    np.testing.assert_allclose(y.var(axis=0), 1)


@given(batches)
def test_layer_norm_is_batch_norm_of_the_transpose(x: Array) -> None:
    np.testing.assert_allclose(layer_norm(x), batch_norm(x.T).T)


@given(batches, st.floats(0.5, 3), st.floats(-2, 2))
def test_normalization_undoes_any_scale_and_shift_of_its_input(x: Array, scale: float, shift: float) -> None:
    np.testing.assert_allclose(batch_norm(scale * x + shift, epsilon=0), batch_norm(x, epsilon=0), atol=1e-9)


def test_gamma_and_beta_belong_to_features() -> None:
    y = batch_norm([[0.0, 0.0], [2.0, 4.0]], gamma=[1, 10], beta=[5, 0], epsilon=0)
    assert y.tolist() == [[4, -10], [6, 10]]


def test_equal_values_need_an_epsilon() -> None:
    assert batch_norm([[3.0], [3.0]]).tolist() == [[0], [0]]
    with pytest.raises(ValueError, match="epsilon"):
        batch_norm([[3.0], [3.0]], epsilon=0)


def test_a_batch_of_one_has_no_batch_statistics() -> None:
    with pytest.raises(ValueError, match="2 samples"):
        batch_norm([[1.0, 2.0]])
    with pytest.raises(ValueError, match="samples, features"):
        layer_norm([1.0, 2.0])


def test_a_running_average_moves_towards_the_batch() -> None:
    assert running_average(1.0, 3.0, 0.9) == pytest.approx(1.2)


@given(arrays(np.float64, 5, elements=st.floats(-3, 3)))
def test_dropout_keeps_the_expected_value_over_all_masks(h: Array) -> None:
    masks = (np.arange(32)[:, None] >> np.arange(5)) & 1
    # With p = 0.5 all masks are equally likely.
    np.testing.assert_allclose(np.mean([inverted_dropout(h, mask, 0.5) for mask in masks], axis=0), h, atol=1e-12)


def test_dropout_refuses_to_drop_everything_or_a_foreign_mask() -> None:
    with pytest.raises(ValueError, match="probability"):
        inverted_dropout([1.0], [1], 1)
    with pytest.raises(ValueError, match="shape"):
        inverted_dropout([1.0], [1, 0], 0.5)


@given(st.floats(-3, 3), st.floats(0, 2))
def test_soft_thresholding_minimizes_the_penalized_square(w: float, threshold: float) -> None:
    found = float(soft_threshold(w, threshold))

    def objective(u: float) -> float:
        return 0.5 * (u - w) ** 2 + threshold * abs(u)

    assert all(objective(found) <= objective(float(u)) + 1e-12 for u in np.linspace(-4, 4, 161))


def test_an_elastic_net_without_l2_is_the_lasso_and_without_l1_ridge() -> None:
    assert elastic_net_penalty([3, -4], 0.5, 0) == 3.5
    assert elastic_net_penalty([3, -4], 0, 0.5) == 6.25


@given(st.floats(-5, 5), st.integers(0, 255))
def test_quantizing_errs_by_half_a_step_at_most_unless_it_clips(x: float, zero_point: int) -> None:
    scale = scale_of_range(-1, 1)
    code = quantize(x, scale, zero_point)
    assert 0 <= code <= 255
    if 0 < code < 255:
        assert abs(dequantize(code, scale, zero_point) - x) <= scale / 2 + 1e-12


def test_a_half_is_rounded_away_from_0() -> None:
    assert [quantize(x, 1.0, 10) for x in (0.5, 1.5, -0.5, -1.5)] == [11, 12, 9, 8]
    with pytest.raises(ValueError, match="scale"):
        quantize(1.0, 0.0, 0)
    assert math.isclose(scale_of_range(0, 51, 8), 0.2)
