"""The gate for questions that draw numbers: hundreds of draws with a progress bar, and what is wrong in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from quizapp.bank.schema import Question
from quizapp.bank.stress import Report, steps_of, stress_question
from quizapp.text.safe import safe_text
from quizapp.tui.actions import STRESSING, bindings
from quizapp.tui.screens.guarding import trouble
from quizapp.tui.screens.lines import LinesScreen
from quizapp.tui.stoppable import Stoppable, Stopped
from quizapp.tui.widgets.flow import Flow
from quizapp.tui.widgets.titlebar import TitleBar

SEEDS = 300
_EVERY = 0.1


class StressScreen(LinesScreen):
    """Escape stops a run and goes back. It has a thread of its own: the study thread stays free."""

    CONTEXT = STRESSING
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings((STRESSING,)),
    ]

    def __init__(self, question: Question, seeds: int = SEEDS) -> None:
        super().__init__()
        self._question = question
        self._seeds = seeds
        self._parts = [part for part in question.part_names if question.asked(part).parametric]
        self._reports: dict[str, Report] = {}
        self._gate = Stoppable()
        self._failure: Exception | None = None

    def on_mount(self) -> None:
        """Begin."""
        super().on_mount()
        self.set_interval(_EVERY, self._draw_progress)
        self.action_stress_again()

    def words(self) -> None:
        name = Content(self._question.id).stylize("$quiet")
        self.query_one(TitleBar).show(Content(self.say("stressing")).stylize("bold"), name)
        self.query_one("#lines", Flow).show(lambda width: Content("\n").join(self._lines(width)))

    def why_not(self, action_id: str) -> str:
        return "stressing_runs" if action_id == "stress_again" and self._gate.busy else ""

    def _draw_progress(self) -> None:
        if self._gate.busy:
            self.words()

    def _lines(self, width: int) -> Iterator[Content]:
        yield from Content(self.say("stressing_about", seeds=self._seeds)).stylize("$quiet").wrap(width)
        yield Content("")
        if self._gate.busy:
            yield self._gate.bar(width)
            yield Content(self.say("stressing_cancel")).stylize("$quiet")
            return
        if self._failure is not None:
            yield from Content(safe_text(trouble(self.language, self._failure))).stylize("$wrong").wrap(width)
            return
        for part in self._parts:
            report = self._reports.get(part)
            if report is not None:
                yield from self._told(part, report, width)

    def _told(self, part: str, report: Report, width: int) -> Iterator[Content]:
        head = f"（{part}） " if part else ""
        figures = self.say("stressing_figures", distinct=report.distinct, acceptance=round(100 * report.acceptance))
        if report.sound and not report.findings:
            sound = Content(f"○ {head}{self.say('stressing_sound', seeds=report.seeds)}").stylize("bold $right")
            yield from sound.wrap(width)
        else:
            wrong = any(found.severity == "error" for found in report.findings)
            words = self.say("stressing_wrong" if wrong else "stressing_warned", count=len(report.findings))
            yield Content(f"{'×' if wrong else '!'} {head}{words}").stylize(f"bold {'$wrong' if wrong else '$partial'}")
        if report.seeds:
            yield Content(f"  {figures}").stylize("$quiet")
        for found in report.findings:
            yield Content("")
            sign, colour = ("×", "$wrong") if found.severity == "error" else ("!", "$partial")
            lines = Content(safe_text(found.words(self.language))).wrap(max(20, width - 2))
            for number, line in enumerate(lines):
                yield Content.assemble((f"{sign} " if number == 0 else "  ", f"bold {colour}"), line)
            yield Content(f"  [{found.code}]").stylize("$quiet")
        yield Content("")

    def action_stress_again(self) -> None:
        """Run it."""
        if not self._gate.busy:
            self.run_worker(self._stress(), group="stress", exclusive=True, exit_on_error=True)

    async def _stress(self) -> None:
        self._failure = None
        try:
            self._reports = await self._gate.run(
                self._all, sum(steps_of(self._question, part, self._seeds) for part in self._parts)
            )
        except Stopped:
            return
        except Exception as error:
            self._failure = error
        if self.is_attached:
            self.words()
            self.draw_keys()

    def _all(self, step: Callable[[], None]) -> dict[str, Report]:
        return {part: stress_question(self._question, part, self._seeds, step) for part in self._parts}

    def action_leave(self) -> None:
        """Stop, and go back."""
        self._gate.stop()
        self.dismiss(None)

    def on_unmount(self) -> None:
        """Nothing goes on unseen."""
        self._gate.stop()
