"""The line at the head of a screen: where you are on the left, how far on the right."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

_NOTHING = Content("")
# Formulas are shown as LaTeX.
RAW = Content("LaTeX").stylize("$partial")


class TitleBar(Widget):
    """One line: left, what explains it (dropped where there is no room), right. The left part gives way last."""

    DEFAULT_CSS = "TitleBar { dock: top; height: 1; padding: 0 1; background: $surface; color: $foreground; }"

    def __init__(self) -> None:
        super().__init__()
        self._left = self._aside = self._right = _NOTHING

    def show(self, left: Content, right: Content = _NOTHING, aside: Content = _NOTHING) -> None:
        """Set what the line says."""
        self._left, self._right, self._aside = left, right, aside
        self.refresh()

    def render(self) -> Content:
        width = max(10, self.content_size.width)
        room = width - self._right.cell_length - 2
        left = self._left + "  " + self._aside if self._aside else self._left
        if left.cell_length > room:
            left = self._left.truncate(max(4, room), ellipsis=True)
        gap = max(0, width - left.cell_length - self._right.cell_length)
        return Content("").join([left, Content(" " * gap), self._right])


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
