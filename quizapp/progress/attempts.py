"""The log of answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    String,
    bindparam,
    case,
    cast,
    func,
    insert,
    literal_column,
    select,
    update,
)

from quizapp.progress import kept
from quizapp.progress.prepared import Prepared
from quizapp.progress.regrades import counted, with_newest
from quizapp.progress.tables import Attempt, Card
from quizapp.progress.values import AttemptKind, AttemptOutcome, CardState, Cause

# An answer that took longer was left standing: it counts as so many seconds of study.
LONGEST_SECONDS = 900.0


@dataclass(frozen=True, slots=True)
class NewAttempt:
    """An answer to be recorded; the fields are the columns of `tables.Attempt`."""

    learner_id: int
    sitting_id: int
    position: int
    question_id: str
    part: str
    revision: str
    kind: AttemptKind
    seed: int
    given: Mapping[str, Any]
    response: Mapping[str, Any]
    outcome: AttemptOutcome
    score: float
    cells: Sequence[bool] | None
    mistake: str | None
    diagnosis: str | None
    carried: bool
    seconds: float
    unsure: bool
    hint: bool
    language: str
    study_day: date
    answered_at: datetime
    exposure: int
    fresh: bool
    form: str


@dataclass(frozen=True, slots=True)
class Met:
    """How a learner has met a question part before: how many answers to it stand, whether these very numbers were
    drawn then (answers that were taken back count: their numbers have been seen), the revision that was answered last
    (None: never met), and the last study day on which these very numbers were met.
    """

    standing: int
    same_numbers: bool
    revision: str | None
    same_on: date | None


@dataclass(frozen=True, slots=True)
class Answered:
    """One recorded answer, as far as a summary needs it."""

    id: int
    position: int
    question_id: str
    part: str
    kind: AttemptKind
    seed: int
    outcome: AttemptOutcome
    score: float
    mistake: str | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Latest:
    """The revision and the drawn numbers of the last answer to a question part."""

    revision: str
    given: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """What was answered, and how that was judged."""

    response: Mapping[str, Any]
    outcome: AttemptOutcome
    carried: bool


_STANDS = Attempt.undone_at.is_(None)
# As it counts: what was judged anew by its newest regrade.
_JUDGED = ("outcome", "score", "mistake")
_ANSWERED = [counted(name) if name in _JUDGED else getattr(Attempt, name) for name in Answered.__slots__]


_ADD = Prepared(insert(Attempt).values({name: bindparam(name) for name in NewAttempt.__slots__}).returning(Attempt.id))


def add(connection: Connection, attempt: NewAttempt) -> int:
    """Record an answer; its id."""
    values = {name: getattr(attempt, name) for name in NewAttempt.__slots__}
    values["cells"] = None if attempt.cells is None else list(attempt.cells)
    row = _ADD.row(connection, values)
    assert row is not None
    kept.forget(connection, attempt.learner_id, attempt.study_day)
    return int(row[0])


_UNDO = Prepared(
    update(Attempt)
    .where(Attempt.id == bindparam("attempt"), _STANDS)
    .values(undone_at=bindparam("undone_at"))
    .returning(Attempt.learner_id, Attempt.study_day)
)


def undo(connection: Connection, attempt_id: int, now: datetime) -> bool:
    """Take an answer out of every figure; it stays in the log. False where that was done before."""
    row = _UNDO.row(connection, {"attempt": attempt_id, "undone_at": now})
    if row is not None:
        kept.forget(connection, row[0], row[1])
    return row is not None


def redo(connection: Connection, attempt_id: int) -> None:
    """Let an answer that was taken back stand again."""
    _change(connection, attempt_id, undone_at=None)


def of_sitting(connection: Connection, sitting_id: int) -> list[Answered]:
    """The answers of a sitting that stand, in the order of asking."""
    query = select(*_ANSWERED).select_from(with_newest()).where(Attempt.sitting_id == sitting_id, _STANDS)
    return [Answered(*row) for row in connection.execute(query.order_by(Attempt.position, Attempt.id))]


def last_sitting(connection: Connection, learner_id: int) -> int | None:
    """The sitting of the last answer that stands."""
    mine = select(Attempt.sitting_id).where(Attempt.learner_id == learner_id, _STANDS)
    return connection.scalar(mine.order_by(Attempt.id.desc()).limit(1))


def last_wrong(
    connection: Connection, learner_id: int, question_id: str, part: str, attempt_id: int | None = None
) -> tuple[int, str | None] | None:
    """The last answer to a question part (or the one of this number) that was not right and stands, and its cause."""
    query = (
        select(Attempt.id, Attempt.cause)
        .select_from(with_newest())
        .where(Attempt.learner_id == learner_id, Attempt.question_id == question_id, Attempt.part == part, _STANDS)
        .where(counted("outcome") != AttemptOutcome.CORRECT)
        .order_by(Attempt.id.desc())
        .limit(1)
    )
    if attempt_id is not None:
        query = query.where(Attempt.id == attempt_id)
    row = connection.execute(query).one_or_none()
    return None if row is None else (row[0], row[1])


def last_unsure(connection: Connection, learner_id: int) -> set[tuple[str, str]]:
    """The question parts whose last answer that stands was marked as a guess."""
    mine = select(func.max(Attempt.id)).where(Attempt.learner_id == learner_id, _STANDS)
    last = mine.group_by(Attempt.question_id, Attempt.part)
    query = select(Attempt.question_id, Attempt.part).where(Attempt.id.in_(last), Attempt.unsure.is_(True))
    return {(row[0], row[1]) for row in connection.execute(query)}


_PRACTISED = Prepared(
    select(Attempt.question_id, Attempt.part, func.max(Attempt.study_day))
    # Written into the statement, so that SQLite sees that its index of these will do.
    .where(Attempt.learner_id == bindparam("learner"), Attempt.kind == literal_column("'practice'"), _STANDS)
    .group_by(Attempt.question_id, Attempt.part)
)


# From the few cards to their answers, and not the other way round.
_BEGUN_ANEW = Prepared(
    select(
        Card.question_id,
        Card.part,
        select(Attempt.study_day)
        .where(
            Attempt.learner_id == Card.learner_id,
            Attempt.question_id == Card.question_id,
            Attempt.part == Card.part,
            _STANDS,
        )
        .order_by(Attempt.id.desc())
        .limit(1)
        .correlate(Card)
        .scalar_subquery(),
    ).where(Card.learner_id == bindparam("learner"), Card.due_day.is_(None), Card.state == CardState.NEW)
)


def seen_only(connection: Connection, learner_id: int) -> dict[tuple[str, str], date]:
    """The question parts that were asked and are not, or may not be, in the schedule, with the last study day of an
    answer that stands and of which the card doesn't know: practice, or what was answered before the card was reset.
    """
    values = {"learner": learner_id}
    found = {(row[0], row[1]): row[2] for row in _PRACTISED.rows(connection, values)}
    for question_id, part, day in _BEGUN_ANEW.rows(connection, values):
        if day is not None:
            found[question_id, part] = max(day, found.get((question_id, part), day))
    return found


def with_cause(connection: Connection, learner_id: int, causes: Sequence[str]) -> set[tuple[str, str]]:
    """The question parts with an answer that stands and went wrong for one of these causes."""
    wrong = (_STANDS, Attempt.cause.in_(causes), counted("outcome") != AttemptOutcome.CORRECT)
    query = select(Attempt.question_id, Attempt.part).select_from(with_newest())
    query = query.where(Attempt.learner_id == learner_id, *wrong)
    return {(row[0], row[1]) for row in connection.execute(query)}


def name_cause(connection: Connection, attempt_id: int, cause: Cause | None) -> None:
    """Keep why an answer went wrong."""
    _change(connection, attempt_id, cause=None if cause is None else cause.value)


def last_id(connection: Connection, learner_id: int, question_id: str, part: str) -> int:
    """The last answer to a question part, also one that was taken back; 0 where there is none."""
    query = select(func.max(Attempt.id)).where(
        Attempt.learner_id == learner_id, Attempt.question_id == question_id, Attempt.part == part
    )
    return connection.scalar(query) or 0


def answered(connection: Connection, attempt_ids: Sequence[int]) -> dict[int, Kept]:
    """What some answers were, by their ids."""
    query = select(Attempt.id, Attempt.response, counted("outcome"), Attempt.carried).select_from(with_newest())
    return {row[0]: Kept(*row[1:]) for row in connection.execute(query.where(Attempt.id.in_(attempt_ids)))}


def latest(connection: Connection, learner_id: int, question_id: str, part: str) -> Latest | None:
    """The last answer to a question part, also one that was taken back: its numbers have been seen."""
    query = (
        select(Attempt.revision, Attempt.given)
        .where(Attempt.learner_id == learner_id, Attempt.question_id == question_id, Attempt.part == part)
        .order_by(Attempt.id.desc())
        .limit(1)
    )
    row = connection.execute(query).one_or_none()
    return None if row is None else Latest(*row)


_SAME = (
    Attempt.learner_id == bindparam("learner"),
    Attempt.question_id == bindparam("question"),
    Attempt.part == bindparam("part"),
)
_MET = Prepared(
    select(
        func.sum(case((_STANDS, 1), else_=0)),
        func.max(case((Attempt.given == bindparam("given"), cast(Attempt.study_day, String)), else_=None)),
        select(Attempt.revision).where(*_SAME).order_by(Attempt.id.desc()).limit(1).scalar_subquery(),
    ).where(*_SAME)
)


def met(connection: Connection, learner_id: int, question_id: str, part: str, given: Mapping[str, Any]) -> Met:
    """How a learner has met a question part, and numbers drawn for it, until now."""
    values = {"learner": learner_id, "question": question_id, "part": part, "given": given}
    row = _MET.row(connection, values)
    assert row is not None
    day = None if row[1] is None else date.fromisoformat(row[1])
    return Met(int(row[0] or 0), day is not None, row[2], day)


def _change(connection: Connection, attempt_id: int, **values: Any) -> None:
    query = update(Attempt).where(Attempt.id == attempt_id).values(values)
    row = connection.execute(query.returning(Attempt.learner_id, Attempt.study_day)).one_or_none()
    if row is not None:
        kept.forget(connection, row[0], row[1])


def attending(seconds: Any) -> ColumnElement[float]:
    """The time that an answer was worked on: one left standing longer than `LONGEST_SECONDS` was left alone."""
    return case((seconds > LONGEST_SECONDS, LONGEST_SECONDS), else_=seconds)


def seconds_on(connection: Connection, learner_id: int, day: date) -> float:
    """The time spent on the answers of a study day that stand, see `attending`."""
    query = select(func.sum(attending(Attempt.seconds))).where(
        Attempt.learner_id == learner_id, Attempt.study_day == day, _STANDS
    )
    return connection.scalar(query) or 0.0


def study_days(connection: Connection, learner_id: int) -> list[date]:
    """The study days with at least one answer, newest first.

    The index is stepped through from day to day, so that the cost grows with the days and not with the answers.
    """
    mine = (Attempt.learner_id == learner_id, _STANDS)
    days = select(func.max(Attempt.study_day).label("day")).where(*mine).cte("days", recursive=True)
    earlier = select(func.max(Attempt.study_day)).where(*mine, Attempt.study_day < days.c.day).scalar_subquery()
    days = days.union_all(select(earlier).where(days.c.day.is_not(None)))
    return list(connection.scalars(select(days.c.day).where(days.c.day.is_not(None))))
