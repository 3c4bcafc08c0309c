"""Numbers drawn afresh at each asking, written in a question file without a line of program."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from quizapp.bank.schema_text import VARIABLE, Finite, Label, Part, Text, Words

# An expression over the drawn numbers, the values of `let`, and the calculators (`quizapp calc list --functions`).
MOST_IN_FORMULA, MOST_CONDITIONS = 1_000, 12
Formula = Annotated[str, StringConstraints(min_length=1, max_length=MOST_IN_FORMULA)]
_Conditions = Annotated[list[Formula], Field(max_length=MOST_CONDITIONS)]
# What must hold: a list of conditions, or a single one without the list around it.
Conditions = Annotated[
    _Conditions,
    BeforeValidator(
        lambda written: [written] if isinstance(written, str) else written, json_schema_input_type=Formula | _Conditions
    ),
]
VariableName = Annotated[str, StringConstraints(pattern=VARIABLE, max_length=30)]
Whole = Annotated[int, Field(ge=-(10**9), le=10**9)]
Real = Annotated[float, Field(ge=-1e9, le=1e9, allow_inf_nan=False)]
MOST_VALUES = 1_000_000


class Given(Part):
    """One number that is drawn, or a list or table of them.

    `from` and `to`, both included, in steps of `step`: whole numbers where all three are whole. Or one of `choices`.
    `shape`: `[3]` for a list of three, `[2, 3]` for two rows of three. `nonzero`: never 0. `distinct`: no number twice.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, validate_by_name=False, validate_by_alias=True)

    low: Annotated[Whole | Real | None, Field(alias="from")] = None
    high: Annotated[Whole | Real | None, Field(alias="to")] = None
    step: Whole | Real = 1
    choices: Annotated[list[Whole | Real], Field(min_length=2, max_length=64)] | None = None
    shape: Annotated[list[Annotated[int, Field(ge=1, le=8)]], Field(min_length=1, max_length=2)] | None = None
    nonzero: bool = False
    distinct: bool = False

    @model_validator(mode="after")
    def _fits_together(self) -> Given:
        if self.choices is not None:
            if self.low is not None or self.high is not None or self.step != 1:
                raise PydanticCustomError("form_given", "form_given")
            if len(set(self.choices)) != len(self.choices):
                raise PydanticCustomError("form_given_twice", "form_given_twice")
        elif self.low is None or self.high is None:
            raise PydanticCustomError("form_given", "form_given")
        elif self.step <= 0 or self.high < self.low:
            raise PydanticCustomError("form_given_range", "form_given_range")
        usable = self.count - (self.nonzero and self._meets_zero())
        if usable < (self.cells if self.distinct else 1):
            raise PydanticCustomError("form_given_few", "form_given_few")
        return self

    @property
    def count(self) -> int:
        """How many values one cell can have."""
        if self.choices is not None:
            return len(self.choices)
        low, high, step = (Decimal(repr(value)) for value in (self.low, self.high, self.step))
        found = int((high - low) / step) + 1
        if found > MOST_VALUES:
            raise PydanticCustomError("form_given_many", "form_given_many", {"most": MOST_VALUES})
        return found

    @property
    def cells(self) -> int:
        """How many numbers are drawn."""
        sizes = self.shape or [1]
        return sizes[0] * (sizes[1] if len(sizes) > 1 else 1)

    def value(self, index: int) -> int | float:
        """The value at a place from 0: whole where the range is, else the decimal that is written."""
        if self.choices is not None:
            return self.choices[index]
        if isinstance(self.low, int) and isinstance(self.step, int):
            return self.low + index * self.step
        shown = float(Decimal(repr(self.low)) + index * Decimal(repr(self.step)))
        return 0.0 if shown == 0 else shown

    def _meets_zero(self) -> bool:
        if self.choices is not None:
            return 0 in self.choices
        low, high, step = (Decimal(repr(value)) for value in (self.low, self.high, self.step))
        return low <= 0 <= high and low % step == 0


class WorkedStep(Text):
    """The words above one line of a worked solution.

    A family brings the lines itself. With `given:` the line is `value`, an expression that is printed with the drawn
    numbers in it and its result, or `tex`, a formula with placeholders; `decimals` rounds the result.
    """

    value: Formula | None = None
    tex: Words | None = None
    decimals: Annotated[int, Field(ge=0, le=8)] | None = None


class DrawnAnswer(Part):
    """An answer computed from drawn numbers. `value`: an expression; `verify`: the same by a different route.

    A list is the value of a vector or a shape, a list of rows that of a matrix. `values`: what such answers can be at
    all, so that no choice is ruled out without calculating (a probability of 1.4).
    """

    kind: Literal["number", "count", "vector", "matrix", "shape"]
    value: Formula
    verify: Formula
    decimals: Annotated[int, Field(ge=0, le=8)] = 4
    relative: Annotated[Finite, Field(ge=0, le=0.1)] = 0.01
    absolute: Annotated[Finite, Field(gt=0)] | None = None
    units: list[Label] = Field(default_factory=list)
    values: Literal["real", "nonnegative", "positive", "probability", "signed_share", "distribution", "unit"] | None = (
        None
    )
