"""Nothing that was typed is lost without a word, and the head of a sitting counts what there is."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Event

from textual.pilot import Pilot

from quizapp.study.selection import Selection
from quizapp.study.sitting import Sitting
from quizapp.tui.asked import quiz
from quizapp.tui.opening import Books
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.note import NoteScreen
from quizapp.tui.screens.sitting import SittingScreen
from quizapp.tui.widgets.answer import AnswerField
from tests.tui.asked import answer_rightly, answer_wrongly, asked_id, count_of_answers
from tests.tui.conftest import Running, press, program_of, shown, typed
from tests.tui.program import SETS, settled


async def test_the_counter_and_the_row_of_marks_agree_before_and_after_a_question_comes_back(running: Running):
    async with running("dense-parameters", "sigmoid-slope", "chain-rule") as pilot:
        assert "···  1/3  " in shown(pilot).splitlines()[0]
        await answer_wrongly(pilot)
        assert "×···  1/4  " in shown(pilot).splitlines()[0]
        await press(pilot, "enter")
        assert "×···  2/4  " in shown(pilot).splitlines()[0]


async def test_of_a_paste_that_is_too_long_the_beginning_is_taken_and_the_reader_says_so(running: Running):
    async with running("dense-parameters", language="en") as pilot:
        await typed(pilot, "12")
        await typed(pilot, "7" * 5_000)
        field = pilot.app.screen.query_one(AnswerField)
        assert field.typed.startswith("127")
        assert "The answer is too long" in shown(pilot)
        await press(pilot, "8")
        assert "8" not in field.typed


async def test_undo_first_clears_what_is_typed_and_only_then_takes_back_the_last_answer(running: Running):
    async with running("dense-parameters", "chain-rule") as pilot:
        await answer_rightly(pilot)
        first = asked_id(pilot)
        await press(pilot, "enter")
        second = asked_id(pilot)
        await typed(pilot, "2*x")
        await press(pilot, "ctrl+z")
        assert pilot.app.screen.query_one(AnswerField).typed == ""
        assert (asked_id(pilot), count_of_answers(pilot)) == (second, 1)
        await press(pilot, "ctrl+z")
        assert (asked_id(pilot), count_of_answers(pilot)) == (first, 0)


async def test_undo_clears_what_is_typed_into_the_first_question_too(running: Running):
    async with running("chain-rule") as pilot:
        await typed(pilot, "2*x")
        await press(pilot, "ctrl+z")
        assert pilot.app.screen.query_one(AnswerField).typed == ""


async def test_quitting_keeps_the_note_that_is_being_written(running: Running):
    async with running("sigmoid-slope", keys=["m"]) as pilot:
        await typed(pilot, "largest at zero")
        await pilot.press("ctrl+q")
    async with running() as pilot:
        books = program_of(pilot).books
        assert books is not None
        assert books.study.mark("sigmoid-slope").note == "largest at zero"


async def test_quitting_waits_where_the_note_cannot_be_saved(running: Running, tmp_path: Path):
    async with running("sigmoid-slope", keys=["m"], busy_seconds=0.01) as pilot:
        await typed(pilot, "largest at zero")
        with closing(sqlite3.connect(tmp_path / "progress.sqlite")) as other:
            other.execute("BEGIN IMMEDIATE")
            await press(pilot, "ctrl+q")
            assert isinstance(pilot.app.screen, NoteScreen)
            assert "largest at zero" in shown(pilot)
        await press(pilot, "escape")
        assert "largest at zero" in shown(pilot)


async def test_whoever_leaves_while_an_answer_fails_to_be_saved_stays_with_it(running: Running, tmp_path: Path):
    async with running("dense-parameters", "chain-rule", busy_seconds=1.0) as pilot:
        await answer_rightly(pilot)
        await press(pilot, "enter")
        with closing(sqlite3.connect(tmp_path / "progress.sqlite")) as other:
            other.execute("BEGIN IMMEDIATE")
            await typed(pilot, "0")
            await pilot.press("enter", "escape")
            await settled(pilot)
            assert isinstance(pilot.app.screen, SittingScreen)
            assert pilot.app.screen.query_one(AnswerField).typed == "0"
        await press(pilot, "enter")
        assert count_of_answers(pilot) == 2


async def test_what_was_typed_and_not_handed_in_is_there_again_when_the_sitting_goes_on(running: Running):
    async with running("dense-parameters", "chain-rule") as pilot:
        await answer_rightly(pilot)
        await press(pilot, "enter")
        await typed(pilot, "785")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)
        await press(pilot, "p")
        assert pilot.app.screen.query_one(AnswerField).typed == "785"
        assert "785 と読みました" in shown(pilot)
        await typed(pilot, "00\n")
        assert count_of_answers(pilot) == 2


async def test_what_is_typed_outlives_the_program_that_is_quit(running: Running):
    async with running("dense-parameters") as pilot:
        await typed(pilot, "78")
        await press(pilot, "ctrl+q")
        assert not program_of(pilot).is_running
    async with running(keys=["p"]) as pilot:
        assert pilot.app.screen.query_one(AnswerField).typed == "78"
        await press(pilot, "ctrl+z", "escape")
    async with running() as pilot:
        # Nothing answered and nothing typed: there is nothing to go on with.
        await press(pilot, "p")
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_what_is_typed_outlives_a_kill_once_the_hand_has_rested(running: Running):
    async with running("dense-parameters") as pilot:
        await typed(pilot, "78")
        await ticked(pilot)
        await typed(pilot, "5")
    # The program has ended here without a word to it.
    async with running(keys=["p"]) as pilot:
        assert pilot.app.screen.query_one(AnswerField).typed == "78"
        await answer_rightly(pilot)
        await ticked(pilot)
        await press(pilot, "enter", "escape")
    async with running() as pilot:
        books = program_of(pilot).books
        assert books is not None
        assert [books.study.resume(left.sitting_id).draft for left in books.study.open_sittings()] in ([], [""])


async def test_a_draft_that_cannot_be_kept_is_told_and_stays_in_the_field(running: Running, tmp_path: Path):
    async with running("dense-parameters", language="en", busy_seconds=0.01) as pilot:
        await typed(pilot, "785")
        with closing(sqlite3.connect(tmp_path / "progress.sqlite", isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            await press(pilot, "ctrl+q")
            assert program_of(pilot).is_running
            assert "busy" in shown(pilot) or "another program" in shown(pilot)
        assert pilot.app.screen.query_one(AnswerField).typed == "785"


async def ticked(pilot: Pilot[None]) -> None:
    """Two seconds pass in which no key is pressed."""
    screen = pilot.app.screen
    assert isinstance(screen, SittingScreen)
    for _ in range(2):
        screen.tick()
        await settled(pilot)


async def test_while_the_questions_are_opening_there_is_nothing_to_answer(running: Running):
    opened = Event()

    def late(books: Books) -> Sitting:
        opened.wait()
        return quiz(Selection(ids=("sigmoid-slope",)))(books)

    async with running(language="en") as pilot:
        pilot.app.push_screen(SittingScreen(late))
        await pilot.pause()
        try:
            page = shown(pilot)
            assert "Opening" in page
            assert not set("▌▐") & set(page)
            assert "esc back" in page
            assert "enter answer" not in page
        finally:
            opened.set()
        await settled(pilot)
        assert "enter answer" in shown(pilot)
        assert "esc pause" in shown(pilot)


async def test_a_fault_of_several_lines_is_all_in_view_under_a_set_that_fills_the_screen(running: Running):
    async with running("two-layers-in-numpy", bank=SETS) as pilot:
        await press(pilot, *"x@weights_of_the_first_layer")
        echo = pilot.app.screen.query_one("#echo").region
        lines = shown(pilot).splitlines()[echo.y : echo.bottom]
        assert len(lines) == 3
        assert "という名前" in lines[1]
        assert lines[2].endswith("np")
