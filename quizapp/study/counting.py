"""The figures of a stretch of days as sums that can be added up, and kept for the days that are over.

The figures of one part are a tree of JSON objects with lists of numbers as its leaves, so that those of two stretches
add up leaf by leaf. Past months and days are counted once by the database and kept (`progress.kept`); today is counted
each time. What is kept was put together by what questions are about, so it holds for one state of the bank.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

from quizapp.bank.schema import Kind
from quizapp.progress import figures, kept, learners
from quizapp.progress.database import Connection
from quizapp.progress.figures import WrongChoice
from quizapp.study.context import Context

# Objects with lists of numbers as leaves.
Tree = Mapping[str, Any]
Days = tuple[date, date]

# Part of the mark of what is kept: another form of the trees needs another number.
_FORM: Final = 1
# So many stretches are counted in one transaction, which answers have to wait for.
_AT_ONCE: Final = 7


class Part(StrEnum):
    """What of the statistics is counted: a screen that shows one part need not wait for the others."""

    DAYS = "days"
    MEMORY = "memory"
    GROUPS = "groups"
    ERRORS = "errors"


def counted(context: Context, part: Part, since: date, today: date) -> Tree:
    """The figures of one part from a study day to today, both included."""
    total: dict[str, Any] = {}
    for tree in _past(context, part, since, today - timedelta(days=1)):
        add(total, tree)
    with context.database.reading() as connection:
        add(total, count(context, connection, part, today, today))
    return total


def count(context: Context, connection: Connection, part: Part, since: date, until: date) -> Tree:
    """The figures of one part over some days, counted anew.

    Leaves: `days` by day: answers, right, seconds, first exposures. `memory` under `days` by day: reviews, recalled;
    of those with a predicted recall: reviews, recalled, squared errors; under `bins`: reviews, sum of predictions,
    recalled. `groups` by what they are grouped by and name: answers, right, seconds, seconds by pace, first exposures,
    right ones of these. `errors`: answers and right ones with `fresh` and `seen` numbers, wrong ones by `causes`, and
    of each of the `beliefs` by kind, name and question.
    """
    match part:
        case Part.DAYS:
            rows = figures.by_day(connection, context.learner_id, since, until)
            return {row.day.isoformat(): [row.answers, row.right, row.seconds, row.first] for row in rows}
        case Part.MEMORY:
            return _memory(context, connection, since, until)
        case Part.GROUPS:
            return _groups(context, connection, since, until)
        case Part.ERRORS:
            return _errors(context, connection, since, until)


def add(total: dict[str, Any], more: Tree) -> None:
    """Add the numbers of a tree to those of another."""
    for name, value in more.items():
        if isinstance(value, list):
            old = total.get(name)
            total[name] = value if old is None else [a + b for a, b in zip(old, value, strict=True)]
        else:
            add(total.setdefault(name, {}), value)


def stretches(since: date, until: date) -> tuple[list[Days], Days | None]:
    """Days cut into whole months and single days, in their order; and the first and last day of those months."""
    found: list[Days] = []
    months: list[Days] = []
    day = since
    while day <= until:
        end = _month_end(day) if day.day == 1 else day
        if end > until:
            end = day
        found.append((day, end))
        if end > day:
            months.append((day, end))
        day = end + timedelta(days=1)
    return found, (months[0][0], months[-1][1]) if months else None


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _past(context: Context, part: Part, since: date, until: date) -> Iterator[Tree]:
    """The figures of past days, stretch by stretch; what was not kept is counted, and kept from now on."""
    learner, mark = context.learner_id, f"{_FORM} {context.bank_mark()}"
    with context.database.reading() as connection:
        first = figures.first_day(connection, learner)
        if first is None or max(since, first) > until:
            return
        wanted, months = stretches(max(since, first), until)
        known = kept.find(connection, learner, part.value, mark, (wanted[0][0], until), months)
    yield from (known[days] for days in wanted if days in known)
    missing = [days for days in wanted if days not in known]
    while missing:
        # A month alone; days together.
        size = 1 if missing[0][0] < missing[0][1] else _AT_ONCE
        some, missing = missing[:size], missing[size:]
        with context.database.writing() as connection:
            learners.lock(connection, learner)
            for days in some:
                tree = count(context, connection, part, *days)
                kept.save(connection, learner, part.value, mark, days, tree)
                yield tree


def _memory(context: Context, connection: Connection, since: date, until: date) -> Tree:
    days: defaultdict[str, list[float]] = defaultdict(lambda: [0, 0, 0, 0, 0.0])
    bins: defaultdict[str, list[float]] = defaultdict(lambda: [0, 0.0, 0])
    for row in figures.recall_by_day(connection, context.learner_id, since, until):
        predicted = row.place is not None
        more = (row.reviews, row.recalled, row.reviews * predicted, row.recalled * predicted, row.squares)
        day = row.day.isoformat()
        days[day] = [old + new for old, new in zip(days[day], more, strict=True)]
        if predicted:
            binned = (row.reviews, row.predicted, row.recalled)
            place = str(row.place)
            bins[place] = [old + new for old, new in zip(bins[place], binned, strict=True)]
    return {"days": dict(days), "bins": dict(bins)}


def _groups(context: Context, connection: Connection, since: date, until: date) -> Tree:
    """The answers by what their questions are about. Questions that the bank no longer has are left out."""
    # First by all that they are about together: there are far fewer such combinations than questions.
    together: dict[_About, list[float]] = {}
    entries = context.catalog.entries
    for row in figures.by_question(connection, context.learner_id, since, until):
        entry = entries.get(row.question_id)
        if entry is None:
            continue
        header = entry.header
        asked = next((part for part in header.parts if part.name == row.part), None)
        if asked is None:
            continue
        about = header.topics, header.tracks, asked.kind, header.level
        sums = together.get(about)
        if sums is None:
            sums = together[about] = [0, 0, 0.0, 0, 0, 0]
        sums[0] += row.answers
        sums[1] += row.right
        sums[2] += row.seconds
        sums[3] += asked.seconds * row.answers
        sums[4] += row.first
        sums[5] += row.first_right
    found: dict[str, dict[str, list[float]]] = {}
    for about, sums in together.items():
        for group, names in _groups_of(*about):
            add(found.setdefault(group, {}), {name: list(sums) for name in names})
    return found


# Topics, sections of tracks, kind and level.
_About = tuple[tuple[str, ...], tuple[str, ...], Kind, int]


def _groups_of(
    topics: tuple[str, ...], tracks: tuple[str, ...], kind: Kind, level: int
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What a question part counts for, by what is grouped."""
    return (
        ("field", (topics[0].partition(".")[0],)),
        ("chapter", (topics[0].rpartition(".")[0],)),
        ("topic", topics),
        ("section", tracks),
        ("kind", (kind.value,)),
        ("level", (str(level),)),
    )


def _errors(context: Context, connection: Connection, since: date, until: date) -> Tree:
    numbers = figures.by_numbers(connection, context.learner_id, since, until)
    causes = figures.by_cause(connection, context.learner_id, since, until)
    beliefs: dict[str, dict[str, dict[str, list[int]]]] = {}
    for row in figures.wrong_choices(connection, context.learner_id, since, until):
        for kind, name in _beliefs(context, row):
            where = beliefs.setdefault(kind, {}).setdefault(name, {})
            where[row.question_id] = [where.get(row.question_id, [0])[0] + row.answers]
    return {
        "numbers": {"fresh" if row.fresh else "seen": [row.answers, row.right] for row in numbers},
        "causes": {cause: [answers] for cause, answers in causes.items()},
        "beliefs": beliefs,
    }


def _beliefs(context: Context, row: WrongChoice) -> Iterator[tuple[str, str]]:
    """What shows in a wrong answer, as kind and name."""
    if row.response is not None:
        for name in _misconceptions(context, row):
            yield "misconception", name
    elif row.mistake is not None:
        yield "mistake", f"{row.question_id}:{row.mistake}"
    elif row.diagnosis is not None:
        yield "slip", row.diagnosis


def _misconceptions(context: Context, row: WrongChoice) -> list[str]:
    entry = context.catalog.entries.get(row.question_id)
    if entry is None or row.part not in entry.header.part_names or row.response is None:
        return []
    chosen = row.response.get("chosen") or []
    return [
        choice.misconception
        for choice in entry.question.asked(row.part).choices or ()
        if choice.id in chosen and choice.misconception is not None
    ]
