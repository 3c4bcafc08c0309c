"""First answers and the use of questions, as the statistics of items are given them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Connection, insert

from quizapp.progress import attempts, learners
from quizapp.progress.attempts import NewAttempt
from quizapp.progress.database import open_database
from quizapp.progress.items import StoredAnswer, Use, answers_to, first_answers, uses
from quizapp.progress.tables import Sitting
from quizapp.progress.values import AttemptKind, AttemptOutcome, SittingKind, SittingState

NOW = datetime(2026, 12, 1, 11, 0, tzinfo=UTC)


def sitting(connection: Connection, learner: int) -> int:
    row = connection.execute(
        insert(Sitting)
        .values(
            learner_id=learner,
            kind=next(iter(SittingKind)),
            state=next(iter(SittingState)),
            options={},
            plan=[],
            position=0,
            changes=0,
            seed=1,
            started_at=NOW,
        )
        .returning(Sitting.id)
    ).one()
    return int(row[0])


def test_only_first_answers_that_stand_are_given(file: Path) -> None:
    database = open_database(file)
    with database.writing() as connection:
        learner = learners.ensure(connection, "me", NOW)
        number = sitting(connection, learner)
        first = NewAttempt(
            *(learner, number, 0, "q", "", "r1", next(iter(AttemptKind)), 7, {"n": 3}, {"chosen": ["b"]}),
            *(AttemptOutcome.WRONG, 0.0, None, "slip", None, False, 31.5, False, False, "ja", date(2026, 12, 1), NOW),
            *(0, True, "choices"),
        )
        kept = attempts.add(connection, first)
        attempts.add(connection, replace(first, position=1, exposure=1, revision="r2"))
        undone = attempts.add(connection, replace(first, position=2, question_id="other"))
        attempts.undo(connection, undone, NOW)
    with database.reading() as connection:
        (found,) = first_answers(connection)
        assert (found.question_id, found.learner, found.sitting, found.seconds) == ("q", learner, number, 31.5)
        assert (found.response, found.mistake, found.form) == ({"chosen": ["b"]}, "slip", "choices")
        assert list(uses(connection, "q")) == [Use("r2", 1, 1, 1), Use("r1", 1, 1, 1)]
        assert uses(connection, "q", {"r1": "r2"}) == [Use("r2", 1, 1, 2)]
        assert answers_to(connection, "q", {"r1"}) == [
            StoredAnswer(kept, "", 7, "choices", {"n": 3}, {"chosen": ["b"]}, AttemptOutcome.WRONG, False, "r1")
        ]
        assert answers_to(connection, "other", {"r1"}) == []
    database.close()
