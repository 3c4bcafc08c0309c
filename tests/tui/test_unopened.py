"""A question file that can't be opened, or not be written: that is told where it is met, and no more is offered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from quizapp.bank import drafts
from quizapp.bank.catalog import load
from quizapp.tui.screens.author import AuthorScreen
from quizapp.tui.screens.statuses import StatusScreen
from quizapp.tui.screens.writing import WritingScreen
from tests.tui.authoring import bank, edit, go_to, keys_named, open_bank, screen_of, write
from tests.tui.conftest import Running, press, shown, typed
from tests.tui.program import settled

__all__ = ["bank"]


def shift_jis(file: Path) -> None:
    file.write_bytes(file.read_text(encoding="utf-8").encode("shift_jis", "replace"))


def gone(file: Path) -> None:
    file.unlink()


async def opened(pilot: Pilot[None], file: Path) -> WritingScreen:
    pilot.app.push_screen(WritingScreen(file))
    await settled(pilot)
    return screen_of(pilot, WritingScreen)


@pytest.mark.parametrize(("happens", "reason"), [(shift_jis, "not UTF-8"), (gone, "No such file")])
async def test_why_a_file_can_not_be_opened_stands_there_and_only_what_works_is_offered(
    running: Running, bank: Path, happens: Callable[[Path], None], reason: str
):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    text = file.read_text(encoding="utf-8")
    happens(file)
    async with running(bank=bank, language="en") as pilot:
        screen = await opened(pilot, file)
        pilot.app.clear_notifications()
        await settled(pilot)
        assert reason in " ".join(shown(pilot).split())
        assert "Checking" not in shown(pilot)
        for word in ("save", "preview", "fix", "status", "blind", "stress"):
            assert word not in keys_named(pilot)
        assert "esc back" in keys_named(pilot)
        # What is pressed and typed all the same does nothing.
        await press(pilot, "ctrl+s", "f6", "f7", "f8", "f9", "f10", "f11", "f4", "ctrl+r", "ctrl+t", "x", "enter")
        assert pilot.app.screen is screen
        assert not screen.area.text
        await press(pilot, "f2")
        assert "このファイルは開けません" in shown(pilot)
        # Mended, it opens by itself.
        file.write_text(text, encoding="utf-8")
        screen.watch_file()
        await settled(pilot)
        assert screen.area.text == text
        assert screen.question_name == "sigmoid-slope"
        await write(pilot, "level: 2", "level: 3")
        await press(pilot, "ctrl+s")
        assert "level: 3" in file.read_text(encoding="utf-8")


async def test_a_file_that_can_not_be_opened_is_left_without_a_trace(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    shift_jis(file)
    before = file.read_bytes()
    async with running(bank=bank) as pilot:
        await open_bank(pilot)
        await opened(pilot, file)
        await press(pilot, "escape")
        screen_of(pilot, AuthorScreen)
        assert drafts.drafted() == set()
        assert file.read_bytes() == before


async def test_a_read_only_file_is_shown_and_refused_like_any_other_that_is_closed(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    file.chmod(0o444)
    before = file.read_bytes()
    async with running(bank=bank, language="en") as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        assert "read-only" in shown(pilot)
        assert screen.area.read_only
        await press(pilot, "ctrl+s")
        for action in ("save_text", "status_of", "blind", "fix_file", "translated", "external"):
            assert screen.why_not(action) == "author_file_protected"
        await press(pilot, "escape")
        assert file.read_bytes() == before
        # Opened to writing again while it shows, it can be written at once.
        screen = await edit(pilot, "sigmoid-slope")
        file.chmod(0o644)
        screen.watch_file()
        await settled(pilot)
        assert not screen.area.read_only
        await write(pilot, "level: 2", "level: 3")
        await press(pilot, "ctrl+s")
        assert "level: 3" in file.read_text(encoding="utf-8")


async def test_a_file_that_becomes_read_only_while_it_is_written_is_refused_and_the_text_kept(
    running: Running, bank: Path
):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    before = file.read_bytes()
    async with running(bank=bank, language="en") as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        await write(pilot, "level: 2", "level: 3")
        file.chmod(0o444)
        await press(pilot, "ctrl+s")
        assert "This file is read-only" in " ".join(shown(pilot).split())
        assert file.read_bytes() == before
        assert "level: 3" in screen.area.text
        assert drafts.drafted() == {file}
        file.chmod(0o644)
        await press(pilot, "ctrl+s")
        assert "level: 3" in file.read_text(encoding="utf-8")


async def test_from_the_tree_a_read_only_file_is_neither_signed_nor_mended(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("level: 2\n", "level: 2   \n"), encoding="utf-8")
    async with running(bank=bank, language="en") as pilot:
        screen = await open_bank(pilot)
        await go_to(pilot, "sigmoid-slope")
        await press(pilot, "s")
        before = file.read_bytes()
        file.chmod(0o444)
        await press(pilot, "g")
        await typed(pilot, "Hana\n")
        screen_of(pilot, StatusScreen)
        assert "Permission denied" in shown(pilot)
        await press(pilot, "escape")
        assert screen.why_not("fix_file") == "author_file_protected"
        await press(pilot, "x")
        assert "This file is read-only" in shown(pilot)
        assert file.read_bytes() == before
        assert load(bank).find("sigmoid-slope").reviewed_by == []
