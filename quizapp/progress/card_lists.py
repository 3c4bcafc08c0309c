"""Lists and counts of all cards of a learner: which are due, when the others come, which are held back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Date,
    String,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal_column,
    or_,
    select,
)

from quizapp.progress.prepared import Prepared
from quizapp.progress.tables import Card, Moment
from quizapp.progress.values import AttemptOutcome, CardState


@dataclass(frozen=True, slots=True)
class CardStatus:
    """A card as far as lists and counts need it."""

    question_id: str
    part: str
    state: CardState
    stability: float | None
    due_at: datetime | None
    due_day: date | None
    last_day: date | None
    last_outcome: AttemptOutcome | None
    suspended: bool
    buried_until: date | None
    leech: bool
    difficulty: float | None
    lapses: int

    def due(self, today: date, now: datetime) -> bool:
        """Whether the card waits: a review from the start of its day, a learning step from its moment."""
        buried = self.buried_until is not None and self.buried_until > today
        if self.suspended or buried or self.due_day is None or self.due_day > today or self.due_at is None:
            return False
        return self.state is CardState.REVIEW or (self.state is not CardState.NEW and self.due_at <= now)


# Where a learner stands with a card, added up: it was answered, its recall holds, it is due, it is suspended or buried.
SEEN, MASTERED, DUE, HELD = 1, 2, 4, 8
_STATUS_COLUMNS = [getattr(Card, name) for name in CardStatus.__slots__]


def statuses(connection: Connection, learner_id: int, *, answered: bool = True) -> Iterator[CardStatus]:
    """Every card of a learner that was ever answered (and not taken back); or also those that were only suspended."""
    query = select(*_STATUS_COLUMNS).where(Card.learner_id == learner_id)
    if answered:
        query = query.where(Card.state != CardState.NEW)
    for row in connection.execute(query):
        yield CardStatus(*row)


def scheduled(connection: Connection, learner_id: int) -> set[tuple[str, str]]:
    """The question parts whose card was moved by an answer that stands."""
    query = select(Card.question_id, Card.part).where(Card.learner_id == learner_id, Card.state != CardState.NEW)
    return {(row[0], row[1]) for row in connection.execute(query)}


def suspended(connection: Connection, learner_id: int) -> set[tuple[str, str]]:
    """The question parts that are suspended."""
    query = select(Card.question_id, Card.part).where(Card.learner_id == learner_id, Card.suspended.is_(True))
    return {(row[0], row[1]) for row in connection.execute(query)}


def _free(today: date | BindParameter[date]) -> ColumnElement[bool]:
    """Neither suspended nor buried."""
    return and_(Card.suspended.is_(False), or_(Card.buried_until.is_(None), Card.buried_until <= today))


def comes_on() -> ColumnElement[Any]:
    """The day on which a card comes: the one on which it is due, or to which it was buried, if that is later."""
    return case((Card.buried_until > Card.due_day, Card.buried_until), else_=Card.due_day)


def _come(today: date | BindParameter[date], now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """Its day or moment has come."""
    stepping = or_(Card.state == CardState.LEARNING, Card.state == CardState.RELEARNING)
    # The day apart from the rest, because it is what the index knows.
    return and_(Card.due_day <= today, or_(Card.state == CardState.REVIEW, and_(stepping, Card.due_at <= now)))


_TODAY: BindParameter[date] = bindparam("today", type_=Date())
_NOW: BindParameter[datetime] = bindparam("now", type_=Moment())
_STANDING = Prepared(
    select(
        Card.question_id,
        Card.part,
        case((Card.state != CardState.NEW, SEEN), else_=0)
        + case((and_(Card.state == CardState.REVIEW, Card.stability >= bindparam("mastered")), MASTERED), else_=0)
        + case((and_(_free(_TODAY), _come(_TODAY, _NOW)), DUE), else_=0)
        + case((_free(_TODAY), 0), else_=HELD),
    ).where(Card.learner_id == bindparam("learner"))
)
# By their numbers: by its index on the learner, SQLite would look at all of them. A sum is no column of an index.
_BY_NUMBER = Card.learner_id + literal_column("0") == bindparam("learner")
_NEWEST = Prepared(select(Card.id).where(_BY_NUMBER).order_by(Card.id.desc()).limit(1))
_ADDED = Prepared(
    select(Card.question_id, Card.part).where(
        _BY_NUMBER, Card.id > bindparam("after", type_=Card.id.type), Card.id <= bindparam("until", type_=Card.id.type)
    )
)
# A card in no schedule is due on no day, which the index knows.
_UNSCHEDULED = Prepared(
    select(Card.question_id, Card.part).where(
        Card.learner_id == bindparam("learner"), Card.due_day.is_(None), Card.state == CardState.NEW, _free(_TODAY)
    )
)
_MEMORIES = Prepared(
    # A day as text: there are far fewer days than cards to be read.
    select(Card.question_id, Card.stability, cast(Card.last_day, String)).where(
        Card.learner_id == bindparam("learner"), Card.stability.is_not(None), Card.last_day.is_not(None)
    )
)
_DUE = (Card.learner_id == bindparam("learner"), _free(_TODAY), _come(_TODAY, _NOW))
_COUNT_DUE = Prepared(select(func.count()).where(*_DUE))


def standing(
    connection: Connection, learner_id: int, today: date, now: datetime, mastered: float
) -> Iterator[tuple[str, str, int]]:
    """Where a learner stands with every card (`SEEN` and the others, added up), decided by the database. `mastered`:
    from which stability on, in days.
    """
    values = {"learner": learner_id, "today": today, "now": now, "mastered": mastered}
    rows: Iterator[Any] = _STANDING.each(connection, values)
    return rows


def newest(connection: Connection, learner_id: int) -> int:
    """The number of the card that was made last; 0 where there is none. Cards are never removed, and a learner's are
    numbered in the order in which they are made.
    """
    row = _NEWEST.row(connection, {"learner": learner_id})
    return 0 if row is None else int(row[0])


def added(connection: Connection, learner_id: int, after: int, until: int) -> Iterator[tuple[str, str]]:
    """The question parts whose cards have numbers `after` one and up to another."""
    rows: Iterator[Any] = _ADDED.each(connection, {"learner": learner_id, "after": after, "until": until})
    return rows


def unscheduled(connection: Connection, learner_id: int, today: date) -> Iterator[tuple[str, str]]:
    """The question parts that have a card in no schedule (what moved it was taken back, it was reset, or it was
    held before its first answer) and are neither suspended nor buried.
    """
    rows: Iterator[Any] = _UNSCHEDULED.each(connection, {"learner": learner_id, "today": today})
    return rows


def statuses_of(connection: Connection, learner_id: int, question_ids: Sequence[str]) -> list[CardStatus]:
    """The cards of some questions, as `statuses`."""
    query = select(*_STATUS_COLUMNS).where(
        Card.learner_id == learner_id, Card.question_id.in_(question_ids), Card.state != CardState.NEW
    )
    return [CardStatus(*row) for row in connection.execute(query)]


def due(connection: Connection, learner_id: int, today: date, now: datetime) -> list[CardStatus]:
    """The cards that wait to be answered, in no order."""
    query = select(*_STATUS_COLUMNS).where(Card.learner_id == learner_id, _free(today), _come(today, now))
    return [CardStatus(*row) for row in connection.execute(query)]


def count_due(connection: Connection, learner_id: int, today: date, now: datetime) -> int:
    """How many cards wait to be answered."""
    row = _COUNT_DUE.row(connection, {"learner": learner_id, "today": today, "now": now})
    return 0 if row is None else int(row[0])


def next_step(connection: Connection, learner_id: int, now: datetime) -> datetime | None:
    """When the next learning step comes due that does not wait yet."""
    steps = Card.state.in_((CardState.LEARNING, CardState.RELEARNING))
    query = select(func.min(Card.due_at)).where(Card.learner_id == learner_id, steps, Card.due_at > now)
    return connection.scalar(query)


def due_within(connection: Connection, learner_id: int, today: date, last_day: date) -> list[CardStatus]:
    """The cards that are due today, or on a day up to `last_day`."""
    query = select(*_STATUS_COLUMNS).where(
        Card.learner_id == learner_id, _free(today), Card.state != CardState.NEW, Card.due_day <= last_day
    )
    return [CardStatus(*row) for row in connection.execute(query)]


def memories(connection: Connection, learner_id: int) -> Iterator[tuple[str, float, str]]:
    """Question, stability and day of the last review (in ISO's form) of every card that is in the schedule."""
    rows: Iterator[Any] = _MEMORIES.each(connection, {"learner": learner_id})
    return rows


def due_counts(connection: Connection, learner_id: int, today: date, days: int | None = None) -> Counter[date]:
    """How many cards are due on each day from today on (`days`: up to so many days ahead)."""
    query = select(Card.due_day, func.count()).where(Card.learner_id == learner_id, Card.due_day >= today)
    if days is not None:
        query = query.where(Card.due_day <= today + timedelta(days=days))
    query = query.group_by(Card.due_day)
    return Counter({day: count for day, count in connection.execute(query) if day is not None})


def due_days(connection: Connection, learner_id: int, question_ids: Sequence[str]) -> dict[tuple[str, str], date]:
    """The days on which the parts of some questions are due."""
    # Those that are due on no day are left out here: SQLite would look for the others by their days.
    query = select(Card.question_id, Card.part, Card.due_day).where(
        Card.learner_id == learner_id, Card.question_id.in_(question_ids)
    )
    return {(row[0], row[1]): row[2] for row in connection.execute(query) if row[2] is not None}
