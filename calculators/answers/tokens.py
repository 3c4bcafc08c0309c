"""Typed text to tokens, each with its place in the typed text."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from calculators.answers.faults import Unreadable, shown, unreadable
from calculators.answers.signs import FRACTIONS, GREEK, SUBSCRIPTS, SUPERSCRIPTS, map_signs

MOST_CHARACTERS = 400
# A matrix of 8×8 numbers with four decimals is longer than a formula ever needs to be.
MOST_CHARACTERS_OF_ARRAY = 2_000


class Token(NamedTuple):
    """One token. `kind`: number, fraction (one sign), name, power (a raised number), newline, end, or the sign itself.

    The vocabulary turns names into variable, constant and function. `spaced`: whether white space stands before it.
    """

    kind: str
    text: str
    start: int
    end: int
    spaced: bool


_SUBSCRIPT = "".join(SUBSCRIPTS)
_TOKEN = re.compile(
    rf"""
    (?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
  | (?P<name>(?:[A-Za-z]+[0-9]*|[{"".join(GREEK)}])(?:_(?:[0-9]+|[A-Za-z]+[0-9]*|\{{[A-Za-z0-9]+\}})|[{_SUBSCRIPT}]+)?)
  | (?P<fraction>[{"".join(FRACTIONS)}])
  | (?P<power>[⁺⁻]?[{"".join(SUPERSCRIPTS)}]+)
  | (?P<sign>\*\*|[-+*/^×%√|()\[\],、;=])
  | (?P<newline>\n)
  | (?P<space>[ ]+)
    """,
    re.VERBOSE,
)
# The Japanese comma separates values, but never thousands.
_SIGN_KINDS = {"**": "^", "、": ","}
# In an answer without variables, x between two numbers is a multiplication sign: 1.2x10^-3, but not in 0x10.
_CROSS = re.compile(r"(?<=[0-9)\]])(?<!(?<![0-9.])0)([ ]*)[xX](?=[ ]*[0-9.(√])")


def tokenize(text: str, *, most: int = MOST_CHARACTERS, cross: bool = False, lines: bool = False) -> list[Token]:
    """The tokens of a typed text, the last of kind `end`. Raises `Unreadable`.

    `cross`: an x between numbers is a multiplication sign. `lines`: line breaks are tokens, otherwise white space.
    """
    if len(text) > most:
        raise unreadable("too_long", most, len(text), most=most, got=len(text))
    mapped = map_signs(text)
    if cross:
        mapped = _CROSS.sub(r"\1×", mapped)
    tokens: list[Token] = []
    place, spaced = 0, False
    while place < len(mapped):
        found = _TOKEN.match(mapped, place)
        if found is None:
            raise _unknown(text, mapped, place)
        kind, end = str(found.lastgroup), found.end()
        if kind == "space" or (kind == "newline" and not lines):
            spaced = True
        else:
            word = found.group()
            if kind == "sign":
                kind = _SIGN_KINDS.get(word, word)
            elif kind == "number":
                _check_end_of_number(mapped, end, formula=not cross)
            tokens.append(Token(kind, word, place, end, spaced))
            spaced = False
        place = end
    if all(token.kind == "newline" for token in tokens):
        raise unreadable("empty", 0, len(text))
    tokens.append(Token("end", "", tokens[-1].end, tokens[-1].end, spaced))
    return tokens


# An exponent without digits: `1e`, `1.5E-`. Twice Euler's number is written 2*e where no variables are asked for.
_UNFINISHED = re.compile(r"[eE](?:[+-](?![ ]*[0-9A-Za-zπ(√|.])|(?=[ ]*(?:$|[\n,;\]])))")


def _check_end_of_number(mapped: str, end: int, *, formula: bool) -> None:
    following = mapped[end : end + 1]
    if following == "_":
        raise unreadable("digit_separator", end, end + 1)
    if following == ".":
        raise unreadable("extra_point", end, end + 1)
    unfinished = None if formula else _UNFINISHED.match(mapped, end)
    if unfinished:
        raise unreadable("unfinished_exponent", end, unfinished.end())


def _unknown(text: str, mapped: str, place: int) -> Unreadable:
    sign = text[place]
    category = unicodedata.category(sign)
    if sign == "∞":
        code = "not_finite"
    elif category[0] == "C" or category in ("Zl", "Zp"):
        code = "control_character"
    elif category[0] == "N":
        code = "foreign_digit"
    else:
        code = "unknown_sign"
    return unreadable(code, place, place + 1, sign=shown(sign))


def join_thousands(tokens: list[Token], *, one_group: bool) -> list[Token]:
    """The tokens with thousands separators taken out of numbers, where they can be nothing else.

    `1,234,567` and `1,234.5` are clear. `1,234` alone might be a decimal comma; it is joined only where `one_group`
    says that a whole number is asked for. Only outside brackets, where a comma cannot separate arguments or cells.
    """
    joined: list[Token] = []
    depth = at = 0
    while at < len(tokens):
        token = tokens[at]
        depth += (token.kind in "([") - (token.kind in ")]")
        until = _end_of_groups(tokens, at) if depth == 0 and token.kind == "number" else at
        groups = (until - at) // 2
        if groups > 1 or (groups == 1 and (one_group or "." in tokens[until].text)):
            digits = "".join(part.text for part in tokens[at : until + 1] if part.kind == "number")
            joined.append(Token("number", digits, token.start, tokens[until].end, token.spaced))
            at = until + 1
        else:
            joined.append(token)
            at += 1
    return joined


_FIRST_GROUP = re.compile(r"[1-9][0-9]{0,2}")
_GROUP = re.compile(r"[0-9]{3}")
_LAST_GROUP = re.compile(r"[0-9]{3}(?:\.[0-9]*)?")


def _end_of_groups(tokens: list[Token], first: int) -> int:
    """The index of the last group of digits of the number that begins at `first`; `first` itself if there are none."""
    if not _FIRST_GROUP.fullmatch(tokens[first].text):
        return first
    last = first
    while last + 2 < len(tokens):
        comma, group = tokens[last + 1], tokens[last + 2]
        if comma.kind != "," or comma.text != "," or comma.spaced or group.kind != "number" or group.spaced:
            break
        if not _GROUP.fullmatch(group.text):
            if _LAST_GROUP.fullmatch(group.text) and tokens[min(last + 3, len(tokens) - 1)].kind != ",":
                return last + 2
            return first
        last += 2
    return first if tokens[last + 1].kind == "," else last
