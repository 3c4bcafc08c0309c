"""No error of a file, a question, a judge or the program ends the program from an Author screen: each is told."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from textual.app import ComposeResult
from textual.widgets import Static

from quizapp.bank.catalog import UnknownQuestion, load
from quizapp.bank.entries import Gone
from quizapp.study.sitting import Response
from quizapp.tui import authoring_banks
from quizapp.tui.asked import Asked
from quizapp.tui.screens.author import AuthorScreen
from quizapp.tui.screens.guarding import GuardedScreen, trouble
from quizapp.tui.screens.writing import WritingScreen
from quizapp.tui.widgets.preview import Wish, judged, look
from tests.tui.authoring import bank, edit, go_to, open_bank, write
from tests.tui.conftest import Running, press, program_of, shown, typed
from tests.tui.program import BANK, SETS, settled

__all__ = ["bank"]
WIDE = (120, 40)


class Failing(GuardedScreen):
    """A screen whose work fails."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self._error = error

    def body(self) -> ComposeResult:
        yield from ()

    def words(self) -> None:
        """It says nothing of its own."""

    async def fail(self) -> None:
        raise self._error


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(28, "No space left on device", "/home/me/drafts/x.json"), "x.json: No space left on device"),
        (UnknownQuestion("one"), "one: no such question can be read"),
        (Gone("one"), "one: no such question can be read"),
        (ValueError("P: 11 x [/red] and 10 y"), "Please report it: ValueError: P: 11 x [/red] and 10 y"),
    ],
)
async def test_what_goes_wrong_in_the_work_of_a_screen_is_a_notice_and_the_screen_lives(
    running: Running, error: Exception, words: str
):
    async with running(language="en", size=WIDE) as pilot:
        screen = Failing(error)
        pilot.app.push_screen(screen)
        await settled(pilot)
        screen.run_worker(screen.fail(), group="any", exit_on_error=True)
        await settled(pilot)
        assert pilot.app.screen is screen
        assert words in " ".join(shown(pilot).split())
        assert trouble("ja", error) != trouble("en", error)


def test_a_question_whose_drawing_fails_in_any_way_can_not_be_asked_and_no_more():
    broken = load(BANK).find("conv-size").model_copy(update={"material": (object(),)})
    assert isinstance(look(broken, Wish()), Exception)


def test_an_answer_whose_judging_fails_in_any_way_has_no_verdict_and_no_more():
    question = load(BANK).find("training-order")
    asked = look(question, Wish())
    assert isinstance(asked, Asked)
    assert isinstance(judged(question, asked, Response(chosen=("no such step",))), ValueError)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("x: [1, 2, 3, 4, 5, 6]", "x: [1, 2, 3, 4, 5, 6, 7]"),
        ("- [4, 0.56, 0.71, {", "- [4, 0.56, {"),
        ("value: 4, verify", "value: 4.5, verify"),
    ],
)
async def test_a_set_is_typed_on_whatever_it_can_not_show_yet_and_opened_again_as_it_was_left(
    running: Running, tmp_path: Path, old: str, new: str
):
    folder = tmp_path / "sets"
    shutil.copytree(SETS, folder)
    async with running(bank=folder, language="en", size=WIDE) as pilot:
        screen = await edit(pilot, "loss-curves")
        await write(pilot, old, new)
        assert pilot.app.screen is screen
        await typed(pilot, "# still here")
        await press(pilot, "f6", "escape")
    async with running(bank=folder, language="en", size=WIDE) as pilot:
        screen = await edit(pilot, "loss-curves")
        assert new in screen.area.text
        assert "# still here" in screen.area.text


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("dense-parameters", "mistakes:", "mistakes:\n  ragged: {value: [[1, 2], [3]], ja: 違う。, en: No.}"),
        ("chain-rule", "answer:", "answer: {kind: matrix, value: [[1, 2], [3]]}\nformer:"),
    ],
)
async def test_an_answer_in_the_preview_ends_nothing_whatever_stands_as_key_or_mistake(
    running: Running, bank: Path, name: str, old: str, new: str
):
    async with running(bank=bank, language="en", size=WIDE) as pilot:
        screen = await edit(pilot, name)
        screen.area.put(screen.area.text.replace(old, new, 1))
        screen.check_soon()
        await settled(pilot)
        await press(pilot, "f6", "3", "enter", "f5", "4", "enter")
        assert isinstance(pilot.app.screen, WritingScreen)
        assert new in screen.area.text


async def test_a_question_that_can_be_drawn_but_not_laid_out_is_told_at_its_head_and_shown_no_more(
    running: Running, bank: Path
):
    async with running(bank=bank, language="en", size=WIDE) as pilot:
        screen = await edit(pilot, "conv-size")
        asked = look(screen.books.catalog.find("conv-size"), Wish())
        assert isinstance(asked, Asked)
        await screen.preview.show(replace(asked, words={}), "en")
        await settled(pilot)
        told = " ".join(str(screen.query_one("#preview-head", Static).content).split())
        assert "can't be asked: the program failed; please report it: KeyError: 'en'" in told
        assert "KeyError" in shown(pilot)
        await press(pilot, "f2")
        assert "出題できません" in shown(pilot)
        await press(pilot, "f5")
        await write(pilot, "level: 2", "level: 3")
        assert "出題できません" not in shown(pilot)


def test_a_folder_of_which_nothing_can_be_known_is_one_that_can_not_be_written():
    assert authoring_banks.closed(Path("/") / ("long" * 100)) == "author_unwritable"


async def test_a_check_that_fails_is_told_below_the_text_and_the_text_stays(running: Running, bank: Path):
    async with running(bank=bank, language="en", size=WIDE) as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        app = program_of(pilot)
        books = app.books
        assert books is not None
        # A fault of the program's own: there is no bank to check against.
        app.books = replace(books, catalog=None)  # type: ignore[arg-type]
        await write(pilot, "level: 2", "level: 3")
        assert "could not be checked: The program failed at this" in " ".join(shown(pilot).split())
        app.books = books
        await write(pilot, "level: 3", "level: 4")
        assert "could not be checked" not in shown(pilot)
        assert "level: 4" in screen.area.text


async def test_a_file_that_goes_before_it_is_read_costs_the_tree_only_its_own_line(running: Running, bank: Path):
    async with running(bank=bank, language="en") as pilot:
        books = program_of(pilot).books
        assert books is not None
        # A bank of one's own, or a full disk: nothing is kept of the questions, each is read when it is asked for.
        for entry in books.catalog.entries.values():
            entry.__dict__.pop("_question", None)
        (bank / "feedforward" / "sigmoid-slope.yaml").unlink()
        (bank / "convolution" / "conv-size.yaml").write_text("id: [", encoding="utf-8")
        screen = await open_bank(pilot)
        names = {row.name: row.status for row in screen._rows}
        assert (names["sigmoid-slope"], names["conv-size"], names["chain-rule"]) == ("", "", "ready")
        found = await program_of(pilot).call(authoring_banks.marks, books, list(books.catalog.entries))
        assert bank / "optimization" / "chain-rule.yaml" in found
        await go_to(pilot, "chain-rule")
        await press(pilot, "t", "s")
        assert not isinstance(pilot.app.screen, AuthorScreen)
