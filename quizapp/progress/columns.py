"""What tables are made of: the kinds of columns, for SQLite and PostgreSQL alike, and the class of a table."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    ColumnClause,
    DateTime,
    Dialect,
    Enum,
    Integer,
    MetaData,
    String,
    Table,
    TypeDecorator,
)
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import TypeEngine


class Moment(TypeDecorator[dt.datetime]):
    """A moment in UTC. SQLite keeps no offset, so only aware moments are taken, and they come back aware."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without its time zone can't be stored")
        value = value.astimezone(dt.UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class Json(TypeDecorator[Any]):
    """JSON, on PostgreSQL in its binary form. That dialect takes 0.1 s to import, so only a server makes it be
    loaded.
    """

    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "postgresql":
            from sqlalchemy.dialects.postgresql import JSONB

            return dialect.type_descriptor(JSONB(none_as_null=True))
        return dialect.type_descriptor(JSON(none_as_null=True))


Id = BigInteger().with_variant(Integer(), "sqlite")  # SQLite numbers rows by itself only for INTEGER
QuestionName = String(60)
PartName = String(40)


def words(vocabulary: type[StrEnum], name: str) -> Enum:
    """A fixed vocabulary as text with a check, which both databases can widen later."""
    return Enum(
        vocabulary,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=16,
        values_callable=lambda words: [word.value for word in words],
    )


class Base:
    """A table: its name, and its columns under their own names. Statements take the class for the table and its fields
    for the columns.

    SQLAlchemy's object mapper would write it the same way, but nothing here is mapped to objects, and to load it would
    take a tenth of a second of every start.
    """

    # Constraints have names from the first revision on: without one, a later migration could not drop them.
    metadata: ClassVar[MetaData] = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    __tablename__: ClassVar[str]
    __table_args__: ClassVar[tuple[SchemaItem, ...]] = ()
    __table__: ClassVar[Table]

    def __init_subclass__(cls) -> None:
        columns: dict[str, Column[Any]] = {
            name: field for name, field in vars(cls).items() if isinstance(field, Column)
        }
        for name, column in columns.items():
            column.name = column.key = name
        cls.__table__ = Table(cls.__tablename__, Base.metadata, *columns.values(), *cls.__table_args__)

    @classmethod
    def __clause_element__(cls) -> Table:
        """What SQLAlchemy asks of whatever stands for a table."""
        return cls.__table__


def column(kind: TypeEngine[Any] | type[TypeEngine[Any]], *more: SchemaItem, **options: Any) -> ColumnClause[Any]:
    """A column that always has a value."""
    return Column(kind, *more, nullable=False, **options)


def maybe(kind: TypeEngine[Any] | type[TypeEngine[Any]], *more: SchemaItem) -> ColumnClause[Any]:
    """A column that may be empty."""
    return Column(kind, *more, nullable=True)
