"""What time it is, and which study day. Time comes only from a `Clock` that is passed in.

A study day begins at 04:00 local time, so that a sitting after midnight still belongs to the evening before.
"""

from __future__ import annotations

import time as time_module
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Protocol

ROLLOVER = time(4, 0)


class Clock(Protocol):
    """`now()` is an aware moment in UTC; `zone` is where the learner is, which decides the study day."""

    def now(self) -> datetime: ...

    @property
    def zone(self) -> tzinfo: ...


class _LocalZone(tzinfo):
    """The machine's own time zone with its rules, asked of the operating system for each moment.

    `datetime.now().astimezone().tzinfo` would be a fixed offset, wrong on the other side of a change of clocks.
    """

    def utcoffset(self, moment: datetime | None) -> timedelta:
        return self._local(moment).utcoffset() or timedelta()

    def dst(self, moment: datetime | None) -> timedelta | None:
        return None

    def tzname(self, moment: datetime | None) -> str | None:
        return self._local(moment).tzname()

    def fromutc(self, moment: datetime) -> datetime:
        there = moment.replace(tzinfo=UTC).astimezone()
        naive = there.replace(tzinfo=None, fold=0)
        second = naive.astimezone().utcoffset() != there.utcoffset()
        return naive.replace(tzinfo=self, fold=int(second))

    @staticmethod
    def _local(moment: datetime | None) -> datetime:
        naive = datetime(2000, 1, 1) if moment is None else moment.replace(tzinfo=None)  # noqa: DTZ001
        return naive.astimezone()


LOCAL_ZONE: tzinfo = _LocalZone()


class SystemClock:
    """The machine's clock and time zone."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds that no setting of the clock changes; only differences mean something."""
        return time_module.monotonic()

    @property
    def zone(self) -> tzinfo:
        return LOCAL_ZONE


@dataclass
class FixedClock:
    """A clock that stands still until it is moved: for tests, simulations and replays."""

    moment: datetime
    zone: tzinfo = UTC

    def __post_init__(self) -> None:
        if self.moment.tzinfo is None:
            raise ValueError("a clock needs an aware moment")

    def now(self) -> datetime:
        return self.moment.astimezone(UTC)

    def advance(self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0) -> None:
        """Move the clock on (back, with negative values)."""
        self.moment = self.now() + timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


def study_day(moment: datetime, zone: tzinfo) -> date:
    """The study day to which an aware moment belongs, by the clock on the wall in `zone`."""
    local = moment.astimezone(zone)
    day = local.date()
    return day if local.time() >= ROLLOVER else day - timedelta(days=1)


def day_start(day: date, zone: tzinfo) -> datetime:
    """The moment (UTC) at which a study day begins in `zone`."""
    return datetime.combine(day, ROLLOVER, tzinfo=zone).astimezone(UTC)
