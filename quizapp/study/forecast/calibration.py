"""Predicted recall put right by what this learner really recalled.

The model of memory is the same for everybody until there are enough reviews to fit it; two numbers can be had from
much fewer: how far the learner's recall lies above or below the prediction, and how steeply it follows it
(logit known = shift + slope · logit predicted). Guesses are taken out, so the result is the chance to know.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from quizapp.study.forecast.ability import SLIP, right, solved
from quizapp.study.forecast.memory import Floats

# The prior: the prediction as it is, give or take.
SHIFT_SPREAD: Final = 0.7
SLOPE_SPREAD: Final = 0.3
_CLOSEST: Final = 1e-4
_STEPS: Final = 25


@dataclass(frozen=True, slots=True)
class Calibration:
    """How predicted recall turns into the chance to know. `spread`: the standard deviation of `shift`."""

    shift: float = 0.0
    slope: float = 1.0
    spread: float = SHIFT_SPREAD

    def known(self, recall: Floats) -> Floats:
        """The chance to know where `recall` was predicted; 0 (never answered) stays 0."""
        found = solved(self.shift + self.slope * _logit(recall))
        return np.where(recall > 0, found, 0.0)


def calibrate(recall: Floats, score: Floats, guess: Floats) -> Calibration:
    """The calibration from reviews: recall as predicted then, 0..1, how the answer was judged, and the chance to be
    right without knowing. The mode of the posterior, by Fisher scoring.
    """
    design = np.stack([np.ones_like(recall), _logit(recall)], axis=1)
    start = np.array([0.0, 1.0])
    precision = np.diag([SHIFT_SPREAD**-2, SLOPE_SPREAD**-2])
    found, information = start, precision
    for _ in range(_STEPS):
        chance = solved(design @ found)
        expected = right(chance, guess)
        steep = (1 - guess - SLIP) * chance * (1 - chance)
        variance = expected * (1 - expected)
        slope = design.T @ ((score - expected) * steep / variance) - precision @ (found - start)
        information = precision + (design.T * (steep**2 / variance)) @ design
        step = np.clip(np.linalg.solve(information, slope), -1.0, 1.0)
        found = found + step
        if np.abs(step).max() < 1e-8:
            break
    # A prediction that rises must never lower the chance.
    spread = float(np.sqrt(np.linalg.inv(information)[0, 0]))
    return Calibration(float(found[0]), max(float(found[1]), 0.0), spread)


def _logit(chance: Floats) -> Floats:
    inside = np.clip(chance, _CLOSEST, 1 - _CLOSEST)
    return np.asarray(np.log(inside) - np.log1p(-inside))
