"""One run of quiz or review: what is asked, the answer committed, what came of it."""

from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from calculators.answers.verdict import Outcome as Judged
from quizapp.bank import variants
from quizapp.progress import attempts, learners, undos
from quizapp.progress.database import Connection
from quizapp.progress.values import Cause, SittingState
from quizapp.study import holding, recording
from quizapp.study.context import Context
from quizapp.study.faults import (
    AlreadyAnswered,
    NotAnswered,
    NothingToRedo,
    NothingToUndo,
    NothingWrong,
    NotRated,
    SittingChanged,
)
from quizapp.study.items import Item, Outcome, Response
from quizapp.study.running_order import Entry, ItemKind, Plan
from quizapp.study.scheduling import Rating
from quizapp.study.stored_sitting import StoredSitting
from quizapp.study.summary import Summary, summarize

__all__ = ["Item", "ItemKind", "Outcome", "Response", "Sitting"]

# An answer that took longer was left standing; a figure of the time spent must not be ruined by it.
LONGEST_SECONDS = 3600.0


class Sitting(StoredSitting):
    """A sitting in progress. Made by `Study.start_quiz`, `start_review` and `resume`, never directly.

    The order of calls: `item` → `answer(response)` (again, as long as the verdict is invalid) → as one likes `rate` and
    `name_cause` → `advance()`, `again()` or `undo()`; `redo()`, `suspend()` and `bury()` at any time. Every change is
    committed before the call returns, so the program may be killed anywhere and the sitting resumed. One thread at a
    time. What writes may raise `DatabaseFault` or `SittingChanged`: nothing was changed then, here or in the database.
    """

    def answer(self, response: Response) -> Outcome:
        """Judge a response and commit it; the outcome is returned only after the commit.

        An invalid answer (it could not be read) is not recorded and costs nothing; another one may follow. A part of a
        set is also judged with the learner's own answers to its earlier parts (`Verdict.carried`). Raises
        `AlreadyAnswered`, and ValueError for an order or pairs that are incomplete.
        """
        if self._outcome is not None or self._item is None:
            raise AlreadyAnswered
        item, entry = self._item, self._plan.next
        assert entry is not None
        verdict = variants.judge(item.question, item.variant, response.given, self._earlier)
        if verdict.outcome is Judged.INVALID:
            return Outcome(verdict)
        given = recording.Given(
            question=item.question,
            variant=item.variant,
            entry=entry,
            position=self._plan.position,
            response={"text": response.text} if response.text is not None else {"chosen": list(response.chosen or ())},
            verdict=verdict,
            seconds=_bounded(response.seconds),
            unsure=response.unsure,
            hint=response.hint,
            language=response.language or self._context.settings.language,
        )
        now = self._context.now()
        recorded: recording.Recorded | None = None
        returns = False

        def write(connection: Connection) -> Plan:
            nonlocal recorded, returns
            recorded = recording.record(self._context, connection, self.id, given, now)
            plan = self._plan.answered(recorded.attempt_id, verdict.outcome)
            back = self._coming_back(plan, entry, recorded)
            returns = back is not None and back.must
            return (plan if back is None else plan.waiting(back)).arranged(now)

        self._commit(write, now)
        assert recorded is not None
        self._context.revisions.add((item.question.id, self._context.revision(item.question)))
        self._outcome = self._outcome_of(verdict, recorded, returns, now)
        return self._outcome

    def advance(self) -> Item | None:
        """Go on to the next item, after an answer; None when nothing is left. Raises `NotAnswered`."""
        if self._outcome is None and self._item is not None:
            raise NotAnswered
        self._show(self._plan.arranged(self._context.now()), fresh=True)
        return self._item

    def again(self) -> Item | None:
        """After an answer: the same question with other numbers, as practice that doesn't move the card. Of a set, that
        part alone. Where no other numbers can be drawn it is left out, as by `advance`. Raises `NotAnswered`.
        """
        last = self._plan.last
        if self._outcome is None or last is None:
            raise NotAnswered
        seed = self._fresh_seed(self._plan, last.question_id, last.part)
        practice = Entry(last.question_id, last.part, seed, ItemKind.AGAIN, cause=last.attempt)
        self._show(self._plan.inserted(practice), fresh=True)
        return self._item

    def rate(self, rating: Rating) -> Outcome:
        """After an answer: how well it was known, in the learner's own judgement, instead of what verdict and time say.

        The movement of the card is taken back in the log, and another one stands in its place. Raises `NotAnswered`,
        and `NotRated` for practice, which moves no card.
        """
        last, before, item = self._plan.last, self._outcome, self._item
        if before is None or last is None or item is None:
            raise NotAnswered
        if rating is before.rating:
            return before
        now = self._context.now()
        recorded: recording.Recorded | None = None
        returns = False

        def write(connection: Connection) -> Plan:
            nonlocal recorded, returns
            recorded = recording.rate_anew(self._context, connection, item.question, last, rating, now)
            if recorded is None:
                raise NotRated
            plan = self._plan.without_returns(last)
            back = self._coming_back(plan, last, recorded)
            returns = back is not None and back.must
            return (plan if back is None else plan.waiting(back)).arranged(now)

        self._commit(write, now)
        assert recorded is not None
        self._outcome = replace(self._outcome_of(before.verdict, recorded, returns, now), revised=before.revised)
        return self._outcome

    def name_cause(self, cause: Cause | None) -> None:
        """After an answer that was not right: why, in the learner's own judgement (None: not named any more). Raises
        `NotAnswered`, and `NothingWrong` for a right answer.
        """
        last = self._plan.last
        if self._outcome is None or last is None or last.attempt is None:
            raise NotAnswered
        if self._outcome.verdict.outcome is Judged.CORRECT:
            raise NothingWrong
        with self._context.database.writing() as connection:
            learners.lock(connection, self._context.learner_id)
            attempts.name_cause(connection, last.attempt, cause)

    def suspend(self) -> None:
        """Ask the question part that is showing no more, neither here nor in reviews, until it is resumed."""
        self._set_aside(holding.suspend)

    def bury(self) -> None:
        """Leave the question part that is showing for another day."""
        self._set_aside(holding.bury)

    def undo(self) -> Item | None:
        """Take back the last answer of this sitting and ask the same item again. Raises `NothingToUndo`.

        None where the bank no longer has that item and no other is left.
        """
        if self._plan.last is None:
            raise NothingToUndo
        now = self._context.now()

        def write(connection: Connection) -> Plan:
            recording.take_back(self._context, connection, self.id, self._plan, self._written.text(self._plan), now)
            return self._plan.undone()

        self._commit(write, now)
        self._show(self._plan, fresh=False)
        return self._item

    def redo(self) -> Item | None:
        """Give the answer again that was taken back last in this sitting, and go on to what came after it. Repeated
        calls go on answer by answer. Raises `NothingToRedo`, also once another answer was given anywhere.
        """
        now = self._context.now()

        def write(connection: Connection) -> Plan:
            undone = undos.last(connection, self._context.learner_id, self.id)
            if undone is None:
                raise NothingToRedo
            recording.give_again(self._context, connection, undone, now)
            return Plan.from_json(undone.plan, undone.position)

        self._commit(write, now)
        # Not arranged anew: what came next then may be practice in the middle of a set.
        self._show(self._plan, fresh=True)
        return self._item

    def leave(self) -> None:
        """Put the sitting aside; `Study.resume` continues it. One without any answer or draft of one is dropped."""
        if self._plan.position == 0 and not self._draft:
            # Carried on elsewhere meanwhile: then it has an answer, and stays.
            with suppress(SittingChanged):
                self._commit(lambda _connection: self._plan, self._context.now(), state=SittingState.DROPPED)

    def end(self) -> None:
        """End the sitting without asking the rest; its answers stay. One without any answer is dropped."""
        state = SittingState.FINISHED if self._plan.position else SittingState.DROPPED
        plan = Plan(self._plan.entries[: self._plan.position], self._plan.position)
        self._commit(lambda _connection: plan, self._context.now(), state=state)
        self._item = self._outcome = None

    def summary(self) -> Summary:
        """The result so far."""
        return summarize(self._context, self.id)

    def _set_aside(self, change: Callable[[Context, Connection, str, str, datetime], object]) -> None:
        item = self._item
        if item is None:
            raise NotAnswered
        now, unanswered = self._context.now(), self._outcome is None

        def write(connection: Connection) -> Plan:
            change(self._context, connection, item.question.id, item.part, now)
            return self._plan.without(item.question.id, item.part).arranged(now)

        self._commit(write, now)
        if unanswered:
            self._show(self._plan, fresh=True)


def _bounded(seconds: float) -> float:
    return min(max(seconds, 0.0), LONGEST_SECONDS) if math.isfinite(seconds) else 0.0
