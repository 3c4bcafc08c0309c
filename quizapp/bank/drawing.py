"""Numbers drawn from what a question file says of them, and computed values as keys of the answer checker."""

from __future__ import annotations

import itertools
import random
from typing import Any

from calculators.answers import decimals as decimals_of
from calculators.answers.keys import Count, Key, Matrix, Number, Shape, Vector
from calculators.problems import Given
from calculators.problems.draw import Domain
from quizapp.bank import schema
from quizapp.bank.expressions import Value, same
from quizapp.bank.schema_drawn import DrawnAnswer
from quizapp.bank.schema_drawn import Given as GivenField


def everything(asked: schema.Asked, most: int) -> list[dict[str, Given]] | None:
    """Every combination of numbers that can be drawn; None where there are more than `most`."""
    size = 1
    for field in asked.given.values():
        size *= field.count**field.cells
        if size > most:
            return None
    rows: list[list[Given]] = []
    for field in asked.given.values():
        cells = itertools.product([field.value(index) for index in range(field.count)], repeat=field.cells)
        kept = (
            row
            for row in cells
            if not (field.nonzero and 0 in row) and not (field.distinct and len(set(row)) < len(row))
        )
        rows.append([_shaped(field, list(row)) for row in kept])
    return [dict(zip(asked.given, numbers, strict=True)) for numbers in itertools.product(*rows)]


def drawn_value(field: GivenField, stream: random.Random) -> Given:
    """The number, list or table that one stream draws."""
    count = field.count

    def one(seen: set[int]) -> int | float:
        while True:
            index = stream.randrange(count)
            value = field.value(index)
            if (field.nonzero and value == 0) or index in seen:
                continue
            if field.distinct:
                seen.add(index)
            return value

    seen: set[int] = set()
    return _shaped(field, [one(seen) for _ in range(field.cells)])


def domain_of(field: GivenField) -> Domain:
    """What a field draws from, as the problems say it."""
    shape = tuple(field.shape or ())
    if field.choices is not None:
        return Domain(options=tuple(field.choices), shape=shape, nonzero=field.nonzero, distinct=field.distinct)
    low, high = field.value(0), field.value(field.count - 1)
    whole = isinstance(low, int) and isinstance(high, int)
    return Domain(low, high, whole, shape=shape, nonzero=field.nonzero, distinct=field.distinct)


def _shaped(field: GivenField, cells: list[int | float]) -> Given:
    """Drawn numbers as the number, list or table that they are."""
    if field.shape is None:
        return cells[0]
    if len(field.shape) == 1:
        return cells
    width = field.shape[1]
    return [cells[start : start + width] for start in range(0, len(cells), width)]


def has_decimals(answer: schema.Answer) -> bool:
    """Whether a file says in how many decimals its answer is given: then it is shown with all of them."""
    return "decimals" in answer.model_fields_set


def key_of(answer: DrawnAnswer, value: Value) -> Key:
    """The key of a computed value. Raises TypeError for a value of another form."""
    found = in_form(answer, value)
    padded = has_decimals(answer)
    match answer.kind:
        case "number":
            units = tuple(answer.units)
            return Number(float(found), answer.decimals, answer.relative, answer.absolute, units, padded=padded)
        case "count":
            if found != int(found):
                raise TypeError
            return Count(int(found), tuple(answer.units))
        case "vector":
            return Vector(tuple(map(float, found)), answer.decimals, answer.relative, answer.absolute, padded)
        case "matrix":
            rows = tuple(tuple(map(float, row)) for row in found)
            return Matrix(rows, answer.decimals, answer.relative, answer.absolute, padded)
        case "shape":
            if any(size != int(size) or size < 0 for size in found):
                raise TypeError
            return Shape(tuple(map(int, found)))


def in_form(answer: DrawnAnswer, value: Value) -> Any:
    """A value as the answer's kind has it: a number, a list or rows of one length. Raises TypeError."""
    if answer.kind in ("number", "count"):
        return _number(value)
    if not isinstance(value, list) or not 1 <= len(value) <= 16:
        raise TypeError
    if answer.kind != "matrix":
        return [_number(cell) for cell in value]
    rows = [row for row in value if isinstance(row, list)]
    if len(rows) != len(value) or len({len(row) for row in rows}) != 1 or not 1 <= len(rows[0]) <= 16:
        raise TypeError
    return [[_number(cell) for cell in row] for row in rows]


def _number(value: Value) -> int | float:
    if isinstance(value, bool | list):
        raise TypeError
    if isinstance(value, float) and abs(value) < 2**53 and same(value, round(value)):
        return round(value)
    return value


def rounded(value: Any, decimals: int) -> Any:
    """A value with its cells rounded as they are shown."""
    if isinstance(value, list):
        return [rounded(part, decimals) for part in value]
    return float(decimals_of.rounded(value, decimals)) if isinstance(value, float) else value
