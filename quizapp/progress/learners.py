"""The people whose progress is kept."""

from __future__ import annotations

import getpass
import os
import unicodedata
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from quizapp.progress.faults import NoLearner
from quizapp.progress.tables import Learner

if TYPE_CHECKING:
    from quizapp.progress.database import Database

VARIABLE = "QUIZAPP_LEARNER"
LONGEST_NAME = 120


def chosen(database: Database) -> str:
    """The name of the learner at this computer: `QUIZAPP_LEARNER`, else "me" in the embedded database and the system's
    user name in a shared one.

    Raises `NoLearner` where a shared database is used and the system knows no name: nobody gets mixed up with others.
    """
    # One name for the two ways in which Unicode writes が; PostgreSQL takes no half of a surrogate pair.
    named = unicodedata.normalize("NFC", os.environ.get(VARIABLE, "")).encode("utf-8", "replace").decode("utf-8")
    name = named.strip()[:LONGEST_NAME]
    if name or database.file is not None:
        return name or "me"
    try:
        return getpass.getuser()[:LONGEST_NAME]
    except (OSError, KeyError, ImportError) as error:
        raise NoLearner(database.place) from error


def ensure(connection: Connection, name: str, now: datetime) -> int:
    """The id of the learner of this name, who is added where there is none. Needs a writing transaction."""
    found = find(connection, name)
    if found is not None:
        return found
    # Another program may add the same name at this moment, and that is no fault.
    connection.execute(_insert(connection), {"name": name, "created_at": now})
    return connection.execute(select(Learner.id).where(Learner.name == name)).scalar_one()


def _insert(connection: Connection) -> Any:
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(Learner).on_conflict_do_nothing()
    from sqlalchemy.dialects import sqlite

    return sqlite.insert(Learner).on_conflict_do_nothing()


def find(connection: Connection, name: str) -> int | None:
    """The id of the learner of this name."""
    return connection.scalar(select(Learner.id).where(Learner.name == name))


def lock(connection: Connection, learner_id: int) -> None:
    """Let one writer at a time move a learner's cards. SQLite has only one writer anyway."""
    if connection.dialect.name != "sqlite":
        connection.execute(select(Learner.id).where(Learner.id == learner_id).with_for_update())
