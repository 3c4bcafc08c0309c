"""A check finds what SQLite finds, and what this version of the program misses."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quizapp import paths
from quizapp.progress import backup, learners
from quizapp.progress.checking import check
from quizapp.progress.database import open_database
from quizapp.progress.faults import DamagedDatabase, NoSuchBackup
from quizapp.progress.upgrade import Migrations

NOW = datetime(2026, 12, 1, 11, 0, tzinfo=UTC)


def change(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_a_fresh_database_is_sound(file: Path) -> None:
    assert check(file) == []


@pytest.mark.parametrize("table", ["learners", "marks", "attempts", "question_revisions"])
def test_a_missing_table_is_found_and_the_database_is_not_opened(file: Path, table: str) -> None:
    change(file, f"DROP TABLE {table}")
    (finding,) = check(file)
    assert table in finding
    with pytest.raises(DamagedDatabase) as caught:
        open_database(file)
    assert table in caught.value.sentence("ja")


def test_a_missing_column_is_found(file: Path) -> None:
    change(file, "ALTER TABLE marks DROP COLUMN note")
    (finding,) = check(file)
    assert "marks" in finding
    assert "note" in finding


def test_a_table_or_column_that_is_missed_in_use_is_told_without_the_statement(file: Path) -> None:
    database = open_database(file)
    with database.writing() as connection:
        learners.ensure(connection, "佐藤", NOW)
    change(file, "ALTER TABLE learners RENAME COLUMN name TO called")
    for again in (False, True):
        with pytest.raises(DamagedDatabase) as caught, database.reading() as connection:
            learners.find(connection, "佐藤")
        for language in ("ja", "en"):
            words = caught.value.sentence(language)
            assert "quizapp db restore" in words
            assert "SELECT" not in words
            assert "佐藤" not in words
        if not again:
            change(file, "DROP TABLE learners")
    database.close()


def test_a_newer_revision_is_found_and_never_restored(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "newer.sqlite"
    copy.write_bytes(file.read_bytes())
    change(copy, "UPDATE alembic_version SET version_num = '9999'")
    (finding,) = check(copy)
    assert "9999" in finding
    assert check(copy, "ja") != [finding]
    with pytest.raises(NoSuchBackup) as caught:
        backup.restore(file, copy, NOW)
    assert "9999" in caught.value.sentence("en")


def test_an_older_revision_is_sound_and_is_restored(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "older.sqlite"
    open_database(copy, migrations=Migrations(paths.migrations_folder(), ("0001",))).close()
    assert check(copy) == []
    backup.restore(file, copy, NOW)
    open_database(file).close()
    assert check(file) == []


def test_a_database_that_does_not_say_its_revision_is_not_sound(file: Path) -> None:
    change(file, "DELETE FROM alembic_version")
    assert len(check(file)) == 1
    with pytest.raises(DamagedDatabase):
        open_database(file)


def test_a_database_of_another_program_is_not_sound(tmp_path: Path) -> None:
    songs = tmp_path / "songs.sqlite"
    change(songs, "CREATE TABLE songs (title TEXT)", "CREATE TABLE alembic_version (version_num TEXT)")
    assert len(check(songs)) == 1
