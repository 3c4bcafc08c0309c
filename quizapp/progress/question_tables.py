"""The tables of what became of questions: their revisions, what learners noted and reported, answers judged anew."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnClause,
    Double,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
)

from quizapp.progress.columns import Base, Id, Json, Moment, PartName, QuestionName, column, maybe, words
from quizapp.progress.values import AttemptOutcome


class QuestionRevision(Base):
    """Every revision of a question that was ever answered here. Append-only."""

    __tablename__ = "question_revisions"

    question_id: ColumnClause[str] = column(QuestionName, primary_key=True)
    revision: ColumnClause[str] = column(String(32), primary_key=True)
    first_seen_at: ColumnClause[dt.datetime] = column(Moment)


class RevisionContent(Base):
    """What a revision said when it was first answered here, without explanation, topics and the like. Append-only."""

    __tablename__ = "revision_contents"

    question_id: ColumnClause[str] = column(QuestionName, primary_key=True)
    revision: ColumnClause[str] = column(String(32), primary_key=True)
    content: ColumnClause[dict[str, Any]] = column(Json)
    kept_at: ColumnClause[dt.datetime] = column(Moment)


class RevisionLink(Base):
    """Whose statistics a revision goes on with: those of `continues`, or None: its own, begun anew. Append-only: the
    newest row of a revision counts. `told`: an author was told of it and saved, or said so.
    """

    __tablename__ = "revision_links"
    __table_args__ = (Index(None, "question_id", "revision"),)

    id: ColumnClause[int] = column(Id, primary_key=True)
    question_id: ColumnClause[str] = column(QuestionName)
    revision: ColumnClause[str] = column(String(32))
    continues: ColumnClause[str | None] = maybe(String(32))
    told: ColumnClause[bool] = column(Boolean)
    linked_at: ColumnClause[dt.datetime] = column(Moment)


class Mark(Base):
    """A learner's flag and note on a question part."""

    __tablename__ = "marks"
    __table_args__ = (UniqueConstraint("learner_id", "question_id", "part"),)

    id: ColumnClause[int] = column(Id, primary_key=True)
    learner_id: ColumnClause[int] = column(Id, ForeignKey("learners.id"))
    question_id: ColumnClause[str] = column(QuestionName)
    part: ColumnClause[str] = column(PartName)
    flagged: ColumnClause[bool] = column(Boolean, default=False)
    note: ColumnClause[str] = column(Text, default="")
    updated_at: ColumnClause[dt.datetime] = column(Moment)


class Report(Base):
    """What a learner reports about a question: a doubt about its key or its words. `revision`: the one it was about."""

    __tablename__ = "reports"
    __table_args__ = (Index(None, "question_id", "part"),)

    id: ColumnClause[int] = column(Id, primary_key=True)
    learner_id: ColumnClause[int] = column(Id, ForeignKey("learners.id"))
    question_id: ColumnClause[str] = column(QuestionName)
    part: ColumnClause[str] = column(PartName)
    revision: ColumnClause[str] = column(String(32))
    seed: ColumnClause[int | None] = maybe(BigInteger)
    text: ColumnClause[str] = column(Text)
    reported_at: ColumnClause[dt.datetime] = column(Moment)
    settled_at: ColumnClause[dt.datetime | None] = maybe(Moment)


class Regrade(Base):
    """An answer judged anew by a later revision of its question. The attempt stays as it was recorded; the newest
    regrade of it is what counts.
    """

    __tablename__ = "regrades"
    __table_args__ = (Index(None, "attempt_id"),)

    id: ColumnClause[int] = column(Id, primary_key=True)
    attempt_id: ColumnClause[int] = column(Id, ForeignKey("attempts.id"))
    revision: ColumnClause[str] = column(String(32))
    outcome: ColumnClause[AttemptOutcome] = column(words(AttemptOutcome, "outcome"))
    score: ColumnClause[float] = column(Double)
    mistake: ColumnClause[str | None] = maybe(String(60))
    regraded_at: ColumnClause[dt.datetime] = column(Moment)
