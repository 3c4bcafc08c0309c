"""The gate for questions with fresh numbers: the one of the built-in families, and its findings in an author's words.

For a question that draws its own numbers it also tells how often a draw is of no use, and why: a condition is false,
something has no value, a mistake is right as well. Each question has a budget of computing time; one that uses it up
is given up, with what was found so far and what was slow.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from calculators.problems import Draw, Family, Problem, Redraw, UnknownFamily, find_family
from calculators.problems.problem import distinguishable
from calculators.problems.stress import stress as gate
from quizapp.bank import drawn
from quizapp.bank.drawing import everything
from quizapp.bank.drawn import Misdrawn
from quizapp.bank.expressions.budget import Budget, Spent, limited_to
from quizapp.bank.families import near_families
from quizapp.bank.placeholders import UnknownNumber
from quizapp.bank.schema import Asked, Question
from quizapp.bank.stress_draws import Draws
from quizapp.bank.stress_findings import Finding, for_want_of_value, misdrawn, of_gate, text_at, unknown_number

__all__ = ["SECONDS", "SECONDS_ARE_FOR", "WAIVABLE", "Finding", "Report", "steps_of", "stress_question"]

# So few combinations of numbers are all looked at, to know how many variants there are.
_MOST_COMBINATIONS = 4_096
# Seconds of computing that a question has for so many seeds; more seeds have more in proportion. The first draws of as
# many seeds are looked at before the gate begins, so that there is something to say where it can't end.
SECONDS, SECONDS_ARE_FOR = 60.0, 300
# An expression that takes this share of the time is worth naming.
_MUCH_OF_THE_TIME = 0.25
# Of fewer draws no share is told where the time was too short for more.
_ENOUGH_FOR_SHARES = 20
# Rules that an author may waive with a reason, under `stress_…`.
WAIVABLE = frozenset({"stress_constant_guess", "stress_length", "stress_rank", "stress_values"})


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
            return Report(0, 0, 0.0, (misdrawn(asked, error.path, error.fault),))
        except UnknownNumber as error:
            return Report(0, 0, 0.0, (unknown_number(error),))
        except UnknownFamily as error:
            name = str(error.args[0])
            return Report(
                0, 0, 0.0, (Finding("unknown_family", "error", {"family": name, "near": near_families(name)}),)
            )
        except Spent:
            return Report(0, 0, 0.0, tuple(run.given_up()))
    kept = tuple(found for found in report.findings if found.code not in waived & WAIVABLE)
    return replace(report, findings=kept)


def steps_of(question: Question, part: str = "", seeds: int = 300) -> int:
    """How many steps `stress_question` takes."""
    return seeds + (min(seeds, SECONDS_ARE_FOR) if question.asked(part).given else 0)


class _Run:
    """One question held against the gate within a budget; raises `Spent` where that does not last."""

    def __init__(self, asked: Asked, budget: Budget, seeds: int, step: Callable[[], None]) -> None:
        self._asked = asked
        self._budget = budget
        self._seeds = seeds
        self._tell = step
        self._draws: Draws | None = None
        self._name = ""
        self._begun = 0

    def report(self, name: str, topics: list[str], waived: set[str]) -> Report:
        """Everything that is found. Raises `Spent` or `Misdrawn`."""
        if self._asked.problem is not None:
            found = self._counted(find_family(self._asked.problem))
        else:
            program = drawn.compiled(self._asked)
            if program.faults:
                raise Misdrawn(*program.faults[0])
            self._draws, self._name = Draws(self._asked, program), name
            reason = "waived" if "stress_constant_guess" in waived else ""
            found = drawn.family(self._asked, name, topics, guessable=reason)
            for seed in range(min(self._seeds, SECONDS_ARE_FOR)):
                self._step()
                self._draws.look_at(Draw(name, seed, 0))
            found = replace(found, domain=_domain(self._asked, program))
        report = gate(found, self._seeds, step=self._gate_step)
        # The gate takes every exception of a draw for a failure, that of the budget too.
        self._budget.check()
        told = of_gate(found, report, self._asked, waived)
        if self._draws is not None and self._draws.mostly_without_value:
            told = map(for_want_of_value, told)
        findings = [*told, *self._wasted()]
        return Report(report.seeds, report.distinct, report.acceptance, tuple(findings))

    def given_up(self) -> Iterator[Finding]:
        """What is to say when the budget is used up: how far it came, what was slow, and what was found so far."""
        budget, held = self._budget, max(self._begun - 1, 0)
        values = {"seconds": budget.seconds, "held": held, "seeds": self._seeds, "draws": budget.draws}
        form = "" if held else "none" if budget.draws else "begin"
        yield Finding("stress_budget", "error", values | {"form": form})
        path, taken = budget.slowest
        if taken >= _MUCH_OF_THE_TIME * budget.seconds:
            yield Finding(
                "stress_slowest", "warning", {"share": taken / budget.seconds, "text": text_at(self._asked, path)}
            )
        if budget.draws >= _ENOUGH_FOR_SHARES:
            yield from self._wasted()

    def _wasted(self) -> Iterator[Finding]:
        if self._draws is not None:
            yield from self._draws.findings()

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
        if self._draws is not None and self._begun >= SECONDS_ARE_FOR:
            self._draws.look_at(Draw(self._name, self._begun, 0))
        self._begun += 1


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
