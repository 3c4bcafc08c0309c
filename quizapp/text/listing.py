"""Code blocks: lines folded with a mark, numbered on request, coloured by Pygments where it knows the language."""

from __future__ import annotations

from quizapp.text.spans import Line, Span, Style, cut_line, fold_offsets, line_text, line_width

TAB = 4
"""Cells between tab stops in code."""

MAX_COLOURED = 20_000
"""Longer code, in characters, is shown in one colour: some lexers take very long over hostile text."""

_INDENT = 2
_FOLD = "↳ "


def lay_out_code(language: str, text: str, width: int, numbered: bool = False) -> list[Line]:
    """The code's lines, indented by two cells or after their numbers; the rest of a long line follows a mark."""
    code = text.expandtabs(TAB)
    lines = _coloured(language, code) or [(Span(line, "code_block"),) if line else () for line in code.split("\n")]
    digits = len(str(len(lines)))
    margin = digits + 2 if numbered else _INDENT
    # A plot or diagram that only its indent makes too wide stays whole.
    widest = max((line_width(line) for line in lines), default=0)
    if width - margin < len(_FOLD) + 2 or (not numbered and width - margin < widest <= width):
        margin = 0
    laid_out: list[Line] = []
    for number, line in enumerate(lines, start=1):
        first = Span(f"{number:>{digits}}  ", "code_number") if numbered else Span(" " * _INDENT, "code_block")
        later = Span(" " * margin, "code_number" if numbered else "code_block")
        for index, piece in enumerate(_fold(line, width - margin)):
            head = first if index == 0 else later
            spans = (head, *piece) if margin else piece
            laid_out.append(spans if piece or numbered else ())
    return laid_out


def _fold(line: Line, width: int) -> list[Line]:
    text = line_text(line)
    first = fold_offsets(text, width)[:1]
    if not first:
        return [line]
    mark = _FOLD if width >= len(_FOLD) + 2 else ""
    offsets = first + [first[0] + offset for offset in fold_offsets(text[first[0] :], width - len(mark))]
    head, *rest = cut_line(line, offsets)
    return [head, *((Span(mark, "dim"), *piece) if mark else piece for piece in rest)]


def _coloured(language: str, code: str) -> list[Line] | None:
    if not language or len(code) > MAX_COLOURED:
        return None
    # Late: only for code that is to be coloured.
    from pygments.lexers import get_lexer_by_name  # type: ignore[import-untyped]
    from pygments.util import ClassNotFound  # type: ignore[import-untyped]

    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
    lines: list[list[Span]] = [[]]
    for token, value in lexer.get_tokens(code):
        style = _token_style(str(token))
        for index, part in enumerate(value.split("\n")):
            if index:
                lines.append([])
            if part:
                lines[-1].append(Span(part, style))
    if "\n".join(line_text(tuple(line)) for line in lines) != code:
        return None  # a lexer that changes the text is not to be believed
    return [tuple(line) for line in lines]


def _token_style(token: str) -> Style:
    name = token.removeprefix("Token.")
    if name.startswith(("Keyword", "Operator.Word")):
        return "keyword"
    if name.startswith("Literal.String"):
        return "string"
    if name.startswith("Literal.Number"):
        return "number"
    return "comment" if name.startswith("Comment") else "code_block"
