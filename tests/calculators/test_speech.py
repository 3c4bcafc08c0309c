"""Sampling, CTC and dilated convolutions against signals and enumerations."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import speech


@given(st.integers(1, 400))
def test_samples_of_a_tone_and_of_its_alias_are_the_same(frequency: int) -> None:
    times = np.arange(50) / 100
    found = speech.alias(frequency, 100)
    assert 0 <= found <= 50
    waves = [np.cos(2 * np.pi * f * times) for f in (frequency, found)]
    np.testing.assert_allclose(waves[0], waves[1], atol=1e-9)


@given(st.integers(4, 200), st.integers(1, 16), st.integers(1, 10))
def test_frames_and_frequencies_of_real_windows(samples: int, half: int, hop: int) -> None:
    window = 2 * half
    if samples < window:
        with pytest.raises(ValueError, match="fit"):
            speech.frames(samples, window, hop)
        return
    pieces = np.lib.stride_tricks.sliding_window_view(np.zeros(samples), window)[::hop]
    assert np.fft.rfft(pieces).shape == (speech.frames(samples, window, hop), speech.bins(window))


def test_a_thousand_hertz_are_a_thousand_mel() -> None:
    assert speech.mel(1000) == pytest.approx(1000, abs=0.1)
    assert speech.mel(0) == 0


def test_a_blank_keeps_equal_labels_apart() -> None:
    assert speech.collapse([0, 1, 1, 0, 1, 2, 2, 0]) == [1, 1, 2]


@given(st.integers(1, 5), st.lists(st.integers(1, 2), max_size=3), st.integers(0, 99))
def test_the_forward_algorithm_sums_all_paths(frames: int, labels: list[int], seed: int) -> None:
    rows = np.random.default_rng(seed).dirichlet(np.ones(3), size=frames).tolist()
    total = 0.0
    for path in product(range(3), repeat=frames):
        if speech.collapse(path) == labels:
            total += float(np.prod([row[symbol] for row, symbol in zip(rows, path, strict=True)]))
    assert speech.ctc_probability(rows, labels) == pytest.approx(total, abs=1e-12)


@given(st.integers(2, 3), st.integers(1, 3), st.integers(1, 2))
def test_only_samples_of_the_receptive_field_reach_the_output(kernel: int, layers: int, blocks: int) -> None:
    field = speech.causal_receptive_field(kernel, layers, blocks)
    seen = {0}
    for dilation in [2**layer for layer in range(layers)] * blocks:
        seen = {place + tap * dilation for place in seen for tap in range(kernel)}
    assert max(seen) + 1 == field
