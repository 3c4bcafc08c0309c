"""An author's walk with the screens: from nothing to a ready question with three named mistakes, in an own bank."""

from __future__ import annotations

from pathlib import Path

from quizapp.bank.catalog import load
from quizapp.bank.content import is_current
from quizapp.bank.lint import lint
from quizapp.bank.schema import Status
from quizapp.tui.screens.author import AuthorScreen
from quizapp.tui.screens.blind import BlindScreen
from quizapp.tui.screens.writing import WritingScreen
from tests.tui.authoring import bank, open_bank, screen_of
from tests.tui.conftest import Running, press, program_of, shown, typed
from tests.tui.program import settled

__all__ = ["bank"]

# What the author writes over the template's question, as it is in docs/authoring.md.
DOCS = Path(__file__).parents[2] / "docs" / "authoring.md"


def written() -> str:
    """The question of the walk in docs/authoring.md."""
    walk = DOCS.read_text(encoding="utf-8").partition("## A walk")[2]
    return walk.partition("```yaml\n")[2].partition("```")[0]


async def checked(pilot) -> WritingScreen:
    screen = screen_of(pilot, WritingScreen)
    screen.check_soon()
    await settled(pilot)
    return screen


async def test_from_nothing_to_a_ready_question_by_the_author_screen(running: Running, bank: Path, tmp_path: Path):
    folder = tmp_path / "seminar"
    async with running(bank=bank, language="en") as pilot:
        # A bank of one's own.
        await open_bank(pilot)
        await press(pilot, "a")
        await typed(pilot, f"{folder}\n")
        # A new file: its id, a number, a chapter; the bank is the one under the cursor.
        await press(pilot, "n")
        await typed(pilot, "strided-side")
        await press(pilot, "down", "right", "right", "down", "right", "right", "right", "enter")
        screen = screen_of(pilot, WritingScreen)
        file = folder / "convolution" / "strided-side.yaml"
        assert screen.file == file
        assert "kind: numeric" in screen.area.text
        # The question itself, over the template's: a first try with a slip in an expression.
        text = written()
        slip = text.replace("value: floor((n - k)/s) + 1", "value: floor((n - k)/s) + one", 1)
        assert slip != text
        screen.area.select_all()
        await typed(pilot, slip)
        await checked(pilot)
        assert "there is no number one" in shown(pilot)
        await press(pilot, "f3")
        row, column = screen.area.cursor_location
        assert screen.area.document.get_line(row)[column:].startswith("one")
        await press(pilot, *["delete"] * 3, "1")
        await checked(pilot)
        assert "nothing found" in shown(pilot)
        # Tried out: each of the three mistakes is met by its name.
        for mistake in ("no_plus_one", "rounded_up", "stride_ignored"):
            await press(pilot, "f6")
            asked = screen.preview.asked
            assert asked is not None
            await typed(pilot, f"{asked.item.variant.mistakes[mistake]}\n")
            assert screen.preview.outcome is not None
            assert screen.preview.outcome.verdict.mistake == mistake
            await press(pilot, "enter", "f6")
        # Saved, and held against the gate.
        await press(pilot, "ctrl+s")
        assert not screen.unsaved
        await press(pilot, "f8")
        assert "sound over 300 draws" in shown(pilot)
        await press(pilot, "escape")
        # To review; ready only after a colleague has answered it blind.
        await press(pilot, "f9", "1", "enter", "1", "enter")
        assert "review" in shown(pilot)
        assert "status: review" in file.read_text(encoding="utf-8")
        await press(pilot, "escape", "f10")
        blind = screen_of(pilot, BlindScreen)
        asked = blind.preview.asked
        assert asked is not None
        given = asked.item.variant.given
        await typed(pilot, f"{(given['n'] - given['k']) // given['s'] + 1}\n")
        assert "Right" in shown(pilot)
        await press(pilot, "y")
        await typed(pilot, "Yamada\n")
        assert "answered: correct" in screen_of(pilot, WritingScreen).area.text
        await press(pilot, "f9", "1", "enter", "escape", "escape")
        screen_of(pilot, AuthorScreen)
        # It stands in the tree, ready, and can be asked.
        books = program_of(pilot).books
        assert books is not None
        question = books.catalog.find("seminar:strided-side")
        assert question.status is Status.READY
        assert len(question.mistakes) == 3
        assert is_current(question)
        assert [fault.code for fault in lint(books.catalog, ["seminar:strided-side"])] == []
    assert load(bank).faults == ()
