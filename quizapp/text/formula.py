"""Formulas drawn in Unicode: in one row inside a line of text, or in several on lines of their own.

`draw_inline` and `draw_display` read LaTeX; what they can't draw raises FormulaFault, never a wrong or half drawing.
Drawn by our own code: TeXicode draws no matrix inside brackets, sets Japanese words too narrow and leaves out spaces.
"""

from __future__ import annotations

from functools import lru_cache

from quizapp.text.boxes import Box, beside, blank, line_box
from quizapp.text.formula_display import draw, draw_row
from quizapp.text.formula_inline import NeedsRows, write_linear
from quizapp.text.kinsoku import break_line
from quizapp.text.spacing import PartKind, part_kind, space_out
from quizapp.text.tex import parse_tex
from quizapp.text.tex_nodes import FormulaFault, Grid, Node, Row

__all__ = ["Box", "FormulaFault", "draw_display", "draw_figures", "draw_inline", "drawing_fault"]

_CONTINUED = 4  # cells by which the rest of a broken formula is set in
_SAME_DIGITS = str.maketrans("023456789", "1" * 9)


@lru_cache(maxsize=2048)
def draw_inline(tex: str) -> str | None:
    """The formula in one row, or None when it needs more (a matrix, cases). Raises FormulaFault."""
    try:
        return write_linear(parse_tex(tex)).text
    except NeedsRows:
        return None


def draw_display(tex: str) -> list[str]:
    """The formula's rows, all of the same width in cells. Raises FormulaFault."""
    return list(_draw(tex).rows)


def drawing_fault(tex: str) -> FormulaFault | None:
    """Why a formula can't be drawn; None where `draw_display` can. What can be read can be drawn."""
    # How many digits a number has can matter (\frac12 is a half), which ones they are can't: with other numbers drawn,
    # most formulas of a question are known already.
    if _is_readable(tex.translate(_SAME_DIGITS)):
        return None
    try:
        parse_tex(tex)
    except FormulaFault as fault:
        return fault
    return None


@lru_cache(maxsize=8192)
def _is_readable(tex: str) -> bool:
    try:
        parse_tex(tex)
    except FormulaFault:
        return False
    return True


@lru_cache(maxsize=512)
def _draw(tex: str) -> Box:
    return draw(parse_tex(tex))


@lru_cache(maxsize=512)
def draw_figures(tex: str, width: int) -> tuple[Box, ...]:
    """The formula as drawings below each other, each at most `width` cells wide.

    A wider formula is broken before relations, or before plus and minus signs; where that doesn't help it is written in
    one row and that row is broken at its spaces. Raises FormulaFault, also when nothing helps.
    """
    box = _draw(tex)
    if box.width <= width:
        return (box,)
    figures: list[Box] = []
    for items in _equations(parse_tex(tex)):
        figures.extend(_broken(items, width) or _broken_text(tex, items, width))
    return tuple(figures)


def _equations(row: Row) -> list[tuple[Node, ...]]:
    """The equations of a formula that consists of several, each without its alignment; else the formula."""
    if len(row.items) == 1 and isinstance(grid := row.items[0], Grid) and grid.form in ("aligned", "lines"):
        return [tuple(item for cell in cells for item in cell.items) for cells in grid.rows]
    return [row.items]


def _broken(items: tuple[Node, ...], width: int) -> list[Box] | None:
    kinds = _kinds(items)
    figures: list[Box] = []
    start = 0
    while start < len(items):
        after: PartKind | None = "ord" if start else None
        indent = blank(_CONTINUED - 1 if start else 0)
        room = width - indent.width
        end = len(items)
        if end - start > room or draw_row(items[start:], after).width > room:
            end = _best_end(items, kinds, start, after, room)
            if not end:
                return None
        figures.append(beside([indent, draw_row(items[start:end], after)]))
        start = end
    return figures


def _best_end(items: tuple[Node, ...], kinds: list[PartKind], start: int, after: PartKind | None, room: int) -> int:
    """Where to break: before the last relation that fits, unless that leaves the line mostly empty; 0 for nowhere."""
    found: dict[PartKind, tuple[int, int]] = {}
    for end in range(start + 1, len(items)):
        if kinds[end] in ("rel", "bin"):
            taken = draw_row(items[start:end], after).width
            if taken > room:
                break
            found[kinds[end]] = (end, taken)
    relation, relation_width = found.get("rel", (0, 0))
    sign, _ = found.get("bin", (0, 0))
    return relation if relation_width * 3 >= room or not sign else sign


def _kinds(items: tuple[Node, ...]) -> list[PartKind]:
    parts = space_out(items)
    return ["space" if part_kind(item) == "space" else next(parts).kind for item in items]


def _broken_text(tex: str, items: tuple[Node, ...], width: int) -> list[Box]:
    try:
        text = write_linear(Row(items)).text
    except NeedsRows:
        raise FormulaFault(tex, "too_wide") from None
    first, *rest = break_line(text, max(width - _CONTINUED, 2))
    return [line_box(first), *(line_box(" " * min(_CONTINUED, width - 2) + line) for line in rest)]
