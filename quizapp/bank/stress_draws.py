"""How often a draw of a question's own numbers is of no use, and why; and the conditions that would keep it away.

A condition is false, something has no value, or a mistake comes to the same as the answer or as another mistake.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from calculators.answers.decimals import is_tie
from calculators.answers.keys import Expression, Key, Matrix, Number, Vector, allowance
from calculators.problems import Draw
from calculators.problems.problem import cells, flatten, near
from calculators.problems.stress import LEAST_ACCEPTANCE
from quizapp.bank.drawn import NoKey, NoValue, Path, Program
from quizapp.bank.editing import scalar_text
from quizapp.bank.expressions import ExpressionFault
from quizapp.bank.judgeable import KeyFault
from quizapp.bank.lint_drawn import admitting
from quizapp.bank.schema import Asked
from quizapp.bank.schema_drawn import MOST_CONDITIONS, MOST_IN_FORMULA
from quizapp.bank.stress_findings import Finding, text_at

# What happens less often than this is not worth a condition.
_LEAST_SHARE = 0.01
# Half of the draws thrown away is what conditions are for; more than this is not.
_MUCH_THROWN_AWAY = 0.75
_LEAST_SHARE_SAME = 0.2
# So many answers in the middle between two roundings: more than chance makes of the last digit that is dropped.
_MOST_TIES = 0.05
# A mistake that is right as often as this is no mistake: what is left after a condition would be too little.
_NEARLY_ALWAYS = 0.9


class Draws:
    """Counts the first draws of seeds, and tells what is wrong with them."""

    def __init__(self, asked: Asked, program: Program) -> None:
        self._asked = asked
        self._program = program
        self._seeds = 0
        self._reasons: Counter[tuple[Path, str]] = Counter()
        self._faults: dict[Path, ExpressionFault | KeyFault] = {}
        self._right: Counter[str] = Counter()
        self._same: Counter[tuple[str, str]] = Counter()
        self._key: Key | None = None
        self._ties = 0
        # A whole number that others may stand for, which counts where all answers are whole.
        self._all_whole = True
        self._admitting: dict[str, Any] | None = None

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
            code = "no_value" if none.fault else "no_key" if isinstance(none, NoKey) else "condition"
            self._reasons[none.path, code] += 1
            if fault := none.found if isinstance(none, NoKey) else none.fault:
                self._faults[none.path] = fault
            return
        self._seeds += 1
        self._key = key = problem.answer
        self._all_whole = self._all_whole and all(value == round(value) for value in cells(key))
        self._admitting = self._admitting or admitting(key)
        if isinstance(key, Number | Vector | Matrix):
            self._ties += any(is_tie(value, key.decimals) for value in cells(key))
        right = {second for first, second in confused if not first}
        self._right.update(right)
        # Two that are both right are told as that.
        self._same.update(pair for pair in confused if pair[0] and not right.issuperset(pair))

    @property
    def mostly_without_value(self) -> bool:
        """Whether most of the draws that are of no use are so because an expression has no value."""
        without = sum(count for (_, code), count in self._reasons.items() if code == "no_value")
        return 2 * without > self._seeds > 0

    def findings(self) -> Iterator[Finding]:
        """What was counted, where it happens often enough to be worth a word."""
        seeds = max(self._seeds, 1)
        # Conditions that are each false in half of the draws may leave none together: then each of them is told.
        none_left = sum(self._reasons.values()) / seeds > 1 - LEAST_ACCEPTANCE
        for (path, code), count in self._reasons.most_common():
            worth_a_word = code != "condition" or none_left or count / seeds > _MUCH_THROWN_AWAY
            if worth_a_word and count / seeds >= _LEAST_SHARE:
                values = {"share": count / seeds, "text": text_at(self._asked, path), "fault": self._faults.get(path)}
                if code != "condition" and count == seeds:
                    # No condition keeps all numbers away.
                    values["form"] = "always"
                yield Finding(f"stress_{code}", "warning", values)
        usable = max(seeds - sum(self._reasons.values()), 1)
        told = [name for name, count in self._right.most_common() if count / seeds >= _LEAST_SHARE]
        avoidable = []
        whole = self._admitting if told and self._all_whole else None
        if whole is not None:
            yield Finding("stress_tolerance_whole", "warning", whole)
        for name in told:
            always = self._right[name] / usable > _NEARLY_ALWAYS
            avoidable += [] if always else [name]
            text = text_at(self._asked, ("mistakes", name, "value"))
            share = {"share": self._right[name] / (usable if always else seeds), "form": "always" if always else ""}
            yield Finding("stress_mistake_right", "warning", share | {"name": name, "text": text})
        # Where the tolerance is the cause, conditions are no remedy.
        if avoidable and self._key is not None and whole is None:
            yield from self._where(avoidable, self._key)
        if self._ties / usable > _MOST_TIES:
            yield Finding("stress_tie", "warning", {"share": self._ties / usable, **self._rounding()})
        for (first, name), count in self._same.most_common():
            if count / seeds >= _LEAST_SHARE_SAME:
                yield Finding("stress_mistakes_same", "warning", {"share": count / seeds, "first": first, "name": name})

    def _rounding(self) -> dict[str, object]:
        """How many decimals the answer has, and how the file says it."""
        assert isinstance(self._key, Number | Vector | Matrix)
        return {"decimals": self._key.decimals, "form": "" if self._key.padded else "default"}

    def _where(self, names: list[str], key: Key) -> Iterator[Finding]:
        """The whole of `where:` with what keeps these mistakes apart from the answer, to be pasted."""
        before = [" ".join(condition.split()) for condition in self._asked.where]
        conditions = _within(
            [*before, *dict.fromkeys(telling(self._asked, name, key) for name in names)], MOST_CONDITIONS
        )
        if any(len(condition) > MOST_IN_FORMULA for condition in conditions):
            yield Finding("stress_where", "warning", {"form": "long"})
            return
        block = "\n".join(["where:", *(f"  - {scalar_text(condition)}" for condition in conditions)])
        yield Finding("stress_where", "warning", {"block": block, "form": "" if before else "new"})


def _within(conditions: list[str], most: int) -> list[str]:
    """As many conditions as a file may have: the last ones are joined."""
    if len(conditions) <= most:
        return conditions
    return [*conditions[: most - 1], " and ".join(f"({condition})" for condition in conditions[most - 1 :])]


def _confused(key: Key, mistakes: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Pairs of what can't be told apart: ("", mistake) for the key and a mistake, else two mistakes."""
    seen = [("", cells(key))]
    for name, value in mistakes.items():
        numbers = flatten(value)
        for first, other in seen:
            if len(other) == len(numbers) and near(key, numbers, other):
                yield first, name
        seen.append((name, numbers))


def telling(asked: Asked, name: str, key: Key) -> str:
    """A condition that keeps a mistake apart from the answer: further than twice the tolerance of either."""
    wrong = text_at(asked, ("mistakes", name, "value"))
    if not isinstance(key, Number | Vector | Matrix):
        return f"({wrong}) != answer"
    # With |w − a| > 2r/(1 − 2r)·|a| it is also larger than 2r·|w|.
    relative = math.ceil(2 * key.relative / (1 - 2 * key.relative) * 1000) / 1000
    least = f"{2 * allowance(0.0, key.decimals, key.relative, key.absolute):g}"
    if isinstance(key, Number):
        return f"abs(({wrong}) - answer) > max({relative:g}*abs(answer), {least})"
    return f"max(abs(({wrong}) - answer) - {relative:g}*abs(answer)) > {least}"
