"""Where a learner stands, as arrays: the bank's question parts, what is remembered of each, and the topics' levels."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from quizapp.bank.schema import Kind, Status
from quizapp.bank.syllabus import Syllabus
from quizapp.progress import attempts, evidence
from quizapp.progress.database import Connection
from quizapp.progress.evidence import FirstAnswer, Others, Recalled, Remembered, Repeat
from quizapp.study import pace, worth
from quizapp.study.context import Context
from quizapp.study.forecast import ability, memory
from quizapp.study.forecast.ability import Evidence, Indices, Levels, totals
from quizapp.study.forecast.calibration import Calibration, calibrate
from quizapp.study.forecast.memory import Floats
from quizapp.study.forecast.score import Forecast, Known, forecast, grown
from quizapp.study.selection import PartKey

# The newest first answers and reviews that are looked at: more say nothing new, and an old one counts less.
MOST_ANSWERS: Final = 4000
MOST_REVIEWS: Final = 2000
HALF_LIFE_DAYS: Final = 120.0
# The share of the topic that an answered question stands for on average while the others were answered.
KEPT: Final = 0.85
# Right with the hint is half a solution of one's own.
WITH_HINT: Final = 0.5
# Chance to be right without knowing, by form and kind.
SEVERAL_CHOICES_GUESS: Final = 0.08
ARRANGED_GUESS: Final = 0.03
# The difficulty that others' answers show counts as much as the level's after this many of them.
LEVEL_COUNTS_AS: Final = 8.0


@dataclass(frozen=True, slots=True)
class Items:
    """Every question part that can be asked, and the topics. `topic` and `field` are indices into `codes` and
    `field_codes`; `shares` and `extent` are by topic; `group`: the same for the parts of a set; `place`: the index of
    each of `keys`.
    """

    keys: tuple[PartKey, ...]
    codes: tuple[str, ...]
    field_codes: tuple[str, ...]
    field: Indices
    shares: Floats
    extent: Floats
    topic: Indices
    group: Indices
    level: Floats
    pace: Floats
    several: tuple[bool, ...]
    place: Mapping[PartKey, int]

    @property
    def counts(self) -> Floats:
        """Question parts by topic."""
        return totals(self.topic, np.ones(len(self.topic)), len(self.codes))


@dataclass(frozen=True, slots=True)
class Memories:
    """What is remembered of each item. `scheduled`: an answer has moved its card; `last`, `due`: days from today;
    `held`: suspended.
    """

    scheduled: Floats
    stability: Floats
    difficulty: Floats
    last: Floats
    due: Floats
    held: Floats


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything that a forecast for one day needs. `horizon`: that day, in days from today. `speed`: the learner's
    time against the questions' own pace. `answers`: first exposures by topic. `seen`: 1 for each item that was ever
    asked, practice counted.
    """

    items: Items
    memories: Memories
    levels: Levels
    calibration: Calibration
    weights: Floats
    horizon: int
    covered_then: Floats
    covered_there: Floats
    answers: Floats
    speed: float
    seen: Floats

    def recalls(self, memories: Memories, day: int) -> Floats:
        """The chance to know each item from memory on a day (from today), 0 for one never answered."""
        elapsed = np.maximum(day - memories.last, 0.0)
        raw = memory.recall(np.maximum(memories.stability, memory.LEAST_STABILITY), elapsed, self.weights)
        return self.calibration.known(np.where(memories.scheduled > 0, raw, 0.0))

    def forecast(self, memories: Memories | None = None, day: int | None = None) -> Forecast:
        """What is expected of an exam on a day (the horizon's) with these memories (those of now)."""
        recalls = self.recalls(memories or self.memories, self.horizon if day is None else day)
        known = Known(self.items.extent, self.items.topic, recalls, self.covered_then)
        moved = grown(known.covered) - grown(self.covered_there)
        levels = Levels(self.levels.mean + moved, self.levels.covariance, self.levels.answers)
        return forecast(levels, known)


def look(context: Context, connection: Connection, horizon: int) -> Situation:
    """The situation of a learner, for a forecast `horizon` days from today."""
    items = context.once("items", None, lambda: list_items(context))
    place = items.place
    weights = np.asarray(context.model.parameters, dtype=np.float64)
    today, learner = context.today(), context.learner_id
    memories = _memories(evidence.remembered(connection, learner), place, today)
    calibration = _calibration(evidence.recalled(connection, learner, MOST_REVIEWS), items, place)
    firsts = evidence.first_answers(connection, learner, MOST_ANSWERS)
    firsts = [row for row in reversed(firsts) if (row.question_id, row.part) in place]
    difficulties = _difficulties(items, evidence.others(connection, learner), place)
    # The levels are those of the day of the forecast, after what will be forgotten until then.
    elapsed = np.maximum(horizon - memories.last, 0.0)
    raw = memory.recall(np.maximum(memories.stability, memory.LEAST_STABILITY), elapsed, weights)
    recalls = calibration.known(np.where(memories.scheduled > 0, raw, 0.0))
    there = totals(items.topic, recalls, len(items.codes)) / items.extent
    repeats = evidence.fresh_repeats(connection, learner, MOST_REVIEWS)
    repeats = [row for row in reversed(repeats) if (row.answer.question_id, row.answer.part) in place]
    rows, then = _evidence(firsts, repeats, items, place, difficulties, there, calibration, today)
    topics = rows.topic[: len(firsts)]
    counts = totals(topics, np.ones(len(topics)), len(items.codes))
    return Situation(
        items=items,
        memories=memories,
        levels=ability.fit(items.field, rows),
        calibration=calibration,
        weights=weights,
        horizon=horizon,
        covered_then=totals(topics, then, len(items.codes)) / np.maximum(counts, 1.0),
        covered_there=there,
        answers=counts,
        speed=pace.speed(context, connection),
        seen=_seen(memories, attempts.seen_only(connection, learner), place),
    )


def list_items(context: Context) -> Items:
    """The bank's question parts in the order of the syllabus, and its topics."""
    syllabus: Syllabus = context.catalog.syllabus
    shares = context.exam_shares()
    codes = tuple(topic.code for topic in syllabus.topics())
    fields = tuple(field.code for field in syllabus.fields)
    place = {code: number for number, code in enumerate(codes)}
    home = {
        topic.code: number
        for number, field in enumerate(syllabus.fields)
        for section in field.sections
        for topic in section.topics
    }
    headers = [entry.header for entry in context.catalog.entries.values()]
    ready = [header for header in headers if header.status is Status.READY and header.topics[0] in place]
    ready.sort(key=lambda header: (place[header.topics[0]], header.level, header.id))
    keys: list[PartKey] = []
    topic, group, level, pace, several = [], [], [], [], []
    for number, header in enumerate(ready):
        for part in header.parts:
            keys.append((header.id, part.name))
            topic.append(place[header.topics[0]])
            group.append(number)
            level.append(part.level)
            pace.append(part.seconds)
            several.append(part.kind is Kind.MULTIPLE)
    index = np.array(topic, dtype=np.intp)
    counts = np.bincount(index, minlength=len(codes))
    return Items(
        keys=tuple(keys),
        codes=codes,
        field_codes=fields,
        field=np.array([home[code] for code in codes], dtype=np.intp),
        shares=np.array([shares.get(code, 0.0) for code in codes]),
        extent=np.array([worth.extent(int(count)) for count in counts], dtype=np.float64),
        topic=index,
        group=np.array(group, dtype=np.intp),
        level=np.array(level, dtype=np.float64),
        pace=np.array(pace, dtype=np.float64),
        several=tuple(several),
        place={key: number for number, key in enumerate(keys)},
    )


def _memories(rows: Iterable[Remembered], place: Mapping[PartKey, int], today: date) -> Memories:
    found = np.zeros((6, len(place)))
    found[1], found[2] = 1.0, 5.0
    days: dict[str, int] = {}

    def from_today(text: str) -> int:
        day = days.get(text)
        if day is None:
            day = days[text] = (date.fromisoformat(text) - today).days
        return day

    numbers = array("q")
    columns = tuple(array("d") for _ in range(5))
    stability, difficulty, last, due, held = columns
    for row in rows:
        number = place.get((row[0], row[1]))
        if number is not None:
            numbers.append(number)
            stability.append(row[2])
            difficulty.append(row[3])
            last.append(from_today(row[4]))
            due.append(last[-1] + 1 if row[5] is None else from_today(row[5]))
            held.append(row[6])
    where = np.frombuffer(numbers, dtype=np.int64) if numbers else np.zeros(0, dtype=np.int64)
    found[0, where] = 1.0
    for line, column in enumerate(columns, 1):
        found[line, where] = np.frombuffer(column) if column else ()
    return Memories(*found)


def _seen(memories: Memories, asked: Iterable[PartKey], place: Mapping[PartKey, int]) -> Floats:
    """1 for each item that is scheduled or was asked otherwise."""
    found = memories.scheduled.copy()
    found[[place[key] for key in asked if key in place]] = 1.0
    return found


def _calibration(rows: Sequence[Recalled], items: Items, place: Mapping[PartKey, int]) -> Calibration:
    if not rows:
        return Calibration()
    guess = [guessing(row.form, items, place.get((row.question_id, row.part))) for row in rows]
    return calibrate(
        np.array([row.recall for row in rows], dtype=np.float64), np.array([row.score for row in rows]), np.array(guess)
    )


def _evidence(
    firsts: Sequence[FirstAnswer],
    repeats: Sequence[Repeat],
    items: Items,
    place: Mapping[PartKey, int],
    difficulties: Floats,
    there: Floats,
    calibration: Calibration,
    today: date,
) -> tuple[Evidence, Floats]:
    """First answers and repeats with fresh numbers, each oldest first, as evidence (repeats after the others); and how
    much of its topic was known when each first answer was given.
    """
    rows = [*firsts, *(row.answer for row in repeats)]
    number = np.array([place[row.question_id, row.part] for row in rows], dtype=np.intp)
    topic = items.topic[number]
    before = np.zeros(len(items.codes))
    then = np.zeros(len(rows))
    # In the order of the log: a repeat is answered with what was known of its topic by then, and adds nothing new.
    for row in sorted(range(len(rows)), key=lambda row: rows[row].attempt_id):
        index = topic[row]
        then[row] = KEPT * before[index] / items.extent[index]
        before[index] += row < len(firsts)
    age = np.array([(today - row.study_day).days for row in rows], dtype=np.float64)
    score = np.array([row.score * _credit(row) for row in rows], dtype=np.float64)
    guess = np.array(
        [guessing(row.form, items, index) for row, index in zip(rows, number, strict=True)], dtype=np.float64
    )
    offset = grown(then) - grown(there[topic]) - difficulties[number]
    weight = 0.5 ** (np.maximum(age, 0.0) / HALF_LIFE_DAYS)
    again = slice(len(firsts), None)
    recalls = [ability.USUAL_RECALL if row.recall is None else row.recall for row in repeats]
    guess[again] = ability.from_memory(calibration.known(np.array(recalls, dtype=np.float64)), guess[again])
    weight[again] *= ability.REPEAT_WEIGHT
    return Evidence(topic, offset, guess, score, weight), then[: len(firsts)]


def _credit(row: FirstAnswer) -> float:
    """What a right answer counts for."""
    return min(WITH_HINT if row.hint else 1.0, ability.UNSURE if row.unsure else 1.0)


def guessing(form: str | None, items: Items, number: int | None) -> float:
    """The chance to be right without knowing, by the form in which a question was answered."""
    if form == "choices":
        several = number is not None and items.several[number]
        return SEVERAL_CHOICES_GUESS if several else ability.CHOICE_GUESS
    return ARRANGED_GUESS if form in ("order", "match") else 0.0


def _difficulties(items: Items, others: Mapping[PartKey, Others], place: Mapping[PartKey, int]) -> Floats:
    """The difficulty of each item in logits: by its level, moved by how other learners did on it against how they do
    usually (one step of an Elo rating over all their answers).
    """
    found = ability.LEVEL_STEP * (items.level - ability.MIDDLE_LEVEL)
    for key, row in others.items():
        number = place.get(key)
        if number is not None:
            shown = _logit(row.usual) - _logit(row.score)
            share = row.answers / (row.answers + LEVEL_COUNTS_AS)
            found[number] += share * (shown - found[number])
    return found


def _logit(share: float) -> float:
    inside = min(max(share, 0.05), 0.95)
    return float(np.log(inside / (1 - inside)))
