"""The figures that Home shows, as plain values.

They are worked out on the study thread step by step, the quickest first, and can be kept as JSON between two runs. To
know their form takes no more than the standard library, because kept ones are shown before bank and database are open.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from quizapp.study.clock import study_day
from quizapp.text.safe import safe_text

if TYPE_CHECKING:
    from quizapp.study.forecast.readiness import Readiness
    from quizapp.study.overview import Overview
    from quizapp.tui.opening import Books

# How many topics the row of weak ones starts with.
WEAKEST = 3


@dataclass(frozen=True, slots=True)
class Left:
    """The sitting that was left last. `kind` is quiz or review."""

    sitting_id: int
    kind: str
    answered: int
    total: int


@dataclass(frozen=True, slots=True)
class Part:
    """A field of the syllabus or a section of the track, as in `study.overview.Node`."""

    ja: str
    en: str
    questions: int
    seen: int
    mastered: int
    due: int


@dataclass(frozen=True, slots=True)
class WeakTopic:
    """A topic that costs points."""

    code: str
    ja: str
    en: str


@dataclass(frozen=True, slots=True)
class Prediction:
    """The score to expect, as in `study.forecast.readiness.Readiness`, in percent."""

    known: bool
    answers_missing: int
    score: int
    low: int
    high: int
    target: int
    chance: int


@dataclass(frozen=True, slots=True)
class LastExam:
    """The mock exam that was handed in last: its score in percent, and its study day."""

    score: int
    day: str


@dataclass(frozen=True, slots=True)
class HomeFigures:
    """What Home shows. The first fields are those of `study.overview.Overview`.

    `exam_left`: the mock exam that can be gone on with. `weak`: how many questions were missed or are being forgotten.
    `weakest`: the topics that cost most of the score, the worst first. `prediction`: None while it is not known.
    `faults`: what could not be read in the bank, in so many `faulty_files`.
    """

    due: int
    due_minutes: int
    later: int
    new_today: int
    new_minutes: int
    answered_today: int
    correct_today: int
    streak: int
    questions: int
    faults: int
    faulty_files: int
    ever_answered: bool
    unfinished: Left | None
    parts: tuple[Part, ...]
    weak: int = 0
    exam_left: Left | None = None
    last_exam: LastExam | None = None
    weakest: tuple[WeakTopic, ...] = ()
    prediction: Prediction | None = None


# Working them out, on the study thread


def first_figures(books: Books, before: HomeFigures | None = None) -> HomeFigures:
    """What is due and how far the learner is. What takes longer to find is left as it was `before`."""
    found = books.study.overview()
    faults = books.catalog.faults
    first = HomeFigures(
        due=found.due,
        due_minutes=found.due_minutes,
        later=found.later,
        new_today=found.new_today,
        new_minutes=found.new_minutes,
        answered_today=found.answered_today,
        correct_today=found.correct_today,
        streak=found.streak,
        questions=found.questions,
        faults=len(faults),
        faulty_files=len({fault.file for fault in faults}),
        ever_answered=found.ever_answered,
        unfinished=_left(found),
        parts=tuple(
            Part(node.ja, node.en, node.questions, node.seen, node.mastered, node.due) for node in found.chapters
        ),
    )
    return first if before is None else replace(first, **{name: getattr(before, name) for name in _LATER})


_LATER = ("weak", "exam_left", "last_exam", "weakest", "prediction")


def _left(found: Overview) -> Left | None:
    left = found.unfinished
    return None if left is None else Left(left.sitting_id, left.kind, left.answered, left.total)


def with_exams(figures: HomeFigures, books: Books) -> HomeFigures:
    """With the mock exams, and the questions that were missed."""
    from quizapp.study.selection import Filter, Selection

    study, zone = books.study, books.clock.zone
    left, done = study.open_exams(), study.exams()
    return replace(
        figures,
        weak=study.count(Selection(filters=(Filter.WEAK,))),
        exam_left=Left(left[0].sitting_id, left[0].kind.value, left[0].answered, left[0].total) if left else None,
        last_exam=LastExam(round(100 * done[0].score), study_day(done[0].ended_at, zone).isoformat()) if done else None,
    )


def with_prediction(figures: HomeFigures, books: Books) -> HomeFigures:
    """With the score to expect and what pulls it down. It takes NumPy and some thought."""
    found = books.study.readiness()
    return replace(figures, prediction=_prediction(found), weakest=_weakest(found))


def _prediction(found: Readiness) -> Prediction:
    band = found.overall
    shares = (band.score, band.low, band.high, found.target, found.chance)
    score, low, high, target, chance = (round(100 * share) for share in shares)
    return Prediction(found.known, found.answers_missing, score, low, high, target, chance)


def _weakest(found: Readiness) -> tuple[WeakTopic, ...]:
    """The topics with answers that cost most of the score, the worst first."""
    weak = sorted((topic for topic in found.topics if topic.answers and topic.points < 0), key=lambda each: each.points)
    return tuple(WeakTopic(topic.code, topic.name.ja, topic.name.en) for topic in weak[:WEAKEST])


# As JSON


def to_plain(figures: HomeFigures) -> dict[str, Any]:
    """What JSON can take of them."""
    return asdict(figures)


def from_plain(data: Any) -> HomeFigures:
    """Figures from what JSON kept of them. Raises ValueError, TypeError or KeyError for what could not be theirs."""
    lists = {"parts": Part, "weakest": WeakTopic}
    singles = {"unfinished": Left, "exam_left": Left, "last_exam": LastExam, "prediction": Prediction}
    found: dict[str, Any] = {}
    for field in fields(HomeFigures):
        value = data[field.name]
        if field.name in lists:
            found[field.name] = tuple([_one(lists[field.name], item) for item in value])
        elif field.name in singles:
            found[field.name] = None if value is None else _one(singles[field.name], value)
        else:
            found[field.name] = _value(str(field.type), value)
    if found["last_exam"] is not None:
        date.fromisoformat(found["last_exam"].day)
    return HomeFigures(**found)


def _one(kind: Any, data: Any) -> Any:
    return kind(**{field.name: _value(str(field.type), data[field.name]) for field in fields(kind)})


def _value(kind: str, value: Any) -> Any:
    if type(value).__name__ != kind:
        raise TypeError(f"{value!r} is no {kind}")
    return safe_text(value) if kind == "str" else value
