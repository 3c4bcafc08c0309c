"""The people whose progress is kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select

from quizapp.progress.tables import Learner


def ensure(connection: Connection, name: str, now: datetime) -> int:
    """The id of the learner of this name, who is added where there is none. Needs a writing transaction."""
    found = find(connection, name)
    if found is not None:
        return found
    values = {"name": name, "created_at": now}
    return connection.execute(insert(Learner).returning(Learner.id), values).scalar_one()


def find(connection: Connection, name: str) -> int | None:
    """The id of the learner of this name."""
    return connection.scalar(select(Learner.id).where(Learner.name == name))


def lock(connection: Connection, learner_id: int) -> None:
    """Let one writer at a time move a learner's cards. SQLite has only one writer anyway."""
    if connection.dialect.name != "sqlite":
        connection.execute(select(Learner.id).where(Learner.id == learner_id).with_for_update())
