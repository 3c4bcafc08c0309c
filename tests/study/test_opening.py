"""What every way into the program does first: the right learner, and a copy a day that never stands in the way."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from quizapp.bank.catalog import Catalog
from quizapp.progress import backup, holding, learners
from quizapp.progress.faults import DamagedDatabase
from quizapp.settings import Settings
from quizapp.study import opening
from quizapp.study.clock import FixedClock


@pytest.fixture
def named(database_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The database that the environment names."""
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", str(database_file))
    monkeypatch.delenv("QUIZAPP_LEARNER", raising=False)
    return database_file


def start(catalog: Catalog, clock: FixedClock) -> None:
    database, study = opening.open_study(catalog, clock, Settings())
    with closing(database):
        assert study.overview().answered_today == 0


def test_the_database_is_copied_once_a_day(catalog: Catalog, clock: FixedClock, named: Path) -> None:
    copies = []
    for hours in (0, 2, 22, 1):
        clock.advance(hours=hours)
        start(catalog, clock)
        copies.append(len(backup.all_of(named)))
    assert copies == [1, 1, 2, 2]
    assert all(backup.check(copy) == [] for copy in backup.all_of(named))


def test_a_copy_that_fails_does_not_stop_the_program(catalog: Catalog, clock: FixedClock, named: Path) -> None:
    backup.folder_of(named).write_text("a file in the place of the folder")
    start(catalog, clock)
    assert backup.all_of(named) == []


def test_a_server_keeps_its_own_copies(clock: FixedClock) -> None:
    assert backup.keep_daily(None, clock.now()) is None


def test_the_environment_names_the_learner(
    catalog: Catalog, clock: FixedClock, named: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(catalog, clock)
    monkeypatch.setenv("QUIZAPP_LEARNER", "佐藤")
    database, _ = opening.open_study(catalog, clock, Settings())
    with closing(database), database.reading() as connection:
        assert learners.find(connection, "me") is not None
        assert learners.find(connection, "佐藤") is not None


def test_a_study_that_could_not_be_opened_does_not_hold_the_database(
    catalog: Catalog, clock: FixedClock, named: Path
) -> None:
    import sqlite3

    with closing(sqlite3.connect(named)) as connection:
        connection.execute("ALTER TABLE learners RENAME COLUMN name TO called")
    with pytest.raises(DamagedDatabase):
        opening.open_study(catalog, clock, Settings())
    with holding.alone(named):
        pass
