"""Study days begin at 04:00 on the wall clock."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from quizapp.study.clock import LOCAL_ZONE, FixedClock, day_start, study_day

TOKYO = ZoneInfo("Asia/Tokyo")
BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")


def test_a_study_day_begins_at_four_in_the_morning() -> None:
    assert study_day(datetime(2026, 12, 2, 3, 59, 59, tzinfo=TOKYO), TOKYO) == date(2026, 12, 1)
    assert study_day(datetime(2026, 12, 2, 4, 0, tzinfo=TOKYO), TOKYO) == date(2026, 12, 2)
    assert day_start(date(2026, 12, 2), TOKYO) == datetime(2026, 12, 1, 19, 0, tzinfo=UTC)


def test_the_same_moment_is_another_study_day_elsewhere() -> None:
    moment = datetime(2026, 12, 1, 20, 0, tzinfo=UTC)
    assert study_day(moment, TOKYO) == date(2026, 12, 2)
    assert study_day(moment, NEW_YORK) == date(2026, 12, 1)


@pytest.mark.parametrize("night", [date(2026, 3, 29), date(2026, 10, 25)])
def test_the_day_begins_at_four_on_the_wall_on_the_nights_when_clocks_change(night: date) -> None:
    start = day_start(night, BERLIN)
    assert start.astimezone(BERLIN).strftime("%H:%M") == "04:00"
    assert study_day(start, BERLIN) == night
    assert study_day(start - timedelta(seconds=1), BERLIN) == night - timedelta(days=1)
    hours = (day_start(night + timedelta(days=1), BERLIN) - day_start(night - timedelta(days=1), BERLIN)) / timedelta(
        hours=1
    )
    assert hours == (47 if night.month == 3 else 49)


def test_the_start_of_a_day_lies_in_it_wherever_clocks_change() -> None:
    for zone in (BERLIN, NEW_YORK, ZoneInfo("Australia/Lord_Howe"), ZoneInfo("Africa/Cairo"), ZoneInfo("Asia/Tokyo")):
        for number in range(366):
            day = date(2026, 1, 1) + timedelta(days=number)
            start = day_start(day, zone)
            assert study_day(start, zone) == day
            assert study_day(start - timedelta(microseconds=1), zone) == day - timedelta(days=1)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of this system can't be set")
def test_the_machines_zone_follows_its_changes_of_clocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    try:
        for hours in range(0, 24 * 366, 1):
            moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
            local = moment.astimezone(LOCAL_ZONE)
            assert local.replace(tzinfo=None) == moment.astimezone(BERLIN).replace(tzinfo=None)
            assert local.astimezone(UTC) == moment
        assert day_start(date(2026, 7, 1), LOCAL_ZONE) == day_start(date(2026, 7, 1), BERLIN)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_clock_stands_until_it_is_moved_and_needs_its_zone() -> None:
    clock = FixedClock(datetime(2026, 12, 1, 20, 0, tzinfo=TOKYO), TOKYO)
    assert clock.now() == clock.now() == datetime(2026, 12, 1, 11, 0, tzinfo=UTC)
    clock.advance(days=1, minutes=-30)
    assert clock.now() == datetime(2026, 12, 2, 10, 30, tzinfo=UTC)
    with pytest.raises(ValueError, match="aware"):
        FixedClock(datetime(2026, 12, 1))  # noqa: DTZ001
