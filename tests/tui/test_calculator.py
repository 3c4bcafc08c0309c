"""The calculator over a question: what it takes, its history, and its result in the answer."""

from __future__ import annotations

import pytest

from calculators.answers.verdict import Fault
from quizapp.tui.screens.calculator import Calculation, CalculatorScreen, calculate
from quizapp.tui.screens.help import HelpScreen
from quizapp.tui.screens.sitting import SittingScreen
from quizapp.tui.widgets.answer import AnswerField
from tests.tui.asked import count_of_answers
from tests.tui.conftest import Running, press, shown, typed
from tests.tui.program import SETS


@pytest.mark.parametrize(
    ("text", "result"),
    [("2+3*4", "14"), ("(28+2*1-5)/2+1", "13.5"), ("log2(8)", "3"), ("１÷３", "0.3333333333"), ("0.1+0.2", "0.3")],
)
def test_it_takes_what_an_answer_may_be_made_of(text: str, result: str):
    found = calculate(text)
    assert isinstance(found, Calculation)
    assert found.result == result


def test_the_last_result_goes_on_under_its_name():
    found = calculate("2*ans + 1", 3.5)
    assert isinstance(found, Calculation)
    assert found.result == "8"
    assert isinstance(calculate("2*ans + 1"), Fault)


@pytest.mark.parametrize("text", ["9**9**9", "1/0", "__import__('os')", "(" * 200, "[/b]", "2 +", ""])
def test_what_has_no_value_is_a_fault_and_nothing_else(text: str):
    assert isinstance(calculate(text), Fault)


@pytest.mark.parametrize("key", ["equals_sign", "fullwidth_equals_sign", "f9"])
@pytest.mark.parametrize("question", ["dense-parameters", "sigmoid-slope"])
async def test_it_opens_by_the_equals_sign_and_closes_by_escape(running: Running, key: str, question: str):
    async with running(question, keys=[key]) as pilot:
        assert isinstance(pilot.app.screen, CalculatorScreen)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, SittingScreen)


async def test_an_equals_sign_is_text_where_code_is_typed(running: Running):
    async with running("two-layers-in-numpy", bank=SETS, keys=["equals_sign"]) as pilot:
        assert pilot.app.screen.query_one(AnswerField).typed == "="
        await press(pilot, "f9")
        assert isinstance(pilot.app.screen, CalculatorScreen)


async def test_the_result_shows_while_typing_and_goes_into_the_answer_where_the_cursor_is(running: Running):
    async with running("dense-parameters") as pilot:
        await typed(pilot, "00")
        await press(pilot, "home", "equals_sign")
        await typed(pilot, "784+1")
        assert "= 785" in shown(pilot)
        await press(pilot, "tab")
        assert pilot.app.screen.query_one(AnswerField).typed == "78500"
        await press(pilot, "enter")
        assert "○ 正解" in shown(pilot)


async def test_what_was_calculated_stays_for_the_sitting_and_is_recalled_by_the_arrows(running: Running):
    async with running("dense-parameters", keys=["equals_sign"]) as pilot:
        await typed(pilot, "1+1\n")
        await typed(pilot, "ans*5")
        await press(pilot, "equals_sign", "escape", "equals_sign")
        page = shown(pilot)
        assert "1+1 = 2" in page
        assert "ans*5 = 10" in page
        await press(pilot, "up", "up")
        assert pilot.app.screen.query_one("#typed").value == "1+1"
        await press(pilot, "down", "down")
        assert pilot.app.screen.query_one("#typed").value == ""


async def test_a_fault_is_pointed_at_in_the_language_there_is_and_costs_nothing(running: Running):
    async with running("dense-parameters", keys=["equals_sign"]) as pilot:
        await typed(pilot, "2*(3+4")
        assert "閉じられていません" not in shown(pilot)
        await press(pilot, "enter")
        lines = shown(pilot).splitlines()
        at = next(number for number, line in enumerate(lines) if "2*(3+4" in line)
        assert lines[at + 1].index("^") == lines[at].index("(3+4")
        assert "閉じられていません" in lines[at + 2]
        await press(pilot, "f2")
        assert "is not closed" in shown(pilot)
        assert pilot.app.screen.query_one("#typed").value == "2*(3+4"
        assert count_of_answers(pilot) == 0


async def test_where_nothing_is_typed_there_is_nowhere_to_put_a_result(running: Running):
    async with running("sigmoid-slope", language="en", keys=["equals_sign"]) as pilot:
        await typed(pilot, "1/4")
        await press(pilot, "tab")
        assert "no field" in shown(pilot)
        assert isinstance(pilot.app.screen, CalculatorScreen)


async def test_the_part_of_a_set_is_not_covered_and_its_material_scrolls(running: Running):
    async with running("two-layers-in-numpy", bank=SETS, language="en", keys=["f9"]) as pilot:
        page = shown(pilot)
        assert "Give the expression" in page
        assert "A network of" in page or "The forward pass" in page
        await press(pilot, "pagedown", "pagedown")
        assert "The forward pass" not in shown(pilot)


async def test_its_keys_are_in_the_help(running: Running):
    async with running("dense-parameters", language="en", keys=["equals_sign", "f1"]) as pilot:
        assert isinstance(pilot.app.screen, HelpScreen)
        assert shown(pilot).splitlines()[2].strip(" ▁▂▃▄▅▆▇█") == "Calculator"
        await press(pilot, "escape", "escape")
        assert isinstance(pilot.app.screen, SittingScreen)
