"""No order of answering, undoing, leaving, resuming and waiting loses or doubles an attempt."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
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

from calculators.answers.verdict import Outcome as Judged
from quizapp.bank.catalog import Catalog
from quizapp.progress.database import Database, open_database
from quizapp.progress.values import Cause
from quizapp.settings import Settings
from quizapp.study.clock import FixedClock
from quizapp.study.faults import NothingToRedo, NothingToUndo, NotRated, SittingChanged
from quizapp.study.scheduling import Rating
from quizapp.study.selection import Selection
from quizapp.study.sitting import Item, ItemKind, Response, Sitting
from quizapp.study.study import Study
from tests.databases import empty_database
from tests.study.answering import right, unreadable, wrong
from tests.study.conftest import TOKYO
from tests.study.consistency import check_cards, check_figures, check_what_is_seen

CARDS = [("small-network", "first"), ("im2col", ""), ("conv-size", ""), ("relu-negative", "")]


class AnyOrder(RuleBasedStateMachine):
    """A learner who does anything in any order; `standing` is what must be in the log at each moment."""

    catalog: Catalog

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.file = self.folder / "progress.sqlite"
        self.file.write_bytes(empty_database())
        self.clock = FixedClock(datetime(2026, 12, 1, 3, 50, tzinfo=TOKYO), TOKYO)
        self.database: Database | None = None
        self.second: Database | None = None
        self.standing: list[tuple[int, tuple[str, str], Judged]] = []
        self.undone: list[tuple[int, tuple[str, str], Judged]] = []
        self.recorded = 0

    def open(self) -> None:
        if self.database is not None:
            self.database.close()
        self.database = open_database(self.file)
        self.study = Study(self.catalog, self.database, self.clock, settings=Settings(language="ja"))

    @initialize(
        seed=st.integers(0, 1000),
        size=st.integers(1, 4),
        ids=st.sampled_from([(), ("small-network", "im2col", "training-order"), ("small-network", "conv-size")]),
    )
    def start(self, seed: int, size: int, ids: tuple[str, ...]) -> None:
        self.open()
        self.sitting: Sitting = self.study.start_quiz(Selection(ids=ids), size=size, seed=seed)

    @precondition(lambda self: self.sitting.item is not None and self.sitting.outcome is None)
    @rule(respond=st.sampled_from([right, wrong]), seconds=st.sampled_from([1.0, 30.0, 500.0]))
    def answer(self, respond: Callable[..., Response], seconds: float) -> None:
        item = self.sitting.item
        assert item is not None
        outcome = self.sitting.answer(respond(item, seconds=seconds))
        assert outcome.attempt_id is not None
        self.standing.append((outcome.attempt_id, (item.question.id, item.part), outcome.verdict.outcome))
        self.undone.clear()
        self.recorded += 1

    @precondition(lambda self: self.sitting.item is not None and self.sitting.outcome is None)
    @rule()
    def answer_unreadably(self) -> None:
        item = self.sitting.item
        assert item is not None
        response = unreadable(item)
        assert response is None or not self.sitting.answer(response).recorded

    @precondition(lambda self: self.sitting.outcome is not None)
    @rule()
    def advance(self) -> None:
        self.sitting.advance()

    @precondition(lambda self: self.sitting.outcome is not None)
    @rule()
    def again(self) -> None:
        last = self.sitting.item
        practice = self.sitting.again()
        assert last is not None
        assert (practice.kind, practice.question.id, practice.part) == (ItemKind.AGAIN, last.question.id, last.part)

    @rule()
    def undo(self) -> None:
        if self.standing:
            item = self.sitting.undo()
            assert item is not None
            self.undone.append(self.standing.pop())
            assert (item.question.id, item.part) == self.undone[-1][1]
        else:
            with pytest.raises(NothingToUndo):
                self.sitting.undo()

    @rule()
    def redo(self) -> None:
        if self.undone:
            self.sitting.redo()
            self.standing.append(self.undone.pop())
        else:
            with pytest.raises(NothingToRedo):
                self.sitting.redo()

    @precondition(lambda self: self.sitting.outcome is not None)
    @rule(rating=st.sampled_from(list(Rating)))
    def rate(self, rating: Rating) -> None:
        before = self.sitting.outcome
        assert before is not None
        if before.rating is None:
            with pytest.raises(NotRated):
                self.sitting.rate(rating)
        elif self.begun_anew():
            if rating is not before.rating:
                with pytest.raises(NotRated):
                    self.sitting.rate(rating)
        else:
            assert self.sitting.rate(rating).rating is rating

    def begun_anew(self) -> bool:
        """Whether the card that was answered last was reset since."""
        assert self.database is not None
        number, (question, part), _ = self.standing[-1]
        query = (
            "SELECT max(attempt_id) FROM card_changes JOIN cards ON cards.id = card_id"
            " WHERE card_changes.kind = 'reset' AND undone_at IS NULL AND question_id = ? AND part = ?"
        )
        with self.database.reading() as connection:
            last = connection.exec_driver_sql(query, (question, part)).scalar()
        return last is not None and last >= number

    @precondition(lambda self: self.sitting.item is not None)
    @rule(way=st.sampled_from(["suspend", "bury"]))
    def set_aside(self, way: str) -> None:
        item, answered = self.sitting.item, self.sitting.outcome is not None
        assert item is not None
        getattr(self.sitting, way)()
        shown = self.sitting.item
        assert shown is item if answered else shown is None or shown.variant != item.variant

    @rule(way=st.sampled_from(["suspend", "unsuspend", "bury", "unbury", "reset"]), name=st.sampled_from(CARDS))
    def change_a_card(self, way: str, name: tuple[str, str]) -> None:
        getattr(self.study, way)(*name)

    @rule()
    def undo_a_change(self) -> None:
        with suppress(NothingToUndo):
            self.study.undo_card_change()

    @rule(minutes=st.integers(-600, 3000))
    def wait(self, minutes: int) -> None:
        self.clock.advance(minutes=minutes)

    @precondition(lambda self: self.sitting.item is not None and self.sitting.outcome is None)
    @rule(text=st.text(max_size=5))
    def type_something(self, text: str) -> None:
        self.sitting.keep_draft(text)
        assert self.study.resume(self.sitting.id).draft == self.sitting.draft

    @rule(days=st.integers(1, 400))
    def look_at_statistics(self, days: int) -> None:
        found = self.study.statistics(days)
        assert found.answers <= len(self.standing)

    @rule(cause=st.sampled_from([None, *Cause]))
    def name_a_cause(self, cause: Cause | None) -> None:
        wrong = [key for _, key, outcome in self.standing if outcome is not Judged.CORRECT]
        if wrong:
            self.study.name_cause(wrong[-1][0], cause, wrong[-1][1])

    @rule(close=st.booleans())
    def resume(self, close: bool) -> None:
        unanswered = self.sitting.item if self.sitting.outcome is None else None
        if close:
            self.open()
        self.sitting = self.study.resume(self.sitting.id)
        if unanswered is not None:
            assert self.sitting.item == unanswered

    @precondition(lambda self: self.sitting.item is not None and self.sitting.outcome is None)
    @rule()
    def answer_in_another_window_first(self) -> None:
        stale, item = self.sitting, self.sitting.item
        assert item is not None
        if self.second is None:
            self.second = open_database(self.file)
        other = Study(self.catalog, self.second, self.clock, settings=Settings(language="ja"))
        self.sitting = other.resume(stale.id)
        self.answer(right, 30.0)
        with pytest.raises(SittingChanged):
            stale.answer(wrong(item))

    @invariant()
    def everything_is_there_once(self) -> None:
        if self.database is None:
            return
        with self.database.reading() as connection:

            def rows(query: str) -> list[tuple[Any, ...]]:
                return [tuple(row) for row in connection.exec_driver_sql(query)]

            attempts = rows("SELECT id, question_id, part, outcome FROM attempts WHERE undone_at IS NULL ORDER BY id")
            total = rows("SELECT count(*) FROM attempts")
            scheduled = rows("SELECT id FROM attempts WHERE undone_at IS NULL AND kind = 'scheduled' ORDER BY id")
            reviews = rows("SELECT attempt_id FROM reviews WHERE undone_at IS NULL ORDER BY attempt_id")
            position, state = rows("SELECT position, state FROM sittings")[0]
            plan = json.loads(rows("SELECT plan FROM sittings")[0][0])
        assert attempts == [(number, *key, outcome.value) for number, key, outcome in self.standing]
        assert total == [(self.recorded,)]
        assert scheduled == reviews
        check_cards(self.database)
        check_figures(self.study)
        check_what_is_seen(self.study)
        assert position == len(self.standing)
        assert (state == "finished") == self.sitting.finished
        marks = self.sitting.marks
        assert [mark for mark in marks if mark is not None] == [outcome for *_, outcome in self.standing]
        assert all(mark is None for mark in marks[position:])
        self.sets_are_whole(plan)
        shown: Item | None = self.sitting.item
        if shown is not None:
            assert shown.position <= shown.total

    def sets_are_whole(self, plan: list[dict[str, Any]]) -> None:
        """Parts asked together stand side by side in their order; only practice may come in between."""
        askings: dict[tuple[str, int], list[str]] = {}
        for entry in plan:
            if "part" in entry:
                askings.setdefault((entry["question"], entry["seed"]), []).append(entry["part"])
        others = [entry for entry in plan if entry["kind"] != "again"]
        runs = [asking for asking, _ in groupby(others, key=lambda entry: (entry["question"], entry["seed"]))]
        assert len(runs) == len(set(runs))
        for (question, _), parts in askings.items():
            order = self.catalog.find(question).part_names
            assert parts == sorted(parts, key=order.index)
            assert len(parts) == len(set(parts))

    def teardown(self) -> None:
        for database in (self.database, self.second):
            if database is not None:
                database.close()
        shutil.rmtree(self.folder)


def test_no_order_of_events_loses_or_doubles_an_attempt(catalog: Catalog) -> None:
    AnyOrder.catalog = catalog
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        AnyOrder,
        settings=settings(
            max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
