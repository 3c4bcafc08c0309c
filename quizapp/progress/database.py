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

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from quizapp import paths
from quizapp.progress import backup
from quizapp.progress.faults import (
    DamagedDatabase,
    DatabaseFault,
    NewerDatabase,
    NotADatabase,
    ReadOnlyDatabase,
    UnreachableDatabase,
    UpgradeFailed,
    from_sqlite,
)
from quizapp.progress.upgrade import Migrations, shipped, upgrade

BUSY_SECONDS = 5.0
WRITES = "quizapp_writes"
_HEADER = b"SQLite format 3\x00"

__all__ = ["Connection", "Database", "file_of", "open_database"]


class Database:
    """An open database. Threads may share it: each transaction takes its own connection, writers take turns."""

    def __init__(self, engine: Engine, place: str, file: Path | None) -> None:
        self.place = place
        self.file = file
        self._engine = engine
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

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, sqlite3.Error) as error:
            fault = _fault(error, self.place, self.file)
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

    `place`: a file, or a URL of SQLAlchemy; by default `QUIZAPP_DATABASE_URL`, else the learner's own file. `now`
    stamps the back-up. Raises `DatabaseFault`; a database that is newer, foreign or damaged is left untouched.
    """
    place = place or os.environ.get("QUIZAPP_DATABASE_URL") or paths.database_file()
    migrations = migrations or shipped()
    url = _url(place)
    if url.get_backend_name() == "sqlite":
        return _open_file(Path(url.database or ""), busy_seconds, migrations, now)
    return _open_server(url, migrations)


def _url(place: str | Path) -> URL:
    if isinstance(place, Path) or "://" not in place:
        return URL.create("sqlite", database=str(place))
    try:
        url = make_url(place)
    except ArgumentError as error:
        raise UnreachableDatabase(_without_password(place), reason="not a database URL") from error
    if url.get_backend_name() == "sqlite" and not url.database:
        raise UnreachableDatabase(place, reason="a file is needed, not a database in memory")
    return url


def _without_password(place: str) -> str:
    scheme, _, rest = place.partition("://")
    return f"{scheme}://…{rest.rpartition('@')[2]}" if "@" in rest else place


def file_of(place: str | Path | None = None) -> Path | None:
    """The file of an embedded database, None for one on a server. `place` as for `open_database`. Raises
    `UnreachableDatabase` for what is neither.
    """
    url = _url(place or os.environ.get("QUIZAPP_DATABASE_URL") or paths.database_file())
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


# SQLite


def _open_file(file: Path, busy_seconds: float, migrations: Migrations, now: Callable[[], datetime]) -> Database:
    version = _probe(file, busy_seconds, migrations)
    if version != migrations.head:
        _make_or_upgrade(file, version, busy_seconds, migrations, now)
    elif not os.access(file, os.W_OK) or not os.access(file.parent, os.W_OK):
        raise ReadOnlyDatabase(file, reason="no write permission", backup=backup.latest(file))
    return Database(_file_engine(file, busy_seconds), str(file), file)


def _probe(file: Path, busy_seconds: float, migrations: Migrations) -> str | None:
    """The revision of a database file, read without changing anything; None for one that is still to be made."""
    try:
        if not file.exists() or file.stat().st_size == 0:
            return None
        with file.open("rb") as opened:
            header = opened.read(len(_HEADER))
        if header != _HEADER:
            raise DamagedDatabase(file, reason="file is not a database", backup=backup.latest(file))
        source = f"{file.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(source, uri=True, timeout=busy_seconds)) as connection:
            tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone() if tables >= _OURS else None
    except OSError as error:
        raise UnreachableDatabase(file, reason=error.strerror or str(error)) from error
    except sqlite3.Error as error:
        fault = from_sqlite(error, file, backup.latest(file))
        if isinstance(fault, UnreachableDatabase) and not os.access(file.parent, os.W_OK):
            fault = ReadOnlyDatabase(file, reason=str(error), backup=fault.backup)
        raise fault or DamagedDatabase(file, reason=str(error), backup=backup.latest(file)) from error
    if row is None:
        if tables:
            raise NotADatabase(file)
        return None
    return _known(str(row[0]), migrations, str(file), backup.latest(file))


_OURS = {"alembic_version", "learners", "question_revisions"}


def _known(version: str, migrations: Migrations, place: str, copy: Path | None) -> str:
    if version not in migrations.revisions:
        raise NewerDatabase(place, reason=version, backup=copy)
    return version


def _make_or_upgrade(
    file: Path, version: str | None, busy_seconds: float, migrations: Migrations, now: Callable[[], datetime]
) -> None:
    copy = backup.make(file, now(), f"before-{migrations.head}") if version is not None else None
    try:
        paths.ensure_folder(file.parent)
    except OSError as error:
        raise ReadOnlyDatabase(file, reason=error.strerror or str(error)) from error
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
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN DEFERRED")

    return engine


# PostgreSQL


def _open_server(url: URL, migrations: Migrations) -> Database:
    place = url.render_as_string(hide_password=True)
    try:
        engine = create_engine(url, pool_pre_ping=True)
    except (SQLAlchemyError, NoSuchModuleError, ImportError) as error:
        raise UnreachableDatabase(place, reason=_plain(error)) from error
    try:
        _make_ready(engine, place, migrations)
    except BaseException:
        engine.dispose()
        raise
    return Database(engine, place, None)


def _make_ready(engine: Engine, place: str, migrations: Migrations) -> None:
    try:
        with engine.connect() as connection:
            tables = set(inspect(connection).get_table_names())
            found = connection.scalar(text("SELECT version_num FROM alembic_version")) if tables >= _OURS else None
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


def _plain(error: Exception) -> str:
    origin = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    return str(origin).strip().partition("\n")[0]


def _fault(error: BaseException, place: str, file: Path | None) -> DatabaseFault | None:
    origin = error.orig if isinstance(error, DBAPIError) else error
    if file is None:
        if isinstance(error, DBAPIError) and error.connection_invalidated:
            return UnreachableDatabase(place, reason=_plain(error))
        return None
    return None if origin is None else from_sqlite(origin, place, backup.latest(file))
