"""The program as tests run it: a real bank, a real SQLite file, a clock that stands still."""

from __future__ import annotations

import unicodedata
from asyncio import get_running_loop, sleep, wait_for
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from textual.app import App
from textual.events import Key
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.widgets import Input
from textual.worker import WorkerCancelled

from quizapp.bank.catalog import load
from quizapp.progress.database import BUSY_SECONDS, open_database
from quizapp.settings import Settings
from quizapp.study.clock import Clock, FixedClock
from quizapp.study.study import Study
from quizapp.tui.app import QuizApp
from quizapp.tui.asked import Start
from quizapp.tui.opening import Books
from tests.databases import empty_database

BANK = Path(__file__).parent / "bank"
SETS = Path(__file__).parent / "sets"
# A Friday evening, well after the rollover.
EVENING = datetime(2026, 11, 20, 19, 30, tzinfo=UTC)


def opener(folder: Path, bank: Path = BANK, busy_seconds: float = BUSY_SECONDS) -> Callable[[Settings, Clock], Books]:
    """Opens a bank, and a database in a folder of the test's own."""

    def open_books(settings: Settings, clock: Clock) -> Books:
        catalog = load(bank)
        file = folder / "progress.sqlite"
        if not file.exists():
            file.write_bytes(empty_database())
        database = open_database(file, now=clock.now, busy_seconds=busy_seconds)
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
    """Wait until every message is handled, no worker is running, and what is to be painted is painted."""
    app = pilot.app
    while True:
        await _handled(pilot)
        unfinished = [worker for worker in app.workers if not worker.is_finished]
        if not app.is_running:
            return
        if unfinished:
            # One that is cancelled has given way to another.
            with suppress(WorkerCancelled):
                await app.workers.wait_for_complete(unfinished)
        elif not app.animator._complete_event.is_set():
            await app.animator.wait_until_complete()
        elif not _paint(app):
            return


async def pause_over(pilot: Pilot[None], seconds: float) -> None:
    """The pause of so many seconds is over, after which a screen takes what was typed: it takes it now."""
    for timer in list(pilot.app.screen._timers):
        waits = timer._task is not None and not timer._task.done()
        if waits and timer._repeat == 0 and timer._interval == seconds:
            timer.stop()
            assert timer._callback is not None
            timer._callback()
    await settled(pilot)


def send_key(app: App[None], key: str) -> None:
    """A key comes from the terminal: what `Pilot.press` does, without its pauses for what the key does."""
    name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
    original = REPLACED_KEYS.get(name, name)
    try:
        character = unicodedata.lookup(_get_unicode_name_from_key(original))
    except KeyError:
        character = name if len(name) == 1 else None
    event = Key(name, character)
    event.set_sender(app)
    assert app._driver is not None
    app._driver.send_message(event)


async def _handled(pilot: Pilot[None]) -> None:
    """Wait until all messages are handled, and those that they lead to: the event loop has nothing left to run, and
    whoever handles messages waits for the next one.
    """
    while True:
        await _quiet()
        busy = [widget for widget in _pumps(pilot.app) if _busy(widget)]
        # What is still being done when the program has ended is not done any more.
        if not busy or not pilot.app.is_running:
            return
        for widget in busy:
            # Set after `on_mount`: a screen that is up but not mounted has not begun its own workers yet.
            await _mounted(widget, pilot)
        # A handler waits for something outside of the event loop, such as the thread that reads bank and database.
        await pilot._wait_for_screen()


async def _quiet() -> None:
    """Wait until nothing is ready to run in the event loop, also after a look at what came from outside."""
    loop: Any = get_running_loop()
    looks = 0
    while looks < 2:
        await sleep(0)
        looks = 0 if loop._ready else looks + 1


def _pumps(app: App[None]) -> list[MessagePump]:
    return [app, *app.screen.walk_children(with_self=True)] if app._screen_stack else [app]


def _busy(pump: MessagePump) -> bool:
    """Whether it is being mounted or handles a message, or has more."""
    if not pump._mounted_event.is_set():
        return pump.is_attached
    queue = pump._message_queue
    return pump._running and not pump._closing and (bool(queue.values) or not queue.ready_event._waiters)


def _paint(app: App[None]) -> bool:
    """Lay out and paint what has changed, as Textual does sixty times a second; whether there was anything."""
    found = False
    for screen in app.screen_stack:
        shown = screen is app.screen and (
            screen._layout_required
            or screen._scroll_required
            or screen._repaint_required
            or screen._dirty_widgets
            or screen._recompose_required
        )
        if shown or screen._callbacks:
            screen._on_timer_update()
            found = True
    return found


async def _mounted(widget: MessagePump, pilot: Pilot[None]) -> None:
    """Wait until a widget is mounted, or is gone; what stopped the program is raised, and not waited for for ever."""
    while not widget._mounted_event.is_set() and widget.is_attached:
        if pilot.app._exception is not None:
            raise pilot.app._exception
        with suppress(TimeoutError):
            await wait_for(widget._mounted_event.wait(), 0.2)
