"""Home when all is well and when nothing can be opened; small terminals, notices, the palette's words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.theme import Theme
from textual.widgets import Input

from quizapp.study.clock import FixedClock
from quizapp.study.scheduling import Rating
from quizapp.study.selection import Selection
from quizapp.tui.palette import Palette
from quizapp.tui.screens.chapters import ChaptersScreen
from quizapp.tui.screens.exam import ExamScreen
from quizapp.tui.screens.home import HomeScreen, Panels
from quizapp.tui.screens.result import ResultScreen
from quizapp.tui.screens.sitting import SittingScreen
from quizapp.tui.screens.summary import SummaryScreen
from quizapp.tui.theme import THEMES
from quizapp.tui.widgets.chaptertree import ChapterTree
from tests.study.answering import right
from tests.tui.asked import answer_rightly, answer_wrongly, asked_id, count_of_answers, finish
from tests.tui.conftest import Running, press, program_of, shown, typed
from tests.tui.examining import BEGIN, choose_wrongly, hand_in
from tests.tui.program import BANK, EVENING, settled


def line_with(pilot: Pilot[None], words: str) -> str:
    return next(line for line in shown(pilot).splitlines() if words in line)


# Figures


async def test_a_question_of_two_fields_is_counted_once(running: Running, tmp_path: Path):
    bank = Path(shutil.copytree(BANK, tmp_path / "bank"))
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    source = file.read_text("utf-8")
    file.write_text(source.replace('topics: ["3.1.3"', 'topics: ["3.1.3", "1.3.1"'), "utf-8")
    async with running(bank=bank, language="en") as pilot:
        books = program_of(pilot).books
        assert books is not None
        overview = books.study.overview()
        assert sum(node.questions for node in overview.chapters) == overview.questions + 1
        assert f" {overview.questions} questions in all" in shown(pilot)


@pytest.mark.parametrize("size", [(60, 24), (80, 24)])
async def test_the_number_of_faulty_files_stands_in_the_column_of_the_other_figures(
    running: Running, tmp_path: Path, size: tuple[int, int]
):
    bank = Path(shutil.copytree(BANK, tmp_path / "bank"))
    broken = bank / "feedforward" / "sigmoid-slope.yaml"
    broken.write_text(broken.read_text("utf-8").replace("level: 2", "level: 9"), "utf-8")
    async with running(bank=bank, language="en", size=size) as pilot:
        faulty, new = line_with(pilot, "Faulty question files"), line_with(pilot, "New questions")
        figure = new.index(next(sign for sign in new if sign.isdigit()))
        assert faulty[figure] == "1"


@pytest.mark.parametrize(
    ("language", "size"), [("ja", (80, 24)), ("en", (80, 24)), ("ja", (120, 40)), ("en", (120, 40))]
)
async def test_the_names_of_the_fields_are_not_cut(running: Running, language: str, size: tuple[int, int]):
    async with running(language=language, size=size) as pilot:
        page = shown(pilot)
        assert {"ja": "深層学習の基礎", "en": "Foundations of deep learning"}[language] in page
        assert "…" not in page


async def test_panels_stand_side_by_side_only_where_no_name_is_cut(running: Running):
    async with running(size=(120, 40)) as pilot:
        panels = pilot.app.screen.query_one(Panels)
        panels.needs(44)
        await pilot.pause()
        assert panels.has_class("-beside")
        panels.needs(60)
        await pilot.pause()
        assert not panels.has_class("-beside")


# After missed days


@pytest.mark.parametrize("days", [0, 1, 4])
async def test_missed_days_take_neither_the_predicted_score_nor_the_weak_topics_away(
    running: Running, tmp_path: Path, days: int
):
    clock = FixedClock(EVENING)
    async with running("chain-rule", language="en", clock=clock) as pilot:
        await answer_wrongly(pilot)
        await press(pilot, "escape")
    clock.advance(days=days)
    async with running(language="en", clock=clock) as pilot:
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "Predicted score" in shown(pilot)
        assert "not known yet" not in line_with(pilot, "Weak topics")


async def test_who_answered_days_ago_and_has_nothing_due_is_not_taken_for_somebody_new(running: Running):
    clock = FixedClock(EVENING)
    async with running("chain-rule", clock=clock) as pilot:
        await answer_rightly(pilot)
        await press(pilot, "4", "enter", "enter")
    clock.advance(days=3)
    async with running(clock=clock) as pilot:
        books, home = program_of(pilot).books, pilot.app.screen
        assert books is not None
        overview = books.study.overview()
        assert (overview.streak, overview.due, overview.unfinished) == (0, 0, None)
        assert isinstance(home, HomeScreen)
        assert not home.untouched


@pytest.mark.parametrize(
    ("day", "words"),
    [("2026-11-19", "the exam day is past"), ("2026-11-20", "the exam is today"), ("2026-11-21", "tomorrow")],
)
async def test_an_exam_day_that_is_past_is_told_as_past(running: Running, day: str, words: str):
    async with running(language="en") as pilot:
        program_of(pilot).change_setting("exam_date", day)
        await press(pilot, "c", "escape")
        assert words in line_with(pilot, "Plan")


async def test_the_plan_of_an_exam_day_that_is_past_says_so(running: Running):
    async with running(language="en") as pilot:
        program_of(pilot).change_setting("exam_date", "2026-11-19")
        await press(pilot, "d")
        assert "The exam day that is set is past" in shown(pilot)


# More than a day has room for


async def test_what_goes_beyond_the_day_stands_beside_what_is_due_and_can_be_asked_after_it(running: Running):
    clock = FixedClock(EVENING)
    async with running(language="en", clock=clock) as pilot:
        books = program_of(pilot).books
        assert books is not None
        quiz = books.study.start_quiz(Selection())
        while quiz.item is not None:
            quiz.answer(right(quiz.item, seconds=120))
            quiz.rate(Rating.EASY)
            quiz.advance()
        clock.advance(days=60)
        program_of(pilot).change_setting("minutes_per_day", 5)
        await press(pilot, "c", "escape")
        overview = books.study.renewed(settings=program_of(pilot).settings).overview()
        assert overview.due
        assert overview.later
        assert f"{overview.due} due, {overview.later} later" in line_with(pilot, "Review")
        await press(pilot, "l")
        assert f"{overview.due} 問、後日 {overview.later} 問" in shown(pilot)
        await press(pilot, "l", "r")
        for _ in range(12):
            if isinstance(pilot.app.screen, SummaryScreen):
                break
            clock.advance(seconds=120)
            await answer_rightly(pilot)
            await press(pilot, "enter")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "done for today" in line_with(pilot, "Review")
        await press(pilot, "r")
        assert isinstance(pilot.app.screen, SittingScreen)


# What can't be opened


@pytest.mark.parametrize("key", ["enter", "r"])
async def test_after_a_failed_opening_a_key_tries_again(running: Running, tmp_path: Path, key: str):
    file = tmp_path / "progress.sqlite"
    file.write_bytes(b"this is no database" * 100)
    async with running() as pilot:
        assert "もう一度開く" in shown(pilot)
        assert "…" not in line_with(pilot, "新しい問題")
        await press(pilot, key)
        assert "もう一度開く" in shown(pilot)
        file.unlink()
        await press(pilot, key)
        assert "開けませんでした" not in shown(pilot)
        assert "もう一度開く" not in shown(pilot)
        await press(pilot, "n")
        assert isinstance(pilot.app.screen, SittingScreen)


# Taking back


async def test_the_last_answer_is_taken_back_from_home_and_its_quiz_goes_on(running: Running):
    async with running("sigmoid-slope", "chain-rule") as pilot:
        first = asked_id(pilot)
        await answer_wrongly(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert count_of_answers(pilot) == 1
        await press(pilot, "z")
        assert isinstance(pilot.app.screen, SittingScreen)
        assert asked_id(pilot) == first
        assert count_of_answers(pilot) == 0


async def test_after_an_exam_undo_on_home_leads_to_its_result_and_from_there_to_the_open_sheet(running: Running):
    async with running(keys=BEGIN, language="en") as pilot:
        await choose_wrongly(pilot)
        await hand_in(pilot)
        await press(pilot, "escape", "escape")
        assert isinstance(pilot.app.screen, HomeScreen)
        await press(pilot, "z")
        assert isinstance(pilot.app.screen, ResultScreen)
        assert "handed in as a whole" in shown(pilot)
        await press(pilot, "z")
        assert isinstance(pilot.app.screen, ExamScreen)
        assert count_of_answers(pilot) == 0
        await press(pilot, "escape", "z")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "There is no answer to take back" in shown(pilot)


async def test_without_an_answer_there_is_nothing_to_take_back(running: Running):
    async with running(keys=["z"]) as pilot:
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "取り消せる解答がありません" in shown(pilot)


# The summary


async def test_a_question_missed_twice_stands_once_in_the_summary_with_its_count(running: Running):
    async with running("dense-parameters", language="en") as pilot:
        await answer_wrongly(pilot)
        await press(pilot, "enter")
        await answer_wrongly(pilot)
        await press(pilot, "enter")
        await finish(pilot)
        assert isinstance(pilot.app.screen, SummaryScreen)
        page = shown(pilot).partition("Not right")[2]
        assert page.count("×") == 1
        assert "(2 times)" in page


# Chapters


async def test_a_whole_book_can_be_started(running: Running):
    async with running(keys=["c", "t"]) as pilot:
        lines = shown(pilot).splitlines()
        assert sum("ゼロから作るDeep Learning" in line for line in lines) == 2
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, SittingScreen)


@pytest.mark.parametrize("size", [(60, 24), (80, 24), (120, 40)])
async def test_figures_stand_below_their_heads_and_clear_of_the_scroll_bar(running: Running, size: tuple[int, int]):
    async with running(size=size, keys=["c"]) as pilot:
        tree = pilot.app.screen.query_one(ChapterTree)
        edge = tree.content_region.right
        lines = shown(pilot).splitlines()
        heads = next(line for line in lines if "既習" in line)
        figures = next(line for line in lines if "順伝播型" in line)
        assert cell_len(heads) == cell_len(figures.rstrip())
        assert cell_len(figures.rstrip()) < edge


# Small terminals, notices


@pytest.mark.parametrize("size", [(59, 24), (60, 23)])
async def test_below_the_least_size_nothing_acts_but_to_quit(running: Running, size: tuple[int, int]):
    async with running() as pilot:
        await pilot.resize_terminal(*size)
        await press(pilot, "c", "n", "question_mark", "ctrl+p", "l")
        await pilot.click(offset=(10, 5))
        await settled(pilot)
        assert isinstance(pilot.app.screen, HomeScreen)
        assert program_of(pilot).settings.language == "ja"
        await press(pilot, "ctrl+q")
        assert not program_of(pilot).is_running


@pytest.mark.parametrize("keys", [[], ["c"], ["question_mark"]])
async def test_under_the_notice_nothing_shows_but_the_notice(running: Running, keys: list[str]):
    async with running(keys=keys) as pilot:
        await pilot.resize_terminal(50, 12)
        await settled(pilot)
        strips = pilot.app.screen._compositor.render_strips()
        grounds = {segment.style.bgcolor for strip in strips for segment in strip if segment.style and segment.text}
        assert len(grounds) == 1
        assert "60×24" in shown(pilot)


@pytest.mark.parametrize("keys", [["ctrl+p"], ["n", "f9"]])
async def test_what_lies_over_a_screen_leaves_the_notice_free_and_takes_no_keys(running: Running, keys: list[str]):
    async with running(keys=keys) as pilot:
        await pilot.resize_terminal(50, 12)
        await settled(pilot)
        page = shown(pilot)
        assert "60×24" in page
        assert not set(page) & set("▔╭🔎")
        await typed(pilot, "1")
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        await typed(pilot, "2")
        assert pilot.app.screen.query_one(Input).value == "2"


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
async def test_a_notice_covers_neither_keys_nor_the_last_lines(running: Running, theme: Theme):
    async with running(keys=["c"], theme=theme.name) as pilot:
        before = shown(pilot).splitlines()
        await press(pilot, "up", "enter")
        assert isinstance(pilot.app.screen, ChaptersScreen)
        after = shown(pilot).splitlines()
        assert "まだ問題がありません" in after[0]
        assert after[-2:] == before[-2:]


# The palette


@pytest.mark.parametrize(("language", "words"), [("ja", "見つかりません"), ("en", "Nothing found")])
async def test_the_palette_says_in_the_language_of_the_screen_that_nothing_is_found(
    running: Running, language: str, words: str
):
    async with running(language=language, keys=["ctrl+p"]) as pilot:
        palette = pilot.app.screen
        assert isinstance(palette, Palette)
        palette._NO_MATCHES_COUNTDOWN = 0.01  # type: ignore[misc]
        await typed(pilot, "qqqqzzzz")
        await wait_for(pilot, words)
        assert "No matches" not in shown(pilot)


async def wait_for(pilot: Pilot[None], words: str) -> None:
    for _ in range(100):
        if words in shown(pilot):
            return
        await pilot.pause(0.01)
    raise AssertionError(shown(pilot))


async def test_the_keys_in_the_palette_stand_in_a_column(running: Running):
    async with running(language="en", keys=["ctrl+p"]) as pilot:
        await wait_for(pilot, "Find questions")
        search, chapters = line_with(pilot, "Find questions"), line_with(pilot, "Choose a chapter")
        assert search.index("Find questions") == chapters.index("Choose a chapter")
        assert search.index("s ") == chapters.index("c ")
