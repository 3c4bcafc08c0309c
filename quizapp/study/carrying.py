"""The learner's own answers to the earlier parts of a set, with which a later part is judged too."""

from __future__ import annotations

from quizapp.bank import variants
from quizapp.bank.carried import Earlier
from quizapp.bank.schema import Question
from quizapp.progress import attempts
from quizapp.progress.database import Connection
from quizapp.progress.values import AttemptOutcome
from quizapp.study.running_order import Plan


def earlier_answers(connection: Connection, question: Question, plan: Plan) -> dict[str, Earlier]:
    """The numbers that were typed for the parts before the next one, in this asking of the set, by part.

    A part that was answered with no number gives none. One that was right only with an earlier error carried forward
    is not the true number, so it counts as wrong.
    """
    head = plan.next
    if head is None or not plan.begun or head.part not in question.part_names:
        return {}
    before = question.part_names[: question.part_names.index(head.part)]
    answered = [entry for entry in plan.begun if entry.part in before and entry.attempt is not None]
    kept = attempts.answered(connection, [entry.attempt for entry in answered if entry.attempt is not None])
    found: dict[str, Earlier] = {}
    for entry in answered:
        given = kept.get(entry.attempt or 0)
        text = None if given is None else given.response.get("text")
        if given is None or text is None:
            continue
        value = variants.typed_value(variants.draw(question, entry.seed, part=entry.part), text)
        if value is not None:
            found[entry.part] = Earlier(value, given.outcome is AttemptOutcome.CORRECT and not given.carried)
    return found
