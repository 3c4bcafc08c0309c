"""The scores that were predicted, one for each study day, kept to be compared with what came of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from quizapp.progress.tables import Forecast


@dataclass(frozen=True, slots=True)
class ForecastValues:
    """A prediction; the fields are columns of `tables.Forecast`."""

    study_day: date
    score: float
    low: float
    high: float
    chance: float | None
    fields: Mapping[str, Any]


_COLUMNS = [getattr(Forecast, name) for name in ForecastValues.__slots__]


def save(connection: Connection, learner_id: int, values: ForecastValues, now: datetime) -> None:
    """Keep a day's prediction in place of an earlier one of the same day. The caller holds the learner's lock."""
    columns: dict[str, Any] = {name: getattr(values, name) for name in ForecastValues.__slots__}
    columns |= {"fields": dict(values.fields), "made_at": now}
    day = (Forecast.learner_id == learner_id, Forecast.study_day == values.study_day)
    if connection.execute(update(Forecast).where(*day).values(columns)).rowcount == 0:
        connection.execute(insert(Forecast), {"learner_id": learner_id, **columns})


def latest(connection: Connection, learner_id: int) -> ForecastValues | None:
    """The newest prediction."""
    query = select(*_COLUMNS).where(Forecast.learner_id == learner_id).order_by(Forecast.study_day.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return None if row is None else ForecastValues(*row)


def since(connection: Connection, learner_id: int, day: date) -> list[ForecastValues]:
    """The predictions from a study day on, oldest first."""
    query = (
        select(*_COLUMNS)
        .where(Forecast.learner_id == learner_id, Forecast.study_day >= day)
        .order_by(Forecast.study_day)
    )
    return [ForecastValues(*row) for row in connection.execute(query)]
