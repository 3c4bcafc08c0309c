"""Attributions: over all orders, cell by cell, and complete."""

from __future__ import annotations

from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import explainability

seeds = st.integers(0, 999)


@given(st.integers(1, 4), seeds)
def test_shapley_values_are_mean_gains_over_all_orders(players: int, seed: int) -> None:
    draw = np.random.default_rng(seed)
    sets = [frozenset(found) for size in range(players + 1) for found in combinations(range(players), size)]
    worth = dict(zip(sets, draw.normal(size=len(sets)).tolist(), strict=True))
    gains = np.zeros(players)
    orders = list(permutations(range(players)))
    for order in orders:
        for place, player in enumerate(order):
            gains[player] += worth[frozenset(order[: place + 1])] - worth[frozenset(order[:place])]
    found = explainability.shapley_values(players, worth)
    np.testing.assert_allclose(found, gains / len(orders), atol=1e-12)
    assert sum(found) == pytest.approx(worth[frozenset(range(players))] - worth[frozenset()])


@given(seeds)
def test_grad_cam_cell_by_cell(seed: int) -> None:
    draw = np.random.default_rng(seed)
    gradients, maps = draw.normal(size=(3, 2, 4)), draw.normal(size=(3, 2, 4))
    weights = explainability.grad_cam_weights(gradients)
    assert weights.tolist() == pytest.approx([sum(sum(row) for row in channel) / 8 for channel in gradients.tolist()])
    heat = explainability.grad_cam_map(weights, maps)
    for (i, j), value in np.ndenumerate(heat):
        assert value == pytest.approx(max(0, sum(weights[c] * maps[c, i, j] for c in range(3))))


@given(seeds)
def test_integrated_gradients_add_up_to_the_change_of_the_function(seed: int) -> None:
    x, start, w = np.random.default_rng(seed).normal(size=(3, 3))

    def gradient(point: explainability.Array) -> explainability.Array:
        return w * np.cos(w @ point)

    found = explainability.integrated_gradients(gradient, x, start)
    assert found.sum() == pytest.approx(np.sin(w @ x) - np.sin(w @ start), abs=1e-3)
