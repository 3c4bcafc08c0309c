"""How much is due on each day to come, so that an interval with some play ends on a day with room.

Counted once and then kept in step with the answers of this program; another program's answers are seen at the next
sitting. The day that was chosen is kept in the log, so nothing depends on these counts afterwards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date

from quizapp.bank.catalog import Catalog
from quizapp.bank.header import Header
from quizapp.progress import card_lists
from quizapp.progress.database import Connection
from quizapp.study.siblings import group_of, siblings

# A day on which a sibling is due counts as this many cards more: it is taken only where every day has one.
SIBLING = 1000


class Crowding:
    """The counts of one learner."""

    def __init__(self) -> None:
        self._counted_on: date | None = None
        self._counts: Counter[date] = Counter()
        self._groups: dict[str, dict[tuple[str, str], date]] = {}

    def forget(self) -> None:
        """Count again at the next answer."""
        self._counted_on = None

    def prepare(self, connection: Connection, learner_id: int, catalog: Catalog, header: Header, today: date) -> None:
        """Count what is due, and where the siblings of a question stand, unless that is known."""
        if self._counted_on != today:
            self._counts = card_lists.due_counts(connection, learner_id, today)
            self._groups = {}
            self._counted_on = today
        group = group_of(header)
        if group and group not in self._groups:
            self._groups[group] = card_lists.due_days(connection, learner_id, siblings(catalog, header))

    def of(self, header: Header, part: str) -> Callable[[date], float]:
        """How crowded a day is for a question part."""
        others = self._groups.get(group_of(header), {})
        taken = {day for key, day in others.items() if key != (header.id, part)}
        counts = self._counts
        return lambda day: counts[day] + SIBLING * (day in taken)

    def moved(self, header: Header, part: str, before: date | None, after: date | None) -> None:
        """A card was due on one day and is now due on another."""
        if before is not None:
            self._counts[before] -= 1
        if after is not None:
            self._counts[after] += 1
        group = self._groups.get(group_of(header))
        if group is not None:
            group.pop((header.id, part), None)
            if after is not None:
                group[header.id, part] = after
