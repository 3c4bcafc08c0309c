"""The result of a mock exam or a test, drawn: score, shares with earlier mocks beside, the time of each question."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from functools import cached_property
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from quizapp.progress.values import SittingKind
from quizapp.study.telling.paper import told_repeats
from quizapp.tui import speech
from quizapp.tui.widgets.examhead import clock_time
from quizapp.tui.widgets.flow import Drawing
from quizapp.tui.widgets.marks import sign
from quizapp.tui.widgets.titlebar import cut

if TYPE_CHECKING:
    from quizapp.study.exam.mocks import Mock
    from quizapp.study.exam.results import Result, Reviewed, Share

# How many earlier mocks stand beside a field, and in the list.
MOST_BESIDE, MOST_LISTED = 3, 8
# The exam's own pace, where a test has no limit.
SECONDS_PER_QUESTION = 72.0
_BLOCKS = "▁▂▃▄▅▆▇█"
_TEN = 10
_WIDTH_BESIDE = 70
_LEAST_BAR, _BAR, _WIDE_BAR = 6, 16, 30


@dataclass(frozen=True, slots=True)
class Told:
    """What there is to tell: the result, all mocks (this one too, the last one first), and the target, 0..1."""

    result: Result
    mocks: tuple[Mock, ...]
    target: float
    zone: tzinfo


def told_result(told: Told, language: str) -> Drawing:
    """A drawing of a result."""
    return lambda width: Content("\n").join(_Page(told, language, width).lines())


def beside(told: Told) -> list[Mock]:
    """The earlier mocks that this result can be set beside, the last one first."""
    result = told.result
    if result.kind is not SittingKind.EXAM or result.limit is None or result.reopened:
        return []
    return [
        mock
        for mock in told.mocks
        if mock.comparable and mock.sitting_id != result.sitting_id and mock.ended_at <= result.ended_at
    ]


class _Page:
    def __init__(self, told: Told, language: str, width: int) -> None:
        self._told, self._result = told, told.result
        self._language, self._width = language, width
        # Where there is little room, the names come first: the mocks so far are listed below.
        self._beside = beside(told)[: MOST_BESIDE if width >= _WIDTH_BESIDE else 0]

    def _say(self, message_id: str, **values: object) -> str:
        return speech.say(self._language, message_id, **values)

    def lines(self) -> Iterator[Content]:
        """Every line, top to bottom."""
        yield from self._score()
        yield Content("")
        yield from self._shares("result_fields", self._result.fields, self._coded, earlier=True)
        yield from self._each()
        yield from self._mocks()
        yield from self._shares("result_topics", self._result.topics, self._coded)
        yield from self._shares("result_kinds", self._result.kinds, lambda name: self._say(f"kind_{name}"))
        yield from self._shares(
            "result_levels", self._result.levels, lambda name: self._say("result_level", level=name)
        )

    # The score

    def _score(self) -> Iterator[Content]:
        result = self._result
        parts = [self._say("result_of", total=result.overall.total, correct=result.overall.correct)]
        if result.open:
            parts.append(self._say("result_open", count=result.open))
        parts.append(self._say("result_target", target=round(100 * self._told.target)))
        score = f"{round(100 * result.score)} %"
        words = Content(" · ".join(parts))
        cells = max(10, min(_WIDE_BAR, self._width - cell_len(score) - words.cell_length - 6))
        head = Content.assemble((score, f"bold {self._colour(result.score)}"), "   ", self._bar(result.score, cells))
        if head.cell_length + 3 + words.cell_length <= self._width:
            yield head + "   " + words
        else:
            yield head
            yield from words.wrap(self._width)
        for line in Content(" · ".join(self._remarks())).wrap(self._width):
            yield line.stylize("$quiet")
        if result.reopened:
            yield from (line.stylize("$partial") for line in Content(self._say("result_reopened")).wrap(self._width))

    def _remarks(self) -> Iterator[str]:
        result = self._result
        used = clock_time(result.seconds)
        if result.limit is None:
            yield self._say("result_time", used=used)
        else:
            yield self._say("result_time_of", used=used, limit=clock_time(result.limit))
        if result.overall.answered:
            yield self._say("result_pace", seconds=round(result.overall.seconds / result.overall.answered))
        if result.automatic:
            yield self._say("result_automatic")
        if result.pauses and result.limit is not None:
            yield self._say("result_paused", count=result.pauses, time=clock_time(result.paused_seconds))
        if result.repeated:
            yield told_repeats(result.paper, self._language)
        guessed = sum(item.correct and item.unsure for item in result.items)
        if guessed:
            yield self._say("result_guessed", count=guessed)
        if result.corrected or result.spoiled:
            yield self._say("result_changed", corrected=result.corrected, spoiled=result.spoiled)
        withdrawn = sum(item.withdrawn for item in result.items)
        if withdrawn:
            yield self._say("result_withdrawn", count=withdrawn)

    def _colour(self, score: float) -> str:
        return "$right" if score >= self._told.target else "$partial"

    def _bar(self, score: float, cells: int) -> Content:
        full = round(cells * score)
        return Content.assemble(("━" * full, self._colour(score)), ("·" * (cells - full), "$rule"))

    # Shares

    def _coded(self, name: str) -> str:
        words = self._result.names.get(name)
        return name if words is None else f"{name} {words[self._language]}"

    def _shares(
        self, heading: str, shares: Sequence[Share], name_of: Callable[[str], str], *, earlier: bool = False
    ) -> Iterator[Content]:
        """A row for each: name, bar, right of all, score, seconds, and the scores of earlier mocks."""
        if not shares:
            return
        others = self._beside if earlier else []
        heads = [self._say("result_right"), "", self._say("result_seconds"), *(self._day(mock) for mock in others)]
        cells, bar, widths = self._columns
        figures = "".join(" " * (width - cell_len(head)) + head for head, width in zip(heads, widths, strict=False))
        title = cut(self._say(heading), cells + bar)
        yield Content.assemble(
            (title + " " * (cells + bar + 4 - cell_len(title)), "bold $primary"), (figures, "$quiet")
        )
        for share in shares:
            name = cut(name_of(share.name), cells)
            values = [f"{share.correct}/{share.total}", f"{round(100 * share.score)} %", _each_seconds(share)]
            beside = [_score_in(mock, share.name) for mock in others]
            yield Content.assemble(
                "  " + name + " " * (cells - cell_len(name) + 2),
                self._bar(share.score, bar),
                values[0].rjust(widths[0]),
                (values[1].rjust(widths[1]), "bold"),
                (values[2].rjust(widths[2]), "$quiet"),
                *((value.rjust(width), "$quiet") for value, width in zip(beside, widths[3:], strict=False)),
            )
        yield Content("")

    @cached_property
    def _columns(self) -> tuple[int, int, list[int]]:
        """Cells of the names and of the bars, the same in every table, and of the columns of figures."""
        right, seconds = (cell_len(self._say(name)) for name in ("result_right", "result_seconds"))
        widths = [max(7, right + 1), 6, max(8, seconds + 2), *(8 for _ in self._beside)]
        room = self._width - sum(widths) - 2
        result = self._result
        longest = max(cell_len(self._coded(share.name)) for share in (*result.fields, *result.topics))
        bar = max(_LEAST_BAR, min(_BAR, room - longest - 2))
        return max(8, min(longest, room - bar - 2)), bar, widths

    def _day(self, mock: Mock) -> str:
        day = mock.ended_at.astimezone(self._told.zone)
        return f"{day.month}/{day.day}"

    # Each question

    def _each(self) -> Iterator[Content]:
        items = self._result.items
        pace = self._pace
        longest = max(items, key=lambda item: item.seconds)
        yield Content(self._say("result_each")).stylize("bold $primary")
        per_row = _TEN * max(1, min(5, (self._width - 6) // (_TEN + 1)))
        for first in range(0, len(items), per_row):
            row = items[first : first + per_row]
            margin = f"  {first + 1:>3} "
            yield Content.assemble(
                (margin, "$quiet"), _tens([_block(item.seconds, longest.seconds, pace) for item in row])
            )
            yield Content.assemble(" " * len(margin), _tens([_sign(item) for item in row]))
        about = self._say("result_each_about", longest=clock_time(round(longest.seconds)), number=longest.position + 1)
        for line in Content(about).wrap(self._width - 2):
            yield (Content("  ") + line).stylize("$quiet")
        yield Content("")

    @property
    def _pace(self) -> float:
        limit = self._result.limit
        return SECONDS_PER_QUESTION if limit is None else limit / self._result.size

    # Mocks so far

    def _mocks(self) -> Iterator[Content]:
        result = self._result
        if result.kind is not SittingKind.EXAM or len(self._told.mocks) < 2:
            return
        yield Content(self._say("result_earlier")).stylize("bold $primary")
        for mock in self._told.mocks[:MOST_LISTED]:
            here = mock.sitting_id == result.sitting_id
            yield mock_line(mock, self._language, self._told.zone, self._width, self._told.target, here=here)
        yield Content("")


def mock_line(
    mock: Mock, language: str, zone: tzinfo, width: int, target: float, *, here: bool = False, indent: int = 2
) -> Content:
    """One mock exam: day, size, score as a bar, the time it took. `here`: it is the one that is showing."""

    def say(message_id: str, **values: object) -> str:
        return speech.say(language, message_id, **values)

    day = mock.ended_at.astimezone(zone)
    size = say("result_size", count=mock.size)
    colour = "$right" if mock.score >= target else "$partial"
    note = say("result_this") if here else "" if mock.comparable else say("exam_not_compared")
    head = f"{' ' * indent}{day.date().isoformat()}  {' ' * max(0, 13 - cell_len(size))}{size}  "
    tail = f"{clock_time(mock.seconds):>9}"
    # The rows stand in columns, with and without a note.
    room = max(cell_len(note), cell_len(say("result_this")), cell_len(say("exam_not_compared")))
    cells = max(_LEAST_BAR, min(_BAR, width - cell_len(head) - 6 - cell_len(tail) - room - 4))
    full = round(cells * mock.score)
    return Content.assemble(
        head,
        ("━" * full, colour),
        ("·" * (cells - full), "$rule"),
        (f"{round(100 * mock.score)} %".rjust(6), "bold"),
        (tail, "$quiet"),
        (f"  {note}" if note else "", "bold $primary" if here else "$quiet"),
    )


def _each_seconds(share: Share) -> str:
    return str(round(share.seconds / share.total)) if share.total else "–"


def _score_in(mock: Mock, name: str) -> str:
    """The score of a field in another mock."""
    found = next(((points, total) for field, points, total in mock.fields if field == name), None)
    return "–" if found is None or not found[1] else f"{round(100 * found[0] / found[1])} %"


def _block(seconds: float, longest: float, pace: float) -> Content:
    """The time of a question: the longest fills the block; what took more than twice the pace has another colour."""
    height = min(len(_BLOCKS) - 1, int(seconds / longest * len(_BLOCKS))) if longest > 0 else 0
    return Content(_BLOCKS[height]).stylize("$partial" if seconds > 2 * pace else "$primary")


def _sign(item: Reviewed) -> Content:
    if item.withdrawn:
        return Content("–").stylize("$quiet")
    return sign(None if item.verdict is None else item.verdict.outcome.value)


def _tens(cells: Sequence[Content]) -> Content:
    """Signs in groups of ten."""
    groups = [Content("").join(cells[first : first + _TEN]) for first in range(0, len(cells), _TEN)]
    return Content(" ").join(groups)
