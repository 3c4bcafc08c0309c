"""The Lab: found by words, opened, edited, stepped, from Home and from a verdict, by keys and by mouse."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from quizapp.tui.screens import stepping
from quizapp.tui.screens.bench import PAUSE, BenchScreen, FunctionScreen, ProblemScreen
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.lab import PAUSE as SEARCH_PAUSE
from quizapp.tui.screens.lab import LabScreen
from quizapp.tui.screens.stepping import DescentScreen, NetworkScreen, WindowScreen
from quizapp.tui.widgets.knobs import KnobInput, Picker
from tests.tui.conftest import Running, press, program_of, shown, typed
from tests.tui.program import pause_over, settled

SIZES = [(60, 24), (80, 24), (120, 40)]


async def waited(pilot: Pilot[None], text: str, pause: float) -> None:
    """Type a text, and let the pause pass after which it is taken."""
    await typed(pilot, text)
    await pause_over(pilot, pause)


async def opened(pilot: Pilot[None], words: str) -> Any:
    """The bench of the first thing that is found by these words."""
    await press(pilot, "b")
    await waited(pilot, words, SEARCH_PAUSE)
    await press(pilot, "enter")
    assert isinstance(pilot.app.screen, BenchScreen)
    return pilot.app.screen


async def test_it_opens_from_home_by_its_key_in_either_width_and_escape_comes_back(running: Running):
    for key in ("b", "ｂ"):
        async with running(keys=[key]) as pilot:
            assert isinstance(pilot.app.screen, LabScreen)
            await press(pilot, "escape")
            assert isinstance(pilot.app.screen, HomeScreen)


async def test_it_opens_from_the_command_palette(running: Running):
    async with running(language="en", keys=["ctrl+p"]) as pilot:
        await typed(pilot, "own numbers")
        await pilot.pause(0.2)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, LabScreen)


@pytest.mark.parametrize("place", ["c", "t", "d"])
async def test_it_opens_from_other_places_too_and_leads_back(running: Running, place: str):
    async with running(keys=[place]) as pilot:
        before = pilot.app.screen
        await press(pilot, "b")
        assert isinstance(pilot.app.screen, LabScreen)
        await press(pilot, "escape")
        assert pilot.app.screen is before


async def test_words_of_either_language_find_and_f6_narrows(running: Running):
    async with running(language="en", keys=["b"]) as pilot:
        await waited(pilot, "ソフトマックス", SEARCH_PAUSE)
        page = shown(pilot)
        assert "Activations, losses" in page
        assert "softmax" in page
        await press(pilot, "f6")
        assert "models" in shown(pilot)
        assert "ƒ" not in shown(pilot)
        await press(pilot, "f6", "f6")
        assert "ƒ softmax" in shown(pilot)


async def test_nothing_found_opens_nothing(running: Running):
    async with running(keys=["b"]) as pilot:
        await waited(pilot, "nosuchword [/b]", SEARCH_PAUSE)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, LabScreen)


async def test_the_result_follows_what_is_typed_and_reset_brings_the_drawn_numbers(running: Running):
    async with running(language="en") as pilot:
        screen = await opened(pilot, "conv-size")
        assert isinstance(screen, ProblemScreen)
        drawn = dict(screen.bench.texts)
        await press(pilot, "enter")
        field = screen.focused
        assert isinstance(field, KnobInput)
        assert field.name == "n"
        field.clear()
        await waited(pilot, "100", PAUSE)
        assert "100" in shown(pilot)
        assert "own numbers" in shown(pilot)
        assert screen.bench.problem.given["n"] == 100
        await press(pilot, "f4")
        assert screen.bench.texts == drawn
        assert screen.query_one(KnobInput).value == drawn["n"]
        assert "drawn numbers" in shown(pilot)


async def test_a_fault_is_told_with_its_place_and_the_result_stays(running: Running):
    async with running(language="en") as pilot:
        screen = await opened(pilot, "conv-size")
        before = screen.bench.problem.answer
        await press(pilot, "enter", "end")
        await waited(pilot, "+99999", PAUSE)
        lines = shown(pilot).splitlines()
        at = next(number for number, line in enumerate(lines) if "× n = " in line)
        assert "^^^" in lines[at + 1]
        assert "can be tried" in lines[at + 2]
        assert screen.bench.problem.answer == before
        await press(pilot, "f2")
        assert "まで試せます" in shown(pilot)
        assert screen.focused.value.endswith("+99999")


async def test_other_numbers_at_a_key(running: Running):
    async with running() as pilot:
        screen = await opened(pilot, "conv-size")
        before = screen.bench.problem.given
        await press(pilot, "g")
        assert screen.bench.problem.given != before
        assert str(screen.bench.problem.given["n"]) == screen.query_one(KnobInput).value


async def test_formulas_turn_into_latex_and_back(running: Running):
    async with running() as pilot:
        await opened(pilot, "conv-size")
        assert "\\times" not in shown(pilot)
        await press(pilot, "x")
        await press(pilot, "pagedown")
        assert "\\times" in shown(pilot)
        await press(pilot, "x")
        assert "\\times" not in shown(pilot)


async def test_the_arrows_go_from_field_to_field_and_enter_too(running: Running):
    async with running() as pilot:
        screen = await opened(pilot, "conv-size")
        await press(pilot, "enter", "down", "enter")
        names = [field.name for field in screen.query(KnobInput)]
        assert screen.focused.name == names[2]
        await press(pilot, "up")
        assert screen.focused.name == names[1]


async def test_a_verdict_opens_in_the_lab_with_its_numbers_and_escape_comes_back(running: Running):
    async with running("conv-size") as pilot:
        item = pilot.app.screen.asked.item  # type: ignore[attr-defined]
        await typed(pilot, "1\n")
        verdict = pilot.app.screen
        await press(pilot, "t")
        screen = pilot.app.screen
        assert isinstance(screen, ProblemScreen)
        assert screen.bench.problem.given == item.variant.given
        assert screen.bench.problem.answer == item.variant.key
        await press(pilot, "escape")
        assert pilot.app.screen is verdict


async def test_a_question_without_numbers_says_that_it_has_none(running: Running):
    async with running("sigmoid-slope", language="en", keys=["3", "enter", "t"]) as pilot:
        assert "no numbers to change" in shown(pilot)


async def test_a_reference_function_follows_its_arguments(running: Running):
    async with running(language="en") as pilot:
        screen = await opened(pilot, "softmax.softmax")
        assert isinstance(screen, FunctionScreen)
        await press(pilot, "enter")
        screen.focused.clear()
        await waited(pilot, "[1, 1, 1, 1]", PAUSE)
        assert "[0.25, 0.25, 0.25, 0.25]" in shown(pilot)
        await press(pilot, "f3")
        assert "yours to type" in shown(pilot)


async def test_a_graph_is_run_forward_and_backward_and_stepped_back(running: Running):
    async with running(language="en") as pilot:
        screen = await opened(pilot, "network")
        assert isinstance(screen, NetworkScreen)
        assert "Nothing has been run" in shown(pilot)
        await press(pilot, "right")
        assert "forward 1/5" in shown(pilot)
        assert "[1, -0.2, -1.1]" in shown(pilot)
        await press(pilot, *["right"] * 9)
        assert "backward 5/5" in shown(pilot)
        await press(pilot, "pagedown")
        assert "∂L/∂W₁" in shown(pilot)
        await press(pilot, "right")
        assert "This is the end" in shown(pilot)
        await press(pilot, *["left"] * 10)
        assert screen.bench.at == 0
        await press(pilot, "left")
        assert "beginning" in shown(pilot)


async def test_another_graph_brings_its_own_fields(running: Running):
    async with running() as pilot:
        screen = await opened(pilot, "network")
        await press(pilot, "tab", "left")
        assert isinstance(screen.focused, Picker)
        assert [field.name for field in screen.query(KnobInput)] == ["a", "b", "c", "d"]
        assert "[+]" in shown(pilot)
        assert "F6" in shown(pilot)
        await press(pilot, "f6")
        assert screen.bench.at == 1


async def test_optimizers_are_stepped_and_the_state_is_shown(running: Running):
    async with running(language="en") as pilot:
        screen = await opened(pilot, "descent")
        assert isinstance(screen, DescentScreen)
        assert "g(w₀) (" in shown(pilot)
        await press(pilot, "right", "right", "left", "right", "right")
        assert "g(wₜ₋₁) (" in shown(pilot)
        assert "3 steps" in shown(pilot)
        assert "v (" in shown(pilot)
        await press(pilot, "r")
        assert "0 steps" in shown(pilot)


async def test_a_window_slides_and_the_output_fills(running: Running):
    async with running(language="en") as pilot:
        screen = await opened(pilot, "window")
        assert isinstance(screen, WindowScreen)
        await press(pilot, "right", "right")
        page = shown(pilot)
        assert "[2][0][1]" in page
        assert "= -3" in page
        assert "2/9" in page


@pytest.mark.parametrize("reduced", [False, True])
async def test_a_run_by_itself_is_asked_for_and_stopped_and_a_jump_where_motion_is_reduced(
    running: Running, monkeypatch: pytest.MonkeyPatch, reduced: bool
):
    monkeypatch.setattr(stepping, "BEAT", 0.05)
    async with running() as pilot:
        if reduced:
            program_of(pilot).change_setting("reduced_motion", True)
        screen = await opened(pilot, "window")
        await press(pilot, "space")
        if reduced:
            assert screen.bench.at == screen.bench.last
            return
        await pilot.pause(0.2)
        await press(pilot, "space")
        at = screen.bench.at
        assert at >= 1
        await pilot.pause(0.2)
        assert screen.bench.at == at


async def test_an_option_is_picked_by_the_mouse(running: Running):
    async with running() as pilot:
        screen = await opened(pilot, "curves")
        await pilot.click(Picker, offset=(8, 0))
        await settled(pilot)
        assert screen.bench.values["topic"] == "loss"
        await pilot.click(Picker, offset=(0, 0))
        await settled(pilot)
        assert screen.bench.values["topic"] == "activation"


async def test_a_click_opens_and_the_key_bar_steps(running: Running):
    async with running(language="en", keys=["b", "f6"]) as pilot:
        await pilot.click("#subjects", offset=(6, 2))
        await settled(pilot)
        assert isinstance(pilot.app.screen, WindowScreen)
        bar = next(number for number, line in enumerate(shown(pilot).splitlines()) if "→ step" in line)
        await pilot.click(offset=(shown(pilot).splitlines()[bar].index("→ step"), bar))
        await settled(pilot)
        assert pilot.app.screen.bench.at == 1  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["ja", "en"])
async def test_no_line_is_wider_than_the_screen_and_resizing_keeps_what_is_typed(
    running: Running, size: tuple[int, int], language: str
):
    async with running(language=language, size=size) as pilot:
        screen = await opened(pilot, "network")
        await press(pilot, "enter", "end", "backspace")
        await pilot.resize_terminal(120 if size[0] < 100 else 60, 40)
        await settled(pilot)
        await pause_over(pilot, PAUSE)
        assert screen.query_one(KnobInput).value == "[1, 2"
        assert "x" in screen.bench.faults


async def test_hostile_text_in_a_field_is_only_text(running: Running):
    async with running() as pilot:
        screen = await opened(pilot, "conv-size")
        await press(pilot, "enter")
        screen.focused.clear()
        await waited(pilot, "[/b][@click=app.quit]\x1b]0;x\x07\u202e", PAUSE)
        assert screen.bench.faults
        assert "[@click=app.quit]" in shown(pilot)
        assert "\x1b" not in shown(pilot)


async def test_in_japanese_the_words_of_a_function_are_said_to_be_english(running: Running):
    async with running(size=(100, 40)) as pilot:
        await opened(pilot, "softmax.softmax")
        assert "計算ライブラリの説明（英語）" in shown(pilot)


async def test_the_head_of_a_bench_is_the_question_in_the_language_of_the_screen(running: Running):
    async with running(language="en", size=(120, 40)) as pilot:
        await opened(pilot, "conv-size")
        head = shown(pilot).partition("\n")[0]
        assert "A square input of side" in head
        assert "conv-size" not in head
