"""Mock exams whose answers were judged anew."""

from __future__ import annotations

from quizapp.progress.database import Database
from quizapp.progress.values import AttemptOutcome
from quizapp.study.clock import FixedClock
from quizapp.study.study import Study
from tests.study.exam.answering import right, shown, wrong
from tests.study.test_regraded_figures import judge_anew


def test_in_the_result_of_a_mock_exam_and_in_the_list_of_all(
    study: Study, clock: FixedClock, database: Database
) -> None:
    sheet = study.start_exam(6, 1)
    for position in range(6):
        respond = right if position % 2 else wrong
        sheet.answer(position, respond(shown(sheet, position)))
    before = sheet.hand_in()
    missed = 6 - before.overall.correct
    judge_anew(database, clock, AttemptOutcome.CORRECT, was=AttemptOutcome.WRONG)
    found = study.exam_result(sheet.id)
    assert missed == 3
    assert (found.overall.correct, found.overall.points) == (6, 6.0)
    (mock,) = study.exams()
    assert (mock.correct, mock.points) == (6, 6.0)
    clock.advance(hours=1)
    judge_anew(database, clock, AttemptOutcome.WRONG, was=AttemptOutcome.CORRECT)
    assert study.exams()[0].correct == 3
