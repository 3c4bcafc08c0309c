"""The one way from text that others wrote (question files, answers, notes) to the screen.

`quizapp.text` parses and lays it out; here its spans become a Textual `Content`. Nothing is ever read as markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass

from textual.content import Content

from quizapp.text.document import Display, Document, Formula, Paragraph, Text, parse
from quizapp.text.layout import Line, Style, lay_out
from quizapp.text.safe import safe_text
from quizapp.tui.widgets.flow import Flow

# How the layout's styles look.
STYLES: dict[Style, str] = {
    "text": "",
    "strong": "bold",
    "emphasis": "italic",
    "heading": "bold $primary",
    "code": "$code",
    "formula": "$formula",
    "bullet": "$primary",
    "rule": "$rule",
    "dim": "$quiet",
    "code_block": "$foreground",
    "code_number": "$quiet",
    "keyword": "$secondary",
    "string": "$right",
    "number": "$formula",
    "comment": "italic $quiet",
}


def as_content(line: Line) -> Content:
    """One laid-out line."""
    return Content.assemble(*((span.text, STYLES[span.style]) for span in line))


def lines_of(source: str, width: int, raw: bool = False) -> list[Content]:
    """A text laid out in a width, line by line. `raw`: as it was written, with its LaTeX."""
    document = _as_written(source) if raw else parse(source)
    return [as_content(line) for line in lay_out(document, max(8, width))]


def has_formula(source: str) -> bool:
    """Whether a text has LaTeX in it that is laid out."""
    return "$" in source and any(isinstance(part, Formula | Display) for part in _parts(parse(source)))


def _parts(part: object) -> Iterator[object]:
    """A part of a document, and all that is in it."""
    yield part
    if isinstance(part, tuple):
        inner: Iterable[object] = part
    else:
        inner = (getattr(part, each.name) for each in fields(part)) if is_dataclass(part) else ()
    for each in inner:
        yield from _parts(each)


def _as_written(source: str) -> Document:
    return Document(tuple(Paragraph((Text(line),)) for line in safe_text(source).splitlines() if line.strip()))


def indented(lines: Sequence[Content], by: int, first: Content | None = None) -> list[Content]:
    """Lines moved to the right; `first` stands in the free place of the first one."""
    margin = Content(" " * by)
    if not lines:
        return [first] if first is not None else []
    head = margin if first is None else first + " " * (by - first.cell_length)
    return [Content("").join([head if number == 0 else margin, line]) for number, line in enumerate(lines)]


class Prose(Flow):
    """A text in CommonMark with formulas."""

    def say(self, source: str, raw: bool = False, mark: str = "", style: str = "") -> None:
        """Show another text; an empty one takes no room. `mark`: a piece of it that stands out, wherever it occurs."""

        def draw(width: int) -> Content:
            lines = [marked_out(line, mark) for line in lines_of(source, width, raw)]
            return Content("\n").join(lines).stylize(style)

        self.show(draw if source else None)


def marked_out(line: Content, mark: str) -> Content:
    """A line in which every occurrence of a mark stands out."""
    at = line.plain.find(mark) if mark else -1
    while at >= 0:
        line = line.stylize("bold reverse $primary", at, at + len(mark))
        at = line.plain.find(mark, at + len(mark))
    return line
