"""The plan to the exam: what to do on each day, what score to expect of it, and when it is enough.

Made anew from what was really done whenever it is asked for, so it never has to be kept up with: a backlog is spread
over the days that are left, by what is most worth reviewing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from quizapp.bank.blueprint import NoBlueprint, load_blueprint
from quizapp.progress import attempts
from quizapp.study import queue, worth
from quizapp.study.context import Context
from quizapp.study.forecast import readiness, situation
from quizapp.study.forecast.ability import Indices
from quizapp.study.forecast.course import Asked, Course, Rule, Studied
from quizapp.study.forecast.days import exam_day
from quizapp.study.forecast.memory import Floats
from quizapp.study.forecast.readiness import Band, Readiness
from quizapp.study.forecast.situation import Situation
from quizapp.study.queue import Queue
from quizapp.study.selection import PartKey
from quizapp.study.valuing import SYLLABUS

# Without an exam day the plan rolls on; the farthest exam that is planned for day by day.
ROLLING_PLAN_DAYS: Final = 28
LONGEST_PLAN_DAYS: Final = 200
# Mock exams: the last one leaves time to learn from it; weekly in the last month, every second week before.
LAST_MOCK_BEFORE: Final = 3
LAST_MONTH: Final = 28
# A shorter mock than this measures nothing.
LEAST_MOCK_MINUTES: Final = 20.0
# Below this gain, in points of the score for an hour, more study hardly pays.
WORTHWHILE_POINTS: Final = 0.1
LAST_LIST: Final = 20
MOST_TOPICS: Final = 3


@dataclass(frozen=True, slots=True)
class PlanDay:
    """One study day. Counts are question parts, minutes the learner's own pace. Today's reviews and new ones are what
    a review now asks.

    `due`: reviews expected to wait in the morning, `due_minutes` long; `reviews` of them are planned. `practice`: what
    is worth most of the rest, before it is due (weak topics). `mock_minutes`: a mock exam of that length. `topics`:
    syllabus codes that take most of the day. `expected`: the score on the day of the exam (without one, on the last day
    of the plan) if nothing were studied after this day. `last_list`: the day for the list of last things.
    """

    day: date
    due: int
    due_minutes: float
    reviews: int
    review_minutes: float
    new: int
    new_minutes: float
    practice: int
    practice_minutes: float
    mock_minutes: float
    topics: tuple[str, ...]
    expected: float
    last_list: bool = False

    @property
    def minutes(self) -> float:
        """All that is asked of the day."""
        return self.review_minutes + self.new_minutes + self.practice_minutes + self.mock_minutes


@dataclass(frozen=True, slots=True)
class Backlog:
    """Reviews that wait today beyond its minutes. `cleared`: the first day on which all that waits fits (None: not
    within the plan).
    """

    cards: int
    minutes: float
    cleared: date | None


@dataclass(frozen=True, slots=True)
class MissedDay:
    """What leaving out costs, in points of the score on the day: `today` alone, or `weekly` one day in seven. Below 0
    where another order of the same things would have been a little better: then it costs nothing that could be told.

    `minutes`: of reviews that wait tomorrow in addition, if nothing is done today.
    """

    today: float
    weekly: float
    minutes: float


@dataclass(frozen=True, slots=True)
class StudyPlan:
    """The plan as of a study day.

    `start`: the readiness without further study. `final`, `chance`: what the whole plan is expected to lead to. `days`:
    today first, the last one is the day before the exam. `minutes_done`: of today's minutes, already spent. `enough`:
    the day after which an hour of study brings less than `worthwhile` points (None: it pays to the end). `reached`: the
    day after which the expected score is at least the target. Both are None while the score can't be told
    (`start.known`). `points_per_hour`: over the next seven days, mocks left out. `backlog`: None where today's minutes
    hold all that is due. `last_things`: what to look at on the last day.
    """

    day: date
    exam_day: date | None
    minutes_per_day: int
    minutes_done: float
    start: Readiness
    days: tuple[PlanDay, ...]
    final: Band
    chance: float
    hours: float
    points_per_hour: float
    worthwhile: float
    enough: date | None
    reached: date | None
    missed: MissedDay
    backlog: Backlog | None
    last_things: tuple[PartKey, ...]


def make(context: Context) -> StudyPlan:
    """The plan of now. Writes nothing. Some 100 ms for a hundred days."""
    today, exam = context.today(), exam_day(context)
    length = min((exam - today).days, LONGEST_PLAN_DAYS) if exam else ROLLING_PLAN_DAYS
    with context.database.reading() as connection:
        found = situation.look(context, connection, (exam - today).days if exam else length)
        now = found if exam else situation.look(context, connection, 0)
        waiting = queue.build(context, connection)
        left_today = queue.minutes_left(context, connection)
        done = attempts.seconds_on(connection, context.learner_id, today) / 60
    minutes = context.settings.minutes_per_day
    rule, asked = _rule(context, found), _asked(found, waiting)
    mocks = mock_days(length, exam=exam is not None, minutes=_mock_minutes(context, minutes))
    budget = [left_today, *[float(minutes)] * (length - 1)][:length]
    course, days = _play(context, _course(context, found, rule), found, budget, mocks, asked)
    final = course.forecast().score(found.items.shares)
    start = readiness.assess(now, context, exam)
    values = np.array([found.forecast().score(found.items.shares).mean, *(day.expected for day in days)])
    hours = np.cumsum([day.minutes / 60 for day in days])
    studied = np.cumsum([(day.minutes - day.mock_minutes) / 60 for day in days])
    return StudyPlan(
        day=today,
        exam_day=exam,
        minutes_per_day=minutes,
        minutes_done=done,
        start=start,
        days=days,
        final=readiness.band(final),
        chance=final.chance(start.target),
        hours=float(hours[-1]) if len(hours) else 0.0,
        points_per_hour=_rate(values, studied, 7),
        worthwhile=WORTHWHILE_POINTS,
        enough=stopping_point(days, values, studied) if start.known else None,
        reached=next((day.day for day in days if day.expected >= start.target), None) if start.known else None,
        missed=_missed(lambda: _course(context, found, rule), asked, budget, mocks, days),
        backlog=_backlog(days, left_today, minutes),
        last_things=_last_things(found, course, length),
    )


def _play(
    context: Context,
    course: Course,
    found: Situation,
    budget: Sequence[float],
    mocks: dict[int, float],
    asked: Asked,
) -> tuple[Course, tuple[PlanDay, ...]]:
    """The course of the plan, with so many minutes on each day; today's is what the queue asks."""
    today, exam = context.today(), exam_day(context)
    days = []
    for number, minutes in enumerate(budget):
        mock = min(mocks.get(number, 0.0), minutes)
        studied = course.study(number, (minutes - mock) * 60, asked if number == 0 else None)
        day = today + timedelta(days=number)
        days.append(_day(day, studied, mock, course.expected(), found, day + timedelta(days=1) == exam))
    return course, tuple(days)


def _course(context: Context, found: Situation, rule: Rule) -> Course:
    lasting = None if rule.joint else worth.ROLLING_DAYS
    return Course(found, context.settings.retention, rule, lasting)


def _rule(context: Context, found: Situation) -> Rule:
    """How the queue fills a day, for the days to come."""
    exam, number = exam_day(context) is not None, context.settings.new_per_day
    if exam and context.settings.track == SYLLABUS:
        return Rule(number, number > 0, joint=True)
    order = queue.new_questions(context, frozenset(found.items.keys))
    place = {question_id: number for number, question_id in enumerate(order)}
    places = np.array([place[question_id] for question_id, _ in found.items.keys], dtype=np.float64)
    return Rule(number, number > 0, exam, places)


def _asked(found: Situation, waiting: Queue) -> Asked:
    """Today's queue as indices of items."""

    def indices(keys: Iterable[PartKey]) -> Indices:
        place = found.items.place
        return np.array([place[key] for key in keys if key in place], dtype=np.intp)

    now = (*waiting.learning, *waiting.reviews)
    return Asked(indices((*now, *waiting.later)), indices(now), indices(waiting.new))


def _otherwise(course: Course, asked: Asked, budget: Sequence[float], mocks: dict[int, float]) -> tuple[float, float]:
    """The final score of a course with other minutes, and the minutes of reviews that wait on its second day."""
    waiting = 0.0
    for number, minutes in enumerate(budget):
        seconds = max(minutes - mocks.get(number, 0.0), 0.0) * 60
        studied = course.study(number, seconds, asked if number == 0 and seconds > 0 else None)
        if number == 1:
            waiting = studied.due_seconds / 60
    return course.expected(), waiting


def _day(day: date, studied: Studied, mock: float, expected: float, found: Situation, last: bool) -> PlanDay:
    order = np.argsort(-studied.by_topic, kind="stable")[:MOST_TOPICS]
    return PlanDay(
        day=day,
        due=studied.due,
        due_minutes=studied.due_seconds / 60,
        reviews=studied.reviews,
        review_minutes=studied.review_seconds / 60,
        new=studied.new,
        new_minutes=studied.new_seconds / 60,
        practice=studied.practice,
        practice_minutes=studied.practice_seconds / 60,
        mock_minutes=mock,
        topics=tuple(found.items.codes[number] for number in order if studied.by_topic[number] > 0),
        expected=expected,
        last_list=last,
    )


def _mock_minutes(context: Context, minutes: int) -> float:
    """How long a mock is: the exam's own time, or a day's minutes if they are fewer (0: too few, or no blueprint)."""
    try:
        whole = float(load_blueprint(context.catalog).minutes)
    except NoBlueprint:
        return 0.0
    length = min(whole, float(minutes))
    return length if length >= LEAST_MOCK_MINUTES else 0.0


def mock_days(length: int, *, exam: bool, minutes: float) -> dict[int, float]:
    """The days of mock exams, counted from today: backwards from the last one."""
    if minutes <= 0:
        return {}
    if not exam:
        return dict.fromkeys(range(13, length, 14), minutes)
    days, day = {}, length - LAST_MOCK_BEFORE
    while day >= 6:
        days[day] = minutes
        day -= 7 if length - day < LAST_MONTH else 14
    return days


def _rate(values: Floats, hours: Floats, days: int) -> float:
    """Points of the score for an hour of the next days."""
    last = min(days, len(hours))
    if last == 0 or hours[last - 1] <= 0:
        return 0.0
    return float(100 * (values[last] - values[0]) / hours[last - 1])


def stopping_point(days: Sequence[PlanDay], values: Floats, studied: Floats) -> date | None:
    """The last day of the last week in which an hour of study brings what is worth while: today, if none does; None, if
    the last week does (or nothing is studied).

    `values`: the expected score before the first day and after each. `studied`: the hours up to the end of each day,
    without mocks, which measure and teach nothing here. Weeks are counted back from the last day; the first may be
    longer by less than a week, because a few days alone say little.
    """
    if not len(studied) or studied[-1] <= 0:
        return None
    count = len(days)
    ends = [count - 7 * week for week in range(max(count // 7, 1))]
    for end in ends:
        start = end - 7 if end >= 14 else 0
        hours = studied[end - 1] - (studied[start - 1] if start else 0.0)
        if hours > 0 and 100 * (values[end] - values[start]) / hours >= WORTHWHILE_POINTS:
            return None if end == count else days[end - 1].day
    return days[0].day


def _missed(
    course: Callable[[], Course],
    asked: Asked,
    budget: Sequence[float],
    mocks: dict[int, float],
    days: tuple[PlanDay, ...],
) -> MissedDay:
    if len(days) < 2:
        return MissedDay(0.0, 0.0, 0.0)
    today, waiting = _otherwise(course(), asked, [0.0, *budget[1:]], mocks)
    weekly, _ = _otherwise(course(), asked, [minutes * (day % 7 != 0) for day, minutes in enumerate(budget)], mocks)
    final = days[-1].expected
    return MissedDay(
        today=100 * (final - today),
        weekly=100 * (final - weekly),
        minutes=max(waiting - days[1].due_minutes, 0.0),
    )


def _backlog(days: tuple[PlanDay, ...], left_today: float, minutes: int) -> Backlog | None:
    if not days or days[0].due_minutes <= left_today:
        return None
    cleared = next((day.day for day in days[1:] if day.due_minutes <= minutes), None)
    return Backlog(days[0].due, days[0].due_minutes, cleared)


def _last_things(found: Situation, course: Course, length: int) -> tuple[PartKey, ...]:
    """The question parts that are most worth a look on the day before, as memories will be then."""
    items, held = found.items, course.memories
    elapsed = np.maximum(length - 1 - held.last, 0.0)
    gain: Floats = worth.review_gain(held.stability, elapsed, 1, held.difficulty)
    weights: Floats = worth.weight(items.shares, items.extent, course.forecast().unseen, 0.5)
    value = np.where((held.scheduled > 0) & (held.held == 0), gain * weights[items.topic], 0.0)
    order = np.argsort(-value, kind="stable")[:LAST_LIST]
    return tuple(items.keys[number] for number in order if value[number] > 0)
