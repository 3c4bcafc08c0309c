"""The clock of an exam: what is used and left, warnings and pace, and no setting of the wall clock that cheats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.study.clock import FixedClock, SystemClock
from quizapp.study.exam.timing import Pause, Policy, Steady, Stopwatch, Timing, pace, time_of, warning

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
FULL = Timing(limit=7200.0, policy=Policy.PAUSABLE, used=0.0, seen=NOON)
STRICT = Timing(limit=7200.0, policy=Policy.STRICT, used=600.0, seen=NOON, running=True)


@dataclass
class SteadyClock(FixedClock):
    """A wall clock that can be set, and a steady count beside it."""

    seconds: float = 0.0

    def monotonic(self) -> float:
        return self.seconds


def test_warnings_come_at_fifteen_and_at_five_minutes() -> None:
    assert [warning(left, 7200) for left in (7200, 901, 900, 301, 300, 0)] == [None, None, 900, 900, 300, 300]


def test_a_short_exam_is_not_warned_before_its_half() -> None:
    assert [warning(left, 720) for left in (720, 361, 300, 0)] == [None, None, 300, 300]
    assert warning(10, 300) is None


def test_without_a_clock_nothing_runs_out() -> None:
    time = time_of(Timing(None, Policy.PAUSABLE, 0.0, NOON), 99_999, 3, 10, 72)
    assert (time.left, time.warning, time.over) == (None, None, False)


def test_pace_is_counted_in_questions_of_72_seconds() -> None:
    assert pace(720, 12, 100, 72) == 2
    assert pace(720, 7, 100, 72) == -3
    # Whoever has taken longer than the exam lasts is behind by what is open, and by no more.
    assert pace(99_999, 90, 100, 72) == -10


def test_time_is_over_at_zero_and_not_before() -> None:
    assert not time_of(FULL, 7199.9, 0, 100, 72).over
    assert time_of(FULL, 7200.0, 0, 100, 72).over


def test_a_pausable_exam_loses_no_time_while_it_is_closed_and_keeps_the_pause() -> None:
    later = NOON + timedelta(hours=3)
    opened = FULL.opened(later)
    assert (opened.used, opened.pauses) == (0.0, (Pause(NOON, later),))


def test_a_strict_exam_goes_on_while_it_is_closed_and_stops_at_its_limit() -> None:
    assert STRICT.opened(NOON + timedelta(minutes=30)).used == 2400
    assert STRICT.opened(NOON + timedelta(days=9)).used == 7200
    assert STRICT.opened(NOON + timedelta(days=9)).left(7200) == 0


@pytest.mark.parametrize("timing", [FULL, STRICT])
def test_a_wall_clock_set_back_gives_no_time_back(timing: Timing) -> None:
    opened = timing.opened(NOON - timedelta(hours=5))
    assert opened.used == timing.used
    assert opened.pauses == ()


@given(st.lists(st.floats(-1e6, 1e6), max_size=12), st.sampled_from(list(Policy)))
def test_no_series_of_openings_makes_the_used_time_smaller_or_larger_than_the_limit(
    steps: list[float], policy: Policy
) -> None:
    timing, now = Timing(3600.0, policy, 5.0, NOON), NOON
    for step in steps:
        now += timedelta(seconds=step)
        opened = timing.opened(now)
        assert timing.used <= opened.used <= 3600
        timing = Timing.from_json(opened.to_json())
        assert timing == opened


def test_within_a_run_a_steady_clock_counts_whatever_the_wall_clock_says() -> None:
    clock = SteadyClock(NOON)
    watch = Stopwatch(clock)
    clock.advance(hours=5)
    clock.seconds += 7
    assert watch.elapsed() == 7
    clock.advance(hours=-50)
    clock.seconds += 1
    assert watch.elapsed() == 8
    assert isinstance(SystemClock(), Steady)


def test_without_a_steady_clock_steps_backwards_count_nothing() -> None:
    clock = FixedClock(NOON)
    watch = Stopwatch(clock)
    clock.advance(seconds=10)
    assert watch.elapsed() == 10
    clock.advance(hours=-1)
    assert watch.elapsed() == 10
    clock.advance(seconds=5)
    assert watch.elapsed() == 15


def test_a_reopened_exam_has_no_clock() -> None:
    reopened = Timing(7200.0, Policy.STRICT, 7200.0, NOON, reopened=1)
    assert reopened.left(7200.0) is None
    assert reopened.opened(NOON + timedelta(hours=1)).used == 7200
    assert reopened.deadline(7200.0, NOON) is None
