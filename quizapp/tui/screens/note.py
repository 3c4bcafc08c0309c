"""Writing a note on a question: escape keeps it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from quizapp.text.safe import safe_text
from quizapp.tui.screens.base import Translated
from quizapp.tui.speech import say

if TYPE_CHECKING:
    from quizapp.tui.app import QuizApp

MOST_CHARACTERS = 4_000


class NoteScreen(Translated, ModalScreen[str]):
    """A sheet over the question. Leaving it keeps what is written; an empty note is no note."""

    CSS = """
    NoteScreen {
        align: center middle;
        background: $background 60%;
        #sheet { width: 80%; max-width: 76; height: 14; border: round $primary; background: $surface; padding: 0 1; }
        TextArea { border: none; background: $surface; height: 1fr; padding: 0; &:focus { border: none; } }
        #foot { color: $quiet; height: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+s,f6", "keep", priority=True),
        Binding("f2,ctrl+l", "app.flip_language", priority=True),
    ]

    def __init__(self, text: str, keep_now: Callable[[str], Awaitable[bool]], title: str = "note") -> None:
        """`keep_now`: saves a note at once, and says whether it could. `title`: a message id; its foot is
        `<title>_foot`.
        """
        super().__init__()
        self._title = title
        self._text = safe_text(text)
        self._keep_now = keep_now

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield TextArea(self._text, show_line_numbers=False, soft_wrap=True)
            yield Static("", markup=False, id="foot")

    def on_mount(self) -> None:
        """The first words."""
        self.translate()

    def translate(self) -> None:
        """Say everything in the language there is now; what is written stays."""
        language = cast("QuizApp", self.app).settings.language
        self.query_one("#sheet").border_title = Content(say(language, self._title))
        self.query_one("#foot", Static).update(Content(say(language, f"{self._title}_foot")))

    def action_keep(self) -> None:
        """Keep the note and go back."""
        self.dismiss(self._written)

    async def keep_before_quitting(self) -> bool:
        """Save what is written, as the program is about to end; False where it can't be saved."""
        return await self._keep_now(self._written)

    @property
    def _written(self) -> str:
        return self.query_one(TextArea).text.strip()[:MOST_CHARACTERS]
