"""The program as tests run it: a real bank, a real SQLite file, a clock that stands still."""

from __future__ import annotations

from asyncio import wait_for
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input

from quizapp.bank.catalog import load
from quizapp.progress.database import BUSY_SECONDS, open_database
from quizapp.settings import Settings
from quizapp.study.clock import Clock, FixedClock
from quizapp.study.study import Study
from quizapp.tui.app import QuizApp
from quizapp.tui.asked import Start
from quizapp.tui.opening import Books

BANK = Path(__file__).parent / "bank"
SETS = Path(__file__).parent / "sets"
# A Friday evening, well after the rollover.
EVENING = datetime(2026, 11, 20, 19, 30, tzinfo=UTC)
HOPS = 4


def opener(folder: Path, bank: Path = BANK, busy_seconds: float = BUSY_SECONDS) -> Callable[[Settings, Clock], Books]:
    """Opens a bank, and a database in a folder of the test's own."""

    def open_books(settings: Settings, clock: Clock) -> Books:
        catalog = load(bank)
        database = open_database(folder / "progress.sqlite", now=clock.now, busy_seconds=busy_seconds)
        return Books(catalog, database, Study(catalog, database, clock, settings=settings), clock)

    return open_books


def program(
    folder: Path,
    language: str = "ja",
    theme: str = "quizapp-dark",
    bank: Path = BANK,
    clock: FixedClock | None = None,
    start: Start | None = None,
    busy_seconds: float = BUSY_SECONDS,
) -> QuizApp:
    """The program over its own folder. The text cursor doesn't blink."""
    Input.cursor_blink = False  # type: ignore[assignment]
    settings = Settings(language=language, theme=theme)
    return QuizApp(opener(folder, bank, busy_seconds), clock or FixedClock(EVENING), settings, start)


async def settled(pilot: Pilot[None]) -> None:
    """Wait until no worker is running, every message has been handled, and the screen is the one it was before that."""
    while True:
        screen = pilot.app.screen
        await _handled(pilot)
        if any(not worker.is_finished for worker in pilot.app.workers):
            await pilot.app.workers.wait_for_complete()
        elif pilot.app.screen is screen:
            return


async def _mounted(widget: Widget, pilot: Pilot[None]) -> None:
    """Wait until a widget is mounted, or is gone; what stopped the program is raised, and not waited for for ever."""
    while not widget._mounted_event.is_set() and widget.is_attached:
        if pilot.app._exception is not None:
            raise pilot.app._exception
        with suppress(TimeoutError):
            await wait_for(widget._mounted_event.wait(), 0.2)


async def _handled(pilot: Pilot[None]) -> None:
    """Wait until what is in the queues, and what that puts into others, is handled.

    A key goes from the program to the screen, to what has the focus, and back as an action: a round for each hop,
    since a round waits only for what is in the queues at its start, and a busy machine looks idle in between.
    """
    for _ in range(HOPS):
        for widget in pilot.app.screen.walk_children(with_self=True):
            # Set after `on_mount`: a screen that is up but not mounted has not begun its own workers yet.
            await _mounted(widget, pilot)
        await pilot._wait_for_screen()
    await pilot.pause()
