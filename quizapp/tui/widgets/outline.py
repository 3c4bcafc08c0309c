"""The result of a sitting, drawn."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from rich.cells import cell_len
from textual.content import Content

from quizapp.bank.catalog import Catalog, UnknownQuestion
from quizapp.study.summary import Summary
from quizapp.tui import speech
from quizapp.tui.widgets.bars import progress
from quizapp.tui.widgets.flow import Drawing
from quizapp.tui.widgets.marks import sign
from quizapp.tui.widgets.prose import indented, lines_of
from quizapp.tui.widgets.titlebar import cut


def outline(summary: Summary, catalog: Catalog, language: str) -> Drawing:
    """A drawing of a summary."""

    def draw(width: int) -> Content:
        return Content("\n").join(_lines(summary, catalog, language, width))

    return draw


def _lines(summary: Summary, catalog: Catalog, language: str, width: int) -> Iterator[Content]:
    def say(message_id: str, **values: object) -> str:
        return speech.say(language, message_id, **values)

    if not summary.answered:
        yield Content(say("summary_empty"))
        return
    share = round(100 * summary.share)
    yield Content.assemble(
        (say("summary_share", share=share), "bold $primary"),
        "   ",
        progress(summary.correct, summary.correct, summary.answered, min(30, width // 3)),
        "   ",
        say("summary_of", correct=summary.correct, answered=summary.answered),
    )
    minutes, seconds = divmod(round(summary.seconds), 60)
    pace = round(summary.seconds / summary.answered)
    yield Content(say("summary_time", minutes=minutes, seconds=seconds, pace=pace)).stylize("$quiet")
    if summary.next_due_at is not None:
        words = say("summary_tomorrow", count=summary.due_tomorrow) if summary.due_tomorrow else say("summary_later")
        yield Content(words).stylize("$quiet")
    yield Content("")
    yield Content(say("by_topic")).stylize("bold $primary")
    names = {topic.code: topic.name[language] for topic in catalog.syllabus.topics()}
    rows = [(f"{result.topic} {names.get(result.topic, '')}", result) for result in summary.topics]
    name_cells = min(width - 26, max(cell_len(name) for name, _ in rows)) if rows else 0
    for name, result in rows:
        shown = cut(name, name_cells)
        yield Content.assemble(
            "  " + shown + " " * (name_cells - cell_len(shown) + 2),
            progress(result.correct, result.correct, result.answered, 12),
            (f"  {result.correct}/{result.answered}", "$quiet"),
        )
    if summary.missed:
        yield Content("")
        yield Content(say("missed")).stylize("bold $primary")
        scores: dict[str, list[float]] = {}
        for missed in summary.missed:
            scores.setdefault(missed.question_id, []).append(missed.score)
        for question_id, all_scores in scores.items():
            yield from _missed(question_id, all_scores, catalog, language, width)


def _missed(question_id: str, scores: list[float], catalog: Catalog, language: str, width: int) -> list[Content]:
    """The beginning of a question that was not right, and how often; its places for numbers stand as dots."""
    try:
        stem = catalog.find(question_id).stem[language]
    except UnknownQuestion:
        stem = question_id
    mark = Content("  ").join([Content(""), sign("partial" if min(scores) > 0 else "wrong")])
    first = first_line(stem)
    times = Content(speech.say(language, "times", count=len(scores)) if len(scores) > 1 else "").stylize("$quiet")
    return indented([first.truncate(max(10, width - 6 - times.cell_length), ellipsis=True) + times], 5, mark)


# More than a line of any list shows.
_MOST_WORDS = 160
# What a listing, a displayed formula, a table or indented code begins with.
_BLOCKS = ("`", "~", "$", "|", " ", "\t", "")
# What takes several rows, as it stands in one line.
_ROWS = r"\\begin\{([a-z]*)\*?\}.*?\\end\{\1\*?\}"
_IN_A_LINE = {"pmatrix": "(…)", "vmatrix": "|…|", "cases": "\\{…"}


def first_line(stem: str) -> Content:
    """The first line of a stem; places for numbers and matrices stand as dots, and a formula on lines of its own in
    the line.
    """
    import re

    begun = re.sub(r"\\?\{\{[^{}]*\}\}", "…", stem).lstrip()
    begun = re.sub(r"\s*\$\$(.*?)\$\$\s*", r" $\1$ ", begun, flags=re.DOTALL)
    begun = re.sub(_ROWS, lambda found: _IN_A_LINE.get(found[1], "[…]"), begun, flags=re.DOTALL)
    # A paragraph ends at an empty line: what comes after it needn't be laid out.
    if begun[:1] not in _BLOCKS:
        begun = begun.partition("\n\n")[0]
    lines = lines_of(begun, 10_000)
    return next((line for line in lines if line.plain.strip()), Content(""))


@lru_cache(maxsize=4096)
def first_words(stem: str) -> str:
    """The same as plain text."""
    return first_line(stem).plain[:_MOST_WORDS].strip()
