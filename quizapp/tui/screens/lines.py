"""A page of lines to read, as the author's screens have it: what it says is a matter of each, how it scrolls is not."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll

from quizapp.tui.screens.guarding import GuardedScreen
from quizapp.tui.widgets.flow import Flow


class LinesScreen(GuardedScreen):
    """Fill `#lines` in `words`."""

    CSS_PATH = "author.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "page(1)", show=False),
        Binding("up", "page(-1)", show=False),
        Binding("pagedown", "page(12)", show=False),
        Binding("pageup", "page(-12)", show=False),
    ]

    def body(self) -> ComposeResult:
        with VerticalScroll(id="page-of-lines", can_focus=False), Vertical(classes="sheet"):
            yield Flow(id="lines")

    def action_page(self, by: int) -> None:
        """Scroll."""
        self.query_one("#page-of-lines").scroll_relative(y=by, animate=False)
