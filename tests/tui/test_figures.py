"""Statistics and plan: what their screens show of a learner who has studied for some weeks."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quizapp.bank.catalog import load
from quizapp.progress.database import open_database
from quizapp.progress.values import Cause
from quizapp.settings import Settings
from quizapp.study.clock import FixedClock
from quizapp.study.selection import Selection
from quizapp.study.study import Study
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.plan import PlanScreen
from quizapp.tui.screens.statistics import StatisticsScreen
from quizapp.tui.widgets.figures import GROUPS, PAGES, page
from tests.study.answering import right, wrong
from tests.tui.conftest import Running, press, program_of, shown
from tests.tui.program import BANK, EVENING


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database after forty days of study, up to the evening before."""
    file = tmp_path_factory.mktemp("past") / "progress.sqlite"
    clock = FixedClock(datetime(2026, 10, 10, 11, 0, tzinfo=UTC))
    catalog, database = load(BANK), open_database(file, now=clock.now)
    study = Study(catalog, database, clock, settings=Settings())
    stream = random.Random(5)
    while clock.now() < EVENING.replace(hour=11):
        sitting = study.start_quiz(Selection(), size=6, seed=stream.randrange(10**6))
        while sitting.item is not None:
            good = stream.random() < 0.8
            outcome = sitting.answer((right if good else wrong)(sitting.item, seconds=stream.uniform(10, 90)))
            if not outcome.recorded:
                # One number for a vector can't be read.
                sitting.answer(right(sitting.item))
            elif outcome.verdict.outcome == "wrong":
                study.name_cause(sitting.item.question.id, stream.choice(list(Cause)), sitting.item.part)
            sitting.advance()
        clock.advance(days=1)
    database.close()
    return file


@pytest.fixture
def folder(past: Path, tmp_path: Path) -> Path:
    (tmp_path / "progress.sqlite").write_bytes(past.read_bytes())
    return tmp_path


async def test_statistics_count_what_was_done(running: Running, folder: Path):
    async with running(folder=folder, keys=["t"]) as pilot:
        assert isinstance(pilot.app.screen, StatisticsScreen)
        books = program_of(pilot).books
        assert books is not None
        found = books.study.statistics()
        assert f"{found.answers} 問" in shown(pilot)
        assert "カレンダー" in shown(pilot)


async def test_pages_are_turned_by_arrows_and_by_number(running: Running, folder: Path):
    async with running(folder=folder, language="en", size=(80, 40), keys=["t"]) as pilot:
        heads = ("Calendar", "Still known after days", "By field", "Causes of errors")
        for head in heads:
            assert head in shown(pilot)
            await press(pilot, "right")
        assert heads[0] in shown(pilot)
        await press(pilot, "left")
        assert heads[3] in shown(pilot)
        await press(pilot, "2")
        assert heads[1] in shown(pilot)


async def test_groups_change_by_key_and_the_key_says_why_it_does_nothing_elsewhere(running: Running, folder: Path):
    async with running(folder=folder, language="en", size=(80, 40), keys=["t", "t"]) as pilot:
        assert "By group" in shown(pilot)
        await press(pilot, "3")
        for head in ("By field", "By chapter", "By topic", "By section", "By kind", "By level", "By field"):
            assert head in shown(pilot)
            await press(pilot, "t")


async def test_a_shorter_period_counts_fewer_answers(running: Running, folder: Path):
    async with running(folder=folder, language="en", keys=["t", *["p"] * 3]) as pilot:
        assert "last 7 days" in shown(pilot)
        books = program_of(pilot).books
        assert books is not None
        assert f": {books.study.statistics(7).answers} answers" in shown(pilot)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("width", [54, 74, 110])
async def test_no_line_of_any_page_is_wider_than_the_screen(running: Running, folder: Path, language: str, width: int):
    async with running(folder=folder) as pilot:
        books = program_of(pilot).books
        assert books is not None
        found = books.study.statistics()
        for name in PAGES:
            for group in GROUPS:
                drawn = page(
                    name, found, lambda kind, each: books.study.name_of(kind, each, language), language, group, width
                )
                assert all(line.cell_length <= width for line in drawn.split("\n")), name


async def test_the_plan_names_today_and_the_score_to_expect(running: Running, folder: Path):
    async with running(folder=folder, language="en", size=(80, 60)) as pilot:
        program_of(pilot).change_setting("exam_date", "2027-02-20")
        await press(pilot, "d")
        assert isinstance(pilot.app.screen, PlanScreen)
        assert "2026-11-20" in shown(pilot)
        assert "in 92 days" in shown(pilot)


async def test_the_plan_follows_the_settings_that_are_changed_over_it(running: Running, folder: Path):
    async with running(folder=folder, language="en", keys=["d", "comma"]) as pilot:
        program_of(pilot).change_setting("minutes_per_day", 45)
        await press(pilot, "escape")
        assert "45 minutes a day" in " ".join(shown(pilot).split())


async def test_home_says_how_far_the_exam_is_and_what_score_to_expect(running: Running, folder: Path):
    async with running(folder=folder, size=(120, 40)) as pilot:
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "試験日は未定" in shown(pilot)
        assert "予測得点" in shown(pilot)
        program_of(pilot).change_setting("exam_date", "2026-11-20")
        pilot.app.screen.words()
        await pilot.pause()
        assert "今日が試験日です" in shown(pilot)
