"""The part of what is due that is asked today; the rest is spread over the days to come."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from quizapp.progress.cards import CardStatus

# A card that holds this many days loses next to nothing (about 1 % of recall) by waiting for one more.
PATIENT_STABILITY = 7.0


@dataclass(frozen=True, slots=True)
class Unit:
    """Cards that are asked together: one, or the parts of a set that are due. `seconds`: by the questions' pace.
    `group`: what it shares with its siblings, or "".
    """

    cards: tuple[CardStatus, ...]
    topic: str
    group: str
    seconds: float

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """The question parts."""
        return tuple((card.question_id, card.part) for card in self.cards)

    @property
    def patient(self) -> bool:
        """Whether it can wait for a day."""
        return all((card.stability or 0.0) >= PATIENT_STABILITY for card in self.cards)


@dataclass(frozen=True, slots=True)
class Portion:
    """`now` in the order of asking; `later`: for the days to come. `beyond`: more is due than the day has room for."""

    now: tuple[Unit, ...]
    later: tuple[Unit, ...]
    beyond: bool


def portion(units: Sequence[Unit], met: Set[str], seconds: float, tomorrow: int) -> Portion:
    """Take today's part of units that stand in the order of their worth.

    Siblings (of those `met` today, and of each other) go behind the others. Where fewer are due `tomorrow` than today,
    a sibling that can wait is left for tomorrow. Then as much is taken as fits into `seconds` (a unit may go beyond).
    """
    groups = set(met)
    apart: list[Unit] = []
    siblings: list[Unit] = []
    for unit in units:
        (siblings if unit.group in groups else apart).append(unit)
        if unit.group:
            groups.add(unit.group)
    today = sum(len(unit.cards) for unit in units)
    later: list[Unit] = []
    behind: list[Unit] = []
    for unit in reversed(siblings):
        count = len(unit.cards)
        if unit.patient and today - count >= tomorrow + count:
            today, tomorrow = today - count, tomorrow + count
            later.append(unit)
        else:
            behind.append(unit)
    now: list[Unit] = []
    rest: list[Unit] = []
    left = seconds
    for unit in (*apart, *reversed(behind)):
        (now if left > 0 else rest).append(unit)
        left -= unit.seconds
    return Portion(tuple(now), (*rest, *reversed(later)), bool(rest))
