"""What the learner's history says of questions, as far as a selection asks for it."""

from __future__ import annotations

from collections.abc import Set

from quizapp.progress import attempts, card_lists, marks, reports
from quizapp.progress.card_lists import CardStatus
from quizapp.progress.database import Connection
from quizapp.progress.values import AttemptOutcome, CardState
from quizapp.study.context import Context
from quizapp.study.selection import Filter, History, PartKey, Selection

WEAK_RECALL = 0.8
WEAK_LAPSES = 3
_OF_CARDS = {Filter.WRONG, Filter.DUE, Filter.WEAK, Filter.LEECH, Filter.SUSPENDED}


def history_of(context: Context, connection: Connection, selection: Selection) -> History:
    """The history that decides whether questions pass a selection."""
    wanted, learner = selection.wanted, context.learner_id
    passing: set[PartKey] = set()
    questions: set[str] = set()
    seen: Set[PartKey] = frozenset()
    if wanted & _OF_CARDS:
        for card in card_lists.statuses(connection, learner, answered=False):
            if any(_passes(context, card, wanted)):
                passing.add((card.question_id, card.part))
    if Filter.UNSURE in wanted:
        passing |= attempts.last_unsure(connection, learner)
    if Filter.UNSEEN in wanted:
        seen = card_lists.scheduled(connection, learner) | attempts.seen_only(connection, learner).keys()
    if Filter.FLAGGED in wanted:
        questions |= marks.flagged(connection, learner)
    if Filter.REPORTED in wanted:
        questions |= reports.reported(connection, learner)
    caused = attempts.with_cause(connection, learner, selection.causes) if selection.causes else frozenset()
    notes = marks.notes(connection, learner) if selection.text or Filter.NOTED in wanted else {}
    if Filter.NOTED in wanted:
        questions |= notes.keys()
    return History(passing, questions, seen, card_lists.suspended(connection, learner), caused, notes)


def _passes(context: Context, card: CardStatus, wanted: Set[Filter]) -> list[bool]:
    answered = card.state is not CardState.NEW
    return [
        Filter.WRONG in wanted and answered and card.last_outcome is not AttemptOutcome.CORRECT,
        Filter.DUE in wanted and card.due(context.today(), context.now()),
        Filter.WEAK in wanted and answered and _weak(context, card),
        Filter.LEECH in wanted and card.leech,
        Filter.SUSPENDED in wanted and card.suspended,
    ]


def _weak(context: Context, card: CardStatus) -> bool:
    missed = card.last_outcome is not AttemptOutcome.CORRECT
    if missed or card.state is CardState.RELEARNING or card.lapses >= WEAK_LAPSES:
        return True
    if card.last_day is None or card.stability is None:
        return False
    return context.model.recall(max((context.today() - card.last_day).days, 0), card.stability) < WEAK_RECALL
