"""The command palette: the actions that apply where a person is, found by their words in either language."""

from __future__ import annotations

from functools import partial

from textual.app import App
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from quizapp.tui.actions import Action, applicable, shown_key
from quizapp.tui.screens.base import QuizScreen
from quizapp.tui.speech import say


class ActionProvider(Provider):
    """The registry's actions of the screen behind the palette, then the themes."""

    def _entries(self) -> list[tuple[str, str, Action]]:
        screen = self.screen
        if not isinstance(screen, QuizScreen):
            return []
        return [
            (
                f"{say(screen.language, f'about_{action.id}')}  {shown_key(action.keys[0])}",
                # Found by its words in the other language too.
                " ".join(say(language, f"act_{action.id}") for language in ("ja", "en")),
                action,
            )
            for action in applicable(screen.context)
            if action.id != "palette" and not action.id.startswith("choose_")
        ]

    async def discover(self) -> Hits:
        """Everything, before a word is typed."""
        for words, _other, action in self._entries():
            yield DiscoveryHit(Content(words), partial(self._run, action), text=words)

    async def search(self, query: str) -> Hits:
        """What matches the words typed."""
        matcher = self.matcher(query)
        for words, other, action in self._entries():
            score = max(matcher.match(words), matcher.match(other))
            if score > 0:
                yield Hit(score, matcher.highlight(words), partial(self._run, action), text=words)

    async def _run(self, action: Action) -> None:
        await self.app.run_action(action.run, self.screen)


def open_palette(app: App[None]) -> None:
    """Open the palette over the screen that is showing."""
    screen = app.screen
    if isinstance(screen, QuizScreen):
        app.push_screen(
            CommandPalette([ActionProvider], placeholder=screen.say("palette_search"), id="--command-palette")
        )
