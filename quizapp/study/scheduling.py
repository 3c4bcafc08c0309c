"""When a card comes back: FSRS on study days, and the rating that an answer earns.

The memory model is the `fsrs` library's. What is ours around it, and why:

- It is fed noon (UTC) of the study day instead of the time on the clock, because it counts days in blocks of 24 hours
  from the last answer: an evening and the next morning would be the same day.
- Learning steps run in real time; intervals in days count study days, and a card is due from the beginning of its day.
- The fuzz that keeps cards from piling up on one day comes from the card and its number of repetitions, so that a
  replay of the log gives the same dates; the library draws from the unseeded global generator and can overshoot its
  own range.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import IntEnum
from functools import lru_cache

import fsrs

from calculators.answers.verdict import Outcome, Verdict
from quizapp.progress.values import CardState
from quizapp.study.clock import day_start, study_day

# Stored with every memory state: a later model replays the log instead of misreading the numbers of this one.
MODEL = "FSRS-6"
MODEL_VERSION = "6.3"

MAXIMUM_DAYS = 36500
# An answer is slow beyond this multiple of the question's own pace, and quick below this share of it.
SLOW = 2.0
QUICK = 1 / 3
NOON = time(12, 0)


class Rating(IntEnum):
    """How well the answer was known. The numbers are FSRS's own."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


def rate(
    verdict: Verdict, seconds: float, pace: float, *, unsure: bool = False, hint: bool = False, guessable: bool = False
) -> Rating:
    """The rating that a judged answer earns.

    `seconds` taken against the question's `pace`. `guessable`: right by chance is likely (one of a few choices), so a
    quick answer is no sign of ease. Right but unsure, or with the hint, is Hard at best. Raises ValueError for an
    invalid one.
    """
    match verdict.outcome:
        case Outcome.INVALID:
            raise ValueError("an invalid answer has no rating")
        case Outcome.WRONG:
            return Rating.AGAIN
        case Outcome.PARTIAL:
            return Rating.AGAIN if verdict.score < 0.5 else Rating.HARD
        case Outcome.CORRECT:
            if unsure or hint or seconds > SLOW * pace:
                return Rating.HARD
            return Rating.EASY if seconds <= QUICK * pace and not guessable else Rating.GOOD


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of one card. `due_day` is the study day on which it is due, `due_at` the moment (UTC).

    `last_day`: study day of the last review. Dates and the model's numbers are None for a card never answered.
    """

    state: CardState = CardState.NEW
    step: int | None = None
    stability: float | None = None
    difficulty: float | None = None
    due_at: datetime | None = None
    due_day: date | None = None
    last_day: date | None = None
    reps: int = 0
    lapses: int = 0


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One line of a card's log: enough to move the card again, under this or another model."""

    rating: Rating
    at: datetime
    day: date
    retention: float


_FROM_LIBRARY = {
    fsrs.State.Learning: CardState.LEARNING,
    fsrs.State.Review: CardState.REVIEW,
    fsrs.State.Relearning: CardState.RELEARNING,
}
_TO_LIBRARY = {ours: theirs for theirs, ours in _FROM_LIBRARY.items()} | {CardState.NEW: fsrs.State.Learning}


@lru_cache(maxsize=8)
def _scheduler(retention: float) -> fsrs.Scheduler:
    return fsrs.Scheduler(desired_retention=retention, maximum_interval=MAXIMUM_DAYS, enable_fuzzing=False)


def review(memory: Memory, rating: Rating, moment: datetime, zone: tzinfo, *, card: str, retention: float) -> Memory:
    """The card after one answer at `moment`. `card` names it for the fuzz (question and part)."""
    return _review(memory, Reviewed(rating, moment, study_day(moment, zone), retention), zone, card)


def replay(log: Iterable[Reviewed], zone: tzinfo, *, card: str) -> Memory:
    """The card that a log leads to, from its first line on."""
    memory = Memory()
    for line in log:
        memory = _review(memory, line, zone, card)
    return memory


def recall(memory: Memory, day: date) -> float:
    """The chance that the card is known on a study day (0 for one never answered; a constant within a day)."""
    if memory.last_day is None:
        return 0.0
    return _scheduler(0.9).get_card_retrievability(_library_card(memory), _noon(max(day, memory.last_day)))


def predicted(memory: Memory, day: date) -> float | None:
    """The recall that the model predicts for an answer on a study day: None for a first answer and for another one on
    the same day, where it predicts nothing of use.
    """
    return None if memory.last_day is None or day <= memory.last_day else recall(memory, day)


def _review(memory: Memory, line: Reviewed, zone: tzinfo, card: str) -> Memory:
    # A clock that was set back must not give negative days.
    day = line.day if memory.last_day is None else max(line.day, memory.last_day)
    noon = _noon(day)
    moved, _ = _scheduler(line.retention).review_card(_library_card(memory), fsrs.Rating(line.rating), noon)
    state = _FROM_LIBRARY[moved.state]
    reps = memory.reps + 1
    if state is CardState.REVIEW:
        due_day = day + timedelta(days=fuzzed((moved.due - noon).days, f"{card}#{reps}"))
        due_at = day_start(due_day, zone)
    else:
        due_at = line.at.astimezone(UTC) + (moved.due - noon)
        due_day = max(study_day(due_at, zone), day)
    return replace(
        memory,
        state=state,
        step=moved.step,
        stability=moved.stability,
        difficulty=moved.difficulty,
        due_at=due_at,
        due_day=due_day,
        last_day=day,
        reps=reps,
        lapses=memory.lapses + (memory.state is CardState.REVIEW and line.rating is Rating.AGAIN),
    )


def fuzzed(days: int, seed: str) -> int:
    """An interval moved a little within FSRS's own fuzz range, the same each time for the same seed."""
    if days < 2.5:
        return days
    delta = 1.0
    for part in fsrs.scheduler.FUZZ_RANGES:
        delta += part["factor"] * max(min(float(days), part["end"]) - part["start"], 0.0)
    low, high = max(2, round(days - delta)), min(round(days + delta), MAXIMUM_DAYS)
    return random.Random(seed_number("fuzz", seed)).randint(min(low, high), high)


def seed_number(*parts: object) -> int:
    """A seed of 31 bits made from values: the same on every machine, and short enough to type."""
    digest = hashlib.blake2b("\x1f".join(map(str, parts)).encode(), digest_size=4).digest()
    return int.from_bytes(digest) & 0x7FFFFFFF


def _library_card(memory: Memory) -> fsrs.Card:
    # A card without an id would sleep for a millisecond to make one up.
    return fsrs.Card(
        card_id=1,
        state=_TO_LIBRARY[memory.state],
        step=memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=_noon(memory.last_day or date(2000, 1, 1)),
        last_review=None if memory.last_day is None else _noon(memory.last_day),
    )


def _noon(day: date) -> datetime:
    return datetime.combine(day, NOON, tzinfo=UTC)
