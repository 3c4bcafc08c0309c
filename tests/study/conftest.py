"""A small bank, a database in a fresh folder, and a clock that moves only when it is told to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from quizapp.bank.catalog import Catalog, load
from quizapp.progress.database import Database, open_database
from quizapp.settings import Settings
from quizapp.study.clock import FixedClock
from quizapp.study.study import Study
from tests.databases import empty_database

BANK = Path(__file__).parent / "bank"
TOKYO = ZoneInfo("Asia/Tokyo")
BEGIN = datetime(2026, 12, 1, 20, 0, tzinfo=TOKYO)


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    found = load(BANK)
    assert not found.faults
    return found


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(BEGIN, TOKYO)


@pytest.fixture
def database_file(tmp_path: Path) -> Path:
    file = tmp_path / "progress.sqlite"
    file.write_bytes(empty_database())
    return file


@pytest.fixture
def database(database_file: Path) -> Iterator[Database]:
    opened = open_database(database_file)
    yield opened
    opened.close()


@pytest.fixture
def make_study(catalog: Catalog, database: Database, clock: FixedClock) -> Callable[..., Study]:
    def make(**settings: Any) -> Study:
        return Study(catalog, database, clock, settings=Settings(language="ja", **settings))

    return make


@pytest.fixture
def study(make_study: Callable[..., Study]) -> Study:
    return make_study()
