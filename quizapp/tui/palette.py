"""The command palette: the actions that apply where a person is, found by their words in either language."""

from __future__ import annotations

from functools import partial

from textual.app import App
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.widgets.option_list import Option

from quizapp.tui.actions import Action, applicable, shown_key
from quizapp.tui.screens.base import QuizScreen
from quizapp.tui.speech import say

# Room for the widest key, and a gap.
_KEY_CELLS = 8


class ActionProvider(Provider):
    """The registry's actions of the screen behind the palette, then the themes."""

    def _entries(self) -> list[tuple[Content, str, str, Action]]:
        screen = self.screen
        if not isinstance(screen, QuizScreen):
            return []
        return [
            (
                Content(shown_key(screen.quiz.keymap.keys(action)[0]).ljust(_KEY_CELLS)).stylize("bold $primary"),
                say(screen.language, f"about_{action.id}"),
                # Found by its words in the other language too.
                " ".join(say(language, f"act_{action.id}") for language in ("ja", "en")),
                action,
            )
            for action in applicable(screen.context)
            if action.id != "palette"
            and not action.id.startswith(("choose_", "remark_"))
            # Not what only now and then is there to do.
            and screen.check_action(action.run.partition("(")[0], ()) is not False
        ]

    async def discover(self) -> Hits:
        """Everything, before a word is typed."""
        for key, words, _other, action in self._entries():
            yield DiscoveryHit(key + words, partial(self._run, action), text=words)

    async def search(self, query: str) -> Hits:
        """What matches the words typed."""
        matcher = self.matcher(query)
        for key, words, other, action in self._entries():
            score = max(matcher.match(words), matcher.match(other))
            if score > 0:
                yield Hit(score, key + matcher.highlight(words), partial(self._run, action), text=words)

    async def _run(self, action: Action) -> None:
        await self.app.run_action(action.run, self.screen)


class Palette(CommandPalette):
    """Textual's palette with our own words where nothing is found."""

    def __init__(self, placeholder: str, nothing: str) -> None:
        super().__init__([ActionProvider], placeholder=placeholder, id="--command-palette")
        self._nothing = nothing

    def _start_no_matches_countdown(self, search_value: str) -> None:
        self._stop_no_matches_countdown()
        self._no_matches_timer = self.set_timer(
            self._NO_MATCHES_COUNTDOWN, partial(self._show_nothing, bool(search_value))
        )

    def _show_nothing(self, searched: bool) -> None:
        if searched:
            words = Content(self._nothing).stylize("$idle")
            self.query_one(CommandList).add_option(Option(words, disabled=True, id=self._NO_MATCHES))
        self._list_visible = searched


def open_palette(app: App[None]) -> None:
    """Open the palette over the screen that is showing."""
    screen = app.screen
    if isinstance(screen, QuizScreen):
        app.push_screen(Palette(screen.say("palette_search"), screen.say("palette_nothing")))
