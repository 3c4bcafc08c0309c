"""Statistics of items: what was chosen, by what each version offered, whatever ids and keys there are now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quizapp.bank.catalog import Catalog, load, revision
from quizapp.bank.items import Item
from quizapp.bank.schema import Question, Text
from quizapp.progress.database import Database
from quizapp.study import regrading, revising
from quizapp.study.clock import FixedClock
from quizapp.study.item_figures import figures
from quizapp.study.selection import Selection
from quizapp.study.sitting import Response
from quizapp.study.study import Study
from tests.bank.conftest import SINGLE, SYLLABUS, TRACKS
from tests.bank.test_sets import MATCH, ORDER

CLOCK = FixedClock(datetime(2026, 12, 2, 12, 0, tzinfo=UTC))
Ask = Callable[[Question, dict[tuple[str, ...], int]], None]


@pytest.fixture
def bank(tmp_path: Path) -> Catalog:
    folder = tmp_path / "bank"
    (folder / "convolution").mkdir(parents=True)
    (folder / "syllabus.yaml").write_text(SYLLABUS, encoding="utf-8")
    (folder / "tracks.yaml").write_text(TRACKS, encoding="utf-8")
    for name, source in (("one", SINGLE), ("sequence", ORDER), ("pairs", MATCH)):
        (folder / "convolution" / f"{name}.yaml").write_text(source.format(id=name), encoding="utf-8")
    return load(folder)


@pytest.fixture
def ask(bank: Catalog, database: Database) -> Ask:
    """So many learners, each of whom is asked a question for the first time, give each response."""
    numbers = iter(range(1000))

    def answers(question: Question, given: dict[tuple[str, ...], int]) -> None:
        entries = {**bank.entries, question.id: replace(bank.entries[question.id], question=question)}
        for chosen, count in given.items():
            for _ in range(count):
                study = Study(replace(bank, entries=entries), database, CLOCK, learner=f"learner {next(numbers)}")
                sitting = study.start_quiz(Selection(ids=(question.id,)))
                assert sitting.answer(Response(chosen=chosen)).recorded

    return answers


def by_revision(database: Database, question: Question) -> dict[str, Item]:
    return {item.revision: item for item in figures(database, [question]) if item.question == question.id}


def with_texts(question: Question, names: Sequence[str]) -> Question:
    """The question with the texts of its choices under other ids."""
    assert question.choices is not None
    texts = {choice.id: choice.text for choice in question.choices}
    choices = [
        choice.model_copy(update={"text": texts[name]}) for choice, name in zip(question.choices, names, strict=True)
    ]
    return question.model_copy(update={"choices": choices})


def with_key(question: Question, key: str) -> Question:
    assert question.choices is not None
    choices = [choice.model_copy(update={"correct": choice.id == key}) for choice in question.choices]
    return question.model_copy(update={"choices": choices})


def test_after_a_regrade_the_shares_are_those_of_the_texts_that_were_chosen(
    bank: Catalog, database: Database, ask: Ask
) -> None:
    before = bank.find("one")
    ask(before, {("a",): 15, ("b",): 9, ("c",): 6})
    now = with_texts(before, "bac")
    regrading.carry_out(database, CLOCK, regrading.look(database, now, revision(before)))
    (item,) = by_revision(database, now).values()
    assert (item.revision, item.facility, item.key) == (revision(now), 0.3, ("a",))
    assert item.chosen == {"a": 0.3, "b": 0.5, "c": 0.2}
    assert "drawn_to_wrong" in item.flags
    # Taken back, it is the old version that was answered, by its own texts.
    regrading.take_back(database, CLOCK, "one")
    (item,) = by_revision(database, now).values()
    assert (item.revision, item.facility, item.chosen) == (revision(before), 0.5, {"a": 0.5, "b": 0.3, "c": 0.2})


def test_an_earlier_version_is_flagged_by_its_own_key(bank: Catalog, database: Database, ask: Ask) -> None:
    before = bank.find("one")
    ask(before, {("a",): 24, ("b",): 6})
    now = with_key(before, "b")
    ask(now, {("a",): 24, ("b",): 6})
    found = by_revision(database, now)
    old, new = found[revision(before)], found[revision(now)]
    assert (old.key, new.key) == (("a",), ("b",))
    assert (old.idle, new.idle) == (("c",), ("c",))
    assert "drawn_to_wrong" not in old.flags
    assert "drawn_to_wrong" in new.flags


def test_a_text_that_is_said_in_other_words_counts_for_the_one_under_its_id(
    bank: Catalog, database: Database, ask: Ask
) -> None:
    before = bank.find("one")
    ask(before, {("a",): 15, ("b",): 9, ("c",): 6})
    assert before.choices is not None
    first, second, third = before.choices
    reworded = second.model_copy(update={"text": Text(ja="もっと広い余白", en="Wider margins")})
    now = before.model_copy(update={"choices": [first, reworded, third]})
    found = revising.look(database, now)
    assert found is not None
    revising.decide(database, CLOCK, found, same=True)
    ask(now, {("b",): 10})
    (item,) = by_revision(database, now).values()
    assert (item.answers, item.chosen) == (40, {"a": 0.375, "b": 0.475, "c": 0.15})


def test_of_an_order_it_is_told_what_was_placed_rightly_and_which_wrong_order_is_commonest(
    bank: Catalog, database: Database, ask: Ask
) -> None:
    question = bank.find("sequence")
    right, turned = ("first", "second", "third", "fourth"), ("second", "first", "third", "fourth")
    ask(question, {right: 15, turned: 9, right[::-1]: 6})
    (item,) = by_revision(database, question).values()
    assert (item.form, item.right, item.chosen) == ("order", 0.5, {})
    assert item.placed == {"first": 0.5, "second": 0.5, "third": 0.8, "fourth": 0.8}
    assert item.commonest_wrong == (turned, 0.3)


def test_of_pairs_it_is_told_which_were_found_and_which_wrong_one_is_commonest(
    bank: Catalog, database: Database, ask: Ask
) -> None:
    question = bank.find("pairs")
    ask(question, {("p", "q"): 15, ("p", "x"): 9, ("q", "p"): 6})
    (item,) = by_revision(database, question).values()
    assert (item.form, item.placed, item.chosen) == ("match", {"p": 0.8, "q": 0.5}, {"x": 0.3})
    assert item.commonest_wrong == (("q", "x"), 0.3)
    # The pairs in another order, and their ids exchanged: what was given is still the same.
    assert question.pairs is not None
    p, q = question.pairs
    now = question.model_copy(
        update={"pairs": [q.model_copy(update={"id": "p"}), p.model_copy(update={"id": "q"})]},
    )
    regrading.carry_out(database, CLOCK, regrading.look(database, now, revision(question)))
    (item,) = by_revision(database, now).values()
    assert (item.revision, item.placed, item.chosen) == (revision(now), {"p": 0.5, "q": 0.8}, {"x": 0.3})
    assert item.commonest_wrong == (("p", "x"), 0.3)
