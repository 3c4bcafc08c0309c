"""The result of a mock exam, and its questions looked at again."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from quizapp.progress.values import Cause
from quizapp.study.clock import FixedClock
from quizapp.tui.screens.calculator import CalculatorScreen
from quizapp.tui.screens.looking import LookingScreen
from quizapp.tui.screens.note import NoteScreen
from quizapp.tui.screens.result import ResultScreen
from tests.tui.conftest import Running, press, program_of, shown, typed
from tests.tui.examining import (
    BEGIN,
    asked_id,
    choose_rightly,
    choose_wrongly,
    exam,
    go_to,
    hand_in,
    looking,
    pass_time,
    position_of,
)
from tests.tui.program import EVENING

RIGHT, WRONG, GUESSED = "sigmoid-slope", "pooling-facts", "chain-rule"


async def taken(pilot: Pilot[None], clock: FixedClock | None = None) -> None:
    """One right, one wrong and flagged, one right but unsure, five open."""
    await go_to(pilot, RIGHT)
    await choose_rightly(pilot)
    if clock is not None:
        await pass_time(pilot, clock, 90)
    await go_to(pilot, WRONG)
    await choose_wrongly(pilot)
    await press(pilot, "f5")
    await go_to(pilot, GUESSED)
    await choose_rightly(pilot)
    await press(pilot, "f4")
    await hand_in(pilot)


async def test_the_result_tells_score_open_ones_time_and_guesses(running: Running):
    clock = FixedClock(EVENING)
    async with running(keys=BEGIN, clock=clock, language="en") as pilot:
        await taken(pilot, clock)
        page = shown(pilot)
        assert "25 %" in page
        assert "2 of 8 right · 5 open · target 65 %" in page
        assert "1:30 of 1:00:00" in page
        assert "1 right but unsure" in page


async def test_the_result_tells_shares_by_field_topic_kind_and_level(running: Running):
    async with running(keys=BEGIN, language="en", size=(120, 60)) as pilot:
        await taken(pilot)
        lines = shown(pilot).splitlines()
        for name, figures in (
            ("3 Foundations of deep learning", "2/8  25 %"),
            ("3.1.3 Activation functions", "1/1 100 %"),
            ("3.4.1 Basic convolutional", "0/2"),
            ("formula", "1/1 100 %"),
            ("several choices", "0/1"),
        ):
            assert any(name in line and figures in line for line in lines), name


async def test_each_question_has_its_time_and_its_sign(running: Running):
    clock = FixedClock(EVENING)
    async with running(keys=BEGIN, clock=clock, language="en") as pilot:
        await go_to(pilot, RIGHT)
        place = exam(pilot).position
        await choose_rightly(pilot)
        await pass_time(pilot, clock, 2000)
        await hand_in(pilot)
        lines = shown(pilot).splitlines()
        at = next(number for number, line in enumerate(lines) if "Each question" in line)
        assert lines[at + 1].split()[1][place] == "█"
        assert lines[at + 2].strip()[place] == "○"
        assert f"longest 33:20 (question {place + 1})" in shown(pilot)


async def test_short_times_are_told_apart_by_height_and_read_the_same_on_both_screens(running: Running):
    clock = FixedClock(EVENING)
    async with running(keys=BEGIN, clock=clock, language="en") as pilot:
        first = exam(pilot).position
        await pass_time(pilot, clock, 10)
        await press(pilot, "tab")
        second = exam(pilot).position
        await pass_time(pilot, clock, 19.6)
        await hand_in(pilot)
        lines = shown(pilot).splitlines()
        at = next(number for number, line in enumerate(lines) if "Each question" in line)
        bars = lines[at + 1].split()[1]
        assert (bars[first], bars[second], bars[-1]) == ("▅", "█", "▁")
        assert f"longest 0:20 (question {second + 1})" in shown(pilot)
        await press(pilot, "a", "tab")
        assert "20 s" in shown(pilot)


async def test_an_earlier_mock_stands_beside_the_fields(running: Running):
    clock = FixedClock(EVENING)
    async with running(keys=BEGIN, clock=clock, language="en") as pilot:
        await taken(pilot)
        assert "Mocks so far" not in shown(pilot)
        await press(pilot, "escape")
        clock.advance(days=2)
        await press(pilot, "1")
        await hand_in(pilot)
        line = next(line for line in shown(pilot).splitlines() if "3 Foundations" in line)
        assert line.rstrip().endswith("25 %")
        assert "11/20" in shown(pilot)


async def test_a_result_without_errors_or_flags_says_that_there_is_nothing_of_the_kind(running: Running):
    async with running(keys=BEGIN, language="en") as pilot:
        await hand_in(pilot)
        await press(pilot, "f")
        assert isinstance(pilot.app.screen, ResultScreen)
        assert "There is nothing of that kind" in shown(pilot)


@pytest.mark.parametrize(
    ("key", "count"), [("enter", 6), ("w", 6), ("a", 8), ("f", 1), ("u", 1)], ids=["enter", "w", "a", "f", "u"]
)
async def test_all_the_wrong_the_flagged_or_the_guessed_are_looked_at_again(running: Running, key: str, count: int):
    async with running(keys=BEGIN) as pilot:
        await taken(pilot)
        await press(pilot, key)
        assert f"1/{count}" in shown(pilot).splitlines()[0]


async def look_at(pilot: Pilot[None], question_id: str) -> None:
    """From the result to one question among all."""
    await press(pilot, "a")
    while asked_id(pilot) != question_id:
        await press(pilot, "tab")


async def test_a_question_is_shown_with_verdict_right_answer_and_solution(running: Running):
    async with running(keys=BEGIN, language="en", size=(80, 50)) as pilot:
        await taken(pilot)
        await look_at(pilot, WRONG)
        page = shown(pilot)
        for words in ("× Wrong", "Your answer", "Right answer", "Explanation", "Cause"):
            assert words in page


async def test_a_question_that_was_left_open_has_its_solution_and_no_cause(running: Running):
    async with running(keys=BEGIN, language="en") as pilot:
        await taken(pilot)
        await look_at(pilot, "dense-parameters")
        page = shown(pilot)
        assert "· Left open" in page
        assert "78500" in page
        assert "Your answer" not in page
        assert "Cause" not in page
        await press(pilot, "1")
        assert looking(pilot).asked is not None


async def test_a_cause_is_kept_for_this_very_answer(running: Running):
    async with running(keys=BEGIN) as pilot:
        await taken(pilot)
        await look_at(pilot, WRONG)
        await press(pilot, "3")
        books = program_of(pilot).books
        assert books is not None
        attempt = looking(pilot).reviewed.attempt_id
        assert books.study.cause(WRONG, attempt_id=attempt) is Cause.CONFUSED
        await press(pilot, "escape", "w")
        while asked_id(pilot) != WRONG:
            await press(pilot, "tab")
        await press(pilot, "3")
        assert books.study.cause(WRONG, attempt_id=attempt) is None


async def test_flag_note_report_suspend_and_tomorrow_work_on_what_is_looked_at(running: Running):
    async with running(keys=BEGIN, language="en") as pilot:
        await taken(pilot)
        await look_at(pilot, WRONG)
        await press(pilot, "f")
        assert "⚑ flag" in shown(pilot)
        await press(pilot, "m")
        assert isinstance(pilot.app.screen, NoteScreen)
        await typed(pilot, "the window")
        await press(pilot, "escape", "b")
        await typed(pilot, "is 3 right?")
        await press(pilot, "escape", "s", "v")
        books = program_of(pilot).books
        assert books is not None
        assert books.study.mark(WRONG).note == "the window"
        assert [row.text for row in books.study.reports()] == ["is 3 right?"]
        card = books.study.card(WRONG)
        assert card.suspended
        assert card.buried_until is not None


async def test_the_calculator_and_raw_formulas_work_while_looking(running: Running):
    async with running(keys=BEGIN) as pilot:
        await taken(pilot)
        await look_at(pilot, GUESSED)
        await press(pilot, "x")
        assert "$" in shown(pilot)
        await press(pilot, "equals_sign")
        assert isinstance(pilot.app.screen, CalculatorScreen)


async def test_back_and_forth_and_behind_the_last_one_comes_the_result(running: Running):
    async with running(keys=BEGIN) as pilot:
        await taken(pilot)
        await press(pilot, "f", "shift+tab")
        assert isinstance(pilot.app.screen, LookingScreen)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ResultScreen)
        await press(pilot, "a", "tab", "tab", "shift+tab")
        assert looking(pilot).reviewed.position == 1


async def test_the_language_flips_while_looking(running: Running):
    async with running(keys=BEGIN) as pilot:
        await taken(pilot)
        await press(pilot, "f", "l")
        assert "Again: flagged" in shown(pilot)
        await press(pilot, "escape")
        assert "Result of the mock exam" in shown(pilot)


async def test_an_own_note_is_not_shown_in_an_exam_but_while_looking(running: Running):
    async with running(language="en") as pilot:
        books = program_of(pilot).books
        assert books is not None
        books.study.note(RIGHT, "the answer is the third")
        await press(pilot, *BEGIN)
        await go_to(pilot, RIGHT)
        assert "the answer is the third" not in shown(pilot)
        place = position_of(pilot, RIGHT)
        await choose_rightly(pilot)
        await hand_in(pilot)
        await press(pilot, "a", *["tab"] * place, "end", "space", "space")
        assert "the answer is the third" in shown(pilot)
