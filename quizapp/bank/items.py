"""Statistics of items after use: how hard, how telling, which choices work; from first answers only, per revision.

Nothing is told from too few answers (Moodle and the NBME give similar least numbers): facility from 10, discrimination
and choices from 30. Facility has a Wilson interval; discrimination is the correlation of an item's score with the mean
score of the same sitting's other first answers.
"""

from __future__ import annotations

import math
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quizapp.bank.taken import Offered

LEAST_FOR_FACILITY = 10
LEAST_FOR_DISCRIMINATION = 30
# A choice that fewer than this share of the answers take does not work as a distractor.
LEAST_CHOSEN = 0.05
# What an item is: question, part and revision.
Key = tuple[str, str, str]
# 97.5 % quantile of the normal distribution: a 95 % interval.
_Z = 1.959964


@dataclass(frozen=True, slots=True)
class Answer:
    """A first answer: the item (question, part, revision), the `sitting` it was given in, and what came of it.

    `chosen`, `placed`, `wrong`: what it took (`bank.taken.Taken`), in the ids of that revision. `mistake`: the named
    mistake that a typed answer met.
    """

    question: str
    part: str
    revision: str
    sitting: int
    score: float
    seconds: float
    chosen: tuple[str, ...] = ()
    mistake: str | None = None
    placed: tuple[str, ...] = ()
    wrong: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """What is known of one revision of an item; None where the answers are too few.

    `facility`: the mean score, with its 95 % interval; `right`: the share of fully right answers, which is less where
    there is credit for parts. `form`: `choices`, `order`, `match` or `typed`, where it is known. `seconds`: the median
    time. `chosen`: the share of answers that took each choice (or met each mistake); `key`: which of these are right.
    `placed`: the share that put each item of an order at its place, or found each pair. `commonest_wrong`: the wrong
    order that was given most, or the wrong pair (left side and partner), and its share. `idle`: wrong choices that
    hardly anybody takes. `flags`: what asks for a look at the question, by
    code (`bank.item_<code>`).
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
    form: str = ""
    right: float | None = None
    key: tuple[str, ...] = ()
    placed: Mapping[str, float] | None = None
    commonest_wrong: tuple[tuple[str, ...], float] | None = None


def item_statistics(answers: Iterable[Answer], offered: Mapping[Key, Offered] | None = None) -> list[Item]:
    """The statistics of each revision of each item. `offered`: what it offers, where that is known."""
    by_item: defaultdict[Key, list[Answer]] = defaultdict(list)
    by_sitting: defaultdict[int, list[Answer]] = defaultdict(list)
    for answer in answers:
        by_item[answer.question, answer.part, answer.revision].append(answer)
        by_sitting[answer.sitting].append(answer)
    totals = {sitting: (math.fsum(a.score for a in found), len(found)) for sitting, found in by_sitting.items()}
    nothing = Offered()
    return [_item(key, found, totals, (offered or {}).get(key, nothing)) for key, found in sorted(by_item.items())]


def wilson(mean: float, count: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927); for scores in parts, as if each answer were right or wrong."""
    spread = _Z * _Z / count
    centre = (mean + spread / 2) / (1 + spread)
    half = _Z * math.sqrt(mean * (1 - mean) / count + spread / (4 * count)) / (1 + spread)
    return max(0.0, centre - half), min(1.0, centre + half)


def _item(key: Key, answers: Sequence[Answer], totals: Mapping[int, tuple[float, int]], offered: Offered) -> Item:
    count = len(answers)
    if count < LEAST_FOR_FACILITY:
        return Item(*key, count)
    facility = math.fsum(answer.score for answer in answers) / count
    interval = wilson(facility, count)
    known = Item(
        *(*key, count, facility, interval),
        seconds=statistics.median(answer.seconds for answer in answers),
        right=sum(answer.score >= 1 for answer in answers) / count,
        form=offered.form,
        key=offered.right,
    )
    if count < LEAST_FOR_DISCRIMINATION:
        return replace(known, flags=tuple(_flags(known, offered)))
    taken = Counter(name for answer in answers for name in {*answer.chosen, answer.mistake} if name is not None)
    chosen = {name: taken[name] / count for name in sorted({*taken, *offered.right, *offered.wrong})}
    placed = Counter(name for answer in answers for name in answer.placed)
    wrong = Counter(each for answer in answers for each in answer.wrong)
    # Of equally common ones the first by name, so that the same answers always tell the same.
    commonest = min(wrong.items(), key=lambda pair: (-pair[1], pair[0]), default=None)
    known = replace(
        known,
        discrimination=_discrimination(answers, totals),
        chosen=chosen,
        idle=tuple(sorted(name for name in offered.wrong if chosen[name] < LEAST_CHOSEN)),
        placed={name: placed[name] / count for name in offered.placed} or None,
        commonest_wrong=None if commonest is None else (commonest[0], commonest[1] / count),
    )
    return replace(known, flags=tuple(_flags(known, offered)))


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


def _flags(item: Item, offered: Offered) -> Iterator[str]:
    """What asks for a look at the question, where the figures leave no doubt about it."""
    assert item.interval is not None
    if item.interval[0] > 0.95:
        yield "too_easy"
    if item.interval[1] < 0.25:
        yield "too_hard"
    if item.discrimination is not None and item.discrimination < 0:
        yield "against"
    elif item.discrimination is not None and item.discrimination < 0.15:
        yield "hardly_tells"
    shares = item.chosen or {}
    right, wrong = ([shares.get(name, 0.0) for name in names] for names in (offered.right, offered.wrong))
    if right and wrong and max(wrong) > max(right):
        yield "drawn_to_wrong"
    if item.idle:
        yield "idle_choices"
