"""Copies of the embedded database: made, listed, put back, checked.

They stand in a folder `backups` beside the database. A copy is made with SQLite's own back-up, so it is whole even
while the program writes; a plain copy of the file would miss what is still in the write-ahead log.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from quizapp import paths
from quizapp.progress import holding
from quizapp.progress.checking import check, read_only
from quizapp.progress.faults import DatabaseFault, NoSuchBackup, UnreachableDatabase, from_sqlite, from_system
from quizapp.progress.places import exists

__all__ = ["all_of", "check", "folder_of", "keep_daily", "latest", "make", "make_daily", "restore"]

SUFFIX = ".sqlite"
DAILY = "daily"
_BESIDE = ("-wal", "-shm")


def folder_of(file: Path) -> Path:
    """Where the back-ups of a database are kept."""
    return file.parent / paths.backups_folder().name


def make(file: Path, moment: datetime, reason: str = "request") -> Path:
    """Copy the database as it stands; `reason` becomes part of the name. Raises `DatabaseFault`; no half copy is
    left.
    """
    folder = folder_of(file)
    try:
        paths.ensure_folder(folder)
        copy = _free_name(folder, f"{file.stem}-{_text(moment)}-{reason}")
        _copy(file, copy)
    except sqlite3.Error as error:
        raise from_sqlite(error, file) or UnreachableDatabase(file, reason=str(error)) from error
    except OSError as error:
        raise from_system(error, folder, UnreachableDatabase) from error
    return copy


def keep_daily(file: Path | None, moment: datetime) -> Path | None:
    """`make_daily` for a program that was just opened (None: a database on a server, which has its own back-ups).

    It never stands in the way of learning: what goes wrong here is not told and raises nothing. The next opening
    tries again, and `quizapp db backup` says what the matter is.
    """
    if file is None:
        return None
    try:
        return make_daily(file, moment)
    except (DatabaseFault, OSError):
        return None


def make_daily(file: Path, moment: datetime, keep: int = 10) -> Path | None:
    """Copy the database unless that was done in the last 20 hours, and drop all but the newest `keep` of these copies.

    Copies made for another reason are never dropped. None where nothing was to be done.
    """
    daily = [copy for copy in all_of(file) if copy.stem.endswith(f"-{DAILY}")]
    if daily and _stamp(daily[0]) > _text(moment - timedelta(hours=20)):
        return None
    copy = make(file, moment, DAILY)
    for old in daily[max(keep - 1, 0) :]:
        old.unlink(missing_ok=True)
    return copy


def all_of(file: Path) -> list[Path]:
    """The back-ups of a database, newest first."""
    return sorted(
        folder_of(file).glob(f"{file.stem}-*{SUFFIX}"), key=lambda copy: (_stamp(copy), copy.name), reverse=True
    )


def latest(file: Path) -> Path | None:
    """The newest back-up, if there is one."""
    return next(iter(all_of(file)), None)


def restore(file: Path, copy: Path, moment: datetime) -> Path | None:
    """Put a back-up in the place of the database. Returns where the replaced file is kept, None if there was none.

    The back-up is checked first. Raises `DatabaseInUse` while any program has the database open (its learner would go
    on answering into a file that is gone), `NoSuchBackup` or another `DatabaseFault`; nothing is changed then.
    """
    if not exists(copy):
        raise NoSuchBackup(copy, reason="no such file")
    findings = check(copy)
    if findings:
        raise NoSuchBackup(copy, reason=findings[0])
    try:
        paths.ensure_folder(file.parent)
        with holding.alone(file):
            return _replace(file, copy, moment)
    except sqlite3.Error as error:
        raise from_sqlite(error, file) or UnreachableDatabase(file, reason=str(error)) from error
    except OSError as error:
        raise from_system(error, file, UnreachableDatabase) from error


def _replace(file: Path, copy: Path, moment: datetime) -> Path | None:
    fresh = file.with_name(f"{file.name}.restored")
    try:
        _copy(copy, fresh)
        kept = _set_aside(file, moment)
        # Before the file itself: an old log beside a new file would be played into it.
        for extra in _BESIDE:
            file.with_name(file.name + extra).unlink(missing_ok=True)
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)
    return kept


def _copy(source: Path, target: Path) -> None:
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        with closing(read_only(source)) as old, closing(sqlite3.connect(part)) as new:
            old.backup(new)
            # The copy is one file, complete without a write-ahead log beside it.
            new.execute("PRAGMA journal_mode=DELETE")
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _set_aside(file: Path, moment: datetime) -> Path | None:
    """Copy a database and its write-ahead log as they are: a damaged one can't be copied by SQLite."""
    if not file.exists():
        return None
    folder = paths.ensure_folder(folder_of(file))
    kept = _free_name(folder, f"replaced-{file.stem}-{_text(moment)}")
    shutil.copy2(file, kept)
    for extra in _BESIDE:
        beside = file.with_name(file.name + extra)
        if beside.exists():
            shutil.copy2(beside, kept.with_name(kept.name + extra))
    return kept


def _text(moment: datetime) -> str:
    """A moment as it stands in a name: in UTC, so that it sorts by time."""
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _stamp(copy: Path) -> str:
    found = re.search(r"-(\d{8}T\d{6}Z)", copy.stem)
    return found[1] if found else ""


def _free_name(folder: Path, stem: str) -> Path:
    name, number = folder / f"{stem}{SUFFIX}", 1
    while name.exists():
        number += 1
        name = folder / f"{stem}-{number}{SUFFIX}"
    return name
