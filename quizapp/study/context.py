"""What every use case works with: the bank, the database, the clock, the learner and the settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from quizapp.bank.catalog import Catalog, revision
from quizapp.bank.schema import Question, SetPart, Status
from quizapp.progress.database import Database
from quizapp.settings import Settings
from quizapp.study.clock import Clock, study_day
from quizapp.study.crowding import Crowding
from quizapp.study.fsrs6 import DEFAULT, Model


@dataclass(frozen=True, slots=True)
class Context:
    """One learner at one bank and one database.

    `model`: the memory model with this learner's parameters. `revisions`: (question, revision) pairs known to be stored
    already. `crowding`: how much is due on the days to come.
    """

    catalog: Catalog
    database: Database
    clock: Clock
    learner_id: int
    settings: Settings
    model: Model = DEFAULT
    revisions: set[tuple[str, str]] = field(default_factory=set)
    crowding: Crowding = field(default_factory=Crowding)
    _shares: dict[int, tuple[Catalog, Mapping[str, float]]] = field(default_factory=dict)
    _hashed: dict[str, tuple[Question, str]] = field(default_factory=dict)

    def now(self) -> datetime:
        """The moment, in UTC."""
        return self.clock.now()

    def today(self) -> date:
        """The study day."""
        return study_day(self.clock.now(), self.clock.zone)

    def revision(self, question: Question) -> str:
        """`bank.catalog.revision`, worked out once for each question."""
        known = self._hashed.get(question.id)
        if known is None or known[0] is not question:
            known = self._hashed[question.id] = (question, revision(question))
        return known[1]

    def exam_shares(self) -> Mapping[str, float]:
        """What each topic counts in the exam, read once for each bank."""
        known = self._shares.get(0)
        if known is None or known[0] is not self.catalog:
            from quizapp.study.forecast.shares import topic_shares

            known = self._shares[0] = (self.catalog, topic_shares(self.catalog))
        return known[1]

    def ready(self, question_id: str) -> Question | None:
        """The question of this id if it can be asked: it is in the bank and `ready`."""
        entry = self.catalog.entries.get(question_id)
        return entry.question if entry is not None and entry.question.status is Status.READY else None

    def asked(self, question_id: str, part: str) -> Question | SetPart | None:
        """What a card asks, if it can be asked: its question is `ready` and has that part."""
        question = self.ready(question_id)
        return question.asked(part) if question is not None and part in question.part_names else None
