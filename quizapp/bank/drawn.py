"""Questions that draw their own numbers: `given`, `where`, `let`, answer, mistakes and steps, as a family of problems.

A `Program` is what a question file says, read into trees once. Its `draw` is a family's, so that the answer checker,
the four choices and the gate see no difference. Randomness comes from the seed only; numbers for which a condition is
false, or for which something has no value, are drawn again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from calculators import answers
from calculators.answers.keys import Count, Expression, Key, Matrix, Number, Shape, Vector
from calculators.problems import Draw, Family, Given, NoProblem, Problem, Redraw, Step, draw_problem
from quizapp.bank import placeholders, schema
from quizapp.bank.drawing import domain_of, drawn_value, in_form, key_of, rounded
from quizapp.bank.expressions import (
    BUILT_IN,
    CONSTANTS,
    WORDS,
    ExpressionFault,
    Node,
    Unusable,
    Value,
    budget,
    children,
    condition,
    parse,
    same,
    unusable,
    value_of,
)
from quizapp.bank.expressions.show import line
from quizapp.bank.expressions.tree import Name
from quizapp.bank.judgeable import KeyFault, key_fault
from quizapp.bank.schema_answers import ExpressionAnswer
from quizapp.bank.schema_drawn import DrawnAnswer

Path = tuple[str | int, ...]
# The name under which the answer is known to `where`, mistakes, steps and texts.
ANSWER = "answer"


class Misdrawn(NoProblem):
    """What is drawn can't be computed, whatever the numbers: `path` says which expression, `fault` where in it."""

    def __init__(self, path: Path, fault: ExpressionFault) -> None:
        super().__init__(f"{'.'.join(map(str, path))}: {fault.code} at {fault.start}")
        self.path = path
        self.fault = fault


class Unjudgeable(NoProblem, answers.UnusableKey):
    """No answer could be judged, for the reason that `found` gives; `path` says against which key or mistake."""

    def __init__(self, found: KeyFault) -> None:
        super().__init__(found.reason)
        self.found = found
        self.path = found.path


class NoValue(Redraw):
    """These numbers give no value for the expression at `path`, or make the condition there false (`fault` None)."""

    def __init__(self, path: Path, fault: ExpressionFault | None) -> None:
        super().__init__()
        self.path = path
        self.fault = fault


class NoKey(NoValue):
    """With these numbers no answer can be judged, for the reason that `found` gives."""

    def __init__(self, found: KeyFault) -> None:
        super().__init__(found.path, None)
        self.found = found


@dataclass(frozen=True, slots=True)
class Formula:
    """One expression of the file: its path, its text and its tree."""

    path: Path
    text: str
    tree: Node

    def value(self, point: Mapping[str, Value], run: Callable[[Node, Mapping[str, Value]], Any] = value_of) -> Any:
        """Its value. Raises `NoValue` where it lies in the numbers, else `Misdrawn`; `Spent` at the end of a budget."""
        limit = budget.current()
        try:
            if limit is None:
                return run(self.tree, point)
            with limit.at(self.path):
                return run(self.tree, point)
        except Unusable as error:
            if error.fault.of_values:
                raise NoValue(self.path, error.fault) from None
            raise Misdrawn(self.path, error.fault) from None


@dataclass(frozen=True, slots=True)
class Program:
    """What one question draws and computes. `faults`: what can't be read, with its path; then it can't be drawn."""

    asked: schema.Asked
    let: tuple[tuple[str, Formula], ...]
    where: tuple[Formula, ...]
    answer: Formula | None
    verify: Formula | None
    mistakes: tuple[tuple[str, Formula], ...]
    steps: tuple[tuple[str, Formula], ...]
    faults: tuple[tuple[Path, ExpressionFault], ...]

    def draw(self, draw: Draw) -> Problem:
        """The problem of one attempt. Raises `Redraw` (as `NoValue`) or `Misdrawn`."""
        if self.faults:
            raise Misdrawn(*self.faults[0])
        if (limit := budget.current()) is not None:
            limit.check()
            limit.draws += 1
        given = self.asked.given.items()
        return self.solve(
            {name: draw.settle(name, domain_of(field), drawn_value(field, draw.stream(name))) for name, field in given}
        )

    def solve(self, given: Mapping[str, Given]) -> Problem:
        """The problem with these numbers. Raises `Redraw` (as `NoValue`) or `Misdrawn`."""
        point = self.point(given)
        if isinstance(self.asked.answer, ExpressionAnswer):
            return self._formula_problem(self.asked.answer, given, point)
        assert isinstance(self.asked.answer, DrawnAnswer)
        assert self.answer is not None
        key = self._key(self.asked.answer, point[ANSWER])
        mistakes = dict(self._mistakes(self.asked.answer, point))
        return Problem(
            given=given,
            answer=key,
            check=lambda: self._checked(point),
            steps=self._steps(point, key),
            mistakes=_first_of_each(mistakes) if isinstance(key, Count | Shape) else mistakes,
        )

    def point(self, given: Mapping[str, Given]) -> dict[str, Value]:
        """What expressions and texts may name: the drawn numbers, the values of `let` and the answer."""
        point: dict[str, Any] = dict(given)
        for name, formula in self.let:
            point[name] = formula.value(point)
        late = [formula for formula in self.where if ANSWER in names_in(formula.tree)]
        for formula in self.where:
            if formula not in late and not formula.value(point, condition):
                raise NoValue(formula.path, None)
        if self.answer is not None:
            point[ANSWER] = self.answer.value(point)
        for formula in late:
            if not formula.value(point, condition):
                raise NoValue(formula.path, None)
        return point

    def shown(self, given: Mapping[str, Given], key: Key) -> dict[str, Given]:
        """What the texts may show: the drawn numbers, the values of `let`, and the answer rounded as it is asked."""
        point = self.point(given)
        shown: dict[str, Any] = {name: value for name, value in point.items() if name != ANSWER}
        if isinstance(key, Number | Vector | Matrix):
            shown[ANSWER] = rounded(point[ANSWER], key.decimals)
        else:
            shown[ANSWER] = answers.write(key) if isinstance(key, Expression) else point[ANSWER]
        return shown

    def _key(self, answer: DrawnAnswer, value: Value) -> Key:
        try:
            return key_of(answer, value)
        except TypeError:
            assert self.answer is not None
            fault = unusable("answer_kind", 0, len(self.answer.text), kind=answer.kind).fault
            raise Misdrawn(self.answer.path, fault) from None

    def _mistakes(self, answer: DrawnAnswer, point: Mapping[str, Value]) -> Iterator[tuple[str, Any]]:
        """The mistakes that have a value for these numbers."""
        for name, formula in self.mistakes:
            try:
                value = formula.value(point)
            except NoValue:
                continue
            try:
                yield name, in_form(answer, value)
            except TypeError:
                fault = unusable("answer_kind", 0, len(formula.text), kind=answer.kind).fault
                raise Misdrawn(formula.path, fault) from None

    def wrong_values(self, given: Mapping[str, Given]) -> dict[str, Any]:
        """Every mistake that has a value for these numbers, those that lead to the same one too."""
        answer = self.asked.answer
        return dict(self._mistakes(answer, self.point(given))) if isinstance(answer, DrawnAnswer) else {}

    def _checked(self, point: Mapping[str, Value]) -> Any:
        assert self.verify is not None
        return self.verify.value({name: value for name, value in point.items() if name != ANSWER})

    def _steps(self, point: Mapping[str, Value], key: Key) -> list[Step]:
        formulas = dict(self.steps)
        found = []
        for name, step in self.asked.steps.items():
            if step.tex is not None:
                found.append(Step(name, placeholders.fill_formula(step.tex, point)))
                continue
            formula = formulas[name]
            value, decimals, padded = formula.value(point), step.decimals, step.decimals is not None
            if decimals is None and isinstance(key, Number | Vector | Matrix):
                decimals, padded = key.decimals, key.padded and same(value, point[ANSWER])
            found.append(Step(name, line(formula.tree, point, value, decimals, padded)))
        return found or [Step(ANSWER, answers.key_tex(key))]

    def _formula_problem(self, answer: ExpressionAnswer, given: Mapping[str, Given], point: Any) -> Problem:
        def put(path: Path, text: str) -> str:
            return _put(path, text, point)

        domains = {name: (low, high) for name, (low, high) in answer.variables.items()}
        forms = tuple(put(("answer", "given", place), text) for place, text in enumerate(answer.given))
        key = Expression(
            put(("answer", "value"), answer.value), domains, placeholders.fill_formula(answer.tex, point), forms
        )
        mistakes = {
            name: put(("mistakes", name, "value"), str(found.value)) for name, found in self.asked.mistakes.items()
        }
        if (found := key_fault(key, mistakes)) is not None:
            raise NoKey(found)
        return Problem(
            given=given,
            answer=key,
            check=lambda: put(("answer", "verify"), answer.verify),
            steps=self._steps(point, key),
            mistakes=mistakes,
        )


def compiled(asked: schema.Asked) -> Program:
    """The program of a question with `given`; read once for each content."""
    if (found := _programs.get(id(asked))) is not None and found[0] is asked:
        return found[1]
    fields = {"given", "where", "let", "answer", "mistakes", "steps", "kind"}
    program = _compiled(
        _Definition(json.dumps(asked.model_dump(mode="json", include=fields, exclude_unset=True)), asked)
    )
    # A question never changes: of the one that is being drawn the content is written out once.
    if len(_programs) >= 64:
        _programs.clear()
    _programs[id(asked)] = (asked, program)
    return program


_programs: dict[int, tuple[schema.Asked, Program]] = {}


def problem(asked: schema.Asked, name: str, seed: int) -> Problem:
    """The problem that `seed` draws for a question of this name. Raises `NoProblem`; `Unjudgeable`, where it is for
    want of a formula that can be judged against.
    """
    found = family(asked, name, ())
    without: list[NoKey] = []

    def noting(draw: Draw) -> Problem:
        try:
            return found.draw(draw)
        except NoKey as error:
            without.append(error)
            raise

    try:
        return draw_problem(replace(found, draw=noting), seed)
    except (Misdrawn, placeholders.UnknownNumber):
        raise
    except NoProblem:
        if without:
            raise Unjudgeable(without[0].found) from None
        raise


def family(
    asked: schema.Asked, name: str, topics: Sequence[str], *, guessable: str = "", domain: int | None = None
) -> Family:
    """The question as a family of problems, for drawing and for the gate."""
    answer = asked.answer
    # Its author is told of mistakes that coincide, and which, by findings of their own.
    found = Family(name, tuple(topics), compiled(asked).draw, domain, guessable, sometimes=tuple(asked.mistakes))
    if not isinstance(answer, DrawnAnswer) or answer.values is None:
        return found
    from calculators.problems.values import declared_values

    return replace(found, values=declared_values(answer.values))


def _first_of_each(mistakes: Mapping[str, Any]) -> dict[str, Any]:
    """The mistakes, less those that lead to the same whole numbers as one before them.

    One that leads to the key stays, so that the problem is drawn again.
    """
    kept: dict[str, Any] = {}
    for name, value in mistakes.items():
        if value not in kept.values():
            kept[name] = value
    return kept


class _Definition:
    """A question, the same as another one that draws and computes the same."""

    def __init__(self, text: str, asked: schema.Asked) -> None:
        self.text = text
        self.asked = asked

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Definition) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)


@lru_cache(maxsize=256)
def _compiled(definition: _Definition) -> Program:
    asked = definition.asked
    faults: list[tuple[Path, ExpressionFault]] = []
    known = list(asked.given)
    for name in known:
        faults += [(("given", name), unusable("name_taken", 0, len(name), name=name).fault)] if _taken(name) else []

    def read(path: Path, text: str, extra: Sequence[str] = ()) -> list[Formula]:
        """The expression, in a list that is empty where it can't be read."""
        try:
            tree = parse(text)
            for node in _all_names(tree):
                if node.name not in (*known, *extra) and node.name not in CONSTANTS:
                    names = ", ".join([*known, *extra])
                    code = "not_called" if node.name in BUILT_IN else "unknown_name"
                    raise unusable(code, node.start, node.end, name=node.name, names=names)
            return [Formula(path, text, tree)]
        except Unusable as error:
            faults.append((path, error.fault))
            return []

    let: list[tuple[str, Formula]] = []
    for name, text in asked.let.items():
        code = "name_taken" if _taken(name) else "name_twice" if name in asked.given else ""
        if code:
            faults.append((("let", name), unusable(code, 0, 0, name=name).fault))
        let += [(name, formula) for formula in read(("let", name), text)]
        known.append(name)
    computed = isinstance(asked.answer, DrawnAnswer)
    extra = (ANSWER,) if computed else ()
    where = [formula for place, text in enumerate(asked.where) for formula in read(("where", place), text, extra)]
    answer: list[Formula] = []
    verify: list[Formula] = []
    mistakes: list[tuple[str, Formula]] = []
    if isinstance(asked.answer, DrawnAnswer):
        answer = read(("answer", "value"), asked.answer.value)
        verify = read(("answer", "verify"), asked.answer.verify)
        for name, found in asked.mistakes.items():
            mistakes += [(name, formula) for formula in read(("mistakes", name, "value"), str(found.value), extra)]
    steps = [
        (name, formula)
        for name, step in asked.steps.items()
        if step.value is not None
        for formula in read(("steps", name, "value"), step.value, extra)
    ]
    return Program(
        asked,
        tuple(let),
        tuple(where),
        answer[0] if answer else None,
        verify[0] if verify else None,
        tuple(mistakes),
        tuple(steps),
        tuple(faults),
    )


def _taken(name: str) -> bool:
    return name in BUILT_IN or name in CONSTANTS or name in WORDS or name == ANSWER


def _all_names(node: Node) -> Iterator[Name]:
    if isinstance(node, Name):
        yield node
    for part in children(node):
        yield from _all_names(part)


def names_in(node: Node) -> set[str]:
    """The names that an expression mentions."""
    return {found.name for found in _all_names(node)}


def _put(path: Path, text: str, point: Mapping[str, Value]) -> str:
    """A formula with the drawn numbers put in, each in brackets where its sign would run into another one."""

    def number(name: str, start: int, end: int) -> str:
        value = point.get(name)
        if isinstance(value, bool | list) or value is None:
            raise Misdrawn(path, unusable("template", start, end, name=name).fault)
        shown = placeholders.show_number(value)
        return f"({shown})" if shown.startswith("-") else shown

    return placeholders.PLACEHOLDER.sub(lambda match: number(match.group(1), match.start(), match.end()), text)
