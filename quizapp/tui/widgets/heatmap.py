"""The heat map of coverage: one line a topic, its questions by level and kind, darker where there are more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from quizapp.bank.coverage import LEVELS, Coverage, TopicCoverage, coverage
from quizapp.bank.schema import Kind
from quizapp.text.messages import message
from quizapp.tui.speech import say
from quizapp.tui.widgets.titlebar import cut

if TYPE_CHECKING:
    from quizapp.tui.opening import Books

_KINDS = [kind for kind in Kind if kind is not Kind.SET]
_CELL, _WIDER = 4, 7
# The number says it; the ground only helps the eye.
_SHADES = ((12, "bold $background on $primary"), (6, "on $pick"), (3, "on $panel"), (1, "on $surface"), (0, "$rule"))
_WIDE = 96


@dataclass(frozen=True, slots=True)
class Covered:
    """The coverage, with the names of the topics in both languages."""

    found: Coverage
    names: dict[str, tuple[str, str]]


def look_at_coverage(books: Books) -> Covered:
    """Count. For the study thread."""
    names = {topic.code: (topic.name["ja"], topic.name["en"]) for topic in books.catalog.syllabus.topics()}
    return Covered(coverage(books.catalog), names)


def heat_map_lines(covered: Covered, language: str, width: int) -> Iterator[Content]:
    """Every line: the map, then what is thin in words."""
    wide = width >= _WIDE
    heads = [say(language, "coverage_total"), say(language, "coverage_ready")]
    levels = "".join(f"{level:>{_CELL - 1}} " for level in LEVELS)
    columns = f"{_right(heads[0], 5)}{_right(heads[1], 6)} {levels}"
    if wide:
        columns += " " + "".join(_right(say(language, f"kind_short_{k.value}"), _WIDER - 1) + " " for k in _KINDS)
    room = width - cell_len(columns)
    yield Content(_padded(cut(say(language, "coverage_levels"), room - 1), room) + columns).stylize("$quiet")
    for topic in covered.found.topics:
        yield _line(topic, covered.names[topic.code][language == "en"], room, wide)
    weak = [topic for topic in covered.found.topics if topic.weak]
    if weak:
        yield Content("")
        yield Content(say(language, "coverage_weak")).stylize("bold $primary")
    for topic in weak:
        words = "、" if language == "ja" else ", "
        told = words.join(message(language, f"bank.weak_{code}") for code in topic.weak)
        head = f"  {topic.code:<7}"
        for number, line in enumerate(Content(told).wrap(max(20, width - len(head)))):
            yield Content.assemble((head if number == 0 else " " * len(head), "$quiet"), line)


def _line(topic: TopicCoverage, name: str, room: int, wide: bool) -> Content:
    mark = "" if topic.exam else "·"
    label = cut(f"{topic.code:<7}{mark}{name}", room - 1)
    pieces = [Content(_padded(label, room)).stylize("" if topic.exam else "$quiet")]
    pieces.append(Content(f"{topic.total:>5}").stylize("bold" if topic.total else "bold $wrong"))
    pieces.append(Content(f"{topic.ready:>6} ").stylize("$quiet"))
    pieces += [_cell(count, _CELL) for count in topic.levels]
    if wide:
        pieces.append(Content(" "))
        pieces += [_cell(topic.kinds.get(kind, 0), _WIDER) for kind in _KINDS]
    return Content("").join(pieces)


def _cell(count: int, width: int) -> Content:
    style = next(style for least, style in _SHADES if count >= least)
    words = f"{count or '·':>{width - 1}} "
    return Content(words).stylize(style)


def _padded(text: str, width: int) -> str:
    return text + " " * max(0, width - cell_len(text))


def _right(text: str, width: int) -> str:
    return " " * max(0, width - cell_len(text)) + text
