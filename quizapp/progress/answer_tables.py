"""The tables of what learners do: sittings, answers, and the cards that these move.

`attempts` and `reviews` are logs: rows are added and never changed, but for `undone_at`, which takes a row out of
every figure and leaves it readable, and for the `cause` that a learner names afterwards. `cards` is what the log of
reviews leads to. A question is named by its id and `part` ("" for a whole question, the part's name for one part of a
set).
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnClause,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    String,
    UniqueConstraint,
    false,
    text,
)

from quizapp.progress.columns import Base, Id, Json, Moment, PartName, QuestionName, column, maybe, words
from quizapp.progress.values import AttemptKind, AttemptOutcome, CardChangeKind, CardState, SittingKind, SittingState


class Learner(Base):
    """A person. One in the embedded database, a class in a shared one."""

    __tablename__ = "learners"

    id: ColumnClause[int] = column(Id, primary_key=True)
    name: ColumnClause[str] = column(String(120), unique=True)
    created_at: ColumnClause[dt.datetime] = column(Moment)


class Sitting(Base):
    """One run of quiz, review or exam.

    `plan`: the items in order, each with its seed, answered ones first; which answers these are is in the attempts.
    `position`: how many of them are answered.
    `changes` counts the writes: a second program that holds an older state of the sitting is found out by it.
    `clock`: of a sitting against the clock, how much time was used and since when it runs.
    """

    __tablename__ = "sittings"
    __table_args__ = (Index(None, "learner_id", "state", "started_at"),)

    id: ColumnClause[int] = column(Id, primary_key=True)
    learner_id: ColumnClause[int] = column(Id, ForeignKey("learners.id"))
    kind: ColumnClause[SittingKind] = column(words(SittingKind, "kind"))
    state: ColumnClause[SittingState] = column(words(SittingState, "state"))
    options: ColumnClause[dict[str, Any]] = column(Json)
    plan: ColumnClause[list[Any]] = column(Json)
    position: ColumnClause[int] = column(Integer)
    changes: ColumnClause[int] = column(Integer)
    seed: ColumnClause[int] = column(BigInteger)
    started_at: ColumnClause[dt.datetime] = column(Moment)
    ended_at: ColumnClause[dt.datetime | None] = maybe(Moment)
    clock: ColumnClause[dict[str, Any] | None] = maybe(Json)


class SheetLine(Base):
    """What stands on the answer sheet of a sitting whose verdicts come at the end: one line for each item, changed as
    often as the learner likes until it is handed in, when the lines become attempts.

    `position`: the item's place in the sitting's plan, from 0. `response`: None for an item that was only looked at or
    flagged. `seconds`: the time spent on the item so far.
    """

    __tablename__ = "sheet_lines"

    sitting_id: ColumnClause[int] = column(Id, ForeignKey("sittings.id"), primary_key=True)
    position: ColumnClause[int] = column(Integer, primary_key=True, autoincrement=False)
    response: ColumnClause[dict[str, Any] | None] = maybe(Json)
    seconds: ColumnClause[float] = column(Double)
    unsure: ColumnClause[bool] = column(Boolean)
    flagged: ColumnClause[bool] = column(Boolean)
    language: ColumnClause[str] = column(String(8))
    updated_at: ColumnClause[dt.datetime] = column(Moment)


class Attempt(Base):
    """One recorded answer.

    `given`: the drawn numbers. `response`: what was typed or chosen. `cells`: marks of a vector's or matrix's cells.
    `position`: the item's place in the sitting, from 0. `language`: in which the question was shown at the end.
    `carried`: judged with the learner's own earlier answers in the set. `diagnosis`: the code of the general slip that
    a wrong answer shows (`mistake` is one that the question names). `cause`: why it went wrong, in the learner's own
    judgement. `exposure`: how many answers of the learner to this question part stood before (0: a first exposure).
    `fresh`: its numbers had not been seen before. `form`: `typed`, `choices`, `order` or `match`.
    """

    __tablename__ = "attempts"
    __table_args__ = (
        Index(None, "learner_id", "study_day", "undone_at"),
        Index(None, "learner_id", "question_id", "part"),
        Index(None, "sitting_id"),
        # The newest first answers, without looking at all that came after them. PostgreSQL's has this condition too; to
        # say so here would load its dialect.
        Index("ix_attempts_first", "learner_id", "id", sqlite_where=text("exposure = 0")),
        # What was practised, all that is asked of it in the index; PostgreSQL's has the condition as well.
        Index(
            "ix_attempts_practice",
            *("learner_id", "question_id", "part", "study_day", "undone_at"),
            sqlite_where=text("kind = 'practice'"),
        ),
    )

    id: ColumnClause[int] = column(Id, primary_key=True)
    learner_id: ColumnClause[int] = column(Id, ForeignKey("learners.id"))
    sitting_id: ColumnClause[int] = column(Id, ForeignKey("sittings.id"))
    position: ColumnClause[int] = column(Integer)
    question_id: ColumnClause[str] = column(QuestionName)
    part: ColumnClause[str] = column(PartName)
    revision: ColumnClause[str] = column(String(32))
    kind: ColumnClause[AttemptKind] = column(words(AttemptKind, "kind"))
    seed: ColumnClause[int] = column(BigInteger)
    given: ColumnClause[dict[str, Any]] = column(Json)
    response: ColumnClause[dict[str, Any]] = column(Json)
    outcome: ColumnClause[AttemptOutcome] = column(words(AttemptOutcome, "outcome"))
    score: ColumnClause[float] = column(Double)
    cells: ColumnClause[list[Any] | None] = maybe(Json)
    mistake: ColumnClause[str | None] = maybe(String(60))
    diagnosis: ColumnClause[str | None] = maybe(String(60))
    carried: ColumnClause[bool] = column(Boolean, default=False, server_default=false())
    seconds: ColumnClause[float] = column(Double)
    unsure: ColumnClause[bool] = column(Boolean)
    hint: ColumnClause[bool] = column(Boolean)
    language: ColumnClause[str] = column(String(8))
    study_day: ColumnClause[dt.date] = column(Date)
    answered_at: ColumnClause[dt.datetime] = column(Moment)
    undone_at: ColumnClause[dt.datetime | None] = maybe(Moment)
    cause: ColumnClause[str | None] = maybe(String(16))
    exposure: ColumnClause[int | None] = maybe(Integer)
    fresh: ColumnClause[bool | None] = maybe(Boolean)
    form: ColumnClause[str | None] = maybe(String(8))


class Card(Base):
    """The memory of one question part in one learner, one for each.

    `model` and `model_version` name what `stability` and `difficulty` mean. A learning step is due at `due_at`, a
    review from the beginning of `due_day`. `last_outcome`: how its last scheduled answer was judged. `buried_until`:
    left out of reviews before this study day. `leech`: suspended because it lapsed too often.
    """

    __tablename__ = "cards"
    __table_args__ = (
        UniqueConstraint("learner_id", "question_id", "part"),
        # With all that says whether a card waits, so that these are counted without looking at the cards themselves.
        Index("ix_cards_due", "learner_id", "due_day", "state", "suspended", "buried_until", "due_at"),
        Index(None, "learner_id", "suspended"),
    )

    id: ColumnClause[int] = column(Id, primary_key=True)
    learner_id: ColumnClause[int] = column(Id, ForeignKey("learners.id"))
    question_id: ColumnClause[str] = column(QuestionName)
    part: ColumnClause[str] = column(PartName)
    model: ColumnClause[str] = column(String(32))
    model_version: ColumnClause[str] = column(String(32))
    state: ColumnClause[CardState] = column(words(CardState, "state"))
    step: ColumnClause[int | None] = maybe(Integer)
    stability: ColumnClause[float | None] = maybe(Double)
    difficulty: ColumnClause[float | None] = maybe(Double)
    due_at: ColumnClause[dt.datetime | None] = maybe(Moment)
    due_day: ColumnClause[dt.date | None] = maybe(Date)
    last_day: ColumnClause[dt.date | None] = maybe(Date)
    last_review_at: ColumnClause[dt.datetime | None] = maybe(Moment)
    last_outcome: ColumnClause[AttemptOutcome | None] = maybe(words(AttemptOutcome, "last_outcome"))
    reps: ColumnClause[int] = column(Integer)
    lapses: ColumnClause[int] = column(Integer)
    suspended: ColumnClause[bool] = column(Boolean, default=False)
    buried_until: ColumnClause[dt.date | None] = maybe(Date)
    leech: ColumnClause[bool] = column(Boolean, default=False, server_default=false())


class Review(Base):
    """One movement of a card: the log from which any memory model can be replayed.

    `elapsed_days`: real time since the card's last review, with its fraction (None for the first). `before` and
    `after`: the card's own columns, so that an answer can be taken back. `retention`: the recall that was aimed at.
    `recall`: the recall that the model predicted for this day, None where it predicts none (a first answer, or the
    same day). An answer that was rated anew has two movements, of which one stands.
    """

    __tablename__ = "reviews"
    __table_args__ = (
        Index(None, "learner_id", "study_day", "state_before"),
        Index(None, "card_id"),
        Index(None, "attempt_id"),
    )

    id: ColumnClause[int] = column(Id, primary_key=True)
    learner_id: ColumnClause[int] = column(Id, ForeignKey("learners.id"))
    card_id: ColumnClause[int] = column(Id, ForeignKey("cards.id"))
    attempt_id: ColumnClause[int] = column(Id, ForeignKey("attempts.id"))
    rating: ColumnClause[int] = column(Integer)
    retention: ColumnClause[float] = column(Double)
    elapsed_days: ColumnClause[float | None] = maybe(Double)
    state_before: ColumnClause[CardState] = column(words(CardState, "state_before"))
    study_day: ColumnClause[dt.date] = column(Date)
    reviewed_at: ColumnClause[dt.datetime] = column(Moment)
    before: ColumnClause[dict[str, Any]] = column(Json)
    after: ColumnClause[dict[str, Any]] = column(Json)
    undone_at: ColumnClause[dt.datetime | None] = maybe(Moment)
    recall: ColumnClause[float | None] = maybe(Double)


class CardChange(Base):
    """What a learner (or a rule) did to a card besides answering: the log of it. `before` and `after`: what it changed
    of the card's own columns. `attempt_id`: of a leech, the answer that made it one; of a reset, the last answer that
    it leaves behind.
    """

    __tablename__ = "card_changes"
    __table_args__ = (Index(None, "card_id"), Index(None, "learner_id", "changed_at"), Index(None, "attempt_id"))

    id: ColumnClause[int] = column(Id, primary_key=True)
    learner_id: ColumnClause[int] = column(Id, ForeignKey("learners.id"))
    card_id: ColumnClause[int] = column(Id, ForeignKey("cards.id"))
    kind: ColumnClause[CardChangeKind] = column(words(CardChangeKind, "kind"))
    before: ColumnClause[dict[str, Any]] = column(Json)
    after: ColumnClause[dict[str, Any]] = column(Json)
    changed_at: ColumnClause[dt.datetime] = column(Moment)
    undone_at: ColumnClause[dt.datetime | None] = maybe(Moment)
    attempt_id: ColumnClause[int | None] = maybe(Id, ForeignKey("attempts.id"))


class Undo(Base):
    """An answer that was taken back, and what is needed to give it again: the log of undo and redo.

    `plan` and `position`: the sitting as it was before the answer was taken back. `redone_at`: it was given again.
    `closed_at`: something else was done since, so that it can't be given again any more.
    """

    __tablename__ = "undos"
    __table_args__ = (
        Index(None, "learner_id", "id"),
        Index(None, "attempt_id"),
        # Every new answer looks here; nearly always there is nothing.
        Index(None, "learner_id", "closed_at", "redone_at"),
    )

    id: ColumnClause[int] = column(Id, primary_key=True)
    learner_id: ColumnClause[int] = column(Id, ForeignKey("learners.id"))
    sitting_id: ColumnClause[int] = column(Id, ForeignKey("sittings.id"))
    attempt_id: ColumnClause[int] = column(Id, ForeignKey("attempts.id"))
    plan: ColumnClause[list[Any]] = column(Json)
    position: ColumnClause[int] = column(Integer)
    undone_at: ColumnClause[dt.datetime] = column(Moment)
    redone_at: ColumnClause[dt.datetime | None] = maybe(Moment)
    closed_at: ColumnClause[dt.datetime | None] = maybe(Moment)
