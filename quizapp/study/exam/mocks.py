"""The mock exams that were handed in, one beside the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from quizapp.progress import sheets
from quizapp.progress.sheets import HandedIn, SheetRow
from quizapp.progress.values import AttemptOutcome
from quizapp.study.context import Context
from quizapp.study.exam.results import field_of
from quizapp.study.exam.timing import Timing


@dataclass(frozen=True, slots=True)
class Mock:
    """One mock exam in the list of all: when, how long, and its score in all and by field (field, points, total).

    `comparable`: timed to its end and never reopened, so that its score can be set beside others.
    """

    sitting_id: int
    started_at: datetime
    ended_at: datetime
    size: int
    total: int
    answered: int
    correct: int
    points: float
    seconds: float
    limit: float | None
    fields: tuple[tuple[str, float, int], ...]
    comparable: bool

    @property
    def score(self) -> float:
        """Points of all that could be had, 0..1."""
        return self.points / self.total if self.total else 0.0


def mocks(context: Context, rows: Sequence[SheetRow]) -> tuple[Mock, ...]:
    """The list of mock exams that were handed in, from what is recorded: no question is drawn again."""
    with context.database.reading() as connection:
        recorded = sheets.handed_in(connection, [row.id for row in rows])
    homes = field_of(context)
    return tuple(_mock(row, recorded[row.id], homes) for row in rows)


def _mock(row: SheetRow, answers: Sequence[HandedIn], homes: dict[str, str]) -> Mock:
    timing = Timing.from_json(row.clock)
    withdrawn = set(row.options.get("withdrawn", ()))
    homes_by_place = {
        place: homes.get(values["topic"], "") for place, values in enumerate(row.plan) if place not in withdrawn
    }
    points = dict.fromkeys(homes_by_place.values(), 0.0)
    for answer in answers:
        if answer.position in homes_by_place:
            points[homes_by_place[answer.position]] += answer.score
    totals = list(homes_by_place.values())
    return Mock(
        sitting_id=row.id,
        started_at=row.started_at,
        ended_at=row.ended_at or row.started_at,
        size=len(row.plan),
        total=len(totals),
        answered=len(answers),
        correct=sum(answer.outcome is AttemptOutcome.CORRECT for answer in answers),
        points=sum(points.values()),
        seconds=timing.used,
        limit=timing.limit,
        fields=tuple((name, got, totals.count(name)) for name, got in sorted(points.items())),
        comparable=timing.limit is not None and not timing.reopened,
    )
