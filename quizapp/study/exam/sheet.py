"""The answer sheet of a mock exam, or of a quiz in test mode: verdicts only after it is handed in."""

from __future__ import annotations

from dataclasses import replace

from calculators.answers.verdict import Fault, Outcome
from quizapp.bank import variants
from quizapp.progress import sheets
from quizapp.progress.values import SittingState
from quizapp.study.exam.faults import HandedIn, NoSuchExam, NotHandedIn, TimeOver, Withdrawn
from quizapp.study.exam.results import Result, result_of
from quizapp.study.exam.stored import StoredSheet
from quizapp.study.exam.timing import Time
from quizapp.study.items import Item, Response

# The clock is stored at least this often while `tick` is called: a kill loses no more of it.
HEARTBEAT = 15.0


class Sheet(StoredSheet):
    """A sheet that is being filled in, or was handed in. Made by `Study.start_exam`, `start_test` and `resume_exam`.

    Items are named by their position from 0, and may be answered, changed and cleared in any order. Every change is
    committed before the call returns, with the time used so far. What writes raises `HandedIn` once the sheet is handed
    in; `TimeOver` where time has run out, which hands it in as it stands; `SittingChanged` where another program has
    carried it on, and `DatabaseFault`: then nothing was changed, here or in the database. One thread at a time.
    """

    def show(self, position: int) -> Item | None:
        """Go to an item: from now on the time counts for it. None where the bank can't ask it any more."""
        item = self.item(position)
        self._check()
        self._write({})
        self._current = position
        return item

    def answer(self, position: int, response: Response) -> Fault | None:
        """Put an answer on the sheet, in place of the one that was there.

        An answer that can't be read is not taken: the fault is returned, and the line stays as it was. Nothing is said
        of whether it is right. Raises `Withdrawn`, and ValueError for an order or pairs that are incomplete. The time
        is the sheet's own; `response.seconds` is not looked at.
        """
        self._check()
        item = self.item(position)
        if item is None:
            raise Withdrawn
        verdict = variants.judge(item.question, item.variant, response.given)
        if verdict.outcome is Outcome.INVALID:
            return verdict.fault or Fault("unreadable")
        old = self.line(position)
        language = response.language or self._context.settings.language
        line = replace(old, unsure=old.unsure or response.unsure).with_answer(response.given, self._used(), language)
        self._write({position: line})
        return None

    def clear(self, position: int) -> None:
        """Take the answer off a line."""
        self._check()
        self._write({position: self.line(position).cleared(self._used())})

    def set_unsure(self, position: int, unsure: bool) -> None:
        """Mark an answer as a guess, or not."""
        self._check()
        self._write({position: replace(self.line(position), unsure=unsure)})

    def set_flag(self, position: int, flagged: bool) -> None:
        """Flag an item to come back to, or not."""
        self._check()
        self._write({position: replace(self.line(position), flagged=flagged)})

    def tick(self) -> Time:
        """The time, for a screen that asks every second: stored now and then, and handed in when it has run out."""
        if self.handed_in or self._watch is None:
            return self.time()
        if self.time().over:
            self._hand_in(automatic=True)
        elif self._used() - self._timing.used >= HEARTBEAT:
            self._write({})
        return self.time()

    def run(self) -> None:
        """Let the clock run (again). A sheet whose time has run out meanwhile is handed in as of the deadline."""
        if self.handed_in or self._watch is not None:
            return
        self._check_kept()
        now = self._context.now()
        # One that has just been made was never left.
        opened = self._timing.opened(now) if self._changes else replace(self._timing, seen=now, running=True)
        if opened.left(opened.used) == 0:
            self._hand_in(automatic=True)
            return
        stored, self._timing = self._timing, opened
        self._start_watch()
        try:
            self._write({})
        except BaseException:
            self._timing, self._watch = stored, None
            raise

    def pause(self) -> None:
        """Leave the sheet: `Study.resume_exam` goes on with it. The clock stops, or goes on if the exam is strict."""
        if self._watch is not None:
            self._check()
            self._write({}, running=False)
            self._watch = self._current = None

    def hand_in(self) -> Result:
        """Hand the sheet in: judged and recorded as a whole. Where time has run out, as of the deadline."""
        if self.handed_in:
            raise HandedIn
        self.run()
        if not self.handed_in:
            self._hand_in(automatic=self.time().over)
        return self.result()

    def take_back(self) -> None:
        """Take the handing in back, as one act: every answer leaves every figure, every card is as it was before, and
        the sheet is open again with all that stood on it.

        Its verdicts were seen, so it has no clock from now on, and its result is not set beside those of other mocks.
        Raises `NotHandedIn`.
        """
        if not self.handed_in:
            raise NotHandedIn
        self._take_back()
        self.run()

    def give_up(self) -> None:
        """Leave the sheet for good: nothing of it is recorded."""
        if self.handed_in:
            raise HandedIn
        self._give_up()

    def result(self) -> Result:
        """What came of it. Raises `NotHandedIn`."""
        if not self.handed_in:
            raise NotHandedIn
        with self._context.database.reading() as connection:
            row = sheets.find(connection, self.id, self._context.learner_id)
        assert row is not None
        return result_of(self._context, row)

    def _check(self) -> None:
        """Whether something may be changed now. A sheet whose time has run out is handed in. A paused one goes on."""
        if self.handed_in:
            raise HandedIn
        self._check_kept()
        if self._watch is None:
            self.run()
        elif self.time().over:
            self._hand_in(automatic=True)
        if self.handed_in:
            raise TimeOver

    def _check_kept(self) -> None:
        if self._state is SittingState.DROPPED:
            raise NoSuchExam
