"""Answer sheets: sittings whose answers can be changed until they are handed in. A sitting with a `clock` has one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from quizapp.progress.regrades import counted, with_newest
from quizapp.progress.tables import Attempt, SheetLine, Sitting
from quizapp.progress.values import AttemptOutcome, SittingKind, SittingState


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A sitting with an answer sheet as it is stored; the fields are columns of `tables.Sitting`."""

    id: int
    learner_id: int
    kind: SittingKind
    state: SittingState
    options: Mapping[str, Any]
    plan: Sequence[Mapping[str, Any]]
    position: int
    changes: int
    seed: int
    started_at: datetime
    ended_at: datetime | None
    clock: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of a sheet as it is stored; the fields are columns of `tables.SheetLine`."""

    position: int
    response: Mapping[str, Any] | None
    seconds: float
    unsure: bool
    flagged: bool
    language: str
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A handed-in answer that stands, by its place on the sheet."""

    position: int
    attempt_id: int
    revision: str
    outcome: AttemptOutcome
    score: float
    carried: bool
    mistake: str | None


_COLUMNS = [getattr(Sitting, name) for name in SheetRow.__slots__]
_LINE_COLUMNS = [getattr(SheetLine, name) for name in LineRow.__slots__]
_ON_A_SHEET = Sitting.clock.is_not(None)


def add(
    connection: Connection,
    learner_id: int,
    kind: SittingKind,
    options: Mapping[str, Any],
    plan: Sequence[Mapping[str, Any]],
    seed: int,
    clock: Mapping[str, Any],
    now: datetime,
) -> SheetRow:
    """A new open sitting with an empty sheet."""
    values: dict[str, Any] = {
        "learner_id": learner_id,
        "kind": kind,
        "state": SittingState.OPEN,
        "options": dict(options),
        "plan": list(plan),
        "position": 0,
        "changes": 0,
        "seed": seed,
        "started_at": now,
        "ended_at": None,
        "clock": dict(clock),
    }
    key = connection.execute(insert(Sitting).returning(Sitting.id), values).scalar_one()
    return SheetRow(id=key, **values)


def find(connection: Connection, sitting_id: int, learner_id: int) -> SheetRow | None:
    """A learner's sitting, if it has a sheet."""
    query = select(*_COLUMNS).where(Sitting.id == sitting_id, Sitting.learner_id == learner_id, _ON_A_SHEET)
    row = connection.execute(query).one_or_none()
    return None if row is None else SheetRow(*row)


def all_in(
    connection: Connection, learner_id: int, state: SittingState, kind: SittingKind | None = None
) -> list[SheetRow]:
    """A learner's sittings with a sheet that are in a state, the one that was started last first."""
    query = select(*_COLUMNS).where(Sitting.learner_id == learner_id, Sitting.state == state, _ON_A_SHEET)
    if kind is not None:
        query = query.where(Sitting.kind == kind)
    return [SheetRow(*row) for row in connection.execute(query.order_by(Sitting.started_at.desc(), Sitting.id.desc()))]


def newest(connection: Connection, learner_id: int, kind: SittingKind, most: int) -> list[SheetRow]:
    """A learner's last sittings of a kind that have a sheet, in whatever state, the one that was started last first."""
    query = select(*_COLUMNS).where(Sitting.learner_id == learner_id, Sitting.kind == kind, _ON_A_SHEET)
    order = query.order_by(Sitting.started_at.desc(), Sitting.id.desc()).limit(most)
    return [SheetRow(*row) for row in connection.execute(order)]


def save(connection: Connection, sitting_id: int, changes: int, **values: Any) -> bool:
    """Store columns of a sitting. False, and nothing stored, where another writer has changed it since `changes`."""
    statement = (
        update(Sitting)
        .where(Sitting.id == sitting_id, Sitting.changes == changes)
        .values(changes=changes + 1, **values)
    )
    return connection.execute(statement).rowcount == 1


def lines(connection: Connection, sitting_id: int) -> dict[int, LineRow]:
    """The lines of a sheet that were ever written, by position."""
    query = select(*_LINE_COLUMNS).where(SheetLine.sitting_id == sitting_id)
    return {row[0]: LineRow(*row) for row in connection.execute(query)}


def write(connection: Connection, sitting_id: int, line: LineRow) -> None:
    """Put a line on a sheet in place of the one that was there."""
    columns = {name: getattr(line, name) for name in LineRow.__slots__ if name != "position"}
    where = (SheetLine.sitting_id == sitting_id, SheetLine.position == line.position)
    # The response's None is SQL's own, as the column's type says.
    if connection.execute(update(SheetLine).where(*where).values(columns)).rowcount == 0:
        connection.execute(insert(SheetLine).values(sitting_id=sitting_id, position=line.position, **columns))


def handed_in(connection: Connection, sitting_ids: Sequence[int]) -> dict[int, list[HandedIn]]:
    """The answers of sittings that were handed in and stand, by sitting, in the order of the sheet; what was judged
    anew as it counts now.
    """
    found: dict[int, list[HandedIn]] = {sitting_id: [] for sitting_id in sitting_ids}
    query = (
        select(
            Attempt.sitting_id,
            Attempt.position,
            Attempt.id,
            counted("revision"),
            counted("outcome"),
            counted("score"),
            Attempt.carried,
            counted("mistake"),
        )
        .select_from(with_newest())
        .where(Attempt.sitting_id.in_(sitting_ids), Attempt.undone_at.is_(None))
        .order_by(Attempt.position)
    )
    for row in connection.execute(query):
        found[row[0]].append(HandedIn(*row[1:]))
    return found


def last_asked(connection: Connection, learner_id: int) -> dict[str, date]:
    """The study day on which each question was last answered, also where that was taken back: it has been seen."""
    query = (
        select(Attempt.question_id, func.max(Attempt.study_day))
        .where(Attempt.learner_id == learner_id)
        .group_by(Attempt.question_id)
    )
    return {row[0]: row[1] for row in connection.execute(query)}
