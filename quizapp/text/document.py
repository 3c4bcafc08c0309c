"""Question text: a small, safe part of CommonMark with tables and formulas, parsed into frozen blocks.

What is read: paragraphs, `#` headings, `-` and `1.` lists, fenced and indented code, tables, `---` rules, `*emphasis*`,
`**strong**`, `` `code` ``, `$inline$` and `$$display$$` formulas. Everything else is shown as it was written: links,
images, HTML, entities, block quotes and `_underscores_` have no meaning here, so that no text can act or vanish.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from quizapp.text.safe import safe_text

if TYPE_CHECKING:
    from markdown_it.token import Token

_CLOSING = frozenset("、。，．,.;:!?！？：；）」』】〉》〕)]")

Alignment: TypeAlias = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words; a newline is a line end of the source."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Code in a line of text."""

    text: str


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula in a line of text, as LaTeX without its dollar signs."""

    tex: str


@dataclass(frozen=True, slots=True)
class Break:
    """A line end that the author asked for (two spaces or a backslash at the end of a line)."""


@dataclass(frozen=True, slots=True)
class Strong:
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    content: tuple[Inline, ...]


Inline: TypeAlias = Text | Code | Formula | Break | Strong | Emphasis
Inlines: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `joined` to the display before it when both are one paragraph of the source."""

    content: Inlines
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 6."""

    level: int
    content: Inlines


@dataclass(frozen=True, slots=True)
class Display:
    """A formula on rows of its own, with the full stop `after` it; `joined` to the paragraph it goes on from."""

    tex: str
    after: str = ""
    joined: bool = False


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Code; `language` is a plain lower-case name, or empty."""

    language: str
    text: str


@dataclass(frozen=True, slots=True)
class BulletList:
    items: tuple[Blocks, ...]


@dataclass(frozen=True, slots=True)
class NumberedList:
    items: tuple[Blocks, ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """All rows have as many cells as the header."""

    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    alignments: tuple[Alignment, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across."""


Block: TypeAlias = Paragraph | Heading | Display | CodeBlock | BulletList | NumberedList | Table | Rule
Blocks: TypeAlias = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    blocks: Blocks


MAX_PARSED = 65_536
"""Texts with more characters than this are shown as they were written."""


@lru_cache(maxsize=256)
def parse(source: str) -> Document:
    """The document written in `source`, made safe first. Never fails: what can't be read as anything else is text."""
    text = safe_text(source)
    if len(text) > MAX_PARSED:
        return Document(_plain_paragraphs(text))
    return _parse_running(text) or _parse_any(text)


# What may be more than words and formulas: the beginnings of blocks, spaces at the ends of lines, displays, escapes.
_STRUCTURE = re.compile(r"^(?:[^\S\n]|[#>|:~*+=_-]|[0-9]+[.)])|[^\S\n]$|\t|\$\$|\\\$", re.MULTILINE)
_SPACES = "\t-\r \xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_INLINE_FORMULA = re.compile(rf"\$(?![{_SPACES}])([^$]*[^${_SPACES}])\$")
_MARKED = re.compile(r"[*`\\]")


def _parse_running(text: str) -> Document | None:
    """A text that is nothing but paragraphs of words and formulas, as most are; None for any other.

    What the parser makes of it, in a tenth of its time.
    """
    text = text.strip("\n")
    if not text or _STRUCTURE.search(text):
        return None
    blocks: list[Block] = []
    for part in re.split(r"\n{2,}", text):
        # Words and formulas in turn.
        pieces = _INLINE_FORMULA.split(part)
        if any(_MARKED.search(words) for words in pieces[::2]):
            return None
        content: list[Inline] = [
            Formula(piece.strip()) if place % 2 else Text(piece) for place, piece in enumerate(pieces) if piece
        ]
        blocks.append(Paragraph(tuple(content)))
    return Document(tuple(blocks))


def _parse_any(text: str) -> Document:
    from quizapp.text.markdown import MAX_NESTING, make_parser  # late: 30 ms of imports

    tokens = make_parser().parse(text)
    if any(token.level >= MAX_NESTING - 1 for token in tokens):
        # The parser drops what is nested deeper than it goes; a page of brackets is shown as it was written instead.
        return Document(_plain_paragraphs(text))
    return Document(_Reader(tokens).blocks(""))


def formulas(part: object) -> Iterator[str]:
    """The LaTeX of every formula in a document, or in a part of one, in reading order."""
    if isinstance(part, Formula | Display):
        yield part.tex
    elif isinstance(part, tuple):
        for inner in part:
            yield from formulas(inner)
    else:
        for name in _parts_of(part):
            yield from formulas(getattr(part, name))


_PLAIN = frozenset({"str", "int", "bool", "tuple[Alignment, ...]"})


_parts: dict[type, tuple[str, ...]] = {}


def _parts_of(part: object) -> tuple[str, ...]:
    """The fields of a part of a document that can hold others."""
    kind = type(part)
    if kind not in _parts:
        _parts[kind] = (
            tuple(field.name for field in fields(part) if field.type not in _PLAIN) if is_dataclass(part) else ()
        )
    return _parts[kind]


def _plain_paragraphs(text: str) -> Blocks:
    return tuple(Paragraph((Text(part.strip()),)) for part in re.split(r"\n\s*\n", text) if part.strip())


class _Reader:
    """Walks the parser's flat tokens."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0

    def _next(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def blocks(self, end: str) -> Blocks:
        """Blocks up to the token of type `end`, which is consumed (or to the end of the tokens)."""
        blocks: list[Block] = []
        paragraph_end = display_end = -1  # lines of the source
        while self._at < len(self._tokens):
            token = self._next()
            if token.type == end:
                break
            match token.type:
                case "paragraph_open":
                    joined = _follows(token, display_end)
                    blocks.extend(_split_displays(self._inlines("paragraph_close"), joined))
                case "heading_open":
                    blocks.append(Heading(int(token.tag[1:]), self._inlines("heading_close")))
                case "math_block":
                    blocks.append(Display(token.content.strip(), joined=_follows(token, paragraph_end)))
                case "fence" | "code_block":
                    blocks.append(CodeBlock(_language(token.info), token.content.rstrip("\n")))
                case "bullet_list_open":
                    blocks.append(BulletList(self._items("bullet_list_close")))
                case "ordered_list_open":
                    start = token.attrs.get("start", 1)
                    blocks.append(NumberedList(self._items("ordered_list_close"), int(start)))
                case "table_open":
                    blocks.append(self._table())
                case "hr":
                    blocks.append(Rule())
                case _:
                    raise AssertionError(f"a block the parser was not asked for: {token.type}")
            paragraph_end = token.map[1] if token.type == "paragraph_open" and token.map else -1
            display_end = token.map[1] if token.type == "math_block" and token.map else -1
        return tuple(blocks)

    def _items(self, end: str) -> tuple[Blocks, ...]:
        items: list[Blocks] = []
        while self._next().type != end:
            items.append(self.blocks("list_item_close"))
        return tuple(items)

    def _inlines(self, end: str) -> Inlines:
        inlines: Inlines = ()
        while (token := self._next()).type != end:
            inlines = _read_inlines(token.children or [])
        return inlines

    def _table(self) -> Table:
        rows: list[tuple[Inlines, ...]] = []
        cells: list[Inlines] = []
        alignments: list[Alignment] = []
        while (token := self._next()).type != "table_close":
            if token.type in ("th_open", "td_open"):
                if token.type == "th_open":
                    alignments.append(_alignment(str(token.attrs.get("style", ""))))
                cells.append(self._inlines(token.type.replace("open", "close")))
            elif token.type == "tr_close":
                rows.append(tuple(cells))
                cells = []
        return Table(rows[0], tuple(rows[1:]), tuple(alignments))


def _alignment(style: str) -> Alignment:
    if style.endswith("center"):
        return "center"
    return "right" if style.endswith("right") else "left"


def _language(info: str) -> str:
    words = safe_text(info).split()
    name = words[0].lower() if words else ""
    return name if re.fullmatch(r"[a-z0-9+#_-]{1,20}", name) else ""


def _read_inlines(tokens: list[Token]) -> Inlines:
    stack: list[list[Inline]] = [[]]
    for token in tokens:
        match token.type:
            case "text" | "text_special":
                _add_text(stack[-1], token.content)
            case "softbreak":
                _add_text(stack[-1], "\n")
            case "hardbreak":
                stack[-1].append(Break())
            case "code_inline":
                stack[-1].append(Code(token.content))
            case "math_inline":
                stack[-1].append(Formula(token.content.strip()))
            case "math_inline_double":
                stack[-1].append(_InlineDisplay(token.content.strip()))
            case "strong_open" | "em_open":
                stack.append([])
            case "strong_close":
                content = tuple(stack.pop())
                stack[-1].append(Strong(content))
            case "em_close":
                content = tuple(stack.pop())
                stack[-1].append(Emphasis(content))
            case _:
                raise AssertionError(f"text the parser was not asked for: {token.type}")
    return tuple(stack[0])


def _add_text(inlines: list[Inline], text: str) -> None:
    if not text:
        return
    if inlines and isinstance(inlines[-1], Text):
        inlines[-1] = Text(inlines[-1].text + text)
    else:
        inlines.append(Text(text))


class _InlineDisplay(Formula):
    """A `$$formula$$` inside a paragraph: becomes a block of its own unless it stands in strong text or a cell."""

    __slots__ = ()


def _follows(token: Token, line: int) -> bool:
    """Whether a block begins at the line where the one before it ended."""
    return token.map is not None and token.map[0] == line


def _split_displays(inlines: Inlines, joined: bool) -> list[Block]:
    blocks: list[Block] = []
    run: list[Inline] = []
    for each in inlines:
        inline = each
        if isinstance(inline, _InlineDisplay):
            if _has_words(run):
                blocks.append(Paragraph(tuple(run), joined or bool(blocks)))
            blocks.append(Display(inline.tex, joined=bool(blocks)))
            run = []
            continue
        if not run and blocks and isinstance(inline, Text):
            # A full stop after a display stands beside it, not at the start of the next line.
            display = blocks[-1]
            marks = leading_marks(inline.text)
            if isinstance(display, Display) and marks:
                blocks[-1] = Display(display.tex, marks, display.joined)
                inline = Text(inline.text[len(marks) :])
        run.append(inline)
    if _has_words(run):
        blocks.append(Paragraph(tuple(run), joined or bool(blocks)))
    return blocks


def leading_marks(text: str) -> str:
    """The closing marks (full stops, commas, brackets) that a text begins with."""
    end = 0
    while end < len(text) and text[end] in _CLOSING:
        end += 1
    return text[:end]


def _has_words(inlines: list[Inline]) -> bool:
    return any(not isinstance(inline, Text) or inline.text.strip() for inline in inlines)
