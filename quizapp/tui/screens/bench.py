"""A bench of the Lab: its fields beside (or above) what comes of them, which follows while one types."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.timer import Timer

from quizapp.lab.bench import Bench
from quizapp.tui.actions import BENCH, bindings
from quizapp.tui.screens.base import QuizScreen
from quizapp.tui.widgets.flow import Flow
from quizapp.tui.widgets.knobs import PICKER_KEYS, KnobForm, KnobInput, KnobRow, Picker, told_fault
from quizapp.tui.widgets.titlebar import RAW, TitleBar

if TYPE_CHECKING:
    from quizapp.lab.curves import CurvesBench
    from quizapp.lab.functions import FunctionBench
    from quizapp.lab.problem import ProblemBench

# Somebody who types on is not interrupted.
PAUSE = 0.15
# From this width on the fields stand beside the result (`-wide`).
WIDE = 100
# Lines of a page when scrolling by pages.
_PAGE = 10


class BenchScreen(QuizScreen):
    """What every bench has. A subclass draws the result (`drawn`) and says what it is about (`about`)."""

    CONTEXT = BENCH
    CSS_PATH = "bench.tcss"
    # Whether the names of the knobs are words of the catalog, or symbols.
    WORDED: ClassVar[bool] = True
    # Whether it shows formulas that have a LaTeX source.
    FORMULAS: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings((BENCH,)),
        Binding("pagedown", f"page({_PAGE})", show=False),
        Binding("pageup", f"page(-{_PAGE})", show=False),
        Binding("down", "page(1)", show=False),
        Binding("up", "page(-1)", show=False),
    ]

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench = bench
        self._waiting: Timer | None = None
        self._typed: dict[str, str] = {}
        self._filling = asyncio.Lock()

    def body(self) -> ComposeResult:
        with Container(id="bench"):
            with Container(id="knobs"):
                yield KnobForm(self.bench, self.WORDED, self.app.size.width >= WIDE)
                yield Flow(id="knob-faults")
            with VerticalScroll(id="outcome", can_focus=False):
                yield Flow(id="outcome-lines")

    def about(self) -> str:
        """What the bench is about."""
        raise NotImplementedError

    def drawn(self, width: int) -> Content:
        """What comes of the values, in lines of at most `width` cells."""
        raise NotImplementedError

    def words(self) -> None:
        self.draw_head()
        self._refill()
        self.draw()

    def draw_head(self) -> None:
        """Which bench it is, and how far."""
        head = Content.assemble((self.say("lab"), "bold"), (f" › {self.about()}", "$quiet"))
        self.query_one(TitleBar).show(head, self.place())

    def place(self) -> Content:
        """What stands on the right of the head."""
        return Content("")

    def _refill(self) -> None:
        self.run_worker(self._fill(), group="fields", exit_on_error=True)

    async def _fill(self) -> None:
        form = self.query_one(KnobForm)
        # One after the other: fields that are being removed must be gone before others come.
        async with self._filling:
            # Where there is room, the fields stand beside the result, one below the other.
            await form.stack(self.size.width >= WIDE)
            await form.say(self.language)
        # What is drawn is as high as the fields leave room for.
        self.call_after_refresh(self.draw)

    def on_resize(self) -> None:
        """The fields are arranged anew."""
        self._refill()

    def draw(self) -> None:
        """Show what is wrong with the fields, and what comes of the values."""
        faults = list(self.bench.faults.items())
        form = self.query_one(KnobForm)
        self.query_one("#knob-faults", Flow).show(
            (
                lambda width: Content("\n").join(
                    told_fault(form.name_of(name), self.bench.texts[name], fault, self.language, width)
                    for name, fault in faults
                )
            )
            if faults
            else None
        )
        self.query_one("#outcome-lines", Flow).show(self.drawn)

    def on_knob_form_typed(self, event: KnobForm.Typed) -> None:
        """Wait until no more is typed, then compute."""
        event.stop()
        self._typed[event.knob] = self.bench.texts[event.knob] = event.text
        if self._waiting is not None:
            self._waiting.stop()
        self._waiting = self.set_timer(PAUSE, self._take)

    def _take(self) -> None:
        typed, self._typed = self._typed, {}

        def put() -> None:
            for knob, text in typed.items():
                if any(known.name == knob for known in self.bench.knobs()):
                    self.bench.put(knob, text)

        self._change(put)

    def on_picker_picked(self, event: Picker.Picked) -> None:
        """Another option."""
        event.stop()
        name = event.picker.name
        if name is not None:
            self._change(partial(self.bench.pick, name, event.by))

    def _change(self, task: Callable[[], object]) -> None:
        """Change the bench on the thread that computes, and show what came of it. What was typed before is taken."""
        self._typed = {}
        self.run_worker(self._changed(task), group="computing", exit_on_error=True)

    async def _changed(self, task: Callable[[], object]) -> None:
        await self.quiz.call(task)
        self.words()

    @property
    def _taken(self) -> Callable[[str], bool] | None:
        """A picker that has the focus takes the arrows and the space: the bar shows the other keys of what they do."""
        return (lambda key: key in PICKER_KEYS) if isinstance(self.focused, Picker) else super()._taken

    def action_edit(self) -> None:
        """Into the first field."""
        rows = list(self.query(KnobRow))
        fields = [row for row in rows if not row.knob.options] or rows
        if fields:
            fields[0].children[-1].focus()

    def why_not(self, action_id: str) -> str:
        if action_id == "edit" and isinstance(self.focused, KnobInput):
            return "lab_in_field"
        if action_id == "lab_numbers" and self.fresh is None:
            return "lab_no_others"
        return "lab_no_formulas" if action_id == "raw" and not self.FORMULAS else ""

    @property
    def fresh(self) -> Callable[[], None] | None:
        """What makes other numbers, where the bench has that."""
        return getattr(self.bench, "fresh", None)

    def action_lab_numbers(self) -> None:
        """Other numbers."""
        if not self.refused("lab_numbers") and self.fresh is not None:
            self._change(self.fresh)

    def action_raw(self) -> None:
        """Formulas as LaTeX, and back."""
        if not self.refused("raw"):
            self.turn_raw()

    def turn_raw(self) -> None:
        """Where there are formulas."""

    def action_reset(self) -> None:
        """The first numbers again."""
        self._change(self.bench.reset)

    def action_page(self, by: int) -> None:
        """Scroll the result."""
        self.query_one("#outcome", VerticalScroll).scroll_relative(y=by, animate=False)


class ProblemScreen(BenchScreen):
    """A family of problems with one's own numbers."""

    WORDED = False
    FORMULAS = True
    bench: ProblemBench

    def __init__(self, bench: ProblemBench) -> None:
        super().__init__(bench)
        self._raw = False

    def about(self) -> str:
        from quizapp.tui.widgets.outline import first_words

        question = self.bench.question
        return self.bench.family.name if question is None else first_words(question.stem[self.language])

    def place(self) -> Content:
        place = Content(self.say("lab_own" if self.bench.edited else "lab_drawn")).stylize("$quiet")
        return Content("  ").join([RAW, place]) if self._raw else place

    def drawn(self, width: int) -> Content:
        from quizapp.tui.widgets.labproblem import problem_lines

        return Content("\n").join(problem_lines(self.bench, self.language, width, self._raw))

    def turn_raw(self) -> None:
        """Formulas as LaTeX, and back."""
        self._raw = not self._raw
        self.draw_head()
        self.draw()


class FunctionScreen(BenchScreen):
    """A reference function with one's own arguments."""

    WORDED = False
    bench: FunctionBench

    def about(self) -> str:
        return self.bench.reference.id

    def drawn(self, width: int) -> Content:
        from quizapp.tui.widgets.labproblem import function_lines

        return Content("\n").join(function_lines(self.bench, self.language, width))


class CurvesScreen(BenchScreen):
    """Functions to look at."""

    bench: CurvesBench

    def about(self) -> str:
        from quizapp.text.messages import message

        return message(self.language, "lab.model_curves")

    def drawn(self, width: int) -> Content:
        from quizapp.tui.widgets.labcurves import curve_lines

        return Content("\n").join(curve_lines(self.bench, self.language, width, self.query_one("#outcome").size.height))
