"""No order of answers, changes, kills, pauses, clock changes, handing in and taking back loses or doubles anything."""

from __future__ import annotations

import shutil
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from quizapp.bank.catalog import Catalog
from quizapp.progress.database import Database, open_database
from quizapp.settings import Settings
from quizapp.study.clock import FixedClock
from quizapp.study.exam.faults import TimeOver
from quizapp.study.exam.sheet import Sheet
from quizapp.study.exam.timing import Policy
from quizapp.study.study import Study
from tests.databases import empty_database
from tests.study.conftest import TOKYO
from tests.study.exam.answering import right, shown, wrong

SIZE = 6
LIMIT = SIZE * 72.0


class AnyOrder(RuleBasedStateMachine):
    """A learner who does anything in any order. `answers`: what must stand on the sheet, by position, right or wrong;
    `least` and `most`: the bounds of the time used, which a kill leaves open up to what was stored last.
    """

    catalog: Catalog

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.file = self.folder / "progress.sqlite"
        self.file.write_bytes(empty_database())
        self.clock = FixedClock(datetime(2026, 12, 1, 3, 50, tzinfo=TOKYO), TOKYO)
        self.database: Database | None = None
        self.answers: dict[int, bool] = {}
        self.flags: set[int] = set()
        self.stored = self.running = 0.0
        self.recorded = 0
        self.over = False
        self.reopened = False

    def open(self) -> Study:
        if self.database is not None:
            self.database.close()
        self.database = open_database(self.file)
        return Study(self.catalog, self.database, self.clock, settings=Settings(language="ja"))

    @initialize(seed=st.integers(0, 1000), strict=st.booleans())
    def start(self, seed: int, strict: bool) -> None:
        self.strict = strict
        policy = Policy.STRICT if strict else Policy.PAUSABLE
        self.sheet: Sheet = self.open().start_exam(SIZE, seed, policy=policy)
        self.left_at = self.clock.now()

    def wrote(self) -> None:
        """What the sheet has stored of the time: all of it, as of now."""
        self.stored, self.left_at = self.running, self.clock.now()

    def timed(self) -> bool:
        return not self.reopened

    def changes(self, change: Any) -> bool:
        """Make a change; False where time has run out, so that it was not made."""
        try:
            change()
        except TimeOver:
            assert self.timed()
            assert self.running >= LIMIT
            self.handed_in()
            return False
        assert not self.timed() or self.running < LIMIT
        self.wrote()
        return True

    def handed_in(self) -> None:
        self.over = True
        self.recorded += len(self.answers)
        if self.timed():
            self.running = min(self.running, LIMIT)
        self.wrote()

    @precondition(lambda self: not self.over)
    @rule(position=st.sampled_from([0, 0, 2, 5]), correct=st.booleans())
    def answer(self, position: int, correct: bool) -> None:
        item = shown(self.sheet, position)
        if self.changes(lambda: self.sheet.answer(position, (right if correct else wrong)(item))):
            self.answers[position] = correct

    @precondition(lambda self: not self.over)
    @rule(position=st.integers(0, SIZE - 1))
    def clear(self, position: int) -> None:
        if self.changes(lambda: self.sheet.clear(position)):
            self.answers.pop(position, None)

    @precondition(lambda self: not self.over)
    @rule(position=st.integers(0, SIZE - 1), flagged=st.booleans())
    def flag(self, position: int, flagged: bool) -> None:
        if self.changes(lambda: self.sheet.set_flag(position, flagged)):
            (self.flags.add if flagged else self.flags.discard)(position)

    @precondition(lambda self: not self.over)
    @rule(position=st.integers(0, SIZE - 1))
    def show(self, position: int) -> None:
        self.changes(lambda: self.sheet.show(position))

    @precondition(lambda self: not self.over)
    @rule(seconds=st.sampled_from([0, 1, 40, 431, 432]))
    def wait(self, seconds: int) -> None:
        self.clock.advance(seconds=seconds)
        self.running += seconds
        if self.timed():
            self.running = min(self.running, LIMIT)

    @rule(zone=st.sampled_from(["Asia/Tokyo", "America/Los_Angeles", "UTC"]))
    def travel(self, zone: str) -> None:
        self.clock.zone = ZoneInfo(zone)

    @precondition(lambda self: not self.over)
    @rule(hours=st.integers(1, 30))
    def set_the_clock_back(self, hours: int) -> None:
        assert self.sheet.time().used == self.running
        self.clock.advance(hours=-hours)
        assert self.sheet.time().used == self.running

    @rule(away=st.integers(0, 300), leave=st.booleans())
    def close_and_open_again(self, away: int, leave: bool) -> None:
        """Left in good order, or killed; then some time passes."""
        if not self.over and leave and not self.changes(self.sheet.pause):
            return
        self.clock.advance(seconds=away)
        if not self.over:
            gone = max((self.clock.now() - self.left_at) / timedelta(seconds=1), 0.0)
            self.running = self.stored + (gone if self.strict and self.timed() else 0.0)
            if self.timed():
                self.running = min(self.running, LIMIT)
        self.sheet = self.open().resume_exam(self.sheet.id)
        if self.over:
            return
        if self.timed() and self.running >= LIMIT:
            assert self.sheet.handed_in
            self.handed_in()
        else:
            self.wrote()

    @precondition(lambda self: not self.over)
    @rule()
    def hand_in(self) -> None:
        automatic = self.timed() and self.running >= LIMIT
        result = self.sheet.hand_in()
        assert result.automatic == automatic
        self.handed_in()

    @precondition(lambda self: self.over)
    @rule()
    def take_back(self) -> None:
        self.sheet.take_back()
        self.over, self.reopened = False, True
        self.wrote()

    @invariant()
    def everything_is_there_once(self) -> None:
        if self.database is None:
            return
        sheet = self.sheet
        assert sheet.handed_in == self.over
        lines = [sheet.line(position) for position in range(SIZE)]
        assert {position for position, line in enumerate(lines) if line.answered} == set(self.answers)
        assert {position for position, line in enumerate(lines) if line.flagged} == self.flags
        assert sheet.time().used == self.running
        assert sum(line.seconds for line in lines) <= self.running
        with self.database.reading() as connection:
            standing = connection.exec_driver_sql(
                "SELECT position, outcome = 'correct' FROM attempts WHERE undone_at IS NULL ORDER BY position"
            ).all()
            total = connection.exec_driver_sql("SELECT count(*) FROM attempts").scalar()
            moved = connection.exec_driver_sql("SELECT count(*) FROM cards WHERE reps > 0").scalar()
        expected = self.answers if self.over else {}
        assert {position: bool(correct) for position, correct in standing} == expected
        assert len(standing) == moved == len(expected)
        assert total == self.recorded
        if self.over:
            result = sheet.result()
            assert result.overall.correct == sum(self.answers.values())
            assert result.open == SIZE - len(self.answers)
            assert result.seconds == self.running
            assert result.reopened == self.reopened

    def teardown(self) -> None:
        if self.database is not None:
            self.database.close()
        shutil.rmtree(self.folder)


def test_no_order_of_events_loses_or_doubles_an_answer_or_a_second(catalog: Catalog) -> None:
    AnyOrder.catalog = catalog
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        AnyOrder,
        settings=settings(
            max_examples=30, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
