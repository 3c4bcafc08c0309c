"""What a learner says about questions: flags, notes, reports, causes of error; and finding questions by words."""

from __future__ import annotations

from quizapp.progress import attempts, learners, marks, reports
from quizapp.progress.marks import MarkValues
from quizapp.progress.reports import ReportRow
from quizapp.progress.values import Cause
from quizapp.study.context import Context
from quizapp.study.faults import NoSuchQuestion, NothingWrong
from quizapp.study.history import history_of
from quizapp.study.selection import Selection, matching

LONGEST_NOTE = 10_000


class Remarks:
    """The part of `Study` that keeps what a learner says about questions."""

    _context: Context

    def mark(self, question_id: str, part: str = "") -> MarkValues:
        """The flag and the note on a question."""
        with self._context.database.reading() as connection:
            return marks.find(connection, self._context.learner_id, question_id, part)

    def flag(self, question_id: str, part: str = "") -> None:
        """Flag a question, so that it can be found again."""
        self._change_mark(question_id, part, flagged=True)

    def unflag(self, question_id: str, part: str = "") -> None:
        """Take the flag off a question."""
        self._change_mark(question_id, part, flagged=False)

    def note(self, question_id: str, text: str, part: str = "") -> None:
        """Keep a note on a question (an empty one removes it)."""
        self._change_mark(question_id, part, note=_clean(text))

    def report(self, question_id: str, text: str, part: str = "", seed: int | None = None) -> int:
        """Keep a doubt about a question for its author: its number. `seed`: the numbers it was about. Raises
        `NoSuchQuestion`.
        """
        context = self._context
        entry = context.catalog.entries.get(question_id)
        if entry is None:
            raise NoSuchQuestion
        revision = context.revision(entry.question)
        with context.database.writing() as connection:
            return reports.add(
                connection, context.learner_id, question_id, part, revision, seed, _clean(text), context.now()
            )

    def reports(self, *, settled: bool = False) -> list[ReportRow]:
        """The learner's own reports that are open (or all), the newest first."""
        with self._context.database.reading() as connection:
            return reports.all_of(connection, self._context.learner_id, settled=settled)

    def settle_report(self, report_id: int) -> bool:
        """Close a report. False where there is no open one of this number."""
        context = self._context
        with context.database.writing() as connection:
            return reports.settle(connection, context.learner_id, report_id, context.now())

    def name_cause(
        self, question_id: str, cause: Cause | None, part: str = "", *, attempt_id: int | None = None
    ) -> None:
        """Why the last answer to a question that was not right (or the one of this number) went wrong, in the learner's
        own judgement (None: not named any more). Raises `NothingWrong`.
        """
        context = self._context
        with context.database.writing() as connection:
            learners.lock(connection, context.learner_id)
            found = attempts.last_wrong(connection, context.learner_id, question_id, part, attempt_id)
            if found is None:
                raise NothingWrong
            attempts.name_cause(connection, found[0], cause)

    def cause(self, question_id: str, part: str = "", *, attempt_id: int | None = None) -> Cause | None:
        """The cause that was named for the last answer to a question that was not right (or the one of this number)."""
        with self._context.database.reading() as connection:
            found = attempts.last_wrong(connection, self._context.learner_id, question_id, part, attempt_id)
        return None if found is None or found[1] is None else Cause(found[1])

    def search(self, text: str, selection: Selection | None = None) -> list[str]:
        """The ids of the questions that hold all these words: in stem, choices, keywords or the learner's note, in
        either language, of any status; within a selection, if one is given.
        """
        from dataclasses import replace

        from quizapp.bank.schema import Status

        wanted = replace(selection or Selection(statuses=tuple(Status)), text=text)
        with self._context.database.reading() as connection:
            return matching(self._context.catalog, wanted, history_of(self._context, connection, wanted))

    def _change_mark(
        self, question_id: str, part: str, *, flagged: bool | None = None, note: str | None = None
    ) -> None:
        context = self._context
        with context.database.writing() as connection:
            learners.lock(connection, context.learner_id)
            old = marks.find(connection, context.learner_id, question_id, part)
            new = MarkValues(
                flagged=old.flagged if flagged is None else flagged, note=old.note if note is None else note
            )
            marks.save(connection, context.learner_id, question_id, part, new, context.now())


def _clean(text: str) -> str:
    # Neither database takes half a surrogate pair, PostgreSQL no NUL; a terminal can deliver both.
    clean = text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    return clean.strip()[:LONGEST_NOTE]
