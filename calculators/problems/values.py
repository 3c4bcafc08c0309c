"""What values the answers of a family can take at all, declared once for its key, its choices and the gate.

A norm of -3 or a probability of 1.4 among four choices is ruled out without any calculation, and so is the one row that
does not sum to 1. A family therefore says what its values are (`family(..., values="probability")`), and only mistakes
that are such values are offered as choices; a mistake that leads outside is still told by name to whoever types it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from calculators.answers.keys import Code, Count, Expression, Key, Matrix, Number, Shape, Vector

Name = Literal[
    "real", "nonnegative", "positive", "probability", "signed_share", "distribution", "unit", "whole", "count", "size"
]
# A name, the ends of an interval, whole numbers from a range, or one of these for each cell of a list.
Declared: TypeAlias = "Name | tuple[float, float] | range | list[Declared] | Values"
# Sums of rounded shares, as a family that rounds what it shows has them.
_SAME = 1e-6


@dataclass(frozen=True, slots=True)
class Values:
    """The values that an answer can take.

    Every cell lies in low..high (`whole`: and is a whole number). `shared`: what every row has in common with the key's
    row, its total (1 for a distribution) or its Euclidean length. `order`: how each row is sorted, where the stem asks
    for an order. `cells`: where the cells of a list differ, the values of each.
    """

    low: float = -math.inf
    high: float = math.inf
    whole: bool = False
    shared: Literal["", "total", "length"] = ""
    order: Literal["", "ascending", "descending"] = ""
    cells: tuple[Values, ...] = ()

    def of_cell(self, index: int) -> Values:
        """What the cell at `index`, in reading order, can be."""
        return self.cells[index] if index < len(self.cells) else self


# The least float above 0: the lower end of what is never 0.
_ABOVE_ZERO = math.nextafter(0.0, 1.0)
NAMED: Mapping[str, Values] = {
    "real": Values(),
    "nonnegative": Values(0.0),
    "positive": Values(_ABOVE_ZERO),
    "probability": Values(0.0, 1.0),
    # Correlations, cosines, outputs of tanh.
    "signed_share": Values(-1.0, 1.0),
    "distribution": Values(0.0, 1.0, shared="total"),
    "unit": Values(-1.0, 1.0, shared="length"),
    "whole": Values(whole=True),
    "count": Values(0, whole=True),
    "size": Values(1, whole=True),
}


def declared_values(declared: Declared) -> Values:
    """The values that a declaration stands for: `"positive"`, `(0, 2)`, `range(1, 6)`, `["count", "probability"]`."""
    if isinstance(declared, Values):
        return declared
    if isinstance(declared, str):
        return NAMED[declared]
    if isinstance(declared, range):
        return Values(declared[0], declared[-1], whole=True)
    if isinstance(declared, list):
        return Values(cells=tuple(declared_values(cell) for cell in declared))
    return Values(*declared)


def usual_values(key: Key, mistakes: Sequence[Sequence[float]]) -> Values:
    """What such values seem to be where nobody declared it: for questions with fixed numbers.

    Not below 0 where the key and no mistake is, and not above 1 where all are shares; whole where sizes are asked for.
    """
    rows = rows_of(key)
    numbers = [number for values in [*rows, *mistakes] for number in values]
    if isinstance(key, Expression | Code) or not numbers:
        return NAMED["real"]
    if isinstance(key, Count | Shape):
        return NAMED["whole" if min(numbers) < 0 else "count" if min(numbers) < 1 else "size"]
    cells = [number for row in rows for number in row]
    shares = min(cells) >= 0 and max(cells) <= 1
    if shares and all(len(row) > 1 and abs(math.fsum(row) - 1) < _SAME for row in rows):
        return NAMED["distribution"]
    if min(numbers) < 0:
        return NAMED["real"]
    return NAMED["probability" if max(numbers) <= 1 else "nonnegative"]


def impossible(values: Values, key: Key, value: object) -> str:
    """Why `value` cannot be the answer to `key`, whatever the question; "" where it can."""
    return next(_faults(values, key, value), "")


def _faults(values: Values, key: Key, value: object) -> Iterator[str]:
    rows, right = rows_of(value), rows_of(key)
    numbers = [number for row in rows for number in row]
    for index, number in enumerate(numbers):
        cell = values.of_cell(index)
        if not cell.low - _slack(key) <= number <= cell.high + _slack(key) or (cell.low == _ABOVE_ZERO and number <= 0):
            yield f"{number} is not in {cell.low:g}..{cell.high:g}"
        if cell.whole and number != int(number):
            yield f"{number} is no whole number"
    for row in rows:
        if values.order and list(row) != sorted(row, reverse=values.order == "descending"):
            yield f"{list(row)} is not {values.order}"
    for row, other in zip(rows, right, strict=False):
        size, wanted = (math.fsum(part) if values.shared == "total" else math.hypot(*part) for part in (row, other))
        if values.shared and abs(size - wanted) > _SAME:
            yield f"the {values.shared} of {list(row)} is {size:g}, not {wanted:g}"


def _slack(key: Key) -> float:
    """Binary fractions must not decide at the very end of an interval."""
    return 1e-9 if isinstance(key, Number | Vector | Matrix) else 0.0


def rows_of(value: object) -> list[tuple[float, ...]]:
    """The numbers of a key or of a mistake's value, row by row; a single number is a row of one."""
    match value:
        case Number(value=number) | Count(value=number):
            return [(number,)]
        case Vector(values=numbers) | Shape(sizes=numbers):
            return [tuple(numbers)]
        case Matrix(rows=rows):
            return [tuple(row) for row in rows]
        case int() | float():
            return [(value,)]
        case list() | tuple():
            return [tuple(value)] if all(isinstance(part, int | float) for part in value) else [*map(tuple, value)]
        case _:
            return []
