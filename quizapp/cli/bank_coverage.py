"""Coverage printed: a heat map of topics by level and kind, and the weak spots in words."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

from rich.cells import cell_len

from quizapp.bank.catalog import Catalog
from quizapp.bank.coverage import LEVELS, Coverage
from quizapp.bank.schema import Kind
from quizapp.text.kinsoku import break_line
from quizapp.text.messages import message
from quizapp.text.spans import pad

_KINDS = [kind for kind in Kind if kind is not Kind.SET]
# Nothing, then darker with every step.
_SHADES = " ░▒▓█"
_STEPS = (1, 3, 6, 12)
_CODE = 6
# From here on there is a space between one cell and the next.
_WIDE = 96
# Names are not folded into less than this: then the lines are as long as they have to be.
_NARROWEST = 16


def columns() -> int:
    """How many columns the terminal has, or what is printed into a file may have."""
    return max(shutil.get_terminal_size((100, 24)).columns, 40)


def heat_map_lines(catalog: Catalog, found: Coverage, language: str, width: int) -> Iterator[str]:
    """One line for each topic (more where its name is folded): how many questions, by level and by kind, as numbers and
    shades; below, what the columns are called.
    """
    names = {topic.code: topic.name[language] for topic in catalog.syllabus.topics()}
    most = max((count for topic in found.topics for count in (*topic.levels, *topic.kinds.values())), default=0)
    cell = max(len(str(most)), 2) + (2 if width >= _WIDE else 1)
    shorts = message(language, "bank.coverage_kinds").split()
    heads = [pad(text, cell, "right") for text in [*map(str, LEVELS), *shorts]]
    topics, total, ready = message(language, "bank.coverage_head").split()
    yield (
        f"{pad(topics, _CODE)} {pad(total, 4, 'right')} {pad(ready, 5, 'right')}"
        f"  {''.join(heads[: len(LEVELS)])}  {''.join(heads[len(LEVELS) :])}"
    )
    for topic in found.topics:
        levels = "".join(_cell(count, cell) for count in topic.levels)
        kinds = "".join(_cell(topic.kinds.get(kind, 0), cell) for kind in _KINDS)
        mark = " " if topic.exam else "*"
        counts = f"{topic.code:<{_CODE}}{mark}{topic.total:>4} {topic.ready:>5}  {levels}  {kinds}  "
        yield from _folded(counts, names[topic.code], width)
    yield ""
    yield from _folded("", message(language, "bank.coverage_signs"), width)
    told = [f"{short}={message(language, f'stats.kind_{kind}')}" for short, kind in zip(shorts, _KINDS, strict=True)]
    yield from _folded("", message(language, "bank.coverage_comma").join(told), width)


def weak_lines(found: Coverage, language: str, width: int) -> Iterator[str]:
    """The weak spots, and the keywords that are not asked."""
    comma = message(language, "bank.coverage_comma")
    yield message(language, "bank.coverage_weak")
    for topic in found.topics:
        if topic.weak:
            words = comma.join(message(language, f"bank.weak_{code}") for code in topic.weak)
            yield from _folded(f"  {topic.code:<8}", words, width)
    keywords = {topic.code: topic.missing_keywords for topic in found.topics if topic.missing_keywords}
    yield f"\n{message(language, 'bank.coverage_keywords')}{'' if keywords else '  -'}"
    for code, words_ in keywords.items():
        yield from _folded(f"  {code:<8}", "、".join(words_), width)


def missing_lines(counts: dict[str, Any], language: str, width: int) -> Iterator[str]:
    """The topics without a question, and the terms of the tracks that are not asked (`bank.statistics`)."""
    terms = counts["missing_terms"]
    yield ""
    topics = ", ".join(counts["missing_topics"]) or "-"
    yield from _folded(f"{message(language, 'cli.missing_topics')}  ", topics, width)
    yield f"{message(language, 'cli.missing_terms')}  {sum(len(words) for words in terms.values()) or '-'}"
    for section, words in terms.items():
        yield from _folded(f"  {section:<12}", "、".join(words), width)


def _folded(head: str, text: str, width: int) -> Iterator[str]:
    """A text behind its head, its further lines below its beginning."""
    lines = break_line(text, max(width - cell_len(head), _NARROWEST))
    for number, line in enumerate(lines):
        yield f"{head if number == 0 else ' ' * cell_len(head)}{line}".rstrip()


def _cell(count: int, width: int) -> str:
    """A count, right, behind the shade of its size."""
    shade = _SHADES[sum(count >= step for step in _STEPS)]
    digits = max(len(str(count)), 2)
    return f"{shade}{count or '·':>{digits}}".rjust(width)
