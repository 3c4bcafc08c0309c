"""How a question has been used and how it has done, drawn: reports, revisions, facility with its interval, choices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.bank.catalog import revision
from quizapp.bank.items import LEAST_FOR_DISCRIMINATION, LEAST_FOR_FACILITY, Item
from quizapp.study.telling.items import commonest_wrong
from quizapp.text.messages import message
from quizapp.text.safe import safe_text
from quizapp.tui.speech import say
from quizapp.tui.widgets.bars import progress

if TYPE_CHECKING:
    from quizapp.progress.reports import ReportRow
    from quizapp.study.revising import Revised, Run
    from quizapp.tui.opening import Books

_BAR = 24
MOST_REPORTS = 20


@dataclass(frozen=True, slots=True)
class Used:
    """What is known of one question. `present`: its revision now. `revised`: None where nobody has answered."""

    present: str
    revised: Revised | None
    runs: Sequence[Run]
    items: Sequence[Item]
    reports: Sequence[ReportRow]


def look_at_uses(books: Books, name: str) -> Used:
    """Read it from the database. For the study thread."""
    from quizapp.study import revising
    from quizapp.study.item_figures import figures

    question, database = books.catalog.find(name), books.database
    found = [item for item in figures(database, [question]) if item.question == name]
    return Used(
        revision(question),
        revising.look(database, question),
        revising.runs(database, question),
        found,
        revising.reports_of(database, name),
    )


def uses_lines(found: Used, language: str, width: int) -> Iterator[Content]:
    """Every line."""
    yield from _reports(found, language, width)
    if not found.runs:
        yield from Content(say(language, "uses_none")).stylize("$quiet").wrap(width)
        return
    yield from _unanswered(found, language, width)
    for run in found.runs:
        now = run.revision == found.present
        head = say(language, "uses_now" if now else "uses_before", revision=run.revision)
        yield Content(head).stylize("bold $primary" if now else "bold $quiet")
        others = ", ".join(sorted(run.revisions - {run.revision}))
        told = [Content(say(language, "uses_with", revisions=others)).stylize("$quiet")] if others else []
        values = {"sittings": run.use.sittings, "attempts": run.use.attempts, "learners": run.use.learners}
        for words in (*told, Content(say(language, "uses_figures", **values))):
            yield from (Content("  ") + line for line in words.wrap(width - 2))
        for item in found.items:
            if item.revision == run.revision:
                yield from (Content("  ") + line for line in _item(item, language, width - 2))
        yield Content("")


def _unanswered(found: Used, language: str, width: int) -> Iterator[Content]:
    """Of a version that nobody has answered yet: what it is to the one that was, and whether statistics go on."""
    revised = found.revised
    if revised is None or any(found.present in run.revisions for run in found.runs):
        return
    edit = say(language, f"edit_{revised.edit.kind.value}")
    yield from Content(say(language, "uses_unanswered", revision=found.present, edit=edit)).wrap(width)
    yield from Content(say(language, "uses_go_on" if revised.goes_on else "uses_anew")).wrap(width)
    yield Content("")


def _reports(found: Used, language: str, width: int) -> Iterator[Content]:
    """What learners have reported: the words of those that are open, and how many are settled."""
    waiting = [report for report in found.reports if report.settled_at is None]
    if waiting:
        yield Content(say(language, "uses_reports", count=len(waiting))).stylize("bold $partial")
        for report in waiting[:MOST_REPORTS]:
            about = [f"{report.id}", f"{report.reported_at.astimezone():%Y-%m-%d}"]
            about += [f"({report.part})"] if report.part else []
            about += [f"#{report.seed}"] if report.seed is not None else []
            about += [say(language, "uses_report_before")] if report.revision != found.present else []
            yield from Content("  " + "  ".join(about)).stylize("$quiet").wrap(width)
            for line in safe_text(report.text).splitlines():
                yield from (Content("    ") + piece for piece in Content(line).wrap(max(1, width - 4)))
        if len(waiting) > MOST_REPORTS:
            yield Content(f"  +{len(waiting) - MOST_REPORTS}").stylize("$quiet")
    if settled := len(found.reports) - len(waiting):
        yield Content(say(language, "uses_settled", count=settled)).stylize("$quiet")
    if found.reports:
        yield Content("")


def _item(item: Item, language: str, width: int) -> Iterator[Content]:
    part = f"（{item.part}） " if item.part else ""
    if item.facility is None or item.interval is None:
        missing = LEAST_FOR_FACILITY - item.answers
        yield from Content(part + say(language, "uses_too_few", count=item.answers, missing=missing)).wrap(width)
        return
    low, high = (round(100 * bound) for bound in item.interval)
    share = round(100 * item.facility)
    yield Content(part + message(language, "items.share", share=share, low=low, high=high, count=item.answers))
    if item.right is not None and round(100 * item.right) != share:
        yield Content(message(language, "items.right", share=round(100 * item.right)))
    yield progress(share, high, 100, min(_BAR * 2, width))
    if item.seconds is not None:
        yield Content(say(language, "uses_seconds", seconds=round(item.seconds)))
    if item.discrimination is not None:
        yield Content(say(language, "uses_discrimination", value=f"{item.discrimination:+.2f}"))
    elif item.answers < LEAST_FOR_DISCRIMINATION:
        missing = LEAST_FOR_DISCRIMINATION - item.answers
        yield from Content(say(language, "uses_more", count=missing)).stylize("$quiet").wrap(width)
    if item.form == "match" and item.chosen:
        yield Content(message(language, "items.wrong_ways")).stylize("$quiet")
    for name, chosen in sorted((item.chosen or {}).items(), key=lambda pair: -pair[1]):
        yield _bar(*(("○", "$right") if name in item.key else ("×", "$wrong")), name, chosen)
    if item.placed:
        yield Content(message(language, "items.paired" if item.form == "match" else "items.at_place")).stylize("$quiet")
        for name, share_of_name in item.placed.items():
            yield _bar("○", "$right", name, share_of_name)
    if item.commonest_wrong is not None:
        yield from Content(safe_text(commonest_wrong(item, language))).wrap(width)
    for flag in item.flags:
        words = message(language, f"bank.item_{flag}", choices=", ".join(item.idle))
        yield from Content(f"! {words}").stylize("$partial").wrap(width)


def _bar(sign: str, colour: str, name: str, share: float) -> Content:
    bar = progress(round(100 * share), round(100 * share), 100, _BAR)
    return Content.assemble((f"{sign} ", colour), f"{safe_text(name)[:20]:<20} ", bar, f" {share:>4.0%}")
