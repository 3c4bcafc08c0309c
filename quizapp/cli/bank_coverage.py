"""Coverage printed: a heat map of topics by level and kind, and the weak spots in words."""

from __future__ import annotations

from collections.abc import Iterator

from quizapp.bank.catalog import Catalog
from quizapp.bank.coverage import Coverage
from quizapp.bank.schema import Kind
from quizapp.text.messages import message

_KINDS = [kind for kind in Kind if kind is not Kind.SET]
# Nothing, then darker with every step.
_SHADES = " ░▒▓█"
_STEPS = (1, 3, 6, 12)


def heat_map_lines(catalog: Catalog, found: Coverage, language: str) -> Iterator[str]:
    """One line for each topic: how many questions, by level and by kind, as numbers and shades."""
    names = {topic.code: topic.name[language] for topic in catalog.syllabus.topics()}
    yield f"{message(language, 'bank.coverage_head')}{'':<16}{' '.join(kind.value[:4].ljust(5) for kind in _KINDS)}"
    for topic in found.topics:
        levels = " ".join(_cell(count) for count in topic.levels)
        kinds = " ".join(_cell(topic.kinds.get(kind, 0)) for kind in _KINDS)
        mark = " " if topic.exam else "·"
        yield f"{topic.code:<8}{mark}{topic.total:>4}{topic.ready:>6}  {levels}  {kinds}  {names[topic.code]}"


def weak_lines(found: Coverage, language: str) -> Iterator[str]:
    """The weak spots, and the keywords that are not asked."""
    yield message(language, "bank.coverage_weak")
    for topic in found.topics:
        if topic.weak:
            words = ", ".join(message(language, f"bank.weak_{code}") for code in topic.weak)
            yield f"  {topic.code:<8}{words}"
    yield f"\n{message(language, 'bank.coverage_keywords')}"
    for topic in found.topics:
        if topic.missing_keywords:
            yield f"  {topic.code:<8}{'、'.join(topic.missing_keywords)}"


def _cell(count: int) -> str:
    """A count with the shade of its size, five cells wide."""
    shade = _SHADES[sum(count >= step for step in _STEPS)]
    return f"{shade}{count or '·':>3}{shade}"
