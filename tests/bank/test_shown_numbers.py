"""Numbers as learners see them: the answer, the last step and the texts say the same, in the decimals asked for."""

from pathlib import Path

import pytest

from calculators import answers
from calculators.answers import Outcome
from quizapp.bank.catalog import load
from quizapp.bank.lint import lint
from quizapp.bank.variants import draw, judge, render
from tests.bank.conftest import NUMERIC, Write

HALF = """\
id: {id}
kind: numeric
status: ready
topics: ["3.4.1"]
tracks: [zero.7]
keywords: [パディング]
level: 2
stem: {{ja: '{{{{a}}}} の残りの半分は。', en: 'What is half of what is left of {{{{a}}}}?'}}
given:
  a: {{choices: [0.6, 0.769, 0.231]}}
let:
  rest: 1 - a
answer: {{kind: number, decimals: 3, value: rest/2, verify: 0.5 - a/2}}
steps:
  half: {{value: rest/2, ja: 半分。, en: Half.}}
explanation: {{ja: '{{{{rest}}}} の半分の {{{{answer}}}}。', en: 'Half of {{{{rest}}}}: {{{{answer}}}}.'}}
references: [Any textbook]
"""
SHOWN = {
    0.6: ("0.200", r"\frac{0.4}{2} = 0.200", "Half of 0.4: 0.200."),
    # Both end in a 5 behind the third decimal; binary fractions lie on different sides of it.
    0.769: ("0.116", r"\frac{0.231}{2} \approx 0.116", "Half of 0.231: 0.116."),
    0.231: ("0.385", r"\frac{0.769}{2} \approx 0.385", "Half of 0.769: 0.385."),
}


def test_answer_step_and_texts_show_one_number_rounded_in_one_way(folder: Path, write: Write) -> None:
    write("one", HALF)
    question = load(folder).find("one")
    met = set()
    for seed in range(20):
        variant = draw(question, seed)
        rendered = render(question, variant, "en")
        answer, step, words = SHOWN[variant.given["a"]]  # type: ignore[index]
        assert answers.write(variant.key) == answer  # type: ignore[arg-type]
        assert (rendered.answer, rendered.steps[0][1], rendered.explanation) == (f"${answer}$", step, words)
        met.add(variant.given["a"])
    assert met == set(SHOWN)


def test_decimals_that_nobody_asked_for_are_not_shown(folder: Path, write: Write) -> None:
    write("one", HALF, {"decimals: 3, ": "", "0.6, 0.769, 0.231": "0.6, 0.2"})
    question = load(folder).find("one")
    assert {render(question, draw(question, seed), "en").answer for seed in range(9)} == {"$0.2$", "$0.4$"}


def test_a_count_that_binary_fractions_miss_by_a_hair_is_that_count(folder: Path, write: Write) -> None:
    steps = "decimals: 3, value: rest/2, verify: 0.5 - a/2"
    write(
        "one",
        HALF,
        {"kind: number, ": "kind: count, ", steps: "value: a/0.1, verify: 10*a", "0.769, 0.231": "0.3, 0.7"},
    )
    assert [fault for fault in lint(load(folder)) if fault.severity == "error"] == []
    question = load(folder).find("one")
    assert {answers.write(draw(question, seed).key) for seed in range(20)} == {"3", "6", "7"}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ("{kind: number, value: 0.7, decimals: 2, verify: '7/10'}", "$0.70$"),
        ("{kind: number, value: 0.7, verify: '7/10'}", "$0.7$"),
        ("{kind: number, value: 12, decimals: 1, verify: '12'}", "$12.0$"),
        (
            "{kind: vector, value: [0.5, 1], decimals: 2, verify: ['1/2', '1']}",
            r"$\begin{bmatrix} 0.50 & 1.00 \end{bmatrix}$",
        ),
    ],
)
def test_a_fixed_answer_is_shown_with_the_decimals_asked_for(
    folder: Path, write: Write, answer: str, shown: str
) -> None:
    write("one", NUMERIC, {"{kind: number, value: 0.375, decimals: 3, verify: '1 - 5/8'}": answer})
    question = load(folder).find("one")
    assert render(question, draw(question, 1), "en").answer == shown


@pytest.mark.parametrize("value", ["{kind: vector, value: [4, 500]", "{kind: matrix, value: [[4, 500]]"])
def test_a_fixed_list_says_how_far_an_answer_may_be_off(folder: Path, write: Write, value: str) -> None:
    verify = "['4', '500']" if "vector" in value else "[['4', '500']]"
    plain = f"{value}, verify: {verify}" + "}"
    old = "{kind: number, value: 0.375, decimals: 3, verify: '1 - 5/8'}"
    inverted = {"inverted: {value: 2.667": "inverted: {value: " + ("[9, 9]" if "vector" in value else "[[9, 9]]")}
    write("one", NUMERIC, {old: plain, **inverted})
    (told,) = lint(load(folder))
    assert told.code == "tolerance_whole"
    assert "within 5 of 500, other whole numbers such as 501 are right too" in told.words("en")
    write("one", NUMERIC, {old: plain.replace(", verify", ", relative: 0, absolute: 0.5, verify"), **inverted})
    assert lint(load(folder)) == []
    question = load(folder).find("one")
    variant = draw(question, 1)
    assert judge(question, variant, "[4, 500.4]").outcome is Outcome.CORRECT
    assert judge(question, variant, "[4, 501]").outcome is Outcome.PARTIAL


def test_a_drawn_list_of_whole_numbers_is_told_where_others_are_right_too(folder: Path, write: Write) -> None:
    answer = "decimals: 3, value: rest/2, verify: 0.5 - a/2"
    drawn = {"kind: number, ": "kind: vector, ", answer: "value: '[1000*a, 2]', verify: '[a*1000, 1 + 1]'"}
    write("one", HALF, {**drawn, "value: rest/2, ja": "value: '[1000*a, 2]', ja", "{{rest}} の半分の": "半分の"})
    assert "tolerance_whole" in [fault.code for fault in lint(load(folder))]
