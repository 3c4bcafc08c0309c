"""A small run of `bench/learning.py`: the forecasts are honest and the ordering pays, on learners that the program does
not know. The figures of the full run are looser here, because a few learners vary.
"""

from __future__ import annotations

import numpy as np
import pytest

from bench.learners import Bank, Learners, draw_learners, read_bank
from bench.learning import Result, honesty, study
from quizapp import paths
from quizapp.bank.catalog import load
from quizapp.study.forecast.shares import topic_shares

DAYS, MINUTES, TARGET, SEED = 30, 40.0, 0.6, 5


@pytest.fixture(scope="module")
def bank() -> Bank:
    catalog = load(paths.questions_folder())
    return read_bank(catalog, topic_shares(catalog))


@pytest.fixture(scope="module")
def people(bank: Bank) -> Learners:
    return draw_learners(bank, 30, DAYS, np.random.default_rng(SEED))


@pytest.fixture(scope="module")
def ours(people: Learners) -> Result:
    return study("quizapp", people, DAYS, MINUTES, TARGET, SEED, check=True)


def test_most_mocks_fall_into_the_interval_and_the_prediction_has_little_bias(ours: Result) -> None:
    found = honesty(ours, TARGET)
    assert found["claims"] == 90
    assert 0.78 <= found["coverage"] <= 0.99
    assert abs(found["bias"]) < 0.05
    assert found["width"] < 0.35


def test_the_chance_to_reach_the_target_says_more_than_the_base_rate(ours: Result) -> None:
    found = honesty(ours, TARGET)
    assert found["brier"] < found["brier_base_rate"]


def test_recall_is_better_calibrated_for_what_the_learner_recalled(ours: Result) -> None:
    assert ours.recall_error < ours.raw_recall_error
    assert ours.recall_error < 0.05


def test_the_same_minutes_lead_further_than_in_ankis_order(ours: Result, people: Learners) -> None:
    anki = study("anki", people, DAYS, MINUTES, TARGET, SEED, check=False)
    assert ours.curve[-1] > anki.curve[-1] + 0.03
    assert np.mean(ours.reached) > np.mean(anki.reached)
    # The same learners on the same days: nobody was given more time (and our day may be done before it is over).
    assert np.all(ours.total_hours <= anki.total_hours * 1.1)
    assert ours.total_hours.mean() <= anki.total_hours.mean() * 1.001


def test_a_simulation_is_the_same_each_time(people: Learners) -> None:
    first, second = (study("random", people, 5, MINUTES, TARGET, SEED, check=False) for _ in range(2))
    assert first.curve == second.curve
