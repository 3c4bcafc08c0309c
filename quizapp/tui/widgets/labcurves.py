"""Curves of the Lab, drawn in characters, with the numbers at one's own point under them."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from textual.content import Content

from quizapp.lab.curves import CurvesBench
from quizapp.text.messages import message
from quizapp.text.plot import Curve, draw_plot
from quizapp.tui.widgets.labproblem import number, remark

_WIDEST, _LEAST, _HIGHEST = 84, 10, 26


def curve_lines(bench: CurvesBench, language: str, width: int, height: int) -> Iterator[Content]:
    """A plot as large as there is room for."""
    if bench.trouble:
        yield from remark(message(language, f"lab.{bench.trouble}"), "×", "$wrong", width)
        return
    drawn = bench.drawn()
    table = list(_table(drawn.table, width))
    rows = max(_LEAST, min(_HIGHEST, height - len(table) - 3))
    curves = [Curve(name, x, y) for name, x, y in drawn.curves]
    for place, line in enumerate(draw_plot(drawn.form, curves, drawn.x_name, drawn.y_name, min(width, _WIDEST), rows)):
        yield Content(line).stylize("$quiet" if place < 2 else "")
    yield Content("")
    yield from table


def _table(entries: tuple[tuple[str, float], ...], width: int) -> Iterator[Content]:
    """Names and values, as many in a line as fit."""
    pieces = [Content.assemble((f"{name} ", "$quiet"), (number(value), "bold")) for name, value in entries]
    line: list[Content] = []
    used = 0
    for piece in pieces:
        size = cell_len(piece.plain) + 3
        if line and used + size > width:
            yield Content("   ").join(line)
            line, used = [], 0
        line.append(piece)
        used += size
    yield Content("   ").join(line)
