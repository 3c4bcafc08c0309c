"""What a family may draw and what its question files have words for."""

from __future__ import annotations

import pytest

from calculators.problems import draw_problem, find_family
from quizapp.bank.catalog import load
from quizapp.bank.schema import Question
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
