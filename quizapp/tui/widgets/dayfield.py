"""The field for the day of the exam: says while one types which day it reads, and how far off that is."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from quizapp.study.examday import read_day
from quizapp.tui.speech import say
from quizapp.tui.widgets.freeinput import FreeInput

MOST_TYPED = 20


class DayField(Vertical):
    """An input and its echo. Empty, it means that the day is not known yet."""

    DEFAULT_CSS = """
    DayField {
        height: auto;
        FreeInput { background: $panel; border: none; height: 1; width: 24; padding: 0 1; }
        #day-echo { height: auto; min-height: 1; color: $quiet; margin-top: 1; }
        &.-sharp #day-echo { color: $wrong; }
    }
    """

    class Sent(Message):
        """Enter was pressed on a day (`day`), or on an empty field (None)."""

        def __init__(self, day: date | None) -> None:
            super().__init__()
            self.day = day

    def __init__(self, today: date, language: str, day: str = "") -> None:
        super().__init__()
        self._today = today
        self._language = language
        self._first = day

    def compose(self) -> ComposeResult:
        yield FreeInput(self._first, max_length=MOST_TYPED, compact=True, placeholder=self._example, id="day-input")
        yield Static("", markup=False, id="day-echo")

    @property
    def _example(self) -> str:
        """Said to be one: a bare day would look as if it were filled in."""
        return say(self._language, "day_example")

    @property
    def typed(self) -> str:
        """What stands in the field."""
        return self.query_one(FreeInput).value.strip()

    def say(self, language: str) -> None:
        """The echo in a language."""
        self._language = language
        self.query_one(FreeInput).placeholder = self._example
        self._draw()

    def on_mount(self) -> None:
        """The first echo."""
        self._draw()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say how it reads."""
        event.stop()
        self.remove_class("-sharp")
        self._draw()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Send a day that can be the exam's; say what is wrong with another."""
        event.stop()
        day = read_day(self.typed, self._today)
        if self.typed and (day is None or day < self._today):
            self.add_class("-sharp")
            self._draw()
            return
        self.post_message(self.Sent(day))

    def _draw(self) -> None:
        self.query_one("#day-echo", Static).update(Content(self._echo()))

    def _echo(self) -> str:
        day = read_day(self.typed, self._today)
        if not self.typed:
            return say(self._language, "day_empty")
        if day is None:
            return say(self._language, "day_unread")
        if day < self._today:
            return say(self._language, "day_past", day=day_words(self._language, day))
        left = (day - self._today).days
        return say(self._language, "day_read", day=day_words(self._language, day), count=left)


def day_words(language: str, day: date) -> str:
    """A day as it is written: 2027年2月20日（土）, Sat 20 Feb 2027."""
    weekday = say(language, "weekdays").split()[day.weekday()]
    month = say(language, "months").split()[day.month - 1]
    return say(language, "date", year=day.year, month=day.month, day=day.day, weekday=weekday, month_name=month)
