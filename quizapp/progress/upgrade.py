"""Bringing a database to the form that this program knows. The only module that imports Alembic, and only when it has
to.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine

from quizapp import paths

# Every revision of the schema, oldest first. Kept here so that a database that needs nothing is opened without
# importing Alembic; a test compares it with the scripts.
REVISIONS: tuple[str, ...] = ("0001", "0002", "0003", "0004", "0005", "0006", "0007")


@dataclass(frozen=True, slots=True)
class Migrations:
    """The migration scripts of one folder and the names of their revisions, oldest first."""

    folder: Path
    revisions: tuple[str, ...]

    @property
    def head(self) -> str:
        """The newest revision."""
        return self.revisions[-1]


def shipped() -> Migrations:
    """The migrations that come with this program."""
    return Migrations(paths.migrations_folder(), REVISIONS)


class BrokenReferences(Exception):
    """A migration left rows that point to nothing; it is rolled back."""


def upgrade(engine: Engine, migrations: Migrations) -> None:
    """Run the missing migrations in one transaction. On SQLite the engine must have foreign keys off.

    With foreign keys on, SQLite's way of changing a table (make a new one, copy, drop the old one) would delete the
    rows that point to it. So they are off meanwhile, and checked before the commit. Raises what the migration raises,
    or `BrokenReferences`; the database is then as it was.
    """
    from alembic import command
    from alembic.config import Config

    config = Config(stdout=io.StringIO())
    config.set_main_option("script_location", str(migrations.folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, migrations.head)
        _check_references(connection)


def _check_references(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(3)
        if orphans:
            raise BrokenReferences(", ".join(f"{row[0]} {row[1]} → {row[2]}" for row in orphans))
