"""The statistics as lines of text, at most 80 cells wide."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from quizapp.text.messages import message
from quizapp.text.spans import pad

if TYPE_CHECKING:
    from quizapp.study.statistics import Share, Statistics

_BAR = 20
_NAME = 34
_LEVELS = "▁▂▃▄▅▆▇█"
_WEEKS = 8
# Below it a pace would be told as 0.0: clicked through, not taken time for.
_LEAST_PACE = 0.05

Named = Callable[[str, str], str]


def told_statistics(found: Statistics, named: Named, language: str) -> Iterator[str]:
    """Everything that has something to say. `named`: the name of a field, chapter or section in a language."""

    def words(name: str, /, **values: object) -> str:
        return message(language, f"stats.{name}", **values)

    if not found.answers:
        yield words("nothing_yet")
        return
    today = found.done_today
    yield words(
        "today",
        answers=today.answers,
        right=today.right,
        minutes=round(today.seconds / 60),
        streak=found.streak,
        longest=found.longest_streak,
    )
    yield words(
        "in_all",
        since=found.since.isoformat(),
        answers=found.answers,
        accuracy=_percent(found.right, found.answers),
        hours=f"{found.seconds / 3600:.1f}",
        days=len(found.days),
    )
    yield ""
    yield words("weeks")
    yield from _weeks(found, words)
    yield ""
    yield words("due", today=found.forecast[0].cards, row=spark([day.cards for day in found.forecast]))
    if found.recall_days:
        yield ""
        yield words("retention")
        for period in found.retention:
            if period.reviews:
                yield words(
                    "retention_row",
                    days=period.days,
                    share=_percent(period.recalled, period.reviews),
                    reviews=period.reviews,
                )
        yield from _calibration(found, words)
    yield from _numbers(found, words)
    for name, shares, kind in (
        ("by_field", found.by_field, "topic"),
        ("by_chapter", found.by_chapter, "topic"),
        ("by_kind", found.by_kind, "kind"),
    ):
        yield ""
        yield words(name)
        yield from (_share(share, named(kind, share.group), words) for share in shares)
    if any(found.causes.values()):
        yield ""
        yield words("causes")
        for cause, count in sorted(found.causes.items(), key=lambda pair: -pair[1]):
            name = words("cause_" + (cause or "none"))
            yield f"  {pad(name, _NAME)} {count:5}"
    if found.beliefs:
        yield ""
        yield words("beliefs")
        for belief in found.beliefs[:10]:
            yield f"  {belief.answers:4} × {belief.name} ({belief.question_id})"


def told_pace(pace: float | None) -> str:
    """The time taken as a multiple of the usual one; a dash where there is none, or nothing that can be told."""
    return f"×{pace:.1f}" if pace is not None and pace >= _LEAST_PACE else "–"


def spark(values: Sequence[float]) -> str:
    """Values as a row of blocks, each as high as its share of the greatest."""
    most = max(values, default=0)
    return "".join(" " if not value else _LEVELS[min(7, int(8 * value / most))] for value in values)


def _weeks(found: Statistics, words: Callable[..., str]) -> Iterator[str]:
    monday = found.today - timedelta(days=found.today.weekday())
    for back in reversed(range(_WEEKS)):
        start = monday - timedelta(weeks=back)
        days = [day for day in found.days if start <= day.day < start + timedelta(weeks=1)]
        answers = sum(day.answers for day in days)
        if answers:
            share = sum(day.right for day in days) / answers
            yield words("week_row", day=_short(start), answers=answers, bar=_bar(share), accuracy=round(100 * share))


def _calibration(found: Statistics, words: Callable[..., str]) -> Iterator[str]:
    calibration = found.calibration
    if not calibration.bins:
        return
    yield ""
    yield words("calibration")
    for each in calibration.bins:
        yield words(
            "calibration_row",
            predicted=round(100 * each.predicted),
            observed=round(100 * each.recalled),
            bar=_bar(each.recalled),
            reviews=each.reviews,
        )
    errors = calibration.errors
    if errors is not None and calibration.error is not None:
        yield words(
            "errors",
            error=f"{calibration.error:.3f}",
            model=f"{errors.model:.4f}",
            average=f"{errors.average:.4f}",
            moving=f"{errors.moving:.4f}",
        )


def _numbers(found: Statistics, words: Callable[..., str]) -> Iterator[str]:
    numbers = found.numbers
    if numbers.fresh_answers and numbers.seen_answers:
        yield ""
        yield words(
            "numbers",
            fresh=_percent(numbers.fresh_right, numbers.fresh_answers),
            fresh_answers=numbers.fresh_answers,
            seen=_percent(numbers.seen_right, numbers.seen_answers),
            seen_answers=numbers.seen_answers,
        )


def _share(share: Share, name: str, words: Callable[..., str]) -> str:
    return words(
        "share_row",
        name=pad(name, _NAME),
        bar=_bar(share.accuracy),
        accuracy=f"{round(100 * share.accuracy):3}",
        answers=share.answers,
        pace=told_pace(share.pace),
    )


def _bar(share: float) -> str:
    return f"{'█' * round(_BAR * share):·<{_BAR}}"


def _percent(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)}" if whole else "–"


def _short(day: date) -> str:
    return f"{day.month:2}/{day.day:02}"
