"""Notices: never the same words twice, never more than two, and none of a screen that was left."""

from __future__ import annotations

import pytest
from textual.widgets._toast import Toast

from quizapp.tui.screens.base import QuizScreen
from tests.tui.conftest import Running, press, shown
from tests.tui.program import settled


@pytest.mark.parametrize("language", ["ja", "en"])
async def test_a_key_that_is_pressed_again_and_again_is_told_once(running: Running, language: str):
    async with running("pooling-facts", language=language, keys=["z"] * 7) as pilot:
        assert len(pilot.app.screen.query(Toast)) == 1
        lines = shown(pilot).split("\n")
        assert not lines[1].strip()
        assert lines[0].rstrip().endswith("00:00")


async def test_of_three_notices_the_last_two_show(running: Running):
    async with running("pooling-facts") as pilot:
        assert isinstance(pilot.app.screen, QuizScreen)
        for words in ("one", "two", "three"):
            pilot.app.screen.tell(words)
            await settled(pilot)
        assert [toast._notification.message for toast in pilot.app.screen.query(Toast)] == ["two", "three"]


async def test_a_notice_goes_with_the_screen_it_was_told_on(running: Running):
    async with running("pooling-facts", keys=["h"]) as pilot:
        assert len(pilot.app.screen.query(Toast)) == 1
        await press(pilot, "escape")
        assert not pilot.app.screen.query(Toast)


async def test_what_a_key_tells_on_its_way_to_another_screen_shows_there(running: Running):
    async with running("pooling-facts") as pilot:
        assert isinstance(pilot.app.screen, QuizScreen)
        await press(pilot, "up")
        pilot.app.screen.tell("kept")
        pilot.app.pop_screen()
        await settled(pilot)
        assert [toast._notification.message for toast in pilot.app.screen.query(Toast)] == ["kept"]
