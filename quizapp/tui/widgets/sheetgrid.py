"""An answer sheet at a glance: a cell for each question, with sign and colour, ten in a row."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.style import Style

from quizapp.tui.speech import say
from quizapp.tui.widgets.flow import Flow

if TYPE_CHECKING:
    from quizapp.tui.answersheet import Stand

PER_ROW = 10
# The signs say it; the colours only help.
ANSWERED, UNSURE, BEGUN, OPEN, GONE, FLAG = "●", "?", "◐", "·", "–", "⚑"
_COLOURS = {ANSWERED: "$primary", UNSURE: "$accent", BEGUN: "$partial", OPEN: "$quiet", GONE: "$quiet"}


def sign_of(stand: Stand, place: int, begun: Collection[int]) -> str:
    """How one question stands. `begun`: those with an answer that can't be put on the sheet yet."""
    line = stand.lines[place]
    if place in stand.gone:
        return GONE
    if place in begun:
        return BEGUN
    if not line.answered:
        return OPEN
    return UNSURE if line.unsure else ANSWERED


def legend(language: str, width: int) -> Iterator[Content]:
    """What the signs mean, in as many lines as it takes."""
    line = Content("")
    for name, sign in (("answered", ANSWERED), ("unsure", UNSURE), ("begun", BEGUN), ("open", OPEN), ("flag", FLAG)):
        colour = _COLOURS.get(sign, "$partial")
        entry = Content.assemble((f"{sign} ", colour), (say(language, f"sheet_{name}"), "$quiet"))
        if line and line.cell_length + 2 + entry.cell_length > width:
            yield line
            line = Content("")
        line = entry if not line else line + "  " + entry
    yield line


class SheetGrid(Flow):
    """Cells that can be clicked. `numbers`: each with its number, else a number before each row."""

    class Picked(Message):
        """A cell was clicked."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self, id: str, *, numbers: bool = False) -> None:
        super().__init__(id=id)
        self._numbers = numbers

    def show_sheet(self, stand: Stand, here: int, begun: Collection[int], language: str) -> None:
        """Show how a sheet stands, with the question that is showing (or the cursor) at `here`."""

        def draw(width: int) -> Content:
            lines = list(self._rows(stand, here, begun, width))
            return Content("\n").join([*lines, Content(""), *legend(language, width)])

        self.show(draw)

    def _rows(self, stand: Stand, here: int, begun: Collection[int], width: int) -> Iterator[Content]:
        # Number, sign, flag, and a gap where there is room for it.
        cell = 6 if self._numbers and width >= 6 * PER_ROW else 5
        for first in range(0, stand.total, PER_ROW):
            row = [] if self._numbers else [Content(f"{first + 1:>3} ").stylize("$quiet")]
            for place in range(first, min(first + PER_ROW, stand.total)):
                row.append(self._cell(stand, place, here, begun, cell if self._numbers else 2))
            yield Content("").join(row)

    def _cell(self, stand: Stand, place: int, here: int, begun: Collection[int], cells: int) -> Content:
        sign = sign_of(stand, place, begun)
        flag = FLAG if stand.lines[place].flagged else " "
        number = f"{place + 1:>3}" if self._numbers else ""
        content = Content.assemble(
            (number, "" if sign == OPEN else "$quiet"),
            (sign, _COLOURS[sign]),
            (flag, "$partial"),
        )
        if place == here:
            content = content.stylize("bold $background on $accent")
        content = content + " " * (cells - content.cell_length)
        return content.stylize(Style.from_meta({"place": place}))

    def on_click(self, event: Click) -> None:
        """What is clicked is gone to."""
        place = event.style.meta.get("place")
        if place is not None:
            event.stop()
            self.post_message(self.Picked(place))
