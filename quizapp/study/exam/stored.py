"""An answer sheet as it is kept: its items, its lines and its time, and every change of them in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from quizapp.progress import learners, sheets
from quizapp.progress.database import Connection
from quizapp.progress.sheets import SheetRow
from quizapp.progress.values import SittingKind, SittingState
from quizapp.study.context import Context
from quizapp.study.exam import handing
from quizapp.study.exam.entries import Line, SheetEntry
from quizapp.study.exam.judging import draw_item, judge_sheet
from quizapp.study.exam.timing import Stopwatch, Time, Timing, time_of
from quizapp.study.faults import SittingChanged
from quizapp.study.items import Item

# The pace of an exam, for a test that has no blueprint.
SECONDS_PER_QUESTION = 72.0

T = TypeVar("T")


class StoredSheet:
    """What `Sheet` is built on. `options` are those that it was started with. `left_out`: the questions that could not
    be asked when it was drawn; only of a sheet that has just been begun. After a fault in a write nothing is changed,
    here or in the database.
    """

    def __init__(self, context: Context, row: SheetRow) -> None:
        self.id = row.id
        self.kind: SittingKind = row.kind
        self.started_at = row.started_at
        self.options: Mapping[str, Any] = row.options
        self.left_out: tuple[str, ...] = ()
        self._context = context
        self._changes = row.changes
        self._state = row.state
        self._timing = Timing.from_json(row.clock)
        self._entries = tuple(SheetEntry.from_json(values) for values in row.plan)
        with context.database.reading() as connection:
            stored = sheets.lines(connection, row.id)
        self._lines = {position: Line.from_row(line) for position, line in stored.items()}
        self._items: dict[int, Item | None] = {}
        # The clock runs from `_base` seconds on; the item that is showing has been there since `_entered`.
        self._watch: Stopwatch | None = None
        self._base = self._timing.used
        self._current: int | None = None
        self._entered = 0.0

    @property
    def total(self) -> int:
        """How many items it has."""
        return len(self._entries)

    @property
    def entries(self) -> tuple[SheetEntry, ...]:
        """The items as they were drawn: question, part, topic, group."""
        return self._entries

    @property
    def answered(self) -> int:
        """How many items have an answer."""
        return sum(line.answered for line in self._lines.values())

    @property
    def current(self) -> int | None:
        """The position of the item that is showing."""
        return self._current

    @property
    def handed_in(self) -> bool:
        """Whether it has been handed in."""
        return self._state is SittingState.FINISHED

    @property
    def running(self) -> bool:
        """Whether its time is being counted."""
        return self._watch is not None

    @property
    def timing(self) -> Timing:
        """The limit, the policy and the pauses, as they were stored last."""
        return self._timing

    def item(self, position: int) -> Item | None:
        """The item at a position; None where the bank can't ask it any more. Raises IndexError."""
        if not 0 <= position < self.total:
            raise IndexError(position)
        if position not in self._items:
            self._items[position] = draw_item(self._context, self._entries[position], position, self.total)
        return self._items[position]

    def line(self, position: int) -> Line:
        """What stands on the line of an item."""
        return self._lines.get(position, Line())

    def next_open(self, after: int = -1) -> int | None:
        """The next item without an answer behind a position, from the beginning again after the end; None where every
        item has one.
        """
        return self._next(after, lambda line: not line.answered)

    def next_flagged(self, after: int = -1) -> int | None:
        """The next flagged item behind a position, from the beginning again after the end; None where there is none."""
        return self._next(after, lambda line: line.flagged)

    def time(self) -> Time:
        """The time used and left, the pace and the warning of this moment."""
        pace = self.options.get("seconds_per_question", SECONDS_PER_QUESTION)
        return time_of(self._timing, self._used(), self.answered, self.total, pace)

    def _next(self, after: int, wanted: Callable[[Line], bool]) -> int | None:
        order = [*range(after + 1, self.total), *range(min(after + 1, self.total))]
        return next((position for position in order if wanted(self.line(position))), None)

    def _used(self) -> float:
        used = self._timing.used if self._watch is None else self._base + self._watch.elapsed()
        return min(used, self._timing.limit) if self._timing.limit is not None and self._timing.timed else used

    def _start_watch(self) -> None:
        self._watch, self._base, self._entered = Stopwatch(self._context.clock), self._timing.used, self._timing.used

    def _with_time(self, lines: dict[int, Line], used: float) -> dict[int, Line]:
        """The lines to be written, the time that the showing item has taken since it was written last among them."""
        spent = used - self._entered
        if self._current is None or spent <= 0:
            return lines
        line = lines.get(self._current, self.line(self._current))
        return lines | {self._current: replace(line, seconds=line.seconds + spent)}

    def _write(self, lines: dict[int, Line], *, running: bool = True) -> None:
        """Store some lines with the time of this moment."""
        now, used = self._context.now(), self._used()
        timing = replace(self._timing, used=used, seen=now, running=running)
        changed = self._with_time(lines, used)
        answered = sum(line.answered for line in (self._lines | changed).values())

        def write(connection: Connection) -> None:
            self._write_lines(connection, changed, now)
            self._save(connection, clock=timing.to_json(), position=answered)

        self._commit(write)
        self._lines |= changed
        self._timing, self._entered = timing, used

    def _hand_in(self, *, automatic: bool) -> None:
        """Judge and record everything. `automatic`: time has run out, so it ends at the deadline."""
        context, now = self._context, self._context.now()
        deadline = self._timing.deadline(self._timing.used, self._timing.seen)
        ended_at = min(deadline, now) if automatic and deadline is not None else now
        used = self._timing.limit if automatic and self._timing.limit is not None else self._used()
        lines = self._with_time({}, used) if self._watch is not None else {}
        timing = replace(self._timing, used=used, seen=now, running=False)
        everything = self._lines | lines
        items = [self.item(position) for position in range(self.total)]
        responses = {place: line.response for place, line in everything.items() if line.response is not None}
        verdicts = judge_sheet(items, responses)
        withdrawn = [place for place, item in enumerate(items) if item is None or verdicts.get(place, item) is None]
        options = {**self.options, "withdrawn": withdrawn, "automatic": automatic}
        practice = bool(self.options.get("practice"))

        def write(connection: Connection) -> tuple[SheetEntry, ...]:
            self._write_lines(connection, lines, now)
            entries = handing.record_sheet(
                context, connection, self.id, self._entries, items, everything, verdicts, now, practice=practice
            )
            self._save(
                connection,
                plan=[entry.to_json() for entry in entries],
                options=options,
                clock=timing.to_json(),
                state=SittingState.FINISHED,
                ended_at=ended_at,
            )
            return entries

        self._entries = self._commit(write)
        asked = [item.question for item, entry in zip(items, self._entries, strict=True) if item and entry.attempt]
        context.revisions.update((question.id, context.revision(question)) for question in asked)
        self._lines, self._timing, self.options = everything, timing, options
        self._state, self._watch, self._current = SittingState.FINISHED, None, None

    def _take_back(self) -> None:
        now = self._context.now()
        timing = replace(self._timing, reopened=self._timing.reopened + 1, seen=now, running=False)

        def write(connection: Connection) -> tuple[SheetEntry, ...]:
            entries = handing.take_back_sheet(self._context, connection, self._entries, now)
            plan = [entry.to_json() for entry in entries]
            self._save(connection, plan=plan, state=SittingState.OPEN, ended_at=None, clock=timing.to_json())
            return entries

        self._entries = self._commit(write)
        self._state, self._timing = SittingState.OPEN, timing

    def _give_up(self) -> None:
        now = self._context.now()
        self._commit(lambda connection: self._save(connection, state=SittingState.DROPPED, ended_at=now))
        self._state, self._watch = SittingState.DROPPED, None

    def _write_lines(self, connection: Connection, lines: Mapping[int, Line], now: datetime) -> None:
        language = self._context.settings.language
        for position, line in lines.items():
            sheets.write(connection, self.id, line.to_row(position, now, language))

    def _save(self, connection: Connection, **values: Any) -> None:
        if not sheets.save(connection, self.id, self._changes, **values):
            raise SittingChanged

    def _commit(self, write: Callable[[Connection], T]) -> T:
        """Run a write in one transaction; this object follows after the commit."""
        try:
            with self._context.database.writing() as connection:
                learners.lock(connection, self._context.learner_id)
                written = write(connection)
        except BaseException:
            # What was counted of it there was never committed.
            self._context.crowding.forget()
            raise
        self._changes += 1
        return written
