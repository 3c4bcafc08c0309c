"""What must hold of one drawn problem: the rules of the gate for a single seed."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from calculators.answers import judge, key_tex, write, write_value
from calculators.answers.keys import Count, Expression, Key, Matrix, Number, Shape, Vector
from calculators.answers.verdict import Outcome
from calculators.problems.problem import Family, Given, Problem, Value, cells, distinguishable, draw_counted, flatten
from calculators.problems.values import impossible

MOST_DECIMALS_SHOWN = 4
MOST_DIGITS_SHOWN = 6
MOST_NUMBERS_SHOWN = 64
LARGEST_NUMBER = 1e6
LARGEST_COUNT = 1e12
CAREFUL = "careful learner"
NONSENSE = ("", "??", "import os", "1 +", "[1, [2]")


def faults(found: Family, seed: int, problem: Problem) -> Iterator[tuple[str, str]]:
    """(rule, detail) of each rule that one drawn problem breaks."""
    again, _ = draw_counted(found, seed)
    if (again.given, again.answer, again.steps, again.mistakes) != (
        problem.given,
        problem.answer,
        problem.steps,
        problem.mistakes,
    ):
        yield "the same again", "the seed drew another problem the second time"
    for name, value in problem.given.items():
        for detail in _unplain(value):
            yield "plain values", f"given {name}: {detail}"
    yield from _too_much(problem.given)
    for name, wrong in [("answer", _value(problem.answer)), *problem.mistakes.items()]:
        for detail in _unplain_value(wrong):
            yield "plain values", f"{name}: {detail}"
    yield from _unreadable(problem.answer)
    yield from _second_route(found, problem)
    yield from _last_step(problem)
    yield from _two_signs(problem)
    yield from _judged(problem)
    yield from _rounded_on_the_way(found, problem)


def _unplain(value: Given) -> Iterator[str]:
    """Why a drawn value can't be shown and stored as it is: only int, float, str and lists of them are plain."""
    if isinstance(value, list | tuple):
        if not value:
            yield "an empty list"
        for part in value:
            yield from _unplain(part)
    elif type(value) is float:
        if not math.isfinite(value):
            yield f"{value} is not finite"
        elif (exponent := Decimal(repr(value)).as_tuple().exponent) and int(exponent) < -MOST_DECIMALS_SHOWN:
            yield f"{value!r} has more than {MOST_DECIMALS_SHOWN} decimals"
        elif value == 0 and math.copysign(1, value) < 0:
            yield "minus zero"
        elif abs(value) >= LARGEST_NUMBER:
            yield f"{value} is too long to read"
    elif type(value) not in (int, str):
        yield f"{value!r} is a {type(value).__name__}"


def _too_much(given: Mapping[str, Given]) -> Iterator[tuple[str, str]]:
    """More numbers, or longer ones, than a person copies into a pocket calculator."""
    numbers = [number for value in given.values() for number in _numbers(value)]
    if len(numbers) > MOST_NUMBERS_SHOWN:
        yield "readable numbers", f"{len(numbers)} numbers are shown"
    for number in numbers:
        if math.isfinite(number) and len(Decimal(repr(number)).normalize().as_tuple().digits) > MOST_DIGITS_SHOWN:
            yield "readable numbers", f"{number} has more than {MOST_DIGITS_SHOWN} digits"


def _numbers(value: Given) -> Iterator[float]:
    if type(value) in (int, float):
        yield value  # type: ignore[misc]  # mypy does not follow type()
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _numbers(part)


def _unplain_value(value: Value) -> Iterator[str]:
    """Why the value of the key or of a mistake is not one of plain finite numbers or a formula."""
    if isinstance(value, list | tuple):
        for part in value:
            yield from _unplain_value(part)
    elif type(value) not in (int, float, str):
        yield f"{value!r} is a {type(value).__name__}"
    elif isinstance(value, int | float) and not math.isfinite(value):
        yield f"{value} is not finite"


def _unreadable(key: Key) -> Iterator[tuple[str, str]]:
    """An answer that is too large to read, or that prints as 0 without being 0."""
    largest = LARGEST_COUNT if isinstance(key, Count | Shape) else LARGEST_NUMBER
    for value in cells(key):
        if abs(value) > largest:
            yield "readable answer", f"{value} is too large"
        elif isinstance(key, Number | Vector | Matrix) and 0 < abs(value) < 10.0**-key.decimals:
            yield "readable answer", f"{value} shows as 0 in {key.decimals} decimals"


def solution_faults(found: Family, problem: Problem) -> Iterator[tuple[str, str]]:
    """What makes a solution untrue, for numbers that no draw has passed: the second route disagrees, the last step
    doesn't end in the key, or a value is not finite.
    """
    for detail in _unplain_value(_value(problem.answer)):
        yield "plain values", detail
        return
    yield from _second_route(found, problem)
    yield from _last_step(problem)


def _second_route(found: Family, problem: Problem) -> Iterator[tuple[str, str]]:
    value = problem.check()
    if isinstance(problem.answer, Expression):
        if not isinstance(value, str) or judge(problem.answer, value, {}).outcome is not Outcome.CORRECT:
            yield "second route", f"{value} is not {problem.answer.text}"
        return
    key, other = cells(problem.answer), flatten(value)
    if len(key) != len(other) or not all(
        math.isclose(a, b, rel_tol=found.precision, abs_tol=found.precision * 1e-3)
        for a, b in zip(key, other, strict=True)
    ):
        yield "second route", f"{other} is not {key}"


_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")


def _last_step(problem: Problem) -> Iterator[tuple[str, str]]:
    """The last step must end, after its last sign of equality, in the key's numbers and no others."""
    if not problem.steps:
        yield "last step", "there are no steps"
        return
    last = problem.steps[-1].tex
    if isinstance(problem.answer, Expression):
        if key_tex(problem.answer) not in last:
            yield "last step", f"{last} does not contain {key_tex(problem.answer)}"
        return
    end = re.split(r"=|\\approx", last)[-1].replace("{,}", "")
    shown = [float(text) for text in _NUMBER.findall(end)]
    key = cells(problem.answer)
    unit = 10.0**-problem.answer.decimals if isinstance(problem.answer, Number | Vector | Matrix) else 0.0
    if len(shown) != len(key) or any(abs(a - b) > 0.5001 * unit for a, b in zip(shown, key, strict=True)):
        yield "last step", f"{last} does not end in {key}"


_TWO_SIGNS = re.compile(r"[-+]\s*[-+]|(?:\\times|\\cdot|/)\s*-")


def _two_signs(problem: Problem) -> Iterator[tuple[str, str]]:
    """A negative number behind an operator stands in parentheses: 3 - (-2), not 3 - -2."""
    for step in problem.steps:
        if found := _TWO_SIGNS.search(step.tex):
            yield "two signs", f"{step.name}: {step.tex[max(0, found.start() - 20) : found.end() + 10]}"


def _judged(problem: Problem) -> Iterator[tuple[str, str]]:
    """Right, wrong and unreadable answers must come back as such, a mistake under its own name."""
    key, mistakes = problem.answer, problem.mistakes
    verdict = judge(key, write(key), mistakes)
    if verdict.outcome is not Outcome.CORRECT:
        yield "right answer", f"{write(key)!r} is judged {verdict.outcome}"
    if not distinguishable(problem):
        yield "mistakes apart", "a mistake is within twice the tolerance of the key or of another mistake"
    for name, value in mistakes.items():
        typed = write_value(key, value)
        verdict = judge(key, typed, mistakes)
        if verdict.outcome not in (Outcome.WRONG, Outcome.PARTIAL):
            yield "mistakes wrong", f"{name}: {typed!r} is judged {verdict.outcome}"
        elif verdict.mistake != name:
            yield "mistakes traced", f"{name}: {typed!r} is traced to {verdict.mistake}"
    for text in NONSENSE:
        outcome = judge(key, text, mistakes).outcome
        if outcome is not Outcome.INVALID:
            yield "nonsense invalid", f"{text!r} is judged {outcome}"


def value_faults(found: Family, problem: Problem, offered: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    """The key, or one of the wrong choices beside it, is no value that the family says its answers have.

    The choices are held against the declaration also where they were made by it.
    """
    if found.values is None:
        return
    key = problem.answer.text if isinstance(problem.answer, Expression) else problem.answer
    for name, value in [("the key", key), *offered.items()]:
        if why := impossible(found.values, problem.answer, value):
            yield "possible values", f"{name}: {why}"


def _value(key: Key) -> Value:
    return key.text if isinstance(key, Expression) else list(cells(key))


def _rounded_on_the_way(found: Family, problem: Problem) -> Iterator[tuple[str, str]]:
    """A learner who rounds every intermediate result, and then the answer, must be judged correct."""
    if problem.solve is None:
        return
    typed = write_value(problem.answer, problem.solve(lambda value: round(value, found.carried)))
    outcome = judge(problem.answer, typed, {}).outcome
    if outcome is not Outcome.CORRECT:
        yield CAREFUL, f"{typed!r}, with {found.carried} decimals on the way, is judged {outcome}"
