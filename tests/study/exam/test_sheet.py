"""The answer sheet: any item at any time, every change kept, handed in as a whole and taken back as a whole."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from calculators.answers.verdict import Outcome
from quizapp.progress.database import Database
from quizapp.progress.values import SittingKind
from quizapp.study.clock import FixedClock
from quizapp.study.exam.faults import (
    HandedIn,
    LastWasHandedIn,
    NoSuchExam,
    NotHandedIn,
    TimeOver,
    UnusableBlueprint,
    Withdrawn,
)
from quizapp.study.exam.results import Which
from quizapp.study.exam.sheet import Sheet
from quizapp.study.exam.timing import Policy
from quizapp.study.faults import NoSuchSitting, SittingChanged
from quizapp.study.items import Response
from quizapp.study.selection import Selection
from quizapp.study.study import Study
from tests.study import answering
from tests.study.exam.answering import right, shown, wrong
from tests.study.exam.conftest import Reopen, place
from tests.study.exam.test_timing import SteadyClock


def rows(database: Database, query: str) -> list[tuple[Any, ...]]:
    with database.reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(query)]


def with_set(study: Study) -> Sheet:
    """An exam in which the set of four parts stands."""
    for seed in range(50):
        sheet = study.start_exam(24, seed)
        if any(entry.question_id == "small-network" for entry in sheet.entries):
            return sheet
        sheet.give_up()
    raise AssertionError("no seed draws the set")


def test_items_are_answered_in_any_order_changed_and_cleared(study: Study) -> None:
    sheet = study.start_exam(6, 1)
    for position in (4, 0, 2):
        assert sheet.answer(position, wrong(shown(sheet, position))) is None
    sheet.answer(4, right(shown(sheet, 4)))
    sheet.clear(0)
    assert [sheet.line(position).answered for position in range(6)] == [False, False, True, False, True, False]
    assert (sheet.answered, sheet.next_open(), sheet.next_open(1), sheet.next_open(5)) == (2, 0, 3, 0)
    sheet.set_flag(3, True)
    sheet.set_unsure(2, True)
    assert (sheet.next_flagged(), sheet.next_flagged(3)) == (3, 3)
    result = sheet.hand_in()
    assert (result.overall.correct, result.open) == (1, 4)
    assert [item.changes for item in result.items] == [1, 0, 0, 0, 1, 0]
    assert (result.corrected, result.spoiled) == (1, 0)
    assert [item.position for item in result.review(Which.FLAGGED)] == [3]
    assert [item.position for item in result.review(Which.WRONG)] == [0, 1, 2, 3, 5]


def test_nothing_tells_whether_an_answer_is_right_before_it_is_handed_in(study: Study) -> None:
    sheet = study.start_exam(6, 1)
    answers = [sheet.answer(0, give(shown(sheet, 0))) for give in (wrong, right)]
    assert answers == [None, None]
    with pytest.raises(NotHandedIn):
        sheet.result()
    with pytest.raises(NotHandedIn):
        study.exam_result(sheet.id)


def test_what_cannot_be_read_is_not_taken_and_leaves_the_answer_before_it(study: Study) -> None:
    sheet = study.start_exam(13, 1, form="typed")
    position = next(n for n in range(sheet.total) if shown(sheet, n).variant.form == "typed")
    item = shown(sheet, position)
    assert sheet.answer(position, right(item)) is None
    before = sheet.line(position)
    fault = sheet.answer(position, Response(text="(("))
    assert fault is not None
    assert sheet.line(position) == before


def test_what_would_be_typed_is_asked_with_four_choices_unless_typing_is_wanted(study: Study) -> None:
    def forms(sheet: Sheet) -> str:
        return shown(sheet, place(sheet, "conv-size")).variant.form

    seed = next(seed for seed in range(50) if _has(study, seed, "conv-size"))
    assert forms(study.start_exam(13, seed)) == "choices"
    assert forms(study.start_exam(13, seed, form="typed")) == "typed"


def _has(study: Study, seed: int, question_id: str) -> bool:
    sheet = study.start_exam(13, seed)
    sheet.give_up()
    return any(entry.question_id == question_id for entry in sheet.entries)


def test_a_seed_draws_the_same_paper_for_every_learner_who_was_asked_nothing_yet(
    study: Study, catalog: Any, database: Database, clock: FixedClock
) -> None:
    other = Study(catalog, database, clock, learner="other")
    assert study.start_exam(8, 7).entries == other.start_exam(8, 7).entries


def test_all_answers_are_recorded_in_one_transaction_and_move_their_cards(study: Study, database: Database) -> None:
    sheet = study.start_exam(6, 1)
    for position in range(5):
        sheet.answer(position, right(shown(sheet, position)))
    assert rows(database, "SELECT count(*) FROM attempts") == [(0,)]
    sheet.hand_in()
    assert rows(database, "SELECT count(*), sum(kind = 'scheduled') FROM attempts") == [(5, 5)]
    assert rows(database, "SELECT count(*) FROM cards WHERE reps = 1") == [(5,)]
    assert rows(database, "SELECT position FROM attempts ORDER BY position") == [(n,) for n in range(5)]


def test_an_open_item_counts_nothing_and_moves_no_card(study: Study, database: Database) -> None:
    sheet = study.start_exam(6, 1)
    sheet.show(0)
    sheet.set_flag(0, True)
    result = sheet.hand_in()
    assert (result.score, result.open, result.overall.total) == (0.0, 6, 6)
    assert rows(database, "SELECT count(*) FROM attempts") == rows(database, "SELECT count(*) FROM cards") == [(0,)]


def test_a_mock_for_practice_moves_no_card(study: Study, database: Database) -> None:
    sheet = study.start_exam(6, 1, practice=True)
    sheet.answer(0, wrong(shown(sheet, 0)))
    sheet.hand_in()
    assert rows(database, "SELECT kind FROM attempts") == [("practice",)]
    assert rows(database, "SELECT count(*) FROM reviews") == [(0,)]


def test_an_error_is_carried_forward_within_a_set_also_when_the_later_part_was_answered_first(study: Study) -> None:
    sheet = with_set(study)
    first, second = place(sheet, "small-network", "first"), place(sheet, "small-network", "second")
    sheet.answer(second, Response(text="11"))
    sheet.answer(first, Response(text="5"))
    result = sheet.hand_in()
    verdicts = [result.items[position].verdict for position in (first, second)]
    assert [verdict and (verdict.outcome, verdict.carried) for verdict in verdicts] == [
        (Outcome.WRONG, False),
        (Outcome.CORRECT, True),
    ]


def test_handing_in_is_taken_back_as_one_act_and_can_be_done_again(study: Study, database: Database) -> None:
    sheet = study.start_exam(6, 1)
    for position in range(6):
        sheet.answer(position, wrong(shown(sheet, position)))
    sheet.hand_in()
    lines = [sheet.line(position) for position in range(6)]
    sheet.take_back()
    assert rows(database, "SELECT count(*) FROM attempts WHERE undone_at IS NULL") == [(0,)]
    assert rows(database, "SELECT count(*) FROM cards WHERE reps > 0") == [(0,)]
    assert [sheet.line(position) for position in range(6)] == lines
    assert sheet.time().left is None
    sheet.answer(0, right(shown(sheet, 0)))
    result = sheet.hand_in()
    assert (result.overall.correct, result.reopened) == (1, True)
    assert [mock.comparable for mock in study.exams()] == [False]
    assert rows(database, "SELECT count(*), count(undone_at) FROM attempts") == [(12, 6)]


def test_taking_back_leaves_what_was_reviewed_elsewhere_since(study: Study, database: Database) -> None:
    sheet = study.start_exam(1, 1)
    entry = sheet.entries[0]
    sheet.answer(0, right(shown(sheet, 0)))
    sheet.hand_in()
    quiz = study.start_quiz(Selection(ids=(entry.question_id,)), 1, 5)
    assert quiz.item is not None
    quiz.answer(answering.right(quiz.item))
    sheet.take_back()
    assert rows(database, "SELECT reps FROM cards WHERE reps > 0") == [(1,)]


def test_the_last_answer_of_an_exam_is_not_taken_back_by_itself(study: Study) -> None:
    sheet = study.start_exam(2, 1)
    sheet.answer(0, right(shown(sheet, 0)))
    sheet.hand_in()
    with pytest.raises(LastWasHandedIn):
        study.undo_last()
    with pytest.raises(NoSuchSitting):
        study.resume(sheet.id)


def test_the_time_counts_for_the_item_that_is_showing(study: Study, clock: FixedClock) -> None:
    sheet = study.start_exam(6, 1)
    for position, seconds in ((0, 30), (3, 50), (0, 10)):
        sheet.show(position)
        clock.advance(seconds=seconds)
    result = sheet.hand_in()
    assert [item.seconds for item in result.items] == [40, 0, 0, 50, 0, 0]
    assert result.seconds == 90


def test_time_runs_out_and_what_stands_on_the_sheet_is_handed_in(study: Study, clock: FixedClock) -> None:
    sheet = study.start_exam(5, 1)
    assert sheet.time().left == 360
    sheet.answer(0, right(shown(sheet, 0)))
    started = clock.now()
    clock.advance(minutes=7)
    with pytest.raises(TimeOver):
        sheet.answer(1, right(shown(sheet, 1)))
    result = sheet.result()
    assert (result.automatic, result.overall.answered, result.seconds) == (True, 1, 360)
    assert result.ended_at == started + timedelta(minutes=6)
    with pytest.raises(HandedIn):
        sheet.answer(1, right(shown(sheet, 1)))


def test_a_screen_that_ticks_finds_it_handed_in_at_zero(study: Study, clock: FixedClock) -> None:
    sheet = study.start_exam(5, 1)
    clock.advance(seconds=359)
    assert not sheet.tick().over
    clock.advance(seconds=1)
    sheet.tick()
    assert sheet.handed_in


def test_a_strict_exam_reopened_after_its_end_is_handed_in_as_of_the_deadline(
    reopen: Reopen, clock: FixedClock
) -> None:
    sheet = reopen().start_exam(5, 1, policy=Policy.STRICT)
    sheet.answer(2, right(shown(sheet, 2)))
    deadline = clock.now() + timedelta(minutes=6)
    clock.advance(days=2)
    again = reopen().resume_exam(sheet.id)
    result = again.result()
    assert (result.automatic, result.ended_at, result.overall.correct) == (True, deadline, 1)


def test_a_strict_exam_goes_on_while_the_program_is_closed(reopen: Reopen, clock: FixedClock) -> None:
    sheet = reopen().start_exam(5, 1, policy=Policy.STRICT)
    sheet.pause()
    clock.advance(minutes=4)
    study = reopen()
    assert [found.left for found in study.open_exams()] == [120]
    assert study.resume_exam(sheet.id).time().left == 120


def test_a_pausable_exam_waits_and_its_result_tells_the_pause(reopen: Reopen, clock: FixedClock) -> None:
    sheet = reopen().start_exam(5, 1)
    clock.advance(minutes=1)
    sheet.pause()
    clock.advance(hours=30)
    again = reopen().resume_exam(sheet.id)
    assert again.time().left == 300
    result = again.hand_in()
    assert (result.pauses, result.paused_seconds) == (1, 30 * 3600)


def test_a_kill_keeps_answers_and_clock_up_to_the_last_change(reopen: Reopen, clock: FixedClock) -> None:
    sheet = reopen().start_exam(6, 1)
    clock.advance(seconds=100)
    sheet.answer(3, right(shown(sheet, 3)))
    line = sheet.line(3)
    clock.advance(seconds=10)
    again = reopen().resume_exam(sheet.id)
    assert again.line(3) == line
    assert again.time().used == 100
    assert [shown(again, n) for n in range(6)] == [shown(sheet, n) for n in range(6)]


def test_a_screen_that_ticks_loses_at_most_a_heartbeat_to_a_kill(reopen: Reopen, clock: FixedClock) -> None:
    sheet = reopen().start_exam(6, 1)
    sheet.show(0)
    for _ in range(100):
        clock.advance(seconds=1)
        sheet.tick()
    used = reopen().resume_exam(sheet.id).time().used
    assert 85 <= used <= 100


def test_neither_another_time_zone_nor_a_clock_set_back_changes_the_time_left(study: Study, clock: FixedClock) -> None:
    sheet = study.start_exam(6, 1)
    clock.advance(seconds=60)
    clock.zone = ZoneInfo("America/Los_Angeles")
    assert sheet.time().used == 60
    sheet.answer(0, right(shown(sheet, 0)))
    clock.advance(hours=-3)
    sheet.answer(1, right(shown(sheet, 1)))
    assert sheet.time().used == 60
    clock.advance(seconds=15)
    assert sheet.hand_in().seconds == 75


def test_a_wall_clock_set_forward_ends_no_exam_where_there_is_a_steady_one(
    catalog: Any, database: Database, clock: FixedClock
) -> None:
    steady = SteadyClock(clock.moment, clock.zone)
    sheet = Study(catalog, database, steady).start_exam(5, 1, policy=Policy.STRICT)
    steady.advance(days=3)
    steady.seconds += 5
    assert not sheet.tick().over
    assert sheet.time().used == 5


def test_a_second_window_is_found_out_and_nothing_is_lost(study: Study) -> None:
    sheet = study.start_exam(6, 1)
    other = study.resume_exam(sheet.id)
    other.answer(0, right(shown(other, 0)))
    with pytest.raises(SittingChanged):
        sheet.answer(0, wrong(shown(sheet, 0)))
    with pytest.raises(SittingChanged):
        sheet.hand_in()
    assert other.hand_in().overall.correct == 1


def test_an_exam_that_is_given_up_leaves_nothing(study: Study, database: Database) -> None:
    sheet = study.start_exam(6, 1)
    sheet.answer(0, right(shown(sheet, 0)))
    sheet.give_up()
    assert study.open_exams() == study.exams() == ()
    with pytest.raises(NoSuchExam):
        study.resume_exam(sheet.id)
    with pytest.raises(NoSuchExam):
        sheet.answer(1, right(shown(sheet, 1)))
    assert rows(database, "SELECT count(*) FROM attempts") == [(0,)]


def test_open_exams_are_no_quizzes_that_could_be_resumed(study: Study) -> None:
    sheet = study.start_exam(6, 1)
    assert study.unfinished() is None
    assert [found.sitting_id for found in study.open_exams()] == [sheet.id]


def test_a_question_that_the_bank_lost_meanwhile_counts_for_nothing(study: Study, catalog: Any) -> None:
    from dataclasses import replace

    sheet = study.start_exam(6, 1)
    for position in range(6):
        sheet.answer(position, right(shown(sheet, position)))
    lost = sheet.entries[2].question_id
    entries = {name: entry for name, entry in catalog.entries.items() if name != lost}
    later = study.renewed(catalog=replace(catalog, entries=entries))
    again = later.resume_exam(sheet.id)
    gone = [position for position in range(6) if again.item(position) is None]
    with pytest.raises(Withdrawn):
        again.answer(gone[0], Response(text="1"))
    result = again.hand_in()
    assert result.overall.total == result.overall.correct == 6 - len(gone)
    assert [item.position for item in result.items if item.withdrawn] == gone
    assert study.exams()[0].total == 6 - len(gone)


def test_a_recorded_outcome_stands_though_the_question_was_edited_since(study: Study, catalog: Any) -> None:
    from dataclasses import replace

    sheet = study.start_exam(6, 1)
    for position in range(6):
        sheet.answer(position, right(shown(sheet, position)))
    sheet.hand_in()
    name = sheet.entries[0].question_id
    entry = catalog.entries[name]
    text = entry.question.stem.model_copy(update={"ja": "別の問い"})
    edited = replace(entry, question=entry.question.model_copy(update={"stem": text}))
    later = study.renewed(catalog=replace(catalog, entries=dict(catalog.entries) | {name: edited}))
    result = later.exam_result(sheet.id)
    assert result.overall.correct == 6
    assert result.items[0].revised


def test_results_are_told_by_field_topic_kind_and_level_and_stand_beside_earlier_ones(study: Study) -> None:
    for seed in (1, 2):
        sheet = study.start_exam(9, seed)
        for position in range(0, 9, 2):
            sheet.answer(position, right(shown(sheet, position)))
        sheet.set_unsure(0, True)
        result = sheet.hand_in()
        for shares in (result.fields, result.topics, result.kinds, result.levels):
            assert sum(share.total for share in shares) == 9
            assert sum(share.correct for share in shares) == 5
        assert result.score == pytest.approx(5 / 9)
        assert [item.position for item in result.review(Which.GUESSED)] == [0]
        assert [answered for _, answered in result.pace] == [1, 2, 3, 4, 5]
        assert {share.name for share in (*result.fields, *result.topics)} <= set(result.names)
    first, second = study.exams()
    assert first.started_at >= second.started_at
    assert (first.score, first.fields, first.comparable) == (pytest.approx(5 / 9), (("3", 5.0, 9),), True)
    assert study.exam_result(first.sitting_id).score == first.score


def test_the_next_mock_asks_what_the_last_one_left_out(study: Study) -> None:
    first = {entry.question_id for entry in study.start_exam(4, 1).entries}
    second = {entry.question_id for entry in study.start_exam(4, 2).entries}
    assert first.isdisjoint(second)


def test_numbers_that_were_just_seen_are_not_drawn_again(study: Study) -> None:
    seed = next(seed for seed in range(50) if _has(study, seed, "conv-size"))
    seen = []
    for _ in range(2):
        sheet = study.start_exam(13, seed)
        position = place(sheet, "conv-size")
        seen.append(shown(sheet, position).variant.given)
        sheet.answer(position, right(shown(sheet, position)))
        sheet.hand_in()
    assert seen[0] != seen[1]


def test_a_quiz_in_test_mode_has_the_same_sheet_without_a_clock(study: Study, clock: FixedClock) -> None:
    sheet = study.start_test(Selection(ids=("small-network", "im2col")), seed=3)
    assert (sheet.kind, sheet.total, sheet.time().left) == (SittingKind.QUIZ, 5, None)
    assert all(shown(sheet, n).variant.form != "choices" for n in range(5) if shown(sheet, n).part != "third")
    sheet.answer(4, right(shown(sheet, 4)))
    clock.advance(days=5)
    sheet.answer(0, right(shown(sheet, 0)))
    result = sheet.hand_in()
    assert (result.overall.correct, result.open, result.limit) == (2, 3, None)
    assert study.exams() == ()


def test_a_bank_without_a_blueprint_says_so(study: Study, catalog: Any, tmp_path: Any) -> None:
    from dataclasses import replace

    bare = study.renewed(catalog=replace(catalog, folder=tmp_path))
    with pytest.raises(UnusableBlueprint) as told:
        bare.start_exam()
    assert "exam.yaml" in told.value.sentence("ja")
    assert told.value.sentence("ja") != told.value.sentence("en")


def test_the_shipped_bank_gives_full_mocks_that_can_be_answered_throughout(
    shipped: Any, database: Database, clock: FixedClock
) -> None:
    study = Study(shipped, database, clock)
    seen: set[str] = set()
    again = 0
    for seed in range(3):
        sheet = study.start_exam(seed=seed)
        assert (sheet.total, sheet.time().left) == (100, 7200)
        for position in range(sheet.total):
            assert sheet.answer(position, right(shown(sheet, position))) is None
        result = sheet.hand_in()
        assert result.overall.correct == 100, [n.entry.question_id for n in result.review(Which.WRONG)]
        again += sum(entry.question_id in seen for entry in sheet.entries)
        seen |= {entry.question_id for entry in sheet.entries}
    # Only where a topic has too few questions for its share of three mocks.
    assert again < 60, again
