"""Where the learner stands: the figures of the home screen, and the tree of chapters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from quizapp.study.selection import Selection


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A sitting that can be resumed. `kind` is quiz or review."""

    sitting_id: int
    kind: str
    answered: int
    total: int
    started_at: datetime


@dataclass(frozen=True, slots=True)
class Node:
    """A part of the syllabus or of a track: a field, chapter, topic or section.

    `questions`: how many can be asked. `seen`: answered at least once. `mastered`: recall holds for three weeks
    without a review. `due`: to be reviewed now. `exam`: within the exam's scope. `selection` is what a quiz from this
    node asks.
    """

    id: str
    ja: str
    en: str
    questions: int
    seen: int
    mastered: int
    due: int
    selection: Selection
    children: tuple[Node, ...] = ()
    exam: bool = True

    def __iter__(self) -> Iterator[Node]:
        """This node and all below it."""
        yield self
        for child in self.children:
            yield from child


@dataclass(frozen=True, slots=True)
class Overview:
    """The figures of the home screen. Minutes are estimates from the questions' own pace.

    `due`: cards to review now; `new_today`: questions never seen that a review will still introduce today; `streak`:
    study days in a row with at least one answer, today's counted once there is one. `chapters`: the top of the tree
    of the learner's track.
    """

    due: int
    due_minutes: int
    new_today: int
    new_minutes: int
    answered_today: int
    correct_today: int
    streak: int
    unfinished: Unfinished | None
    chapters: tuple[Node, ...]
