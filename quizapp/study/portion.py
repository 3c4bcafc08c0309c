"""What is due, siblings kept apart: some can wait for a day with more room."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from quizapp.progress.card_lists import CardStatus

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
    """`now`: what the day may ask, in the order given but for siblings; `later`: what waits for tomorrow."""

    now: tuple[Unit, ...]
    later: tuple[Unit, ...]


def portion(units: Sequence[Unit], met: Set[str], tomorrow: int) -> Portion:
    """Keep siblings apart among units that stand in the order of their worth.

    Siblings (of those `met` today, and of each other) go behind the others. Where fewer are due `tomorrow` than today,
    a sibling that can wait is left for tomorrow.
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
    return Portion((*apart, *reversed(behind)), tuple(reversed(later)))
