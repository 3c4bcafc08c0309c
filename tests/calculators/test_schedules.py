"""Further update rules, schedules, early stopping and normalizations, against other routes to the same values."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from calculators import generalization, normalization, optimizers, schedules
from calculators.gradients import numerical_gradient

Array = np.ndarray
vectors = arrays(np.float64, 3, elements=st.floats(-3, 3).filter(lambda value: abs(value) > 0.01))
curves = st.lists(st.integers(1, 30).map(float), min_size=1, max_size=12)


@given(vectors, vectors, st.floats(0.01, 0.5))
def test_both_forms_of_momentum_agree_while_the_rate_stays(w: Array, g: Array, rate: float) -> None:
    inside, outside = (w, np.zeros(3)), (w, np.zeros(3))
    for scale in (1.0, -0.5, 2.0):
        inside = optimizers.momentum_step(inside[0], scale * g, inside[1], rate, 0.9)
        outside = optimizers.momentum_step_with_rate_outside(outside[0], scale * g, outside[1], rate, 0.9)
    np.testing.assert_allclose(inside[0], outside[0], atol=1e-12)


@given(vectors, st.floats(0.5, 0.99))
def test_adadelta_does_not_depend_on_the_scale_of_the_gradient(g: Array, decay: float) -> None:
    start = (np.zeros(3), np.full(3, 0.01))
    one, _ = optimizers.adadelta_step(np.zeros(3), g, start, decay, 0.0)
    ten, (squares, moves) = optimizers.adadelta_step(np.zeros(3), 10 * g, start, decay, 0.0)
    np.testing.assert_allclose(one, ten)
    np.testing.assert_allclose(squares, (1 - decay) * 100 * g**2)
    np.testing.assert_allclose(moves, decay * 0.01 + (1 - decay) * ten**2)


@given(vectors, vectors)
def test_adamw_is_adam_on_weights_that_decay(w: Array, g: Array) -> None:
    zeros = (np.zeros(3), np.zeros(3))
    plain, _ = optimizers.adam_step(w, g, zeros, 1, 0.1)
    decayed, _ = optimizers.adamw_step(w, g, zeros, 1, 0.1, 0.3)
    np.testing.assert_allclose(decayed, plain - 0.03 * w)


@given(st.integers(1, 400), st.sampled_from([0.9, 0.99, 0.999]))
def test_the_rectification_of_radam_grows_towards_one(step: int, beta2: float) -> None:
    now, later = optimizers.radam_rectification(step, beta2), optimizers.radam_rectification(step + 1, beta2)
    assert 0 <= now <= later <= 1 + 1e-12
    assert optimizers.radam_rectification(10**5, beta2) == pytest.approx(1, abs=1e-3)
    assert optimizers.radam_rectification(1, beta2) == 0


@given(st.integers(1, 10**6), st.floats(0.001, 10))
def test_the_rate_of_adabound_ends_at_the_final_rate(step: int, moment: float) -> None:
    rate = optimizers.adabound_rate(step, 0.01, moment, 0.1, 0.99)
    assert 0.1 * (1 - 1 / (0.01 * step + 1)) <= rate + 1e-15
    assert rate <= 0.1 * (1 + 1 / (0.01 * step)) + 1e-15
    assert optimizers.adabound_rate(10**9, 0.01, moment, 0.1, 0.99) == pytest.approx(0.1, rel=1e-6)


def test_the_rate_of_adabound_stops_at_either_bound() -> None:
    # (1 - 0.9) · 10 = 1: the bounds are half and twice the final rate.
    assert optimizers.adabound_rate(10, 0.001, 1.0, 0.1, 0.9) == pytest.approx(0.05)
    assert optimizers.adabound_rate(10, 0.9, 1.0, 0.1, 0.9) == pytest.approx(0.2)
    assert optimizers.adabound_rate(10, 0.3, 4.0, 0.1, 0.9) == pytest.approx(0.15)


@given(st.integers(1, 9), st.integers(0, 60))
def test_a_stepwise_rate_falls_once_in_so_many_epochs(every: int, epoch: int) -> None:
    rate = 1.0
    for passed in range(1, epoch + 1):
        rate *= 0.5 if passed % every == 0 else 1.0
    assert schedules.step_decay(1.0, 0.5, every, epoch) == pytest.approx(rate)


@given(st.integers(0, 100))
def test_cosine_annealing_is_symmetric_about_its_middle(step: int) -> None:
    both = schedules.cosine_annealing(2.0, 0.5, step, 100) + schedules.cosine_annealing(2.0, 0.5, 100 - step, 100)
    assert both == pytest.approx(2.5)


@given(st.integers(1, 500))
def test_warm_up_peaks_where_it_ends(step: int) -> None:
    peak = schedules.warmup_inverse_root(64, 100, 100)
    assert schedules.warmup_inverse_root(64, step, 100) <= peak + 1e-15
    assert peak == pytest.approx(1 / math.sqrt(64 * 100))


@given(st.integers(1, 300), st.integers(1, 40), st.integers(1, 4))
def test_updates_are_the_slices_that_a_loader_makes(samples: int, batch: int, epochs: int) -> None:
    slices = [range(samples)[start : start + batch] for start in range(0, samples, batch)]
    assert schedules.updates(samples, batch, epochs) == epochs * len(slices)
    whole = sum(len(piece) == batch for piece in slices)
    assert schedules.updates(samples, batch, epochs, drop_last=True) == epochs * whole


@given(curves, st.integers(1, 4))
def test_early_stopping_keeps_the_least_loss_it_has_seen(losses: list[float], patience: int) -> None:
    stopped, best = schedules.early_stopping(losses, patience)
    assert losses[best - 1] == min(losses[:stopped])
    assert stopped == len(losses) or stopped - best == patience


def test_a_loss_that_only_equals_the_least_one_counts_as_an_epoch_without_improvement() -> None:
    assert schedules.early_stopping([3.0, 2.0, 2.0, 2.0, 1.0], 2) == (4, 2)


@given(vectors, vectors)
def test_the_l1_step_follows_the_slope_of_the_penalized_loss(w: Array, g: Array) -> None:
    slope = numerical_gradient(lambda at: float(g @ at + 0.3 * np.abs(at).sum()), w, 1e-3)
    np.testing.assert_allclose(generalization.l1_penalized_step(w, g, 0.1, 0.3), w - 0.1 * slope, atol=1e-9)


@given(vectors, vectors, st.floats(0, 0.9))
def test_dropout_at_inference_is_the_mean_over_all_masks(h: Array, w: Array, drop: float) -> None:
    expected = 0.0
    for mask in itertools.product([0, 1], repeat=3):
        expected += math.prod(1 - drop if kept else drop for kept in mask) * float(w @ (np.array(mask) * h))
    assert generalization.dropout_inference(h, w, drop) == pytest.approx(expected, abs=1e-9)


@given(vectors, vectors, st.floats(0, 1))
def test_mixup_lies_on_the_line_between_two_samples(a: Array, b: Array, share: float) -> None:
    np.testing.assert_allclose(generalization.mixup(a, b, share) - b, share * (a - b), atol=1e-12)


@given(arrays(np.float64, 5, elements=st.integers(-9, 9).map(float)), arrays(np.float64, 5, elements=st.floats(-2, 2)))
def test_the_backward_pass_of_batch_norm_agrees_with_differences(x: Array, g: Array) -> None:
    def loss(at: Array) -> float:
        return float(g @ normalization.batch_norm(at[:, None], 1.5, 0.2, 0.1)[:, 0])

    found = generalization.batch_norm_backward(x, g, 1.5, 0.1)
    np.testing.assert_allclose(found, numerical_gradient(loss, x), atol=1e-6)
    assert found.sum() == pytest.approx(0, abs=1e-9)


@given(arrays(np.float64, (2, 4, 3), elements=st.integers(-9, 9).map(float)))
def test_group_norm_lies_between_instance_and_layer_norm(x: Array) -> None:
    flat = normalization.layer_norm(x.reshape(2, 12), epsilon=0.1).reshape(2, 4, 3)
    np.testing.assert_allclose(generalization.group_norm(x, 1, 0.1), flat, atol=1e-12)
    channels = normalization.layer_norm(x.reshape(8, 3), epsilon=0.1).reshape(2, 4, 3)
    np.testing.assert_allclose(generalization.instance_norm(x, 0.1), channels, atol=1e-12)
    halves = [generalization.group_norm(half, 1, 0.1) for half in (x[:, :2], x[:, 2:])]
    np.testing.assert_allclose(generalization.group_norm(x, 2, 0.1), np.concatenate(halves, axis=1), atol=1e-12)


def test_at_inference_the_kept_statistics_count() -> None:
    assert generalization.batch_norm_inference([7.0], 5.0, 4.0, 3.0, 1.0, 0.0).tolist() == [4.0]


def test_what_is_out_of_range_is_refused() -> None:
    with pytest.raises(ValueError, match="groups"):
        generalization.group_norm(np.zeros((1, 4, 2)), 3)
    with pytest.raises(ValueError, match="drop"):
        generalization.dropout_inference([1], [1], 1.0)
    with pytest.raises(ValueError, match="share"):
        generalization.mixup([1], [1], 1.5)
    with pytest.raises(ValueError, match="patience"):
        schedules.early_stopping([1.0], 0)
    with pytest.raises(ValueError, match="step"):
        schedules.cosine_annealing(1, 0, 11, 10)
    with pytest.raises(ValueError, match="counted from 1"):
        optimizers.radam_rectification(0, 0.9)
