"""Statistics: what was done, how memory holds, where one is weak, and what went wrong."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content

from quizapp.study.statistics import Part
from quizapp.tui.actions import STATISTICS, bindings
from quizapp.tui.screens.base import QuizScreen
from quizapp.tui.widgets.figures import GROUPS, PAGES, page
from quizapp.tui.widgets.flow import Flow
from quizapp.tui.widgets.pressable import Pressable, pressable
from quizapp.tui.widgets.titlebar import TitleBar

if TYPE_CHECKING:
    from quizapp.study.statistics import Statistics

PERIODS = (365, 90, 30, 7)
_PARTS = {"overview": Part.DAYS, "memory": Part.MEMORY, "groups": Part.GROUPS, "errors": Part.ERRORS}


class StatisticsScreen(QuizScreen):
    """Four pages over a period of days."""

    CONTEXT = STATISTICS
    CSS = """
    StatisticsScreen {
        #tabs { height: 1; margin: 1 2 0 2; }
        &.-narrow #tabs { margin: 1 0 0 0; }
        &.-wide #tabs { margin: 2 9 0 9; }
        #tab-line { height: auto; align-horizontal: center; }
        #tabs { width: 1fr; max-width: 122; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings((STATISTICS,)),
        ("down", "page(1)"),
        ("up", "page(-1)"),
        ("pagedown,space", "page(12)"),
        ("pageup", "page(-12)"),
    ]

    def __init__(self) -> None:
        super().__init__()
        # By page and period: each is counted when it is first turned to.
        self._counted: dict[tuple[int, int], Statistics] = {}
        self._page = self._group = self._period = 0

    def body(self) -> ComposeResult:
        with Container(id="tab-line"):
            yield Pressable("", markup=False, id="tabs")
        with VerticalScroll(id="statistics", can_focus=False), Vertical(classes="sheet"):
            yield Flow(id="figures")

    def on_mount(self) -> None:
        """Count behind the first frame."""
        super().on_mount()
        self._count()

    def _count(self) -> None:
        if (self._page, self._period) not in self._counted:
            self.run_worker(self._fetch(self._page, self._period), exclusive=True, exit_on_error=True)

    async def _fetch(self, page: int, period: int) -> None:
        books = self.quiz.books
        assert books is not None
        parts = (_PARTS[PAGES[page]],)
        self._counted[page, period] = await self.quiz.call(books.study.statistics, PERIODS[period], parts)
        self.words()

    def words(self) -> None:
        name = PAGES[self._page]
        tabs = [
            pressable(
                Content(f" {number} {self.say(f'page_{each}')} ").stylize(
                    "bold $primary" if each == name else "$quiet"
                ),
                f"choose({number - 1})",
            )
            for number, each in enumerate(PAGES, 1)
        ]
        period = Content(self.say("period", count=PERIODS[self._period])).stylize("$quiet")
        self.query_one(TitleBar).show(Content(self.say("statistics")).stylize("bold"), period)
        self.query_one("#tabs", Pressable).update(Content("").join(tabs))
        flow = self.query_one("#figures", Flow)
        found = self._counted.get((self._page, self._period))
        if found is None:
            flow.show(lambda width: Content(self.say("counting")).stylize("$quiet"))
        else:
            group, language = GROUPS[self._group], self.language
            flow.show(partial(page, name, found, self._named, language, group))

    def _named(self, kind: str, group: str) -> str:
        assert self.quiz.books is not None
        if kind == "level":
            return self.say("level", level=group)
        return self.quiz.books.study.name_of(kind, group, self.language)

    def _turn_to(self, number: int) -> None:
        self._page = number % len(PAGES)
        self.query_one("#statistics").scroll_home(animate=False)
        self.words()
        self._count()

    def why_not(self, action_id: str) -> str:
        return "only_on_groups" if action_id == "group" and PAGES[self._page] != "groups" else ""

    def action_choose(self, number: int) -> None:
        """A page by its number."""
        if number < len(PAGES):
            self._turn_to(number)
            self.draw_keys()

    def action_turn_page(self, by: int) -> None:
        """The next page, or the one before."""
        self._turn_to(self._page + by)
        self.draw_keys()

    def action_period(self) -> None:
        """Another period of days."""
        self._period = (self._period + 1) % len(PERIODS)
        self.words()
        self._count()

    def action_group(self) -> None:
        """By field, chapter, topic, section, kind, level."""
        if not self.refused("group"):
            self._group = (self._group + 1) % len(GROUPS)
            self.words()

    def action_page(self, by: int) -> None:
        """Scroll."""
        self.query_one("#statistics").scroll_relative(y=by, animate=False)
