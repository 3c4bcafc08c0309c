"""The field for a typed answer, which says while you type how it reads what is there, or where it can't."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from calculators.answers.keys import Code
from calculators.answers.tokens import MOST_CHARACTERS_OF_ARRAY
from quizapp.text.messages import message
from quizapp.text.safe import safe_text
from quizapp.tui.speech import say
from quizapp.tui.widgets.freeinput import FreeInput

if TYPE_CHECKING:
    from calculators.answers.keys import Key
    from calculators.answers.verdict import Fault

# One more than the reader accepts of any answer, so that it says itself what is too long.
MOST_TYPED = MOST_CHARACTERS_OF_ARRAY + 1
# Lines kept free for what is said below the field.
LEAST_ECHO = 2


class AnswerInput(FreeInput):
    """An input that leaves the keys of a question alone; the arrows scroll the question."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "screen.page(3)", show=False),
        Binding("up", "screen.page(-3)", show=False),
    ]


class AnswerField(Vertical):
    """Label, input, and below it the echo. `sharp` shows a fault as one: the answer was sent and could not be read."""

    DEFAULT_CSS = """
    AnswerField {
        height: auto;
        Horizontal { height: 1; }
        #answer-label { width: auto; padding: 0 2 0 0; color: $primary; text-style: bold; }
        AnswerInput { background: $panel; border: none; height: 1; width: 1fr; padding: 0; }
        AnswerInput:focus { background: $panel; }
        #echo { height: auto; min-height: 2; }
    }
    """

    class Sent(Message):
        """Enter was pressed in the field."""

    class Echoed(Message):
        """Something else is said below the field: it may take another number of lines."""

    def __init__(self, key: Key, language: str, typed: str = "") -> None:
        super().__init__(id="answer-field")
        self._key = key
        self._language = language
        # Made here, not on the way to the screen: what stands in it may be asked for before the field has been mounted.
        self.field = AnswerInput(
            typed,
            max_length=MOST_TYPED,
            compact=True,
            select_on_focus=False,
            id="answer-input",
            equals_is_text=isinstance(key, Code),
        )
        self._label = Static("", markup=False, id="answer-label")
        self._below = Static("", markup=False, id="echo")
        self._sharp = False
        self._fault: Fault | None = None
        # Lines of the field with what is said below it, known before they are laid out.
        self.lines = 1 + LEAST_ECHO

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield self._label
            yield self.field
        yield self._below

    def on_mount(self) -> None:
        """The first words."""
        self.say(self._language)

    def on_resize(self) -> None:
        """What is said below the field is cut into lines of another width."""
        self._echo()

    @property
    def typed(self) -> str:
        """What stands in the field."""
        return self.field.value

    def say(self, language: str) -> None:
        """The words around the field in a language; what was typed stays."""
        self._language = language
        self._label.update(Content(say(language, "answer_label")))
        self.field.placeholder = placeholder(self._key, language)
        self._echo()

    def object(self, fault: Fault | None = None) -> None:
        """The answer that was sent could not be read: show where, plainly.

        `fault`: what was found in judging it. Code is only parsed while it is typed, and run when it is sent.
        """
        self._sharp = True
        self._fault = fault
        self._echo()

    def insert(self, text: str) -> None:
        """Put a text where the cursor is."""
        self.field.insert_text_at_cursor(text)

    def clear(self) -> None:
        """Empty the field."""
        self.field.clear()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say how the text is read now."""
        event.stop()
        self._sharp = False
        self._fault = None
        self._echo()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter answers."""
        event.stop()
        self.post_message(self.Sent())

    def _echo(self) -> None:
        from calculators.answers.verdict import Fault

        text = self.typed
        label = self._label
        margin = cell_len(say(self._language, "answer_label")) + label.styles.padding.width
        if not text.strip():
            words = say(self._language, "answer_empty") if self._sharp else ""
            self._show(Content(" " * margin + words).stylize("$wrong"))
            return
        read = self._fault or echo_of(text, self._key)
        if isinstance(read, Fault):
            width = max(20, self.size.width - margin)
            self._show(pointed(read, text, self._language, margin, width, "$wrong" if self._sharp else "$quiet"))
        else:
            words = say(self._language, "read_as", echo=safe_text(read))
            self._show(Content.assemble(" " * margin, ("✓ ", "$right"), (words, "$quiet")))

    def _show(self, echo: Content) -> None:
        self._below.update(echo)
        self.lines = 1 + max(LEAST_ECHO, len(echo.wrap(max(1, self.size.width))))
        self.post_message(self.Echoed())


def echo_of(text: str, key: Key) -> str | Fault:
    """How a text is read as an answer to `key`, or why it can't be. Code is parsed and not run."""
    from calculators import answers

    if isinstance(key, Code):
        from calculators.answers.code.parse import parse

        try:
            return parse(text, key).echo
        except answers.Unreadable as error:
            return error.fault
    read = answers.read(text, key)
    return read if isinstance(read, answers.Fault) else read.echo


def pointed(fault: Fault, text: str, language: str, margin: int, width: int, style: str) -> Content:
    """The sentence of a fault under carets that stand below its place (none where the text outgrows the field)."""
    words = fault_words(fault, language)
    before = cell_len(text[: fault.start])
    marked = max(1, cell_len(text[fault.start : fault.end]))
    lines = [" " * margin + line.plain for line in Content(words).wrap(width)]
    if fault.end > fault.start and before + marked <= width:
        lines.insert(0, " " * (margin + before) + "^" * marked)
    return Content("\n".join(lines)).stylize(style)


def fault_words(fault: Fault, language: str) -> str:
    """What a fault says; pieces of the typed text inside it are harmless."""
    values = {name: safe_text(value) if isinstance(value, str) else value for name, value in fault.values.items()}
    return message(language, f"answers.{fault.code}", **values)


def placeholder(key: Key, language: str) -> str:
    """An example of what may be typed for a kind of key."""
    name = f"like_{type(key).__name__.lower()}"
    variables = getattr(key, "variables", None)
    if variables and isinstance(key, Code):
        library = {"numpy": "NumPy", "torch": "PyTorch"}[key.library]
        return say(language, "like_code_in", variables=", ".join(variables), library=library)
    if variables:
        return say(language, "like_expression_in", variables=", ".join(variables))
    return say(language, name)
