"""When a card comes back: FSRS on study days, and the rating that an answer earns.

The memory model is FSRS-6 (`fsrs6`). What is ours around it, and why:

- It is told the study days that have passed instead of times on the clock: an evening and the next morning are two
  days, as they are to the learner.
- Learning steps run in real time; intervals in days count study days, and a card is due from the beginning of its day.
- An interval has some play (FSRS's own fuzz range), so that cards don't pile up on one day. Which day of that range
  is taken follows from the card, its number of repetitions, and how much is due on each of them. It is kept in the log,
  so that a replay leads to the same card.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import IntEnum

from calculators.answers.verdict import Outcome, Verdict
from quizapp.progress.values import CardState
from quizapp.study import fsrs6
from quizapp.study.clock import day_start, study_day
from quizapp.study.fsrs6 import Model

MAXIMUM_DAYS = 36500
LEARNING_STEPS = (timedelta(minutes=1), timedelta(minutes=10))
RELEARNING_STEPS = (timedelta(minutes=10),)
# An answer is slow beyond this multiple of the question's own pace, and quick below this share of it.
SLOW = 2.0
QUICK = 1 / 3
# Where an interval has play: days from, days to, share of the days in between (FSRS's own).
_FUZZ = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, float(MAXIMUM_DAYS), 0.05))

# How much is due on a day.
Crowd = Callable[[date], float]


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

    `seconds` taken against the question's `pace`. `guessable`: right by chance is likely (one of a few choices), or the
    solution was just seen, so a quick answer is no sign of ease. Right but unsure, or with the hint, is Hard at best.
    Raises ValueError for an invalid one.
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
    """One line of a card's log: enough to move the card again, under this or another model. `due_day` and `due_at`:
    what came of it then (None to have them chosen again).
    """

    rating: Rating
    at: datetime
    day: date
    retention: float
    due_day: date | None = None
    due_at: datetime | None = None


def review(
    memory: Memory,
    rating: Rating,
    moment: datetime,
    zone: tzinfo,
    *,
    card: str,
    retention: float,
    model: Model = fsrs6.DEFAULT,
    crowd: Crowd | None = None,
) -> Memory:
    """The card after one answer at `moment`. `card` names it for the fuzz (question and part)."""
    line = Reviewed(rating, moment, study_day(moment, zone), retention)
    return _review(memory, line, zone, card, model, crowd)


def replay(log: Iterable[Reviewed], zone: tzinfo, *, card: str, model: Model = fsrs6.DEFAULT) -> Memory:
    """The card that a log leads to, from its first line on. A day that was chosen then is kept where it still lies in
    the range of the interval.
    """
    memory = Memory()
    for line in log:
        memory = _review(memory, line, zone, card, model, None)
    return memory


def recall(memory: Memory, day: date, model: Model = fsrs6.DEFAULT) -> float:
    """The chance that the card is known on a study day (0 for one never answered; a constant within a day)."""
    if memory.last_day is None or memory.stability is None:
        return 0.0
    return model.recall(max((day - memory.last_day).days, 0), memory.stability)


def predicted(memory: Memory, day: date, model: Model = fsrs6.DEFAULT) -> float | None:
    """The recall that the model predicts for an answer on a study day: None for a first answer and for another one on
    the same day, where it predicts nothing of use.
    """
    return None if memory.last_day is None or day <= memory.last_day else recall(memory, day, model)


def _review(memory: Memory, line: Reviewed, zone: tzinfo, card: str, model: Model, crowd: Crowd | None) -> Memory:
    # A clock that was set back must not give negative days.
    day = line.day if memory.last_day is None else max(line.day, memory.last_day)
    rating, reps = int(line.rating), memory.reps + 1
    if memory.stability is None or memory.difficulty is None or memory.last_day is None:
        stability, difficulty = model.first(rating)
    else:
        elapsed = (day - memory.last_day).days
        stability, difficulty = model.moved(memory.stability, memory.difficulty, rating, elapsed)
    state, step, delay = _step(memory, line.rating)
    if delay is None:
        days = model.interval(stability, line.retention, MAXIMUM_DAYS)
        due_day, due_at = _due(line, day, days, zone, f"{card}#{reps}", crowd)
    else:
        due_at = line.at.astimezone(UTC) + delay
        # The day that was written down then belongs to the time zone of then.
        known = line.due_day if line.due_at == due_at else None
        due_day = known or max(study_day(due_at, zone), day)
    return Memory(
        state=state,
        step=step,
        stability=stability,
        difficulty=difficulty,
        due_at=due_at,
        due_day=due_day,
        last_day=day,
        reps=reps,
        lapses=memory.lapses + (memory.state is CardState.REVIEW and line.rating is Rating.AGAIN),
    )


def _step(memory: Memory, rating: Rating) -> tuple[CardState, int | None, timedelta | None]:
    """State and step after an answer, and the delay of that step (None: from now on in days)."""
    if memory.state is CardState.REVIEW:
        if rating is not Rating.AGAIN:
            return CardState.REVIEW, None, None
        return CardState.RELEARNING, 0, RELEARNING_STEPS[0]
    again = memory.state is CardState.RELEARNING
    state, steps = (CardState.RELEARNING, RELEARNING_STEPS) if again else (CardState.LEARNING, LEARNING_STEPS)
    step = memory.step or 0
    if rating is Rating.AGAIN:
        return state, 0, steps[0]
    if rating is Rating.HARD and step < len(steps):
        if step > 0:
            return state, step, steps[step]
        return state, 0, steps[0] * 1.5 if len(steps) == 1 else (steps[0] + steps[1]) / 2
    if rating is Rating.GOOD and step + 1 < len(steps):
        return state, step + 1, steps[step + 1]
    return CardState.REVIEW, None, None


def _due(line: Reviewed, day: date, days: int, zone: tzinfo, seed: str, crowd: Crowd | None) -> tuple[date, datetime]:
    low, high = play(days)
    if line.due_day is not None and line.due_at is not None and low <= (line.due_day - day).days <= high:
        return line.due_day, line.due_at
    due_day = day + timedelta(days=fuzzed(days, seed))
    if crowd is not None and low < high:
        due_day = _roomiest(due_day, [day + timedelta(days=number) for number in range(low, high + 1)], crowd)
    return due_day, day_start(due_day, zone)


def _roomiest(drawn: date, days: list[date], crowd: Crowd) -> date:
    """The day that the fuzz drew, unless it is clearly fuller than the emptiest one of the range: then that one, the
    nearest of several. Days farther ahead are emptier by nature; always taking the emptiest would stretch intervals.
    """
    counts = {day: crowd(day) for day in days}
    least = min(counts.values())
    if counts[drawn] <= 1.25 * least + 2:
        return drawn
    return min((day for day in days if counts[day] == least), key=lambda day: (abs((day - drawn).days), day))


def play(days: int) -> tuple[int, int]:
    """The range of days, both ends included, within which an interval may be moved: FSRS's own."""
    if days < 2.5:
        return days, days
    delta = 1.0 + sum(share * max(min(float(days), end) - start, 0.0) for start, end, share in _FUZZ)
    high = min(round(days + delta), MAXIMUM_DAYS)
    return min(max(2, round(days - delta)), high), high


def fuzzed(days: int, seed: str) -> int:
    """An interval moved a little within its range, the same each time for the same seed."""
    low, high = play(days)
    return low if low == high else random.Random(seed_number("fuzz", seed)).randint(low, high)


def seed_number(*parts: object) -> int:
    """A seed of 31 bits made from values: the same on every machine, and short enough to type."""
    digest = hashlib.blake2b("\x1f".join(map(str, parts)).encode(), digest_size=4).digest()
    return int.from_bytes(digest) & 0x7FFFFFFF
