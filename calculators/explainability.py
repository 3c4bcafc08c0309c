"""Attributions: Shapley values, Grad-CAM, integrated gradients."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def shapley_values(players: int, worth: Mapping[frozenset[int], float]) -> list[float]:
    """φ_i = Σ_S |S|! (n - |S| - 1)! / n! (v(S ∪ {i}) - v(S)) over the coalitions S without i.

    `worth` gives v of every set of the players 0..n-1. Source: Shapley 1953; Lundberg & Lee 2017, arXiv:1705.07874.
    Shape of the result: (players,).

    >>> worth = {frozenset(): 0.0, frozenset({0}): 1.0, frozenset({1}): 2.0, frozenset({0, 1}): 4.0}
    >>> shapley_values(2, worth)
    [1.5, 2.5]
    """
    values = []
    for player in range(players):
        others = [other for other in range(players) if other != player]
        total = 0.0
        for size in range(players):
            weight = math.factorial(size) * math.factorial(players - size - 1) / math.factorial(players)
            for chosen in combinations(others, size):
                without = frozenset(chosen)
                total += weight * (worth[without | {player}] - worth[without])
        values.append(total)
    return values


def grad_cam_weights(gradients: ArrayLike) -> Array:
    """Mean of each channel's gradients: (C, H, W) to (C,). Source: Selvaraju et al. 2017, equation 1.

    >>> grad_cam_weights([[[1.0, 3.0]], [[-1.0, 0.0]]]).tolist()
    [2.0, -0.5]
    """
    return np.asarray(np.asarray(gradients, dtype=np.float64).mean(axis=(1, 2)))


def grad_cam_map(weights: ArrayLike, activations: ArrayLike) -> Array:
    """ReLU of the weighted sum of channels: (C,) and (C, H, W) to (H, W).

    Source: Selvaraju et al. 2017, arXiv:1610.02391, equation 2.

    >>> grad_cam_map([2.0, -1.0], [[[1.0, 0.0]], [[1.0, 3.0]]]).tolist()
    [[1.0, 0.0]]
    """
    mixed = np.tensordot(np.asarray(weights, dtype=np.float64), np.asarray(activations, dtype=np.float64), axes=1)
    return np.asarray(np.maximum(mixed, 0.0), dtype=np.float64)


def integrated_gradients(
    gradient: Callable[[Array], Array], point: ArrayLike, baseline: ArrayLike, steps: int = 256
) -> Array:
    """(x - x') times the mean of the gradient on the straight way from x' to x, by the midpoint rule.

    Source: Sundararajan, Taly & Yan 2017, arXiv:1703.01365, equation 1.
    Shapes: `x`, the baseline, the gradient and the result are (features,).

    >>> integrated_gradients(lambda x: 2 * x, [1.0, 3.0], [0.0, 0.0]).round(4).tolist()
    [1.0, 9.0]
    """
    x, start = np.asarray(point, dtype=np.float64), np.asarray(baseline, dtype=np.float64)
    places = (np.arange(steps) + 0.5) / steps
    mean = np.mean([gradient(start + place * (x - start)) for place in places], axis=0)
    return np.asarray((x - start) * mean, dtype=np.float64)
