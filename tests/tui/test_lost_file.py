"""A question file that is gone, garbled or in the way while it is edited: no typed text is lost, and a way goes on."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp import paths
from quizapp.bank.reader import MOST_BYTES
from quizapp.tui.screens.author import AuthorScreen
from quizapp.tui.screens.conflict import ConflictScreen
from quizapp.tui.screens.saving import SavingScreen
from quizapp.tui.screens.writing import WritingScreen
from quizapp.tui.widgets.titlebar import TitleBar
from tests.tui.authoring import answer, bank, edit, keys_named, open_bank, screen_of, write
from tests.tui.conftest import Running, press, program_of, shown
from tests.tui.program import settled

__all__ = ["bank"]
Happens = Callable[[Path], object]


def deleted(file: Path) -> None:
    file.unlink()


def without_its_folder(file: Path) -> None:
    shutil.rmtree(file.parent)


def not_utf8(file: Path) -> None:
    file.write_bytes(b"id: \xff\xfe")


def too_large(file: Path) -> None:
    file.write_bytes(b"#" * (MOST_BYTES + 1))


def a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


NO_TEXT = {not_utf8: "1:5: not UTF-8", too_large: "larger than 256 KiB"}
GONE = (deleted, without_its_folder)


def copies() -> list[bytes]:
    """What is kept of what was replaced."""
    return [file.read_bytes() for file in paths.data_folder().rglob("drafts/replaced/*.yaml")]


@pytest.mark.parametrize("happens", [*GONE, *NO_TEXT])
async def test_saving_tells_what_became_of_the_file_and_makes_it_again_when_that_is_asked_for(
    running: Running, bank: Path, happens: Happens
):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    async with running(bank=bank, language="en") as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        await write(pilot, "level: 2", "level: 4")
        text = screen.area.text
        happens(file)
        left = [] if happens in GONE else [file.read_bytes()]
        await press(pilot, "ctrl+s")
        conflict = screen_of(pilot, ConflictScreen)
        told = " ".join(shown(pilot).split())
        assert ("The file is gone" if happens in GONE else NO_TEXT[happens]) in told
        # There is nothing to take, and no key is named for it; going back keeps both as they are.
        assert ("o make it again" if happens in GONE else "o overwrite") in keys_named(pilot)
        assert "take the file" not in keys_named(pilot)
        await press(pilot, "t")
        assert pilot.app.screen is conflict
        await press(pilot, "escape")
        assert screen.area.text == text
        assert screen.unsaved
        await press(pilot, "ctrl+s", "o")
        assert pilot.app.screen is screen
        assert file.read_text(encoding="utf-8") == text
        assert copies() == left
        assert not screen.outdated
        assert not screen.unsaved


@pytest.mark.parametrize("happens", [*GONE, *NO_TEXT, a_folder])
async def test_a_text_whose_file_is_lost_is_kept_though_nothing_was_typed_and_is_found_again(
    running: Running, bank: Path, happens: Happens
):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    text = file.read_text(encoding="utf-8")
    async with running(bank=bank, language="en") as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        happens(file)
        screen.watch_file()
        await settled(pilot)
        assert "kept as a draft" in " ".join(shown(pilot).split())
        assert f"▲ {screen.say(screen.outdated)}" in screen.query_one(TitleBar).render().plain
        assert screen.unsaved
        await press(pilot, "escape")
        assert pilot.app.screen is not screen
    async with running(bank=bank, language="en") as pilot:
        author = await open_bank(pilot)
        if happens is not a_folder:
            assert str(file) in [str(row.file) for row in author._rows]
        pilot.app.push_screen(WritingScreen(file))
        await settled(pilot)
        screen = screen_of(pilot, WritingScreen)
        assert screen.area.text == text
        assert not screen.area.read_only


async def test_what_is_left_of_a_file_that_is_gone_stands_in_the_tree_and_is_saved_from_there(
    running: Running, bank: Path
):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    async with running(bank=bank, language="en") as pilot:
        await edit(pilot, "sigmoid-slope")
        await write(pilot, "level: 2", "level: 4")
        await press(pilot, "escape")
    file.unlink()
    async with running(bank=bank, language="en") as pilot:
        author = await open_bank(pilot)
        for node in author.banks.nodes():
            node.expand()
        author.banks.go_to(str(file))
        await settled(pilot)
        line = next(line for line in shown(pilot).splitlines() if "sigmoid-slope" in line)
        assert line.split()[-1] == "gone"
        await press(pilot, "enter", "ctrl+s", "o")
        assert "level: 4" in file.read_text(encoding="utf-8")
        await press(pilot, "escape")
        screen_of(pilot, AuthorScreen)
        assert program_of(pilot).books.catalog.find("sigmoid-slope").level == 4  # type: ignore[union-attr]


async def test_what_stands_in_the_place_of_a_file_is_not_touched_and_once_it_is_away_the_text_is_saved(
    running: Running, bank: Path
):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    async with running(bank=bank, language="en") as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        await write(pilot, "level: 2", "level: 4")
        a_folder(file)
        (file / "kept").write_text("by somebody", encoding="utf-8")
        await press(pilot, "ctrl+s")
        conflict = screen_of(pilot, ConflictScreen)
        assert "overwrite" not in keys_named(pilot)
        assert "take the file" not in keys_named(pilot)
        await press(pilot, "o", "t")
        assert pilot.app.screen is conflict
        assert (file / "kept").read_text(encoding="utf-8") == "by somebody"
        await press(pilot, "escape")
        shutil.rmtree(file)
        await press(pilot, "ctrl+s", "o")
        assert pilot.app.screen is screen
        assert "level: 4" in file.read_text(encoding="utf-8")


async def test_a_file_that_was_restored_meanwhile_is_the_file_again(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    text = file.read_text(encoding="utf-8")
    async with running(bank=bank, language="en") as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        deleted(file)
        screen.watch_file()
        await settled(pilot)
        assert screen.outdated
        file.write_text(text, encoding="utf-8")
        screen.watch_file()
        await settled(pilot)
        assert not screen.outdated
        assert not screen.unsaved


async def test_what_it_does_to_those_who_have_answered_is_told_of_a_file_that_is_made_again_too(
    running: Running, bank: Path
):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    async with running(bank=bank, language="en") as pilot:
        answer(pilot, "sigmoid-slope", right=True)
        await edit(pilot, "sigmoid-slope")
        await write(pilot, "the largest value that", "the smallest value that")
        deleted(file)
        await press(pilot, "ctrl+s", "o")
        screen_of(pilot, SavingScreen)
        assert not file.exists()
        await press(pilot, "enter")
        assert "the smallest value" in file.read_text(encoding="utf-8")


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="a folder in which not even the superuser can write")
async def test_a_place_that_became_read_only_is_told_and_the_text_is_kept_as_a_draft(running: Running, bank: Path):
    async with running(bank=bank, language="en") as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        await write(pilot, "level: 2", "level: 4")
        text = screen.area.text
        (bank / "feedforward").rename(bank / "elsewhere")
        (bank / "feedforward").symlink_to("/proc/self")
        await press(pilot, "ctrl+s", "o")
        assert pilot.app.screen is screen
        assert "can't be written" in " ".join(shown(pilot).split())
        assert screen.area.text == text
        await press(pilot, "escape")
        (bank / "feedforward").unlink()
        (bank / "elsewhere").rename(bank / "feedforward")
        screen = await edit(pilot, "sigmoid-slope")
        assert screen.area.text == text


@pytest.mark.parametrize("leave", ["escape", "ctrl+q"])
async def test_a_text_that_can_be_kept_nowhere_is_given_up_only_when_that_is_asked_for_twice(
    running: Running, bank: Path, home: Path, leave: str
):
    home.mkdir(exist_ok=True)
    (home / "drafts").write_text("a file where the folder of drafts belongs", encoding="utf-8")
    async with running(bank=bank, language="en") as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        await write(pilot, "level: 2", "level: 4")
        assert "No draft can be kept" in " ".join(shown(pilot).split())
        await press(pilot, leave)
        assert pilot.app.screen is screen
        assert "once more" in " ".join(shown(pilot).split())
        await write(pilot, "level: 4", "level: 3")
        await press(pilot, leave)
        assert pilot.app.screen is screen
        await press(pilot, leave)
        assert not pilot.app.is_running or pilot.app.screen is not screen
