"""A number as people write it: in decimals, without what binary fractions miss, rounded half away from zero.

Everything that shows a number rounds it here, so that a key, a worked step and a text never differ in a last digit:
0.6155 is 0.616 in three decimals, whether binary fractions have it as 0.61549999999999994 or 0.61550000000000005.
"""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Context, Decimal

# Digits that count. Sums of a few numbers are off in the 16th; nobody reads more than a few.
_DIGITS = 12
# Numbers from here on need more digits before the point.
_LARGE = 1e6
_MOST_DIGITS = 15
# Enough for the largest value of an expression, 1e100.
# By how much of itself a number may be off for what binary fractions miss.
_NOISE = 1e-13
_WIDE = Context(prec=150)


def cleaned(value: float) -> Decimal:
    """The decimal number that a binary one stands for: 0.49999999999999994 is 0.5. Whole numbers stay as they are."""
    if isinstance(value, int) or value == int(value):
        return Decimal(int(value))
    return Decimal(f"{value:.{_DIGITS if abs(value) < _LARGE else _MOST_DIGITS}g}")


def rounded(value: float, decimals: int) -> Decimal:
    """The cleaned number rounded half away from zero, as by hand; never −0."""
    found = cleaned(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, context=_WIDE)
    return abs(found) if found == 0 else found


def in_decimals(value: float, decimals: int | None = None) -> str:
    """A number with so many decimals, zeros at the end too; without `decimals`, with those that it has."""
    if not math.isfinite(value):
        return str(value)
    if decimals is not None:
        return f"{rounded(value, decimals):f}"
    text = f"{cleaned(value):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def is_exact(value: float, decimals: int | None = None) -> bool:
    """Whether so many decimals say all of a number (without `decimals`: those that it is shown with), but for what
    binary fractions miss.
    """
    shown = cleaned(value) if decimals is None else rounded(value, decimals)
    return abs(float(shown) - value) <= _NOISE * max(abs(value), 1e-3)


def is_tie(value: float, decimals: int) -> bool:
    """Whether it lies in the middle between two numbers of so many decimals, where rules of rounding differ."""
    found = cleaned(value)
    return found != int(found) and abs((found * 10**decimals) % 1) == Decimal("0.5")
