"""The first use: three keys to the first question, and the day of the exam as one types it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from threading import Event

import pytest

from quizapp import paths, settings
from quizapp.bank.catalog import load
from quizapp.study.clock import Clock, FixedClock
from quizapp.study.examday import read_day
from quizapp.study.placement import placement
from quizapp.tui.app import QuizApp
from quizapp.tui.opening import Books
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.sitting import SittingScreen
from quizapp.tui.screens.welcome import WelcomeScreen
from tests.tui.conftest import Running, press, program_of, shown, typed
from tests.tui.program import EVENING, opener, settled

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-02-20", date(2027, 2, 20)),
        ("2027/2/20", date(2027, 2, 20)),
        ("2027年2月20日", date(2027, 2, 20)),
        ("２０２７．２．２０", date(2027, 2, 20)),
        ("20270220", date(2027, 2, 20)),
        ("2/20", date(2027, 2, 20)),
        ("11/20", date(2026, 11, 20)),
        ("11/19", date(2027, 11, 19)),
        ("2月20日", date(2027, 2, 20)),
        ("2027-02", date(2027, 2, 15)),
        ("2027年2月", date(2027, 2, 15)),
        ("2/30", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_day_is_read_in_the_forms_in_which_people_write_it(text: str, day: date | None):
    assert read_day(text, TODAY) == day


def test_a_placement_covers_the_fields_by_the_shares_of_the_exam_with_no_topic_twice():
    catalog = load(paths.questions_folder())
    for seed in range(20):
        topics = [catalog.find(name).topics[0] for name in placement(catalog, seed)]
        assert len(topics) == len(set(topics)) == 15
        fields = [topic[0] for topic in topics]
        assert [fields.count(field) for field in "12345"] == [1, 1, 4, 7, 2]
        exam = {topic.code for topic in catalog.syllabus.topics() if topic.exam}
        assert set(topics) <= exam


def test_the_same_seed_draws_the_same_placement():
    catalog = load(paths.questions_folder())
    assert placement(catalog, 3) == placement(catalog, 3) != placement(catalog, 4)


@pytest.fixture
def untouched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> QuizApp:
    """The program on a computer where it never ran, with a Japanese locale."""
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
    return QuizApp(opener(tmp_path, bank=paths.questions_folder()), FixedClock(EVENING))


async def test_three_keys_lead_from_the_first_start_to_the_first_question(untouched: QuizApp):
    async with untouched.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await settled(pilot)
        assert isinstance(pilot.app.screen, WelcomeScreen)
        await press(pilot, "enter", "enter", "enter")
        assert isinstance(pilot.app.screen, SittingScreen)
        assert "1/15" in shown(pilot)
        found, faults = settings.load()
        assert (found.language, found.exam_date, found.track, faults) == ("ja", "", "syllabus", [])


async def test_language_day_and_track_are_taken_as_chosen_and_kept(untouched: QuizApp):
    async with untouched.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "2")
        assert "When is your exam?" in shown(pilot)
        await typed(pilot, "2/20")
        assert "92 days from now" in shown(pilot)
        await press(pilot, "enter", "4")
        assert isinstance(pilot.app.screen, SittingScreen)
        found, _ = settings.load()
        assert (found.language, found.exam_date) == ("en", "2027-02-20")
        assert found.track == load(paths.questions_folder()).tracks[2].id


async def test_an_empty_field_says_that_its_day_is_an_example_in_both_languages(untouched: QuizApp):
    async with untouched.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "enter")
        assert "例：2027-02-20" in shown(pilot)
        await press(pilot, "f2")
        assert "e.g. 2027-02-20" in shown(pilot)


async def test_a_day_that_is_past_or_not_a_day_is_not_taken(untouched: QuizApp):
    async with untouched.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "enter")
        for text, words in (("2026-01-01", "過ぎています"), ("いつか", "読めません")):
            await typed(pilot, text + "\n")
            assert isinstance(pilot.app.screen, WelcomeScreen)
            assert words in shown(pilot)
            assert pilot.app.screen.step == "day"
            await press(pilot, *["backspace"] * len(text))


async def test_escape_goes_a_step_back_and_from_the_first_to_home_where_it_is_not_offered_again(untouched: QuizApp):
    async with untouched.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "enter", "escape")
        assert isinstance(pilot.app.screen, WelcomeScreen)
        assert pilot.app.screen.step == "language"
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)
    assert paths.settings_file().exists()


async def test_the_day_of_the_exam_is_changed_in_the_settings(running: Running):
    async with running(keys=("comma", "down", "down", "down", "enter")) as pilot:
        await typed(pilot, "2027-02-20\n")
        assert program_of(pilot).settings.exam_date == "2027-02-20"
        assert "2027年2月20日" in shown(pilot)


async def test_a_key_before_the_first_welcome_is_forgotten_and_starts_nothing_behind_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    opened, open_books = Event(), opener(tmp_path, bank=paths.questions_folder())

    def open_late(chosen: settings.Settings, clock: Clock) -> Books:
        assert opened.wait(20)
        return open_books(chosen, clock)

    app = QuizApp(open_late, FixedClock(EVENING))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        opened.set()
        await settled(pilot)
        assert isinstance(pilot.app.screen, WelcomeScreen)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "Opening" not in shown(pilot)
