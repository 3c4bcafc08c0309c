"""The statistics of items from everything that is stored: for the screens and the commands."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from quizapp.bank.items import Answer, Item, item_statistics
from quizapp.bank.schema import Question
from quizapp.progress import items
from quizapp.progress.database import Database


def figures(database: Database, questions: Iterable[Question]) -> list[Item]:
    """The statistics of every item that was answered; wrong choices are known of these questions."""
    with database.reading() as connection:
        rows = items.first_answers(connection)
    answers = [
        Answer(
            row.question_id,
            row.part,
            row.revision,
            row.sitting,
            row.score,
            row.seconds,
            tuple(row.response.get("chosen") or ()),
            row.mistake,
        )
        for row in rows
    ]
    return item_statistics(answers, wrong_choices(questions))


def wrong_choices(questions: Iterable[Question]) -> dict[tuple[str, str], Collection[str]]:
    """The ids of the wrong choices, by question and part."""
    found: dict[tuple[str, str], Collection[str]] = {}
    for question in questions:
        for part in question.part_names:
            choices = question.asked(part).choices
            if choices is not None:
                found[question.id, part] = {choice.id for choice in choices if not choice.correct}
    return found
