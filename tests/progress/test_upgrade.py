"""Migrations: they make the tables that the program has, and an upgrade loses nothing."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from quizapp import paths
from quizapp.progress import backup
from quizapp.progress.database import open_database
from quizapp.progress.faults import UpgradeFailed
from quizapp.progress.tables import Base
from quizapp.progress.upgrade import REVISIONS, Migrations

NOW = datetime(2026, 12, 1, 11, 0, tzinfo=UTC)


def schema(connection: sqlite3.Connection) -> dict[str, set[str]]:
    """Each table's and index's lines, in no order: constraints may be written in another one."""
    query = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name != 'alembic_version'"
    return {name: {line.strip(" \t,") for line in sql.splitlines()} for name, sql in connection.execute(query)}


def test_the_pinned_revisions_are_those_of_the_scripts() -> None:
    config = Config()
    config.set_main_option("script_location", str(paths.migrations_folder()))
    config.set_main_option("path_separator", "os")
    scripts = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(scripts)) == REVISIONS


def test_the_migrations_make_the_tables_that_the_program_declares(file: Path, tmp_path: Path) -> None:
    declared = tmp_path / "declared.sqlite"
    engine = create_engine(f"sqlite:///{declared}")
    Base.metadata.create_all(engine)
    engine.dispose()
    with closing(sqlite3.connect(file)) as migrated, closing(sqlite3.connect(declared)) as expected:
        assert schema(migrated) == schema(expected)


def test_the_tables_are_written_for_postgresql_too() -> None:
    dialect = postgresql.dialect()
    words = "\n".join(str(CreateTable(table).compile(dialect=dialect)) for table in Base.metadata.sorted_tables)
    words += "\n".join(
        str(CreateIndex(index).compile(dialect=dialect))
        for table in Base.metadata.sorted_tables
        for index in table.indexes
    )
    assert "JSONB" in words
    assert "BIGSERIAL" in words
    assert "TIMESTAMP WITH TIME ZONE" in words
    assert "CREATE TYPE" not in words


def test_every_constraint_has_a_name() -> None:
    for table in Base.metadata.sorted_tables:
        for constraint in table.constraints:
            assert constraint.name, (table.name, constraint)


LATER = """
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    with op.batch_alter_table("learners", recreate="always") as batch:
        batch.add_column(sa.Column("target", sa.Integer()))
    {more}
"""


@pytest.fixture
def used(file: Path) -> Path:
    """A database with rows that point to each other."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("INSERT INTO learners VALUES (1, 'me', '2026-12-01 11:00:00')")
        connection.execute("INSERT INTO marks VALUES (1, 1, 'q', '', 1, 'note', '2026-12-01 11:00:00')")
        connection.commit()
    return file


def later(folder: Path, more: str = "") -> Migrations:
    """The shipped migrations and one that makes the learners' table anew."""
    shutil.copytree(paths.migrations_folder(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "0002_later.py").write_text(LATER.format(more=more))
    return Migrations(folder, (*REVISIONS, "0002"))


def rows(file: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(
            "SELECT l.name, m.note FROM marks m JOIN learners l ON l.id = m.learner_id"
        ).fetchall()


def test_an_upgrade_keeps_every_row_and_makes_a_backup_first(used: Path, tmp_path: Path) -> None:
    migrations = later(tmp_path / "100% migrations")
    database = open_database(used, migrations=migrations, now=lambda: NOW)
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT target FROM learners").scalar_one() is None
    database.close()
    assert rows(used) == [("me", "note")]
    (copy,) = backup.all_of(used)
    assert copy.name == "progress-20261201T110000Z-before-0002.sqlite"
    assert rows(copy) == [("me", "note")]
    open_database(used, migrations=migrations, now=lambda: NOW).close()
    assert backup.all_of(used) == [copy]


@pytest.mark.parametrize(
    "more", ['op.execute("DELETE FROM no_such_table")', 'op.execute("DELETE FROM learners")', "raise ValueError('x')"]
)
def test_a_failed_upgrade_leaves_the_database_as_it_was(used: Path, tmp_path: Path, more: str) -> None:
    with closing(sqlite3.connect(used)) as connection:
        before = schema(connection)
    with pytest.raises(UpgradeFailed) as caught:
        open_database(used, migrations=later(tmp_path / "migrations", more), now=lambda: NOW)
    assert str(backup.latest(used)) in caught.value.sentence("ja")
    assert rows(used) == [("me", "note")]
    with closing(sqlite3.connect(used)) as connection:
        assert schema(connection) == before
    open_database(used).close()
