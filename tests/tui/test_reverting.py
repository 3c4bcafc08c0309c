"""Drafts: the way from one back to the file, those without a file, and those that can't be kept."""

from __future__ import annotations

from os import utime
from pathlib import Path

import pytest

from quizapp import paths
from quizapp.bank import drafts
from quizapp.tui.screens.author import AuthorScreen
from quizapp.tui.screens.writing import WritingScreen
from quizapp.tui.widgets.titlebar import TitleBar
from tests.tui.authoring import bank, edit, go_to, open_bank, screen_of, write
from tests.tui.conftest import Running, press, program_of, shown, typed
from tests.tui.program import settled

__all__ = ["bank"]
WIDE = (120, 40)


def copies() -> list[str]:
    """The texts of which a copy is kept."""
    return [file.read_text(encoding="utf-8") for file in paths.data_folder().rglob("drafts/replaced/*.yaml")]


async def test_from_a_draft_one_key_goes_back_to_the_file_and_undo_to_the_draft(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    text = file.read_text(encoding="utf-8")
    async with running(bank=bank, language="en", size=WIDE) as pilot:
        await edit(pilot, "sigmoid-slope")
        await write(pilot, "level: 2", "level: 3")
        await press(pilot, "escape")
        screen = await edit(pilot, "sigmoid-slope")
        assert "^r goes back to the file" in " ".join(shown(pilot).split())
        assert screen.area.text != text
        await press(pilot, "ctrl+r")
        assert screen.area.text == text
        assert not screen.unsaved
        assert drafts.drafted() == set()
        (copy,) = copies()
        assert "level: 3" in copy
        await press(pilot, "ctrl+z")
        assert screen.area.text == copy
        await press(pilot, "ctrl+s")
        assert file.read_text(encoding="utf-8") == copy


async def test_going_back_takes_the_file_as_it_is_now_and_says_when_there_is_nothing_to_go_back_from(
    running: Running, bank: Path
):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    async with running(bank=bank, language="en", size=WIDE) as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        await press(pilot, "ctrl+r")
        assert "Nothing has changed" in shown(pilot)
        assert copies() == []
        await write(pilot, "level: 2", "level: 3")
        theirs = file.read_text(encoding="utf-8") + "# by another program\n"
        file.write_text(theirs, encoding="utf-8")
        program_of(pilot).change_setting("keys", {"revert_text": "f12"})
        await press(pilot, "f6", "f12")
        assert screen.area.text == theirs
        assert not screen.outdated
        assert not screen.unsaved


async def test_a_draft_whose_file_is_gone_can_be_dropped(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    async with running(bank=bank, language="en", size=WIDE) as pilot:
        author = await open_bank(pilot)
        await go_to(pilot, "sigmoid-slope")
        await press(pilot, "enter")
        await write(pilot, "level: 2", "level: 3")
        file.unlink()
        await press(pilot, "escape", "r")
        assert file in [row.file for row in author._rows]
        author.banks.go_to(str(file))
        await press(pilot, "enter", "ctrl+r")
        screen_of(pilot, AuthorScreen)
        assert "The draft is dropped" in shown(pilot)
        assert drafts.drafted() == set()
        assert ["level: 3" in copy for copy in copies()] == [True]
        await press(pilot, "r")
        assert file not in [row.file for row in author._rows]


async def test_no_draft_is_made_of_a_file_that_was_only_opened(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("level: 2", "level: 2 \u200b"), encoding="utf-8")
    async with running(bank=bank, language="en") as pilot:
        pilot.app.push_screen(screen := WritingScreen(file))
        await settled(pilot)
        assert "Invisible control characters" in " ".join(shown(pilot).split())
        assert "\u200b" not in screen.area.text
        assert drafts.drafted() == set()
        await press(pilot, "escape")
        assert drafts.drafted() == set()
        assert "kept as a draft" not in shown(pilot)
        # Saving is what takes them out.
        pilot.app.push_screen(WritingScreen(file))
        await settled(pilot)
        await press(pilot, "ctrl+s")
        assert "\u200b" not in file.read_text(encoding="utf-8")


async def test_a_file_with_control_characters_that_is_only_touched_is_not_taken_for_another(
    running: Running, bank: Path
):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    text = file.read_text(encoding="utf-8").replace("level: 2", "level: 2 \u200b")
    file.write_text(text, encoding="utf-8")
    async with running(bank=bank, language="en") as pilot:
        pilot.app.push_screen(screen := WritingScreen(file))
        await settled(pilot)
        pilot.app.clear_notifications()
        utime(file, ns=(1, 1))
        screen.watch_file()
        await settled(pilot)
        assert "The file was changed" not in shown(pilot)
        file.chmod(0o444)
        screen.watch_file()
        await settled(pilot)
        assert screen.why_not("save_text") == "author_file_protected"


async def test_the_preview_of_a_draft_that_could_never_be_read_says_so(running: Running, bank: Path):
    async with running(bank=bank, language="en", size=WIDE) as pilot:
        await edit(pilot, "sigmoid-slope")
        await write(pilot, "kind: single", "kind: [single")
        assert "the last version that could be read" in shown(pilot)
        await press(pilot, "escape")
        await edit(pilot, "sigmoid-slope")
        pilot.app.clear_notifications()
        await settled(pilot)
        assert "the last version that could be read" not in shown(pilot)
        assert "shown as soon as it can be read" in shown(pilot)


@pytest.fixture
def no_drafts(home: Path) -> Path:
    """A file where the folder of drafts belongs: none can be kept."""
    home.mkdir(exist_ok=True)
    place = home / "drafts"
    place.write_text("", encoding="utf-8")
    return place


async def test_that_no_draft_can_be_kept_stands_at_the_head_and_writing_and_saving_go_on(
    running: Running, bank: Path, no_drafts: Path
):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    async with running(bank=bank, language="en", size=WIDE) as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        await typed(pilot, "# a comment\n")
        screen.check_soon()
        await settled(pilot)
        pilot.app.clear_notifications()
        await settled(pilot)
        assert "▲ no draft can be kept" in screen.query_one(TitleBar).render().plain
        await write(pilot, "kind: single", "kind: simple")
        assert "×1" in screen.query_one(TitleBar).render().plain
        await write(pilot, "kind: simple", "kind: single")
        await press(pilot, "ctrl+s")
        assert "Saved" in shown(pilot)
        assert "# a comment" in file.read_text(encoding="utf-8")
        # The folder is there again: the sign goes.
        no_drafts.unlink()
        await write(pilot, "level: 2", "level: 3")
        assert "no draft" not in screen.query_one(TitleBar).render().plain
        assert drafts.drafted() == {file}


async def test_why_no_draft_can_be_kept_is_told_in_the_language_of_the_screen_with_the_place(
    running: Running, bank: Path, no_drafts: Path
):
    async with running(bank=bank, language="ja", size=WIDE) as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        await typed(pilot, "# a comment\n")
        screen.check_soon()
        await settled(pilot)
        told = "".join(notice.message for notice in pilot.app._notifications)
        assert told.startswith("下書きを残せません: ")
        assert ".json: フォルダではありません。" in told


async def test_a_draft_that_could_not_be_dropped_after_saving_is_none(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    async with running(bank=bank, language="en", size=WIDE) as pilot:
        await edit(pilot, "sigmoid-slope")
        await write(pilot, "level: 2", "level: 3")
        await press(pilot, "escape")
        file.write_text(file.read_text(encoding="utf-8").replace("level: 2", "level: 3"), encoding="utf-8")
        pilot.app.clear_notifications()
        screen = await edit(pilot, "sigmoid-slope")
        assert not screen.outdated
        assert not screen.unsaved
        assert "draft" not in shown(pilot)
