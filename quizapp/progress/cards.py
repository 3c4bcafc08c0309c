"""Cards, one for each learner and question part, and the log of what moved them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

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
    insert,
    literal_column,
    or_,
    select,
    update,
)

from quizapp.progress.card_changes import Held
from quizapp.progress.prepared import Prepared
from quizapp.progress.tables import Card, Moment, Review
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


@dataclass(frozen=True, slots=True)
class NewReview:
    """A movement of a card to be logged; the fields are columns of `tables.Review`."""

    learner_id: int
    card_id: int
    attempt_id: int
    rating: int
    retention: float
    elapsed_days: float | None
    study_day: date
    reviewed_at: datetime
    before: CardValues
    after: CardValues
    recall: float | None


@dataclass(frozen=True, slots=True)
class Logged:
    """A movement in the log that stands, with the card as it was and as it became."""

    id: int
    card_id: int
    attempt_id: int
    rating: int
    retention: float
    study_day: date
    reviewed_at: datetime
    elapsed_days: float | None
    recall: float | None
    before: CardValues
    after: CardValues


class Line(NamedTuple):
    """A movement in the log that stands. `after`: the card as it became, as JSON (`from_image`)."""

    attempt_id: int
    rating: int
    retention: float
    study_day: date
    reviewed_at: datetime
    after: Mapping[str, Any]


class Moved(NamedTuple):
    """A movement that stands, as far as a memory model needs it."""

    card_id: int
    attempt_id: int
    rating: int
    study_day: date


_VALUES = [field.name for field in fields(CardValues)]
_VALUE_COLUMNS = [getattr(Card, name) for name in _VALUES]
_HELD_COLUMNS = (Card.suspended, Card.buried_until, Card.leech)
_STATUS_COLUMNS = [getattr(Card, name) for name in CardStatus.__slots__]
_LOGGED_COLUMNS = [getattr(Review, name) for name in Logged.__slots__]
_STANDS = Review.undone_at.is_(None)


_FIND = Prepared(
    select(Card.id, *_HELD_COLUMNS, *_VALUE_COLUMNS).where(
        Card.learner_id == bindparam("learner"),
        Card.question_id == bindparam("question"),
        Card.part == bindparam("question_part"),
    )
)
_SAVE = Prepared(update(Card).where(Card.id == bindparam("card")).values({name: bindparam(name) for name in _VALUES}))
_LOG_NAMES = (*NewReview.__slots__, "state_before")
_LOG = Prepared(insert(Review).values({name: bindparam(name) for name in _LOG_NAMES}))


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


def answered_on(connection: Connection, learner_id: int, day: date) -> set[tuple[str, str]]:
    """The question parts whose card moved on a study day."""
    query = (
        select(Card.question_id, Card.part)
        .join(Review, Review.card_id == Card.id)
        .where(Review.learner_id == learner_id, Review.study_day == day, _STANDS)
    )
    return {(row[0], row[1]) for row in connection.execute(query)}


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


def introduced_on(connection: Connection, learner_id: int, day: date) -> int:
    """How many cards had their first answer on a study day."""
    query = select(func.count()).where(
        Review.learner_id == learner_id, Review.study_day == day, Review.state_before == CardState.NEW, _STANDS
    )
    return connection.scalar(query) or 0


def log(connection: Connection, review: NewReview) -> None:
    """Append a movement to the log."""
    values = {name: getattr(review, name) for name in NewReview.__slots__}
    values |= {
        "before": to_image(review.before),
        "after": to_image(review.after),
        "state_before": review.before.state,
    }
    _LOG.run(connection, values)


_MOVEMENT = Prepared(select(*_LOGGED_COLUMNS).where(Review.attempt_id == bindparam("attempt"), _STANDS))
_UNDO = Prepared(update(Review).where(Review.id == bindparam("review")).values(undone_at=bindparam("undone_at")))
_DUE_DAY = Prepared(select(Card.due_day).where(Card.id == bindparam("card")))


def movement(connection: Connection, attempt_id: int) -> Logged | None:
    """The movement that an answer led to, if it stands."""
    row = _MOVEMENT.row(connection, {"attempt": attempt_id})
    return None if row is None else _logged(row)


_LOG_COLUMNS = (
    Review.attempt_id,
    Review.rating,
    Review.retention,
    Review.study_day,
    Review.reviewed_at,
    Review.after,
)
# An answer that was rated anew has a later movement, but stands where it stood.
_LINES = Prepared(
    select(*_LOG_COLUMNS).where(Review.card_id == bindparam("card"), _STANDS).order_by(Review.attempt_id, Review.id)
)


def lines(connection: Connection, card_id: int) -> list[Line]:
    """The log of a card in the order of the answers, without what was taken back."""
    return [Line._make(row) for row in _LINES.rows(connection, {"card": card_id})]


def moved(connection: Connection, learner_id: int) -> list[Moved]:
    """Every movement of a learner's cards that stands, in the order of the answers."""
    columns = (Review.card_id, Review.attempt_id, Review.rating, Review.study_day)
    query = select(*columns).where(Review.learner_id == learner_id, _STANDS).order_by(Review.attempt_id)
    return [Moved(*row) for row in connection.execute(query)]


def names(connection: Connection, learner_id: int) -> list[tuple[int, str, str]]:
    """Id, question and part of every card."""
    query = select(Card.id, Card.question_id, Card.part).where(Card.learner_id == learner_id)
    return [(row[0], row[1], row[2]) for row in connection.execute(query)]


def undo_movement(connection: Connection, review_id: int, now: datetime) -> None:
    """Take a movement out of the log's effect; it stays readable."""
    _UNDO.run(connection, {"review": review_id, "undone_at": now})


def redo_movement(connection: Connection, attempt_id: int) -> Logged | None:
    """Let the last movement of an answer stand again; None where the answer moved no card."""
    query = select(func.max(Review.id)).where(Review.attempt_id == attempt_id).scalar_subquery()
    connection.execute(update(Review).where(Review.id == query).values(undone_at=None))
    return movement(connection, attempt_id)


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


def _logged(row: Any) -> Logged:
    values = dict(zip(Logged.__slots__, row, strict=True))
    values |= {"before": from_image(values["before"]), "after": from_image(values["after"])}
    return Logged(**values)
