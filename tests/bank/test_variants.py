"""Variants: drawn by a seed, shown in either language, judged against their own key."""

import math
from pathlib import Path

import pytest

from calculators import answers
from calculators.answers import Count, Matrix, Number, Outcome, Vector, write_value
from calculators.problems.choices import REFLECTED
from calculators.problems.slips import parse_slip
from quizapp.bank.catalog import Catalog, load
from quizapp.bank.faults import one_line
from quizapp.bank.schema import LANGUAGES, Question, Status
from quizapp.bank.variants import KEY_CHOICE, draw, judge, render
from quizapp.text.messages import message
from tests.bank.conftest import NUMERIC, Write

SHIPPED = Path(__file__).parents[2] / "questions"


@pytest.fixture(scope="module")
def shipped() -> Catalog:
    return load(SHIPPED)


def every_part(catalog: Catalog) -> list[tuple[Question, str]]:
    """What the bank asks: questions, and the parts of sets."""
    return [(question, part) for question in catalog.questions.values() for part in question.part_names]


def test_a_seed_puts_choices_in_the_same_order_and_seeds_differ(folder: Path, write: Write) -> None:
    write("one")
    question = load(folder).find("one")
    assert draw(question, 5) == draw(question, 5)
    assert len({draw(question, seed).choices for seed in range(60)}) == 6


def test_the_right_choice_comes_first_as_often_as_last(folder: Path, write: Write) -> None:
    write("one")
    question = load(folder).find("one")
    places = [draw(question, seed).choices.index("a") for seed in range(600)]
    assert all(160 <= places.count(place) <= 240 for place in range(3))


def test_choices_in_a_fixed_order_stay(folder: Path, write: Write) -> None:
    from tests.bank.conftest import SINGLE

    write("one", SINGLE, {"level: 1": "level: 1\nfixed_order: true"})
    question = load(folder).find("one")
    assert {draw(question, seed).choices for seed in range(20)} == {("a", "b", "c")}


def test_a_choice_is_judged_by_its_id_wherever_it_stands(folder: Path, write: Write) -> None:
    write("one")
    question = load(folder).find("one")
    variant = draw(question, 3)
    assert judge(question, variant, ["a"]).outcome is Outcome.CORRECT
    assert judge(question, variant, ["b"]).outcome is Outcome.WRONG
    assert judge(question, variant, []).outcome is Outcome.INVALID


def test_a_fixed_number_is_judged_and_its_mistake_named(folder: Path, write: Write) -> None:
    write("one", NUMERIC)
    question = load(folder).find("one")
    variant = draw(question, 1)
    assert judge(question, variant, "3/8").outcome is Outcome.CORRECT
    assert judge(question, variant, "2.667").mistake == "inverted"
    assert judge(question, variant, "0.3+").outcome is Outcome.INVALID


def test_every_shipped_question_renders_in_both_languages_with_its_numbers_put_in(shipped: Catalog) -> None:
    assert len(shipped.entries) >= 120
    for question, part in every_part(shipped):
        variant = draw(question, 7, part=part)
        for language in ("ja", "en"):
            rendered = render(question, variant, language)
            texts = [rendered.stem, rendered.explanation, rendered.hint, rendered.answer, *rendered.feedback.values()]
            texts += [text for _, text in rendered.choices] + [text for pair in rendered.steps for text in pair]
            assert not [text for text in texts if "{{" in text and "}}" in text and "\\" not in text], question.id


def test_every_parametric_question_draws_other_numbers_for_other_seeds(shipped: Catalog) -> None:
    parametric = [question for question in shipped.questions.values() if question.parametric]
    assert len(parametric) >= 20
    for question in parametric:
        assert len({str(sorted(draw(question, seed).given.items())) for seed in range(12)}) >= 6, question.id


def test_the_right_answer_typed_is_right_for_every_shipped_question(shipped: Catalog) -> None:
    from calculators.answers import write as typed

    for question, part in every_part(shipped):
        for seed in (1, 2):
            variant = draw(question, seed, part=part)
            key = variant.key
            response = sorted(key) if isinstance(key, frozenset) else key if isinstance(key, tuple) else typed(key)
            assert judge(question, variant, response).outcome is Outcome.CORRECT, question.id


def test_a_typed_question_can_be_asked_with_choices_made_from_its_mistakes(shipped: Catalog) -> None:
    offered = slips = 0
    for question, part in every_part(shipped):
        variant = draw(question, 4, "choices", part)
        if not variant.offered:
            continue
        offered += 1
        assert len(variant.choices) == 4
        assert len(set(variant.offered.values())) == 4
        assert judge(question, variant, [KEY_CHOICE]).outcome is Outcome.CORRECT
        wrong = next(name for name in variant.choices if name != KEY_CHOICE)
        verdict = judge(question, variant, [wrong])
        slip = parse_slip(wrong)
        named = None if slip is not None or wrong.startswith(REFLECTED) else wrong
        assert (verdict.outcome, verdict.mistake) == (Outcome.WRONG, named)
        assert (verdict.diagnosis, verdict.combined) == (slip or (None, ()))
        slips += slip is not None
    assert offered >= 10
    assert slips >= 10


def test_a_choice_that_is_a_general_slip_is_told_in_the_words_of_a_typed_one(shipped: Catalog) -> None:
    told = set()
    for question, part in every_part(shipped):
        variant = draw(question, 4, "choices", part)
        for name in variant.offered:
            if (slip := parse_slip(name)) is not None:
                told.add(slip[0])
                for language in LANGUAGES:
                    rendered = render(question, variant, language)
                    words = message(language, f"answers.diagnosis_{slip[0]}")
                    assert rendered.feedback[name].startswith(words)
                    assert all(rendered.feedback[mistake] in rendered.feedback[name] for mistake in slip[1])
    assert {"factor_two", "off_by_one", "sign", "two_mistakes", "complement", "log_base"} <= told


def test_asked_with_choices_the_key_stands_anywhere_and_is_of_any_size_equally_often(shipped: Catalog) -> None:
    for name in ("posterior-after-positive-test", "mean-squared-error-of-four", "conv-layer-parameters"):
        question = shipped.find(name)
        places, ranks = [0] * 4, [0] * 4
        for seed in range(400):
            variant = draw(question, seed * 7919, "choices")
            places[variant.choices.index(KEY_CHOICE)] += 1
            values = {name: answers.read(tex.replace("{,}", ""), variant.key) for name, tex in variant.offered.items()}
            numbers = {name: reading.value for name, reading in values.items()}
            ranks[sorted(numbers, key=lambda name: numbers[name]).index(KEY_CHOICE)] += 1
        for counts in (places, ranks):
            assert sum((count - 100) ** 2 / 100 for count in counts) < 16.266, (name, counts)


def test_ready_questions_are_most_of_the_bank(shipped: Catalog) -> None:
    ready = [question for question in shipped.questions.values() if question.status is Status.READY]
    assert len(ready) >= 120


EXPRESSION = """\
id: {id}
kind: expression
status: ready
topics: ["3.4.1"]
keywords: [パディング]
level: 2
stem: {{ja: $x^2 - 1$ を因数分解せよ。, en: Factor $x^2 - 1$.}}
answer:
  kind: expression
  value: (x - 1)*(x + 1)
  verify: x*x - 1
  variables: {{x: [-3, 3]}}
  tex: (x - 1)(x + 1)
  given: [x^2 - 1]
explanation: {{ja: 和と差の積。, en: Sum times difference.}}
references: [Any textbook]
"""


def test_a_form_that_the_question_gives_is_no_answer_and_costs_nothing(folder: Path, write: Write) -> None:
    write("one", EXPRESSION)
    question = load(folder).find("one")
    variant = draw(question, 1)
    assert judge(question, variant, "x**2 - 1").outcome is Outcome.INVALID
    assert judge(question, variant, "-1 + x^2").outcome is Outcome.INVALID
    assert judge(question, variant, "(1+x)(x-1)").outcome is Outcome.CORRECT


def test_a_slip_in_an_operation_is_told_only_where_the_question_has_that_operation(shipped: Catalog) -> None:
    question = shipped.find("diffusion-alpha-bar")
    told = set()
    for seed in range(1, 30):
        variant = draw(question, seed)
        assert isinstance(variant.key, Number)
        for factor in (math.log(2), math.log(10), 1 / math.log(2), 1 / math.log(10)):
            told.add(judge(question, variant, repr(variant.key.value * factor)).diagnosis)
    assert "log_base" not in told


def test_the_base_of_a_logarithm_is_told_where_an_entropy_is_asked_for(shipped: Catalog) -> None:
    question = next(
        entry.question for entry in shipped.entries.values() if entry.question.problem == "information.entropy"
    )
    variant = draw(question, 3, "typed")
    assert isinstance(variant.key, Number)
    values = [variant.key.value * factor for factor in (math.log(2), 1 / math.log(2))]
    assert "log_base" in {judge(question, variant, repr(value)).diagnosis for value in values}


def test_a_slip_offered_as_a_choice_is_one_that_typing_it_would_be_told_too(shipped: Catalog) -> None:
    offered = 0
    for question, part in every_part(shipped):
        if question.asked(part).problem is None:
            continue
        variant = draw(question, 4, "typed", part)
        choices = draw(question, 4, "choices", part)
        for name, value in choices.offered.items():
            slip = parse_slip(name)
            readable = judge(question, variant, value).outcome is not Outcome.INVALID
            if readable and slip is not None and slip[0] in ("log_base", "squared", "square_root", "reciprocal"):
                offered += 1
                assert judge(question, variant, value).diagnosis == slip[0], (question.id, name)
    assert offered >= 3


def test_a_list_that_is_cut_in_a_message_ends_behind_a_whole_name_with_dots() -> None:
    names = [f"chapter-{number}" for number in range(60)]
    told = one_line(", ".join(names))
    assert told.endswith(", …")
    assert len(told) <= 200
    assert told.removesuffix(", …").split(", ") == names[: told.count(",")]
    assert one_line("a, b") == "a, b"
    assert one_line("x" * 300) == "x" * 199 + "…"


def slips_told(catalog: Catalog, name: str, code: str, seeds: range = range(1, 9)) -> bool:
    """Whether half, twice, the complement or the percent of the key is told as such."""
    changes = {
        "percent": (lambda value: 100 * value, lambda value: value / 100),
        "complement": (lambda value: 1 - value,),
        "factor_two": (lambda value: 2 * value, lambda value: value / 2),
    }[code]
    question = next(found for found in catalog.questions.values() if name in (found.problem, found.id))
    told = set()
    for seed in seeds:
        variant = draw(question, seed)
        assert isinstance(variant.key, Number)
        told |= {judge(question, variant, repr(change(variant.key.value))).diagnosis for change in changes}
    return code in told


@pytest.mark.parametrize(
    ("code", "with_it", "without"),
    [
        ("percent", ("probability.bayes_posterior", "metrics.iou"), ("losses.mse", "initialization.he_std")),
        ("complement", ("probability.bayes_posterior", "metrics.iou"), ("initialization.he_std", "language.tf_idf")),
        (
            "factor_two",
            ("initialization.he_std", "losses.half_squared_error"),
            ("estimates.bernoulli", "classification.accuracy"),
        ),
    ],
)
def test_percent_complement_and_half_or_twice_are_told_only_where_the_question_shows_what_they_need(
    shipped: Catalog, code: str, with_it: tuple[str, ...], without: tuple[str, ...]
) -> None:
    assert [slips_told(shipped, name, code) for name in with_it] == [True, True]
    assert [slips_told(shipped, name, code) for name in without] == [False, False]


def test_no_named_mistake_of_the_bank_is_lost_to_a_slip(shipped: Catalog) -> None:
    named = 0
    for question, part in every_part(shipped):
        variant = draw(question, 4, "typed", part)
        if isinstance(variant.key, Number | Count | Vector | Matrix):
            for name, value in variant.mistakes.items():
                named += 1
                verdict = judge(question, variant, write_value(variant.key, value))
                assert verdict.mistake is not None, (question.id, part, name)
                assert verdict.diagnosis is None
    assert named > 1_000
