"""Sets: part after part in order, a card for each part, earlier errors carried forward, and nothing in between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from calculators.answers.verdict import Outcome as Judged
from quizapp.progress.database import Database
from quizapp.study.clock import FixedClock
from quizapp.study.faults import SittingChanged
from quizapp.study.overview import Node
from quizapp.study.running_order import Plan
from quizapp.study.scheduling import Rating
from quizapp.study.selection import Filter, Selection
from quizapp.study.sitting import Item, ItemKind, Outcome, Response, Sitting
from quizapp.study.study import Study
from tests.study.answering import right, wrong

SET = Selection(ids=("small-network",))
PARTS = ["first", "second", "third", "fourth"]


def shown(sitting: Sitting) -> Item:
    assert sitting.item is not None
    return sitting.item


def give(sitting: Sitting, *texts: str) -> list[Outcome]:
    """Type answers for the next parts, one after the other."""
    outcomes = []
    for text in texts:
        outcomes.append(sitting.answer(Response(text=text, seconds=20)))
        sitting.advance()
    return outcomes


def finish(sitting: Sitting, respond: Callable[..., Response] = right, seconds: float = 20) -> list[Item]:
    asked = []
    while sitting.item is not None:
        asked.append(sitting.item)
        sitting.answer(respond(sitting.item, seconds=seconds))
        sitting.advance()
    return asked


def asked_parts(items: list[Item]) -> list[str]:
    return [item.part for item in items if item.question.id == "small-network"]


def rows(database: Database, query: str) -> list[tuple[Any, ...]]:
    with database.reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(query)]


def topic(study: Study, code: str) -> Node:
    return next(node for top in study.tree() for node in top if node.id == code)


def test_a_set_is_asked_part_after_part_with_one_seed(study: Study) -> None:
    for seed in range(8):
        sitting = study.start_quiz(Selection(), size=15, seed=seed)
        entries = sitting._plan.entries
        places = [place for place, entry in enumerate(entries) if entry.question_id == "small-network"]
        assert [entries[place].part for place in places] == PARTS
        assert places == list(range(places[0], places[0] + 4))
        assert len({entries[place].seed for place in places}) == 1
        sitting.leave()


def test_a_set_is_taken_whole_and_its_parts_count(study: Study) -> None:
    assert study.count(SET) == 4
    assert len(study.start_quiz(SET, size=1).marks) == 4
    lengths = {len(study.start_quiz(Selection(), size=3, seed=seed).marks) for seed in range(30)}
    assert lengths <= {3, 4, 5, 6}
    assert max(lengths) > 3


def test_each_part_has_its_own_answer_rating_and_card(study: Study, database: Database) -> None:
    sitting = study.start_quiz(SET, seed=1)
    outcomes = []
    while sitting.item is not None and sitting.item.kind is ItemKind.NEW:
        outcomes.append(sitting.answer(right(sitting.item, seconds=14)))
        sitting.advance()
    # 14 s are quick for a part of 60 s, and not for one of 30 s or 40 s; a choice is never easy.
    assert [outcome.rating for outcome in outcomes] == [Rating.GOOD, Rating.GOOD, Rating.GOOD, Rating.EASY]
    cards = rows(database, "SELECT question_id, part, reps, state FROM cards ORDER BY id")
    assert [card[:3] for card in cards] == [("small-network", part, 1) for part in PARTS]
    assert [card[3] for card in cards] == ["learning", "learning", "learning", "review"]
    assert rows(database, "SELECT part, position FROM attempts ORDER BY id") == list(zip(PARTS, range(4), strict=True))


def test_the_pace_of_a_part_is_its_own(study: Study) -> None:
    sitting = study.start_quiz(SET, seed=1)
    assert sitting.answer(right(shown(sitting), seconds=9)).rating is Rating.EASY
    sitting.undo()
    assert sitting.answer(right(shown(sitting), seconds=61)).rating is Rating.HARD


def test_a_quick_order_or_pairing_is_a_sign_of_ease(study: Study) -> None:
    for name in ("training-order", "output-pairs"):
        sitting = study.start_quiz(Selection(ids=(name,)))
        assert sitting.answer(right(shown(sitting), seconds=9)).rating is Rating.EASY


def test_an_incomplete_order_or_pairing_is_refused_and_changes_nothing(study: Study, database: Database) -> None:
    for name in ("training-order", "output-pairs"):
        sitting = study.start_quiz(Selection(ids=(name,)))
        with pytest.raises(ValueError, match=r"order|partners"):
            sitting.answer(Response(chosen=shown(sitting).variant.choices[:1]))
        assert sitting.outcome is None
    assert rows(database, "SELECT * FROM attempts") == []


def test_a_wrong_order_is_kept_in_the_order_that_was_given(study: Study, database: Database) -> None:
    sitting = study.start_quiz(Selection(ids=("training-order",)))
    outcome = sitting.answer(Response(chosen=("loss", "forward", "backward", "step"), seconds=20))
    assert (outcome.verdict.outcome, outcome.rating) == (Judged.PARTIAL, Rating.HARD)
    assert rows(database, "SELECT response, score FROM attempts") == [
        ('{"chosen": ["loss", "forward", "backward", "step"]}', outcome.verdict.score)
    ]


def test_nothing_that_comes_back_splits_a_set(study: Study, clock: FixedClock) -> None:
    sitting = study.start_quiz(Selection(ids=("im2col", "small-network")), seed=3)
    while shown(sitting).question.id != "im2col":
        sitting = study.start_quiz(Selection(ids=("im2col", "small-network")), seed=sitting.id)
    sitting.answer(wrong(shown(sitting), seconds=20))
    asked = []
    while sitting.advance() is not None:
        asked.append(shown(sitting))
        clock.advance(minutes=1)
        missed = (shown(sitting).part, shown(sitting).kind) == ("first", ItemKind.NEW)
        sitting.answer((wrong if missed else right)(shown(sitting), seconds=20))
    assert [item.part for item in asked] == [*PARTS, "", "first"]


def test_missed_parts_come_back_together_in_order_with_other_numbers(study: Study, clock: FixedClock) -> None:
    sitting = study.start_quiz(SET, seed=2)
    first_round = []
    for respond, seconds in ((wrong, 20), (right, 500), (right, 20), (wrong, 20)):
        first_round.append(shown(sitting))
        sitting.answer(respond(shown(sitting), seconds=seconds))
        clock.advance(minutes=2)
        sitting.advance()
    back = [shown(sitting)]
    for _ in range(2):
        sitting.answer(right(shown(sitting), seconds=20))
        sitting.advance()
        back.append(shown(sitting))
    assert asked_parts(back) == ["first", "second", "fourth"]
    assert len({item.variant.seed for item in back}) == 1
    assert back[-1].variant.given != first_round[-1].variant.given


def test_a_wrong_answer_is_carried_into_the_later_parts_and_kept_so(study: Study, database: Database) -> None:
    sitting = study.start_quiz(SET)
    first, second = give(sitting, "5", "11")
    assert first.verdict.outcome is Judged.WRONG
    assert (second.verdict.outcome, second.verdict.carried) == (Judged.CORRECT, True)
    assert second.rating is Rating.GOOD
    assert rows(database, "SELECT outcome, carried FROM attempts ORDER BY id") == [("wrong", 0), ("correct", 1)]
    assert sitting.summary().correct == 1


def test_a_general_slip_is_kept_with_the_answer(study: Study, database: Database) -> None:
    (outcome,) = give(study.start_quiz(SET), "-6")
    assert outcome.verdict.diagnosis == "sign"
    assert rows(database, "SELECT mistake, diagnosis, carried FROM attempts") == [(None, "sign", 0)]


def test_an_error_is_carried_forward_after_a_restart(study: Study) -> None:
    sitting = study.start_quiz(SET)
    give(sitting, "5")
    (second,) = give(study.resume(sitting.id), "11")
    assert second.verdict.carried


def test_an_answer_that_was_taken_back_is_not_carried(study: Study) -> None:
    sitting = study.start_quiz(SET)
    give(sitting, "5")
    sitting.undo()
    first, second = give(sitting, "4", "11")
    assert first.verdict.outcome is Judged.WRONG
    assert (second.verdict.outcome, second.verdict.carried) == (Judged.WRONG, False)
    sitting.undo()
    assert give(sitting, "9")[0].verdict.carried


def test_practice_of_an_earlier_part_is_not_carried(study: Study) -> None:
    sitting = study.start_quiz(SET)
    sitting.answer(Response(text="6", seconds=20))
    practice = sitting.again()
    assert (practice.part, practice.kind) == ("first", ItemKind.AGAIN)
    sitting.answer(Response(text="5", seconds=20))
    following = sitting.advance()
    assert following is not None
    assert (following.part, following.kind) == ("second", ItemKind.NEW)
    assert sitting.answer(Response(text="11", seconds=20)).verdict.outcome is Judged.WRONG


def test_again_practises_one_part_alone_with_other_numbers(study: Study, database: Database) -> None:
    sitting = study.start_quiz(SET)
    for _ in range(3):
        sitting.answer(right(shown(sitting), seconds=20))
        sitting.advance()
    last = shown(sitting)
    sitting.answer(right(last, seconds=30))
    cards = rows(database, "SELECT * FROM cards")
    practice = sitting.again()
    assert practice.part == "fourth"
    assert practice.variant.given != last.variant.given
    assert sitting.answer(wrong(practice)).rating is None
    assert sitting.advance() is None
    assert rows(database, "SELECT * FROM cards") == cards


def test_undo_goes_back_part_by_part_and_leaves_the_earlier_ones_alone(study: Study, database: Database) -> None:
    sitting = study.start_quiz(SET)
    items = []
    for _ in range(3):
        items.append(shown(sitting))
        sitting.answer(wrong(shown(sitting), seconds=20))
        sitting.advance()
    before = rows(database, "SELECT part, state, reps FROM cards ORDER BY id")
    assert sitting.undo() == items[2]
    assert study.resume(sitting.id).undo() == items[1]
    sitting = study.resume(sitting.id)
    assert rows(database, "SELECT part, state, reps FROM cards ORDER BY id") == [
        before[0],
        ("second", "new", 0),
        ("third", "new", 0),
    ]
    assert sitting.marks == (Judged.WRONG, None, None, None, None)
    assert asked_parts(finish(sitting))[:3] == ["second", "third", "fourth"]


def test_a_set_is_resumed_in_its_middle(study: Study, clock: FixedClock) -> None:
    sitting = study.start_quiz(SET, seed=6)
    give(sitting, "6", "13")
    clock.advance(days=3)
    resumed = study.resume(sitting.id)
    assert resumed.item == sitting.item
    assert asked_parts(finish(resumed))[:2] == ["third", "fourth"]
    stale = study.start_quiz(SET)
    give(study.resume(stale.id), "6")
    with pytest.raises(SittingChanged):
        stale.answer(right(shown(stale)))


def test_numbers_of_any_part_that_were_answered_last_are_not_drawn_again(study: Study) -> None:
    finish(study.start_quiz(SET, seed=1))
    items = finish(study.start_quiz(SET, seed=1))
    assert asked_parts(items) == PARTS
    assert len({item.variant.seed for item in items}) == 1
    earlier = study.start_quiz(SET, seed=1)
    assert shown(earlier).variant.seed != items[0].variant.seed


def test_one_part_that_is_due_is_asked_alone_with_what_it_needs(study: Study, clock: FixedClock) -> None:
    sitting = study.start_quiz(SET)
    for respond, seconds in ((right, 5), (wrong, 20), (right, 20), (right, 5)):
        sitting.answer(respond(shown(sitting), seconds=seconds))
        sitting.advance()
    sitting.end()
    clock.advance(minutes=5)
    assert study.overview().due == 1
    review = study.start_review(limit=1)
    assert [(entry.question_id, entry.part) for entry in review._plan.entries] == [("small-network", "second")]
    assert not review.answer(Response(text="11", seconds=20)).verdict.carried


def test_parts_that_are_due_come_in_order_together_with_one_seed(study: Study, clock: FixedClock) -> None:
    ids = ("small-network", "im2col", "expectation")
    sitting = study.start_quiz(Selection(ids=ids), seed=4)
    # Answered so that the last parts wait longest.
    while sitting.item is not None:
        slow = sitting.item.part in ("first", "second")
        sitting.answer(right(sitting.item, seconds=100 if slow else 25))
        sitting.advance()
    clock.advance(days=1)
    assert study.overview().due == 6
    review = study.start_review(limit=6)
    entries = [entry for entry in review._plan.entries if entry.question_id == "small-network"]
    places = [place for place, entry in enumerate(review._plan.entries) if entry in entries]
    assert [entry.part for entry in entries] == PARTS
    assert places == list(range(places[0], places[0] + 4))
    assert len({entry.seed for entry in entries}) == 1
    while shown(review).question.id != "small-network":
        review.answer(right(shown(review), seconds=20))
        review.advance()
    assert give(review, "5", "11")[1].verdict.carried


def test_a_review_is_not_cut_in_a_set(make_study: Callable[..., Study], clock: FixedClock) -> None:
    study = make_study(new_per_day=0)
    finish(study.start_quiz(SET), seconds=25)
    clock.advance(days=1)
    assert len(study.start_review(limit=2).marks) == 4


def test_new_parts_come_together_even_beyond_the_days_number(make_study: Callable[..., Study]) -> None:
    study = make_study(track="zero", new_per_day=6)
    assert (study.overview().new_today, study.overview().new_minutes) == (8, 8)
    asked = finish(study.start_review())
    assert asked_parts(asked) == PARTS
    assert study.overview().new_today == 0


def test_the_rest_of_a_set_that_was_broken_off_is_new(make_study: Callable[..., Study], clock: FixedClock) -> None:
    study = make_study(track="zero", new_per_day=50)
    sitting = study.start_quiz(SET)
    give(sitting, "6")
    sitting.end()
    assert study.count(Selection(filter=Filter.UNSEEN, ids=SET.ids)) == 4
    clock.advance(days=1)
    waiting = [(item.part, item.kind) for item in finish(study.start_review()) if item.question.id == "small-network"]
    assert waiting[:4] == [
        ("first", ItemKind.LEARNING),
        ("second", ItemKind.NEW),
        ("third", ItemKind.NEW),
        ("fourth", ItemKind.NEW),
    ]
    assert study.questions(Selection(filter=Filter.UNSEEN, ids=SET.ids)) == []


def test_parts_are_counted_and_mastered_one_by_one(study: Study, clock: FixedClock) -> None:
    for text in ("6", "13"):
        for _ in range(4):
            sitting = study.start_quiz(SET)
            while (item := sitting.item) is not None and (item.part == "first" or text == "13"):
                sitting.answer(right(item, seconds=5))
                sitting.advance()
            sitting.end()
            clock.advance(days=12)
        node = topic(study, "3.4.1")
        assert node.questions == 6
        assert (node.seen, node.mastered) == ((1, 1) if text == "6" else (4, 4))


def test_filters_find_a_set_by_any_of_its_parts(study: Study) -> None:
    sitting = study.start_quiz(SET)
    give(sitting, "5")
    study.flag("small-network", "third")
    for chosen in (Filter.WRONG, Filter.FLAGGED, Filter.UNSEEN):
        assert study.questions(Selection(filter=chosen, ids=SET.ids)) == ["small-network"]
    for kind in ("set", "numeric", "single"):
        assert "small-network" in study.questions(Selection(kinds=(kind,)))  # type: ignore[arg-type]
    assert "small-network" not in study.questions(Selection(kinds=("order",)))  # type: ignore[arg-type]


def test_a_part_that_left_the_bank_is_neither_due_nor_asked(study: Study, clock: FixedClock) -> None:
    sitting = study.start_quiz(SET)
    give(sitting, "6")
    catalog = study._context.catalog
    entry = catalog.entries["small-network"]
    assert entry.question.parts is not None
    shorter = entry.question.model_copy(update={"parts": entry.question.parts[1:3]})
    renewed = study.renewed(
        catalog=replace(catalog, entries={**catalog.entries, "small-network": replace(entry, question=shorter)})
    )
    resumed = renewed.resume(sitting.id)
    assert asked_parts(finish(resumed)) == ["second", "third"]
    assert resumed.left_out == ("small-network",)
    clock.advance(days=1)
    assert renewed.overview().due == 2
    assert study.overview().due == 3


def test_a_plan_keeps_its_parts(study: Study) -> None:
    plan = study.start_quiz(SET)._plan
    assert Plan.from_json(plan.to_json(), 0) == plan
    assert [entry["part"] for entry in plan.to_json()] == PARTS
