"""The value of a tree at a point, by its own walk: in floats, or in mpmath's numbers of 30 digits.

Whole numbers stay whole while they can (a count of parameters is exact), and no operation may leave the real numbers or
the bounded range: an exponent or a factorial of a hostile answer cannot take time or memory.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from calculators.answers.faults import unreadable
from calculators.answers.grammar import LARGEST
from calculators.answers.tree import Apply, Literal, Node, Symbol

Real = int | float
DIGITS = 30
# 1e100, the largest value, has 333 bits.
_MOST_BITS = 340


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Numbers of one precision: how a literal and a float become one, constants, operations, the largest value."""

    literal: Callable[[Literal], Any]
    number: Callable[[float], Any]
    constants: Mapping[str, Any]
    operations: Mapping[str, Callable[..., Any]]
    largest: Any


def value_at(node: Node, point: Mapping[str, Any], arithmetic: Arithmetic | None = None) -> Any:
    """The value of a tree where the variables have the values of `point`.

    Raises `Unreadable` (division_by_zero, undefined, too_large, with the place) where there is no real value in range,
    and KeyError for a variable without a value.
    """
    chosen = arithmetic or FLOATS
    if isinstance(node, Literal):
        return chosen.literal(node)
    if isinstance(node, Symbol):
        return point[node.name] if node.name in point else chosen.constants[node.name]
    parts = [value_at(part, point, chosen) for part in node.parts]
    try:
        value = chosen.operations[node.operation](*parts)
    except ZeroDivisionError:
        raise unreadable("division_by_zero", node.start, node.end) from None
    except OverflowError:
        raise unreadable("too_large", node.start, node.end) from None
    except ValueError:
        raise unreadable("undefined", node.start, node.end, function=node.operation) from None
    # Written so that nan fails as well.
    if not -chosen.largest <= value <= chosen.largest:
        raise unreadable("too_large", node.start, node.end)
    return value


def check_constants(node: Node, variables: frozenset[str]) -> bool:
    """Whether a tree holds a variable. Raises `Unreadable` if a part without one has no value: `9^9^9`, `x + ln(0)`."""
    if isinstance(node, Apply):
        varying = [check_constants(part, variables) for part in node.parts]
        if any(varying):
            return True
        value_at(node, {})
        return False
    return isinstance(node, Symbol) and node.name in variables


# Whole numbers stay whole up to the largest value that there is.


def _whole(value: int) -> Real:
    return value if value.bit_length() <= _MOST_BITS else float(value)


def _add(a: Real, b: Real) -> Real:
    return _whole(a + b) if isinstance(a, int) and isinstance(b, int) else a + b


def _subtract(a: Real, b: Real) -> Real:
    return _whole(a - b) if isinstance(a, int) and isinstance(b, int) else a - b


def _multiply(a: Real, b: Real) -> Real:
    return _whole(a * b) if isinstance(a, int) and isinstance(b, int) else a * b


def _divide(a: Real, b: Real) -> Real:
    if isinstance(a, int) and isinstance(b, int) and b and a % b == 0:
        return a // b
    return a / b


def _power(a: Real, b: Real) -> Real:
    if isinstance(a, int) and isinstance(b, int) and 0 <= b <= _MOST_BITS and a.bit_length() * b <= 2 * _MOST_BITS:
        return _whole(int(a**b))
    if a < 0 and b != int(b):
        raise ValueError
    return float(a) ** b


def _sigmoid(x: Real) -> float:
    if x >= 0:
        return 1 / (1 + math.exp(-x))
    small = math.exp(x)
    return small / (1 + small)


def _sign(x: Any) -> int:
    return int(x > 0) - int(x < 0)


def _positive(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A logarithm that is undefined at 0 and below in every precision (mpmath would give a complex number)."""

    def checked(x: Any) -> Any:
        if x <= 0:
            raise ValueError
        return function(x)

    return checked


def _root(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def checked(x: Any) -> Any:
        if x < 0:
            raise ValueError
        return function(x)

    return checked


FLOATS = Arithmetic(
    literal=lambda node: node.value,
    number=float,
    constants={"pi": math.pi, "e": math.e},
    operations={
        "+": _add,
        "-": _subtract,
        "*": _multiply,
        "/": _divide,
        "^": _power,
        "neg": lambda x: -x,
        "sin": math.sin,
        "cos": math.cos,
        "tan": math.tan,
        "sinh": math.sinh,
        "cosh": math.cosh,
        "tanh": math.tanh,
        "sech": lambda x: 1 / math.cosh(x),
        "exp": math.exp,
        "ln": _positive(math.log),
        "log2": _positive(math.log2),
        "log10": _positive(math.log10),
        "sqrt": _root(math.sqrt),
        "abs": abs,
        "sigmoid": _sigmoid,
        "relu": lambda x: max(x, 0),
        "softplus": lambda x: max(x, 0) + math.log1p(math.exp(-abs(x))),
        "sign": _sign,
        "floor": math.floor,
        "ceil": math.ceil,
        "max": max,
        "min": min,
    },
    largest=LARGEST,
)


@lru_cache(maxsize=1)
def high_precision() -> Arithmetic:
    """The same operations with 30 digits. Imports mpmath, on first use only."""
    import mpmath

    # A context of its own: nobody else's precision is changed.
    mp: Any = mpmath.mp.clone()
    mp.dps = DIGITS

    def power(a: Any, b: Any) -> Any:
        if a < 0 and b != mp.floor(b):
            raise ValueError
        return mp.power(a, b)

    return Arithmetic(
        literal=lambda node: mp.mpf(node.text),
        number=mp.mpf,
        constants={"pi": +mp.pi, "e": +mp.e},
        operations={
            "+": lambda a, b: a + b,
            "-": lambda a, b: a - b,
            "*": lambda a, b: a * b,
            "/": lambda a, b: mp.mpf(a) / b,
            "^": power,
            "neg": lambda x: -x,
            "sin": mp.sin,
            "cos": mp.cos,
            "tan": mp.tan,
            "sinh": mp.sinh,
            "cosh": mp.cosh,
            "tanh": mp.tanh,
            "sech": mp.sech,
            "exp": mp.exp,
            "ln": _positive(mp.log),
            "log2": _positive(lambda x: mp.log(x, 2)),
            "log10": _positive(mp.log10),
            "sqrt": _root(mp.sqrt),
            "abs": abs,
            "sigmoid": lambda x: 1 / (1 + mp.exp(-x)),
            "relu": lambda x: max(x, 0),
            "softplus": lambda x: mp.log1p(mp.exp(x)),
            "sign": lambda x: mp.mpf(_sign(x)),
            "floor": mp.floor,
            "ceil": mp.ceil,
            "max": max,
            "min": min,
        },
        # Wider than the floats' range, so that log(exp(300)) can be decided.
        largest=mp.mpf(10) ** 1_000,
    )
