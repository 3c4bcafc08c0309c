"""Home and end, and tabs that are clicked: a long page and its headers answer to keyboard and mouse alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.containers import VerticalScroll
from textual.widgets import Input

from quizapp.tui.screens.saving import SavingScreen
from quizapp.tui.screens.statistics import StatisticsScreen
from tests.tui.authoring import answer, bank, edit, screen_of, write
from tests.tui.conftest import Running, press, shown
from tests.tui.program import settled

__all__ = ["bank"]

# Another key, and other words all over the file: more lines than a small window shows.
EDITS = (
    ("    correct: true\n", "    feedback: {ja: 違う。, en: No.}\n"),
    ("  - id: half\n", "  - id: half\n    correct: true\n"),
    ("level: 2", "level: 3"),
    ("seconds: 40", "seconds: 50"),
    ("What is the largest value", "Which is the largest value"),
    ("There is no largest value", "It has no largest value"),
    ("is the largest slope", "is the steepest slope"),
    ("goes to 0 on both sides", "falls to 0 on both sides"),
    ("Use $", "Take $"),
    ("The derivative can be written", "It can be written"),
    ("section 3", "section 2"),
)


@pytest.mark.parametrize("page", ["help", "page"])
async def test_end_and_home_lead_to_the_edges_of_a_page(running: Running, page: str):
    keys = ["question_mark"] if page == "help" else ["1", "enter", "pagedown"]
    questions = [] if page == "help" else ["sigmoid-slope"]
    async with running(*questions, size=(60, 24), keys=keys) as pilot:
        scroll = pilot.app.screen.query_one(f"#{page}", VerticalScroll)
        assert scroll.max_scroll_y > 0
        await press(pilot, "end")
        assert scroll.scroll_y == scroll.max_scroll_y
        await press(pilot, "home")
        assert scroll.scroll_y == 0


async def test_a_field_that_has_the_focus_keeps_home_and_end_for_its_cursor(running: Running):
    async with running("chain-rule", keys=["2", "x", "home"]) as pilot:
        field = pilot.app.screen.query_one(Input)
        assert field.cursor_position == 0
        await press(pilot, "end")
        assert field.cursor_position == 2


@pytest.mark.parametrize(("language", "tab"), [("ja", "記憶"), ("en", "Memory")])
async def test_a_tab_of_the_statistics_is_turned_to_by_a_click(running: Running, language: str, tab: str):
    async with running(language=language, keys=["t"]) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, StatisticsScreen)
        tabs = screen.query_one("#tabs")
        before = screen._page
        await pilot.click(tabs, offset=(20, 0))
        await settled(pilot)
        assert screen._page != before, tab


@pytest.mark.parametrize("size", [(60, 24), (80, 24), (120, 40)])
async def test_nothing_of_the_keys_is_left_beside_the_calculator(running: Running, size: tuple[int, int]):
    async with running("sigmoid-slope", language="en", size=size, keys=["equals_sign"]) as pilot:
        box = pilot.app.screen.query_one("#sheet").region
        for line in shown(pilot).split("\n")[box.y : box.bottom]:
            cells = line.ljust(size[0])
            assert not cells[: box.x].strip()
            assert not cells[box.right :].strip()


@pytest.mark.parametrize(("key", "name"), [("b", "#lab-kind"), ("s", "#search-state")])
async def test_the_kinds_of_lab_and_search_are_turned_by_clicks_on_both_sides(running: Running, key: str, name: str):
    async with running(keys=[key]) as pilot:
        row = shown(pilot).split("\n")[pilot.app.screen.query_one(name).region.y]
        for offset in ((5, 0), (2, 0)):
            await pilot.click(name, offset=offset)
            await settled(pilot)
            now = shown(pilot).split("\n")[pilot.app.screen.query_one(name).region.y]
            assert (now == row) == (offset == (2, 0))


async def test_what_a_save_would_change_is_read_to_its_end_by_keys(running: Running, bank: Path):
    async with running(bank=bank, language="en", size=(60, 24)) as pilot:
        await edit(pilot, "sigmoid-slope")
        answer(pilot, "sigmoid-slope", right=True)
        for old, new in EDITS:
            await write(pilot, old, new)
        await press(pilot, "ctrl+s")
        scroll = screen_of(pilot, SavingScreen).query_one("#page-of-lines", VerticalScroll)
        assert scroll.max_scroll_y > 0
        await press(pilot, "pagedown", *["down"] * scroll.max_scroll_y)
        assert scroll.scroll_y == scroll.max_scroll_y
        await press(pilot, "up")
        assert scroll.scroll_y == scroll.max_scroll_y - 1


async def test_a_verdict_at_the_top_stays_there_in_another_language_and_after_another_width(running: Running):
    async with running("sigmoid-slope", keys=["2", "enter"]) as pilot:
        row = row_of(shown(pilot), "× 不正解")
        for keys, words in ((["l"], "× Wrong"), (["l"], "× 不正解")):
            await press(pilot, *keys)
            assert row_of(shown(pilot), words) == row
        # All of it fits, and then no longer.
        for size in ((80, 60), (80, 24)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
        assert row_of(shown(pilot), "× 不正解") == row


def row_of(page: str, words: str) -> int:
    return next(number for number, line in enumerate(page.splitlines()) if words in line)
