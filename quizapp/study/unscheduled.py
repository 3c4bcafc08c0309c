"""What of the bank is in no schedule yet: the new questions of the queue.

Two words are kept apart everywhere. A question part is **seen** once it was asked and the answer stands, in whatever
mode; it is **scheduled** once an answer has moved its card. What was only crammed is seen and not scheduled: it counts
as seen in every figure and filter, and the queue still begins it, because nothing else would bring it back.
"""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.progress import card_lists
from quizapp.progress.database import Connection
from quizapp.study.context import Context
from quizapp.study.selection import PartKey


@dataclass(slots=True)
class _WithoutCards:
    """What the bank asks and had no card when the card of the number `until` was the learner's last."""

    known: tuple[int, frozenset[PartKey]]


def unscheduled(context: Context, connection: Connection) -> frozenset[PartKey]:
    """What the bank asks, is in no schedule, and is neither suspended nor buried.

    Cards are never removed, so what has one is read once, and after that only what was added since.
    """
    learner, keys = context.learner_id, context.outline().keys
    kept = context.once("without cards", learner, lambda: _WithoutCards((0, keys)))
    until, without = kept.known
    newest = card_lists.newest(connection, learner)
    if newest > until:
        without = without.difference(card_lists.added(connection, learner, until, newest))
        kept.known = newest, without
    return without.union(keys.intersection(card_lists.unscheduled(connection, learner, context.today())))
