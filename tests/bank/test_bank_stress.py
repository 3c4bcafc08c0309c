"""The gate for questions that draw their own numbers says in words what is wrong, and what to write."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from quizapp.bank.catalog import load
from quizapp.bank.expressions.registry import WrongArgument, call
from quizapp.bank.lint import lint
from quizapp.bank.stress import Finding, stress_question
from tests.bank.conftest import NUMERIC, Write
from tests.bank.lint_examples import FAMILY, MEAN
from tests.bank.test_drawn import DRAWN, FORMULA, TABLES

SAME = {"value: answer - 1,": "value: floor(span/s),", "value: (n - k)//s + 1": "value: answer - 1"}
UNPROVEN = {"verify: floor(span/s) + 1": "verify: 'floor(span/s) + (1 if n < 50 else 2)'"}


def found(folder: Path, write: Write, changes: dict[str, str], source: str = DRAWN, seeds: int = 60) -> list[Finding]:
    write("one", source, changes)
    catalog = load(folder)
    assert catalog.faults == ()
    findings = list(stress_question(catalog.find("one"), seeds=seeds).findings)
    assert all(finding.words("ja") != finding.words("en") for finding in findings)
    return findings


@pytest.mark.parametrize("source", [DRAWN, TABLES, FORMULA])
def test_a_sound_question_has_no_finding(folder: Path, write: Write, source: str) -> None:
    assert found(folder, write, {}, source) == []


def test_a_mistake_that_is_also_right_is_told_with_the_condition_that_mends_it(folder: Path, write: Write) -> None:
    changes = {"from: 5, to: 7": "from: 0, to: 2"}
    told = next(finding for finding in found(folder, write, changes) if finding.code == "stress_mistake_right")
    condition = str(told.values["condition"])
    assert condition in told.words("en")
    mended = found(folder, write, changes | {"  - answer >= 4": f"  - answer >= 4\n  - {condition}"})
    assert told.values["name"] not in [
        finding.values.get("name") for finding in mended if finding.code == "stress_mistake_right"
    ]


@pytest.mark.parametrize(
    ("changes", "code", "severity"),
    [
        ({"- answer >= 4": "- answer > 34"}, "stress_condition", "warning"),
        ({"- answer >= 4": "- answer > 34"}, "stress_acceptance", "error"),
        ({"span: n + 2*p - k": "span: n + 2*p - k + 0/(n % 5)"}, "stress_no_value", "warning"),
        (UNPROVEN, "stress_second_route", "error"),
        ({"value: floor((n + 2*p - k)/s) + 1, ja": "value: n + 2*p - k, ja"}, "stress_last_step", "error"),
        (SAME, "stress_mistakes_same", "warning"),
        ({"n: {from: 24, to: 64}": "n: {choices: [24, 25]}"}, "stress_constant_guess", "error"),
        ({"value: answer - 1,": "value: answer/0,"}, "", ""),
    ],
)
def test_what_is_wrong_over_many_seeds_is_told_in_words(
    folder: Path, write: Write, changes: dict[str, str], code: str, severity: str
) -> None:
    told = found(folder, write, changes, seeds=200)
    assert ((code, severity) in [(finding.code, finding.severity) for finding in told]) == bool(code)


@pytest.mark.parametrize(
    ("changes", "code", "said"),
    [
        ({"- answer >= 4": "- answer > 100"}, "stress_condition", "answer > 100"),
        ({"value: answer - 1,": "value: answer + 0,"}, "stress_mistake_right", "answer + 0"),
    ],
)
def test_where_no_draw_is_usable_the_condition_or_the_mistake_that_is_the_cause_is_named(
    folder: Path, write: Write, changes: dict[str, str], code: str, said: str
) -> None:
    few = {"n: {from: 24, to: 64}": "n: {from: 24, to: 32}"}
    told = found(folder, write, few | changes, seeds=20)
    assert said in " ".join(finding.words("en") for finding in told if finding.code == code)
    assert "stress_acceptance" in {finding.code for finding in told}
    assert "NoProblem" not in " ".join(finding.words("en") for finding in told)


def test_a_rule_of_the_gate_is_waived_with_a_reason(folder: Path, write: Write) -> None:
    changes = {"n: {from: 24, to: 64}": "n: {choices: [24, 25]}"}
    waiver = {"level: 3": "level: 3\nwaive: [{rule: stress_constant_guess, reason: few by nature}]"}
    codes = [finding.code for finding in found(folder, write, changes | waiver, seeds=200)]
    assert "stress_constant_guess" not in codes


def test_a_question_that_can_not_be_read_is_one_finding(folder: Path, write: Write) -> None:
    write("one", DRAWN, {"- answer >= 4": "- answer >= oops"})
    report = stress_question(load(folder).find("one"))
    assert (len(report.findings), report.sound) == (1, False)
    assert "oops" in report.findings[0].words("en")


def test_a_question_with_fixed_numbers_has_no_gate(folder: Path, write: Write) -> None:
    write("one", NUMERIC)
    with pytest.raises(ValueError, match="draws no numbers"):
        stress_question(load(folder).find("one"))


def ticks(step: float) -> Callable[[], float]:
    """A clock that goes on by `step` each time it is looked at."""
    return count(0.0, step).__next__


NUMBERS = MEAN.replace("where:\n  - abs(a - b) > 9\n", "").replace("abs(a - b)/2 + 0.25", "(a + b)/2 + abs(a - b)/4")
VECTORS = NUMBERS.replace("kind: number, decimals: 2", "kind: vector, decimals: 2").replace(
    "value: (a + b)/2, verify: a + (b - a)/2", "value: '[a, b]', verify: '[b + a - b, b]'"
)
for old, new in {"value: a,": "value: '[b, a]',", "value: b,": "value: '[b, b]',", "abs(a - b)/4": "1"}.items():
    assert old in VECTORS
    VECTORS = VECTORS.replace(old, new)
VECTORS = VECTORS.replace("value: (a + b)/2 + 1,", "value: '[a + 20, b]',").replace(
    "value: (a + b)/2,", "value: '[a, b]',"
)
FORMS = {"numbers": NUMBERS, "vectors": VECTORS, "listed": DRAWN.replace("from: 5, to: 7", "from: 0, to: 2")}


@pytest.mark.parametrize("form", FORMS)
def test_what_is_printed_for_where_is_pasted_as_it_is_and_mends_the_question(
    folder: Path, write: Write, form: str
) -> None:
    source = FORMS[form]
    write("question", source)
    findings = stress_question(load(folder).find("question")).findings
    told = next(found for found in findings if found.code == "stress_mistake_right")
    printed = told.words("en").split("`")[-2]
    if printed.startswith("where: "):
        assert "where:" not in source
        source = source.replace("answer: {{", f"{printed}\nanswer: {{{{", 1)
    else:
        source = source.replace("where:\n", f"where:\n  {printed}\n", 1)
    write("question", source)
    catalog = load(folder)
    assert (catalog.faults, [fault for fault in lint(catalog) if fault.severity == "error"]) == ((), [])
    again = stress_question(catalog.find("question")).findings
    assert told.values["name"] not in [found.values.get("name") for found in again]


def test_a_condition_that_nothing_meets_is_given_up_with_what_was_drawn(folder: Path, write: Write) -> None:
    write("one", DRAWN, {"- answer >= 4": "- answer > 34"})
    report = stress_question(load(folder).find("one"), seconds=4_000, clock=ticks(1))
    told = {finding.code: finding for finding in report.findings}
    conditions = [found.words("en") for found in report.findings if found.code == "stress_condition"]
    assert report.sound is False
    assert int(str(told["stress_budget"].values["draws"])) > 100
    assert int(str(told["stress_budget"].values["held"])) < 300
    assert "given up after 4000 s" in told["stress_budget"].words("en")
    assert any("answer > 34" in words for words in conditions)


def test_of_a_question_that_is_given_up_the_slow_expression_is_named(folder: Path, write: Write) -> None:
    write("one", DRAWN, {"span: n + 2*p - k": f"span: n + 2*p - k{' + floor(0.5)' * 40}"})
    report = stress_question(load(folder).find("one"), seconds=20_000, clock=ticks(1))
    told = {finding.code: finding.words("en") for finding in report.findings}
    assert list(told) == ["stress_budget", "stress_slowest"]
    assert "n + 2*p - k + floor(0.5)" in told["stress_slowest"]


def test_a_family_has_a_budget_too(folder: Path, write: Write) -> None:
    write("one", FAMILY)
    report = stress_question(load(folder).find("one"), seconds=100, clock=ticks(1))
    assert [finding.code for finding in report.findings] == ["stress_budget"]
    assert stress_question(load(folder).find("one"), seeds=20).sound


def test_whoever_asks_for_more_seeds_has_more_time(folder: Path, write: Write) -> None:
    write("one", NUMBERS)
    question = load(folder).find("one")
    assert stress_question(question, seeds=30, clock=ticks(0.01)).seeds == 30
    assert stress_question(question, seeds=330, clock=ticks(0.0004)).seeds == 330


def test_no_calculator_can_be_made_to_run_for_long() -> None:
    rows = [[float(i * j % 7) for j in range(8)] for i in range(8)]
    with pytest.raises(WrongArgument, match="a list of more than 7"):
        call("linear_algebra.determinant", [rows], {})
    with pytest.raises(WrongArgument, match="64 is larger than 16"):
        call("convolution.conv2d", [[rows], [[rows]]], {"padding": 64})
