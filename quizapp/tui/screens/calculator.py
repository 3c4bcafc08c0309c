"""The calculator of a sitting, as in the exam: arithmetic in the grammar of answers, with a history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from quizapp.text.safe import safe_text
from quizapp.tui.actions import CALCULATOR, Action, bindings
from quizapp.tui.screens.base import Translated, bind_chosen
from quizapp.tui.speech import say
from quizapp.tui.widgets.answer import pointed
from quizapp.tui.widgets.flow import Flow
from quizapp.tui.widgets.freeinput import FreeInput
from quizapp.tui.widgets.keybar import KeyBar
from quizapp.tui.widgets.titlebar import cut

if TYPE_CHECKING:
    from calculators.answers.verdict import Fault
    from quizapp.tui.app import QuizApp

MOST_TYPED = 200
LINES_OF_HISTORY = 3
# The last result, under this name, may stand in what is typed next.
LAST = "ans"


@dataclass(frozen=True, slots=True)
class Calculation:
    """What was typed, its value, and the value as it is printed: a text that an answer field reads back."""

    text: str
    value: float
    result: str


def calculate(text: str, last: float | None = None) -> Calculation | Fault:
    """The value of an arithmetic expression, in which `ans` is the last result. Never raises on any text."""
    from calculators.answers import Unreadable, evaluate
    from calculators.answers.reading import as_whole, echo_number

    variables = {LAST: last} if last is not None and LAST in text else {}
    try:
        value = evaluate(text, variables)
    except Unreadable as error:
        return error.fault
    return Calculation(text.strip(), value, echo_number(as_whole(value)))


class CalculatorScreen(Translated, ModalScreen[str]):
    """A sheet over the question, which stays in view. Ends with the result to be put into the answer, or with None.

    `history` is the sitting's: what is calculated is added to it. `above`: lines at the foot that are left uncovered.
    """

    CSS = """
    CalculatorScreen {
        align: center bottom;
        background: transparent;
        /* Nothing of the key bar is left beside the calculator. */
        #floor { width: 100%; height: auto; align-horizontal: center; background: $background; }
        #sheet {
            width: 100%; max-width: 76; height: auto; margin: 0 1;
            border: round $primary; background: $surface; padding: 0 1;
        }
        #line { height: 1; }
        #sign { width: 2; color: $primary; text-style: bold; }
        FreeInput { background: $panel; border: none; height: 1; width: 1fr; padding: 0; }
        FreeInput:focus { background: $panel; }
        #result { height: auto; min-height: 1; }
        KeyBar { padding: 0; margin-top: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings((CALCULATOR,)),
        Binding("pagedown", "page(6)", show=False),
        Binding("pageup", "page(-6)", show=False),
    ]

    def __init__(self, history: list[Calculation], insertable: bool, above: int = 0) -> None:
        super().__init__()
        self._above = above
        self._history = history
        self._insertable = insertable
        self._recalled = len(history)
        self._fault: Fault | None = None

    def compose(self) -> ComposeResult:
        with Container(id="floor"), Vertical(id="sheet"):
            yield Flow(id="history")
            with Horizontal(id="line"):
                yield Static("=", markup=False, id="sign")
                yield FreeInput(max_length=MOST_TYPED, compact=True, select_on_focus=False, id="typed")
            yield Static("", markup=False, id="result")
            yield KeyBar(self._action_words, self._disabled)

    @property
    def quiz(self) -> QuizApp:
        """The program that this screen belongs to."""
        return cast("QuizApp", self.app)

    def on_mount(self) -> None:
        """The first words, and the keys that the learner has chosen."""
        if self.quiz.keymap.chosen:
            bind_chosen(self, self.quiz.keymap)
        self.query_one("#floor").styles.margin = (0, 0, self._above, 0)
        self.translate()

    @property
    def context(self) -> str:
        """For the help: which keys come first."""
        return CALCULATOR

    @property
    def _language(self) -> str:
        return self.quiz.settings.language

    @property
    def _input(self) -> FreeInput:
        return self.query_one(FreeInput)

    @property
    def _last(self) -> Calculation | None:
        return self._history[-1] if self._history else None

    @property
    def _last_value(self) -> float | None:
        return None if self._last is None else self._last.value

    def translate(self) -> None:
        """Say everything in the language there is now; what is typed stays."""
        self.query_one("#sheet").border_title = Content(say(self._language, "calculator"))
        self._input.placeholder = say(self._language, "like_calculation")
        self.query_one(KeyBar).name_keys(CALCULATOR, self.quiz.keymap, self._input.takes)
        self._draw()

    def _action_words(self, action: Action) -> str:
        return say(self._language, f"act_{action.id}")

    def _disabled(self, action: Action) -> bool:
        return action.id == "calc_insert" and not self._insertable

    def _draw(self) -> None:
        newest = self._history[-LINES_OF_HISTORY:]
        self.query_one("#history", Flow).show(
            (lambda width: Content("\n").join(_past(past, width) for past in newest)) if newest else None
        )
        result = self.query_one("#result", Static)
        margin = self.query_one("#sign").styles.width
        indent = int(margin.value) if margin is not None else 0
        if self._fault is not None:
            width = max(20, self._input.size.width)
            result.update(pointed(self._fault, self._input.value, self._language, indent, width, "$wrong"))
            return
        found = self._now()
        # What is not finished yet is no fault: nothing is said of it before enter.
        result.update(Content(f"{' ' * indent}= {found.result}" if found is not None else "").stylize("$quiet"))

    def _now(self) -> Calculation | None:
        """What stands in the field, if it has a value."""
        found = calculate(self._input.value, self._last_value)
        return found if isinstance(found, Calculation) else None

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the result while typing, where there is one."""
        event.stop()
        self._fault = None
        self._draw()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter calculates."""
        event.stop()
        self.action_evaluate()

    def action_evaluate(self) -> None:
        """Calculate; the result goes into the history."""
        if not self._input.value.strip():
            return
        found = calculate(self._input.value, self._last_value)
        if not isinstance(found, Calculation):
            self._fault = found
            self._draw()
            return
        self._history.append(found)
        self._recalled = len(self._history)
        self._input.clear()
        self._draw()

    def action_recall(self, by: int) -> None:
        """What was typed before, or after that."""
        self._recalled = min(len(self._history), max(0, self._recalled + by))
        past = self._history[self._recalled].text if self._recalled < len(self._history) else ""
        self._input.value = past
        self._input.cursor_position = len(past)

    def action_insert(self) -> None:
        """Put the result into the answer: that of what is typed, or else the last one."""
        language = self._language
        if not self._insertable:
            self.app.notify(say(language, "nowhere_to_insert"), markup=False, timeout=4)
            return
        if self._input.value.strip():
            self.action_evaluate()
            if self._fault is not None:
                return
        if self._last is None:
            self.app.notify(say(language, "nothing_calculated"), markup=False, timeout=4)
            return
        self.dismiss(self._last.result)

    def action_page(self, by: int) -> None:
        """Scroll the question behind."""
        from quizapp.tui.screens.question import QuestionScreen

        for screen in self.app.screen_stack:
            if isinstance(screen, QuestionScreen):
                screen.action_page(by)

    def action_leave(self) -> None:
        """Close; the history stays."""
        self.dismiss(None)


def _past(past: Calculation, width: int) -> Content:
    result = f" = {past.result}"
    return Content.assemble((cut(safe_text(past.text), max(8, width - cell_len(result))), "$quiet"), (result, "bold"))
