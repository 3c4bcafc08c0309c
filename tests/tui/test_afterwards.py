"""After a verdict: causes, ratings, reports, questions set aside, redo."""

from __future__ import annotations

from textual.pilot import Pilot
from textual.widgets import Static

from quizapp.progress.values import Cause
from quizapp.study.scheduling import Rating
from quizapp.study.study import Study
from quizapp.tui.screens.sitting import SittingScreen
from tests.tui.conftest import Running, press, program_of, shown, typed


def study_of(pilot: Pilot[None]) -> Study:
    books = program_of(pilot).books
    assert books is not None
    return books.study


def screen_of(pilot: Pilot[None]) -> SittingScreen:
    assert isinstance(pilot.app.screen, SittingScreen)
    return pilot.app.screen


async def test_a_wrong_answer_offers_six_causes_and_one_key_names_it(running: Running):
    async with running("dense-parameters") as pilot:
        await typed(pilot, "78400\n")
        page = shown(pilot)
        assert all(word in page for word in ("知らなかった", "曖昧", "混同", "計算ミス", "読み違い", "勘"))
        await press(pilot, "4")
        assert study_of(pilot).cause("dense-parameters") is Cause.CALCULATION
        await press(pilot, "5")
        assert study_of(pilot).cause("dense-parameters") is Cause.MISREAD
        await press(pilot, "5")
        assert study_of(pilot).cause("dense-parameters") is None


async def test_a_right_answer_can_be_rated_anew_by_one_key(running: Running):
    async with running("dense-parameters", language="en") as pilot:
        await typed(pilot, "78500\n")
        assert "Rated" in shown(pilot)
        await press(pilot, "2")
        outcome = screen_of(pilot).outcome
        assert outcome is not None
        assert outcome.rating is Rating.HARD


async def test_the_chosen_cause_and_rating_are_marked_by_a_sign(running: Running):
    async with running("dense-parameters", language="en") as pilot:
        await typed(pilot, "78400\n")
        assert "✓" not in strip(pilot)
        await press(pilot, "4")
        assert "✓\u00a0slip" in strip(pilot)
        await press(pilot, "4", "z")
        assert "✓" not in strip(pilot)
        await typed(pilot, "78500\n")
        await press(pilot, "2")
        assert "✓\u00a0hard" in strip(pilot)


def strip(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one("#strip", Static).content)


async def test_before_the_verdict_there_is_no_strip_and_numbers_choose(running: Running):
    async with running("sigmoid-slope") as pilot:
        assert not pilot.app.screen.query_one("#strip").display
        await press(pilot, "1", "enter")
        assert pilot.app.screen.query_one("#strip").display


async def test_a_report_is_kept_with_the_numbers_it_was_about(running: Running):
    async with running("dense-parameters") as pilot:
        await typed(pilot, "78400\n")
        await press(pilot, "b")
        await typed(pilot, "鍵がおかしい")
        await press(pilot, "escape")
        (report,) = study_of(pilot).reports()
        assert (report.question_id, report.text) == ("dense-parameters", "鍵がおかしい")


async def test_an_empty_report_is_not_sent(running: Running):
    async with running("dense-parameters") as pilot:
        await typed(pilot, "78400\n")
        await press(pilot, "b", "escape")
        assert study_of(pilot).reports() == []


async def test_a_question_is_set_aside_and_taken_up_again(running: Running):
    async with running("dense-parameters") as pilot:
        await typed(pilot, "78400\n")
        await press(pilot, "s")
        assert study_of(pilot).card("dense-parameters").suspended
        await press(pilot, "s")
        assert not study_of(pilot).card("dense-parameters").suspended


async def test_an_answer_that_was_taken_back_is_given_again(running: Running):
    async with running("dense-parameters", "sigmoid-slope") as pilot:
        screen = screen_of(pilot)
        first = screen.asked
        assert first is not None
        if first.item.question.id == "dense-parameters":
            await typed(pilot, "78500\n")
        else:
            await press(pilot, "1", "enter")
        await press(pilot, "z")
        assert screen.asked is not None
        assert screen.asked.item.position == 1
        await press(pilot, "ctrl+y")
        assert screen.asked.item.position == 2


async def test_the_words_of_the_strip_follow_the_language(running: Running):
    async with running("dense-parameters") as pilot:
        await typed(pilot, "78400\n")
        await press(pilot, "1", "l")
        assert "Cause" in shown(pilot)
        assert "mixed up" in shown(pilot)
