"""General slips: the wrong values that no question needs words of its own for, because the answer checker has them.

A wrong sign, half or twice the value, one off, the right cells at other places, the complement of a probability, a root
or the base of a logarithm: what `calculators.answers.diagnosis` recognizes in a typed answer is made here for the
choices. A slip is offered only where the checker, given the choice as it is printed, tells that very slip. What was
chosen is known to be that slip; of a typed value it is a guess, and told only where the question shows the operation
(`diagnosis.shows`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from calculators.answers import judge, write_value
from calculators.answers.diagnosis import Change
from calculators.answers.keys import Count, Key, Matrix, Number, Shape, Vector
from calculators.answers.verdict import Outcome
from calculators.problems.problem import Value, cells, flatten

# The id of a choice that is a general slip: `slip:sign`, `slip:two_mistakes:first:second`.
SLIP = "slip:"
_LN2, _LN10 = math.log(2), math.log(10)

# Slip → what it does to one number, and what the worked steps must show for it to be one that somebody makes here.
_SCALED: tuple[tuple[str, Change, str], ...] = (
    ("sign", lambda t: -t, ""),
    ("complement", lambda t: 1 - t if 0 < t < 1 else math.nan, ""),
    ("log_base", lambda t: t / _LN2, r"\\ln|\\log(?!_)"),
    ("log_base", lambda t: t / _LN10, r"\\ln|\\log(?!_)"),
    ("log_base", lambda t: t * _LN2, r"\\log_"),
    ("squared", lambda t: t * t, r"\\sqrt|\^\{?2\b|\^\{1/"),
    ("square_root", lambda t: math.sqrt(t) if t > 0 else math.nan, r"\\sqrt|\^\{?2\b"),
    ("factor_two", lambda t: 2 * t, ""),
    ("factor_two", lambda t: t / 2, ""),
    ("reciprocal", lambda t: 1 / t if t else math.nan, r"\\frac|/"),
)
_COUNTED: tuple[tuple[str, Change], ...] = (
    ("off_by_one", lambda t: t + 1),
    ("off_by_one", lambda t: t - 1),
    ("factor_two", lambda t: 2 * t),
    ("factor_two", lambda t: t / 2 if t % 2 == 0 else math.nan),
    ("sign", lambda t: -t),
)
# One off is a slip where things are counted one by one, and no more where there are thousands.
_MOST_COUNTED = 1000


def parse_slip(choice: str) -> tuple[str, tuple[str, ...]] | None:
    """The code of the slip behind a choice's id, and the two mistakes of `two_mistakes`; None for other choices."""
    if not choice.startswith(SLIP):
        return None
    code, *mistakes = choice.removeprefix(SLIP).split(":")
    return code, tuple(mistakes)


def general_slips(key: Key, mistakes: Mapping[str, Value], formulas: Sequence[str]) -> Iterator[tuple[str, Value]]:
    """(choice id, value) of the slips that lead to a wrong answer to `key`, those of the whole answer first.

    `formulas`: the worked steps in LaTeX; no root is forgotten where none is taken. Nothing is checked yet: see
    `is_told`.
    """
    text = " ".join(formulas)
    if not isinstance(key, Number | Count):
        yield from _both(key, mistakes)
    if isinstance(key, Number | Count):
        for code, change in _changes(key, text):
            yield SLIP + code, _changed(key, change, None)
        return
    for code, moved in _moved(key):
        yield SLIP + code, moved
    if isinstance(key, Shape):
        for code, change in _COUNTED[:2]:
            for index in range(len(key.sizes)):
                yield SLIP + code, _changed(key, change, index)
    elif isinstance(key, Vector | Matrix):
        changes = list(_changes(key, text))
        for code, change in changes:
            yield SLIP + code, _changed(key, change, None)
        for code, change in changes:
            for index in range(len(cells(key))):
                yield SLIP + code, _changed(key, change, index)


def is_told(choice: str, key: Key, value: Value, mistakes: Mapping[str, Value]) -> bool:
    """Whether the answer checker tells this very slip to whoever types the value."""
    told = parse_slip(choice)
    verdict = judge(key, write_value(key, value), mistakes)
    if told is None or verdict.outcome is Outcome.CORRECT or verdict.mistake is not None:
        return False
    return (verdict.diagnosis, verdict.combined) == told


def _changes(key: Key, text: str) -> Iterator[tuple[str, Change]]:
    if isinstance(key, Count):
        yield from _COUNTED if abs(key.value) <= _MOST_COUNTED else _COUNTED[2:]
    else:
        yield from ((code, change) for code, change, shown in _SCALED if re.search(shown, text))


def _both(key: Key, mistakes: Mapping[str, Value]) -> Iterator[tuple[str, Value]]:
    """Two mistakes that touch different cells, made together."""
    right = cells(key)
    same = {name: flatten(value) for name, value in mistakes.items() if len(flatten(value)) == len(right)}
    for (first, one), (second, two) in combinations(sorted(same.items()), 2):
        if not any(a != t != b for t, a, b in zip(right, one, two, strict=True)):
            values = [a if a != t else b for t, a, b in zip(right, one, two, strict=True)]
            yield f"{SLIP}two_mistakes:{first}:{second}", shaped(key, values)


def _moved(key: Key) -> Iterator[tuple[str, Value]]:
    """The right cells at other places."""
    if isinstance(key, Matrix):
        yield "transposed", [list(row) for row in zip(*key.rows, strict=True)]
        yield "reversed", [list(row) for row in key.rows[::-1]]
        yield "reversed", [list(row[::-1]) for row in key.rows]
        return
    right = list(cells(key))
    swapped = "axes_swapped" if isinstance(key, Shape) else "reordered"
    for index in range(len(right) - 1):
        yield swapped, [*right[:index], right[index + 1], right[index], *right[index + 2 :]]
    if len(right) > 2:
        yield swapped, right[1:] + right[:1]
        yield swapped, right[-1:] + right[:-1]
    yield "axes_swapped" if isinstance(key, Shape) else "reversed", right[::-1]


def _changed(key: Key, change: Change, index: int | None) -> Value:
    """The key's value with one cell changed, or all."""
    numbers = [change(t) if index in (None, at) else t for at, t in enumerate(cells(key))]
    return shaped(key, numbers)


def shaped(key: Key, numbers: Sequence[float]) -> Value:
    """Numbers in reading order in the form of a key's value."""
    if isinstance(key, Count | Shape):
        numbers = [int(number) if number == number and number == int(number) else number for number in numbers]
    if isinstance(key, Number | Count):
        return numbers[0]
    if isinstance(key, Matrix):
        width = len(key.rows[0])
        return [list(numbers[at : at + width]) for at in range(0, len(numbers), width)]
    return list(numbers)
