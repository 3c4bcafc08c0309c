"""The distribution of the exam's score, from the levels of the topics and from what will be recalled on the day.

A question of the exam is not in the bank. It is solved like an unseen question on its topic, or, where what was learned
of the bank carries over to it, like a question of the bank on that day. The score of a paper varies with which
questions are drawn, with the day, and with what is not known about the learner; each part of that variance is kept, so
that a forecast can say what would narrow it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from quizapp.study.forecast.ability import CHOICE_GUESS, SLIP, Indices, Levels, right, totals
from quizapp.study.forecast.memory import Floats
from quizapp.study.worth import GROWTH, TRANSFER, growth

# A paper: about 100 four-choice questions in sets of three (the exam's own make-up).
QUESTIONS: Final = 100
SET_SIZE: Final = 3
# Spread in logits: of questions around the middle of their topic, of what a set has in common, and of a whole paper and
# the learner's form on one day.
QUESTION_SPREAD: Final = 0.8
SET_SPREAD: Final = 0.4
PAPER_SPREAD: Final = 0.25
# How uncertain the assumptions themselves are (see `worth`); of recall: in logits, all cards together.
TRANSFER_SPREAD: Final = 0.15
GROWTH_SPREAD: Final = 0.5
RECALL_SPREAD: Final = 0.3
# Both ends of the interval that holds nine of ten scores, in standard deviations.
NINETY: Final = 1.6449

_NODES, _MASSES = np.polynomial.hermite_e.hermegauss(9)
_MASSES = _MASSES / _MASSES.sum()


@dataclass(frozen=True, slots=True)
class Known:
    """What of the bank will be known on the day, by topic.

    `extent`: how many things there are to know (`worth.extent`). `recalls`: the chance that each question part of the
    bank will be answered from memory, 0 for one never answered; `topic`: the index of each one's topic. `covered_then`:
    how much of each topic was known on average when its evidence was given.
    """

    extent: Floats
    topic: Indices
    recalls: Floats
    covered_then: Floats

    @property
    def covered(self) -> Floats:
        """The recall of each topic's items together, by its extent."""
        return totals(self.topic, self.recalls, len(self.extent)) / self.extent


@dataclass(frozen=True, slots=True)
class Score:
    """A normal distribution of a share of right answers, 0..1. `parts`: its variance by where it comes from."""

    mean: float
    parts: dict[str, float]

    @property
    def spread(self) -> float:
        """Standard deviation."""
        return math.sqrt(sum(self.parts.values()))

    @property
    def low(self) -> float:
        """The lower end of the 90 % interval."""
        return max(self.mean - NINETY * self.spread, 0.0)

    @property
    def high(self) -> float:
        """The upper end of the 90 % interval."""
        return min(self.mean + NINETY * self.spread, 1.0)

    def chance(self, target: float) -> float:
        """The probability of at least `target`, 0..1."""
        return 0.5 * math.erfc((target - 0.5 / QUESTIONS - self.mean) / (self.spread * math.sqrt(2)))


@dataclass(frozen=True, slots=True)
class Forecast:
    """Everything by topic that scores are summed from; arrays have one value for each topic.

    `unseen`: the chance that an unseen question is solved; `by_memory`: what knowing the bank adds to it; `right`: the
    share of right answers, guesses and slips counted.
    """

    unseen: Floats
    by_memory: Floats
    right: Floats
    _slopes: Floats
    _grown: Floats
    _shaky: Floats
    _levels: Levels

    def slopes(self, shares: Floats) -> Floats:
        """How much the score changes with each topic's level, per logit."""
        return np.asarray(shares / max(float(shares.sum()), 1e-9) * self._slopes)

    def score(self, shares: Floats) -> Score:
        """The score of a paper whose questions are on the topics by `shares` (any positive scale)."""
        total = shares.sum()
        if total <= 0:
            return Score(float(right(np.zeros(1), CHOICE_GUESS)[0]), {"levels": 0.25})
        weights = shares / total
        slopes = weights * self._slopes
        mean = float(weights @ self.right)
        scale = 1 - CHOICE_GUESS - SLIP
        sets = max(QUESTIONS / SET_SIZE * min(float(total), 1.0), 1.0)
        alike = (weights @ (self._slopes**2)) * SET_SPREAD**2 + weights @ (self.right - mean) ** 2
        single = weights @ (self.right * (1 - self.right))
        return Score(
            mean,
            {
                "levels": float(slopes @ self._levels.covariance @ slopes),
                "transfer": (scale * float(weights @ self.by_memory) / TRANSFER * TRANSFER_SPREAD) ** 2,
                "growth": (float(slopes @ self._grown) * GROWTH_SPREAD) ** 2,
                "recall": (scale * float(weights @ self._shaky) * RECALL_SPREAD) ** 2,
                "paper": (float(slopes.sum()) * PAPER_SPREAD) ** 2,
                "sampling": float(single / SET_SIZE + alike * (SET_SIZE - 1) / SET_SIZE) / sets,
            },
        )


def forecast(levels: Levels, known: Known) -> Forecast:
    """What is expected by topic of an exam on the day for which `known` holds."""
    width = np.sqrt(np.diag(levels.covariance) + QUESTION_SPREAD**2)
    grid = 0.5 * (1 + np.tanh(0.5 * (levels.mean[:, None] + width[:, None] * _NODES)))
    unseen = grid @ _MASSES
    steep = (grid * (1 - grid)) @ _MASSES
    extent = known.extent
    above = known.recalls - unseen[known.topic]
    counts = above > 0
    by_memory = TRANSFER * totals(known.topic, above * counts, len(extent)) / extent
    carried = TRANSFER * totals(known.topic, counts.astype(np.float64), len(extent)) / extent
    shaky = TRANSFER * totals(known.topic, known.recalls * (1 - known.recalls) * counts, len(extent)) / extent
    scale = 1 - CHOICE_GUESS - SLIP
    return Forecast(
        unseen=unseen,
        by_memory=by_memory,
        right=right(unseen + by_memory, CHOICE_GUESS),
        _slopes=scale * steep * (1 - carried),
        _grown=np.abs(growth(known.covered) - growth(known.covered_then)),
        _shaky=shaky,
        _levels=levels,
    )


def grown(covered: Floats) -> Floats:
    """How many logits a topic's level has risen by what of it is known."""
    found: Floats = GROWTH * growth(covered)
    return found
