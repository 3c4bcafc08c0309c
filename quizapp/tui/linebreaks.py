"""Japanese line breaking for every widget that shows Textual's Content.

Textual 8.2 wraps with Rich's `divide_line`, which knows only spaces: lines begin with 、 or ）, and Japanese words
after a space move down as if they were one. `textual.content` holds that function by name, and that name is replaced
here. For this, Textual's minor version is pinned in pyproject.toml, and a test holds that the seam is where it was.
"""

from __future__ import annotations

import textual.content

from quizapp.text.kinsoku import divide, may_cut


def install() -> None:
    """Make Textual break lines by kinsoku. Doing it again changes nothing."""
    textual.content.divide_line = _divide_line  # type: ignore[attr-defined]


def _divide_line(text: str, width: int, fold: bool = True) -> list[int]:
    """What `rich._wrap.divide_line` does, by the rules of Japanese; without `fold`, long words run over."""
    offsets = divide(text, width)
    return offsets if fold else [offset for offset in offsets if may_cut(text, offset)]
