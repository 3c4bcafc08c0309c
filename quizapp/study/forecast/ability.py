"""What a learner's first answers say of each topic: a hierarchical Rasch model with guessing.

Whether a question that was never seen is solved depends on the learner's level in its topic against the question's own
difficulty. Levels of topics are drawn together: all share a general level, those of one field share more, so a topic
with few answers borrows from its neighbours. The posterior is a normal distribution around the mode (Laplace).

First exposures are evidence: a question that was seen before is answered from memory, and would flatter. With fresh
numbers it is evidence too, but little: what is recalled of it counts like a guess (`from_memory`), so that a right
answer says next to nothing, and a wrong one that the method was not understood.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from quizapp.study.forecast.memory import Floats

Indices = NDArray[np.intp]

# The prior in logits: a beginner solves a question of middling difficulty in four of ten cases without guessing;
# the spread of general levels, of fields around them and of topics around their fields.
GENERAL_MEAN: Final = -0.4
GENERAL_SPREAD: Final = 0.9
FIELD_SPREAD: Final = 0.4
TOPIC_SPREAD: Final = 0.5
# Right although guessed, in one of four choices; wrong although known.
CHOICE_GUESS: Final = 0.25
SLIP: Final = 0.04
# A question's level is one of five; one level is worth this many logits.
LEVEL_STEP: Final = 0.45
MIDDLE_LEVEL: Final = 3
# Fresh numbers to a question met before count for so much of a first answer; its recall, where none was predicted, and
# the most that is believed of one.
REPEAT_WEIGHT: Final = 0.5
USUAL_RECALL: Final = 0.8
MOST_RECALL: Final = 0.9
# Right but marked as unsure is half a solution, like one with the hint.
UNSURE: Final = 0.5
_STEPS: Final = 40
_EXACT: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Evidence:
    """First exposures, and repeats with fresh numbers; one row each.

    `topic`: index of the question's topic. `offset`: what made it easier than an unseen question of middling difficulty
    is today for this learner, in logits. `guess`: the chance to be right without knowing. `score`: 0..1. `weight`: how
    much the answer counts (an old one less than a new one).
    """

    topic: Indices
    offset: Floats
    guess: Floats
    score: Floats
    weight: Floats


@dataclass(frozen=True, slots=True)
class Levels:
    """The levels of all topics: a joint normal distribution, in logits. `answers`: the weight of evidence by topic."""

    mean: Floats
    covariance: Floats
    answers: Floats

    @property
    def spread(self) -> Floats:
        """Standard deviation of each topic's level."""
        return np.sqrt(np.diag(self.covariance))


def prior(fields: Indices) -> Floats:
    """The covariance of the topics' levels before any answer; `fields`: the index of each topic's field."""
    same = fields[:, None] == fields[None, :]
    found: Floats = GENERAL_SPREAD**2 + FIELD_SPREAD**2 * same + TOPIC_SPREAD**2 * np.eye(len(fields))
    return found


def totals(index: Indices, values: Floats, count: int) -> Floats:
    """The sum of the values at each index, 0 to `count` − 1."""
    return np.asarray(np.bincount(index, values, count), dtype=np.float64)


def fit(fields: Indices, evidence: Evidence) -> Levels:
    """The levels of the topics after the evidence, by Fisher scoring from the prior on.

    Each step solves one system of the number of topics; steps that would not raise the posterior are halved.
    """
    count = len(fields)
    covariance = prior(fields)
    precision: Floats = np.linalg.inv(covariance).astype(np.float64)
    answers = totals(evidence.topic, evidence.weight, count)
    mean = np.full(count, GENERAL_MEAN)
    start = mean.copy()
    height = _log_posterior(mean, start, precision, evidence)
    information = np.zeros(count)
    for _ in range(_STEPS):
        slope, information = _slope(mean, evidence, count)
        step = np.linalg.solve(precision + np.diag(information), slope - precision @ (mean - start))
        size = 1.0
        while size > _EXACT:
            candidate = mean + size * step
            higher = _log_posterior(candidate, start, precision, evidence)
            if higher >= height:
                break
            size /= 2
        else:
            break
        mean, gained, height = candidate, higher - height, higher
        if gained < _EXACT and np.abs(size * step).max(initial=0.0) < 1e-7:
            break
    return Levels(mean, np.linalg.inv(precision + np.diag(information)).astype(np.float64), answers)


def from_memory(recall: Floats, guess: Floats) -> Floats:
    """The chance to be right on a question met before without solving it: recalled with `recall`, or guessed."""
    return np.asarray(1 - (1 - np.minimum(recall, MOST_RECALL)) * (1 - guess))


def solved(level: Floats) -> Floats:
    """The chance that a question is solved, by level minus difficulty."""
    return np.asarray(0.5 * (1 + np.tanh(0.5 * level)))


def right(chance: Floats, guess: Floats | float) -> Floats:
    """The chance of a right answer where a question is solved with `chance`: slips and guesses counted."""
    return guess + (1 - guess - SLIP) * chance


def _slope(mean: Floats, evidence: Evidence, count: int) -> tuple[Floats, Floats]:
    """Gradient of the log likelihood by topic, and the Fisher information."""
    chance = solved(mean[evidence.topic] + evidence.offset)
    expected = right(chance, evidence.guess)
    steep = (1 - evidence.guess - SLIP) * chance * (1 - chance)
    variance = expected * (1 - expected)
    slope = evidence.weight * (evidence.score - expected) * steep / variance
    information = evidence.weight * steep**2 / variance
    return totals(evidence.topic, slope, count), totals(evidence.topic, information, count)


def _log_posterior(mean: Floats, start: Floats, precision: Floats, evidence: Evidence) -> float:
    expected = right(solved(mean[evidence.topic] + evidence.offset), evidence.guess)
    likely = evidence.score * np.log(expected) + (1 - evidence.score) * np.log1p(-expected)
    away = mean - start
    return float((evidence.weight * likely).sum() - 0.5 * away @ precision @ away)
