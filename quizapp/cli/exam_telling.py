"""The result of a mock exam, and the sheet, as lines of plain text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quizapp.study.telling.paper import told_repeats
from quizapp.text.messages import message

if TYPE_CHECKING:
    from quizapp.study.exam.mocks import Mock
    from quizapp.study.exam.results import Result, Share
    from quizapp.study.exam.sheet import Sheet
    from quizapp.study.exam.timing import Time
    from quizapp.study.study import Study

# How many mocks stand beside a result.
_BESIDE = 5
_PER_ROW = 10


def clock_time(seconds: float) -> str:
    """Seconds as `1:05:09` or `5:09`."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def told_time(time: Time, language: str) -> str:
    """What is left (or used), and the pace."""
    if time.left is None:
        return message(language, "exam.time_used", used=clock_time(time.used))
    count = abs(round(time.ahead))
    name = "on_pace" if count == 0 else "ahead" if time.ahead > 0 else "behind"
    left = message(language, "exam.time_left", left=clock_time(time.left))
    return f"{left} · {message(language, f'exam.{name}', count=count)}"


def told_sheet(sheet: Sheet, language: str) -> Iterator[str]:
    """Every item's mark, ten in a row."""
    lines = [sheet.line(position) for position in range(sheet.total)]
    for start in range(0, sheet.total, _PER_ROW):
        marks = []
        for line in lines[start : start + _PER_ROW]:
            mark = "?" if line.answered and line.unsure else "○" if line.answered else "·"
            marks.append(mark + ("!" if line.flagged else " "))
        yield f"  {start + 1:>3}  {' '.join(marks)}".rstrip()
    yield message(language, "exam.sheet_legend")
    yield message(
        language,
        "exam.sheet_counts",
        answered=sheet.answered,
        total=sheet.total,
        flagged=sum(line.flagged for line in lines),
        unsure=sum(line.unsure for line in lines),
    )


def told_result(study: Study, result: Result, language: str) -> Iterator[str]:
    """Score, time, shares by field, topic, kind and level, and the mocks before it."""
    yield message(
        language,
        "exam.score",
        score=f"{result.score:.0%}",
        total=result.overall.total,
        correct=result.overall.correct,
        open=result.open,
    )
    yield "  ".join(_remarks(result, language))
    groups = {"by_field": result.fields, "by_topic": result.topics, "by_kind": result.kinds, "by_level": result.levels}
    for name, shares in groups.items():
        yield f"\n{message(language, f'exam.{name}')}"
        for share in shares:
            yield _share(share, _name(result, name, share.name, language), language)
    others = [mock for mock in study.exams() if mock.sitting_id != result.sitting_id and mock.comparable]
    if others and result.limit is not None:
        yield f"\n{message(language, 'exam.earlier')}"
        yield from (told_mock(mock, language) for mock in others[:_BESIDE])


def told_mock(mock: Mock, language: str, *, test: bool = False) -> str:
    """One mock exam in a row, or one test."""
    note = "" if mock.comparable else message(language, "exam.a_test" if test else "exam.not_comparable")
    words = message(
        language,
        "exam.mock",
        id=mock.sitting_id,
        day=mock.started_at.astimezone().date().isoformat(),
        size=mock.size,
        score=f"{mock.score:.0%}",
        note=note,
    )
    return words.rstrip()


def _remarks(result: Result, language: str) -> Iterator[str]:
    used = clock_time(result.seconds)
    if result.limit is not None:
        used = message(language, "exam.of_limit", used=used, limit=clock_time(result.limit))
    yield message(language, "exam.score_time", used=used)
    if result.automatic:
        yield message(language, "exam.automatic")
    if result.pauses:
        yield message(language, "exam.paused", count=result.pauses, time=clock_time(result.paused_seconds))
    if result.repeated:
        yield told_repeats(result.paper, language)
    guessed = sum(item.correct and item.unsure for item in result.items)
    if guessed:
        yield message(language, "exam.guessed", count=guessed)
    if result.corrected or result.spoiled:
        yield message(language, "exam.changed", corrected=result.corrected, spoiled=result.spoiled)
    withdrawn = sum(item.withdrawn for item in result.items)
    if withdrawn:
        yield message(language, "exam.withdrawn_count", count=withdrawn)
    if result.reopened:
        yield message(language, "exam.reopened")


def _name(result: Result, group: str, name: str, language: str) -> str:
    """A field or topic by its code and name, a kind by its name, a level by its number."""
    if group == "by_kind":
        return message(language, f"exam.kind_{name}")
    words = result.names.get(name) if group in ("by_field", "by_topic") else None
    return name if words is None else f"{name} {words[language]}"


def _share(share: Share, name: str, language: str) -> str:
    return "  " + message(
        language,
        "exam.share",
        name=name,
        score=f"{share.score:.0%}",
        correct=share.correct,
        total=share.total,
        seconds=round(share.seconds / share.total) if share.total else 0,
    )
