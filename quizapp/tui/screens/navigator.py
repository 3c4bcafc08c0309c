"""The answer sheet at a glance, over the question: what is open or flagged, and the way to any number."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Static

from quizapp.tui.actions import NAVIGATOR, Action, bindings
from quizapp.tui.answersheet import Stand
from quizapp.tui.screens.base import Translated, bind_chosen
from quizapp.tui.speech import say
from quizapp.tui.widgets.keybar import KeyBar
from quizapp.tui.widgets.sheetgrid import PER_ROW, SheetGrid

if TYPE_CHECKING:
    from quizapp.tui.app import QuizApp

# Where somebody who types Japanese presses a digit, it comes in its full-width form.
_DIGITS = {**{str(n): str(n) for n in range(10)}, **{chr(0xFF10 + n): str(n) for n in range(10)}}


class NavigatorScreen(Translated, ModalScreen["int | str | None"]):
    """Ends with the position to go to, with "hand_in", or with None. `begun`: what can't be on the sheet yet."""

    CSS = """
    NavigatorScreen {
        align: center middle;
        background: $background 60%;
        #sheet {
            width: 68; max-width: 100%; height: auto; max-height: 100%;
            border: round $primary; background: $surface; padding: 0 2;
        }
        #grid-room { height: auto; max-height: 1fr; }
        #at { height: 1; margin-top: 1; }
        KeyBar { padding: 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings((NAVIGATOR,)),
        Binding("right", "move(1)", show=False),
        Binding("left", "move(-1)", show=False),
        Binding("down", f"move({PER_ROW})", show=False),
        Binding("up", f"move({-PER_ROW})", show=False),
        Binding("home", "move(-1000)", show=False),
        Binding("end", "move(1000)", show=False),
        Binding("backspace", "rub_out", show=False),
    ]

    def __init__(self, stand: Stand, here: int, begun: Collection[int]) -> None:
        super().__init__()
        self._stand = stand
        self._cursor = here
        self._begun = begun
        self._digits = ""

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            with VerticalScroll(id="grid-room", can_focus=False):
                yield SheetGrid("grid", numbers=True)
            yield Static("", markup=False, id="at")
            yield KeyBar(self._action_words, lambda action: bool(self._why_not(action.id)))

    @property
    def quiz(self) -> QuizApp:
        """The program that this screen belongs to."""
        return cast("QuizApp", self.app)

    @property
    def context(self) -> str:
        """For the help: which keys come first."""
        return NAVIGATOR

    @property
    def _language(self) -> str:
        return self.quiz.settings.language

    def on_mount(self) -> None:
        """The first words, and the keys that the learner has chosen."""
        if self.quiz.keymap.chosen:
            bind_chosen(self, self.quiz.keymap)
        self.translate()

    def translate(self) -> None:
        """Say everything in the language there is now."""
        sheet, stand = self.query_one("#sheet"), self._stand
        sheet.border_title = Content(say(self._language, "sheet"))
        counts = {"answered": stand.answered, "total": stand.total}
        counts |= {"open": len(stand.open), "flagged": len(stand.flagged)}
        sheet.border_subtitle = Content(say(self._language, "sheet_counts", **counts))
        self.query_one(KeyBar).name_keys(NAVIGATOR, self.quiz.keymap, None)
        self._draw()

    def _action_words(self, action: Action) -> str:
        return say(self._language, f"act_{action.id}")

    def _why_not(self, action_id: str) -> str:
        if action_id == "next_flagged" and not self._stand.flagged:
            return "exam_none_flagged"
        if action_id == "next_open" and not self._stand.open:
            return "exam_all_answered"
        return ""

    def _draw(self) -> None:
        number = self._cursor + 1
        values = {"number": number, "digits": self._digits}
        words = say(self._language, "sheet_typed" if self._digits else "sheet_at", **values)
        self.query_one("#at", Static).update(Content(words).stylize("bold $primary"))
        self.query_one(SheetGrid).show_sheet(self._stand, self._cursor, self._begun, self._language)
        room = self.query_one("#grid-room", VerticalScroll)
        row = self._cursor // PER_ROW
        if not room.scroll_y <= row < room.scroll_y + max(1, room.size.height):
            room.scroll_to(y=row - room.size.height // 2, animate=False)

    def _move_to(self, place: int) -> None:
        self._cursor = max(0, min(self._stand.total - 1, place))
        self._draw()

    def action_move(self, by: int) -> None:
        """Move the cursor: across, by rows, to either end."""
        self._digits = ""
        self._move_to(self._cursor + by)

    def on_key(self, event: Key) -> None:
        """A digit belongs to the number to go to."""
        digit = _DIGITS.get(event.character or "")
        if digit is None:
            return
        event.stop()
        # What is no number of the sheet any more begins anew with this digit.
        digits = self._digits + digit
        if not 1 <= int(digits) <= self._stand.total:
            digits = digit
        self._digits = digits if int(digits) else ""
        if self._digits:
            self._move_to(int(self._digits) - 1)

    def action_rub_out(self) -> None:
        """Take the last digit back."""
        self._digits = self._digits[:-1]
        if self._digits:
            self._move_to(int(self._digits) - 1)
        else:
            self._draw()

    def _next_of(self, places: list[int], nothing: str) -> None:
        self._digits = ""
        if places:
            self._move_to(next((place for place in places if place > self._cursor), places[0]))
        else:
            self.quiz.notify(say(self._language, nothing), markup=False)

    def action_next_open(self) -> None:
        """To the next question without an answer."""
        self._next_of(self._stand.open, "exam_all_answered")

    def action_next_flagged(self) -> None:
        """To the next flagged question."""
        self._next_of(self._stand.flagged, "exam_none_flagged")

    def action_go_item(self) -> None:
        """Go to the question under the cursor."""
        self.dismiss(self._cursor)

    def action_hand_in(self) -> None:
        """Hand in: the question's screen says what is open."""
        self.dismiss("hand_in")

    def action_leave(self) -> None:
        """Back to the question."""
        self.dismiss(None)

    def on_sheet_grid_picked(self, event: SheetGrid.Picked) -> None:
        """A click goes there."""
        event.stop()
        self.dismiss(event.place)
