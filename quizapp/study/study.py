"""The way in: everything that the screens and commands ask of the use cases."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from quizapp.bank.catalog import Catalog
from quizapp.progress import attempts, card_lists, fits, learners, sittings, undos
from quizapp.progress.database import Database
from quizapp.progress.values import SittingState
from quizapp.settings import Settings
from quizapp.study import fsrs6, overview, statistics
from quizapp.study.beginning import Beginning
from quizapp.study.clock import Clock
from quizapp.study.context import Context
from quizapp.study.exam.faults import LastWasHandedIn
from quizapp.study.faults import NoSuchSitting, NothingToRedo, NothingToUndo
from quizapp.study.history import history_of
from quizapp.study.keeping import CardKeeping
from quizapp.study.overview import SYLLABUS, Node, Overview, Unfinished
from quizapp.study.remarks import Remarks
from quizapp.study.selection import Selection, matching, parts_of
from quizapp.study.statistics import Part, Statistics

if TYPE_CHECKING:  # both need NumPy
    from quizapp.study.forecast.readiness import Readiness
    from quizapp.study.forecast.studyplan import StudyPlan
if TYPE_CHECKING:
    from quizapp.study.fitting import Fitted
if TYPE_CHECKING:  # what asks needs the calculators: imported when something is asked, not when the program opens
    from quizapp.study.exam.mocks import Mock
    from quizapp.study.exam.results import Result
    from quizapp.study.exam.sheet import Sheet
    from quizapp.study.exam.starting import OpenSheet
    from quizapp.study.sitting import Sitting


class Study(Beginning, Remarks, CardKeeping):
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

    def renewed(
        self, *, catalog: Catalog | None = None, settings: Settings | None = None, clock: Clock | None = None
    ) -> Study:
        """The same study with a bank that was read again, with changed settings, or at another time."""
        other, known = object.__new__(Study), self._context
        other._context = replace(
            known, catalog=catalog or known.catalog, settings=settings or known.settings, clock=clock or known.clock
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
            return card_lists.count_due(connection, context.learner_id, context.today(), context.now())

    def next_step(self, moment: datetime) -> datetime | None:
        """When the first learning step after a moment comes due."""
        with self._context.database.reading() as connection:
            return card_lists.next_step(connection, self._context.learner_id, moment)

    def tree(self, track: str = SYLLABUS) -> tuple[Node, ...]:
        """The nodes of `"syllabus"` (field > chapter > topic) or of a track (track > section). Raises KeyError."""
        with self._context.database.reading() as connection:
            stand = overview.standing(self._context, connection)
            recalled = overview.recall_now(self._context, connection)
        return overview.tree(self._context, track, stand, recalled)

    def questions(self, selection: Selection) -> list[str]:
        """The ids of the questions that a selection holds, in the bank's order."""
        with self._context.database.reading() as connection:
            return matching(self._context.catalog, selection, history_of(self._context, connection, selection))

    def count(self, selection: Selection) -> int:
        """How many questions a selection holds, every part of a set counted."""
        return len(parts_of(self._context.catalog, self.questions(selection)))

    def resume(self, sitting_id: int) -> Sitting:
        """Continue a sitting exactly where it was (a finished one can be looked at, or undone). Raises
        `NoSuchSitting`.
        """
        from quizapp.study.sitting import Sitting

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
        restart as before it; the log keeps all of them. Raises `NothingToUndo`, and `LastWasHandedIn` with the sheet
        that is taken back as a whole (`resume_exam(id).take_back()`).

        The sitting that one comes from is not touched: `leave` it, if it has no answer left.
        """
        with self._context.database.reading() as connection:
            sitting_id = attempts.last_sitting(connection, self._context.learner_id)
        if sitting_id is None:
            raise NothingToUndo
        if self.last_sheet() == sitting_id:
            raise LastWasHandedIn(sitting_id)
        sitting = self.resume(sitting_id)
        sitting.undo()
        return sitting

    def last_sheet(self) -> int | None:
        """The sheet with which the learner's last answer that stands was handed in; None where it was on none."""
        from quizapp.study.exam import starting

        with self._context.database.reading() as connection:
            sitting_id = attempts.last_sitting(connection, self._context.learner_id)
        return sitting_id if sitting_id is not None and starting.is_sheet(self._context, sitting_id) else None

    def redo_last(self) -> Sitting:
        """Give the answer again that was taken back last, in whichever sitting that was, and return that sitting at
        what came after it. Repeated calls go on answer by answer, after a restart as before it. Raises
        `NothingToRedo`, also once another answer was given.
        """
        from quizapp.study.sitting import Sitting

        with self._context.database.reading() as connection:
            undone = undos.last(connection, self._context.learner_id)
            row = None if undone is None else sittings.find(connection, undone.sitting_id, self._context.learner_id)
        if row is None:
            raise NothingToRedo
        sitting = Sitting(self._context, row, resumed=True)
        sitting.redo()
        return sitting

    def resume_exam(self, sitting_id: int) -> Sheet:
        """Go on with an exam or a test, its clock running. Raises `NoSuchExam`."""
        from quizapp.study.exam import starting

        return starting.resume(self._context, sitting_id)

    def take_up_exam(self, sitting_id: int) -> None:
        """Take back that an exam or a test was given up. Raises `NoSuchExam` where it was not."""
        from quizapp.study.exam import starting

        starting.take_up(self._context, sitting_id)

    def open_exams(self) -> tuple[OpenSheet, ...]:
        """Every exam and test that can be gone on with, the one that was started last first."""
        from quizapp.study.exam import starting

        return starting.open_sheets(self._context)

    def exams(self) -> tuple[Mock, ...]:
        """The mock exams that were handed in, the last one first."""
        from quizapp.study.exam import starting

        return starting.all_mocks(self._context)

    def tests(self) -> tuple[Mock, ...]:
        """The quizzes in test mode that were handed in, the last one first."""
        from quizapp.study.exam import starting

        return starting.all_tests(self._context)

    def exam_result(self, sitting_id: int) -> Result:
        """The result of an exam or a test. Raises `NoSuchExam` or `NotHandedIn`."""
        from quizapp.study.exam import starting

        return starting.result(self._context, sitting_id)
