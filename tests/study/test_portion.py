"""What of the due cards is asked today: by worth, siblings apart, and no more than the day has room for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from quizapp.progress.card_lists import CardStatus
from quizapp.progress.values import AttemptOutcome, CardState
from quizapp.study.clock import FixedClock
from quizapp.study.faults import NothingDue
from quizapp.study.portion import Portion, Unit, portion
from quizapp.study.scheduling import Memory, Rating, play, review
from quizapp.study.selection import Filter, Selection
from quizapp.study.sitting import Sitting
from quizapp.study.study import Study
from tests.study.answering import right

TODAY = date(2026, 12, 1)


def unit(name: str, group: str = "", seconds: float = 60, stability: float = 30) -> Unit:
    moment = datetime(2026, 12, 1, tzinfo=UTC)
    day, state = TODAY - timedelta(days=20), CardState.REVIEW
    card = CardStatus(
        *(name, "", state, stability, moment, TODAY, day, AttemptOutcome.CORRECT, False, None, False, 5.0, 0)
    )
    return Unit((card,), "3.4.1", group, seconds)


def names(units: Sequence[Unit]) -> str:
    return "".join(found.cards[0].question_id for found in units)


def taken(found: Portion) -> tuple[str, str]:
    return names(found.now), names(found.later)


def test_siblings_go_behind_the_others() -> None:
    units = [unit("a", "x"), unit("b", "x"), unit("c"), unit("d", "x"), unit("e")]
    assert taken(portion(units, set(), 100)) == ("acebd", "")


def test_a_sibling_of_what_was_answered_today_waits_for_tomorrow_where_that_has_room() -> None:
    units = [unit("a", "x"), unit("b")]
    assert taken(portion(units, {"x"}, 0)) == ("b", "a")
    assert taken(portion(units, {"x"}, 1)) == ("ba", "")


def test_what_would_soon_be_forgotten_does_not_wait() -> None:
    assert taken(portion([unit("a", "x", stability=3), unit("b")], {"x"}, 0)) == ("ba", "")


def test_no_more_siblings_are_left_for_tomorrow_than_make_both_days_even() -> None:
    units = [unit(name, "x") for name in "abcdef"]
    assert taken(portion(units, set(), 0)) == ("abc", "def")


def finish(sitting: Sitting, seconds: float = 5) -> list[str]:
    asked = []
    while sitting.item is not None:
        asked.append(sitting.item.question.id)
        sitting.answer(right(sitting.item, seconds=seconds))
        sitting.advance()
    return asked


def test_a_backlog_is_spread_and_more_is_asked_of_who_wants_more(
    make_study: Callable[..., Study], clock: FixedClock
) -> None:
    study = make_study(minutes_per_day=5, new_per_day=3)
    asked = finish(study.start_quiz(Selection(), size=100))
    clock.advance(days=400)
    overview = study.overview()
    assert 0 < overview.due < len(asked)
    assert overview.due + overview.later == len(asked) == study.due_count()
    assert overview.new_today == 0
    first = finish(study.start_review(), seconds=100)
    assert len(first) == overview.due
    assert study.overview().due == 0
    assert study.overview().later == len(asked) - len(first)
    second = finish(study.start_review(), seconds=100)
    assert second
    clock.advance(days=1)
    assert study.overview().due + study.overview().later >= len(asked) - len(first) - len(second)


def test_before_an_exam_what_it_does_not_ask_about_comes_last(
    make_study: Callable[..., Study], clock: FixedClock
) -> None:
    study = make_study(exam_date="2027-02-01", new_per_day=0)
    finish(study.start_quiz(Selection(), size=100))
    clock.advance(days=40)
    order = finish(study.start_review())
    topics = [study._context.catalog.find(name).topics[0] for name in order]
    exam = {topic.code: topic.exam for topic in study._context.catalog.syllabus.topics()}
    asked = [exam[topic] for topic in topics]
    assert asked == sorted(asked, reverse=True)


def test_an_exam_that_has_gone_by_orders_nothing(make_study: Callable[..., Study], clock: FixedClock) -> None:
    past, none = make_study(exam_date="2026-01-01"), make_study()
    finish(none.start_quiz(Selection(ids=("im2col", "relu-negative", "expectation"))))
    clock.advance(days=60)
    assert past.start_review(seed=1).item == none.start_review(seed=1).item


def test_ahead_asks_what_is_due_soon_and_moves_it_by_the_time_that_has_passed(study: Study, clock: FixedClock) -> None:
    finish(study.start_quiz(Selection(ids=("im2col",))))
    due = study.card("im2col").due_day
    before = study.card("im2col").stability
    assert due is not None
    clock.advance(days=(due - TODAY).days - 2)
    with pytest.raises(NothingDue):
        study.start_review(ahead=1)
    assert finish(study.start_review(ahead=2)) == ["im2col"]
    after = study.card("im2col")
    assert after.due_day is not None
    assert after.due_day > due
    assert before is not None
    assert after.stability is not None
    assert after.stability > before


def test_cramming_moves_no_card(study: Study, clock: FixedClock) -> None:
    ids = ("im2col", "relu-negative")
    finish(study.start_quiz(Selection(ids=ids)))
    before = [study.card(name) for name in ids]
    finish(study.start_quiz(Selection(ids=(*ids, "expectation")), practice=True))
    assert [study.card(name) for name in ids] == before
    assert study.card("expectation").reps == 0
    assert study.overview().answered_today == 5


def test_what_was_crammed_is_not_unseen_until_that_is_taken_back(study: Study) -> None:
    unseen = Selection(filter=Filter.UNSEEN)
    before = study.questions(unseen)
    sitting = study.start_quiz(Selection(ids=("im2col",)), practice=True)
    assert sitting.item is not None
    sitting.answer(right(sitting.item))
    assert set(before) - set(study.questions(unseen)) == {"im2col"}
    sitting.undo()
    assert study.questions(unseen) == before


def with_sibling(study: Study) -> Study:
    """The study of a bank with a second question that computes on the topic of `conv-size`."""
    catalog = study._context.catalog
    entry = catalog.entries["conv-size"]
    other = replace(entry, question=entry.question.model_copy(update={"id": "another-size"}))
    entries = {**catalog.entries, "another-size": other}
    by_topic = {**catalog._by_topic, "3.4.1": (*catalog.on_topic("3.4.1"), "another-size")}
    return study.renewed(catalog=replace(catalog, entries=entries, _by_topic=by_topic))


def test_new_siblings_are_not_begun_on_one_day_while_there_are_others(make_study: Callable[..., Study]) -> None:
    asked = set(finish(with_sibling(make_study(new_per_day=14)).start_review()))
    assert len({"conv-size", "another-size"} & asked) == 1
    everything = set(finish(with_sibling(make_study(new_per_day=100)).start_review()))
    assert {"conv-size", "another-size"} <= everything | asked


def test_days_in_the_range_of_an_interval_are_filled_evenly(clock: FixedClock) -> None:
    due: Counter[date] = Counter()
    for number in range(300):
        moved = review(
            *(Memory(), Rating.EASY, clock.now(), clock.zone),
            card=f"q{number}",
            retention=0.9,
            crowd=lambda day: due[day],
        )
        assert moved.due_day is not None
        due[moved.due_day] += 1
    low, high = play(8)
    assert len(due) == high - low + 1
    assert max(due.values()) <= 1.25 * min(due.values()) + 4


def test_a_sibling_is_not_put_on_the_day_of_another_while_there_is_a_free_one(study: Study) -> None:
    study = with_sibling(study)
    days = set()
    for name in ("conv-size", "another-size"):
        finish(study.start_quiz(Selection(ids=(name,))))
        days.add(study.card(name).due_day)
    assert len(days) == 2
