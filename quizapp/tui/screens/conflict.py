"""Before a text is saved over what another program wrote: how the two differ, and which of them is to stand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import BindingType
from textual.content import Content

from quizapp import paths
from quizapp.text.safe import safe_text
from quizapp.tui.actions import ACTIONS, CONFLICT, Action, bindings, shown_key
from quizapp.tui.authoring_disk import Conflict, State
from quizapp.tui.screens.lines import LinesScreen
from quizapp.tui.widgets.flow import Flow
from quizapp.tui.widgets.titlebar import TitleBar

# More lines than this are read better elsewhere.
MOST_LINES = 400
_COLOURS = {"-": "$wrong", "+": "$right"}


class ConflictScreen(LinesScreen):
    """Comes back with `take` (what is on the disk), `overwrite`, or None: neither yet."""

    CONTEXT = CONFLICT
    BINDINGS: ClassVar[list[BindingType]] = [*bindings((CONFLICT,))]

    def __init__(self, found: Conflict, file: Path) -> None:
        super().__init__()
        self._found = found
        self._file = file

    def words(self) -> None:
        name = Content(safe_text(self._file.stem)).stylize("$quiet")
        there = self._found.there.state in (State.TEXT, State.GARBLED)
        title = Content(self.say("conflict" if there else "conflict_no_file")).stylize("bold")
        self.query_one(TitleBar).show(title, name)
        self.query_one("#lines", Flow).show(lambda width: Content("\n").join(self._lines(width)))

    def why_not(self, action_id: str) -> str:
        state = self._found.there.state
        if action_id == "take_disk" and state is not State.TEXT:
            return "conflict_no_text"
        return "conflict_barred" if action_id == "overwrite_disk" and state is State.BARRED else ""

    def action_words(self, action: Action) -> str:
        if self.why_not(action.id):
            # It stays so as long as this screen is up.
            return ""
        again = action.id == "overwrite_disk" and self._found.there.state is State.GONE
        return self.say("act_make_again") if again else super().action_words(action)

    def _lines(self, width: int) -> Iterator[Content]:
        state, fault = self._found.there.state, self._found.there.fault
        told = self.say(f"conflict_{state}", count=self._found.count)
        yield from Content(told).stylize("bold $partial").wrap(width)
        yield Content(_end(safe_text(str(self._file)), width)).stylize("$quiet")
        if fault is not None:
            yield from Content(fault.in_file(self.language)).stylize("$wrong").wrap(width)
        yield Content("")
        yield from self._ways(width)
        if state is State.TEXT:
            yield Content("")
            yield Content(self.say("conflict_lines")).stylize("$quiet")
            yield from self._differences(width)

    def _ways(self, width: int) -> Iterator[Content]:
        """What can be done now, each by its key, and what is kept whatever is done."""
        state = self._found.there.state
        ways = [
            (action, f"conflict_{action}") for action in ("take_disk", "overwrite_disk") if not self.why_not(action)
        ]
        if state is State.GONE:
            ways = [("overwrite_disk", "conflict_make_again")]
        keys = [self.key_of(action) for action in ("take_disk", "overwrite_disk", "leave")]
        room = max(map(cell_len, keys)) + 2
        for action, words in [*ways, ("leave", "conflict_leave")]:
            key = self.key_of(action)
            values = {"undo": self._key_in_text("undo_edit"), "save": self._key_in_text("save_text")}
            for number, line in enumerate(Content(self.say(words, **values)).wrap(max(20, width - room - 2))):
                head = f"  {key}{' ' * (room - cell_len(key))}" if number == 0 else " " * (room + 2)
                yield Content.assemble((head, "bold $primary"), line)
        if state in (State.TEXT, State.GARBLED):
            yield Content("")
            folder = safe_text(str(paths.data_folder() / "drafts" / "replaced"))
            yield from Content(self.say("conflict_copies", folder=folder)).stylize("$quiet").wrap(width)

    def _key_in_text(self, action_id: str) -> str:
        """The key of an action of the editor that this screen lies over."""
        action = next(action for action in ACTIONS if action.id == action_id)
        return shown_key(self.quiz.keymap.keys(action)[0])

    def _differences(self, width: int) -> Iterator[Content]:
        for sign, line in self._found.lines[:MOST_LINES]:
            if sign == "@":
                yield Content("⋯").stylize("$quiet")
            elif sign == " ":
                yield Content(f"  {line}").stylize("$quiet").truncate(width, ellipsis=True)
            else:
                # Whole, however long: where it differs may be at its end.
                for number, piece in enumerate(Content(line or " ").wrap(max(20, width - 2))):
                    yield Content(f"{sign} " if number == 0 else "  ").append(piece).stylize(_COLOURS[sign])
        if len(self._found.lines) > MOST_LINES:
            yield Content("⋯").stylize("$quiet")

    def action_take_disk(self) -> None:
        """What is on the disk stands."""
        if not self.refused("take_disk"):
            self.dismiss("take")

    def action_overwrite_disk(self) -> None:
        """The text here stands."""
        if not self.refused("overwrite_disk"):
            self.dismiss("overwrite")


def _end(path: str, width: int) -> str:
    """The end of a path, which tells more than its beginning, in a width."""
    if cell_len(path) <= width:
        return path
    while cell_len(path) > width - 1:
        path = path[1:]
    return f"…{path}"
