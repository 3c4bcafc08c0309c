"""Drafts, and other programs that write the file meanwhile: both texts are shown, and neither is lost."""

from __future__ import annotations

from pathlib import Path

from quizapp import paths
from quizapp.bank.drafts import hash_of
from quizapp.tui.authoring_disk import conflict
from quizapp.tui.screens.conflict import ConflictScreen
from tests.tui.authoring import bank, edit, open_bank, screen_of, write
from tests.tui.conftest import Running, press, program_of, shown
from tests.tui.program import settled

__all__ = ["bank"]
WIDE = (120, 40)


async def test_what_is_left_unsaved_is_a_draft_and_is_there_again(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    before = file.read_text(encoding="utf-8")
    async with running(bank=bank) as pilot:
        await open_bank(pilot)
        await edit(pilot, "sigmoid-slope")
        await write(pilot, "level: 2", "level: 4")
        await press(pilot, "escape")
        assert file.read_text(encoding="utf-8") == before
    async with running(bank=bank) as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        assert "level: 4" in screen.area.text
        assert screen.unsaved
        await write(pilot, "level: 4", "level: 2")
        await press(pilot, "escape")
        screen = await edit(pilot, "sigmoid-slope")
        assert not screen.unsaved


async def test_quitting_keeps_the_draft_too(running: Running, bank: Path):
    async with running(bank=bank) as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        screen.area.put(screen.area.text + "# more\n")
        await press(pilot, "ctrl+q")
    async with running(bank=bank) as pilot:
        assert (await edit(pilot, "sigmoid-slope")).area.text.endswith("# more\n")


async def test_a_file_that_another_program_writes_is_read_again(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    async with running(bank=bank) as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        file.write_text(file.read_text(encoding="utf-8").replace("level: 2", "level: 5"), encoding="utf-8")
        screen.watch_file()
        await settled(pilot)
        assert "level: 5" in screen.area.text
        assert not screen.unsaved


def replaced(folder: Path) -> list[str]:
    """The copies that were kept of what was replaced."""
    return [file.read_text(encoding="utf-8") for file in folder.rglob("drafts/replaced/*.yaml")]


async def test_what_another_program_wrote_is_shown_before_it_is_overwritten_and_a_copy_is_kept(
    running: Running, bank: Path
):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    async with running(bank=bank, language="en", size=WIDE) as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        await write(pilot, "level: 2", "level: 4")
        file.write_text(file.read_text(encoding="utf-8").replace("level: 2", "level: 5"), encoding="utf-8")
        await press(pilot, "ctrl+s")
        screen_of(pilot, ConflictScreen)
        assert "in 1 line" in shown(pilot)
        assert "- level: 5" in shown(pilot)
        assert "+ level: 4" in shown(pilot)
        await press(pilot, "escape", "ctrl+s")
        screen_of(pilot, ConflictScreen)
        assert "level: 5" in file.read_text(encoding="utf-8")
        await press(pilot, "o")
        assert "level: 4" in file.read_text(encoding="utf-8")
        assert [text for text in replaced(paths.data_folder()) if "level: 5" in text]
        assert not screen.outdated


async def test_every_edit_of_another_program_is_told_and_none_is_overwritten_by_one_save(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    before = file.read_text(encoding="utf-8")
    async with running(bank=bank, language="en", size=WIDE) as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        await write(pilot, "level: 2", "level: 4")
        for level in ("level: 5", "level: 3"):
            file.write_text(before.replace("level: 2", level), encoding="utf-8")
            program_of(pilot).forget_notices()
            screen.watch_file()
            await settled(pilot)
            assert "Another program has changed the file" in shown(pilot)
            assert screen.outdated
        await press(pilot, "ctrl+s", "escape")
        assert "file is newer" in shown(pilot).splitlines()[0]
        await press(pilot, "ctrl+s")
        screen_of(pilot, ConflictScreen)
        assert "level: 3" in file.read_text(encoding="utf-8")
        await press(pilot, "t")
        assert "level: 3" in screen.area.text
        assert "file is newer" not in shown(pilot)
        assert [text for text in replaced(paths.data_folder()) if "level: 4" in text]
        await press(pilot, "ctrl+z")
        assert "level: 4" in screen.area.text


async def test_a_draft_older_than_the_file_is_not_saved_over_it_without_a_word(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    before = file.read_text(encoding="utf-8")
    async with running(bank=bank, language="en", size=WIDE) as pilot:
        await edit(pilot, "sigmoid-slope")
        await write(pilot, "level: 2", "level: 4")
        await press(pilot, "escape")
    file.write_text(before.replace("level: 2", "level: 5"), encoding="utf-8")
    for _ in range(2):
        # Opened twice: that the draft was opened does not make it a draft of the newer file.
        async with running(bank=bank, language="en", size=WIDE) as pilot:
            screen = await edit(pilot, "sigmoid-slope")
            assert "level: 4" in screen.area.text
            await press(pilot, "ctrl+s")
            screen_of(pilot, ConflictScreen)
            assert "level: 5" in file.read_text(encoding="utf-8")
            await press(pilot, "escape")
            assert "file is newer" in shown(pilot).splitlines()[0]
            await press(pilot, "escape")


def test_a_file_written_between_the_question_and_the_answer_is_not_overwritten(tmp_path: Path):
    file = tmp_path / "one.yaml"
    file.write_text("level: 5\n", encoding="utf-8")
    began = hash_of("level: 2\n")
    seen = conflict(file, began, "level: 4\n")
    assert seen is not None
    file.write_text("level: 3\n", encoding="utf-8")
    again = conflict(file, began, "level: 4\n")
    assert again is not None
    assert again.there.digest != seen.there.digest
    assert conflict(file, again.there.digest, "level: 4\n") is None
