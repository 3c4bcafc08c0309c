"""The editor: findings while one types, the text itself, $EDITOR, and what asks for the file to be saved first."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual.drivers.headless_driver import HeadlessDriver
from textual.widgets import OptionList

from quizapp.tui.screens.checking import PAUSE
from tests.tui.authoring import bank, edit, write
from tests.tui.conftest import Running, press, program_of, shown, typed
from tests.tui.program import settled

__all__ = ["bank"]


async def test_what_is_wrong_is_found_while_one_types(running: Running, bank: Path):
    async with running(bank=bank, language="en") as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        assert "nothing found" in shown(pilot)
        await press(pilot, "x")
        await pilot.pause(PAUSE + 0.05)
        await settled(pilot)
        assert screen._checked is not None
        assert screen._checked.errors == 2
        assert "1:1" in shown(pilot)
        await press(pilot, "ctrl+z")
        screen.check_soon()
        await settled(pilot)
        assert "nothing found" in shown(pilot)


async def test_a_finding_leads_to_its_place_from_the_list_and_by_a_key(running: Running, bank: Path):
    async with running(bank=bank, language="en") as pilot:
        screen = await edit(pilot, "conv-size")
        await press(pilot, "f3", "f3", "f3")
        assert screen.area.cursor_location == (15, 2)
        await press(pilot, "f3", "f3")
        assert screen.area.cursor_location == (0, 0)
        screen.query_one("#findings", OptionList).focus()
        await press(pilot, "down", "down", "enter")
        assert screen.area.cursor_location == (15, 2)
        assert screen.focused is screen.area


async def test_enter_keeps_the_indentation_and_goes_in_after_a_colon(running: Running, bank: Path):
    async with running(bank=bank) as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        screen.area.go_to(9, 99)
        await press(pilot, "enter", "x", "enter", "y")
        assert screen.area.text.splitlines()[8:11] == ["stem:", "  x", "  y"]


async def test_one_key_selects_the_whole_source_and_what_is_typed_replaces_it(running: Running, bank: Path):
    async with running(bank=bank) as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        await press(pilot, "ctrl+a")
        assert screen.area.selected_text == screen.area.text
        await press(pilot, "x")
        assert screen.area.text == "x"


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An $EDITOR that changes the level, in a terminal that can be given to it."""
    script = tmp_path / "editor.py"
    script.write_text(
        "import sys, pathlib\n"
        "file = pathlib.Path(sys.argv[1])\n"
        "file.write_text(file.read_text(encoding='utf-8').replace('level: 2', 'level: 1'), encoding='utf-8')\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
    monkeypatch.delenv("VISUAL", raising=False)

    @contextmanager
    def nothing(_: object):
        yield

    monkeypatch.setattr(HeadlessDriver, "can_suspend", True)
    monkeypatch.setattr(HeadlessDriver, "suspend_application_mode", lambda _: None)
    monkeypatch.setattr(HeadlessDriver, "resume_application_mode", lambda _: None)
    monkeypatch.setattr(HeadlessDriver, "no_automatic_restart", nothing)


async def test_what_comes_back_from_the_editor_is_unsaved_and_can_be_undone(running: Running, bank: Path, editor: None):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    async with running(bank=bank) as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        await press(pilot, "f4")
        assert "level: 1" in screen.area.text
        assert "level: 2" in file.read_text(encoding="utf-8")
        await press(pilot, "ctrl+z")
        assert "level: 2" in screen.area.text


async def test_without_an_editor_or_a_terminal_for_it_that_is_said(
    running: Running, bank: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    async with running(bank=bank, language="en") as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        await press(pilot, "f4")
        monkeypatch.setenv("EDITOR", "no-such-editor")
        await press(pilot, "f4")
        assert not screen.unsaved


async def test_what_needs_the_file_asks_for_it_to_be_saved_first(running: Running, bank: Path):
    async with running(bank=bank) as pilot:
        screen = await edit(pilot, "conv-size")
        await write(pilot, "level: 2", "level: 3")
        for action in ("stress", "status_of", "blind", "fix_file", "translated"):
            assert screen.why_not(action) == "author_save_first"
        await press(pilot, "f8")
        assert pilot.app.screen is screen


async def test_pasted_control_characters_do_not_get_into_the_text(running: Running, bank: Path):
    async with running(bank=bank) as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        await typed(pilot, "# \x1b]0;evil\x07 [/red] \u202ex")
        assert not {"\x1b", "\x07", "\u202e"} & set(screen.area.text)
        assert "[/red]" in shown(pilot)


async def test_a_notice_that_names_a_key_names_the_one_that_was_chosen(running: Running, bank: Path):
    async with running(bank=bank, language="en", size=(120, 40)) as pilot:
        program_of(pilot).change_setting("keys", {"save_text": "f12", "try_answer": "ctrl+e", "undo_edit": "ctrl+r"})
        screen = await edit(pilot, "conv-size")
        await write(pilot, "level: 2", "level: 3")
        await press(pilot, "f8")
        assert "Save first (F12)" in shown(pilot)
        # Undone by the chosen key, and by the one that every text field has.
        await press(pilot, "ctrl+r")
        assert "level: 2" in screen.area.text
        await press(pilot, "escape")
        await edit(pilot, "sigmoid-slope")
        await press(pilot, "f6", "ctrl+e")
        assert "then press ^e" in shown(pilot)
