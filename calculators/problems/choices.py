"""Four choices made from a problem's mistakes, among which the key's place in order of size tells nothing.

Most mistakes go one way: whoever forgets the bias always counts too few. With the key among three of its mistakes, to
choose the largest would then be right without any knowledge. So the place of the key is drawn first (how many of the
wrong choices are smaller), then mistakes that fit it; where those of one side run out, a mistake that is left over on
the other is reflected in the key: the same slip the other way, by difference, by ratio, or in the odds of a share.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from calculators.answers import value_tex
from calculators.answers.keys import Code, Count, Expression, Key, Shape
from calculators.answers.writing import key_tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Value, cells, flatten, near, tolerance

WRONG_CHOICES = 3
# The id of a reflected mistake; no word of the question file is about it.
REFLECTED = "reflected_"
# How far beyond the key a mistake is reflected, as a share of its own distance: the first that meets nothing else.
_STRENGTHS = (1.0, 0.5, 1.5, 2.0, 3.0)


def wrong_choices(key: Key, mistakes: Mapping[str, Value], name: str, seed: int) -> dict[str, Value]:
    """Three wrong choices beside `key`, drawn by (name, seed): id → value. Empty where there are not three.

    The id is the mistake's name, or `REFLECTED` and the name of the mistake that was reflected. All print differently,
    and no reflected one is within twice the tolerance of the key, of a mistake or of another choice.
    """
    names = Draw(name, seed).stream("offered").sample(sorted(mistakes), len(mistakes))
    if isinstance(key, Expression | Code):
        printed = _first_printed(key, {mistake: mistakes[mistake] for mistake in names})
        return printed if len(printed) == WRONG_CHOICES else {}
    if len(names) < WRONG_CHOICES:
        return {}
    # Of four seeds in a row each has another place, so that the places are even on any number of seeds.
    places = Draw(name, seed // (WRONG_CHOICES + 1)).stream("place").sample(range(WRONG_CHOICES + 1), WRONG_CHOICES + 1)
    place = places[seed % (WRONG_CHOICES + 1)]
    for smaller in sorted(places, key=lambda other: abs(other - place)):
        found = _at_place(key, mistakes, names, smaller)
        if len(found) == WRONG_CHOICES:
            return found
    return {}


def smaller_choices(key: Key, offered: Mapping[str, Value]) -> int:
    """How many of the wrong choices are smaller than the key: the key's rank among the four, from 0."""
    return sum(_is_smaller(key, flatten(value)) for value in offered.values())


def _at_place(key: Key, mistakes: Mapping[str, Value], names: Sequence[str], smaller: int) -> dict[str, Value]:
    """Wrong choices of which `smaller` are smaller than the key; fewer than three where there are not so many."""
    sides: dict[bool, list[str]] = {True: [], False: []}
    for name in names:
        sides[_is_smaller(key, flatten(mistakes[name]))].append(name)
    wanted = {True: smaller, False: WRONG_CHOICES - smaller}
    kept = [name for side in sides for name in sides[side][: wanted[side]]]
    found = _first_printed(key, {name: mistakes[name] for name in names if name in kept})
    for side in sides:
        lacking = wanted[side] - len(sides[side])
        for name in sides[not side][wanted[not side] :][: max(lacking, 0)]:
            taken = [*mistakes.values(), *found.values()]
            reflections = (_reflected(key, mistakes[name], [*mistakes.values()], strength) for strength in _STRENGTHS)
            fitting = (
                value
                for value in reflections
                if value is not None and _is_smaller(key, flatten(value)) is side and _is_apart(key, value, taken)
            )
            if (value := next(fitting, None)) is not None:
                found[REFLECTED + name] = value
    return _first_printed(key, found)


def _first_printed(key: Key, values: Mapping[str, Value]) -> dict[str, Value]:
    """The first three that print differently from the key and from one another."""
    printed = {key_tex(key)}
    found: dict[str, Value] = {}
    for name, value in values.items():
        text = value_tex(key, value)
        if text not in printed and len(found) < WRONG_CHOICES:
            printed.add(text)
            found[name] = value
    return found


def _is_smaller(key: Key, value: Sequence[float]) -> bool:
    """Whether the first number in which a value can be told from the key's is smaller; else whether it is shorter."""
    for right, wrong in zip(cells(key), value, strict=False):
        if abs(right - wrong) > 2 * max(tolerance(key, right), tolerance(key, wrong)):
            return wrong < right
    return len(value) < len(cells(key))


def _is_apart(key: Key, value: Value, others: Sequence[Value]) -> bool:
    numbers = flatten(value)
    seen = [cells(key), *(flatten(other) for other in others)]
    return not any(len(other) == len(numbers) and near(key, numbers, other) for other in seen)


def _reflected(key: Key, value: Value, mistakes: Sequence[Value], strength: float) -> Value | None:
    """A mistake's value reflected in the key, number by number, inside the range that such values have.

    `strength`: how far beyond the key, as a share of the mistake's own distance. None for a value of another length.
    """
    right, wrong = cells(key), flatten(value)
    if len(right) != len(wrong):
        return None
    everything = [*right, *(number for mistake in mistakes for number in flatten(mistake))]
    whole = isinstance(key, Count | Shape)
    least = -math.inf if min(everything) < 0 else 1.0 if whole and min(everything) >= 1 else 0.0
    most = 1.0 if least == 0 and max(everything) <= 1 and not whole else math.inf
    # Among whole numbers 5.66 would stand out.
    decimals = next((places for places in range(4) if all(_has_decimals(x, places) for x in everything)), None)
    numbers = (
        _rounded(min(max(_mirror(centre, number, strength, least, most), least), most), decimals, least, most)
        for centre, number in zip(right, wrong, strict=True)
    )
    return _in_form(value, (int(number) if whole else number for number in numbers))


def _rounded(number: float, decimals: int | None, least: float, most: float) -> float:
    """As many decimals as the others have, unless that would round a share to 0 or 1."""
    if decimals is None:
        return number
    shown = round(number, decimals)
    return shown if least < shown < most or decimals == 0 else number


def _has_decimals(number: float, places: int) -> bool:
    """Whether a number has at most so many decimals."""
    return abs(number - round(number, places)) < 1e-9


def _mirror(centre: float, number: float, strength: float, least: float, most: float) -> float:
    if centre == number or least < 0 or min(centre, number) <= 0 or (most == 1 and max(centre, number) >= 1):
        return centre + strength * (centre - number)
    if most == 1:
        odds, wrong = centre / (1 - centre), number / (1 - number)
        odds *= math.pow(odds / wrong, strength)
        return odds / (1 + odds)
    return centre * math.pow(centre / number, strength)


def _in_form(value: Value, numbers: Iterator[float]) -> Value:
    """The numbers in the form of `value`: a number, a row, or rows."""
    if isinstance(value, int | float):
        return next(numbers)
    assert not isinstance(value, str)
    return [_in_form(part, numbers) for part in value]  # type: ignore[return-value]  # rows of rows are none
