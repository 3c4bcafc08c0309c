"""Ratings and the movement of a card."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import fsrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.answers.verdict import Outcome, Verdict
from quizapp.progress.values import CardState
from quizapp.study.clock import day_start, study_day
from quizapp.study.scheduling import MAXIMUM_DAYS, Memory, Rating, Reviewed, fuzzed, rate, recall, replay, review

TOKYO = ZoneInfo("Asia/Tokyo")
EVENING = datetime(2026, 12, 1, 20, 0, tzinfo=TOKYO)

RIGHT = Verdict(Outcome.CORRECT, 1.0)


def moved(memory: Memory, rating: Rating, moment: datetime) -> Memory:
    return review(memory, rating, moment, TOKYO, card="q/", retention=0.9)


def graduated(moment: datetime) -> Memory:
    return moved(Memory(), Rating.EASY, moment)


@pytest.mark.parametrize(
    ("verdict", "seconds", "marks", "rating"),
    [
        (Verdict(Outcome.WRONG, 0.0), 5, {}, Rating.AGAIN),
        (Verdict(Outcome.PARTIAL, 0.4), 5, {}, Rating.AGAIN),
        (Verdict(Outcome.PARTIAL, 0.5), 5, {}, Rating.HARD),
        (RIGHT, 60, {}, Rating.GOOD),
        (RIGHT, 121, {}, Rating.HARD),
        (RIGHT, 20, {}, Rating.EASY),
        (RIGHT, 20, {"guessable": True}, Rating.GOOD),
        (RIGHT, 20, {"unsure": True}, Rating.HARD),
        (RIGHT, 20, {"hint": True}, Rating.HARD),
        (Verdict(Outcome.WRONG, 0.0), 5, {"unsure": True}, Rating.AGAIN),
    ],
)
def test_the_rating_follows_from_verdict_pace_and_doubt(
    verdict: Verdict, seconds: float, marks: dict[str, bool], rating: Rating
) -> None:
    assert rate(verdict, seconds, 60, **marks) is rating


def test_an_unreadable_answer_has_no_rating() -> None:
    with pytest.raises(ValueError, match="invalid"):
        rate(Verdict(Outcome.INVALID, 0.0), 5, 60)


def test_learning_steps_run_in_real_time_and_lead_to_review_by_days() -> None:
    first = moved(Memory(), Rating.AGAIN, EVENING)
    assert (first.state, first.due_at) == (CardState.LEARNING, EVENING + timedelta(minutes=1))
    second = moved(first, Rating.GOOD, EVENING + timedelta(minutes=2))
    assert (second.state, second.due_at) == (CardState.LEARNING, EVENING + timedelta(minutes=12))
    third = moved(second, Rating.GOOD, EVENING + timedelta(minutes=15))
    assert third.state is CardState.REVIEW
    assert third.due_day is not None
    assert third.due_day > date(2026, 12, 1)
    assert third.due_at == day_start(third.due_day, TOKYO)


def test_the_next_morning_is_another_day_though_not_24_hours_later() -> None:
    night = datetime(2026, 12, 1, 23, 0, tzinfo=TOKYO)
    evening = graduated(night)
    next_morning = moved(evening, Rating.GOOD, night + timedelta(hours=10))
    same_night = moved(evening, Rating.GOOD, night + timedelta(hours=4, minutes=59))
    assert evening.stability is not None
    assert next_morning.last_day == date(2026, 12, 2)
    assert same_night.last_day == date(2026, 12, 1)
    assert recall(evening, date(2026, 12, 2)) < 1.0
    assert next_morning.stability != same_night.stability


@pytest.mark.parametrize("change", [date(2026, 3, 29), date(2026, 10, 25)], ids=["spring", "autumn"])
def test_a_card_is_due_at_four_on_the_wall_beyond_a_change_of_clocks(change: date) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    evening = datetime(change.year, change.month, change.day, 20, tzinfo=berlin) - timedelta(days=3)
    card = review(Memory(), Rating.EASY, evening, berlin, card="q/", retention=0.9)
    assert card.due_day is not None
    assert card.due_at is not None
    assert card.due_day > change
    assert card.due_at.astimezone(berlin).strftime("%m-%d %H:%M") == card.due_day.strftime("%m-%d 04:00")
    # An evening before the night of the change and the morning after it are one day apart, whatever the hours.
    night = datetime(change.year, change.month, change.day, 23, tzinfo=berlin) - timedelta(days=1)
    first = review(Memory(), Rating.EASY, night, berlin, card="q/", retention=0.9)
    assert recall(first, study_day(night + timedelta(hours=10), berlin)) == recall(first, change) < 1


def test_a_replay_elsewhere_keeps_the_days_that_were_chosen_at_home() -> None:
    memory, log = walk([(Rating.EASY, 0), (Rating.GOOD, 60 * 24 * 9), (Rating.AGAIN, 60 * 24 * 30)])
    states: list[Memory] = []
    for line in log:
        before = states[-1] if states else Memory()
        states.append(moved(before, line.rating, line.at))
    kept = [replace(line, due_day=state.due_day, due_at=state.due_at) for line, state in zip(log, states, strict=True)]
    assert replay(kept, ZoneInfo("America/New_York"), card="q/") == memory


def test_a_lapse_is_counted_and_relearned() -> None:
    card = graduated(EVENING)
    lapsed = moved(card, Rating.AGAIN, EVENING + timedelta(days=9))
    assert (lapsed.state, lapsed.lapses, lapsed.reps) == (CardState.RELEARNING, 1, 2)
    assert lapsed.due_at == EVENING + timedelta(days=9, minutes=10)


def test_a_clock_set_back_does_no_harm() -> None:
    card = moved(graduated(EVENING), Rating.GOOD, EVENING - timedelta(days=40))
    assert card.last_day == date(2026, 12, 1)
    assert card.due_day is not None
    assert card.due_day > date(2026, 12, 1)


def test_higher_retention_means_shorter_intervals() -> None:
    def due(retention: float) -> date:
        found = review(Memory(), Rating.EASY, EVENING, TOKYO, card="q/", retention=retention).due_day
        assert found is not None
        return found

    assert due(0.97) < due(0.9) < due(0.8)


@given(days=st.integers(1, 40_000), seed=st.text(max_size=5))
def test_fuzz_is_the_same_each_time_and_stays_in_its_range(days: int, seed: str) -> None:
    days = min(days, MAXIMUM_DAYS)
    found = fuzzed(days, seed)
    assert found == fuzzed(days, seed)
    # FSRS's own range: 1 day, 15 % of what lies in 2.5..7, 10 % in 7..20, 5 % beyond; rounding adds half a day.
    delta = 1 + 0.15 * (min(days, 7) - 2.5) + 0.1 * max(min(days, 20) - 7, 0) + 0.05 * max(days - 20, 0)
    assert found == days if days < 2.5 else abs(found - days) <= delta + 0.5
    assert 1 <= found <= MAXIMUM_DAYS


def test_fuzz_spreads_cards_over_days() -> None:
    assert {fuzzed(10, f"card{number}") for number in range(200)} == set(range(8, 13))


HISTORY = st.lists(
    st.tuples(st.sampled_from(list(Rating)), st.integers(0, 60 * 24 * 40)),  # rating, minutes since the one before
    min_size=1,
    max_size=20,
)


def walk(history: list[tuple[Rating, int]]) -> tuple[Memory, list[Reviewed]]:
    memory, log, moment = Memory(), [], EVENING
    for rating, minutes in history:
        moment += timedelta(minutes=minutes)
        memory = moved(memory, rating, moment)
        log.append(Reviewed(rating, moment, study_day(moment, TOKYO), 0.9))
    return memory, log


@given(history=HISTORY)
def test_a_replay_of_the_log_makes_the_same_card(history: list[tuple[Rating, int]]) -> None:
    memory, log = walk(history)
    assert replay(log, TOKYO, card="q/") == memory


@settings(max_examples=200)
@given(history=HISTORY)
def test_stability_and_difficulty_are_those_of_the_library_on_study_days(history: list[tuple[Rating, int]]) -> None:
    memory, log = walk(history)
    scheduler = fsrs.Scheduler(enable_fuzzing=False)
    card = fsrs.Card(card_id=1)
    for line in log:
        noon = datetime(line.day.year, line.day.month, line.day.day, 12, tzinfo=UTC)
        card, _ = scheduler.review_card(card, fsrs.Rating(int(line.rating)), noon)
    assert (memory.stability, memory.difficulty) == pytest.approx((card.stability, card.difficulty), rel=1e-9)
    assert memory.step == card.step
    assert memory.state.value == card.state.name.lower()


def test_scheduling_draws_nothing_from_the_global_generator() -> None:
    random.seed(1)
    before = random.getstate()
    walk([(Rating.EASY, 0), (Rating.GOOD, 60 * 24 * 9), (Rating.AGAIN, 60 * 24 * 30)])
    assert random.getstate() == before
