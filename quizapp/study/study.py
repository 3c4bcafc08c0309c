"""The way in: everything that the screens and commands ask of the use cases."""

from __future__ import annotations

from dataclasses import asdict, replace

from quizapp.bank.catalog import Catalog
from quizapp.progress import attempts, cards, learners, marks, sittings
from quizapp.progress.database import Connection, Database
from quizapp.progress.marks import MarkValues
from quizapp.progress.values import SittingKind, SittingState
from quizapp.settings import Settings
from quizapp.study import overview, queue
from quizapp.study.clock import Clock
from quizapp.study.context import Context
from quizapp.study.exam import starting
from quizapp.study.exam.entries import AskedForm
from quizapp.study.exam.faults import LastWasHandedIn
from quizapp.study.exam.results import Mock, Result
from quizapp.study.exam.sheet import Sheet
from quizapp.study.exam.starting import OpenSheet
from quizapp.study.exam.timing import Policy
from quizapp.study.faults import NoSuchSitting, NothingDue, NothingToAsk, NothingToUndo
from quizapp.study.overview import SYLLABUS, Node, Overview, Unfinished
from quizapp.study.running_order import Entry, ItemKind
from quizapp.study.scheduling import seed_number
from quizapp.study.selection import (
    Filter,
    History,
    PartKey,
    Selection,
    first_of,
    interleaved,
    matching,
    parts_of,
)
from quizapp.study.sitting import Sitting

LONGEST_NOTE = 10_000


class Study:
    """One learner's study. May be called from worker threads; each call opens its own transaction.

    Everything that touches the database may raise `quizapp.progress.faults.DatabaseFault`, and what can't be met
    raises a `quizapp.study.faults.StudyFault`; both carry their own sentence in either language.
    """

    def __init__(
        self, catalog: Catalog, database: Database, clock: Clock, learner: str = "me", settings: Settings | None = None
    ) -> None:
        with database.reading() as reader:
            learner_id = learners.find(reader, learner)
        if learner_id is None:
            with database.writing() as writer:
                learner_id = learners.ensure(writer, learner, clock.now())
        self._context = Context(catalog, database, clock, learner_id, settings or Settings())

    @property
    def settings(self) -> Settings:
        """The settings in use."""
        return self._context.settings

    def renewed(self, *, catalog: Catalog | None = None, settings: Settings | None = None) -> Study:
        """The same study with a bank that was read again, or with changed settings."""
        other = object.__new__(Study)
        other._context = replace(
            self._context, catalog=catalog or self._context.catalog, settings=settings or self._context.settings
        )
        return other

    def overview(self) -> Overview:
        """The figures of the home screen."""
        return overview.look(self._context)

    def tree(self, track: str = SYLLABUS) -> tuple[Node, ...]:
        """The nodes of `"syllabus"` (field > chapter > topic) or of a track (track > section). Raises KeyError."""
        with self._context.database.reading() as connection:
            stand = overview.standing(self._context, connection)
        return overview.tree(self._context, track, stand)

    def questions(self, selection: Selection) -> list[str]:
        """The ids of the questions that a selection holds, in the bank's order."""
        with self._context.database.reading() as connection:
            return matching(self._context.catalog, selection, self._history(connection, selection))

    def count(self, selection: Selection) -> int:
        """How many questions a selection holds, every part of a set counted."""
        return len(parts_of(self._context.catalog, self.questions(selection)))

    def start_quiz(self, selection: Selection, size: int | None = None, seed: int | None = None) -> Sitting:
        """A quiz of at most `size` questions (by default the setting's), mixed over topics. Raises `NothingToAsk`.

        Where the selection holds more, what is due goes first, then what was never asked, then what was asked longest
        ago. The parts of a set count as questions; a set is asked whole, part after part in order, and with one seed.
        So a quiz may be longer than `size` by less than a set.
        """
        seed = self._seed("quiz") if seed is None else seed
        return self._start(SittingKind.QUIZ, selection, self._quiz_entries(selection, size, seed), seed)

    def _quiz_entries(self, selection: Selection, size: int | None, seed: int) -> list[Entry]:
        context = self._context
        with context.database.reading() as connection:
            held = matching(context.catalog, selection, self._history(connection, selection))
            found = cards.statuses(connection, context.learner_id)
            known = {(card.question_id, card.part): card for card in found}
        if not held:
            raise NothingToAsk
        today, now = context.today(), context.now()

        def part_urgency(key: PartKey) -> tuple[int, int]:
            card = known.get(key)
            if card is None:
                return 1, 0
            return (0 if card.due(today, now) else 2), card.last_day.toordinal() if card.last_day else 0

        def urgency(question_id: str) -> tuple[int, int]:
            return min(map(part_urgency, parts_of(context.catalog, [question_id])))

        urgent = sorted(interleaved(context.catalog, held, seed), key=urgency)
        taken = first_of(context.catalog, urgent, size or context.settings.sitting_size)
        return [
            self._entry(seed, key, ItemKind.REVIEW if key in known else ItemKind.NEW)
            for key in parts_of(context.catalog, interleaved(context.catalog, taken, seed))
        ]

    def start_review(self, limit: int | None = None, seed: int | None = None) -> Sitting:
        """What is due, then new questions up to today's number; at most `limit` in all. Raises `NothingDue`.

        A part of a set that is due is asked alone; several of one set are asked together, in order and with one seed,
        and are not cut apart by the limit.
        """
        context = self._context
        seed = self._seed("review") if seed is None else seed
        with context.database.reading() as connection:
            seen = overview.standing(context, connection).seen
            waiting = queue.build(context, connection, seen, seed)
        entries: list[Entry] = []
        for group in waiting.together(context.catalog):
            if limit is not None and len(entries) >= limit:
                break
            entries += [self._entry(seed, key, kind) for key, kind in group]
        if not entries:
            raise NothingDue
        return self._start(SittingKind.REVIEW, Selection(), entries, seed)

    def resume(self, sitting_id: int) -> Sitting:
        """Continue a sitting exactly where it was (a finished one can be looked at, or undone). Raises
        `NoSuchSitting`.
        """
        with self._context.database.reading() as connection:
            row = sittings.find(connection, sitting_id, self._context.learner_id)
        if row is None or row.state is SittingState.DROPPED:
            raise NoSuchSitting
        return Sitting(self._context, row, resumed=True)

    def unfinished(self) -> Unfinished | None:
        """The latest sitting that can be resumed."""
        with self._context.database.reading() as connection:
            return overview.newest_unfinished(self._context, connection)

    def open_sittings(self) -> tuple[Unfinished, ...]:
        """Every sitting that can be resumed, the one that was started last first."""
        with self._context.database.reading() as connection:
            return overview.all_unfinished(self._context, connection)

    def undo_last(self) -> Sitting:
        """Take back the learner's last answer that stands, in whichever sitting it was given, and return that sitting,
        open again at that item. Repeated calls go back answer by answer, through finished sittings as well, after a
        restart as before it; the log keeps all of them. Raises `NothingToUndo`.

        The sitting that one comes from is not touched: `leave` it, if it has no answer left.
        """
        with self._context.database.reading() as connection:
            sitting_id = attempts.last_sitting(connection, self._context.learner_id)
        if sitting_id is None:
            raise NothingToUndo
        if starting.is_sheet(self._context, sitting_id):
            raise LastWasHandedIn
        sitting = self.resume(sitting_id)
        sitting.undo()
        return sitting

    def start_exam(
        self,
        size: int | None = None,
        seed: int | None = None,
        *,
        policy: Policy = Policy.PAUSABLE,
        form: AskedForm = "choices",
        practice: bool = False,
    ) -> Sheet:
        """A mock exam with its clock running (`study.exam.starting.start_exam`)."""
        seed = self._seed("exam") if seed is None else seed
        return starting.start_exam(self._context, size, seed, policy=policy, form=form, practice=practice)

    def start_test(self, selection: Selection, size: int | None = None, seed: int | None = None) -> Sheet:
        """A quiz in test mode: what `start_quiz` would ask, on a sheet, with the verdicts at the end. Raises
        `NothingToAsk`.
        """
        seed = self._seed("quiz") if seed is None else seed
        entries = self._quiz_entries(selection, size, seed)
        options = {name: value for name, value in asdict(selection).items() if value}
        return starting.start_test(self._context, entries, options, seed)

    def resume_exam(self, sitting_id: int) -> Sheet:
        """Go on with an exam or a test, its clock running. Raises `NoSuchExam`."""
        return starting.resume(self._context, sitting_id)

    def open_exams(self) -> tuple[OpenSheet, ...]:
        """Every exam and test that can be gone on with, the one that was started last first."""
        return starting.open_sheets(self._context)

    def exams(self) -> tuple[Mock, ...]:
        """The mock exams that were handed in, the last one first."""
        return starting.all_mocks(self._context)

    def exam_result(self, sitting_id: int) -> Result:
        """The result of an exam or a test. Raises `NoSuchExam` or `NotHandedIn`."""
        return starting.result(self._context, sitting_id)

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
        # Neither database takes half a surrogate pair, PostgreSQL no NUL; a terminal can deliver both.
        clean = text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
        self._change_mark(question_id, part, note=clean.strip()[:LONGEST_NOTE])

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

    def _history(self, connection: Connection, selection: Selection) -> History:
        if selection.filter is Filter.FLAGGED:
            return History(flagged=marks.flagged(connection, self._context.learner_id))
        if selection.filter is Filter.ANY:
            return History()
        stand = overview.standing(self._context, connection)
        return History(seen=stand.seen, wrong=stand.wrong)

    def _start(self, kind: SittingKind, selection: Selection, entries: list[Entry], seed: int) -> Sitting:
        context = self._context
        options = {name: value for name, value in asdict(selection).items() if value}
        with context.database.writing() as connection:
            row = sittings.add(
                connection,
                context.learner_id,
                kind,
                options,
                [entry.to_json() for entry in entries],
                seed,
                context.now(),
            )
        sitting = Sitting(context, row)
        if sitting.item is None:
            # None of them can be drawn; the lint says so to their author.
            sitting.leave()
            raise NothingToAsk
        return sitting

    def _entry(self, seed: int, key: PartKey, kind: ItemKind) -> Entry:
        question_id, part = key
        # One seed for all parts of a set: their numbers belong together.
        return Entry(question_id, part, seed_number(seed, question_id, "", 0), kind)

    def _seed(self, purpose: str) -> int:
        return seed_number(purpose, self._context.learner_id, self._context.now().isoformat())
