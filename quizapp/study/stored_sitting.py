"""A sitting as it stands in the database: its running order, the item that is showing, and how both are stored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from calculators.answers.verdict import Outcome as Judged
from calculators.answers.verdict import Verdict
from calculators.problems import NoProblem, UnknownFamily
from quizapp.bank import variants
from quizapp.bank.carried import Earlier
from quizapp.bank.schema import Question
from quizapp.progress import attempts, drafts, learners, revisions, sittings
from quizapp.progress.database import Connection
from quizapp.progress.sittings import SittingRow
from quizapp.progress.values import CardState, SittingKind, SittingState
from quizapp.study.carrying import earlier_answers
from quizapp.study.clock import study_day
from quizapp.study.context import Context
from quizapp.study.drawing import unseen_seed
from quizapp.study.faults import SittingChanged
from quizapp.study.items import Item, Outcome
from quizapp.study.recording import Recorded
from quizapp.study.running_order import MOST_RETURNS, ONCE, Entry, ItemKind, Plan, Written
from quizapp.study.scheduling import Rating, seed_number

LONGEST_DRAFT = 10_000


class StoredSitting:
    """What `Sitting` stands on: every change is committed, and only then followed by this object."""

    def __init__(self, context: Context, row: SittingRow, *, resumed: bool = False) -> None:
        self.id = row.id
        self.kind: SittingKind = row.kind
        self.started_at = row.started_at
        self.left_out: tuple[str, ...] = ()
        self._context = context
        self._seed = row.seed
        self._once = bool(row.options.get(ONCE))
        self._changes = row.changes
        self._state = row.state
        self._plan = self._read(row)
        self._stored = self._plan
        self._outcome: Outcome | None = None
        self._item: Item | None = None
        self._earlier: dict[str, Earlier] = {}
        self._draft = ""
        self._written = Written()
        self._show(self._plan, fresh=not resumed)
        if resumed:
            with context.database.reading() as connection:
                self._draft = drafts.find(connection, self.id, self._changes)

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
    def draft(self) -> str:
        """What was typed for the item that is showing and not answered yet, also before a kill ("": nothing)."""
        return self._draft

    def keep_draft(self, text: str) -> None:
        """Keep what is being typed for the item that is showing, so that leaving, a kill or a resume lose nothing.
        After an answer, or where another program went on with this sitting, it means nothing and is not kept. May raise
        `DatabaseFault`.
        """
        text = text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")[:LONGEST_DRAFT]
        if self._outcome is not None or self._item is None or text == self._draft:
            return
        context = self._context
        with context.database.writing() as connection:
            learners.lock(connection, context.learner_id)
            if sittings.changes(connection, self.id) == self._changes:
                drafts.save(connection, self.id, self._changes, text, context.now())
        self._draft = text

    @property
    def finished(self) -> bool:
        """Whether everything planned has been answered."""
        return self._plan.next is None

    def _show(self, plan: Plan, *, fresh: bool) -> None:
        """Make the next entry of a plan the item. `fresh`: with other numbers than it was last answered with.

        What the bank no longer has, or can't draw, is left out. The plan is committed before its item is shown.
        """
        left_out: list[str] = []
        item: Item | None = None
        while item is None and (entry := plan.next) is not None:
            try:
                question = self._context.catalog.entries[entry.question_id].question
                seed = self._made_ready(question, plan, fresh=fresh and not plan.begun)
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
                # A plan of hundreds of entries is as long as all the rest together, and mostly stays as it is.
                plan=None if plan.has_entries_of(self._stored) else self._written.text(plan),
                position=plan.position,
                state=None if state is self._state is SittingState.OPEN else state,
                ended_at=None if state is SittingState.OPEN else now,
            )
            if not stored:
                raise SittingChanged
        self._plan = self._stored = plan
        self._state = state
        self._draft = ""
        self._changes += 1

    def _read(self, row: SittingRow) -> Plan:
        """The plan as it is stored, and what the log says of its answers."""
        plan = Plan.from_json(row.plan, row.position)
        if not plan.entries or not row.changes:
            return plan
        with self._context.database.reading() as connection:
            answers = attempts.of_sitting(connection, row.id)
        return plan.marked({answer.position: (answer.id, Judged(answer.outcome.value)) for answer in answers})

    def _coming_back(self, plan: Plan, entry: Entry, recorded: Recorded) -> Entry | None:
        """The entry with which a card in a learning step comes back; one that was not known must do so in this
        sitting. In a placement nothing comes back.
        """
        memory = recorded.memory
        stepping = memory.state in (CardState.LEARNING, CardState.RELEARNING)
        if self._once or recorded.rating is None or recorded.leech or not stepping:
            return None
        if plan.count(entry.question_id, entry.part, ItemKind.LEARNING) >= MOST_RETURNS:
            return None
        return Entry(
            entry.question_id,
            entry.part,
            self._fresh_seed(plan, entry.question_id, entry.part),
            ItemKind.LEARNING,
            due=memory.due_at,
            must=recorded.rating in (Rating.AGAIN, Rating.HARD),
            cause=recorded.attempt_id,
        )

    def _outcome_of(self, verdict: Verdict, recorded: Recorded, returns: bool, now: datetime) -> Outcome:
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
            leech=recorded.leech,
        )

    def _fresh_seed(self, plan: Plan, question_id: str, part: str) -> int:
        """A seed that the plan does not have for this question yet."""
        taken = {entry.seed for entry in plan.entries if entry.question_id == question_id}
        number = plan.count(question_id, part)
        while (seed := seed_number(self._seed, question_id, part, number)) in taken:
            # Entries that were taken out count no more, but their seeds may have been used.
            number += 1
        return seed

    def _made_ready(self, question: Question, plan: Plan, *, fresh: bool) -> int:
        """The seed of a plan's next entry. What its answer will need is looked up now, while nobody waits for it."""
        context, entry = self._context, plan.next
        assert entry is not None
        mark = context.revision(question)
        with context.database.reading() as connection:
            header = context.header(question)
            context.crowding.prepare(connection, context.learner_id, context.catalog, header, context.today())
            if revisions.known(connection, question.id, mark):
                context.revisions.add((question.id, mark))
            self._earlier = earlier_answers(connection, question, plan) if plan.begun else {}
            return unseen_seed(context, connection, question, plan) if fresh else entry.seed
