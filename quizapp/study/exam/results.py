"""What came of a mock exam or a test: scores by field, topic, kind and level, the time, and every item for review."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from calculators.answers.verdict import Outcome, Verdict
from quizapp.bank.syllabus import Name
from quizapp.progress import sheets
from quizapp.progress.sheets import HandedIn, LineRow, SheetRow
from quizapp.progress.values import SittingKind
from quizapp.study.context import Context
from quizapp.study.exam.entries import Line, SheetEntry
from quizapp.study.exam.judging import draw_item, judge_alone, judge_sheet
from quizapp.study.exam.timing import Timing
from quizapp.study.items import Item, Response


class Which(StrEnum):
    """Which items to look at again. `WRONG`: everything not right, open ones too. `GUESSED`: right, but unsure."""

    ALL = "all"
    WRONG = "wrong"
    FLAGGED = "flagged"
    GUESSED = "guessed"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One item of a sheet that was handed in.

    `item`: None where the bank no longer has it. `response` and `verdict`: None for an open item, or one that was
    withdrawn (it counts for nothing). `revised`: the question was edited since; `verdict` is then only the outcome as
    it was recorded. `changes`: how often the answer was changed, `first`: how the first one would have been judged.
    """

    position: int
    entry: SheetEntry
    item: Item | None
    response: Response | None
    verdict: Verdict | None
    seconds: float
    unsure: bool
    flagged: bool
    changes: int
    first: Verdict | None
    withdrawn: bool
    revised: bool
    attempt_id: int | None

    @property
    def score(self) -> float:
        """What it counts, 0..1."""
        return 0.0 if self.verdict is None else self.verdict.score

    @property
    def correct(self) -> bool:
        """Whether it was right."""
        return self.verdict is not None and self.verdict.outcome is Outcome.CORRECT


@dataclass(frozen=True, slots=True)
class Share:
    """The result in one field, topic, kind or level (`name`). `points`: right answers, with what was partly right.
    `seconds`: time spent.
    """

    name: str
    total: int
    answered: int
    correct: int
    points: float
    seconds: float

    @property
    def score(self) -> float:
        """Points of all that could be had, 0..1."""
        return self.points / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Result:
    """The result of a sheet. An open item counts 0; a withdrawn one is left out of every figure.

    `seconds`: the exam's own time used, of `limit` (None without a clock). `ended_at`: when it was handed in, or its
    deadline where that was `automatic`. `pace`: (seconds used, items answered by then) each time an answer took the
    form that was handed in. `paused_seconds` and `pauses`: how long and how often the clock stood. `reopened`: it was
    handed in before, so its verdicts had been seen. `names`: of fields and topics, by their codes. `paper`: how the
    paper of a mock exam was made up (`paper.Composition`); empty for a test.
    """

    sitting_id: int
    kind: SittingKind
    size: int
    overall: Share
    fields: tuple[Share, ...]
    topics: tuple[Share, ...]
    kinds: tuple[Share, ...]
    levels: tuple[Share, ...]
    started_at: datetime
    ended_at: datetime
    automatic: bool
    seconds: float
    limit: float | None
    strict: bool
    pauses: int
    paused_seconds: float
    reopened: bool
    pace: tuple[tuple[float, int], ...]
    items: tuple[Reviewed, ...]
    names: Mapping[str, Name]
    paper: Mapping[str, Any]

    @property
    def repeated(self) -> int:
        """How many questions had been asked recently when the exam began."""
        return int(self.paper.get("repeated", 0))

    @property
    def score(self) -> float:
        """Points of all that could be had, 0..1."""
        return self.overall.score

    @property
    def open(self) -> int:
        """How many items had no answer."""
        return self.overall.total - self.overall.answered

    @property
    def corrected(self) -> int:
        """How many answers were changed from not right to right."""
        return sum(item.correct and not _right(item.first) for item in self._changed)

    @property
    def spoiled(self) -> int:
        """How many answers were changed from right to not right."""
        return sum(_right(item.first) and not item.correct for item in self._changed)

    @property
    def _changed(self) -> list[Reviewed]:
        return [item for item in self.items if item.changes and item.first is not None]

    def review(self, which: Which = Which.ALL) -> tuple[Reviewed, ...]:
        """The items to look at again, in the order of the sheet."""
        return tuple(item for item in self.items if _belongs(item, which))


def result_of(context: Context, row: SheetRow) -> Result:
    """The result of a sheet that was handed in."""
    with context.database.reading() as connection:
        lines = sheets.lines(connection, row.id)
        recorded = sheets.handed_in(connection, [row.id])[row.id]
    items = _reviewed(context, row, lines, recorded)
    counted = [item for item in items if not item.withdrawn]
    timing = Timing.from_json(row.clock)
    homes = field_of(context)
    known = [(item, item.item.question, item.item.asked) for item in counted if item.item is not None]
    ended = row.ended_at or row.started_at
    return Result(
        sitting_id=row.id,
        kind=row.kind,
        size=len(row.plan),
        overall=_share("", counted),
        fields=_shares((homes.get(item.entry.topic, ""), item) for item in counted),
        topics=_shares((item.entry.topic, item) for item in counted),
        kinds=_shares((asked.kind.value, item) for item, _, asked in known),
        levels=tuple(
            sorted(
                _shares((str(asked.level or question.level), item) for item, question, asked in known),
                key=lambda share: share.name,
            )
        ),
        started_at=row.started_at,
        ended_at=ended,
        automatic=bool(row.options.get("automatic")),
        seconds=timing.used,
        limit=timing.limit,
        strict=timing.policy.value == "strict",
        pauses=len(timing.pauses),
        paused_seconds=sum((pause.until - pause.since).total_seconds() for pause in timing.pauses),
        reopened=timing.reopened > 0,
        pace=_pace(lines),
        items=items,
        names=_names(context),
        paper=row.options.get("paper", {}),
    )


def field_of(context: Context) -> dict[str, str]:
    """The field of each topic, by their codes."""
    return {
        topic.code: field.code
        for field in context.catalog.syllabus.fields
        for section in field.sections
        for topic in section.topics
    }


def _names(context: Context) -> dict[str, Name]:
    fields = {field.code: field.name for field in context.catalog.syllabus.fields}
    return fields | {topic.code: topic.name for topic in context.catalog.syllabus.topics()}


def _reviewed(
    context: Context, row: SheetRow, rows: dict[int, LineRow], recorded: Sequence[HandedIn]
) -> tuple[Reviewed, ...]:
    entries = [SheetEntry.from_json(values) for values in row.plan]
    lines = {position: Line.from_row(line) for position, line in rows.items()}
    items = [draw_item(context, entry, position, len(entries)) for position, entry in enumerate(entries)]
    responses = {position: line.response for position, line in lines.items() if line.response is not None}
    verdicts = judge_sheet(items, responses)
    answers = {answer.position: answer for answer in recorded}
    withdrawn = set(row.options.get("withdrawn", ()))
    reviewed = []
    for position, (entry, item) in enumerate(zip(entries, items, strict=True)):
        line, answer, verdict = lines.get(position, Line()), answers.get(position), verdicts.get(position)
        revised = answer is not None and (item is None or context.revision(item.question) != answer.revision)
        if answer is None:
            verdict = None
        elif revised or verdict is None or verdict.outcome.value != answer.outcome.value:
            # What was recorded stands, whatever the bank would say of it today.
            verdict = Verdict(
                Outcome(answer.outcome.value), answer.score, mistake=answer.mistake, carried=answer.carried
            )
        first = line.first_response if line.changes else None
        reviewed.append(
            Reviewed(
                position=position,
                entry=entry,
                item=item,
                response=line.response,
                verdict=verdict,
                seconds=line.seconds,
                unsure=line.unsure,
                flagged=line.flagged,
                changes=line.changes,
                first=None if item is None or first is None or revised else judge_alone(item, first),
                withdrawn=position in withdrawn,
                revised=revised,
                attempt_id=None if answer is None else answer.attempt_id,
            )
        )
    return tuple(reviewed)


def _pace(rows: dict[int, LineRow]) -> tuple[tuple[float, int], ...]:
    lines = [Line.from_row(row) for row in rows.values()]
    moments = sorted(line.at for line in lines if line.answered)
    return tuple((moment, number) for number, moment in enumerate(moments, 1))


def _shares(named: Iterable[tuple[str, Reviewed]]) -> tuple[Share, ...]:
    """A share for each name, in the order in which they come on the sheet."""
    groups: dict[str, list[Reviewed]] = {}
    for name, item in named:
        groups.setdefault(name, []).append(item)
    return tuple(_share(name, items) for name, items in groups.items())


def _share(name: str, items: Sequence[Reviewed]) -> Share:
    return Share(
        name=name,
        total=len(items),
        answered=sum(item.verdict is not None for item in items),
        correct=sum(item.correct for item in items),
        points=sum(item.score for item in items),
        seconds=sum(item.seconds for item in items),
    )


def _belongs(item: Reviewed, which: Which) -> bool:
    match which:
        case Which.ALL:
            return True
        case Which.WRONG:
            return not item.correct and not item.withdrawn
        case Which.FLAGGED:
            return item.flagged
        case Which.GUESSED:
            return item.correct and item.unsure


def _right(verdict: Verdict | None) -> bool:
    return verdict is not None and verdict.outcome is Outcome.CORRECT
