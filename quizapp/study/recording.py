"""An answer put into the database, in the caller's transaction: attempt, card and review. Also rating it anew, taking
it back, and giving it again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from calculators.answers.verdict import Verdict
from quizapp.bank.schema import Question
from quizapp.bank.variants import Variant
from quizapp.progress import attempts, card_changes, cards, kept, movements, undos
from quizapp.progress.attempts import NewAttempt
from quizapp.progress.cards import CardRow
from quizapp.progress.database import Connection
from quizapp.progress.movements import NewReview
from quizapp.progress.undos import Undone
from quizapp.progress.values import AttemptKind, AttemptOutcome, CardChangeKind
from quizapp.study import moving, revising, scheduling
from quizapp.study.clock import study_day
from quizapp.study.context import Context
from quizapp.study.running_order import Entry, ItemKind, Plan
from quizapp.study.scheduling import Memory, Rating

# A card that was forgotten this often costs more time than it is worth as it is; after that, every few times more.
LEECH_LAPSES = 8
LEECH_AGAIN = 4


@dataclass(frozen=True, slots=True)
class Given:
    """A judged answer, ready to be recorded. `response` is what was typed or chosen, as JSON."""

    question: Question
    variant: Variant
    entry: Entry
    position: int
    response: Mapping[str, Any]
    verdict: Verdict
    seconds: float
    unsure: bool
    hint: bool
    language: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """What recording an answer led to. `rating` is None for practice, which leaves the card as it was. `leech`: the
    card was suspended, because it has been forgotten too often.
    """

    attempt_id: int
    rating: Rating | None
    memory: Memory
    revised: bool = False
    leech: bool = False


def record(context: Context, connection: Connection, sitting_id: int, given: Given, now: datetime) -> Recorded:
    """Log the answer, and move its card unless it is practice."""
    entry, verdict = given.entry, given.verdict
    day = study_day(now, context.clock.zone)
    mark = context.revision(given.question)
    numbers = plain(given.variant.given)
    met = attempts.met(connection, context.learner_id, entry.question_id, entry.part, numbers)
    if (entry.question_id, mark) not in context.revisions:
        revising.note(connection, given.question, mark, now)
    practice = entry.kind is ItemKind.AGAIN
    attempt_id = attempts.add(
        connection,
        NewAttempt(
            learner_id=context.learner_id,
            sitting_id=sitting_id,
            position=given.position,
            question_id=entry.question_id,
            part=entry.part,
            revision=mark,
            kind=AttemptKind.PRACTICE if practice else AttemptKind.SCHEDULED,
            seed=entry.seed,
            given=numbers,
            response=given.response,
            outcome=AttemptOutcome(verdict.outcome.value),
            score=verdict.score,
            cells=verdict.cells or None,
            mistake=verdict.mistake,
            diagnosis=verdict.diagnosis,
            carried=verdict.carried,
            seconds=given.seconds,
            unsure=given.unsure,
            hint=given.hint,
            language=given.language,
            study_day=day,
            answered_at=now,
            exposure=met.standing,
            fresh=not met.same_numbers,
            form=given.variant.form,
        ),
    )
    undos.close(connection, context.learner_id, now)
    revised = met.revision not in (None, mark)
    card = cards.find(connection, context.learner_id, entry.question_id, entry.part)
    if practice:
        memory = Memory() if card is None else moving.memory_of(context, connection, card)
        return Recorded(attempt_id, None, memory, revised)
    rating = scheduling.rate(
        verdict,
        given.seconds,
        given.question.asked(entry.part).seconds,
        unsure=given.unsure,
        hint=given.hint,
        # Whoever met the same numbers today has seen their solution: that is quick without being easy.
        guessable=given.variant.form == "choices" or met.same_on == day,
    )
    memory, leech = _move(context, connection, card, given, attempt_id, rating, now, day)
    return Recorded(attempt_id, rating, memory, revised, leech)


def _move(
    context: Context,
    connection: Connection,
    card: CardRow | None,
    given: Given,
    attempt_id: int,
    rating: Rating,
    now: datetime,
    day: date,
) -> tuple[Memory, bool]:
    entry, retention = given.entry, context.settings.retention
    if card is None:
        values = moving.new_values(context)
        card = cards.add(connection, context.learner_id, entry.question_id, entry.part, values)
        memory = Memory()
    else:
        memory = moving.memory_of(context, connection, card)
    header = context.header(given.question)
    context.crowding.prepare(connection, context.learner_id, context.catalog, header, context.today())
    moved = scheduling.review(
        memory,
        rating,
        now,
        context.clock.zone,
        card=moving.name(entry.question_id, entry.part),
        retention=retention,
        model=context.model,
        crowd=context.crowding.of(header, entry.part),
    )
    after = moving.values_of(context, moved, now, AttemptOutcome(given.verdict.outcome.value))
    cards.save(connection, card.id, after)
    last = card.values.last_review_at
    movements.log(
        connection,
        NewReview(
            learner_id=context.learner_id,
            card_id=card.id,
            attempt_id=attempt_id,
            rating=int(rating),
            retention=retention,
            elapsed_days=None if last is None else max((now - last).total_seconds(), 0.0) / 86_400,
            study_day=day,
            reviewed_at=now,
            before=card.values,
            after=after,
            recall=scheduling.predicted(memory, day, context.model),
        ),
    )
    context.crowding.moved(header, entry.part, memory.due_day, moved.due_day)
    return moved, _suspend_leech(context, connection, card.id, attempt_id, memory, moved, now)


def _suspend_leech(
    context: Context,
    connection: Connection,
    card_id: int,
    attempt_id: int,
    memory: Memory,
    moved: Memory,
    now: datetime,
) -> bool:
    if not _makes_a_leech(memory.lapses, moved.lapses):
        return False
    kind, change = CardChangeKind.LEECH, {"suspended": True, "leech": True}
    card_changes.add(connection, context.learner_id, card_id, kind, change, now, attempt_id)
    return True


def _makes_a_leech(before: int, after: int) -> bool:
    beyond = after - LEECH_LAPSES
    return after > before and beyond >= 0 and beyond % LEECH_AGAIN == 0


def rate_anew(
    context: Context, connection: Connection, question: Question, entry: Entry, rating: Rating, now: datetime
) -> Recorded | None:
    """Give an answer another rating: its movement is taken back in the log, and another one stands in its place. None
    where the answer moved no card, or not any more.
    """
    assert entry.attempt is not None
    old = movements.movement(connection, entry.attempt)
    if old is None or entry.attempt <= (card_changes.reset_at(connection, old.card_id) or 0):
        return None
    log = moving.standing(connection, old.card_id)
    earlier = [line for line in log if line.attempt_id < entry.attempt]
    memory = moving.replayed(context, earlier, entry.question_id, entry.part)
    moved = scheduling.review(
        memory,
        rating,
        old.reviewed_at,
        context.clock.zone,
        card=moving.name(entry.question_id, entry.part),
        retention=old.retention,
        model=context.model,
        crowd=context.crowding.of(context.header(question), entry.part),
    )
    before = moving.values_after(context, memory, earlier)
    card_changes.undo_of_attempt(connection, entry.attempt, now)
    movements.undo_movement(connection, old.id, now)
    movements.log(
        connection,
        NewReview(
            learner_id=context.learner_id,
            card_id=old.card_id,
            attempt_id=entry.attempt,
            rating=int(rating),
            retention=old.retention,
            elapsed_days=old.elapsed_days,
            study_day=old.study_day,
            reviewed_at=old.reviewed_at,
            before=before,
            after=moving.values_of(context, moved, old.reviewed_at, old.after.last_outcome),
            recall=old.recall,
        ),
    )
    kept.forget(connection, context.learner_id, old.study_day)
    # Through the log, because the card may have been moved in another sitting since.
    settled = _settle(context, connection, old.card_id, entry)
    leech = _suspend_leech(context, connection, old.card_id, entry.attempt, memory, moved, now)
    return Recorded(entry.attempt, rating, settled, leech=leech)


def take_back(
    context: Context, connection: Connection, sitting_id: int, plan: Plan, written: str, now: datetime
) -> None:
    """Take the last answer of a plan out of every figure, and keep what is needed to give it again. `written`: the plan
    as JSON text.
    """
    entry = plan.last
    assert entry is not None
    assert entry.attempt is not None
    if retract(context, connection, entry, now):
        undos.add(connection, context.learner_id, sitting_id, entry.attempt, written, plan.position, now)


def retract(context: Context, connection: Connection, entry: Entry, now: datetime) -> bool:
    """Take an answer out of every figure; its card becomes what the rest of its log leads to. False where that was done
    before.
    """
    assert entry.attempt is not None
    if not attempts.undo(connection, entry.attempt, now):
        return False
    movement = movements.movement(connection, entry.attempt)
    if movement is not None:
        movements.undo_movement(connection, movement.id, now)
        card_changes.undo_of_attempt(connection, entry.attempt, now)
        _settle(context, connection, movement.card_id, entry)
    return True


def give_again(context: Context, connection: Connection, undone: Undone, now: datetime) -> None:
    """Let an answer that was taken back stand again, with the movement of its card that stood then."""
    entry = Plan.from_json(undone.plan, undone.position).last
    assert entry is not None
    attempts.redo(connection, undone.attempt_id)
    undos.redone(connection, undone.id, now)
    movement = movements.redo_movement(connection, undone.attempt_id)
    if movement is None:
        return
    if _makes_a_leech(movement.before.lapses, movement.after.lapses):
        card_changes.redo_of_attempt(connection, undone.attempt_id)
    _settle(context, connection, movement.card_id, entry)


def _settle(context: Context, connection: Connection, card_id: int, entry: Entry) -> Memory:
    before = cards.due_day(connection, card_id)
    memory = moving.settle(context, connection, card_id, entry.question_id, entry.part)
    header = context.ready(entry.question_id)
    if header is None:
        context.crowding.forget()
    else:
        context.crowding.moved(header, entry.part, before, memory.due_day)
    return memory


def plain(given: Mapping[str, Any]) -> dict[str, Any]:
    """Drawn numbers as they come back from the database: lists instead of tuples."""
    found: dict[str, Any] = json.loads(json.dumps(dict(given), default=list))
    return found
