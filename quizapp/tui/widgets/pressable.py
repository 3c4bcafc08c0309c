"""Words that do something when they are clicked."""

from __future__ import annotations

from textual.content import Content
from textual.events import Click
from textual.style import Style
from textual.widgets import Static


def pressable(words: Content, run: str) -> Content:
    """Words that run an action of the screen, or of the program (`app.…`), in a widget that is `Pressable`."""
    # A meta of our own: Textual underlines what has its `@click`.
    return words.stylize(Style.from_meta({"run": run if "." in run else f"screen.{run}"}))


def turned(words: str, run: str) -> Content:
    """One of several things in turn: a click on its left sign leads to the one before, elsewhere to the next."""
    return pressable(Content("◂ "), f"{run}(-1)") + pressable(Content(f"{words} ▸"), f"{run}(1)")


class Pressable(Static):
    """A text of which some words can be clicked."""

    async def on_click(self, event: Click) -> None:
        """What is clicked is done."""
        run = event.style.meta.get("run")
        if run:
            event.stop()
            await self.run_action(run)
