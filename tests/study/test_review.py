"""What is due, what is new, and where the learner stands: from one day to the next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from quizapp.progress.database import Database
from quizapp.settings import Settings
from quizapp.study.clock import FixedClock
from quizapp.study.faults import NoSuchSitting, NothingDue
from quizapp.study.overview import Node, streak
from quizapp.study.selection import Selection, interleaved
from quizapp.study.sitting import Item, ItemKind, Sitting
from quizapp.study.study import Study
from tests.study.answering import right, wrong


def finish(sitting: Sitting, seconds: float = 30) -> list[Item]:
    asked = []
    while sitting.item is not None:
        asked.append(sitting.item)
        sitting.answer(right(sitting.item, seconds=seconds))
        sitting.advance()
    return asked


def flat(nodes: tuple[Node, ...]) -> dict[str, Node]:
    return {node.id: node for top in nodes for node in top}


def test_a_day_later_the_right_cards_come_back_with_other_numbers(study: Study, clock: FixedClock) -> None:
    ids = ("conv-size", "relu-negative", "im2col")
    tonight = {item.question.id: item for item in finish(study.start_quiz(Selection(ids=ids)))}
    assert study.overview().due == 0
    clock.advance(days=1)
    assert study.overview().due == 3
    review = study.start_review(limit=3)
    tomorrow = {item.question.id: item for item in finish(review)}
    assert set(tomorrow) == set(ids)
    assert {item.kind for item in tomorrow.values()} == {ItemKind.LEARNING}
    assert tomorrow["conv-size"].variant.given != tonight["conv-size"].variant.given
    clock.advance(minutes=30)
    assert study.overview().due == 0


def test_what_was_easy_rests_for_days_and_then_comes_back(study: Study, clock: FixedClock) -> None:
    finish(study.start_quiz(Selection(ids=("im2col",))), seconds=5)
    for _ in range(3):
        clock.advance(days=1)
        assert study.overview().due == 0
    clock.advance(days=12)
    assert study.overview().due == 1
    assert [item.kind for item in finish(study.start_review(limit=1))] == [ItemKind.REVIEW]


def test_a_card_is_due_from_four_in_the_morning_of_its_day(study: Study, clock: FixedClock, database: Database) -> None:
    finish(study.start_quiz(Selection(ids=("im2col",))), seconds=5)
    with database.reading() as connection:
        due_day = connection.exec_driver_sql("SELECT due_day FROM cards").scalar_one()
    clock.moment = clock.moment.replace(hour=3, minute=59)
    clock.advance(days=(date.fromisoformat(due_day) - date(2026, 12, 1)).days)
    assert study.overview().due == 0
    clock.advance(minutes=1)
    assert study.overview().due == 1


def test_learning_steps_come_first_then_what_is_most_forgotten_then_what_is_new(
    make_study: Callable[..., Study], clock: FixedClock
) -> None:
    study = make_study(new_per_day=1)
    for days, question in ((0, "im2col"), (5, "softmax-sum"), (3, "expectation")):
        clock.advance(days=days)
        finish(study.start_quiz(Selection(ids=(question,))), seconds=5)
    clock.advance(days=20)
    late = study.start_quiz(Selection(ids=("relu-negative",)))
    assert late.item is not None
    late.answer(wrong(late.item))
    clock.advance(days=1)
    asked = [item.question.id for item in finish(study.start_review())]
    assert asked[:4] == ["relu-negative", "im2col", "softmax-sum", "expectation"]
    assert len(asked) == 5


def test_new_questions_are_introduced_up_to_the_days_number(
    make_study: Callable[..., Study], clock: FixedClock
) -> None:
    study = make_study(new_per_day=4)
    assert study.overview().new_today == 4
    finish(study.start_quiz(Selection(topic="1.2.1")), seconds=5)
    finish(study.start_quiz(Selection(ids=("im2col",))), seconds=5)
    assert study.overview().new_today == 1
    assert len(finish(study.start_review())) == 1
    with pytest.raises(NothingDue):
        study.start_review()
    clock.advance(days=1)
    assert study.overview().new_today == 4


def test_before_an_exam_minutes_that_reviews_leave_go_to_more_new_questions(make_study: Callable[..., Study]) -> None:
    day = {"exam_date": "2027-02-01", "new_per_day": 2}
    few, some, many = (make_study(minutes_per_day=minutes, **day).overview().new_today for minutes in (1, 10, 60))
    assert 2 <= few < some < many
    assert make_study(minutes_per_day=60, new_per_day=2).overview().new_today <= 3


def test_before_an_exam_the_days_minutes_still_bound_what_is_new(make_study: Callable[..., Study]) -> None:
    study = make_study(exam_date="2027-02-01", minutes_per_day=10, new_per_day=1)
    finish(study.start_review(), seconds=200)
    with pytest.raises(NothingDue):
        study.start_review()


def test_who_wants_nothing_new_gets_nothing_new_before_an_exam_either(make_study: Callable[..., Study]) -> None:
    study = make_study(exam_date="2027-02-01", minutes_per_day=60, new_per_day=0)
    assert study.overview().new_today == 0
    assert study.plan().days[0].new == 0
    wanted = Settings(exam_date="2027-02-01", minutes_per_day=60, new_per_day=1)
    assert study.renewed(settings=wanted).plan().days[0].new > 1


def test_an_undone_introduction_does_not_count(make_study: Callable[..., Study]) -> None:
    study = make_study(new_per_day=4)
    sitting = study.start_quiz(Selection(), size=1)
    assert sitting.item is not None
    sitting.answer(right(sitting.item))
    assert study.overview().new_today == 3
    sitting.undo()
    assert study.overview().new_today == 4


def test_new_questions_follow_the_learners_track(make_study: Callable[..., Study]) -> None:
    def first(track: str, count: int) -> set[str]:
        study = make_study(track=track, new_per_day=count)
        sitting = study.start_review()
        asked = {entry.question_id for entry in sitting._plan.entries}
        sitting.leave()
        return asked

    assert first("zero", 2) == {"relu-negative", "relu-true"}
    assert first("short", 2) == {"max-pooling", "average-pooling"}
    assert first("syllabus", 2) == {"expectation", "bernoulli-variance"}


def test_questions_of_one_topic_are_kept_apart(study: Study) -> None:
    catalog = study._context.catalog
    ids = sorted(catalog.entries)
    orders = set()
    for seed in range(20):
        order = interleaved(catalog, ids, seed)
        assert sorted(order) == ids
        topics = [catalog.find(name).topics[0] for name in order]
        assert all(one != next_one for one, next_one in pairwise(topics))
        orders.add(tuple(order))
    assert len(orders) > 10
    assert interleaved(catalog, ids, 3) == interleaved(catalog, ids, 3)


def test_a_quiz_takes_what_is_due_before_what_is_unseen_before_what_was_just_seen(
    study: Study, clock: FixedClock
) -> None:
    finish(study.start_quiz(Selection(ids=("im2col", "softmax-sum"))), seconds=30)
    clock.advance(days=1)
    finish(study.start_quiz(Selection(ids=("expectation",))), seconds=5)
    sitting = study.start_quiz(Selection(), size=8)
    asked = {entry.question_id for entry in sitting._plan.entries}
    assert {"im2col", "softmax-sum"} <= asked
    assert "expectation" not in asked


def test_the_tree_counts_by_field_chapter_topic_and_section(study: Study, clock: FixedClock) -> None:
    finish(study.start_quiz(Selection(ids=("max-pooling",))))
    clock.advance(days=1)
    syllabus = flat(study.tree())
    counts = {name: (node.questions, node.seen, node.due) for name, node in syllabus.items()}
    assert counts["3"] == (13, 1, 1)
    assert counts["3.4"] == (8, 1, 1)
    assert counts["3.4.1"] == (6, 0, 0)
    assert counts["3.1.3"] == (2, 0, 0)
    assert not syllabus["1"].exam
    assert syllabus["3"].exam
    zero = flat(study.tree("zero"))
    assert {name: node.questions for name, node in zero.items()} == {"zero": 9, "zero.3": 2, "zero.7": 7}
    for node in (*syllabus.values(), *zero.values()):
        assert study.count(node.selection) == node.questions
    with pytest.raises(KeyError):
        study.tree("no-such-track")


def test_a_card_is_mastered_when_its_memory_holds_three_weeks(study: Study, clock: FixedClock) -> None:
    for _ in range(4):
        finish(study.start_quiz(Selection(ids=("im2col",))), seconds=5)
        clock.advance(days=12)
    assert flat(study.tree())["3.4.1"].mastered == 1


def test_a_chapter_can_be_named_by_its_folder_or_its_code(study: Study) -> None:
    assert study.count(Selection(chapter="convolution")) == study.count(Selection(chapter="3.4")) == 8
    assert study.count(Selection(keyword="ReLU")) == 2
    assert study.count(Selection(section="zero")) == 9
    assert study.count(Selection(levels=(1,), chapter="3")) == 4


def test_the_overview_counts_today_and_the_streak(study: Study, clock: FixedClock) -> None:
    for _ in range(3):
        sitting = study.start_quiz(Selection(ids=("im2col", "relu-negative")), size=2)
        assert sitting.item is not None
        sitting.answer(wrong(sitting.item))
        sitting.advance()
        assert sitting.item is not None
        sitting.answer(right(sitting.item, seconds=30))
        overview = study.overview()
        assert (overview.answered_today, overview.correct_today) == (2, 1)
        clock.advance(days=1)
    overview = study.overview()
    assert (overview.answered_today, overview.streak) == (0, 3)
    assert overview.due_minutes == overview.due > 0
    assert (overview.new_today, overview.new_minutes) == (11, 11)
    assert [node.id for node in overview.chapters] == ["1", "3"]
    clock.advance(days=1)
    assert study.overview().streak == 0


def test_a_streak_ends_at_the_first_missing_day() -> None:
    today = date(2026, 12, 10)
    days = [today - timedelta(days=number) for number in (0, 1, 2, 4, 5)]
    assert streak(days, today) == 3
    assert streak(days[1:], today) == 2
    assert streak(days[3:], today) == 0
    assert streak([], today) == 0


def test_a_journey_across_time_zones_loses_no_card_and_counts_no_negative_days(
    study: Study, clock: FixedClock, database: Database
) -> None:
    finish(study.start_quiz(Selection(ids=("im2col", "expectation"))), seconds=5)
    clock.zone = ZoneInfo("America/Los_Angeles")
    clock.advance(minutes=30)
    # 03:30 there: by the wall, a study day earlier than the last review.
    finish(study.start_quiz(Selection(ids=("im2col",))), seconds=30)
    with database.reading() as connection:
        rows = list(connection.exec_driver_sql("SELECT study_day, elapsed_days FROM reviews ORDER BY id"))
        days = list(connection.exec_driver_sql("SELECT last_day, due_day > last_day FROM cards"))
    assert [row[0] for row in rows] == ["2026-12-01", "2026-12-01", "2026-11-30"]
    assert all(row[1] is None or row[1] > 0 for row in rows)
    assert [tuple(row) for row in days] == [("2026-12-01", 1)] * 2
    clock.advance(days=60)
    assert study.overview().due == 2


def test_a_clock_set_back_by_days_loses_nothing(study: Study, clock: FixedClock) -> None:
    finish(study.start_quiz(Selection(ids=("im2col",))))
    clock.advance(days=-30)
    finish(study.start_quiz(Selection(ids=("im2col", "expectation"))))
    assert study.overview().answered_today == 2
    clock.advance(days=120)
    assert study.overview().due == 2


def test_a_retired_question_is_not_due_any_more(study: Study, clock: FixedClock) -> None:
    from dataclasses import replace

    finish(study.start_quiz(Selection(ids=("im2col", "relu-negative"))))
    clock.advance(days=1)
    catalog = study._context.catalog
    entry = catalog.entries["im2col"]
    retired = replace(entry, question=entry.question.model_copy(update={"status": "retired"}))
    renewed = study.renewed(catalog=replace(catalog, entries={**catalog.entries, "im2col": retired}))
    assert renewed.overview().due == 1


def test_notes_and_flags_are_kept_side_by_side(study: Study) -> None:
    study.flag("im2col")
    study.note("im2col", "  列は C·k·k \x00\ud800 ")
    assert study.mark("im2col").flagged
    assert study.mark("im2col").note == "列は C·k·k ?"
    study.note("im2col", "")
    assert study.mark("im2col").note == ""
    assert study.mark("im2col").flagged


def test_learners_in_one_database_see_only_their_own(study: Study, database: Database, clock: FixedClock) -> None:
    sitting = study.start_quiz(Selection(), size=2)
    assert sitting.item is not None
    sitting.answer(wrong(sitting.item))
    study.flag("im2col")
    other = Study(study._context.catalog, database, clock, learner="花子")
    overview = other.overview()
    assert (overview.answered_today, overview.streak, overview.unfinished) == (0, 0, None)
    assert not other.mark("im2col").flagged
    with pytest.raises(NoSuchSitting):
        other.resume(sitting.id)
