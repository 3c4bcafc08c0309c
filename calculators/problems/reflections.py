"""A mistake's value reflected in the key: the same slip the other way, by difference, by ratio or in odds.

It says nothing to the learner, and is offered only where neither a mistake nor a general slip stands on that side.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from calculators.answers.keys import Count, Key, Shape
from calculators.problems.problem import Value, cells, flatten
from calculators.problems.slips import shaped
from calculators.problems.values import Values, rows_of

# How far beyond the key a mistake is reflected, as a share of its own distance: the first that meets nothing else.
STRENGTHS = (1.0, 0.5, 1.5, 2.0, 3.0)
_MOST_DECIMALS = 4


def decimals_of(numbers: Sequence[float]) -> int | None:
    """The least decimals, up to 3, with which all numbers are exact: among whole numbers 5.66 would stand out."""
    return next((places for places in range(_MOST_DECIMALS) if all(has_decimals(x, places) for x in numbers)), None)


def has_decimals(number: float, places: int) -> bool:
    """Whether a number has at most so many decimals."""
    return abs(number - round(number, places)) < 1e-9


def reflections(key: Key, value: Value, decimals: int | None, values: Values) -> Iterator[Value]:
    """A mistake's value reflected in the key at each strength. Nothing for a value of another length."""
    right, wrong = rows_of(key), rows_of(value)
    if [len(row) for row in right] != [len(row) for row in wrong]:
        return
    for strength in STRENGTHS:
        if values.shared:
            mirror = _shares if values.shared == "total" else _turned
            numbers = [number for one, two in zip(right, wrong, strict=True) for number in mirror(one, two, strength)]
        else:
            numbers = [
                _cell(centre, number, strength, decimals, values.of_cell(at))
                for at, (centre, number) in enumerate(zip(cells(key), flatten(value), strict=True))
            ]
        if isinstance(key, Count | Shape):
            numbers = [int(number) for number in numbers]
        yield shaped(key, numbers)


def _cell(centre: float, number: float, strength: float, decimals: int | None, values: Values) -> float:
    """One number reflected inside its values, with as many decimals as the others have."""
    mirrored = min(max(_mirror(centre, number, strength, values.low, values.high), values.low), values.high)
    if values.whole:
        return round(mirrored)
    if decimals is None:
        return mirrored
    shown = round(mirrored, decimals)
    # Not so few that a share becomes 0 or 1.
    return shown if values.low < shown < values.high or decimals == 0 else mirrored


def _mirror(centre: float, number: float, strength: float, low: float, high: float) -> float:
    if not math.isfinite(low) or min(centre, number) <= low or max(centre, number) >= high:
        return centre + strength * (centre - number)
    if math.isfinite(high):
        odds, wrong = (centre - low) / (high - centre), (number - low) / (high - number)
        odds *= math.pow(odds / wrong, strength)
        return low + (high - low) * odds / (1 + odds)
    # Ratios from 0, also where the least value is 1.
    return centre * math.pow(centre / number, strength) if low >= 0 else centre + strength * (centre - number)


def _shares(right: Sequence[float], wrong: Sequence[float], strength: float) -> list[float]:
    """Shares of a whole, each in its ratio the other way, scaled to the total of the right ones."""
    weights = [
        t * math.pow(t / w, strength) if t > 0 and w > 0 else max(t, 0.0) for t, w in zip(right, wrong, strict=True)
    ]
    total = math.fsum(weights)
    return [weight * math.fsum(right) / total for weight in weights] if total else list(right)


def _turned(right: Sequence[float], wrong: Sequence[float], strength: float) -> list[float]:
    """A vector of the same length, turned to the other side: about the plane of both, by a share of their angle."""
    size = math.hypot(*right)
    inner = math.fsum(t * w for t, w in zip(right, wrong, strict=True)) / size**2
    across = [w - inner * t for t, w in zip(right, wrong, strict=True)]
    span = math.hypot(*across)
    if span < 1e-9:
        return list(right)
    angle = -strength * math.atan2(span, inner * size)
    return [t * math.cos(angle) + a / span * size * math.sin(angle) for t, a in zip(right, across, strict=True)]
