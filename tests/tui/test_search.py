"""Search: by words of two letters too, in either language, by state; a sitting from one result or from all."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from quizapp.bank.catalog import load
from quizapp.progress.values import Cause
from quizapp.study.selection import Filter
from quizapp.tui.screens.search import PAUSE, STATES, SearchScreen
from quizapp.tui.screens.sitting import SittingScreen
from quizapp.tui.widgets.outline import first_line, first_words
from tests.tui.asked import answer_wrongly
from tests.tui.conftest import Running, press, program_of, shown, typed
from tests.tui.program import pause_over

SHIPPED = Path(__file__).parents[2] / "questions"


async def searched(pilot: Pilot[None], text: str) -> list[str]:
    """Type words, let the pause pass, and read what was found."""
    await typed(pilot, text)
    await pause_over(pilot, PAUSE)
    screen = pilot.app.screen
    assert isinstance(screen, SearchScreen)
    return [hit.question_id for hit in screen._hits]


async def test_everything_is_there_before_the_first_word(running: Running):
    async with running(keys=["s"]) as pilot:
        assert "8 件" in shown(pilot)


async def test_a_japanese_word_of_two_letters_is_found(running: Running):
    async with running(keys=["s"]) as pilot:
        found = await searched(pilot, "勾配")
        assert found
        assert len(found) < 8


async def test_words_of_the_other_language_are_found_too_and_all_must_be_there(running: Running):
    async with running(keys=["s"]) as pilot:
        assert "sigmoid-slope" in await searched(pilot, "sigmoid")
        assert await searched(pilot, " nosuchword") == []
        assert "0 件" in shown(pilot)


async def test_enter_asks_the_question_under_the_cursor_and_escape_comes_back(running: Running):
    async with running(keys=["s"]) as pilot:
        found = await searched(pilot, "sigmoid")
        await press(pilot, *["down"] * found.index("sigmoid-slope"), "enter")
        screen = pilot.app.screen
        assert isinstance(screen, SittingScreen)
        assert screen.asked is not None
        assert screen.asked.item.question.id == "sigmoid-slope"
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, SearchScreen)


async def test_f8_makes_a_sitting_of_all_that_was_found(running: Running):
    async with running(keys=["s", "f8"]) as pilot:
        assert isinstance(pilot.app.screen, SittingScreen)
        assert "1/8" in shown(pilot)


async def test_nothing_found_is_said_and_starts_nothing(running: Running):
    async with running(keys=["s"]) as pilot:
        await searched(pilot, "nosuchword")
        await press(pilot, "enter", "f8")
        assert isinstance(pilot.app.screen, SearchScreen)


async def test_states_narrow_what_is_found(running: Running):
    async with running() as pilot:
        books = program_of(pilot).books
        assert books is not None
        books.study.flag("sigmoid-slope")
        await press(pilot, "s", *["f6"] * 5)
        assert "フラグ" in shown(pilot)
        assert "1 件" in shown(pilot)


async def test_what_was_reported_and_what_went_wrong_for_a_cause_is_found(running: Running):
    async with running("chain-rule", language="en") as pilot:
        await answer_wrongly(pilot)
        await press(pilot, "3", "escape")
        books = program_of(pilot).books
        assert books is not None
        books.study.report("sigmoid-slope", "unclear")
        await press(pilot, "s", *["f6"] * STATES.index(Filter.REPORTED))
        screen = pilot.app.screen
        assert isinstance(screen, SearchScreen)
        assert "reported" in shown(pilot)
        assert [hit.question_id for hit in screen._hits] == ["sigmoid-slope"]
        await press(pilot, *["f6"] * (STATES.index(Cause.CONFUSED) - STATES.index(Filter.REPORTED)))
        assert [hit.question_id for hit in screen._hits] == ["chain-rule"]
        await press(pilot, "f6")
        assert screen._hits == []


async def test_markup_in_what_is_typed_is_only_text(running: Running):
    async with running(keys=["s"]) as pilot:
        assert await searched(pilot, "[/red] [@click=app.quit]x") == []
        assert isinstance(pilot.app.screen, SearchScreen)


async def test_the_arrows_move_while_one_types(running: Running):
    async with running(keys=["s", "down", "down"]) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, SearchScreen)
        assert screen.hits.highlighted == 2
        await press(pilot, "l")
        assert screen.query_one("#search-words").value == "l"  # type: ignore[attr-defined]


def test_a_formula_on_lines_of_its_own_stands_in_the_line_of_a_question():
    stem = "関数\n\n$$f(x) = {{given.f}}^{{{given.n}}}$$\n\nの $x$ での値を答えよ。\n\n```python\nprint(1)\n```\n"
    assert first_line(stem).plain == "関数 f(x) = …^… の x での値を答えよ。"
    assert first_line(r"最大にする（$\{{given.word}}$）。" + "\n\n二つ目").plain == "最大にする（…）。"


def test_the_line_of_a_question_goes_on_through_its_formulas_with_the_spaces_around_them():
    questions = load(SHIPPED).questions
    rows = {name: first_words(question.stem.en) for name, question in questions.items()}
    assert rows["jacobian-at-a-point"].startswith("Give the Jacobian of f(x, y) = […] at")
    assert rows["matrix-product-by-hand"].startswith("Find the product AB of these matrices. A =")
    assert rows["constrained-minimum-by-lagrange"].startswith("Find the point (x, y) with the least f(x, y) = …x²")
    ja = {name: first_words(question.stem.ja) for name, question in questions.items()}
    assert min(map(len, [*rows.values(), *ja.values()])) > 14
    assert not [words for words in (*rows.values(), *ja.values()) if "$" in words or "\\" in words]
