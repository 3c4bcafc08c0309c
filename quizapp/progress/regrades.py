"""Answers judged anew by a later revision of their question: added, never changed; the newest one of an answer counts.

A regrade is taken back by another one that says again what counted before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, case, func, insert, select
from sqlalchemy.sql.selectable import FromClause

from quizapp.progress import kept
from quizapp.progress.tables import Attempt, Learner, Regrade
from quizapp.progress.values import AttemptOutcome

NEWEST = select(func.max(Regrade.id)).group_by(Regrade.attempt_id)


class Judgement(NamedTuple):
    """What an answer comes to by a revision of its question."""

    answer: int
    revision: str
    outcome: AttemptOutcome
    score: float
    mistake: str | None


def with_newest() -> FromClause:
    """The answers, each with its newest regrade where it has one."""
    newest = and_(Regrade.attempt_id == Attempt.id, Regrade.id.in_(NEWEST))
    return Attempt.__table__.outerjoin(Regrade.__table__, newest)


def answers_to_question(question_id: str) -> tuple[ColumnElement[bool], ...]:
    """The answers of all learners to a question that stand. By the learners, because the index on questions begins with
    them: without it the whole log would be read.
    """
    everybody = Attempt.learner_id.in_(select(Learner.id))
    return everybody, Attempt.question_id == question_id, Attempt.undone_at.is_(None)


def counted(name: str) -> ColumnElement[Any]:
    """A column of an answer as it counts: that of the newest regrade, else its own. For what is in `with_newest`."""
    return case((Regrade.id.is_(None), getattr(Attempt, name)), else_=getattr(Regrade, name))


def add(connection: Connection, judgements: Sequence[Judgement], now: datetime) -> None:
    """Record judgements, all of them as one regrade, made `now`. The figures that were kept of their days are counted
    anew when they are next asked for.
    """
    rows = [
        {
            "attempt_id": found.answer,
            "revision": found.revision,
            "outcome": found.outcome,
            "score": found.score,
            "mistake": found.mistake,
            "regraded_at": now,
        }
        for found in judgements
    ]
    if rows:
        connection.execute(insert(Regrade), rows)
        days = select(Attempt.learner_id, Attempt.study_day).join(Regrade, Regrade.attempt_id == Attempt.id)
        for learner_id, day in connection.execute(days.where(Regrade.regraded_at == now).distinct()).all():
            kept.forget(connection, learner_id, day)


class Turn(NamedTuple):
    """A regrade of answers to a question: what they counted as before it and what they count as since, by answer."""

    at: datetime
    before: dict[int, Judgement]
    after: dict[int, Judgement]


def turns(connection: Connection, question_id: str) -> list[Turn]:
    """All regrades of a question in the order of being made. Judgements made at the same time are one."""
    columns = ("revision", "outcome", "score", "mistake")
    of_question = (
        select(Regrade.regraded_at, Regrade.attempt_id, *(getattr(Regrade, name) for name in columns))
        .add_columns(*(getattr(Attempt, name) for name in columns))
        .join(Attempt, Attempt.id == Regrade.attempt_id)
        .where(Attempt.question_id == question_id)
        .order_by(Regrade.id)
    )
    counts: dict[int, Judgement] = {}
    made: dict[datetime, Turn] = {}
    for at, answer, *values in connection.execute(of_question):
        turn = made.setdefault(at, Turn(at, {}, {}))
        turn.before.setdefault(answer, counts.get(answer, Judgement(answer, *values[len(columns) :])))
        turn.after[answer] = counts[answer] = Judgement(answer, *values[: len(columns)])
    return list(made.values())
