"""A file that another program changes while its question is reviewed: nobody signs what he has not seen."""

from __future__ import annotations

import shutil
from pathlib import Path

from textual.pilot import Pilot

from quizapp.bank.catalog import load
from quizapp.tui.screens.author import AuthorScreen
from quizapp.tui.screens.blind import BlindScreen
from quizapp.tui.screens.statuses import StatusScreen
from quizapp.tui.screens.writing import WritingScreen
from tests.tui.authoring import bank, edit, go_to, open_bank, screen_of
from tests.tui.conftest import Running, press, shown, typed
from tests.tui.program import SETS, settled

__all__ = ["bank"]
WIDE = (120, 40)


def key_moved(file: Path) -> None:
    """Another program makes another choice the right one."""
    text = file.read_text(encoding="utf-8")
    text = text.replace("- id: quarter\n    correct: true\n", "- id: quarter\n    feedback: {ja: 違う。, en: No.}\n")
    half = text.index("    feedback:\n      ja: $\\frac{1}{2}$ は")
    end = text.index("  - id: one")
    file.write_text(text[:half] + "    correct: true\n" + text[end:], encoding="utf-8")
    assert load(file.parent.parent).faults == ()


async def choose(pilot: Pilot[None], name: str) -> None:
    asked = screen_of(pilot, BlindScreen).preview.asked
    assert asked is not None
    await press(pilot, str(asked.item.variant.choices.index(name) + 1), "enter")


async def seen_below(pilot: Pilot[None], editor: WritingScreen) -> None:
    """The editor below sees what became of the file."""
    editor.watch_file()
    await settled(pilot)


async def test_a_key_that_was_moved_after_the_answer_is_not_signed_and_can_be_answered_again(
    running: Running, bank: Path
):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    async with running(bank=bank, language="en", size=WIDE) as pilot:
        editor = await edit(pilot, "sigmoid-slope")
        await press(pilot, "f10")
        review = screen_of(pilot, BlindScreen)
        await choose(pilot, "quarter")
        key_moved(file)
        after = file.read_bytes()
        await seen_below(pilot, editor)
        await press(pilot, "y")
        await typed(pilot, "Hana\n")
        assert pilot.app.screen is review
        assert file.read_bytes() == after
        told = " ".join(shown(pilot).split())
        assert "nothing was recorded. enter: answer it as it is now" in told
        assert "enter answer again" in told
        assert review.why_not("agree") == review.why_not("dispute") == "blind_answer_again"
        seed = review._wish.seed
        await press(pilot, "enter")
        assert review.preview.outcome is None
        assert review._wish.seed != seed
        await choose(pilot, "quarter")
        assert "Wrong" in shown(pilot)
        await press(pilot, "y")
        await typed(pilot, "Hana\n")
        (record,) = load(bank).find("sigmoid-slope").reviewed_by
        assert (record.by, record.answered) == ("Hana", "wrong")
        assert pilot.app.screen is editor


async def test_the_parts_of_a_set_are_all_of_the_content_that_the_review_began_with(running: Running, tmp_path: Path):
    folder = tmp_path / "sets"
    shutil.copytree(SETS, folder)
    file = folder / "optimization" / "loss-curves.yaml"
    async with running(bank=folder, language="en", size=WIDE) as pilot:
        editor = await edit(pilot, "loss-curves")
        await press(pilot, "f10")
        await typed(pilot, "4\n")
        text = file.read_text(encoding="utf-8").replace("patience = 3", "patience = 2").replace("a + 3", "a + 2")
        file.write_text(text.replace("4 + 3", "4 + 2").replace("value: 7", "value: 6"), encoding="utf-8")
        await seen_below(pilot, editor)
        await press(pilot, "enter")
        assert "patience = 3" in shown(pilot)
        await typed(pilot, "7\n")
        assert "Right" in shown(pilot)


async def test_the_reason_of_a_dispute_that_could_not_be_recorded_is_there_again(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    async with running(bank=bank, language="en") as pilot:
        await open_bank(pilot)
        await go_to(pilot, "sigmoid-slope")
        await press(pilot, "v")
        await choose(pilot, "half")
        key_moved(file)
        await press(pilot, "n")
        await typed(pilot, "Hana\n")
        await typed(pilot, "two are right\n")
        assert b"two are right" not in file.read_bytes()
        await press(pilot, "enter")
        await choose(pilot, "half")
        await press(pilot, "n", "enter")
        assert "two are right" in shown(pilot)
        await press(pilot, "enter")
        screen_of(pilot, AuthorScreen)
        assert "disputed: two are right" in file.read_text(encoding="utf-8")


async def test_a_file_that_goes_while_it_is_reviewed_is_told_and_ends_nothing(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    async with running(bank=bank, language="en", size=WIDE) as pilot:
        editor = await edit(pilot, "sigmoid-slope")
        await press(pilot, "f10")
        review = screen_of(pilot, BlindScreen)
        await choose(pilot, "quarter")
        file.unlink()
        await seen_below(pilot, editor)
        await press(pilot, "y")
        await typed(pilot, "Hana\n")
        assert pilot.app.screen is review
        assert "sigmoid-slope.yaml: " in shown(pilot)
        assert not file.exists()
        await press(pilot, "l", "l", "escape")
        assert pilot.app.screen is editor
        assert "id: sigmoid-slope" in editor.area.text


async def test_the_status_screen_lives_on_when_its_file_breaks_below_it(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    async with running(bank=bank, language="en", size=WIDE) as pilot:
        editor = await edit(pilot, "sigmoid-slope")
        await press(pilot, "f9")
        screen = screen_of(pilot, StatusScreen)
        text = file.read_text(encoding="utf-8").replace("stem:", "tem:")
        file.write_text(text, encoding="utf-8")
        await seen_below(pilot, editor)
        await press(pilot, "l", "l", "2", "enter")
        assert pilot.app.screen is screen
        assert "stem" in shown(pilot)
        assert file.read_text(encoding="utf-8") == text
        await press(pilot, "g")
        await typed(pilot, "Hana\n")
        assert pilot.app.screen is screen
        assert file.read_text(encoding="utf-8") == text


async def test_from_the_tree_no_status_is_written_into_a_file_that_broke_since_it_was_read(
    running: Running, bank: Path
):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    async with running(bank=bank, language="en") as pilot:
        await open_bank(pilot)
        await go_to(pilot, "sigmoid-slope")
        await press(pilot, "s")
        text = file.read_text(encoding="utf-8").replace("stem:", "tem:")
        file.write_text(text, encoding="utf-8")
        await press(pilot, "2", "enter")
        screen_of(pilot, StatusScreen)
        assert file.read_text(encoding="utf-8") == text
        await press(pilot, "escape")
        screen_of(pilot, AuthorScreen)


async def test_a_key_moved_after_the_review_is_not_made_ready_and_the_key_that_reviews_blind_is_named(
    running: Running, bank: Path
):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    async with running(bank=bank, language="en", size=WIDE) as pilot:
        await open_bank(pilot)
        await go_to(pilot, "sigmoid-slope")
        await press(pilot, "s", "1", "enter", "g")
        await typed(pilot, "Hana\n")
        key_moved(file)
        await press(pilot, "1", "enter")
        assert "status: review" in file.read_text(encoding="utf-8")
        assert "go back (esc) and have it reviewed blind (v)" in " ".join(shown(pilot).split())
        # What is signed here is what is shown, read anew: the key that was moved.
        await press(pilot, "escape", "enter", "f9", "1", "enter")
        told = " ".join(shown(pilot).split())
        assert "reviewed blind (F10)" in told
        assert "quizapp bank" not in told


async def test_what_is_signed_on_the_status_screen_is_what_it_was_opened_for(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    async with running(bank=bank, language="en", size=WIDE) as pilot:
        editor = await edit(pilot, "sigmoid-slope")
        await press(pilot, "f9")
        key_moved(file)
        after = file.read_bytes()
        await seen_below(pilot, editor)
        await press(pilot, "g")
        await typed(pilot, "Hana\n")
        assert file.read_bytes() == after
        assert "has changed since it was reviewed" in " ".join(shown(pilot).split())
        # It shows what the file holds now: that can be signed.
        await press(pilot, "g", "enter")
        assert b"by: Hana" in file.read_bytes()
