"""Readiness and the plan as lines of text, at most 80 cells wide."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from quizapp.text.kinsoku import break_line
from quizapp.text.messages import message
from quizapp.text.spans import pad

if TYPE_CHECKING:
    from quizapp.bank.syllabus import Name
    from quizapp.study.forecast.readiness import Band, Readiness, TopicReadiness
    from quizapp.study.forecast.studyplan import PlanDay, StudyPlan

WIDTH = 80
_NAME_WIDTH = 34
_BAR = 20
# So many days are told one by one, the rest by weeks.
_DAYS_TOLD = 14
_WEEK = 7
# Points smaller than this are told as none.
_TOLD = 0.05
_OPTIONS = "option"
# A number stays in one line with the word before it and the unit behind it.
_AMOUNT = re.compile(r"(?:1 日 )?\d[\d.,–〜:-]* (?:%|日|分|点|時間|問|週間|minutes?|days?|points?|hours?)(?: a day)?")


def told_readiness(found: Readiness, language: str, width: int = WIDTH, *, settings: str = _OPTIONS) -> Iterator[str]:
    """The predicted score, by field, and what lifts and pulls it. `settings`: where the day of the exam is set, options
    of the command (`option`) or the screen of settings (`screen`).
    """

    def words(name: str, /, **values: object) -> str:
        return message(language, f"plan.{name}", **values)

    yield f"{words('readiness')}  {words('score', **_percents(found.overall))}"
    held = words("on_day", day=found.exam_day) if found.exam_day else words(f"on_today_{settings}")
    yield from _broken(held, width)
    if not found.known:
        yield from _broken(words("not_known") + _gap(language) + _gap(language).join(_doubts(found, language)), width)
    if found.known:
        yield words("chance", target=round(100 * found.target), chance=round(100 * found.chance))
    yield ""
    for field in found.fields:
        bar = "█" * round(_BAR * field.band.score)
        percents = _percents(field.band)
        yield (
            f"  {_named(field.code, field.name, language)} {bar:·<{_BAR}}"
            f" {percents['score']:3} %  ({percents['low']}–{percents['high']})"
        )
    yield ""
    for force, points in found.points.items():
        yield f"  {pad(words(f'force_{force.value}'), 46)} {pad(words('points', points=points), 14, 'right')}"
    for name, topics in (("lifts", found.lifts), ("pulls", found.pulls)):
        telling = [topic for topic in topics[:3] if abs(topic.points) >= _TOLD]
        if telling:
            yield f"  {words(name)}"
            yield from (f"    {_topic(topic, language)}" for topic in telling)
    if found.narrow:
        names = _listed([topic.name[language] for topic in found.narrow[:3]], language)
        yield from _broken(words("narrow", topics=names), width)


def told_plan(
    made: StudyPlan, language: str, width: int = WIDTH, *, past: bool = False, settings: str = _OPTIONS
) -> Iterator[str]:
    """The plan by days, then by weeks, and what it comes to. `past`: the exam day that is set is over. `settings`: as
    for `told_readiness`.
    """

    def words(name: str, /, **values: object) -> str:
        return message(language, f"plan.{name}", **values)

    values = {"target": round(100 * made.start.target), "minutes": made.minutes_per_day, "days": len(made.days)}
    if made.exam_day is not None:
        values["days"] = (made.exam_day - made.day).days
    yield words("plan")
    if not made.days:
        yield words("head_today")
        return
    rolling = words("head_past" if past else "head_rolling", **values)
    head = words("head_exam", day=made.exam_day, **values) if made.exam_day else rolling
    yield from _broken(head, width)
    if made.minutes_done >= 1:
        yield words("done_today", minutes=round(made.minutes_done))
    if made.backlog is not None:
        yield from _broken(words("backlog", cards=made.backlog.cards, minutes=round(made.backlog.minutes)), width)
    yield ""
    names = ("day", "reviews", "new", "practice", "mock", "minutes", "expected", "topics")
    yield _row([words(f"column_{name}") for name in names], width)
    for day in made.days[:_DAYS_TOLD]:
        yield _days_row([day], str(day.day), language, width)
    rest = made.days[_DAYS_TOLD:]
    for start in range(0, len(rest), _WEEK):
        week = rest[start : start + _WEEK]
        first = f"{week[0].day:%m-%d}"
        yield _days_row(week, words("from_week", day=first) if len(week) > 1 else str(week[0].day), language, width)
    yield ""
    percents = _percents(made.final)
    known = made.start.known
    values = {**percents, "chance": round(100 * made.chance), "hours": round(made.hours)}
    yield from _broken(words("final" if known else "final_unknown", **values), width)
    yield from _broken(words("rate", points=f"{made.points_per_hour:.1f}"), width)
    if known:
        yield from _broken(
            words("reached", day=made.reached) if made.reached else words(f"not_reached_{settings}"), width
        )
    if made.enough is not None:
        yield from _broken(words("enough", day=made.enough, points=f"{made.worthwhile:g}"), width)
    missed = {"today": f"{made.missed.today:.1f}", "weekly": f"{made.missed.weekly:.1f}"}
    # What can't be told from nothing is not a gain either.
    name = (
        "missed" if made.missed.today >= _TOLD else "missed_weekly" if made.missed.weekly >= _TOLD else "missed_little"
    )
    yield from _broken(words(name, **missed), width)


def _days_row(days: Sequence[PlanDay], name: str, language: str, width: int) -> str:
    mock = sum(day.mock_minutes for day in days)
    topics = list(dict.fromkeys(code for day in days for code in day.topics))[:3]
    told = " ".join(topics)
    if days[-1].last_list:
        told = f"{message(language, 'plan.last_list')}  {topics[0] if topics else ''}".rstrip()
    return _row(
        [
            name,
            _count(sum(day.reviews for day in days)),
            _count(sum(day.new for day in days)),
            _count(sum(day.practice for day in days)),
            message(language, "plan.mock_minutes", minutes=round(mock)) if mock else "·",
            _count(round(sum(day.minutes for day in days))),
            f"{100 * days[-1].expected:.0f} %",
            told,
        ],
        width,
    )


def _row(cells: Sequence[str], width: int) -> str:
    day, *numbers, topics = cells
    line = pad(day, 12) + "".join(pad(cell, 7, "right") for cell in numbers) + "  "
    # As many topics as there is room for, each whole.
    kept: list[str] = []
    for word in topics.split(" "):
        if cell_len(line + " ".join([*kept, word])) <= width:
            kept.append(word)
    return (line + " ".join(kept)).rstrip()


def _count(number: int) -> str:
    return str(number) if number else "·"


def _percents(band: Band) -> dict[str, int]:
    return {"score": round(100 * band.score), "low": round(100 * band.low), "high": round(100 * band.high)}


def _doubts(found: Readiness, language: str) -> Iterator[str]:
    names = {field.code: field.name for field in found.fields}
    fields = _listed([names[code][language] for code in found.open_fields], language)
    for doubt in found.doubts:
        yield message(
            language,
            f"plan.doubt_{doubt.value}",
            count=found.answers_missing,
            share=round(100 * found.covered_share),
            fields=fields,
        )


def _topic(topic: TopicReadiness, language: str) -> str:
    points = message(language, "plan.points", points=topic.points)
    return f"{_named(topic.code, topic.name, language, 44)}{pad(points, 14, 'right')}"


def _named(code: str, name: Name, language: str, width: int = _NAME_WIDTH) -> str:
    return pad(f"{code} {name[language]}", width)


def _listed(names: Sequence[str], language: str) -> str:
    return (", " if language == "en" else "、").join(names)


def _gap(language: str) -> str:
    return " " if language == "en" else ""


def _broken(text: str, width: int) -> list[str]:
    return break_line(text, width, [found.span() for found in _AMOUNT.finditer(text)])
