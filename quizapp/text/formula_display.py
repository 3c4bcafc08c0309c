"""A formula in as many rows as it needs: fractions with a line, sums with their limits, matrices in tall brackets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from quizapp.text.boxes import Box, beside, blank, fenced, line_box, stacked
from quizapp.text.formula_inline import NeedsRows, small_scripts, write_linear
from quizapp.text.spacing import PartKind, part_kind, space_out
from quizapp.text.tex_nodes import (
    Accent,
    Atom,
    Binomial,
    Boxed,
    Brace,
    Fence,
    Fraction,
    Grid,
    Node,
    Root,
    Row,
    Script,
    Stack,
)

_INTEGRALS = frozenset("∫∬∭∮")
_OVER = {"\u0302": "^", "\u0303": "~", "\u20d7": "→", "\u0304": "_", "\u0305": "_", "\u0307": "·", "\u0308": "··"}
_ALIGNMENT: dict[str, Literal["left", "center", "right"]] = {"l": "left", "c": "center", "r": "right"}


def draw(node: Node) -> Box:
    """The node's drawing."""
    match node:
        case Atom(text, _):
            return line_box(text)
        case Row(items):
            return draw_row(items)
        case Fraction(numerator, denominator):
            return _draw_fraction(draw(numerator), draw(denominator))
        case Binomial(numerator, denominator):
            upper = draw(numerator)
            return fenced("(", stacked([upper, draw(denominator)], upper.height - 1), ")")
        case Root(body, degree):
            return _draw_root(body, degree)
        case Script(base, sub, sup):
            return _draw_script(base, sub, sup)
        case Fence(left, body, right):
            return fenced(left, draw(body), right)
        case Accent(mark, body):
            return _draw_accent(mark, body)
        case Brace(body, over):
            return _draw_brace(draw(body), over)
        case Stack(body, note, over):
            return _draw_stack(draw(body), _draw_small(note), over)
        case Boxed(body):
            return _draw_boxed(draw(body))
        case Grid():
            return _draw_grid(node)


def draw_row(items: Sequence[Node], after: PartKind | None = None) -> Box:
    """A row's parts side by side; `after` tells what stood before a row that goes on."""
    boxes: list[Box] = []
    open_end = False
    for part in space_out(items, after=after):
        box = draw(part.node)
        gap = max(part.gap, int(open_end and box.rows[box.axis][:1].isalnum()))
        if gap:
            boxes.append(blank(gap))
        boxes.append(box)
        open_end = isinstance(part.node, Script) and _in_one_row(part.node)
    return beside(boxes) if boxes else blank(0)


def _draw_fraction(upper: Box, lower: Box) -> Box:
    line = line_box("─" * (max(upper.width, lower.width) + 2))
    return stacked([upper, line, lower], upper.height)


def _draw_small(node: Node) -> Box:
    """A script or limit: in one row without spaces if that can be."""
    try:
        return line_box(write_linear(node, tight=True).text)
    except NeedsRows:
        return draw(node)


def _draw_script(base: Node, sub: Node | None, sup: Node | None) -> Box:
    kind = part_kind(base)
    symbol = isinstance(base, Atom) and base.text in _INTEGRALS
    if kind == "limits" or (kind == "big" and not symbol):
        return _draw_limits(draw(base), sub, sup)
    body = draw(base)
    if _needs_brackets(base):
        body = fenced("(", body, ")")
    below, above = small_scripts(sub, sup)
    if below is not None and above is not None:
        if body.height == 1:
            return line_box(body.rows[0] + below + above)
        if symbol:
            return beside([body, line_box(below + above)])
        rows = [above, *[""] * (body.height - 2), below]
        column = stacked([line_box(row) for row in rows], body.axis, "left")
        return beside([body, column])
    if body.height == 1 and not symbol and _in_one_row(node := Script(base, sub, sup)):
        return line_box(write_linear(node).text)
    upper = _draw_small(sup) if sup is not None else None
    lower = _draw_small(sub) if sub is not None else None
    return _raise_scripts(_tall_integral(base) if symbol else body, upper, lower)


def _in_one_row(script: Script) -> bool:
    """Whether a script is as clear in the row of its base: a single name, as in μ_B, D_KL or V^π."""
    try:
        linear = write_linear(script)
    except NeedsRows:
        return False
    if script.sub is None or script.sup is None:
        return linear.open_end
    return len(write_linear(script.sub, tight=True).text) == 1 and small_scripts(None, script.sup)[1] is not None


def _raise_scripts(body: Box, upper: Box | None, lower: Box | None) -> Box:
    """Scripts as rows of their own, right of the base: from its top row upwards, from its bottom row downwards."""
    inside = body.height > 2
    column: list[Box] = []
    axis = body.axis
    if upper is not None:
        column.append(upper)
        axis += upper.height - (1 if inside else 0)
    middle = body.height - (inside and upper is not None) - (inside and lower is not None)
    width = max(box.width for box in (upper, lower) if box is not None)
    column.append(blank(width, middle))
    if lower is not None:
        column.append(lower)
    return beside([body, stacked(column, axis, "left")])


def _tall_integral(base: Node) -> Box:
    assert isinstance(base, Atom)
    count = {"∬": 2, "∭": 3}.get(base.text, 1)
    return Box(("⌠" * count, "⎮" * count, "⌡" * count), 1, count)


def _draw_limits(body: Box, sub: Node | None, sup: Node | None) -> Box:
    boxes = [body]
    axis = body.axis
    if sup is not None:
        upper = _draw_small(sup)
        boxes.insert(0, upper)
        axis += upper.height
    if sub is not None:
        boxes.append(_draw_small(sub))
    return stacked(boxes, axis)


def _needs_brackets(base: Node) -> bool:
    if isinstance(base, Fraction | Root):
        return True
    return isinstance(base, Row) and len(base.items) > 1


def _draw_root(body: Node, degree: Node | None) -> Box:
    drawn = draw(body)
    if drawn.height == 1:
        try:
            return line_box(write_linear(Root(body, degree)).text)
        except NeedsRows:
            pass
    width = drawn.width + 2
    rows = ["  ┌" + "─" * width]
    for n, row in enumerate(drawn.rows):
        rows.append(("╲ │ " if n == drawn.height - 2 and drawn.height > 1 else "  │ ") + row + " ")
    rows[-1] = (" ╲│ " if drawn.height > 1 else "╲╱│ ") + rows[-1][4:]
    box = Box(tuple(rows), drawn.axis + 1, width + 3)
    if degree is None:
        return box
    power = _draw_small(degree)
    return beside([replace(power, axis=box.axis - (box.height - power.height - 2)), box])


def _draw_accent(mark: str, body: Node) -> Box:
    drawn = draw(body)
    if drawn.height == 1:
        try:
            return line_box(write_linear(Accent(mark, body)).text)
        except NeedsRows:
            pass
    if mark == "\u0332":
        return stacked([drawn, line_box("‾" * drawn.width)], drawn.axis)
    sign = _OVER.get(mark, "^")
    over = line_box("_" * drawn.width if sign == "_" else sign)
    return stacked([over, drawn], drawn.axis + 1)


def _draw_brace(body: Box, over: bool) -> Box:
    width = max(body.width, 3)
    half = (width - 3) // 2
    rest = width - 3 - half
    if over:
        return stacked([line_box("╭" + "─" * half + "┴" + "─" * rest + "╮"), body], body.axis + 1)
    return stacked([body, line_box("╰" + "─" * half + "┬" + "─" * rest + "╯")], body.axis)


def _draw_stack(body: Box, note: Box, over: bool) -> Box:
    return stacked([note, body], note.height + body.axis) if over else stacked([body, note], body.axis)


def _draw_boxed(body: Box) -> Box:
    line = "─" * (body.width + 2)
    rows = (f"┌{line}┐", *(f"│ {row} │" for row in body.rows), f"└{line}┘")
    return Box(rows, body.axis + 1, body.width + 4)


def _draw_grid(grid: Grid) -> Box:
    count = max(len(row) for row in grid.rows)
    rules = _column_rules(grid, count)
    cells = [[_draw_cell(grid, row, n) for n in range(count)] for row in grid.rows]
    widths = [max(row[n].width for row in cells) for n in range(count)]
    rows: list[Box] = []
    for row in cells:
        parts: list[Box] = []
        for n, box in enumerate(row):
            if n:
                parts.append(_column_gap(grid, n, rules))
            parts.append(stacked([box, blank(widths[n], 0)], box.axis, _ALIGNMENT[_alignment(grid, n)]))
        rows.append(beside(parts))
    tall = [box.height > 1 for box in rows]
    if grid.form == "matrix" or (grid.form == "cases" and len(rows) == 2):
        # One distance for a whole matrix; for two cases, room for the brace's middle.
        gaps = [any(tall) or grid.form == "cases"] * (len(rows) - 1)
    else:
        gaps = [upper or lower for upper, lower in pairwise(tall)]
    body = _pile(rows, gaps, rules, widths)
    return fenced(grid.left, body, grid.right) if grid.left or grid.right else body


def _pile(rows: list[Box], gaps: list[bool], rules: list[int], widths: list[int]) -> Box:
    if len(rows) == 1:
        return rows[0]
    piled: list[Box] = []
    for n, row in enumerate(rows):
        if n and gaps[n - 1]:
            piled.append(blank(row.width))
        piled.append(row)
    height = sum(box.height for box in piled)
    box = stacked(piled, (height - 1) // 2, "left")
    if not rules:
        return box
    lines = [row if row.strip() else _rule_row(rules, widths) for row in box.rows]
    return replace(box, rows=tuple(lines))


def _rule_row(rules: list[int], widths: list[int]) -> str:
    text = ""
    for n, width in enumerate(widths):
        if n:
            text += " │ " if n in rules else "  "
        text += " " * width
    return text


def _draw_cell(grid: Grid, row: tuple[Row, ...], column: int) -> Box:
    if column >= len(row):
        return blank(0)
    # In aligned equations a cell goes on from the one before it.
    after: PartKind | None = "ord" if grid.form == "aligned" and column % 2 else None
    return draw_row(row[column].items, after)


def _column_rules(grid: Grid, count: int) -> list[int]:
    """The columns (from 1) that a line of an array stands before."""
    rules = []
    column = 0
    for sign in grid.columns:
        if sign == "|":
            if 0 < column < count:
                rules.append(column)
        else:
            column += 1
    return rules


def _alignment(grid: Grid, column: int) -> str:
    match grid.form:
        case "aligned":
            return "rl"[column % 2]
        case "cases" | "lines":
            return "c" if grid.columns == "c" else "l"
        case "matrix":
            columns = grid.columns.replace("|", "")
            return columns[column] if column < len(columns) else "c"


def _column_gap(grid: Grid, column: int, rules: list[int]) -> Box:
    if column in rules:
        return line_box(" │ ")
    if grid.form == "aligned":
        return blank(0 if column % 2 else 3)
    return blank(3 if grid.form == "cases" else 2)
