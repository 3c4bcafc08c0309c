"""What a learner does with cards besides answering them: the use cases of `holding`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from quizapp.bank.syllabus import Topic, TrackSection
from quizapp.progress import card_changes, learners
from quizapp.progress.card_changes import Changed
from quizapp.progress.database import Connection
from quizapp.progress.values import CardChangeKind
from quizapp.study import holding, moving
from quizapp.study.context import Context
from quizapp.study.faults import NoSuchQuestion, NothingToUndo
from quizapp.study.holding import CardLook


@dataclass(frozen=True, slots=True)
class Advice:
    """Where to read about a question that is forgotten again and again: its topics, the sections of books and courses,
    and the questions (by id) that its author names beside it.
    """

    topics: tuple[Topic, ...]
    sections: tuple[TrackSection, ...]
    see_also: tuple[str, ...]


class CardKeeping:
    """The part of `Study` that keeps cards. What changes one returns whether it changed anything; each change can be
    taken back by `undo_card_change`. Raises `NoSuchQuestion` where the bank has no such question or part.
    """

    _context: Context

    def card(self, question_id: str, part: str = "") -> CardLook:
        """What is known of the memory of a question part."""
        with self._context.database.reading() as connection:
            return holding.look(self._context, connection, question_id, part)

    def suspend(self, question_id: str, part: str = "") -> bool:
        """Ask a question part no more until it is let back."""
        return self._do(holding.suspend, question_id, part)

    def unsuspend(self, question_id: str, part: str = "") -> bool:
        """Let a suspended question part come back, a leech too."""
        return self._do(holding.resume, question_id, part)

    def bury(self, question_id: str, part: str = "") -> bool:
        """Leave a question part for the next study day."""
        return self._do(holding.bury, question_id, part)

    def unbury(self, question_id: str, part: str = "") -> bool:
        """Let a buried question part come back today."""
        return self._do(holding.unbury, question_id, part)

    def reset(self, question_id: str, part: str = "") -> bool:
        """Begin the memory of a question part anew. Its answers stay in the log and in the figures."""
        return self._do(holding.reset, question_id, part)

    def undo_card_change(self, change_id: int | None = None) -> Changed:
        """Take back the learner's last change of a card that stands, or the one of this number; which it was. Raises
        `NothingToUndo`.
        """
        context = self._context
        with context.database.writing() as connection:
            learners.lock(connection, context.learner_id)
            change = card_changes.last(connection, context.learner_id, change_id)
            if change is None:
                raise NothingToUndo
            card_changes.undo(connection, change.id, context.now())
            if change.kind is CardChangeKind.RESET:
                moving.settle(context, connection, change.card_id, change.question_id, change.part)
                context.crowding.forget()
        return change

    def advice(self, question_id: str) -> Advice:
        """What to read about a question that is forgotten again and again. Raises `NoSuchQuestion`."""
        catalog = self._context.catalog
        entry = catalog.entries.get(question_id)
        if entry is None:
            raise NoSuchQuestion
        header = entry.header
        return Advice(
            tuple(topic for topic in catalog.syllabus.topics() if topic.code in header.topics),
            tuple(section for _, section in catalog.sections() if section.id in header.tracks),
            tuple(entry.question.see_also),
        )

    def _do(
        self,
        change: Callable[[Context, Connection, str, str, datetime], int | None],
        question_id: str,
        part: str,
    ) -> bool:
        context = self._context
        entry = context.catalog.entries.get(question_id)
        if entry is None or part not in entry.header.part_names:
            raise NoSuchQuestion
        with context.database.writing() as connection:
            learners.lock(connection, context.learner_id)
            return change(context, connection, question_id, part, context.now()) is not None
