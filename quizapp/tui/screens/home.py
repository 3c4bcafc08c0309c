"""Home: what is due, what it will cost in minutes, how I stand, what to do next. One key starts each."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quizapp.study.clock import study_day
from quizapp.tui.actions import HOME, bindings
from quizapp.tui.screens.base import QuizScreen
from quizapp.tui.widgets.flow import Flow
from quizapp.tui.widgets.menurow import MenuRow
from quizapp.tui.widgets.titlebar import TitleBar
from quizapp.tui.widgets.today import Today

if TYPE_CHECKING:
    from quizapp.tui.answersheet import SheetStart
    from quizapp.tui.asked import Start
    from quizapp.tui.homefigures import HomeFigures


class Panels(Container):
    """The panels, side by side where half the width is enough for every name, else one below the other."""

    # What a panel takes of its half: frame, padding, the gap between the two.
    FRAME = 7

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._needed = 0

    def needs(self, cells: int) -> None:
        """Each panel's contents need so many cells."""
        self._needed = cells
        self._arrange_panels()

    def on_resize(self) -> None:
        """The width decides."""
        self._arrange_panels()

    def _arrange_panels(self) -> None:
        self.set_class(self._needed <= self.size.width // 2 - self.FRAME, "-beside")


class HomeScreen(QuizScreen):
    """The bottom of the stack. Its frame is painted before bank and database are opened, and fills when they are."""

    CONTEXT = HOME
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings((HOME,)),
        ("down", "app.focus_next"),
        ("up", "app.focus_previous"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._figures: HomeFigures | None = None
        # What a key asked for before bank and database were open: an action, or "enter".
        self._wanted = ""

    def body(self) -> ComposeResult:
        with VerticalScroll(id="home", can_focus=False), Vertical(classes="sheet"):
            with Panels(id="panels"):
                yield Today(id="today", classes="panel")
                with Vertical(id="standing", classes="panel"):
                    yield Flow(id="standing-text")
            yield Static("", markup=False, id="home-note")

    def on_mount(self) -> None:
        """Paint the frame; open bank and database behind it."""
        super().on_mount()
        self.call_after_refresh(self._start_opening)

    def _start_opening(self) -> None:
        self.run_worker(self._open(), exit_on_error=True)

    async def _open(self) -> None:
        first = self.quiz.books is None
        if first:
            begun_elsewhere = self.quiz.start is not None or self.quiz.author_at is not None
            if not begun_elsewhere and self.quiz.keeps_figures:
                await self._show_kept()
            await self.quiz.open()
        books = self.quiz.books
        if first and books is not None and self.quiz.start is not None:
            self._sit(self.quiz.start)
        elif first and books is not None and self.quiz.author_at is not None:
            from quizapp.tui.screens.author import AuthorScreen

            self.quiz.push_screen(AuthorScreen(self.quiz.author_at))
        else:
            await self._load(first_start=first and self.quiz.first_use)

    async def _show_kept(self) -> None:
        """The figures of the last run, where they hold, while bank and database are opened."""
        from quizapp.tui import homekept

        self._figures = await self.quiz.call(homekept.read, self.quiz.settings, self.quiz.clock)
        if self._figures is not None:
            self._after_loading()

    @property
    def untouched(self) -> bool:
        """Whether nothing was ever answered here."""
        figures = self._figures
        return figures is not None and not figures.ever_answered and figures.unfinished is None

    def on_screen_resume(self) -> None:
        """Coming back from a sitting, the figures have changed; from where one only looks, they have not."""
        if self.quiz.books is not None:
            self.run_worker(self._load_again(), group="overview", exclusive=True)

    async def _load_again(self) -> None:
        from quizapp.tui import homekept

        books, noted = self.quiz.books, self.quiz.figures
        if books is None or noted is None or not await self.quiz.call(homekept.holds, noted, books, self.quiz.settings):
            await self._load()

    async def _load(self, *, first_start: bool = False) -> None:
        from quizapp.tui import homefigures

        books, since = self.quiz.books, self.quiz.clock.now()
        self.quiz.figures = None
        if books is not None:
            try:
                self._figures = await self.quiz.call(homefigures.first_figures, books, self._figures)
                self.quiz.trouble = None
            except Exception as fault:
                from quizapp.tui.opening import trouble_words

                if trouble_words(fault, self.language) is None:
                    raise
                self.quiz.trouble = fault
        self._after_loading()
        if first_start and books is not None and self.untouched:
            # The welcome comes first: a key that came before it is not done behind its back.
            self._wanted = ""
            self._draw_note()
            self.quiz.action_welcome()
            return
        if self.quiz.trouble is not None:
            self._wanted = ""
        elif self._wanted and self._wanted != "weak":
            await self._do_wanted()
        # Once another screen is shown, its errands go before what is left: Home is counted anew on the way back.
        if books is None or self._figures is None or not self.is_current:
            return
        self._figures = await self.quiz.call(homefigures.with_exams, self._figures, books)
        self._draw_today()
        self.draw_keys()
        if self._figures.ever_answered and self.is_current:
            # It takes NumPy and some thought: the figures above don't wait for it.
            self._figures = await self.quiz.call(homefigures.with_prediction, self._figures, books)
            self._draw_standing()
            self._draw_today()
        await self._do_wanted()
        if self.is_current:
            await self.quiz.note_figures(self._figures, since)
        await self._import_rooms()

    async def _import_rooms(self) -> None:
        for name in _ROOMS:
            if self.is_current:
                await self.quiz.call(import_module, name)

    async def _do_wanted(self) -> None:
        """What was asked for while bank and database were being opened, now that it can be done."""
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self._draw_note()
        if not self.is_current:
            return
        if wanted == "enter" and isinstance(self.focused, MenuRow):
            await self.focused.action_start()
        elif wanted and wanted != "enter":
            await self.run_action(f"screen.{wanted}")

    def _after_loading(self) -> None:
        self.words()
        self.draw_keys()
        if self.quiz.trouble is not None:
            # Enter is to try again, whichever row had the focus.
            self.set_focus(None)
        elif self._figures is not None and (self.focused is None or self.focused.has_class("-idle")):
            self.set_focus(next(row for row in self.query(MenuRow) if row.display and not row.has_class("-idle")))

    def refused(self, action_id: str) -> bool:
        """As for every screen; what is asked for before bank and database are open is done as soon as they are."""
        if self.why_not(action_id) != "opening":
            return super().refused(action_id)
        self._wanted = action_id
        self._draw_note()
        return True

    def draw_keys(self) -> None:
        """The bar, and the rows: a key may have been chosen for one."""
        super().draw_keys()
        for row in self.query(MenuRow):
            row.refresh()

    def words(self) -> None:
        self._draw_head()
        self._draw_today()
        self._draw_standing()
        self._draw_note()

    def why_not(self, action_id: str) -> str:
        if action_id in _NEED_BOOKS:
            if self.quiz.trouble is not None:
                return "no_books"
            if self._figures is None or self.quiz.books is None:
                return "opening"
            return self._lacking(action_id)
        return ""

    def _lacking(self, action_id: str) -> str:
        """Why the figures that are shown leave nothing to do for an action; empty where they don't."""
        figures = self._figures
        assert figures is not None
        if action_id == "resume" and figures.unfinished is None:
            return "nothing_unfinished"
        if action_id == "review" and not figures.due and not figures.later:
            return "nothing_due"
        if action_id == "weak" and not figures.weakest and not figures.weak:
            return "no_weak_now" if figures.ever_answered else "no_weak_yet"
        if action_id == "faults" and not figures.faults:
            return "no_faults"
        return ""

    def _draw_head(self) -> None:
        day = study_day(self.quiz.clock.now(), self.quiz.clock.zone)
        weekday = self.say("weekdays").split()[day.weekday()]
        date = self.say(
            "date", year=day.year, month=day.month, day=day.day, weekday=weekday, month_name=_MONTHS[day.month]
        )
        name, tagline = Content("quizapp").stylize("bold $primary"), Content(self.say("tagline")).stylize("$quiet")
        self.query_one(TitleBar).show(name, Content(date).stylize("$quiet"), tagline)

    def _draw_today(self) -> None:
        self.query_one(Today).show(self._figures, self.quiz, self._lacking)

    def _draw_standing(self) -> None:
        panel = self.query_one("#standing")
        panel.border_title = Content(self.say("standing"))
        panel.display = self._figures is not None
        if self._figures is not None:
            from quizapp.tui.widgets.standing import needed, standing

            rows = max(row.natural_cells for row in self.query(MenuRow) if row.display)
            self.query_one(Panels).needs(max(rows, needed(self._figures, self.language)))

            self.query_one("#standing-text", Flow).show(partial(standing, self._figures, self.language))

    def _draw_note(self) -> None:
        note = self.query_one("#home-note", Static)
        trouble = self.quiz.trouble
        if trouble is not None:
            from quizapp.tui.opening import trouble_words

            words = trouble_words(trouble, self.language, opening=True) or str(trouble)
            again = (" enter ", "bold $primary on $panel"), f"  {self.say('act_reopen')}"
            note.update(Content.assemble((f"× {self.say('trouble')}\n", "bold $wrong"), words, "\n\n", *again))
        elif self._figures is None or self._wanted:
            note.update(Content(self.say("opening")).stylize("$quiet"))
        elif self.quiz.complaints:
            note.update(Content("\n".join(self.quiz.complaints)).stylize("$partial"))
        else:
            note.update(Content(""))

    def action_resume(self) -> None:
        """Go on with the sitting that was left."""
        if not self.refused("resume"):
            assert self._figures is not None
            assert self._figures.unfinished is not None
            from quizapp.tui.asked import resume

            self._sit(resume(self._figures.unfinished.sitting_id))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """To open again there is only where opening has failed; before that, enter is kept for the first row."""
        if action == "reopen":
            return self.quiz.trouble is not None or self._figures is None
        return super().check_action(action, parameters)

    def action_reopen(self) -> None:
        """Open bank and database again, after what was in the way is gone."""
        if self.quiz.trouble is None:
            self._wanted = "enter"
            return
        self.quiz.trouble = self._figures = None
        self.words()
        self.draw_keys()
        self.run_worker(self._open(), group="opening", exclusive=True, exit_on_error=True)

    def action_undo(self) -> None:
        """Take back the last answer, in whichever quiz it was, and go on with that quiz. What was handed in is taken
        back as a whole, and not unseen: its result is shown, where the same key does so.
        """
        if not self.refused("undo"):
            self.run_worker(self._undo(), group="undo", exclusive=True, exit_on_error=True)

    async def _undo(self) -> None:
        from quizapp.tui.opening import trouble_words

        assert self.quiz.books is not None
        study = self.quiz.books.study
        try:
            sheet = await self.quiz.call(study.last_sheet)
            if sheet is not None:
                await self._show_result(sheet)
                return
        except Exception as fault:
            words = trouble_words(fault, self.language)
            if words is None:
                raise
            self.tell(words, "error")
            return
        self._sit(lambda books: books.study.undo_last())

    async def _show_result(self, sitting_id: int) -> None:
        from quizapp.tui import answersheet
        from quizapp.tui.screens.result import ResultScreen

        def after(wish: str | None) -> None:
            if wish == "take_back":
                self._sit(answersheet.taken_back(sitting_id))

        assert self.quiz.books is not None
        result, mocks = await self.quiz.call(answersheet.result, self.quiz.books, sitting_id)
        self.quiz.push_screen(ResultScreen(result, mocks), after)
        self.tell(self.say("undo_is_a_sheet", key=self.key_of("undo")))

    def action_redo(self) -> None:
        """Give the last answer again that was taken back, in whichever quiz it was, and go on with that quiz."""
        if not self.refused("redo"):
            self._sit(lambda books: books.study.redo_last())

    def action_review(self) -> None:
        """What is due, then new questions up to today's number; where nothing could be opened, try that again."""
        if self.quiz.trouble is not None:
            self.action_reopen()
        elif not self.refused("review"):
            from quizapp.tui.asked import review

            self._sit(review)

    def action_new(self) -> None:
        """Questions that were never asked, from the whole bank."""
        if not self.refused("new"):
            from quizapp.tui.asked import unseen

            assert self._figures is not None
            # Whoever has done today's and wants more gets a quiz of the usual size.
            self._sit(unseen(self._figures.new_today or None))

    def action_weak(self) -> None:
        """Questions on the topics that cost most of the score; else those that were missed or are being forgotten."""
        if not self.refused("weak"):
            from quizapp.tui.asked import on_topics, quiz, weak_questions

            assert self._figures is not None
            codes = tuple(topic.code for topic in self._figures.weakest)
            self._sit(on_topics(codes) if codes else quiz(weak_questions()))

    def action_exams(self) -> None:
        """Mock exams."""
        if not self.refused("exams"):
            from quizapp.tui.screens.exams import ExamsScreen

            self.quiz.push_screen(ExamsScreen())

    def action_options(self) -> None:
        """A quiz from the whole bank with options of its own."""
        if not self.refused("options"):
            from quizapp.tui.screens.options import OptionsScreen

            self.quiz.push_screen(OptionsScreen())

    def _sit(self, start: Start | SheetStart) -> None:
        if callable(start):
            from quizapp.tui.screens.sitting import SittingScreen

            self.quiz.push_screen(SittingScreen(start))
        else:
            from quizapp.tui.screens.exam import ExamScreen

            self.quiz.push_screen(ExamScreen(start))

    def action_chapters(self) -> None:
        """The tree of the bank."""
        if not self.refused("chapters"):
            from quizapp.tui.screens.chapters import ChaptersScreen

            self.quiz.push_screen(ChaptersScreen())

    def action_search(self) -> None:
        """Find questions."""
        if not self.refused("search"):
            from quizapp.tui.screens.search import SearchScreen

            self.quiz.push_screen(SearchScreen())

    def action_statistics(self) -> None:
        """What was done and how memory holds."""
        if not self.refused("statistics"):
            from quizapp.tui.screens.statistics import StatisticsScreen

            self.quiz.push_screen(StatisticsScreen())

    def action_plan(self) -> None:
        """The plan to the exam."""
        if not self.refused("plan"):
            from quizapp.tui.screens.plan import PlanScreen

            self.quiz.push_screen(PlanScreen())

    def action_author(self) -> None:
        """The banks, to write and review questions."""
        if not self.refused("author"):
            from quizapp.tui.screens.author import AuthorScreen

            self.quiz.push_screen(AuthorScreen())

    def action_faults(self) -> None:
        """What could not be read in the bank."""
        if not self.refused("faults"):
            from quizapp.tui.screens.faults import FaultsScreen

            self.quiz.push_screen(FaultsScreen())


# What the next keys need, imported once there is nothing else to do: the likeliest first.
_ROOMS = (
    "quizapp.tui.screens.sitting",
    "quizapp.tui.screens.chapters",
    "quizapp.tui.screens.search",
    "quizapp.tui.screens.options",
    "quizapp.tui.screens.statistics",
    "quizapp.study.forecast.studyplan",
    "quizapp.tui.screens.plan",
    "quizapp.tui.screens.exams",
    "quizapp.tui.screens.settings",
    "quizapp.tui.screens.help",
    "quizapp.tui.palette",
    "quizapp.tui.screens.summary",
    "quizapp.tui.screens.exam",
    "quizapp.lab.shelf",
    "quizapp.tui.screens.lab",
    "quizapp.tui.screens.author",
)
# What needs bank and database.
_NEED_BOOKS = frozenset(
    (
        *("resume", "review", "new", "weak", "exams", "chapters", "options", "faults"),
        *("search", "lab", "statistics", "plan", "author", "undo", "redo"),
    )
)
_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
