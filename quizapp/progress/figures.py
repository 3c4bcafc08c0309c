"""The figures of a learner's statistics, counted by the database. What was taken back counts nowhere; what was judged
anew counts as its newest regrade says.

Every function is one statement that comes back with a few rows: by day, by question, by bin; what a question is about
is for the caller to say. `since` and `until` are study days, both included.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, and_, case, cast, func, literal, select

from quizapp.progress.card_lists import comes_on
from quizapp.progress.tables import Attempt, Card, Regrade, Review
from quizapp.progress.values import AttemptOutcome, CardState

# Predicted and observed recall are compared in so many bins of equal width.
BINS = 10
_STANDS = Attempt.undone_at.is_(None)


def _anew(column: Any) -> Any:
    """A column of an answer's newest regrade."""
    newest = select(column).where(Regrade.attempt_id == Attempt.id).order_by(Regrade.id.desc()).limit(1)
    return newest.correlate(Attempt).scalar_subquery()


_OUTCOME = func.coalesce(_anew(Regrade.outcome), Attempt.outcome)
# A regrade may find no mistake where the answer had one.
_MISTAKE = case((_anew(Regrade.id).is_(None), Attempt.mistake), else_=_anew(Regrade.mistake))
_RIGHT = func.sum(case((_OUTCOME == AttemptOutcome.CORRECT, 1), else_=0))


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
    """The answers to one question part: in all and first exposures; right ones; seconds."""

    question_id: str
    part: str
    answers: int
    right: int
    seconds: float
    first: int
    first_right: int


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
    """Reviews of cards in review on one day, of one bin of predicted recall (`place` from 0; None: of which none was
    predicted): how many, how many were recalled, the sum of the predictions, and that of their squared errors.
    """

    day: date
    place: int | None
    reviews: int
    recalled: int
    predicted: float
    squares: float


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
    first_right = func.sum(case((and_(Attempt.exposure == 0, _OUTCOME == AttemptOutcome.CORRECT), 1), else_=0))
    query = (
        select(
            Attempt.question_id,
            Attempt.part,
            func.count(),
            _RIGHT,
            func.sum(Attempt.seconds),
            _first(),
            first_right,
        )
        .where(*_mine(learner_id, since, until))
        .group_by(Attempt.question_id, Attempt.part)
    )
    return [
        QuestionCount(name, part, n, int(right), float(spent), int(first), int(good))
        for name, part, n, right, spent, first, good in _rows(connection, query)
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
        .where(*_mine(learner_id, since, until), _OUTCOME != AttemptOutcome.CORRECT)
        .group_by(cause)
    )
    return dict(_rows(connection, query))


def wrong_choices(connection: Connection, learner_id: int, since: date, until: date) -> list[WrongChoice]:
    """What was chosen or typed where it was not right, with how often: the basis of the distractors' figures."""
    where = (*_mine(learner_id, since, until), _OUTCOME != AttemptOutcome.CORRECT)
    chosen = (
        select(Attempt.question_id, Attempt.part, Attempt.response, func.count())
        .where(*where, Attempt.form == "choices")
        .group_by(Attempt.question_id, Attempt.part, Attempt.response)
    )
    wrong = select(Attempt.question_id, Attempt.part, _MISTAKE.label("mistake"), Attempt.diagnosis).where(*where)
    found = wrong.subquery().c
    kinds = (found.question_id, found.part, found.mistake, found.diagnosis)
    named = select(*kinds, func.count()).where(found.mistake.is_not(None) | found.diagnosis.is_not(None))
    named = named.group_by(*kinds)
    return [
        *(WrongChoice(name, part, response, None, None, n) for name, part, response, n in _rows(connection, chosen)),
        *(WrongChoice(name, part, None, mistake, slip, n) for name, part, mistake, slip, n in _rows(connection, named)),
    ]


def first_day(connection: Connection, learner_id: int) -> date | None:
    """The first study day with an answer, also where that was taken back."""
    return connection.scalar(select(func.min(Attempt.study_day)).where(Attempt.learner_id == learner_id))


def due_by_day(connection: Connection, learner_id: int, until: date) -> list[DueCount]:
    """The cards that come up to a day, by study day, from the longest overdue on: of today those that wait now and the
    learning steps whose moment is still to come. What is suspended is not due, what is buried not before it comes back.
    """
    day = comes_on()
    query = (
        select(day, func.count())
        .where(
            Card.learner_id == learner_id,
            Card.due_day <= until,
            day <= until,
            Card.suspended.is_(False),
            Card.state != CardState.NEW,
        )
        .group_by(day)
        .order_by(day)
    )
    return [DueCount(day, n) for day, n in _rows(connection, query)]


def recall_by_day(connection: Connection, learner_id: int, since: date, until: date) -> list[RecallCount]:
    """Of the cards that came back after days, how many were still known: by day, and by predicted recall."""
    # A recall of exactly 1 belongs into the uppermost bin.
    floor = func.floor if connection.dialect.name == "postgresql" else (lambda value: value)
    place = case((Review.recall >= 1.0, BINS - 1), else_=cast(floor(Review.recall * BINS), Integer))
    known = case((Review.rating > 1, 1.0), else_=0.0)
    error = Review.recall - known
    query = (
        select(
            Review.study_day,
            place,
            func.count(),
            func.sum(case((Review.rating > 1, 1), else_=0)),
            func.sum(Review.recall),
            func.sum(error * error),
        )
        .where(
            Review.learner_id == learner_id,
            Review.study_day.between(since, until),
            Review.state_before == CardState.REVIEW,
            Review.undone_at.is_(None),
        )
        .group_by(Review.study_day, place)
    )
    return [
        RecallCount(day, number, n, int(recalled), float(predicted or 0.0), float(squares or 0.0))
        for day, number, n, recalled, predicted, squares in _rows(connection, query)
    ]


def _mine(learner_id: int, since: date, until: date) -> tuple[ColumnElement[bool], ...]:
    return Attempt.learner_id == learner_id, Attempt.study_day.between(since, until), _STANDS


def _first() -> ColumnElement[Any]:
    return func.sum(case((Attempt.exposure == 0, 1), else_=literal(0)))


def _rows(connection: Connection, query: Any) -> Iterator[Any]:
    yield from connection.execute(query)
