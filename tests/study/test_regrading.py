"""Answers judged anew after an edit of the key: shown first, recorded beside them, and taken back by a record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from quizapp.bank.catalog import Catalog, revision
from quizapp.bank.schema import Question
from quizapp.progress import evidence, items
from quizapp.progress.database import Database
from quizapp.progress.tables import Attempt, Card, Regrade, RevisionLink
from quizapp.study import regrading, revising
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


def having(study: Study, question: Question) -> Study:
    """The same study with another version of a question."""
    catalog = study._context.catalog
    edited = {**catalog.entries, question.id: replace(catalog.entries[question.id], question=question)}
    return study.renewed(catalog=replace(catalog, entries=edited))


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


def regrade_and_note(database: Database, clock: FixedClock, question: Question, before: str) -> None:
    """Regrade, with the note that an author knows of the edit."""
    told = revising.look(database, question)
    regrading.carry_out(database, clock, regrading.look(database, question, before), told)
    clock.advance(minutes=1)


def undo(database: Database, clock: FixedClock, question: Question) -> bool:
    """Take the last regrade back; whether that, and not the undoing, is what was taken back."""
    assert regrading.take_back(database, clock, question.id) > 0
    clock.advance(minutes=1)
    return regrading.is_taken_back(database, question.id)


def is_told(database: Database, question: Question) -> bool:
    found = revising.look(database, question)
    assert found is not None
    return found.told


def test_what_was_noted_with_a_regrade_is_taken_back_with_it_and_noted_again_with_it(
    make_study: MakeStudy, database: Database, clock: FixedClock, single: Question, turned: Question
) -> None:
    answer(make_study(), single, right=True)
    unregraded = revising.look(database, turned)
    regrade_and_note(database, clock, turned, revision(single))
    assert is_told(database, turned)
    for undone in (True, False, True):
        assert undo(database, clock, single) == undone
        assert is_told(database, turned) != undone
        if undone:
            assert revising.look(database, turned) == unregraded
            (held,) = regrading.held(database, turned)
            assert len(held.regrading.changed) == 1
    # Nothing that was recorded is changed: each turn is a link of its own.
    links = [(row[2], row[3], row[4]) for row in rows(database, RevisionLink)]
    assert links == [(revision(turned), None, told) for told in (True, False, True, False)]


@pytest.mark.parametrize("said_first", [True, False])
def test_what_an_author_has_said_before_or_since_stays_when_the_regrade_is_taken_back(
    make_study: MakeStudy,
    database: Database,
    clock: FixedClock,
    single: Question,
    turned: Question,
    said_first: bool,
) -> None:
    answer(make_study(), single, right=True)
    seen = revising.look(database, turned)
    assert seen is not None
    if said_first:
        revising.decide(database, clock, seen, same=False)
        clock.advance(minutes=1)
    regrade_and_note(database, clock, turned, revision(single))
    if not said_first:
        revising.decide(database, clock, seen, same=False)
        clock.advance(minutes=1)
    assert undo(database, clock, single)
    assert is_told(database, turned)


def test_statistics_that_went_on_before_a_regrade_go_on_when_it_is_taken_back(
    make_study: MakeStudy, database: Database, clock: FixedClock, single: Question, turned: Question
) -> None:
    study = make_study()
    answer(study, single, right=True)
    clock.advance(minutes=1)
    reworded = turned.model_copy(
        update={"stem": turned.stem.model_copy(update={"en": f"**{turned.stem.en.rstrip('.?')}**?"})}
    )
    answer(having(study, turned), turned, right=True)
    before = [(run.revision, run.revisions) for run in revising.runs(database, reworded)]
    assert [name for name, _ in before] == [revision(reworded), revision(single)]
    regrade_and_note(database, clock, reworded, revision(single))
    assert undo(database, clock, single)
    # Also once somebody has answered the present version.
    answer(having(study, reworded), reworded, right=True)
    after = revising.runs(database, reworded)
    assert [(run.revision, run.use.attempts) for run in after] == [(revision(reworded), 2), (revision(single), 1)]


def test_a_regrade_by_the_key_that_was_edited_back_is_no_undoing(
    make_study: MakeStudy, database: Database, clock: FixedClock, single: Question, turned: Question
) -> None:
    answer(make_study(), single, right=True)
    regrade_and_note(database, clock, turned, revision(single))
    regrade_and_note(database, clock, single, revision(turned))
    assert not regrading.is_taken_back(database, single.id)
    assert undo(database, clock, single)
    assert scores(database) == [0.0]
    assert not undo(database, clock, single)
    assert scores(database) == [1.0]
