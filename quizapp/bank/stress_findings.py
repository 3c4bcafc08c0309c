"""What the gate finds, in words for whoever wrote the question: what was drawn, what came of it, and what to change.

The gate of the families tells programmers which rule failed at which seed. Here the problem of that seed is looked at
again, for the numbers that an author has to see.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from calculators.answers import judge, key_tex, write, write_value
from calculators.answers.keys import Count, Expression, Shape
from calculators.answers.verdict import Outcome
from calculators.problems import Family, Problem
from calculators.problems.problem import MOST_ATTEMPTS, cells, draw_counted
from calculators.problems.rules import (
    LARGEST_COUNT,
    LARGEST_NUMBER,
    MOST_DECIMALS_SHOWN,
    MOST_DIGITS_SHOWN,
    MOST_NUMBERS_SHOWN,
    faults,
)
from calculators.problems.stress import MOST_BY_LENGTH, Failure
from calculators.problems.stress import Report as Gate
from quizapp.bank.drawn import Misdrawn, NoKey, NoValue, Path
from quizapp.bank.expressions import ExpressionFault
from quizapp.bank.faults import answer_reason, one_line
from quizapp.bank.judgeable import KeyFault
from quizapp.bank.placeholders import UnknownNumber
from quizapp.bank.schema import Asked
from quizapp.bank.unaskable import expression_reason
from quizapp.text.messages import message

# Of drawn numbers that are shown as an example: a table of 64 numbers would hide what is said about them.
_LONGEST_EXAMPLE = 100


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong over many seeds: `code` names the message, `values` fills it.

    `form` among the values chooses between messages of one code. `block` is there to be pasted as it stands.
    """

    code: str
    severity: Literal["error", "warning"]
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def block(self) -> str:
        """What is to be put into the file, whole lines; "" where that is for the author to think of."""
        return str(self.values.get("block", ""))

    def sentence(self, language: str) -> str:
        """What is wrong, in a language, on one line."""
        values = {name: one_line(value) if isinstance(value, str) else value for name, value in self.values.items()}
        if isinstance(fault := self.values.get("fault"), ExpressionFault):
            values["reason"] = expression_reason(language, fault)
        elif isinstance(fault, KeyFault) and fault.fault is not None:
            values |= {"reason": answer_reason(language, fault.values), "form": "unreadable"}
        if isinstance(share := self.values.get("share"), float):
            values["share"] = share_words(share, language)
        form = values.get("form")
        return message(language, f"bank.{self.code}_{form}" if form else f"bank.{self.code}", **values)

    def words(self, language: str) -> str:
        """The sentence, and below it what is to be pasted."""
        return f"{self.sentence(language)}\n{self.block}" if self.block else self.sentence(language)


def share_words(share: float, language: str) -> str:
    """A share in percent, which is 0 % or 100 % only where it is that."""
    if 0 < share < 0.01:
        return message(language, "bank.share_under", share=0.01)
    if 0.99 < share < 1:
        return message(language, "bank.share_over", share=0.99)
    return f"{share:.0%}"


def text_at(asked: Asked, path: Path) -> str:
    """The expression at a path, as its author wrote it."""
    value: Any = asked.model_dump()
    for name in path:
        value = value[name]
    return " ".join(str(value).split())


def misdrawn(asked: Asked, path: Path, fault: ExpressionFault) -> Finding:
    """An expression that can't be computed, or a number that can't have its name, whatever is drawn."""
    text = str(path[-1]) if path[0] == "given" else text_at(asked, path)
    return Finding("stress_expression", "error", {"text": text, "fault": fault})


def unknown_number(error: UnknownNumber) -> Finding:
    """A formula that shows a number that nothing draws."""
    return Finding("unknown_placeholder", "error", {"name": str(error.args[0])})


def of_gate(found: Family, report: Gate, asked: Asked, waived: set[str]) -> Iterator[Finding]:
    """The failures of the gate, one for each rule."""
    by_rule: dict[str, list[Failure]] = {}
    for failure in report.failures:
        by_rule.setdefault(failure.rule, []).append(failure)
    if asked.problem is not None:
        # A family is the program's own: nothing in the question file would mend it.
        if kept := [failure for rule, of in by_rule.items() if _code(rule) not in waived for failure in of]:
            yield Finding("stress_family", "error", {"family": found.name, "share": _share(kept, report)})
        return
    if not report.distinct:
        by_rule.pop("distinct variants", None)
    if "acceptance" in by_rule:
        # That no numbers were found for a seed is said by the share of usable draws, and by the conditions.
        undrawn = [failure for failure in by_rule.get("no exception", []) if failure.detail.startswith("NoProblem:")]
        if undrawn == by_rule.get("no exception"):
            by_rule.pop("no exception", None)
    for rule, failures in by_rule.items():
        share: dict[str, object] = {"share": _share(failures, report)}
        if rule == "no exception":
            yield from _exceptions(found, failures, report, asked)
            continue
        detail, seed = failures[0].detail, failures[0].seed
        if seed is None:
            values = _overall(rule, detail, report)
        else:
            problem, _ = draw_counted(found, seed)
            values = _example(rule, detail, problem, asked)
            share |= {"given": given_words(problem)}
        # A rule that no question file can break, as far as is known, is told as the program's own.
        told, values = (_code(rule), values) if values else ("stress_rule", {"rule": rule, "detail": detail})
        yield Finding(told, "error", {**share, **values})


def for_want_of_value(found: Finding) -> Finding:
    """That too few draws are of use, where it is for want of a value and not for conditions and mistakes."""
    if found.code != "stress_acceptance":
        return found
    return replace(found, code="stress_acceptance_no_value")


def _code(rule: str) -> str:
    return f"stress_{rule.replace(' ', '_')}"


def _share(failures: list[Failure], report: Gate) -> float:
    seeds = {failure.seed for failure in failures if failure.seed is not None}
    return len(seeds) / report.seeds if seeds else 1.0


def given_words(problem: Problem) -> str:
    """The drawn numbers: `n = 32, k = 3`."""
    words = ", ".join(f"{name} = {_plain(value)}" for name, value in problem.given.items())
    return words if len(words) <= _LONGEST_EXAMPLE else words[: _LONGEST_EXAMPLE - 1] + "…"


def _plain(value: Any, digits: int = 6) -> str:
    """A number as one writes it, or a list of them in brackets; no tuple and no type of Python's."""
    if isinstance(value, int | float):
        return f"{value:.{digits}g}" if abs(value) < 1e15 and value != int(value) else f"{value:.15g}"
    if isinstance(value, str):
        return value
    return f"[{', '.join(_plain(part, digits) for part in value)}]"


def _overall(rule: str, detail: str, report: Gate) -> Mapping[str, object]:
    """What is to be said of a rule that is broken over all draws; nothing where it has no words."""
    match rule:
        case "distinct variants":
            return {"distinct": report.distinct, "seeds": report.seeds}
        case "constant guess":
            guess, _, right = detail.partition(" is right in ")
            return {"guess": guess, "share": float(right.partition("%")[0]) / 100}
        case "rank":
            return {"ranks": ", ".join(map(str, report.rank))}
        case "length":
            longest = report.longest > MOST_BY_LENGTH
            share = report.longest if longest else report.shortest
            return {"form": "" if longest else "shortest", "share": share}
        case "acceptance":
            # Rounded down: what is too little does not read as enough.
            usable = math.floor(report.acceptance * 1000) / 1000
            return {"usable": max(usable, 0.001), "form": "" if report.acceptance else "none"}
        case "values":
            return {"form": ""}
    return {}


def _example(rule: str, detail: str, problem: Problem, asked: Asked) -> Mapping[str, object]:
    """What is to be said of a rule that is broken at one seed, by its problem; nothing where it has no words."""
    key = problem.answer
    name = detail.partition(": ")[0]
    match rule:
        case "second route":
            other = problem.check()
            right = key.text if isinstance(key, Expression) else _alone(cells(key))
            digits = 6 if _plain(_alone(other)) != _plain(right) else 15
            return {"answer": _plain(right, digits), "other": _plain(_alone(other), digits)}
        case "last step":
            last = problem.steps[-1]
            formula = isinstance(key, Expression)
            answer = key_tex(key) if formula else write(key)
            return {"name": last.name, "tex": last.tex, "answer": answer, "form": "formula" if formula else ""}
        case "two signs":
            return {"name": name, "tex": detail.partition(": ")[2]}
        case "readable answer":
            most = LARGEST_COUNT if isinstance(key, Count | Shape) else LARGEST_NUMBER
            if large := [value for value in cells(key) if abs(value) > most]:
                return {"form": "large", "value": _plain(large[0])}
            decimals = getattr(key, "decimals", 0)
            small = next(value for value in cells(key) if 0 < abs(value) < 10.0**-decimals)
            return {"form": "zero", "value": _plain(small), "decimals": decimals}
        case "readable numbers":
            numbers = list(_numbers(problem.given))
            if len(numbers) > MOST_NUMBERS_SHOWN:
                return {"form": "many", "count": len(numbers), "most": MOST_NUMBERS_SHOWN}
            return {"form": "long", "value": detail.partition(" ")[0], "most": MOST_DIGITS_SHOWN}
        case "plain values":
            return _unplain(detail)
        case "right answer":
            return {"answer": write(key)}
        case "mistakes wrong" | "mistakes traced" if name in problem.mistakes:
            typed = write_value(key, problem.mistakes[name])
            verdict = judge(key, typed, problem.mistakes)
            told = {"name": name, "value": typed, "other": verdict.mistake or "-"}
            if rule == "mistakes wrong":
                return told | {"form": "right" if verdict.outcome is Outcome.CORRECT else ""}
            return told | {"form": "" if verdict.mistake else "none"}
        case "possible values":
            values = str(getattr(asked.answer, "values", ""))
            offered = name != "the key"
            return {"answer": write(key), "allowed": values, "form": "choice" if offered else ""}
    return {}


def _alone(value: Any) -> Any:
    """A list of one number as that number."""
    return value[0] if isinstance(value, list | tuple) and len(value) == 1 else value


def _numbers(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for part in value:
            yield from _numbers(part)
    else:
        yield value


def _unplain(detail: str) -> dict[str, object]:
    """What is wrong with a drawn number that can't be shown as it is."""
    name, _, said = detail.removeprefix("given ").partition(": ")
    if not detail.startswith("given "):
        return {}
    if said.endswith(f"more than {MOST_DECIMALS_SHOWN} decimals"):
        return {"form": "decimals", "name": name, "value": said.partition(" ")[0], "most": MOST_DECIMALS_SHOWN}
    if said.endswith("too long to read"):
        return {"form": "large", "name": name, "value": said.partition(" ")[0], "most": int(LARGEST_NUMBER)}
    return {}


def _exceptions(found: Family, failures: list[Failure], report: Gate, asked: Asked) -> Iterator[Finding]:
    """Draws that ended in an exception, by its kind: no numbers, no value for `verify`, or a fault of the program."""
    by_kind: dict[str, list[Failure]] = {}
    for failure in failures:
        by_kind.setdefault(failure.detail.partition(":")[0], []).append(failure)
    for of_kind in by_kind.values():
        assert of_kind[0].seed is not None
        values: dict[str, object] = {"share": _share(of_kind, report), "attempts": MOST_ATTEMPTS}
        if of_kind[0].detail.startswith("NoProblem:"):
            yield Finding("stress_undrawn", "error", values)
            continue
        match _raised(found, of_kind[0].seed):
            case Misdrawn() as error:
                yield misdrawn(asked, error.path, error.fault)
            case UnknownNumber() as error:
                yield unknown_number(error)
            case NoKey() as error:
                yield Finding(
                    "stress_no_key", "error", values | {"text": text_at(asked, error.path), "fault": error.found}
                )
            case NoValue(fault=ExpressionFault()) as error:
                form = "always" if values["share"] == 1 else ""
                told = {"text": text_at(asked, error.path), "fault": error.fault, "form": form}
                yield Finding("stress_verify", "error", values | told)
            case None:
                yield Finding("stress_failed", "error", values | {"reason": of_kind[0].detail})
            case error:
                yield Finding("stress_failed", "error", values | {"reason": f"{type(error).__name__}: {error}"})


def _raised(found: Family, seed: int) -> Exception | None:
    """The exception that a seed ends in."""
    try:
        problem, _ = draw_counted(found, seed)
        for _ in faults(found, seed, problem):
            pass
    except Exception as error:
        return error
    return None
