"""What studying day by day is expected to lead to: the queue and FSRS played through in expected values.

A card that is reviewed has one expected stability afterwards, between that of a recall and that of a lapse, instead of
two branches; so a course is deterministic, and some hundred days take some ten milliseconds. What is asked today is
what the queue asks; on the days to come it is chosen by the queue's rule (`study.daily`), worked out on arrays.
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


@dataclass(frozen=True, slots=True)
class Rule:
    """How days are filled: `study.daily` on arrays.

    `number`: the most new question parts of a day; `more`: beyond it where there is time. `joint`: reviews and new ones
    are ranked together by worth, else what is most forgotten goes first. `place`: the order in which new ones are begun
    (None: by worth).
    """

    number: int
    more: bool
    joint: bool
    place: Floats | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What the queue asks on a day, as indices of items: what is `due` (asked or not), and what is asked of it and of
    what is new.
    """

    due: Indices
    reviews: Indices
    new: Indices


class Course:
    """A learner's memories as study moves them. `day` counts from today (0). `rule`: how the days are filled.
    `lasting`: for how many days what is learned should last (by default until the day of the forecast).
    """

    def __init__(self, start: Situation, retention: float, rule: Rule, lasting: int | None = None) -> None:
        self._start = start
        self._lasting = lasting
        self._retention = retention
        self._rule = rule
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

    def study(self, day: int, seconds: float, asked: Asked | None = None) -> Studied:
        """Study on a day for at most so many seconds, or what is `asked` on it."""
        start, now = self._start, self.memories
        if self._begun is None or day - self._begun >= ABILITY_EVERY:
            self._begun, self._unseen = day, self.forecast().unseen
        left = max(start.horizon - day, 1) if self._lasting is None else self._lasting
        elapsed = np.maximum(day - now.last, 0.0)
        raw = memory.recall(now.stability, elapsed, start.weights)
        scheduled, free = now.scheduled > 0, now.held == 0
        due = scheduled & free & (now.due <= day)
        new = ~scheduled & free
        pace = start.items.pace * start.speed
        new_takes: Floats = worth.new_seconds(pace)
        review_takes: Floats = worth.review_seconds(pace, now.stability, elapsed)
        new_gain = worth.new_gain(worth.UNKNOWN_ABILITY, left)
        review_gain: Floats = worth.review_gain(now.stability, elapsed, left, now.difficulty)
        takes: Floats = np.where(new, new_takes, review_takes).astype(np.float64)
        gain: Floats = np.where(new, new_gain, review_gain).astype(np.float64)
        until = np.maximum(day + left - now.last, 0.0)
        kept = np.where(scheduled, memory.recall(now.stability, until, start.weights), 0.0)
        covered = np.minimum(totals(start.items.topic, kept, len(start.items.codes)) / start.items.extent, 1.0)
        if asked is None:
            order = self._order(np.flatnonzero(due), np.flatnonzero(new), gain, takes, covered, elapsed, seconds)
            chosen = order[np.cumsum(takes[order]) <= seconds]
            reviewed, begun = chosen[~new[chosen]], chosen[new[chosen]]
            done = len(chosen) == len(order)
        else:
            due = np.zeros_like(due)
            due[asked.due] = True
            reviewed, begun = asked.reviews, asked.new
            done = len(reviewed) == len(asked.due)
        spent = float(takes[reviewed].sum() + new_takes[begun].sum())
        # What is left of the day goes to what is worth most of the rest, before it is due.
        ahead = np.flatnonzero(scheduled & free & ~due & (elapsed >= AHEAD_AFTER) & (gain > 0))
        ahead = self._ordered(ahead, gain, takes, covered) if done else ahead[:0]
        ahead = ahead[np.cumsum(takes[ahead]) <= seconds - spent]
        self._review(np.concatenate([reviewed, ahead]), day, raw)
        self._begin(begun, day)
        every = np.concatenate([reviewed, begun, ahead])
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

    def _order(
        self,
        due: Indices,
        new: Indices,
        gain: Floats,
        takes: Floats,
        covered: Floats,
        elapsed: Floats,
        seconds: float,
    ) -> Indices:
        """What a day could ask, in the order of what is most worth asking: `study.daily` on arrays."""
        rule = self._rule
        if rule.place is None:
            new = self._ordered(new, gain, takes, covered)
        else:
            new = new[np.argsort(rule.place[new], kind="stable")]
        room = seconds - float(takes[due].sum()) if rule.more and rule.joint else 0.0
        before = np.cumsum(takes[new]) - takes[new]
        new = new[(np.arange(len(new)) < rule.number) | (before < room)]
        if rule.joint:
            return self._ordered(np.concatenate([due, new]), gain, takes, covered)
        forgotten = elapsed[due] / np.maximum(self.memories.stability[due], memory.LEAST_STABILITY)
        return np.concatenate([due[np.argsort(-forgotten, kind="stable")], new])

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
        worths = rate * worth.weight(items.shares[topic], items.extent[topic], worth.UNKNOWN_ABILITY, known)
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
        now.scheduled[which] = 1.0
        self._put(which, day, np.exp(chance * np.log(good) + (1 - chance) * np.log(again)))

    def _put(self, which: Indices, day: int, stability: Floats) -> None:
        now = self.memories
        now.stability[which] = stability
        now.last[which] = day
        now.due[which] = day + memory.interval(stability, self._retention, self._start.weights)
