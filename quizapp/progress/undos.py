"""Answers that were taken back and can be given again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from quizapp.progress.prepared import JsonText, Prepared
from quizapp.progress.tables import Undo


@dataclass(frozen=True, slots=True)
class Undone:
    """An answer that can be given again. `plan` and `position`: its sitting as it was before."""

    id: int
    sitting_id: int
    attempt_id: int
    plan: Sequence[Mapping[str, Any]]
    position: int


_OPEN = (Undo.redone_at.is_(None), Undo.closed_at.is_(None))


_COLUMNS = ("learner_id", "sitting_id", "attempt_id", "plan", "position", "undone_at")
_ADD = Prepared(insert(Undo).values({name: bindparam(name) for name in _COLUMNS}))


def add(
    connection: Connection,
    learner_id: int,
    sitting_id: int,
    attempt_id: int,
    plan: str,
    position: int,
    now: datetime,
) -> None:
    """Keep what is needed to give an answer again. `plan`: as JSON text."""
    values = {
        "learner_id": learner_id,
        "sitting_id": sitting_id,
        "attempt_id": attempt_id,
        "plan": JsonText(plan),
        "position": position,
        "undone_at": now,
    }
    _ADD.run(connection, values)


def last(connection: Connection, learner_id: int, sitting_id: int | None = None) -> Undone | None:
    """The answer that was taken back last (in one sitting), if it can still be given again."""
    columns = (Undo.id, Undo.sitting_id, Undo.attempt_id, Undo.plan, Undo.position)
    query = select(*columns).where(Undo.learner_id == learner_id, *_OPEN).order_by(Undo.id.desc()).limit(1)
    if sitting_id is not None:
        query = query.where(Undo.sitting_id == sitting_id)
    row = connection.execute(query).one_or_none()
    return None if row is None else Undone(*row)


def redone(connection: Connection, undo_id: int, now: datetime) -> None:
    """Note that an answer was given again."""
    connection.execute(update(Undo).where(Undo.id == undo_id).values(redone_at=now))


_CLOSE = Prepared(
    update(Undo).where(Undo.learner_id == bindparam("learner"), *_OPEN).values(closed_at=bindparam("closed_at"))
)


def close(connection: Connection, learner_id: int, now: datetime) -> None:
    """A new answer: what was taken back before it can't be given again any more."""
    _CLOSE.run(connection, {"learner": learner_id, "closed_at": now})
