"""The gate for questions with fresh numbers: the one of the built-in families, and its findings in an author's words.

For a question that draws its own numbers it also tells how often a draw is of no use, and why: a condition is false,
something has no value, a mistake is right as well. Each question has a budget of computing time; one that uses it up
is given up, with what was found so far and what was slow.
"""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from calculators.answers.keys import Expression, Key, Matrix, Number, Vector, allowance
from calculators.problems import Draw, Family, Problem, Redraw, find_family
from calculators.problems.problem import cells, distinguishable, flatten, near
from calculators.problems.stress import LEAST_ACCEPTANCE, Failure
from calculators.problems.stress import Report as Gate
from calculators.problems.stress import stress as gate
from quizapp.bank import drawn
from quizapp.bank.drawing import everything
from quizapp.bank.drawn import Misdrawn, NoValue
from quizapp.bank.expressions import ExpressionFault
from quizapp.bank.expressions.budget import Budget, Spent, limited_to
from quizapp.bank.faults import one_line
from quizapp.bank.schema import Asked, Question
from quizapp.text.messages import message
from quizapp.text.messages.bank import CATALOG

# What happens less often than this is not worth a condition.
_LEAST_SHARE = 0.01
_LEAST_SHARE_SAME = 0.2
# So few combinations of numbers are all looked at, to know how many variants there are.
_MOST_COMBINATIONS = 4_096
# Seconds of computing that a question has for so many seeds; more seeds have more in proportion.
SECONDS, SECONDS_ARE_FOR = 60.0, 300
# An expression that takes this share of the time is worth naming.
_MUCH_OF_THE_TIME = 0.25
# Rules that an author may waive with a reason, under `stress_…`.
WAIVABLE = frozenset({"stress_constant_guess", "stress_length", "stress_rank", "stress_values"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong over many seeds: `code` names the message, `values` fills it."""

    code: str
    severity: Literal["error", "warning"]
    values: Mapping[str, object] = field(default_factory=dict)

    def words(self, language: str) -> str:
        """What is wrong, in a language."""
        # A condition is there to be pasted: it is not cut short.
        cut = {name: value for name, value in self.values.items() if isinstance(value, str) and name != "condition"}
        values = {**self.values, **{name: one_line(value) for name, value in cut.items()}}
        if isinstance(fault := self.values.get("fault"), ExpressionFault):
            inner = {name: one_line(part) if isinstance(part, str) else part for name, part in fault.values.items()}
            values["reason"] = message(language, f"bank.expression_{fault.code}", **inner)
        # Where `where:` stands already, a line is added to its list.
        code = f"{self.code}_too" if self.values.get("listed") else self.code
        return message(language, f"bank.{code}", **values)


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
    question: Question,
    part: str = "",
    seeds: int = SECONDS_ARE_FOR,
    step: Callable[[], None] = lambda: None,
    seconds: float | None = None,
    clock: Callable[[], float] = time.thread_time,
) -> Report:
    """Hold a question (or a part of a set) against the gate. Raises ValueError where it draws no numbers.

    `step` is called `steps_of` times, and may stop it by an exception. After so many `seconds` of computing (`SECONDS`)
    it is given up with a finding `stress_budget`.
    """
    asked = question.asked(part)
    if not asked.parametric:
        raise ValueError(f"{question.id} draws no numbers")
    waived = {waiver.rule for waiver in question.waive}
    allowed = seconds if seconds is not None else SECONDS * max(1.0, seeds / SECONDS_ARE_FOR)
    with limited_to(Budget(allowed, clock)) as budget:
        run = _Run(asked, budget, seeds, step)
        try:
            report = run.report(question.id + (f"#{part}" if part else ""), question.topics, waived)
        except Misdrawn as error:
            return Report(0, 0, 0.0, (_misdrawn(error.path, error.fault),))
        except Spent:
            return Report(0, 0, 0.0, tuple(run.given_up()))
    kept = tuple(found for found in report.findings if found.code not in waived & WAIVABLE)
    return replace(report, findings=kept)


def steps_of(question: Question, part: str = "", seeds: int = 300) -> int:
    """How many steps `stress_question` takes."""
    return seeds * (2 if question.asked(part).given else 1)


def _misdrawn(path: drawn.Path, fault: ExpressionFault) -> Finding:
    return Finding("stress_no_value", "error", {"share": 1.0, "text": ".".join(map(str, path)), "fault": fault})


class _Run:
    """One question held against the gate within a budget; raises `Spent` where that does not last."""

    def __init__(self, asked: Asked, budget: Budget, seeds: int, step: Callable[[], None]) -> None:
        self._asked = asked
        self._budget = budget
        self._seeds = seeds
        self._tell = step
        self._wasted: _Wasted | None = None
        self._held = 0

    def report(self, name: str, topics: list[str], waived: set[str]) -> Report:
        """Everything that is found. Raises `Spent` or `Misdrawn`."""
        if self._asked.problem is not None:
            found = self._counted(find_family(self._asked.problem))
        else:
            program = drawn.compiled(self._asked)
            if program.faults:
                raise Misdrawn(*program.faults[0])
            self._wasted = _Wasted(self._asked, program)
            reason = "waived" if "stress_constant_guess" in waived else ""
            found = drawn.family(self._asked, name, topics, guessable=reason)
            for seed in range(self._seeds):
                self._step()
                self._wasted.look_at(Draw(name, seed, 0))
            found = replace(found, domain=_domain(self._asked, program))
        report = gate(found, self._seeds, step=self._gate_step)
        # The gate takes every exception of a draw for a failure, that of the budget too.
        self._budget.check()
        findings = [*_in_words(report), *(self._wasted.findings() if self._wasted is not None else ())]
        return Report(report.seeds, report.distinct, report.acceptance, tuple(findings))

    def given_up(self) -> Iterator[Finding]:
        """What is to say when the budget is used up: how far it came, what was slow, and what was found so far."""
        budget = self._budget
        values = {"seconds": budget.seconds, "held": self._held, "seeds": self._seeds, "draws": budget.draws}
        yield Finding("stress_budget", "error", values)
        path, taken = budget.slowest
        if taken >= _MUCH_OF_THE_TIME * budget.seconds:
            yield Finding(
                "stress_slowest", "warning", {"share": taken / budget.seconds, "text": _text(self._asked, path)}
            )
        if self._wasted is not None:
            yield from self._wasted.findings()

    def _counted(self, found: Family) -> Family:
        def draw(draw: Draw) -> Problem:
            self._budget.check()
            self._budget.draws += 1
            return found.draw(draw)

        return replace(found, draw=draw)

    def _step(self) -> None:
        self._tell()
        self._budget.check()

    def _gate_step(self) -> None:
        self._step()
        self._held += 1


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


class _Wasted:
    """How often the first draw of a seed is of no use, and why."""

    def __init__(self, asked: Asked, program: drawn.Program) -> None:
        self._asked = asked
        self._program = program
        self._seeds = 0
        self._reasons: Counter[tuple[drawn.Path, str]] = Counter()
        self._faults: dict[drawn.Path, ExpressionFault] = {}
        self._right: Counter[str] = Counter()
        self._same: Counter[tuple[str, str]] = Counter()
        self._key: Key | None = None

    def look_at(self, draw: Draw) -> None:
        """Count one draw. Raises `Misdrawn`, or `Spent` and has then counted nothing."""
        try:
            problem = self._program.draw(draw)
            confused = (
                []
                if isinstance(problem.answer, Expression)
                else list(_confused(problem.answer, self._program.wrong_values(problem.given)))
            )
        except NoValue as none:
            self._seeds += 1
            self._reasons[none.path, "no_value" if none.fault else "condition"] += 1
            if none.fault:
                self._faults[none.path] = none.fault
            return
        self._seeds += 1
        self._key = problem.answer
        for first, second in confused:
            if first:
                self._same[first, second] += 1
            else:
                self._right[second] += 1

    def findings(self) -> Iterator[Finding]:
        """What was counted, where it happens often enough to be worth a word."""
        seeds = max(self._seeds, 1)
        # Conditions that are each false in half of the draws may leave none together: then each of them is told.
        none_left = sum(self._reasons.values()) / seeds > 1 - LEAST_ACCEPTANCE
        for (path, code), count in self._reasons.most_common():
            if count / seeds >= _LEAST_SHARE:
                text = _text(self._asked, path)
                values: dict[str, object] = {"share": count / seeds, "text": text, "fault": self._faults.get(path)}
                # Half of the draws thrown away is what conditions are for; nearly all is not.
                if code == "no_value" or none_left or count / seeds > 0.5:
                    yield Finding(f"stress_{code}", "warning", values)
        for name, count in self._right.most_common():
            if count / seeds >= _LEAST_SHARE and self._key is not None:
                condition = _telling(self._asked, name, self._key)
                values = {"share": count / seeds, "name": name, "condition": condition}
                yield Finding("stress_mistake_right", "warning", values | {"listed": bool(self._asked.where)})
        for (first, name), count in self._same.most_common():
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


def _telling(asked: Asked, name: str, key: Key) -> str:
    """A condition that keeps a mistake apart from the answer: further than twice the tolerance of either."""
    wrong = " ".join(str(asked.mistakes[name].value).split())
    if not isinstance(key, Number | Vector | Matrix):
        return f"({wrong}) != answer"
    # With |w − a| > 2r/(1 − 2r)·|a| it is also larger than 2r·|w|.
    relative = math.ceil(2 * key.relative / (1 - 2 * key.relative) * 1000) / 1000
    least = f"{2 * allowance(0.0, key.decimals, key.relative, key.absolute):g}"
    if isinstance(key, Number):
        return f"abs(({wrong}) - answer) > max({relative:g}*abs(answer), {least})"
    return f"max(abs(({wrong}) - answer) - {relative:g}*abs(answer)) > {least}"


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
    if "acceptance" in by_rule:
        # That no numbers were found for a seed is said by the share of usable draws, and by the conditions.
        undrawn = [failure for failure in by_rule.get("no exception", []) if failure.detail.startswith("NoProblem:")]
        if undrawn == by_rule.get("no exception"):
            del by_rule["no exception"]
    for rule, failures in by_rule.items():
        share = len({failure.seed for failure in failures}) / report.seeds if failures[0].seed is not None else 1.0
        code = f"stress_{rule.replace(' ', '_')}"
        values: dict[str, object] = {"rule": rule, "share": share, "detail": failures[0].detail}
        if code == "stress_acceptance":
            values["share"] = report.acceptance
        yield Finding(code if code in CATALOG else "stress_rule", "error", values)
