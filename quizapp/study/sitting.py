"""One run of quiz or review: what is asked, the answer committed, what came of it."""

from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from calculators.answers.verdict import Outcome as Judged
from calculators.answers.verdict import Verdict
from calculators.problems import NoProblem, UnknownFamily
from quizapp.bank import variants
from quizapp.bank.carried import Earlier
from quizapp.bank.schema import Question
from quizapp.progress import attempts, learners, sittings
from quizapp.progress.database import Connection
from quizapp.progress.sittings import SittingRow
from quizapp.progress.values import CardState, SittingKind, SittingState
from quizapp.study import recording
from quizapp.study.carrying import earlier_answers
from quizapp.study.clock import study_day
from quizapp.study.context import Context
from quizapp.study.faults import AlreadyAnswered, NotAnswered, NothingToUndo, SittingChanged
from quizapp.study.items import Item, Outcome, Response
from quizapp.study.running_order import MOST_RETURNS, Entry, ItemKind, Plan
from quizapp.study.scheduling import Rating, seed_number
from quizapp.study.summary import Summary, summarize

__all__ = ["Item", "ItemKind", "Outcome", "Response", "Sitting"]

# An answer that took longer was left standing; a figure of the time spent must not be ruined by it.
LONGEST_SECONDS = 3600.0
# A family with very few variants may not have other numbers to give.
MOST_REDRAWS = 20


class Sitting:
    """A sitting in progress. Made by `Study.start_quiz`, `start_review` and `resume`, never directly.

    The order of calls: `item` → `answer(response)` (again, as long as the verdict is invalid) → `advance()`,
    `again()` or `undo()`. Every change is committed before the call returns, so the program may be killed anywhere
    and the sitting resumed. One thread at a time. What writes may raise `DatabaseFault` or `SittingChanged`: nothing
    was changed then, here or in the database.
    """

    def __init__(self, context: Context, row: SittingRow, *, resumed: bool = False) -> None:
        self.id = row.id
        self.kind: SittingKind = row.kind
        self.started_at = row.started_at
        self.left_out: tuple[str, ...] = ()
        self._context = context
        self._seed = row.seed
        self._changes = row.changes
        self._plan = Plan.from_json(row.plan, row.position)
        self._outcome: Outcome | None = None
        self._item: Item | None = None
        self._show(self._plan, fresh=not resumed)

    @property
    def item(self) -> Item | None:
        """What is asked now, or what was just answered; None when nothing is left."""
        return self._item

    @property
    def outcome(self) -> Outcome | None:
        """What came of the item that is showing, None while it is unanswered."""
        return self._outcome

    @property
    def marks(self) -> tuple[Judged | None, ...]:
        """The row of results: one for each item of the plan, None for what is still to come."""
        return tuple(entry.outcome for entry in self._plan.shown)

    @property
    def finished(self) -> bool:
        """Whether everything planned has been answered."""
        return self._plan.next is None

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
        verdict = variants.judge(item.question, item.variant, response.given, self._earlier(item))
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
            back = self._coming_back(entry, recorded)
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

    def again(self) -> Item:
        """After an answer: the same question with other numbers, as practice that doesn't move the card. Of a set, that
        part alone. Raises `NotAnswered`.
        """
        last = self._plan.last
        if self._outcome is None or last is None:
            raise NotAnswered
        seed = self._fresh_seed(last.question_id, last.part)
        practice = Entry(last.question_id, last.part, seed, ItemKind.AGAIN, cause=last.attempt)
        self._show(self._plan.inserted(practice), fresh=True)
        assert self._item is not None
        return self._item

    def undo(self) -> Item | None:
        """Take back the last answer of this sitting and ask the same item again. Raises `NothingToUndo`.

        None where the bank no longer has that item and no other is left.
        """
        last = self._plan.last
        if last is None:
            raise NothingToUndo
        now = self._context.now()

        def write(connection: Connection) -> Plan:
            recording.take_back(self._context, connection, self.id, self._plan, now)
            return self._plan.undone()

        self._commit(write, now)
        self._show(self._plan, fresh=False)
        return self._item

    def leave(self) -> None:
        """Put the sitting aside; `Study.resume` continues it. One without any answer is dropped."""
        if self._plan.position == 0:
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

    def _show(self, plan: Plan, *, fresh: bool) -> None:
        """Make the next entry of a plan the item. `fresh`: with other numbers than it was last answered with.

        What the bank no longer has, or can't draw, is left out. The plan is committed before its item is shown.
        """
        left_out: list[str] = []
        item: Item | None = None
        while item is None and (entry := plan.next) is not None:
            try:
                question = self._context.catalog.entries[entry.question_id].question
                seed = self._unseen_seed(question, plan) if fresh and not plan.begun else entry.seed
                if seed != entry.seed:
                    plan = plan.reseeded(seed)
                variant = variants.draw(question, seed, part=entry.part)
            except (KeyError, NoProblem, UnknownFamily):
                left_out.append(entry.question_id)
                plan = plan.without_next().arranged(self._context.now())
                continue
            item = Item(question, entry.part, variant, plan.position + 1, len(plan.shown), entry.kind)
        if plan != self._plan:
            self._commit(lambda _connection: plan, self._context.now())
        self.left_out += tuple(dict.fromkeys(left_out))
        self._item, self._outcome = item, None

    def _commit(self, write: Callable[[Connection], Plan], now: datetime, state: SittingState | None = None) -> None:
        """Run a write and store the plan that it makes, in one transaction; this object follows after the commit."""
        with self._context.database.writing() as connection:
            learners.lock(connection, self._context.learner_id)
            plan = write(connection)
            if state is None:
                state = SittingState.FINISHED if plan.next is None else SittingState.OPEN
            stored = sittings.save(
                connection,
                self.id,
                self._changes,
                plan=plan.to_json(),
                position=plan.position,
                state=state,
                ended_at=None if state is SittingState.OPEN else now,
            )
            if not stored:
                raise SittingChanged
        self._plan = plan
        self._changes += 1

    def _coming_back(self, entry: Entry, recorded: recording.Recorded) -> Entry | None:
        """The entry with which a card in a learning step comes back; one that was not known must do so in this
        sitting.
        """
        memory = recorded.memory
        stepping = memory.state in (CardState.LEARNING, CardState.RELEARNING)
        if recorded.rating is None or not stepping:
            return None
        if self._plan.count(entry.question_id, entry.part, ItemKind.LEARNING) >= MOST_RETURNS:
            return None
        return Entry(
            entry.question_id,
            entry.part,
            self._fresh_seed(entry.question_id, entry.part),
            ItemKind.LEARNING,
            due=memory.due_at,
            must=recorded.rating in (Rating.AGAIN, Rating.HARD),
            cause=recorded.attempt_id,
        )

    def _outcome_of(self, verdict: Verdict, recorded: recording.Recorded, returns: bool, now: datetime) -> Outcome:
        memory = recorded.memory
        today = study_day(now, self._context.clock.zone)
        return Outcome(
            verdict,
            attempt_id=recorded.attempt_id,
            rating=recorded.rating,
            due_at=memory.due_at,
            days=None if memory.due_day is None else max((memory.due_day - today).days, 0),
            returns=returns,
            revised=recorded.revised,
        )

    def _fresh_seed(self, question_id: str, part: str) -> int:
        return seed_number(self._seed, question_id, part, self._plan.count(question_id, part))

    def _unseen_seed(self, question: Question, plan: Plan) -> int:
        """The next entry's seed, or one that follows from it where that would draw the numbers of the last answer again
        (of a set: for any part that is asked together with it).
        """
        ahead = plan.ahead
        known = set(question.part_names)
        parts = [entry.part for entry in ahead if entry.part in known and question.asked(entry.part).parametric]
        seed = ahead[0].seed
        if not parts:
            return seed
        learner = self._context.learner_id
        with self._context.database.reading() as connection:
            found = {part: attempts.latest(connection, learner, question.id, part) for part in parts}
        used = {part: latest.given for part, latest in found.items() if latest is not None}
        for _ in range(MOST_REDRAWS):
            drawn = {part: variants.draw(question, seed, part=part).given for part in used}
            if all(recording.plain(drawn[part]) != given for part, given in used.items()):
                break
            seed = seed_number(seed, "other numbers")
        return seed

    def _earlier(self, item: Item) -> dict[str, Earlier]:
        if not self._plan.begun:
            return {}
        with self._context.database.reading() as connection:
            return earlier_answers(connection, item.question, self._plan)


def _bounded(seconds: float) -> float:
    return min(max(seconds, 0.0), LONGEST_SECONDS) if math.isfinite(seconds) else 0.0
