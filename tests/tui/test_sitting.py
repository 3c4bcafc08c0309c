"""What a person can do around a question: other numbers, undo, hint, flag, note, leaving and coming back."""

from __future__ import annotations

from datetime import timedelta

from quizapp.study.clock import FixedClock
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.sitting import SittingScreen
from quizapp.tui.screens.summary import SummaryScreen
from quizapp.tui.widgets.answer import AnswerField
from tests.tui.asked import answer_rightly, answer_wrongly, asked_given, asked_id, count_of_answers, finish
from tests.tui.conftest import Running, press, program_of, shown, typed
from tests.tui.program import EVENING, settled


async def test_the_same_with_other_numbers(running: Running):
    async with running("conv-size") as pilot:
        before = asked_given(pilot)
        await typed(pilot, "0\n")
        await press(pilot, "g")
        assert asked_given(pilot) != before
        assert "練習" in shown(pilot).splitlines()[0]


async def test_other_numbers_are_refused_with_the_reason_where_there_are_none(running: Running):
    async with running("dense-parameters") as pilot:
        await typed(pilot, "78500\n")
        await press(pilot, "g")
        assert "この問題は数字が決まっています" in shown(pilot)


async def test_an_answer_is_taken_back_and_asked_again(running: Running):
    async with running("dense-parameters") as pilot:
        await typed(pilot, "1\n")
        assert count_of_answers(pilot) == 1
        await press(pilot, "z")
        assert pilot.app.screen.query_one(AnswerField).typed == ""
        await typed(pilot, "78500\n")
        assert "○ 正解" in shown(pilot)


async def test_unsure_is_shown_and_can_be_taken_back(running: Running):
    async with running("sigmoid-slope") as pilot:
        await press(pilot, "u")
        assert "? 自信なし" in shown(pilot).splitlines()[0]
        await press(pilot, "u")
        assert "? 自信なし" not in shown(pilot).splitlines()[0]


async def test_unsure_works_while_typing_by_a_function_key(running: Running):
    async with running("dense-parameters") as pilot:
        await typed(pilot, "7")
        await press(pilot, "f4")
        assert "? 自信なし" in shown(pilot).splitlines()[0]
        assert pilot.app.screen.query_one(AnswerField).typed == "7"


async def test_the_hint_is_shown_when_asked_for(running: Running):
    async with running("conv-size") as pilot:
        assert "位置の数を数える" not in shown(pilot)
        await press(pilot, "f3")
        assert "位置の数を数える" in shown(pilot)


async def test_a_flag_is_kept_and_shown(running: Running):
    async with running("sigmoid-slope", keys=["f"]) as pilot:
        assert "⚑" in shown(pilot).splitlines()[0]
        books = program_of(pilot).books
        assert books is not None
        assert books.study.mark("sigmoid-slope").flagged


async def test_a_note_is_kept_by_escape_and_shown_as_plain_text(running: Running):
    async with running("sigmoid-slope", keys=["m"]) as pilot:
        await typed(pilot, "[/b] remember")
        await press(pilot, "f2")
        assert "esc keeps it" in shown(pilot)
        await press(pilot, "escape")
        assert "[/b] remember" in shown(pilot)
        await press(pilot, "m")
        assert pilot.app.screen.query_one("TextArea").text == "[/b] remember"


async def test_latex_is_shown_on_a_key_and_drawn_again(running: Running):
    async with running("sigmoid-slope", keys=["x"]) as pilot:
        assert r"\frac{1}{1+e^{-x}}" in shown(pilot)
        await press(pilot, "x")
        assert r"\frac" not in shown(pilot)


async def test_escape_leads_home_and_the_sitting_goes_on_where_it_was(running: Running):
    async with running("dense-parameters", "sigmoid-slope", "chain-rule") as pilot:
        await answer_rightly(pilot)
        await press(pilot, "enter")
        second = asked_id(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "演習 1/3 まで" in shown(pilot)
        await press(pilot, "p")
        assert asked_id(pilot) == second


async def test_escape_leads_out_even_while_a_question_is_on_its_way(running: Running):
    async with running() as pilot:
        await pilot.press("n", "escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_a_program_killed_after_a_verdict_has_kept_the_answer(running: Running):
    async with running("dense-parameters", "sigmoid-slope") as pilot:
        await answer_rightly(pilot)
        assert "○ 正解" in shown(pilot)
        answered = asked_id(pilot)
    async with running() as pilot:
        assert "今日 1 問" in shown(pilot)
        await press(pilot, "p")
        assert asked_id(pilot) != answered


async def test_the_end_of_a_sitting_is_told_and_leads_home(running: Running):
    async with running("dense-parameters", language="en") as pilot:
        await typed(pilot, "78500\n")
        await press(pilot, "enter")
        await finish(pilot)
        assert isinstance(pilot.app.screen, SummaryScreen)
        assert "100 %" in shown(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_a_sitting_can_be_ended_early_with_its_summary(running: Running):
    async with running("dense-parameters", "sigmoid-slope", "chain-rule", language="en") as pilot:
        await press(pilot, "f8")
        assert isinstance(pilot.app.screen, SittingScreen)
        await answer_rightly(pilot)
        await press(pilot, "e")
        assert isinstance(pilot.app.screen, SummaryScreen)
        assert "1 of 1 right" in shown(pilot)
        await press(pilot, "enter")
        assert "Resume" not in shown(pilot)


async def test_what_was_missed_can_be_asked_again_at_once(running: Running):
    async with running("dense-parameters", "sigmoid-slope") as pilot:
        await answer_wrongly(pilot)
        missed = asked_id(pilot)
        await press(pilot, "enter")
        await finish(pilot)
        assert isinstance(pilot.app.screen, SummaryScreen)
        await press(pilot, "a")
        assert asked_id(pilot) == missed


async def test_the_last_answer_can_be_taken_back_from_the_summary(running: Running):
    async with running("dense-parameters") as pilot:
        await answer_rightly(pilot)
        await press(pilot, "enter")
        await finish(pilot)
        await press(pilot, "z")
        assert isinstance(pilot.app.screen, SittingScreen)
        assert pilot.app.screen.query_one(AnswerField).typed == ""


async def test_the_time_on_screen_comes_from_the_clock(running: Running):
    clock = FixedClock(EVENING)
    async with running("sigmoid-slope", clock=clock) as pilot:
        assert "00:00" in shown(pilot).splitlines()[0]
        clock.advance(seconds=83)
        screen = pilot.app.screen
        assert isinstance(screen, SittingScreen)
        screen.tick()
        await press(pilot)
        assert "01:23" in shown(pilot).splitlines()[0]


async def test_tomorrow_the_question_is_due_and_has_other_numbers(running: Running):
    clock = FixedClock(EVENING)
    async with running("conv-size", clock=clock) as pilot:
        before = asked_given(pilot)
        await answer_rightly(pilot)
        await press(pilot, "enter")
        await finish(pilot)
    clock.moment = EVENING + timedelta(days=30)
    async with running(clock=clock) as pilot:
        assert "1 問" in next(line for line in shown(pilot).splitlines() if " r " in line)
        await press(pilot, "r")
        assert asked_id(pilot) == "conv-size"
        assert asked_given(pilot) != before
