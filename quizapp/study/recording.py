"""An answer put into the database, or taken out of it, in the caller's transaction: attempt, card and review."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from calculators.answers.verdict import Verdict
from quizapp.bank.catalog import revision
from quizapp.bank.schema import Question
from quizapp.bank.variants import Variant
from quizapp.progress import attempts, cards
from quizapp.progress.attempts import NewAttempt
from quizapp.progress.cards import CardRow, CardValues, NewReview
from quizapp.progress.database import Connection
from quizapp.progress.values import AttemptKind, AttemptOutcome
from quizapp.study import scheduling
from quizapp.study.clock import study_day
from quizapp.study.context import Context
from quizapp.study.running_order import Entry, ItemKind
from quizapp.study.scheduling import MODEL, MODEL_VERSION, Memory, Rating, Reviewed


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
    """What recording an answer led to. `rating` is None for practice, which leaves the card as it was."""

    attempt_id: int
    rating: Rating | None
    memory: Memory
    revised: bool


_MEMORY = [field.name for field in fields(Memory)]


def record(context: Context, connection: Connection, sitting_id: int, given: Given, now: datetime) -> Recorded:
    """Log the answer, and move its card unless it is practice."""
    entry, verdict = given.entry, given.verdict
    day = study_day(now, context.clock.zone)
    mark = revision(given.question)
    numbers = plain(given.variant.given)
    met = attempts.met(connection, context.learner_id, entry.question_id, entry.part, numbers)
    if (entry.question_id, mark) not in context.revisions:
        attempts.note_revision(connection, entry.question_id, mark, now)
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
    card = cards.find(connection, context.learner_id, entry.question_id, entry.part)
    memory = Memory() if card is None else _memory(context, connection, card)
    rating = None
    if not practice:
        rating = scheduling.rate(
            verdict,
            given.seconds,
            given.question.asked(entry.part).seconds,
            unsure=given.unsure,
            hint=given.hint,
            guessable=given.variant.form == "choices",
        )
        memory = _move(context, connection, card, memory, given, attempt_id, rating, now)
    return Recorded(attempt_id, rating, memory, met.revision not in (None, mark))


def _move(
    context: Context,
    connection: Connection,
    card: CardRow | None,
    memory: Memory,
    given: Given,
    attempt_id: int,
    rating: Rating,
    now: datetime,
) -> Memory:
    entry, zone, retention = given.entry, context.clock.zone, context.settings.retention
    day = study_day(now, zone)
    moved = scheduling.review(memory, rating, now, zone, card=_name(entry.question_id, entry.part), retention=retention)
    outcome = AttemptOutcome(given.verdict.outcome.value)
    after = replace(_values(moved), last_review_at=now, last_outcome=outcome)
    if card is None:
        card = cards.add(
            connection, context.learner_id, entry.question_id, entry.part, CardValues(MODEL, MODEL_VERSION)
        )
    cards.save(connection, card.id, after)
    last = card.values.last_review_at
    cards.log(
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
            recall=scheduling.predicted(memory, day),
        ),
    )
    return moved


def take_back(context: Context, connection: Connection, entry: Entry, now: datetime) -> None:
    """Take an answer out of every figure, and put its card back to what it was.

    Where the card was moved again since (in another sitting), or an earlier movement was taken back, its before-image
    is no longer the truth; then the card is what the rest of its log leads to.
    """
    assert entry.attempt is not None
    attempts.undo(connection, entry.attempt, now)
    movement = cards.movement(connection, entry.attempt)
    if movement is None:
        return
    log = cards.movements(connection, movement.card_id)
    earlier = [other for other in log if other.id < movement.id]
    later = [other for other in log if other.id > movement.id]
    truth = earlier[-1].after if earlier else CardValues(MODEL, MODEL_VERSION)
    cards.undo_movement(connection, movement.id, now)
    if not later and truth == movement.before:
        cards.save(connection, movement.card_id, movement.before)
        return
    rest = [*earlier, *later]
    memory = _replayed(context, rest, entry.question_id, entry.part)
    last = rest[-1].after if rest else truth
    values = replace(_values(memory), last_review_at=last.last_review_at, last_outcome=last.last_outcome)
    cards.save(connection, movement.card_id, values)


def _memory(context: Context, connection: Connection, card: CardRow) -> Memory:
    values = card.values
    if (values.model, values.model_version) != (MODEL, MODEL_VERSION):
        # The numbers of another model mean something else: this model's own follow from the log.
        return _replayed(context, cards.movements(connection, card.id), card.question_id, card.part)
    return Memory(**{name: getattr(values, name) for name in _MEMORY})


def _replayed(context: Context, log: list[cards.Logged], question_id: str, part: str) -> Memory:
    lines = [Reviewed(Rating(line.rating), line.reviewed_at, line.study_day, line.retention) for line in log]
    return scheduling.replay(lines, context.clock.zone, card=_name(question_id, part))


def _values(memory: Memory) -> CardValues:
    return CardValues(MODEL, MODEL_VERSION, **{name: getattr(memory, name) for name in _MEMORY})


def _name(question_id: str, part: str) -> str:
    return f"{question_id}/{part}"


def plain(given: Mapping[str, Any]) -> dict[str, Any]:
    """Drawn numbers as they come back from the database: lists instead of tuples."""
    found: dict[str, Any] = json.loads(json.dumps(dict(given), default=list))
    return found
