"""Lint of what is computed: families and their words, fixed answers and their proof by a second route."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from calculators import answers
from calculators.answers.keys import Expression
from calculators.answers.verdict import Fault, Outcome
from calculators.problems import NoProblem, Problem, UnknownFamily, draw_problem, find_family
from calculators.problems.problem import MOST_ATTEMPTS
from quizapp.bank import lint_drawn, placeholders, schema
from quizapp.bank.faults import BankFault
from quizapp.bank.schema import LANGUAGES, Asked, Kind
from quizapp.bank.variants import fixed_key, mistake_value

# A family may name a mistake in a few of its variants only: enough of them must be drawn to meet it.
SEEDS = range(1, 41)
_AGREEMENT = 1e-6

Report = Callable[..., BankFault]


def findings(question: Asked, report: Report) -> Iterator[BankFault]:
    """What is wrong with the computed part of a question; nothing for one that only has choices."""
    if question.problem is not None:
        yield from _family(question, question.problem, report)
    elif question.given:
        yield from lint_drawn.findings(question, report)
    elif question.answer is not None:
        try:
            yield from _verified(question.answer, report)
            yield from _fixed_mistakes(question, question.answer, report)
        except answers.UnusableKey as fault:
            yield report(("answer",), "unusable_key", reason=str(fault))


def _family(question: Asked, name: str, report: Report) -> Iterator[BankFault]:
    try:
        problems = [draw_problem(find_family(name), seed) for seed in SEEDS]
    except UnknownFamily:
        yield report(("problem",), "unknown_family", family=name)
        return
    except NoProblem:
        yield report(("problem",), "undrawn_numbers", attempts=MOST_ATTEMPTS)
        return
    if any(isinstance(problem.answer, Expression) != (question.kind is Kind.EXPRESSION) for problem in problems):
        yield report(("kind",), "wrong_kind", family=name, kind=str(question.kind))
    mistakes = {mistake for problem in problems for mistake in problem.mistakes}
    for mistake in sorted(mistakes - set(question.mistakes)):
        yield report(("mistakes",), "unworded_mistake", name=mistake)
    for mistake in sorted(set(question.mistakes) - mistakes):
        yield report(("mistakes", mistake), "unknown_mistake", name=mistake)
    yield from _words_for_steps(question, problems, report)
    for language in LANGUAGES:
        shown = placeholders.names(question.stem[language])
        for number in sorted({number for problem in problems for number in problem.given} - shown):
            yield report(("stem", language), "unshown_number", name=number)


def _words_for_steps(question: Asked, problems: list[Problem], report: Report) -> Iterator[BankFault]:
    steps = {step.name for problem in problems for step in problem.steps}
    for name in sorted(set(question.steps) - steps):
        yield report(("steps", name), "unknown_step", name=name)
    for name in sorted(steps - set(question.steps)):
        yield report(("steps",), "unworded_step", "warning", name=name)


def _verified(answer: schema.Answer, report: Report) -> Iterator[BankFault]:
    """The second route of a fixed answer leads to the same value."""
    assert not isinstance(answer, schema.DrawnAnswer)
    if answer.kind in ("expression", "code"):
        verdict = answers.judge(fixed_key(answer), answer.verify)
        if verdict.outcome is Outcome.INVALID:
            yield report(("answer", "verify"), "unreadable_verify", reason=_code(verdict.fault))
        elif verdict.outcome is not Outcome.CORRECT:
            yield report(("answer", "verify"), "unverified", found=answer.verify, expected=answer.value)
        return
    values, routes = _flat(answer.value), _flat(answer.verify)
    if len(values) != len(routes):
        yield report(("answer", "verify"), "wrong_size")
        return
    for value, route in zip(values, routes, strict=True):
        try:
            found = answers.evaluate(str(route))
        except answers.Unreadable as fault:
            yield report(("answer", "verify"), "unreadable_verify", reason=_code(fault.fault))
            continue
        # A fixed value may be given rounded to the decimals that the stem asks for.
        allowed = 0.5 * 10.0**-answer.decimals if answer.kind in ("number", "vector", "matrix") else 0.0
        if abs(found - float(value)) > allowed * (1 + _AGREEMENT) + _AGREEMENT * abs(float(value)):
            yield report(("answer", "verify"), "unverified", found=f"{found:g}", expected=str(value))


def _fixed_mistakes(question: Asked, answer: schema.Answer, report: Report) -> Iterator[BankFault]:
    key = fixed_key(answer)
    for name, mistake in question.mistakes.items():
        assert mistake.value is not None
        text = mistake.value
        if answer.kind not in ("expression", "code"):
            try:
                text = answers.write_value(key, mistake_value(key, mistake.value))
            except answers.UnusableKey:
                yield report(("mistakes", name), "mistake_unreadable", name=name)
                continue
        verdict = answers.judge(key, str(text))
        if verdict.outcome is Outcome.CORRECT:
            yield report(("mistakes", name), "mistake_is_right", name=name)
        elif verdict.outcome is Outcome.INVALID:
            yield report(("mistakes", name), "mistake_unreadable", name=name)


def _flat(value: Sequence[Any] | float | str) -> list[float | str]:
    if isinstance(value, list):
        return [cell for part in value for cell in _flat(part)]
    assert isinstance(value, int | float | str)
    return [value]


def _code(fault: Fault | None) -> str:
    return "" if fault is None else fault.code
