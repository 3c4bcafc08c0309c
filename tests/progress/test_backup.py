"""Back-ups: whole while the program writes, found again, put back without losing what they replace."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quizapp.progress import backup, learners
from quizapp.progress.database import open_database
from quizapp.progress.faults import NoSuchBackup

NOW = datetime(2026, 12, 1, 11, 0, tzinfo=UTC)


def names(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        return [row[0] for row in connection.execute("SELECT name FROM learners ORDER BY id")]


def test_a_backup_holds_what_is_still_in_the_write_ahead_log(file: Path) -> None:
    database = open_database(file)
    with database.writing() as connection:
        learners.ensure(connection, "me", NOW)
    assert Path(f"{file}-wal").stat().st_size > 0
    copy = backup.make(file, NOW)
    database.close()
    assert names(copy) == ["me"]
    assert sorted(copy.parent.iterdir()) == [copy]


def test_the_newest_backup_comes_first_and_none_overwrites_another(file: Path) -> None:
    old = backup.make(file, NOW)
    twin = backup.make(file, NOW)
    new = backup.make(file, NOW + timedelta(hours=1))
    assert backup.all_of(file)[0] == new == backup.latest(file)
    assert set(backup.all_of(file)) == {old, twin, new}


def test_a_daily_backup_is_made_once_a_day_and_only_the_newest_are_kept(file: Path) -> None:
    asked_for = backup.make(file, NOW)
    made = [backup.make_daily(file, NOW + timedelta(hours=12 * number), keep=3) for number in range(12)]
    daily = [copy for copy in made if copy is not None]
    assert len(daily) == 6
    assert set(backup.all_of(file)) == {asked_for, *daily[-3:]}


def test_a_restored_backup_takes_the_place_and_the_old_file_is_kept(file: Path) -> None:
    copy = backup.make(file, NOW)
    database = open_database(file)
    with database.writing() as connection:
        learners.ensure(connection, "later", NOW)
    database.close()
    kept = backup.restore(file, copy, NOW)
    assert names(file) == []
    assert kept is not None
    assert names(kept) == ["later"]
    assert copy.exists()
    open_database(file).close()


def test_the_log_of_a_killed_program_is_not_played_into_the_restored_file(file: Path, tmp_path: Path) -> None:
    copy = backup.make(file, NOW)
    database = open_database(file)
    with database.writing() as connection:
        learners.ensure(connection, "later", NOW)
    log = Path(f"{file}-wal").read_bytes()
    database.close()
    Path(f"{file}-wal").write_bytes(log)
    kept = backup.restore(file, copy, NOW)
    assert names(file) == []
    assert kept is not None
    assert Path(f"{kept}-wal").read_bytes() == log


def test_a_damaged_database_can_be_replaced(file: Path) -> None:
    copy = backup.make(file, NOW)
    file.write_bytes(b"ruined")
    kept = backup.restore(file, copy, NOW)
    assert kept is not None
    assert kept.read_bytes() == b"ruined"
    assert backup.check(file) == []


def test_what_is_no_backup_is_not_restored(file: Path, tmp_path: Path) -> None:
    before = file.read_bytes()
    songs = tmp_path / "songs.sqlite"
    with closing(sqlite3.connect(songs)) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
    text = tmp_path / "notes.txt"
    text.write_text("no database")
    for copy in (songs, text, tmp_path / "missing.sqlite"):
        with pytest.raises(NoSuchBackup) as caught:
            backup.restore(file, copy, NOW)
        assert str(copy) in caught.value.sentence("ja")
    assert file.read_bytes() == before


def test_a_check_names_rows_that_point_to_nothing(file: Path) -> None:
    assert backup.check(file) == []
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("INSERT INTO marks VALUES (1, 7, 'q', '', 1, '', '2026-12-01 11:00:00')")
        connection.commit()
    (finding,) = backup.check(file)
    assert "marks" in finding
    assert "learners" in finding
