"""What today asks for and what else can be started: the rows of the home screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from quizapp.tui.speech import say
from quizapp.tui.widgets.menurow import MenuRow

if TYPE_CHECKING:
    from quizapp.tui.app import QuizApp
    from quizapp.tui.homefigures import HomeFigures

ROWS = (
    *("resume", "review", "new", "weak", "exams", "chapters"),
    *("search", "lab", "statistics", "plan", "faults"),
)
LEAST_TITLE_CELLS = 15


class Today(Vertical):
    """A row for each of `ROWS`, named after the action of the home screen that it starts."""

    def compose(self) -> ComposeResult:
        for name in ROWS:
            yield MenuRow(f"screen.{name}", id=f"row-{name}", action=name)

    def show(self, figures: HomeFigures | None, quiz: QuizApp, lacking: Callable[[str], str]) -> None:
        """The figures, once they are there. `lacking`: why they leave nothing to do for an action, or nothing."""
        language = quiz.settings.language
        self.border_title = Content(say(language, "today"))
        rows = {row.id: row for row in self.query(MenuRow)}
        shown = figures is not None
        waiting = "" if shown else "–" if quiz.trouble is not None else "…"
        details = _Details(figures, quiz) if figures is not None else None
        for name in ROWS:
            row = rows[f"row-{name}"]
            if name in _ONLY_IF:
                row.display = figures is not None and not lacking(name)
            idle = figures is None or bool(lacking(name)) or (name == "new" and not figures.new_today)
            detail, cost = details.of(name) if details is not None else (waiting, "")
            row.show(say(language, name), detail, cost, idle=idle)
        displayed = [row for row in rows.values() if row.display]
        for row in displayed:
            row.title_cells = max(LEAST_TITLE_CELLS, *(each.least_title_cells for each in displayed))


# Rows that are there only where there is something to do.
_ONLY_IF = frozenset(("resume", "faults"))


class _Details:
    """What a row says beside its name, and the minutes it costs."""

    def __init__(self, figures: HomeFigures, quiz: QuizApp) -> None:
        self._figures, self._quiz = figures, quiz

    def of(self, name: str) -> tuple[str, str]:
        figures = self._figures
        match name:
            case "resume":
                return self._resume(), ""
            case "review":
                return self._review(), self._say("minutes", count=figures.due_minutes) if figures.due else ""
            case "new":
                return self._new()
            case "weak":
                return self._weak(), ""
            case "exams":
                return self._exams(), ""
            case "chapters":
                return self._say("questions_in_all", count=figures.questions), ""
            case "plan":
                return self._days_left(), ""
            case "faults":
                return self._say("fault_count", count=figures.faults, files=figures.faulty_files), ""
        return self._say(f"{name}_detail"), ""

    def _say(self, name: str, **values: object) -> str:
        return say(self._quiz.settings.language, name, **values)

    def _resume(self) -> str:
        left = self._figures.unfinished
        if left is None:
            return ""
        kind = self._say("kind_review" if left.kind == "review" else "kind_quiz")
        return self._say("resume_detail", kind=kind, answered=left.answered, total=left.total)

    def _review(self) -> str:
        """Today's part of what is due, and what goes beyond the day's minutes."""
        due, later = self._figures.due, self._figures.later
        if later:
            return self._say("due_and_later" if due else "due_only_later", due=due, later=later)
        return self._say("questions", count=due) if due else self._say("nothing_due")

    def _new(self) -> tuple[str, str]:
        count = self._figures.new_today
        if not count:
            return self._say("new_done"), ""
        return self._say("questions", count=count), self._say("minutes", count=self._figures.new_minutes)

    def _weak(self) -> str:
        names = [topic.en if self._quiz.settings.language == "en" else topic.ja for topic in self._figures.weakest]
        if names:
            return self._say("list_comma").join(names)
        if self._figures.weak:
            return self._say("weak_questions", count=self._figures.weak)
        return self._say("weak_none_now" if self._figures.ever_answered else "weak_none")

    def _exams(self) -> str:
        left, last = self._figures.exam_left, self._figures.last_exam
        if left is not None:
            return self._say("exams_left", answered=left.answered, total=left.total)
        if last is None:
            return self._say("exams_detail")
        days = (self._today() - date.fromisoformat(last.day)).days
        return self._say("exams_last" if days else "exams_last_today", score=last.score, count=days)

    def _days_left(self) -> str:
        """How far off the exam is."""
        day = self._quiz.settings.exam_date
        if not day:
            return self._say("plan_no_day")
        left = (date.fromisoformat(day) - self._today()).days
        if left < 0:
            return self._say("plan_day_past")
        return self._say("plan_detail", count=left) if left else self._say("plan_detail_today")

    def _today(self) -> date:
        # Not imported before it is needed: the first frame doesn't wait for it.
        from quizapp.study.clock import study_day

        return study_day(self._quiz.clock.now(), self._quiz.clock.zone)
