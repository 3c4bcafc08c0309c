"""Home's figures kept from one run to the next, and keys that are pressed before bank and database are open."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from quizapp import paths
from quizapp.settings import Settings, changed
from quizapp.study.clock import Clock, FixedClock
from quizapp.tui import homekept
from quizapp.tui.app import QuizApp
from quizapp.tui.homefigures import HomeFigures, first_figures, with_exams
from quizapp.tui.opening import Books, open_books
from quizapp.tui.screens.chapters import ChaptersScreen
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.sitting import SittingScreen
from tests.tui.asked import answer_rightly, answer_wrongly
from tests.tui.conftest import press, program_of, shown, sit
from tests.tui.program import BANK, EVENING, settled

SETTINGS = Settings(language="en")


@pytest.fixture(autouse=True)
def bank(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program's own bank and database are the test's."""
    folder = Path(shutil.copytree(BANK, tmp_path / "bank"))
    monkeypatch.setenv("QUIZAPP_QUESTIONS", str(folder))
    monkeypatch.delenv("QUIZAPP_DATABASE_URL", raising=False)
    monkeypatch.delenv("QUIZAPP_LEARNER", raising=False)
    return folder


async def one_run(
    *questions: str, clock: FixedClock | None = None, answer: Callable[[Pilot[None]], object] | None = None
) -> HomeFigures:
    """Run the program, with an answer perhaps, and quit it at Home; the figures that Home had."""
    app = QuizApp(clock=clock or FixedClock(EVENING), settings=SETTINGS)
    async with app.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await settled(pilot)
        if questions:
            await sit(pilot, *questions)
            await (answer_rightly if answer is None else answer)(pilot)  # type: ignore[misc]
            await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)
        assert app.figures is not None
        return app.figures.figures


def kept(clock: FixedClock | None = None, settings: Settings = SETTINGS) -> HomeFigures | None:
    return homekept.read(settings, clock or FixedClock(EVENING))


async def test_the_next_run_finds_the_figures_that_home_had():
    figures = await one_run("chain-rule")
    assert kept() == figures
    assert figures.answered_today == 1
    assert figures.prediction is not None


async def test_a_run_that_changes_nothing_keeps_them():
    await one_run("chain-rule")
    figures = await one_run()
    assert kept() == figures


async def test_for_tomorrow_they_are_what_tomorrow_works_out():
    clock = FixedClock(EVENING)
    await one_run("chain-rule", clock=clock)
    clock.advance(days=1)
    found = kept(clock)
    books = open_books(SETTINGS, clock)
    try:
        worked_out = with_exams(first_figures(books), books)
    finally:
        books.database.close()
    assert found == worked_out
    assert (found.answered_today, found.streak) == (0, 1)


async def test_the_day_after_tomorrow_nothing_is_known():
    clock = FixedClock(EVENING)
    await one_run("chain-rule", clock=clock)
    clock.advance(days=2)
    assert kept(clock) is None


async def test_they_hold_until_the_next_learning_step_comes_due():
    clock = FixedClock(EVENING)
    figures = await one_run("chain-rule", clock=clock, answer=answer_wrongly)
    clock.advance(seconds=1)
    assert kept(clock) == figures
    clock.advance(minutes=30)
    assert kept(clock) is None


async def test_a_clock_that_was_set_back_makes_them_unknown():
    clock = FixedClock(EVENING)
    await one_run(clock=clock)
    clock.advance(minutes=-1)
    assert kept(clock) is None


async def test_a_changed_question_file_makes_them_unknown(bank: Path):
    await one_run()
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    file.write_text(file.read_text("utf-8").replace("level: 2", "level: 9"), "utf-8")
    assert kept() is None


async def test_an_answer_given_elsewhere_makes_them_unknown():
    await one_run()
    figures = kept()
    saved = (paths.data_folder() / homekept.FILE).read_bytes()
    await one_run("chain-rule")
    (paths.data_folder() / homekept.FILE).write_bytes(saved)
    assert figures is not None
    assert kept() is None


async def test_only_settings_that_count_make_them_unknown():
    await one_run()
    assert kept(settings=changed(SETTINGS, "language", "ja")) is not None
    assert kept(settings=changed(SETTINGS, "new_per_day", 3)) is None


async def test_for_a_named_learner_or_database_nothing_is_kept(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("QUIZAPP_LEARNER", "hanako")
    app = QuizApp(clock=FixedClock(EVENING), settings=SETTINGS)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert app.books is not None
    assert not (paths.data_folder() / homekept.FILE).exists()


async def test_figures_that_a_setting_changed_after_home_are_not_kept():
    app = QuizApp(clock=FixedClock(EVENING), settings=SETTINGS)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.change_setting("new_per_day", 3)
        await settled(pilot)
    assert not (paths.data_folder() / homekept.FILE).exists()


@pytest.mark.parametrize("damage", ["", "[]", '{"days": 3}', '{"days": [{}]}', "[" * 100_000, "\ud800"])
async def test_a_damaged_file_is_as_good_as_none(damage: str):
    figures = await one_run()
    (paths.data_folder() / homekept.FILE).write_text(damage, "utf-8", errors="surrogatepass")
    assert kept() is None
    assert await one_run() == figures


async def test_words_of_the_file_reach_the_screen_inert():
    await one_run()
    file = paths.data_folder() / homekept.FILE
    file.write_text(file.read_text("utf-8").replace('"en": "', '"en": "\\u001b]0;x\\u0007', 1), "utf-8")
    found = kept()
    assert found is not None
    assert not any("\x1b" in part.en for part in found.parts)


# Before bank and database are open


class Gate:
    """Opens bank and database once it is let."""

    def __init__(self) -> None:
        self.open = threading.Event()

    def __call__(self, settings: Settings, clock: Clock) -> Books:
        self.open.wait(30)
        return open_books(settings, clock)


def gated(gate: Gate) -> QuizApp:
    app = QuizApp(gate, FixedClock(EVENING), SETTINGS)
    app.keeps_figures = True
    return app


async def test_kept_figures_are_shown_before_the_database_is_open():
    figures = await one_run("chain-rule")
    gate = Gate()
    app = gated(gate)
    async with app.run_test(size=(80, 24)) as pilot:
        while "questions in all" not in shown(pilot):
            await pilot.pause()
        assert app.books is None
        assert f"{figures.questions} questions in all" in shown(pilot)
        gate.open.set()
        await settled(pilot)
        assert app.figures is not None
        assert app.figures.figures == figures


@pytest.mark.parametrize(("key", "opened"), [("c", ChaptersScreen), ("n", SittingScreen), ("enter", SittingScreen)])
@pytest.mark.parametrize("again", [False, True])
async def test_a_key_pressed_while_bank_and_database_are_opened_is_acted_on(key: str, opened: type, again: bool):
    if again:
        await one_run("chain-rule")
    gate = Gate()
    async with gated(gate).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(key)
        assert isinstance(pilot.app.screen, HomeScreen)
        gate.open.set()
        await settled(pilot)
        assert isinstance(pilot.app.screen, opened)
        await press(pilot, "escape")
        # It was meant once.
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_a_key_is_forgotten_where_nothing_can_be_opened(bank: Path):
    (bank / "syllabus.yaml").unlink()
    gate = Gate()
    async with gated(gate).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("c")
        gate.open.set()
        await settled(pilot)
        assert isinstance(pilot.app.screen, HomeScreen)
        shutil.copy(BANK / "syllabus.yaml", bank)
        await press(pilot, "enter")
        assert program_of(pilot).trouble is None
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_on_the_way_back_figures_are_worked_out_anew_only_where_something_has_changed():
    app = QuizApp(clock=FixedClock(EVENING), settings=SETTINGS)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        first = app.figures
        await press(pilot, "t", "escape")
        assert app.figures is first
        await sit(pilot, "chain-rule")
        await answer_rightly(pilot)
        await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)
        assert app.figures is not None
        assert app.figures is not first
        assert app.figures.figures.answered_today == 1
