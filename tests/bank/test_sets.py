"""Sets, orders and pairs: drawn, shown with their material, judged with credit for parts and errors carried forward."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from calculators.answers import Outcome
from quizapp.bank.carried import Earlier
from quizapp.bank.catalog import load
from quizapp.bank.lint import lint
from quizapp.bank.schema import Question
from quizapp.bank.statistics import statistics
from quizapp.bank.variants import draw, judge, render, typed_value
from tests.bank.conftest import Write

SET = """\
id: {id}
kind: set
status: ready
topics: ["3.4.1"]
tracks: [zero.7]
keywords: [パディング]
level: 2
stem:
  ja: 次の層を考える。
  en: Consider this layer.
material:
  - kind: listing
    source: |
      out = [[c]]  # price $5
  - kind: table
    header: [{{ja: 層, en: layer}}, 'n']
    rows: [[{{ja: 畳み込み, en: conv}}, 28], [pool|x, 14]]
  - kind: plot
    x: {{ja: エポック, en: epoch}}
    y: {{ja: 損失, en: loss}}
    series: [{{name: {{ja: 訓練, en: train}}, x: [1, 2, 3], y: [0.9, 0.5, 0.4]}}]
  - kind: diagram
    ja: 入力 ─→ [[a]]
    en: input ─→ [[a]]
parts:
  - id: a
    kind: numeric
    stem: {{ja: '[[a]] は。', en: 'What is [[a]]?'}}
    answer: {{kind: number, value: 6, decimals: 2, verify: '2*3'}}
    explanation: {{ja: 六。, en: Six.}}
  - id: b
    kind: numeric
    stem: {{ja: その 2 倍に 1 を足すと。, en: 'Twice that, plus 1?'}}
    answer: {{kind: number, value: 13, decimals: 2, verify: '6+7', carried: '2*a + 1'}}
    explanation: {{ja: 十三。, en: Thirteen.}}
  - id: c
    kind: code
    stem: {{ja: '[[c]] は。', en: 'What is [[c]]?'}}
    answer:
      kind: code
      value: np.dot(x, W) + b
      verify: x @ W + b
      variables: {{x: {{shape: [N, D]}}, W: {{shape: [D, H]}}, b: {{shape: [H]}}}}
    mistakes:
      no_bias: {{value: x @ W, ja: バイアスがない。, en: The bias is missing.}}
    explanation: {{ja: 全結合。, en: Affine.}}
references: [Any textbook]
"""

ORDER = """\
id: {id}
kind: order
status: ready
topics: ["3.4.1"]
keywords: [パディング]
level: 2
stem: {{ja: 並べよ。, en: Put in order.}}
items:
  - {{id: first, text: {{ja: い, en: One}}}}
  - {{id: second, text: {{ja: ろ, en: Two}}}}
  - {{id: third, text: {{ja: は, en: Three}}}}
  - {{id: fourth, text: {{ja: に, en: Four}}}}
explanation: {{ja: 順。, en: In turn.}}
references: [Any textbook]
"""

MATCH = """\
id: {id}
kind: match
status: ready
topics: ["3.4.1"]
keywords: [パディング]
level: 2
stem: {{ja: 組み合わせよ。, en: Match.}}
pairs:
  - {{id: p, left: {{ja: 甲, en: A}}, right: {{ja: 一, en: 'one'}}}}
  - {{id: q, left: {{ja: 乙, en: B}}, right: {{ja: 二, en: two}}}}
extras:
  - {{id: x, text: {{ja: 三, en: three}}, feedback: {{ja: 余り。, en: Left over.}}}}
explanation: {{ja: 組。, en: Pairs.}}
references: [Any textbook]
"""


@pytest.fixture
def asked(folder: Path, write: Write) -> Question:
    write("whole", SET)
    return load(folder).find("whole")


def test_a_sound_set_order_and_match_have_no_finding(folder: Path, write: Write) -> None:
    write("one", SET)
    write("two", ORDER)
    write("three", MATCH)
    assert [(fault.code, fault.line) for fault in lint(load(folder))] == []


def test_each_part_counts_as_a_question(folder: Path, write: Write) -> None:
    write("one", SET)
    write("two", ORDER)
    counts = statistics(load(folder))
    assert (counts["files"], counts["questions"], counts["sets"]) == (2, 4, 1)
    assert counts["by_kind"] == {"code": 1, "numeric": 2, "order": 1}


def test_retired_questions_are_not_counted(folder: Path, write: Write) -> None:
    write("one", SET)
    write("two", ORDER, {"status: ready": "status: retired"})
    counts = statistics(load(folder))
    assert (counts["files"], counts["questions"], counts["by_chapter"]["convolution"]) == (2, 3, 3)


def test_a_part_is_shown_with_introduction_material_and_its_mark(asked: Question) -> None:
    japanese = render(asked, draw(asked, 1, part="a"), "ja").stem
    english = render(asked, draw(asked, 1, part="c"), "en").stem
    assert japanese.startswith("次の層を考える。")
    assert "out = （う） # price $5" in japanese
    assert "| 畳み込み | 28 |" in japanese
    assert "| pool\\|x | 14 |" in japanese
    assert "• 訓練" in japanese
    assert "入力 ─→ （あ）" in japanese
    assert japanese.endswith("**（あ）** （あ） は。")
    assert "out = ⟦c⟧" in english
    assert english.endswith("**(c)** What is ⟦c⟧?")


def test_a_part_that_does_not_exist_is_an_error(asked: Question) -> None:
    with pytest.raises(KeyError):
        draw(asked, 1, part="z")
    with pytest.raises(KeyError):
        draw(asked, 1)


def test_code_is_judged_by_what_it_computes_and_its_mistake_named(asked: Question) -> None:
    variant = draw(asked, 1, part="c")
    assert judge(asked, variant, "b + x.dot(W)").outcome is Outcome.CORRECT
    verdict = judge(asked, variant, "np.dot(x, W)")
    assert (verdict.outcome, verdict.mistake) == (Outcome.WRONG, "no_bias")
    assert judge(asked, variant, "import os").outcome is Outcome.INVALID


def test_a_wrong_earlier_answer_is_carried_forward_and_said(asked: Question) -> None:
    variant = draw(asked, 1, part="b")
    own = {"a": Earlier(5.0, correct=False)}
    assert judge(asked, variant, "11").outcome is Outcome.WRONG
    verdict = judge(asked, variant, "11", own)
    assert (verdict.outcome, verdict.carried) == (Outcome.CORRECT, True)


def test_the_true_answer_stays_right_after_a_wrong_earlier_one(asked: Question) -> None:
    verdict = judge(asked, draw(asked, 1, part="b"), "13", {"a": Earlier(5.0, correct=False)})
    assert (verdict.outcome, verdict.carried) == (Outcome.CORRECT, False)


def test_only_the_parts_that_are_needed_are_carried(asked: Question) -> None:
    variant = draw(asked, 1, part="b")
    own = {"a": Earlier(5.0, correct=False), "unrelated": Earlier(0.0, correct=False)}
    assert judge(asked, variant, "11", own).carried
    right = {"a": Earlier(6.0, correct=True), "unrelated": Earlier(3.0, correct=False)}
    assert judge(asked, variant, "7", right).outcome is Outcome.WRONG


def test_a_mask_must_be_one_where_the_listing_indexes_with_it(folder: Path, write: Write) -> None:
    changes = {
        "value: np.dot(x, W) + b": "value: x > 0\n      exact_type: true",
        "verify: x @ W + b": "verify: ~(x <= 0)",
        "value: x @ W, ja": "value: x < 0, ja",
    }
    write("one", SET, changes)
    catalog = load(folder)
    question = catalog.find("one")
    variant = draw(question, 1, part="c")
    assert judge(question, variant, "0 < x").outcome is Outcome.CORRECT
    assert judge(question, variant, "np.where(x > 0, 1.0, 0.0)").outcome is Outcome.WRONG


@pytest.mark.parametrize("value", [0.0, -1.0, 1e6, float("inf"), -0.5])
def test_a_trivial_earlier_answer_is_not_carried(asked: Question, value: float) -> None:
    variant = draw(asked, 1, part="b")
    verdict = judge(asked, variant, f"{2 * value + 1:g}", {"a": Earlier(value, correct=False)})
    assert verdict.outcome is not Outcome.CORRECT


def test_a_right_earlier_answer_changes_nothing(asked: Question) -> None:
    verdict = judge(asked, draw(asked, 1, part="b"), "13.02", {"a": Earlier(6.01, correct=True)})
    assert (verdict.outcome, verdict.carried) == (Outcome.CORRECT, False)


def test_the_number_of_a_typed_answer_is_what_later_parts_are_given(asked: Question) -> None:
    variant = draw(asked, 1, part="a")
    assert typed_value(variant, "1/2") == 0.5
    assert typed_value(variant, "1/") is None
    assert typed_value(draw(asked, 1, part="c"), "x") is None


def test_an_order_scores_by_pairs_beyond_chance(folder: Path, write: Write) -> None:
    write("one", ORDER)
    question = load(folder).find("one")
    variant = draw(question, 3)
    right = ("first", "second", "third", "fourth")
    assert variant.choices != right
    assert judge(question, variant, right).outcome is Outcome.CORRECT
    assert judge(question, variant, right[::-1]).outcome is Outcome.WRONG
    swapped = judge(question, variant, ("second", "first", "third", "fourth"))
    assert (swapped.outcome, swapped.cells) == (Outcome.PARTIAL, (False, False, True, True))
    assert swapped.score == pytest.approx(2 * 5 / 6 - 1)
    scores = [judge(question, variant, order).score for order in itertools.permutations(right)]
    assert sum(scores) / len(scores) < 0.25
    with pytest.raises(ValueError, match="order"):
        judge(question, variant, right[:2])


def test_an_order_can_be_asked_for_all_or_nothing(folder: Path, write: Write) -> None:
    write("one", ORDER, {"level: 2": "level: 2\ncredit: exact"})
    question = load(folder).find("one")
    verdict = judge(question, draw(question, 3), ("second", "first", "third", "fourth"))
    assert (verdict.outcome, verdict.score) == (Outcome.WRONG, 0.0)


def test_pairs_score_one_by_one(folder: Path, write: Write) -> None:
    write("one", MATCH)
    question = load(folder).find("one")
    variant = draw(question, 2)
    assert set(variant.choices) == {"p", "q", "x"}
    rendered = render(question, variant, "en")
    assert rendered.lefts == (("p", "A"), ("q", "B"))
    assert rendered.answer == "- A — one\n- B — two"
    assert judge(question, variant, ("p", "q")).outcome is Outcome.CORRECT
    half = judge(question, variant, ("p", "x"))
    assert (half.outcome, half.score, half.cells) == (Outcome.PARTIAL, 0.5, (True, False))
    assert judge(question, variant, ("q", "p")).outcome is Outcome.WRONG
    for wrong in (("p",), ("p", "p"), ("p", "z")):
        with pytest.raises(ValueError, match="partners"):
            judge(question, variant, wrong)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"[[c]]  # price": "x  # price"}, "no_blank"),
        ({"[[c]]  # price": "[[d]] # [[c]] price"}, "unknown_blank"),
        ({"[pool|x, 14]": "[pool|x]"}, "ragged_table"),
        ({"y: [0.9, 0.5, 0.4]": "y: [0.9, 0.5]"}, "ragged_series"),
        ({"carried: '2*a + 1'": "carried: '2*a + 3'"}, "unverified"),
        ({"carried: '2*a + 1'": "carried: '2*z + 1'"}, "unreadable_carried"),
        ({"verify: x @ W + b": "verify: x @ W - b"}, "unverified"),
        ({"value: x @ W, ja": "value: b + x @ W, ja"}, "mistake_is_right"),
        ({"verify: '2*3'": "verify: '2*4'"}, "unverified"),
    ],
)
def test_lint_finds_what_is_wrong_in_a_set(folder: Path, write: Write, changes: dict[str, str], code: str) -> None:
    write("one", SET, changes)
    assert code in [fault.code for fault in lint(load(folder))]


@pytest.mark.parametrize(
    ("source", "changes", "code"),
    [
        (SET, {"  - id: b\n": "  - id: a\n"}, "form_part_twice"),
        (SET, {"kind: set": "kind: single"}, "form_parts"),
        (SET, {"    kind: code\n": "    kind: set\n"}, "type_union_tag_invalid"),
        (ORDER, {"kind: order": "kind: match"}, "form_fields"),
        (MATCH, {"- {id: q, left": "- {id: p, left"}, "form_choice_twice"),
        (MATCH, {"level: 2": "level: 2\nanswer: {kind: count, value: 1, verify: '1'}"}, "form_fields"),
        (ORDER, {"explanation: {ja: 順。, en: In turn.}\n": ""}, "form_explanation"),
    ],
    ids=["part twice", "parts of no set", "set in a set", "items matched", "pair twice", "two forms", "unexplained"],
)
def test_fields_that_do_not_fit_the_kind_are_an_error_of_form(
    folder: Path, write: Write, source: str, changes: dict[str, str], code: str
) -> None:
    write("one", source, changes)
    catalog = load(folder)
    assert catalog.entries == {}
    assert code in {fault.code for fault in catalog.faults}
    assert all(fault.words("ja") != fault.words("en") for fault in catalog.faults)


@pytest.mark.parametrize("field", ["given: {n: {from: 1, to: 9}}", "let: {n: 1 + 1}", "where: n > 1"])
def test_a_set_as_a_whole_draws_nothing_and_says_where_numbers_belong(folder: Path, write: Write, field: str) -> None:
    write("one", SET, {"parts:": f"{field}\nparts:"})
    (fault,) = load(folder).faults
    assert fault.code == "form_set_draws"
    assert "in the part that uses them" in fault.words("en")
