"""The database that most tests begin with."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from quizapp.progress.database import open_database


@cache
def empty_database() -> bytes:
    """The file of a new database. The migrations make it once in a process: they take a tenth of a second."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "progress.sqlite"
        open_database(file).close()
        return file.read_bytes()
