"""What a family may draw and what its question files have words for."""

from __future__ import annotations

import re

import pytest

from calculators.answers import Count, Matrix, Number, Outcome, Shape, Vector, judge, value_tex, write
from calculators.problems import draw_problem, find_family
from quizapp.bank.catalog import load
from quizapp.bank.placeholders import fill
from quizapp.bank.schema import Question
from quizapp.bank.variants import draw
from quizapp.paths import questions_folder

PARAMETRIC = [question for question in load(questions_folder()).questions.values() if question.problem is not None]


@pytest.mark.parametrize("question", PARAMETRIC, ids=lambda question: question.id)
def test_every_mistake_and_step_of_forty_variants_has_words(question: Question) -> None:
    # Some mistakes differ from the key in some variants only, so a few seeds would not show them all.
    problems = [draw_problem(find_family(str(question.problem)), seed) for seed in range(40)]
    mistakes = {name for problem in problems for name in problem.mistakes}
    steps = {step.name for problem in problems for step in problem.steps}
    assert mistakes == set(question.mistakes)
    assert steps <= set(question.steps)


# What a Japanese stem asks for by 何X, whose X is then typed behind the number.
ASKED_FOR = re.compile(
    "何 ?(個|つ|ビット|ナット|MB|GB|KB|分|回|枚|秒|TFLOPS|Hz|通り|サンプル|バイト|語|倍|組|本|件|メル)"
)


@pytest.mark.parametrize("question", PARAMETRIC, ids=lambda question: question.id)
def test_the_counter_that_a_stem_asks_for_may_be_typed_behind_the_number(question: Question) -> None:
    key = draw_problem(find_family(str(question.problem)), 1).answer
    asked = ASKED_FOR.search(question.stem["ja"])
    if asked and isinstance(key, Number | Count):
        assert judge(key, write(key) + asked[1], {}).outcome is Outcome.CORRECT


@pytest.mark.parametrize("question", PARAMETRIC, ids=lambda question: question.id)
def test_no_example_of_how_to_type_is_the_answer(question: Question) -> None:
    examples = {example for text in question.stem.model_dump().values() for example in re.findall("`([^`]+)`", text)}
    for seed in range(40 if examples else 0):
        problem = draw_problem(find_family(str(question.problem)), seed)
        typed = [fill(example, problem.given) for example in examples]
        assert not [text for text in typed if judge(problem.answer, text, {}).outcome is Outcome.CORRECT], seed


def test_no_choice_shows_decimals_that_are_zero() -> None:
    # Wrong values of files are floats, sizes and counts whole numbers: 51.0 beside 27 would say which is which.
    for question in load(questions_folder()).questions.values():
        for part in question.part_names:
            asked = question.asked(part)
            if asked.choices is not None or asked.items is not None or asked.pairs is not None:
                continue
            offered = draw(question, 3, "choices", part).offered
            assert not [tex for tex in offered.values() if re.search(r"\d\.0+(?!\d)", tex)], question.id


def test_a_choice_of_every_kind_is_printed_without_zeros_behind_the_point() -> None:
    keys = [Number(3.0), Count(3), Vector((1.0, 2.0)), Matrix(((1.0, 2.0),)), Shape((1, 2))]
    for key, wrong in zip(keys, (4.0, 4.0, [3.0, 4.0], [[3.0, 4.0]], [3.0, 4.0]), strict=True):
        assert ".0" not in value_tex(key, wrong)
