"""A learner's flags and notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from quizapp.progress.tables import Mark


@dataclass(frozen=True, slots=True)
class MarkValues:
    """What a learner has put on a question part: a flag, a note, or both."""

    flagged: bool = False
    note: str = ""


def find(connection: Connection, learner_id: int, question_id: str, part: str) -> MarkValues:
    """The mark on a question part; an empty one where there is none."""
    row = connection.execute(
        select(Mark.flagged, Mark.note).where(*_which(learner_id, question_id, part))
    ).one_or_none()
    return MarkValues() if row is None else MarkValues(*row)


def save(
    connection: Connection, learner_id: int, question_id: str, part: str, values: MarkValues, now: datetime
) -> None:
    """Put a mark on a question part in place of the one it had."""
    columns = {"flagged": values.flagged, "note": values.note, "updated_at": now}
    changed = connection.execute(update(Mark).where(*_which(learner_id, question_id, part)).values(columns))
    if changed.rowcount == 0:
        key = {"learner_id": learner_id, "question_id": question_id, "part": part}
        connection.execute(insert(Mark).values(key | columns))


def flagged(connection: Connection, learner_id: int) -> set[str]:
    """The ids of the flagged questions (a question is flagged when one of its parts is)."""
    query = select(Mark.question_id).where(Mark.learner_id == learner_id, Mark.flagged.is_(True))
    return set(connection.scalars(query))


def notes(connection: Connection, learner_id: int) -> dict[str, str]:
    """The notes of a learner by question, those on the parts of a set one after the other."""
    query = (
        select(Mark.question_id, Mark.note)
        .where(Mark.learner_id == learner_id, Mark.note != "")
        .order_by(Mark.question_id, Mark.part)
    )
    found: dict[str, str] = {}
    for question_id, note in connection.execute(query):
        found[question_id] = f"{found[question_id]}\n{note}" if question_id in found else note
    return found


def _which(learner_id: int, question_id: str, part: str) -> tuple[Any, ...]:
    return (Mark.learner_id == learner_id, Mark.question_id == question_id, Mark.part == part)
