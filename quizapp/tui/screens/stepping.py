"""The benches of the Lab that are stepped through: a computational graph, optimizers on a surface, a sliding window."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol, cast

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.timer import Timer

from quizapp.text.messages import message
from quizapp.tui.actions import STEPPED, bindings
from quizapp.tui.screens.bench import BenchScreen

if TYPE_CHECKING:
    from quizapp.lab.descent import DescentBench
    from quizapp.lab.network import NetworkBench
    from quizapp.lab.window import WindowBench

# Seconds between the steps of a run by itself.
BEAT = 0.5
# With reduced motion a run by itself is a jump of so many steps.
JUMP = 10


class _Stepped(Protocol):
    """A bench that is stepped through."""

    at: int

    def step(self, by: int) -> bool:
        """Steps forward or back; whether any was taken."""


class SteppedScreen(BenchScreen):
    """A bench with steps. `MODEL` is its name in the catalog."""

    CONTEXT = STEPPED
    MODEL: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings((STEPPED,)),
        Binding("pagedown", "page(10)", show=False),
        Binding("pageup", "page(-10)", show=False),
        Binding("down", "page(1)", show=False),
        Binding("up", "page(-1)", show=False),
    ]
    _beat: Timer | None = None

    def about(self) -> str:
        return message(self.language, f"lab.model_{self.MODEL}")

    @property
    def stepped(self) -> _Stepped:
        """The bench, as something with steps."""
        return cast("_Stepped", self.bench)

    def action_step_by(self, by: int) -> None:
        """A step forward or back; a run by itself ends."""
        self._stop()
        if not self._moved(by):
            self.tell(self.say("lab_at_end" if by > 0 else "lab_at_start"))

    def _moved(self, by: int) -> bool:
        there = self.stepped.step(by)
        if there:
            self.draw()
            self.draw_head()
        return there

    def action_auto(self) -> None:
        """Run by itself until stopped; with reduced motion, some steps at once."""
        if self._beat is not None:
            self._stop()
        elif self.quiz.settings.reduced_motion:
            if not self._moved(JUMP):
                self.tell(self.say("lab_at_end"))
        else:
            self._beat = self.set_interval(BEAT, self._run_on)
            self.tell(self.say("lab_auto_on"))

    def _run_on(self) -> None:
        if not self._moved(1):
            self._stop()

    def _stop(self) -> None:
        if self._beat is not None:
            self._beat.stop()
            self._beat = None


class NetworkScreen(SteppedScreen):
    """Forward and backward through a computational graph."""

    MODEL = "network"
    bench: NetworkBench

    def place(self) -> Content:
        bench = self.bench
        backward = bench.at > len(bench.nodes)
        words = self.say("lab_backward" if backward else "lab_forward")
        done = bench.backward if backward else bench.forward
        return Content(f"{words} {done}/{len(bench.nodes)}").stylize("$quiet")

    def drawn(self, width: int) -> Content:
        from quizapp.tui.widgets.labgraph import graph_lines

        return Content("\n").join(graph_lines(self.bench, self.language, width))


class DescentScreen(SteppedScreen):
    """Optimizers on a surface."""

    MODEL = "descent"
    bench: DescentBench

    def place(self) -> Content:
        return Content(self.say("lab_step_count", count=self.bench.at)).stylize("$quiet")

    def drawn(self, width: int) -> Content:
        from quizapp.tui.widgets.labdescent import descent_lines

        height = self.query_one("#outcome").size.height
        return Content("\n").join(descent_lines(self.bench, self.language, width, height))


class WindowScreen(SteppedScreen):
    """A window over an input."""

    MODEL = "window"
    bench: WindowBench

    def place(self) -> Content:
        return Content(f"{self.bench.at}/{self.bench.last}").stylize("$quiet")

    def drawn(self, width: int) -> Content:
        from quizapp.tui.widgets.labwindow import window_lines

        return Content("\n").join(window_lines(self.bench, self.language, width))
