"""Holding a database file: shared by every program that has it open, alone by one that replaces it.

SQLite's own locks last for a transaction, but a learner sits in front of an open database between transactions, too:
what is answered after the file was replaced under a program would be written into the file that is no longer there.
So each open `Database` keeps a read transaction on an empty database `<file>.lock` beside it, for as long as it is
open; replacing the file needs that empty database alone. SQLite locks on every system that it runs on, and the
system drops the locks of a program that was killed. The empty file stays.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quizapp.progress.faults import DatabaseInUse, LockedDatabase, UnreachableDatabase, from_sqlite


def lock_file(file: Path) -> Path:
    """The empty database that is held for `file`; one and the same for all links to it."""
    real = Path(os.path.realpath(file))
    return real.with_name(f"{real.name}.lock")


class Hold:
    """A share in an open database file, until `release`. Any thread may release it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def release(self) -> None:
        """Give the share back; a second time does nothing."""
        self._connection.close()


def share(file: Path, busy_seconds: float) -> Hold:
    """Hold a database file together with others. Raises `LockedDatabase` while it is being replaced, or another
    `DatabaseFault`.
    """
    try:
        connection = _begin(file, "BEGIN", busy_seconds)
    except sqlite3.Error as error:
        raise from_sqlite(error, file) or UnreachableDatabase(file, reason=str(error)) from error
    return Hold(connection)


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Hold a database file while nobody else does. Raises `DatabaseInUse` where somebody does, or another
    `DatabaseFault`.
    """
    try:
        connection = _begin(file, "BEGIN EXCLUSIVE", 0)
    except sqlite3.Error as error:
        fault = from_sqlite(error, file)
        if isinstance(fault, LockedDatabase):
            raise DatabaseInUse(file) from error
        raise fault or UnreachableDatabase(file, reason=str(error)) from error
    try:
        yield
    finally:
        connection.close()


def _begin(file: Path, begin: str, wait: float) -> sqlite3.Connection:
    connection = sqlite3.connect(lock_file(file), timeout=wait, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode=MEMORY")  # nothing is ever written, so no journal either
        connection.execute(begin)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()  # `BEGIN` alone takes no lock yet
    except BaseException:
        connection.close()
        raise
    return connection
