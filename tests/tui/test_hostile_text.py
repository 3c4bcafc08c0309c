"""Text that others wrote is inert on every screen: it neither acts nor reaches the terminal as anything but letters.

One bank, note, answer, preset and set of file names, all hostile, is led through the screens; whatever is painted is
looked at: no control, bidi or zero-width character, no link, no action, and the program still runs.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.pilot import Pilot

from quizapp.study.quizzes import QuizOptions
from quizapp.text.safe import safe_text
from quizapp.tui.screens.summary import SummaryScreen
from tests.tui.asked import finish
from tests.tui.conftest import Running, press, program_of, sit, typed
from tests.tui.hostile import LONG, TYPED, bank, found_in, inert

__all__ = ["bank"]


def test_the_bank_is_hostile(bank: Path) -> None:
    hostile = [file for file in bank.glob("*/*.yaml") if "@click" in file.read_text(encoding="utf-8")]
    assert len(hostile) >= 8


@pytest.mark.parametrize("language", ["ja", "en"])
async def test_hostile_text_is_inert_where_nothing_is_asked(running: Running, bank: Path, language: str) -> None:
    async with running(bank=bank, language=language, size=(100, 40)) as pilot:
        assert await inert(pilot)
        page = await inert(pilot, "c", "t", "right", "down", "down")
        assert "[@click=app.owned]" in page
        await inert(pilot, "escape", "s")
        await typed(pilot, "quit")
        await inert(pilot, "down")
        for keys in (["escape", "t"], ["right"], ["right"], ["escape", "d"], ["escape", "comma"], ["k"], ["escape"]):
            await inert(pilot, *keys)
        await inert(pilot, "escape", "question_mark")
        await inert(pilot, "escape", "ctrl+p")


async def test_what_could_not_be_read_is_told_without_harm(running: Running, bank: Path) -> None:
    from quizapp.tui.screens.faults import FaultsScreen

    async with running(bank=bank, size=(120, 40)) as pilot:
        pilot.app.push_screen(FaultsScreen())
        page = await inert(pilot)
        assert "[@click=app.owned]x.yaml" in page
        assert "owned" in page


QUESTIONS = ("sigmoid-slope", "pooling-facts", "training-order", "output-pairs", "chain-rule", "softmax-of-three")


@pytest.mark.parametrize("question", QUESTIONS)
async def test_a_hostile_question_is_inert_when_asked_and_when_told(
    running: Running, bank: Path, question: str
) -> None:
    async with running(bank=bank, size=(100, 60)) as pilot:
        await sit(pilot, question)
        pages = [await inert(pilot), await inert(pilot, "f7"), await inert(pilot, "f7", "f2")]
        await answer(pilot)
        pages += [await inert(pilot), await inert(pilot, *["pagedown"] * 3)]
        assert any("[@click=app.owned]quit[/]" in page for page in pages)
        await inert(pilot, "enter")
        await inert(pilot, "escape")


async def test_the_summary_of_hostile_questions_is_inert(running: Running, bank: Path) -> None:
    async with running("pooling-facts", bank=bank, size=(100, 60)) as pilot:
        await finish(pilot)
        assert isinstance(pilot.app.screen, SummaryScreen)
        await inert(pilot)


async def answer(pilot: Pilot[None]) -> None:
    if pilot.app.screen.query("AnswerField"):
        await typed(pilot, TYPED)
        await inert(pilot, "enter")
        await press(pilot, "end", "ctrl+u")
        await typed(pilot, "1\n")
    else:
        await press(pilot, "1", "2", "3", "4", "enter")


async def test_what_is_typed_or_pasted_stays_text_in_every_field(running: Running) -> None:
    async with running("chain-rule", size=(100, 40)) as pilot:
        for keys in ([], ["f9"], ["f6"]):
            await press(pilot, *keys)
            await typed(pilot, TYPED)
            assert "[/b]" in await inert(pilot)
            await inert(pilot, "escape")
            if not keys:
                await sit(pilot, "chain-rule")


async def test_a_hostile_note_is_inert_beside_its_question_and_in_the_search(running: Running) -> None:
    async with running("sigmoid-slope", size=(100, 40)) as pilot:
        books = program_of(pilot).books
        assert books is not None
        books.study.note("sigmoid-slope", TYPED + LONG[:3_000])
        await press(pilot, "escape")
        await sit(pilot, "sigmoid-slope")
        assert "[@click=app.owned]" in await inert(pilot)
        await inert(pilot, "m")
        await inert(pilot, "escape", "escape", "s", "f6")


@pytest.mark.parametrize("place", ["field", "search", "calculator", "note"])
async def test_a_line_of_a_million_letters_holds_nothing_up(running: Running, place: str) -> None:
    keys: dict[str, Sequence[str]] = {"field": [], "search": ["escape", "s"], "calculator": ["f9"], "note": ["f6"]}
    async with running("chain-rule", keys=keys[place]) as pilot:
        await typed(pilot, LONG)
        await inert(pilot, "left")
        await inert(pilot, "escape")


async def test_a_setting_with_hostile_values_is_shown_as_text(running: Running) -> None:
    async with running() as pilot:
        app = program_of(pilot)
        app.settings = dataclasses.replace(app.settings, track=TYPED)
        await inert(pilot, "comma")
        await inert(pilot, "escape", "c")


async def test_a_preset_with_a_hostile_name_is_shown_as_text(running: Running) -> None:
    async with running(size=(100, 40)) as pilot:
        books = program_of(pilot).books
        assert books is not None
        books.study.save_preset(TYPED[:100], QuizOptions())
        await press(pilot, "o")
        pilot.app.screen.query_one("#set-preset").focus()
        page = await inert(pilot, "right")
        assert "[@click=app.owned]" in page


async def test_a_notice_with_hostile_words_is_text(running: Running) -> None:
    async with running() as pilot:
        screen = pilot.app.screen
        screen.tell(safe_text(TYPED), "error")  # type: ignore[attr-defined]
        await pilot.pause()
        assert found_in(pilot) == []
