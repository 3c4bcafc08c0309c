"""Lint of questions that draw their own numbers: expressions that can't be read or computed, told to the character.

A few seeds show what is wrong whatever the numbers; how often something is wrong, `quizapp bank stress` tells.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from calculators.answers import Outcome, judge, write
from calculators.answers.keys import Expression, Key, Matrix, Number, Vector
from calculators.problems import Draw, NoProblem, Problem
from calculators.problems.problem import MOST_ATTEMPTS, cells, flatten
from quizapp.bank import drawn, placeholders
from quizapp.bank.drawn import ANSWER, Misdrawn, NoValue, Path
from quizapp.bank.expressions import ExpressionFault, same
from quizapp.bank.expressions.budget import Budget, Spent, limited_to
from quizapp.bank.faults import BankFault
from quizapp.bank.lint_texts import asked_texts
from quizapp.bank.places import character_place
from quizapp.bank.schema import LANGUAGES, Asked
from quizapp.bank.sources import text_of

SEEDS = range(1, 13)
# A question that takes longer than this to be drawn for these seeds would keep its learners waiting, and its author at
# every key. Usual ones take a hundredth of it.
SECONDS = 1.0
# The second route may round otherwise; what differs more is another number.
_AGREEMENT = 1e-6
# More decimals than anybody reads.
_LONG = re.compile(r"\.\d{7}")

Report = Callable[..., BankFault]


def findings(asked: Asked, report: Report, clock: Callable[[], float] = time.thread_time) -> Iterator[BankFault]:
    """What is wrong with what is drawn and computed. By the `clock` it may take `SECONDS`."""
    program = drawn.compiled(asked)
    if program.faults:
        for path, fault in program.faults:
            yield in_expression(report, path, fault)
        return
    yield from _names(asked, program, report)
    with limited_to(Budget(SECONDS, clock)) as budget:
        try:
            found = list(_drawn(asked, report))
        except Spent:
            # Told at the expression that took the longest, where there is one.
            found = [
                report(budget.slowest[0] or ("given",), "slow_numbers", draws=budget.draws, seconds=budget.seconds)
            ]
    yield from found


def _drawn(asked: Asked, report: Report) -> Iterator[BankFault]:
    """What is wrong with a few variants. Raises `Spent`."""
    problems: list[Problem] = []
    for seed in SEEDS:
        try:
            problems.append(drawn.problem(asked, "lint", seed))
            unproven = _unproven(problems[-1])
        except Misdrawn as error:
            yield in_expression(report, error.path, error.fault)
            return
        except NoValue as error:
            # From the second route: for all else other numbers were drawn.
            if error.fault is not None:
                yield in_expression(report, error.path, error.fault)
            return
        except drawn.Unjudgeable as error:
            yield report(error.path, "unusable_key", **error.found.values)
            return
        except NoProblem:
            yield from _undrawn(asked, seed, report)
            return
        except placeholders.UnknownNumber as unknown:
            yield report(("steps",), "unknown_placeholder", name=unknown.args[0])
            return
        if unproven:
            yield report(("answer", "verify"), "unverified", found=unproven, expected=write(problems[-1].answer))
            return
    yield from _too_long(asked, problems, report)
    if told := all_admitting([problem.answer for problem in problems]):
        yield report(("answer",), "tolerance_whole", "warning", **told)
    met = {name for problem in problems for name in problem.mistakes}
    for name in asked.mistakes:
        if name not in met:
            yield report(("mistakes", name), "mistake_never", "warning", name=name)


def _too_long(asked: Asked, problems: list[Problem], report: Report) -> Iterator[BankFault]:
    """Numbers that texts show with more decimals than anybody reads."""
    program = drawn.compiled(asked)
    shown = [program.shown(problem.given, problem.answer) for problem in problems]
    told: set[str] = set()
    for path, text in asked_texts(asked):
        for language in LANGUAGES:
            for match in placeholders.PLACEHOLDER.finditer(text[language]):
                name = match.group(1)
                if match.group(2) is not None or name in told:
                    continue
                values = [placeholders.show(numbers[name]) for numbers in shown if name in numbers]
                if long := next(filter(_LONG.search, values), None):
                    told.add(name)
                    yield report((*path, language), "long_decimals", "warning", name=name, shown=long)


def _undrawn(asked: Asked, seed: int, report: Report) -> Iterator[BankFault]:
    """Why no numbers are found for a seed: an expression that mostly has no value, else conditions and mistakes."""
    program = drawn.compiled(asked)
    without: Counter[Path] = Counter()
    reasons: dict[Path, ExpressionFault] = {}
    keys: list[Key] = []
    for attempt in range(MOST_ATTEMPTS):
        try:
            keys.append(program.draw(Draw("lint", seed, attempt)).answer)
        except NoValue as error:
            if error.fault is not None:
                without[error.path] += 1
                reasons.setdefault(error.path, error.fault)
    if 2 * without.total() >= MOST_ATTEMPTS:
        path = without.most_common(1)[0][0]
        yield in_expression(report, path, reasons[path])
        return
    yield report(("given",), "undrawn_numbers", attempts=MOST_ATTEMPTS)
    if told := all_admitting(keys):
        yield report(("answer",), "tolerance_whole", "warning", **told)


def all_admitting(keys: Sequence[Key]) -> dict[str, Any] | None:
    """`admitting` of the first key that has it, where the numbers of all keys are whole."""
    if any(value != round(value) for key in keys for value in cells(key)):
        return None
    return next(filter(None, map(admitting, keys)), None)


def admitting(key: Key) -> dict[str, Any] | None:
    """The whole number of a key that another whole number may stand for, where all of its numbers are whole.

    `said` and `form` choose the words for a single number, which can be a count.
    """
    if not isinstance(key, Number | Vector | Matrix) or any(value != round(value) for value in cells(key)):
        return None
    for value in cells(key):
        if (allowed := key.tolerance(value)) >= 1:
            told: dict[str, Any] = {"value": value, "other": value + 1, "allowed": allowed}
            return told | {"said": "tolerance_whole_number", "form": "number"} if isinstance(key, Number) else told
    return None


def in_expression(report: Report, path: Path, fault: ExpressionFault) -> BankFault:
    """The fault at the line and column of the character that it is about."""
    values: dict[str, Any] = dict(fault.values)
    return at_character(report(path, f"expression_{fault.code}", **values), fault.start)


def at_character(found: BankFault, position: int) -> BankFault:
    """A finding of a text at the line and column of one of its characters."""
    source = text_of(found.file)
    if source is None:
        return found
    line, column = character_place(source, (found.line, found.column), position)
    return replace(found, line=line, column=column)


def _names(asked: Asked, program: drawn.Program, report: Report) -> Iterator[BankFault]:
    """Drawn numbers that no stem shows, and the answer shown in the stem."""
    used = {name for formula in _formulas(program) for name in drawn.names_in(formula.tree)}
    for language in LANGUAGES:
        shown = placeholders.names(asked.stem[language])
        if ANSWER in shown:
            yield report(("stem", language), "answer_shown")
        for name in sorted((set(asked.given) & used) - shown - _shown_by_let(program, shown)):
            yield report(("stem", language), "unshown_number", name=name)
    texts = [str(asked.answer.model_dump())] if asked.answer is not None else []
    for name in asked.given:
        if name not in used and not any(name in placeholders.names(text) for text in (*texts, *map(str, asked.stem))):
            yield report(("given", name), "given_unused", "warning", name=name)


def _shown_by_let(program: drawn.Program, shown: set[str]) -> set[str]:
    """Drawn numbers of which the stem shows what is computed from them (`{{percent}}` for a share)."""
    found: set[str] = set()
    for name, formula in reversed(program.let):
        if name in shown | found:
            found |= drawn.names_in(formula.tree)
    return found


def _formulas(program: drawn.Program) -> Iterator[drawn.Formula]:
    yield from (formula for _, formula in (*program.let, *program.mistakes, *program.steps))
    yield from program.where
    yield from (formula for formula in (program.answer, program.verify) if formula is not None)


def _unproven(problem: Problem) -> str:
    """What the second route gives where it is not the answer; else empty."""
    value = problem.check()
    key: Key = problem.answer
    if isinstance(key, Expression):
        return "" if judge(key, str(value)).outcome is Outcome.CORRECT else str(value)
    try:
        numbers = flatten(value)
    except TypeError:
        return str(value)
    right = cells(key)
    if len(numbers) == len(right) and all(map(_near, numbers, right)):
        return ""
    return ", ".join(f"{number:g}" for number in numbers)


def _near(first: float, second: float) -> bool:
    return same(first, second) or abs(first - second) <= _AGREEMENT * max(abs(first), abs(second), 1e-3)
