"""Parameters of the memory model that were fitted to a learner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from quizapp.progress.tables import Fit


@dataclass(frozen=True, slots=True)
class FitValues:
    """Fitted parameters, and how they did on reviews that they were not fitted to (`tables.Fit`)."""

    version: str
    parameters: Sequence[float]
    reviews: int
    loss: float
    loss_before: float
    fitted_at: datetime


_COLUMNS = [getattr(Fit, name) for name in FitValues.__slots__]


def current(connection: Connection, learner_id: int) -> FitValues | None:
    """The fit in use."""
    mine = (Fit.learner_id == learner_id, Fit.dropped_at.is_(None))
    row = connection.execute(select(*_COLUMNS).where(*mine).order_by(Fit.id.desc()).limit(1)).one_or_none()
    return None if row is None else FitValues(*row)


def add(connection: Connection, learner_id: int, values: FitValues) -> None:
    """Put a fit into use."""
    columns = {name: getattr(values, name) for name in FitValues.__slots__}
    columns["parameters"] = list(values.parameters)
    connection.execute(insert(Fit), {"learner_id": learner_id, **columns})


def drop(connection: Connection, learner_id: int, now: datetime) -> None:
    """Put every fit of a learner out of use: back to the default parameters."""
    mine = (Fit.learner_id == learner_id, Fit.dropped_at.is_(None))
    connection.execute(update(Fit).where(*mine).values(dropped_at=now))
