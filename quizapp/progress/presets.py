"""Kinds of sittings that a learner has given a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from quizapp.progress.tables import Preset


@dataclass(frozen=True, slots=True)
class PresetRow:
    """A preset as it is stored."""

    name: str
    options: Mapping[str, Any]
    saved_at: datetime


_COLUMNS = (Preset.name, Preset.options, Preset.saved_at)


def save(connection: Connection, learner_id: int, name: str, options: Mapping[str, Any], now: datetime) -> None:
    """Keep a preset, in place of the one of this name."""
    columns = {"options": dict(options), "saved_at": now}
    mine = (Preset.learner_id == learner_id, Preset.name == name)
    if connection.execute(update(Preset).where(*mine).values(columns)).rowcount == 0:
        connection.execute(insert(Preset).values(learner_id=learner_id, name=name, **columns))


def find(connection: Connection, learner_id: int, name: str) -> PresetRow | None:
    """The preset of a name."""
    query = select(*_COLUMNS).where(Preset.learner_id == learner_id, Preset.name == name)
    row = connection.execute(query).one_or_none()
    return None if row is None else PresetRow(*row)


def all_of(connection: Connection, learner_id: int) -> list[PresetRow]:
    """A learner's presets by name."""
    query = select(*_COLUMNS).where(Preset.learner_id == learner_id).order_by(Preset.name)
    return [PresetRow(*row) for row in connection.execute(query)]


def remove(connection: Connection, learner_id: int, name: str) -> bool:
    """Forget a preset. False where there is none of this name."""
    mine = (Preset.learner_id == learner_id, Preset.name == name)
    return connection.execute(delete(Preset).where(*mine)).rowcount == 1
