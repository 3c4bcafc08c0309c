"""The pages of the statistics, drawn in characters: calendar, weeks, forecast, recall and its calibration, groups."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from quizapp.study.telling.statistics import spark, told_pace
from quizapp.text.messages import message
from quizapp.text.plot import Curve, draw_plot
from quizapp.tui.speech import say
from quizapp.tui.widgets.outline import first_words
from quizapp.tui.widgets.titlebar import cut

if TYPE_CHECKING:
    from quizapp.study.statistics import Share, Statistics

PAGES = ("overview", "memory", "groups", "errors")
GROUPS = ("by_field", "by_chapter", "by_topic", "by_section", "by_kind", "by_level")
_KINDS = {"by_section": "section", "by_kind": "kind", "by_level": "level"}
# Answers of a day, from none to many: shades that differ without colour too.
_SHADES = " ░▒▓█"
_BAR = 18
_NARROW_BAR = 8
# Cells of the three figures behind a bar.
_GROUP_FIGURES = 24
# What candidates reckon is enough to pass.
_GOOD = 0.65
_LEAST_PLOT, _MOST_PLOT = 46, 76

Named = Callable[[str, str], str]


def page(name: str, found: Statistics, named: Named, language: str, group: str, width: int) -> Content:
    """One page, in lines of at most `width` cells. `named`: the name of a group of some kind."""
    if not found.answers:
        return Content("\n").join(Content(message(language, "stats.nothing_yet")).wrap(max(1, width)))
    lines = {
        "overview": lambda: _overview(found, language, width),
        "memory": lambda: _memory(found, language, width),
        "groups": lambda: _groups(found, named, language, group, width),
        "errors": lambda: _errors(found, named, language, width),
    }[name]()
    return Content("\n").join(lines)


def _overview(found: Statistics, language: str, width: int) -> Iterator[Content]:
    today = found.done_today
    streak = {"streak": found.streak, "longest": found.longest_streak}
    minutes = round(today.seconds / 60)
    words = message(language, "stats.today", answers=today.answers, right=today.right, minutes=minutes, **streak)
    yield from (line.stylize("bold") for line in _wrapped(words, width))
    words = message(
        language,
        "stats.in_all",
        since=found.since.isoformat(),
        answers=found.answers,
        accuracy=round(100 * found.right / found.answers),
        hours=f"{found.seconds / 3600:.1f}",
        days=len(found.days),
    )
    yield from (line.stylize("$quiet") for line in _wrapped(words, width))
    yield Content("")
    yield _head(say(language, "calendar"))
    yield from _calendar(found, language, width)
    yield Content("")
    weeks = _weeks(found, max(4, min(26, (width - 12) // 3)))
    yield _head(say(language, "weeks_accuracy"))
    shares = [right / answers if answers else 0.0 for answers, right in weeks]
    known = [share for share, (answers, _) in zip(shares, weeks, strict=True) if answers]
    row = "".join(_level(share) if answers else "·" for share, (answers, _) in zip(shares, weeks, strict=True))
    yield Content.assemble(
        ("  " + row, "$primary"),
        (f"   {say(language, 'last_week', share=round(100 * known[-1]))}" if known else "", "$quiet"),
    )
    yield Content("")
    yield _head(say(language, "forecast_30"))
    cards = [day.cards for day in found.forecast]
    ahead = "  " + spark(cards)
    figures = say(language, "forecast_figures", today=cards[0], week=sum(cards[:7]), month=sum(cards))
    beside = cell_len(ahead) + 3 + cell_len(figures) <= width
    yield Content.assemble((ahead, "$partial"), (("   " if beside else "\n  ") + figures, "$quiet"))


def _calendar(found: Statistics, language: str, width: int) -> Iterator[Content]:
    """Weeks as columns, Monday on top; each day two cells wide."""
    names = say(language, "weekdays").split()
    margin = max(map(cell_len, names)) + 3
    columns = max(4, min(53, (width - margin) // 2))
    answers = {day.day: day.answers for day in found.days}
    monday = found.today - timedelta(days=found.today.weekday())
    first = monday - timedelta(weeks=columns - 1)
    most = max([count for day, count in answers.items() if day >= first], default=0)
    for weekday in range(7):
        cells = []
        for week in range(columns):
            day = first + timedelta(weeks=week, days=weekday)
            cells.append("  " if day > found.today else _shade(answers.get(day, 0), most))
        name = names[weekday] if weekday in (0, 2, 4, 6) else ""
        label = "  " + name + " " * (margin - 2 - cell_len(name))
        yield Content.assemble((label, "$quiet"), ("".join(cells), "$right"))


def _shade(count: int, most: int) -> str:
    if not count:
        return "· "
    return _SHADES[1 + min(3, int(4 * (count - 1) / max(most, 1)))] * 2


def _weeks(found: Statistics, count: int) -> list[tuple[int, int]]:
    monday = found.today - timedelta(days=found.today.weekday())
    weeks = []
    for back in reversed(range(count)):
        start = monday - timedelta(weeks=back)
        days = [day for day in found.days if start <= day.day < start + timedelta(weeks=1)]
        weeks.append((sum(day.answers for day in days), sum(day.right for day in days)))
    return weeks


def _level(share: float) -> str:
    return "▁▂▃▄▅▆▇█"[min(7, int(8 * share))]


def _memory(found: Statistics, language: str, width: int) -> Iterator[Content]:
    yield _head(message(language, "stats.retention"))
    reviewed = [period for period in found.retention if period.reviews]
    if not reviewed:
        yield from _wrapped(say(language, "no_reviews_yet"), width)
        return
    for period in reviewed:
        share = period.recalled / period.reviews
        words = message(
            language, "stats.retention_row", days=period.days, share=round(100 * share), reviews=period.reviews
        )
        yield Content(words)
    calibration = found.calibration
    if not calibration.bins:
        return
    yield Content("")
    yield _head(message(language, "stats.calibration"))
    shown = [each for each in calibration.bins if each.reviews]
    if len(shown) >= 3:
        low = min(0.5, *(min(each.predicted, each.recalled) for each in shown))
        observed = Curve(
            say(language, "observed"), [each.predicted for each in shown], [each.recalled for each in shown]
        )
        ideal = Curve(say(language, "ideal"), [low, 1.0], [low, 1.0])
        rows = draw_plot(
            "line",
            [observed, ideal],
            say(language, "predicted"),
            say(language, "observed"),
            width=max(_LEAST_PLOT, min(_MOST_PLOT, width - 2)),
            height=13,
        )
        yield from (Content(f"  {row}").stylize("$formula") for row in rows)
    bar = _BAR if width >= 70 else 5
    for each in shown:
        full = round(bar * each.recalled)
        yield Content(
            message(
                language,
                "stats.calibration_row",
                predicted=round(100 * each.predicted),
                observed=round(100 * each.recalled),
                bar="█" * full + "·" * (bar - full),
                reviews=each.reviews,
            )
        )
    errors = calibration.errors
    if errors is not None and calibration.error is not None:
        words = message(
            language,
            "stats.errors",
            error=f"{calibration.error:.3f}",
            model=f"{errors.model:.4f}",
            average=f"{errors.average:.4f}",
            moving=f"{errors.moving:.4f}",
        )
        yield from (line.stylize("$quiet") for line in _wrapped(words.strip(), width))


def _groups(found: Statistics, named: Named, language: str, group: str, width: int) -> Iterator[Content]:
    shares: Sequence[Share] = getattr(found, group)
    yield _head(message(language, f"stats.{group}"))
    names = {share.group: named(_KINDS.get(group, "topic"), share.group) for share in shares}
    bar = _BAR if width >= 70 else _NARROW_BAR
    longest = max(map(cell_len, names.values()), default=0)
    room = max(8, min(longest, width - bar - _GROUP_FIGURES - 4))
    heads = say(language, "groups_columns").split("|")
    figures = "".join(" " * max(1, 8 - cell_len(head)) + head for head in heads)
    yield Content(" " * (room + bar + 4) + figures).stylize("$quiet")
    for share in shares:
        name = cut(names[share.group], room)
        full = round(bar * share.accuracy)
        pace = told_pace(share.pace)
        yield Content.assemble(
            "  " + name + " " * (room - cell_len(name) + 2),
            ("█" * full, "$right" if share.accuracy >= _GOOD else "$partial"),
            ("·" * (bar - full), "$rule"),
            f"{round(100 * share.accuracy):6} %{share.answers:8}{pace:>8}",
        )


def _errors(found: Statistics, named: Named, language: str, width: int) -> Iterator[Content]:
    numbers = found.numbers
    if numbers.fresh_answers and numbers.seen_answers:
        words = message(
            language,
            "stats.numbers",
            fresh=round(100 * numbers.fresh_right / numbers.fresh_answers),
            fresh_answers=numbers.fresh_answers,
            seen=round(100 * numbers.seen_right / numbers.seen_answers),
            seen_answers=numbers.seen_answers,
        )
        yield from _wrapped(words, width)
        yield Content("")
    yield _head(message(language, "stats.causes"))
    total = sum(found.causes.values())
    for cause, count in sorted(found.causes.items(), key=lambda pair: -pair[1]):
        name = message(language, f"stats.cause_{cause or 'none'}")
        full = round(_BAR * count / total)
        yield Content.assemble(
            "  " + name + " " * max(1, 26 - cell_len(name)),
            ("█" * full, "$wrong"),
            ("·" * (_BAR - full), "$rule"),
            f"{count:6}",
        )
    if not total:
        yield Content(f"  {say(language, 'no_errors_yet')}").stylize("$quiet")
    if found.beliefs:
        yield Content("")
        yield _head(message(language, "stats.beliefs"))
        for belief in found.beliefs[:12]:
            own = belief.name if belief.kind == "mistake" else f"{belief.question_id}:{belief.name}"
            words = first_words(named(belief.kind, own))
            yield Content.assemble((f"  {belief.answers:4} × ", "$wrong"), cut(words, max(8, width - 9)))
            yield Content("         " + cut(named("question", belief.question_id), max(8, width - 9))).stylize("$quiet")


def _head(words: str) -> Content:
    return Content(words).stylize("bold $primary")


def _wrapped(words: str, width: int) -> Iterator[Content]:
    yield from Content(words).wrap(max(20, width))
