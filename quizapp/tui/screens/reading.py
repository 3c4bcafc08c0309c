"""Pages to read for an author: how a question has been used, and what of the syllabus is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType
from textual.content import Content

from quizapp.tui.actions import READING, bindings
from quizapp.tui.screens.guarding import trouble
from quizapp.tui.screens.lines import LinesScreen
from quizapp.tui.widgets.flow import Flow
from quizapp.tui.widgets.titlebar import TitleBar

if TYPE_CHECKING:
    from quizapp.tui.opening import Books

Lines = Callable[[Any, str, int], Iterator[Content]]


class ReadingScreen(LinesScreen):
    """`look` is done on the study thread; `lines` tells what came of it, in a language and a width."""

    CONTEXT = READING
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings((READING,)),
        ("space", "page(12)"),
    ]

    def __init__(self, title: str, aside: str, look: Callable[[Books], Any], lines: Lines) -> None:
        super().__init__()
        self._title = title
        self._aside = aside
        self._look = look
        self._lines = lines
        self._found: Any = None

    def on_mount(self) -> None:
        """Look it up behind the page."""
        super().on_mount()
        self.run_worker(self._load(), exit_on_error=True)

    async def _load(self) -> None:
        assert self.quiz.books is not None
        try:
            self._found = await self.quiz.call(self._look, self.quiz.books)
        except Exception as fault:
            self.tell(trouble(self.language, fault), "error")
            self.dismiss(None)
            return
        self.words()

    def words(self) -> None:
        title = Content(self.say(self._title)).stylize("bold")
        self.query_one(TitleBar).show(title, Content(self._aside).stylize("$quiet"))
        lines = self.query_one("#lines", Flow)
        if self._found is None:
            lines.show(lambda width: Content(self.say("counting")).stylize("$quiet"))
            return
        lines.show(lambda width: Content("\n").join(self._lines(self._found, self.language, width)))


def uses_screen(name: str) -> ReadingScreen:
    """How a question has been used, and how it has done."""
    from quizapp.tui.widgets.uses import look_at_uses, uses_lines

    return ReadingScreen("uses", name, partial(look_at_uses, name=name), uses_lines)


def coverage_screen() -> ReadingScreen:
    """Topics by level and kind, darker where there is more, and what is thin."""
    from quizapp.tui.widgets.heatmap import heat_map_lines, look_at_coverage

    return ReadingScreen("coverage", "", look_at_coverage, heat_map_lines)
