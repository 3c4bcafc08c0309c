"""Parameters of one's own: only with enough reviews, only where they predict better, and never lost."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from quizapp.progress import attempts, cards, learners, movements, sittings
from quizapp.progress.attempts import NewAttempt
from quizapp.progress.cards import CardValues
from quizapp.progress.database import Database
from quizapp.progress.movements import NewReview
from quizapp.progress.values import AttemptKind, AttemptOutcome, SittingKind
from quizapp.study import fitting, fsrs6
from quizapp.study.clock import FixedClock
from quizapp.study.faults import TooFewReviews
from quizapp.study.fsrs6 import DEFAULT_PARAMETERS, Model
from quizapp.study.scheduling import Rating
from quizapp.study.selection import Selection
from quizapp.study.study import Study
from tests.study.answering import right
from tests.study.consistency import check_cards, rows

# Somebody who forgets much sooner than the default parameters say.
FORGETFUL = Model("x", (*(value / 4 for value in DEFAULT_PARAMETERS[:4]), *DEFAULT_PARAMETERS[4:]))
START = date(2026, 1, 1)


def reviews_of(model: Model, count: int, seed: int = 1) -> Iterator[list[tuple[Rating, date]]]:
    stream = random.Random(seed)
    for _ in range(count):
        day, memory = START + timedelta(days=stream.randint(0, 200)), model.first(3)
        lines = [(Rating.GOOD, day)]
        for gap in stream.sample((1, 2, 3, 5, 8, 13, 21), 4):
            day += timedelta(days=gap)
            rating = Rating.GOOD if stream.random() < model.recall(gap, memory[0]) else Rating.AGAIN
            memory = model.moved(*memory, int(rating), gap)
            lines.append((rating, day))
        yield lines


def fill(database: Database, count: int) -> None:
    """Cards with the answers of somebody forgetful, given in the order of the days."""
    with database.writing() as connection:
        learner = learners.find(connection, "me")
        assert learner is not None
        sitting = sittings.add(connection, learner, SittingKind.REVIEW, {}, [], 0, datetime(2026, 1, 1, tzinfo=UTC))
        new = CardValues(fsrs6.NAME, fsrs6.DEFAULT_VERSION)
        lines = []
        for number, history in enumerate(reviews_of(FORGETFUL, count)):
            card = cards.add(connection, learner, f"q{number}", "", new)
            lines += [(day, card, rating) for rating, day in history]
        for day, card, rating in sorted(lines, key=lambda line: line[0]):
            moment = datetime(day.year, day.month, day.day, 3, tzinfo=UTC)
            attempt = attempts.add(
                connection,
                NewAttempt(
                    *(learner, sitting.id, 0, card.question_id, "", "r", AttemptKind.SCHEDULED, 1, {}, {"text": "1"}),
                    *(AttemptOutcome.CORRECT, 1.0, None, None, None, False, 5.0, False, False, "ja", day, moment),
                    *(0, True, "typed"),
                ),
            )
            after = replace(new, last_review_at=moment, last_outcome=AttemptOutcome.CORRECT)
            movements.log(
                connection,
                NewReview(learner, card.id, attempt, int(rating), 0.9, None, day, moment, new, after, None),
            )


def test_too_few_reviews_are_told_and_change_nothing(study: Study, database: Database) -> None:
    fill(database, 40)
    with pytest.raises(TooFewReviews) as caught:
        study.fit_model()
    assert (caught.value.reviews, caught.value.least) == (160, 1000)
    assert "160" in caught.value.sentence("ja")
    assert rows(database, "SELECT * FROM fits") == []


def test_parameters_that_predict_no_better_are_not_taken(study: Study, database: Database) -> None:
    fill(database, 260)
    worse = [value * 3 for value in DEFAULT_PARAMETERS[:4]] + list(DEFAULT_PARAMETERS[4:])
    found = fitting.fit(study._context, lambda _: worse)
    assert found.loss > found.loss_before
    assert (found.taken, found.reviews, found.held_out) == (False, 1040, 208)
    assert rows(database, "SELECT * FROM fits") == []


def test_only_the_older_four_fifths_are_fitted(study: Study, database: Database) -> None:
    fill(database, 260)
    given: list[int] = []

    def counting(histories: Sequence[fitting.History]) -> Sequence[float]:
        given.extend(sum(gap > 0 for _, gap in history) for history in histories)
        return DEFAULT_PARAMETERS

    fitting.fit(study._context, counting)
    assert sum(given) == 1040 - 208


def test_better_parameters_are_used_for_every_card_and_given_up_again(
    study: Study, database: Database, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(database, 260)
    study.replay()
    check_cards(database)
    before = rows(database, "SELECT id, stability, due_day FROM cards ORDER BY id")
    monkeypatch.setattr(fitting, "optimized", lambda _: FORGETFUL.parameters)
    found = study.fit_model()
    assert found.taken
    assert found.loss < found.loss_before
    (kept,) = rows(database, "SELECT version, reviews, loss < loss_before AS better FROM fits")
    assert (kept["version"], kept["reviews"], kept["better"]) == (found.model.version, 1040, 1)
    versions = rows(database, "SELECT DISTINCT model_version AS version FROM cards")
    assert versions == [{"version": found.model.version}]
    assert sum(row["stability"] for row in rows(database, "SELECT stability FROM cards")) < sum(
        row["stability"] for row in before
    )
    again = Study(study._context.catalog, database, clock)
    assert again._context.model == found.model
    sitting = again.start_quiz(Selection(ids=("im2col",)))
    assert sitting.item is not None
    sitting.answer(right(sitting.item, seconds=30))
    assert rows(database, "SELECT stability FROM cards WHERE question_id = 'im2col'") == [
        {"stability": FORGETFUL.parameters[2]}
    ]
    again.unfit_model()
    assert rows(database, "SELECT id, stability, due_day FROM cards WHERE question_id LIKE 'q%' ORDER BY id") == before
    assert Study(study._context.catalog, database, clock)._context.model == fsrs6.DEFAULT
    check_cards(database)


def test_the_optimizer_finds_somebody_who_forgets_sooner(study: Study, database: Database) -> None:
    pytest.importorskip("fsrs_rs_python")
    fill(database, 400)
    found = study.fit_model()
    assert found.taken
    # Good at first: 2.3 days by default, 0.58 for this learner.
    assert found.model.parameters[2] < 1.2
