"""Lint: each rule finds what it is for, at its place, and a sound question has no finding."""

from pathlib import Path

import pytest

from quizapp.bank.catalog import load
from quizapp.bank.lint import lint
from tests.bank.conftest import NUMERIC, SINGLE, Write

FAMILY = """\
id: {id}
kind: numeric
status: ready
problem: convolution.output_size
topics: ["3.4.1"]
tracks: [zero.7]
keywords: [パディング]
level: 2
stem: {{ja: 'x', en: 'x'}}
explanation: {{ja: 'x', en: 'x'}}
references: [Any textbook]
"""


def test_a_sound_question_has_no_finding(folder: Path, write: Write) -> None:
    write("one")
    write("two", NUMERIC)
    assert lint(load(folder)) == []


@pytest.mark.parametrize(
    ("source", "changes", "code", "line"),
    [
        (SINGLE, {'topics: ["3.4.1"]': 'topics: ["3.4.1", "9.9.9"]'}, "unknown_topic", 4),
        (SINGLE, {"tracks: [zero.7]": "tracks: [zero.7, zero.70]"}, "unknown_section", 5),
        (SINGLE, {"keywords: [パディング,": "keywords: [パテ,"}, "unknown_keyword", 6),
        (SINGLE, {", feedback: {ja: 関係ない。, en: Unrelated.}": ""}, "missing_feedback", 12),
        (SINGLE, {"en: A higher rate": "en: More padding."}, "identical_choices", 12),
        (
            SINGLE,
            {"ja: ストライドを増やす": "ja: $0.50$", "ja: パディングを増やす": "ja: '0.5'"},
            "identical_choices",
            11,
        ),
        (SINGLE, {"en: It is divided by the stride.": "en: '$\\frac{1}{$'"}, "undrawable_formula", 13),
        (SINGLE, {"en: Unrelated.": "en: '$\\nosuchcommand{x}$'"}, "undrawable_formula", 12),
        (SINGLE, {"en: Unrelated.": "en: 'Not {{n}}.'"}, "placeholders_differ", 12),
        (SINGLE, {"en: Which makes": "en: Which of 3 makes"}, "numbers_differ", 8),
        (SINGLE, {"ja: 出力を小さくするのはどれか。": "ja: 誤っているものはどれか。"}, "plain_negative", 8),
        (SINGLE, {"en: A higher rate": "en: All of the above"}, "all_or_none", 12),
        (NUMERIC, {"1 - 5/8": "1 - 5/9"}, "unverified", 9),
        (NUMERIC, {"1 - 5/8": "1 - "}, "unreadable_verify", 9),
        (NUMERIC, {"value: 2.667": "value: 0.376"}, "mistake_is_right", 11),
        (FAMILY, {"output_size": "no_such_thing"}, "unknown_family", 4),
        (FAMILY, {}, "unworded_mistake", 1),
        (FAMILY, {"stem: {ja: 'x'": "stem: {ja: '{{zz}}'"}, "unknown_placeholder", 9),
        (FAMILY, {"stem: {ja: 'x'": "stem: {ja: '{{n:>9}}'"}, "bad_placeholder", 9),
        (FAMILY, {}, "unshown_number", 9),
        (FAMILY, {"kind: numeric": "kind: expression"}, "wrong_kind", 2),
        (FAMILY, {"level: 2": "level: 2\nmistakes: {nothing: {ja: x, en: x}}"}, "unknown_mistake", 9),
    ],
)
def test_each_rule_finds_its_fault_and_its_place(
    folder: Path, write: Write, source: str, changes: dict[str, str], code: str, line: int
) -> None:
    write("question", source, changes)
    findings = lint(load(folder))
    assert (code, line) in [(fault.code, fault.line) for fault in findings]
    for fault in findings:
        assert fault.words("ja") != fault.words("en")


def test_a_warning_can_be_waived_with_a_reason_and_an_error_cannot(folder: Path, write: Write) -> None:
    waiver = "level: 1\nwaive: [{rule: all_or_none, reason: why}, {rule: unknown_topic, reason: why}]"
    changes = {
        "en: A higher rate": "en: All of the above",
        "level: 1": waiver,
        'topics: ["3.4.1"]': 'topics: ["3.4.1", "9.9.9"]',
    }
    write("question", SINGLE, changes)
    assert [fault.code for fault in lint(load(folder))] == ["unknown_topic"]


def test_retired_questions_are_left_in_peace(folder: Path, write: Write) -> None:
    write("question", SINGLE, {"status: ready": "status: retired", "keywords: [パディング,": "keywords: [パテ,"})
    assert lint(load(folder)) == []


def test_the_shipped_bank_has_no_error() -> None:
    findings = lint(load(Path(__file__).parents[2] / "questions"))
    assert [f"{fault.place}: {fault.code}" for fault in findings if fault.severity == "error"] == []
