"""The form of a new question: its id is held against what there is, and ever was, while it is typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.tui import authoring
from quizapp.tui.screens.making import IdInput, MakingScreen
from quizapp.tui.screens.writing import WritingScreen
from quizapp.tui.widgets.settingrow import SettingRow
from tests.tui.authoring import answer, bank, go_to, open_bank, screen_of
from tests.tui.conftest import Running, press, program_of, shown, typed

__all__ = ["bank"]


async def test_a_new_question_is_made_from_a_template_and_opened(running: Running, bank: Path):
    async with running(bank=bank, language="en") as pilot:
        await open_bank(pilot)
        await press(pilot, "n", *"my-question", "down", "right", "right", "enter")
        screen = screen_of(pilot, WritingScreen)
        assert screen.file.name == "my-question.yaml"
        assert "kind: numeric" in screen.area.text
        assert screen.question_name == "my-question"


async def test_enter_after_the_id_makes_no_file_yet_and_the_cursor_ends_on_the_new_one(running: Running, bank: Path):
    async with running(bank=bank) as pilot:
        screen = await open_bank(pilot)
        files = set(bank.rglob("*.yaml"))
        await press(pilot, "n", *"my-question", "enter")
        screen_of(pilot, MakingScreen)
        assert set(bank.rglob("*.yaml")) == files
        await press(pilot, "enter")
        (file,) = set(bank.rglob("*.yaml")) - files
        await press(pilot, "escape")
        assert pilot.app.screen is screen
        assert screen.file == file


async def test_an_id_that_is_taken_is_refused_where_it_was_typed(running: Running, bank: Path):
    async with running(bank=bank, language="en") as pilot:
        await open_bank(pilot)
        await go_to(pilot, "sigmoid-slope")
        await press(pilot, "n", *"sigmoid-slope", "enter", "enter")
        screen_of(pilot, MakingScreen)
        assert "already used" in shown(pilot)


async def test_an_id_that_was_answered_and_deleted_is_refused_while_it_is_typed_in_both_languages(
    running: Running, bank: Path
):
    async with running(bank=bank, language="en") as pilot:
        answer(pilot, "sigmoid-slope", right=True)
        (bank / "feedforward" / "sigmoid-slope.yaml").unlink()
        program = program_of(pilot)
        assert program.books is not None
        program.books = authoring.reread(program.books)
        await open_bank(pilot)
        files = set(bank.rglob("*.yaml"))
        await press(pilot, "n", *"sigmoid-slope")
        # In the words of `quizapp bank new`.
        assert "learners have answered a question of this id" in shown(pilot)
        await press(pilot, "enter", "enter")
        screen_of(pilot, MakingScreen)
        assert set(bank.rglob("*.yaml")) == files
        await press(pilot, "f2")
        assert "学習者がこの id の問題に解答しています" in shown(pilot)
        # A letter more, and it is another id.
        await press(pilot, "2")
        assert "学習者が" not in shown(pilot)


async def test_an_id_of_other_letters_is_told_while_it_is_typed_and_a_hyphen_at_its_end_is_waited_for(
    running: Running, bank: Path
):
    async with running(bank=bank, language="en") as pilot:
        await open_bank(pilot)
        await press(pilot, "n", *"my-")
        assert "can't be an id" not in shown(pilot)
        await press(pilot, "A")
        assert "can't be an id" in shown(pilot)
        await press(pilot, "backspace", "a")
        assert "can't be an id" not in shown(pilot)


@pytest.mark.parametrize("name", ["Strided Side", "sigmoid-slope", "my-", ""])
async def test_enter_after_what_can_be_no_id_says_so_and_stays_there(running: Running, bank: Path, name: str):
    async with running(bank=bank, language="en") as pilot:
        await open_bank(pilot)
        await press(pilot, "n")
        screen = screen_of(pilot, MakingScreen)
        await typed(pilot, f"{name}\n")
        assert isinstance(screen.focused, IdInput)
        told = " ".join(shown(pilot).split())
        assert ("already used" if name == "sigmoid-slope" else "can't be an id") in told
        assert "enter next" in told
        screen.query_one(IdInput).value = ""
        await typed(pilot, "my-question\n")
        assert "can't be an id" not in shown(pilot)
        assert isinstance(screen.focused, SettingRow)


async def test_an_id_that_is_taken_in_one_bank_is_free_in_another(running: Running, bank: Path, tmp_path: Path):
    async with running(bank=bank, language="en") as pilot:
        await open_bank(pilot)
        await press(pilot, "a")
        await typed(pilot, f"{tmp_path / 'seminar'}\n")
        await go_to(pilot, "sigmoid-slope")
        await press(pilot, "n", *"sigmoid-slope")
        assert "already used" in shown(pilot)
        screen = screen_of(pilot, MakingScreen)
        screen.query_one("#set-new_bank").focus()
        await press(pilot, "right")
        assert "already used" not in shown(pilot)
