"""The statistics of items from everything that is stored: for the screens and the commands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from quizapp.bank.items import Answer, Item, item_statistics
from quizapp.bank.schema import Question
from quizapp.progress import items
from quizapp.progress.database import Connection, Database
from quizapp.progress.items import FirstAnswer
from quizapp.study import revising


def figures(database: Database, questions: Iterable[Question]) -> list[Item]:
    """The statistics of every item that was answered, over all revisions that ask the same; wrong choices and what is
    asked now are known of these questions.
    """
    questions = list(questions)
    with database.reading() as connection:
        rows = items.first_answers(connection)
        names = _counted_as(connection, questions, rows)
    answers = [
        Answer(
            row.question_id,
            row.part,
            names.get(row.question_id, {}).get(row.revision, row.revision),
            row.sitting,
            row.score,
            row.seconds,
            tuple(row.response.get("chosen") or ()),
            row.mistake,
        )
        for row in rows
    ]
    return item_statistics(answers, wrong_choices(questions))


def _counted_as(
    connection: Connection, questions: Iterable[Question], rows: Iterable[FirstAnswer]
) -> dict[str, dict[str, str]]:
    """By question, under which revision each revision counts that was answered."""
    answered: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for row in rows:
        # The latest last.
        answered[row.question_id].pop(row.revision, None)
        answered[row.question_id][row.revision] = None
    return {
        question.id: revising.counted_as(connection, question, [*reversed(answered[question.id])])
        for question in questions
        if question.id in answered
    }


def wrong_choices(questions: Iterable[Question]) -> dict[tuple[str, str], Collection[str]]:
    """The ids of the wrong choices, by question and part."""
    found: dict[tuple[str, str], Collection[str]] = {}
    for question in questions:
        for part in question.part_names:
            choices = question.asked(part).choices
            if choices is not None:
                found[question.id, part] = {choice.id for choice in choices if not choice.correct}
    return found
