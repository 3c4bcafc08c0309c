"""The day of the exam, asked over the settings."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from quizapp.tui.screens.base import Translated
from quizapp.tui.speech import say
from quizapp.tui.widgets.dayfield import DayField

if TYPE_CHECKING:
    from quizapp.tui.app import QuizApp


class DayScreen(Translated, ModalScreen[str | None]):
    """Returns the day (`2027-02-20`), empty where it is not known, None where nothing is to change."""

    CSS = """
    DayScreen {
        align: center middle;
        background: $background 60%;
        #sheet { width: 56; max-width: 90%; height: auto; border: round $primary; background: $surface; padding: 1 2; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", priority=True),
        Binding("f2,ctrl+l", "app.flip_language", priority=True),
    ]

    def __init__(self, today: date, day: str) -> None:
        super().__init__()
        self._today, self._day = today, day

    @property
    def _language(self) -> str:
        return cast("QuizApp", self.app).settings.language

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield DayField(self._today, self._language, self._day)

    def on_mount(self) -> None:
        """The first words."""
        self.translate()
        self.query_one("#day-input").focus()

    def translate(self) -> None:
        """Say everything in the language there is now."""
        self.query_one("#sheet").border_title = Content(say(self._language, "set_exam_date"))
        self.query_one(DayField).say(self._language)

    def on_day_field_sent(self, event: DayField.Sent) -> None:
        """Enter: that day it is."""
        event.stop()
        self.dismiss(event.day.isoformat() if event.day else "")
