"""The line at the head of a screen: where you are on the left, how far on the right."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static


class TitleBar(Static):
    """One line in three parts; the left one gives way when there is too little room."""

    DEFAULT_CSS = "TitleBar { dock: top; height: 1; padding: 0 1; background: $surface; color: $foreground; }"

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._parts = (Content(""), Content(""), Content(""))

    def show(self, left: Content, right: Content = Content(""), middle: Content = Content("")) -> None:  # noqa: B008 (immutable)
        """Set what the line says."""
        self._parts = (left, middle, right)
        self._draw()

    def on_resize(self, event: Resize) -> None:
        """The parts are spread over the width there is now."""
        self._draw()

    def _draw(self) -> None:
        left, middle, right = self._parts
        width = max(self.size.width, 10)
        fixed = right.cell_length + (middle.cell_length + 2 if middle else 0)
        left = left.truncate(max(4, width - fixed - 2), ellipsis=True)
        free = max(0, width - left.cell_length - middle.cell_length - right.cell_length)
        before = free // 2 if middle else free
        self.update(Content("").join([left, Content(" " * before), middle, Content(" " * (free - before)), right]))


def cut(text: str, width: int) -> str:
    """A plain text cut to a width in cells, with … where something is missing."""
    if cell_len(text) <= width:
        return text
    kept = ""
    for sign in text:
        if cell_len(kept + sign) > width - 1:
            break
        kept += sign
    return kept + "…"
