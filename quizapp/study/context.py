"""What every use case works with: the bank, the database, the clock, the learner and the settings."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from quizapp.bank.catalog import Catalog
from quizapp.bank.schema import Question, SetPart, Status
from quizapp.progress.database import Database
from quizapp.settings import Settings
from quizapp.study.clock import Clock, study_day


@dataclass(frozen=True, slots=True)
class Context:
    """One learner at one bank and one database. `revisions`: (question, revision) pairs known to be stored already."""

    catalog: Catalog
    database: Database
    clock: Clock
    learner_id: int
    settings: Settings
    revisions: set[tuple[str, str]] = field(default_factory=set)

    def now(self) -> datetime:
        """The moment, in UTC."""
        return self.clock.now()

    def today(self) -> date:
        """The study day."""
        return study_day(self.clock.now(), self.clock.zone)

    def ready(self, question_id: str) -> Question | None:
        """The question of this id if it can be asked: it is in the bank and `ready`."""
        entry = self.catalog.entries.get(question_id)
        return entry.question if entry is not None and entry.question.status is Status.READY else None

    def asked(self, question_id: str, part: str) -> Question | SetPart | None:
        """What a card asks, if it can be asked: its question is `ready` and has that part."""
        question = self.ready(question_id)
        return question.asked(part) if question is not None and part in question.part_names else None
