"""Edits of a question that was answered: held against what learners answered last; whose statistics go on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import delete, select

from quizapp.bank.catalog import Catalog, revision
from quizapp.bank.edits import EditKind
from quizapp.bank.schema import Question, Text
from quizapp.progress.database import Database
from quizapp.progress.tables import RevisionContent, RevisionLink
from quizapp.study import regrading, revising
from quizapp.study.clock import FixedClock
from quizapp.study.item_figures import figures
from quizapp.study.selection import Selection
from quizapp.study.sitting import Response
from quizapp.study.study import Study

NOON = datetime(2026, 12, 2, 12, 0, tzinfo=UTC)
MakeStudy = Callable[..., Study]


@pytest.fixture
def single(catalog: Catalog) -> Question:
    return next(q for q in catalog.questions.values() if q.choices is not None and q.kind.value == "single")


def worded(question: Question, english: str) -> Question:
    return question.model_copy(update={"stem": Text(ja=question.stem.ja, en=english)})


@pytest.fixture
def reworded(single: Question) -> Question:
    """The same in other words, as far as can be told."""
    return worded(single, f"**{single.stem.en.rstrip('.?')}**?")


@pytest.fixture
def other(single: Question) -> Question:
    """Something else is asked, or may be."""
    return worded(single, f"{single.stem.en} Not so!")


@pytest.fixture
def turned(single: Question) -> Question:
    """Another choice is right."""
    assert single.choices is not None
    wrong = next(choice.id for choice in single.choices if not choice.correct)
    choices = [choice.model_copy(update={"correct": choice.id == wrong}) for choice in single.choices]
    return single.model_copy(update={"choices": choices})


def answer(study: Study, question: Question, right: bool = True) -> None:
    """Answer the question as it is given here, whatever the study's own bank has."""
    catalog = study._context.catalog
    edited = {**catalog.entries, question.id: replace(catalog.entries[question.id], question=question)}
    sitting = study.renewed(catalog=replace(catalog, entries=edited)).start_quiz(Selection(ids=(question.id,)))
    assert sitting.item is not None
    key = sitting.item.variant.key
    assert isinstance(key, frozenset)
    sitting.answer(Response(chosen=[name for name in sitting.item.variant.choices if (name in key) == right][:1]))


def counts(database: Database, question: Question) -> dict[str, int]:
    return {item.revision: item.answers for item in figures(database, [question]) if item.question == question.id}


def rows(database: Database, table: Any) -> list[Any]:
    with database.reading() as connection:
        return [tuple(row) for row in connection.execute(select(table))]


def test_the_statistics_of_a_question_that_is_said_in_other_words_go_on(
    make_study: MakeStudy, database: Database, single: Question, reworded: Question
) -> None:
    assert revision(single) != revision(reworded)
    answer(make_study(), single)
    # At once, and after the new words were answered by somebody else too.
    assert counts(database, reworded) == {revision(reworded): 1}
    answer(Study(make_study()._context.catalog, database, FixedClock(NOON), learner="another"), reworded)
    assert counts(database, reworded) == {revision(reworded): 2}
    (run,) = revising.runs(database, reworded)
    assert (run.revisions, run.use.learners, run.use.sittings, run.use.attempts) == (
        frozenset({revision(single), revision(reworded)}),
        *(2, 2, 2),
    )


def test_the_statistics_of_a_question_that_asks_something_else_begin_anew(
    make_study: MakeStudy, database: Database, single: Question, other: Question
) -> None:
    answer(make_study(), single)
    assert counts(database, other) == {revision(single): 1}
    answer(Study(make_study()._context.catalog, database, FixedClock(NOON), learner="another"), other)
    assert counts(database, other) == {revision(single): 1, revision(other): 1}
    assert [run.revision for run in revising.runs(database, other)] == [revision(other), revision(single)]


def test_they_go_on_all_the_same_where_the_author_says_that_only_the_words_are_others(
    make_study: MakeStudy, database: Database, clock: FixedClock, single: Question, other: Question
) -> None:
    answer(make_study(), single)
    found = revising.look(database, other)
    assert found is not None
    assert (found.edit.kind, found.goes_on, found.told) == (EditKind.MEANING, False, False)
    revising.decide(database, clock, found, same=True)
    found = revising.look(database, other)
    assert found is not None
    assert (found.edit.kind, found.goes_on, found.told) == (EditKind.MEANING, True, True)
    answer(Study(make_study()._context.catalog, database, clock, learner="another"), other)
    assert counts(database, other) == {revision(other): 2}
    assert [row[2:5] for row in rows(database, RevisionLink)] == [(revision(other), revision(single), True)]


def test_the_newest_word_of_the_author_counts_and_the_older_one_stays_recorded(
    make_study: MakeStudy, database: Database, clock: FixedClock, single: Question, other: Question
) -> None:
    answer(make_study(), single)
    found = revising.look(database, other)
    assert found is not None
    for same in (True, False):
        revising.decide(database, clock, found, same=same)
    assert counts(database, other) == {revision(single): 1}
    assert len(rows(database, RevisionLink)) == 2


def test_an_edit_is_held_against_what_was_answered_last_however_often_it_was_saved_since(
    make_study: MakeStudy, database: Database, clock: FixedClock, single: Question, turned: Question
) -> None:
    answer(make_study(), single)
    found = revising.look(database, turned)
    assert found is not None
    revising.decide(database, clock, found, same=False)
    # A second save changes the explanation only: what learners have answered is still another key.
    twice = turned.model_copy(update={"explanation": Text(ja="別の解説。", en="Another one.")})
    found = revising.look(database, twice)
    assert found is not None
    assert (found.edit.kind, found.before, found.told) == (EditKind.KEY, revision(single), True)
    # A third one changes the words as well, and that has not been told yet.
    found = revising.look(database, worded(twice, f"**{single.stem.en}**"))
    assert found is not None
    assert (found.edit.kind, found.before, found.told) == (EditKind.KEY, revision(single), False)


def test_a_question_that_is_as_it_was_answered_is_no_edit_and_nobody_is_told(
    make_study: MakeStudy, database: Database, single: Question
) -> None:
    assert revising.look(database, single) is None
    answer(make_study(), single)
    found = revising.look(database, single)
    assert found is not None
    assert (found.edit.kind, found.told, found.goes_on) == (EditKind.NONE, True, True)


def test_an_edit_is_told_until_an_author_has_seen_it_whoever_answers_meanwhile(
    make_study: MakeStudy, database: Database, clock: FixedClock, single: Question, turned: Question
) -> None:
    for _ in range(3):
        answer(make_study(), single)
    answer(make_study(), turned)
    # Another explanation, and other words that say the same, change nothing of it.
    again = worded(turned, f"**{single.stem.en}**")
    for edited in (turned, again):
        found = revising.look(database, edited)
        assert found is not None
        assert (found.edit.kind, found.before, found.told) == (EditKind.KEY, revision(single), False)
        assert (found.held, revising.use_of(database, found).attempts) == ((revision(single),), 4)
        assert [(each.revision, each.use.attempts) for each in revising.versions(database, edited, found)] == [
            (revision(single), 3),
        ]
    revising.decide(database, clock, found, same=False)
    found = revising.look(database, again)
    assert found is not None
    assert found.told
    # What was in other words goes on with what it says; the older key does not.
    answer(make_study(), again)
    assert [run.use.attempts for run in revising.runs(database, again)] == [2, 3]


def test_what_is_said_to_be_wording_joins_all_versions_that_were_held_against_it(
    make_study: MakeStudy, database: Database, clock: FixedClock, single: Question, other: Question
) -> None:
    third = worded(single, f"{single.stem.en} Never so!")
    for question in (single, other, third):
        answer(make_study(), question)
    found = revising.look(database, third)
    assert found is not None
    assert (found.edit.kind, found.held) == (EditKind.MEANING, (revision(other), revision(single)))
    revising.decide(database, clock, found, same=True)
    (run,) = revising.runs(database, third)
    assert run.use.attempts == 3
    found = revising.look(database, third)
    assert found is not None
    assert (found.edit.kind, found.told) == (EditKind.NONE, True)


def test_of_edits_of_the_key_one_after_another_each_answered_version_is_named(
    make_study: MakeStudy, database: Database, single: Question, turned: Question
) -> None:
    answer(make_study(), single)
    answer(make_study(), turned)
    assert single.choices is not None
    names = [choice.id for choice in single.choices]
    choices = [choice.model_copy(update={"correct": choice.id == names[-1]}) for choice in single.choices]
    third = single.model_copy(update={"choices": choices})
    found = revising.look(database, third)
    assert found is not None
    assert found.edit.kind is EditKind.KEY
    assert [each.revision for each in revising.versions(database, third, found)] == [revision(turned), revision(single)]
    assert revising.use_of(database, found).attempts == 2


def test_what_an_earlier_version_of_the_program_did_not_keep_counts_as_another_meaning_until_it_is_at_hand(
    make_study: MakeStudy, database: Database, clock: FixedClock, single: Question, reworded: Question
) -> None:
    answer(make_study(), single)
    with database.writing() as connection:
        connection.execute(delete(RevisionContent))
    found = revising.look(database, reworded)
    assert found is not None
    assert (found.known, found.edit.kind) == (False, EditKind.MEANING)
    found = revising.look(database, reworded, known=single)
    assert found is not None
    assert (found.known, found.edit.kind) == (True, EditKind.WORDING)
    revising.keep_answered(database, clock, reworded)
    assert rows(database, RevisionContent) == []
    revising.keep_answered(database, clock, single)
    found = revising.look(database, reworded)
    assert found is not None
    assert (found.known, found.edit.kind) == (True, EditKind.WORDING)


def test_a_regrade_reaches_the_answers_to_all_revisions_that_ask_the_same(
    make_study: MakeStudy, database: Database, clock: FixedClock, single: Question, reworded: Question, turned: Question
) -> None:
    answer(make_study(), single)
    assert regrading.last_used(database, reworded) is None
    answer(make_study(), reworded)
    assert regrading.last_used(database, turned) == revision(reworded)
    found = regrading.look(database, turned, revision(reworded))
    assert len(found.changed) == 2
    assert regrading.carry_out(database, clock, found) == 2
    assert counts(database, turned) == {revision(turned): 1}
    assert regrading.last_used(database, turned) is None
    # What it was judged by is kept, so that the next edit is held against it.
    edited = revising.look(database, single)
    assert edited is not None
    assert (edited.before, edited.known, edited.edit.kind) == (revision(turned), True, EditKind.KEY)


def test_nothing_of_a_revision_that_is_kept_is_ever_changed(
    make_study: MakeStudy, database: Database, single: Question, reworded: Question
) -> None:
    answer(make_study(), single)
    kept = rows(database, RevisionContent)
    answer(make_study(), reworded)
    answer(make_study(), single)
    assert rows(database, RevisionContent)[: len(kept)] == kept
    assert len(rows(database, RevisionContent)) == 2
