"""The clock of a mock exam: pace, warnings, the end; leaving, a kill, and handing in."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from quizapp.study.clock import FixedClock
from quizapp.tui.screens.calculator import CalculatorScreen
from quizapp.tui.screens.exam import ExamScreen
from quizapp.tui.screens.exams import ExamsScreen
from quizapp.tui.screens.navigator import NavigatorScreen
from quizapp.tui.screens.result import ResultScreen
from quizapp.tui.widgets.answer import AnswerField
from tests.tui.conftest import Running, press, program_of, shown, typed
from tests.tui.examining import (
    BEGIN,
    SECONDS,
    answers,
    asked_id,
    choose_rightly,
    exam,
    go_to,
    hand_in,
    pass_time,
    position_of,
    result,
)
from tests.tui.program import EVENING

TYPED = "chain-rule"


def head(page: str) -> str:
    return page.splitlines()[0]


# The clock


async def test_the_head_tells_what_is_left_and_whether_one_is_ahead(running: Running):
    clock = FixedClock(EVENING)
    async with running(keys=BEGIN, clock=clock) as pilot:
        assert "1:00:00" in head(shown(pilot))
        await pass_time(pilot, clock, 450 * 3)
        assert "37:30" in head(shown(pilot))
        assert "3 問遅れ" in head(shown(pilot))


async def test_warnings_come_at_fifteen_and_at_five_minutes_once_each(running: Running):
    clock = FixedClock(EVENING)
    async with running(keys=BEGIN, clock=clock, language="en") as pilot:
        await pass_time(pilot, clock, SECONDS - 901)
        assert "minutes left" not in shown(pilot)
        await pass_time(pilot, clock, 2)
        assert "15 minutes left, 8 open" in shown(pilot)
        assert "15 minutes" in head(shown(pilot))
        pilot.app.clear_notifications()
        await pass_time(pilot, clock, 10)
        assert "minutes left" not in shown(pilot)
        assert "! 14:49" in head(shown(pilot))
        await pass_time(pilot, clock, 600)
        assert "5 minutes left, 8 open" in shown(pilot)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("size", [(60, 24), (80, 24), (120, 40)])
async def test_a_notice_covers_no_clock(running: Running, language: str, size: tuple[int, int]):
    clock = FixedClock(EVENING)
    async with running(keys=BEGIN, clock=clock, language=language, size=size) as pilot:
        await pass_time(pilot, clock, SECONDS - 899)
        assert "15" in head(shown(pilot))
        assert head(shown(pilot)).endswith("! 14:59")


async def test_at_zero_the_sheet_is_handed_in_with_what_stands_on_the_screen(running: Running):
    clock = FixedClock(EVENING)
    async with running(keys=BEGIN, clock=clock) as pilot:
        await go_to(pilot, TYPED)
        await choose_rightly(pilot)
        await pass_time(pilot, clock, SECONDS - 2)
        await pass_time(pilot, clock, 1)
        await pass_time(pilot, clock, 5)
        assert "時間になりました" in shown(pilot)
        assert "8 問中 1 問正解" in shown(pilot)
        assert "時間切れで自動提出" in shown(pilot)


async def test_when_time_runs_out_under_the_calculator_or_the_navigator_the_result_comes(running: Running):
    clock = FixedClock(EVENING)
    async with running(keys=(*BEGIN, "ctrl+g"), clock=clock) as pilot:
        assert isinstance(pilot.app.screen, NavigatorScreen)
        await pass_time(pilot, clock, SECONDS + 1)
        assert isinstance(pilot.app.screen, ResultScreen)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ExamsScreen)


async def test_an_answer_after_the_end_is_not_taken_and_the_result_comes(running: Running):
    clock = FixedClock(EVENING)
    async with running(keys=BEGIN, clock=clock, language="en") as pilot:
        await go_to(pilot, "sigmoid-slope")
        clock.advance(seconds=SECONDS + 5)
        await press(pilot, "1")
        assert isinstance(pilot.app.screen, ResultScreen)
        assert "0 of 8 right" in shown(pilot)


# Leaving


async def test_an_exam_that_is_left_goes_on_where_it_was_and_its_clock_has_stood(running: Running):
    clock = FixedClock(EVENING)
    async with running(keys=BEGIN, clock=clock) as pilot:
        await go_to(pilot, TYPED)
        await typed(pilot, "2*x*(")
        await pass_time(pilot, clock, 600)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ExamsScreen)
        assert "残り 50:00" in shown(pilot)
        clock.advance(hours=3)
        pilot.app.clear_notifications()
        await press(pilot, "p")
        assert "50:00" in head(shown(pilot))
        await go_to(pilot, TYPED)
        assert pilot.app.screen.query_one(AnswerField).typed == "2*x*("


async def test_a_strict_exam_goes_on_while_it_is_left(running: Running):
    clock = FixedClock(EVENING)
    async with running(keys=("e", "down", "down", "down", "right", "1"), clock=clock) as pilot:
        await press(pilot, "escape")
        clock.advance(minutes=20)
        pilot.app.clear_notifications()
        await press(pilot, "p")
        assert "40:00" in head(shown(pilot))
        await press(pilot, "escape")
        clock.advance(hours=1)
        await press(pilot, "p")
        assert isinstance(pilot.app.screen, ResultScreen)


async def test_a_kill_loses_no_answer_and_little_of_the_clock(running: Running, tmp_path: Path):
    clock = FixedClock(EVENING)
    async with running(keys=BEGIN, clock=clock) as pilot:
        await go_to(pilot, "sigmoid-slope")
        await press(pilot, "2")
        await pass_time(pilot, clock, 100)
        await pass_time(pilot, clock, 14)
    clock = FixedClock(EVENING + timedelta(hours=2))
    async with running(keys=("e", "p"), clock=clock) as pilot:
        assert "解答 1" in head(shown(pilot))
        used = exam(pilot).stand.time.used
        assert 100 <= used <= 114


async def test_quitting_keeps_the_answer_on_the_screen(running: Running):
    async with running(keys=BEGIN) as pilot:
        await go_to(pilot, TYPED)
        await typed(pilot, "2*x")
        await press(pilot, "ctrl+q")
    async with running(keys=("e", "p")) as pilot:
        assert "解答 1" in head(shown(pilot))


async def test_where_an_answer_can_not_be_saved_the_reason_is_told_and_it_stays(running: Running, tmp_path: Path):
    async with running(keys=BEGIN, language="en", busy_seconds=0.05) as pilot:
        await go_to(pilot, TYPED)
        await typed(pilot, "2*x")
        with closing(sqlite3.connect(tmp_path / "progress.sqlite", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await press(pilot, "enter")
            assert asked_id(pilot) == TYPED
            assert "in use by" in shown(pilot)
            other.execute("ROLLBACK")
        await press(pilot, "enter")
        assert exam(pilot).stand.answered == 1


# Handing in


async def test_handing_in_says_what_is_open_and_wants_the_key_again(running: Running):
    async with running(keys=(*BEGIN, "f5"), language="en") as pilot:
        await press(pilot, "f8")
        page = shown(pilot)
        assert "Hand in? 8 open (1, 2, 3, 4, 5, 6 …). 1 flagged (1)." in page
        assert answers(pilot) == 0
        await press(pilot, "f8")
        assert isinstance(pilot.app.screen, ResultScreen)


@pytest.mark.parametrize("key", ["escape", "tab", "f5", "ctrl+n"])
async def test_another_key_goes_on_with_the_exam_instead(running: Running, key: str):
    async with running(keys=(*BEGIN, "f8", key), language="en") as pilot:
        assert "Hand in?" not in shown(pilot)
        await press(pilot, "f8")
        assert "Hand in?" in shown(pilot)
        assert isinstance(pilot.app.screen, ExamScreen)


async def test_the_navigator_leads_to_handing_in(running: Running):
    async with running(keys=(*BEGIN, "ctrl+g", "e"), language="en") as pilot:
        assert "Hand in?" in shown(pilot)
        await press(pilot, "f8")
        result(pilot)


async def test_handing_in_is_taken_back_with_everything_on_the_sheet_and_no_clock(running: Running):
    clock = FixedClock(EVENING)
    async with running(keys=BEGIN, clock=clock, language="en") as pilot:
        await go_to(pilot, "sigmoid-slope")
        await choose_rightly(pilot)
        await hand_in(pilot)
        assert answers(pilot) == 1
        await press(pilot, "z")
        assert exam(pilot).stand.answered == 1
        assert exam(pilot).stand.time.left is None
        assert answers(pilot) == 0
        await pass_time(pilot, clock, SECONDS)
        await hand_in(pilot)
        assert "Handed in once before" in shown(pilot)


@pytest.mark.parametrize(
    ("language", "words"), [("ja", "中断しました。時計はありません。"), ("en", "Left; there is no clock.")]
)
async def test_leaving_a_sheet_that_was_taken_back_names_no_clock_that_stands_still(
    running: Running, language: str, words: str
):
    async with running(keys=BEGIN, language=language) as pilot:
        await choose_rightly(pilot)
        await hand_in(pilot)
        await press(pilot, "z")
        pilot.app.clear_notifications()
        await press(pilot, "escape")
        assert words in shown(pilot)


async def test_a_sheet_that_another_program_carried_on_is_told(running: Running, tmp_path: Path):
    async with running(keys=BEGIN, language="en") as pilot:
        books = program_of(pilot).books
        assert books is not None
        other = books.study.resume_exam(exam(pilot).sheet.id)
        other.set_flag(3, True)
        await press(pilot, "f5")
        assert "continued elsewhere" in shown(pilot)


async def test_the_calculator_is_over_the_question_and_escape_leads_back(running: Running):
    async with running(keys=(*BEGIN, "f9")) as pilot:
        assert isinstance(pilot.app.screen, CalculatorScreen)
        await press(pilot, "escape")
        exam(pilot)


async def test_the_sheet_at_a_glance_knows_where_a_question_stands(running: Running):
    async with running(keys=BEGIN) as pilot:
        await go_to(pilot, TYPED)
        assert exam(pilot).position == position_of(pilot, TYPED)
