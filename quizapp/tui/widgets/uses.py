"""How a question has been used and how it has done, drawn: revisions, facility with its interval, choices, flags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.bank.catalog import revision
from quizapp.bank.items import LEAST_FOR_DISCRIMINATION, LEAST_FOR_FACILITY, Item
from quizapp.text.messages import message
from quizapp.text.safe import safe_text
from quizapp.tui.speech import say
from quizapp.tui.widgets.bars import progress

if TYPE_CHECKING:
    from quizapp.progress.items import Use
    from quizapp.tui.opening import Books

_BAR = 24


@dataclass(frozen=True, slots=True)
class Used:
    """What is known of one question. `present`: its revision now."""

    present: str
    uses: Sequence[Use]
    items: Sequence[Item]
    wrong: frozenset[str]


def look_at_uses(books: Books, name: str) -> Used:
    """Read it from the database. For the study thread."""
    from quizapp.study import regrading
    from quizapp.study.item_figures import figures, wrong_choices

    question = books.catalog.find(name)
    found = [item for item in figures(books.database, [question]) if item.question == name]
    wrong = frozenset(choice for choices in wrong_choices([question]).values() for choice in choices)
    return Used(revision(question), regrading.uses(books.database, name), found, wrong)


def uses_lines(found: Used, language: str, width: int) -> Iterator[Content]:
    """Every line."""
    if not found.uses:
        yield from Content(say(language, "uses_none")).stylize("$quiet").wrap(width)
        return
    for use in found.uses:
        now = use.revision == found.present
        head = say(language, "uses_now" if now else "uses_before", revision=use.revision)
        yield Content(head).stylize("bold $primary" if now else "bold $quiet")
        values = {"sittings": use.sittings, "attempts": use.attempts, "learners": use.learners}
        yield from (Content("  ") + line for line in Content(say(language, "uses_figures", **values)).wrap(width - 2))
        for item in found.items:
            if item.revision == use.revision:
                yield from (Content("  ") + line for line in _item(item, found, language, width - 2))
        yield Content("")


def _item(item: Item, found: Used, language: str, width: int) -> Iterator[Content]:
    part = f"（{item.part}） " if item.part else ""
    if item.facility is None or item.interval is None:
        missing = LEAST_FOR_FACILITY - item.answers
        yield from Content(part + say(language, "uses_too_few", count=item.answers, missing=missing)).wrap(width)
        return
    low, high = (round(100 * bound) for bound in item.interval)
    share = round(100 * item.facility)
    yield Content(part + say(language, "uses_facility", share=share, low=low, high=high, count=item.answers))
    yield progress(share, high, 100, min(_BAR * 2, width))
    if item.seconds is not None:
        yield Content(say(language, "uses_seconds", seconds=round(item.seconds)))
    if item.discrimination is not None:
        yield Content(say(language, "uses_discrimination", value=f"{item.discrimination:+.2f}"))
    elif item.answers < LEAST_FOR_DISCRIMINATION:
        missing = LEAST_FOR_DISCRIMINATION - item.answers
        yield from Content(say(language, "uses_more", count=missing)).stylize("$quiet").wrap(width)
    for name, chosen in sorted((item.chosen or {}).items(), key=lambda pair: -pair[1]):
        sign, colour = ("×", "$wrong") if name in found.wrong else ("○", "$right")
        if not found.wrong:
            sign, colour = "×", "$wrong"
        bar = progress(round(100 * chosen), round(100 * chosen), 100, _BAR)
        yield Content.assemble((f"{sign} ", colour), f"{safe_text(name)[:20]:<20} ", bar, f" {chosen:>4.0%}")
    for flag in item.flags:
        words = message(language, f"bank.item_{flag}", choices=", ".join(item.idle))
        yield from Content(f"! {words}").stylize("$partial").wrap(width)
