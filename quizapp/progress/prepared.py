"""Statements that are run for every answer, compiled once.

SQLAlchemy writes them, for either database. On SQLite their text is then given to the driver as it is: building and
looking up a statement anew takes longer than SQLite takes to carry it out. Values go through the same types both ways.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Date, Delete, Dialect, Enum, Insert, Select, Update
from sqlalchemy.types import TypeEngine

from quizapp.progress.tables import Moment

Statement = Select[*tuple[Any, ...]] | Insert | Update | Delete
_Convert = Callable[[Any], Any]


class JsonText(str):
    """JSON that is text already, given as the value of a JSON column."""

    __slots__ = ()


class Prepared:
    """One statement whose values are all named parameters. Threads may share it."""

    def __init__(self, statement: Statement) -> None:
        self._statement = statement
        self._sqlite: _Compiled | None = None

    def run(self, connection: Connection, values: Mapping[str, Any]) -> int:
        """Carry it out; how many rows it has changed."""
        if connection.dialect.name != "sqlite":
            return connection.execute(self._statement, _read_texts(values)).rowcount
        return int(self._cursor(connection, values).rowcount)

    def row(self, connection: Connection, values: Mapping[str, Any]) -> Sequence[Any] | None:
        """Carry it out; its first row."""
        if connection.dialect.name != "sqlite":
            return connection.execute(self._statement, _read_texts(values)).first()
        cursor = self._cursor(connection, values)
        row = cursor.fetchone()
        cursor.close()
        assert self._sqlite is not None
        return None if row is None else self._sqlite.read(row)

    def rows(self, connection: Connection, values: Mapping[str, Any]) -> list[Sequence[Any]]:
        """Carry it out; all its rows."""
        if connection.dialect.name != "sqlite":
            return list(connection.execute(self._statement, _read_texts(values)))
        cursor = self._cursor(connection, values)
        assert self._sqlite is not None
        found: list[Sequence[Any]] = cursor.fetchall()
        return [self._sqlite.read(row) for row in found] if self._sqlite.reads else found

    def each(self, connection: Connection, values: Mapping[str, Any]) -> Iterator[Sequence[Any]]:
        """Carry it out; its rows one after the other, without holding them all."""
        if connection.dialect.name != "sqlite":
            return iter(connection.execute(self._statement, _read_texts(values)))
        cursor: Iterator[Sequence[Any]] = self._cursor(connection, values)
        assert self._sqlite is not None
        # The driver's own rows where nothing is to be made of them: there may be as many as cards.
        return map(self._sqlite.read, cursor) if self._sqlite.reads else cursor

    def _cursor(self, connection: Connection, values: Mapping[str, Any]) -> Any:
        compiled = self._sqlite
        if compiled is None:
            compiled = self._sqlite = _Compiled(self._statement, connection.dialect)
        if not connection.in_transaction():
            # The driver would see each statement's own state of the database.
            connection.begin()
        driver = connection.connection.driver_connection
        assert driver is not None
        return driver.execute(compiled.text, compiled.write(values))


class _Compiled:
    def __init__(self, statement: Statement, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)
        self.text = str(compiled)
        if "POSTCOMPILE" in self.text:
            raise TypeError("a statement with a list of values can't be compiled once")
        binds: dict[str, Any] = getattr(compiled, "binds", {})
        order: list[str] = getattr(compiled, "positiontup", None) or []
        self._writers = [(name, _writer(binds[name].type, dialect), binds[name].value) for name in order]
        columns = () if isinstance(statement, Delete) else statement.exported_columns
        self._readers = [_reader(column.type, dialect) for column in columns]
        self.reads = any(self._readers)

    def write(self, values: Mapping[str, Any]) -> list[Any]:
        """The parameters in the order of the text."""
        found = ((values.get(name, fixed), convert) for name, convert, fixed in self._writers)
        return [
            value if convert is None or value is None else str(value) if isinstance(value, JsonText) else convert(value)
            for value, convert in found
        ]

    def read(self, row: Sequence[Any]) -> tuple[Any, ...]:
        """A row with the values that the types make of it."""
        return tuple(
            value if convert is None or value is None else convert(value)
            for value, convert in zip(row, self._readers, strict=False)
        )


def _read_texts(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: json.loads(value) if isinstance(value, JsonText) else value for name, value in values.items()}


# None never comes to these: it stands for itself in every type. The commonest types are written out, because the
# library's own ways to the same values take longer than the statements.


def _writer(kind: TypeEngine[Any], dialect: Dialect) -> _Convert | None:
    if isinstance(kind, Moment):
        return _written_moment
    if isinstance(kind, Date):
        return date.isoformat
    if isinstance(kind, Enum):
        return str
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _reader(kind: TypeEngine[Any], dialect: Dialect) -> _Convert | None:
    if isinstance(kind, Moment):
        return _read_moment
    if isinstance(kind, Date):
        return date.fromisoformat
    if isinstance(kind, Enum) and kind.enum_class is not None:
        return kind.enum_class
    return kind.dialect_impl(dialect).result_processor(dialect, None)


def _written_moment(value: datetime) -> str:
    if value.tzinfo is None:
        raise ValueError("a moment without its time zone can't be stored")
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def _read_moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
