"""What the log of answers holds of a learner's ability and memory, read for the forecasts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, String, and_, bindparam, case, cast, func, literal_column, select

from quizapp.progress.attempts import attending
from quizapp.progress.card_lists import comes_on
from quizapp.progress.prepared import Prepared
from quizapp.progress.regrades import counted, with_newest
from quizapp.progress.tables import Attempt, Card, Learner, Regrade, Review
from quizapp.progress.values import CardState

_STANDS = Attempt.undone_at.is_(None)
# Nothing of the question had been seen: no answer before, not even one that was taken back.
# The 0 is written into the statement, so that SQLite sees that its index of first answers will do.
_FIRST = (Attempt.exposure == literal_column("0"), Attempt.fresh.is_(True), _STANDS)


class FirstAnswer(NamedTuple):
    """The first answer to a question part. `form` as in `tables.Attempt`; `score` 0..1, by the newest regrade."""

    attempt_id: int
    question_id: str
    part: str
    score: float
    form: str | None
    hint: bool
    unsure: bool
    study_day: date


class Repeat(NamedTuple):
    """An answer with fresh numbers to a question part that was met before. `recall`: what was predicted of it, None
    where nothing was (practice, or the same day).
    """

    answer: FirstAnswer
    recall: float | None


class Recalled(NamedTuple):
    """A review on a later day: the recall that was predicted, and how it was judged."""

    question_id: str
    part: str
    recall: float | None
    score: float
    form: str | None


# A card's memory: question, part, stability, difficulty, the last day it was answered, the day on which it comes (both
# in ISO's form, because there are far fewer days than cards), and whether it is suspended (1) or not (0).
Remembered = tuple[str, str, float, float, str, str | None, int]


class Others(NamedTuple):
    """How other learners first answered a question part: how many, their mean score here, and their mean score over
    all that they answered first.
    """

    answers: int
    score: float
    usual: float


def first_answers(connection: Connection, learner_id: int, most: int) -> list[FirstAnswer]:
    """A learner's newest `most` first answers, newest first."""
    columns = [getattr(Attempt, name) for name in FirstAnswer._fields[1:]]
    query = select(Attempt.id, *columns).where(Attempt.learner_id == learner_id, *_FIRST)
    found = [FirstAnswer(*row) for row in connection.execute(query.order_by(Attempt.id.desc()).limit(most))]
    regraded = _regraded(connection, learner_id)
    return [row._replace(score=regraded.get(row.attempt_id, row.score)) for row in found] if regraded else found


def fresh_repeats(connection: Connection, learner_id: int, most: int) -> list[Repeat]:
    """Of a learner's newest `most` answers those with fresh numbers to question parts met before, newest first."""
    columns = [getattr(Attempt, name) for name in FirstAnswer._fields[1:]]
    newest = (
        select(Attempt.id)
        .where(_newest_of(connection, Attempt.learner_id, learner_id), _STANDS)
        .order_by(Attempt.id.desc())
        .limit(most)
        .subquery()
    )
    query = (
        select(Attempt.id, *columns, Review.recall)
        .join(newest, newest.c.id == Attempt.id)
        .outerjoin(Review, and_(Review.attempt_id == Attempt.id, Review.undone_at.is_(None)))
        .where(Attempt.exposure > 0, Attempt.fresh.is_(True))
        .order_by(Attempt.id.desc())
    )
    regraded = _regraded(connection, learner_id)
    repeats = []
    for *row, recall in connection.execute(query):
        answer = FirstAnswer(*row)
        repeats.append(Repeat(answer._replace(score=regraded.get(answer.attempt_id, answer.score)), recall))
    return repeats


def recalled(connection: Connection, learner_id: int, most: int) -> list[Recalled]:
    """A learner's newest `most` reviews of which a recall had been predicted, newest first."""
    query = (
        select(Attempt.id, Attempt.question_id, Attempt.part, Review.recall, Attempt.score, Attempt.form)
        .join(Attempt, Attempt.id == Review.attempt_id)
        .where(_newest_of(connection, Review.learner_id, learner_id))
        .where(Review.recall.is_not(None), Review.undone_at.is_(None))
        .order_by(Review.id.desc())
        .limit(most)
    )
    regraded = _regraded(connection, learner_id)
    return [
        Recalled(question_id, part, recall, regraded.get(attempt, score), form)
        for attempt, question_id, part, recall, score, form in connection.execute(query)
    ]


_REMEMBERED = Prepared(
    select(
        *(Card.question_id, Card.part, Card.stability, Card.difficulty),
        *(cast(Card.last_day, String), cast(comes_on(), String), case((Card.suspended.is_(True), 1), else_=0)),
    ).where(
        Card.learner_id == bindparam("learner"),
        Card.state != CardState.NEW,
        Card.stability.is_not(None),
        Card.difficulty.is_not(None),
        Card.last_day.is_not(None),
    )
)


def remembered(connection: Connection, learner_id: int) -> Iterator[Remembered]:
    """The memory of every card of a learner that was answered."""
    rows: Iterator[Any] = _REMEMBERED.each(connection, {"learner": learner_id})
    return rows


def others(connection: Connection, learner_id: int) -> dict[tuple[str, str], Others]:
    """How the other learners of this database first answered each question part."""
    if connection.scalar(select(Learner.id).where(Learner.id != learner_id).limit(1)) is None:
        return {}
    theirs = (Attempt.learner_id != learner_id, *_FIRST)
    anew = connection.scalar(select(Regrade.id).limit(1)) is not None
    # Without any regrade there is nothing to look up for each of all the answers.
    score, answers = (counted("score"), with_newest()) if anew else (Attempt.score, Attempt.__table__)
    usual = (
        select(Attempt.learner_id, func.avg(score).label("usual"))
        .select_from(answers)
        .where(*theirs)
        .group_by(Attempt.learner_id)
        .subquery()
    )
    query = (
        select(
            Attempt.question_id,
            Attempt.part,
            func.count(),
            func.avg(score),
            func.avg(usual.c.usual),
        )
        .select_from(answers)
        .join(usual, usual.c.learner_id == Attempt.learner_id)
        .where(*theirs)
        .group_by(Attempt.question_id, Attempt.part)
    )
    return {(row[0], row[1]): Others(row[2], float(row[3]), float(row[4])) for row in connection.execute(query)}


def typical_seconds(
    connection: Connection, learner_id: int, most: int, before: date
) -> dict[tuple[str, str], tuple[int, float]]:
    """Of the newest `most` answers of the study days `before` one, by question part: how many there are, and their mean
    time in seconds.
    """
    newest = (
        select(Attempt.question_id, Attempt.part, Attempt.seconds)
        .where(_newest_of(connection, Attempt.learner_id, learner_id), Attempt.study_day < before, _STANDS)
        .order_by(Attempt.id.desc())
        .limit(most)
        .subquery()
    )
    taken = attending(newest.c.seconds)
    query = select(newest.c.question_id, newest.c.part, func.count(), func.avg(taken)).group_by(
        newest.c.question_id, newest.c.part
    )
    return {(row[0], row[1]): (row[2], float(row[3])) for row in connection.execute(query)}


def _newest_of(connection: Connection, column: Any, learner_id: int) -> ColumnElement[bool]:
    """A learner's rows, to be read from the newest backwards. By its index on the learner, SQLite would collect and
    sort all of them first; a sum is no column of an index.
    """
    found: ColumnElement[bool] = (column + 0 if connection.dialect.name == "sqlite" else column) == learner_id
    return found


def _regraded(connection: Connection, learner_id: int) -> dict[int, float]:
    """The score of the newest regrade, by attempt."""
    query = (
        select(Regrade.attempt_id, Regrade.score)
        .join(Attempt, Attempt.id == Regrade.attempt_id)
        # From the regrades to their answers: there are few of them.
        .where(_newest_of(connection, Attempt.learner_id, learner_id))
        .order_by(Regrade.id)
    )
    return {row[0]: row[1] for row in connection.execute(query)}
