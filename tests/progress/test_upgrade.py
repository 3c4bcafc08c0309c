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
from quizapp.progress import attempts, backup
from quizapp.progress.database import open_database
from quizapp.progress.faults import UpgradeFailed
from quizapp.progress.tables import Base
from quizapp.progress.upgrade import REVISIONS, Migrations
from quizapp.progress.values import AttemptOutcome

NOW = datetime(2026, 12, 1, 11, 0, tzinfo=UTC)


def schema(connection: sqlite3.Connection) -> dict[str, set[str]]:
    """The columns and constraints of each table and index, in no order: a column that was added later stands last."""
    query = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name != 'alembic_version'"
    return {name: pieces(sql) for name, sql in connection.execute(query)}


def pieces(statement: str) -> set[str]:
    """What stands between the outermost brackets, cut at the commas that are in no inner ones; and what is before."""
    head, _, body = statement.partition("(")
    found, depth = [""], 0
    for sign in body.rstrip().removesuffix(")"):
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0:
            found.append("")
        else:
            found[-1] += sign
    return {" ".join(piece.split()) for piece in (head, *found)}


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

revision = "later"
down_revision = "{head}"


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
    (folder / "versions" / "later.py").write_text(LATER.format(head=REVISIONS[-1], more=more))
    return Migrations(folder, (*REVISIONS, "later"))


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
    assert copy.name == "progress-20261201T110000Z-before-later.sqlite"
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


def test_answers_from_before_sets_are_kept_and_carry_no_error(tmp_path: Path) -> None:
    file = tmp_path / "progress.sqlite"
    open_database(file, migrations=Migrations(paths.migrations_folder(), ("0001",))).close()
    moment = "2026-12-01 11:00:00"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute(f"INSERT INTO learners VALUES (1, 'me', '{moment}')")
        connection.execute(
            f"INSERT INTO sittings VALUES (1, 1, 'quiz', 'finished', '{{}}', '[]', 1, 1, 7, '{moment}', '{moment}')"
        )
        connection.execute(
            "INSERT INTO attempts VALUES (1, 1, 1, 0, 'q', '', 'r', 'scheduled', 7, '{}', '{\"text\": \"3\"}',"
            f" 'correct', 1.0, NULL, NULL, 12.5, 0, 0, 'ja', '2026-12-01', '{moment}', NULL)"
        )
        connection.execute(
            "INSERT INTO cards VALUES (1, 1, 'q', '', 'FSRS-6', '6.3', 'learning', 1, 2.3, 2.1, NULL, NULL, NULL, NULL,"
            " 'correct', 1, 0, 0)"
        )
        connection.execute(
            "INSERT INTO reviews VALUES (1, 1, 1, 1, 3, 0.9, NULL, 'new', '2026-12-01', "
            f"'{moment}', '{{}}', '{{}}', NULL)"
        )
        connection.commit()
        before = {
            name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in ("sittings", "cards", "reviews")
        }
    database = open_database(file, now=lambda: NOW)
    with database.reading() as connection:
        assert attempts.answered(connection, [1]) == {
            1: attempts.Kept({"text": "3"}, AttemptOutcome.CORRECT, carried=False)
        }
        answer = connection.exec_driver_sql("SELECT seconds, diagnosis, undone_at FROM attempts").one()
        assert tuple(answer) == (12.5, None, None)
        for name, rows_before in before.items():
            rows = [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {name}")]
            assert [row[: len(old)] for row, old in zip(rows, rows_before, strict=True)] == rows_before
    database.close()
    (copy,) = backup.all_of(file)
    assert copy.name.endswith(f"-before-{REVISIONS[-1]}.sqlite")


def test_an_upgrade_counts_how_often_each_question_was_met_before(tmp_path: Path) -> None:
    file = tmp_path / "progress.sqlite"
    open_database(file, migrations=Migrations(paths.migrations_folder(), ("0001", "0002"))).close()
    moment = "2026-12-01 11:00:00"
    # Each: the question, the drawn number, whether it was taken back.
    answers = [("q", 3, False), ("q", 3, False), ("p", 5, False), ("q", 4, True), ("q", 4, False), ("q", 5, False)]
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"INSERT INTO learners VALUES (1, 'me', '{moment}')")
        connection.execute(
            f"INSERT INTO sittings VALUES (1, 1, 'quiz', 'finished', '{{}}', '[]', 1, 1, 7, '{moment}', '{moment}')"
        )
        for number, (question, drawn, undone) in enumerate(answers, 1):
            connection.execute(
                "INSERT INTO attempts VALUES (?, 1, 1, 0, ?, '', 'r', 'scheduled', 7, ?, '{}', 'correct', 1.0, NULL,"
                " NULL, 12.5, 0, 0, 'ja', '2026-12-01', ?, ?, NULL, 0)",
                (number, question, f'{{"n": {drawn}}}', moment, moment if undone else None),
            )
        connection.commit()
    database = open_database(file, now=lambda: NOW)
    with database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT exposure, fresh FROM attempts ORDER BY id").all()
    database.close()
    assert [tuple(row) for row in rows] == [(0, 1), (1, 0), (0, 1), (2, 1), (2, 0), (3, 1)]
