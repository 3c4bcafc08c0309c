"""What learners report about questions: a doubt about a key, or about words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from quizapp.progress.tables import Report


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report; the fields are columns of `tables.Report`."""

    id: int
    question_id: str
    part: str
    revision: str
    seed: int | None
    text: str
    reported_at: datetime
    settled_at: datetime | None


_COLUMNS = [getattr(Report, name) for name in ReportRow.__slots__]


def add(
    connection: Connection,
    learner_id: int,
    question_id: str,
    part: str,
    revision: str,
    seed: int | None,
    text: str,
    now: datetime,
) -> int:
    """Keep a report; its number."""
    values = {
        "learner_id": learner_id,
        "question_id": question_id,
        "part": part,
        "revision": revision,
        "seed": seed,
        "text": text,
        "reported_at": now,
    }
    return connection.execute(insert(Report).returning(Report.id), values).scalar_one()


def all_of(connection: Connection, learner_id: int, *, settled: bool = False) -> list[ReportRow]:
    """A learner's reports, the newest first; with those that are settled, or without."""
    query = select(*_COLUMNS).where(Report.learner_id == learner_id).order_by(Report.id.desc())
    if not settled:
        query = query.where(Report.settled_at.is_(None))
    return [ReportRow(*row) for row in connection.execute(query)]


def of_question(connection: Connection, question_id: str) -> list[ReportRow]:
    """The reports of all learners about a question, the newest first, settled ones too."""
    query = select(*_COLUMNS).where(Report.question_id == question_id).order_by(Report.id.desc())
    return [ReportRow(*row) for row in connection.execute(query)]


def settle(connection: Connection, learner_id: int, report_id: int, now: datetime) -> bool:
    """Close a report. False where the learner has no open one of this number."""
    mine = (Report.id == report_id, Report.learner_id == learner_id, Report.settled_at.is_(None))
    return connection.execute(update(Report).where(*mine).values(settled_at=now)).rowcount == 1


def reported(connection: Connection, learner_id: int) -> set[str]:
    """The ids of the questions with an open report."""
    query = select(Report.question_id).where(Report.learner_id == learner_id, Report.settled_at.is_(None))
    return set(connection.scalars(query))
