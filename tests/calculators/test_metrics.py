"""Metrics, estimates and values against counting, brute force and recursion."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import metrics, probability, reinforcement

counts = st.integers(1, 60)
boxes = st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(1, 8), st.integers(1, 8)).map(
    lambda box: (box[0], box[1], box[0] + box[2], box[1] + box[3])
)


@given(counts, counts, counts)
def test_f1_is_the_harmonic_mean_and_between_precision_and_recall(tp: int, fp: int, fn: int) -> None:
    p, r = metrics.precision(tp, fp), metrics.recall(tp, fn)
    f1 = metrics.f1_score(tp, fp, fn)
    assert f1 == pytest.approx(2 / (1 / p + 1 / r))
    assert min(p, r) - 1e-12 <= f1 <= max(p, r) + 1e-12


@given(counts, counts, st.integers(1, 5))
def test_micro_and_macro_averages_agree_on_equal_classes(tp: int, fp: int, classes: int) -> None:
    every = [(tp, fp)] * classes
    assert metrics.micro_precision(every) == pytest.approx(metrics.macro_precision(every))


def test_a_large_class_rules_the_micro_average_only() -> None:
    classes = [(90, 10), (1, 9)]
    assert metrics.macro_precision(classes) == pytest.approx(0.5)
    assert metrics.micro_precision(classes) == pytest.approx(91 / 110)


def test_a_measure_without_cases_is_refused() -> None:
    with pytest.raises(ValueError, match="predicted positive"):
        metrics.precision(0, 0)
    assert metrics.accuracy(1, 1, 1, 1) == 0.5


@given(boxes, boxes)
def test_iou_agrees_with_counting_cells(first: metrics.Box, second: metrics.Box) -> None:
    grid = np.zeros((2, 16, 16), dtype=bool)
    for layer, (x1, y1, x2, y2) in zip(grid, (first, second), strict=True):
        layer[int(y1) : int(y2), int(x1) : int(x2)] = True
    expected = (grid[0] & grid[1]).sum() / (grid[0] | grid[1]).sum()
    assert metrics.iou(first, second) == pytest.approx(expected)
    assert metrics.iou(first, second) == metrics.iou(second, first)


def test_an_empty_box_is_refused() -> None:
    with pytest.raises(ValueError, match="x1 < x2"):
        metrics.iou((0, 0, 0, 1), (0, 0, 1, 1))


def test_a_uniform_guess_among_k_words_has_perplexity_k() -> None:
    assert metrics.perplexity([1 / 7] * 5) == pytest.approx(7)
    with pytest.raises(ValueError, match="probabilities"):
        metrics.perplexity([0.5, 0])


@given(st.integers(1, 99), st.integers(1, 99), st.integers(1, 99))
def test_the_posterior_is_a_share_of_those_who_tested_positive(prior: int, hit: int, alarm: int) -> None:
    found = probability.posterior(prior / 100, hit / 100, alarm / 100)
    assert found == pytest.approx(float(Fraction(prior * hit, prior * hit + (100 - prior) * alarm)))


def test_evidence_that_cannot_occur_has_no_posterior() -> None:
    with pytest.raises(ValueError, match="evidence"):
        probability.posterior(0.5, 0, 0)


@given(st.integers(0, 10), st.integers(0, 10), st.floats(1.5, 5), st.floats(1.5, 5))
def test_the_map_estimate_has_the_highest_posterior_density(k: int, failures: int, a: float, b: float) -> None:
    found = probability.bernoulli_map(k, k + failures, a, b)

    def log_density(theta: float) -> float:
        return (k + a - 1) * math.log(theta) + (failures + b - 1) * math.log(1 - theta)

    assert all(log_density(found) >= log_density(theta) - 1e-12 for theta in np.linspace(0.01, 0.99, 99))


@given(st.lists(st.integers(-10, 10), min_size=2, max_size=8).filter(lambda sample: len(set(sample)) > 1))
def test_gaussian_estimates_beat_their_neighbours_in_likelihood(sample: list[int]) -> None:
    mean, variance = probability.gaussian_maximum_likelihood(sample)

    def log_likelihood(m: float, v: float) -> float:
        return -sum((x - m) ** 2 for x in sample) / (2 * v) - len(sample) * math.log(v) / 2

    best = log_likelihood(mean, variance)
    for m, v in [(mean + 0.1, variance), (mean - 0.1, variance), (mean, variance * 1.1), (mean, variance / 1.1)]:
        assert log_likelihood(m, v) < best


@given(st.lists(st.integers(-5, 5), max_size=8), st.floats(0, 1))
def test_a_return_is_the_polynomial_in_the_discount(rewards: list[int], discount: float) -> None:
    expected = float(np.polyval(rewards[::-1], discount)) if rewards else 0.0
    assert reinforcement.discounted_return(rewards, discount) == pytest.approx(expected, abs=1e-9)


def test_q_learning_finds_the_values_of_a_chain() -> None:
    # Three states in a row, reward 1 at the end: the values are γ², γ and 1.
    values = [0.0, 0.0, 0.0]
    for _ in range(200):
        for state in range(3):
            following = [values[state + 1], 0.0] if state < 2 else []
            reward = 1.0 if state == 2 else 0.0
            values[state] = reinforcement.q_learning_update(values[state], reward, following, 0.5, 0.9)
    assert values == pytest.approx([0.81, 0.9, 1.0])


def test_sarsa_and_q_learning_agree_when_the_greedy_action_is_taken() -> None:
    assert reinforcement.sarsa_update(1, 2, 5, 0.5, 0.9) == reinforcement.q_learning_update(1, 2, [3, 5], 0.5, 0.9)
