"""Before a text is saved over what another program wrote: how the two differ, and which of them is to stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from quizapp import paths
from quizapp.text.safe import safe_text
from quizapp.tui.actions import CONFLICT, bindings
from quizapp.tui.authoring import Conflict
from quizapp.tui.screens.lines import LinesScreen
from quizapp.tui.widgets.flow import Flow
from quizapp.tui.widgets.titlebar import TitleBar

# More lines than this are read better elsewhere.
MOST_LINES = 400
_COLOURS = {"-": "$wrong", "+": "$right", "@": "$quiet", " ": "$quiet"}


class ConflictScreen(LinesScreen):
    """Comes back with `take` (what is on the disk), `overwrite`, or None: neither yet."""

    CONTEXT = CONFLICT
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings((CONFLICT,)),
    ]

    def __init__(self, found: Conflict) -> None:
        super().__init__()
        self._found = found

    def words(self) -> None:
        self.query_one(TitleBar).show(Content(self.say("conflict")).stylize("bold"))
        self.query_one("#lines", Flow).show(lambda width: Content("\n").join(self._lines(width)))

    def why_not(self, action_id: str) -> str:
        return "conflict_gone" if action_id == "take_disk" and self._found.text is None else ""

    def _lines(self, width: int) -> Iterator[Content]:
        if self._found.text is None:
            yield from Content(self.say("conflict_gone")).stylize("bold $partial").wrap(width)
            return
        told = self.say("conflict_about", count=self._found.count)
        yield from Content(told).stylize("bold $partial").wrap(width)
        yield Content("")
        keys = {"take": self.key_of("take_disk"), "over": self.key_of("overwrite_disk")}
        folder = safe_text(str(paths.data_folder() / "drafts" / "replaced"))
        yield from Content(self.say("conflict_choices", folder=folder, **keys)).wrap(width)
        yield Content("")
        yield Content(self.say("conflict_lines")).stylize("$quiet")
        for sign, line in self._found.lines[:MOST_LINES]:
            words = "⋯" if sign == "@" else f"{sign} {line}"
            yield Content(words).stylize(_COLOURS[sign]).truncate(width, ellipsis=True)
        if len(self._found.lines) > MOST_LINES:
            yield Content("⋯").stylize("$quiet")

    def action_take_disk(self) -> None:
        """What is on the disk stands."""
        if not self.refused("take_disk"):
            self.dismiss("take")

    def action_overwrite_disk(self) -> None:
        """The text here stands."""
        self.dismiss("overwrite")
