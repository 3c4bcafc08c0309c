"""What can be wrong with a database, told to the person who has to deal with it.

A `DatabaseFault` names its message in the catalog (`progress.<code>`) and carries what fills it: the file, the
reason, and the last back-up where there is one. `sentence(language)` is what a screen or a command shows.
"""

from __future__ import annotations

import errno
import shutil
import sqlite3
from pathlib import Path
from typing import ClassVar

from quizapp.text.messages import message
from quizapp.text.system import numbered_reason


class DatabaseFault(Exception):
    """Something is wrong with the database; nothing was written by the failed call."""

    code: ClassVar[str] = "failed"
    needs_backup: ClassVar[bool] = False
    # Whether the usual sentence says that something was not recorded; while opening, nothing was to be.
    tells_of_loss: ClassVar[bool] = False

    def __init__(
        self, place: str | Path, *, reason: str = "", backup: Path | None = None, number: int | None = None
    ) -> None:
        self.place = str(place)
        self.reason = reason
        # Of the system, where it was that which refused: its words are the program's own (`text.system`).
        self.number = number
        self.backup = backup
        super().__init__(self.sentence("en"))

    def sentence(self, language: str, *, opening: bool = False) -> str:
        """What happened, where, and what to do. `opening`: it happened while the database was being opened."""
        code = f"{self.code}_opening" if opening and self.tells_of_loss else self.code
        words = message(
            language, f"progress.{code}", file=self.place, reason=numbered_reason(language, self.number, self.reason)
        )
        if self.backup is not None:
            return words + message(language, "progress.last_backup", backup=str(self.backup))
        return words + message(language, "progress.never_backed_up") if self.needs_backup else words


class NewerDatabase(DatabaseFault):
    """Written by a newer version of the program. It is left untouched."""

    code = "newer"


class NotADatabase(DatabaseFault):
    """A sound database, but of some other program."""

    code = "foreign"


class DamagedDatabase(DatabaseFault):
    """The file is no database, or its contents don't hold together."""

    code = "damaged"
    needs_backup = True


class LockedDatabase(DatabaseFault):
    """Another program kept the database locked for longer than the busy timeout."""

    code = "locked"
    tells_of_loss = True


class DatabaseInUse(DatabaseFault):
    """Another program has the database open, so its file can't be replaced."""

    code = "in_use"


class ReadOnlyDatabase(DatabaseFault):
    """The file or its folder can't be written."""

    code = "read_only"


class DiskFull(DatabaseFault):
    """No room is left for the database."""

    code = "full"
    tells_of_loss = True


class UnreachableDatabase(DatabaseFault):
    """The file can't be opened, or the server can't be reached."""

    code = "unreachable"


class NoPlace(UnreachableDatabase):
    """What should say where the database is names no place that this program knows."""

    code = "no_place"


class MissingFolder(UnreachableDatabase):
    """The file was named, but its folder doesn't exist. Only the program's own folder is made."""

    code = "no_folder"


class MissingDriver(UnreachableDatabase):
    """The driver for a server's database is not installed."""

    code = "no_driver"


class IncompleteDatabase(DatabaseFault):
    """A server's database lacks a table or a column of this version."""

    code = "incomplete"


class NoLearner(DatabaseFault):
    """A shared database, and nothing says who is learning."""

    code = "no_learner"


class UpgradeFailed(DatabaseFault):
    """A migration went wrong and was rolled back; the database is as it was."""

    code = "upgrade_failed"


class NoSuchBackup(DatabaseFault):
    """The file to restore from is missing, or is no back-up of this program."""

    code = "no_backup"


_BY_SQLITE_CODE: dict[int, type[DatabaseFault]] = {
    sqlite3.SQLITE_BUSY: LockedDatabase,
    sqlite3.SQLITE_LOCKED: LockedDatabase,
    sqlite3.SQLITE_READONLY: ReadOnlyDatabase,
    sqlite3.SQLITE_PERM: ReadOnlyDatabase,
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_CORRUPT: DamagedDatabase,
    sqlite3.SQLITE_NOTADB: DamagedDatabase,
    sqlite3.SQLITE_FORMAT: DamagedDatabase,
    sqlite3.SQLITE_IOERR: UnreachableDatabase,
    sqlite3.SQLITE_CANTOPEN: UnreachableDatabase,
}


# Less room than SQLite needs for the index of its write-ahead log; where that can't be made it calls it an I/O error.
_NO_ROOM = 64 * 1024


def from_sqlite(error: BaseException, place: str | Path, backup: Path | None = None) -> DatabaseFault | None:
    """The fault behind an error of SQLite, or None where it is a fault of the program (a broken constraint, wrong
    SQL).
    """
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    kind = _BY_SQLITE_CODE.get(code & 0xFF)  # the upper bits are the extended code
    if kind is UnreachableDatabase and _no_room(Path(place)):
        kind = DiskFull
    return None if kind is None else kind(place, reason=str(error), backup=backup)


def from_system(error: OSError, place: str | Path, otherwise: type[DatabaseFault]) -> DatabaseFault:
    """The fault behind an error of the file system: a full disk, or `otherwise`."""
    full = error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
    return (DiskFull if full else otherwise)(place, reason=error.strerror or str(error), number=error.errno)


def _no_room(file: Path) -> bool:
    try:
        return shutil.disk_usage(file.parent).free < _NO_ROOM
    except OSError:
        return False
