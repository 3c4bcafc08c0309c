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


def before_the_last(connection: Connection, question_id: str) -> list[Judgement]:
    """What the answers that a question's last regrade judged anew counted as before it; none where there is none."""
    of_question = (
        select(Regrade.id, Regrade.attempt_id, Regrade.regraded_at)
        .join(Attempt, Attempt.id == Regrade.attempt_id)
        .where(Attempt.question_id == question_id)
        .order_by(Regrade.id.desc())
    )
    rows = list(connection.execute(of_question))
    last = {row.attempt_id: row.id for row in rows if row.regraded_at == rows[0].regraded_at}
    found = []
    for answer, regrade_id in sorted(last.items()):
        earlier = (
            select(Regrade.revision, Regrade.outcome, Regrade.score, Regrade.mistake)
            .where(Regrade.attempt_id == answer, Regrade.id < regrade_id)
            .order_by(Regrade.id.desc())
            .limit(1)
        )
        own = select(Attempt.revision, Attempt.outcome, Attempt.score, Attempt.mistake).where(Attempt.id == answer)
        row = connection.execute(earlier).one_or_none() or connection.execute(own).one()
        found.append(Judgement(answer, *row))
    return found
