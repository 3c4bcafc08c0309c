"""A learner's own answer with a sign at each of its pieces: cells, code, an order, pairs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.cells import cell_len
from textual.content import Content

from calculators.answers.keys import Key, Matrix, Shape, Vector
from calculators.answers.verdict import Fault
from quizapp.text.document import CodeBlock, Document
from quizapp.text.layout import lay_out
from quizapp.text.safe import safe_text
from quizapp.tui.widgets.marks import SIGNS
from quizapp.tui.widgets.prose import as_content, indented, lines_of

_GAP = "   "


def mark(right: bool) -> Content:
    """○ or ×."""
    sign, colour = SIGNS["correct" if right else "wrong"]
    return Content(sign).stylize(f"bold {colour}")


def marked_cells(key: Key, text: str, cells: Sequence[bool], width: int) -> list[Content]:
    """The cells of a typed list, matrix or shape in its rows, each with its sign; [] where the shape differs."""
    from calculators.answers import Reading, read
    from calculators.answers.reading import echo_number

    if not isinstance(key, Vector | Matrix | Shape):
        return []
    reading = read(text, key)
    if not isinstance(reading, Reading) or not isinstance(reading.value, tuple):
        return []
    rows: list[tuple[Any, ...]] = [row if isinstance(row, tuple) else (row,) for row in reading.value]
    if not any(isinstance(row, tuple) for row in reading.value):
        rows = [reading.value]
    if sum(map(len, rows)) != len(cells):
        return []
    signs = iter(cells)
    marked = [[(echo_number(value), next(signs)) for value in row] for row in rows]
    widest = max(len(number) for row in marked for number, _ in row)
    fitting = max(1, (width + len(_GAP)) // (widest + 2 + len(_GAP)))
    lines = []
    for row in marked:
        pieces = [Content.assemble(number.rjust(widest), " ", mark(right)) for number, right in row]
        lines += [Content(_GAP).join(pieces[at : at + fitting]) for at in range(0, len(pieces), fitting)]
    return lines


def code_lines(text: str, width: int, fault: Fault | None = None) -> list[Content]:
    """Code in colours, with carets under the place of a fault where that is a part of a line that fits."""
    lines = [as_content(line) for line in lay_out(Document((CodeBlock("python", safe_text(text)),)), max(8, width))]
    placed = fault is not None and 0 < fault.end - fault.start < len(text)
    if fault is not None and placed and len(lines) == 1 and safe_text(text) == text:
        margin = cell_len(lines[0].plain) - cell_len(text)
        carets = "^" * max(1, cell_len(text[fault.start : fault.end]))
        lines.append(Content(" " * (margin + cell_len(text[: fault.start])) + carets).stylize("$wrong"))
    return lines


def marked_texts(
    heads: Sequence[str], texts: Sequence[str], cells: Sequence[bool], width: int, raw: bool
) -> list[Content]:
    """Texts below one another, each behind its sign and its head."""
    lines: list[Content] = []
    for head, text, right in zip(heads, texts, cells, strict=True):
        first = Content.assemble(mark(right), " ", head)
        by = first.cell_length
        lines.extend(indented(lines_of(text, width - by, raw), by, first))
    return lines
