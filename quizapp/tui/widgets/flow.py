"""Text that lays itself out in whatever width it is given."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

Drawing = Callable[[int], Content]


class Flow(Widget):
    """Shows what `draw(width)` returns: lines of at most `width` cells, drawn anew when the width changes."""

    DEFAULT_CSS = "Flow { height: auto; width: 1fr; text-wrap: nowrap; }"

    def __init__(self, draw: Drawing | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._draw: Drawing | None = draw
        self._drawn: tuple[int, Content] | None = None
        self.display = draw is not None

    def show(self, draw: Drawing | None) -> None:
        """Show something else; None shows nothing and takes no room."""
        before = self._drawn
        self._draw = draw
        self._drawn = None
        self.display = draw is not None
        # Nothing around it moves where it has as many lines as before: laying out the screen anew is the dear part.
        self.refresh(layout=draw is None or before is None or _lines(self.drawn(before[0])) != _lines(before[1]))

    def drawn(self, width: int) -> Content:
        """The lines in a width."""
        if self._draw is None:
            return Content("")
        if self._drawn is None or self._drawn[0] != width:
            self._drawn = (width, self._draw(width))
        return self._drawn[1]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return _lines(self.drawn(max(1, width)))

    def render(self) -> Content:
        return self.drawn(max(1, self.content_size.width))


def _lines(content: Content) -> int:
    return content.plain.count("\n") + 1
