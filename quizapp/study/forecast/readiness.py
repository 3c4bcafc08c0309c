"""Readiness: the score to expect on the day of the exam, how sure that is, and what it is made of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

import numpy as np

from quizapp.bank.syllabus import Name
from quizapp.progress import forecasts, learners
from quizapp.progress.forecasts import ForecastValues
from quizapp.study.context import Context
from quizapp.study.forecast import situation
from quizapp.study.forecast.ability import CHOICE_GUESS, right
from quizapp.study.forecast.days import exam_day
from quizapp.study.forecast.memory import Floats
from quizapp.study.forecast.score import Forecast, Score
from quizapp.study.forecast.situation import Situation

# Fewer first answers than this, or answers on topics that make up less of the exam than this, tell nothing yet.
LEAST_ANSWERS: Final = 30
LEAST_COVERED: Final = 0.4
# A field that makes up this much of the exam must have this many first answers.
FIELD_COUNTS: Final = 0.05
FIELD_ANSWERS: Final = 3
MOST_NAMED: Final = 5
# What one more first answer typically tells of its topic's level (Fisher information at even chances, four choices).
_ONE_ANSWER: Final = 0.1


class Doubt(StrEnum):
    """Why the score can't be told yet."""

    ANSWERS = "answers"
    TOPICS = "topics"
    FIELDS = "fields"


class Force(StrEnum):
    """What lifts a score or pulls it down, besides the topics themselves.

    `memory`: questions of the bank that will be recalled. `forgetting`: what is lost until the day. `unasked`: what the
    questions never answered would still bring, if they were known as well as the others can be. `guessing`: right
    without knowing.
    """

    MEMORY = "memory"
    FORGETTING = "forgetting"
    UNASKED = "unasked"
    GUESSING = "guessing"


@dataclass(frozen=True, slots=True)
class Band:
    """A predicted share of right answers, 0..1, with its 90 % interval."""

    score: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class FieldReadiness:
    """One field of the exam. `share`: of the exam; `answers`: first answers that the prediction rests on."""

    code: str
    name: Name
    share: float
    answers: int
    band: Band


@dataclass(frozen=True, slots=True)
class TopicReadiness:
    """One topic. `points`: by how many points of the whole score it stands above (or below) the average topic.
    `covered`: how much of it will be recalled on the day, 0..1. `items`: questions of the bank on it, `seen` of them
    asked at all.
    """

    code: str
    name: Name
    field: str
    share: float
    answers: int
    items: int
    seen: int
    covered: float
    points: float
    band: Band


@dataclass(frozen=True, slots=True)
class Readiness:
    """What to expect of the exam if nothing more were studied until then.

    `day`: the study day of the prediction; `exam_day`: the day that it is for (None: no date is set, and it is for
    today). `known`: whether it can be told yet; where not, `doubts` say why, `answers_missing` how many first answers
    are missing, `open_fields` the fields that have too few. `target` and `chance` to reach it, 0..1. `points`: what
    each force adds to or takes from the score, in points of 100. `lifts`, `pulls`: the topics that do most so.
    `narrow`: topics on which first answers would narrow the interval most. `doubtful`: the shares of its variance, by
    where it comes from (levels, transfer, growth, recall, paper, sampling).
    """

    day: date
    exam_day: date | None
    overall: Band
    target: float
    chance: float
    known: bool
    doubts: tuple[Doubt, ...]
    answers: int
    answers_missing: int
    covered_share: float
    open_fields: tuple[str, ...]
    fields: tuple[FieldReadiness, ...]
    topics: tuple[TopicReadiness, ...]
    points: dict[Force, float]
    lifts: tuple[TopicReadiness, ...]
    pulls: tuple[TopicReadiness, ...]
    narrow: tuple[TopicReadiness, ...]
    doubtful: dict[str, float]


def predict(context: Context) -> Readiness:
    """The readiness of now, kept as the day's forecast. Takes some 50 ms."""
    day, today = exam_day(context), context.today()
    with context.database.reading() as connection:
        found = situation.look(context, connection, (day - today).days if day else 0)
        stored = forecasts.latest(connection, context.learner_id)
    readiness = assess(found, context, day)
    values = _values(readiness, found)
    if stored != values:
        with context.database.writing() as connection:
            learners.lock(connection, context.learner_id)
            forecasts.save(connection, context.learner_id, values, context.now())
    return readiness


def assess(found: Situation, context: Context, day: date | None) -> Readiness:
    """The readiness that a situation comes to."""
    items, target = found.items, context.settings.target / 100
    there = found.forecast()
    overall = there.score(items.shares)
    topics = _topics(found, there, overall, context)
    fields = _fields(found, there, context)
    covered = float(items.shares[found.answers > 0].sum())
    answers = int(found.answers.sum())
    open_fields = tuple(field.code for field in fields if field.share >= FIELD_COUNTS and field.answers < FIELD_ANSWERS)
    doubts = tuple(
        doubt
        for doubt, holds in (
            (Doubt.ANSWERS, answers < LEAST_ANSWERS),
            (Doubt.TOPICS, covered < LEAST_COVERED),
            (Doubt.FIELDS, bool(open_fields)),
        )
        if holds
    )
    by_points = sorted((topic for topic in topics if topic.share > 0), key=lambda topic: topic.points)
    variance = sum(overall.parts.values())
    return Readiness(
        day=context.today(),
        exam_day=day,
        overall=band(overall),
        target=target,
        chance=overall.chance(target),
        known=not doubts,
        doubts=doubts,
        answers=answers,
        answers_missing=max(LEAST_ANSWERS - answers, 0),
        covered_share=covered,
        open_fields=open_fields,
        fields=fields,
        topics=topics,
        points=_points(found, there, overall),
        lifts=tuple(topic for topic in reversed(by_points[-MOST_NAMED:]) if topic.points > 0),
        pulls=tuple(topic for topic in by_points[:MOST_NAMED] if topic.points < 0),
        narrow=_narrow(found, there, topics),
        doubtful={name: part / variance for name, part in overall.parts.items()},
    )


def band(score: Score) -> Band:
    """A score as it is shown."""
    return Band(score.mean, score.low, score.high)


def _fields(found: Situation, there: Forecast, context: Context) -> tuple[FieldReadiness, ...]:
    items = found.items
    lines = []
    for number, field in enumerate(context.catalog.syllabus.fields):
        inside = items.field == number
        shares = np.where(inside, items.shares, 0.0)
        if shares.sum() > 0:
            lines.append(
                FieldReadiness(
                    field.code,
                    field.name,
                    float(shares.sum()),
                    int(found.answers[inside].sum()),
                    band(there.score(shares)),
                )
            )
    return tuple(lines)


def _topics(found: Situation, there: Forecast, overall: Score, context: Context) -> tuple[TopicReadiness, ...]:
    items = found.items
    seen = np.bincount(items.topic, found.seen, len(items.codes))
    covered = np.bincount(items.topic, found.recalls(found.memories, found.horizon), len(items.codes)) / items.extent
    lines = []
    for number, topic in enumerate(context.catalog.syllabus.topics()):
        share = float(items.shares[number])
        alone = np.zeros(len(items.codes))
        alone[number] = share or 0.01
        lines.append(
            TopicReadiness(
                code=topic.code,
                name=topic.name,
                field=items.field_codes[items.field[number]],
                share=share,
                answers=int(found.answers[number]),
                items=int(items.counts[number]),
                seen=int(seen[number]),
                covered=min(float(covered[number]), 1.0),
                points=100 * share * (float(there.right[number]) - overall.mean),
                band=band(there.score(alone)),
            )
        )
    return tuple(lines)


def _points(found: Situation, there: Forecast, overall: Score) -> dict[Force, float]:
    """What each force does to the score, in points."""
    items = found.items
    total = max(float(items.shares.sum()), 1e-9)
    today = found.forecast(day=0).score(items.shares).mean if found.horizon else overall.mean
    without_memory = right(there.unseen, CHOICE_GUESS)
    full = _all_known(found).score(items.shares).mean
    knowing = there.unseen + there.by_memory
    return {
        Force.MEMORY: 100 * float(items.shares @ (there.right - without_memory)) / total,
        Force.FORGETTING: 100 * (overall.mean - today),
        Force.UNASKED: 100 * (full - overall.mean),
        Force.GUESSING: 100 * float(items.shares @ (CHOICE_GUESS * (1 - knowing))) / total,
    }


def _all_known(found: Situation) -> Forecast:
    """The forecast if every question of the bank had been learned as well as what was answered is kept."""
    held = found.memories
    scheduled = held.scheduled > 0
    usual = float(np.median(held.stability[scheduled])) if scheduled.any() else 2.3
    never = ~scheduled
    return found.forecast(
        replace(
            held,
            scheduled=np.ones_like(held.scheduled),
            stability=np.where(never, usual, held.stability),
            last=np.where(never, min(found.horizon, 0), held.last),
        )
    )


def _narrow(found: Situation, there: Forecast, topics: tuple[TopicReadiness, ...]) -> tuple[TopicReadiness, ...]:
    """The topics, of those with questions never asked, whose next answer would narrow the interval most."""
    slopes: Floats = there.slopes(found.items.shares)
    covariance = found.levels.covariance
    reach = covariance @ slopes
    gain = reach**2 * _ONE_ANSWER / (1 + _ONE_ANSWER * np.diag(covariance))
    order = np.argsort(-gain, kind="stable")
    return tuple(topics[number] for number in order if topics[number].seen < topics[number].items)[:MOST_NAMED]


def _values(readiness: Readiness, found: Situation) -> ForecastValues:
    """What is stored: by field its band, and under "topics" the chance to solve an unseen question on each."""
    unseen = found.forecast().unseen
    fields: dict[str, object] = {
        field.code: [round(value, 4) for value in (field.band.score, field.band.low, field.band.high)]
        for field in readiness.fields
    }
    fields["topics"] = {code: round(float(value), 3) for code, value in zip(found.items.codes, unseen, strict=True)}
    overall = readiness.overall
    return ForecastValues(
        readiness.day,
        round(overall.score, 4),
        round(overall.low, 4),
        round(overall.high, 4),
        round(readiness.chance, 4),
        fields,
    )
