"""The screens: Textual. `run()` opens the program; nothing of Textual is imported before it."""

from __future__ import annotations

import os


def run(start: str = "home") -> None:
    """Open quizapp in this terminal. `start`: `home`, or `review` or `quiz` to go straight into a sitting."""
    # Under the Kitty keyboard protocol several terminals drop what an input method commits. Read at Textual's import.
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    from quizapp.tui.app import QuizApp

    QuizApp(start=start).run()
