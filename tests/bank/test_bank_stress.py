"""The gate for questions that draw their own numbers says in words what is wrong, and what to write."""

from pathlib import Path

import pytest

from quizapp.bank.catalog import load
from quizapp.bank.stress import Finding, stress_question
from tests.bank.conftest import NUMERIC, Write
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
