"""Answers judged anew after an edit of the key: shown first, recorded beside them, and taken back by a record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from quizapp.bank.catalog import Catalog, revision
from quizapp.bank.schema import Question
from quizapp.progress import evidence, items
from quizapp.progress.database import Database
from quizapp.progress.tables import Attempt, Card, Regrade
from quizapp.study import regrading
from quizapp.study.clock import FixedClock
from quizapp.study.selection import Selection
from quizapp.study.sitting import Response
from quizapp.study.study import Study

MakeStudy = Callable[..., Study]


@pytest.fixture
def single(catalog: Catalog) -> Question:
    return next(q for q in catalog.questions.values() if q.choices is not None and q.kind.value == "single")


@pytest.fixture
def turned(single: Question) -> Question:
    """The same question with another choice as its key."""
    assert single.choices is not None
    wrong = next(choice.id for choice in single.choices if not choice.correct)
    choices = [choice.model_copy(update={"correct": choice.id == wrong}) for choice in single.choices]
    return single.model_copy(update={"choices": choices})


def answer(study: Study, question: Question, right: bool) -> None:
    sitting = study.start_quiz(Selection(ids=(question.id,)))
    item = sitting.item
    assert item is not None
    key = item.variant.key
    assert isinstance(key, frozenset)
    chosen = [name for name in item.variant.choices if (name in key) == right][:1]
    sitting.answer(Response(chosen=chosen))


def rows(database: Database, table: Any) -> list[Any]:
    with database.reading() as connection:
        return [tuple(row) for row in connection.execute(select(table).order_by(table.id))]


def scores(database: Database) -> list[float]:
    with database.reading() as connection:
        return [found.score for found in items.first_answers(connection)]


def test_it_is_shown_before_anything_is_written(
    make_study: MakeStudy, database: Database, single: Question, turned: Question
) -> None:
    answer(make_study(), single, right=True)
    found = regrading.look(database, turned, revision(single))
    assert [(each.before, each.after) for each in found.changed] == [("correct", "wrong")]
    assert (found.same, found.unknown) == (0, 0)
    assert rows(database, Regrade) == []


def test_recorded_it_counts_in_statistics_and_forecasts_and_no_answer_or_card_is_rewritten(
    make_study: MakeStudy, database: Database, clock: FixedClock, single: Question, turned: Question
) -> None:
    answer(make_study(), single, right=True)
    attempts, cards = rows(database, Attempt), rows(database, Card)
    found = regrading.look(database, turned, revision(single))
    assert regrading.carry_out(database, clock, found) == 1
    assert scores(database) == [0.0]
    with database.reading() as connection:
        (first,) = items.first_answers(connection)
        assert (first.outcome, first.revision) == ("wrong", revision(turned))
        assert [row.score for row in evidence.first_answers(connection, first.learner, 9)] == [0.0]
    assert rows(database, Attempt) == attempts
    assert rows(database, Card) == cards


def test_it_is_taken_back_by_another_record_and_again_by_one_more(
    make_study: MakeStudy, database: Database, clock: FixedClock, single: Question, turned: Question
) -> None:
    answer(make_study(), single, right=True)
    answer(make_study(), single, right=False)
    regrading.carry_out(database, clock, regrading.look(database, turned, revision(single)))
    clock.advance(minutes=1)
    assert regrading.take_back(database, clock, single.id) == 2
    assert scores(database) == [1.0]
    assert regrading.last_used(database, turned) == revision(single)
    clock.advance(minutes=1)
    assert regrading.take_back(database, clock, single.id) == 2
    assert scores(database) == [0.0]
    assert len(rows(database, Regrade)) == 6


def test_after_a_regrade_the_next_edit_is_held_against_what_counts_now(
    make_study: MakeStudy, database: Database, clock: FixedClock, single: Question, turned: Question
) -> None:
    answer(make_study(), single, right=True)
    regrading.carry_out(database, clock, regrading.look(database, turned, revision(single)))
    assert regrading.last_used(database, turned) is None
    back = regrading.look(database, single, revision(turned))
    assert [(each.before, each.after) for each in back.changed] == [("wrong", "correct")]


def test_without_a_regrade_there_is_nothing_to_take_back(
    make_study: MakeStudy, database: Database, clock: FixedClock, single: Question
) -> None:
    answer(make_study(), single, right=True)
    assert regrading.take_back(database, clock, single.id) == 0
    assert rows(database, Regrade) == []
