"""Lint of what is computed: families and their words, fixed answers and their proof by a second route."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from calculators import answers
from calculators.answers.decimals import in_decimals, is_exact, is_tie, rounded
from calculators.answers.keys import Key, Matrix, Number, Vector
from calculators.answers.verdict import Fault, Outcome
from calculators.problems import NoProblem, UnknownFamily
from calculators.problems.problem import MOST_ATTEMPTS, cells
from quizapp.bank import drawn, families, lint_drawn, placeholders, schema
from quizapp.bank.expressions import Unusable, parse, value_of
from quizapp.bank.expressions.budget import Budget, Spent, limited_to
from quizapp.bank.faults import BankFault
from quizapp.bank.judgeable import KeyFault, fault_of, told_fault
from quizapp.bank.schema import LANGUAGES, Asked, Kind
from quizapp.bank.variants import fixed_key, fixed_mistakes, mistake_value

_AGREEMENT = 1e-6
# An answer that is not exact in its decimals is forgiven less than this share of itself.
_COARSE = 0.2

Report = Callable[..., BankFault]


def findings(question: Asked, report: Report) -> Iterator[BankFault]:
    """What is wrong with the computed part of a question; nothing for one that only has choices."""
    if question.problem is not None:
        yield from _family(question, question.problem, report)
    elif question.given:
        yield from lint_drawn.findings(question, report)
    elif question.answer is not None:
        try:
            fixed_mistakes(question, fixed_key(question.answer))
        except drawn.Unjudgeable as error:
            # A mistake of numbers is told below, with all others.
            if question.kind is not Kind.NUMERIC or error.path[0] != "mistakes":
                yield _unjudgeable(error.found, report)
                return
        yield from _tolerance(fixed_key(question.answer), report)
        yield from _verified(question.answer, report)
        yield from _fixed_mistakes(question, question.answer, report)


def _family(question: Asked, name: str, report: Report) -> Iterator[BankFault]:
    try:
        facts = families.facts_of(name)
    except UnknownFamily:
        yield report(("problem",), "unknown_family", family=name, near=families.near_families(name))
        return
    except NoProblem:
        yield report(("problem",), "undrawn_numbers", attempts=MOST_ATTEMPTS)
        return
    if facts.numbers if question.kind is Kind.EXPRESSION else facts.formulas:
        yield report(("kind",), "wrong_kind", family=name, kind=str(question.kind))
    for mistake in sorted(set(facts.mistakes) - set(question.mistakes)):
        yield report(("mistakes",), "unworded_mistake", name=mistake)
    for mistake in sorted(set(question.mistakes) - set(facts.mistakes)):
        yield report(("mistakes", mistake), "unknown_mistake", name=mistake)
    for step in sorted(set(question.steps) - set(facts.steps)):
        yield report(("steps", step), "unknown_step", name=step)
    for step in sorted(set(facts.steps) - set(question.steps)):
        yield report(("steps",), "unworded_step", "warning", name=step)
    for language in LANGUAGES:
        shown = placeholders.names(question.stem[language])
        for number in sorted(set(facts.given) - shown):
            yield report(("stem", language), "unshown_number", name=number)


def _unjudgeable(found: KeyFault, report: Report) -> BankFault:
    """What nothing can be judged against, at the character of its text where it is one."""
    told = report(found.path, "unusable_key", **found.values)
    if found.fault is None or found.path[-1] != "value":
        return told
    return lint_drawn.at_character(told, found.fault.start)


def _tolerance(key: Key, report: Report) -> Iterator[BankFault]:
    """Whether what is judged right is near the answer, and what is shown of it not another number."""
    if not isinstance(key, Number | Vector | Matrix):
        return
    values = {"decimals": key.decimals}
    if told := lint_drawn.admitting(key):
        yield report(("answer",), "tolerance_whole", "warning", **told)
    for value in cells(key):
        allowed = key.tolerance(value)
        if value and (rounded(value, key.decimals) == 0 or allowed >= abs(value)):
            code = "answer_zero" if allowed >= abs(value) else "answer_shown_zero"
            yield report(("answer",), "answer_zero", value=f"{value:g}", allowed=allowed, said=code, **values)
            return
    for value in cells(key):
        shown, allowed = in_decimals(value, key.decimals), key.tolerance(value)
        if is_tie(value, key.decimals):
            yield report(("answer",), "answer_tie", "warning", value=in_decimals(value), shown=shown, **values)
            return
        if not is_exact(value, key.decimals) and allowed >= _COARSE * abs(value):
            told = {"value": f"{value:g}", "shown": shown, "low": value - allowed, "high": value + allowed}
            yield report(("answer",), "answer_coarse", "warning", **told, **values)
            return


def _verified(answer: schema.Answer, report: Report) -> Iterator[BankFault]:
    """The second route of a fixed answer leads to the same value."""
    assert not isinstance(answer, schema.DrawnAnswer)
    if answer.kind in ("expression", "code"):
        verdict = answers.judge(fixed_key(answer), answer.verify)
        if verdict.outcome is Outcome.INVALID:
            assert verdict.fault is not None
            yield unreadable(report, ("answer", "verify"), verdict.fault)
        elif verdict.outcome is not Outcome.CORRECT:
            yield report(("answer", "verify"), "unverified", found=answer.verify, expected=answer.value)
        return
    values, routes = _flat(answer.value), _flat(answer.verify)
    if len(values) != len(routes):
        yield report(("answer", "verify"), "wrong_size")
        return
    paths = list(_paths(answer.verify, ("answer", "verify")))
    for value, route, path in zip(values, routes, paths, strict=True):
        found = _route(str(route), path, report)
        if isinstance(found, BankFault):
            yield found
            continue
        # A fixed value may be given rounded to the decimals that the stem asks for.
        allowed = 0.5 * 10.0**-answer.decimals if answer.kind in ("number", "vector", "matrix") else 0.0
        if abs(found - float(value)) > allowed * (1 + _AGREEMENT) + _AGREEMENT * abs(float(value)):
            yield report(path, "unverified", found=f"{found:g}", expected=str(value))


def _route(text: str, path: tuple[str | int, ...], report: Report) -> float | BankFault:
    """The number that a second route comes to, or what is wrong with it: as a learner writes it, or an expression as
    in a question that draws its numbers.
    """
    try:
        return answers.evaluate(text)
    except answers.Unreadable as error:
        unread = error
    try:
        tree = parse(text)
    except Unusable:
        return unreadable(report, path, unread.fault)
    try:
        with limited_to(Budget(lint_drawn.SECONDS, time.thread_time)):
            found = value_of(tree, {})
    except Unusable as error:
        if error.fault.code in ("unknown_name", "division_by_zero"):
            return unreadable(report, path, unread.fault)
        return lint_drawn.in_expression(report, path, error.fault)
    except Spent:
        return report(path, "unreadable_verify", reason="slow", reason_code="verify_slow", seconds=lint_drawn.SECONDS)
    if isinstance(found, bool | list):
        return report(path, "unreadable_verify", reason="not a number", reason_code="verify_not_number")
    return float(found)


def _fixed_mistakes(question: Asked, answer: schema.Answer, report: Report) -> Iterator[BankFault]:
    key = fixed_key(answer)
    for name, mistake in question.mistakes.items():
        assert mistake.value is not None
        text, path = mistake.value, ("mistakes", name, "value")
        if answer.kind not in ("expression", "code"):
            try:
                text = answers.write_value(key, mistake_value(key, mistake.value))
            except answers.UnusableKey as error:
                yield report(path, "mistake_unreadable", name=name, **fault_of(error, path).values)
                continue
        verdict = answers.judge(key, str(text))
        if verdict.outcome is Outcome.CORRECT:
            yield report(("mistakes", name), "mistake_is_right", name=name)
        elif verdict.fault is not None and verdict.outcome is Outcome.INVALID:
            yield report(path, "mistake_unreadable", name=name, **told_fault(verdict.fault))


def _flat(value: Sequence[Any] | float | str) -> list[float | str]:
    if isinstance(value, list):
        return [cell for part in value for cell in _flat(part)]
    assert isinstance(value, int | float | str)
    return [value]


def _paths(value: Sequence[Any] | float | str, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    """The path of each cell of a value."""
    if isinstance(value, list):
        for place, part in enumerate(value):
            yield from _paths(part, (*path, place))
    else:
        yield path


def unreadable(report: Report, path: tuple[str | int, ...], fault: Fault) -> BankFault:
    """A second route that can't be read, at its character."""
    return lint_drawn.at_character(report(path, "unreadable_verify", **told_fault(fault)), fault.start)
