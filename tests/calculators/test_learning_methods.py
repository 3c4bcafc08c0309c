"""Metric, contrastive, meta- and active learning."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import learning_methods
from calculators.gradients import central_difference

vectors = st.lists(st.floats(-2, 2), min_size=2, max_size=2)


@given(st.lists(st.tuples(st.floats(0, 3), st.integers(0, 1)), min_size=1, max_size=6), st.floats(0.1, 2))
def test_contrastive_loss_as_arrays(pairs: list[tuple[float, int]], margin: float) -> None:
    distances, similar = (np.array(column) for column in zip(*pairs, strict=True))
    expected = np.mean(similar * distances**2 + (1 - similar) * np.clip(margin - distances, 0, None) ** 2) / 2
    assert learning_methods.contrastive_loss(distances.tolist(), similar.tolist(), margin) == pytest.approx(expected)


@given(vectors, vectors, vectors)
def test_a_triplet_loss_is_zero_exactly_beyond_the_margin(a: list[float], p: list[float], n: list[float]) -> None:
    near, far = (float(np.linalg.norm(np.subtract(a, other)) ** 2) for other in (p, n))
    assert learning_methods.triplet_loss(a, p, n, 0.5) == pytest.approx(max(0, near - far + 0.5), abs=1e-9)


@given(st.floats(-1, 1), st.lists(st.floats(-1, 1), max_size=4), st.floats(0.1, 2))
def test_info_nce_is_the_cross_entropy_of_the_positive(s: float, others: list[float], tau: float) -> None:
    powers = np.exp(np.array([s, *others]) / tau)
    expected = -math.log(powers[0] / powers.sum())
    assert learning_methods.info_nce(s, others, tau) == pytest.approx(expected, abs=1e-12)


@given(st.floats(-2, 2), st.floats(-2, 2), st.floats(-2, 2), st.floats(0, 0.5))
def test_the_inner_step_goes_down_the_gradient(w: float, x: float, y: float, rate: float) -> None:
    slope = central_difference(lambda v: (v * x - y) ** 2 / 2, w, 1e-4)
    assert learning_methods.adapted(w, x, y, rate) == pytest.approx(w - rate * slope, abs=1e-6)


def test_two_criteria_of_uncertainty_differ() -> None:
    rows = [[0.5, 0.49, 0.01], [0.45, 0.3, 0.25], [0.9, 0.05, 0.05]]
    assert learning_methods.smallest_margin(rows) == 0
    assert learning_methods.least_confident(rows) == 1


@given(vectors, vectors)
def test_a_squared_distance_is_that_of_the_norms_and_the_product(first: list[float], second: list[float]) -> None:
    a, b = np.array(first), np.array(second)
    expected = float(a @ a + b @ b - 2 * a @ b)
    assert learning_methods.squared_distance(first, second) == pytest.approx(expected, abs=1e-12)
    assert learning_methods.squared_distance(first, second) == learning_methods.squared_distance(second, first)
