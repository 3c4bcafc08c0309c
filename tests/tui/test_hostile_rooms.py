"""Hostile text in the rooms beside the sitting: mock exams and options, the Lab, and the Author's screens."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.bank.banks import add_bank
from quizapp.study.options import Mode, QuizOptions
from quizapp.study.selection import Selection
from quizapp.tui.answersheet import in_test_mode
from quizapp.tui.screens.bench import PAUSE, BenchScreen
from quizapp.tui.screens.blind import BlindScreen
from quizapp.tui.screens.exam import ExamScreen
from quizapp.tui.screens.exams import ExamsScreen
from quizapp.tui.screens.lab import PAUSE as SEARCH_PAUSE
from quizapp.tui.screens.lab import LabScreen, bench_screen
from quizapp.tui.screens.looking import LookingScreen
from quizapp.tui.screens.making import MakingScreen
from quizapp.tui.screens.navigator import NavigatorScreen
from quizapp.tui.screens.options import OptionsScreen
from quizapp.tui.screens.reading import ReadingScreen
from quizapp.tui.screens.result import ResultScreen
from quizapp.tui.screens.saving import SavingScreen
from quizapp.tui.screens.statuses import StatusScreen
from quizapp.tui.screens.stressing import StressScreen
from quizapp.tui.screens.writing import WritingScreen
from quizapp.tui.widgets.knobs import KnobInput
from tests.tui.authoring import answer, edit, go_to, open_bank, screen_of, write
from tests.tui.conftest import Running, press, program_of, typed
from tests.tui.examining import BEGIN, choose_rightly, choose_wrongly, hand_in
from tests.tui.hostile import ESCAPES, HIDDEN, LONG, MARKUP, TYPED, WRITTEN, bank, inert
from tests.tui.program import pause_over, settled

__all__ = ["bank"]

ACTS = "[@click=app.owned]"


async def test_hostile_questions_are_inert_in_a_mock_exam_and_its_result(running: Running, bank: Path) -> None:
    async with running(bank=bank, size=(120, 40)) as pilot:
        await inert(pilot, "e")
        screen_of(pilot, ExamsScreen)
        await press(pilot, *BEGIN[1:])
        screen_of(pilot, ExamScreen)
        for choose in (choose_wrongly, choose_rightly):
            await choose(pilot)
            assert ACTS in await inert(pilot, "f5")
            await press(pilot, "tab")
        await inert(pilot, "ctrl+g")
        screen_of(pilot, NavigatorScreen)
        await press(pilot, "escape")
        await hand_in(pilot)
        screen_of(pilot, ResultScreen)
        assert any([ACTS in await inert(pilot, key) for key in ("f2", "f2", "pagedown")]), "it names topics"
        await inert(pilot, "a")
        screen_of(pilot, LookingScreen)
        assert any([ACTS in await inert(pilot, key) for key in ("pagedown", "f7", "f2")])
        await press(pilot, "f6")
        await typed(pilot, TYPED)
        await inert(pilot)


@pytest.mark.parametrize("question", ["pooling-facts", "training-order", "output-pairs", "chain-rule"])
async def test_a_hostile_answer_on_a_sheet_is_inert_while_typed_and_when_looked_at_again(
    running: Running, bank: Path, question: str
) -> None:
    options = QuizOptions(Selection(ids=(question,)), mode=Mode.TEST)
    async with running(bank=bank, size=(100, 60)) as pilot:
        pilot.app.push_screen(ExamScreen(in_test_mode(options)))
        await settled(pilot)
        await inert(pilot, "f7")
        if pilot.app.screen.query("AnswerField"):
            await typed(pilot, TYPED)
            await inert(pilot)
            await inert(pilot, "enter")
            await inert(pilot, "ctrl+g")
            await press(pilot, "escape")
        else:
            await press(pilot, "1", "2")
        await hand_in(pilot)
        await inert(pilot)
        await inert(pilot, "a")
        screen_of(pilot, LookingScreen)
        assert ACTS in await inert(pilot, "f7")
        await inert(pilot, "f2")


async def test_a_million_letters_typed_on_a_sheet_hold_nothing_up(running: Running) -> None:
    options = QuizOptions(Selection(ids=("chain-rule",)), mode=Mode.TEST)
    async with running() as pilot:
        pilot.app.push_screen(ExamScreen(in_test_mode(options)))
        await settled(pilot)
        await typed(pilot, LONG)
        await inert(pilot, "left")
        await inert(pilot, "enter", "escape")


async def test_options_over_a_hostile_chapter_and_with_a_hostile_name_are_inert(running: Running, bank: Path) -> None:
    async with running(bank=bank, size=(100, 40)) as pilot:
        await press(pilot, "c", "t", "right", "down", "o")
        screen_of(pilot, OptionsScreen)
        await inert(pilot)
        await press(pilot, "s")
        await typed(pilot, TYPED[:100])
        await inert(pilot, "enter")
        assert "[/b]" in await inert(pilot)
        await inert(pilot, "f2", "d")
        await inert(pilot, "z")


async def test_the_shelf_of_the_lab_shows_hostile_questions_and_words_as_text(running: Running, bank: Path) -> None:
    # A row shows how the stem begins.
    file = bank / "convolution" / "conv-size.yaml"
    file.write_text(file.read_text("utf-8").replace("    一辺が", f"    {WRITTEN} 一辺が", 1), "utf-8")
    async with running(bank=bank, size=(240, 40), keys=["b"]) as pilot:
        screen_of(pilot, LabScreen)
        assert ACTS in await inert(pilot, "f6", "f6")
        for text in (TYPED, LONG):
            await typed(pilot, text)
            await pause_over(pilot, SEARCH_PAUSE)
            await inert(pilot, "left", "f2")


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("problem", "conv-size"),
        ("function", "softmax.softmax"),
        ("model", "network"),
        ("model", "descent"),
        ("model", "window"),
        ("model", "curves"),
    ],
)
async def test_a_bench_shows_hostile_words_and_what_is_typed_into_it_as_text(
    running: Running, bank: Path, kind: str, name: str
) -> None:
    async with running(bank=bank, size=(120, 40)) as pilot:
        books = program_of(pilot).books
        assert books is not None
        screen = bench_screen(books, kind, name)
        assert isinstance(screen, BenchScreen)
        pilot.app.push_screen(screen)
        await settled(pilot)
        page = await inert(pilot)
        assert kind != "problem" or ACTS in page
        for text in (TYPED, LONG):
            screen.query(KnobInput).first().focus()
            await typed(pilot, text)
            await pause_over(pilot, PAUSE)
            await inert(pilot)
            await inert(pilot, "f2")
        await inert(pilot, "f4", "f7", "pagedown")


async def test_hostile_files_are_inert_in_the_tree(running: Running, bank: Path) -> None:
    own = bank.parent / "semi[@click=app.owned]nar\u202e\x1b]0;owned\x07"
    (own / "feedforward").mkdir(parents=True)
    async with running(bank=bank, size=(120, 40)) as pilot:
        add_bank(own, "seminar")
        screen = await open_bank(pilot)
        await screen._reload(with_own=True)
        await settled(pilot)
        for node in screen.banks.nodes():
            node.expand()
        await settled(pilot)
        assert "[@click=app.owned]x" in await inert(pilot)
        for file in sorted((bank / "feedforward").glob("*.yaml")):
            screen.banks.go_to(str(file))
            await inert(pilot)
        assert "semi[@click=app.owned]nar" in await inert(pilot, "end", "left", "left")
        await press(pilot, "slash")
        await typed(pilot, TYPED[:80])
        await inert(pilot, "f2")
        await inert(pilot, "escape", "m", "m")


async def test_coverage_uses_and_the_form_of_a_new_question_show_hostile_words_as_text(
    running: Running, bank: Path
) -> None:
    async with running(bank=bank, size=(120, 40)) as pilot:
        answer(pilot, "sigmoid-slope", right=False, learner=TYPED)
        await open_bank(pilot)
        await go_to(pilot, "sigmoid-slope")
        assert "[/b]" in await inert(pilot, "c")
        assert isinstance(pilot.app.screen, ReadingScreen)
        await inert(pilot, "f2", "pagedown")
        await inert(pilot, "escape", "u")
        assert isinstance(pilot.app.screen, ReadingScreen)
        await press(pilot, "escape", "n")
        screen_of(pilot, MakingScreen)
        await typed(pilot, TYPED)
        await inert(pilot, "down", "down", "right")
        await inert(pilot, "enter")
        screen_of(pilot, MakingScreen)


async def test_a_folder_with_a_hostile_name_is_refused_or_added_without_harm(running: Running, bank: Path) -> None:
    async with running(bank=bank, size=(100, 40)) as pilot:
        await open_bank(pilot)
        await press(pilot, "a")
        await typed(pilot, f"{bank.parent}/x[/b]{HIDDEN}")
        await inert(pilot)
        await inert(pilot, "enter")


@pytest.mark.parametrize("question", ["pooling-facts", "chain-rule", "output-pairs"])
async def test_the_editor_and_its_preview_show_a_hostile_file_as_text(
    running: Running, bank: Path, question: str
) -> None:
    async with running(bank=bank, size=(140, 60)) as pilot:
        screen = await edit(pilot, question)
        assert "[@click=" in await inert(pilot)
        await inert(pilot, "f5", "f6")
        if screen.query("AnswerField"):
            await typed(pilot, TYPED)
            await inert(pilot)
        else:
            await press(pilot, "1", "2", "3", "4")
        await inert(pilot, "enter")
        assert "[@click=" in await inert(pilot, "pagedown")
        await inert(pilot, "f6", "f2")
        screen.area.put(screen.area.text.replace("kind: ", f"kind: {MARKUP!r} # ", 1).replace("level: ", "level: [", 1))
        screen.check_soon()
        await settled(pilot)
        await inert(pilot, "f3")
        await inert(pilot, "escape", "escape")


async def test_what_is_pasted_into_the_editor_is_told_and_shown_as_text(running: Running, bank: Path) -> None:
    async with running(bank=bank, size=(140, 40)) as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        await typed(pilot, f"{TYPED}\n")
        screen.check_soon()
        await settled(pilot)
        await inert(pilot, "f3", "f3")
        await press(pilot, *["down"] * 3)
        await inert(pilot, "ctrl+z", "ctrl+y")
        await inert(pilot, "ctrl+s")


async def test_a_file_with_escapes_is_inert_in_the_editor_and_so_is_its_long_line(running: Running, bank: Path) -> None:
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    before = file.read_text(encoding="utf-8")
    async with running(bank=bank, size=(140, 40)) as pilot:
        for text in (f"# {ESCAPES} {HIDDEN}\n{before}", f"{before}\n# {LONG}\n{before}"):
            file.write_text(text, encoding="utf-8")
            await edit(pilot, "sigmoid-slope")
            await inert(pilot, "down", "end")
            await inert(pilot, "f6")
            await inert(pilot, "escape", "escape")


async def test_saving_a_hostile_change_tells_its_consequences_as_text(running: Running, bank: Path) -> None:
    async with running(bank=bank, size=(120, 40)) as pilot:
        for number in range(3):
            answer(pilot, "sigmoid-slope", right=number > 0, learner=f"{MARKUP} {number}")
        await edit(pilot, "sigmoid-slope")
        await write(
            pilot, "    correct: true\n", "    feedback: {ja: '違う。[/b]', en: 'No. [@click=app.owned]x[/]'}\n"
        )
        await write(pilot, "  - id: half\n", "  - id: half\n    correct: true\n")
        await inert(pilot, "ctrl+s")
        screen_of(pilot, SavingScreen)
        await inert(pilot, "r")


async def test_hostile_reviewers_and_reasons_are_inert_in_review_and_status(running: Running, bank: Path) -> None:
    async with running(bank=bank, size=(120, 60)) as pilot:
        await open_bank(pilot)
        await go_to(pilot, "sigmoid-slope")
        assert ACTS in await inert(pilot, "v")
        screen_of(pilot, BlindScreen)
        await inert(pilot, "1", "enter")
        await inert(pilot, "n")
        await typed(pilot, TYPED)
        await inert(pilot, "enter")
        await typed(pilot, TYPED)
        await inert(pilot, "enter")
        assert "app.owned" in (bank / "feedforward" / "sigmoid-slope.yaml").read_text(encoding="utf-8")
        assert ACTS in await inert(pilot, "s")
        screen_of(pilot, StatusScreen)
        await inert(pilot, "1", "enter")
        await inert(pilot, "f2")


async def test_the_gate_tells_of_a_hostile_question_as_text(running: Running, bank: Path) -> None:
    file = bank / "convolution" / "conv-size.yaml"
    text = file.read_text(encoding="utf-8").replace("{{k}}", "{{k[/b]}}")
    file.write_text(text.replace("  padding_once:", "  '[@click=app.owned]x[/]':"), encoding="utf-8")
    async with running(bank=bank, size=(120, 40)) as pilot:
        books = program_of(pilot).books
        assert books is not None
        pilot.app.push_screen(StressScreen(books.catalog.find("dense-parameters"), seeds=20))
        await settled(pilot)
        await inert(pilot)
        await press(pilot, "escape")
        pilot.app.push_screen(WritingScreen(file))
        await settled(pilot)
        await inert(pilot, "f3")
