"""Figures of past days that are kept, so that statistics need not be counted anew each time they are looked at.

What is kept is true until an answer of its days is added, taken back or changed. Whoever does that calls `forget` in
the same transaction; whoever keeps figures counts them in the transaction that keeps them, with the learner locked.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, insert, or_, select

from quizapp.progress.prepared import Prepared
from quizapp.progress.tables import KeptFigures

Days = tuple[date, date]

_FORGET = Prepared(
    delete(KeptFigures).where(
        KeptFigures.learner_id == bindparam("learner"),
        KeptFigures.last_day >= bindparam("day", type_=KeptFigures.last_day.type),
        KeptFigures.first_day <= bindparam("day", type_=KeptFigures.last_day.type),
    )
)


def forget(connection: Connection, learner_id: int, day: date) -> None:
    """An answer of this study day was added, taken back or changed."""
    _FORGET.run(connection, {"learner": learner_id, "day": day})


def find(
    connection: Connection, learner_id: int, part: str, mark: str, days: Days, months: Days | None
) -> dict[Days, Mapping[str, Any]]:
    """What is kept of one part, by its first and last day: of single `days` (the first and the last of them), and in
    place of those within `months` of these whole months.
    """
    single = KeptFigures.first_day == KeptFigures.last_day
    wanted = and_(single, KeptFigures.last_day.between(*days))
    if months is not None:
        outside = or_(KeptFigures.last_day < months[0], KeptFigures.last_day > months[1])
        wanted = or_(and_(wanted, outside), and_(~single, KeptFigures.last_day.between(*months)))
    query = select(KeptFigures.first_day, KeptFigures.last_day, KeptFigures.figures).where(
        KeptFigures.learner_id == learner_id, KeptFigures.part == part, KeptFigures.mark == mark, wanted
    )
    return {(row[0], row[1]): row[2] for row in connection.execute(query)}


def save(connection: Connection, learner_id: int, part: str, mark: str, days: Days, figures: Mapping[str, Any]) -> None:
    """Keep figures in place of those of the same days. The caller holds the learner's lock."""
    key = {"learner_id": learner_id, "part": part, "first_day": days[0], "last_day": days[1]}
    connection.execute(delete(KeptFigures).where(*(getattr(KeptFigures, name) == value for name, value in key.items())))
    connection.execute(insert(KeptFigures), {**key, "mark": mark, "figures": dict(figures)})
