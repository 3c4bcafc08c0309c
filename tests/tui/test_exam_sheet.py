"""A mock exam while it is filled in: answers that can be changed, and the way about the sheet."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot

from quizapp.study.clock import FixedClock
from quizapp.tui.screens.exam import ExamScreen
from quizapp.tui.screens.filling import REST
from quizapp.tui.screens.navigator import NavigatorScreen
from quizapp.tui.widgets.answer import AnswerField
from quizapp.tui.widgets.choices import Choices
from quizapp.tui.widgets.sheetgrid import SheetGrid
from tests.tui.conftest import Running, press, shown, typed
from tests.tui.examining import (
    BEGIN,
    answers,
    asked,
    asked_id,
    choose_rightly,
    exam,
    go_to,
    number_of,
    pass_time,
)
from tests.tui.program import EVENING, settled

TYPED = "chain-rule"


def head(page: str) -> str:
    return page.splitlines()[0]


# Answers


async def test_an_answer_goes_onto_the_sheet_without_a_verdict_and_the_next_question_comes(running: Running):
    async with running(keys=BEGIN) as pilot:
        first = asked_id(pilot)
        assert "1/8" in head(shown(pilot))
        await choose_rightly(pilot)
        await press(pilot, "enter")
        assert asked_id(pilot) != first
        assert "2/8" in head(shown(pilot))
        assert "解答 1" in head(shown(pilot))
        assert "正解" not in shown(pilot)
        assert answers(pilot) == 0


@asynccontextmanager
async def held_up(pilot: Pilot[None]) -> AsyncIterator[None]:
    """The thread that keeps answers has other things to do meanwhile."""
    gate = threading.Event()
    waiting = asyncio.ensure_future(pilot.app.call(gate.wait))  # type: ignore[attr-defined]
    await asyncio.sleep(0)
    try:
        yield
    finally:
        gate.set()
        await waiting
        await settled(pilot)


async def test_a_quick_hand_loses_no_key_while_a_choice_is_being_kept(running: Running):
    async with running(keys=BEGIN) as pilot:
        await go_to(pilot, "sigmoid-slope")
        async with held_up(pilot):
            await pilot.press("3", "enter")
            assert asked_id(pilot) == "sigmoid-slope"
        assert asked_id(pilot) != "sigmoid-slope"
        assert exam(pilot).stand.answered == 1


async def test_a_flag_and_the_overview_can_be_asked_for_in_one_go(running: Running):
    async with running(keys=BEGIN) as pilot:
        await go_to(pilot, "sigmoid-slope")
        async with held_up(pilot):
            await pilot.press("f", "g")
        assert isinstance(pilot.app.screen, NavigatorScreen)


async def test_enter_twice_does_not_pass_over_a_question(running: Running):
    async with running(keys=BEGIN) as pilot:
        await go_to(pilot, "sigmoid-slope")
        place = int(head(shown(pilot)).split("/")[0].split()[-1])
        await press(pilot, "1")
        async with held_up(pilot):
            await pilot.press("enter", "enter")
        assert f"{place % 8 + 1}/8" in head(shown(pilot))


async def test_what_was_answered_is_there_when_its_question_is_shown_again(running: Running):
    async with running(keys=BEGIN) as pilot:
        await go_to(pilot, "sigmoid-slope")
        await press(pilot, "2", "tab", "shift+tab")
        chosen = pilot.app.screen.query_one(Choices).chosen
        assert chosen == [asked(pilot).item.variant.choices[1]]
        await go_to(pilot, TYPED)
        await typed(pilot, "2*x")
        await press(pilot, "tab", "shift+tab")
        assert pilot.app.screen.query_one(AnswerField).typed == "2*x"


async def test_a_choice_by_number_is_on_the_sheet_at_once_and_can_be_taken_off(running: Running):
    async with running(keys=BEGIN) as pilot:
        await go_to(pilot, "sigmoid-slope")
        await press(pilot, "3")
        assert exam(pilot).stand.answered == 1
        await press(pilot, "backspace")
        assert exam(pilot).stand.answered == 0
        assert pilot.app.screen.query_one(Choices).chosen == []


async def test_a_choice_under_the_arrows_is_on_the_sheet_when_it_comes_to_rest(running: Running):
    clock = FixedClock(EVENING)
    async with running(keys=BEGIN, clock=clock) as pilot:
        await go_to(pilot, "sigmoid-slope")
        await press(pilot, "down", "down")
        assert exam(pilot).stand.answered == 0
        await pass_time(pilot, clock, REST / 2)
        assert exam(pilot).stand.answered == 0
        await pass_time(pilot, clock, REST)
        place = exam(pilot).position
        assert exam(pilot).stand.lines[place].given == (asked(pilot).item.variant.choices[1],)
        assert exam(pilot).stand.lines[place].changes == 0


async def test_what_can_not_be_read_is_told_at_enter_and_stays_a_draft_where_one_goes_on(running: Running):
    async with running(keys=BEGIN, language="en") as pilot:
        await go_to(pilot, TYPED)
        await typed(pilot, "2*x*(")
        await press(pilot, "enter")
        assert asked_id(pilot) == TYPED
        assert "^" in shown(pilot)
        await press(pilot, "tab")
        assert "kept as a draft" in shown(pilot)
        assert exam(pilot).stand.answered == 0
        await press(pilot, "ctrl+g")
        assert f"{position_of_begun(pilot)}◐" in shown(pilot)
        await press(pilot, "escape")
        await go_to(pilot, TYPED)
        assert pilot.app.screen.query_one(AnswerField).typed == "2*x*("


def position_of_begun(pilot: Pilot[None]) -> int:
    screens = [screen for screen in pilot.app.screen_stack if isinstance(screen, ExamScreen)]
    return [entry.question_id for entry in screens[0].sheet.entries].index(TYPED) + 1


async def test_an_order_that_is_not_complete_is_no_answer_but_is_kept(running: Running):
    async with running(keys=BEGIN, language="en") as pilot:
        await go_to(pilot, "training-order")
        await press(pilot, "2", "enter")
        assert "every number" in shown(pilot)
        await press(pilot, "tab", "shift+tab")
        assert pilot.app.screen.query_one(Choices).chosen == [asked(pilot).item.variant.choices[1]]
        assert exam(pilot).stand.answered == 0
        await choose_rest(pilot)
        await press(pilot, "tab")
        assert exam(pilot).stand.answered == 1


async def choose_rest(pilot: Pilot[None]) -> None:
    chosen = pilot.app.screen.query_one(Choices).chosen
    names = [name for name in asked(pilot).item.variant.choices if name not in chosen]
    await press(pilot, *(number_of(pilot, name) for name in names))


async def test_pairs_are_kept_from_question_to_question(running: Running):
    async with running(keys=BEGIN) as pilot:
        await go_to(pilot, "output-pairs")
        await press(pilot, "2", "tab", "shift+tab")
        assert "2  " in next(line for line in shown(pilot).splitlines() if "回帰" in line)
        await choose_pairs(pilot)
        await press(pilot, "enter")
        assert exam(pilot).stand.answered == 1


async def choose_pairs(pilot: Pilot[None]) -> None:
    key = asked(pilot).item.variant.key
    assert isinstance(key, tuple)
    await press(pilot, "up", "up", "up", *(number_of(pilot, name) for name in key))


async def test_flag_and_unsure_are_marked_on_the_sheet_and_in_the_head(running: Running):
    async with running(keys=(*BEGIN, "f5", "f4")) as pilot:
        assert "⚑ フラグ" in head(shown(pilot))
        assert "? 自信なし" in head(shown(pilot))
        line = exam(pilot).stand.lines[0]
        assert (line.flagged, line.unsure) == (True, True)
        await press(pilot, "f5", "f4")
        assert "⚑" not in head(shown(pilot))


async def test_the_language_flips_and_the_answer_stays(running: Running):
    async with running(keys=BEGIN) as pilot:
        await go_to(pilot, TYPED)
        await typed(pilot, "2*x")
        await press(pilot, "f2")
        assert "answered" in head(shown(pilot))
        assert pilot.app.screen.query_one(AnswerField).typed == "2*x"


async def test_the_calculator_puts_its_result_into_the_answer(running: Running):
    async with running(keys=("e", "down", "down", "down", "down", "right", "1")) as pilot:
        await go_to(pilot, "dense-parameters")
        await press(pilot, "f9", *"78*2", "enter", "tab")
        assert pilot.app.screen.query_one(AnswerField).typed == "156"


# The way about


async def test_before_the_first_and_behind_the_last_question_the_screen_says_so(running: Running):
    async with running(keys=(*BEGIN, "shift+tab"), language="en") as pilot:
        assert "the first question" in shown(pilot)
        await press(pilot, "ctrl+g", "8", "enter", "tab")
        assert "the last one" in shown(pilot)


async def test_enter_on_the_last_question_opens_the_sheet_at_a_glance(running: Running):
    async with running(keys=(*BEGIN, "ctrl+g", "8", "enter")) as pilot:
        await choose_rightly(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, NavigatorScreen)
        assert "解答 1/8" in shown(pilot)


async def test_the_next_open_question_is_found_from_the_end_too(running: Running):
    async with running(keys=(*BEGIN, "ctrl+g", "8", "enter", "ctrl+n")) as pilot:
        assert exam(pilot).position == 0


@pytest.mark.parametrize("keys", [("5", "enter"), ("５", "enter"), ("1", "5", "enter"), ("4", "right", "enter")])
async def test_the_navigator_goes_to_a_number(running: Running, keys: tuple[str, ...]):
    async with running(keys=(*BEGIN, "ctrl+g", *keys)) as pilot:
        assert exam(pilot).position == 4


async def test_a_digit_is_rubbed_out_and_the_arrows_stay_on_the_sheet(running: Running):
    async with running(keys=(*BEGIN, "ctrl+g", "7", "backspace", "down", "enter")) as pilot:
        assert exam(pilot).position == 7


async def test_the_navigator_shows_what_is_flagged_and_goes_to_it(running: Running):
    async with running(keys=(*BEGIN, "ctrl+g", "6", "enter", "f5", "ctrl+g", "1", "f")) as pilot:
        assert "6·⚑" in shown(pilot)
        await press(pilot, "enter")
        assert exam(pilot).position == 5
        await press(pilot, "ctrl+g", "o", "enter")
        assert exam(pilot).position == 6


async def test_a_cell_of_the_navigator_can_be_clicked(running: Running):
    async with running(keys=(*BEGIN, "ctrl+g")) as pilot:
        # Six cells a question.
        await pilot.click("#grid", offset=(6 * 2 + 2, 0))
        await settled(pilot)
        assert exam(pilot).position == 2


async def test_in_a_large_terminal_the_sheet_stands_beside_the_question_and_can_be_clicked(running: Running):
    async with running(keys=BEGIN, size=(120, 40)) as pilot:
        grid = pilot.app.screen.query_one(SheetGrid)
        assert grid.region.width > 0
        await pilot.click("#side-grid", offset=(4 + 2 * 3, 0))
        await settled(pilot)
        assert exam(pilot).position == 3


async def test_the_sheet_beside_goes_where_the_terminal_becomes_small(running: Running):
    async with running(keys=BEGIN, size=(120, 40)) as pilot:
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert pilot.app.screen.query_one(SheetGrid).region.width == 0
