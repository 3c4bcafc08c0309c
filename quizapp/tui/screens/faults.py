"""What could not be read in the bank: file, line, column, and what is wrong there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content

from quizapp.tui.actions import FAULTS, bindings
from quizapp.tui.screens.base import QuizScreen
from quizapp.tui.widgets.flow import Flow
from quizapp.tui.widgets.titlebar import TitleBar


class FaultsScreen(QuizScreen):
    """A list to read; the program goes on with the rest of the bank."""

    CONTEXT = FAULTS
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings((FAULTS,)),
        ("down", "page(1)"),
        ("up", "page(-1)"),
        ("pagedown,space", "page(12)"),
        ("pageup", "page(-12)"),
    ]

    def body(self) -> ComposeResult:
        with VerticalScroll(id="faults", can_focus=False), Vertical(classes="sheet"):
            yield Flow(id="list")

    def words(self) -> None:
        self.query_one(TitleBar).show(Content(self.say("faults")).stylize("bold"))
        self.query_one("#list", Flow).show(lambda width: Content("\n").join(self._lines(width)))

    def action_page(self, by: int) -> None:
        """Scroll."""
        self.query_one("#faults").scroll_relative(y=by, animate=False)

    def _lines(self, width: int) -> Iterator[Content]:
        assert self.quiz.books is not None
        catalog = self.quiz.books.catalog
        yield from Content(self.say("faults_about")).stylize("$quiet").wrap(width)
        for fault in catalog.faults:
            try:
                place = str(fault.file.relative_to(catalog.folder))
            except ValueError:
                place = str(fault.file)
            yield Content("")
            # The place is cut to lines, never shortened: it is what an editor is given.
            yield from Content(fault.place.replace(str(fault.file), place)).stylize("bold").fold(width)
            yield from (Content("  ") + line for line in Content(fault.words(self.language)).wrap(max(10, width - 2)))
