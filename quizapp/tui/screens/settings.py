"""Settings: each a line with its value; the arrows change it, and it is kept at once."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quizapp.tui.actions import SETTINGS, bindings
from quizapp.tui.screens.base import QuizScreen
from quizapp.tui.widgets.dayfield import day_words
from quizapp.tui.widgets.settingrow import Option, SettingRow
from quizapp.tui.widgets.titlebar import TitleBar

NEW_PER_DAY = (0, 3, 5, 10, 15, 20, 30, 50)
SITTING_SIZES = (5, 10, 15, 20, 30, 50)
TARGETS = (55, 60, 65, 70, 75, 80, 85, 90)
MINUTES = (10, 15, 20, 30, 45, 60, 90, 120, 180)
RETENTIONS = (0.8, 0.85, 0.9, 0.95)


class SettingsScreen(QuizScreen):
    """The declared settings; what each does stands below while it has the focus."""

    CONTEXT = SETTINGS
    CSS = """
    SettingsScreen {
        #settings { padding: 1 3; height: 1fr; }
        &.-narrow #settings { padding: 1 0; }
        &.-wide #settings { padding: 2 16; }
        SettingRow, #about, #saved-in { max-width: 88; }
        #about { height: auto; margin-top: 1; padding: 0 1; color: $quiet; }
        #saved-in { height: auto; margin-top: 1; padding: 0 1; color: $quiet; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings((SETTINGS,)),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def body(self) -> ComposeResult:
        with VerticalScroll(id="settings", can_focus=False):
            yield from (SettingRow(option) for option in self._options())
            yield Static("", markup=False, id="about")
            yield Static("", markup=False, id="saved-in")

    def on_mount(self) -> None:
        """Begin at the top."""
        super().on_mount()
        self.query(SettingRow).first().focus()

    def _options(self) -> list[Option]:
        books = self.quiz.books
        tracks = ["syllabus", *(track.id for track in books.catalog.tracks)] if books is not None else ["syllabus"]
        others = sorted(name for name in self.quiz.available_themes if not name.startswith("quizapp-"))
        return [
            Option("language", ("ja", "en")),
            Option("theme", ("quizapp-dark", "quizapp-light", *others)),
            Option("track", tracks),
            Option("exam_date", ()),
            Option("target", TARGETS),
            Option("minutes_per_day", MINUTES),
            Option("new_per_day", NEW_PER_DAY),
            Option("sitting_size", SITTING_SIZES),
            Option("retention", RETENTIONS),
            Option("reduced_motion", (False, True)),
        ]

    def words(self) -> None:
        from quizapp import paths

        self.query_one(TitleBar).show(Content(self.say("settings")).stylize("bold"))
        for row in self.query(SettingRow):
            value = getattr(self.quiz.settings, row.option.name)
            row.show(self.say(f"set_{row.option.name}"), self._value_words(row.option.name, value))
        self._draw_about()
        self.query_one("#saved-in", Static).update(Content(self.say("saved_in", file=paths.settings_file())))

    def _draw_about(self) -> None:
        focused = self.focused
        about = ""
        if isinstance(focused, SettingRow):
            about = self.say(f"set_about_{focused.option.name}", key=self.key_of("language"))
        self.query_one("#about", Static).update(Content(about))

    def on_descendant_focus(self, event: Any) -> None:
        """Say what the setting does."""
        super().on_descendant_focus(event)
        self._draw_about()

    def _value_words(self, name: str, value: Any) -> str:
        if name == "language":
            return "日本語" if value == "ja" else "English"
        if name == "theme" and value in ("quizapp-dark", "quizapp-light"):
            return self.say("theme_dark" if value == "quizapp-dark" else "theme_light")
        if name == "track":
            books = self.quiz.books
            names = {track.id: track.name[self.language] for track in books.catalog.tracks} if books else {}
            return names.get(value, self.say("track_syllabus"))
        if name in ("new_per_day", "sitting_size"):
            return self.say("questions", count=value)
        if name == "exam_date":
            return day_words(self.language, date.fromisoformat(value)) if value else self.say("day_unknown")
        if name == "target":
            return f"{value}%"
        if name == "minutes_per_day":
            return self.say("minutes_a_day", count=value)
        if name == "reduced_motion":
            return self.say("yes" if value else "no")
        if name == "retention":
            return f"{value:.0%}"
        return str(value)

    def action_change(self, by: int) -> None:
        """Turn the value of the focused setting."""
        row = self.focused
        if isinstance(row, SettingRow) and row.option.name == "exam_date":
            self._ask_day()
        elif isinstance(row, SettingRow):
            values = list(row.option.values)
            now = getattr(self.quiz.settings, row.option.name)
            if now in values:
                at = (values.index(now) + by) % len(values)
            else:
                # A value set by hand in the file lies between two of ours: go to the neighbour.
                larger = [n for n, value in enumerate(values) if isinstance(now, int | float) and value > now]
                at = (larger[0] if larger else 0) if by > 0 else (larger[0] - 1 if larger else len(values) - 1)
            self.quiz.change_setting(row.option.name, values[at])
            self.words()

    def _ask_day(self) -> None:
        from quizapp.study.clock import study_day
        from quizapp.tui.screens.day import DayScreen

        clock = self.quiz.clock
        screen = DayScreen(study_day(clock.now(), clock.zone), self.quiz.settings.exam_date)
        self.quiz.push_screen(screen, self._take_day)

    def _take_day(self, day: str | None) -> None:
        if day is not None:
            self.quiz.change_setting("exam_date", day)
            self.words()

    def action_keys(self) -> None:
        """Choose keys."""
        from quizapp.tui.screens.keys import KeysScreen

        self.quiz.push_screen(KeysScreen())

    def on_setting_row_turned(self, event: SettingRow.Turned) -> None:
        """As with the arrow keys."""
        event.stop()
        self.action_change(event.by)
