"""How fast a learner answers, against the questions' own pace. No NumPy here."""

from __future__ import annotations

from typing import Final

from quizapp.progress import evidence
from quizapp.progress.database import Connection
from quizapp.study.context import Context

# Pace is believed after about twenty minutes of answers.
PRIOR_SECONDS: Final = 1200.0
# The newest answers that are looked at.
MOST_ANSWERS: Final = 1000
SLOWEST: Final = 2.5
QUICKEST: Final = 0.4


def speed(context: Context, connection: Connection) -> float:
    """The learner's time as a multiple of the questions' own, by the answers before today: so it is the same all day,
    and whoever plans the day's minutes plans with the same one.
    """
    today = context.today()
    key = context.learner_id, today
    return context.once("speed", key, lambda: _speed(context, connection))


def _speed(context: Context, connection: Connection) -> float:
    taken = planned = PRIOR_SECONDS
    found = evidence.typical_seconds(connection, context.learner_id, MOST_ANSWERS, context.today())
    for (question_id, part), (answers, seconds) in found.items():
        asked = context.asked(question_id, part)
        if asked is not None:
            taken += answers * seconds
            planned += answers * asked.seconds
    return min(max(taken / planned, QUICKEST), SLOWEST)
