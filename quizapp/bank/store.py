"""What was read of question files, kept between runs: an SQLite file of JSON, which can be deleted at any time.

A row is known by its file's times and size, and where these differ by the hash of the file's content. What the store
says is never more than a saving of time: the data of a question is validated again when it is asked for, and a store
that can't be read, or was written by another version of the program, is begun anew. Nothing in it is ever run.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import sys
import threading
import weakref
import zlib
from collections.abc import Collection, Iterable, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from quizapp import __version__, paths
from quizapp.bank.header import Header, from_plain

# Modified, changed, size: as `os.stat` has them.
Stamp = tuple[int, int, int]
# Of more contents than this all rows are read at once.
_MANY = 50

_TABLES = """
CREATE TABLE IF NOT EXISTS about (program TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS files (
    name TEXT PRIMARY KEY, modified INTEGER, changed INTEGER, size INTEGER, digest TEXT, header TEXT, sum INTEGER
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS questions (digest TEXT PRIMARY KEY, data BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS findings (
    digest TEXT, context TEXT, found TEXT, PRIMARY KEY (digest, context)
) WITHOUT ROWID;
"""


class Row(NamedTuple):
    """What is known of one file: its stamp, the hash of its content, and the header of its question."""

    stamp: Stamp
    digest: str
    header: Header


def digest_of(content: bytes) -> str:
    """The hash by which the content of a file is known."""
    return blake2b(content, digest_size=16).hexdigest()


def place_for(bank: Path) -> Path:
    """Where the store of a bank is kept, among the user's own files."""
    name = blake2b(os.fsencode(bank.resolve()), digest_size=8).hexdigest()
    return paths.data_folder() / "cache" / f"bank-{name}.sqlite"


class Store:
    """The store of one bank. Every method works without a usable file: it then knows nothing and keeps nothing."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._lock = threading.Lock()
        self._connection = self._open()
        if self._connection is None:
            with contextlib.suppress(OSError):
                place.unlink(missing_ok=True)
            self._connection = self._open()
        if self._connection is not None:
            weakref.finalize(self, self._connection.close)

    def rows(self) -> dict[str, Row]:
        """What is known of each file, by its name below the bank's folder."""
        rows = [
            row
            for row in self._ask("SELECT name, modified, changed, size, digest, header, sum FROM files")
            if zlib.crc32(row[5].encode()) == row[6]
        ]
        try:
            headers = map(from_plain, json.loads(f"[{','.join(row[5] for row in rows)}]"))
            return {
                row[0]: Row((row[1], row[2], row[3]), row[4], header) for row, header in zip(rows, headers, strict=True)
            }
        except (ValueError, TypeError, KeyError):
            return {}

    def data(self, digest: str) -> bytes | None:
        """The JSON of the question in a file of this content."""
        rows = self._ask("SELECT data FROM questions WHERE digest = ?", (digest,))
        return rows[0][0] if rows and isinstance(rows[0][0], bytes) else None

    def keep(self, read: Mapping[str, tuple[Row, bytes | None]], gone: Iterable[str]) -> None:
        """Keep what was read of these files (None: the data is kept already) and forget those that are gone."""
        files = []
        for name, (row, _) in read.items():
            header = json.dumps(row.header, ensure_ascii=False)
            files.append((name, *row.stamp, row.digest, header, zlib.crc32(header.encode())))
        data = [(row.digest, content) for row, content in read.values() if content is not None]
        self._write(
            ("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?)", files),
            ("INSERT OR REPLACE INTO questions VALUES (?, ?)", data),
            ("DELETE FROM files WHERE name = ?", [(name,) for name in gone]),
        )

    def tidy(self) -> None:
        """Forget questions and findings of contents that no file has any more."""
        self._write(
            ("DELETE FROM questions WHERE digest NOT IN (SELECT digest FROM files)", [()]),
            (
                "DELETE FROM findings WHERE digest NOT IN (SELECT digest FROM files) AND digest NOT LIKE 'family:%'",
                [()],
            ),
        )

    def findings(self, context: str, digests: Collection[str]) -> dict[str, Any]:
        """The findings of the lint in this context, by content; plain data."""
        if len(digests) > _MANY:
            rows = self._ask("SELECT digest, found FROM findings WHERE context = ?", (context,))
        else:
            one = "SELECT digest, found FROM findings WHERE context = ? AND digest = ?"
            rows = [row for digest in digests for row in self._ask(one, (context, digest))]
        found = {}
        for digest, text in rows:
            with contextlib.suppress(ValueError, TypeError):
                found[digest] = json.loads(text)
        return found

    def keep_findings(self, context: str, found: Mapping[str, Any]) -> None:
        """Keep findings, by content; those of other contexts of the same contents are forgotten."""
        self._write(
            ("DELETE FROM findings WHERE digest = ?", [(digest,) for digest in found]),
            (
                "INSERT OR REPLACE INTO findings VALUES (?, ?, ?)",
                [(digest, context, json.dumps(data, ensure_ascii=False)) for digest, data in found.items()],
            ),
        )

    def _open(self) -> sqlite3.Connection | None:
        connection: sqlite3.Connection | None = None
        try:
            paths.ensure_folder(self._place.parent)
            connection = sqlite3.connect(self._place, timeout=0.5, check_same_thread=False, isolation_level=None)
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.executescript(_TABLES)
            program = connection.execute("SELECT program FROM about").fetchall()
            if program != [(_program(),)]:
                connection.executescript(
                    "DELETE FROM about; DELETE FROM files; DELETE FROM questions; DELETE FROM findings"
                )
                connection.execute("INSERT INTO about VALUES (?)", (_program(),))
            return connection
        except (sqlite3.Error, OSError):
            if connection is not None:
                connection.close()
            return None

    def _ask(self, statement: str, values: tuple[str, ...] = ()) -> list[Any]:
        if self._connection is None:
            return []
        try:
            with self._lock:
                return self._connection.execute(statement, values).fetchall()
        except (sqlite3.Error, UnicodeError):
            return []

    def _write(self, *changes: tuple[str, list[Any]]) -> None:
        if self._connection is None:
            return
        with self._lock, contextlib.suppress(sqlite3.Error):
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                for statement, values in changes:
                    self._connection.executemany(statement, values)
                self._connection.execute("COMMIT")
            except (sqlite3.Error, UnicodeError):
                # A text with a lone surrogate can't be kept: nothing of this change is.
                self._connection.execute("ROLLBACK")


def _program() -> str:
    """What the rows depend on beside the files: this version of the program, its bank, and the form of its rows."""
    return code_stamp((Path(__file__).parent,))


def code_stamp(folders: Iterable[Path]) -> str:
    """A hash of the version and of the times and sizes of all modules in these folders."""
    known = [__version__, sys.version]
    for folder in folders:
        for found in sorted(os.scandir(folder), key=lambda entry: entry.name):
            if found.name.endswith(".py"):
                status = found.stat()
                known.append(f"{found.name} {status.st_mtime_ns} {status.st_size}")
    return blake2b("\n".join(known).encode(), digest_size=16).hexdigest()
