"""What a code answer may cost, checked before an array is made, and the error that a program would stop with."""

from __future__ import annotations

import math
from collections.abc import Sequence

from calculators.answers.verdict import Fault

# The arrays that answers are tried on hold some hundred numbers.
MOST_ELEMENTS = 200_000
# Of one answer on all samples together: elements written, multiplications of matrix products.
MOST_WORK = 1_500_000
MOST_AXES = 10
LARGEST_WHOLE = 2**53


class Stopped(Exception):  # a program stops; nothing is wrong with ours
    """The answer was read, but running it stops with an error, as it would in NumPy: a wrong answer, and why.

    `fault` has a place once the evaluator has given it one.
    """

    def __init__(self, code: str, **values: str | int | float) -> None:
        super().__init__(code)
        self.fault = Fault(code, 0, 0, values)

    def at(self, start: int, end: int) -> Stopped:
        """The same with a place, unless it has one."""
        if not self.fault.end:
            self.fault = Fault(self.fault.code, start, end, self.fault.values)
        return self


class Unsupported(Exception):
    """A form that NumPy may well run and this table does not: refused, not judged. The evaluator adds the place.

    `what`: the argument or form, in Python's words.
    """

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class TooLarge(Exception):
    """A step asks for more elements or work than any answer needs; the evaluator adds the place."""


class Budget:
    """The work that is left."""

    def __init__(self, work: int = MOST_WORK) -> None:
        self.left = work

    def spend(self, work: float) -> None:
        """Take work from the budget. Raises `TooLarge` if it is used up."""
        if not work <= self.left:
            raise TooLarge
        self.left -= int(work)

    def array(self, shape: Sequence[int]) -> None:
        """Pay for an array of this shape before it is made. Raises `TooLarge`."""
        elements = math.prod(max(1, size) for size in shape)
        if elements > MOST_ELEMENTS or len(shape) > MOST_AXES:
            raise TooLarge
        self.spend(elements + 1)
