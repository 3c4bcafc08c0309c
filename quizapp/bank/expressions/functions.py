"""The built-in functions of expressions: of numbers (cell by cell on lists), and of lists."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from calculators.answers.arithmetic import FLOATS

_HAIR = 1e-9
# What is larger has more than 100 digits, as everything of which more than so many are chosen.
_MOST_IN_FACTORIAL = 69
_MOST_IN_COMB = 400
_MOST_IN_RANGE = 1_000


class WrongShape(Exception):
    """Lists whose sizes don't fit together."""


class WrongKind(Exception):
    """A list where a number belongs, or the other way round, or true and false where a number belongs."""


class NoResult(ValueError):
    """Numbers for which a function has no value: `code` is that of the fault, `said` names the words for it."""

    def __init__(self, said: str, code: str = "undefined", **values: int) -> None:
        super().__init__(said)
        self.code = code
        self.values: dict[str, int | str] = {"said": said, **values}


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """A built-in function, the fewest and most arguments that it takes, how it is called, and what it gives."""

    run: Callable[..., Any]
    fewest: int
    most: int
    form: str
    words: str

    @property
    def expected(self) -> str:
        """How many arguments it takes, for messages."""
        return str(self.fewest) if self.fewest == self.most else f"{self.fewest}-{self.most}"


def cells(value: Any, most: int) -> list[Any] | None:
    """The numbers in a value in reading order; None where there are more than `most`."""
    found: list[Any] = []
    for cell in _cells(value):
        found.append(cell)
        if len(found) > most:
            return None
    return found


def _cells(value: Any) -> Iterator[Any]:
    if isinstance(value, list):
        for part in value:
            yield from _cells(part)
    else:
        yield value


def each(function: Callable[..., Any], *values: Any) -> Any:
    """A function of numbers, cell by cell on lists of one size; a number goes with every cell of a list."""
    lists = [value for value in values if isinstance(value, list)]
    if not lists:
        if any(isinstance(value, bool) for value in values):
            raise WrongKind
        return function(*values)
    size = len(lists[0])
    if any(len(other) != size for other in lists):
        raise WrongShape
    rows = ([value[i] if isinstance(value, list) else value for value in values] for i in range(size))
    return [each(function, *row) for row in rows]


def floor(x: Any) -> int:
    """The largest whole number that is not larger; 2.9999999999 is 3, as the decimals that were shown say."""
    nearest: int = round(x)
    return nearest if abs(x - nearest) <= _HAIR * max(1.0, abs(x)) else math.floor(x)


def _ceil(x: Any) -> int:
    return -floor(-x)


def _round(x: Any, decimals: Any = 0) -> Any:
    """Rounded half away from zero, as by hand: 0.125 to 2 decimals is 0.13, 2.5 is 3."""
    if isinstance(decimals, bool) or not isinstance(decimals, int) or not 0 <= decimals <= 12:
        raise WrongKind
    if isinstance(x, int):
        return x
    # 15 digits first: 0.285 is 0.28499999999999998 in binary.
    shown = Decimal(f"{x:.15g}").quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return int(shown) if decimals == 0 else float(shown)


def _row(value: Any) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise WrongKind
    return value


def _numbers(value: Any) -> list[Any]:
    """All cells of a list as numbers."""
    found = list(_cells(_row(value)))
    if not found or any(isinstance(cell, bool) for cell in found):
        raise WrongKind
    return found


def _extreme(choose: Callable[..., Any]) -> Callable[..., Any]:
    def extreme(*values: Any) -> Any:
        numbers = _numbers(values[0]) if len(values) == 1 else list(values)
        if any(isinstance(number, bool | list) for number in numbers):
            raise WrongKind
        return choose(numbers)

    return extreme


def _at(choose: Callable[..., Any]) -> Callable[[Any], int]:
    def position(value: Any) -> int:
        row = _flat(value)
        return row.index(choose(row))

    return position


def _flat(value: Any) -> list[Any]:
    row = _row(value)
    if any(isinstance(cell, bool | list) for cell in row):
        raise WrongKind
    return row


def product(*values: Any) -> Any:
    """The product of vectors and matrices: vector · vector is a number."""
    first, second = (_row(value) for value in values)
    if not isinstance(first[0], list):
        if isinstance(second[0], list):
            return [_dot(first, column) for column in transpose(second)]
        return _dot(first, second)
    if isinstance(second[0], list):
        columns = transpose(second)
        return [[_dot(row, column) for column in columns] for row in first]
    return [_dot(row, second) for row in first]


def _dot(first: Any, second: Any) -> Any:
    a, b = _flat(first), _flat(second)
    if len(a) != len(b):
        raise WrongShape
    return _sum([x * y for x, y in zip(a, b, strict=True)])


def _sum(value: Any) -> Any:
    numbers = _numbers(value)
    return sum(numbers) if all(isinstance(number, int) for number in numbers) else math.fsum(numbers)


def transpose(value: Any) -> list[list[Any]]:
    """Rows turned into columns."""
    rows = [_row(row) for row in _row(value)]
    if any(len(row) != len(rows[0]) for row in rows):
        raise WrongShape
    return [list(column) for column in zip(*rows, strict=True)]


def _size(value: Any) -> int:
    if not isinstance(value, list):
        raise WrongKind
    return len(value)


def _norm(value: Any) -> float:
    return math.hypot(*_numbers(value))


def _product_of(value: Any) -> Any:
    return math.prod(_numbers(value))


def _sorted(value: Any) -> list[Any]:
    return sorted(_flat(value))


def _mean(value: Any) -> Any:
    total, size = _sum(value), len(_numbers(value))
    return total // size if isinstance(total, int) and total % size == 0 else total / size


def _whole(x: Any) -> int:
    """A whole number from 0 on. Raises `NoResult` for any other number."""
    if x < 0 or x != int(x):
        raise NoResult("undefined_count")
    return int(x)


def _factorial(x: Any) -> int:
    if not 0 <= x <= _MOST_IN_FACTORIAL or x != int(x):
        code = "too_large" if x > _MOST_IN_FACTORIAL else "undefined"
        raise NoResult("undefined_to", code, least=0, most=_MOST_IN_FACTORIAL)
    return math.factorial(int(x))


def _comb(n: Any, k: Any) -> int:
    total, chosen = _whole(n), _whole(k)
    if min(chosen, total - chosen) > _MOST_IN_COMB:
        raise OverflowError
    return math.comb(total, chosen)


def _range(*values: Any) -> list[int]:
    """Whole numbers as in Python: up to the last, which is left out, or from a first one on, in steps."""
    if any(isinstance(value, bool | list) for value in values):
        raise WrongKind
    if any(value != int(value) for value in values):
        raise NoResult("undefined_whole")
    if len(values) == 3 and values[2] == 0:
        raise NoResult("undefined_step")
    found = range(*map(int, values))
    if not found:
        raise NoResult("undefined_range")
    # Of a longer one Python can't always tell how many they are.
    if (found[-1] - found[0]) // found.step >= _MOST_IN_RANGE:
        raise NoResult("too_large_range", "too_large", most=_MOST_IN_RANGE)
    return list(found)


def _log(x: Any) -> Any:
    return FLOATS.operations["ln"](x)


def _of_cells(run: Callable[..., Any]) -> Callable[..., Any]:
    return lambda value: each(run, value)


_CELLWISE = {
    **{name: FLOATS.operations[name] for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh", "exp", "ln", "log2")},
    **{name: FLOATS.operations[name] for name in ("log10", "sqrt", "abs", "sigmoid", "relu", "softplus", "sign")},
    "log": _log,
    "floor": floor,
    "ceil": _ceil,
}
BUILT_IN: dict[str, BuiltIn] = {
    **{name: BuiltIn(_of_cells(run), 1, 1, f"{name}(x)", "cell by cell") for name, run in _CELLWISE.items()},
    "round": BuiltIn(
        lambda x, decimals=0: each(lambda cell: _round(cell, decimals), x),
        1,
        2,
        "round(x, decimals)",
        "half away from 0",
    ),
    "factorial": BuiltIn(
        _of_cells(_factorial), 1, 1, "factorial(n)", "cell by cell: the orders of n things; n up to 69"
    ),
    "comb": BuiltIn(
        lambda n, k: each(_comb, n, k), 2, 2, "comb(n, k)", "cell by cell: the ways to choose k of n things"
    ),
    "range": BuiltIn(
        _range,
        1,
        3,
        "range(end), range(begin, end) or range(begin, end, step)",
        "whole numbers without the end, a list",
    ),
    "max": BuiltIn(_extreme(max), 1, 8, "max(a, b, …) or max(list)", "the largest"),
    "min": BuiltIn(_extreme(min), 1, 8, "min(a, b, …) or min(list)", "the smallest"),
    "sum": BuiltIn(_sum, 1, 1, "sum(list)", "of all cells"),
    "mean": BuiltIn(_mean, 1, 1, "mean(list)", "of all cells"),
    "product": BuiltIn(_product_of, 1, 1, "product(list)", "of all cells"),
    "norm": BuiltIn(_norm, 1, 1, "norm(list)", "the root of the sum of squares"),
    "size": BuiltIn(_size, 1, 1, "size(list)", "how many cells, or rows of a table"),
    "sorted": BuiltIn(_sorted, 1, 1, "sorted(list)", "from the smallest"),
    "argmax": BuiltIn(_at(max), 1, 1, "argmax(list)", "the place of the largest, from 0"),
    "argmin": BuiltIn(_at(min), 1, 1, "argmin(list)", "the place of the smallest, from 0"),
    "dot": BuiltIn(product, 2, 2, "dot(A, B)", "as A @ B: of vectors and matrices"),
    "transpose": BuiltIn(transpose, 1, 1, "transpose(A)", "rows into columns"),
}
