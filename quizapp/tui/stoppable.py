"""Something long in many steps, on a thread of its own: the study thread stays free, and it can be stopped."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from threading import Event
from typing import TypeVar

from textual.content import Content

from quizapp.tui.widgets.bars import progress

T = TypeVar("T")
_MOST_CELLS = 40


class Stopped(Exception):
    """The run was given up."""


class Stoppable:
    """One run at a time: `done` of `total` steps, `busy` until its thread has ended."""

    def __init__(self) -> None:
        self.done = 0
        self.total = 0
        self.busy = False
        self._stop = Event()

    async def run(self, task: Callable[[Callable[[], None]], T], total: int) -> T:
        """What `task` comes to, which gets a function to call at each of its `total` steps. Raises `Stopped`."""
        self.busy, self.done, self.total = True, 0, total
        self._stop.clear()
        try:
            return await asyncio.to_thread(task, self._step)
        finally:
            self.busy = False

    def stop(self) -> None:
        """Give it up at its next step."""
        self._stop.set()

    def bar(self, width: int) -> Content:
        """How far it is, in a line of at most `width` cells."""
        cells = max(1, min(_MOST_CELLS, width - 8))
        share = f"  {self.done * 100 // max(1, self.total)} %"
        return Content.assemble(progress(self.done, self.done, self.total, cells), share)

    def _step(self) -> None:
        # On the thread of the run.
        if self._stop.is_set():
            raise Stopped
        self.done += 1
