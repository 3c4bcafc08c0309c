"""Statements that are run for every answer, compiled once.

SQLAlchemy writes them, for either database. On SQLite their text is then given to the driver as it is: building and
looking up a statement anew takes longer than SQLite takes to carry it out. Values go through the same types both ways.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Delete, Dialect, Insert, Select, Update
from sqlalchemy.types import TypeEngine

Statement = Select[*tuple[Any, ...]] | Insert | Update | Delete
_Convert = Callable[[Any], Any]


class Prepared:
    """One statement whose values are all named parameters. Threads may share it."""

    def __init__(self, statement: Statement) -> None:
        self._statement = statement
        self._sqlite: _Compiled | None = None

    def run(self, connection: Connection, values: Mapping[str, Any]) -> int:
        """Carry it out; how many rows it has changed."""
        if connection.dialect.name != "sqlite":
            return connection.execute(self._statement, dict(values)).rowcount
        return int(self._cursor(connection, values).rowcount)

    def row(self, connection: Connection, values: Mapping[str, Any]) -> Sequence[Any] | None:
        """Carry it out; its first row."""
        if connection.dialect.name != "sqlite":
            return connection.execute(self._statement, dict(values)).first()
        cursor = self._cursor(connection, values)
        row = cursor.fetchone()
        cursor.close()
        assert self._sqlite is not None
        return None if row is None else self._sqlite.read(row)

    def rows(self, connection: Connection, values: Mapping[str, Any]) -> list[Sequence[Any]]:
        """Carry it out; all its rows."""
        if connection.dialect.name != "sqlite":
            return list(connection.execute(self._statement, dict(values)))
        cursor = self._cursor(connection, values)
        assert self._sqlite is not None
        found: list[Sequence[Any]] = cursor.fetchall()
        return [self._sqlite.read(row) for row in found] if self._sqlite.reads else found

    def each(self, connection: Connection, values: Mapping[str, Any]) -> Iterator[Sequence[Any]]:
        """Carry it out; its rows one after the other, without holding them all."""
        if connection.dialect.name != "sqlite":
            yield from connection.execute(self._statement, dict(values))
            return
        cursor = self._cursor(connection, values)
        assert self._sqlite is not None
        yield from map(self._sqlite.read, cursor) if self._sqlite.reads else cursor

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
        return [value if convert is None else convert(value) for value, convert in found]

    def read(self, row: Sequence[Any]) -> tuple[Any, ...]:
        """A row with the values that the types make of it."""
        return tuple(
            value if convert is None else convert(value) for value, convert in zip(row, self._readers, strict=False)
        )


def _writer(kind: TypeEngine[Any], dialect: Dialect) -> _Convert | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _reader(kind: TypeEngine[Any], dialect: Dialect) -> _Convert | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)
