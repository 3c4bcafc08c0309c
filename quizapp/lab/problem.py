"""A family of problems on the bench: its inputs edited, its answer and each step computed anew."""

from __future__ import annotations

from typing import Any

from calculators.answers import key_tex
from calculators.problems import Family, Problem, find_family
from calculators.problems.chosen import Input, Unsolvable, is_numeric, is_whole, reach, solve
from calculators.problems.inputs import Field, fields_of
from calculators.problems.problem import draw_counted
from quizapp.bank import drawn
from quizapp.bank.schema import Question
from quizapp.bank.variants import Rendered, Variant, render
from quizapp.lab.bench import Bench
from quizapp.lab.knobs import Knob, read_knob, write


class ProblemBench(Bench):
    """One family, or one question that draws its own numbers, with the numbers that `seed` draws at first.

    `question` and `part`: whose words are around the numbers (None: none). `reason`: why there is no solution now
    (`refused`, `no_value`, `unconfirmed`), or ""; `solution` is then that of the numbers before.
    """

    def __init__(self, family: Family, question: Question | None = None, part: str = "", seed: int = 1) -> None:
        self.family = family
        self.question = question
        self.part = part
        self.reason = ""
        self.usual = True
        self._chosen: dict[str, Any] = {}
        self._asked: tuple[int, int, str] | None = None
        self._draw(seed)
        super().__init__(self._field_values())

    def _draw(self, seed: int) -> None:
        self.seed = seed
        self.attempt = draw_counted(self.family, seed)[1] - 1
        self._chosen = {}
        self._solve()

    def _solve(self) -> None:
        asked = (self.seed, self.attempt, repr(self._chosen))
        if asked == self._asked:
            return
        # Deriving a formula takes a while: once for the same numbers.
        self._asked = None
        solved = solve(self.family, self.seed, self.attempt, self._chosen)
        self.problem: Problem = solved.problem
        self.usual = solved.usual
        self._inputs: dict[str, Input] = {own.name: own for own in solved.inputs}
        self.fields: tuple[Field, ...] = fields_of(self.family, self.seed, self.attempt, self._chosen)
        self._asked = asked

    def _field_values(self) -> dict[str, Any]:
        return {field.name: field.value(self._inputs) for field in self.fields}

    def knobs(self) -> tuple[Knob, ...]:
        return tuple(self._knob(field) for field in self.fields)

    def _knob(self, field: Field) -> Knob:
        domains = [field.domain(place, self._inputs) for place in range(len(field.cells))]
        if field.picked:
            return Knob(field.name, options=domains[0].options)
        bounds = tuple(
            (*reach(domain, self.family.reach), is_whole(domain)) for domain in domains if is_numeric(domain)
        )
        return Knob(field.name, field.shape, bounds=bounds)

    def changed(self) -> None:
        """Solve with the values that stand in the fields; another choice may bring other fields."""
        chosen: dict[str, Any] = {}
        for field in self.fields:
            value = self.values.get(field.name)
            if value is not None and value != self.first.get(field.name):
                chosen = field.put(_cells(value, field), chosen, self._inputs)
        self._chosen = chosen
        try:
            self._solve()
        except Unsolvable as error:
            self.reason = error.reason
            return
        self.reason = ""
        self.values = self._field_values()
        for knob in self.knobs():
            # What somebody types stays as it is written, as long as it says the same.
            known = self.texts.get(knob.name)
            value = self.values[knob.name]
            if known is None or (knob.name not in self.faults and (knob.options or read_knob(knob, known) != value)):
                self.texts[knob.name] = write(value)

    def reset(self) -> None:
        """The drawn numbers."""
        self._chosen = {}
        self.reason = ""
        self._solve()
        self.first = self._field_values()
        super().reset()

    def fresh(self) -> None:
        """Other numbers."""
        self._draw(self.seed + 1)
        self.reset()

    @property
    def edited(self) -> bool:
        """Whether any number is one's own."""
        return bool(self._chosen)

    def words(self, language: str) -> Rendered | None:
        """The question's words with these numbers in them; None where there is no question, or it can't say them."""
        if self.question is None:
            return None
        asked = self.question.asked(self.part)
        problem = self.problem
        given = problem.given
        if asked.problem is None:
            given = drawn.compiled(asked).shown(given, problem.answer)
        variant = Variant(
            self.question.id,
            self.seed,
            "typed",
            given,
            (),
            problem.answer,
            tuple(problem.steps),
            problem.mistakes,
            part=self.part,
        )
        try:
            return render(self.question, variant, language)
        except LookupError:
            # A text that shows a number which these numbers don't have.
            return None

    def answer_tex(self) -> str:
        """The result as a formula."""
        return key_tex(self.problem.answer)


def _cells(value: Any, field: Field) -> list[Any]:
    if field.picked or not field.shape:
        return [value]
    return list(value) if len(field.shape) == 1 else [cell for row in value for cell in row]


def open_question(question: Question, part: str = "", seed: int = 1) -> ProblemBench | None:
    """The bench of a question that draws numbers; None for one that doesn't.

    Raises `calculators.problems.UnknownFamily` or `NoProblem`.
    """
    asked = question.asked(part)
    if not asked.parametric:
        return None
    if asked.problem is not None:
        return ProblemBench(find_family(asked.problem), question, part, seed)
    name = question.id + (f"#{part}" if part else "")
    return ProblemBench(drawn.family(asked, name, question.topics), question, part, seed)
