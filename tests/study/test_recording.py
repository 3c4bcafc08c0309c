"""What is kept of an answer besides the answer: how often the question was met, and what recall was predicted."""

from __future__ import annotations

from typing import Any

import pytest

from quizapp.progress.database import Database
from quizapp.study.clock import FixedClock
from quizapp.study.scheduling import Rating
from quizapp.study.selection import Selection
from quizapp.study.sitting import Sitting
from quizapp.study.study import Study
from tests.study.answering import right, wrong


def rows(database: Database, query: str) -> list[tuple[Any, ...]]:
    with database.reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(query)]


def answer(sitting: Sitting, seconds: float = 5.0) -> None:
    assert sitting.item is not None
    sitting.answer(right(sitting.item, seconds=seconds))
    sitting.advance()


def test_every_answer_says_how_often_its_question_was_met_and_whether_its_numbers_were(
    study: Study, database: Database
) -> None:
    for _ in range(2):
        answer(study.start_quiz(Selection(ids=("conv-size",))))
        answer(study.start_quiz(Selection(ids=("relu-negative",))))
    found = rows(database, "SELECT question_id, exposure, fresh, form FROM attempts ORDER BY id")
    assert found == [
        ("conv-size", 0, 1, "typed"),
        ("relu-negative", 0, 1, "choices"),
        ("conv-size", 1, 1, "typed"),
        ("relu-negative", 1, 0, "choices"),
    ]


def test_numbers_of_an_answer_that_was_taken_back_have_been_seen_but_it_is_no_exposure(
    study: Study, database: Database
) -> None:
    sitting = study.start_quiz(Selection(ids=("conv-size",)))
    assert sitting.item is not None
    sitting.answer(wrong(sitting.item))
    sitting.undo()
    answer(sitting)
    assert rows(database, "SELECT exposure, fresh FROM attempts ORDER BY id") == [(0, 1), (0, 0)]


def test_the_recall_predicted_for_the_day_is_kept_but_for_first_answers_and_steps_of_one_day(
    study: Study, database: Database, clock: FixedClock
) -> None:
    only = Selection(ids=("im2col",))
    answer(study.start_quiz(only))
    clock.advance(hours=1)
    answer(study.start_quiz(only))
    clock.advance(days=9)
    answer(study.start_quiz(only))
    first, same_day, later = (recall for (recall,) in rows(database, "SELECT recall FROM reviews ORDER BY id"))
    assert (first, same_day) == (None, None)
    # Easy at first: S = 8.2956 days; the second answer of that day, also easy, only makes it longer.
    assert later == pytest.approx(0.9, abs=0.08)
    assert later > 0.88


@pytest.mark.parametrize("question", ["conv-size", "im2col"])
def test_right_at_once_after_the_solution_was_seen_and_taken_back_is_not_easy(
    study: Study, database: Database, clock: FixedClock, question: str
) -> None:
    sitting = study.start_quiz(Selection(ids=(question,)))
    assert sitting.item is not None
    sitting.answer(wrong(sitting.item))
    sitting.undo()
    answer(sitting, seconds=1)
    assert rows(database, "SELECT rating FROM reviews ORDER BY id") == [(Rating.AGAIN,), (Rating.GOOD,)]
    clock.advance(days=30)
    answer(study.start_quiz(Selection(ids=(question,))), seconds=1)
    assert rows(database, "SELECT rating FROM reviews ORDER BY id")[-1] == (Rating.EASY,)
