"""A sheet handed in, or taken back: all its answers in the caller's one transaction.

An open item becomes no attempt. It counts 0 in the score, as in the exam; but nobody has shown to have forgotten what
they had no time to look at, so it moves no card and stands in no statistics of answers.

The answers are recorded at the moment of handing in, whenever they were given: until then they could be changed, and
only then the solutions are seen; and the log of a card never runs backwards where it was reviewed elsewhere meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from calculators.answers.verdict import Verdict
from quizapp.progress.database import Connection
from quizapp.study import recording
from quizapp.study.context import Context
from quizapp.study.exam.entries import Line, SheetEntry
from quizapp.study.items import Item
from quizapp.study.running_order import ItemKind


def record_sheet(
    context: Context,
    connection: Connection,
    sitting_id: int,
    entries: Sequence[SheetEntry],
    items: Sequence[Item | None],
    lines: Mapping[int, Line],
    verdicts: Mapping[int, Verdict | None],
    now: datetime,
    *,
    practice: bool,
) -> tuple[SheetEntry, ...]:
    """Record every answer; the entries with their attempts. `practice` moves no card."""
    recorded = list(entries)
    for position, verdict in verdicts.items():
        item, line = items[position], lines[position]
        if verdict is None or item is None or line.response is None:
            continue
        entry = entries[position].entry
        given = recording.Given(
            question=item.question,
            variant=item.variant,
            entry=replace(entry, kind=ItemKind.AGAIN) if practice else entry,
            position=position,
            response={"text": line.given} if isinstance(line.given, str) else {"chosen": list(line.given or ())},
            verdict=verdict,
            seconds=line.seconds,
            unsure=line.unsure,
            hint=False,
            language=line.language or context.settings.language,
        )
        attempt = recording.record(context, connection, sitting_id, given, now).attempt_id
        recorded[position] = replace(entries[position], attempt=attempt, outcome=verdict.outcome)
    return tuple(recorded)


def take_back_sheet(
    context: Context, connection: Connection, entries: Sequence[SheetEntry], now: datetime
) -> tuple[SheetEntry, ...]:
    """Take every answer back, the last one first; the entries without attempts."""
    for entry in reversed(entries):
        if entry.attempt is not None:
            recording.retract(context, connection, entry.entry, now)
    return tuple(replace(entry, attempt=None, outcome=None) for entry in entries)
