"""The small bank of the study tests with a blueprint: 10 questions in 12 minutes."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quizapp import paths
from quizapp.bank.catalog import Catalog, load
from quizapp.progress.database import Database, open_database
from quizapp.settings import Settings
from quizapp.study.clock import FixedClock
from quizapp.study.exam.sheet import Sheet
from quizapp.study.study import Study
from tests.study.conftest import BANK

BLUEPRINT = """\
minutes: 12
questions: 10
fields:
  - code: "3"
    questions: 10
    topics:
      - {topic: "3.1.2", sets: [3]}
      - {topic: "3.1.3", sets: [3], chance: 0.5}
      - {topic: "3.4.1", sets: [4]}
      - {topic: "3.4.3", sets: [2]}
"""


@pytest.fixture(scope="session")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    folder = tmp_path_factory.mktemp("bank") / "bank"
    shutil.copytree(BANK, folder)
    (folder / "exam.yaml").write_text(BLUEPRINT, encoding="utf-8")
    return load(folder)


@pytest.fixture(scope="session")
def shipped() -> Catalog:
    """The bank that ships with the program."""
    return load(paths.questions_folder())


Reopen = Callable[[], Study]


@pytest.fixture
def reopen(catalog: Catalog, database_file: Path, clock: FixedClock) -> Iterator[Reopen]:
    """A study on fresh objects over the same file, as after a kill; the last one is closed at the end."""
    opened: list[Database] = []

    def open_again() -> Study:
        while opened:
            opened.pop().close()
        opened.append(open_database(database_file))
        return Study(catalog, opened[-1], clock, settings=Settings(language="ja"))

    yield open_again
    while opened:
        opened.pop().close()


def place(sheet: Sheet, question_id: str, part: str = "") -> int:
    """Where a question stands on a sheet."""
    entries = [(entry.question_id, entry.part) for entry in sheet.entries]
    return entries.index((question_id, part))
