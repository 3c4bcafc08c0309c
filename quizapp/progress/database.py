"""Opening the database, and its transactions.

SQLite is used with its own transactions instead of the driver's: `BEGIN IMMEDIATE` for writers, because a reader that
turns writer late loses against another one, and `BEGIN DEFERRED` for readers. `synchronous=FULL`: a verdict that was
shown is on the disk even after a power cut; it costs one flush for each answer, which nobody notices.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

from quizapp import paths
from quizapp.progress import backup, holding, places
from quizapp.progress.checking import TABLES, ours, read_only
from quizapp.progress.faults import (
    DamagedDatabase,
    DatabaseFault,
    IncompleteDatabase,
    MissingDriver,
    NewerDatabase,
    NotADatabase,
    ReadOnlyDatabase,
    UnreachableDatabase,
    UpgradeFailed,
    from_sqlite,
    from_system,
)
from quizapp.progress.places import file_of
from quizapp.progress.upgrade import Migrations, shipped, upgrade

BUSY_SECONDS = 5.0
WRITES = "quizapp_writes"
_HEADER = b"SQLite format 3\x00"

__all__ = ["Connection", "Database", "file_of", "open_database"]


class Database:
    """An open database. Threads may share it: each transaction takes its own connection, writers take turns. While it
    is open, its file can't be replaced by a back-up.
    """

    def __init__(self, engine: Engine, place: str, file: Path | None, hold: holding.Hold | None = None) -> None:
        self.place = place
        self.file = file
        self._engine = engine
        self._hold = hold
        self._writers = engine.execution_options(**{WRITES: True})
        self._turn = threading.RLock()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database and writes nothing. Raises `DatabaseFault`."""
        with self._faults(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is committed when the block ends, and rolled back when it raises. Raises
        `DatabaseFault`.
        """
        with self._faults(), self._turn, self._writers.begin() as connection:
            yield connection

    def close(self) -> None:
        """Close every connection; SQLite then moves its write-ahead log into the file."""
        self._engine.dispose()
        if self._hold is not None:
            self._hold.release()

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, sqlite3.Error) as error:
            fault = _fault(error, self.place, self.file) or _lacking(error, self.place, self.file)
            if fault is None:
                raise
            raise fault from error


def open_database(
    place: str | Path | None = None,
    *,
    busy_seconds: float = BUSY_SECONDS,
    migrations: Migrations | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Database:
    """Open a database, made or upgraded where needed (after a back-up of a file that holds anything).

    `place`: as for `places.find`; by default `QUIZAPP_DATABASE_URL`, else the learner's own file. `now` stamps the
    back-up. Raises `DatabaseFault`; a database that is newer, foreign or damaged is left untouched.
    """
    found = places.find(place)
    migrations = migrations or shipped()
    if isinstance(found, places.ServerPlace):
        return _open_server(found, migrations)
    return _open_file(found.file, busy_seconds, migrations, now)


# SQLite


def _open_file(file: Path, busy_seconds: float, migrations: Migrations, now: Callable[[], datetime]) -> Database:
    # Before it is held: what is not ours gets no file put beside it.
    if _probe(file, busy_seconds, migrations) is None:
        try:
            paths.ensure_folder(file.parent)
        except OSError as error:
            raise from_system(error, file, ReadOnlyDatabase) from error
    elif not os.access(file, os.W_OK) or not os.access(file.parent, os.W_OK):
        raise ReadOnlyDatabase(file, reason="no write permission", backup=backup.latest(file))
    hold = holding.share(file, busy_seconds)
    try:
        # Again, because until now it could be replaced.
        version = _probe(file, busy_seconds, migrations)
        if version != migrations.head:
            _make_or_upgrade(file, version, busy_seconds, migrations, now)
        return Database(_file_engine(file, busy_seconds), str(file), file, hold)
    except BaseException:
        hold.release()
        raise


def _probe(file: Path, busy_seconds: float, migrations: Migrations) -> str | None:
    """The revision of a database file, read without changing anything; None for one that is still to be made."""
    try:
        if not file.exists() or file.stat().st_size == 0:
            return None
        with file.open("rb") as opened:
            header = opened.read(len(_HEADER))
        if header != _HEADER:
            raise _damaged(file, "file is not a database")
        with closing(read_only(file, busy_seconds)) as connection:
            tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone() if ours(tables) else None
    except OSError as error:
        raise from_system(error, file, UnreachableDatabase) from error
    except sqlite3.Error as error:
        fault = from_sqlite(error, file, backup.latest(file))
        if isinstance(fault, UnreachableDatabase) and not os.access(file.parent, os.W_OK):
            fault = ReadOnlyDatabase(file, reason=str(error), backup=fault.backup)
        raise fault or _damaged(file, str(error)) from error
    if not tables:
        return None
    if not ours(tables):
        raise NotADatabase(file)
    if row is None:
        raise _damaged(file, "no revision")
    version = _known(str(row[0]), migrations, str(file), backup.latest(file))
    if version == migrations.head and not tables >= TABLES:
        raise _damaged(file, f"no such table: {', '.join(sorted(TABLES - tables))}")
    return version


def _damaged(file: Path, reason: str) -> DamagedDatabase:
    return DamagedDatabase(file, reason=reason, backup=backup.latest(file))


def _known(version: str, migrations: Migrations, place: str, copy: Path | None) -> str:
    if version not in migrations.revisions:
        raise NewerDatabase(place, reason=version, backup=copy)
    return version


def _make_or_upgrade(
    file: Path, version: str | None, busy_seconds: float, migrations: Migrations, now: Callable[[], datetime]
) -> None:
    copy = backup.make(file, now(), f"before-{migrations.head}") if version is not None else None
    engine = _file_engine(file, busy_seconds, foreign_keys=False).execution_options(**{WRITES: True})
    try:
        upgrade(engine, migrations)
    except DatabaseFault:
        raise
    except Exception as error:
        # Whatever a migration raises, it was rolled back, and the learner is told where the copy is.
        fault = _fault(error, str(file), file)
        raise fault or UpgradeFailed(file, reason=str(error), backup=copy) from error
    finally:
        engine.dispose()


def _file_engine(file: Path, busy_seconds: float, *, foreign_keys: bool = True) -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(file)), connect_args={"timeout": busy_seconds})

    @event.listens_for(engine, "connect")
    def connected(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None  # transactions begin where `began` says, not where the driver guesses
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")

    @event.listens_for(engine, "begin")
    def began(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES, False)
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("BEGIN IMMEDIATE" if writes else "BEGIN DEFERRED")

    return engine


# PostgreSQL


def _open_server(place: places.ServerPlace, migrations: Migrations) -> Database:
    try:
        engine = create_engine(place.url, pool_pre_ping=True)
    except ImportError as error:
        raise MissingDriver(place.shown, reason=_plain(error)) from error
    except SQLAlchemyError as error:
        raise UnreachableDatabase(place.shown, reason=_plain(error)) from error
    try:
        _make_ready(engine, place.shown, migrations)
    except BaseException:
        engine.dispose()
        raise
    return Database(engine, place.shown, None)


def _make_ready(engine: Engine, place: str, migrations: Migrations) -> None:
    try:
        with engine.connect() as connection:
            tables = set(inspect(connection).get_table_names())
            found = connection.scalar(text("SELECT version_num FROM alembic_version")) if ours(tables) else None
    except SQLAlchemyError as error:
        raise UnreachableDatabase(place, reason=_plain(error)) from error
    if found is None and "alembic_version" in tables:
        raise NotADatabase(place)
    if found is None or _known(str(found), migrations, place, None) != migrations.head:
        try:
            upgrade(engine, migrations)
        except Exception as error:
            # Whatever a migration raises, PostgreSQL rolled it back.
            raise UpgradeFailed(place, reason=_plain(error)) from error
    elif not tables >= TABLES:
        raise IncompleteDatabase(place, reason=f"no such table: {', '.join(sorted(TABLES - tables))}")


def _plain(error: BaseException) -> str:
    origin = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    return str(origin).strip().partition("\n")[0]


def _fault(error: BaseException, place: str, file: Path | None) -> DatabaseFault | None:
    """What kept a statement from being carried out; None where that was the statement."""
    if file is not None:
        origin = error.orig if isinstance(error, DBAPIError) else error
        return None if origin is None else from_sqlite(origin, place, backup.latest(file))
    # What the server itself can't do at the moment: its connection, its disk, its locks.
    unable = isinstance(error, DBAPIError) and (error.connection_invalidated or isinstance(error, OperationalError))
    return UnreachableDatabase(place, reason=_plain(error)) if unable else None


# SQLite gives its general code for a name that it doesn't know, PostgreSQL one for tables and one for columns.
_LACKING = ("no such table", "no such column", "has no column named")
_UNDEFINED = {"42P01", "42703"}


def _lacking(error: DBAPIError | sqlite3.Error, place: str, file: Path | None) -> DatabaseFault | None:
    """The program's statements are fixed: where one names what isn't there, the database lacks it."""
    if file is None:
        undefined = isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", None) in _UNDEFINED
        return IncompleteDatabase(place, reason=_plain(error)) if undefined else None
    words = _plain(error)
    return _damaged(file, words) if any(lacking in words for lacking in _LACKING) else None
