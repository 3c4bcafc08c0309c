"""Update rules against their unrolled forms and the identities that hold between them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from calculators import initialization, optimizers

Array = np.ndarray
vectors = arrays(np.float64, 3, elements=st.floats(-5, 5))
sized = st.floats(0.1, 5) | st.floats(-5, -0.1)


@given(vectors, vectors)
def test_momentum_without_memory_is_gradient_descent(w: Array, g: Array) -> None:
    moved, velocity = optimizers.momentum_step(w, g, np.ones(3), 0.1, 0.0)
    np.testing.assert_allclose(moved, optimizers.sgd_step(w, g, 0.1))
    np.testing.assert_allclose(velocity, -0.1 * g)


def test_momentum_under_a_constant_gradient_reaches_its_terminal_velocity() -> None:
    w, v = np.zeros(1), np.zeros(1)
    for _ in range(300):
        w, v = optimizers.momentum_step(w, [2.0], v, 0.1, 0.9)
    assert v[0] == pytest.approx(-0.1 * 2.0 / (1 - 0.9))


def test_nesterov_on_a_parabola_is_gradient_descent_from_the_point_ahead() -> None:
    ahead = optimizers.lookahead([3.0], [-0.5], 0.8)
    moved, _ = optimizers.momentum_step([3.0], 2 * ahead, [-0.5], 0.1, 0.8)
    np.testing.assert_allclose(moved, optimizers.sgd_step(ahead, 2 * ahead, 0.1))


@given(sized)
def test_the_first_step_of_adagrad_and_adam_has_the_size_of_the_rate(g: float) -> None:
    by_adagrad, _ = optimizers.adagrad_step(0.0, g, 0.0, 0.1)
    by_adam, _ = optimizers.adam_step(0.0, g, (0.0, 0.0), 1, 0.1)
    assert float(by_adagrad) == pytest.approx(-math.copysign(0.1, g), rel=1e-5)
    assert float(by_adam) == pytest.approx(-math.copysign(0.1, g), rel=1e-5)


@given(st.lists(sized, min_size=1, max_size=8))
def test_adagrad_accumulates_all_squares_and_rmsprop_averages_them(gradients: list[float]) -> None:
    h, average = np.zeros(()), np.zeros(())
    for g in gradients:
        _, h = optimizers.adagrad_step(0.0, g, h, 0.1)
        _, average = optimizers.rmsprop_step(0.0, g, average, 0.1, 0.9)
    assert float(h) == pytest.approx(sum(g * g for g in gradients))
    unrolled = sum(0.1 * 0.9 ** (len(gradients) - 1 - place) * g * g for place, g in enumerate(gradients))
    assert float(average) == pytest.approx(unrolled)


@given(st.lists(sized, min_size=1, max_size=8), st.floats(0.5, 20))
def test_adam_is_blind_to_the_scale_of_the_gradients(gradients: list[float], scale: float) -> None:
    plain, scaled = [_adam_path([factor * g for g in gradients]) for factor in (1.0, scale)]
    assert scaled == pytest.approx(plain, rel=1e-5, abs=1e-9)


def _adam_path(gradients: list[float]) -> float:
    w: Array = np.zeros(())
    state: tuple[Array, Array] = (np.zeros(()), np.zeros(()))
    for step, g in enumerate(gradients, start=1):
        w, state = optimizers.adam_step(w, g, state, step, 0.1)
    return float(w)


def test_adam_corrects_the_bias_of_a_constant_gradient_at_every_step() -> None:
    state: tuple[Array, Array] = (np.zeros(()), np.zeros(()))
    for step in range(1, 6):
        moved, state = optimizers.adam_step(0.0, 3.0, state, step, 0.1, epsilon=0)
        assert float(moved) == pytest.approx(-0.1)


@given(vectors, st.floats(0.1, 10))
def test_clipping_keeps_the_direction_and_never_exceeds_the_threshold(g: Array, threshold: float) -> None:
    clipped = optimizers.clip_by_norm(g, threshold)
    assert np.linalg.norm(clipped) <= threshold * (1 + 1e-12)
    np.testing.assert_allclose(np.outer(clipped, g), np.outer(g, clipped), atol=1e-9)
    if np.linalg.norm(g) <= threshold:
        np.testing.assert_array_equal(clipped, g)


@given(vectors, vectors)
def test_weight_decay_shrinks_the_weights_before_the_step(w: Array, g: Array) -> None:
    decayed = optimizers.weight_decay_step(w, g, 0.1, 0.5)
    np.testing.assert_allclose(decayed, optimizers.sgd_step(0.95 * w, g, 0.1), atol=1e-12)


def test_steps_leave_their_arguments_alone() -> None:
    w, g, v = np.ones(2), np.ones(2), np.ones(2)
    optimizers.momentum_step(w, g, v, 0.1, 0.9)
    optimizers.clip_by_norm(g, 10)[0] = 7
    assert w.tolist() == g.tolist() == v.tolist() == [1, 1]


def test_an_optimizer_refuses_a_step_0_and_a_threshold_0() -> None:
    with pytest.raises(ValueError, match="counted from 1"):
        optimizers.adam_step(0.0, 1.0, (0.0, 0.0), 0)
    with pytest.raises(ValueError, match="threshold"):
        optimizers.clip_by_norm([1.0], 0)


def test_he_initialization_keeps_the_mean_square_through_relu_layers() -> None:
    chance = np.random.default_rng(0)
    signal = chance.standard_normal((200, 300))
    before = float((signal**2).mean())
    for _ in range(5):
        weights = chance.normal(0, initialization.he_std(300), (300, 300))
        signal = np.maximum(signal @ weights, 0)
    # ReLU halves the mean square that the weights double.
    assert 0.5 < float((signal**2).mean()) / before < 2


def test_xavier_bounds_have_the_variance_of_the_normal_form() -> None:
    bound, std = initialization.xavier_uniform_bound(40, 60), initialization.xavier_std(40, 60)
    assert bound**2 / 3 == pytest.approx(std**2)
    sample = np.random.default_rng(0).uniform(-bound, bound, 100_000)
    assert sample.std() == pytest.approx(std, rel=0.02)


def test_a_convolution_counts_channels_times_kernel_area() -> None:
    assert initialization.convolution_fan_in(16, 3) == 144
    with pytest.raises(ValueError, match="at least 1"):
        initialization.he_std(0)
