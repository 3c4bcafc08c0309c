"""The plan: what score to expect and why, and what to do on each day until the exam."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content

from quizapp.study.telling.plan import told_plan, told_readiness
from quizapp.text.messages import message
from quizapp.tui.actions import PLAN, bindings
from quizapp.tui.screens.base import QuizScreen
from quizapp.tui.widgets.flow import Flow
from quizapp.tui.widgets.titlebar import TitleBar

if TYPE_CHECKING:
    from quizapp.study.forecast.studyplan import StudyPlan


class PlanScreen(QuizScreen):
    """Made anew each time it is opened, from what was really done."""

    CONTEXT = PLAN
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings((PLAN,)),
        ("down", "page(1)"),
        ("up", "page(-1)"),
        ("pagedown,space", "page(12)"),
        ("pageup", "page(-12)"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._plan: StudyPlan | None = None

    def body(self) -> ComposeResult:
        with VerticalScroll(id="plan", can_focus=False), Vertical(classes="sheet"):
            yield Flow(id="plan-lines")

    def on_mount(self) -> None:
        """Plan behind the first frame."""
        super().on_mount()
        self.run_worker(self._make(), exclusive=True, exit_on_error=True)

    def on_screen_resume(self) -> None:
        """The day of the exam, the target or the minutes may have changed in the settings."""
        if self._plan is not None:
            self.run_worker(self._make(), exclusive=True, exit_on_error=True)

    async def _make(self) -> None:
        books = self.quiz.books
        assert books is not None
        self._plan = await self.quiz.call(books.study.plan)
        self.words()

    def words(self) -> None:
        made = self._plan
        self.query_one(TitleBar).show(Content(self.say("plan")).stylize("bold"))
        flow = self.query_one("#plan-lines", Flow)
        if made is None:
            flow.show(lambda width: Content(self.say("planning")).stylize("$quiet"))
        else:
            past = bool(self.quiz.settings.exam_date) and made.exam_day is None
            flow.show(partial(_drawn, made, self.language, past))

    def action_page(self, by: int) -> None:
        """Scroll."""
        self.query_one("#plan").scroll_relative(y=by, animate=False)


def _drawn(made: StudyPlan, language: str, past: bool, width: int) -> Content:
    """The plan, and below it the score to expect; what heads them in colour, today's row bold."""
    plan = told_plan(made, language, width, past=past, settings="screen")
    lines = [*plan, "", *told_readiness(made.start, language, width, settings="screen")]
    heads = tuple(message(language, f"plan.{name}") for name in ("plan", "column_day", "readiness"))
    found = []
    for line in lines:
        content = Content(line)
        if content.cell_length > width:
            content = content.truncate(width, ellipsis=True)
        if line.startswith(heads):
            content = content.stylize("bold $primary")
        elif line.startswith(str(made.day)):
            content = content.stylize("bold")
        found.append(content)
    return Content("\n").join(found)
