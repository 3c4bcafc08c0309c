"""The tables, for SQLite and PostgreSQL alike.

`attempts` and `reviews` are logs: rows are added and never changed, but for `undone_at`, which takes a row out of
every figure and leaves it readable, and for the `cause` that a learner names afterwards. `cards` is what the log of
reviews leads to. A question is named by its id and `part` ("" for a whole question, the part's name for one part of a
set).
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ColumnClause,
    Date,
    DateTime,
    Dialect,
    Double,
    Enum,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import TypeEngine

from quizapp.progress.values import AttemptKind, AttemptOutcome, CardChangeKind, CardState, SittingKind, SittingState


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


def _words(vocabulary: type[StrEnum], name: str) -> Enum:
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


def _column(kind: TypeEngine[Any] | type[TypeEngine[Any]], *more: SchemaItem, **options: Any) -> ColumnClause[Any]:
    """A column that always has a value."""
    return Column(kind, *more, nullable=False, **options)


def _maybe(kind: TypeEngine[Any] | type[TypeEngine[Any]], *more: SchemaItem) -> ColumnClause[Any]:
    """A column that may be empty."""
    return Column(kind, *more, nullable=True)


class Learner(Base):
    """A person. One in the embedded database, a class in a shared one."""

    __tablename__ = "learners"

    id: ColumnClause[int] = _column(Id, primary_key=True)
    name: ColumnClause[str] = _column(String(120), unique=True)
    created_at: ColumnClause[dt.datetime] = _column(Moment)


class QuestionRevision(Base):
    """Every revision of a question that was ever answered here. Append-only."""

    __tablename__ = "question_revisions"

    question_id: ColumnClause[str] = _column(QuestionName, primary_key=True)
    revision: ColumnClause[str] = _column(String(32), primary_key=True)
    first_seen_at: ColumnClause[dt.datetime] = _column(Moment)


class RevisionContent(Base):
    """What a revision said when it was first answered here, without explanation, topics and the like. Append-only."""

    __tablename__ = "revision_contents"

    question_id: ColumnClause[str] = _column(QuestionName, primary_key=True)
    revision: ColumnClause[str] = _column(String(32), primary_key=True)
    content: ColumnClause[dict[str, Any]] = _column(Json)
    kept_at: ColumnClause[dt.datetime] = _column(Moment)


class RevisionLink(Base):
    """Whose statistics a revision goes on with: those of `continues`, or None: its own, begun anew. Append-only: the
    newest row of a revision counts. `told`: an author was told of it and saved, or said so.
    """

    __tablename__ = "revision_links"
    __table_args__ = (Index(None, "question_id", "revision"),)

    id: ColumnClause[int] = _column(Id, primary_key=True)
    question_id: ColumnClause[str] = _column(QuestionName)
    revision: ColumnClause[str] = _column(String(32))
    continues: ColumnClause[str | None] = _maybe(String(32))
    told: ColumnClause[bool] = _column(Boolean)
    linked_at: ColumnClause[dt.datetime] = _column(Moment)


class Sitting(Base):
    """One run of quiz, review or exam.

    `plan`: the items in order, each with its seed, answered ones first; which answers these are is in the attempts.
    `position`: how many of them are answered.
    `changes` counts the writes: a second program that holds an older state of the sitting is found out by it.
    `clock`: of a sitting against the clock, how much time was used and since when it runs.
    """

    __tablename__ = "sittings"
    __table_args__ = (Index(None, "learner_id", "state", "started_at"),)

    id: ColumnClause[int] = _column(Id, primary_key=True)
    learner_id: ColumnClause[int] = _column(Id, ForeignKey("learners.id"))
    kind: ColumnClause[SittingKind] = _column(_words(SittingKind, "kind"))
    state: ColumnClause[SittingState] = _column(_words(SittingState, "state"))
    options: ColumnClause[dict[str, Any]] = _column(Json)
    plan: ColumnClause[list[Any]] = _column(Json)
    position: ColumnClause[int] = _column(Integer)
    changes: ColumnClause[int] = _column(Integer)
    seed: ColumnClause[int] = _column(BigInteger)
    started_at: ColumnClause[dt.datetime] = _column(Moment)
    ended_at: ColumnClause[dt.datetime | None] = _maybe(Moment)
    clock: ColumnClause[dict[str, Any] | None] = _maybe(Json)


class SheetLine(Base):
    """What stands on the answer sheet of a sitting whose verdicts come at the end: one line for each item, changed as
    often as the learner likes until it is handed in, when the lines become attempts.

    `position`: the item's place in the sitting's plan, from 0. `response`: None for an item that was only looked at or
    flagged. `seconds`: the time spent on the item so far.
    """

    __tablename__ = "sheet_lines"

    sitting_id: ColumnClause[int] = _column(Id, ForeignKey("sittings.id"), primary_key=True)
    position: ColumnClause[int] = _column(Integer, primary_key=True, autoincrement=False)
    response: ColumnClause[dict[str, Any] | None] = _maybe(Json)
    seconds: ColumnClause[float] = _column(Double)
    unsure: ColumnClause[bool] = _column(Boolean)
    flagged: ColumnClause[bool] = _column(Boolean)
    language: ColumnClause[str] = _column(String(8))
    updated_at: ColumnClause[dt.datetime] = _column(Moment)


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

    id: ColumnClause[int] = _column(Id, primary_key=True)
    learner_id: ColumnClause[int] = _column(Id, ForeignKey("learners.id"))
    sitting_id: ColumnClause[int] = _column(Id, ForeignKey("sittings.id"))
    position: ColumnClause[int] = _column(Integer)
    question_id: ColumnClause[str] = _column(QuestionName)
    part: ColumnClause[str] = _column(PartName)
    revision: ColumnClause[str] = _column(String(32))
    kind: ColumnClause[AttemptKind] = _column(_words(AttemptKind, "kind"))
    seed: ColumnClause[int] = _column(BigInteger)
    given: ColumnClause[dict[str, Any]] = _column(Json)
    response: ColumnClause[dict[str, Any]] = _column(Json)
    outcome: ColumnClause[AttemptOutcome] = _column(_words(AttemptOutcome, "outcome"))
    score: ColumnClause[float] = _column(Double)
    cells: ColumnClause[list[Any] | None] = _maybe(Json)
    mistake: ColumnClause[str | None] = _maybe(String(60))
    diagnosis: ColumnClause[str | None] = _maybe(String(60))
    carried: ColumnClause[bool] = _column(Boolean, default=False, server_default=false())
    seconds: ColumnClause[float] = _column(Double)
    unsure: ColumnClause[bool] = _column(Boolean)
    hint: ColumnClause[bool] = _column(Boolean)
    language: ColumnClause[str] = _column(String(8))
    study_day: ColumnClause[dt.date] = _column(Date)
    answered_at: ColumnClause[dt.datetime] = _column(Moment)
    undone_at: ColumnClause[dt.datetime | None] = _maybe(Moment)
    cause: ColumnClause[str | None] = _maybe(String(16))
    exposure: ColumnClause[int | None] = _maybe(Integer)
    fresh: ColumnClause[bool | None] = _maybe(Boolean)
    form: ColumnClause[str | None] = _maybe(String(8))


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

    id: ColumnClause[int] = _column(Id, primary_key=True)
    learner_id: ColumnClause[int] = _column(Id, ForeignKey("learners.id"))
    question_id: ColumnClause[str] = _column(QuestionName)
    part: ColumnClause[str] = _column(PartName)
    model: ColumnClause[str] = _column(String(32))
    model_version: ColumnClause[str] = _column(String(32))
    state: ColumnClause[CardState] = _column(_words(CardState, "state"))
    step: ColumnClause[int | None] = _maybe(Integer)
    stability: ColumnClause[float | None] = _maybe(Double)
    difficulty: ColumnClause[float | None] = _maybe(Double)
    due_at: ColumnClause[dt.datetime | None] = _maybe(Moment)
    due_day: ColumnClause[dt.date | None] = _maybe(Date)
    last_day: ColumnClause[dt.date | None] = _maybe(Date)
    last_review_at: ColumnClause[dt.datetime | None] = _maybe(Moment)
    last_outcome: ColumnClause[AttemptOutcome | None] = _maybe(_words(AttemptOutcome, "last_outcome"))
    reps: ColumnClause[int] = _column(Integer)
    lapses: ColumnClause[int] = _column(Integer)
    suspended: ColumnClause[bool] = _column(Boolean, default=False)
    buried_until: ColumnClause[dt.date | None] = _maybe(Date)
    leech: ColumnClause[bool] = _column(Boolean, default=False, server_default=false())


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

    id: ColumnClause[int] = _column(Id, primary_key=True)
    learner_id: ColumnClause[int] = _column(Id, ForeignKey("learners.id"))
    card_id: ColumnClause[int] = _column(Id, ForeignKey("cards.id"))
    attempt_id: ColumnClause[int] = _column(Id, ForeignKey("attempts.id"))
    rating: ColumnClause[int] = _column(Integer)
    retention: ColumnClause[float] = _column(Double)
    elapsed_days: ColumnClause[float | None] = _maybe(Double)
    state_before: ColumnClause[CardState] = _column(_words(CardState, "state_before"))
    study_day: ColumnClause[dt.date] = _column(Date)
    reviewed_at: ColumnClause[dt.datetime] = _column(Moment)
    before: ColumnClause[dict[str, Any]] = _column(Json)
    after: ColumnClause[dict[str, Any]] = _column(Json)
    undone_at: ColumnClause[dt.datetime | None] = _maybe(Moment)
    recall: ColumnClause[float | None] = _maybe(Double)


class CardChange(Base):
    """What a learner (or a rule) did to a card besides answering: the log of it. `before` and `after`: what it changed
    of the card's own columns. `attempt_id`: of a leech, the answer that made it one; of a reset, the last answer that
    it leaves behind.
    """

    __tablename__ = "card_changes"
    __table_args__ = (Index(None, "card_id"), Index(None, "learner_id", "changed_at"), Index(None, "attempt_id"))

    id: ColumnClause[int] = _column(Id, primary_key=True)
    learner_id: ColumnClause[int] = _column(Id, ForeignKey("learners.id"))
    card_id: ColumnClause[int] = _column(Id, ForeignKey("cards.id"))
    kind: ColumnClause[CardChangeKind] = _column(_words(CardChangeKind, "kind"))
    before: ColumnClause[dict[str, Any]] = _column(Json)
    after: ColumnClause[dict[str, Any]] = _column(Json)
    changed_at: ColumnClause[dt.datetime] = _column(Moment)
    undone_at: ColumnClause[dt.datetime | None] = _maybe(Moment)
    attempt_id: ColumnClause[int | None] = _maybe(Id, ForeignKey("attempts.id"))


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

    id: ColumnClause[int] = _column(Id, primary_key=True)
    learner_id: ColumnClause[int] = _column(Id, ForeignKey("learners.id"))
    sitting_id: ColumnClause[int] = _column(Id, ForeignKey("sittings.id"))
    attempt_id: ColumnClause[int] = _column(Id, ForeignKey("attempts.id"))
    plan: ColumnClause[list[Any]] = _column(Json)
    position: ColumnClause[int] = _column(Integer)
    undone_at: ColumnClause[dt.datetime] = _column(Moment)
    redone_at: ColumnClause[dt.datetime | None] = _maybe(Moment)
    closed_at: ColumnClause[dt.datetime | None] = _maybe(Moment)


class Mark(Base):
    """A learner's flag and note on a question part."""

    __tablename__ = "marks"
    __table_args__ = (UniqueConstraint("learner_id", "question_id", "part"),)

    id: ColumnClause[int] = _column(Id, primary_key=True)
    learner_id: ColumnClause[int] = _column(Id, ForeignKey("learners.id"))
    question_id: ColumnClause[str] = _column(QuestionName)
    part: ColumnClause[str] = _column(PartName)
    flagged: ColumnClause[bool] = _column(Boolean, default=False)
    note: ColumnClause[str] = _column(Text, default="")
    updated_at: ColumnClause[dt.datetime] = _column(Moment)


class Report(Base):
    """What a learner reports about a question: a doubt about its key or its words. `revision`: the one it was about."""

    __tablename__ = "reports"
    __table_args__ = (Index(None, "question_id", "part"),)

    id: ColumnClause[int] = _column(Id, primary_key=True)
    learner_id: ColumnClause[int] = _column(Id, ForeignKey("learners.id"))
    question_id: ColumnClause[str] = _column(QuestionName)
    part: ColumnClause[str] = _column(PartName)
    revision: ColumnClause[str] = _column(String(32))
    seed: ColumnClause[int | None] = _maybe(BigInteger)
    text: ColumnClause[str] = _column(Text)
    reported_at: ColumnClause[dt.datetime] = _column(Moment)
    settled_at: ColumnClause[dt.datetime | None] = _maybe(Moment)


class Regrade(Base):
    """An answer judged anew by a later revision of its question. The attempt stays as it was recorded; the newest
    regrade of it is what counts.
    """

    __tablename__ = "regrades"
    __table_args__ = (Index(None, "attempt_id"),)

    id: ColumnClause[int] = _column(Id, primary_key=True)
    attempt_id: ColumnClause[int] = _column(Id, ForeignKey("attempts.id"))
    revision: ColumnClause[str] = _column(String(32))
    outcome: ColumnClause[AttemptOutcome] = _column(_words(AttemptOutcome, "outcome"))
    score: ColumnClause[float] = _column(Double)
    mistake: ColumnClause[str | None] = _maybe(String(60))
    regraded_at: ColumnClause[dt.datetime] = _column(Moment)


class KeptFigures(Base):
    """One `part` of a learner's statistics over past days (a day, or a month), kept because it is asked for again and
    again. Taken out when an answer of these days is added, taken back or changed (`progress.kept`). `mark`: the bank
    by which the answers were put together.
    """

    __tablename__ = "kept_figures"

    learner_id: ColumnClause[int] = _column(Id, ForeignKey("learners.id"), primary_key=True)
    # The last day first: what an answer of today could be among is found, or not, at once.
    last_day: ColumnClause[dt.date] = _column(Date, primary_key=True)
    first_day: ColumnClause[dt.date] = _column(Date, primary_key=True)
    part: ColumnClause[str] = _column(String(16), primary_key=True)
    mark: ColumnClause[str] = _column(String(40))
    figures: ColumnClause[dict[str, Any]] = _column(Json)


class Draft(Base):
    """What was typed for the item that a sitting shows and not answered yet. It belongs to the sitting as it was after
    so many `changes`, and means nothing after the next one.
    """

    __tablename__ = "drafts"

    sitting_id: ColumnClause[int] = _column(Id, ForeignKey("sittings.id"), primary_key=True)
    changes: ColumnClause[int] = _column(Integer)
    text: ColumnClause[str] = _column(Text)
    updated_at: ColumnClause[dt.datetime] = _column(Moment)


class Preset(Base):
    """A kind of sitting that a learner has given a name: its selection and options."""

    __tablename__ = "presets"
    __table_args__ = (UniqueConstraint("learner_id", "name"),)

    id: ColumnClause[int] = _column(Id, primary_key=True)
    learner_id: ColumnClause[int] = _column(Id, ForeignKey("learners.id"))
    name: ColumnClause[str] = _column(String(60))
    options: ColumnClause[dict[str, Any]] = _column(Json)
    saved_at: ColumnClause[dt.datetime] = _column(Moment)


class Forecast(Base):
    """The score that was predicted on a study day (the last prediction of that day), kept to be compared with the mock
    exams. `low` and `high` bound its 90 % interval; `fields`: the same by field.
    """

    __tablename__ = "forecasts"
    __table_args__ = (UniqueConstraint("learner_id", "study_day"),)

    id: ColumnClause[int] = _column(Id, primary_key=True)
    learner_id: ColumnClause[int] = _column(Id, ForeignKey("learners.id"))
    study_day: ColumnClause[dt.date] = _column(Date)
    score: ColumnClause[float] = _column(Double)
    low: ColumnClause[float] = _column(Double)
    high: ColumnClause[float] = _column(Double)
    chance: ColumnClause[float | None] = _maybe(Double)
    fields: ColumnClause[dict[str, Any]] = _column(Json)
    made_at: ColumnClause[dt.datetime] = _column(Moment)


class Fit(Base):
    """Parameters of the memory model fitted to a learner's own reviews; the newest that was not dropped is in use.

    `version` names them in cards. `loss`: the log loss on the newest fifth of the reviews, which the fit had not seen;
    `loss_before`: that of the parameters in use until then.
    """

    __tablename__ = "fits"
    __table_args__ = (Index(None, "learner_id"),)

    id: ColumnClause[int] = _column(Id, primary_key=True)
    learner_id: ColumnClause[int] = _column(Id, ForeignKey("learners.id"))
    version: ColumnClause[str] = _column(String(32))
    parameters: ColumnClause[list[Any]] = _column(Json)
    reviews: ColumnClause[int] = _column(Integer)
    loss: ColumnClause[float] = _column(Double)
    loss_before: ColumnClause[float] = _column(Double)
    fitted_at: ColumnClause[dt.datetime] = _column(Moment)
    dropped_at: ColumnClause[dt.datetime | None] = _maybe(Moment)
