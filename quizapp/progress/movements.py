"""The log of what moved cards: one line for each answer that did, added and never changed but for `undone_at`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, func, insert, select, update

from quizapp.progress.cards import CardValues, from_image, to_image
from quizapp.progress.prepared import Prepared
from quizapp.progress.tables import Card, Review
from quizapp.progress.values import CardState


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


_LOGGED_COLUMNS = [getattr(Review, name) for name in Logged.__slots__]
STANDS = Review.undone_at.is_(None)
_LOG_NAMES = (*NewReview.__slots__, "state_before")
_LOG = Prepared(insert(Review).values({name: bindparam(name) for name in _LOG_NAMES}))
_MOVEMENT = Prepared(select(*_LOGGED_COLUMNS).where(Review.attempt_id == bindparam("attempt"), STANDS))
_UNDO = Prepared(update(Review).where(Review.id == bindparam("review")).values(undone_at=bindparam("undone_at")))
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
    select(*_LOG_COLUMNS).where(Review.card_id == bindparam("card"), STANDS).order_by(Review.attempt_id, Review.id)
)


def log(connection: Connection, review: NewReview) -> None:
    """Append a movement to the log."""
    values = {name: getattr(review, name) for name in NewReview.__slots__}
    values |= {
        "before": to_image(review.before),
        "after": to_image(review.after),
        "state_before": review.before.state,
    }
    _LOG.run(connection, values)


def movement(connection: Connection, attempt_id: int) -> Logged | None:
    """The movement that an answer led to, if it stands."""
    row = _MOVEMENT.row(connection, {"attempt": attempt_id})
    return None if row is None else _logged(row)


def lines(connection: Connection, card_id: int) -> list[Line]:
    """The log of a card in the order of the answers, without what was taken back."""
    return [Line._make(row) for row in _LINES.rows(connection, {"card": card_id})]


def moved(connection: Connection, learner_id: int) -> list[Moved]:
    """Every movement of a learner's cards that stands, in the order of the answers."""
    columns = (Review.card_id, Review.attempt_id, Review.rating, Review.study_day)
    query = select(*columns).where(Review.learner_id == learner_id, STANDS).order_by(Review.attempt_id)
    return [Moved(*row) for row in connection.execute(query)]


def undo_movement(connection: Connection, review_id: int, now: datetime) -> None:
    """Take a movement out of the log's effect; it stays readable."""
    _UNDO.run(connection, {"review": review_id, "undone_at": now})


def redo_movement(connection: Connection, attempt_id: int) -> Logged | None:
    """Let the last movement of an answer stand again; None where the answer moved no card."""
    query = select(func.max(Review.id)).where(Review.attempt_id == attempt_id).scalar_subquery()
    connection.execute(update(Review).where(Review.id == query).values(undone_at=None))
    return movement(connection, attempt_id)


def answered_on(connection: Connection, learner_id: int, day: date) -> set[tuple[str, str]]:
    """The question parts whose card moved on a study day."""
    query = (
        select(Card.question_id, Card.part)
        .join(Review, Review.card_id == Card.id)
        .where(Review.learner_id == learner_id, Review.study_day == day, STANDS)
    )
    return {(row[0], row[1]) for row in connection.execute(query)}


def introduced_on(connection: Connection, learner_id: int, day: date) -> int:
    """How many cards had their first answer on a study day."""
    query = select(func.count()).where(
        Review.learner_id == learner_id, Review.study_day == day, Review.state_before == CardState.NEW, STANDS
    )
    return connection.scalar(query) or 0


def _logged(row: Any) -> Logged:
    values = dict(zip(Logged.__slots__, row, strict=True))
    values |= {"before": from_image(values["before"]), "after": from_image(values["after"])}
    return Logged(**values)
