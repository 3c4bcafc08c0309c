"""What a family may draw and what its question files have words for."""

from __future__ import annotations

import re

from calculators.answers import Count, Matrix, Number, Outcome, Shape, Vector, judge, value_tex, write
from calculators.problems import draw_problem
from quizapp.bank.placeholders import fill
from quizapp.bank.variants import draw
from tests.problems.shipped import ASKED, FAMILIES, Asked, asked_by_module, shipped


@asked_by_module
def test_every_mistake_and_step_of_forty_variants_has_words_and_no_example_of_how_to_type_is_the_answer(
    asked: list[Asked],
) -> None:
    # Some mistakes differ from the key in some variants only, so a few seeds would not show them all.
    for question, _, found in asked:
        problems = [draw_problem(found, seed) for seed in range(40)]
        mistakes = {name for problem in problems for name in problem.mistakes}
        steps = {step.name for problem in problems for step in problem.steps}
        assert mistakes == set(question.mistakes), question.id
        assert steps <= set(question.steps), question.id
        words = question.stem.model_dump().values()
        examples = {example for text in words for example in re.findall("`([^`]+)`", text)}
        for problem in problems:
            typed = [fill(example, problem.given) for example in examples]
            right = [text for text in typed if judge(problem.answer, text, {}).outcome is Outcome.CORRECT]
            assert right == [], question.id


# What a Japanese stem asks for by 何X, whose X is then typed behind the number.
ASKED_FOR = re.compile(
    "何 ?(個|つ|ビット|ナット|MB|GB|KB|分|回|枚|秒|TFLOPS|Hz|通り|サンプル|バイト|語|倍|組|本|件|メル)"
)


@asked_by_module
def test_the_counter_that_a_stem_asks_for_may_be_typed_behind_the_number(asked: list[Asked]) -> None:
    for question, _, found in asked:
        key = draw_problem(found, 1).answer
        counter = ASKED_FOR.search(question.stem["ja"])
        if counter and isinstance(key, Number | Count):
            assert judge(key, write(key) + counter[1], {}).outcome is Outcome.CORRECT, question.id


def test_every_question_that_names_a_family_is_among_them() -> None:
    asking = [question for question in shipped().questions.values() if question.problem is not None]
    assert {question.id for question in asking} <= {asked.question.id for asked in ASKED}
    assert {found.name for found in FAMILIES} == {asked.family.name for asked in ASKED}


def test_no_choice_is_told_from_the_others_by_decimals_that_are_zero() -> None:
    # Wrong values of files are floats, sizes and counts whole numbers: 51.0 beside 27 would say which is which.
    for question in shipped().questions.values():
        for part in question.part_names:
            asked = question.asked(part)
            if asked.choices is not None or asked.items is not None or asked.pairs is not None:
                continue
            variant = draw(question, 3, "choices", part)
            if isinstance(variant.key, Number | Vector | Matrix) and variant.key.padded:
                # All of them have the decimals that the stem asks for, but those written with a power of ten.
                texts = [tex for tex in variant.offered.values() if "times" not in tex]
                numbers = [number for tex in texts for number in re.findall(r"\d+\.?\d*", tex)]
                assert {len(number.partition(".")[2]) for number in numbers} <= {variant.key.decimals}, question.id
            else:
                zeros = [tex for tex in variant.offered.values() if re.search(r"\d\.0+(?!\d)", tex)]
                assert not zeros, question.id


def test_a_choice_of_every_kind_is_printed_without_zeros_behind_the_point() -> None:
    keys = [Number(3.0), Count(3), Vector((1.0, 2.0)), Matrix(((1.0, 2.0),)), Shape((1, 2))]
    for key, wrong in zip(keys, (4.0, 4.0, [3.0, 4.0], [[3.0, 4.0]], [3.0, 4.0]), strict=True):
        assert ".0" not in value_tex(key, wrong)
