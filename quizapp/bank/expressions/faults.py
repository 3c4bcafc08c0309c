"""What is wrong with an expression of a question file, and at which of its characters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

# Faults that other numbers would not have: such numbers are drawn again. All others are the author's to mend.
OF_VALUES = frozenset({"division_by_zero", "undefined", "too_large", "calculator"})


@dataclass(frozen=True, slots=True)
class ExpressionFault:
    """`code` names the message (`bank.expression_<code>`), `values` fills it.

    `start` and `end` are positions in the expression (end exclusive).
    """

    code: str
    start: int = 0
    end: int = 0
    values: Mapping[str, str | int | float] = field(default_factory=dict)

    @property
    def of_values(self) -> bool:
        """Whether it comes from the numbers that were drawn, and not from how the expression is written."""
        return self.code in OF_VALUES


class Unusable(ValueError):
    """An expression that can't be read, or has no value at a point."""

    def __init__(self, fault: ExpressionFault) -> None:
        super().__init__(f"{fault.code} at {fault.start}")
        self.fault = fault


def unusable(code: str, start: int, end: int, **values: str | int | float) -> Unusable:
    """An `Unusable` with a fault of this code and place."""
    return Unusable(ExpressionFault(code, start, end, values))
