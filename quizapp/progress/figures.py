"""The figures of a learner's statistics, counted by the database. What was taken back counts nowhere.

Every function is one statement that comes back with a few rows: by day, by question, by bin; what a question is about
is for the caller to say. `since` and `until` are study days, both included.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, and_, case, cast, func, literal, select

from quizapp.progress.tables import Attempt, Card, Review
from quizapp.progress.values import AttemptOutcome, CardState

# The moving average with which the predictions of recall are compared is over so many reviews.
MOVING = 100
_STANDS = Attempt.undone_at.is_(None)
_RIGHT = func.sum(case((Attempt.outcome == AttemptOutcome.CORRECT, 1), else_=0))


@dataclass(frozen=True, slots=True)
class DayCount:
    """One study day: answers, right ones, seconds spent, and how many were first exposures."""

    day: date
    answers: int
    right: int
    seconds: float
    first: int


@dataclass(frozen=True, slots=True)
class QuestionCount:
    """The answers to one question part: in all and first exposures; right ones; seconds; how many were unsure."""

    question_id: str
    part: str
    answers: int
    right: int
    seconds: float
    first: int
    first_right: int
    unsure: int


@dataclass(frozen=True, slots=True)
class NumberCount:
    """Answers to questions met before, by whether their numbers were new."""

    fresh: bool
    answers: int
    right: int


@dataclass(frozen=True, slots=True)
class DueCount:
    """How many cards are due on a day."""

    day: date
    cards: int


@dataclass(frozen=True, slots=True)
class RecallCount:
    """Reviews of cards in review by day: how many, and how many were recalled."""

    day: date
    reviews: int
    recalled: int


@dataclass(frozen=True, slots=True)
class RecallBin:
    """Reviews with a predicted recall within one bin: how many, the mean prediction, the share recalled."""

    lower: float
    reviews: int
    predicted: float
    recalled: float


@dataclass(frozen=True, slots=True)
class Errors:
    """How far predictions of recall were off: mean squared error (Brier score) of the model, and of two baselines that
    know nothing of the card: the share recalled so far, and that of the last hundred reviews. Lower is better.
    """

    reviews: int
    model: float
    average: float
    moving: float


@dataclass(frozen=True, slots=True)
class WrongChoice:
    """What was answered wrongly and how often: a response (as stored), or the name of a mistake or slip."""

    question_id: str
    part: str
    response: dict[str, Any] | None
    mistake: str | None
    diagnosis: str | None
    answers: int


def by_day(connection: Connection, learner_id: int, since: date, until: date) -> list[DayCount]:
    """The days with answers, oldest first."""
    query = (
        select(Attempt.study_day, func.count(), _RIGHT, func.sum(Attempt.seconds), _first())
        .where(*_mine(learner_id, since, until))
        .group_by(Attempt.study_day)
        .order_by(Attempt.study_day)
    )
    return [
        DayCount(day, n, int(right), float(spent), int(first))
        for day, n, right, spent, first in _rows(connection, query)
    ]


def by_question(connection: Connection, learner_id: int, since: date, until: date) -> list[QuestionCount]:
    """The question parts with answers."""
    first_right = func.sum(case((and_(Attempt.exposure == 0, Attempt.outcome == AttemptOutcome.CORRECT), 1), else_=0))
    query = (
        select(
            Attempt.question_id,
            Attempt.part,
            func.count(),
            _RIGHT,
            func.sum(Attempt.seconds),
            _first(),
            first_right,
            func.sum(cast(Attempt.unsure, Integer)),
        )
        .where(*_mine(learner_id, since, until))
        .group_by(Attempt.question_id, Attempt.part)
    )
    return [
        QuestionCount(name, part, n, int(right), float(spent), int(first), int(good), int(unsure))
        for name, part, n, right, spent, first, good, unsure in _rows(connection, query)
    ]


def by_numbers(connection: Connection, learner_id: int, since: date, until: date) -> list[NumberCount]:
    """Answers to questions that draw numbers and were met before: with new numbers, and with numbers seen already."""
    query = (
        select(Attempt.fresh, func.count(), _RIGHT)
        .where(*_mine(learner_id, since, until), Attempt.exposure > 0, Attempt.fresh.is_not(None))
        .group_by(Attempt.fresh)
    )
    return [NumberCount(bool(fresh), n, int(right)) for fresh, n, right in _rows(connection, query)]


def by_cause(connection: Connection, learner_id: int, since: date, until: date) -> dict[str, int]:
    """Answers that were not right, by the cause that the learner named ("" where none)."""
    cause = func.coalesce(Attempt.cause, "")
    query = (
        select(cause, func.count())
        .where(*_mine(learner_id, since, until), Attempt.outcome != AttemptOutcome.CORRECT)
        .group_by(cause)
    )
    return dict(_rows(connection, query))


def wrong_choices(connection: Connection, learner_id: int, since: date, until: date) -> list[WrongChoice]:
    """What was chosen or typed where it was not right, with how often: the basis of the distractors' figures."""
    where = (*_mine(learner_id, since, until), Attempt.outcome != AttemptOutcome.CORRECT)
    chosen = (
        select(Attempt.question_id, Attempt.part, Attempt.response, func.count())
        .where(*where, Attempt.form == "choices")
        .group_by(Attempt.question_id, Attempt.part, Attempt.response)
    )
    named = (
        select(Attempt.question_id, Attempt.part, Attempt.mistake, Attempt.diagnosis, func.count())
        .where(*where, Attempt.mistake.is_not(None) | Attempt.diagnosis.is_not(None))
        .group_by(Attempt.question_id, Attempt.part, Attempt.mistake, Attempt.diagnosis)
    )
    return [
        *(WrongChoice(name, part, response, None, None, n) for name, part, response, n in _rows(connection, chosen)),
        *(WrongChoice(name, part, None, mistake, slip, n) for name, part, mistake, slip, n in _rows(connection, named)),
    ]


def due_by_day(connection: Connection, learner_id: int, until: date) -> list[DueCount]:
    """The cards due up to a day, by day, from the longest overdue on. What is suspended is not due."""
    query = (
        select(Card.due_day, func.count())
        .where(
            Card.learner_id == learner_id,
            Card.due_day.is_not(None),
            Card.due_day <= until,
            Card.suspended.is_(False),
            Card.state != CardState.NEW,
        )
        .group_by(Card.due_day)
        .order_by(Card.due_day)
    )
    return [DueCount(day, n) for day, n in _rows(connection, query)]


def recall_by_day(connection: Connection, learner_id: int, since: date, until: date) -> list[RecallCount]:
    """The true retention by day: of the cards that came back after days, how many were still known."""
    recalled = func.sum(case((Review.rating > 1, 1), else_=0))
    query = (
        select(Review.study_day, func.count(), recalled)
        .where(*_reviewed(learner_id, since, until))
        .group_by(Review.study_day)
        .order_by(Review.study_day)
    )
    return [RecallCount(day, n, int(good)) for day, n, good in _rows(connection, query)]


def recall_bins(connection: Connection, learner_id: int, since: date, until: date, bins: int = 10) -> list[RecallBin]:
    """Predicted against observed recall, in bins of equal width."""
    # A recall of exactly 1 belongs into the uppermost bin.
    floor = func.floor if connection.dialect.name == "postgresql" else (lambda value: value)
    place = case((Review.recall >= 1.0, bins - 1), else_=cast(floor(Review.recall * bins), Integer))
    recalled = case((Review.rating > 1, 1.0), else_=0.0)
    query = (
        select(place, func.count(), func.avg(Review.recall), func.avg(recalled))
        .where(*_reviewed(learner_id, since, until), Review.recall.is_not(None))
        .group_by(place)
        .order_by(place)
    )
    return [
        RecallBin(number / bins, n, float(predicted), float(seen))
        for number, n, predicted, seen in _rows(connection, query)
    ]


def prediction_errors(connection: Connection, learner_id: int, since: date, until: date) -> Errors | None:
    """The Brier score of the predicted recall beside the two baselines; None before the second review.

    A baseline knows only the reviews before the one that it predicts; the first has none, and is left out of all three.
    """
    recalled = case((Review.rating > 1, 1.0), else_=0.0)
    seen = (
        select(
            Review.recall.label("model"),
            recalled.label("recalled"),
            func.avg(recalled).over(order_by=Review.id, rows=(None, -1)).label("average"),
            func.avg(recalled).over(order_by=Review.id, rows=(-MOVING, -1)).label("moving"),
        )
        .where(*_reviewed(learner_id, since, until), Review.recall.is_not(None))
        .subquery()
    )

    def error(column: ColumnElement[Any]) -> ColumnElement[Any]:
        return func.avg((column - seen.c.recalled) * (column - seen.c.recalled))

    query = select(func.count(), error(seen.c.model), error(seen.c.average), error(seen.c.moving)).where(
        seen.c.average.is_not(None)
    )
    n, model, average, moving = connection.execute(query).one()
    return Errors(n, float(model), float(average), float(moving)) if n else None


def _mine(learner_id: int, since: date, until: date) -> tuple[ColumnElement[bool], ...]:
    return Attempt.learner_id == learner_id, Attempt.study_day.between(since, until), _STANDS


def _reviewed(learner_id: int, since: date, until: date) -> tuple[ColumnElement[bool], ...]:
    return (
        Review.learner_id == learner_id,
        Review.study_day.between(since, until),
        Review.state_before == CardState.REVIEW,
        Review.undone_at.is_(None),
    )


def _first() -> ColumnElement[Any]:
    return func.sum(case((Attempt.exposure == 0, 1), else_=literal(0)))


def _rows(connection: Connection, query: Any) -> Iterator[Any]:
    yield from connection.execute(query)
