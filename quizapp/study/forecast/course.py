"""What studying day by day is expected to lead to: the queue and FSRS played through in expected values.

A card that is reviewed has one expected stability afterwards, between that of a recall and that of a lapse, instead of
two branches; so a course is deterministic, and some hundred days take some ten milliseconds. What is asked on a day is
what `worth.ranked` would ask, worked out on arrays.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from quizapp.study import worth
from quizapp.study.forecast import memory
from quizapp.study.forecast.ability import Indices, totals
from quizapp.study.forecast.memory import Floats
from quizapp.study.forecast.score import Forecast
from quizapp.study.forecast.situation import Memories, Situation

# Practice ahead of time is for what was not answered in the last days.
AHEAD_AFTER: Final = 3
# Abilities rise slowly: they are worked out anew after so many days.
ABILITY_EVERY: Final = 7


@dataclass(frozen=True, slots=True)
class Studied:
    """One day of a course. `due`: reviews that wait in the morning, and their seconds; then what is done: reviews, new
    questions, and practice ahead of time, each as a number of question parts and seconds. `by_topic`: all seconds.
    """

    due: int
    due_seconds: float
    reviews: int
    review_seconds: float
    new: int
    new_seconds: float
    practice: int
    practice_seconds: float
    by_topic: Floats

    @property
    def seconds(self) -> float:
        """Everything that is done on the day."""
        return self.review_seconds + self.new_seconds + self.practice_seconds


class Course:
    """A learner's memories as study moves them. `day` counts from today (0). `lasting`: for how many days what is
    learned should last (by default until the day of the forecast).
    """

    def __init__(self, start: Situation, retention: float, lasting: int | None = None) -> None:
        self._start = start
        self._lasting = lasting
        self._retention = retention
        held = start.memories
        self.memories = replace(held, **{name: getattr(held, name).copy() for name in Memories.__slots__})
        self._unseen = start.forecast().unseen
        self._begun: int | None = None

    def forecast(self) -> Forecast:
        """What is expected of the exam if nothing more were studied."""
        return self._start.forecast(self.memories)

    def expected(self) -> float:
        """The expected score of it."""
        return self.forecast().score(self._start.items.shares).mean

    def study(self, day: int, seconds: float, most_new: int | None = None) -> Studied:
        """Study on a day for at most so many seconds; at most `most_new` new question parts."""
        start, now = self._start, self.memories
        if self._begun is None or day - self._begun >= ABILITY_EVERY:
            self._begun, self._unseen = day, self.forecast().unseen
        left = max(start.horizon - day, 1) if self._lasting is None else self._lasting
        elapsed = np.maximum(day - now.last, 0.0)
        raw = memory.recall(now.stability, elapsed, start.weights)
        seen, free = now.seen > 0, now.held == 0
        due = seen & free & (now.due <= day)
        new = ~seen
        pace = start.items.pace * start.speed
        new_takes: Floats = worth.new_seconds(pace)
        review_takes: Floats = worth.review_seconds(pace, now.stability, elapsed)
        new_gain: Floats = worth.new_gain(self._unseen[start.items.topic], left)
        review_gain: Floats = worth.review_gain(now.stability, elapsed, left, now.difficulty)
        takes: Floats = np.where(new, new_takes, review_takes).astype(np.float64)
        gain: Floats = np.where(new, new_gain, review_gain).astype(np.float64)
        covered = totals(start.items.topic, np.where(seen, raw, 0.0), len(start.items.codes)) / start.items.extent
        order = self._ordered(np.flatnonzero(due | new), gain, takes, covered)
        if most_new is not None:
            order = order[~new[order] | (np.cumsum(new[order]) <= most_new)]
        chosen = order[np.cumsum(takes[order]) <= seconds]
        spent = float(takes[chosen].sum())
        # What is left of the day goes to what is worth most of the rest, before it is due.
        ahead = np.flatnonzero(seen & free & ~due & (elapsed >= AHEAD_AFTER) & (gain > 0))
        ahead = self._ordered(ahead, gain, takes, covered) if len(chosen) == len(order) else ahead[:0]
        ahead = ahead[np.cumsum(takes[ahead]) <= seconds - spent]
        reviewed, begun = chosen[~new[chosen]], chosen[new[chosen]]
        self._review(np.concatenate([reviewed, ahead]), day, raw)
        self._begin(begun, day)
        every = np.concatenate([chosen, ahead])
        return Studied(
            due=int(due.sum()),
            due_seconds=float(takes[due].sum()),
            reviews=len(reviewed),
            review_seconds=float(takes[reviewed].sum()),
            new=len(begun),
            new_seconds=float(takes[begun].sum()),
            practice=len(ahead),
            practice_seconds=float(takes[ahead].sum()),
            by_topic=totals(start.items.topic[every], takes[every], len(start.items.codes)),
        )

    def _ordered(self, which: Indices, gain: Floats, takes: Floats, covered: Floats) -> Indices:
        """`worth.ranked` on arrays: within a topic by gain for a second, each gain lowering the worth of the next."""
        items = self._start.items
        rate = gain[which] / np.maximum(takes[which], 1.0)
        inside = np.lexsort((-rate, items.topic[which]))
        which, rate = which[inside], rate[inside]
        topic = items.topic[which]
        risen = np.cumsum(np.maximum(gain[which], 0.0)) if len(which) else np.zeros(0)
        first = np.searchsorted(topic, topic)  # the place of each topic's first one
        before = risen - np.maximum(gain[which], 0.0)
        known = covered[topic] + (before - before[first]) / items.extent[topic]
        worths = rate * _weights(items.shares[topic], items.counts[topic], self._unseen[topic], known)
        return which[np.argsort(-worths, kind="stable")]

    def _review(self, which: Indices, day: int, raw: Floats) -> None:
        now, weights = self.memories, self._start.weights
        stability, difficulty, known = now.stability[which], now.difficulty[which], raw[which]
        chance = self._start.calibration.known(known)
        held = memory.after_recall(stability, difficulty, known, memory.GOOD, weights)
        lost = memory.same_day(memory.after_lapse(stability, difficulty, known, weights), memory.GOOD, weights)
        harder = memory.next_difficulty(difficulty, memory.AGAIN, weights)
        now.difficulty[which] = chance * difficulty + (1 - chance) * harder
        self._put(which, day, np.exp(chance * np.log(held) + (1 - chance) * np.log(lost)))

    def _begin(self, which: Indices, day: int) -> None:
        now, weights = self.memories, self._start.weights
        chance = self._unseen[self._start.items.topic[which]]
        good, again = (
            memory.same_day(memory.first_stability(np.full(1, rating), weights), memory.GOOD, weights)
            for rating in (memory.GOOD, memory.AGAIN)
        )
        easy, hard = (memory.first_difficulty(rating, weights) for rating in (memory.GOOD, memory.AGAIN))
        now.difficulty[which] = chance * easy + (1 - chance) * hard
        now.seen[which] = 1.0
        self._put(which, day, np.exp(chance * np.log(good) + (1 - chance) * np.log(again)))

    def _put(self, which: Indices, day: int, stability: Floats) -> None:
        now = self.memories
        now.stability[which] = stability
        now.last[which] = day
        now.due[which] = day + memory.interval(stability, self._retention, self._start.weights)


def _weights(share: Floats, count: Floats, unseen: Floats, known: Floats) -> Floats:
    """`TopicStand.weight` on arrays."""
    found: Floats = worth.weight(share, np.maximum(count, worth.LEAST_EXTENT), unseen, known)
    return found
