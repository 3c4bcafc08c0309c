"""The end of a sitting: how it went, topic by topic, what was missed, and when it comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content

from quizapp.study.selection import Selection
from quizapp.tui.actions import SUMMARY, bindings
from quizapp.tui.asked import quiz
from quizapp.tui.screens.base import QuizScreen
from quizapp.tui.widgets.flow import Flow
from quizapp.tui.widgets.outline import outline
from quizapp.tui.widgets.titlebar import TitleBar

if TYPE_CHECKING:
    from quizapp.study.summary import Summary


class SummaryScreen(QuizScreen):
    """Dismissed with `"undo"`, with another sitting to start, or with None for home."""

    CONTEXT = SUMMARY
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings((SUMMARY,)),
        ("down", "page(1)"),
        ("up", "page(-1)"),
        ("pagedown", "page(12)"),
        ("pageup", "page(-12)"),
    ]

    def __init__(self, summary: Summary) -> None:
        super().__init__()
        self._summary = summary

    def body(self) -> ComposeResult:
        with VerticalScroll(id="summary", can_focus=False), Vertical(classes="sheet"):
            yield Flow(id="outline")

    def words(self) -> None:
        self.query_one(TitleBar).show(Content(self.say("summary")).stylize("bold"))
        assert self.quiz.books is not None
        self.query_one("#outline", Flow).show(outline(self._summary, self.quiz.books.catalog, self.language))

    def why_not(self, action_id: str) -> str:
        if action_id == "again" and not self._summary.missed:
            return "nothing_missed"
        if action_id == "undo" and not self._summary.answered:
            return "nothing_to_undo"
        return ""

    def action_home(self) -> None:
        """Back to home."""
        self.dismiss(None)

    def action_again(self) -> None:
        """A quiz of what was not right."""
        if not self.refused("again"):
            ids = tuple(dict.fromkeys(missed.question_id for missed in self._summary.missed))
            self.dismiss(quiz(Selection(ids=ids), size=len(ids)))

    def action_undo(self) -> None:
        """Take back the last answer and ask it again."""
        if not self.refused("undo"):
            self.dismiss("undo")

    def action_page(self, by: int) -> None:
        """Scroll."""
        self.query_one("#summary").scroll_relative(y=by, animate=False)
