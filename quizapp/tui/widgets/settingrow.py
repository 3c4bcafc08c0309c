"""A row with one value out of several: words on the left, the value between arrows on the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from quizapp.tui.widgets.titlebar import cut


@dataclass(frozen=True, slots=True)
class Option:
    """A setting's name and what it may be, in order."""

    name: str
    values: Sequence[Any]


class SettingRow(Widget, can_focus=True):
    """One setting: its words on the left, its value between arrows on the right."""

    DEFAULT_CSS = """
    SettingRow {
        height: 1; padding: 0 1; width: 1fr;
        &:hover { background: $surface; }
        &:focus { background: $pick; text-style: bold; }
    }
    """

    class Turned(Message):
        """The value was clicked: go to the next."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    def __init__(self, option: Option) -> None:
        super().__init__(id=f"set-{option.name}")
        self.option = option
        self._words = self._value = ""

    def show(self, words: str, value: str) -> None:
        """Set the row's words."""
        self._words, self._value = words, value
        self.refresh()

    def render(self) -> Content:
        width = max(20, self.content_size.width)
        # Each has half of the row, and what the other leaves of it.
        room = max(width // 2, width - cell_len(self._words) - 6)
        value = Content.assemble(("◂ ", "$primary"), cut(self._value, room), (" ▸", "$primary"))
        words = cut(self._words, width - value.cell_length - 2)
        gap = " " * max(1, width - cell_len(words) - value.cell_length)
        return Content("").join([Content(words), Content(gap), value])

    def on_click(self, event: Click) -> None:
        """A click turns to the next value; on the left arrow's side of the value, back."""
        self.focus()
        left = self.content_size.width - cell_len(self._value) - 4
        self.post_message(self.Turned(-1 if left <= event.x <= left + 2 else 1))
