"""What goes into the database comes out of it as it was."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import IntegrityError, StatementError

from calculators.answers.verdict import Outcome
from quizapp.progress import cards, learners, marks
from quizapp.progress.cards import CardValues
from quizapp.progress.database import open_database
from quizapp.progress.tables import Moment
from quizapp.progress.values import AttemptOutcome, CardState

NOW = datetime(2026, 12, 1, 11, 0, tzinfo=UTC)
MOMENTS = st.none() | st.datetimes(timezones=st.just(UTC))
DAYS = st.none() | st.dates()
NUMBERS = st.none() | st.floats(allow_nan=False, allow_infinity=False)


@given(
    st.builds(
        CardValues,
        model=st.just("FSRS-6"),
        model_version=st.text(max_size=5),
        state=st.sampled_from(CardState),
        step=st.none() | st.integers(0, 5),
        stability=NUMBERS,
        difficulty=NUMBERS,
        due_at=MOMENTS,
        due_day=DAYS,
        last_day=DAYS,
        last_review_at=MOMENTS,
        last_outcome=st.none() | st.sampled_from(AttemptOutcome),
    )
)
def test_a_card_comes_back_from_its_image_exactly(values: CardValues) -> None:
    assert cards.from_image(cards.to_image(values)) == values


def test_a_card_comes_back_from_its_row_exactly(file: Path) -> None:
    values = CardValues(
        "FSRS-6", "6.3", CardState.REVIEW, None, 8.2956, 1.0, NOW, date(2026, 12, 9), date(2026, 12, 1), NOW, None, 1, 0
    )
    database = open_database(file)
    with database.writing() as connection:
        learner = learners.ensure(connection, "me", NOW)
        cards.add(connection, learner, "q", "", values)
    with database.reading() as connection:
        found = cards.find(connection, learner, "q", "")
    assert found is not None
    assert found.values == values
    with pytest.raises(IntegrityError), database.writing() as connection:
        cards.add(connection, learner, "q", "", values)
    database.close()


def test_a_moment_is_kept_in_utc_and_one_without_a_zone_is_refused(file: Path) -> None:
    tokyo = datetime(2026, 12, 1, 20, 0, tzinfo=timezone(timedelta(hours=9)))
    kept = Moment().process_bind_param(tokyo, sqlite.dialect())
    assert kept == datetime(2026, 12, 1, 11, 0)  # noqa: DTZ001
    assert Moment().process_result_value(kept, sqlite.dialect()) == tokyo
    database = open_database(file)
    with pytest.raises(StatementError, match="time zone"), database.writing() as connection:
        learners.ensure(connection, "me", datetime(2026, 12, 1))  # noqa: DTZ001
    database.close()


def test_a_word_outside_its_vocabulary_is_refused_by_the_database(file: Path) -> None:
    database = open_database(file)
    with database.writing() as connection:
        learner = learners.ensure(connection, "me", NOW)
        cards.add(connection, learner, "q", "", CardValues("m", "1"))
    with pytest.raises(IntegrityError), database.writing() as connection:
        connection.exec_driver_sql("UPDATE cards SET state = 'forgotten'")
    database.close()


def test_a_mark_replaces_the_one_before(file: Path) -> None:
    database = open_database(file)
    with database.writing() as connection:
        learner = learners.ensure(connection, "me", NOW)
        for values in (marks.MarkValues(True, ""), marks.MarkValues(True, "メモ")):
            marks.save(connection, learner, "q", "", values, NOW)
        marks.save(connection, learner, "q", "い", marks.MarkValues(False, "part"), NOW)
    with database.reading() as connection:
        assert marks.find(connection, learner, "q", "") == marks.MarkValues(True, "メモ")
        assert marks.find(connection, learner, "other", "") == marks.MarkValues()
        assert marks.flagged(connection, learner) == {"q"}
    database.close()


def test_every_judgement_but_invalid_can_be_recorded() -> None:
    assert {word.value for word in AttemptOutcome} == {word.value for word in Outcome} - {"invalid"}
