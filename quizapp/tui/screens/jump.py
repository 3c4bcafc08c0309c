"""Jump mode: a letter on everything that can have the focus or be clicked; pressed, it goes there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, Key
from textual.geometry import Offset
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Static

LETTERS = "asdfghjklqwertyuiopzxcvbnm1234567890"


@dataclass(frozen=True, slots=True)
class Target:
    """Something to jump to, and the place of its label on the screen."""

    widget: Widget
    place: Offset


def targets(screen: Screen[Any]) -> list[Target]:
    """What can have the focus and is in view, from the top to the bottom, at most one for each letter."""
    found = [
        Target(widget, widget.region.offset)
        for widget in screen.query("*")
        if widget.focusable and widget.region.overlaps(screen.region) and _in_view(widget)
    ]
    return sorted(found, key=lambda target: (target.place.y, target.place.x))[: len(LETTERS)]


def _in_view(widget: Widget) -> bool:
    visible = widget.visible_region if hasattr(widget, "visible_region") else widget.region
    return bool(visible.area)


class JumpScreen(ModalScreen[None]):
    """The labels, over the screen that stays in view. Any other key leads back."""

    CSS = """
    JumpScreen {
        background: transparent;
        .jump-label {
            width: 3; height: 1; position: absolute;
            background: $accent; color: $background; text-style: bold;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,ctrl+o", "dismiss(None)", show=False)]

    def __init__(self, found: Sequence[Target]) -> None:
        super().__init__()
        self._targets = dict(zip(LETTERS, found, strict=False))

    def compose(self) -> ComposeResult:
        for letter, target in self._targets.items():
            label = Static(Content(f" {letter} "), classes="jump-label", markup=False)
            label.styles.offset = (target.place.x, target.place.y)
            yield label

    def on_key(self, event: Key) -> None:
        """A letter goes to its region; also when an input method sends it full-width."""
        key = event.key
        if len(key) == 1 and 0xFF01 <= ord(key) <= 0xFF5E:
            key = chr(ord(key) - 0xFEE0)
        event.stop()
        target = self._targets.get(key)
        self.dismiss(None)
        if target is not None:
            target.widget.focus()

    def on_click(self, event: Click) -> None:
        """A click leads back."""
        self.dismiss(None)
