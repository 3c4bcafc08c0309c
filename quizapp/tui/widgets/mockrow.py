"""A mock exam that was handed in, as a row that opens its result."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.events import Click
from textual.widget import Widget

from quizapp.tui.widgets.flow import Drawing

if TYPE_CHECKING:
    from quizapp.study.exam.mocks import Mock


class MockRow(Widget, can_focus=True):
    """Opens by enter or by mouse."""

    BINDINGS: ClassVar[list[BindingType]] = [("enter,space", "open")]
    DEFAULT_CSS = """
    MockRow {
        height: 1; width: 1fr; padding: 0 1;
        &:hover { background: $panel; }
        &:focus { background: $pick; text-style: bold; }
    }
    """

    def __init__(self, sitting_id: int) -> None:
        super().__init__(id=f"done-{sitting_id}")
        self._sitting_id = sitting_id
        self._draw: Drawing = lambda width: Content("")

    def show(self, mock: Mock, draw: Drawing) -> None:
        """Show a mock exam."""
        self._sitting_id = mock.sitting_id
        self._draw = draw
        self.refresh()

    def render(self) -> Content:
        return self._draw(max(20, self.content_size.width))

    async def action_open(self) -> None:
        """Show the result."""
        await self.run_action(f"screen.open_result({self._sitting_id})")

    async def on_click(self, event: Click) -> None:
        """As with enter."""
        self.focus()
        await self.action_open()
