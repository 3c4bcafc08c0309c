"""Mock exams from Home: beginning, how one is taken, those that were left, earlier ones; and the weak topics."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from quizapp.progress.values import CardState
from quizapp.study.clock import FixedClock
from quizapp.tui.answersheet import new_exam
from quizapp.tui.asked import on_topics
from quizapp.tui.screens.exam import ExamScreen
from quizapp.tui.screens.exams import ExamsScreen
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.result import ResultScreen
from quizapp.tui.screens.sitting import SittingScreen
from tests.tui.asked import answer_rightly, answer_wrongly
from tests.tui.conftest import Running, press, program_of, shown, sit
from tests.tui.examining import BEGIN, asked, asked_id, choose_rightly, choose_wrongly, exam, go_to, hand_in
from tests.tui.program import BANK, EVENING, program, settled


async def test_mock_exams_are_offered_by_size_with_their_minutes(running: Running):
    async with running(keys=["e"], language="en") as pilot:
        assert isinstance(pilot.app.screen, ExamsScreen)
        page = shown(pilot)
        for words in ("24 questions", "180 min", "20 questions", "150 min", "10 questions", "75 min"):
            assert words in page


@pytest.mark.parametrize("way", ["number", "enter", "mouse"])
async def test_an_exam_begins_by_number_by_enter_and_by_mouse(running: Running, way: str):
    async with running(keys=["e"]) as pilot:
        if way == "mouse":
            await pilot.click("#new-1")
            await settled(pilot)
        else:
            await press(pilot, "1" if way == "number" else "enter")
        assert "1/8" in shown(pilot)
        assert "1:00:00" in shown(pilot)


async def test_a_row_of_home_opens_mock_exams(running: Running):
    async with running() as pilot:
        await pilot.click("#row-exams")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ExamsScreen)


async def test_calculations_are_chosen_from_four_or_typed(running: Running):
    async with running(keys=BEGIN) as pilot:
        await go_to(pilot, "conv-size")
        assert asked(pilot).item.variant.form == "choices"
        await press(pilot, "escape", "down", "down", "down", "down", "down", "right", "1")
        await go_to(pilot, "conv-size")
        assert asked(pilot).item.variant.form == "typed"


async def test_a_way_is_turned_by_mouse_and_says_what_it_means(running: Running):
    async with running(keys=["e"], language="en") as pilot:
        await pilot.click("#set-pause", offset=(40, 0))
        await settled(pilot)
        assert "◂ the clock goes on ▸" in shown(pilot)
        assert "time runs while the program is closed" in shown(pilot)


async def test_an_exam_as_practice_moves_no_card(running: Running):
    async with running(keys=("e", "down", "down", "down", "down", "down", "left", "1")) as pilot:
        await go_to(pilot, "sigmoid-slope")
        await choose_rightly(pilot)
        await hand_in(pilot)
        books = program_of(pilot).books
        assert books is not None
        assert books.study.card("sigmoid-slope").state is CardState.NEW


async def test_the_arrows_on_a_row_that_begins_say_where_they_work(running: Running):
    async with running(keys=["e", "right"], language="en") as pilot:
        assert "The arrows change" in shown(pilot)


# Those that were left


async def test_an_exam_that_was_left_stands_on_home_and_at_the_head_of_the_list(running: Running):
    async with running(keys=BEGIN, language="en") as pilot:
        await choose_rightly(pilot)
        await press(pilot, "escape")
        assert "1 of 8 answered" in shown(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ExamScreen)
        await press(pilot, "escape", "escape")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "left at 1 of 8" in shown(pilot)


async def test_an_exam_is_given_up_by_the_second_press_only(running: Running):
    async with running(keys=(*BEGIN, "escape", "d"), language="en") as pilot:
        assert "d again gives it up" in shown(pilot)
        await press(pilot, "escape")
        assert "d again" not in shown(pilot)
        await press(pilot, "d", "down", "up", "d")
        assert "0 of 8 answered" in shown(pilot)
        await press(pilot, "d")
        assert "0 of 8 answered" not in shown(pilot)
        books = program_of(pilot).books
        assert books is not None
        assert books.study.open_exams() == ()


async def test_giving_up_an_exam_is_taken_back_with_all_that_stood_on_it(running: Running):
    async with running(keys=BEGIN, language="en") as pilot:
        await choose_wrongly(pilot)
        await press(pilot, "tab", "escape")
        assert "1 of 8 answered" in shown(pilot)
        await press(pilot, "d", "d")
        assert "z takes that back" in shown(pilot)
        await press(pilot, "z")
        assert "1 of 8 answered" in shown(pilot)
        await press(pilot, "z")
        assert "No exam was given up here" in shown(pilot)


async def test_where_nothing_was_left_the_keys_say_so(running: Running):
    async with running(keys=["e", "p"], language="en") as pilot:
        assert "Go to an exam that was left first" in shown(pilot)
        pilot.app.clear_notifications()
        await press(pilot, "d")
        assert "Go to an exam that was left first" in shown(pilot)


# Earlier ones


async def test_an_earlier_exam_is_listed_and_opens_its_result(running: Running):
    clock = FixedClock(EVENING)
    async with running(keys=BEGIN, clock=clock, language="en") as pilot:
        await choose_rightly(pilot)
        await hand_in(pilot)
        await press(pilot, "escape")
        assert "2026-11-20" in shown(pilot)
        assert "13 %" in shown(pilot) or "12 %" in shown(pilot)
        await pilot.click("#done-rows MockRow")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ResultScreen)
        clock.advance(days=3)
        await press(pilot, "escape", "escape")
        assert "3 days ago" in shown(pilot)


async def test_a_result_that_is_opened_from_the_list_can_be_taken_back(running: Running):
    async with running(keys=BEGIN) as pilot:
        await choose_rightly(pilot)
        await hand_in(pilot)
        await press(pilot, "escape", "end", "up", "enter")
        assert isinstance(pilot.app.screen, ResultScreen)
        await press(pilot, "z")
        assert exam(pilot).stand.answered == 1


# What can't be begun


async def test_a_bank_without_a_blueprint_says_so_and_leads_back(running: Running, tmp_path: Path):
    bank = Path(shutil.copytree(BANK, tmp_path / "bank"))
    (bank / "exam.yaml").unlink()
    async with running(bank=bank, keys=["e"], language="en") as pilot:
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "exam.yaml" in shown(pilot)


async def test_a_bank_with_nothing_to_examine_says_so(running: Running, tmp_path: Path):
    bank = Path(shutil.copytree(BANK, tmp_path / "bank"))
    for file in bank.glob("*/*.yaml"):
        file.write_text(file.read_text("utf-8").replace("status: ready", "status: review"), "utf-8")
    async with running(bank=bank, keys=BEGIN, language="en") as pilot:
        assert isinstance(pilot.app.screen, ExamsScreen)
        assert "no question that a mock exam can ask" in shown(pilot)


async def test_an_exam_can_be_started_from_the_command_line(tmp_path: Path):
    app = program(tmp_path, "en")
    app.start = new_exam(None, strict=True)
    async with app.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await settled(pilot)
        assert exam(pilot).sheet.total == 8
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "the clock goes on" in shown(pilot)


# Weak topics


async def test_weak_topics_are_not_known_before_anything_was_answered(running: Running):
    async with running(keys=["w"], language="en") as pilot:
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "not known yet" in shown(pilot)
        assert "Answer some more" in shown(pilot)


async def test_what_was_missed_is_counted_and_asked(running: Running):
    async with running(language="en") as pilot:
        await sit(pilot, "sigmoid-slope")
        await answer_wrongly(pilot)
        await press(pilot, "escape")
        assert "1 missed or being forgotten" in shown(pilot)
        await press(pilot, "w")
        assert isinstance(pilot.app.screen, SittingScreen)
        assert asked_id(pilot) == "sigmoid-slope"


async def test_where_all_was_right_nothing_is_weak(running: Running):
    async with running(language="en") as pilot:
        await sit(pilot, "sigmoid-slope")
        await answer_rightly(pilot)
        await press(pilot, "escape", "w")
        assert "Nothing is weak now" in shown(pilot)


async def test_weak_topics_are_asked_whole(running: Running):
    async with running(start=on_topics(("3.2.2", "3.1.3"))) as pilot:
        assert "1/3" in shown(pilot).splitlines()[0]
