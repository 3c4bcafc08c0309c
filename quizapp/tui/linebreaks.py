"""Japanese line breaking for every widget that shows Textual's Content.

Textual 8.2 wraps with Rich's `divide_line`, which knows only spaces: lines begin with 、 or ） and a run of Japanese after a space moves
down as if it were one word. `textual.content` holds that function by name, and that name is replaced here; Textual's minor
version is pinned for it in pyproject.toml, and a test holds that the seam is where it was.
"""

from __future__ import annotations

import textual.content

from quizapp.text.kinsoku import divide


def install() -> None:
    """Make Textual break lines by kinsoku. Doing it again changes nothing."""
    textual.content.divide_line = _divide_line


def _divide_line(text: str, width: int, fold: bool = True) -> list[int]:
    """What `rich._wrap.divide_line` does, by the rules of Japanese. `fold`: cut words wider than the line rather than let them run over."""
    if fold:
        return divide(text, width)
    return divide(text, width, _words(text))
