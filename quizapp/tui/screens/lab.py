"""The Lab's shelf: models, problems and reference functions, found by words, each opened with numbers of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from quizapp.tui.actions import LAB, bindings
from quizapp.tui.screens.base import QuizScreen
from quizapp.tui.widgets.freeinput import FreeInput
from quizapp.tui.widgets.pressable import Pressable, turned
from quizapp.tui.widgets.titlebar import TitleBar, cut

if TYPE_CHECKING:
    from quizapp.bank.schema import Question
    from quizapp.lab.shelf import Subject
    from quizapp.tui.opening import Books

PAUSE = 0.2
MOST_SHOWN = 400
MOST_TYPED = 80
# On a wide screen the list is as wide as this, in its middle.
WIDEST = 150
KINDS = ("all", "model", "problem", "function")


class LabScreen(QuizScreen):
    """A field, and what can be tried."""

    CONTEXT = LAB
    AUTO_FOCUS = "#lab-words"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings((LAB,)),
        ("down", "highlight(1)"),
        ("up", "highlight(-1)"),
        ("pagedown", "highlight(10)"),
        ("pageup", "highlight(-10)"),
    ]
    CSS = """
    LabScreen {
        & > Vertical { max-width: 150; }
        #lab-field { height: 3; padding: 1 2 0 2; }
        #lab-field FreeInput { background: $panel; border: none; height: 1; width: 1fr; padding: 0 1; }
        #lab-kind { width: auto; padding: 0 0 0 2; color: $primary; }
        #lab-count { padding: 0 3; height: 1; color: $quiet; }
        #subjects { height: 1fr; border: none; padding: 0 2; background: $background; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._all: list[Subject] | None = None
        self._found: list[Subject] = []
        self._kind = 0
        self._waiting: Timer | None = None

    def body(self) -> ComposeResult:
        with Vertical():
            with Horizontal(id="lab-field"):
                yield FreeInput(max_length=MOST_TYPED, compact=True, select_on_focus=False, id="lab-words")
                yield Pressable("", markup=False, id="lab-kind")
            yield Static("", markup=False, id="lab-count")
            yield OptionList(id="subjects", markup=False)

    def on_mount(self) -> None:
        """Collect what there is behind the first frame."""
        super().on_mount()
        self.subjects.can_focus = False
        self.run_worker(self._collect(), exit_on_error=True)

    async def _collect(self) -> None:
        books = self.quiz.books
        assert books is not None
        self._all = await self.quiz.call(_shelf, books)
        self._search()

    @property
    def subjects(self) -> OptionList:
        """The list."""
        return self.query_one("#subjects", OptionList)

    def words(self) -> None:
        self.query_one(TitleBar).show(
            Content(self.say("lab")).stylize("bold"), aside=Content(self.say("lab_detail")).stylize("$quiet")
        )
        self.query_one("#lab-words", FreeInput).placeholder = self.say("lab_words")
        kind = self.say(f"lab_kind_{KINDS[self._kind]}")
        self.query_one("#lab-kind", Pressable).update(turned(kind, "kind"))
        self._draw()

    def _draw(self) -> None:
        at = self.subjects.highlighted
        count = self.say("lab_collecting") if self._all is None else self.say("found", count=len(self._found))
        self.query_one("#lab-count", Static).update(Content(count))
        self.subjects.clear_options()
        shown = self._found[:MOST_SHOWN]
        width = max(30, min(WIDEST, self.size.width) - 8)
        self.subjects.add_options([Option(self._line(subject, width)) for subject in shown])
        if shown:
            self.subjects.highlighted = min(at or 0, len(shown) - 1)

    def _line(self, subject: Subject, width: int) -> Content:
        from quizapp.tui.widgets.outline import first_words

        words = subject.en if self.language == "en" else subject.ja
        if subject.kind == "problem":
            words = first_words(words)
        sign = {"model": "◆", "problem": " ", "function": "ƒ"}[subject.kind]
        code = cut(subject.code, 14)
        room = 16 if subject.kind == "function" else 8
        gap = " " * max(1, room - cell_len(code))
        style = "bold" if subject.kind == "model" else ""
        return Content.assemble((f"{sign} ", "$primary"), (code + gap, "$quiet"), (cut(words, width - room - 2), style))

    def on_resize(self) -> None:
        """The lines are cut to the new width."""
        self._draw()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search when no more letters come for a moment."""
        event.stop()
        if self._waiting is not None:
            self._waiting.stop()
        self._waiting = self.set_timer(PAUSE, self._search)

    def _search(self) -> None:
        if self._all is None:
            return
        from quizapp.lab.shelf import find

        self._found = find(self._all, self.query_one("#lab-words", FreeInput).value, KINDS[self._kind])
        self.subjects.highlighted = 0 if self._found else None
        self._draw()
        self.draw_keys()

    def why_not(self, action_id: str) -> str:
        return "found_nothing" if action_id == "open_subject" and not self._found else ""

    def action_highlight(self, by: int) -> None:
        """Up and down the list, while one types."""
        if self._found:
            last = min(len(self._found), MOST_SHOWN) - 1
            self.subjects.highlighted = max(0, min(last, (self.subjects.highlighted or 0) + by))

    def action_kind(self, by: int) -> None:
        """The next kind."""
        self._kind = (self._kind + by) % len(KINDS)
        self.words()
        self._search()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the field."""
        event.stop()
        self.action_open_subject()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A row was clicked."""
        event.stop()
        self._open(self._found[event.option_index])

    def action_open_subject(self) -> None:
        """Open what the cursor is on."""
        if not self.refused("open_subject"):
            self._open(self._found[self.subjects.highlighted or 0])

    def _open(self, subject: Subject) -> None:
        self.run_worker(self._opened(subject), group="opening", exclusive=True, exit_on_error=True)

    async def _opened(self, subject: Subject) -> None:
        books = self.quiz.books
        assert books is not None
        screen = await self.quiz.call(bench_screen, books, subject.kind, subject.id)
        if screen is None:
            self.tell(self.say("lab_nothing_to_open"))
        else:
            await self.quiz.push_screen(screen)


def _shelf(books: Books) -> list[Subject]:
    from quizapp.lab.shelf import shelf
    from quizapp.tui.widgets.outline import first_words

    found = shelf(books.catalog)
    for subject in found[:MOST_SHOWN]:
        # Laid out here, so that the list need only be drawn.
        if subject.kind == "problem":
            first_words(subject.ja)
            first_words(subject.en)
    return found


def bench_screen(books: Books, kind: str, name: str) -> QuizScreen | None:
    """The screen of a subject; None for a question without numbers to change. Reads and imports: off the event loop."""
    if kind == "problem":
        question, _, part = name.partition("#")
        return problem_screen(books.catalog.find(question), part)
    if kind == "function":
        from quizapp.lab.functions import FunctionBench, reference
        from quizapp.tui.screens.bench import FunctionScreen

        return FunctionScreen(FunctionBench(reference(name)))
    return _model_screen(name)


def problem_screen(question: Question, part: str = "", seed: int = 1) -> QuizScreen | None:
    """The screen of a question with the numbers that a seed draws; None where it draws none."""
    from quizapp.lab.problem import open_question
    from quizapp.tui.screens.bench import ProblemScreen

    bench = open_question(question, part, seed)
    return None if bench is None else ProblemScreen(bench)


def _model_screen(name: str) -> QuizScreen:
    from quizapp.tui.screens import stepping
    from quizapp.tui.screens.bench import CurvesScreen

    match name:
        case "network":
            from quizapp.lab.network import NetworkBench

            return stepping.NetworkScreen(NetworkBench())
        case "descent":
            from quizapp.lab.descent import DescentBench

            return stepping.DescentScreen(DescentBench())
        case "window":
            from quizapp.lab.window import WindowBench

            return stepping.WindowScreen(WindowBench())
    from quizapp.lab.curves import CurvesBench

    return CurvesScreen(CurvesBench())
