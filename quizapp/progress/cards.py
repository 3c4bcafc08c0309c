"""Cards, one for each learner and question part: what is in them, and how they are kept and changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from quizapp.progress.card_changes import Held
from quizapp.progress.prepared import Prepared
from quizapp.progress.tables import Card
from quizapp.progress.values import AttemptOutcome, CardState


@dataclass(frozen=True, slots=True)
class CardValues:
    """What a movement changes in a card; the fields are columns of `tables.Card`."""

    model: str
    model_version: str
    state: CardState = CardState.NEW
    step: int | None = None
    stability: float | None = None
    difficulty: float | None = None
    due_at: datetime | None = None
    due_day: date | None = None
    last_day: date | None = None
    last_review_at: datetime | None = None
    last_outcome: AttemptOutcome | None = None
    reps: int = 0
    lapses: int = 0


@dataclass(frozen=True, slots=True)
class CardRow:
    """A stored card."""

    id: int
    question_id: str
    part: str
    held: Held
    values: CardValues


_VALUES = [field.name for field in fields(CardValues)]
_VALUE_COLUMNS = [getattr(Card, name) for name in _VALUES]
_HELD_COLUMNS = (Card.suspended, Card.buried_until, Card.leech)
_FIND = Prepared(
    select(Card.id, *_HELD_COLUMNS, *_VALUE_COLUMNS).where(
        Card.learner_id == bindparam("learner"),
        Card.question_id == bindparam("question"),
        Card.part == bindparam("question_part"),
    )
)
_SAVE = Prepared(update(Card).where(Card.id == bindparam("card")).values({name: bindparam(name) for name in _VALUES}))
_DUE_DAY = Prepared(select(Card.due_day).where(Card.id == bindparam("card")))


def find(connection: Connection, learner_id: int, question_id: str, part: str) -> CardRow | None:
    """The card of a question part."""
    row = _FIND.row(connection, {"learner": learner_id, "question": question_id, "question_part": part})
    return None if row is None else CardRow(row[0], question_id, part, Held(*row[1:4]), CardValues(*row[4:]))


def add(connection: Connection, learner_id: int, question_id: str, part: str, values: CardValues) -> CardRow:
    """A new card."""
    columns = {"learner_id": learner_id, "question_id": question_id, "part": part, "suspended": False}
    key = connection.execute(insert(Card).returning(Card.id), columns | _columns(values)).scalar_one()
    return CardRow(key, question_id, part, Held(), values)


def due_day(connection: Connection, card_id: int) -> date | None:
    """The day on which a card is due."""
    row = _DUE_DAY.row(connection, {"card": card_id})
    return None if row is None else row[0]


def save(connection: Connection, card_id: int, values: CardValues) -> None:
    """Give a card new values."""
    _SAVE.run(connection, _columns(values) | {"card": card_id})


def names(connection: Connection, learner_id: int) -> list[tuple[int, str, str]]:
    """Id, question and part of every card."""
    query = select(Card.id, Card.question_id, Card.part).where(Card.learner_id == learner_id)
    return [(row[0], row[1], row[2]) for row in connection.execute(query)]


def to_image(values: CardValues) -> dict[str, Any]:
    """A card's values as JSON, from which `from_image` makes them again exactly."""
    found = ((name, getattr(values, name)) for name in _VALUES)
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in found if value is not None}


def from_image(image: Mapping[str, Any]) -> CardValues:
    """The values that `to_image` wrote."""
    found = dict(image)
    for name in ("due_at", "last_review_at"):
        if name in found:
            found[name] = datetime.fromisoformat(found[name])
    for name in ("due_day", "last_day"):
        if name in found:
            found[name] = date.fromisoformat(found[name])
    if "last_outcome" in found:
        found["last_outcome"] = AttemptOutcome(found["last_outcome"])
    found["state"] = CardState(found["state"])
    return CardValues(**found)


def _columns(values: CardValues) -> dict[str, Any]:
    return {name: getattr(values, name) for name in _VALUES}
