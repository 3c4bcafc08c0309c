"""A row of the home screen: a key, what it starts, how much there is and what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from rich.cells import cell_len
from textual.binding import BindingType
from textual.content import Content
from textual.events import Click
from textual.widget import Widget

from quizapp.tui.widgets.titlebar import cut

if TYPE_CHECKING:
    from quizapp.tui.screens.base import QuizScreen

_TITLE_CELLS = 15
_KEY_CELLS = 5


class MenuRow(Widget, can_focus=True):
    """One thing to start, by its key, by enter or by mouse. `run` is the action of the screen behind it.

    `action`: the action of the registry whose key is shown, as it is now, in place of `key`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [("enter,space", "start")]
    DEFAULT_CSS = """
    MenuRow {
        height: 1; width: 1fr; padding: 0 1;
        &:hover { background: $panel; }
        &:focus { background: $pick; text-style: bold; }
        &.-idle { color: $quiet; }
    }
    """

    def __init__(self, run: str, key: str = "", id: str = "", *, action: str = "") -> None:
        super().__init__(id=id)
        self._run = run
        self._key = key
        self._of = action
        self._title = self._detail = self._cost = ""
        self.title_cells = _TITLE_CELLS

    def show(self, title: str, detail: str = "", cost: str = "", idle: bool = False) -> None:
        """Set the row's words. `idle`: there is nothing to do here today."""
        self._title, self._detail, self._cost = title, detail, cost
        self.set_class(idle, "-idle")
        self.refresh()

    @property
    def least_title_cells(self) -> int:
        """How wide the column of titles must be for this one."""
        return cell_len(self._title) + 1

    @property
    def natural_cells(self) -> int:
        """How wide the row is with every word of it."""
        cost = cell_len(self._cost) + 2 if self._cost else 0
        return _KEY_CELLS + self.title_cells + cell_len(self._detail) + cost

    def render(self) -> Content:
        width = max(20, self.content_size.width)
        title = cut(self._title, width - 4)
        left = Content.assemble((f" {self._shown_key} ", "bold $primary on $panel"), "  ", title)
        cost = Content(self._cost).stylize("$quiet")
        if not self._detail:
            return _spread(left, cost, width)
        left = Content("").join([left, Content(" " * max(1, _KEY_CELLS + self.title_cells - left.cell_length))])
        room = width - left.cell_length - (cost.cell_length + 2 if self._cost else 0)
        return _spread(left + cut(self._detail, max(2, room)), cost, width)

    @property
    def _shown_key(self) -> str:
        return cast("QuizScreen", self.screen).key_of(self._of) if self._of else self._key

    async def action_start(self) -> None:
        """Do what the row stands for."""
        await self.run_action(self._run)

    async def on_click(self, event: Click) -> None:
        """As with enter."""
        self.focus()
        await self.action_start()


def _spread(left: Content, right: Content, width: int) -> Content:
    return Content("").join([left, Content(" " * max(1, width - left.cell_length - right.cell_length)), right])
