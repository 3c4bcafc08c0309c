"""Tables in box characters; a table too wide for its columns is shown row by row, each cell under its heading."""

from __future__ import annotations

from quizapp.text.document import Alignment, Inlines, Strong, Table
from quizapp.text.flow import flow
from quizapp.text.spans import Line, Span, line_width

_UNBOUNDED = 10_000  # cells: no cell is broken
_NARROWEST = 6  # cells a column is made narrow to, where its text is wider

_Row = tuple[Inlines, ...]


def lay_out_table(table: Table, width: int) -> list[Line]:
    """The table's lines, at most `width` cells wide: wide cells are wrapped."""
    rows = [tuple((Strong(cell),) if cell else () for cell in table.header), *table.rows]
    widths = _column_widths(rows, width)
    if widths is None:
        return _row_by_row(table, width)
    cells = [[flow(cell, widths[n]) for n, cell in enumerate(row)] for row in rows]
    wrapped = any(len(cell) > 1 for row in cells[1:] for cell in row)
    lines = [_border("┌┬┐", widths)]
    for number, row in enumerate(cells):
        if number == 1 or (number > 1 and wrapped):
            lines.append(_border("├┼┤", widths))
        lines.extend(_row_lines(row, widths, table.alignments))
    lines.append(_border("└┴┘", widths))
    return lines


def _column_widths(rows: list[_Row], width: int) -> list[int] | None:
    count = len(rows[0])
    widths = [
        max((line_width(line) for row in rows for line in flow(row[n], _UNBOUNDED)), default=0) or 1
        for n in range(count)
    ]
    room = width - 3 * count - 1
    if sum(min(each, _NARROWEST) for each in widths) > room:
        return None
    while (excess := sum(widths) - room) > 0:
        widest = max(widths)
        second = max((each for each in widths if each < widest), default=_NARROWEST)
        share = [n for n, each in enumerate(widths) if each == widest]
        step = max(min(widest - max(second, _NARROWEST), -(-excess // len(share))), 1)
        for n in share:
            widths[n] -= min(step, max(sum(widths) - room, 0))
    return widths


def _border(signs: str, widths: list[int]) -> Line:
    line = signs[1].join("─" * (width + 2) for width in widths)
    return (Span(signs[0] + line + signs[2], "rule"),)


def _row_lines(cells: list[list[Line]], widths: list[int], alignments: tuple[Alignment, ...]) -> list[Line]:
    lines: list[Line] = []
    for height in range(max((len(cell) for cell in cells), default=1) or 1):
        spans: list[Span] = [Span("│ ", "rule")]
        for n, cell in enumerate(cells):
            line = cell[height] if height < len(cell) else ()
            room = widths[n] - line_width(line)
            left = {"left": 0, "center": room // 2, "right": room}[alignments[n]]
            between = "│ " if n < len(cells) - 1 else "│"
            spans += [Span(" " * left), *line, Span(" " * (room - left + 1)), Span(between, "rule")]
        lines.append(tuple(span for span in spans if span.text))
    return lines


def _row_by_row(table: Table, width: int) -> list[Line]:
    lines: list[Line] = []
    for number, row in enumerate(table.rows or ((),)):
        if number:
            lines.append((Span("─" * width, "rule"),))
        for n, heading in enumerate(table.header):
            lines.extend(flow(heading, width, "strong"))
            lines.extend(flow(row[n] if n < len(row) else (), width))
    return lines
