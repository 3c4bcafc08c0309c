"""Help: every key and what it does, from the registry of actions, those of the screen you came from first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content

from quizapp.tui.actions import (
    BENCH,
    CALCULATOR,
    CHAPTERS,
    CHOICE,
    CONTEXTS,
    EXAM_CHOICE,
    EXAM_TYPED,
    EXAMS,
    FAULTS,
    HELP,
    HOME,
    KEYS,
    LAB,
    LOOKED,
    NAVIGATOR,
    OPENING,
    OPTIONS,
    PLAN,
    RESULT,
    SEARCH,
    SETTINGS,
    STATISTICS,
    STEPPED,
    SUMMARY,
    TOLD,
    TYPED,
    WELCOME,
    Action,
    applicable,
    bindings,
    shown_key,
)
from quizapp.tui.screens.base import QuizScreen
from quizapp.tui.widgets.flow import Flow
from quizapp.tui.widgets.titlebar import TitleBar

_FIRST = (
    HOME,
    CHAPTERS,
    CHOICE,
    TYPED,
    TOLD,
    CALCULATOR,
    SUMMARY,
    OPTIONS,
    EXAMS,
    EXAM_CHOICE,
    EXAM_TYPED,
    NAVIGATOR,
    RESULT,
    LOOKED,
    SEARCH,
    LAB,
    BENCH,
    STEPPED,
    STATISTICS,
    PLAN,
    SETTINGS,
    KEYS,
    WELCOME,
    FAULTS,
)
# A place that is not named above comes after those that are; an opening sitting and the help have no keys of their own.
_ORDER = (*_FIRST, *(place for place in CONTEXTS if place not in (*_FIRST, OPENING, HELP)))
_KEY_CELLS = 16


class HelpScreen(QuizScreen):
    """A page of keys."""

    CONTEXT = HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings((HELP,)),
        ("down", "page(1)"),
        ("up", "page(-1)"),
        ("pagedown,space", "page(12)"),
        ("pageup", "page(-12)"),
    ]

    def __init__(self, came_from: str) -> None:
        super().__init__()
        self._came_from = came_from

    def body(self) -> ComposeResult:
        with VerticalScroll(id="help", can_focus=False), Vertical(classes="sheet"):
            yield Flow(id="keys")

    def words(self) -> None:
        self.query_one(TitleBar).show(Content(self.say("help")).stylize("bold"))
        self.query_one("#keys", Flow).show(lambda width: Content("\n").join(self._lines(width)))

    def action_page(self, by: int) -> None:
        """Scroll."""
        self.query_one("#help").scroll_relative(y=by, animate=False)

    def _lines(self, width: int) -> Iterator[Content]:
        here = [self._came_from] if self._came_from in _ORDER else []
        everywhere = [action for action in applicable(HELP) if set(action.where) >= set(CONTEXTS) - {HOME, HELP}]
        for context in [*here, *(other for other in _ORDER if other not in here)]:
            own = [action for action in applicable(context) if action not in everywhere and action.id != "help"]
            yield Content(self.say(f"place_{context}")).stylize("bold $primary")
            yield from self._rows(own, width)
            yield Content("")
        yield Content(self.say("place_anywhere")).stylize("bold $primary")
        yield from self._rows([*everywhere, *(action for action in applicable(HOME) if action.id == "help")], width)

    def _rows(self, actions: list[Action], width: int) -> Iterator[Content]:
        numbers = [action for action in actions if action.id.startswith(("choose_", "remark_"))]
        for action in actions:
            if action in numbers[1:]:
                continue
            keys = (
                f"1 … {len(numbers)}"
                if action in numbers
                else "  ".join(shown_key(key) for key in self.quiz.keymap.keys(action))
            )
            kind = action.id.partition("_")[0]
            about = self.say(f"about_{kind}") if action in numbers else self.say(f"about_{action.id}")
            head = Content("  " + keys + " " * max(2, _KEY_CELLS - 2 - cell_len(keys))).stylize("bold")
            lines = Content(about).wrap(max(20, width - _KEY_CELLS))
            for number, line in enumerate(lines):
                yield Content("").join([head if number == 0 else Content(" " * head.cell_length), line])
