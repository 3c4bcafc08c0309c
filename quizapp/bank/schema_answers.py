"""The answers of questions with fixed numbers, each proven by a second route, and the mistakes that lead elsewhere."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from quizapp.bank.schema_drawn import DrawnAnswer
from quizapp.bank.schema_text import Finite, Label, MisconceptionName, Part, Words


class NumberAnswer(Part):
    """A fixed real number. `verify`: the same number by a different route, as an expression in the answer grammar.

    `decimals`: those that the stem asks for; where they are given, the answer is shown with all of them. `relative` and
    `absolute`: how far an answer may be off, the larger of the two; without `absolute` half a unit of the last decimal.
    `units`: names that may stand behind the number. `carried` (in a part of a set): the number as an expression in
    earlier parts' answers, by their ids, with which a wrong earlier answer is carried forward.
    """

    kind: Literal["number"]
    value: Finite
    verify: Label
    decimals: Annotated[int, Field(ge=0, le=8)] = 4
    relative: Annotated[Finite, Field(ge=0, le=0.1)] = 0.01
    absolute: Annotated[Finite, Field(gt=0)] | None = None
    units: list[Label] = Field(default_factory=list)
    carried: Label | None = None


class CountAnswer(Part):
    """A fixed whole number, exact. `verify`, `units` and `carried` as for a number."""

    kind: Literal["count"]
    value: int
    verify: Label
    units: list[Label] = Field(default_factory=list)
    carried: Label | None = None


class VectorAnswer(Part):
    """A fixed list of real numbers. `verify`: one expression for each cell. The rest as for a number."""

    kind: Literal["vector"]
    value: Annotated[list[Finite], Field(min_length=1, max_length=16)]
    verify: list[Label]
    decimals: Annotated[int, Field(ge=0, le=8)] = 4
    relative: Annotated[Finite, Field(ge=0, le=0.1)] = 0.01
    absolute: Annotated[Finite, Field(gt=0)] | None = None


class MatrixAnswer(Part):
    """Fixed rows of real numbers. `verify`: one expression for each cell, row by row. The rest as for a number."""

    kind: Literal["matrix"]
    value: Annotated[list[list[Finite]], Field(min_length=1, max_length=8)]
    verify: list[list[Label]]
    decimals: Annotated[int, Field(ge=0, le=8)] = 4
    relative: Annotated[Finite, Field(ge=0, le=0.1)] = 0.01
    absolute: Annotated[Finite, Field(gt=0)] | None = None


class ShapeAnswer(Part):
    """The fixed shape of an array. `verify`: one expression for each size."""

    kind: Literal["shape"]
    value: Annotated[list[Annotated[int, Field(ge=0)]], Field(min_length=1, max_length=8)]
    verify: list[Label]


class ExpressionAnswer(Part):
    """A fixed formula in the answer grammar. `verify`: the same formula derived or written another way.

    `variables`: the domain from which each variable is sampled. `tex`: how the formula is printed in the solution.
    `given`: forms that the question already shows, where it asks for another one.
    """

    kind: Literal["expression"]
    value: Label
    verify: Label
    variables: dict[str, Annotated[list[Finite], Field(min_length=2, max_length=2)]]
    tex: Label
    given: list[Label] = Field(default_factory=list)


class CodeVariable(Part):
    """A variable that stands before the blank. `shape`: whole numbers, names of sizes (`N`) or formulas in them
    (`4*H`).

    `values`: what it holds. `low` and `high` bound it, and may be formulas in the sizes (labels below `C-1`).
    """

    shape: Annotated[list[Annotated[int, Field(ge=1, le=64)] | Label], Field(max_length=6)] = Field(
        default_factory=list
    )
    values: Literal["float", "int", "bool", "onehot", "probability"] = "float"
    low: Finite | Label = -2.0
    high: Finite | Label = 2.0


class CodeAnswer(Part):
    """A NumPy (or PyTorch) expression for a blank. `verify`: the same written another way, which must be judged right.

    `scalars`: numbers that the listing fixes; `functions`: names that it defines (`sigmoid`, `softmax`, …).
    `exact_type`: a mask must be one of True and False, and an index whole, because the listing indexes with it.
    """

    kind: Literal["code"]
    value: Label
    verify: Label
    variables: dict[str, CodeVariable]
    scalars: dict[str, int | Finite | Label] = Field(default_factory=dict)
    functions: list[Label] = Field(default_factory=list)
    library: Literal["numpy", "torch"] = "numpy"
    exact_type: bool = False


_COMPUTED = frozenset({"number", "count", "vector", "matrix", "shape"})


def _form_of_answer(data: Any) -> str | None:
    """Which form an answer has: its kind, or `drawn` where the value is an expression."""
    kind, value = (
        data.get(name) if isinstance(data, dict) else getattr(data, name, None) for name in ("kind", "value")
    )
    if kind is not None and not isinstance(kind, str):
        return ""  # no kind at all, and told as one that there isn't
    return "drawn" if kind in _COMPUTED and isinstance(value, str) else kind


Answer = Annotated[
    Annotated[NumberAnswer, Tag("number")]
    | Annotated[CountAnswer, Tag("count")]
    | Annotated[VectorAnswer, Tag("vector")]
    | Annotated[MatrixAnswer, Tag("matrix")]
    | Annotated[ShapeAnswer, Tag("shape")]
    | Annotated[ExpressionAnswer, Tag("expression")]
    | Annotated[CodeAnswer, Tag("code")]
    | Annotated[DrawnAnswer, Tag("drawn")],
    Discriminator(_form_of_answer),
]

# The wrong value that a named mistake leads to, in the form of the answer's own value; with `given`, an expression.
WrongValue = Finite | Annotated[list[Finite], Field(max_length=16)] | list[list[Finite]] | Label


class Mistake(Part):
    """A named mistake: the words that put it right, and (in a question with fixed numbers) the value it leads to.

    `misconception`: what its maker believes, under a name that other questions use too.
    """

    ja: Words
    en: Words
    value: WrongValue | None = None
    misconception: MisconceptionName | None = None

    def __getitem__(self, language: str) -> str:
        return self.en if language == "en" else self.ja
