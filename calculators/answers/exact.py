"""Arithmetic for counts: whole numbers and fractions stay exact, of a bounded length; all else is a float.

Beyond 2^53 a float cannot tell a count from the next one, and a relative slack would forgive what is simply wrong.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

from calculators.answers.arithmetic import FLOATS
from calculators.answers.tree import Literal

# 1e100, the largest value of an answer, has 333 bits.
_MOST_BITS = 340


def _bounded(value: Any) -> Any:
    """An exact value as an int where it is whole, as a float where it is too long."""
    if isinstance(value, Fraction):
        if value.denominator == 1:
            value = value.numerator
        elif max(value.numerator.bit_length(), value.denominator.bit_length()) > _MOST_BITS:
            return float(value)
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        return float(value)
    return value


def _literal(node: Literal) -> Any:
    if isinstance(node.value, int):
        return node.value
    exponent = node.text.lower().partition("e")[2]
    return _bounded(Fraction(node.text)) if not exponent or abs(int(exponent)) <= 100 else node.value


def _exactly(operation: str, exact: Callable[..., Any]) -> Callable[..., Any]:
    """An operation on exact values, or that of the floats where one of them is none."""

    def run(*parts: Any) -> Any:
        if all(isinstance(part, int | Fraction) for part in parts):
            return _bounded(exact(*parts))
        return FLOATS.operations[operation](*(float(part) for part in parts))

    return run


def _divide(a: Any, b: Any) -> Any:
    return Fraction(a) / b


def _power(a: Any, b: Any) -> Any:
    if not isinstance(b, int):
        return FLOATS.operations["^"](float(a), float(b))
    bits = max(Fraction(a).numerator.bit_length(), Fraction(a).denominator.bit_length())
    if bits * abs(b) > 2 * _MOST_BITS:
        return FLOATS.operations["^"](float(a), float(b))
    return Fraction(a) ** b


def _root(a: Any) -> Any:
    if isinstance(a, int) and a >= 0 and math.isqrt(a) ** 2 == a:
        return math.isqrt(a)
    return FLOATS.operations["sqrt"](float(a))


EXACT = replace(
    FLOATS,
    literal=_literal,
    operations={
        **{name: _exactly(name, operation) for name, operation in FLOATS.operations.items()},
        "+": _exactly("+", lambda a, b: a + b),
        "-": _exactly("-", lambda a, b: a - b),
        "*": _exactly("*", lambda a, b: a * b),
        "/": _exactly("/", _divide),
        "^": _exactly("^", _power),
        "sqrt": _exactly("sqrt", _root),
    },
)
