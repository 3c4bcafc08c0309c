"""Where a character of a value stands in its file: from a position in the text that YAML makes to line and column."""

from __future__ import annotations

from collections.abc import Iterator

Place = tuple[int, int]


def character_place(source: str, place: Place, position: int) -> Place:
    """The line and column (from 1) of the character at `position` in the scalar that begins at `place`.

    A position at the end of the value is the place behind its last character.
    """
    last = place
    for number, found in enumerate(character_places(source, place)):
        if number == position:
            return found
        last = (found[0], found[1] + 1)
    return last


def character_places(source: str, place: Place) -> Iterator[Place]:
    """The place of each character of a scalar: plain, quoted or a block; a plain one may go over several lines."""
    lines = source.replace("\r\n", "\n").split("\n")
    line, column = place
    if not 1 <= line <= len(lines):
        return iter(())
    sign = lines[line - 1][column - 1 : column]
    return _block(lines, line) if sign in ("|", ">") else _flow(lines, line, column, sign)


def _block(lines: list[str], line: int) -> Iterator[Place]:
    """The characters of a block scalar, whose lines begin below its sign at the indent of the first one."""
    following = lines[line:]
    first = next((text for text in following if text.strip()), "")
    indent = len(first) - len(first.lstrip(" "))
    for number, text in enumerate(following, line + 1):
        if text.strip() and len(text) - len(text.lstrip(" ")) < indent:
            return
        for column in range(indent, max(len(text), indent)):
            yield number, column + 1
        yield number, len(text) + 1


def _flow(lines: list[str], line: int, column: int, quote: str) -> Iterator[Place]:
    """The characters of a plain or quoted scalar; a line end with its indent is one space."""
    quoted = quote in ("'", '"')
    at = column - 1 + quoted
    while line <= len(lines):
        text = lines[line - 1]
        while at < len(text):
            sign = text[at]
            if quoted and sign == quote:
                if quote == "'" and text[at + 1 : at + 2] == "'":
                    yield line, at + 1
                    at += 2
                    continue
                return
            if quote == '"' and sign == "\\":
                at += 1
            yield line, at + 1
            at += 1
        yield line, len(text) + 1
        line += 1
        at = len(lines[line - 1]) - len(lines[line - 1].lstrip(" ")) if line <= len(lines) else 0
