"""The first use: language, day of the exam, what is followed. Enter takes what is offered, so three keys lead to the
first question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quizapp.tui.actions import WELCOME, bindings
from quizapp.tui.screens.base import QuizScreen
from quizapp.tui.widgets.dayfield import DayField
from quizapp.tui.widgets.menurow import MenuRow
from quizapp.tui.widgets.titlebar import TitleBar

if TYPE_CHECKING:
    from datetime import date

    from quizapp.study.sitting import Sitting
    from quizapp.tui.opening import Books

STEPS = ("language", "day", "track")
LANGUAGES = ("ja", "en")


class WelcomeScreen(QuizScreen):
    """Three short questions, one after the other; escape goes a step back, and from the first to Home."""

    CONTEXT = WELCOME
    CSS = """
    WelcomeScreen {
        #welcome-title { height: auto; text-style: bold; color: $primary; margin: 1 0 1 0; }
        #welcome-about { height: auto; color: $quiet; margin-bottom: 1; }
        #welcome-rows { height: auto; max-width: 72; }
        #welcome-foot { height: auto; color: $quiet; margin-top: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings((WELCOME,)),
        ("down", "app.focus_next"),
        ("up", "app.focus_previous"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._step = 0

    @property
    def step(self) -> str:
        """Which question stands now."""
        return STEPS[self._step]

    def body(self) -> ComposeResult:
        with VerticalScroll(id="welcome", can_focus=False), Vertical(classes="sheet"):
            yield Static("", markup=False, id="welcome-title")
            yield Static("", markup=False, id="welcome-about")
            yield Vertical(id="welcome-rows")
            yield Static("", markup=False, id="welcome-foot")

    def on_mount(self) -> None:
        """The first question."""
        super().on_mount()
        self.run_worker(self._ask(), exit_on_error=True)

    def words(self) -> None:
        self.query_one(TitleBar).show(
            Content("quizapp").stylize("bold $primary"),
            Content(f"{self._step + 1}/{len(STEPS)}").stylize("$quiet"),
            Content(self.say("tagline")).stylize("$quiet"),
        )
        self.query_one("#welcome-title", Static).update(Content(self.say(f"welcome_{self.step}")))
        self.query_one("#welcome-about", Static).update(
            Content(self.say(f"welcome_about_{self.step}", key=self.key_of("language")))
        )
        self.query_one("#welcome-foot", Static).update(Content(self.say(f"welcome_foot_{self.step}")))
        for row, (title, detail) in zip(self.query(MenuRow), self._offers(), strict=False):
            row.title_cells = 26
            row.show(title, detail)
        for field in self.query(DayField):
            field.say(self.language)

    def _offers(self) -> list[tuple[str, str]]:
        if self.step == "language":
            return [("日本語", ""), ("English", "")]
        if self.step == "track" and self.quiz.books is not None:
            catalog = self.quiz.books.catalog
            tracks = [(track.name[self.language], "") for track in catalog.tracks]
            return [(self.say("track_syllabus"), ""), *tracks]
        return []

    async def _ask(self) -> None:
        place = self.query_one("#welcome-rows", Vertical)
        await place.remove_children()
        if self.step == "day":
            await place.mount(DayField(self.today, self.language, self.quiz.settings.exam_date))
            self.query_one(DayField).query_one("#day-input").focus()
        else:
            rows = [MenuRow(f"screen.choose({n})", str(n + 1), id=f"offer-{n}") for n in range(len(self._offers()))]
            await place.mount(*rows)
            chosen = LANGUAGES.index(self.language) if self.step == "language" else 0
            rows[chosen].focus()
        self.translate()

    @property
    def today(self) -> date:
        """The study day."""
        from quizapp.study.clock import study_day

        return study_day(self.quiz.clock.now(), self.quiz.clock.zone)

    async def action_choose(self, number: int) -> None:
        """Take what is offered under a number, and go on."""
        if number >= len(self._offers()):
            return
        if self.step == "language":
            self.quiz.change_setting("language", LANGUAGES[number])
        else:
            assert self.quiz.books is not None
            tracks = ["syllabus", *(track.id for track in self.quiz.books.catalog.tracks)]
            self.quiz.change_setting("track", tracks[number])
        await self._go_on()

    async def on_day_field_sent(self, event: DayField.Sent) -> None:
        """A day was given, or none."""
        event.stop()
        self.quiz.change_setting("exam_date", event.day.isoformat() if event.day else "")
        await self._go_on()

    async def _go_on(self) -> None:
        if self._step + 1 < len(STEPS):
            self._step += 1
            await self._ask()
        else:
            from quizapp.tui.screens.sitting import SittingScreen

            await self.quiz.switch_screen(SittingScreen(placement))

    def action_leave(self) -> None:
        """One step back; from the first, to Home."""
        if self._step:
            self._step -= 1
            self.run_worker(self._ask(), exit_on_error=True)
        else:
            # Kept, so that the first steps are not offered again.
            self.quiz.change_setting("language", self.language)
            self.dismiss(None)


def placement(books: Books) -> Sitting:
    """Start the placement sitting."""
    return books.study.start_placement()
