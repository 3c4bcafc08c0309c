"""What a right answer is: one frozen class for each kind of answer that can be typed.

A key holds the true value and how near a learner must come to it. The tolerance of a number is the larger of a
relative part (1 % unless the family says otherwise) and half a unit of the last decimal that the stem asks for, because
a careful learner who rounds every intermediate to four decimals stays inside it. Counts and shapes are exact.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Number:
    """A real number.

    `decimals`: the decimals that the stem asks for. `relative`: share of |value| that is forgiven. `absolute`: least
    distance that is forgiven; by default half a unit of the last decimal. `units`: names that may stand behind the
    number (`MB`, `枚`) and change nothing; with `%` among them the value itself is in percent, so that `37.5%` and
    `37.5` are the same answer. `thousands`: `1,234` is 1234, and not a question whether the comma is a decimal one.
    `padded`: it is printed with all its decimals, zeros at the end too, because the stem asks for so many.
    """

    value: float
    decimals: int = 4
    relative: float = 0.01
    absolute: float | None = None
    units: tuple[str, ...] = ()
    thousands: bool = False
    padded: bool = False

    def tolerance(self, value: float | None = None) -> float:
        """How far from `value` (by default this key's own) an answer may be and still be right."""
        return allowance(self.value if value is None else value, self.decimals, self.relative, self.absolute)


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number, exact: a size, a number of parameters, a number of steps. `units` as in `Number`."""

    value: int
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vector:
    """A list of real numbers, judged cell by cell with the tolerance of `Number`. `padded` as there."""

    values: tuple[float, ...]
    decimals: int = 4
    relative: float = 0.01
    absolute: float | None = None
    padded: bool = False

    def tolerance(self, value: float) -> float:
        """How far from the cell `value` an answer may be and still be right."""
        return allowance(value, self.decimals, self.relative, self.absolute)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows of real numbers, judged cell by cell with the tolerance of `Number`; all rows have one length. `padded` as
    there.
    """

    rows: tuple[tuple[float, ...], ...]
    decimals: int = 4
    relative: float = 0.01
    absolute: float | None = None
    padded: bool = False

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
    is printed in a solution. `given`: forms that the question itself shows and asks to bring into another one: an
    answer that is one of them but for order, brackets and spelling is refused as `already_given`.
    """

    text: str
    variables: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    tex: str = ""
    given: tuple[str, ...] = ()


ArrayKind = Literal["float", "int", "bool", "onehot", "probability"]


@dataclass(frozen=True, slots=True)
class Array:
    """A variable of a listing: what is drawn for it when code is judged.

    `shape`: sizes, each a whole number, the name of a size (`"N"`) or a formula in such names (`"4*H"`); () is a plain
    number. `kind`: `float` uniform in low..high, `int` a whole number in low..high (both included), `bool`, `onehot`
    and `probability` (sums to 1) along the last axis. `low` and `high` may be formulas in the sizes too: labels are
    `Array(("N",), 0, "C-1", "int")`. Floats never hit a kink such as 0 exactly; whole numbers do.
    """

    shape: tuple[int | str, ...] = ()
    low: float | str = -2.0
    high: float | str = 2.0
    kind: ArrayKind = "float"


@dataclass(frozen=True, slots=True)
class Code:
    """A NumPy (or PyTorch) expression for a blank in a listing, right in any form that gives the same values.

    `variables`: what stands before the blank in the listing. `scalars`: numbers that it fixes (`{"eps": 1e-7}`), or
    sizes (`{"N": "N"}`). `functions`: names that it defines, from the table in `code/helpers.py` (`sigmoid`, `softmax`,
    …). `sizes`: for a size the values that it may take, otherwise small ones are chosen, different from one another
    and from sample to sample. `library`: whose functions and methods are known. `relative`: share of a value that is
    forgiven, so little that an ε of 1e-8 that was left out is seen. `exact_type`: whether a mask must be a mask and an
    index an index, because the listing indexes with it.
    """

    text: str
    variables: Mapping[str, Array] = field(default_factory=dict)
    scalars: Mapping[str, int | float | bool | str] = field(default_factory=dict)
    functions: tuple[str, ...] = ()
    sizes: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    library: Literal["numpy", "torch"] = "numpy"
    relative: float = 1e-9
    exact_type: bool = False


Key = Number | Count | Vector | Matrix | Shape | Expression | Code


def allowance(value: float, decimals: int, relative: float, absolute: float | None) -> float:
    """The larger of the relative and the absolute part of a tolerance."""
    least = 0.5 * 10.0**-decimals if absolute is None else absolute
    return max(least, relative * abs(value))
