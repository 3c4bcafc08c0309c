"""The same study on a PostgreSQL server, in a schema of its own that is dropped afterwards."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text

from quizapp.bank.catalog import Catalog
from quizapp.progress import learners
from quizapp.progress.database import Database, open_database
from quizapp.progress.faults import IncompleteDatabase, NewerDatabase
from quizapp.progress.tables import Base
from quizapp.progress.values import Cause
from quizapp.settings import Settings
from quizapp.study.clock import FixedClock
from quizapp.study.faults import NothingToRedo, NothingToUndo, SittingChanged
from quizapp.study.opening import open_study
from quizapp.study.options import Mode, QuizOptions
from quizapp.study.scheduling import Rating
from quizapp.study.selection import Filter, Selection
from quizapp.study.study import Study
from tests.study.answering import right, wrong
from tests.study.consistency import check_figures, leaves

SERVER = os.environ.get("QUIZAPP_TEST_POSTGRES_URL", "")

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(not SERVER, reason="QUIZAPP_TEST_POSTGRES_URL is not set"),
]


@pytest.fixture
def url() -> Iterator[str]:
    schema = f"quizapp_{uuid4().hex}"
    server = create_engine(SERVER)
    with server.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    named = make_url(SERVER).update_query_dict({"options": f"-csearch_path={schema}"})
    yield named.render_as_string(hide_password=False)
    with server.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    server.dispose()


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    opened = open_database(url)
    yield opened
    opened.close()


@pytest.fixture
def study(catalog: Catalog, database: Database, clock: FixedClock) -> Study:
    return Study(catalog, database, clock, settings=Settings(language="ja"))


def test_the_migrations_make_the_declared_tables(database: Database) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_a_sitting_is_answered_undone_resumed_and_reviewed(study: Study, clock: FixedClock) -> None:
    sitting = study.start_quiz(Selection(), size=4, seed=5)
    first = sitting.item
    assert first is not None
    sitting.answer(wrong(first, seconds=20))
    assert sitting.undo() == first
    sitting.answer(wrong(first, seconds=20))
    shown = sitting.advance()
    resumed = study.resume(sitting.id)
    assert resumed.item == shown
    while resumed.item is not None:
        resumed.answer(right(resumed.item, seconds=30))
        resumed.advance()
    study.flag("im2col")
    study.note("im2col", "メモ\x00")
    overview = study.overview()
    assert (overview.answered_today, overview.correct_today, overview.streak) == (5, 4, 1)
    assert resumed.summary().answered == 5
    assert study.mark("im2col").note == "メモ"
    clock.advance(days=1)
    assert study.overview().due == 4
    assert study.start_review(limit=2).item is not None


def test_cards_are_rated_set_aside_begun_anew_and_given_back(study: Study, clock: FixedClock) -> None:
    sitting = study.start_quiz(Selection(ids=("im2col",)))
    assert sitting.item is not None
    sitting.answer(wrong(sitting.item, unsure=True))
    sitting.name_cause(Cause.VAGUE)
    sitting.rate(Rating.EASY)
    easy = study.card("im2col")
    assert study.undo_last().redo() is None
    assert study.card("im2col") == easy
    for change in (study.bury, study.reset, study.suspend):
        assert change("im2col")
    assert (study.card("im2col").reps, study.card("im2col").suspended) == (0, True)
    assert study.questions(Selection(filters=(Filter.UNSURE, Filter.SUSPENDED), causes=(Cause.VAGUE,))) == ["im2col"]
    for _ in range(3):
        study.undo_card_change()
    assert study.card("im2col") == easy
    clock.advance(days=60)
    assert (study.overview().due, study.due_count()) == (1, 1)
    assert study.replay() == 0
    with pytest.raises(NothingToRedo):
        study.redo_last()


def test_presets_and_reports_are_kept(study: Study) -> None:
    options = QuizOptions(Selection(text="畳み込み", levels=(1, 2)), minutes=10, mode=Mode.CRAM)
    study.save_preset("あ", QuizOptions())
    study.save_preset("あ", options)
    assert [preset.options for preset in study.presets()] == [options]
    study.delete_preset("あ")
    assert study.presets() == ()
    number = study.report("im2col", "?", seed=3)
    assert study.questions(Selection(filters=(Filter.REPORTED,))) == ["im2col"]
    assert study.settle_report(number)


def studied(study: Study, clock: FixedClock) -> Study:
    """Twelve days with right, wrong and withdrawn answers."""
    for day in range(12):
        sitting = study.start_quiz(Selection(), size=6, seed=day)
        for number in range(7):
            if sitting.item is None:
                break
            respond = wrong if (number + day) % 3 == 0 else right
            sitting.answer(respond(sitting.item, seconds=10.0 + number))
            if number == 3:
                sitting.undo()
            else:
                sitting.advance()
        clock.advance(days=3)
    return study


def test_figures_readiness_and_plan_are_those_of_the_embedded_database(
    catalog: Catalog, database: Database, database_file: Path, clock: FixedClock
) -> None:
    settings = Settings(exam_date="2027-02-20", minutes_per_day=30)
    embedded = open_database(database_file)
    start = clock.moment
    found = []
    for place in (embedded, database):
        clock.moment = start
        study = studied(Study(catalog, place, clock, settings=settings), clock)
        study.statistics()
        check_figures(study)
        study.undo_last()
        check_figures(study)
        readiness = study.readiness()
        found.append((study.statistics().to_json(), readiness.overall, readiness.answers, study.plan().final))
        queue = study.start_review(seed=1)
        found[-1] += (queue.item, len(queue.marks))
    embedded.close()
    (figures, *rest), (figures_there, *rest_there) = found
    assert leaves(figures) == pytest.approx(leaves(figures_there), nan_ok=True)
    assert rest == rest_there


def test_a_forecast_is_kept_once_a_day(study: Study, database: Database, clock: FixedClock) -> None:
    studied(study, clock)
    study.readiness()
    study.undo_last()
    study.readiness()
    with database.reading() as connection:
        assert connection.scalar(text("SELECT count(*) FROM forecasts")) == 1


def test_a_sheet_is_filled_left_resumed_handed_in_and_taken_back(
    study: Study, database: Database, clock: FixedClock
) -> None:
    sheet = study.start_test(Selection(), size=5, seed=2)
    for position in range(sheet.total):
        item = sheet.show(position)
        assert item is not None
        assert sheet.answer(position, right(item)) is None
    sheet.clear(1)
    sheet.set_flag(0, True)
    sheet.pause()
    clock.advance(hours=5)
    resumed = study.resume_exam(sheet.id)
    assert (resumed.answered, resumed.line(0).flagged) == (sheet.total - 1, True)
    assert resumed.hand_in().overall.correct == sheet.total - 1
    resumed.take_back()
    with database.reading() as connection:
        assert connection.scalar(text("SELECT count(*) FROM attempts WHERE undone_at IS NULL")) == 0
    assert study.resume_exam(sheet.id).hand_in().overall.correct == sheet.total - 1


def test_two_windows_can_not_both_answer_one_item(study: Study, database: Database) -> None:
    sitting = study.start_quiz(Selection(ids=("im2col",)))
    windows = [sitting, study.resume(sitting.id)]
    refused: list[Exception] = []

    def answer(number: int) -> None:
        item = windows[number].item
        assert item is not None
        try:
            windows[number].answer(right(item, seconds=30))
        except SittingChanged as fault:
            refused.append(fault)

    threads = [threading.Thread(target=answer, args=(number,)) for number in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    with database.reading() as connection:
        assert connection.scalar(text("SELECT count(*) FROM attempts")) == 1
        assert connection.scalar(text("SELECT reps FROM cards")) == 1


def test_any_answer_is_taken_back_across_sittings(study: Study) -> None:
    sittings = [study.start_quiz(Selection(ids=(name,))) for name in ("im2col", "relu-negative")]
    for sitting in sittings:
        assert sitting.item is not None
        sitting.answer(right(sitting.item, seconds=30))
    assert study.open_sittings() == ()
    assert [study.undo_last().id, study.undo_last().id] == [sittings[1].id, sittings[0].id]
    assert [left.sitting_id for left in study.open_sittings()] == [sittings[1].id, sittings[0].id]
    with pytest.raises(NothingToUndo):
        study.undo_last()


def test_each_of_a_class_has_a_study_of_their_own(
    catalog: Catalog, clock: FixedClock, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", url)
    answered = {}
    for name in ("佐藤", "鈴木"):
        monkeypatch.setenv("QUIZAPP_LEARNER", name)
        database, study = open_study(catalog, clock, Settings())
        sitting = study.start_quiz(Selection(ids=("im2col",)))
        assert sitting.item is not None
        sitting.answer(right(sitting.item, seconds=30))
        answered[name] = study.overview().answered_today
        database.close()
    assert answered == {"佐藤": 1, "鈴木": 1}


def test_two_programs_may_bring_in_one_learner_at_once(database: Database, clock: FixedClock) -> None:
    found: list[int] = []
    begin = threading.Barrier(2)

    def bring_in() -> None:
        with database._engine.begin() as connection:
            connection.execute(text("SELECT 1"))
            begin.wait(10)
            found.append(learners.ensure(connection, "佐藤", clock.now()))

    threads = [threading.Thread(target=bring_in) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 2
    assert len(set(found)) == 1


def test_a_table_or_column_that_is_missing_is_told_without_the_statement(database: Database, url: str) -> None:
    with database.writing() as connection:
        connection.execute(text("ALTER TABLE learners RENAME COLUMN name TO called"))
    with pytest.raises(IncompleteDatabase) as caught, database.reading() as connection:
        learners.find(connection, "佐藤")
    assert "SELECT" not in caught.value.sentence("ja") + caught.value.sentence("en")
    with database.writing() as connection:
        connection.execute(text("DROP TABLE marks"))
    with pytest.raises(IncompleteDatabase, match="marks"):
        open_database(url)


def test_a_newer_database_is_left_alone(database: Database, url: str) -> None:
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerDatabase):
        open_database(url)
