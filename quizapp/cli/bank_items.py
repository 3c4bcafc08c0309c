"""`quizapp bank stats --items`: the statistics of questions after use."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict

from quizapp.bank.catalog import Catalog, revision
from quizapp.bank.items import Answer, Item, item_statistics
from quizapp.cli.common import cli_message, load_catalog, plain_faults, print_json, say
from quizapp.text.messages import message


@plain_faults
def print_items(language: str, json_: bool) -> None:
    """Every item that was answered; on a terminal only those of the present revision with enough answers."""
    catalog = load_catalog()
    items = item_statistics(_answers(), _wrong_choices(catalog))
    if json_:
        print_json([asdict(item) for item in items])
        return
    shown = [item for item in items if item.facility is not None and _is_present(catalog, item)]
    for item in sorted(shown, key=lambda item: (not item.flags, item.question, item.part)):
        say(_line(item, language))
    say(message(language, "bank.items_shown", shown=len(shown), items=len(items)))


def _answers() -> list[Answer]:
    from quizapp.progress.database import open_database
    from quizapp.progress.items import first_answers

    database = open_database()
    try:
        with database.reading() as connection:
            rows = first_answers(connection)
    finally:
        database.close()
    return [
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


def _wrong_choices(catalog: Catalog) -> dict[tuple[str, str], Collection[str]]:
    found: dict[tuple[str, str], Collection[str]] = {}
    for name, question in catalog.questions.items():
        for part in question.part_names:
            choices = question.asked(part).choices
            if choices is not None:
                found[name, part] = {choice.id for choice in choices if not choice.correct}
    return found


def _is_present(catalog: Catalog, item: Item) -> bool:
    entry = catalog.entries.get(item.question)
    return entry is not None and revision(entry.question) == item.revision


def _line(item: Item, language: str) -> str:
    assert item.facility is not None
    assert item.interval is not None
    low, high = item.interval
    tells = "   -" if item.discrimination is None else f"{item.discrimination:+.2f}"
    flags = ", ".join(message(language, f"bank.item_{code}", choices=", ".join(item.idle)) for code in item.flags)
    name = f"{item.question}#{item.part}" if item.part else item.question
    correct = cli_message(language, "correct")
    return (
        f"{name:<48}{item.answers:>5}  {correct} {item.facility:.0%} ({low:.0%}-{high:.0%})  r {tells}"
        f"  {item.seconds or 0:.0f} s  {flags}"
    ).rstrip()
