"""A sheet judged: every answer with the learner's own earlier answers in the same set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from calculators.answers.verdict import Outcome, Verdict
from calculators.problems import NoProblem, UnknownFamily
from quizapp.bank import variants
from quizapp.bank.carried import Earlier
from quizapp.study.context import Context
from quizapp.study.exam.entries import SheetEntry
from quizapp.study.items import Item, Response


def draw_item(context: Context, entry: SheetEntry, position: int, total: int) -> Item | None:
    """The item of an entry; None where the bank no longer has it, or can't draw it."""
    try:
        question = context.catalog.entries[entry.question_id].question
        variant = variants.draw(question, entry.seed, entry.form, entry.part)
    except (KeyError, NoProblem, UnknownFamily):
        return None
    return Item(question, entry.part, variant, position + 1, total, entry.kind)


def judge_alone(item: Item, response: Response) -> Verdict | None:
    """The verdict on an answer by itself; None where it does not fit the item (a choice that is not offered any
    more).
    """
    return _judge(item, response, {})


def judge_sheet(items: Sequence[Item | None], responses: Mapping[int, Response]) -> dict[int, Verdict | None]:
    """The verdicts on the answers of a sheet, by position: parts of a set are judged in their order, also with the
    earlier answers on this very sheet. None for an answer that no longer fits its item.
    """
    verdicts: dict[int, Verdict | None] = {}
    earlier: dict[tuple[str, int], dict[str, Earlier]] = {}
    for position, item in enumerate(items):
        response = responses.get(position)
        if item is None or response is None:
            continue
        asking = earlier.setdefault((item.question.id, item.variant.seed), {})
        verdict = verdicts[position] = _judge(item, response, asking)
        if verdict is not None and item.part and response.text is not None:
            value = variants.typed_value(item.variant, response.text)
            if value is not None:
                # What was right only with an error carried forward is not the true number.
                right = verdict.outcome is Outcome.CORRECT and not verdict.carried
                asking[item.part] = Earlier(value, right)
    return verdicts


def _judge(item: Item, response: Response, earlier: Mapping[str, Earlier]) -> Verdict | None:
    try:
        verdict = variants.judge(item.question, item.variant, response.given, earlier)
    except (ValueError, KeyError):
        return None
    # What could be read when it was given can't be read any more: the question has changed.
    return None if verdict.outcome is Outcome.INVALID else verdict
