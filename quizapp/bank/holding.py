"""Holding a folder while a file in it is read, changed and written: one program at a time.

Where the system locks folders (`flock`), the folder itself is locked: nothing is put into it, it may be read-only, and
whoever works in it on this computer is held off. Elsewhere (Windows, some network drives) an empty SQLite file among
the user's own is locked in its place. The system drops either lock when a program ends, also one that is killed.
Editors know of no lock: whoever writes compares first (`editing.write_over`).
"""

from __future__ import annotations

import errno
import importlib
import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any

from quizapp import paths

# Files are changed in milliseconds: a lock that lasts longer is that of a program which has stopped.
SECONDS = 10.0
_PAUSE = 0.02


class Busy(OSError):
    """Another program holds the folder."""

    def __init__(self, folder: str) -> None:
        super().__init__(errno.EAGAIN, os.strerror(errno.EAGAIN), folder)


class _Holders(threading.local):
    """The folders that a thread holds."""

    def __init__(self) -> None:
        self.folders: set[str] = set()


_holders = _Holders()


@contextmanager
def held(folder: Path, seconds: float | None = None) -> Iterator[None]:
    """Hold a folder alone; a thread may hold again what it holds. Raises `Busy` where another does for so many seconds
    (by default `SECONDS`).

    A folder that can't be locked in either way is held without a lock.
    """
    place = os.path.realpath(folder)
    if place in _holders.folders:
        yield
        return
    seconds = SECONDS if seconds is None else seconds
    with ExitStack() as lock:
        if not _lock_folder(place, seconds, lock):
            _lock_file(place, seconds, lock)
        _holders.folders.add(place)
        try:
            yield
        finally:
            _holders.folders.discard(place)


def _flock() -> Any:
    """The module that locks folders; None where the system has none."""
    try:
        return importlib.import_module("fcntl")
    except ImportError:
        return None


def _lock_folder(place: str, seconds: float, lock: ExitStack) -> bool:
    """Lock the folder itself; whether that is possible here."""
    fcntl = _flock()
    if fcntl is None:
        return False
    try:
        opened = os.open(place, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return False
    lock.callback(os.close, opened)
    for _ in range(max(1, round(seconds / _PAUSE))):
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            time.sleep(_PAUSE)
        except OSError:
            return False
    raise Busy(place)


def _lock_file(place: str, seconds: float, lock: ExitStack) -> None:
    """Lock an empty file that stands for the folder."""
    name = blake2b(os.fsencode(place), digest_size=8).hexdigest()
    try:
        file = paths.ensure_folder(paths.data_folder() / "locks") / f"{name}.lock"
        connection = sqlite3.connect(file, timeout=seconds, isolation_level=None, check_same_thread=False)
        lock.callback(connection.close)
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
            raise Busy(place) from error
    except OSError:
        # Nothing of the user's own can be written: what is compared before it is replaced has to do.
        return
