"""Tokens to rows of cells: the ways to type a vector, a matrix or a shape.

`[1, 2; 3, 4]`, `[[1,2],[3,4]]`, `((1,2),(3,4))`, `1 2 3`, `1, 2, 3`, rows on lines, `(3, 32, 32)`, `3×32×32`. In a row
without commas white space separates cells, and a sign with a space before it and none after it begins a cell (`1 -2`),
as in MATLAB.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from calculators.answers.faults import unreadable
from calculators.answers.tokens import Token

_ENDS_PART = frozenset({"number", "fraction", "variable", "constant", "power", ")", "]", "%"})
_BEGINS_PART = frozenset({"number", "fraction", "variable", "constant", "function", "(", "√", "["})
_PARTNER = {"(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class Cells:
    """The tokens of each cell, row by row."""

    rows: tuple[tuple[tuple[Token, ...], ...], ...]


def cut(tokens: Sequence[Token], *, cross: bool = False) -> Cells:
    """The cells of an array's tokens (names resolved, line breaks kept, the last of kind `end`). Raises `Unreadable`.

    `cross`: a × outside brackets separates sizes.
    """
    return _Cutter(tokens, cross).array()


class _Cutter:
    def __init__(self, tokens: Sequence[Token], cross: bool) -> None:
        self.tokens = tokens
        self.commas = frozenset({",", "×"}) if cross else frozenset({","})
        self.partner = _partners(tokens)
        self.closing_bars = _closing_bars(tokens)

    def array(self) -> Cells:
        start, end = self.trim(0, len(self.tokens) - 1)
        if end - start > 1 and self.tokens[end - 1].kind == ";":
            start, end = self.trim(start, end - 1)
        levels = 0
        while self.is_array(start, end):
            levels += 1
            if levels > 2:
                raise unreadable("deep_array", self.tokens[start].start, self.tokens[end - 1].end)
            opening = start
            start, end = self.trim(start + 1, end - 1)
            if start >= end:
                raise unreadable("missing_cell", self.tokens[opening].start, self.tokens[self.partner[opening]].end)
        if self.begins_row(start, end):
            rows = self.bracketed_rows(start, end, levels)
        else:
            rows = [self.cells(*row) for row in self.split_rows(start, end)]
        lengths = [len(row) for row in rows]
        for row, length in zip(rows, lengths, strict=True):
            if length != lengths[0]:
                raise unreadable(
                    "ragged_rows",
                    row[0][0].start,
                    row[-1][-1].end,
                    row=rows.index(row) + 1,
                    got=length,
                    expected=lengths[0],
                )
        return Cells(tuple(tuple(row) for row in rows))

    def trim(self, start: int, end: int) -> tuple[int, int]:
        """The span without line breaks at its ends."""
        while start < end and self.tokens[start].kind == "newline":
            start += 1
        while start < end and self.tokens[end - 1].kind == "newline":
            end -= 1
        return start, end

    def is_array(self, start: int, end: int) -> bool:
        """Whether a span is one bracket that holds an array. Round brackets do only if they hold several cells."""
        if start >= end or self.tokens[start].kind not in _PARTNER or self.partner[start] != end - 1:
            return False
        if self.tokens[start].kind == "[":
            return True
        inside = self.trim(start + 1, end - 1)
        if self.begins_row(*inside):
            return True
        depth_zero = self.top_level(*inside)
        return any(self.tokens[at].kind in self.commas | {";", "newline"} for at in depth_zero) or any(
            self.begins_cell(at) for at in depth_zero if at > inside[0]
        )

    def begins_row(self, start: int, end: int) -> bool:
        """Whether a span begins with the bracket of a row."""
        if start >= end or self.tokens[start].kind not in _PARTNER:
            return False
        return self.is_array(start, self.partner[start] + 1)

    def top_level(self, start: int, end: int) -> list[int]:
        """The indices of a span's tokens that stand in no bracket; of a bracket, its opening sign alone."""
        found: list[int] = []
        at = start
        while at < end:
            found.append(at)
            at = self.partner[at] + 1 if self.tokens[at].kind in _PARTNER else at + 1
        return found

    def begins_cell(self, at: int) -> bool:
        """Whether white space before a token separates it from the cell before."""
        token, before = self.tokens[at], self.tokens[at - 1]
        ends_part = before.kind in _ENDS_PART or (at - 1) in self.closing_bars
        if not token.spaced or not ends_part:
            return False
        if token.kind == "|":
            return at not in self.closing_bars
        if token.kind in ("+", "-"):
            return not self.tokens[at + 1].spaced
        return token.kind in _BEGINS_PART

    def stands_apart(self, at: int, start: int) -> bool:
        """Whether a plus or minus has white space on both sides, as in `1 - 1 2`, and is not between bars."""
        bars = sum(token.kind == "|" for token in self.tokens[start:at])
        return (
            not bars % 2
            and self.tokens[at].kind in ("+", "-")
            and self.tokens[at].spaced
            and self.tokens[at + 1].spaced
        )

    def bracketed_rows(self, start: int, end: int, levels: int) -> list[list[tuple[Token, ...]]]:
        if levels > 1:
            raise unreadable("deep_array", self.tokens[start].start, self.tokens[end - 1].end)
        rows: list[list[tuple[Token, ...]]] = []
        at = start
        while at < end:
            if not self.begins_row(at, end):
                raise unreadable("mixed_separators", self.tokens[at].start, self.tokens[at].end)
            close = self.partner[at]
            inside = self.trim(at + 1, close)
            if inside[0] >= inside[1]:
                raise unreadable("missing_cell", self.tokens[at].start, self.tokens[close].end)
            if self.begins_row(*inside):
                raise unreadable("deep_array", self.tokens[start].start, self.tokens[end - 1].end)
            split = self.split_rows(*inside)
            if len(split) > 1:
                raise unreadable("deep_array", self.tokens[at].start, self.tokens[close].end)
            rows.append(self.cells(*split[0]))
            at = self.past_separator(close + 1, end)
        return rows

    def past_separator(self, at: int, end: int) -> int:
        """The index after one comma or semicolon and any line breaks."""
        seen = False
        while at < end and (self.tokens[at].kind == "newline" or (not seen and self.tokens[at].kind in (",", ";"))):
            seen = seen or self.tokens[at].kind != "newline"
            at += 1
        return at

    def split_rows(self, start: int, end: int) -> list[tuple[int, int]]:
        """The spans between semicolons and line breaks; empty lines and a last semicolon are nothing."""
        rows: list[tuple[int, int]] = []
        first = start
        for at in [*(at for at in self.top_level(start, end) if self.tokens[at].kind in (";", "newline")), end]:
            semicolon = at < end and self.tokens[at].kind == ";"
            if first < at:
                rows.append((first, at))
            elif semicolon and (not rows or self.tokens[first - 1].kind == ";"):
                raise unreadable("missing_cell", self.tokens[at].start, self.tokens[at].end)
            first = at + 1
        if not rows:
            raise unreadable("missing_cell", self.tokens[start].start, self.tokens[max(start, end - 1)].end)
        return rows

    def cells(self, start: int, end: int) -> list[tuple[Token, ...]]:
        """The cells of one row."""
        top = self.top_level(start, end)
        commas = [at for at in top if self.tokens[at].kind in self.commas]
        gaps = [at for at in top if at > start and self.begins_cell(at)]
        if commas:
            loose = [at for at in gaps if self.tokens[at].kind == "number" and self.tokens[at - 1].kind == "number"]
            if loose:
                raise unreadable("mixed_separators", self.tokens[loose[0]].start, self.tokens[loose[0]].end)
            self.ask_about_signs(gaps)
            spans = self.between_commas(start, end, commas)
        else:
            loose = [at for at in top if gaps and start < at < end - 1 and self.stands_apart(at, start)]
            if loose:
                at = loose[0]
                raise unreadable("ambiguous_minus", self.tokens[at - 1].start, self.tokens[at + 1].end)
            bounds = [start, *gaps, end]
            spans = list(itertools.pairwise(bounds))
        found: list[tuple[Token, ...]] = []
        for first, last in spans:
            after = self.tokens[last - 1].end
            found.append((*self.tokens[first:last], Token("end", "", after, after, False)))
        return found

    def ask_about_signs(self, gaps: Sequence[int]) -> None:
        """`0.5 -1.25, 3` may be a difference and a value, or three values with one comma forgotten."""
        for at in gaps:
            kinds = [self.tokens[beside].kind for beside in (at - 1, at + 1)]
            if self.tokens[at].kind in ("+", "-") and kinds == ["number", "number"]:
                raise unreadable("ambiguous_minus", self.tokens[at - 1].start, self.tokens[at + 1].end)

    def between_commas(self, start: int, end: int, commas: Sequence[int]) -> list[tuple[int, int]]:
        """The spans between commas. One comma may stand at the end, as in `(3,)`."""
        spans: list[tuple[int, int]] = []
        first = start
        for at in commas:
            if at == first:
                raise unreadable("missing_cell", self.tokens[at].start, self.tokens[at].end)
            spans.append((first, at))
            first = at + 1
        if first < end:
            spans.append((first, end))
        elif self.tokens[end - 1].kind != ",":
            raise unreadable("missing_cell", self.tokens[end - 1].start, self.tokens[end - 1].end)
        return spans


def _closing_bars(tokens: Sequence[Token]) -> frozenset[int]:
    """The indices of the bars that end an absolute value: every second one within a bracket or cell."""
    closing: set[int] = set()
    open_bars = [False]
    for at, token in enumerate(tokens):
        if token.kind in _PARTNER:
            open_bars.append(False)
        elif token.kind in (")", "]"):
            open_bars.pop()
        elif token.kind in (",", ";", "newline"):
            open_bars[-1] = False
        elif token.kind == "|":
            if open_bars[-1]:
                closing.add(at)
            open_bars[-1] = not open_bars[-1]
    return frozenset(closing)


def _partners(tokens: Sequence[Token]) -> dict[int, int]:
    """For each opening bracket's index that of its closing one. Raises `Unreadable` for a bracket without a partner."""
    partner: dict[int, int] = {}
    open_at: list[int] = []
    for at, token in enumerate(tokens):
        if token.kind in _PARTNER:
            open_at.append(at)
        elif token.kind in (")", "]"):
            if not open_at:
                raise unreadable("unopened_bracket", token.start, token.end, sign=token.text)
            opening = tokens[open_at[-1]]
            if _PARTNER[opening.kind] != token.kind:
                raise unreadable("unclosed_bracket", opening.start, opening.end, sign=opening.text)
            partner[open_at.pop()] = at
    if open_at:
        opening = tokens[open_at[-1]]
        raise unreadable("unclosed_bracket", opening.start, opening.end, sign=opening.text)
    return partner
