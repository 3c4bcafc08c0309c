"""What a set shows beside its introduction (listings, tables, plots, diagrams, figures), written as CommonMark."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from calculators.problems import Given, NoProblem
from quizapp.bank import schema
from quizapp.bank.placeholders import fill, names, show
from quizapp.bank.schema import Question
from quizapp.text.messages import message
from quizapp.text.plot import Curve, draw_plot, drawable
from quizapp.text.spans import Span, line_width

# The exam marks the parts of a set （あ）, （い）, …
_MARKS = {"ja": "あいうえおかきくけこ", "en": "abcdefghij"}
_BLANK = re.compile(r"\[\[([a-z][a-z0-9_]*)\]\]")
# Where a line of code or of a diagram has room: in a gap of several spaces, and for more of them before a comment or a
# line of a box.
_GAP = re.compile(r" {2,}(?=\S|\Z)")
_ROOM = re.compile(r" +(?=[#│┃║|])| {2,}(?=\S|\Z)")


@dataclass(frozen=True, slots=True)
class MaterialFault:
    """What of a question's material can't be shown: `code` names the message (`bank.<code>`), `path` its place."""

    path: tuple[str | int, ...]
    code: str


class Unshowable(NoProblem):
    """A question whose material can't be shown can't be asked."""

    def __init__(self, found: MaterialFault) -> None:
        super().__init__(f"{'.'.join(map(str, found.path))}: {found.code}")
        self.found = found


def faults(question: Question) -> Iterator[MaterialFault]:
    """What of a question's material can't be shown."""
    for position, piece in enumerate(question.material):
        if isinstance(piece, schema.Table) and any(len(row) != len(piece.header) for row in piece.rows):
            yield MaterialFault(("material", position), "ragged_table")
        if isinstance(piece, schema.Plot):
            for number, series in enumerate(piece.series):
                where = ("material", position, "series", number)
                if len(series.x) != len(series.y):
                    yield MaterialFault(where, "ragged_series")
                for axis, values in (("x", series.x), ("y", series.y)):
                    for place, value in enumerate(values):
                        if not drawable(value):
                            yield MaterialFault((*where, axis, place), "plot_value")


def part_mark(question: Question, part: str, language: str) -> str:
    """The mark of a part: （あ） or (a). Raises KeyError for a part that the question doesn't have."""
    if part not in question.part_names:
        raise KeyError(part)
    sign = _MARKS["en" if language == "en" else "ja"][question.part_names.index(part)]
    return f"({sign})" if language == "en" else f"（{sign}）"


def blank_mark(question: Question, part: str, language: str) -> str:
    """The mark of a part's blank: （あ） or ⟦a⟧; `h = (a)` would read as finished code."""
    mark = part_mark(question, part, language)
    return mark if language != "en" else f"⟦{mark[1:-1]}⟧"


def blanks(text: str) -> list[str]:
    """The parts whose blanks a text marks."""
    return _BLANK.findall(text)


def with_marks(question: Question, text: str, language: str) -> str:
    """A text with its blanks `[[a]]` shown as （あ） or ⟦a⟧; what names no part is left as it is."""
    if "[[" not in text:
        return text

    def mark(found: re.Match[str]) -> str:
        known = found.group(1) in question.part_names
        return blank_mark(question, found.group(1), language) if known else found.group()

    return _BLANK.sub(mark, text)


def with_marks_in_columns(question: Question, text: str, language: str) -> str:
    """`with_marks` in code and diagrams: what stands behind a blank keeps its column where the line has room for it."""
    return "\n".join(_in_columns(question, line, language) for line in text.split("\n"))


def _in_columns(question: Question, line: str, language: str) -> str:
    pieces: list[str] = []
    end = wider = 0
    for found in (*_BLANK.finditer(line), None):
        between = line[end : found.start() if found else len(line)]
        if wider:
            before = len(between)
            between = _moved(between, wider)
            wider += len(between) - before
        pieces.append(between)
        if found:
            mark = with_marks(question, found.group(), language)
            wider += line_width((Span(mark),)) - line_width((Span(found.group()),))
            pieces.append(mark)
            end = found.end()
    return "".join(pieces)


def _moved(text: str, wider: int) -> str:
    """A piece of a line whose beginning has become so much wider (or narrower), with that much less (more) space."""
    gap = (_GAP if wider > 0 else _ROOM).search(text)
    if gap is None:
        return text
    spaces = max(1, gap.end() - gap.start() - wider)
    return text[: gap.start()] + " " * spaces + text[gap.end() :]


def markdown(question: Question, language: str, given: Mapping[str, Given]) -> str:
    """All material of a question, in order."""
    return "\n\n".join(_WRITERS[type(piece)](question, piece, language, given) for piece in question.material)


def _listing(question: Question, piece: schema.Material, language: str, given: Mapping[str, Given]) -> str:
    assert isinstance(piece, schema.Listing)
    source = with_marks_in_columns(question, fill(piece.source, given, code=True), language).rstrip("\n")
    return _fenced(source, piece.language)


def _table(question: Question, piece: schema.Material, language: str, given: Mapping[str, Given]) -> str:
    assert isinstance(piece, schema.Table)

    def cell(value: schema.Text | str | float) -> str:
        if isinstance(value, int | float):
            return show(value)
        words = value[language] if isinstance(value, schema.Text) else value
        return with_marks(question, fill(words, given), language).strip().replace("\n", " ").replace("|", r"\|")

    rows = [[cell(value) for value in piece.header], *([cell(value) for value in row] for row in piece.rows)]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    numbers = [all(isinstance(row[i], int | float) for row in piece.rows) for i in range(len(piece.header))]
    rule = "|" + "|".join("---:" if right else "---" for right in numbers) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])


def _plot(question: Question, piece: schema.Material, language: str, given: Mapping[str, Given]) -> str:
    assert isinstance(piece, schema.Plot)
    curves = [Curve(series.name[language], series.x, series.y) for series in piece.series]
    rows = draw_plot(piece.form, curves, piece.x[language], piece.y[language])
    return _fenced("\n".join(rows), "text")


def _diagram(question: Question, piece: schema.Material, language: str, given: Mapping[str, Given]) -> str:
    assert isinstance(piece, schema.Diagram)
    words = piece.en if language == "en" else piece.ja
    return _fenced(with_marks_in_columns(question, fill(words, given, code=True), language).rstrip("\n"), "text")


def shown_numbers(piece: schema.Material) -> set[str]:
    """The names of all numbers that a piece shows, in either language."""
    words: list[str | schema.Text | None] = []
    match piece:
        case schema.Listing():
            words = [piece.source]
        case schema.Diagram():
            words = [piece.ja, piece.en]
        case schema.Table():
            cells = (*piece.header, *(cell for row in piece.rows for cell in row))
            words = [cell for cell in cells if not isinstance(cell, int | float)]
        case schema.Figure():
            words = [piece.alt, piece.caption]
    found: set[str] = set()
    for text in words:
        if isinstance(text, schema.Text):
            found |= names(text.ja) | names(text.en)
        elif text is not None:
            found |= names(text)
    return found


def figures(question: Question) -> list[schema.Figure]:
    """The figures of a question, in order."""
    return [piece for piece in question.material if isinstance(piece, schema.Figure)]


def figure_words(question: Question, piece: schema.Figure, language: str, given: Mapping[str, Given]) -> str:
    """A figure in words: its name and caption, and below them the alternative that is read instead of it."""
    return f"{figure_title(question, piece, language, given)}\n\n{_said(question, piece.alt, language, given)}"


def figure_title(question: Question, piece: schema.Figure, language: str, given: Mapping[str, Given]) -> str:
    """The line that stands with a figure: 図, its number where there are several, and its caption."""
    found = figures(question)
    number = f" {found.index(piece) + 1}" if len(found) > 1 else ""
    name = f"**{message(language, 'bank.figure')}{number}**"
    return name if piece.caption is None else f"{name} {_said(question, piece.caption, language, given)}"


def without_figures(question: Question, text: str, language: str, given: Mapping[str, Given]) -> str:
    """A text with the question's material, without the words of the figures: they are shown as pictures."""
    for piece in figures(question):
        text = text.replace(figure_words(question, piece, language, given), "", 1)
    return text


def _figure(question: Question, piece: schema.Material, language: str, given: Mapping[str, Given]) -> str:
    assert isinstance(piece, schema.Figure)
    return figure_words(question, piece, language, given)


def _said(question: Question, text: schema.Text, language: str, given: Mapping[str, Given]) -> str:
    return with_marks(question, fill(text[language], given), language).strip()


def _fenced(text: str, language: str) -> str:
    """A fenced block whose fence is longer than any run of backticks inside."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text}\n{fence}"


_Writer = Callable[[Question, schema.Material, str, Mapping[str, Given]], str]
_WRITERS: dict[type, _Writer] = {
    schema.Listing: _listing,
    schema.Table: _table,
    schema.Plot: _plot,
    schema.Diagram: _diagram,
    schema.Figure: _figure,
}
