"""What may be set in the Lab: numbers, lists and tables typed in the grammar of answers, or one of some options."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from calculators.answers.faults import Unreadable
from calculators.answers.keys import Matrix, Number, Vector
from calculators.answers.reading import as_whole, echo_matrix, echo_number, echo_vector, read
from calculators.answers.tokens import MOST_CHARACTERS_OF_ARRAY, tokenize
from calculators.answers.verdict import Fault

# A list or table whose length is free has at most so many cells along each side.
MOST_CELLS = 12
FREE = 0


@dataclass(frozen=True, slots=True)
class Knob:
    """One thing to set. `name`: its symbol, also the id of its words (`lab.knob_<name>`) where it has some.

    `shape`: () for a number, (3,) for three, (2, 3) for two rows of three; `FREE` as a size leaves it open. `low` and
    `high`: what each number may be; `whole`: whole numbers only. `options`: one of these is picked instead of typed.
    `bounds`: low, high and whole of each cell, where they differ.
    """

    name: str
    shape: tuple[int, ...] = ()
    low: float = -1e6
    high: float = 1e6
    whole: bool = False
    options: tuple[Any, ...] = ()
    bounds: tuple[tuple[float, float, bool], ...] = ()

    def cell(self, place: int) -> tuple[float, float, bool]:
        """Low, high and whole of one cell."""
        return self.bounds[place] if self.bounds else (self.low, self.high, self.whole)


def read_knob(knob: Knob, text: str) -> Any:
    """The value of a typed text: a number, a list or a list of rows; or a `Fault` with its place. Never raises.

    Faults of our own have codes that begin with `lab.`.
    """
    if not text.strip():
        return Fault("lab.empty", 0, 0)
    key = (Number(0.0), Vector((0.0,)), Matrix(((0.0,),)))[len(knob.shape)]
    found = read(text, key)
    if isinstance(found, Fault):
        return found
    rows: list[list[Any]]
    value: Any = found.value
    if not knob.shape:
        rows = [[value]]
    elif isinstance(value[0], tuple):
        rows = [list(row) for row in value]
    else:
        rows = [list(value)]
    return _misfit(knob, rows, text) or _outside(knob, rows, text) or _shaped(knob, rows)


def _misfit(knob: Knob, rows: list[list[Any]], text: str) -> Fault | None:
    shape = (len(rows), len(rows[0])) if len(knob.shape) == 2 else (len(rows[0]),) if knob.shape else ()
    if len(knob.shape) == 1 and len(rows) > 1:
        return Fault("lab.list_wanted", 0, len(text))
    for size, wanted in zip(shape, knob.shape, strict=True):
        if wanted != FREE and size != wanted:
            values = {"wanted": _sizes(knob.shape), "got": _sizes(shape)}
            return Fault("lab.shape", 0, len(text), values)
        if wanted == FREE and size > MOST_CELLS:
            return Fault("lab.too_many", 0, len(text), {"most": MOST_CELLS})
    return None


def _sizes(shape: Sequence[int]) -> str:
    return "×".join(str(size) for size in shape)


def _outside(knob: Knob, rows: list[list[Any]], text: str) -> Fault | None:
    cells = [cell for row in rows for cell in row]
    for place, cell in enumerate(cells):
        low, high, whole = knob.cell(place)
        start, end = _place(text, place, len(cells), bool(knob.shape))
        if whole and as_whole(cell) != int(cell):
            return Fault("lab.not_whole", start, end)
        if not math.isfinite(cell) or not low <= cell <= high:
            values = {"low": echo_number(as_whole(low)), "high": echo_number(as_whole(high))}
            return Fault("lab.outside", start, end, values)
    return None


def _place(text: str, place: int, cells: int, array: bool) -> tuple[int, int]:
    """Where a cell stands in a text that could be read: between separators; the whole text where that isn't clear."""
    whole = len(text) - len(text.lstrip()), len(text.rstrip())
    if not array:
        return whole
    from calculators.answers.arrays import cut
    from calculators.answers.vocabulary import vocabulary

    try:
        rows = cut(vocabulary().resolve(tokenize(text, most=MOST_CHARACTERS_OF_ARRAY, cross=True, lines=True))).rows
    except Unreadable:
        return whole
    found = [cell for row in rows for cell in row]
    if len(found) != cells or len(found[place]) < 2:
        return whole
    return found[place][0].start, found[place][-2].end


def _shaped(knob: Knob, rows: list[list[Any]]) -> Any:
    place = 0
    typed: list[list[Any]] = []
    for row in rows:
        typed.append([])
        for cell in row:
            whole = knob.cell(place)[2]
            typed[-1].append(int(as_whole(cell)) if whole else float(cell))
            place += 1
    return typed if len(knob.shape) == 2 else typed[0] if knob.shape else typed[0][0]


def write(value: Any) -> str:
    """A value as it is typed: `0.5`, `[1, 2]`, `[1, 2; 3, 4]`; a word as it is."""
    if isinstance(value, bool) or not isinstance(value, int | float | list | tuple):
        return str(value)
    if isinstance(value, int | float):
        return echo_number(as_whole(value))
    if value and all(isinstance(row, list | tuple) and all(map(_is_number, row)) for row in value):
        return echo_matrix([[as_whole(cell) for cell in row] for row in value])
    if all(map(_is_number, value)):
        return echo_vector([as_whole(cell) for cell in value])
    return ", ".join(write(part) for part in value)


def _is_number(value: Any) -> bool:
    return type(value) in (int, float)
