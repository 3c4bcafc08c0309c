"""Running text: words, code and formulas in lines of a given width; a formula that needs several rows gets its own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len

from quizapp.text.document import Break, Code, Emphasis, Formula, Inlines, Strong, Text, leading_marks
from quizapp.text.formula import FormulaFault, draw_figures, draw_inline
from quizapp.text.kinsoku import break_line, divide, is_wide
from quizapp.text.spans import Line, Span, Style, cut_line, strip_end

_FIGURE_INDENT = 2
_KEPT_CODE = 32  # code in a line is not broken up to this many cells
_TAB = "    "


class _Piece(NamedTuple):
    text: str
    style: Style
    kept: bool = False  # broken only if it is wider than a line
    source: bool = False  # line ends in it are the source's


class _Figure(NamedTuple):
    tex: str
    after: str


def flow(inlines: Inlines, width: int, style: Style = "text") -> list[Line]:
    """The lines of running text. Line ends of the source become spaces, or nothing between two Japanese characters."""
    lines: list[Line] = []
    run: list[_Piece] = []
    for part in _with_marks(list(_pieces(inlines, style))):
        if isinstance(part, _Piece):
            run.append(part)
            continue
        lines.extend(_break_run(run, width))
        run = []
        if isinstance(part, _Figure):
            lines.extend(figure_lines(part.tex, width, part.after))
    lines.extend(_break_run(run, width))
    return lines


def figure_lines(tex: str, width: int, after: str = "") -> list[Line]:
    """A formula on rows of its own, indented, with `after` (a full stop) behind it; as LaTeX if it can't be drawn."""
    indent = " " * (_FIGURE_INDENT if width > 4 * _FIGURE_INDENT else 0)
    room = width - len(indent) - cell_len(after)
    try:
        figures = draw_figures(tex, room)
    except FormulaFault:
        source = " ".join(f"$${tex}$$".split()) + after
        return [(Span(indent), Span(line, "code")) for line in break_line(source, max(width - len(indent), 2))]
    lines: list[Line] = []
    for number, figure in enumerate(figures, start=1):
        for row, text in enumerate(figure.rows):
            end = after if after and number == len(figures) and row == figure.axis else ""
            drawn = text if end else text.rstrip()
            line = (Span(indent), Span(drawn, "formula"), Span(end)) if end else (Span(indent), Span(drawn, "formula"))
            lines.append(tuple(span for span in line if span.text) if drawn or end else ())
    return lines


def _pieces(inlines: Inlines, style: Style) -> Iterator[_Piece | _Figure | Break]:
    for inline in inlines:
        match inline:
            case Text(text):
                yield _Piece(text.replace("\t", _TAB), style, source=True)
            case Code(text):
                yield _Piece(text.replace("\t", _TAB), "code", cell_len(text) <= _KEPT_CODE)
            case Formula(tex):
                try:
                    drawn = draw_inline(tex)
                except FormulaFault:
                    yield _Piece(" ".join(f"${tex}$".split()), "code", kept=True)
                else:
                    yield _Figure(tex, "") if drawn is None else _Piece(drawn, "formula", kept=True)
            case Strong(content):
                yield from _pieces(content, "strong" if style in ("text", "emphasis") else style)
            case Emphasis(content):
                yield from _pieces(content, "emphasis" if style == "text" else style)
            case Break():
                yield inline


def _with_marks(parts: list[_Piece | _Figure | Break]) -> Iterator[_Piece | _Figure | Break]:
    """The parts, with the closing marks after a figure put beside it rather than at the start of a line."""
    marks = ""
    for part, following in zip_longest(parts, parts[1:]):
        if isinstance(part, _Figure):
            if isinstance(following, _Piece) and following.source:
                marks = leading_marks(following.text)
            yield _Figure(part.tex, marks)
        elif isinstance(part, _Piece):
            yield part._replace(text=part.text[len(marks) :])
            marks = ""
        else:
            yield part


def _break_run(run: list[_Piece], width: int) -> list[Line]:
    spans: list[Span] = []
    keep: list[tuple[int, int]] = []
    position = 0
    for piece in _join_source_lines(run):
        if piece.kept:
            keep.append((position, position + len(piece.text)))
        spans.append(Span(piece.text, piece.style))
        position += len(piece.text)
    text = "".join(span.text for span in spans)
    if not text.strip():
        return []
    offsets = divide(text, width, keep)
    return [strip_end(line) for line in cut_line(tuple(spans), offsets)]


def _join_source_lines(run: list[_Piece]) -> Iterator[_Piece]:
    last = ""  # character before
    for index, piece in enumerate(run):
        text = piece.text
        if piece.source and "\n" in text:
            following = next((later.text[0] for later in run[index + 1 :] if later.text), "")
            parts = text.split("\n")
            parts = [p.strip(" ") if 0 < i < len(parts) - 1 else p for i, p in enumerate(parts)]
            parts[0], parts[-1] = parts[0].rstrip(" "), parts[-1].lstrip(" ")
            text = parts[0]
            for number, part in enumerate(parts[1:], start=2):
                before = text[-1:] or last
                after = part[:1] or (following if number == len(parts) else "")
                glue = "" if not before or not after or (is_wide(before) and is_wide(after)) else " "
                text += glue + part
        if not last:
            text = text.lstrip(" ")
        if text:
            last = text[-1]
            yield piece._replace(text=text)
