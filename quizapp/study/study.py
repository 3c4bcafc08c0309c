"""The way in: everything that the screens and commands ask of the use cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.settings import Settings
from quizapp.study.clock import Clock
from quizapp.study.overview import Node, Overview, Unfinished
from quizapp.study.selection import Selection
from quizapp.study.sitting import Sitting

if TYPE_CHECKING:
    from quizapp.bank.catalog import Catalog
    from quizapp.progress.database import Database


@dataclass(frozen=True, slots=True)
class Mark:
    """What a learner has put on a question: a flag, a note, or both."""

    flagged: bool = False
    note: str = ""


class Study:
    """One learner's study. May be called from worker threads; each call opens its own transaction.

    Everything that touches the database may raise `quizapp.progress.faults.DatabaseFault`, which carries its own
    sentence.
    """

    def __init__(
        self, catalog: Catalog, database: Database, clock: Clock, learner: str = "me", settings: Settings | None = None
    ) -> None: ...

    def overview(self) -> Overview: ...

    def tree(self, track: str = "syllabus") -> tuple[Node, ...]:
        """The nodes of `"syllabus"` (field > chapter > topic) or of a track (its sections). Raises KeyError for an
        unknown track.
        """

    def count(self, selection: Selection) -> int:
        """How many questions a selection holds."""

    def start_quiz(self, selection: Selection, size: int | None = None, seed: int | None = None) -> Sitting:
        """A quiz of `size` questions (by default the setting's). Raises `NothingToAsk`."""

    def start_review(self, limit: int | None = None, seed: int | None = None) -> Sitting:
        """What is due, then new questions up to today's number. Raises `NothingToAsk`."""

    def resume(self, sitting_id: int) -> Sitting:
        """Continue a sitting exactly where it was. Raises `NoSuchSitting`."""

    def unfinished(self) -> Unfinished | None:
        """The latest sitting that can be resumed."""

    def mark(self, question_id: str, part: str = "") -> Mark: ...

    def flag(self, question_id: str, part: str = "") -> None: ...

    def unflag(self, question_id: str, part: str = "") -> None: ...

    def note(self, question_id: str, text: str, part: str = "") -> None:
        """Keep a note on a question (an empty one removes it)."""
