"""What is done to cards besides answering them: suspended, buried, begun anew. A log, like that of the reviews."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from quizapp.progress.prepared import Prepared
from quizapp.progress.tables import Card, CardChange
from quizapp.progress.values import CardChangeKind


@dataclass(frozen=True, slots=True)
class Held:
    """What keeps a card out of reviews. `buried_until`: before this study day. `leech`: suspended by a rule."""

    suspended: bool = False
    buried_until: date | None = None
    leech: bool = False

    def changed(self, change: Mapping[str, Any]) -> Held:
        """After a change as it stands in the log."""
        values = dict(change)
        if values.get("buried_until") is not None:
            values["buried_until"] = date.fromisoformat(values["buried_until"])
        return replace(self, **values)

    def of(self, names: Iterable[str]) -> dict[str, Any]:
        """Some of the values, as they stand in the log."""
        values = {name: getattr(self, name) for name in names}
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


@dataclass(frozen=True, slots=True)
class Changed:
    """A change that stands."""

    id: int
    kind: CardChangeKind
    card_id: int
    question_id: str
    part: str
    changed_at: datetime


_STANDS = CardChange.undone_at.is_(None)
_HELD = (Card.suspended, Card.buried_until, Card.leech)


def held(connection: Connection, card_id: int) -> Held:
    """What keeps a card out of reviews now."""
    return Held(*connection.execute(select(*_HELD).where(Card.id == card_id)).one())


def add(
    connection: Connection,
    learner_id: int,
    card_id: int,
    kind: CardChangeKind,
    after: Mapping[str, Any],
    now: datetime,
    attempt_id: int | None = None,
) -> int:
    """Change a card and log it; the change's id. `after`: what is changed, as JSON."""
    before = held(connection, card_id)
    values = {
        "learner_id": learner_id,
        "card_id": card_id,
        "kind": kind,
        "before": before.of(after),
        "after": dict(after),
        "changed_at": now,
        "attempt_id": attempt_id,
    }
    key = connection.execute(insert(CardChange).returning(CardChange.id), values).scalar_one()
    _hold(connection, card_id, before.changed(after))
    return key


def undo(connection: Connection, change_id: int, now: datetime) -> None:
    """Take a change back; it stays in the log. The card is held as the rest of its changes say."""
    query = update(CardChange).where(CardChange.id == change_id, _STANDS).values(undone_at=now)
    card_id = connection.execute(query.returning(CardChange.card_id)).scalar_one_or_none()
    if card_id is not None:
        settle(connection, card_id)


def undo_of_attempt(connection: Connection, attempt_id: int, now: datetime) -> None:
    """Take back what an answer made of its card by rule."""
    for row in _LEECHES.rows(connection, {"attempt": attempt_id}):
        undo(connection, row[0], now)


def redo_of_attempt(connection: Connection, attempt_id: int) -> None:
    """Let stand again what an answer made of its card by rule (the last time it was taken back)."""
    query = (
        select(CardChange.id, CardChange.card_id)
        .where(CardChange.attempt_id == attempt_id, CardChange.kind == CardChangeKind.LEECH)
        .order_by(CardChange.id.desc())
        .limit(1)
    )
    row = connection.execute(query).one_or_none()
    if row is not None:
        connection.execute(update(CardChange).where(CardChange.id == row[0]).values(undone_at=None))
        settle(connection, row[1])


def settle(connection: Connection, card_id: int) -> None:
    """Hold a card as its changes that stand lead to, one after the other."""
    query = select(CardChange.after).where(CardChange.card_id == card_id, _STANDS).order_by(CardChange.id)
    values = Held()
    for change in connection.scalars(query):
        values = values.changed(change)
    _hold(connection, card_id, values)


def last(connection: Connection, learner_id: int, change_id: int | None = None) -> Changed | None:
    """The learner's last change that stands (by a person, not by rule), or the one of this id if it stands."""
    columns = (CardChange.id, CardChange.kind, Card.id, Card.question_id, Card.part, CardChange.changed_at)
    query = (
        select(*columns)
        .join(Card, Card.id == CardChange.card_id)
        .where(CardChange.learner_id == learner_id, _STANDS)
        .order_by(CardChange.id.desc())
        .limit(1)
    )
    if change_id is not None:
        query = query.where(CardChange.id == change_id)
    else:
        query = query.where(CardChange.kind != CardChangeKind.LEECH)
    row = connection.execute(query).one_or_none()
    return None if row is None else Changed(*row)


_RESET = Prepared(
    select(CardChange.attempt_id)
    .where(CardChange.card_id == bindparam("card"), CardChange.kind == CardChangeKind.RESET, _STANDS)
    .order_by(CardChange.id.desc())
    .limit(1)
)
_LEECHES = Prepared(
    select(CardChange.id).where(
        CardChange.attempt_id == bindparam("attempt"), CardChange.kind == CardChangeKind.LEECH, _STANDS
    )
)


def reset_at(connection: Connection, card_id: int) -> int | None:
    """The last answer that a reset of the card left behind; None where it was never reset."""
    row = _RESET.row(connection, {"card": card_id})
    return None if row is None else row[0] or 0


def resets(connection: Connection, learner_id: int) -> dict[int, int]:
    """The same for every card of a learner that was reset."""
    query = (
        select(CardChange.card_id, CardChange.attempt_id)
        .where(CardChange.learner_id == learner_id, CardChange.kind == CardChangeKind.RESET, _STANDS)
        .order_by(CardChange.id)
    )
    return {card_id: attempt_id or 0 for card_id, attempt_id in connection.execute(query)}


def _hold(connection: Connection, card_id: int, values: Held) -> None:
    columns = {"suspended": values.suspended, "buried_until": values.buried_until, "leech": values.leech}
    connection.execute(update(Card).where(Card.id == card_id).values(columns))
