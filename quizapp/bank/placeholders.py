"""Drawn numbers put into words: `{{name}}` and `{{name:.3f}}`, and nothing else.

Not `str.format` and no template engine: a name is looked up among the declared numbers, and the only format is a
number of decimals. Braces of LaTeX are left alone. Inside a formula a list becomes a row vector and a table a matrix.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from calculators.answers.decimals import in_decimals
from calculators.problems import Given, NoProblem

PLACEHOLDER = re.compile(r"\{\{\s*([A-Za-z][A-Za-z0-9_]*)\s*(?::\.([0-8])f)?\s*\}\}")
_ANY = re.compile(r"\{\{[^{}\n]{0,60}\}\}")
# Code first (a dollar in code is no formula), then display and inline formulas.
_PIECES = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`|\$\$.*?\$\$|(?<!\\)\$[^$\n]*(?<!\\)\$", re.DOTALL)


class UnknownNumber(NoProblem, LookupError):
    """A text shows a number that is not drawn: the question can't be asked."""


def names(text: str) -> set[str]:
    """The names of all numbers that a text shows."""
    return {match.group(1) for match in PLACEHOLDER.finditer(text)}


def malformed(text: str) -> Iterator[str]:
    """What looks like a placeholder and is none. LaTeX such as `{{x}}` inside `^{{x}}` does not occur in our texts."""
    for match in _ANY.finditer(text):
        if not PLACEHOLDER.fullmatch(match.group()):
            yield match.group()


def fill(
    text: str, given: Mapping[str, Given], code: bool = False, decimals: Mapping[str, int] = MappingProxyType({})
) -> str:
    """The text with every placeholder replaced. Raises `UnknownNumber`.

    In words a negative number has the minus sign that formulas show; in code, and where all of it is `code`, a hyphen.
    `decimals`: those of numbers whose placeholder doesn't say how many.
    """
    if "{{" not in text:
        return text
    if decimals:
        text = PLACEHOLDER.sub(lambda match: _with_decimals(match, decimals), text)
    if code:
        return _fill(text, given, formula=False)
    filled: list[str] = []
    end = 0
    for piece in _PIECES.finditer(text):
        filled.append(_in_words(text[end : piece.start()], given))
        filled.append(_fill(piece.group(), given, formula=piece.group().startswith("$")))
        end = piece.end()
    filled.append(_in_words(text[end:], given))
    return "".join(filled)


def _with_decimals(match: re.Match[str], decimals: Mapping[str, int]) -> str:
    """A placeholder that says how many decimals its number has, where that is known."""
    name = match.group(1)
    return f"{{{{{name}:.{decimals[name]}f}}}}" if match.group(2) is None and name in decimals else match.group()


def _in_words(text: str, given: Mapping[str, Given]) -> str:
    if "{{" not in text:
        return text
    numbers = {name: value for name, value in given.items() if not isinstance(value, str)}
    shown = PLACEHOLDER.sub(lambda match: _minus(match, numbers), text)
    return _fill(shown, given, formula=False)


def _minus(match: re.Match[str], numbers: Mapping[str, Given]) -> str:
    """The number of a placeholder with minus signs; what is no number is left for later."""
    if match.group(1) not in numbers:
        return match.group()
    return _fill(match.group(), numbers, formula=False).replace("-", "\N{MINUS SIGN}")


def fill_formula(tex: str, given: Mapping[str, Any]) -> str:
    """A formula, without its dollar signs, with every placeholder replaced. Raises `UnknownNumber`."""
    return _fill(tex, given, formula=True)


def _fill(text: str, given: Mapping[str, Given], formula: bool) -> str:
    if "{{" not in text:
        return text

    def value(match: re.Match[str]) -> str:
        name, decimals = match.group(1), match.group(2)
        if name not in given:
            raise UnknownNumber(name)
        return show(given[name], None if decimals is None else int(decimals), formula)

    return PLACEHOLDER.sub(value, text)


def show(value: Given, decimals: int | None = None, formula: bool = False) -> str:
    """A drawn value as it is printed: 0.1, (1, 2), [[1, 2], [3, 4]]; in a formula a table becomes a matrix."""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return show_number(value, decimals)
    rows = list(value)
    if rows and all(_is_row(row) for row in rows):
        table = [
            [show(cell, decimals, formula) for cell in row] for row in rows if not isinstance(row, int | float | str)
        ]
        if formula:
            return r"\begin{bmatrix} " + r" \\ ".join(" & ".join(row) for row in table) + r" \end{bmatrix}"
        return "[" + ", ".join("[" + ", ".join(row) + "]" for row in table) + "]"
    return "(" + ", ".join(show(cell, decimals, formula) for cell in rows) + ")"


def show_number(value: float, decimals: int | None = None) -> str:
    """A number in decimals, never in the `1e-05` form, without what binary fractions miss: 1 - 0.3 - 0.2 is 0.5."""
    return in_decimals(value, decimals)


def _is_row(value: Given) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)
