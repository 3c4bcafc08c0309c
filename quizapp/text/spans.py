"""The parts of laid-out text: spans in a named style, and lines of them. Both the screens and `--plain` print these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, TypeAlias

from rich.cells import cell_len, get_character_cell_size

Style: TypeAlias = Literal[
    "text",
    "strong",
    "emphasis",
    "code",  # code in a line of text; also a formula that can't be drawn, as it was written
    "formula",
    "heading",
    "bullet",
    "rule",  # lines across and the borders of tables
    "dim",  # the mark before the rest of a folded code line
    "code_block",
    "code_number",
    "keyword",  # in code blocks
    "string",
    "number",
    "comment",
]


class Span(NamedTuple):
    """Text without line ends, and how it is to look."""

    text: str
    style: Style = "text"


Line: TypeAlias = tuple[Span, ...]


def line_width(line: Line) -> int:
    """Cells a line takes."""
    return sum(cell_len(span.text) for span in line)


def line_text(line: Line) -> str:
    return "".join(span.text for span in line)


def plain(lines: Iterable[Line]) -> str:
    """The lines as plain text, without spaces at their ends."""
    return "\n".join(line_text(line).rstrip() for line in lines)


def pad(text: str, width: int, alignment: Literal["left", "center", "right"] = "left") -> str:
    """The text with spaces up to `width` cells."""
    room = max(width - cell_len(text), 0)
    left = {"left": 0, "center": room // 2, "right": room}[alignment]
    return " " * left + text + " " * (room - left)


def cut_line(line: Line, offsets: list[int]) -> Iterator[Line]:
    """The pieces of a line between character offsets (ascending)."""
    ends = [*offsets, sum(len(span.text) for span in line)]
    piece: list[Span] = []
    position = 0
    target = 0
    for text, style in line:
        rest = text
        while target < len(ends) - 1 and position + len(rest) >= ends[target]:
            taken = ends[target] - position
            if taken:
                piece.append(Span(rest[:taken], style))
            yield tuple(piece)
            piece = []
            rest = rest[taken:]
            position = ends[target]
            target += 1
        if rest:
            piece.append(Span(rest, style))
            position += len(rest)
    yield tuple(piece)


def strip_end(line: Line) -> Line:
    """The line without spaces at its end."""
    while line and not (text := line[-1].text.rstrip(" \u3000")):
        line = line[:-1]
    if line and text != line[-1].text:
        line = (*line[:-1], Span(text, line[-1].style))
    return line


def fold_offsets(text: str, width: int) -> list[int]:
    """Offsets that cut text into pieces of at most `width` cells wherever that falls, for code."""
    offsets: list[int] = []
    cells = 0
    for index, character in enumerate(text):
        size = get_character_cell_size(character)
        if cells + size > width and cells:
            offsets.append(index)
            cells = 0
        cells += size
    return offsets
