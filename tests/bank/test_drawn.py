"""Questions that draw their own numbers from what the file says, without a line of program."""

from pathlib import Path

import pytest

from calculators import answers
from calculators.answers import Outcome
from calculators.problems import NoProblem
from quizapp.bank.catalog import load, revision
from quizapp.bank.lint import lint
from quizapp.bank.schema import Question
from quizapp.bank.unaskable import why_unaskable
from quizapp.bank.variants import KEY_CHOICE, draw, judge, render
from tests.bank.conftest import Write

DRAWN = """\
id: {id}
kind: numeric
status: ready
topics: ["3.4.1"]
tracks: [zero.7]
keywords: [パディング]
level: 3
stem:
  ja: '{{{{n}}}}×{{{{n}}}} に {{{{k}}}}×{{{{k}}}}、ストライド {{{{s}}}}、パディング {{{{p}}}} を適用する。一辺は？'
  en: '{{{{k}}}}×{{{{k}}}}, stride {{{{s}}}}, padding {{{{p}}}} on {{{{n}}}}×{{{{n}}}}. How long is a side?'
given:
  n: {{from: 24, to: 64}}
  k: {{choices: [3, 5, 7]}}
  s: {{from: 2, to: 3}}
  p: {{from: 5, to: 7}}
where:
  - (n + 2*p - k) % s != 0
  - answer >= 4
let:
  span: n + 2*p - k
answer: {{kind: count, value: 'convolution.output_size(n, k, stride=s, padding=p)', verify: floor(span/s) + 1}}
mistakes:
  no_plus_one: {{value: answer - 1, ja: 1 を足し忘れている。, en: The final +1 is missing.}}
  padding_once: {{value: (n + p - k)//s + 1, ja: '{{{{answer}}}} である。', en: 'It is {{{{answer}}}}.'}}
  no_padding: {{value: (n - k)//s + 1, ja: パディングがない。, en: No padding.}}
steps:
  size: {{value: floor((n + 2*p - k)/s) + 1, ja: 式に入れる。, en: Put in.}}
explanation:
  ja: '一辺は {{{{answer}}}}、幅は {{{{span}}}}。'
  en: 'The side is {{{{answer}}}}, the span {{{{span}}}}.'
references: ["Dumoulin & Visin 2016, arXiv:1603.07285"]
"""


@pytest.fixture
def question(folder: Path, write: Write) -> Question:
    write("one", DRAWN)
    return load(folder).find("one")


def test_a_question_without_a_family_draws_its_own_numbers(folder: Path, question: Question) -> None:
    assert lint(load(folder)) == []
    assert question.parametric
    variant = draw(question, 5)
    assert draw(question, 5) == variant
    numbers = {name: variant.given[name] for name in "nksp"}
    n, k, s, p = (int(str(value)) for value in numbers.values())
    assert 24 <= n <= 64
    assert (n + 2 * p - k) % s
    assert answers.write(variant.key) == str((n + 2 * p - k) // s + 1)
    assert len({str(draw(question, seed).given) for seed in range(40)}) > 30


def test_its_answers_are_judged_and_its_mistakes_named(question: Question) -> None:
    for seed in range(20):
        variant = draw(question, seed)
        assert judge(question, variant, answers.write(variant.key)).outcome is Outcome.CORRECT
        for name, value in variant.mistakes.items():
            assert judge(question, variant, str(value)).mistake == name


def test_its_texts_show_what_is_drawn_and_computed(question: Question) -> None:
    variant = draw(question, 2)
    rendered = render(question, variant, "en")
    assert f"The side is {answers.write(variant.key)}, the span {variant.given['span']}." in rendered.explanation
    ((words, tex),) = rendered.steps
    n, k, s, p = (variant.given[name] for name in "nksp")
    assert words == "Put in."
    assert tex == (rf"\lfloor \frac{{{n} + 2 \cdot {p} - {k}}}{{{s}}} \rfloor + 1 = {answers.write(variant.key)}")


def test_it_can_be_asked_with_four_choices(question: Question) -> None:
    offered = [draw(question, seed, "choices") for seed in range(12)]
    assert all(len(variant.choices) == 4 for variant in offered)
    assert judge(question, offered[0], [KEY_CHOICE]).outcome is Outcome.CORRECT


def test_what_is_drawn_belongs_to_what_the_question_means(folder: Path, write: Write) -> None:
    def revised(changes: dict[str, str]) -> str:
        write("one", DRAWN, changes)
        return revision(load(folder).find("one"))

    assert revised({"to: 64": "to: 65"}) != revised({})
    assert revised({"n + 2*p - k) % s != 0": "n - k) % s != 0"}) != revised({})
    assert revised({"en: Put in.": "en: Insert."}) == revised({})


@pytest.mark.parametrize(
    ("changes", "code", "line", "column"),
    [
        ({"(n + 2*p - k) % s != 0": "(n + 2p - k) % s != 0"}, "expression_missing_operator", 17, 10),
        ({"  span: n + 2*p - k": "  span: n + 2*q - k"}, "expression_unknown_name", 20, 15),
        ({"value: answer - 1,": "value: answer - ,"}, "expression_missing_operand", 23, 31),
        ({"value: answer - 1,": "value: '  answer = 1',"}, "expression_assignment", 23, 34),
        ({"convolution.output_size(n": "convolution.outputsize(n"}, "expression_unknown_function", 21, 31),
        ({"stride=s, padding=p": "stride=s, pad=p"}, "expression_argument", 21, 31),
        ({"verify: floor(span/s) + 1": "verify: 'floor(span/s, 1) + 1'"}, "expression_argument_count", 21, 93),
        ({"floor(span/s) + 1": "floor(span/s) + 2"}, "unverified", 21, 92),
        ({"floor(span/s) + 1": "span/0"}, "expression_division_by_zero", 21, 92),
        ({"- answer >= 4": "- answer + 4"}, "expression_not_condition", 18, 5),
        ({"- answer >= 4": "- |\n    answer >=\n    4 + oops"}, "expression_unknown_name", 20, 9),
        ({"- answer >= 4": "- answer >= 400000"}, "undrawn_numbers", 12, 3),
        ({"  span: n": "  max: n"}, "expression_name_taken", 20, 8),
        ({"  span: n": "  k: n"}, "expression_name_twice", 20, 6),
        ({"kind: count, value: 'con": "kind: vector, value: 'con"}, "expression_answer_kind", 21, 32),
        ({"kind: count, value: 'con": "kind: count, value: '0.5 + con"}, "expression_answer_kind", 21, 31),
        ({"stride {{s}}": "stride two"}, "unshown_number", 10, 7),
        ({"How long is a side?": "Is it {{answer}}?"}, "answer_shown", 10, 7),
        ({"  s: {from": "  unused: {from: 1, to: 2}\n  s: {from"}, "given_unused", 14, 11),
        ({"value: answer - 1,": "value: 1/0,"}, "mistake_never", 23, 16),
        (
            {"value: floor((n + 2*p - k)/s) + 1, ja": "tex: '{{n}} = \\nope{3} = {{answer}}', ja"},
            "undrawable_formula",
            27,
            24,
        ),
        ({"value: floor((n + 2*p - k)/s) + 1, ja": "tex: '{{n}} = {{answer}', ja"}, "undrawable_formula", 27, 16),
        ({"en: Put in.": "en: 'Put $n$ in: $n + \\nope$.'"}, "undrawable_formula", 27, 79),
    ],
)
def test_what_is_wrong_is_told_at_its_character(
    folder: Path, write: Write, changes: dict[str, str], code: str, line: int, column: int
) -> None:
    write("question", DRAWN, changes)
    found = lint(load(folder))
    assert (code, line, column) in [(fault.code, fault.line, fault.column) for fault in found]
    assert all(fault.words("ja") != fault.words("en") for fault in found)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"n: {from: 24, to: 64}": "n: {from: 12}"}, "form_given"),
        ({"n: {from: 24, to: 64}": "n: {from: 12, to: 1}"}, "form_given_range"),
        ({"n: {from: 24, to: 64}": "n: {from: 1, to: 64, step: 1.0e-9}"}, "form_given_many"),
        ({"n: {from: 24, to: 64}": "n: {from: 0, to: 0, nonzero: true}"}, "form_given_few"),
        ({"n: {from: 24, to: 64}": "n: {choices: [1, 2], from: 3, to: 4}"}, "form_given"),
        ({"choices: [3, 5, 7]": "choices: [3, 3]"}, "form_given_twice"),
        ({"choices: [3, 5, 7]": "choices: [3, 5], shape: [3], distinct: true"}, "form_given_few"),
        ({"value: floor((n + 2*p - k)/s) + 1, ja": "ja"}, "form_step_line"),
        (
            {
                "verify: floor(span/s) + 1": "verify: '4'",
                "value: 'convolution.output_size(n, k, stride=s, padding=p)'": "value: 4",
            },
            "form_given_fixed",
        ),
    ],
)
def test_what_can_not_be_drawn_from_is_an_error_of_form(
    folder: Path, write: Write, changes: dict[str, str], code: str
) -> None:
    write("question", DRAWN, changes)
    assert code in [fault.code for fault in load(folder).faults]


def test_an_answer_computed_from_nothing_drawn_is_an_error_of_form(folder: Path, write: Write) -> None:
    source = DRAWN[: DRAWN.index("given:")] + DRAWN[DRAWN.index("answer:") :]
    write("question", source, {"value: floor((n + 2*p - k)/s) + 1, ja": "ja"})
    assert [fault.code for fault in load(folder).faults] == ["form_given_missing"]


TABLES = """\
id: {id}
kind: numeric
topics: ["3.4.1"]
keywords: [パディング]
level: 2
stem: {{ja: '$W = {{{{W}}}}$、$x = {{{{x}}}}$ の $Wx$ は。', en: 'What is $Wx$ for $W = {{{{W}}}}$, $x = {{{{x}}}}$?'}}
given:
  W: {{shape: [2, 3], from: -3, to: 3}}
  x: {{shape: [3], from: -1, to: 1, step: 0.5, nonzero: true}}
answer: {{kind: vector, decimals: 2, value: W @ x, verify: '[sum(W[0]*x), sum(W[1]*x)]'}}
mistakes:
  elementwise: {{value: '[sum(W[0])*sum(x), sum(W[1])*sum(x)]', ja: 和の積。, en: Sums were multiplied.}}
steps:
  product: {{tex: '{{{{W}}}} {{{{x}}}} = {{{{answer}}}}', ja: 掛ける。, en: Multiply.}}
explanation: {{ja: 行ごとに。, en: Row by row.}}
references: [Any textbook]
"""


def test_lists_and_tables_are_drawn_and_computed_with(folder: Path, write: Write) -> None:
    write("one", TABLES)
    assert lint(load(folder)) == []
    question = load(folder).find("one")
    variant = draw(question, 3)
    table, row = variant.given["W"], variant.given["x"]
    assert isinstance(table, list)
    assert isinstance(row, list)
    assert [len(part) for part in table] == [3, 3]
    assert set(row) <= {-1.0, -0.5, 0.5, 1.0}
    right = [sum(a * b for a, b in zip(part, row, strict=True)) for part in table]
    assert judge(question, variant, str(right)).outcome is Outcome.CORRECT
    assert r"\begin{bmatrix}" in render(question, variant, "ja").stem


FORMULA = """\
id: {id}
kind: expression
topics: ["3.4.1"]
keywords: [パディング]
level: 2
stem: {{ja: '${{{{a}}}}x^2 + {{{{b}}}}x$ を微分せよ。', en: 'Differentiate ${{{{a}}}}x^2 + {{{{b}}}}x$.'}}
given:
  a: {{from: 2, to: 9}}
  b: {{from: -5, to: 5, nonzero: true}}
answer:
  kind: expression
  value: 2*{{{{a}}}}*x + {{{{b}}}}
  verify: '{{{{a}}}}*x + {{{{a}}}}*x + {{{{b}}}}'
  variables: {{x: [-3, 3]}}
  tex: '2 \\cdot {{{{a}}}} x + ({{{{b}}}})'
mistakes:
  power_kept: {{value: '{{{{a}}}}*x^2 + {{{{b}}}}', ja: 次数。, en: The power was kept.}}
explanation: {{ja: 項ごとに。, en: Term by term.}}
references: [Any textbook]
"""


def test_a_formula_takes_the_drawn_numbers_into_itself(folder: Path, write: Write) -> None:
    write("one", FORMULA)
    assert lint(load(folder)) == []
    question = load(folder).find("one")
    variant = draw(question, 4)
    a, b = variant.given["a"], variant.given["b"]
    assert judge(question, variant, f"{b} + 2*{a}x").outcome is Outcome.CORRECT
    assert judge(question, variant, f"{a}*x^2 + ({b})").mistake == "power_kept"


def test_numbers_for_which_a_formula_has_no_value_are_drawn_again(folder: Path, write: Write) -> None:
    formula = "sqrt({{a}} - 5.5 - x^2/100)"
    write("one", FORMULA, {"value: 2*{{a}}*x + {{b}}": f"value: '{formula}'"})
    question = load(folder).find("one")
    drawn_numbers = {draw(question, seed).given["a"] for seed in range(40)}
    assert drawn_numbers == {6, 7, 8, 9}


@pytest.mark.parametrize("path", ["value: 2*{{a}}*x + {{b}}", "value: '{{a}}*x^2 + {{b}}'"])
def test_a_question_whose_formula_never_has_a_value_can_not_be_asked_and_it_is_said_why(
    folder: Path, write: Write, path: str
) -> None:
    write("one", FORMULA, {path: "value: 'ln({{a}} - 100 - x^2)'"})
    with pytest.raises(NoProblem) as found:
        draw(load(folder).find("one"), 1)
    for language, words in (("ja", "答えとして使えません"), ("en", "can't serve as an answer")):
        assert words in why_unaskable(found.value, language)


def test_a_question_whose_numbers_can_not_be_found_can_not_be_asked(folder: Path, write: Write) -> None:
    write("one", DRAWN, {"- answer >= 4": "- answer > 1000"})
    with pytest.raises(NoProblem):
        draw(load(folder).find("one"), 1)


def test_numbers_without_a_value_are_drawn_again(folder: Path, write: Write) -> None:
    write("one", DRAWN, {"n: {from: 24": "n: {from: 1"})
    question = load(folder).find("one")
    assert all(draw(question, seed).given for seed in range(30))


def test_a_part_of_a_set_draws_its_own_numbers(folder: Path, write: Write) -> None:
    source = """\
id: {id}
kind: set
topics: ["3.4.1"]
keywords: [パディング]
level: 2
stem: {{ja: 計算せよ。, en: Compute.}}
parts:
  - id: a
    kind: numeric
    stem: {{ja: '{{{{n}}}} の 2 乗は。', en: '{{{{n}}}} to the power 2?'}}
    given: {{n: {{from: 11, to: 99}}}}
    answer: {{kind: count, value: n^2, verify: n*n}}
    explanation: {{ja: 掛ける。, en: Multiply.}}
  - id: b
    kind: numeric
    stem: {{ja: '{{{{n}}}} の 3 乗は。', en: '{{{{n}}}} to the power 3?'}}
    given: {{n: {{from: 11, to: 99}}}}
    answer: {{kind: count, value: n^3, verify: n*n*n}}
    explanation: {{ja: 掛ける。, en: Multiply.}}
references: [Any textbook]
"""
    write("one", source)
    assert lint(load(folder)) == []
    question = load(folder).find("one")
    first, second = (draw(question, 1, part=part) for part in "ab")
    assert first.given["answer"] == int(str(first.given["n"])) ** 2
    assert second.given["answer"] == int(str(second.given["n"])) ** 3
