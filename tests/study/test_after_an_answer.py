"""What can be done after an answer: rate it, take it back and give it again, name its cause, set its card aside."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from quizapp.bank.catalog import Catalog
from quizapp.progress.database import Database, open_database
from quizapp.progress.values import Cause
from quizapp.study.clock import FixedClock
from quizapp.study.faults import NoSuchQuestion, NothingToRedo, NothingToUndo, NothingWrong, NotRated
from quizapp.study.scheduling import Rating
from quizapp.study.selection import Filter, Selection
from quizapp.study.sitting import Sitting
from quizapp.study.study import Study
from tests.study.answering import right, wrong
from tests.study.consistency import check_cards, rows

IM2COL = Selection(ids=("im2col",))
RELU = Selection(ids=("relu-negative",))


def answer(sitting: Sitting, respond: Callable[..., object] = right, seconds: float = 30) -> None:
    assert sitting.item is not None
    sitting.answer(respond(sitting.item, seconds=seconds))  # type: ignore[arg-type]


def rated_again(study: Study, days: int, clock: FixedClock) -> None:
    """One lapse: wrong on its day, then right in its step."""
    clock.advance(days=days)
    sitting = study.start_quiz(IM2COL)
    answer(sitting, wrong)
    sitting.advance()
    clock.advance(minutes=11)
    answer(sitting)
    sitting.end()


def test_a_rating_of_ones_own_replaces_the_movement_and_both_stay_in_the_log(study: Study, database: Database) -> None:
    sitting = study.start_quiz(IM2COL)
    answer(sitting)
    before = sitting.outcome
    assert before is not None
    assert (before.rating, before.days) == (Rating.GOOD, 0)
    after = sitting.rate(Rating.EASY)
    assert after.rating is Rating.EASY
    assert after.days is not None
    assert after.days > 2
    log = rows(database, "SELECT rating, undone_at IS NULL AS stands FROM reviews ORDER BY id")
    assert log == [{"rating": 3, "stands": 0}, {"rating": 4, "stands": 1}]
    assert rows(database, "SELECT reps, state FROM cards") == [{"reps": 1, "state": "review"}]
    check_cards(database)


def test_what_is_rated_again_comes_back_and_what_is_rated_easy_does_not(study: Study) -> None:
    sitting = study.start_quiz(IM2COL)
    answer(sitting)
    assert sitting.rate(Rating.AGAIN).returns
    assert len(sitting.marks) == 2
    assert not sitting.rate(Rating.EASY).returns
    assert sitting.advance() is None


def test_a_rated_answer_is_taken_back_and_given_again_as_it_was_rated(study: Study, database: Database) -> None:
    sitting = study.start_quiz(IM2COL)
    answer(sitting)
    sitting.rate(Rating.EASY)
    cards = rows(database, "SELECT * FROM cards")
    sitting.undo()
    assert rows(database, "SELECT reps FROM cards") == [{"reps": 0}]
    sitting.redo()
    assert rows(database, "SELECT * FROM cards") == cards
    check_cards(database)


def test_practice_and_a_card_begun_anew_since_are_not_rated(study: Study) -> None:
    sitting = study.start_quiz(Selection(ids=("conv-size",)))
    answer(sitting)
    study.reset("conv-size")
    with pytest.raises(NotRated):
        sitting.rate(Rating.HARD)
    sitting.again()
    answer(sitting)
    with pytest.raises(NotRated):
        sitting.rate(Rating.HARD)


def test_answers_taken_back_are_given_again_one_by_one_after_a_restart_too(
    catalog: Catalog, database_file: Path, clock: FixedClock
) -> None:
    with closing(open_database(database_file)) as database:
        study = Study(catalog, database, clock)
        for selection in (RELU, IM2COL):
            answer(study.start_quiz(selection), wrong)
        before = rows(database, "SELECT * FROM cards ORDER BY id")
        study.undo_last()
        study.undo_last().leave()
        assert study.overview().answered_today == 0
    with closing(open_database(database_file)) as database:
        study = Study(catalog, database, clock)
        assert study.redo_last().marks[0] is not None
        study.redo_last()
        assert rows(database, "SELECT * FROM cards ORDER BY id") == before
        assert study.overview().answered_today == 2
        with pytest.raises(NothingToRedo):
            study.redo_last()
        check_cards(database)


def test_a_new_answer_closes_what_could_be_given_again(study: Study, database: Database) -> None:
    sitting = study.start_quiz(RELU)
    answer(sitting)
    sitting.undo()
    answer(study.start_quiz(IM2COL))
    with pytest.raises(NothingToRedo):
        sitting.redo()
    with pytest.raises(NothingToRedo):
        study.redo_last()
    (row,) = rows(database, "SELECT redone_at, closed_at FROM undos")
    assert row["redone_at"] is None
    assert row["closed_at"] is not None


def test_the_cause_of_a_wrong_answer_is_named_changed_and_found(study: Study) -> None:
    sitting = study.start_quiz(IM2COL)
    answer(sitting, wrong)
    sitting.name_cause(Cause.CONFUSED)
    study.name_cause("im2col", Cause.MISREAD)
    assert study.cause("im2col") is Cause.MISREAD
    assert study.questions(Selection(causes=(Cause.MISREAD, Cause.UNKNOWN))) == ["im2col"]
    assert study.questions(Selection(causes=(Cause.CONFUSED,))) == []
    sitting.undo()
    assert study.cause("im2col") is None
    assert study.questions(Selection(causes=(Cause.MISREAD,))) == []
    sitting.redo()
    assert study.cause("im2col") is Cause.MISREAD
    study.name_cause("im2col", None)
    assert study.cause("im2col") is None


def test_a_right_answer_has_no_cause_of_error(study: Study) -> None:
    sitting = study.start_quiz(IM2COL)
    answer(sitting)
    with pytest.raises(NothingWrong):
        sitting.name_cause(Cause.VAGUE)
    with pytest.raises(NothingWrong):
        study.name_cause("im2col", Cause.VAGUE)


def test_what_is_suspended_is_asked_neither_here_nor_in_reviews_nor_in_quizzes(study: Study, clock: FixedClock) -> None:
    answer(study.start_quiz(IM2COL))
    sitting = study.start_quiz(Selection(ids=("im2col", "relu-negative")), seed=1)
    while sitting.item is not None and sitting.item.question.id != "im2col":
        answer(sitting)
        sitting.advance()
    sitting.suspend()
    assert sitting.item is None or sitting.item.question.id != "im2col"
    clock.advance(days=30)
    waiting = study.overview().due
    assert study.unsuspend("im2col")
    assert study.overview().due == waiting + 1
    study.undo_card_change()
    assert study.overview().due == waiting
    assert "im2col" not in study.questions(Selection())
    assert study.questions(Selection(filters=(Filter.SUSPENDED,))) == ["im2col"]


def test_a_question_never_asked_can_be_suspended_and_is_then_not_new(study: Study) -> None:
    new = study.overview().new_today
    study = study.renewed()
    for name in study.questions(Selection()):
        for part in study._context.catalog.find(name).part_names:
            study.suspend(name, part)
    assert new > 0
    assert study.overview().new_today == 0


def test_what_is_buried_comes_back_on_the_next_study_day(study: Study, clock: FixedClock) -> None:
    answer(study.start_quiz(IM2COL), seconds=5)
    clock.advance(days=60)
    assert study.overview().due == 1
    study.bury("im2col")
    assert study.overview().due == 0
    clock.advance(days=1)
    assert study.overview().due == 1
    study.bury("im2col")
    assert study.unbury("im2col")
    assert not study.unbury("im2col")
    assert study.overview().due == 1


def test_a_card_begun_anew_keeps_its_answers_and_can_have_its_memory_back(
    study: Study, database: Database, clock: FixedClock
) -> None:
    answer(study.start_quiz(IM2COL), seconds=5)
    before = study.card("im2col")
    clock.advance(days=2)
    assert study.reset("im2col")
    assert (study.card("im2col").reps, study.card("im2col").due_day) == (0, None)
    assert rows(database, "SELECT count(*) AS n FROM attempts WHERE undone_at IS NULL") == [{"n": 1}]
    answer(study.start_quiz(IM2COL))
    assert study.card("im2col").reps == 1
    check_cards(database)
    study.undo_card_change()
    assert study.card("im2col").reps == 2
    study.undo_last()
    assert study.card("im2col").stability == before.stability
    assert study.card("im2col").due_day == before.due_day
    check_cards(database)


def test_a_card_forgotten_eight_times_is_suspended_with_advice(
    study: Study, database: Database, clock: FixedClock
) -> None:
    answer(study.start_quiz(IM2COL), seconds=5)
    for _ in range(7):
        rated_again(study, 40, clock)
    assert (study.card("im2col").lapses, study.card("im2col").leech) == (7, False)
    clock.advance(days=40)
    sitting = study.start_quiz(IM2COL)
    answer(sitting, wrong)
    assert sitting.outcome is not None
    assert (sitting.outcome.leech, sitting.outcome.returns) == (True, False)
    assert study.questions(Selection(filters=(Filter.LEECH,))) == ["im2col"]
    assert [topic.code for topic in study.advice("im2col").topics] == ["3.4.1"]
    check_cards(database)
    sitting.rate(Rating.GOOD)
    assert not study.card("im2col").leech
    sitting.rate(Rating.AGAIN)
    sitting.undo()
    assert not study.card("im2col").suspended
    sitting.redo()
    assert study.card("im2col").leech
    study.unsuspend("im2col")
    assert not study.card("im2col").leech
    check_cards(database)


def test_the_last_change_of_a_card_is_taken_back_first(study: Study) -> None:
    study.suspend("im2col")
    study.suspend("relu-negative")
    assert not study.suspend("relu-negative")
    assert study.undo_card_change().question_id == "relu-negative"
    assert study.undo_card_change().question_id == "im2col"
    with pytest.raises(NothingToUndo):
        study.undo_card_change()


def test_a_question_that_is_not_there_can_not_be_set_aside(study: Study) -> None:
    for name, part in (("nowhere", ""), ("im2col", "first"), ("small-network", "")):
        with pytest.raises(NoSuchQuestion):
            study.suspend(name, part)


def test_right_by_guess_is_not_easy_nor_good(study: Study) -> None:
    for unsure, rating in ((True, Rating.HARD), (False, Rating.GOOD)):
        sitting = study.start_quiz(RELU)
        assert sitting.item is not None
        outcome = sitting.answer(right(sitting.item, seconds=1, unsure=unsure))
        assert outcome.rating is rating
        sitting.undo()
