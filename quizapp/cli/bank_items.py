"""`quizapp bank stats --items`: the statistics of questions after use."""

from __future__ import annotations

from dataclasses import asdict

from quizapp.bank.catalog import Catalog, revision
from quizapp.bank.items import Item
from quizapp.cli.common import cli_message, load_catalog, plain_faults, print_json, say
from quizapp.text.messages import message


@plain_faults
def print_items(language: str, json_: bool) -> None:
    """Every item that was answered; on a terminal only those of the present revision with enough answers."""
    from quizapp.progress.database import open_database
    from quizapp.study.item_figures import figures

    catalog = load_catalog()
    database = open_database()
    try:
        items = figures(database, catalog.questions.values())
    finally:
        database.close()
    if json_:
        print_json([asdict(item) for item in items])
        return
    shown = [item for item in items if item.facility is not None and _is_present(catalog, item)]
    for item in sorted(shown, key=lambda item: (not item.flags, item.question, item.part)):
        say(_line(item, language))
    say(message(language, "bank.items_shown", shown=len(shown), items=len(items)))


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
