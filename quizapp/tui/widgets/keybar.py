"""The bar of keys at the foot of a screen, drawn from the registry of actions."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content
from textual.events import Click
from textual.style import Style

from quizapp.tui.actions import Action, applicable, key_for, shown_key
from quizapp.tui.keymap import Keymap
from quizapp.tui.widgets.flow import Flow

MOST_LINES = 2
_GAP = "   "


class KeyBar(Flow):
    """The keys that work here, each clickable. An action that can't be used now is greyed.

    `words`: an action's short words; one without any has no sense here and is left out. `disabled`: whether it can't be
    used now. At most two lines: where not all fit, what can't be used now is left to the help first, then what is
    minor.
    """

    DEFAULT_CSS = "KeyBar { dock: bottom; height: auto; padding: 0 1; color: $quiet; background: $surface; }"

    def __init__(self, words: Callable[[Action], str], disabled: Callable[[Action], bool]) -> None:
        super().__init__()
        self._words = words
        self._disabled = disabled

    def name_keys(self, context: str, keymap: Keymap, taken: Callable[[str], bool] | None) -> None:
        """Name the keys of a context; `taken`: which keys the text field that has the focus takes as text."""
        entries = []
        for action in applicable(context):
            key = key_for(keymap.keys(action), taken)
            words = self._words(action) if action.bar and key is not None else ""
            if words and key is not None:
                disabled = self._disabled(action)
                entry = _entry(shown_key(key), words, disabled, action.run)
                entries.append((0 if disabled else 1 if action.minor else 2, entry))
        self.show(lambda width: _lay_out(entries, width))

    async def on_click(self, event: Click) -> None:
        """What is clicked is done."""
        run = event.style.meta.get("run")
        if run:
            await self.run_action(run)


def _entry(key: str, words: str, disabled: bool, run: str) -> Content:
    if disabled:
        return Content(f"{key} {words}").stylize("$idle")
    # A meta of our own: Textual underlines what has its `@click`.
    target = Style.from_meta({"run": run if "." in run else f"screen.{run}"})
    return Content.assemble((key, "bold $primary"), " ", words).stylize(target)


def _lay_out(ranked: list[tuple[int, Content]], width: int) -> Content:
    entries = list(ranked)
    lines = _lines([entry for _, entry in entries], width)
    while len(lines) > MOST_LINES and len(entries) > 1:
        least = min(rank for rank, _ in entries)
        last = max(place for place, (rank, _) in enumerate(entries) if rank == least)
        del entries[last]
        lines = _lines([entry for _, entry in entries], width)
    return Content("\n").join(Content(_GAP).join(line) for line in lines)


def _lines(entries: list[Content], width: int) -> list[list[Content]]:
    lines: list[list[Content]] = [[]]
    used = 0
    for entry in entries:
        if lines[-1] and used + len(_GAP) + entry.cell_length > width:
            lines.append([])
            used = 0
        used += entry.cell_length + (len(_GAP) if lines[-1] else 0)
        lines[-1].append(entry)
    return lines
