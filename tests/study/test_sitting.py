"""A sitting: what is asked, what is committed, and what comes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from calculators.answers.verdict import Outcome as Judged
from quizapp.bank.catalog import Catalog
from quizapp.progress.database import Database, open_database
from quizapp.study.clock import FixedClock
from quizapp.study.faults import (
    AlreadyAnswered,
    NoSuchSitting,
    NotAnswered,
    NothingToAsk,
    NothingToUndo,
    SittingChanged,
)
from quizapp.study.scheduling import Rating
from quizapp.study.selection import Filter, Selection
from quizapp.study.sitting import Item, ItemKind, Response, Sitting
from quizapp.study.study import Study
from tests.study.answering import right, unreadable, wrong

CONV = Selection(ids=("conv-size",))
RELU = Selection(ids=("relu-negative",))


def shown(sitting: Sitting) -> Item:
    assert sitting.item is not None
    return sitting.item


def table(database: Database, name: str) -> list[dict[str, object]]:
    with database.reading() as connection:
        rows = connection.exec_driver_sql(f"SELECT * FROM {name} ORDER BY 1").mappings()
        return [dict(row) for row in rows]


def answer_all(sitting: Sitting, respond: Callable[..., Response] = right) -> None:
    while sitting.item is not None:
        sitting.answer(respond(sitting.item, seconds=30))
        sitting.advance()


def test_a_quiz_asks_as_many_ready_questions_as_wanted_and_no_draft(study: Study) -> None:
    sitting = study.start_quiz(Selection(), size=50)
    asked = set()
    while sitting.item is not None:
        asked.add((sitting.item.question.id, sitting.item.part))
        sitting.answer(right(sitting.item, seconds=1))
        sitting.advance()
    assert len(asked) == 9 + 4 + 2
    assert ("leaky-relu", "") not in asked


def test_an_answer_is_in_the_file_before_its_outcome_is_returned(study: Study, database: Database) -> None:
    sitting = study.start_quiz(CONV)
    outcome = sitting.answer(wrong(shown(sitting), seconds=12.5, unsure=True, language="en"))
    assert database.file is not None
    other = open_database(database.file)
    (attempt,) = table(other, "attempts")
    (card,) = table(other, "cards")
    (review,) = table(other, "reviews")
    (row,) = table(other, "sittings")
    other.close()
    assert outcome.verdict.outcome is Judged.WRONG
    assert attempt["id"] == outcome.attempt_id
    assert (attempt["outcome"], attempt["seconds"], attempt["unsure"], attempt["language"]) == ("wrong", 12.5, 1, "en")
    assert (card["state"], card["reps"]) == ("learning", 1)
    assert (review["rating"], review["state_before"], review["elapsed_days"]) == (1, "new", None)
    assert row["position"] == 1
    assert [line["question_id"] for line in table(database, "question_revisions")] == ["conv-size"]


def test_an_unreadable_answer_costs_nothing(study: Study, database: Database) -> None:
    sitting = study.start_quiz(CONV)
    response = unreadable(shown(sitting))
    assert response is not None
    outcome = sitting.answer(response)
    assert outcome.verdict.outcome is Judged.INVALID
    assert outcome.verdict.fault is not None
    assert not outcome.recorded
    assert table(database, "attempts") == []
    assert sitting.marks == (None,)
    assert sitting.answer(right(shown(sitting))).recorded


def test_one_item_takes_one_answer_and_the_next_comes_only_after_it(study: Study) -> None:
    sitting = study.start_quiz(Selection(), size=3)
    with pytest.raises(NotAnswered):
        sitting.advance()
    with pytest.raises(NotAnswered):
        sitting.again()
    sitting.answer(right(shown(sitting)))
    with pytest.raises(AlreadyAnswered):
        sitting.answer(right(shown(sitting)))


def test_a_missed_question_comes_back_before_the_end_with_other_numbers(study: Study, clock: FixedClock) -> None:
    sitting = study.start_quiz(CONV)
    first = shown(sitting)
    outcome = sitting.answer(wrong(first, seconds=20))
    assert (outcome.rating, outcome.returns, outcome.days) == (Rating.AGAIN, True, 0)
    assert outcome.due_at == clock.now() + timedelta(minutes=1)
    second = sitting.advance()
    assert second is not None
    assert (second.kind, second.position, second.total) == (ItemKind.LEARNING, 2, 2)
    assert second.question.id == first.question.id
    assert second.variant.given != first.variant.given


def test_a_learning_step_that_falls_due_is_asked_before_the_next_planned_question(
    study: Study, clock: FixedClock
) -> None:
    ids = ("conv-size", "relu-negative", "im2col", "expectation", "max-pooling")
    sitting = study.start_quiz(Selection(ids=ids), size=5, seed=3)
    missed = shown(sitting).question.id
    sitting.answer(wrong(shown(sitting)))
    other = sitting.advance()
    assert other is not None
    assert other.question.id != missed
    sitting.answer(right(other, seconds=10))
    clock.advance(seconds=61)
    back = sitting.advance()
    assert back is not None
    assert (back.question.id, back.kind) == (missed, ItemKind.LEARNING)


def test_what_was_right_is_not_asked_twice_in_a_short_sitting(study: Study) -> None:
    sitting = study.start_quiz(RELU)
    outcome = sitting.answer(right(shown(sitting), seconds=30))
    assert (outcome.rating, outcome.returns) == (Rating.GOOD, False)
    assert sitting.finished
    assert sitting.advance() is None
    assert sitting.marks == (Judged.CORRECT,)


def test_a_question_that_is_always_missed_is_left_to_the_review_in_the_end(study: Study) -> None:
    sitting = study.start_quiz(CONV)
    answer_all(sitting, wrong)
    assert sitting.marks == (Judged.WRONG,) * 4


def test_a_placement_asks_each_of_its_questions_once_and_leaves_what_was_missed_to_the_review(study: Study) -> None:
    sitting = study.start_placement(seed=1)
    total = shown(sitting).total
    assert not sitting.answer(wrong(shown(sitting))).returns
    sitting = study.resume(sitting.id)
    answer_all(sitting, wrong)
    assert sitting.marks == (Judged.WRONG,) * total


def test_again_asks_with_other_numbers_and_leaves_the_card_alone(study: Study, database: Database) -> None:
    sitting = study.start_quiz(CONV)
    first = shown(sitting)
    sitting.answer(right(first, seconds=30))
    card = table(database, "cards")
    practice = sitting.again()
    assert (practice.kind, practice.question.id) == (ItemKind.AGAIN, "conv-size")
    assert practice.variant.given != first.variant.given
    outcome = sitting.answer(wrong(practice))
    assert (outcome.recorded, outcome.rating, outcome.returns) == (True, None, False)
    assert table(database, "cards") == card
    assert len(table(database, "reviews")) == 1
    assert [attempt["kind"] for attempt in table(database, "attempts")] == ["scheduled", "practice"]


def test_undo_puts_back_the_card_and_the_item_and_keeps_the_log(study: Study, database: Database) -> None:
    sitting = study.start_quiz(Selection(), size=3, seed=5)
    sitting.answer(right(shown(sitting), seconds=30))
    sitting.advance()
    before = table(database, "cards")
    second = shown(sitting)
    sitting.answer(wrong(second))
    sitting.advance()
    again = sitting.undo()
    assert again == second
    assert sitting.marks == (Judged.CORRECT, None, None)
    cards = [{key: value for key, value in card.items() if key != "id"} for card in table(database, "cards")]
    assert cards[0] == {key: value for key, value in before[0].items() if key != "id"}
    assert (cards[1]["state"], cards[1]["reps"], cards[1]["due_at"]) == ("new", 0, None)
    attempts, reviews = table(database, "attempts"), table(database, "reviews")
    assert [row["undone_at"] is None for row in attempts] == [True, False]
    assert [row["undone_at"] is None for row in reviews] == [True, False]
    assert sitting.summary().answered == 1


def test_numbers_that_were_answered_last_are_not_drawn_again(study: Study) -> None:
    first = study.start_quiz(CONV, seed=1)
    numbers = shown(first).variant.given
    assert shown(study.start_quiz(CONV, seed=1)).variant.given == numbers
    first.answer(right(shown(first), seconds=30))
    second = study.start_quiz(CONV, seed=1)
    assert shown(second).variant.given != numbers
    assert study.resume(second.id).item == second.item


def test_an_undone_item_is_asked_with_its_own_numbers(study: Study) -> None:
    sitting = study.start_quiz(CONV)
    item = shown(sitting)
    sitting.answer(right(item, seconds=30))
    assert sitting.undo() == item
    assert study.resume(sitting.id).item == item


def test_a_card_of_another_memory_model_follows_from_its_log(
    study: Study, database: Database, clock: FixedClock
) -> None:
    def movement() -> list[object]:
        clock.advance(days=1)
        sitting = study.start_quiz(RELU)
        sitting.answer(right(shown(sitting), seconds=30))
        (card,) = table(database, "cards")
        return [card[name] for name in ("model", "state", "stability", "difficulty", "due_day", "reps")]

    movement()
    expected = movement()
    latest = table(database, "attempts")[-1]["sitting_id"]
    assert isinstance(latest, int)
    study.resume(latest).undo()
    clock.advance(days=-1)
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE cards SET model = 'other', stability = 999, difficulty = 1, reps = 40")
    assert movement() == expected


def test_undo_goes_back_to_the_first_answer_and_across_a_restart(study: Study, database: Database) -> None:
    sitting = study.start_quiz(Selection(), size=4, seed=8)
    first = shown(sitting)
    for _ in range(3):
        sitting.answer(right(shown(sitting), seconds=30))
        sitting.advance()
    resumed = study.resume(sitting.id)
    for _ in range(3):
        resumed.undo()
    assert resumed.item == first
    with pytest.raises(NothingToUndo):
        resumed.undo()
    assert {card["state"] for card in table(database, "cards")} == {"new"}
    assert study.overview().answered_today == 0


def test_undo_of_a_card_that_was_moved_again_elsewhere_leaves_what_the_rest_of_the_log_says(
    study: Study, database: Database, clock: FixedClock
) -> None:
    early = study.start_quiz(RELU, seed=1)
    early.answer(right(shown(early), seconds=30))
    clock.advance(days=1)
    late = study.start_quiz(RELU, seed=2)
    late.answer(right(shown(late), seconds=30))
    study.resume(early.id).undo()
    (after_one,) = table(database, "cards")
    assert (after_one["reps"], after_one["state"]) == (1, "learning")
    study.resume(late.id).undo()
    (untouched,) = table(database, "cards")
    assert (untouched["reps"], untouched["state"], untouched["stability"]) == (0, "new", None)


def test_a_sitting_is_resumed_at_the_same_item_with_the_same_numbers(study: Study, clock: FixedClock) -> None:
    sitting = study.start_quiz(Selection(), size=6, seed=11)
    for _ in range(2):
        sitting.answer(wrong(shown(sitting)))
        clock.advance(minutes=2)
        sitting.advance()
    clock.advance(hours=9)
    resumed = study.resume(sitting.id)
    assert resumed.item == sitting.item
    assert resumed.marks == sitting.marks
    found = study.unfinished()
    assert found is not None
    assert (found.sitting_id, found.answered, found.total) == (sitting.id, 2, len(sitting.marks))


def test_a_sitting_carried_on_elsewhere_takes_no_second_answer(study: Study, database: Database) -> None:
    sitting = study.start_quiz(Selection(), size=2)
    other = study.resume(sitting.id)
    other.answer(right(shown(other)))
    with pytest.raises(SittingChanged):
        sitting.answer(right(shown(sitting)))
    assert len(table(database, "attempts")) == 1
    assert len(table(database, "reviews")) == 1


def test_a_sitting_left_without_an_answer_is_not_offered_again(study: Study) -> None:
    study.start_quiz(Selection()).leave()
    assert study.unfinished() is None
    sitting = study.start_quiz(Selection())
    sitting.answer(right(shown(sitting)))
    sitting.leave()
    found = study.unfinished()
    assert found is not None
    assert found.sitting_id == sitting.id


def test_an_ended_sitting_keeps_its_answers_and_asks_no_more(study: Study) -> None:
    sitting = study.start_quiz(Selection(), size=5)
    sitting.answer(right(shown(sitting), seconds=30))
    sitting.advance()
    sitting.end()
    assert (sitting.item, sitting.finished, sitting.marks) == (None, True, (Judged.CORRECT,))
    assert sitting.summary().answered == 1
    assert study.unfinished() is None
    unanswered = study.start_quiz(Selection(), size=5)
    unanswered.end()
    with pytest.raises(NoSuchSitting):
        study.resume(unanswered.id)


def test_a_finished_sitting_is_not_unfinished_until_its_last_answer_is_taken_back(study: Study) -> None:
    sitting = study.start_quiz(RELU)
    sitting.answer(right(shown(sitting), seconds=30))
    assert study.unfinished() is None
    sitting.undo()
    found = study.unfinished()
    assert found is not None
    assert found.sitting_id == sitting.id


def test_a_question_that_left_the_bank_is_left_out_of_a_resumed_sitting(study: Study) -> None:
    from dataclasses import replace

    sitting = study.start_quiz(Selection(), size=9)
    gone = shown(sitting).question.id
    catalog = study._context.catalog
    rest = {name: entry for name, entry in catalog.entries.items() if name != gone}
    resumed = study.renewed(catalog=replace(catalog, entries=rest)).resume(sitting.id)
    assert resumed.left_out == (gone,)
    assert shown(resumed).question.id != gone
    assert len(resumed.marks) == 8


def test_a_question_that_can_not_be_drawn_does_not_stop_a_sitting(study: Study) -> None:
    from dataclasses import replace

    catalog = study._context.catalog
    entry = catalog.entries["conv-size"]
    broken = replace(entry, question=entry.question.model_copy(update={"problem": "convolution.no_such_family"}))
    renewed = study.renewed(catalog=replace(catalog, entries={**catalog.entries, "conv-size": broken}))
    sitting = renewed.start_quiz(Selection(ids=("conv-size", "im2col")))
    assert shown(sitting).question.id == "im2col"
    answer_all(sitting)
    assert len(sitting.marks) == 1
    with pytest.raises(NothingToAsk):
        renewed.start_quiz(CONV)
    assert renewed.unfinished() is None


def test_a_summary_counts_by_topic_and_names_what_was_missed(study: Study, clock: FixedClock) -> None:
    sitting = study.start_quiz(Selection(ids=("conv-size", "relu-negative", "softmax-sum")), seed=4)
    while sitting.item is not None:
        miss = sitting.item.question.id == "conv-size" and sitting.item.kind is ItemKind.NEW
        sitting.answer((wrong if miss else right)(sitting.item, seconds=30))
        sitting.advance()
    summary = sitting.summary()
    assert (summary.answered, summary.questions, summary.correct, summary.wrong) == (4, 3, 3, 1)
    assert summary.seconds == 120
    assert [(topic.topic, topic.answered, topic.correct) for topic in summary.topics] == [
        ("3.1.2", 1, 1),
        ("3.1.3", 1, 1),
        ("3.4.1", 2, 1),
    ]
    assert [missed.question_id for missed in summary.missed] == ["conv-size"]
    assert summary.next_due_at == clock.now() + timedelta(minutes=10)
    assert summary.due_tomorrow == 3


def test_filters_find_unseen_wrong_and_flagged_questions(study: Study) -> None:
    sitting = study.start_quiz(RELU)
    sitting.answer(wrong(shown(sitting)))
    study.flag("im2col")
    assert study.questions(Selection(filter=Filter.WRONG)) == ["relu-negative"]
    assert study.questions(Selection(filter=Filter.FLAGGED)) == ["im2col"]
    assert study.count(Selection(filter=Filter.UNSEEN)) == 14
    study.unflag("im2col")
    with pytest.raises(NothingToAsk):
        study.start_quiz(Selection(filter=Filter.FLAGGED))


def test_an_edited_question_is_said_to_be_edited_and_keeps_its_card(study: Study, database: Database) -> None:
    from dataclasses import replace

    sitting = study.start_quiz(RELU)
    assert not sitting.answer(right(shown(sitting), seconds=30)).revised
    catalog = study._context.catalog
    entry = catalog.entries["relu-negative"]
    stem = entry.question.stem.model_copy(update={"en": "What is ReLU of -1?"})
    edited = replace(entry, question=entry.question.model_copy(update={"stem": stem}))
    renewed = study.renewed(catalog=replace(catalog, entries={**catalog.entries, "relu-negative": edited}))
    sitting = renewed.start_quiz(RELU)
    assert sitting.answer(right(shown(sitting), seconds=30)).revised
    assert [card["reps"] for card in table(database, "cards")] == [2]
    assert len(table(database, "question_revisions")) == 2


def test_what_a_resumed_sitting_takes_back_is_the_answer_that_stands(study: Study, database: Database) -> None:
    sitting = study.start_quiz(Selection(), size=3, seed=4)
    for respond in (wrong, right):
        assert sitting.item is not None
        sitting.answer(respond(sitting.item, seconds=30))
        sitting = study.resume(sitting.id)
        sitting.undo()
    assert sitting.item is not None
    sitting.answer(right(sitting.item, seconds=30))
    resumed = study.resume(sitting.id)
    assert [mark for mark in resumed.marks if mark is not None] == [Judged.CORRECT]
    resumed.undo()
    assert resumed.summary().answered == 0
    resumed.redo()
    assert study.resume(sitting.id).marks == resumed.marks
    assert resumed.summary().answered == 1


def test_what_is_typed_and_not_answered_is_there_after_leaving_or_a_kill(
    study: Study, catalog: Catalog, database: Database, clock: FixedClock
) -> None:
    sitting = study.start_quiz(Selection(ids=("conv-size", "relu-negative")), seed=4)
    assert sitting.draft == ""
    sitting.keep_draft("(28 + 2")
    sitting.keep_draft("(28 + 2*1 - 3)\x00")
    sitting.leave()
    again = Study(catalog, database, clock).resume(sitting.id)
    assert again.draft == "(28 + 2*1 - 3)"
    again.keep_draft("")
    assert study.resume(sitting.id).draft == ""
    again.leave()
    assert study.unfinished() is None


def test_a_draft_belongs_to_the_item_that_was_showing(study: Study) -> None:
    sitting = study.start_quiz(Selection(), size=3, seed=4)
    assert sitting.item is not None
    sitting.keep_draft("1/2")
    sitting.answer(right(sitting.item, seconds=30))
    assert sitting.draft == ""
    sitting.keep_draft("typed after the verdict")
    assert study.resume(sitting.id).draft == ""
    sitting.undo()
    assert sitting.draft == study.resume(sitting.id).draft == ""


def test_a_draft_of_another_window_that_was_left_behind_is_not_kept(study: Study) -> None:
    sitting = study.start_quiz(Selection(), size=3, seed=4)
    other = study.resume(sitting.id)
    assert other.item is not None
    other.answer(right(other.item, seconds=30))
    other.advance()
    other.keep_draft("the newer one")
    sitting.keep_draft("the older one")
    assert study.resume(sitting.id).draft == "the newer one"
