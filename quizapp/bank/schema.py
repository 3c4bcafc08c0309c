"""The form of a question file: what an author may write, and what the rest of the program may rely on.

`questions/schema/question.schema.json` is generated from these classes (`quizapp bank schema`). Every text that a
learner reads is a `Text` with both languages. A question is frozen: nothing changes it after it has been read.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from quizapp.bank.schema_answers import (
    Answer,
    CodeAnswer,
    CodeVariable,
    CountAnswer,
    ExpressionAnswer,
    MatrixAnswer,
    Mistake,
    NumberAnswer,
    ShapeAnswer,
    VectorAnswer,
    WrongValue,
)
from quizapp.bank.schema_drawn import Conditions, DrawnAnswer, Formula, Given, VariableName, WorkedStep
from quizapp.bank.schema_figure import Figure
from quizapp.bank.schema_material import Diagram, Listing, Material, Plot, Series, Table
from quizapp.bank.schema_text import (
    LANGUAGES,
    TRANSLATED,
    ContentHash,
    FamilyName,
    Finite,
    Label,
    Language,
    MisconceptionName,
    Name,
    Part,
    QuestionId,
    Related,
    Text,
    Words,
)

__all__ = [
    "FORM_CODES",
    "LANGUAGES",
    "Answer",
    "Asked",
    "Choice",
    "CodeAnswer",
    "CodeVariable",
    "CountAnswer",
    "Diagram",
    "DrawnAnswer",
    "ExpressionAnswer",
    "Figure",
    "Finite",
    "Formula",
    "Given",
    "Kind",
    "Label",
    "Language",
    "Listing",
    "Material",
    "MatrixAnswer",
    "Mistake",
    "Name",
    "NumberAnswer",
    "Pair",
    "Part",
    "Plot",
    "Question",
    "QuestionId",
    "Review",
    "Series",
    "SetPart",
    "ShapeAnswer",
    "Status",
    "Table",
    "Text",
    "VariableName",
    "VectorAnswer",
    "Waiver",
    "Words",
    "WorkedStep",
    "WrongValue",
]


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

    A wrong option has feedback that puts its reader right, and may name the misconception that leads to it.
    """

    id: Name
    text: Text
    correct: bool = False
    feedback: Text | None = None
    misconception: MisconceptionName | None = None


class Pair(Part):
    """One pair of a `match` question: what stands on the left, and what belongs to it."""

    id: Name
    left: Text
    right: Text


class Waiver(Part):
    """A lint warning that the author has looked at and keeps, with the reason."""

    rule: Label
    reason: Label


class Review(Part):
    """Somebody has reviewed the question as it was when its content had this hash (`quizapp bank sign` writes it).

    `by`: who; `blind` for a reader who answered without the key. `answered`: what that blind answer came to.
    `seed`: of the numbers, and of the order of the choices, that were answered. `disputed`: why the reviewer does not
    agree with it; such a record stands until the question is changed.
    """

    by: Label
    content: ContentHash
    answered: Literal["correct", "partial", "wrong"] | None = None
    seed: int | None = Field(default=None, ge=0, lt=2**63)
    disputed: Label | None = None


# What can be wrong with a question as a whole; the words are in the message catalog.
FORM_CODES = frozenset(
    {
        "form_fields",
        "form_explanation",
        "form_choice_twice",
        "form_answer_kind",
        "form_extras",
        "form_mistakes",
        "form_family_value",
        "form_no_value",
        "form_one_right",
        "form_none_right",
        "form_set_in_set",
        "form_parts",
        "form_no_parts",
        "form_set_asks",
        "form_set_draws",
        "form_part_twice",
        "form_misconception",
        "form_given",
        "form_given_twice",
        "form_given_range",
        "form_given_few",
        "form_given_many",
        "form_given_kind",
        "form_given_fixed",
        "form_given_missing",
        "form_step_line",
        "form_figure_file",
    }
)


def form_fault(code: str, **values: str | int) -> PydanticCustomError:
    """The error with which a validator refuses a question; the catalog turns it into a `BankFault` with words."""
    assert code in FORM_CODES
    return PydanticCustomError(code, code, dict(values))


class Asked(Part):
    """What is asked and answered: a whole question, or one part of a set.

    `credit` for what is partly right. `partial`: of several choices, (right ticks − wrong ticks) / right choices, never
    below 0, so that ticking everything earns nothing; of an order, 2c − 1, never below 0, with c the share of the pairs
    of items that stand the right way round; of pairs, vectors and matrices, the share that is right. `exact`: nothing
    for a part.

    Fresh numbers come from a family (`problem`), or are drawn by the file itself: `given` says from where, `where` what
    must hold of them, `let` what is computed from them; answer, mistakes and steps are then expressions.
    """

    kind: Annotated[Kind, Field(strict=False)]
    stem: Text
    choices: Annotated[list[Choice], Field(min_length=2, max_length=8)] | None = None
    fixed_order: bool = False
    items: Annotated[list[Choice], Field(min_length=3, max_length=8)] | None = None
    pairs: Annotated[list[Pair], Field(min_length=2, max_length=8)] | None = None
    extras: Annotated[list[Choice], Field(max_length=4)] = Field(default_factory=list)
    credit: Literal["partial", "exact"] = "partial"
    problem: FamilyName | None = None
    given: Annotated[dict[VariableName, Given], Field(max_length=16)] = Field(default_factory=dict)
    where: Conditions = Field(default_factory=list)
    let: Annotated[dict[VariableName, Formula], Field(max_length=24)] = Field(default_factory=dict)
    answer: Answer | None = None
    mistakes: dict[Name, Mistake] = Field(default_factory=dict)
    steps: dict[Name, WorkedStep] = Field(default_factory=dict)
    hint: Text | None = None
    explanation: Text | None = None

    @property
    def parametric(self) -> bool:
        """Whether each asking draws fresh numbers."""
        return self.problem is not None or bool(self.given)

    def check_form(self) -> None:
        """Raise a `form_fault` where the fields do not fit the kind."""
        given = {name for name in ("choices", "items", "pairs", "problem", "answer") if getattr(self, name) is not None}
        allowed = _FORMS[self.kind]
        if not given <= allowed or len(given) != 1:
            raise form_fault("form_fields", kind=self.kind.value, allowed=" / ".join(sorted(allowed)))
        if self.explanation is None:
            raise form_fault("form_explanation")
        if self.choices is not None:
            self._check_choices(self.choices)
        ids = [piece.id for piece in (*(self.choices or []), *(self.items or []), *self.extras)]
        ids += [pair.id for pair in self.pairs or []]
        if len(set(ids)) != len(ids):
            raise form_fault("form_choice_twice")
        if self.answer is not None and _KIND_OF_ANSWER.get(self.answer.kind, Kind.NUMERIC) is not self.kind:
            raise form_fault("form_answer_kind", kind=self.kind.value, answer=self.answer.kind)
        for choice in (*(self.choices or []), *(self.items or [])):
            if choice.misconception is not None and (choice.correct or self.items is not None):
                raise form_fault("form_misconception", choice=choice.id)
        if self.extras and self.pairs is None:
            raise form_fault("form_extras")
        if self.mistakes and self.problem is None and self.answer is None:
            raise form_fault("form_mistakes", kind=self.kind.value)
        for name, mistake in self.mistakes.items():
            if self.problem is not None and mistake.value is not None:
                raise form_fault("form_family_value", name=name)
            if self.answer is not None and mistake.value is None:
                raise form_fault("form_no_value", name=name)

        self._check_drawn()

    def _check_drawn(self) -> None:
        """Whether what is drawn and what is computed from it go together."""
        if not self.given:
            if self.where or self.let or isinstance(self.answer, DrawnAnswer):
                raise form_fault("form_given_missing")
        elif self.answer is None or self.answer.kind == "code":
            raise form_fault("form_given_kind", kind=self.kind.value)
        elif not isinstance(self.answer, DrawnAnswer | ExpressionAnswer):
            raise form_fault("form_given_fixed")
        for name, step in self.steps.items():
            lines = (step.value is not None) + (step.tex is not None)
            if lines != (1 if self.given else 0):
                raise form_fault("form_step_line", name=name)

    def _check_choices(self, choices: list[Choice]) -> None:
        right = [choice for choice in choices if choice.correct]
        if self.kind is Kind.SINGLE and len(right) != 1:
            raise form_fault("form_one_right", count=len(right))
        if self.kind is Kind.MULTIPLE and not right:
            raise form_fault("form_none_right")


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
            raise form_fault("form_set_in_set")
        self.check_form()
        return self


class Question(Asked):
    """One question file. The stem of a set is its introduction; what is asked stands in its parts."""

    id: QuestionId
    status: Annotated[Status, Field(strict=False)] = Status.DRAFT
    topics: Annotated[list[Label], Field(min_length=1, max_length=6)]
    tracks: Annotated[list[Label], Field(max_length=12)] = Field(default_factory=list)
    keywords: Annotated[list[Label], Field(min_length=1, max_length=16)]
    level: Annotated[int, Field(ge=1, le=5)]
    seconds: Annotated[int, Field(ge=10, le=900)] = 60
    material: Annotated[list[Material], Field(max_length=4)] = Field(default_factory=list)
    parts: Annotated[list[SetPart], Field(min_length=2, max_length=10)] | None = None
    references: Annotated[list[Label], Field(min_length=1, max_length=8)]
    translated_from: Annotated[str, StringConstraints(pattern=TRANSLATED)] | None = None
    see_also: Annotated[list[Related], Field(max_length=8)] = Field(default_factory=list)
    waive: list[Waiver] = Field(default_factory=list)
    reviewed_by: Annotated[list[Review], Field(max_length=20)] = Field(default_factory=list)

    def asked(self, part: str = "") -> Question | SetPart:
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
                raise form_fault("form_parts", kind=self.kind.value)
            self.check_form()
            return self
        if self.parts is None:
            raise form_fault("form_no_parts")
        if self.given or self.where or self.let or self.mistakes or self.steps:
            raise form_fault("form_set_draws")
        if any(getattr(self, name) is not None for name in ("choices", "items", "pairs", "problem", "answer", "hint")):
            raise form_fault("form_set_asks")
        names = [part.id for part in self.parts]
        if len(set(names)) != len(names):
            raise form_fault("form_part_twice")
        return self
