"""Work that is given up before it has begun leaves nothing behind."""

from __future__ import annotations

import gc
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.tui.screens.sitting import SittingScreen
from quizapp.tui.screens.writing import WritingScreen
from tests.tui.authoring import bank, edit
from tests.tui.conftest import Running
from tests.tui.program import settled

__all__ = ["bank"]


async def test_a_check_that_another_takes_the_place_of_at_once_is_given_up_in_silence(running: Running, bank: Path):
    async with running(bank=bank) as pilot:
        screen: WritingScreen = await edit(pilot, "sigmoid-slope")
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            screen.check_soon()
            screen.check_soon()
            await settled(pilot)
            gc.collect()
        assert not told


@pytest.mark.parametrize(
    "begin", [lambda screen, work: screen.errand(work), lambda screen, work: screen.run_worker(work)]
)
async def test_what_was_to_be_done_when_a_screen_goes_is_given_up_in_silence(
    running: Running, begin: Callable[[SittingScreen, object], None]
):
    done = []

    async def work() -> None:
        done.append(True)

    async with running("sigmoid-slope") as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, SittingScreen)
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            begin(screen, work())
            screen.workers.cancel_node(screen)
            await settled(pilot)
            gc.collect()
        assert not told
        assert not done
