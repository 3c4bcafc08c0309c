"""Cards suspended, buried, and begun anew: in the caller's transaction, each logged and taken back by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from quizapp.progress import attempts, card_changes, cards
from quizapp.progress.cards import CardRow
from quizapp.progress.database import Connection
from quizapp.progress.values import CardChangeKind, CardState
from quizapp.study import moving, scheduling
from quizapp.study.context import Context


@dataclass(frozen=True, slots=True)
class CardLook:
    """What is known of the memory of one question part.

    `stability` in days, `difficulty` 1 to 10, `recall` the chance that it is known on this study day (None: never
    answered). `due_day`: the study day on which it is due. `leech`: suspended, because it was forgotten too often.
    """

    question_id: str
    part: str
    state: CardState
    stability: float | None
    difficulty: float | None
    recall: float | None
    due_day: date | None
    reps: int
    lapses: int
    suspended: bool
    buried_until: date | None
    leech: bool


def look(context: Context, connection: Connection, question_id: str, part: str) -> CardLook:
    """The card of a question part as it stands; an empty one where it was never answered."""
    card = cards.find(connection, context.learner_id, question_id, part)
    if card is None:
        return CardLook(question_id, part, CardState.NEW, None, None, None, None, 0, 0, False, None, False)
    memory = moving.memory_of(context, connection, card)
    return CardLook(
        question_id,
        part,
        memory.state,
        memory.stability,
        memory.difficulty,
        None if memory.last_day is None else scheduling.recall(memory, context.today(), context.model),
        memory.due_day,
        memory.reps,
        memory.lapses,
        card.held.suspended,
        card.held.buried_until,
        card.held.leech,
    )


def suspend(context: Context, connection: Connection, question_id: str, part: str, now: datetime) -> int | None:
    """Leave a question part out of reviews until it is resumed. The change's number; None where it was suspended."""
    card = _card(context, connection, question_id, part)
    if card.held.suspended:
        return None
    return _change(context, connection, card, CardChangeKind.SUSPEND, {"suspended": True}, now)


def resume(context: Context, connection: Connection, question_id: str, part: str, now: datetime) -> int | None:
    """Let a suspended question part come back, a leech too. None where it was not suspended."""
    card = _card(context, connection, question_id, part)
    if not card.held.suspended:
        return None
    return _change(context, connection, card, CardChangeKind.RESUME, {"suspended": False, "leech": False}, now)


def bury(context: Context, connection: Connection, question_id: str, part: str, now: datetime) -> int | None:
    """Leave a question part out of reviews until the next study day. None where it was buried as long."""
    card = _card(context, connection, question_id, part)
    until = context.today() + timedelta(days=1)
    if card.held.buried_until == until:
        return None
    return _change(context, connection, card, CardChangeKind.BURY, {"buried_until": until.isoformat()}, now)


def unbury(context: Context, connection: Connection, question_id: str, part: str, now: datetime) -> int | None:
    """Let a buried question part come back today. None where it was not buried."""
    card = _card(context, connection, question_id, part)
    if card.held.buried_until is None:
        return None
    return _change(context, connection, card, CardChangeKind.UNBURY, {"buried_until": None}, now)


def reset(context: Context, connection: Connection, question_id: str, part: str, now: datetime) -> int | None:
    """Begin the memory of a question part anew, as if it had never been answered; the log stays. None where there is
    nothing to begin anew.
    """
    card = cards.find(connection, context.learner_id, question_id, part)
    if card is None or card.values.state is CardState.NEW:
        return None
    change = {"suspended": False, "buried_until": None, "leech": False}
    behind = attempts.last_id(connection, context.learner_id, question_id, part)
    kind = CardChangeKind.RESET
    number = card_changes.add(connection, context.learner_id, card.id, kind, change, now, behind)
    moving.settle(context, connection, card.id, question_id, part)
    context.crowding.forget()
    return number


def _card(context: Context, connection: Connection, question_id: str, part: str) -> CardRow:
    """The card of a question part, made where there is none: a question can be suspended before it is ever asked."""
    card = cards.find(connection, context.learner_id, question_id, part)
    return card or cards.add(connection, context.learner_id, question_id, part, moving.new_values(context))


def _change(
    context: Context,
    connection: Connection,
    card: CardRow,
    kind: CardChangeKind,
    after: dict[str, object],
    now: datetime,
) -> int:
    return card_changes.add(connection, context.learner_id, card.id, kind, after, now)
