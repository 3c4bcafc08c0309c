"""The gate for questions with fresh numbers: the one of the built-in families, and its findings in an author's words.

For a question that draws its own numbers it also tells how often a draw is of no use, and why: a condition is false,
something has no value, a mistake is right as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from calculators.answers.keys import Count, Expression, Key, Shape
from calculators.problems import Draw, Family, Problem, Redraw, find_family
from calculators.problems.problem import cells, distinguishable, flatten, near
from calculators.problems.stress import LEAST_ACCEPTANCE, Failure
from calculators.problems.stress import Report as Gate
from calculators.problems.stress import stress as gate
from quizapp.bank import drawn
from quizapp.bank.drawing import everything
from quizapp.bank.drawn import Misdrawn, NoValue
from quizapp.bank.expressions import ExpressionFault
from quizapp.bank.faults import one_line
from quizapp.bank.schema import Asked, Question
from quizapp.text.messages import message
from quizapp.text.messages.bank import CATALOG

# What happens less often than this is not worth a condition.
_LEAST_SHARE = 0.01
_LEAST_SHARE_SAME = 0.2
# So few combinations of numbers are all looked at, to know how many variants there are.
_MOST_COMBINATIONS = 4_096
# Rules that an author may waive with a reason, under `stress_…`.
WAIVABLE = frozenset(
    {"stress_constant_guess", "stress_distinct_variants", "stress_length", "stress_rank", "stress_values"}
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong over many seeds: `code` names the message, `values` fills it."""

    code: str
    severity: Literal["error", "warning"]
    values: Mapping[str, object] = field(default_factory=dict)

    def words(self, language: str) -> str:
        """What is wrong, in a language."""
        values = {name: one_line(value) if isinstance(value, str) else value for name, value in self.values.items()}
        if isinstance(fault := self.values.get("fault"), ExpressionFault):
            inner = {name: one_line(part) if isinstance(part, str) else part for name, part in fault.values.items()}
            values["reason"] = message(language, f"bank.expression_{fault.code}", **inner)
        return message(language, f"bank.{self.code}", **values)


@dataclass(frozen=True, slots=True)
class Report:
    """What the gate found: `distinct` variants among the seeds, the `acceptance` of what is drawn, and the findings."""

    seeds: int
    distinct: int
    acceptance: float
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing stands against asking the question."""
        return all(finding.severity == "warning" for finding in self.findings)


def stress_question(
    question: Question, part: str = "", seeds: int = 300, step: Callable[[], None] = lambda: None
) -> Report:
    """Hold a question (or a part of a set) against the gate. Raises ValueError where it draws no numbers.

    `step` is called `steps_of` times, and may stop it by an exception.
    """
    asked = question.asked(part)
    waived = {waiver.rule for waiver in question.waive}
    if asked.problem is not None:
        found = find_family(asked.problem)
        wasted: list[Finding] = []
    elif asked.given:
        name = question.id + (f"#{part}" if part else "")
        program = drawn.compiled(asked)
        if program.faults:
            path, fault = program.faults[0]
            return Report(0, 0, 0.0, (_misdrawn(path, fault),))
        reason = "waived" if "stress_constant_guess" in waived else ""
        try:
            found = drawn.family(asked, name, question.topics, guessable=reason, domain=_domain(asked, program))
            wasted = list(_wasted(asked, program, found, seeds, step))
        except Misdrawn as error:
            return Report(0, 0, 0.0, (_misdrawn(error.path, error.fault),))
    else:
        raise ValueError(f"{question.id} draws no numbers")
    report = gate(found, seeds, step=step)
    findings = [*_in_words(report), *wasted]
    kept = tuple(found for found in findings if found.code not in waived & WAIVABLE)
    return Report(report.seeds, report.distinct, report.acceptance, kept)


def steps_of(question: Question, part: str = "", seeds: int = 300) -> int:
    """How many steps `stress_question` takes."""
    return seeds * (2 if question.asked(part).given else 1)


def _misdrawn(path: drawn.Path, fault: ExpressionFault) -> Finding:
    return Finding("stress_no_value", "error", {"share": 1.0, "text": ".".join(map(str, path)), "fault": fault})


def _domain(asked: Asked, program: drawn.Program) -> int | None:
    """How many variants there are, where they can be counted."""
    combinations = everything(asked, _MOST_COMBINATIONS)
    if combinations is None:
        return None
    usable = 0
    for given in combinations:
        try:
            usable += distinguishable(program.solve(given))
        except Redraw:
            continue
    return usable


def _wasted(
    asked: Asked, program: drawn.Program, found: Family, seeds: int, step: Callable[[], None]
) -> Iterator[Finding]:
    """How often the first draw of a seed is of no use, and why."""
    reasons: Counter[tuple[drawn.Path, str]] = Counter()
    faults: dict[drawn.Path, ExpressionFault] = {}
    right: Counter[str] = Counter()
    same: Counter[tuple[str, str]] = Counter()
    for seed in range(seeds):
        step()
        try:
            problem = program.draw(Draw(found.name, seed, 0))
        except NoValue as none:
            reasons[none.path, "no_value" if none.fault else "condition"] += 1
            if none.fault:
                faults[none.path] = none.fault
            continue
        if isinstance(problem.answer, Expression):
            continue
        for first, second in _confused(problem.answer, program.wrong_values(problem.given)):
            if first:
                same[first, second] += 1
            else:
                right[second] += 1
    # Conditions that are each false in half of the draws may leave none together: then each of them is told.
    none_left = sum(reasons.values()) / seeds > 1 - LEAST_ACCEPTANCE
    for (path, code), count in reasons.most_common():
        if count / seeds >= _LEAST_SHARE:
            values: dict[str, object] = {"share": count / seeds, "text": _text(asked, path), "fault": faults.get(path)}
            # Half of the draws thrown away is what conditions are for; nearly all is not.
            if code == "no_value" or none_left or count / seeds > 0.5:
                yield Finding(f"stress_{code}", "warning", values)
    for name, count in right.most_common():
        if count / seeds >= _LEAST_SHARE:
            condition = _telling(asked, name, problem)
            yield Finding(
                "stress_mistake_right", "warning", {"share": count / seeds, "name": name, "condition": condition}
            )
    for (first, name), count in same.most_common():
        if count / seeds >= _LEAST_SHARE_SAME:
            yield Finding("stress_mistakes_same", "warning", {"share": count / seeds, "first": first, "name": name})


def _confused(key: Key, mistakes: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Pairs of what can't be told apart: ("", mistake) for the key and a mistake, else two mistakes."""
    seen = [("", cells(key))]
    for name, value in mistakes.items():
        numbers = flatten(value)
        for first, other in seen:
            if len(other) == len(numbers) and near(key, numbers, other):
                yield first, name
        seen.append((name, numbers))


def _telling(asked: Asked, name: str, problem: Problem) -> str:
    """A condition that keeps a mistake apart from the answer."""
    wrong = str(asked.mistakes[name].value)
    if isinstance(problem.answer, Count | Shape):
        return f"({wrong}) != answer"
    return f"abs(({wrong}) - answer) > 0.02*abs(answer)"


def _text(asked: Asked, path: drawn.Path) -> str:
    """The expression at a path, as its author wrote it."""
    value: Any = asked.model_dump()
    for name in path:
        value = value[name]
    return str(value)


def _in_words(report: Gate) -> Iterator[Finding]:
    """The failures of the gate, one for each rule."""
    by_rule: dict[str, list[Failure]] = {}
    for failure in report.failures:
        by_rule.setdefault(failure.rule, []).append(failure)
    for rule, failures in by_rule.items():
        share = len({failure.seed for failure in failures}) / report.seeds if failures[0].seed is not None else 1.0
        code = f"stress_{rule.replace(' ', '_')}"
        values: dict[str, object] = {"rule": rule, "share": share, "detail": failures[0].detail}
        if code == "stress_acceptance":
            values["share"] = report.acceptance
        yield Finding(code if code in CATALOG else "stress_rule", "error", values)
