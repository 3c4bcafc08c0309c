"""Choosing keys: a line for each action; enter, then the new key."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Click, Key
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from quizapp.tui.actions import ACTIONS, KEYS, Action, bindings, shown_key
from quizapp.tui.keymap import FIXED
from quizapp.tui.screens.base import QuizScreen
from quizapp.tui.widgets.titlebar import TitleBar, cut

# Where somebody who types Japanese presses a key, it comes in its full-width form.
_WIDE = 0xFEE0


class KeyRow(Widget, can_focus=True):
    """One action: its words, where it applies, and its keys."""

    DEFAULT_CSS = """
    KeyRow {
        height: 1; padding: 0 1; width: 1fr;
        &:hover { background: $surface; }
        &:focus { background: $pick; text-style: bold; }
    }
    """

    class Chosen(Message):
        """It was clicked."""

    def __init__(self, action: Action) -> None:
        super().__init__(id=f"key-{action.id}")
        self.action = action
        self._words = self._places = self._keys = ""
        self._changed = False

    def show(self, words: str, places: str, keys: str, *, changed: bool) -> None:
        """Set the row's words. `changed`: the key is the learner's own choice."""
        self._words, self._places, self._keys, self._changed = words, places, keys, changed
        self.refresh()

    def render(self) -> Content:
        width = max(30, self.content_size.width)
        keys = Content(self._keys).stylize("bold $accent" if self._changed else "bold $primary")
        room = width - keys.cell_length - 2
        words = cut(self._words, room)
        places = cut(self._places, max(0, room - cell_len(words) - 2))
        gap = " " * max(1, width - cell_len(words) - 2 - cell_len(places) - keys.cell_length)
        return Content("").join([Content(words), Content(f"  {places}").stylize("$quiet"), Content(gap), keys])

    def on_click(self, event: Click) -> None:
        """As with enter."""
        self.focus()
        self.post_message(self.Chosen())


class KeysScreen(QuizScreen):
    """Every action that can have another key. What is chosen is kept at once; a key that is taken is refused."""

    CONTEXT = KEYS
    CSS = """
    KeysScreen {
        #key-rows { padding: 1 3; height: 1fr; }
        &.-narrow #key-rows { padding: 1 0; }
        &.-wide #key-rows { padding: 2 16; }
        #key-note { height: auto; padding: 0 4; color: $quiet; }
        &.-narrow #key-note { padding: 0 1; }
        &.-waiting #key-note { color: $accent; text-style: bold; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings((KEYS,)),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def body(self) -> ComposeResult:
        with VerticalScroll(id="key-rows", can_focus=False):
            yield from (KeyRow(action) for action in ACTIONS if action.id not in FIXED)
        yield Static("", markup=False, id="key-note")

    def on_mount(self) -> None:
        """Begin at the top."""
        super().on_mount()
        self.query(KeyRow).first().focus()

    @property
    def waiting(self) -> bool:
        """Whether the next key is the one to be chosen."""
        return self.has_class("-waiting")

    def words(self) -> None:
        self.query_one(TitleBar).show(Content(self.say("keys")).stylize("bold"))
        keymap = self.quiz.keymap
        for row in self.query(KeyRow):
            action = row.action
            places = self.say("place_anywhere") if len(action.where) > 5 else self._places(action)
            keys = "  ".join(map(shown_key, keymap.keys(action)))
            row.show(self.say(f"about_{action.id}"), places, keys, changed=action.id in keymap.chosen)
        self._note(self.say("keys_waiting") if self.waiting else self._about)

    def _places(self, action: Action) -> str:
        return self.say("list_comma").join(self.say(f"place_{place}") for place in action.where if place != "opening")

    @property
    def _about(self) -> str:
        return self.say("keys_about", key=self.key_of("choose_key"))

    def _note(self, words: str) -> None:
        self.query_one("#key-note", Static).update(Content(words))

    def on_key_row_chosen(self, event: KeyRow.Chosen) -> None:
        """A row was clicked."""
        event.stop()
        self.action_choose_key()

    def action_choose_key(self) -> None:
        """Wait for the new key."""
        if isinstance(self.focused, KeyRow):
            self.add_class("-waiting")
            self._note(self.say("keys_waiting"))

    async def on_event(self, event: object) -> None:
        """While a key is waited for, the next one is it, whatever it does otherwise; escape chooses none."""
        if self.waiting and isinstance(event, Key):
            event.stop()
            event.prevent_default()
            self.remove_class("-waiting")
            self._take(event)
            return
        await super().on_event(event)  # type: ignore[arg-type]

    def _take(self, event: Key) -> None:
        row = self.focused
        if event.key == "escape" or not isinstance(row, KeyRow):
            self._note(self._about)
            return
        key = event.key
        if len(key) == 1 and 0xFF01 <= ord(key) <= 0xFF5E:
            key = chr(ord(key) - _WIDE)
        keymap, action = self.quiz.keymap, row.action
        fault = keymap.why_not(action.id, key)
        if fault is not None:
            other = self.say(f"about_{fault.other}") if fault.other else ""
            self._note(self.say(fault.reason, key=shown_key(fault.key), action=action.id, other=other))
            return
        chosen = dict(keymap.chosen)
        if key == action.keys[0]:
            chosen.pop(action.id, None)
        else:
            chosen[action.id] = key
        self.quiz.change_setting("keys", chosen)
        self.words()
        self._note(self.say("keys_changed", key=shown_key(key)))

    def action_restore_key(self) -> None:
        """Give the focused action its own key back."""
        row = self.focused
        if not isinstance(row, KeyRow) or row.action.id not in self.quiz.keymap.chosen:
            return
        rest = {name: key for name, key in self.quiz.keymap.chosen.items() if name != row.action.id}
        self.quiz.change_setting("keys", rest)
        self.words()
        self._note(self.say("keys_changed", key=shown_key(row.action.keys[0])))
