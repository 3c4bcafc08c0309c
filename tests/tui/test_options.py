"""The options of a quiz: which questions, how, how many; kept as presets."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from quizapp.progress.values import CardState, Cause
from quizapp.study.options import Mode, QuizOptions
from quizapp.study.selection import Filter, Selection
from quizapp.tui.screens.exam import ExamScreen
from quizapp.tui.screens.naming import NamingScreen
from quizapp.tui.screens.options import OptionsScreen
from quizapp.tui.screens.sitting import SittingScreen
from quizapp.tui.widgets.chiprow import ChipRow
from tests.tui.asked import answer_wrongly
from tests.tui.conftest import Running, press, program_of, shown, typed
from tests.tui.examining import asked, choose_rightly, hand_in
from tests.tui.program import settled

# From the first row, which questions, to the others.
ORDER, MODE, LENGTH, LEVEL, KIND, CAUSE, PRESET = (["down"] * number for number in range(1, 8))


def options(pilot: Pilot[None]) -> QuizOptions:
    """What the form says."""
    assert isinstance(pilot.app.screen, OptionsScreen)
    return pilot.app.screen._options


async def test_the_whole_bank_is_offered_from_home_and_a_chapter_from_the_tree(running: Running):
    async with running(keys=["o"], language="en") as pilot:
        assert "the whole bank" in shown(pilot).splitlines()[0]
        assert "8 questions fit" in shown(pilot)
        await press(pilot, "escape", "c", "o")
        head, page = shown(pilot).splitlines()[0], shown(pilot)
        assert "Foundations of deep learning" in head
        assert "8 questions fit" in page


async def test_items_narrow_what_is_asked_and_their_number_is_told_at_once(running: Running):
    async with running(keys=["o", *KIND, "space"], language="en") as pilot:
        assert "1 question fits" in shown(pilot)
        assert "✓ one choice" in shown(pilot)
        await press(pilot, "right", "space")
        assert "2 questions fit" in shown(pilot)
        await press(pilot, "left", "space", "right", "space")
        assert "8 questions fit" in shown(pilot)


async def test_history_level_and_kind_can_be_chosen_by_mouse(running: Running):
    async with running(keys=["o"], language="en") as pilot:
        books = program_of(pilot).books
        assert books is not None
        books.study.flag("chain-rule")
        line = next(row for row in shown(pilot).splitlines() if "flagged" in row)
        y = shown(pilot).splitlines().index(line)
        await pilot.click(offset=(line.index("flagged") + 2, y))
        await settled(pilot)
        assert options(pilot).selection.filters == (Filter.FLAGGED,)
        assert "1 question fits" in shown(pilot)
        await press(pilot, *LEVEL, "right", "space")
        assert options(pilot).selection.levels == (2,)


async def test_where_nothing_fits_it_is_said_and_nothing_is_started(running: Running):
    async with running(keys=["o", "space"], language="en") as pilot:
        assert "No question fits" in shown(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, OptionsScreen)


async def test_a_quiz_of_the_kind_that_was_chosen_is_asked(running: Running):
    async with running(keys=["o", *KIND, "right", "right", "right", "space", "enter"]) as pilot:
        assert isinstance(pilot.app.screen, SittingScreen)
        assert asked(pilot).item.question.id == "chain-rule"


async def test_order_and_length_are_turned_and_followed(running: Running):
    async with running(keys=["o", *ORDER, "right", "down", "down", "right"], language="en") as pilot:
        assert (options(pilot).mixed, options(pilot).size) == (False, 5)
        assert "in order" in shown(pilot)
        await press(pilot, "enter")
        assert "1/5" in shown(pilot).splitlines()[0]
        # The first topic of the syllabus.
        assert asked(pilot).item.question.topics[0] == "3.1.1"


async def test_a_length_can_be_a_time(running: Running):
    async with running(keys=["o", *LENGTH, *["left"] * 4], language="en") as pilot:
        assert (options(pilot).size, options(pilot).minutes) == (None, 45)
        assert "◂ 45 min ▸" in shown(pilot)


async def test_a_test_is_filled_in_on_a_sheet_and_judged_at_the_end(running: Running):
    async with running(keys=["o", *MODE, "right", "enter"], language="en") as pilot:
        assert isinstance(pilot.app.screen, ExamScreen)
        head = shown(pilot).splitlines()[0]
        assert "Test" in head
        assert "pace" not in head
        await choose_rightly(pilot)
        await hand_in(pilot)
        assert "Result of the test" in shown(pilot)
        assert "1 of 8 right" in shown(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, OptionsScreen)


async def test_practice_moves_no_card(running: Running):
    async with running(keys=["o", *MODE, "left", *["down"] * 3, "space", "enter"]) as pilot:
        assert asked(pilot).item.question.id == "sigmoid-slope"
        await choose_rightly(pilot)
        await press(pilot, "enter")
        books = program_of(pilot).books
        assert books is not None
        assert books.study.card("sigmoid-slope").state is CardState.NEW


async def test_only_what_once_went_wrong_for_a_cause_is_asked(running: Running):
    async with running("chain-rule", language="en") as pilot:
        await answer_wrongly(pilot)
        await press(pilot, "4", "escape", "o", *CAUSE, "right", "right", "right", "space")
        assert options(pilot).selection.causes == (Cause.CALCULATION,)
        assert "1 question fits" in shown(pilot)
        await press(pilot, "space", "left", "space")
        assert "No question fits" in shown(pilot)


async def test_what_was_reported_can_be_asked(running: Running):
    async with running(keys=["o"], language="en") as pilot:
        books = program_of(pilot).books
        assert books is not None
        books.study.report("chain-rule", "two answers are right")
        await press(pilot, "left", "space")
        assert options(pilot).selection.filters == (Filter.REPORTED,)
        assert "1 question fits" in shown(pilot)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("size", [(60, 24), (66, 24), (80, 24), (97, 30), (120, 40)])
async def test_every_item_of_every_row_is_on_the_page(running: Running, language: str, size: tuple[int, int]):
    async with running(keys=["o"], language=language, size=size) as pilot:
        page = shown(pilot)
        rows = [row for row in pilot.app.screen.query(ChipRow) if row.values]
        words = [words for row in rows for words in row._words]
        assert len(words) > 25
        assert [word for word in words if f"· {word}" not in page] == []


async def test_space_on_a_row_of_one_value_says_where_it_works(running: Running):
    async with running(keys=["o", *ORDER, "space"], language="en") as pilot:
        assert "rows of items" in shown(pilot)


# Presets


async def save(pilot: Pilot[None], name: str) -> None:
    await press(pilot, "s")
    await typed(pilot, f"{name}\n")


async def test_options_are_kept_under_a_name_and_chosen_again(running: Running):
    async with running(keys=["o", *KIND, "space"], language="en") as pilot:
        await save(pilot, "choices only")
        assert "Kept as “choices only”" in shown(pilot)
        await press(pilot, "escape", "o")
        assert options(pilot) == QuizOptions()
        await press(pilot, *PRESET, "right")
        assert "◂ choices only ▸" in shown(pilot)
        assert "✓ one choice" in shown(pilot)
        assert "1 question fits" in shown(pilot)
        await press(pilot, "up", "space")
        assert "◂ (none) ▸" in shown(pilot)


async def test_a_preset_keeps_its_chapter_and_test_mode(running: Running):
    async with running(language="en") as pilot:
        books = program_of(pilot).books
        assert books is not None
        kept = QuizOptions(Selection(chapter="3.4"), size=5, mode=Mode.TEST)
        books.study.save_preset("convolutions", kept)
        await press(pilot, "o", *PRESET, "right")
        assert options(pilot) == kept
        assert "3.4 Convolutional networks" in shown(pilot).splitlines()[0]
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ExamScreen)


async def test_a_preset_is_deleted_and_brought_back(running: Running):
    async with running(keys=["o"], language="en") as pilot:
        await save(pilot, "all")
        await press(pilot, "d")
        books = program_of(pilot).books
        assert books is not None
        assert books.study.presets() == ()
        assert "z brings it back" in shown(pilot)
        await press(pilot, "z")
        assert [preset.name for preset in books.study.presets()] == ["all"]


async def test_without_a_preset_deleting_and_bringing_back_say_why_not(running: Running):
    async with running(keys=["o", "d"], language="en") as pilot:
        assert "Choose the preset" in shown(pilot)
        pilot.app.clear_notifications()
        await press(pilot, "z")
        assert "no preset to bring back" in shown(pilot)


async def test_escape_saves_nothing_and_an_empty_name_is_none(running: Running):
    async with running(keys=["o", "s", "enter"]) as pilot:
        assert isinstance(pilot.app.screen, NamingScreen)
        await press(pilot, "escape")
        books = program_of(pilot).books
        assert books is not None
        assert books.study.presets() == ()


async def test_a_hostile_name_is_shown_as_it_stands(running: Running):
    name = "a [/foo] [@click=app.quit]b[/]"
    async with running(keys=["o"], size=(120, 40)) as pilot:
        await save(pilot, name)
        assert name in shown(pilot)
        await press(pilot, *PRESET, "right", "s", "escape", "l")
        assert name in shown(pilot)


async def test_the_options_follow_the_language(running: Running):
    async with running(keys=["o", "space", "l"]) as pilot:
        assert "✓ due" in shown(pilot)
        assert "Options" in shown(pilot).splitlines()[0]
