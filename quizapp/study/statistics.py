"""Statistics: what was done, how well, and how far predictions and memory agree. Counted by the database, and put
together here by what the questions are about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Any

from quizapp.bank.catalog import Catalog
from quizapp.bank.schema import Question
from quizapp.progress import figures
from quizapp.progress.figures import DayCount, DueCount, Errors, QuestionCount, RecallBin, WrongChoice
from quizapp.study.context import Context
from quizapp.text.messages import message

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
class Calibration:
    """Predicted against observed recall. `error`: the mean distance of both over the bins, weighted by their reviews;
    `errors`: Brier scores beside two baselines.
    """

    bins: tuple[RecallBin, ...]
    error: float | None
    errors: Errors | None


@dataclass(frozen=True, slots=True)
class Statistics:
    """Everything over the days `since`..`today`. `forecast` begins with what is overdue (on its own day: `today`)."""

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
    recall_days: tuple[figures.RecallCount, ...]
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


class Part(StrEnum):
    """What of the statistics is counted: a screen that shows one part need not wait for the others."""

    DAYS = "days"
    MEMORY = "memory"
    GROUPS = "groups"
    ERRORS = "errors"


def look(context: Context, days: int = YEAR, parts: Collection[Part] = tuple(Part)) -> Statistics:
    """The statistics of the last `days` study days, today included. What is not in `parts` is empty; the days are
    always there.
    """
    today, learner = context.today(), context.learner_id
    since = today - timedelta(days=max(days, 1) - 1)
    with context.database.reading() as connection:
        done = figures.by_day(connection, learner, since, today)
        due = figures.due_by_day(connection, learner, today + timedelta(days=FORECAST_DAYS - 1))
        groups, errs, memory = (part in parts for part in (Part.GROUPS, Part.ERRORS, Part.MEMORY))
        questions = figures.by_question(connection, learner, since, today) if groups else []
        numbers = {row.fresh: row for row in figures.by_numbers(connection, learner, since, today)} if errs else {}
        causes = figures.by_cause(connection, learner, since, today) if errs else {}
        wrong = figures.wrong_choices(connection, learner, since, today) if errs else []
        recalled = figures.recall_by_day(connection, learner, since, today) if memory else []
        bins = figures.recall_bins(connection, learner, since, today) if memory else []
        errors = figures.prediction_errors(connection, learner, since, today) if memory else None
    studied = [day.day for day in done]
    fresh, seen = numbers.get(True), numbers.get(False)
    total = sum(found.reviews for found in bins)
    off = sum(found.reviews * abs(found.predicted - found.recalled) for found in bins)
    return Statistics(
        today=today,
        since=since,
        days=tuple(done),
        streak=_streak_to(studied, today),
        longest_streak=_longest(studied),
        forecast=_forecast(due, today),
        by_field=_shares(context, questions, lambda question: [question.topics[0].partition(".")[0]]),
        by_chapter=_shares(context, questions, lambda question: [question.topics[0].rpartition(".")[0]]),
        by_topic=_shares(context, questions, lambda question: list(question.topics)),
        by_section=_shares(context, questions, lambda question: list(question.tracks)),
        by_kind=_shares(context, questions, _kind),
        by_level=_shares(context, questions, lambda question: [str(question.level)]),
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
        calibration=Calibration(tuple(bins), off / total if total else None, errors),
        numbers=Numbers(
            fresh.answers if fresh else 0,
            fresh.right if fresh else 0,
            seen.answers if seen else 0,
            seen.right if seen else 0,
        ),
        causes=causes,
        beliefs=_beliefs(context, wrong),
    )


def name_of(catalog: Catalog, kind: str, group: str, language: str) -> str:
    """The name of a group: of a field, chapter or topic, of a track's section, or of a kind of question."""
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


def _kind(question: Question, part: str = "") -> list[str]:
    return [question.asked(part).kind.value] if part in question.part_names else [question.kind.value]


def _shares(context: Context, counts: Iterable[QuestionCount], groups: Callable[..., list[str]]) -> tuple[Share, ...]:
    """The counts put together by what their questions are about. Questions that the bank no longer has are left out."""
    summed: dict[str, list[float]] = defaultdict(lambda: [0.0] * 6)
    for count in counts:
        entry = context.catalog.entries.get(count.question_id)
        if entry is None or count.part not in entry.question.part_names:
            continue
        question = entry.question
        names = groups(question, count.part) if groups is _kind else groups(question)
        pace = question.asked(count.part).seconds * count.answers
        row = (count.answers, count.right, count.seconds, pace, count.first, count.first_right)
        for name in dict.fromkeys(names):
            summed[name] = [old + new for old, new in zip(summed[name], row, strict=True)]
    return tuple(
        Share(name, int(n), int(right), spent, spent / pace if pace else None, int(first), int(good))
        for name, (n, right, spent, pace, first, good) in sorted(summed.items(), key=lambda item: _order(item[0]))
    )


def _order(name: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(part), "") if part.isdigit() else (10**6, part) for part in name.replace("-", ".").split("."))


def _forecast(due: Iterable[DueCount], today: date) -> tuple[DueCount, ...]:
    waiting = {today + timedelta(days=ahead): 0 for ahead in range(FORECAST_DAYS)}
    for row in due:
        waiting[max(row.day, today)] += row.cards
    return tuple(DueCount(day, cards) for day, cards in waiting.items())


def _beliefs(context: Context, wrong: Iterable[WrongChoice]) -> tuple[Belief, ...]:
    """What showed in wrong answers, the most frequent first."""
    seen: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in wrong:
        if row.response is not None:
            for name in _misconceptions(context, row):
                seen["misconception", name][row.question_id] += row.answers
        elif row.mistake is not None:
            seen["mistake", f"{row.question_id}:{row.mistake}"][row.question_id] += row.answers
        elif row.diagnosis is not None:
            seen["slip", row.diagnosis][row.question_id] += row.answers
    found = [
        Belief(kind, name, max(where, key=lambda name: where[name]), sum(where.values()))
        for (kind, name), where in seen.items()
    ]
    return tuple(sorted(found, key=lambda belief: (-belief.answers, belief.kind, belief.name))[:MOST_BELIEFS])


def _misconceptions(context: Context, row: WrongChoice) -> list[str]:
    entry = context.catalog.entries.get(row.question_id)
    if entry is None or row.part not in entry.question.part_names or row.response is None:
        return []
    chosen = row.response.get("chosen") or []
    return [
        choice.misconception
        for choice in entry.question.asked(row.part).choices or ()
        if choice.id in chosen and choice.misconception is not None
    ]


def _streak_to(days: list[date], today: date) -> int:
    if not days or days[-1] < today - timedelta(days=1):
        return 0
    length = 1
    for later, earlier in pairwise(reversed(days)):
        if (later - earlier).days != 1:
            break
        length += 1
    return length


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
