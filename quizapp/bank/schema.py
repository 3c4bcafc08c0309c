"""The form of a question file: what an author may write, and what the rest of the program may rely on.

`questions/schema/question.schema.json` is generated from these classes (`quizapp bank schema`). Every text that a
learner reads is a `Text` with both languages. A question is frozen: nothing changes it after it has been read.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Language = Literal["ja", "en"]
LANGUAGES: tuple[Language, Language] = ("ja", "en")

QuestionId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
# The name of a mistake, a step or a choice: stored answers refer to it, so it never changes.
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
FamilyName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$", max_length=80)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=8_000)]
Label = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Finite = Annotated[float, Field(allow_inf_nan=False)]


class Part(BaseModel):
    """What all parts of a question file share: unknown fields are errors, and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Text(Part):
    """One text in both languages, in CommonMark with `$…$` and `$$…$$` formulas and `{{name}}` for drawn numbers."""

    ja: Words
    en: Words

    def __getitem__(self, language: str) -> str:
        return self.en if language == "en" else self.ja


class Kind(StrEnum):
    """How a question is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    NUMERIC = "numeric"
    EXPRESSION = "expression"
    CODE = "code"
    ORDER = "order"
    MATCH = "match"
    SET = "set"


class Status(StrEnum):
    """Where a question stands. Only `ready` ones are asked; a retired one keeps its file, so its id is never reused."""

    DRAFT = "draft"
    REVIEW = "review"
    READY = "ready"
    RETIRED = "retired"


class Choice(Part):
    """One option of a `single` or `multiple` question, one item to be put in order, or an extra of a `match` question.

    A wrong option has feedback that puts its reader right.
    """

    id: Name
    text: Text
    correct: bool = False
    feedback: Text | None = None


class Pair(Part):
    """One pair of a `match` question: what stands on the left, and what belongs to it."""

    id: Name
    left: Text
    right: Text


class Listing(Part):
    """Code. `[[a]]` marks the blank that part `a` asks for; it is shown as （あ） or (a), in the order of the parts."""

    kind: Literal["listing"]
    language: Label = "python"
    source: Words


class Table(Part):
    """A table; every row has as many cells as the header."""

    kind: Literal["table"]
    header: Annotated[list[Text | Label], Field(min_length=1, max_length=10)]
    rows: Annotated[list[list[Text | Label | int | Finite]], Field(min_length=1, max_length=30)]


class Series(Part):
    """One line (or set of points or bars) of a plot."""

    name: Text
    x: Annotated[list[Finite], Field(min_length=1, max_length=200)]
    y: Annotated[list[Finite], Field(min_length=1, max_length=200)]


class Plot(Part):
    """A plot given as data and drawn by the program."""

    kind: Literal["plot"]
    form: Literal["line", "scatter", "bar"] = "line"
    x: Text
    y: Text
    series: Annotated[list[Series], Field(min_length=1, max_length=6)]


class Diagram(Part):
    """A diagram in Unicode characters, in each language."""

    kind: Literal["diagram"]
    ja: Words
    en: Words


Material = Annotated[Listing | Table | Plot | Diagram, Field(discriminator="kind")]


class NumberAnswer(Part):
    """A fixed real number. `verify`: the same number by a different route, as an expression in the answer grammar.

    `units`: names that may stand behind the number. `carried` (in a part of a set): the number as an expression in
    earlier parts' answers, by their ids, with which a wrong earlier answer is carried forward.
    """

    kind: Literal["number"]
    value: Finite
    verify: Label
    decimals: Annotated[int, Field(ge=0, le=8)] = 4
    relative: Annotated[Finite, Field(ge=0, le=0.1)] = 0.01
    absolute: Annotated[Finite, Field(gt=0)] | None = None
    units: list[Label] = []
    carried: Label | None = None


class CountAnswer(Part):
    """A fixed whole number, exact. `verify`, `units` and `carried` as for a number."""

    kind: Literal["count"]
    value: int
    verify: Label
    units: list[Label] = []
    carried: Label | None = None


class VectorAnswer(Part):
    """A fixed list of real numbers. `verify`: one expression for each cell."""

    kind: Literal["vector"]
    value: Annotated[list[Finite], Field(min_length=1, max_length=16)]
    verify: list[Label]
    decimals: Annotated[int, Field(ge=0, le=8)] = 4
    relative: Annotated[Finite, Field(ge=0, le=0.1)] = 0.01


class MatrixAnswer(Part):
    """Fixed rows of real numbers. `verify`: one expression for each cell, row by row."""

    kind: Literal["matrix"]
    value: Annotated[list[list[Finite]], Field(min_length=1, max_length=8)]
    verify: list[list[Label]]
    decimals: Annotated[int, Field(ge=0, le=8)] = 4
    relative: Annotated[Finite, Field(ge=0, le=0.1)] = 0.01


class ShapeAnswer(Part):
    """The fixed shape of an array. `verify`: one expression for each size."""

    kind: Literal["shape"]
    value: Annotated[list[Annotated[int, Field(ge=0)]], Field(min_length=1, max_length=8)]
    verify: list[Label]


class ExpressionAnswer(Part):
    """A fixed formula in the answer grammar. `verify`: the same formula derived or written another way.

    `variables`: the domain from which each variable is sampled. `tex`: how the formula is printed in the solution.
    """

    kind: Literal["expression"]
    value: Label
    verify: Label
    variables: dict[str, Annotated[list[Finite], Field(min_length=2, max_length=2)]]
    tex: Label


class CodeVariable(Part):
    """A variable that stands before the blank. `shape`: whole numbers, names of sizes (`N`) or formulas in them
    (`4*H`).

    `values`: what it holds. `low` and `high` bound it, and may be formulas in the sizes (labels below `C-1`).
    """

    shape: Annotated[list[Annotated[int, Field(ge=1, le=64)] | Label], Field(max_length=6)] = []
    values: Literal["float", "int", "bool", "onehot", "probability"] = "float"
    low: Finite | Label = -2.0
    high: Finite | Label = 2.0


class CodeAnswer(Part):
    """A NumPy (or PyTorch) expression for a blank. `verify`: the same written another way, which must be judged right.

    `scalars`: numbers that the listing fixes; `functions`: names that it defines (`sigmoid`, `softmax`, …).
    """

    kind: Literal["code"]
    value: Label
    verify: Label
    variables: dict[str, CodeVariable]
    scalars: dict[str, Finite | Label] = {}
    functions: list[Label] = []
    library: Literal["numpy", "torch"] = "numpy"


Answer = Annotated[
    NumberAnswer | CountAnswer | VectorAnswer | MatrixAnswer | ShapeAnswer | ExpressionAnswer | CodeAnswer,
    Field(discriminator="kind"),
]

# The wrong value that a named mistake leads to, in the form of the answer's own value.
WrongValue = Finite | Annotated[list[Finite], Field(max_length=16)] | list[list[Finite]] | Label


class Mistake(Part):
    """A named mistake: the words that put it right, and (in a question with fixed numbers) the value it leads to."""

    ja: Words
    en: Words
    value: WrongValue | None = None

    def __getitem__(self, language: str) -> str:
        return self.en if language == "en" else self.ja


class Waiver(Part):
    """A lint warning that the author has looked at and keeps, with the reason."""

    rule: Label
    reason: Label


class Asked(Part):
    """What is asked and answered: a whole question, or one part of a set."""

    kind: Annotated[Kind, Field(strict=False)]
    stem: Text
    choices: Annotated[list[Choice], Field(min_length=2, max_length=8)] | None = None
    fixed_order: bool = False
    items: Annotated[list[Choice], Field(min_length=3, max_length=8)] | None = None
    pairs: Annotated[list[Pair], Field(min_length=2, max_length=8)] | None = None
    extras: Annotated[list[Choice], Field(max_length=4)] = []
    credit: Literal["partial", "exact"] = "partial"
    problem: FamilyName | None = None
    answer: Answer | None = None
    mistakes: dict[Name, Mistake] = {}
    steps: dict[Name, Text] = {}
    hint: Text | None = None
    explanation: Text | None = None

    @property
    def parametric(self) -> bool:
        """Whether each asking draws fresh numbers."""
        return self.problem is not None

    def check_form(self) -> None:
        """Raise ValueError where the fields do not fit the kind."""
        given = {name for name in ("choices", "items", "pairs", "problem", "answer") if getattr(self, name) is not None}
        allowed = _FORMS[self.kind]
        if not given <= allowed or len(given) != 1:
            raise ValueError(f"a {self.kind} question has {' or '.join(sorted(allowed))}, and only that")
        if self.explanation is None:
            raise ValueError(f"a {self.kind} question has an explanation")
        if self.choices is not None:
            self._check_choices(self.choices)
        ids = [piece.id for piece in (*(self.choices or []), *(self.items or []), *self.extras)]
        ids += [pair.id for pair in self.pairs or []]
        if len(set(ids)) != len(ids):
            raise ValueError("two choices have the same id")
        if self.answer is not None and _KIND_OF_ANSWER.get(self.answer.kind, Kind.NUMERIC) is not self.kind:
            raise ValueError(f"an answer of kind {self.answer.kind} does not fit a {self.kind} question")
        if self.extras and self.pairs is None:
            raise ValueError("only a match question has extras")
        if self.mistakes and self.problem is None and self.answer is None:
            raise ValueError(f"a {self.kind} question explains its mistakes as feedback of its choices")
        for name, mistake in self.mistakes.items():
            if self.parametric and mistake.value is not None:
                raise ValueError(f"mistake {name}: its value comes from the family, not from this file")
            if self.answer is not None and mistake.value is None:
                raise ValueError(f"mistake {name}: a question with fixed numbers names the value that it leads to")

    def _check_choices(self, choices: list[Choice]) -> None:
        right = [choice for choice in choices if choice.correct]
        if self.kind is Kind.SINGLE and len(right) != 1:
            raise ValueError(f"a single question has exactly one correct choice, not {len(right)}")
        if self.kind is Kind.MULTIPLE and not right:
            raise ValueError("a multiple question has at least one correct choice")


_FORMS: dict[Kind, set[str]] = {
    Kind.SINGLE: {"choices"},
    Kind.MULTIPLE: {"choices"},
    Kind.NUMERIC: {"problem", "answer"},
    Kind.EXPRESSION: {"problem", "answer"},
    Kind.CODE: {"answer"},
    Kind.ORDER: {"items"},
    Kind.MATCH: {"pairs"},
}
_KIND_OF_ANSWER = {"expression": Kind.EXPRESSION, "code": Kind.CODE}


class SetPart(Asked):
    """One part （あ）, （い）, … of a set, with a card of its own."""

    id: Name
    level: Annotated[int, Field(ge=1, le=5)] | None = None
    seconds: Annotated[int, Field(ge=10, le=900)] = 60

    @model_validator(mode="after")
    def _fits_its_kind(self) -> SetPart:
        if self.kind is Kind.SET:
            raise ValueError("a part of a set is no set itself")
        self.check_form()
        return self


class Question(Asked):
    """One question file. The stem of a set is its introduction; what is asked stands in its parts."""

    id: QuestionId
    status: Annotated[Status, Field(strict=False)] = Status.DRAFT
    topics: Annotated[list[Label], Field(min_length=1, max_length=6)]
    tracks: Annotated[list[Label], Field(max_length=12)] = []
    keywords: Annotated[list[Label], Field(min_length=1, max_length=16)]
    level: Annotated[int, Field(ge=1, le=5)]
    seconds: Annotated[int, Field(ge=10, le=900)] = 60
    material: Annotated[list[Material], Field(max_length=4)] = []
    parts: Annotated[list[SetPart], Field(min_length=2, max_length=10)] | None = None
    references: Annotated[list[Label], Field(min_length=1, max_length=8)]
    translated_from: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")] | None = None
    waive: list[Waiver] = []

    def asked(self, part: str = "") -> Asked:
        """What is asked: the question itself (part ""), or one part of a set. Raises KeyError."""
        if self.parts is None and part == "":
            return self
        for found in self.parts or []:
            if found.id == part:
                return found
        raise KeyError(part)

    @property
    def part_names(self) -> tuple[str, ...]:
        """The names of what is asked one after the other: the ids of a set's parts, or "" alone."""
        return ("",) if self.parts is None else tuple(part.id for part in self.parts)

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Question:
        if self.kind is not Kind.SET:
            if self.parts is not None:
                raise ValueError(f"only a set has parts, not a {self.kind} question")
            self.check_form()
            return self
        if self.parts is None:
            raise ValueError("a set has parts")
        if any(getattr(self, name) is not None for name in ("choices", "items", "pairs", "problem", "answer", "hint")):
            raise ValueError("what a set asks stands in its parts")
        names = [part.id for part in self.parts]
        if len(set(names)) != len(names):
            raise ValueError("two parts have the same id")
        return self
