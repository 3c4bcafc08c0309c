"""The statistics of items from everything that is stored: for the screens and the commands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from quizapp.bank.catalog import revision as revision_of
from quizapp.bank.edits import meant
from quizapp.bank.items import Answer, Item, Key, item_statistics
from quizapp.bank.renaming import part_of
from quizapp.bank.schema import Question
from quizapp.bank.taken import Offered, Taken, offered, taken
from quizapp.progress import items, revisions
from quizapp.progress.database import Connection, Database
from quizapp.progress.items import FirstAnswer
from quizapp.study import revising

Said = Mapping[str, Any] | None


def figures(database: Database, questions: Iterable[Question]) -> list[Item]:
    """The statistics of every item that was answered, over all revisions that ask the same.

    Each by what its own revision offers, as far as that was kept; what is asked now is known of these questions, and
    of others nothing is said of what was chosen.
    """
    known = {question.id: question for question in questions}
    with database.reading() as connection:
        rows = items.first_answers(connection)
        names = _counted_as(connection, known, rows)
        versions = _Versions(connection, known)
        answers = [
            _answer(row, names.get(row.question_id, {}).get(row.revision, row.revision), versions) for row in rows
        ]
    return item_statistics(answers, versions.offered)


def _answer(row: FirstAnswer, counts_for: str, versions: _Versions) -> Answer:
    found = versions.taken(row, counts_for)
    return Answer(
        *(row.question_id, row.part, counts_for, row.sitting, row.score, row.seconds),
        *(found.chosen, row.mistake, found.placed, found.wrong),
    )


class _Versions:
    """What versions of some questions said and offered, each looked up once."""

    def __init__(self, connection: Connection, questions: Mapping[str, Question]) -> None:
        self.offered: dict[Key, Offered] = {}
        self._connection = connection
        self._questions = questions
        self._said: dict[tuple[str, str], Said] = {}
        self._parts: dict[Key, Said] = {}

    def taken(self, row: FirstAnswer, counts_for: str) -> Taken:
        """What an answer took of what was offered, in the ids of the version that it counts for."""
        if row.question_id not in self._questions:
            return Taken()
        now = self._part(row.question_id, row.part, counts_for)
        if now is None:
            return Taken()
        if (key := (row.question_id, row.part, counts_for)) not in self.offered:
            self.offered[key] = offered(now)
        chosen = row.response.get("chosen") or ()
        before = self._part(row.question_id, row.part, row.asked) if chosen else None
        # Of a version that was not kept, the ids are taken for those of the one that it counts for.
        return taken(now if before is None else before, now, chosen)

    def _part(self, question_id: str, part: str, revision: str) -> Said:
        key = (question_id, part, revision)
        if key not in self._parts:
            try:
                self._parts[key] = part_of(self._whole(question_id, revision), part)
            except KeyError:
                self._parts[key] = None
        return self._parts[key]

    def _whole(self, question_id: str, revision: str) -> Said:
        if (question_id, revision) not in self._said:
            question = self._questions[question_id]
            at_hand = revision == revision_of(question)
            self._said[question_id, revision] = (
                meant(question) if at_hand else revisions.content(self._connection, question_id, revision)
            )
        return self._said[question_id, revision]


def _counted_as(
    connection: Connection, questions: Mapping[str, Question], rows: Iterable[FirstAnswer]
) -> dict[str, dict[str, str]]:
    """By question, under which revision each revision counts that was answered."""
    answered: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for row in rows:
        # The latest last.
        answered[row.question_id].pop(row.revision, None)
        answered[row.question_id][row.revision] = None
    return {
        name: revising.counted_as(connection, question, [*reversed(answered[name])])
        for name, question in questions.items()
        if name in answered
    }
