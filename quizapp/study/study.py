"""The way in: everything that the screens and commands ask of the use cases."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from quizapp.bank.catalog import Catalog
from quizapp.progress import attempts, cards, fits, learners, presets, sittings, undos
from quizapp.progress.database import Database
from quizapp.progress.values import SittingKind, SittingState
from quizapp.settings import Settings
from quizapp.study import fsrs6, overview, queue, statistics
from quizapp.study.clock import Clock
from quizapp.study.context import Context
from quizapp.study.exam import starting
from quizapp.study.exam.entries import AskedForm
from quizapp.study.exam.faults import LastWasHandedIn
from quizapp.study.exam.mocks import Mock
from quizapp.study.exam.results import Result
from quizapp.study.exam.sheet import Sheet
from quizapp.study.exam.starting import OpenSheet
from quizapp.study.exam.timing import Policy
from quizapp.study.faults import (
    NoSuchPreset,
    NoSuchSitting,
    NothingDue,
    NothingToAsk,
    NothingToRedo,
    NothingToUndo,
)
from quizapp.study.history import history_of
from quizapp.study.keeping import CardKeeping
from quizapp.study.options import Mode, Preset, QuizOptions
from quizapp.study.overview import SYLLABUS, Node, Overview, Unfinished
from quizapp.study.placement import placement
from quizapp.study.quizzes import entry_of, preset_of, quiz_entries
from quizapp.study.remarks import Remarks
from quizapp.study.running_order import Entry, ItemKind
from quizapp.study.scheduling import seed_number
from quizapp.study.selection import Selection, matching, parts_of
from quizapp.study.sitting import Sitting
from quizapp.study.statistics import Part, Statistics

if TYPE_CHECKING:  # both need NumPy
    from quizapp.study.forecast.readiness import Readiness
    from quizapp.study.forecast.studyplan import StudyPlan

if TYPE_CHECKING:
    from quizapp.study.fitting import Fitted

LONGEST_PRESET_NAME = 60


class Study(Remarks, CardKeeping):
    """One learner's study. May be called from worker threads; each call opens its own transaction.

    Everything that touches the database may raise `quizapp.progress.faults.DatabaseFault`, and what can't be met
    raises a `quizapp.study.faults.StudyFault`; both carry their own sentence in either language.
    """

    def __init__(
        self, catalog: Catalog, database: Database, clock: Clock, learner: str = "me", settings: Settings | None = None
    ) -> None:
        with database.reading() as reader:
            learner_id = learners.find(reader, learner)
            own = None if learner_id is None else fits.current(reader, learner_id)
        if learner_id is None:
            with database.writing() as writer:
                learner_id = learners.ensure(writer, learner, clock.now())
        model = fsrs6.DEFAULT if own is None else fsrs6.fitted(own.parameters)
        self._context = Context(catalog, database, clock, learner_id, settings or Settings(), model)

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

    def readiness(self) -> Readiness:
        """The score to expect on the day of the exam; kept as the day's forecast."""
        from quizapp.study.forecast import readiness

        return readiness.predict(self._context)

    def plan(self) -> StudyPlan:
        """What to do on each day until the exam. Other settings can be tried out with `renewed(settings=…).plan()`."""
        from quizapp.study.forecast import studyplan

        return studyplan.make(self._context)

    def overview(self) -> Overview:
        """The figures of the home screen."""
        return overview.look(self._context)

    def statistics(self, days: int = statistics.YEAR, parts: Collection[Part] = tuple(Part)) -> Statistics:
        """The statistics of the last `days` study days; only some parts of them, if these are named."""
        return statistics.look(self._context, days, parts)

    def name_of(self, kind: str, group: str, language: str) -> str:
        """The name of a group of the statistics: of a field, chapter or topic (`topic`), a track's section (`section`),
        or a kind of question (`kind`).
        """
        return statistics.name_of(self._context.catalog, kind, group, language)

    def due_count(self) -> int:
        """How many cards wait to be reviewed, today's part and what goes beyond it: one number from the database."""
        context = self._context
        with context.database.reading() as connection:
            return cards.count_due(connection, context.learner_id, context.today(), context.now())

    def tree(self, track: str = SYLLABUS) -> tuple[Node, ...]:
        """The nodes of `"syllabus"` (field > chapter > topic) or of a track (track > section). Raises KeyError."""
        with self._context.database.reading() as connection:
            stand = overview.standing(self._context, connection)
        return overview.tree(self._context, track, stand)

    def questions(self, selection: Selection) -> list[str]:
        """The ids of the questions that a selection holds, in the bank's order."""
        with self._context.database.reading() as connection:
            return matching(self._context.catalog, selection, history_of(self._context, connection, selection))

    def count(self, selection: Selection) -> int:
        """How many questions a selection holds, every part of a set counted."""
        return len(parts_of(self._context.catalog, self.questions(selection)))

    def start_quiz(
        self,
        selection: Selection,
        size: int | None = None,
        seed: int | None = None,
        *,
        minutes: int | None = None,
        mixed: bool = True,
        practice: bool = False,
    ) -> Sitting:
        """A quiz of at most `size` questions (by default the setting's, or as many as fit in `minutes`). Raises
        `NothingToAsk`.

        Where the selection holds more, what is due goes first, then what was never asked, then what was asked longest
        ago. `mixed`: the topics interleaved, else in the order of the syllabus. `practice`: cramming, which moves no
        card. The parts of a set count as questions; a set is asked whole, part after part in order, and with one seed.
        So a quiz may be longer than `size` by less than a set.
        """
        seed = self._seed("quiz") if seed is None else seed
        options = QuizOptions(selection, size, minutes, mixed, Mode.CRAM if practice else Mode.LEARN)
        return self._start(SittingKind.QUIZ, _kept(options), quiz_entries(self._context, options, seed), seed)

    def start_review(self, limit: int | None = None, seed: int | None = None, *, ahead: int = 0) -> Sitting:
        """What is due, then new questions up to today's number; at most `limit` in all. Raises `NothingDue`.

        More than fits into the day's minutes is left for the days to come, and asked once today's part is done. A part
        of a set that is due is asked alone; several of one set are asked together, in order and with one seed, and are
        not cut apart by the limit. `ahead`: instead, what is due within so many days from today; its cards are moved by
        the time that has really passed, so that nothing is lost by it.
        """
        context = self._context
        seed = self._seed("review") if seed is None else seed
        with context.database.reading() as connection:
            if ahead > 0:
                waiting = queue.ahead(context, connection, ahead)
            else:
                waiting = queue.build(context, connection, seed)
                if not waiting.due and waiting.later:
                    waiting = queue.build(context, connection, seed, another=True)
        entries: list[Entry] = []
        for group in waiting.together(context.catalog):
            if limit is not None and len(entries) >= limit:
                break
            entries += [entry_of(seed, key, kind) for key, kind in group]
        if not entries:
            raise NothingDue
        return self._start(SittingKind.REVIEW, {"ahead": ahead} if ahead else {}, entries, seed)

    def start_placement(self, seed: int | None = None) -> Sitting:
        """Fifteen questions over the whole exam, for a first idea of where one stands. Raises `NothingToAsk`."""
        context = self._context
        seed = self._seed("placement") if seed is None else seed
        ids = placement(context.catalog, seed)
        if not ids:
            raise NothingToAsk
        entries = [entry_of(seed, (question_id, ""), ItemKind.NEW) for question_id in ids]
        return self._start(SittingKind.QUIZ, _kept(QuizOptions(Selection(ids=tuple(ids)))), entries, seed)

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

    def fit_model(self) -> Fitted:
        """Fit the memory model to the learner's own reviews; where that predicts better, the parameters are used from
        now on, and every card is replayed under them. Raises `TooFewReviews` and `NoOptimizer`.
        """
        from quizapp.study import fitting

        found = fitting.fit(self._context)
        if found.taken:
            self._context = replace(self._context, model=found.model)
            fitting.replay_cards(self._context)
        return found

    def unfit_model(self) -> int:
        """Go back to the default parameters; how many cards were changed by it."""
        context = self._context
        with context.database.writing() as connection:
            learners.lock(connection, context.learner_id)
            fits.drop(connection, context.learner_id, context.now())
        self._context = replace(context, model=fsrs6.DEFAULT)
        return self.replay()

    def replay(self) -> int:
        """Let every card follow from its log again, under the model in use; how many were changed by it."""
        from quizapp.study import fitting

        return fitting.replay_cards(self._context)

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

    def redo_last(self) -> Sitting:
        """Give the answer again that was taken back last, in whichever sitting that was, and return that sitting at
        what came after it. Repeated calls go on answer by answer, after a restart as before it. Raises
        `NothingToRedo`, also once another answer was given.
        """
        with self._context.database.reading() as connection:
            undone = undos.last(connection, self._context.learner_id)
            row = None if undone is None else sittings.find(connection, undone.sitting_id, self._context.learner_id)
        if row is None:
            raise NothingToRedo
        sitting = Sitting(self._context, row, resumed=True)
        sitting.redo()
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

    def start_test(
        self,
        selection: Selection,
        size: int | None = None,
        seed: int | None = None,
        *,
        minutes: int | None = None,
        mixed: bool = True,
    ) -> Sheet:
        """A quiz in test mode: what `start_quiz` would ask, on a sheet, with the verdicts at the end. Raises
        `NothingToAsk`.
        """
        seed = self._seed("quiz") if seed is None else seed
        options = QuizOptions(selection, size, minutes, mixed, Mode.TEST)
        return starting.start_test(self._context, quiz_entries(self._context, options, seed), _kept(options), seed)

    def start(self, options: QuizOptions, seed: int | None = None) -> Sitting | Sheet:
        """A quiz by its options: a sheet in test mode, else a sitting. Raises `NothingToAsk`."""
        if options.mode is Mode.TEST:
            return self.start_test(options.selection, options.size, seed, minutes=options.minutes, mixed=options.mixed)
        return self.start_quiz(
            options.selection,
            options.size,
            seed,
            minutes=options.minutes,
            mixed=options.mixed,
            practice=options.mode is Mode.CRAM,
        )

    def save_preset(self, name: str, options: QuizOptions) -> None:
        """Keep a quiz's options under a name, in place of what has this name. Raises ValueError for an empty name."""
        name = name.strip()[:LONGEST_PRESET_NAME]
        if not name:
            raise ValueError("a preset needs a name")
        context = self._context
        with context.database.writing() as connection:
            learners.lock(connection, context.learner_id)
            presets.save(connection, context.learner_id, name, options.to_json(), context.now())

    def presets(self) -> tuple[Preset, ...]:
        """The learner's presets by name."""
        with self._context.database.reading() as connection:
            return tuple(map(preset_of, presets.all_of(connection, self._context.learner_id)))

    def delete_preset(self, name: str) -> None:
        """Forget a preset. Raises `NoSuchPreset`."""
        with self._context.database.writing() as connection:
            if not presets.remove(connection, self._context.learner_id, name.strip()):
                raise NoSuchPreset

    def start_preset(self, name: str, seed: int | None = None) -> Sitting | Sheet:
        """A quiz with the options that were kept under a name. Raises `NoSuchPreset` and `NothingToAsk`."""
        with self._context.database.reading() as connection:
            row = presets.find(connection, self._context.learner_id, name.strip())
        options = None if row is None else preset_of(row).options
        if options is None:
            raise NoSuchPreset
        return self.start(options, seed)

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

    def _start(self, kind: SittingKind, options: Mapping[str, Any], entries: list[Entry], seed: int) -> Sitting:
        context = self._context
        plan = [entry.to_json() for entry in entries]
        with context.database.writing() as connection:
            row = sittings.add(connection, context.learner_id, kind, options, plan, seed, context.now())
        context.crowding.forget()
        sitting = Sitting(context, row)
        if sitting.item is None:
            # None of them can be drawn; the lint says so to their author.
            sitting.leave()
            raise NothingToAsk
        return sitting

    def _seed(self, purpose: str) -> int:
        return seed_number(purpose, self._context.learner_id, self._context.now().isoformat())


def _kept(options: QuizOptions) -> dict[str, Any]:
    """The options as they stand with a sitting: the selection's fields beside the others."""
    values = options.to_json()
    return {**values.pop("selection"), **values}
