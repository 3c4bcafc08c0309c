"""A database that is open anywhere is not replaced: looked at with real processes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quizapp.progress import backup, holding, learners
from quizapp.progress.database import open_database
from quizapp.progress.faults import DatabaseInUse, LockedDatabase

NOW = datetime(2026, 12, 1, 11, 0, tzinfo=UTC)
SITS_IN_FRONT = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from quizapp.progress import learners
from quizapp.progress.database import open_database

database = open_database(Path(sys.argv[1]))
print("open", flush=True)
for line in sys.stdin:
    with database.writing() as connection:
        learners.ensure(connection, line.strip(), datetime.now(UTC))
    print("kept", flush=True)
database.close()
"""


@contextmanager
def another_program(file: Path) -> Iterator[subprocess.Popen[str]]:
    """A program that has the database open, and keeps a learner for each line that it is sent."""
    child = subprocess.Popen(
        [sys.executable, "-c", SITS_IN_FRONT, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert child.stdin is not None
    assert child.stdout is not None
    try:
        assert child.stdout.readline() == "open\n"
        yield child
    finally:
        child.kill()
        child.wait()
        child.stdin.close()
        child.stdout.close()


def keep(child: subprocess.Popen[str], name: str) -> None:
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(f"{name}\n")
    child.stdin.flush()
    assert child.stdout.readline() == "kept\n"


def known(file: Path, name: str) -> bool:
    with closing(open_database(file)) as database, database.reading() as connection:
        return learners.find(connection, name) is not None


def test_a_database_open_in_another_program_is_not_replaced_and_loses_nothing(file: Path) -> None:
    copy = backup.make(file, NOW)
    with another_program(file) as child:
        keep(child, "before")
        # It is between two transactions: no lock of the database itself tells that it is open.
        with pytest.raises(DatabaseInUse) as caught:
            backup.restore(file, copy, NOW)
        keep(child, "after")
    assert str(file) in caught.value.sentence("ja")
    assert known(file, "before")
    assert known(file, "after")
    assert backup.all_of(file) == [copy]


def test_a_killed_program_holds_nothing(file: Path) -> None:
    copy = backup.make(file, NOW)
    with another_program(file) as child:
        keep(child, "before")
    backup.restore(file, copy, NOW)
    assert not known(file, "before")


def test_two_programs_may_have_the_database_open(file: Path) -> None:
    with another_program(file) as one, another_program(file) as two:
        keep(one, "one")
        keep(two, "two")
    assert known(file, "one")
    assert known(file, "two")


def test_a_damaged_database_that_is_open_is_not_replaced_either(file: Path) -> None:
    copy = backup.make(file, NOW)
    with another_program(file):
        file.write_bytes(b"ruined")
        with pytest.raises(DatabaseInUse):
            backup.restore(file, copy, NOW)
    backup.restore(file, copy, NOW)
    assert backup.check(file) == []


def test_nothing_opens_the_database_while_it_is_replaced(file: Path) -> None:
    with holding.alone(file), pytest.raises(LockedDatabase):
        open_database(file, busy_seconds=0.01)
    open_database(file).close()


def test_a_link_to_the_file_is_held_like_the_file(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.sqlite"
    try:
        link.symlink_to(file)
    except OSError:
        pytest.skip("no links here")
    with closing(open_database(link)), pytest.raises(DatabaseInUse), holding.alone(file):
        pass


def test_a_database_that_could_not_be_opened_is_not_held(file: Path) -> None:
    good = file.read_bytes()
    file.write_bytes(b"ruined")
    with pytest.raises(Exception, match="damaged"):
        open_database(file)
    file.write_bytes(good)
    with holding.alone(file):
        pass
