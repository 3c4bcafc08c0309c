"""Seen is what was asked at all, scheduled what an answer has moved: one meaning of each, everywhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from quizapp.progress import attempts, card_lists, cards
from quizapp.progress.prepared import Prepared
from quizapp.study.clock import FixedClock
from quizapp.study.selection import Filter, PartKey, Selection
from quizapp.study.study import Study
from quizapp.study.valuing import Valuing
from quizapp.study.worth import extent
from tests.study.answering import right
from tests.study.consistency import check_what_is_seen

UNSEEN = Selection(filter=Filter.UNSEEN)


def ask(study: Study, *ids: str, practice: bool = False) -> None:
    sitting = study.start_quiz(Selection(ids=ids), practice=practice)
    while sitting.item is not None:
        sitting.answer(right(sitting.item, seconds=5))
        sitting.advance()


def seen(study: Study, code: str) -> int:
    return next(node.seen for field in study.tree() for node in field if node.id == code)


def planned(study: Study, size: int) -> list[PartKey]:
    sitting = study.start_quiz(Selection(), size=size, seed=1)
    found = [(entry.question_id, entry.part) for entry in sitting._plan.entries]
    sitting.leave()
    return found


def test_what_was_only_crammed_counts_as_seen_and_is_no_longer_asked_as_if_it_were_not(study: Study) -> None:
    ask(study, "im2col", practice=True)
    assert (seen(study, "3.4.1"), seen(study, "3")) == (1, 1)
    assert "im2col" not in study.questions(UNSEEN)
    others = study.count(UNSEEN)
    assert ("im2col", "") not in planned(study, others)


def test_what_was_only_crammed_is_in_no_schedule_so_the_queue_still_begins_it(make_study: Callable[..., Study]) -> None:
    study = make_study(new_per_day=100, minutes_per_day=600)
    before = study.overview().new_today
    ask(study, "im2col", practice=True)
    assert study.overview().new_today == before
    ask(study, "im2col")
    assert study.overview().new_today == before - 1


def test_a_question_counts_once_however_it_was_asked(study: Study, clock: FixedClock) -> None:
    ask(study, "im2col")
    ask(study, "im2col", practice=True)
    ask(study, "relu-true", practice=True)
    study.suspend("relu-true", "")
    assert seen(study, "3") == 2
    check_what_is_seen(study)
    clock.advance(days=30)
    check_what_is_seen(study)


def test_a_card_that_was_begun_anew_was_still_seen(study: Study) -> None:
    ask(study, "im2col")
    study.reset("im2col", "")
    assert seen(study, "3.4.1") == 1
    assert "im2col" not in study.questions(UNSEEN)
    check_what_is_seen(study)


def test_of_what_was_seen_the_quiz_takes_what_was_asked_longest_ago_in_whatever_mode(
    study: Study, clock: FixedClock
) -> None:
    everything = [key[0] for key in planned(study, 100)]
    ask(study, *everything, practice=True)
    clock.advance(days=1)
    ask(study, *[name for name in everything if name != "im2col"], practice=True)
    assert planned(study, 1) == [("im2col", "")]


@pytest.mark.parametrize("practice", [True, False])
def test_readiness_counts_what_was_seen_of_a_topic(make_study: Callable[..., Study], practice: bool) -> None:
    study = make_study()
    ask(study, "im2col", practice=practice)
    topic = next(topic for topic in study.readiness().topics if topic.code == "3.4.1")
    assert (topic.seen, topic.covered > 0) == (1, not practice)


def test_what_another_window_has_begun_is_not_new_here_either(make_study: Callable[..., Study]) -> None:
    here, there = make_study(new_per_day=100), make_study(new_per_day=100)
    first = here.overview().new_today
    ask(there, "im2col", "relu-true")
    for study in (here, there):
        check_what_is_seen(study)
    assert [len(study.start_review()._plan.entries) for study in (here, there)] == [first - 2] * 2


def test_how_much_of_a_topic_is_known_is_the_recall_of_its_cards_on_the_day_of_the_exam(
    make_study: Callable[..., Study], clock: FixedClock
) -> None:
    study = make_study(exam_date="2027-02-01")
    ask(study, "im2col", "conv-size", "relu-true")
    clock.advance(days=9)
    ask(study, "conv-size")
    context = study._context
    with context.database.reading() as connection:
        topics = Valuing(context, connection).topics
        rows = [cards.find(connection, context.learner_id, name, "") for name in ("im2col", "conv-size")]
    assert topics is not None
    known, exam = 0.0, date(2027, 2, 1)
    for row in rows:
        assert row is not None
        assert row.values.last_day is not None
        assert row.values.stability is not None
        known += context.model.recall((exam - row.values.last_day).days, row.values.stability)
    assert topics["3.4.1"].covered == pytest.approx(known / extent(context.outline().items["3.4.1"]), rel=1e-12)


@pytest.mark.parametrize(
    ("statement", "indexes"),
    [
        (attempts._PRACTISED, ["ix_attempts_practice"]),
        (attempts._BEGUN_ANEW, ["ix_cards_due", "ix_attempts_learner_id_question_id_part"]),
        (card_lists._UNSCHEDULED, ["ix_cards_due"]),
        (card_lists._ADDED, ["INTEGER PRIMARY KEY"]),
    ],
)
def test_what_is_seen_and_new_is_found_by_an_index_and_not_by_reading_the_log(
    study: Study, statement: Prepared, indexes: list[str]
) -> None:
    values = {"learner": 1, "today": study._context.today(), "after": 1, "until": 2}
    with study._context.database.reading() as connection:
        if connection.dialect.name != "sqlite":
            pytest.skip("this asks SQLite")
        statement.rows(connection, values)
        assert statement._sqlite is not None
        text = f"EXPLAIN QUERY PLAN {statement._sqlite.text}"
        plan = [str(row[3]) for row in connection.exec_driver_sql(text, tuple(statement._sqlite.write(values)))]
    searches = [step for step in plan if step.startswith(("SEARCH", "SCAN"))]
    assert len(searches) == len(indexes)
    for step, index in zip(searches, indexes, strict=True):
        assert step.startswith("SEARCH")
        assert index in step
