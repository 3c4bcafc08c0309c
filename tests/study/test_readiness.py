"""Readiness and the plan as the use cases give them, from real answers in a database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import pytest

from quizapp.bank.catalog import Catalog
from quizapp.progress import forecasts, regrades
from quizapp.progress.database import Database
from quizapp.progress.regrades import Judgement
from quizapp.progress.values import AttemptOutcome
from quizapp.study.clock import FixedClock
from quizapp.study.forecast.memory import Floats
from quizapp.study.forecast.readiness import Doubt, Readiness
from quizapp.study.forecast.studyplan import PlanDay, mock_days, stopping_point
from quizapp.study.selection import Selection
from quizapp.study.study import Study
from quizapp.study.telling.plan import told_plan, told_readiness
from tests.study.answering import right, wrong

EXAM = "2027-01-10"
FIRST = date(2026, 12, 1)
Make = Callable[..., Study]


def answer_all(study: Study, how: Callable[..., object]) -> None:
    """Every question of the bank once, right or wrong."""
    sitting = study.start_quiz(Selection(), size=100, seed=3)
    asked: set[tuple[str, str]] = set()
    while (item := sitting.item) is not None:
        key = (item.question.id, item.part)
        if key in asked:
            break
        asked.add(key)
        sitting.answer(how(item, seconds=30))  # type: ignore[arg-type]
        sitting.advance()


def stored(study: Study, database: Database) -> list[forecasts.ForecastValues]:
    with database.reading() as connection:
        return forecasts.since(connection, 1, date(2026, 1, 1))


def test_before_the_first_answer_it_says_that_it_cannot_know_and_what_to_answer(study: Study) -> None:
    found = study.readiness()
    assert not found.known
    assert Doubt.ANSWERS in found.doubts
    assert found.answers == 0 < found.answers_missing
    assert found.narrow
    assert all(topic.items > 0 for topic in found.narrow)


def test_right_first_answers_predict_more_than_wrong_ones_and_both_narrow_the_interval(
    make_study: Make, catalog: Catalog, database: Database, clock: FixedClock
) -> None:
    study = make_study()
    start = study.readiness().overall
    answer_all(study, right)
    good = study.readiness()
    other = Study(catalog, database, clock, learner="somebody else")
    answer_all(other, wrong)
    bad = other.readiness()
    assert good.overall.score > start.score > bad.overall.score
    assert good.answers == bad.answers > 0
    for found in (good, bad):
        assert found.overall.high - found.overall.low < start.high - start.low


def test_repeated_answers_are_no_new_evidence_of_ability(study: Study, clock: FixedClock) -> None:
    answer_all(study, right)
    before = study.readiness().answers
    clock.advance(days=3)
    answer_all(study, right)
    assert study.readiness().answers == before


def test_right_but_unsure_predicts_less_than_right_and_more_than_wrong(
    catalog: Catalog, database: Database, clock: FixedClock
) -> None:
    found = []
    for name, how, more in (("a", right, {}), ("b", right, {"unsure": True}), ("c", wrong, {})):
        study = Study(catalog, database, clock, learner=name)
        answer_all(study, lambda item, seconds, how=how, more=more: how(item, seconds=seconds, **more))
        found.append(study.readiness().overall.score)
    sure, unsure, missed = found
    assert sure > unsure + 0.02 > missed + 0.04


def test_wrong_answers_to_fresh_numbers_of_seen_questions_lower_the_level_and_right_ones_hardly_move_it(
    catalog: Catalog, database: Database, clock: FixedClock
) -> None:
    levels = []
    for name, how in (("untried", None), ("right", right), ("wrong", wrong)):
        study = Study(catalog, database, clock, learner=name)
        answer_all(study, right)
        for seed in range(8 if how else 0):
            # Cramming moves no card: what changes comes from the answers alone.
            sitting = study.start_quiz(Selection(ids=("conv-size",)), seed=seed, practice=True)
            assert how is not None
            assert sitting.item is not None
            sitting.answer(how(sitting.item, seconds=30))
        found = study.readiness()
        assert found.answers == len(study._context.outline().keys)
        levels.append(next(topic for topic in found.topics if topic.code == "3.4.1").band.score)
    untried, again, missed = levels
    assert abs(again - untried) < (untried - missed) / 2
    assert missed < untried - 0.02


def test_an_answer_that_was_taken_back_is_no_evidence(study: Study) -> None:
    sitting = study.start_quiz(Selection(), size=3, seed=1)
    item = sitting.item
    assert item is not None
    sitting.answer(right(item))
    assert study.readiness().answers == 1
    sitting.undo()
    assert study.readiness().answers == 0


def test_what_is_forgotten_until_the_exam_lowers_the_score(make_study: Make) -> None:
    study = make_study(exam_date=EXAM)
    answer_all(study, right)
    found = study.readiness()
    later = make_study(exam_date="2027-06-10").readiness()
    assert found.exam_day == date(2027, 1, 10)
    assert later.overall.score < found.overall.score


def test_the_last_forecast_of_each_day_is_kept(study: Study, database: Database, clock: FixedClock) -> None:
    study.readiness()
    answer_all(study, right)
    found: Readiness = study.readiness()
    clock.advance(days=1)
    study.readiness()
    kept = stored(study, database)
    assert [line.study_day for line in kept] == [date(2026, 12, 1), date(2026, 12, 2)]
    assert kept[0].score == pytest.approx(found.overall.score, abs=1e-3)
    assert set(kept[0].fields["topics"]) == {topic.code for topic in found.topics}


def test_a_higher_target_is_less_likely(make_study: Make) -> None:
    chances = [make_study(target=target).readiness().chance for target in (50, 65, 80)]
    assert chances == sorted(chances, reverse=True)
    assert len(set(chances)) == 3


@pytest.mark.parametrize("minutes", [5, 30, 90])
def test_the_plan_never_asks_for_more_than_the_minutes_of_a_day(make_study: Make, minutes: int) -> None:
    study = make_study(exam_date=EXAM, minutes_per_day=minutes)
    answer_all(study, wrong)
    plan = study.plan()
    assert plan.days
    assert all(day.minutes <= minutes + 1e-9 for day in plan.days[1:])
    # Today is what a review asks now, and its last question (a set, at most) may go beyond the minutes.
    longest = 6.0
    assert plan.days[0].minutes <= max(minutes - plan.minutes_done, 0) + longest


def test_the_plan_runs_from_today_to_the_day_before_the_exam_and_ends_with_the_last_list(make_study: Make) -> None:
    plan = make_study(exam_date=EXAM).plan()
    days = [day.day for day in plan.days]
    assert days == [date(2026, 12, 1) + timedelta(days=number) for number in range(40)]
    assert [day.last_list for day in plan.days] == [False] * 39 + [True]


def test_the_last_mock_leaves_three_days_to_learn_from_it() -> None:
    for length in range(1, 120):
        days = mock_days(length, exam=True, minutes=60.0)
        assert all(6 <= day <= length - 3 for day in days)
        assert bool(days) == (length >= 9)


def days_of(points: list[float], mocks: frozenset[int] = frozenset()) -> tuple[list[PlanDay], Floats, Floats]:
    """Days of an hour, each with what it adds to the score in points; some are mocks."""
    values = np.cumsum([50.0, *points]) / 100
    days = [
        PlanDay(FIRST + timedelta(days=number), 0, 0, 0, 0, 0, 0, 0, 0, 0, (), float(value))
        for number, value in enumerate(values[1:])
    ]
    return days, values, np.cumsum([0.0 if number in mocks else 1.0 for number in range(len(points))])


def test_enough_is_the_last_week_in_which_an_hour_brings_a_tenth_of_a_point() -> None:
    assert stopping_point(*days_of([1.0] * 14 + [0.01] * 14)) == FIRST + timedelta(days=13)
    # A week that brings little between two that bring much does not end it.
    assert stopping_point(*days_of([1.0] * 7 + [0.01] * 7 + [0.5] * 7 + [0.0] * 7)) == FIRST + timedelta(days=20)
    assert stopping_point(*days_of([0.2] * 30)) is None
    assert stopping_point(*days_of([0.01] * 30)) == FIRST
    assert stopping_point(*days_of([])) is None


def test_mocks_take_no_part_in_when_it_is_enough() -> None:
    # An hour of study in the last week pays; with the hours of its mocks it would not.
    points = [1.0] * 7 + [0.0] * 6 + [0.15]
    assert stopping_point(*days_of(points, frozenset(range(7, 13)))) is None
    assert stopping_point(*days_of(points)) == FIRST + timedelta(days=6)


def test_while_the_score_cannot_be_told_no_day_and_no_chance_are_named(make_study: Make) -> None:
    study = make_study(exam_date=EXAM, target=30)
    plan = study.plan()
    assert not plan.start.known
    assert (plan.reached, plan.enough) == (None, None)
    told = " ".join([*told_readiness(study.readiness(), "en"), *told_plan(plan, "en")])
    assert "expected to be reached" not in told
    assert "hance" not in told


def test_more_minutes_lead_to_no_lower_score_and_missing_days_to_none_higher(make_study: Make) -> None:
    few, many = (make_study(exam_date=EXAM, minutes_per_day=minutes).plan() for minutes in (5, 60))
    # What is worth most today is not always best in the end: a tenth of a point is no difference.
    assert many.final.score >= few.final.score - 0.001
    assert few.final.score > few.start.overall.score
    assert few.missed.today > -0.5
    assert few.missed.weekly > -0.5


def test_the_plan_is_the_same_each_time_and_is_made_anew_from_what_was_done(
    make_study: Make, clock: FixedClock
) -> None:
    study = make_study(exam_date=EXAM)
    first = study.plan()
    assert study.plan() == first
    answer_all(study, right)
    second = study.plan()
    assert second.minutes_done > 0
    assert sum(day.new for day in second.days) < sum(day.new for day in first.days)


def test_without_a_day_of_the_exam_or_after_it_the_plan_rolls_on(make_study: Make) -> None:
    for text in ("", "2026-11-30"):
        plan = make_study(exam_date=text).plan()
        assert plan.exam_day is None
        assert len(plan.days) == 28
        assert not any(day.last_list for day in plan.days)


def test_on_the_day_of_the_exam_nothing_is_planned(make_study: Make) -> None:
    plan = make_study(exam_date="2026-12-01").plan()
    assert plan.days == ()
    assert plan.final == plan.start.overall


def test_a_backlog_is_told_and_spread(make_study: Make, clock: FixedClock) -> None:
    study = make_study(exam_date=EXAM, minutes_per_day=5)
    answer_all(study, wrong)
    clock.advance(days=10)
    plan = study.plan()
    assert plan.backlog is not None
    assert plan.backlog.minutes > 5
    assert 0 < plan.days[0].reviews < plan.backlog.cards


def test_trying_out_other_settings_changes_nothing_that_is_kept(make_study: Make, database: Database) -> None:
    study = make_study(exam_date=EXAM)
    study.plan()
    assert stored(study, database) == []


def test_a_first_answer_counts_as_it_was_judged_last(study: Study, database: Database, clock: FixedClock) -> None:
    answer_all(study, wrong)
    before = study.readiness()
    with database.writing() as connection:
        answers = [row[0] for row in connection.exec_driver_sql("SELECT id FROM attempts WHERE exposure = 0")]
        right_now = [Judgement(answer, "r", AttemptOutcome.CORRECT, 1.0, None) for answer in answers]
        regrades.add(connection, right_now, clock.now())
    regraded = study.readiness()
    assert regraded.overall.score > before.overall.score
    assert regraded.answers == before.answers
    with database.writing() as connection:
        wrong_again = [found._replace(outcome=AttemptOutcome.WRONG, score=0.0) for found in right_now]
        regrades.add(connection, wrong_again, clock.now())
    assert study.readiness().overall == before.overall


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("width", [40, 54, 60, 74])
def test_no_line_of_the_plan_parts_a_number_from_its_unit_and_no_topic_weighs_nothing(
    make_study: Make, language: str, width: int
) -> None:
    plan = make_study(minutes_per_day=30).plan()
    lines = [*told_plan(plan, language, width), *told_readiness(plan.start, language, width)]
    assert not [line for line in lines if line.endswith((" 1", "1 日", " 30"))]
    assert not [line for line in lines if line.lstrip().startswith(("日 3", "分", "minutes a"))]
    topics = [line for line in lines if line.startswith("    ")]
    assert not [line for line in topics if "-0.0 " in line or "+0.0 " in line]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_on_the_screen_the_plan_names_the_settings_and_no_option_of_a_command(make_study: Make, language: str) -> None:
    plan = make_study(minutes_per_day=5).plan()
    told = " ".join(
        [*told_plan(plan, language, settings="screen"), *told_readiness(plan.start, language, settings="screen")]
    )
    assert "--" not in told
    assert "(,)" in told or "（,）" in told
