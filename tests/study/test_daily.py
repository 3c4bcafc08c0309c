"""One rule says what a day asks: for the queue, for the plan, and for the simulated learners of the bench."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from quizapp.bank.catalog import Catalog
from quizapp.settings import changed
from quizapp.study.clock import FixedClock
from quizapp.study.daily import Daily, daily
from quizapp.study.faults import NothingDue
from quizapp.study.running_order import ItemKind
from quizapp.study.selection import Selection
from quizapp.study.study import Study
from quizapp.study.worth import Candidate, TopicStand
from tests.study.answering import right, wrong

Make = Callable[..., Study]
EXAM = "2027-01-10"
TOPICS = {"a": TopicStand(0.5, 20), "b": TopicStand(0.5, 20), "never asked": TopicStand(0.0, 20)}


def some(kind: str, gains: list[float], topic: str = "a", seconds: float = 60) -> list[Candidate[str]]:
    return [Candidate(f"{kind}{number}", topic, gain, seconds) for number, gain in enumerate(gains)]


def names(found: Daily[str]) -> tuple[list[str], list[str], list[str]]:
    reviews, new, later = ([candidate.key for candidate in part] for part in (found.reviews, found.new, found.later))
    return reviews, new, later


def test_where_everything_fits_all_reviews_are_asked_and_the_new_ones_of_the_day() -> None:
    reviews, new = some("r", [0.3, 0.2]), some("n", [0.5, 0.4, 0.3])
    assert names(daily(reviews, new, 600, 2, TOPICS, more=False)) == (["r0", "r1"], ["n0", "n1"], [])


def test_before_an_exam_time_that_is_left_goes_to_more_new_questions() -> None:
    reviews, new = some("r", [0.3, 0.2]), some("n", [0.5] * 9)
    assert names(daily(reviews, new, 300, 1, TOPICS))[1] == ["n0", "n1", "n2"]
    assert names(daily(reviews, new, 300, 0, TOPICS, more=False))[1] == []


def test_a_new_question_that_is_worth_more_displaces_reviews_but_comes_after_them() -> None:
    reviews = some("r", [0.1, 0.1]) + some("x", [0.9], "never asked")
    found = daily(reviews, some("n", [0.5], "b"), 120, 1, TOPICS)
    assert names(found) == (["r0"], ["n0"], ["r1", "x0"])


def test_a_new_question_that_is_worth_less_than_what_is_due_waits() -> None:
    found = daily(some("r", [0.5, 0.5]), some("n", [0.1], "b"), 120, 1, TOPICS)
    assert names(found) == (["r0", "r1"], [], [])


def test_without_an_exam_what_is_due_goes_first_and_new_ones_take_the_rest() -> None:
    reviews, new = some("r", [0.0, 0.0]), some("n", [0.0] * 5)
    assert names(daily(reviews, new, 240, 5, None)) == (["r0", "r1"], ["n0", "n1"], [])
    assert names(daily(reviews, new, 60, 5, None)) == (["r0"], [], ["r1"])


def study_all(study: Study, how: Callable[..., Any], seconds: float) -> None:
    sitting = study.start_quiz(Selection(), size=100, seed=3)
    asked = set()
    while (item := sitting.item) is not None and (item.question.id, item.part) not in asked:
        asked.add((item.question.id, item.part))
        sitting.answer(how(item, seconds=seconds))
        sitting.advance()


@pytest.mark.parametrize("exam_date", [EXAM, ""])
@pytest.mark.parametrize("track", ["syllabus", "zero"])
@pytest.mark.parametrize(
    ("before", "days", "minutes"),
    [("nothing", 0, 30), ("nothing", 0, 5), ("few", 9, 30), ("all right", 30, 8), ("all wrong", 3, 5)],
)
def test_the_plan_says_for_today_what_a_review_asks(
    make_study: Make, clock: FixedClock, exam_date: str, track: str, before: str, days: int, minutes: int
) -> None:
    study = make_study(exam_date=exam_date, track=track, minutes_per_day=minutes)
    if before == "few":
        sitting = study.start_quiz(Selection(), size=4, seed=3)
        while sitting.item is not None:
            sitting.answer(right(sitting.item, seconds=40))
            sitting.advance()
    elif before != "nothing":
        study_all(study, right if before == "all right" else wrong, 60)
    clock.advance(days=days)
    plan, overview = study.plan().days[0], study.overview()
    asked = [entry.kind for entry in study.start_review()._plan.entries]
    new = asked.count(ItemKind.NEW)
    assert (plan.reviews, plan.new) == (len(asked) - new, new) == (overview.due, overview.new_today)
    assert plan.due == overview.due + overview.later


def test_who_has_done_the_days_minutes_may_still_ask_for_the_new_ones_of_the_day(
    make_study: Make,
) -> None:
    study = make_study(minutes_per_day=5, new_per_day=6)
    sitting = study.start_quiz(Selection(ids=("im2col",)))
    assert sitting.item is not None
    sitting.answer(right(sitting.item, seconds=400))
    assert (study.overview().due, study.overview().new_today) == (0, 0)
    assert study.start_review().item is not None
    with pytest.raises(NothingDue):
        study.renewed(settings=changed(study.settings, "new_per_day", 0)).start_review()


def test_what_is_due_in_the_fields_adds_up_to_today_and_what_goes_beyond_it(
    make_study: Make, catalog: Catalog, clock: FixedClock
) -> None:
    entry = catalog.entries["im2col"]
    both = {"topics": ["3.4.1", "1.2.1"], "tracks": ["zero.3", "zero.7"]}
    entries = {**catalog.entries, "im2col": replace(entry, question=entry.question.model_copy(update=both))}
    about_two_fields = replace(catalog, entries=entries)
    study = make_study(minutes_per_day=8).renewed(catalog=about_two_fields)
    study_all(study, right, 60)
    clock.advance(days=400)
    overview = study.overview()
    assert overview.due
    assert overview.later
    assert sum(node.due for node in overview.chapters) == overview.due + overview.later
    # A quiz can still be asked for from either field.
    assert sum(node.due for node in study.tree()) == overview.due + overview.later + 1
    track = study.renewed(settings=changed(study.settings, "track", "zero")).overview()
    assert {node.id: node.due for node in track.chapters} == {"zero.3": 3, "zero.7": 6}


def test_an_answer_left_standing_costs_the_queue_and_the_plan_the_same_quarter_of_an_hour(make_study: Make) -> None:
    study = make_study(exam_date=EXAM, minutes_per_day=30)
    sitting = study.start_quiz(Selection(ids=("im2col",)))
    assert sitting.item is not None
    sitting.answer(right(sitting.item, seconds=3600))
    plan = study.plan()
    assert plan.minutes_done == 15
    assert plan.days[0].new == study.overview().new_today > 0
