"""Statistics: what was done, how well, and how far predictions and memory agree. Counted by the database, and put
together here by what the questions are about.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from quizapp.bank.catalog import Catalog
from quizapp.progress import attempts, figures
from quizapp.progress.figures import DayCount, DueCount
from quizapp.study import counting
from quizapp.study.agreement import Calibration, RecallDay, calibration
from quizapp.study.context import Context
from quizapp.study.counting import Part, Tree
from quizapp.study.overview import streak
from quizapp.text.messages import message

__all__ = ["Part", "RecallDay", "Statistics", "look", "name_of"]

YEAR = 365
FORECAST_DAYS = 30
# Figures over fewer answers than this are shown, and said to be few.
FEW = 10
MOST_BELIEFS = 20


@dataclass(frozen=True, slots=True)
class Share:
    """Right answers of a group. `pace`: time taken, as a multiple of the questions' own pace. `first`: the share right
    at the first exposure, None without one.
    """

    group: str
    answers: int
    right: int
    seconds: float
    pace: float | None
    first_answers: int
    first_right: int

    @property
    def accuracy(self) -> float:
        """The share of right answers, 0..1."""
        return self.right / self.answers if self.answers else 0.0


@dataclass(frozen=True, slots=True)
class Belief:
    """A wrong belief that showed in answers: a misconception that the bank names, a mistake or a general slip.

    `kind`: `misconception`, `mistake` or `slip`. `question_id`: where it showed most.
    """

    kind: str
    name: str
    question_id: str
    answers: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """Accuracy on questions met before: with new numbers, and with the very numbers (or words) seen already."""

    fresh_answers: int
    fresh_right: int
    seen_answers: int
    seen_right: int


@dataclass(frozen=True, slots=True)
class Period:
    """True retention over a period: of the cards that came back after days, how many were still known."""

    days: int
    reviews: int
    recalled: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """Everything over the days `since`..`today`, but for both streaks, which know all days. `forecast` begins with
    what is overdue (on its own day: `today`).
    """

    today: date
    since: date
    days: tuple[DayCount, ...]
    streak: int
    longest_streak: int
    forecast: tuple[DueCount, ...]
    by_field: tuple[Share, ...]
    by_chapter: tuple[Share, ...]
    by_topic: tuple[Share, ...]
    by_section: tuple[Share, ...]
    by_kind: tuple[Share, ...]
    by_level: tuple[Share, ...]
    retention: tuple[Period, ...]
    recall_days: tuple[RecallDay, ...]
    calibration: Calibration
    numbers: Numbers
    causes: Mapping[str, int]
    beliefs: tuple[Belief, ...]

    @property
    def answers(self) -> int:
        """How many answers there were."""
        return sum(day.answers for day in self.days)

    @property
    def right(self) -> int:
        """How many of them were right."""
        return sum(day.right for day in self.days)

    @property
    def seconds(self) -> float:
        """The time spent."""
        return sum(day.seconds for day in self.days)

    @property
    def done_today(self) -> DayCount:
        """Today's figures, zero before the first answer."""
        found = [day for day in self.days if day.day == self.today]
        return found[0] if found else DayCount(self.today, 0, 0, 0.0, 0)

    def to_json(self) -> dict[str, Any]:
        """All of it as a JSON object."""
        found = _plain(asdict(self))
        assert isinstance(found, dict)
        return found | {"answers": self.answers, "right": self.right, "seconds": round(self.seconds)}


def look(context: Context, days: int = YEAR, parts: Collection[Part] = tuple(Part)) -> Statistics:
    """The statistics of the last `days` study days, today included. What is not in `parts` is empty; the days are
    always there.
    """
    today = context.today()
    since = today - timedelta(days=max(days, 1) - 1)
    found: dict[Part, Tree] = {
        part: counting.counted(context, part, since, today) if part is Part.DAYS or part in parts else {}
        for part in Part
    }
    with context.database.reading() as connection:
        last = today + timedelta(days=FORECAST_DAYS - 1)
        due = figures.due_by_day(connection, context.learner_id, last)
        all_days = attempts.study_days(connection, context.learner_id)
    done = [DayCount(date.fromisoformat(day), *row) for day, row in sorted(found[Part.DAYS].items())]
    recalled = [RecallDay(date.fromisoformat(day), *row) for day, row in sorted(_under(found, Part.MEMORY, "days"))]
    numbers = dict(_under(found, Part.ERRORS, "numbers"))
    shares = {kind: _shares(tree) for kind, tree in found[Part.GROUPS].items()}
    return Statistics(
        today=today,
        since=since,
        days=tuple(done),
        streak=streak(all_days, today),
        longest_streak=_longest(sorted(day for day in all_days if day <= today)),
        forecast=_forecast(due, today),
        by_field=shares.get("field", ()),
        by_chapter=shares.get("chapter", ()),
        by_topic=shares.get("topic", ()),
        by_section=shares.get("section", ()),
        by_kind=shares.get("kind", ()),
        by_level=shares.get("level", ()),
        retention=tuple(
            Period(
                length,
                sum(row.reviews for row in recalled if (today - row.day).days < length),
                sum(row.recalled for row in recalled if (today - row.day).days < length),
            )
            for length in (1, 7, 30, YEAR)
            if length <= max(days, 1)
        ),
        recall_days=tuple(recalled),
        calibration=calibration(dict(_under(found, Part.MEMORY, "bins")), recalled),
        numbers=Numbers(*numbers.get("fresh", (0, 0)), *numbers.get("seen", (0, 0))),
        causes={cause: row[0] for cause, row in _under(found, Part.ERRORS, "causes")},
        beliefs=_beliefs(dict(_under(found, Part.ERRORS, "beliefs"))),
    )


def _under(found: Mapping[Part, Tree], part: Part, name: str) -> Iterable[tuple[str, Any]]:
    tree: Mapping[str, Any] = found[part].get(name, {})
    return tree.items()


def name_of(catalog: Catalog, kind: str, group: str, language: str) -> str:
    """The name of a group: of a field, chapter or topic, of a track's section, or of a kind of question. Of a belief
    (`Belief.kind`, with `question_id:name`) the words that put its reader right, as the question file has them.
    """
    if kind == "slip":
        return message(language, f"answers.diagnosis_{group.rpartition(':')[2]}")
    if kind in ("mistake", "misconception"):
        return _belief_words(catalog, *group.rpartition(":")[::2], language)
    if kind == "question":
        entry = catalog.entries.get(group)
        return group if entry is None else name_of(catalog, "topic", entry.header.topics[0], language)
    if kind == "kind":
        return message(language, f"stats.kind_{group}")
    if kind == "section":
        names = {section.id: section.name for _, section in catalog.sections()}
        return f"{group} {names[group][language]}" if group in names else group
    syllabus = catalog.syllabus
    parts = {field.code: field.name for field in syllabus.fields}
    parts |= {section.code: section.name for section in syllabus.sections()}
    parts |= {topic.code: topic.name for topic in syllabus.topics()}
    return f"{group} {parts[group][language]}" if group in parts else group


def _belief_words(catalog: Catalog, question_id: str, name: str, language: str) -> str:
    """What a question says of a mistake or misconception; its name where the bank no longer has it."""
    entry = catalog.entries.get(question_id)
    for part in entry.header.part_names if entry is not None else ():
        asked = catalog.find(question_id).asked(part)
        if name in asked.mistakes:
            return asked.mistakes[name][language]
        for choice in asked.choices or ():
            if choice.misconception == name and choice.feedback is not None:
                return choice.feedback[language]
    return name


def _shares(tree: Tree) -> tuple[Share, ...]:
    return tuple(
        Share(name, int(n), int(right), spent, spent / pace if pace else None, int(first), int(good))
        for name, (n, right, spent, pace, first, good) in sorted(tree.items(), key=lambda item: _order(item[0]))
    )


def _order(name: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(part), "") if part.isdigit() else (10**6, part) for part in name.replace("-", ".").split("."))


def _forecast(due: Iterable[DueCount], today: date) -> tuple[DueCount, ...]:
    waiting = {today + timedelta(days=ahead): 0 for ahead in range(FORECAST_DAYS)}
    for row in due:
        waiting[max(row.day, today)] += row.cards
    return tuple(DueCount(day, cards) for day, cards in waiting.items())


def _beliefs(tree: Tree) -> tuple[Belief, ...]:
    """What showed in wrong answers, the most frequent first."""
    found = [
        Belief(kind, name, max(where, key=lambda question: where[question][0]), sum(row[0] for row in where.values()))
        for kind, names in tree.items()
        for name, where in names.items()
    ]
    return tuple(sorted(found, key=lambda belief: (-belief.answers, belief.kind, belief.name))[:MOST_BELIEFS])


def _longest(days: list[date]) -> int:
    longest = length = 1 if days else 0
    for earlier, later in pairwise(days):
        length = length + 1 if (later - earlier).days == 1 else 1
        longest = max(longest, length)
    return longest


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(found) for name, found in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(found) for found in value]
    if isinstance(value, date):
        return value.isoformat()
    return round(value, 6) if isinstance(value, float) else value
