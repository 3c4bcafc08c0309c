"""The result of a mock exam or a test; from here its questions are looked at again."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content

from quizapp.progress.values import SittingKind
from quizapp.study.exam.results import Which
from quizapp.tui.actions import RESULT, bindings
from quizapp.tui.screens.base import QuizScreen
from quizapp.tui.widgets.examresult import Told, told_result
from quizapp.tui.widgets.flow import Flow
from quizapp.tui.widgets.titlebar import TitleBar

if TYPE_CHECKING:
    from quizapp.study.exam.mocks import Mock
    from quizapp.study.exam.results import Result


class ResultScreen(QuizScreen):
    """Dismissed with "take_back" where the sheet is to be open again, else with None."""

    CONTEXT = RESULT
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings((RESULT,)),
        ("down", "page(1)"),
        ("up", "page(-1)"),
        ("pagedown,space", "page(12)"),
        ("pageup", "page(-12)"),
    ]

    def __init__(self, result: Result, mocks: tuple[Mock, ...]) -> None:
        super().__init__()
        self._result = result
        self._mocks = mocks

    def body(self) -> ComposeResult:
        with VerticalScroll(id="result", can_focus=False), Vertical(classes="sheet"):
            yield Flow(id="result-lines")

    def words(self) -> None:
        result = self._result
        name = "result" if result.kind is SittingKind.EXAM else "result_test"
        day = result.ended_at.astimezone(self.quiz.clock.zone).date().isoformat()
        self.query_one(TitleBar).show(Content(self.say(name)).stylize("bold"), Content(day).stylize("$quiet"))
        told = Told(result, self._mocks, self.quiz.settings.target / 100, self.quiz.clock.zone)
        self.query_one("#result-lines", Flow).show(told_result(told, self.language))

    def why_not(self, action_id: str) -> str:
        if action_id.startswith("review_"):
            return "" if self._looked_at(Which(action_id.removeprefix("review_"))) else "result_nothing"
        return ""

    def _looked_at(self, which: Which) -> bool:
        return any(item.item is not None for item in self._result.review(which))

    def action_look(self, which: str) -> None:
        """Look at some of the questions again."""
        if not self.refused(f"review_{which}"):
            from quizapp.tui.screens.looking import LookingScreen

            self.quiz.push_screen(LookingScreen(self._result, Which(which)))

    def action_undo(self) -> None:
        """Take the handing in back: the sheet is open again, as it was."""
        self.dismiss("take_back")

    def action_page(self, by: int) -> None:
        """Scroll."""
        self.query_one("#result").scroll_relative(y=by, animate=False)
