"""Cards as the log of their movements leads to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import date, datetime

from quizapp.progress import card_changes, cards, movements
from quizapp.progress.cards import CardRow, CardValues
from quizapp.progress.database import Connection
from quizapp.progress.movements import Line
from quizapp.progress.values import AttemptOutcome
from quizapp.study import fsrs6, scheduling
from quizapp.study.context import Context
from quizapp.study.scheduling import Memory, Rating, Reviewed

_MEMORY = [field.name for field in fields(Memory)]


def name(question_id: str, part: str) -> str:
    """What a card is called where its fuzz is drawn."""
    return f"{question_id}/{part}"


def new_values(context: Context) -> CardValues:
    """A card that was never answered."""
    return CardValues(fsrs6.NAME, context.model.version)


def values_of(
    context: Context, memory: Memory, last_review_at: datetime | None, last_outcome: AttemptOutcome | None
) -> CardValues:
    """A card's columns."""
    columns = {name: getattr(memory, name) for name in _MEMORY}
    return CardValues(
        fsrs6.NAME, context.model.version, last_review_at=last_review_at, last_outcome=last_outcome, **columns
    )


def memory_of(context: Context, connection: Connection, card: CardRow) -> Memory:
    """What is known of a card under this learner's model."""
    values = card.values
    if (values.model, values.model_version) == (fsrs6.NAME, context.model.version):
        return Memory(**{name: getattr(values, name) for name in _MEMORY})
    # The numbers of another model, or of other parameters, mean something else: ours follow from the log.
    return replayed(context, standing(connection, card.id), card.question_id, card.part)


def standing(connection: Connection, card_id: int) -> list[Line]:
    """The movements that a card's memory follows from: what was taken back, and what lies before a reset, is left
    out.
    """
    after = card_changes.reset_at(connection, card_id)
    log = movements.lines(connection, card_id)
    return log if after is None else [line for line in log if line.attempt_id > after]


def replayed(context: Context, log: Sequence[Line], question_id: str, part: str) -> Memory:
    """The memory that a log leads to."""
    lines = [
        Reviewed(
            Rating(line.rating),
            line.reviewed_at,
            line.study_day,
            line.retention,
            date.fromisoformat(line.after["due_day"]) if "due_day" in line.after else None,
            datetime.fromisoformat(line.after["due_at"]) if "due_at" in line.after else None,
        )
        for line in log
    ]
    return scheduling.replay(lines, context.clock.zone, card=name(question_id, part), model=context.model)


def settle(context: Context, connection: Connection, card_id: int, question_id: str, part: str) -> Memory:
    """Give a card the values that its log leads to."""
    log = standing(connection, card_id)
    memory = replayed(context, log, question_id, part)
    cards.save(connection, card_id, values_after(context, memory, log))
    return memory


def values_after(context: Context, memory: Memory, log: Sequence[Line]) -> CardValues:
    """A card's columns after the last line of its log."""
    last = cards.from_image(log[-1].after) if log else None
    if last is None:
        return values_of(context, memory, None, None)
    return values_of(context, memory, last.last_review_at, last.last_outcome)
