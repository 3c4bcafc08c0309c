"""`quizapp bank stats --items`: the statistics of questions after use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from rich.cells import cell_len

from quizapp.bank.catalog import Catalog, revision
from quizapp.bank.items import Item
from quizapp.cli.bank_coverage import columns
from quizapp.cli.common import load_catalog, plain_faults, print_json, say
from quizapp.study.telling.items import commonest_wrong
from quizapp.text.kinsoku import break_line
from quizapp.text.messages import message
from quizapp.text.spans import pad

# The columns behind the name: answers, facility with its interval, discrimination, time.
_COLUMNS = {"answers": 8, "facility": 18, "discrimination": 8, "seconds": 8}
_INDENT = " " * 4
# Holds a name and its share on one line.
_KEPT = "\N{NO-BREAK SPACE}"


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
    for line in item_lines(shown, language, columns()):
        say(line)
    for line in break_line(message(language, "items.shown", shown=len(shown), items=len(items)), columns()):
        say(line)


def item_lines(items: Sequence[Item], language: str, width: int) -> Iterator[str]:
    """The report of items with a facility: what the columns are, then those with flags, then the others."""
    if not items:
        return
    yield from break_line(message(language, "items.about"), width)
    flagged = [item for item in items if item.flags]
    others = [item for item in items if not item.flags]
    name = width - sum(_COLUMNS.values())
    for title, found in (("to_look_at", flagged), ("others", others)):
        if found:
            yield ""
            yield message(language, f"items.{title}", count=len(found))
            heads = "".join(pad(message(language, f"items.{head}"), room, "right") for head, room in _COLUMNS.items())
            yield pad(message(language, "items.name"), name) + heads
            for item in sorted(found, key=lambda item: (item.question, item.part)):
                yield from _lines(item, language, width)
    yield ""


def _is_present(catalog: Catalog, item: Item) -> bool:
    entry = catalog.entries.get(item.question)
    return entry is not None and revision(entry.question) == item.revision


def _lines(item: Item, language: str, width: int) -> Iterator[str]:
    assert item.facility is not None
    assert item.interval is not None
    low, high = item.interval
    told = (
        f"{item.answers}",
        f"{round(100 * item.facility)} % ({round(100 * low)}–{round(100 * high)})",
        "-" if item.discrimination is None else f"{item.discrimination:+.2f}",
        f"{item.seconds or 0:.0f} s",
    )
    figures = "".join(pad(text, room, "right") for text, room in zip(told, _COLUMNS.values(), strict=True))
    name = f"{item.question}#{item.part}" if item.part else item.question
    room = width - sum(_COLUMNS.values())
    if cell_len(name) >= room:
        yield name
        name = ""
    yield pad(name, room) + figures
    for words in _details(item, language):
        yield from (f"{_INDENT}{line}".replace(_KEPT, " ") for line in break_line(words, width - len(_INDENT)))
    for code in item.flags:
        words = message(language, f"bank.item_{code}", choices=", ".join(item.idle))
        yield from (f"{_INDENT}{line}" for line in break_line(f"! {words}", width - len(_INDENT)))


def _details(item: Item, language: str) -> Iterator[str]:
    """What was chosen, met or placed, and how many were right in all where there is credit for parts."""
    if item.right is not None and round(100 * item.right) != round(100 * (item.facility or 0)):
        yield message(language, "items.right", share=round(100 * item.right))
    if item.chosen and item.form == "choices":
        yield _shares({f"{'○' if name in item.key else '×'} {name}": share for name, share in item.chosen.items()})
    elif item.chosen:
        head = message(language, "items.wrong_ways" if item.form == "match" else "items.mistakes")
        common = dict(sorted(item.chosen.items(), key=lambda pair: (-pair[1], pair[0])))
        yield f"{head}: {_shares({f'× {name}': share for name, share in common.items()})}"
    if item.placed:
        head = message(language, "items.paired" if item.form == "match" else "items.at_place")
        yield f"{head}: {_shares(item.placed)}"
    if item.commonest_wrong is not None:
        yield commonest_wrong(item, language)


def _shares(shares: Mapping[str, float]) -> str:
    """Names with their shares."""
    return "   ".join(f"{name} {round(100 * share)} %".replace(" ", _KEPT) for name, share in shares.items())
