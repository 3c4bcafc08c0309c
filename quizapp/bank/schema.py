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


class Status(StrEnum):
    """Where a question stands. Only `ready` ones are asked; a retired one keeps its file, so its id is never reused."""

    DRAFT = "draft"
    REVIEW = "review"
    READY = "ready"
    RETIRED = "retired"


class Choice(Part):
    """One option of a `single` or `multiple` question. A wrong one has feedback that puts its reader right."""

    id: Name
    text: Text
    correct: bool = False
    feedback: Text | None = None


class NumberAnswer(Part):
    """A fixed real number. `verify`: the same number by a different route, as an expression in the answer grammar."""

    kind: Literal["number"]
    value: Finite
    verify: Label
    decimals: Annotated[int, Field(ge=0, le=8)] = 4
    relative: Annotated[Finite, Field(ge=0, le=0.1)] = 0.01


class CountAnswer(Part):
    """A fixed whole number, exact. `verify`: the same number by a different route, as an expression."""

    kind: Literal["count"]
    value: int
    verify: Label


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


Answer = Annotated[
    NumberAnswer | CountAnswer | VectorAnswer | MatrixAnswer | ShapeAnswer | ExpressionAnswer,
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


class Question(Part):
    """One question file."""

    id: QuestionId
    kind: Annotated[Kind, Field(strict=False)]
    status: Annotated[Status, Field(strict=False)] = Status.DRAFT
    topics: Annotated[list[Label], Field(min_length=1, max_length=6)]
    tracks: Annotated[list[Label], Field(max_length=12)] = []
    keywords: Annotated[list[Label], Field(min_length=1, max_length=16)]
    level: Annotated[int, Field(ge=1, le=5)]
    seconds: Annotated[int, Field(ge=10, le=900)] = 60
    stem: Text
    choices: Annotated[list[Choice], Field(min_length=2, max_length=8)] | None = None
    fixed_order: bool = False
    problem: FamilyName | None = None
    answer: Answer | None = None
    mistakes: dict[Name, Mistake] = {}
    steps: dict[Name, Text] = {}
    hint: Text | None = None
    explanation: Text
    references: Annotated[list[Label], Field(min_length=1, max_length=8)]
    translated_from: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")] | None = None
    waive: list[Waiver] = []

    @property
    def parametric(self) -> bool:
        """Whether each asking draws fresh numbers."""
        return self.problem is not None

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Question:
        chosen = self.kind in (Kind.SINGLE, Kind.MULTIPLE)
        if chosen:
            self._check_choices()
        else:
            if self.choices is not None:
                raise ValueError(f"a {self.kind} question has no choices")
            if (self.problem is None) == (self.answer is None):
                raise ValueError(f"a {self.kind} question has either `problem` (a family) or `answer` (fixed)")
            if self.answer is not None and (self.answer.kind == "expression") != (self.kind is Kind.EXPRESSION):
                raise ValueError(f"an answer of kind {self.answer.kind} does not fit a {self.kind} question")
        for name, mistake in self.mistakes.items():
            if self.parametric and mistake.value is not None:
                raise ValueError(f"mistake {name}: its value comes from the family, not from this file")
            if self.answer is not None and mistake.value is None:
                raise ValueError(f"mistake {name}: a question with fixed numbers names the value that it leads to")
        return self

    def _check_choices(self) -> None:
        if self.problem is not None or self.answer is not None or self.mistakes:
            raise ValueError(f"a {self.kind} question has choices, and neither problem, answer nor mistakes")
        if not self.choices:
            raise ValueError(f"a {self.kind} question needs choices")
        right = [choice for choice in self.choices if choice.correct]
        if self.kind is Kind.SINGLE and len(right) != 1:
            raise ValueError(f"a single question has exactly one correct choice, not {len(right)}")
        if self.kind is Kind.MULTIPLE and not right:
            raise ValueError("a multiple question has at least one correct choice")
        ids = [choice.id for choice in self.choices]
        if len(set(ids)) != len(ids):
            raise ValueError("two choices have the same id")
