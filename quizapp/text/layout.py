"""A document laid out for a width in cells: lines of styled spans, broken as Japanese asks for, nothing cut or lost."""

from __future__ import annotations

from quizapp.text.document import (
    Block,
    Blocks,
    BulletList,
    CodeBlock,
    Display,
    Document,
    Heading,
    NumberedList,
    Paragraph,
    Rule,
    Table,
)
from quizapp.text.flow import figure_lines, flow
from quizapp.text.listing import lay_out_code
from quizapp.text.spans import Line, Span, Style, line_text, line_width, plain
from quizapp.text.tables import lay_out_table

__all__ = ["Line", "Span", "Style", "lay_out", "line_text", "line_width", "plain"]

MIN_WIDTH = 2
"""A Japanese character takes two cells: nothing can be laid out for less."""

_NARROW = 8  # cells that must remain beside an indent; without them, what is indented begins below its mark


def lay_out(document: Document, width: int, *, numbered: bool = False) -> list[Line]:
    """The document's lines, each at most `width` cells wide. With `numbered`, code blocks get line numbers."""
    return _lay_out_blocks(document.blocks, max(width, MIN_WIDTH), numbered)


def _lay_out_blocks(blocks: Blocks, width: int, numbered: bool, tight: bool = False) -> list[Line]:
    lines: list[Line] = []
    before: Block | None = None
    for block in blocks:
        if before is not None and not tight and not _joined(before, block):
            lines.append(())
        lines.extend(_lay_out_block(block, width, numbered))
        before = block
    return lines


def _joined(before: Block, block: Block) -> bool:
    """Whether two blocks stand without an empty line between them: a formula belongs to the sentence around it."""
    return isinstance(before, Paragraph | Display) and isinstance(block, Paragraph | Display) and block.joined


def _lay_out_block(block: Block, width: int, numbered: bool) -> list[Line]:
    match block:
        case Paragraph(content):
            return flow(content, width)
        case Heading(_, content):
            return flow(content, width, "heading")
        case Display(tex, after):
            return figure_lines(tex, width, after)
        case CodeBlock(language, text):
            return lay_out_code(language, text, width, numbered)
        case BulletList(items):
            return _lay_out_list([("• ", item) for item in items], width, numbered)
        case NumberedList(items, start):
            numbers = [f"{number}. " for number in range(start, start + len(items))]
            widest = max(map(len, numbers), default=0)
            return _lay_out_list([(n.rjust(widest), i) for n, i in zip(numbers, items, strict=True)], width, numbered)
        case Table():
            return lay_out_table(block, width)
        case Rule():
            return [(Span("─" * width, "rule"),)]


def _lay_out_list(items: list[tuple[str, Blocks]], width: int, numbered: bool) -> list[Line]:
    lines: list[Line] = []
    tight = all(len(item) <= 1 or not isinstance(item[1], Paragraph) for _, item in items)
    for index, (mark, item) in enumerate(items):
        if index and not tight:
            lines.append(())
        indent = len(mark)
        if width - indent < _NARROW:
            lines.append((Span(mark.rstrip()[:width], "bullet"),))
            lines.extend(_lay_out_blocks(item, width, numbered, tight))
            continue
        inner = _lay_out_blocks(item, width - indent, numbered, tight) or [()]
        for row, line in enumerate(inner):
            first = Span(mark, "bullet") if row == 0 else Span(" " * indent)
            lines.append((first, *line) if line or row == 0 else ())
    return lines
