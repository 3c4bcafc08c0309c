"""`quizapp db`: what is wrong with the database is told in a sentence, and nothing is replaced under a program."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from quizapp.progress import backup
from quizapp.progress.database import open_database
from quizapp.settings import Settings
from quizapp.study.clock import SystemClock
from quizapp.tui.opening import open_books
from tests.cli.conftest import Run, data
from tests.progress.test_holding import another_program


@pytest.fixture
def database(home: Path) -> Path:
    """A database in the home, closed again."""
    file = home / "progress.sqlite"
    open_database(file).close()
    return file


def change(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(statement)
        connection.commit()


def test_a_sound_database_is_called_sound(run: Run, database: Path) -> None:
    result = run("db", "check")
    assert (result.exit_code, result.stdout) == (0, f"{database}\nthe database is sound\n")
    assert data(run("db", "check", "--json")) == {"file": str(database), "exists": True, "findings": []}


def test_a_missing_table_and_a_newer_revision_are_findings(run: Run, database: Path) -> None:
    change(database, "DROP TABLE marks")
    result = run("db", "check")
    assert result.exit_code == 1
    assert "marks" in result.stdout
    change(database, "UPDATE alembic_version SET version_num = '9999'")
    result = run("db", "check", "--json")
    assert result.exit_code == 1
    assert "9999" in data(result)["findings"][0]


def test_findings_are_told_in_japanese(run: Run, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
    change(database, "DROP TABLE marks")
    assert "表 marks がありません" in run("db", "check").stdout


def test_a_database_that_lacks_a_table_shows_no_statement_to_a_learner(
    run: Run, database: Path, small_bank: Path
) -> None:
    change(database, "ALTER TABLE attempts DROP COLUMN carried")
    result = run("quiz", "--plain", "--kind", "numeric", lines=["3/8", ""])
    assert result.exit_code == 2
    assert "quizapp db restore" in result.stderr
    assert "INSERT" not in result.stdout + result.stderr


@pytest.mark.parametrize("command", ["check", "upgrade", "backup", "backups", "restore"])
@pytest.mark.parametrize("named", ["foo", "postgresql:/x", "postgresql://h:notaport/x"])
def test_what_names_no_database_is_refused_by_every_command(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", named)
    result = run("db", command, *(["copy.sqlite"] if command == "restore" else []))
    assert result.exit_code == 2
    assert "QUIZAPP_DATABASE_URL" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["check", "backup", "upgrade"])
def test_a_place_that_can_not_be_looked_at_is_told_in_a_sentence(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    # The system refuses so long a name to every user, as it refuses a folder without permission to most.
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", str(tmp_path / ("x" * 5000)))
    result = run("db", command)
    assert result.exit_code == 2
    assert "can't be opened" in result.stderr


def test_a_folder_without_permission_is_told_in_a_sentence(run: Run, database: Path) -> None:
    mode = database.parent.stat().st_mode
    database.parent.chmod(0)
    try:
        try:
            list(database.parent.iterdir())
        except PermissionError:
            result = run("db", "check")
        else:
            pytest.skip("permissions don't bind this user")
    finally:
        database.parent.chmod(mode)
    assert result.exit_code == 2
    assert str(database) in result.stderr


def test_restore_is_refused_while_another_program_is_open_and_works_afterwards(run: Run, database: Path) -> None:
    copy = run("db", "backup").stdout.strip()
    before = database.read_bytes()
    with another_program(database):
        result = run("db", "restore", copy)
        assert result.exit_code == 2
        assert "open in another quizapp" in result.stderr
        assert database.read_bytes() == before
    assert run("db", "restore", copy).exit_code == 0


def test_a_command_lets_go_of_the_database_when_it_ends(run: Run, database: Path, small_bank: Path) -> None:
    copy = run("db", "backup").stdout.strip()
    assert run("quiz", "--plain", "--kind", "numeric", lines=["3/8", ""]).exit_code == 0
    assert run("db", "restore", copy).exit_code == 0


def test_both_ways_into_the_program_make_the_copy_of_the_day(run: Run, database: Path, small_bank: Path) -> None:
    books = open_books(Settings(), SystemClock())
    books.database.close()
    (copy,) = backup.all_of(database)
    copy.unlink()
    run("quiz", "--plain", "--kind", "numeric", lines=["3/8", ""])
    (copy,) = backup.all_of(database)
    assert copy.stem.endswith("-daily")
