"""An answer that was judged anew counts as it was judged last wherever a learner sees scores."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from quizapp.progress import attempts, evidence, figures, learners, regrades
from quizapp.progress.database import Database
from quizapp.progress.regrades import Judgement
from quizapp.progress.tables import Attempt
from quizapp.progress.values import AttemptOutcome, Cause
from quizapp.study.clock import FixedClock
from quizapp.study.selection import Selection
from quizapp.study.study import Study
from tests.study.answering import right, wrong

ASKED = ("im2col", "relu-true", "expectation")


def judge_anew(
    database: Database, clock: FixedClock, outcome: AttemptOutcome, *, was: AttemptOutcome, mistake: str | None = None
) -> list[int]:
    """Regrade every answer that was judged in a way; their ids."""
    with database.writing() as connection:
        found: Sequence[int] = connection.scalars(select(Attempt.id).where(Attempt.outcome == was)).all()
        score = 1.0 if outcome is AttemptOutcome.CORRECT else 0.0
        regrades.add(connection, [Judgement(name, "r", outcome, score, mistake) for name in found], clock.now())
    return list(found)


def quiz(study: Study, clock: FixedClock) -> int:
    """A quiz of three questions, the second answered wrongly; its number."""
    sitting = study.start_quiz(Selection(ids=ASKED))
    for respond in (right, wrong, right):
        assert sitting.item is not None
        sitting.answer(respond(sitting.item, seconds=20))
        sitting.advance()
        clock.advance(minutes=1)
    return sitting.id


def test_in_the_summary_of_its_sitting(study: Study, clock: FixedClock, database: Database) -> None:
    sitting = study.start_quiz(Selection(ids=ASKED))
    for respond in (right, wrong, right):
        assert sitting.item is not None
        sitting.answer(respond(sitting.item, seconds=20))
        sitting.advance()
    assert (sitting.summary().correct, len(sitting.summary().missed)) == (2, 1)
    judge_anew(database, clock, AttemptOutcome.CORRECT, was=AttemptOutcome.WRONG)
    assert (sitting.summary().correct, sitting.summary().missed) == (3, ())
    assert sum(topic.correct for topic in sitting.summary().topics) == 3


def test_in_what_is_asked_of_an_answer_that_went_wrong(study: Study, clock: FixedClock, database: Database) -> None:
    quiz(study, clock)
    learner = study._context.learner_id
    (missed,) = judge_anew(database, clock, AttemptOutcome.WRONG, was=AttemptOutcome.WRONG, mistake="slip")
    with database.writing() as connection:
        attempts.name_cause(connection, missed, Cause.MISREAD)
    with database.reading() as connection:
        assert len(attempts.with_cause(connection, learner, ["misread"])) == 1
        # The mistake that the regrade found is told, and none once it counts as right.
        found = figures.wrong_choices(connection, learner, date.min, date.max)
        assert [each.mistake for each in found if each.response is None] == ["slip"]
    clock.advance(hours=1)
    judge_anew(database, clock, AttemptOutcome.CORRECT, was=AttemptOutcome.WRONG)
    with database.reading() as connection:
        assert attempts.with_cause(connection, learner, ["misread"]) == set()
        assert attempts.last_wrong(connection, learner, "relu-true", "") is None
        assert figures.wrong_choices(connection, learner, date.min, date.max) == []


def test_in_what_is_known_of_recall_and_of_other_learners(study: Study, clock: FixedClock, database: Database) -> None:
    quiz(study, clock)
    clock.advance(days=6)
    sitting = study.start_quiz(Selection(ids=ASKED[:1]))
    assert sitting.item is not None
    sitting.answer(wrong(sitting.item, seconds=20))
    with database.writing() as connection:
        other = learners.ensure(connection, "another", clock.now())
    with database.reading() as connection:
        (recalled,) = evidence.recalled(connection, study._context.learner_id, 9)
        assert recalled.score == 0.0
        assert evidence.others(connection, other)["relu-true", ""].score == 0.0
    judge_anew(database, clock, AttemptOutcome.CORRECT, was=AttemptOutcome.WRONG)
    with database.reading() as connection:
        (recalled,) = evidence.recalled(connection, study._context.learner_id, 9)
        assert recalled.score == 1.0
        told = evidence.others(connection, other)["relu-true", ""]
        assert (told.score, told.usual) == (1.0, 1.0)
