"""A text field that leaves `=` to the screen, where an equals sign is no text: there it is a key."""

from __future__ import annotations

from typing import Any

from textual.events import Key
from textual.widgets import Input

from quizapp.tui.actions import printable, with_full_width

EQUALS = with_full_width("equals_sign")


class FreeInput(Input):
    """An input for values. `equals_is_text`: for code, where `axis=0` is written with it."""

    def __init__(self, *args: Any, equals_is_text: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.equals_is_text = equals_is_text

    def replace(self, text: str, start: int, end: int) -> None:
        """Replace a range (for what is typed or pasted: an empty one, or what is selected) by as much of a text as
        there is room for. Textual's own takes nothing of a text that is too long.
        """
        room = self.max_length - len(self.value) + abs(end - start) if self.max_length else len(text)
        super().replace(text[: max(0, room)] or text, start, end)

    def takes(self, key: str) -> bool:
        """Whether a key of the registry goes into the text."""
        return printable(key) and not self._leaves(key)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return super().check_consume_key(key, character) and not self._leaves(key)

    async def _on_key(self, event: Key) -> None:
        if self._leaves(event.key):
            # Not to the input itself, but up to the bindings of the screen.
            event.prevent_default()

    def _leaves(self, key: str) -> bool:
        return key in EQUALS and not self.equals_is_text
