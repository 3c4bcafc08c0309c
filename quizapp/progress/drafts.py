"""What was typed for the item that a sitting shows, and not answered yet."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from quizapp.progress.tables import Draft


def find(connection: Connection, sitting_id: int, changes: int) -> str:
    """The draft of a sitting as it is after so many changes; "" where there is none."""
    query = select(Draft.text).where(Draft.sitting_id == sitting_id, Draft.changes == changes)
    return connection.scalar(query) or ""


def save(connection: Connection, sitting_id: int, changes: int, text: str, now: datetime) -> None:
    """Keep a draft in place of the one that the sitting had; an empty one removes it."""
    mine = Draft.sitting_id == sitting_id
    if not text:
        connection.execute(delete(Draft).where(mine))
        return
    values = {"changes": changes, "text": text, "updated_at": now}
    if connection.execute(update(Draft).where(mine).values(values)).rowcount == 0:
        connection.execute(insert(Draft), {"sitting_id": sitting_id, **values})
