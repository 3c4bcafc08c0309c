"""Optimizers on a surface, in characters: bands of equal loss, the paths over them, and the state of each step."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from textual.content import Content

from quizapp.lab.descent import DescentBench, Stop, Surface, diverged
from quizapp.text.messages import message
from quizapp.tui.speech import say
from quizapp.tui.widgets.labproblem import number, remark
from quizapp.tui.widgets.prose import lines_of

# The paths' signs, told apart without colour, and where each stands now.
_SIGNS = (("•", "●", "bold $primary"), ("×", "╳", "bold $partial"))
_LEVELS = 9
_LEAST, _HIGHEST, _WIDEST = 7, 24, 90
# Below this height the table has the newest step only.
_TALL = 26
_MARGIN = 6
# Steps in the table, the newest last.
_ROWS = 5
_SYMBOLS = {"v": "v", "m": "m", "h": "h", "s": "E[Δ²]"}


def descent_lines(bench: DescentBench, language: str, width: int, height: int) -> Iterator[Content]:
    """Formula, map, legend, table."""
    formula = lines_of(f"${bench.surface.tex}$", width)
    yield from formula
    past = 1 if height < _TALL else _ROWS
    legend = list(_legend(bench, language, width))
    table = [
        line for place, name in enumerate(bench.runs) for line in _table(bench, name, place, past, language, width)
    ]
    # The map stays as high while the table grows.
    lines = len(table) if past == 1 else len(bench.runs) * (past + 3)
    rows = max(_LEAST, min(_HIGHEST, height - len(formula) - len(legend) - lines - 2))
    yield from _map(bench, min(width, _WIDEST), rows)
    yield from legend
    yield from table


def _map(bench: DescentBench, width: int, rows: int) -> Iterator[Content]:
    surface = bench.surface
    (left, right), (low, high) = surface.window
    # On the way to another size there may be no room at all for a moment.
    columns = max(2, width - _MARGIN - 2)
    cells = _contours(surface, columns, rows)
    styles = [["$rule"] * columns for _ in range(rows)]

    def put(point: tuple[float, float], sign: str, style: str) -> None:
        if not all(map(math.isfinite, point)):
            return
        column = round((point[0] - left) / (right - left) * (columns - 1))
        row = round((high - point[1]) / (high - low) * (rows - 1))
        if 0 <= column < columns and 0 <= row < rows:
            cells[row][column], styles[row][column] = sign, style

    for least in surface.least:
        put(least, "◎", "bold $right")
    for (small, large, style), name in zip(_SIGNS, bench.runs, strict=False):
        path = bench.path(name)
        for stop in path[:-1]:
            put(stop.at, small, style)
        put(path[-1].at, large, style)
    for row in range(rows):
        label = {0: number(high), rows - 1: number(low)}.get(row, "w₂" if row == rows // 2 else "")
        pieces = [Content(" " * (_MARGIN - cell_len(label) - 1) + label + " │").stylize("$quiet")]
        pieces += _runs(cells[row], styles[row])
        yield Content("").join(pieces)
    yield Content(" " * _MARGIN + "└" + "─" * columns).stylize("$quiet")
    ends, middle = (number(left), number(right)), "w₁"
    gap = columns - cell_len(ends[0]) - cell_len(ends[1]) - len(middle)
    line = ends[0] + " " * (gap // 2) + middle + " " * (gap - gap // 2) + ends[1]
    yield Content(" " * (_MARGIN + 1) + line).stylize("$quiet")


def _runs(signs: Sequence[str], styles: Sequence[str]) -> list[Content]:
    """A row in pieces of one style each."""
    pieces: list[Content] = []
    start = 0
    for place in range(1, len(signs) + 1):
        if place == len(signs) or styles[place] != styles[start]:
            pieces.append(Content("".join(signs[start:place])).stylize(styles[start]))
            start = place
    return pieces


def _contours(surface: Surface, columns: int, rows: int) -> list[list[str]]:
    """Every second level of the loss shaded, so that their edges are lines of equal loss; closer where it is small."""
    (left, right), (low, high) = surface.window
    xs = [left + (right - left) * place / (columns - 1) for place in range(columns)]
    ys = [high - (high - low) * place / (rows - 1) for place in range(rows)]
    losses = [[surface.loss(x, y) for x in xs] for y in ys]
    least, most = min(map(min, losses)), max(map(max, losses))
    span = math.log1p(most - least) or 1.0
    levels = [[int(_LEVELS * math.log1p(loss - least) / span) for loss in row] for row in losses]
    return [["░" if level % 2 else " " for level in row] for row in levels]


def _legend(bench: DescentBench, language: str, width: int) -> Iterator[Content]:
    pieces = [
        Content.assemble((large, style), " ", message(language, f"lab.option_{name}"))
        for (_, large, style), name in zip(_SIGNS, bench.runs, strict=False)
    ]
    pieces.append(Content.assemble(("◎", "bold $right"), f" {say(language, 'lab_minimum')}"))
    yield Content("   ").join(pieces)
    for name in bench.runs:
        if diverged(bench.path(name)[-1]):
            words = f"{message(language, f'lab.option_{name}')}: {say(language, 'lab_diverged')}"
            yield from remark(words, "△", "$partial", width)


def _table(bench: DescentBench, name: str, place: int, past: int, language: str, width: int) -> Iterator[Content]:
    """The newest steps: weights, loss, gradient, and what the optimizer keeps."""
    path = bench.path(name)
    kept = list(path[-1].state) if len(path) > 1 else []
    names = [
        "t",
        "w",
        say(language, "lab_loss"),
        _gradient_of(name, path[-1]),
        *(_SYMBOLS.get(key, key) for key in kept),
    ]
    _, sign, style = _SIGNS[place]
    if past == 1:
        pieces = [Content.assemble((f"{key} ", "$quiet"), value) for key, value in
                  zip(names[1:], _row(path[-1], kept, len(path) > 1)[1:], strict=True)]  # fmt: skip
        yield from _filled([Content(sign).stylize(style), *pieces], width)
        return
    rows = [names, *(_row(stop, kept, len(path) > 1) for stop in path[-past:])]
    sizes = [max(cell_len(row[column]) for row in rows) for column in range(len(names))]
    yield Content("")
    yield Content.assemble((f"{sign} ", style), (message(language, f"lab.option_{name}"), "bold"))
    for number_, row in enumerate(rows):
        line_ = "  ".join(" " * (size - cell_len(text)) + text for text, size in zip(row, sizes, strict=True))
        newest = number_ == len(rows) - 1
        look = "$quiet" if number_ == 0 else "bold" if newest else ""
        yield Content(line_).truncate(width, ellipsis=True).stylize(look)


def _filled(pieces: Sequence[Content], width: int) -> Iterator[Content]:
    """Pieces in lines, none of them broken."""
    line = Content("")
    for piece in pieces:
        if line and line.cell_length + 2 + piece.cell_length > width:
            yield line
            line = Content("  ") + piece
        else:
            line = line + "  " + piece if line else piece
    yield line


def _row(stop: Stop, kept: Sequence[str], begun: bool) -> list[str]:
    # No step led to the start: its own gradient stands there only as long as it is alone.
    gradient = "–" if begun and not stop.t else _pair(stop.gradient)
    states = [_pair(stop.state[key]) if key in stop.state else "0" for key in kept]
    return [str(stop.t), _pair(stop.at), f"{stop.loss:.4g}", gradient, *states]


def _gradient_of(name: str, stop: Stop) -> str:
    """Whose gradient stands beside a point: of a step, the one it was made with, at the point before or ahead of it."""
    if not stop.t:
        return "g(w₀)"
    return "g(wₜ₋₁+μvₜ₋₁)" if name == "nesterov" else "g(wₜ₋₁)"


def _pair(pair: tuple[float, float]) -> str:
    return f"({pair[0]:.3g}, {pair[1]:.3g})"
