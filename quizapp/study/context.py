"""What every use case works with: the bank, the database, the clock, the learner and the settings."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from quizapp.bank.catalog import Catalog, revision
from quizapp.bank.header import Header, PartHeader, header_of
from quizapp.bank.schema import Question, Status
from quizapp.progress.database import Database
from quizapp.settings import Settings
from quizapp.study.clock import Clock, study_day
from quizapp.study.crowding import Crowding
from quizapp.study.fsrs6 import DEFAULT, Model
from quizapp.study.outline import Outline, mark_of, outline_of

Value = TypeVar("Value")


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
    _once: dict[str, tuple[Catalog, Hashable, Any]] = field(default_factory=dict)
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

    def once(self, name: str, key: Hashable, make: Callable[[], Value]) -> Value:
        """A value that is made once for this bank and a key (a study day, say), and kept until either is another."""
        known = self._once.get(name)
        if known is None or known[0] is not self.catalog or known[1] != key:
            known = self._once[name] = (self.catalog, key, make())
        value: Value = known[2]
        return value

    def exam_shares(self) -> Mapping[str, float]:
        """What each topic counts in the exam."""

        def read() -> Mapping[str, float]:
            from quizapp.study.forecast.shares import topic_shares

            return topic_shares(self.catalog)

        return self.once("shares", None, read)

    def outline(self) -> Outline:
        """What the bank holds."""
        return self.once("outline", None, lambda: outline_of(self.catalog))

    def bank_mark(self) -> str:
        """A hash of the bank."""
        return self.once("mark", None, lambda: mark_of(self.catalog))

    def header(self, question: Question) -> Header:
        """What a question at hand is sorted by."""
        entry = self.catalog.entries.get(question.id)
        return header_of(question) if entry is None else entry.header

    def ready(self, question_id: str) -> Header | None:
        """The question of this id if it can be asked: it is in the bank and `ready`."""
        entry = self.catalog.entries.get(question_id)
        return entry.header if entry is not None and entry.header.status is Status.READY else None

    def asked(self, question_id: str, part: str) -> PartHeader | None:
        """What a card asks, if it can be asked: its question is `ready` and has that part."""
        header = self.ready(question_id)
        if header is None:
            return None
        return next((found for found in header.parts if found.name == part), None)
