"""A family's problem with numbers of one's own in the place of drawn ones.

A family has its numbers from its `Draw` only. `Chosen` is a draw that gives back what a person chose, and what the
seed draws for the rest; `solve` lets the family solve that, and believes no solution that its own second route doesn't
confirm: what a family asks of its numbers (`draw.require`) may be mere taste, or be what its steps rest on.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, TypeVar

from calculators.problems.draw import Domain, Draw, Redraw
from calculators.problems.problem import REACH, Family, Problem

T = TypeVar("T")
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Input:
    """One variable of a family: its name, what it is drawn from, and the value that it has now."""

    name: str
    domain: Domain
    value: Any


@dataclass(frozen=True, slots=True)
class Solved:
    """A problem with chosen numbers, and its variables in the order in which the family asks for them.

    The answer is confirmed by the family's second route. `usual`: whether a question could draw these very numbers;
    where not, a step may rest on something that is not so (a norm above the threshold that it is clipped to).
    """

    problem: Problem
    inputs: tuple[Input, ...]
    usual: bool


class Unsolvable(ValueError):
    """A family has no solution for these numbers. `reason`: `refused`, `no_value` or `unconfirmed`."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason


class Chosen(Draw):
    """A draw in which `values` stand in the place of what is drawn; one of another shape is left out."""

    def __init__(self, family: str, seed: int, attempt: int, values: Values) -> None:
        super().__init__(family, seed, attempt)
        self.values = values
        self.inputs: dict[str, Input] = {}
        self.unmet = False
        self._within: set[str] = set()

    def composed(self, name: str, domain: Domain, value: T, of: tuple[str, ...]) -> T:
        """The variables that it is made of are inputs no more: the whole is one."""
        self._within |= {own for own in self.inputs if own in of or own.rstrip("0123456789") in of}
        return super().composed(name, domain, value, of)

    @property
    def free(self) -> tuple[Input, ...]:
        """The variables that are inputs, in the order in which the family asks for them."""
        return tuple(own for own in self.inputs.values() if own.name not in self._within)

    def settle(self, name: str, domain: Domain, value: T) -> T:
        """What was chosen for the variable, or what is drawn for it."""
        chosen = self.values.get(name)
        settled = value if chosen is None or shape_of(chosen, domain) != domain.shape else chosen
        # Copied: a family may write into the list that it drew.
        self.inputs.setdefault(name, Input(name, domain, deepcopy(settled)))
        return deepcopy(settled) if chosen is not None else settled

    def require(self, condition: bool) -> None:
        """Take note that no question has such numbers."""
        self.unmet = self.unmet or not condition


def solve(found: Family, seed: int, attempt: int = 0, values: Values | None = None) -> Solved:
    """The problem of `found` with these values for its variables, and for the others what the seed draws.

    `attempt`: counted from 0, as `draw_counted` tells it less one. Raises `Unsolvable`, also for a value that is out of
    reach (`refusal`).
    """
    import numpy as np

    draw = Chosen(found.name, seed, attempt, dict(values or {}))
    try:
        with np.errstate(divide="raise", invalid="raise", over="raise"):
            problem = found.draw(draw)
            inputs = draw.free
            refused = [own.name for own in inputs if refusal(own.domain, own.value, found.reach) is not None]
            if refused:
                raise Unsolvable("refused", ", ".join(refused))
            changed = any(name in draw.inputs for name in draw.values)
            if changed and not _confirmed(found, problem):
                raise Unsolvable("unconfirmed")
    except Unsolvable:
        raise
    except Redraw as error:
        raise Unsolvable("refused") from error
    except Exception as error:  # whatever reference functions raise for numbers that they have no value for
        raise Unsolvable("no_value", str(error)) from error
    usual = not draw.unmet and all(is_usual(own.domain, own.value) for own in inputs)
    return Solved(problem, inputs, usual)


def _confirmed(found: Family, problem: Problem) -> bool:
    from calculators.problems.rules import solution_faults

    return not any(True for _ in solution_faults(found, problem))


def is_numeric(domain: Domain) -> bool:
    """Whether a variable's values are numbers that may be typed; else they are picked among the options."""
    return all(type(option) in (int, float) for option in domain.options)


def is_whole(domain: Domain) -> bool:
    """Whether a variable's numbers are whole."""
    return all(type(option) is int for option in domain.options) if domain.options else domain.whole


def reach(domain: Domain, times: int = REACH) -> tuple[float, float]:
    """The least and the greatest number that may be chosen for a variable of numbers.

    Shares stay between 0 and 1 and what is positive stays so; else numbers may be `times` as large.
    """
    low, high = (min(domain.options), max(domain.options)) if domain.options else (domain.low, domain.high)
    if not is_whole(domain) and low >= 0 and high <= 1:
        return 0.0, 1.0
    farthest = times * max(abs(low), abs(high))
    if low < 0:
        return -farthest, farthest
    least = 1 if is_whole(domain) and low >= 1 else 0
    return least, farthest


def refusal(domain: Domain, value: Any, times: int = REACH) -> int | None:
    """The place (in reading order) of the first cell that can't be chosen for a variable; None where all can.

    Only the reach and the kind count here: that a variable is never 0, or none of its numbers occurs twice, is what
    makes a good question, and not what makes a problem solvable.
    """
    if not is_numeric(domain):
        picked = value if domain.shape else [value]
        places = (place for place, one in enumerate(picked) if not any(one == option for option in domain.options))
        return next(places, None)
    low, high = reach(domain, times)
    for place, cell in enumerate(_cells(value)):
        if type(cell) not in (int, float) or not math.isfinite(cell) or not low <= cell <= high:
            return place
        if is_whole(domain) and type(cell) is not int:
            return place
    return None


def is_usual(domain: Domain, value: Any) -> bool:
    """Whether a question could draw this value (but for the step in which decimals are drawn)."""
    if not is_numeric(domain):
        return True
    cells = list(_cells(value))
    if domain.nonzero and 0 in cells:
        return False
    if domain.options:
        # Without putting back, as often as it is among them.
        return all(domain.options.count(cell) >= (cells.count(cell) if domain.distinct else 1) for cell in cells)
    if domain.distinct and len(set(cells)) < len(cells):
        return False
    return all(domain.low <= cell <= domain.high for cell in cells)


def shape_of(value: Any, domain: Domain) -> tuple[int, ...]:
    """The shape of a chosen value: that of its lists, where the variable's values are numbers."""
    if not isinstance(value, list | tuple) or (not is_numeric(domain) and not domain.shape):
        return ()
    if value and all(isinstance(row, list | tuple) for row in value) and is_numeric(domain):
        return len(value), len(value[0])
    return (len(value),)


def _cells(value: Any) -> Sequence[Any]:
    if not isinstance(value, list | tuple):
        return [value]
    return [cell for part in value for cell in _cells(part)]
