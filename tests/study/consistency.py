"""What must be true of a database at every moment: each card is what its log leads to, line by line from the start;
figures that are kept are what counting leads to.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, tzinfo
from typing import Any

import pytest

from quizapp.progress.cards import from_image
from quizapp.progress.database import Database
from quizapp.study import counting, overview
from quizapp.study.counting import Part
from quizapp.study.history import history_of
from quizapp.study.scheduling import Memory, Rating, Reviewed, replay
from quizapp.study.selection import Filter, Selection
from quizapp.study.study import Study
from quizapp.study.unscheduled import unscheduled
from tests.study.conftest import TOKYO

_COLUMNS = ("state", "step", "stability", "difficulty", "due_day", "last_day", "reps", "lapses")


def rows(database: Database, query: str) -> list[dict[str, Any]]:
    with database.reading() as connection:
        return [dict(row) for row in connection.exec_driver_sql(query).mappings()]


def check_cards(database: Database, zone: tzinfo = TOKYO) -> None:
    """Memory from the reviews that stand (after the last reset), what holds it back from the changes that stand."""
    reviews = rows(database, "SELECT * FROM reviews WHERE undone_at IS NULL ORDER BY attempt_id")
    changes = rows(database, "SELECT * FROM card_changes WHERE undone_at IS NULL ORDER BY id")
    assert len({line["attempt_id"] for line in reviews}) == len(reviews)
    for card in rows(database, "SELECT * FROM cards"):
        own = [change for change in changes if change["card_id"] == card["id"]]
        reset = max((change["attempt_id"] for change in own if change["kind"] == "reset"), default=0)
        log = [line for line in reviews if line["card_id"] == card["id"] and line["attempt_id"] > reset]
        images = [from_image(json.loads(line["after"])) for line in log]
        lines = [
            Reviewed(
                Rating(line["rating"]),
                datetime.fromisoformat(line["reviewed_at"]).replace(tzinfo=UTC),
                date.fromisoformat(line["study_day"]),
                line["retention"],
                image.due_day,
                image.due_at,
            )
            for line, image in zip(log, images, strict=True)
        ]
        memory = replay(lines, zone, card=f"{card['question_id']}/{card['part']}")
        columns = {name: card[name] for name in _COLUMNS}
        assert shown(memory) == columns, (shown(memory), columns)
        assert (images[-1].last_outcome if images else None) == card["last_outcome"]
        held = {"suspended": False, "buried_until": None, "leech": False}
        for change in own:
            held |= json.loads(change["after"])
        assert held == {name: card[name] for name in held}


def check_what_is_seen(study: Study) -> None:
    """Seen is what has an answer that stands, scheduled what has a moved card; the queue's new ones are the rest."""
    context = study._context
    keys = context.outline().keys
    asked = rows(context.database, "SELECT question_id, part FROM attempts WHERE undone_at IS NULL")
    found = rows(context.database, "SELECT question_id, part, state, suspended, buried_until FROM cards")
    seen = {(row["question_id"], row["part"]) for row in asked} & keys
    taken = {
        (row["question_id"], row["part"])
        for row in found
        if row["state"] != "new" or row["suspended"] or str(row["buried_until"] or "") > str(context.today())
    }
    with context.database.reading() as connection:
        stand = overview.standing(context, connection)
        assert unscheduled(context, connection) == stand.new == keys - taken
        unseen = history_of(context, connection, Selection(filter=Filter.UNSEEN)).seen & keys
    assert (unseen, stand.counted[""][1]) == (seen, len(seen))


def check_figures(study: Study) -> None:
    """Every figure that is kept is what counting anew gives."""
    context = study._context
    for row in rows(context.database, "SELECT * FROM kept_figures"):
        first, last = (date.fromisoformat(str(row[name])) for name in ("first_day", "last_day"))
        with context.database.reading() as connection:
            anew = counting.count(context, connection, Part(row["part"]), first, last)
        kept = row["figures"] if isinstance(row["figures"], dict) else json.loads(row["figures"])
        assert leaves(kept) == pytest.approx(leaves(anew)), (row["part"], first, last)


def leaves(tree: Any, name: tuple[str, ...] = ()) -> dict[tuple[str, ...], Any]:
    """The values of a tree, each under its path."""
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else None
    if items is None:
        return {name: tree}
    return {path: leaf for key, below in items for path, leaf in leaves(below, (*name, str(key))).items()}


def shown(memory: Memory) -> dict[str, Any]:
    values = {name: getattr(memory, name) for name in _COLUMNS}
    for name in ("due_day", "last_day"):
        values[name] = None if values[name] is None else values[name].isoformat()
    return values | {"state": memory.state.value}
