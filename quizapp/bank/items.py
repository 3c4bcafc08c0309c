"""Statistics of items after use: how hard, how telling, which choices work; from first answers only, per revision.

Nothing is told from too few answers (Moodle and the NBME give similar least numbers): facility from 10, discrimination
and choices from 30. Facility has a Wilson interval; discrimination is the correlation of an item's score with the mean
score of the same sitting's other first answers.
"""

from __future__ import annotations

import math
import statistics
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

LEAST_FOR_FACILITY = 10
LEAST_FOR_DISCRIMINATION = 30
# A choice that fewer than this share of the answers take does not work as a distractor.
LEAST_CHOSEN = 0.05
# 97.5 % quantile of the normal distribution: a 95 % interval.
_Z = 1.959964


@dataclass(frozen=True, slots=True)
class Answer:
    """A first answer: the item (question, part, revision), the `sitting` it was given in, and what came of it.

    `chosen`: choice ids. `mistake`: the named mistake that a typed answer met.
    """

    question: str
    part: str
    revision: str
    sitting: int
    score: float
    seconds: float
    chosen: tuple[str, ...] = ()
    mistake: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """What is known of one revision of an item; None where the answers are too few.

    `facility`: the mean score, with its 95 % interval. `seconds`: the median time. `chosen`: the share of answers that
    took each choice (or met each mistake). `idle`: wrong choices that hardly anybody takes. `flags`: what asks for a
    look at the question, by code (`bank.item_<code>`).
    """

    question: str
    part: str
    revision: str
    answers: int
    facility: float | None = None
    interval: tuple[float, float] | None = None
    discrimination: float | None = None
    seconds: float | None = None
    chosen: Mapping[str, float] | None = None
    idle: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


def item_statistics(
    answers: Iterable[Answer], wrong_choices: Mapping[tuple[str, str], Collection[str]] | None = None
) -> list[Item]:
    """The statistics of each revision of each item. `wrong_choices`: ids of the wrong choices, by question and part."""
    by_item: defaultdict[tuple[str, str, str], list[Answer]] = defaultdict(list)
    by_sitting: defaultdict[int, list[Answer]] = defaultdict(list)
    for answer in answers:
        by_item[answer.question, answer.part, answer.revision].append(answer)
        by_sitting[answer.sitting].append(answer)
    totals = {sitting: (math.fsum(a.score for a in found), len(found)) for sitting, found in by_sitting.items()}
    return [_item(key, found, totals, (wrong_choices or {}).get(key[:2], ())) for key, found in sorted(by_item.items())]


def wilson(mean: float, count: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927); for scores in parts, as if each answer were right or wrong."""
    spread = _Z * _Z / count
    centre = (mean + spread / 2) / (1 + spread)
    half = _Z * math.sqrt(mean * (1 - mean) / count + spread / (4 * count)) / (1 + spread)
    return max(0.0, centre - half), min(1.0, centre + half)


def _item(
    key: tuple[str, str, str],
    answers: Sequence[Answer],
    totals: Mapping[int, tuple[float, int]],
    wrong: Collection[str],
) -> Item:
    count = len(answers)
    if count < LEAST_FOR_FACILITY:
        return Item(*key, count)
    facility = math.fsum(answer.score for answer in answers) / count
    interval = wilson(facility, count)
    seconds = statistics.median(answer.seconds for answer in answers)
    if count < LEAST_FOR_DISCRIMINATION:
        return Item(
            *key, count, facility, interval, seconds=seconds, flags=tuple(_flags(interval, None, {}, (), wrong))
        )
    discrimination = _discrimination(answers, totals)
    taken = Counter(name for answer in answers for name in {*answer.chosen, answer.mistake} if name is not None)
    chosen = {name: taken[name] / count for name in sorted({*taken, *wrong})}
    idle = tuple(sorted(name for name in wrong if chosen[name] < LEAST_CHOSEN))
    flags = tuple(_flags(interval, discrimination, chosen, idle, wrong))
    return Item(*key, count, facility, interval, discrimination, seconds, chosen, idle, flags)


def _discrimination(answers: Sequence[Answer], totals: Mapping[int, tuple[float, int]]) -> float | None:
    """The correlation of the item's score with the rest score of its sitting; None where one of them is constant."""
    pairs = []
    for answer in answers:
        total, count = totals[answer.sitting]
        if count > 1:
            pairs.append((answer.score, (total - answer.score) / (count - 1)))
    if len(pairs) < LEAST_FOR_DISCRIMINATION:
        return None
    own, rest = zip(*pairs, strict=True)
    if len(set(own)) == 1 or len(set(rest)) == 1:
        return None
    return statistics.correlation(own, rest)


def _flags(
    interval: tuple[float, float],
    discrimination: float | None,
    chosen: Mapping[str, float],
    idle: Collection[str],
    wrong: Collection[str],
) -> Iterator[str]:
    """What asks for a look at the question, where the figures leave no doubt about it."""
    if interval[0] > 0.95:
        yield "too_easy"
    if interval[1] < 0.25:
        yield "too_hard"
    if discrimination is not None and discrimination < 0:
        yield "against"
    elif discrimination is not None and discrimination < 0.15:
        yield "hardly_tells"
    right = [share for name, share in chosen.items() if name not in wrong]
    if wrong and any(chosen.get(name, 0.0) > max(right, default=0.0) for name in wrong):
        yield "drawn_to_wrong"
    if idle:
        yield "idle_choices"
