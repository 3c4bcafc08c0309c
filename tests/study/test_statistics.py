"""Statistics: the database's counts against the same counts by hand over the log, and what they are put together to."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import mean

import pytest
from sqlalchemy import select

from quizapp.bank.catalog import Catalog, load
from quizapp.progress import regrades
from quizapp.progress.database import Database, open_database
from quizapp.progress.regrades import Judgement
from quizapp.progress.tables import Attempt, Card, KeptFigures, Review
from quizapp.progress.values import AttemptOutcome, Cause
from quizapp.settings import Settings
from quizapp.study.agreement import MOVING
from quizapp.study.clock import FixedClock
from quizapp.study.counting import stretches
from quizapp.study.running_order import ItemKind
from quizapp.study.scheduling import Rating
from quizapp.study.selection import Selection
from quizapp.study.statistics import FORECAST_DAYS, Part, Statistics, name_of
from quizapp.study.study import Study
from quizapp.study.telling.statistics import told_pace
from tests.databases import empty_database
from tests.study.answering import right, wrong
from tests.study.conftest import BEGIN, TOKYO
from tests.study.consistency import check_figures


def studied(study: Study, clock: FixedClock, days: int, seed: int = 1) -> None:
    """Some days of quizzes, with errors, guesses, answers taken back and days missed."""
    stream = random.Random(seed)
    for _ in range(days):
        if stream.random() < 0.75:
            sitting = study.start_quiz(Selection(), size=6, seed=stream.randrange(10**6))
            for _ in range(9):
                if sitting.item is None:
                    break
                good = stream.random() < 0.7
                respond = right if good else wrong
                sitting.answer(respond(sitting.item, seconds=stream.uniform(5, 90), unsure=stream.random() < 0.2))
                if not good and stream.random() < 0.5:
                    study.name_cause(sitting.item.question.id, stream.choice(list(Cause)), sitting.item.part)
                if stream.random() < 0.15:
                    sitting.undo()
                else:
                    sitting.advance()
        clock.advance(days=1)


def studied_once(study: Study) -> None:
    """One right answer."""
    sitting = study.start_quiz(Selection(), size=1)
    assert sitting.item is not None
    sitting.answer(right(sitting.item))


DAYS = 40


@pytest.fixture(scope="module")
def after_some_days(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a database after some days of study."""
    file = tmp_path_factory.mktemp("studied") / "progress.sqlite"
    file.write_bytes(empty_database())
    with closing(open_database(file)) as database:
        clock = FixedClock(BEGIN, TOKYO)
        studied(Study(catalog, database, clock, settings=Settings(language="ja")), clock, DAYS)
    return file.read_bytes()


@pytest.fixture
def database_file(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """An empty database, or for who looks at what was found, one after some days of study."""
    file = tmp_path / "progress.sqlite"
    studied_before = "found" in request.fixturenames
    file.write_bytes(request.getfixturevalue("after_some_days") if studied_before else empty_database())
    return file


@pytest.fixture
def found(study: Study, clock: FixedClock) -> Statistics:
    clock.advance(days=DAYS)
    return study.statistics()


def log(database: Database) -> list[Attempt]:
    with database.reading() as connection:
        return list(connection.execute(select(Attempt.__table__).where(Attempt.undone_at.is_(None))).all())  # type: ignore[arg-type]


def test_before_the_first_answer_there_is_nothing_and_no_error(study: Study):
    found = study.statistics()
    assert (found.answers, found.streak, found.longest_streak, found.days) == (0, 0, 0, ())
    assert (found.calibration.errors, found.calibration.error, found.beliefs) == (None, None, ())
    assert len(found.forecast) == FORECAST_DAYS
    json.dumps(found.to_json())


def test_days_are_counted_as_by_hand(found: Statistics, database: Database):
    rows = log(database)
    answers = Counter(row.study_day for row in rows)
    good = Counter(row.study_day for row in rows if row.outcome is AttemptOutcome.CORRECT)
    assert {day.day: (day.answers, day.right) for day in found.days} == {
        day: (count, good[day]) for day, count in answers.items()
    }
    assert found.seconds == pytest.approx(sum(row.seconds for row in rows))
    assert sum(day.first for day in found.days) == sum(row.exposure == 0 for row in rows)


@pytest.mark.parametrize("name", ["by_field", "by_chapter", "by_kind", "by_level"])
def test_every_answer_belongs_to_one_field_chapter_kind_and_level(found: Statistics, name: str):
    shares = getattr(found, name)
    assert sum(share.answers for share in shares) == found.answers
    assert sum(share.right for share in shares) == found.right


def test_a_share_is_that_of_its_own_questions(found: Statistics, database: Database, catalog: Catalog):
    rows = [row for row in log(database) if "3.1.3" in catalog.find(row.question_id).topics]
    share = next(share for share in found.by_topic if share.group == "3.1.3")
    assert (share.answers, share.right) == (len(rows), sum(row.outcome is AttemptOutcome.CORRECT for row in rows))
    assert share.first_answers == sum(row.exposure == 0 for row in rows)


def test_causes_are_those_of_wrong_answers(found: Statistics, database: Database):
    wrong_rows = [row for row in log(database) if row.outcome is not AttemptOutcome.CORRECT]
    assert found.causes == Counter(row.cause or "" for row in wrong_rows)
    assert set(found.causes) > {""}


def test_fresh_and_seen_numbers_are_told_apart(found: Statistics, database: Database):
    again = [row for row in log(database) if row.exposure]
    assert found.numbers.fresh_answers == sum(bool(row.fresh) for row in again)
    assert found.numbers.seen_answers == sum(not row.fresh for row in again)


def test_recall_and_its_calibration_are_counted_as_by_hand(found: Statistics, database: Database):
    with database.reading() as connection:
        rows = connection.execute(
            select(Review.recall, Review.rating, Review.study_day)
            .where(Review.undone_at.is_(None), Review.state_before == "review", Review.recall.is_not(None))
            .order_by(Review.id)
        ).all()
    assert len(rows) > 20
    known = [float(rating > 1) for _, rating, _ in rows]
    assert found.retention[-1].reviews == len(rows)
    assert found.retention[-1].recalled == sum(known)
    bins: dict[int, list[tuple[float, float]]] = {}
    for (recall, _, _), passed in zip(rows, known, strict=True):
        bins.setdefault(min(9, int(recall * 10)), []).append((recall, passed))
    assert [(round(each.lower * 10), each.reviews) for each in found.calibration.bins] == [
        (number, len(bins[number])) for number in sorted(bins)
    ]
    errors = found.calibration.errors
    assert errors is not None
    by_day: dict[date, list[float]] = {}
    for (_, _, day), passed in zip(rows, known, strict=True):
        by_day.setdefault(day, []).append(passed)
    days = sorted(by_day)
    average = {day: mean([passed for other in days if other < day for passed in by_day[other]]) for day in days[1:]}
    moving = {}
    for day in days[1:]:
        newest: list[float] = []
        for other in sorted((other for other in days if other < day), reverse=True):
            newest += by_day[other] if len(newest) < MOVING else []
        moving[day] = mean(newest)
    later = [(row, passed) for row, passed in zip(rows, known, strict=True) if row[2] != days[0]]
    assert errors.reviews == len(later)
    for name, predictions in (
        ("model", [row[0] for row, _ in later]),
        ("average", [average[row[2]] for row, _ in later]),
        ("moving", [moving[row[2]] for row, _ in later]),
    ):
        squares = [(p - passed) ** 2 for p, (_, passed) in zip(predictions, later, strict=True)]
        assert getattr(errors, name) == pytest.approx(mean(squares)), name


def test_the_forecast_holds_every_card_that_is_due_within_it_the_overdue_ones_today(
    found: Statistics, database: Database
):
    last = found.today + timedelta(days=FORECAST_DAYS - 1)
    with database.reading() as connection:
        due = [
            day
            for (day,) in connection.execute(select(Card.due_day).where(Card.suspended.is_(False)))
            if day is not None and day <= last
        ]
    assert sum(day.cards for day in found.forecast) == len(due)
    assert found.forecast[0].cards == sum(day <= found.today for day in due)


def test_streaks_are_days_in_a_row(study: Study, clock: FixedClock):
    def one() -> None:
        sitting = study.start_quiz(Selection(), size=1)
        assert sitting.item is not None
        sitting.answer(right(sitting.item))

    for pause in (1, 1, 3, 1):
        one()
        clock.advance(days=pause)
    found = study.statistics()
    # Three days, two missed, one yesterday; nothing yet today.
    assert (found.streak, found.longest_streak) == (1, 3)
    clock.advance(days=1)
    assert study.statistics().streak == 0


def test_a_streak_is_as_long_in_a_week_as_in_a_year_and_on_home(study: Study, clock: FixedClock):
    for _ in range(11):
        studied_once(study)
        clock.advance(days=1)
    assert [study.statistics(days).streak for days in (1, 7, 365)] == [11, 11, 11]
    assert study.statistics(7).longest_streak == study.overview().streak == 11


def test_days_still_to_come_count_in_no_streak_after_the_clock_was_set_back(study: Study, clock: FixedClock):
    for _ in range(4):
        studied_once(study)
        clock.advance(days=1)
    clock.advance(days=-3)
    # Today is the second of the four days.
    assert study.overview().streak == study.statistics(7).streak == study.statistics(7).longest_streak == 2
    clock.advance(days=-5)
    assert study.overview().streak == study.statistics().streak == 0


def test_the_forecast_of_today_is_what_home_and_the_plan_say_is_due_and_the_steps_that_come_later_today(
    study: Study, clock: FixedClock
):
    sitting = study.start_quiz(Selection(), size=8, seed=2)
    while (item := sitting.item) is not None:
        sitting.answer(right(item, seconds=5))
        sitting.advance()
    clock.advance(days=25)
    waiting = study.start_review()
    first = waiting.item
    assert first is not None
    buried = [entry for entry in waiting._plan.entries if entry.kind is ItemKind.REVIEW][-1]
    waiting.answer(wrong(first, seconds=30))
    study.bury(buried.question_id, buried.part)
    # One is a learning step that comes in some minutes, one was left for tomorrow.
    forecast, overview = study.statistics().forecast, study.overview()
    assert overview.due + overview.later == study.due_count() == study.plan().days[0].due > 0
    assert forecast[0].cards == study.due_count() + 1
    assert forecast[1].cards >= 1
    clock.advance(days=1)
    assert study.statistics().forecast[0].cards == study.due_count() == forecast[0].cards + forecast[1].cards


def test_after_a_first_sitting_the_forecast_holds_all_that_its_summary_says_comes_back(study: Study, clock: FixedClock):
    sitting = study.start_quiz(Selection(), size=6, seed=3)
    for respond in (right, wrong, right, wrong, right, wrong):
        assert sitting.item is not None
        sitting.answer(respond(sitting.item, seconds=5))
        sitting.advance()
    summary = sitting.summary()
    for minutes in (0, 1, 15):
        clock.advance(minutes=minutes)
        forecast = study.statistics().forecast
        assert forecast[0].cards + forecast[1].cards == summary.due_tomorrow > 0


def test_only_the_days_asked_for_are_counted(study: Study, clock: FixedClock):
    studied(study, clock, 30)
    found = study.statistics(days=7)
    assert all(found.today - timedelta(days=6) <= day.day <= found.today for day in found.days)
    assert [period.days for period in found.retention] == [1, 7]


def test_what_the_bank_no_longer_has_is_counted_by_day_and_left_out_of_the_groups(
    study: Study, clock: FixedClock, catalog: Catalog, database: Database
):
    studied(study, clock, 5)
    gone = next(iter({row.question_id for row in log(database)}))
    rest = replace(catalog, entries={name: entry for name, entry in catalog.entries.items() if name != gone})
    found = study.renewed(catalog=rest).statistics()
    assert sum(share.answers for share in found.by_kind) < found.answers


def test_names_of_groups_are_in_both_languages(study: Study, make_study: Callable[..., Study]):
    assert study.name_of("topic", "3.1.3", "en").startswith("3.1.3 ")
    assert study.name_of("topic", "3.1.3", "ja") != study.name_of("topic", "3.1.3", "en")
    assert study.name_of("kind", "numeric", "ja") == "数値"
    assert study.name_of("topic", "9.9", "en") == "9.9"


def test_a_date_is_written_as_people_and_programs_read_it(found: Statistics):
    values = found.to_json()
    assert date.fromisoformat(values["today"]) == found.today
    assert values["days"][0]["day"] == found.days[0].day.isoformat()


@pytest.mark.parametrize("part", list(Part))
def test_a_part_counted_alone_says_the_same_as_the_whole(study: Study, clock: FixedClock, part: Part):
    studied(study, clock, 20)
    whole, alone = study.statistics(), study.statistics(parts=(part,))
    names = {
        Part.DAYS: ("days", "streak", "longest_streak", "forecast"),
        Part.MEMORY: ("retention", "recall_days", "calibration"),
        Part.GROUPS: ("by_field", "by_chapter", "by_topic", "by_section", "by_kind", "by_level"),
        Part.ERRORS: ("numbers", "causes", "beliefs"),
    }
    for name in names[part]:
        assert getattr(alone, name) == getattr(whole, name), name


def kept(database: Database) -> set[tuple[str, date, date]]:
    with database.reading() as connection:
        columns = (KeptFigures.part, KeptFigures.first_day, KeptFigures.last_day)
        return {(row[0], row[1], row[2]) for row in connection.execute(select(*columns))}


def test_whole_months_and_single_days_that_are_over_are_kept(study: Study, clock: FixedClock, database: Database):
    studied(study, clock, 70)
    before = study.statistics()
    assert kept(database) >= {
        ("groups", date(2027, 1, 1), date(2027, 1, 31)),
        ("days", date(2027, 2, 5), date(2027, 2, 5)),
    }
    assert max(last for _, _, last in kept(database)) == before.today - timedelta(days=1)
    assert study.statistics() == before
    check_figures(study)


def test_an_answer_of_a_day_that_is_over_is_taken_out_of_the_figures_and_put_back(
    study: Study, clock: FixedClock, database: Database
):
    studied(study, clock, 40)
    before = study.statistics()
    study.undo_last()
    assert study.statistics().answers == before.answers - 1
    check_figures(study)
    study.redo_last()
    assert study.statistics() == before
    check_figures(study)


def test_a_cause_and_a_rating_given_later_are_counted(study: Study, clock: FixedClock, database: Database):
    studied(study, clock, 12)
    sitting = study.start_quiz(Selection(ids=("im2col",)))
    assert sitting.item is not None
    sitting.answer(wrong(sitting.item))
    clock.advance(days=3)
    causes = study.statistics().causes
    sitting.name_cause(Cause.MISREAD)
    assert study.statistics().causes.get("misread", 0) == causes.get("misread", 0) + 1
    sitting.rate(Rating.GOOD)
    study.statistics()
    check_figures(study)


def test_figures_follow_a_bank_that_has_changed(study: Study, clock: FixedClock, catalog: Catalog, database: Database):
    studied(study, clock, 30)
    before = study.statistics()
    gone = log(database)[0].question_id
    rest = replace(catalog, entries={name: entry for name, entry in catalog.entries.items() if name != gone})
    other = study.renewed(catalog=rest)
    lost = sum(row.question_id == gone for row in log(database))
    assert sum(share.answers for share in other.statistics().by_kind) == before.answers - lost
    check_figures(other)
    assert study.statistics() == before
    assert other.statistics().days == before.days


def test_answers_that_were_judged_anew_count_as_they_were_judged_last(
    study: Study, clock: FixedClock, database: Database
):
    studied(study, clock, 20)
    before = study.statistics()
    missed = [row for row in log(database) if row.outcome is not AttemptOutcome.CORRECT]
    again = [Judgement(row.id, "r", AttemptOutcome.CORRECT, 1.0, None) for row in missed]
    with database.writing() as connection:
        regrades.add(connection, again, clock.now())
    found = study.statistics()
    assert before.right < before.answers
    assert found.right == found.answers == before.answers
    assert found.causes == {}
    assert all(share.right == share.answers for share in found.by_kind)
    check_figures(study)
    clock.advance(hours=1)
    with database.writing() as connection:
        regrades.add(connection, [each._replace(outcome=AttemptOutcome.WRONG) for each in again], clock.now())
    assert study.statistics().right == before.right
    check_figures(study)


def test_today_is_the_study_day_as_judged_last_without_what_was_taken_back_on_home_as_in_the_statistics(
    study: Study, clock: FixedClock, database: Database
):
    def today() -> tuple[int, int]:
        done, home = study.statistics(7, (Part.DAYS,)).done_today, study.overview()
        assert (done.answers, done.right) == (home.answered_today, home.correct_today)
        return done.answers, done.right

    sitting = study.start_quiz(Selection(ids=("im2col", "relu-true", "expectation")))
    for respond in (right, wrong, right):
        assert sitting.item is not None
        sitting.answer(respond(sitting.item, seconds=20))
        sitting.advance()
        clock.advance(hours=2)
    assert today() == (3, 2)
    sitting.undo()
    assert today() == (2, 1)
    missed = [row.id for row in log(database) if row.outcome is not AttemptOutcome.CORRECT]
    with database.writing() as connection:
        regrades.add(connection, [Judgement(missed[0], "r", AttemptOutcome.CORRECT, 1.0, None)], clock.now())
    assert today() == (2, 2)
    morning = datetime(2026, 12, 2, 4, 0, tzinfo=TOKYO)
    clock.advance(seconds=(morning - clock.now()).total_seconds() - 1)
    assert today() == (2, 2)
    clock.advance(seconds=1)
    assert today() == (0, 0)


def test_today_alone_is_told_after_days_with_answers(study: Study, clock: FixedClock):
    studied(study, clock, 3)
    found = study.statistics(days=1)
    assert (found.since, found.answers) == (found.today, 0)


def test_a_year_is_cut_into_whole_months_and_the_days_around_them():
    found, months = stretches(date(2026, 11, 21), date(2027, 11, 19))
    assert months == (date(2026, 12, 1), date(2027, 10, 31))
    assert len(found) == 10 + 11 + 19
    assert found[0] == (date(2026, 11, 21), date(2026, 11, 21))
    assert all(first == last + timedelta(days=1) for (_, last), (first, _) in pairwise(found))
    assert stretches(date(2027, 2, 27), date(2027, 3, 1)) == (
        [(date(2027, 2, 27),) * 2, (date(2027, 2, 28),) * 2, (date(2027, 3, 1),) * 2],
        None,
    )
    assert stretches(date(2027, 3, 2), date(2027, 3, 1)) == ([], None)


def test_a_pace_of_next_to_nothing_is_not_told_as_zero_times():
    assert [told_pace(pace) for pace in (None, 0.0, 0.04, 0.06, 1.0)] == ["–", "–", "–", "×0.1", "×1.0"]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_showed_in_wrong_answers_is_told_in_the_words_of_the_question_never_by_a_name_of_the_file(language: str):
    shipped = load(Path(__file__).parents[2] / "questions")
    told = 0
    for question in list(shipped.questions.values())[::9]:
        for part in question.part_names:
            asked = question.asked(part)
            known = {("mistake", name): feedback[language] for name, feedback in asked.mistakes.items()}
            known |= {
                ("misconception", choice.misconception): choice.feedback[language]
                for choice in asked.choices or ()
                if choice.misconception is not None and choice.feedback is not None
            }
            for kind, name in known:
                told += 1
                words = name_of(shipped, kind, f"{question.id}:{name}", language)
                assert words != name
                assert " " in words or language == "ja"
        assert name_of(shipped, "question", question.id, language).startswith(question.topics[0])
    assert told > 20
    assert "対数" in name_of(shipped, "slip", "any-question:log_base", "ja")
    assert name_of(shipped, "misconception", "gone:old-belief", language) == "old-belief"


def test_chapters_say_how_well_what_was_answered_is_recalled_now_and_it_falls_with_the_days(
    study: Study, clock: FixedClock
):
    assert {node.recall for field in study.tree() for node in field} == {None}
    sitting = study.start_quiz(Selection(), size=6, seed=3)
    while (item := sitting.item) is not None:
        sitting.answer(right(item, seconds=5))
        sitting.advance()
    means = []
    for _ in range(3):
        nodes = [node for field in study.tree() for node in field]
        assert all((node.recall is None) == (node.seen == 0) for node in nodes)
        known = [node.recall for node in study.tree() if node.recall is not None]
        means.append(mean(known))
        clock.advance(days=20)
    assert 1 == means[0] > means[1] > means[2] > 0
