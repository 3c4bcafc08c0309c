"""The time of an exam: how much of it is used, what that means for the pace, and how it survives a kill.

`Timing` is what is stored; `Stopwatch` measures one run of the program with it. All functions of the time are pure.

Within a run, time is measured by the clock's own steady count where it has one (`Steady`), so that setting the wall
clock changes nothing; else by steps of the wall clock, of which those backwards count nothing. Between two runs only
the wall clock is left. What that does depends on the policy: `pausable` counts no time while the program is closed and
keeps every pause; `strict` counts all of it, at most up to the limit, and none where the wall clock was set back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable

from quizapp.study.clock import Clock

# Seconds before the end at which the learner is warned.
WARNINGS = (900.0, 300.0)


class Policy(StrEnum):
    """What happens to the clock of an exam that is left: it stops (`pausable`), or it goes on (`strict`)."""

    PAUSABLE = "pausable"
    STRICT = "strict"


@runtime_checkable
class Steady(Protocol):
    """A clock that also counts seconds that no setting of the wall clock changes."""

    def monotonic(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which the exam was left."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Timing:
    """The stored time of an exam, in seconds. `limit`: None without a clock. `used`: up to the moment `seen`, the last
    at which it was stored. `running`: whether the exam was open then. `pauses`: the ends of all but a pause that lasts.
    `reopened`: how often it was taken back after it had been handed in; from then on it has no clock.
    """

    limit: float | None
    policy: Policy
    used: float
    seen: datetime
    running: bool = False
    pauses: tuple[Pause, ...] = ()
    reopened: int = 0

    @property
    def timed(self) -> bool:
        """Whether time runs out."""
        return self.limit is not None and not self.reopened

    def left(self, used: float) -> float | None:
        """What is left after `used` seconds, never below 0; None without a clock."""
        return max(self.limit - used, 0.0) if self.limit is not None and self.timed else None

    def opened(self, now: datetime) -> Timing:
        """The exam is opened again at `now`. A pausable one was paused since `seen`, a strict one went on."""
        away = max((now - self.seen).total_seconds(), 0.0)
        if self.policy is Policy.STRICT and self.timed:
            assert self.limit is not None
            return replace(self, used=min(self.used + away, max(self.limit, self.used)), seen=now, running=True)
        pauses = (*self.pauses, Pause(self.seen, now)) if away > 0 else self.pauses
        return replace(self, seen=now, running=True, pauses=pauses)

    def deadline(self, used: float, now: datetime) -> datetime | None:
        """When time runs out, as seen at `now` after `used` seconds; None without a clock."""
        left = self.left(used)
        return None if left is None else now + timedelta(seconds=left)

    def to_json(self) -> dict[str, Any]:
        """The timing as it is stored."""
        return {
            "limit": self.limit,
            "policy": self.policy.value,
            "used": self.used,
            "seen": self.seen.isoformat(),
            "running": self.running,
            "pauses": [[pause.since.isoformat(), pause.until.isoformat()] for pause in self.pauses],
            "reopened": self.reopened,
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Timing:
        """The timing that `to_json` wrote."""
        return cls(
            limit=values["limit"],
            policy=Policy(values["policy"]),
            used=values["used"],
            seen=datetime.fromisoformat(values["seen"]),
            running=values["running"],
            pauses=tuple(
                Pause(datetime.fromisoformat(since), datetime.fromisoformat(until)) for since, until in values["pauses"]
            ),
            reopened=values["reopened"],
        )


class Stopwatch:
    """Measures the time that passes while one run of the program has an exam open."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = self._reading()
        self._elapsed = 0.0

    def elapsed(self) -> float:
        """Seconds since it was made; never fewer than at the last call."""
        reading = self._reading()
        self._elapsed += max(reading - self._last, 0.0)
        self._last = reading
        return self._elapsed

    def _reading(self) -> float:
        if isinstance(self._clock, Steady):
            return self._clock.monotonic()
        return self._clock.now().timestamp()


@dataclass(frozen=True, slots=True)
class Time:
    """The time of an exam at one moment. `left`: None without a clock. `ahead`: how many questions the answers are
    ahead of the exam's own pace (behind, where negative). `warning`: the last warning that has been reached, in seconds
    before the end; None while there is none.
    """

    used: float
    left: float | None
    ahead: float
    warning: float | None

    @property
    def over(self) -> bool:
        """Whether time has run out."""
        return self.left == 0


def time_of(timing: Timing, used: float, answered: int, total: int, seconds_per_question: float) -> Time:
    """Everything about the time of an exam, from what is used and answered."""
    left = timing.left(used)
    return Time(used, left, pace(used, answered, total, seconds_per_question), warning(left, timing.limit))


def pace(used: float, answered: int, total: int, seconds_per_question: float) -> float:
    """How many questions `answered` is ahead of the pace after `used` seconds; behind, where negative."""
    return answered - min(used / seconds_per_question, total)


def warning(left: float | None, limit: float | None) -> float | None:
    """The last of `WARNINGS` that has been reached. Of a short exam, those that come before its half count for
    nothing.
    """
    if left is None or limit is None:
        return None
    return min((seconds for seconds in WARNINGS if left <= seconds <= limit / 2), default=None)
