"""Sittings: what is planned, and how far it has come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from quizapp.progress.prepared import JsonText, Prepared
from quizapp.progress.tables import Sitting
from quizapp.progress.values import SittingKind, SittingState


@dataclass(frozen=True, slots=True)
class SittingRow:
    """A sitting as it is stored. `plan`: JSON objects, answered ones first; `position`: how many are answered. The plan
    need not hold what the newest answers were: the log does.
    """

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


_COLUMNS = [getattr(Sitting, name) for name in SittingRow.__slots__]


def add(
    connection: Connection,
    learner_id: int,
    kind: SittingKind,
    options: Mapping[str, Any],
    plan: Sequence[Mapping[str, Any]],
    seed: int,
    now: datetime,
) -> SittingRow:
    """A new open sitting."""
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
    }
    key = connection.execute(insert(Sitting).returning(Sitting.id), values).scalar_one()
    return SittingRow(id=key, **values)


def find(connection: Connection, sitting_id: int, learner_id: int) -> SittingRow | None:
    """A learner's sitting, unless it has an answer sheet (`progress.sheets`)."""
    query = select(*_COLUMNS).where(Sitting.id == sitting_id, Sitting.learner_id == learner_id, Sitting.clock.is_(None))
    row = connection.execute(query).one_or_none()
    return None if row is None else SittingRow(*row)


def changes(connection: Connection, sitting_id: int) -> int | None:
    """How often a sitting was changed."""
    return connection.scalar(select(Sitting.changes).where(Sitting.id == sitting_id))


def all_open(connection: Connection, learner_id: int, most: int | None = None) -> list[SittingRow]:
    """The open sittings (at most `most`), the one that was started last first; without those with an answer sheet."""
    query = (
        select(*_COLUMNS)
        .where(Sitting.learner_id == learner_id, Sitting.state == SittingState.OPEN, Sitting.clock.is_(None))
        .order_by(Sitting.started_at.desc(), Sitting.id.desc())
        .limit(most)
    )
    return [SittingRow(*row) for row in connection.execute(query)]


def _saving(*names: str) -> Prepared:
    return Prepared(
        update(Sitting)
        .where(Sitting.id == bindparam("sitting"), Sitting.changes == bindparam("known"))
        .values({name: bindparam(name) for name in ("position", "changes", *names)})
    )


_SAVE = {
    (plan, state): _saving(*["plan"] * plan, *["state", "ended_at"] * state)
    for plan in (False, True)
    for state in (False, True)
}


def save(
    connection: Connection,
    sitting_id: int,
    changes: int,
    *,
    position: int,
    plan: str | None,
    state: SittingState | None,
    ended_at: datetime | None = None,
) -> bool:
    """Store how far a sitting has come. False, and nothing stored, where another writer has changed it since `changes`.

    What stays as it is (None) is not written: the `plan` (as JSON text) where its entries are as they were, but for the
    answers that the log has; the `state`, and with it `ended_at`.
    """
    values: dict[str, Any] = {"sitting": sitting_id, "known": changes, "changes": changes + 1, "position": position}
    if plan is not None:
        values["plan"] = JsonText(plan)
    if state is not None:
        values |= {"state": state, "ended_at": ended_at}
    return _SAVE[plan is not None, state is not None].run(connection, values) == 1
