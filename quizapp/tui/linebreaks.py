"""Japanese line breaking for every widget that shows Textual's Content, and for text areas.

Textual 8.2 wraps with Rich's `divide_line`, which knows only spaces: lines begin with 、 or ）, and Japanese words
after a space move down as if they were one. `textual.content` holds that function by name, and that name is replaced
here; so is the function by which text areas wrap. For this, Textual's minor version is pinned in pyproject.toml, and a
test holds that the seam is where it was.
"""

from __future__ import annotations

from itertools import pairwise

import textual.content
import textual.document._wrapped_document
from rich.cells import cell_len
from textual._wrap import compute_wrap_offsets

from quizapp.text.kinsoku import divide, may_cut


def install() -> None:
    """Make Textual break lines by kinsoku. Doing it again changes nothing."""
    textual.content.divide_line = _divide_line  # type: ignore[attr-defined]
    textual.document._wrapped_document.compute_wrap_offsets = _wrap_offsets  # type: ignore[attr-defined]


def _divide_line(text: str, width: int, fold: bool = True) -> list[int]:
    """What `rich._wrap.divide_line` does, by the rules of Japanese; without `fold`, long words run over."""
    offsets = divide(text, width)
    return offsets if fold else [offset for offset in offsets if may_cut(text, offset)]


def _wrap_offsets(
    text: str,
    width: int,
    tab_size: int,
    fold: bool = True,
    precomputed_tab_sections: list[tuple[str, int]] | None = None,
) -> list[int]:
    """What `textual._wrap.compute_wrap_offsets` does, by the rules of Japanese.

    Lines with tabs, and those where spaces at a cut would run over the edge (the cursor goes there), are left to it.
    """
    if "\t" not in text:
        if cell_len(text) <= width:
            return []
        # A cell less leaves room for the one space that mostly stands at a cut.
        for room in (width, width - 1):
            offsets = divide(text, max(1, room))
            pieces = [text[start:end] for start, end in pairwise([0, *offsets, len(text)])]
            if all(cell_len(piece) <= width for piece in pieces):
                return offsets
    return compute_wrap_offsets(text, width, tab_size, fold, precomputed_tab_sections)
