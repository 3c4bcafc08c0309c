"""Recurrent steps against written-out formulas, gradients against differences, counts against real arrays."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calculators import recurrent
from calculators.gradients import central_difference

numbers = st.floats(-2, 2).map(lambda value: round(value, 3))


@given(st.integers(1, 4), st.integers(1, 4), st.integers(0, 99))
def test_an_rnn_step_is_one_dense_layer_on_input_and_state(d: int, h: int, seed: int) -> None:
    draw = np.random.default_rng(seed)
    x, state, wx, wh, b = (draw.normal(size=size) for size in (d, h, (h, d), (h, h), h))
    together = np.tanh(np.hstack([wx, wh, b[:, None]]) @ np.concatenate([x, state, [1]]))
    np.testing.assert_allclose(recurrent.rnn_step(x, state, wx, wh, b), together)


@given(numbers, numbers, numbers, numbers, numbers)
def test_an_lstm_step_by_exponentials(f: float, i: float, o: float, g: float, c: float) -> None:
    cell, hidden = recurrent.lstm_step(f, i, o, g, c)
    expected = c / (1 + math.exp(-f)) + (1 - 2 / (1 + math.exp(2 * g))) / (1 + math.exp(-i))
    assert cell == pytest.approx(expected)
    assert hidden == pytest.approx((1 - 2 / (1 + math.exp(2 * cell))) / (1 + math.exp(-o)))


def test_gates_at_their_extremes_keep_or_replace_the_state() -> None:
    assert recurrent.lstm_step(50, -50, 50, 1, 0.7) == pytest.approx((0.7, math.tanh(0.7)))
    assert recurrent.gru_step(-50, 0, 1, 1, 0.3) == pytest.approx(0.3)
    assert recurrent.gru_step(50, -50, 0.4, 9, 0.3) == pytest.approx(math.tanh(0.4))


@given(numbers, st.lists(numbers, min_size=1, max_size=6), numbers)
def test_backpropagation_through_time_equals_the_central_difference(w: float, x: list[float], t: float) -> None:
    by_difference = central_difference(lambda v: (recurrent.linear_rnn(v, x)[-1] - t) ** 2 / 2, w, 1e-5)
    assert recurrent.linear_rnn_gradient(w, x, t) == pytest.approx(by_difference, rel=1e-5, abs=1e-5)


def test_parameters_are_those_of_pytorch_layers() -> None:
    # The sums of parameter sizes of nn.LSTM(10, 20), nn.GRU(10, 20, 2), nn.LSTM(10, 20, 2, bidirectional=True).
    assert recurrent.recurrent_parameters(10, 20, 4, biases=2) == 2560
    assert recurrent.recurrent_parameters(10, 20, 3, biases=2, layers=2) == 4440
    assert recurrent.recurrent_parameters(10, 20, 4, biases=2, layers=2, directions=2) == 15_040


@given(st.integers(0, 999))
def test_the_spectral_radius_is_the_growth_of_high_powers(seed: int) -> None:
    matrix = np.random.default_rng(seed).normal(size=(3, 3))
    radius = recurrent.spectral_radius(matrix)
    assume(radius > 0.1)
    growth = np.linalg.norm(np.linalg.matrix_power(matrix / radius, 512), 2) ** (1 / 512)
    assert growth == pytest.approx(1, rel=0.03)
    assert recurrent.spectral_radius(recurrent.scaled_to_radius(matrix, 0.9)) == pytest.approx(0.9)


def test_a_matrix_without_eigenvalues_but_0_cannot_be_scaled() -> None:
    with pytest.raises(ValueError, match="eigenvalues"):
        recurrent.scaled_to_radius([[0, 1], [0, 0]], 0.9)
