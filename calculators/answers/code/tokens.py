"""The first look at a code answer: its signs, words and brackets, each fault with its place.

What passes is ASCII and well formed but for rare cases, so that the places in Python's own tree are places in the typed
text, and hardly any fault is left to be told in the words of Python's parser.
"""

from __future__ import annotations

import keyword
import re
import unicodedata
from typing import NamedTuple

from calculators.answers.faults import shortened, shown, unreadable
from calculators.answers.signs import map_signs
from calculators.answers.tokens import MOST_CHARACTERS

MOST_BRACKETS = 30


class Token(NamedTuple):
    """One token. `kind`: number, name, text, word (a keyword of Python), end, or the sign itself."""

    kind: str
    text: str
    start: int
    end: int


_TOKEN = re.compile(
    r"""
    (?P<number>(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][+-]?[0-9]+)?)
  | (?P<name>[A-Za-z_][A-Za-z0-9_]*)
  | (?P<text>'[A-Za-z0-9 ,.>-]*'|"[A-Za-z0-9 ,.>-]*")
  | (?P<sign>\.\.\.|\*\*|//|==|!=|<=|>=|:=|->|<<|>>|[-+*/%@&|~<>()\[\],.:=^;{}])
  | (?P<space>[ \n]+)
    """,
    re.VERBOSE,
)
_VALUES = frozenset({"None", "True", "False"})
_JOINING = frozenset({"and", "or", "if", "else"})
_BINARY = frozenset({"+", "-", "*", "/", "//", "%", "**", "@", "&", "|", "==", "!=", "<", "<=", ">", ">="})
_BEFORE = frozenset({"+", "-", "~"})
_PARTNER = {")": "(", "]": "["}
_ASSIGNING = frozenset({"=", ":="})


def scan(text: str) -> str:
    """The typed text with each sign in its plain form, as long as it was. Raises `Unreadable`."""
    if len(text) > MOST_CHARACTERS:
        raise unreadable("too_long", MOST_CHARACTERS, len(text), most=MOST_CHARACTERS, got=len(text))
    mapped = map_signs(text).replace("×", "*").replace("\n", " ").replace("“", '"').replace("”", '"')
    tokens = _tokens(text, mapped)
    if not tokens:
        raise unreadable("empty", 0, len(text))
    _check(tokens)
    return mapped


def _tokens(text: str, mapped: str) -> list[Token]:
    tokens: list[Token] = []
    place = 0
    while place < len(mapped):
        found = _TOKEN.match(mapped, place)
        if found is None:
            sign = text[place]
            category = unicodedata.category(sign)
            hidden = category[0] == "C" or category in ("Zl", "Zp")
            raise unreadable("control_character" if hidden else "code_sign", place, place + 1, sign=shown(sign))
        kind, word = str(found.lastgroup), found.group()
        if kind != "space":
            if kind == "sign":
                kind = word
            elif kind == "name" and keyword.iskeyword(word) and word not in _VALUES:
                kind = "word"
            tokens.append(Token(kind, word, place, found.end()))
        place = found.end()
    return tokens


def _check(tokens: list[Token]) -> None:
    """Raise for what no expression holds: a missing value or sign, brackets that don't match, words of statements."""
    brackets: list[tuple[Token, bool]] = []
    end = tokens[-1].end
    last = Token("", "", 0, 0)
    # Whether a value must come next.
    wanted = True
    for at, token in enumerate([*tokens, Token("end", "", end, end)]):
        kind = token.kind
        if kind in ("{", "}", ";", "^", "<<", ">>", "->"):
            raise unreadable("code_power" if kind == "^" else "code_sign", token.start, token.end, sign=token.text)
        if kind == "word" and token.text not in _JOINING | {"not"}:
            raise unreadable("code_statement", token.start, token.end, word=token.text)
        if wanted:
            wanted = _check_value(token, last, brackets)
        else:
            wanted = _check_sign(token, last, tokens[at - 2].kind if at > 1 else "", brackets)
        last = token
    if brackets:
        opening = brackets[-1][0]
        raise unreadable("unclosed_bracket", opening.start, opening.end, sign=opening.text)


def _check_value(token: Token, last: Token, brackets: list[tuple[Token, bool]]) -> bool:
    """A token where a value must stand; whether a value must still come."""
    kind = token.kind
    if last.kind == "." and kind != "name":
        raise unreadable("missing_operand", last.start, last.end, sign=last.text)
    if kind in _ASSIGNING:
        raise unreadable("equals_sign", token.start, token.end)
    if kind in ("number", "name", "text", "..."):
        return False
    if kind in ("(", "["):
        _open(token, brackets, called=False)
        return True
    if kind in _BEFORE or (kind == "word" and token.text == "not"):
        return True
    in_index = bool(brackets) and brackets[-1][0].kind == "[" and brackets[-1][1]
    if kind == ":" and in_index and last.kind in ("[", ",", ":"):
        return True
    if kind == "," and in_index and last.kind == ":":
        return True
    if kind in _PARTNER and brackets:
        empty = last.kind == _PARTNER[kind] and not in_index
        if empty or (last.kind == "," and last.start > brackets[-1][0].start) or (in_index and last.kind == ":"):
            _close(token, brackets)
            return False
    if kind in _PARTNER and not brackets and last.kind in ("", ","):
        raise unreadable("unopened_bracket", token.start, token.end, sign=token.text)
    if kind in ("*", "**") and last.kind in ("(", ",", "["):
        raise unreadable("code_construct", token.start, token.end, word=token.text)
    if kind == "end" and last.kind == "," and not brackets:
        return False
    if kind == "end" and brackets and last.kind in ("(", "["):
        raise unreadable("unclosed_bracket", last.start, last.end, sign=last.text)
    place = last if kind == "end" else token
    raise unreadable("missing_operand", place.start, place.end, sign=place.text)


def _check_sign(token: Token, last: Token, before: str, brackets: list[tuple[Token, bool]]) -> bool:
    """A token after a value (`last`, and the kind of the one before it); whether a value must come next."""
    kind = token.kind
    if kind in _BINARY or kind == "." or (kind == "word" and token.text in _JOINING):
        return True
    if kind in ("(", "["):
        _open(token, brackets, called=True)
        return True
    if kind in _PARTNER:
        _close(token, brackets)
        return False
    if kind == ",":
        return True
    if kind == ":" and brackets and brackets[-1][0].kind == "[" and brackets[-1][1]:
        return True
    if kind in _ASSIGNING:
        in_call = bool(brackets) and brackets[-1][0].kind == "(" and brackets[-1][1]
        named = last.kind == "name" and before in ("(", ",")
        if kind == "=" and in_call and named:
            return True
        raise unreadable("equals_sign", token.start, token.end)
    if kind == "end":
        return False
    if kind == "text" and last.kind == "name" and last.end == token.start:
        raise unreadable("code_construct", last.start, token.end, word=shortened(last.text + token.text))
    if kind in ("number", "name", "text", "..."):
        raise unreadable("missing_operator", token.start, token.end)
    raise unreadable("unexpected_sign", token.start, token.end, sign=token.text)


def _open(token: Token, brackets: list[tuple[Token, bool]], *, called: bool) -> None:
    brackets.append((token, called))
    if len(brackets) > MOST_BRACKETS:
        raise unreadable("too_complex", token.start, token.end)


def _close(token: Token, brackets: list[tuple[Token, bool]]) -> None:
    if not brackets:
        raise unreadable("unopened_bracket", token.start, token.end, sign=token.text)
    opening = brackets.pop()[0]
    if opening.kind != _PARTNER[token.kind]:
        raise unreadable("unclosed_bracket", opening.start, opening.end, sign=opening.text)
