"""The seeds of a sitting's items: numbers that were not just seen."""

from __future__ import annotations

from quizapp.bank import variants
from quizapp.bank.schema import Question
from quizapp.progress import attempts
from quizapp.progress.database import Connection
from quizapp.study.context import Context
from quizapp.study.recording import plain
from quizapp.study.running_order import Plan
from quizapp.study.scheduling import seed_number

# A family with very few variants may not have other numbers to give.
MOST_REDRAWS = 20


def unseen_seed(context: Context, connection: Connection, question: Question, plan: Plan) -> int:
    """The next entry's seed, or one that follows from it where that would draw the numbers of the last answer again (of
    a set: for any part that is asked together with it).
    """
    ahead = plan.ahead
    known = set(question.part_names)
    parts = [entry.part for entry in ahead if entry.part in known and question.asked(entry.part).parametric]
    seed = ahead[0].seed
    found = {part: attempts.latest(connection, context.learner_id, question.id, part) for part in parts}
    used = {part: latest.given for part, latest in found.items() if latest is not None}
    if not used:
        return seed
    for _ in range(MOST_REDRAWS):
        drawn = {part: variants.draw(question, seed, part=part).given for part in used}
        if all(plain(drawn[part]) != given for part, given in used.items()):
            break
        seed = seed_number(seed, "other numbers")
    return seed
