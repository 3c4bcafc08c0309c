"""A row of items of which any may be chosen: words on the left, the items behind, in as many lines as they take."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.style import Style

from quizapp.tui.widgets.flow import Flow

LABEL_CELLS = 14


class ChipRow(Flow, can_focus=True):
    """Left and right move the cursor, space or a click chooses. The screen has the values; it is told what changes."""

    DEFAULT_CSS = """
    ChipRow {
        height: auto; padding: 0 1; width: 1fr;
        &:hover { background: $surface; }
        &:focus { background: $pick; }
    }
    """

    class Toggled(Message):
        """An item was chosen, or taken out."""

        def __init__(self, row: ChipRow, value: str) -> None:
            super().__init__()
            self.row = row
            self.value = value

    def __init__(self, name: str, values: Sequence[str]) -> None:
        super().__init__(id=f"set-{name}")
        self.values = list(values)
        self.cursor = 0
        # Whether the cursor shows: `has_focus` is still true while the focus is being lost.
        self._shown = False
        self._label = ""
        self._words: Sequence[str] = ()
        self._chosen: Collection[str] = ()

    def show_items(self, label: str, words: Sequence[str], chosen: Collection[str]) -> None:
        """Set the row's words, one for each value, and which are chosen."""
        self._label, self._words, self._chosen = label, words, set(chosen)
        self._redraw()

    def move(self, by: int) -> None:
        """Move the cursor."""
        self.cursor = (self.cursor + by) % len(self.values)
        self._redraw()

    def toggle(self) -> None:
        """Choose what is under the cursor, or take it out."""
        self.post_message(self.Toggled(self, self.values[self.cursor]))

    def on_click(self, event: Click) -> None:
        """As with space, where it was clicked."""
        self.focus()
        place = event.style.meta.get("item")
        if place is not None:
            event.stop()
            self.cursor = place
            self.toggle()

    def on_focus(self) -> None:
        """The cursor shows."""
        self._shown = True
        self._redraw()

    def on_blur(self) -> None:
        """The cursor is hidden."""
        self._shown = False
        self._redraw()

    def _redraw(self) -> None:
        self.show(self._drawn_items)

    def _drawn_items(self, width: int) -> Content:
        label = self._label + " " * max(1, LABEL_CELLS - cell_len(self._label))
        lines, line = [], Content(label).stylize("bold" if self._shown else "")
        first = True
        for place, words in enumerate(self._words):
            item = self._item(place, words)
            # No space behind the last one of a line: where it is a cell too long, it would be broken once more.
            gap = "" if first else " "
            if not first and line.cell_length + len(gap) + item.cell_length > width:
                lines.append(line)
                line, gap = Content(" " * LABEL_CELLS), ""
            line = Content("").join([line, gap, item])
            first = False
        return Content("\n").join([*lines, line])

    def _item(self, place: int, words: str) -> Content:
        chosen = self.values[place] in self._chosen
        content = Content(f" {'✓' if chosen else '·'} {words} ")
        content = content.stylize("bold $background on $primary" if chosen else "$foreground on $panel")
        if self._shown and place == self.cursor:
            content = content.stylize("bold underline")
        return content.stylize(Style.from_meta({"item": place}))
