"""A name asked for, over a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from quizapp.text.safe import safe_text
from quizapp.tui.screens.base import Translated
from quizapp.tui.speech import say
from quizapp.tui.widgets.freeinput import FreeInput

if TYPE_CHECKING:
    from quizapp.tui.app import QuizApp

MOST_TYPED = 60


class NamingScreen(Translated, ModalScreen[str | None]):
    """Returns the name, or None where there is to be none."""

    CSS = """
    NamingScreen {
        align: center middle;
        background: $background 60%;
        #sheet { width: 56; max-width: 90%; height: auto; border: round $primary; background: $surface; padding: 1 2; }
        FreeInput { background: $panel; border: none; height: 1; padding: 0 1; }
        #foot { color: $quiet; height: auto; margin-top: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", priority=True),
        Binding("f2,ctrl+l", "app.flip_language", priority=True),
    ]

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name_before = name

    @property
    def _language(self) -> str:
        return cast("QuizApp", self.app).settings.language

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            name = safe_text(self._name_before)
            yield FreeInput(name, max_length=MOST_TYPED, compact=True, equals_is_text=True, id="name-input")
            yield Static("", markup=False, id="foot")

    def on_mount(self) -> None:
        """The first words."""
        self.translate()
        self.query_one("#name-input").focus()

    def translate(self) -> None:
        """Say everything in the language there is now; what is typed stays."""
        self.query_one("#sheet").border_title = Content(say(self._language, "preset_name"))
        self.query_one("#foot", Static).update(Content(say(self._language, "preset_foot")))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: that is the name. An empty one is none."""
        event.stop()
        name = event.value.strip()
        if name:
            self.dismiss(name)
