"""Going on with any sitting, and taking back any answer: across sittings, finished ones, and restarts."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from quizapp.bank.catalog import Catalog
from quizapp.progress.database import Database, open_database
from quizapp.study.clock import FixedClock
from quizapp.study.faults import NothingToUndo
from quizapp.study.selection import Selection
from quizapp.study.sitting import Item, Sitting
from quizapp.study.study import Study
from tests.study.answering import right

RELU = Selection(ids=("relu-negative",))
CONV = Selection(ids=("conv-size",))


def shown(sitting: Sitting) -> Item:
    assert sitting.item is not None
    return sitting.item


def answer(sitting: Sitting, times: int = 1) -> list[Item]:
    items = []
    for _ in range(times):
        items.append(shown(sitting))
        sitting.answer(right(shown(sitting), seconds=30))
        sitting.advance()
    return items


def log(database: Database) -> list[bool]:
    """For each answer that was ever given, in order, whether it stands."""
    with database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT undone_at IS NULL FROM attempts ORDER BY id")
        return [bool(row[0]) for row in rows]


def test_every_open_sitting_can_be_gone_on_with_the_newest_first(study: Study, clock: FixedClock) -> None:
    sittings = []
    for answered in (1, 2, 0):
        sitting = study.start_quiz(Selection(), size=5)
        answer(sitting, answered)
        sittings.append(sitting)
        clock.advance(minutes=5)
    done = study.start_quiz(RELU)
    answer(done)
    found = study.open_sittings()
    assert [(left.sitting_id, left.answered) for left in found] == [
        (sittings[2].id, 0),
        (sittings[1].id, 2),
        (sittings[0].id, 1),
    ]
    assert study.unfinished() == found[0]
    assert study.resume(found[2].sitting_id).item == sittings[0].item


def test_no_open_sitting_is_no_fault(study: Study) -> None:
    assert study.open_sittings() == ()
    with pytest.raises(NothingToUndo):
        study.undo_last()


def test_the_last_answer_of_a_finished_sitting_is_taken_back_and_the_sitting_is_open_again(
    study: Study, database: Database
) -> None:
    finished = study.start_quiz(RELU)
    (item,) = answer(finished)
    assert study.open_sittings() == ()
    again = study.undo_last()
    assert (again.id, again.item, again.outcome, again.marks) == (finished.id, item, None, (None,))
    assert [left.sitting_id for left in study.open_sittings()] == [finished.id]
    assert study.overview().answered_today == 0
    assert log(database) == [False]
    answer(again)
    assert again.finished
    assert log(database) == [False, True]


def test_repeated_calls_go_back_answer_by_answer_through_two_sittings_and_a_restart(
    catalog: Catalog, database_file: Path, clock: FixedClock
) -> None:
    with closing(open_database(database_file)) as database:
        study = Study(catalog, database, clock)
        first = study.start_quiz(RELU)
        items = answer(first)
        clock.advance(days=1)
        second = study.start_quiz(Selection(), size=4, seed=8)
        items += answer(second, 2)
        taken = study.undo_last()
        assert (taken.id, taken.item) == (second.id, items[2])
    with closing(open_database(database_file)) as database:
        study = Study(catalog, database, clock)
        taken = study.undo_last()
        assert (taken.id, taken.item) == (second.id, items[1])
        taken.leave()
    with closing(open_database(database_file)) as database:
        study = Study(catalog, database, clock)
        taken = study.undo_last()
        assert (taken.id, taken.item) == (first.id, items[0])
        assert log(database) == [False, False, False]
        with pytest.raises(NothingToUndo):
            study.undo_last()
        assert study.overview().streak == 0
        assert [left.sitting_id for left in study.open_sittings()] == [first.id]


def test_the_last_answer_is_the_one_given_last_and_not_the_one_of_the_newest_sitting(
    study: Study, clock: FixedClock
) -> None:
    old = study.start_quiz(Selection(), size=5, seed=1)
    clock.advance(minutes=1)
    new = study.start_quiz(Selection(), size=5, seed=2)
    answer(new)
    (item,) = answer(old)
    taken = study.undo_last()
    assert (taken.id, taken.item) == (old.id, item)
    assert study.undo_last().id == new.id


def test_a_sitting_that_was_ended_early_is_opened_again_at_its_last_answer(study: Study) -> None:
    sitting = study.start_quiz(Selection(), size=5)
    items = answer(sitting, 2)
    sitting.end()
    taken = study.undo_last()
    assert (taken.id, shown(taken).variant, len(taken.marks)) == (sitting.id, items[1].variant, 2)


def test_nobody_takes_back_the_answer_of_another_learner(
    catalog: Catalog, database: Database, clock: FixedClock, make_study: Callable[..., Study]
) -> None:
    answer(make_study().start_quiz(CONV))
    other = Study(catalog, database, clock, learner="佐藤")
    with pytest.raises(NothingToUndo):
        other.undo_last()
    answer(other.start_quiz(RELU))
    assert shown(other.undo_last()).question.id == "relu-negative"
    assert log(database) == [True, False]


@pytest.mark.parametrize(
    ("measured", "kept"),
    [
        (12.5, 12.5),
        (0.0, 0.0),
        (-3.0, 0.0),
        (86_400.0, 3600.0),
        (float("nan"), 0.0),
        (float("inf"), 0.0),
        (float("-inf"), 0.0),
    ],
)
def test_a_time_that_can_not_be_true_ruins_no_figure(study: Study, measured: float, kept: float) -> None:
    sitting = study.start_quiz(RELU)
    sitting.answer(right(shown(sitting), seconds=measured))
    assert sitting.summary().seconds == kept
