"""The tables of what is kept beside the log: figures of whole days, drafts, presets, forecasts and fits."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ColumnClause, Date, Double, ForeignKey, Index, Integer, String, Text, UniqueConstraint

from quizapp.progress.columns import Base, Id, Json, Moment, column, maybe


class KeptFigures(Base):
    """One `part` of a learner's statistics over past days (a day, or a month), kept because it is asked for again and
    again. Taken out when an answer of these days is added, taken back or changed (`progress.kept`). `mark`: the bank
    by which the answers were put together.
    """

    __tablename__ = "kept_figures"

    learner_id: ColumnClause[int] = column(Id, ForeignKey("learners.id"), primary_key=True)
    # The last day first: what an answer of today could be among is found, or not, at once.
    last_day: ColumnClause[dt.date] = column(Date, primary_key=True)
    first_day: ColumnClause[dt.date] = column(Date, primary_key=True)
    part: ColumnClause[str] = column(String(16), primary_key=True)
    mark: ColumnClause[str] = column(String(40))
    figures: ColumnClause[dict[str, Any]] = column(Json)


class Draft(Base):
    """What was typed for the item that a sitting shows and not answered yet. It belongs to the sitting as it was after
    so many `changes`, and means nothing after the next one.
    """

    __tablename__ = "drafts"

    sitting_id: ColumnClause[int] = column(Id, ForeignKey("sittings.id"), primary_key=True)
    changes: ColumnClause[int] = column(Integer)
    text: ColumnClause[str] = column(Text)
    updated_at: ColumnClause[dt.datetime] = column(Moment)


class Preset(Base):
    """A kind of sitting that a learner has given a name: its selection and options."""

    __tablename__ = "presets"
    __table_args__ = (UniqueConstraint("learner_id", "name"),)

    id: ColumnClause[int] = column(Id, primary_key=True)
    learner_id: ColumnClause[int] = column(Id, ForeignKey("learners.id"))
    name: ColumnClause[str] = column(String(60))
    options: ColumnClause[dict[str, Any]] = column(Json)
    saved_at: ColumnClause[dt.datetime] = column(Moment)


class Forecast(Base):
    """The score that was predicted on a study day (the last prediction of that day), kept to be compared with the mock
    exams. `low` and `high` bound its 90 % interval; `fields`: the same by field.
    """

    __tablename__ = "forecasts"
    __table_args__ = (UniqueConstraint("learner_id", "study_day"),)

    id: ColumnClause[int] = column(Id, primary_key=True)
    learner_id: ColumnClause[int] = column(Id, ForeignKey("learners.id"))
    study_day: ColumnClause[dt.date] = column(Date)
    score: ColumnClause[float] = column(Double)
    low: ColumnClause[float] = column(Double)
    high: ColumnClause[float] = column(Double)
    chance: ColumnClause[float | None] = maybe(Double)
    fields: ColumnClause[dict[str, Any]] = column(Json)
    made_at: ColumnClause[dt.datetime] = column(Moment)


class Fit(Base):
    """Parameters of the memory model fitted to a learner's own reviews; the newest that was not dropped is in use.

    `version` names them in cards. `loss`: the log loss on the newest fifth of the reviews, which the fit had not seen;
    `loss_before`: that of the parameters in use until then.
    """

    __tablename__ = "fits"
    __table_args__ = (Index(None, "learner_id"),)

    id: ColumnClause[int] = column(Id, primary_key=True)
    learner_id: ColumnClause[int] = column(Id, ForeignKey("learners.id"))
    version: ColumnClause[str] = column(String(32))
    parameters: ColumnClause[list[Any]] = column(Json)
    reviews: ColumnClause[int] = column(Integer)
    loss: ColumnClause[float] = column(Double)
    loss_before: ColumnClause[float] = column(Double)
    fitted_at: ColumnClause[dt.datetime] = column(Moment)
    dropped_at: ColumnClause[dt.datetime | None] = maybe(Moment)
