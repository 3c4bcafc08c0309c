"""FSRS-6 on arrays: what thousands of cards are expected to do, without moving one of them.

The formulas and weights are those of the `fsrs` package (a test holds the two together). Times are in whole study days,
as the schedule counts them. All functions are elementwise and broadcast; stabilities are in days, difficulties 1 to 10.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from quizapp.study.fsrs6 import DEFAULT_PARAMETERS

Floats = NDArray[np.float64]

WEIGHTS: Final[Floats] = np.asarray(DEFAULT_PARAMETERS, dtype=np.float64)
LEAST_STABILITY: Final = 0.001
AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4


def recall(stability: Floats, elapsed: Floats | float, weights: Floats = WEIGHTS) -> Floats:
    """The chance that a card is recalled `elapsed` days after its last review: (1 + F·t/S)^−w20, 0.9 at t = S."""
    decay = -weights[..., 20]
    factor = 0.9 ** (1 / decay) - 1
    found: Floats = (1 + factor * elapsed / stability) ** decay
    return found


def interval(stability: Floats, retention: float, weights: Floats = WEIGHTS) -> Floats:
    """Whole days until recall has fallen to `retention`, at least one."""
    decay = -weights[..., 20]
    factor = 0.9 ** (1 / decay) - 1
    return np.maximum(np.rint(stability / factor * (retention ** (1 / decay) - 1)), 1.0)


def first_stability(rating: NDArray[np.intp], weights: Floats = WEIGHTS) -> Floats:
    """The stability after a first answer, by its rating (1 to 4)."""
    if weights.ndim == 1:
        return np.maximum(weights[rating - 1], LEAST_STABILITY)
    return np.maximum(np.take_along_axis(weights, np.expand_dims(rating - 1, -1), -1)[..., 0], LEAST_STABILITY)


def first_difficulty(rating: NDArray[np.intp] | int, weights: Floats = WEIGHTS) -> Floats:
    """The difficulty after a first answer."""
    return np.clip(_difficulty(rating, weights), 1.0, 10.0)


def next_difficulty(difficulty: Floats, rating: NDArray[np.intp] | int, weights: Floats = WEIGHTS) -> Floats:
    """The difficulty after a later answer: damped towards 10, and drawn a little to that of an easy card."""
    moved: Floats = difficulty - weights[..., 6] * (np.asarray(rating) - 3) * (10.0 - difficulty) / 9.0
    pull = weights[..., 7]
    return np.asarray(np.clip(pull * _difficulty(EASY, weights) + (1 - pull) * moved, 1.0, 10.0))


def after_recall(
    stability: Floats,
    difficulty: Floats,
    known: Floats,
    rating: NDArray[np.intp] | int = GOOD,
    weights: Floats = WEIGHTS,
) -> Floats:
    """The stability after a right answer on a later day; `known`: the recall at that moment."""
    rating = np.asarray(rating)
    grade = np.where(rating == HARD, weights[..., 15], np.where(rating == EASY, weights[..., 16], 1.0))
    growth = (
        np.exp(weights[..., 8])
        * (11 - difficulty)
        * stability ** -weights[..., 9]
        * np.expm1(weights[..., 10] * (1 - known))
        * grade
    )
    return np.maximum(stability * (1 + growth), LEAST_STABILITY)


def after_lapse(stability: Floats, difficulty: Floats, known: Floats, weights: Floats = WEIGHTS) -> Floats:
    """The stability after a wrong answer on a later day."""
    long_term = (
        weights[..., 11]
        * difficulty ** -weights[..., 12]
        * ((stability + 1) ** weights[..., 13] - 1)
        * np.exp(weights[..., 14] * (1 - known))
    )
    short_term = stability / np.exp(weights[..., 17] * weights[..., 18])
    return np.maximum(np.minimum(long_term, short_term), LEAST_STABILITY)


def same_day(stability: Floats, rating: NDArray[np.intp] | int, weights: Floats = WEIGHTS) -> Floats:
    """The stability after another answer on the same day (a learning step)."""
    rating = np.asarray(rating)
    growth = np.exp(weights[..., 17] * (rating - 3 + weights[..., 18])) * stability ** -weights[..., 19]
    return np.maximum(stability * np.where(rating >= HARD, np.maximum(growth, 1.0), growth), LEAST_STABILITY)


def _difficulty(rating: NDArray[np.intp] | int, weights: Floats) -> Floats:
    found: Floats = weights[..., 4] - np.exp(weights[..., 5] * (np.asarray(rating) - 1)) + 1
    return found
