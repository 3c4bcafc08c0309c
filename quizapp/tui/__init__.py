"""The screens: Textual. `run()` opens the program; nothing of Textual is imported before it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from quizapp.study.selection import Selection
    from quizapp.study.sitting import Sitting
    from quizapp.tui.answersheet import SheetStart
    from quizapp.tui.opening import Books


def run(
    start: str = "home",
    *,
    selection: Selection | None = None,
    size: int | None = None,
    seed: int | None = None,
    language: str | None = None,
    sheet: SheetStart | None = None,
    author_at: Path | None = None,
) -> int:
    """Open quizapp in this terminal and return its exit code.

    `start`: `home`; `quiz` or `review` go straight into a sitting of at most `size` questions (a quiz: of `selection`,
    drawn by `seed`); `resume` goes on with the sitting that was left last. `language`: for this run, instead of the
    setting. `sheet`: instead, straight into a mock exam, or a quiz in test mode.
    `author_at`: instead, the Author screen at a question file or a bank's folder.
    Where keys can't come in, or the screen can't be drawn (Textual does so on standard error), that is told on standard
    output, and the exit code is 2.
    """
    missing = _no_terminal()
    if missing:
        from quizapp import settings
        from quizapp.text.messages import message

        print(message(language or settings.load()[0].language, f"cli.no_terminal_{missing}"))
        return 2
    # Under the Kitty keyboard protocol several terminals drop what an input method commits. Read at Textual's import.
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    from quizapp.tui import graphics
    from quizapp.tui.app import QuizApp

    def begin(books: Books) -> Sitting:
        if start == "review":
            return books.study.start_review(size, seed)
        left = books.study.unfinished() if start == "resume" else None
        if left is not None:
            return books.study.resume(left.sitting_id)
        from quizapp.study.selection import Selection

        return books.study.start_quiz(selection or Selection(), size, seed)

    # Before the keyboard is the program's, and before Textual takes NO_COLOR out of the environment.
    found = graphics.look(os.environ) if graphics.installed() else graphics.Look()
    app = QuizApp(start=sheet or (None if start == "home" else begin), language=language)
    app.author_at = author_at
    app.graphics, app.typed_before = found.graphics, found.typed
    if found.late:
        graphics.swallow_late_answer()
    app.run()
    return app.return_code or 0


def _no_terminal() -> str:
    """Which of the streams that Textual reads and draws on is no terminal (`stdin`, `stderr`); empty: both are."""
    streams = {"stdin": sys.__stdin__}
    if os.name != "nt":
        # On Windows Textual draws on standard output.
        streams["stderr"] = sys.__stderr__
    return next((name for name, stream in streams.items() if stream is None or not stream.isatty()), "")
