"""One thing asked for in a field: a name, a folder, a reason."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from quizapp.text.safe import safe_text
from quizapp.tui.actions import ASKING, bindings
from quizapp.tui.screens.base import QuizScreen
from quizapp.tui.widgets.freeinput import FreeInput
from quizapp.tui.widgets.titlebar import TitleBar

MOST_TYPED = 200


class AskScreen(QuizScreen):
    """`asked`: a message id; what stands below the field is `<asked>_about`. Comes back with the text, or None."""

    CONTEXT = ASKING
    AUTO_FOCUS = "#asked-words"
    CSS_PATH = "author.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings((ASKING,))]

    def __init__(self, asked: str, typed: str = "", **values: object) -> None:
        super().__init__()
        self._asked = asked
        self._typed = typed
        self._values = values

    def body(self) -> ComposeResult:
        with Vertical(classes="sheet"):
            yield Static("", markup=False, id="asked")
            yield FreeInput(
                self._typed,
                max_length=MOST_TYPED,
                compact=True,
                id="asked-words",
                equals_is_text=True,
            )
            yield Static("", markup=False, id="asked-about")

    def words(self) -> None:
        self.query_one(TitleBar).show(Content(self.say("author")).stylize("bold"))
        self.query_one("#asked", Static).update(Content(self.say(self._asked, **self._values)).stylize("bold"))
        self.query_one("#asked-about", Static).update(Content(self.say(f"{self._asked}_about")).stylize("$quiet"))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the field."""
        event.stop()
        self.action_accept()

    def action_accept(self) -> None:
        """Go back with what is typed; nothing typed is nothing accepted."""
        typed = safe_text(self.query_one("#asked-words", FreeInput).value).strip()
        if typed:
            self.dismiss(typed)
