"""The models behind readiness and the queue's order, on numbers alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import fsrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.study import worth
from quizapp.study.forecast import ability, memory
from quizapp.study.forecast.ability import Evidence, Levels
from quizapp.study.forecast.calibration import Calibration, calibrate
from quizapp.study.forecast.memory import Floats
from quizapp.study.forecast.score import Known, Score, forecast
from quizapp.study.worth import Candidate, TopicStand

TOPICS = 6
FIELDS = np.array([0, 0, 1, 1, 1, 2])
SHARES = np.array([0.1, 0.2, 0.3, 0.1, 0.2, 0.1])


def answers(rows: list[tuple[int, float]], guess: float = 0.25) -> Evidence:
    count = len(rows)
    topics = np.array([topic for topic, _ in rows], dtype=np.intp)
    scores = np.array([score for _, score in rows], dtype=np.float64)
    return Evidence(topics, np.zeros(count), np.full(count, guess), scores, np.ones(count))


def known(recalls: list[float] | Floats, items: int = 20) -> Known:
    """The same items on every topic: those of `recalls`, each with its chance to be recalled."""
    values = np.tile(np.asarray(recalls, dtype=np.float64), TOPICS)
    topic = np.repeat(np.arange(TOPICS), len(recalls))
    return Known(np.full(TOPICS, float(items)), topic, values, np.zeros(TOPICS))


def score(levels: Levels, remembered: Known | None = None) -> Score:
    return forecast(levels, remembered or known([0.0])).score(SHARES)


rows = st.lists(st.tuples(st.integers(0, TOPICS - 1), st.sampled_from([0.0, 0.5, 1.0])), min_size=1, max_size=40)


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 60)), min_size=1, max_size=12))
@settings(max_examples=60, deadline=None)
def test_memory_on_arrays_is_the_memory_of_the_fsrs_package(history: list[tuple[int, int]]) -> None:
    scheduler = fsrs.Scheduler(enable_fuzzing=False, learning_steps=(), relearning_steps=())
    card = fsrs.Card(card_id=1)
    moment = datetime(2026, 1, 1, 12, tzinfo=UTC)
    stability = difficulty = np.zeros(1)
    for number, (rating, days) in enumerate(history):
        grade = np.array([rating])
        if number == 0:
            stability, difficulty = memory.first_stability(grade), memory.first_difficulty(grade)
        else:
            moment += timedelta(days=days)
            chance = memory.recall(stability, float(days))
            if days < 1:
                stability = memory.same_day(stability, grade)
            elif rating == memory.AGAIN:
                stability = memory.after_lapse(stability, difficulty, chance)
            else:
                stability = memory.after_recall(stability, difficulty, chance, grade)
            difficulty = memory.next_difficulty(difficulty, grade)
        card, _ = scheduler.review_card(card, fsrs.Rating(rating), moment)
        assert stability[0] == pytest.approx(card.stability, rel=1e-9)
        assert difficulty[0] == pytest.approx(card.difficulty, rel=1e-9)
        assert memory.interval(stability, 0.9)[0] == min((card.due - moment).days, 36500)


@given(rows, st.data())
@settings(max_examples=60, deadline=None)
def test_a_right_answer_in_place_of_a_wrong_one_never_lowers_the_prediction(
    given_rows: list[tuple[int, float]], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(given_rows) - 1))
    topic, _ = given_rows[place]
    worse, better = list(given_rows), list(given_rows)
    worse[place], better[place] = (topic, 0.0), (topic, 1.0)
    low, high = (score(ability.fit(FIELDS, answers(chosen))).mean for chosen in (worse, better))
    assert high >= low - 1e-6


@given(st.integers(1, 30))
@settings(max_examples=20, deadline=None)
def test_the_interval_narrows_with_evidence(times: int) -> None:
    some = [(topic, float(number % 2)) for topic in range(TOPICS) for number in range(4)]
    few, many = (ability.fit(FIELDS, answers(some * count)) for count in (times, times + 1))
    assert score(many).spread < score(few).spread
    assert np.all(many.spread <= few.spread + 1e-9)


def test_without_answers_the_level_is_the_prior_and_the_interval_wide() -> None:
    levels = ability.fit(FIELDS, answers([]))
    assert levels.mean == pytest.approx(np.full(TOPICS, ability.GENERAL_MEAN))
    found = score(levels)
    assert found.high - found.low > 0.35


def test_a_topic_without_answers_borrows_most_from_its_own_field() -> None:
    levels = ability.fit(FIELDS, answers([(0, 1.0)] * 12, guess=0.0))
    assert levels.mean[0] > levels.mean[1] > levels.mean[2] > ability.GENERAL_MEAN


def test_a_right_answer_among_four_choices_tells_less_than_a_typed_one() -> None:
    typed, chosen = (ability.fit(FIELDS, answers([(0, 1.0)] * 5, guess=guess)) for guess in (0.0, 0.25))
    assert typed.mean[0] > chosen.mean[0]


@given(st.floats(0.3, 0.9), st.floats(0.3, 0.9))
def test_the_chance_falls_with_the_target_and_rises_with_the_score(first: float, second: float) -> None:
    low, high = sorted((first, second))
    levels = ability.fit(FIELDS, answers([(0, 1.0), (2, 0.0)]))
    assert score(levels).chance(low) >= score(levels).chance(high)
    parts = {"sampling": 0.003}
    assert Score(high, parts).chance(0.65) >= Score(low, parts).chance(0.65)


def test_what_will_be_recalled_lifts_the_score_as_far_as_it_covers_the_topic() -> None:
    levels = ability.fit(FIELDS, answers([]))
    nothing, few, most = (score(levels, known([0.9] * count)).mean for count in (0, 5, 20))
    forgotten = score(levels, known([0.55] * 20)).mean
    assert nothing < few < most
    assert nothing < forgotten < most


def test_recall_is_put_right_by_what_was_recalled() -> None:
    rng = np.random.default_rng(7)
    predicted = rng.uniform(0.5, 0.98, 1500)
    logit = np.log(predicted / (1 - predicted))
    truth = 1 / (1 + np.exp(-(logit - 0.8)))
    happened = (rng.random(1500) < ability.right(truth, 0.0)).astype(np.float64)
    found = calibrate(predicted, happened, np.zeros(1500))
    assert np.abs(found.known(predicted) - truth).max() < 0.06
    assert found.known(np.array([0.0]))[0] == 0.0


def test_with_few_reviews_recall_is_nearly_taken_as_predicted() -> None:
    found = calibrate(np.array([0.9]), np.array([0.0]), np.array([0.0]))
    assert found.known(np.array([0.9]))[0] > 0.75
    assert Calibration().known(np.array([0.9]))[0] == pytest.approx(0.9)


@given(st.floats(0.1, 300), st.integers(1, 90), st.floats(1, 10))
def test_a_review_of_what_is_due_adds_recall_on_the_day(stability: float, days: int, difficulty: float) -> None:
    assert worth.review_gain(stability, stability, days, difficulty) > 0


def test_what_counts_more_in_the_exam_goes_first_and_what_counts_nothing_last() -> None:
    stands = {"a": TopicStand(0.1, 20), "b": TopicStand(0.3, 20), "outside": TopicStand(0.0, 20)}
    ranked = worth.ranked([Candidate(name, name, 0.5, 60) for name in ("outside", "a", "b")], stands)
    assert [candidate.key for candidate in ranked] == ["b", "a", "outside"]


def test_topics_take_turns_because_each_choice_lowers_the_worth_of_the_next() -> None:
    stands = {"a": TopicStand(0.10, 12), "b": TopicStand(0.101, 12)}
    candidates = [Candidate((topic, number), topic, 0.6, 60) for topic in "ab" for number in range(4)]
    order = [candidate.topic for candidate in worth.ranked(candidates, stands)]
    assert order == list("babababa")


def test_the_ranking_ends_when_the_time_is_used_up() -> None:
    stands = {"a": TopicStand(1.0, 12)}
    candidates = [Candidate(number, "a", 0.5, 60) for number in range(10)]
    assert len(worth.ranked(candidates, stands, 150)) == 3
    assert worth.ranked(candidates, stands, 0) == []
