"""What the tests of the screens share."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.events import Paste
from textual.pilot import Pilot

from quizapp.study.selection import Selection
from quizapp.tui.app import QuizApp
from tests.tui.program import program, send_key, settled

Running = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings are kept in the test's own folder."""
    monkeypatch.setenv("QUIZAPP_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def running(tmp_path: Path) -> Running:
    """The program running in a terminal of a size, once bank and database are open; with a sitting of `questions`."""

    @asynccontextmanager
    async def run(
        *questions: str, size: tuple[int, int] = (80, 24), keys: Sequence[str] = (), **options: Any
    ) -> AsyncIterator[Pilot[None]]:
        app = program(options.pop("folder", tmp_path), **options)
        async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
            await settled(pilot)
            if questions:
                await sit(pilot, *questions)
            await press(pilot, *keys)
            yield pilot

    return run


async def sit(pilot: Pilot[None], *questions: str) -> None:
    """Begin a quiz of these questions."""
    from quizapp.tui.asked import quiz
    from quizapp.tui.screens.sitting import SittingScreen

    pilot.app.push_screen(SittingScreen(quiz(Selection(ids=questions))))
    await settled(pilot)


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, each after what the one before it started has ended."""
    for key in keys:
        send_key(pilot.app, key)
        await settled(pilot)


async def typed(pilot: Pilot[None], text: str) -> None:
    """Bring a text into what has the focus as one paste, as an input method does; a line end at its end is enter."""
    pilot.app.post_message(Paste(text.removesuffix("\n")))
    await settled(pilot)
    if text.endswith("\n"):
        await press(pilot, "enter")


def shown(pilot: Pilot[None]) -> str:
    """What stands on the screen now, as plain lines."""
    screen = pilot.app.screen
    height = screen.size.height
    strips = screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips[:height])


def program_of(pilot: Pilot[None]) -> QuizApp:
    """The program under test."""
    assert isinstance(pilot.app, QuizApp)
    return pilot.app
