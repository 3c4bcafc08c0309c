"""A window slid over an input, in characters: what it reads, the products and their sum, the output as it fills."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.cells import cell_len
from textual.content import Content

from quizapp.lab.window import WindowBench
from quizapp.text.messages import message
from quizapp.tui.speech import say
from quizapp.tui.widgets.labproblem import number, remark

_GAP = 3


def window_lines(bench: WindowBench, language: str, width: int) -> Iterator[Content]:
    """Input, kernel and output, side by side where there is room, and the arithmetic of this place."""
    if bench.trouble:
        yield from remark(message(language, "lab.window_too_large"), "×", "$wrong", width)
        return
    blocks = [_input(bench, language)]
    if not bench.pooling:
        blocks.append(_kernel(bench, language))
    blocks.append(_output(bench, language))
    yield from _beside(blocks, width)
    yield Content("")
    if bench.here is None:
        yield Content(say(language, "lab_slide")).stylize("$quiet")
        return
    row, column = bench.here
    yield Content(f"Y[{row + 1}, {column + 1}]").stylize("bold $primary")
    yield from Content(_arithmetic(bench)).wrap(width)


def _arithmetic(bench: WindowBench) -> str:
    terms = bench.terms()
    assert bench.here is not None
    result = number(bench.output[bench.here[0]][bench.here[1]])
    values = ", ".join(number(value) for _, value, _ in terms)
    if bench.values["operation"] == "max_pooling":
        return f"max({values}) = {result}"
    if bench.values["operation"] == "average_pooling":
        return f"({' + '.join(_factor(value) for _, value, _ in terms)}) / {len(terms)} = {result}"
    return " + ".join(f"{_factor(value)}×{_factor(weight)}" for _, value, weight in terms) + f" = {result}"


def _factor(value: float) -> str:
    return f"({number(value)})" if value < 0 else number(value)


def _input(bench: WindowBench, language: str) -> list[Content]:
    rows, columns = len(bench.padded), len(bench.padded[0])
    title = "lab_input_padded" if bench.padding else "lab_input_plain"
    covered = bench.covered()
    size = _widest(bench.padded)
    margin = bench.padding
    lines = [Content(say(language, title, rows=rows, columns=columns)).stylize("$quiet")]
    for row in range(rows):
        pieces = []
        for column in range(columns):
            text = number(bench.padded[row][column]).rjust(size)
            inside = margin <= row < rows - margin and margin <= column < columns - margin
            if (row, column) in covered:
                pieces.append(Content(f"[{text}]").stylize("bold $background on $primary"))
            else:
                # The padding is not the input.
                pieces.append(Content(f" {text} ").stylize("" if inside else "$quiet dim"))
        lines.append(Content("").join(pieces))
    return lines


def _kernel(bench: WindowBench, language: str) -> list[Content]:
    size = _widest(bench.spread)
    dilation = bench.values["dilation"]
    lines = [Content(say(language, "lab_kernel")).stylize("$quiet")]
    for i, row in enumerate(bench.spread):
        pieces = [
            Content(f" {number(cell).rjust(size)} ")
            if i % dilation == 0 and j % dilation == 0
            else Content(f" {'·'.rjust(size)} ").stylize("$rule")
            for j, cell in enumerate(row)
        ]
        lines.append(Content("").join(pieces))
    return lines


def _output(bench: WindowBench, language: str) -> list[Content]:
    rows, columns = len(bench.output), bench.columns
    size = _widest(bench.output)
    lines = [Content(say(language, "lab_output", rows=rows, columns=columns)).stylize("$quiet")]
    for row in range(rows):
        pieces = []
        for column in range(columns):
            if row * columns + column >= bench.at:
                pieces.append(Content(f" {'·'.rjust(size)} ").stylize("$rule"))
            else:
                text = number(bench.output[row][column]).rjust(size)
                here = (row, column) == bench.here
                pieces.append(Content(f"[{text}]" if here else f" {text} ").stylize("bold $right" if here else ""))
        lines.append(Content("").join(pieces))
    return lines


def _widest(table: Sequence[Sequence[float]]) -> int:
    return max(len(number(cell)) for row in table for cell in row)


def _beside(blocks: list[list[Content]], width: int) -> Iterator[Content]:
    """Blocks in one row, or in as many as it takes."""
    row: list[list[Content]] = []
    used = 0
    for block in blocks:
        size = max(line.cell_length for line in block)
        if row and used + _GAP + size > width:
            yield from _joined(row)
            yield Content("")
            row, used = [], 0
        used += size + (_GAP if row else 0)
        row.append(block)
    yield from _joined(row)


def _joined(blocks: list[list[Content]]) -> Iterator[Content]:
    sizes = [max(line.cell_length for line in block) for block in blocks]
    for lines in zip_longest(*blocks, fillvalue=Content("")):
        pieces = [line + " " * (size - cell_len(line.plain)) for line, size in zip(lines, sizes, strict=True)]
        yield Content(" " * _GAP).join(pieces)
