"""What a right answer is: one frozen class for each kind of answer that can be typed.

A key holds the true value and how near a learner must come to it. The tolerance of a number is the larger of a
relative part (1 % unless the family says otherwise) and half a unit of the last decimal that the stem asks for, because
a careful learner who rounds every intermediate to four decimals stays inside it. Counts and shapes are exact.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Number:
    """A real number.

    `decimals`: the decimals that the stem asks for. `relative`: share of |value| that is forgiven. `absolute`: least
    distance that is forgiven; by default half a unit of the last decimal.
    """

    value: float
    decimals: int = 4
    relative: float = 0.01
    absolute: float | None = None

    def tolerance(self, value: float | None = None) -> float:
        """How far from `value` (by default this key's own) an answer may be and still be right."""
        return allowance(self.value if value is None else value, self.decimals, self.relative, self.absolute)


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number, exact: a size, a number of parameters, a number of steps."""

    value: int


@dataclass(frozen=True, slots=True)
class Vector:
    """A list of real numbers, judged cell by cell with the tolerance of `Number`."""

    values: tuple[float, ...]
    decimals: int = 4
    relative: float = 0.01
    absolute: float | None = None

    def tolerance(self, value: float) -> float:
        """How far from the cell `value` an answer may be and still be right."""
        return allowance(value, self.decimals, self.relative, self.absolute)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows of real numbers, judged cell by cell with the tolerance of `Number`; all rows have one length."""

    rows: tuple[tuple[float, ...], ...]
    decimals: int = 4
    relative: float = 0.01
    absolute: float | None = None

    def tolerance(self, value: float) -> float:
        """How far from the cell `value` an answer may be and still be right."""
        return allowance(value, self.decimals, self.relative, self.absolute)


@dataclass(frozen=True, slots=True)
class Shape:
    """The shape of an array: whole numbers, exact, in order."""

    sizes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Expression:
    """A formula in the answer grammar (`2*x*cos(x^2)`), right in any equivalent form.

    `variables`: each variable's own domain (low, high), from which both formulas are sampled. `tex`: the formula as it
    is printed in a solution.
    """

    text: str
    variables: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    tex: str = ""


Key = Number | Count | Vector | Matrix | Shape | Expression


def allowance(value: float, decimals: int, relative: float, absolute: float | None) -> float:
    """The larger of the relative and the absolute part of a tolerance."""
    least = 0.5 * 10.0**-decimals if absolute is None else absolute
    return max(least, relative * abs(value))
