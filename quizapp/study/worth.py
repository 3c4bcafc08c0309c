"""What is most worth studying before the exam: how much of the exam's score a question buys for its seconds.

The exam asks questions that the bank does not hold. One on a topic is answered by what was learned of the bank's
questions on it, as far as that is still recalled on the day and carries over (`TRANSFER`), or by general ability in the
topic, which grows as more of it is known. So a review or a new question is worth what it adds to the recall on the day
of the exam, times what the topic counts there, shared among the topic's questions.

Pure functions without NumPy, because the queue calls them before the first question is shown. The gains are elementwise
arithmetic: they take numbers, and arrays of numbers as well.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from quizapp.study.fsrs6 import DEFAULT_PARAMETERS as W

# A number, or an array of numbers.
Numbers = Any
Key = TypeVar("Key", bound=Hashable)

# How much of what is known of a bank's question carries over to an exam's question on the same topic, and how far
# knowing a whole topic moves the chance of an unseen question on it (in logits). Assumptions, not fitted: what a
# learner would need for that is exams.
TRANSFER: Final = 0.6
GROWTH: Final = 1.0
# Growth is steep at first: half of it is there when a quarter of the topic is known.
HALF_GROWN: Final = 0.5

# A topic has at least this many separate things to know, however few questions the bank has on it.
LEAST_EXTENT: Final = 12

# Without an exam in sight, what is learned should last this long.
ROLLING_DAYS: Final = 60
# The ability that is assumed of a topic of which nothing is known yet.
UNKNOWN_ABILITY: Final = 0.4
# A new question takes this many times its pace: its solution is read, and it comes back in learning steps.
NEW_COST: Final = 1.9
# A review that is missed comes back once; a part of its pace.
LAPSE_COST: Final = 0.6

_DECAY: Final = -W[20]
_FACTOR: Final = 0.9 ** (1 / _DECAY) - 1
_MIDDLING: Final = 5.3  # the difficulty of a card that was answered with Good and Again in turn


@dataclass(frozen=True, slots=True)
class TopicStand:
    """A topic as the learner stands in it.

    `share`: of the exam's score, 0..1 (0: not asked there). `items`: question parts of the bank on it. `ability`: the
    chance to solve an unseen question on it without a guess. `covered`: the recall of all its items together, by its
    extent.
    """

    share: float
    items: int
    ability: float = UNKNOWN_ABILITY
    covered: float = 0.0

    def weight(self, covered: float | None = None) -> float:
        """What one item's recall on the day adds to the exam's score (with `covered` of the topic known)."""
        known = self.covered if covered is None else covered
        found: float = weight(self.share, extent(self.items), self.ability, known)
        return found


@dataclass(frozen=True, slots=True)
class Candidate(Generic[Key]):
    """Something that could be studied now: a card, or the new parts of a set together.

    `gain`: what it adds to recall on the day of the exam, summed over `parts` question parts. `seconds`: what it takes.
    """

    key: Key
    topic: str
    gain: float
    seconds: float
    parts: int = 1


def weight(share: Numbers, extent: Numbers, ability: Numbers, covered: Numbers) -> Numbers:
    """What the recall of one item on the day adds to the exam's score: by carrying over to a question like it, and by
    the ability in the topic that grows with it.
    """
    unknown = 1 - ability
    steepness = GROWTH * (1 + HALF_GROWN) * HALF_GROWN / (covered + HALF_GROWN) ** 2
    return share / extent * unknown * (TRANSFER + ability * steepness * (1 - TRANSFER * covered))


def extent(items: int) -> int:
    """How many separate things there are to know in a topic on which the bank has `items` question parts."""
    return max(items, LEAST_EXTENT)


def growth(covered: Numbers) -> Numbers:
    """How far ability in a topic has grown with what is known of it, 0..1, of `GROWTH` logits."""
    return (1 + HALF_GROWN) * covered / (covered + HALF_GROWN)


def recall(stability: Numbers, elapsed: Numbers) -> Numbers:
    """FSRS-6: the chance of recall some days after the last review."""
    return (1 + _FACTOR * elapsed / stability) ** _DECAY


def review_gain(stability: Numbers, elapsed: Numbers, days: Numbers, difficulty: Numbers = _MIDDLING) -> Numbers:
    """What a review today is expected to add to the recall `days` from now. Never negative for a card that is due.

    `stability` and `elapsed` (since the last review) in days, `difficulty` 1..10, of FSRS-6.
    """
    known = recall(stability, elapsed)
    held = stability * (
        1 + math.e ** W[8] * (11 - difficulty) * stability ** -W[9] * (math.e ** (W[10] * (1 - known)) - 1)
    )
    lapsed = W[11] * difficulty ** -W[12] * ((stability + 1) ** W[13] - 1) * math.e ** (W[14] * (1 - known))
    after = known * recall(held, days) + (1 - known) * recall(lapsed + W[0], days)
    return after - recall(stability, elapsed + days)


def new_gain(ability: Numbers, days: Numbers) -> Numbers:
    """What a question never answered is expected to add to the recall `days` from now, if `ability` solves it now."""
    return ability * recall(W[2], days) + (1 - ability) * recall(W[0], days)


def review_seconds(pace: Numbers, stability: Numbers, elapsed: Numbers) -> Numbers:
    """What a review is expected to take, with its coming back if it is missed."""
    return pace * (1 + LAPSE_COST * (1 - recall(stability, elapsed)))


def new_seconds(pace: Numbers) -> Numbers:
    """What a new question is expected to take, with its solution and its learning steps."""
    return pace * NEW_COST


def ranked(
    candidates: Iterable[Candidate[Key]], topics: Mapping[str, TopicStand], most_seconds: float = math.inf
) -> list[Candidate[Key]]:
    """The candidates in the order of what they add to the exam's score for each second, as far as `most_seconds` go
    (the last one may go beyond). What counts nothing in the exam comes last.

    Each choice makes the next one on its topic worth a little less, so the topics take turns. Ties keep the order in
    which they came.
    """
    by_topic: dict[str, list[tuple[float, int, Candidate[Key]]]] = {}
    for place, candidate in enumerate(candidates):
        rate = candidate.gain / max(candidate.seconds, 1.0)
        by_topic.setdefault(candidate.topic, []).append((-rate, place, candidate))
    covered = {}
    heads: list[tuple[float, int, str]] = []
    for topic, waiting in by_topic.items():
        waiting.sort(key=lambda line: line[:2], reverse=True)
        stand = topics.get(topic)
        covered[topic] = stand.covered if stand is not None else 0.0
        heads.append(_head(waiting, topic, stand, covered[topic]))
    heapq.heapify(heads)
    order: list[Candidate[Key]] = []
    spent = 0.0
    while heads and spent < most_seconds:
        _, _, topic = heads[0]
        waiting = by_topic[topic]
        _, _, candidate = waiting.pop()
        order.append(candidate)
        spent += candidate.seconds
        stand = topics.get(topic)
        if stand is not None:
            covered[topic] += max(candidate.gain, 0.0) / extent(stand.items)
        if waiting:
            heapq.heapreplace(heads, _head(waiting, topic, stand, covered[topic]))
        else:
            heapq.heappop(heads)
    return order


def _head(
    waiting: list[tuple[float, int, Candidate[Key]]], topic: str, stand: TopicStand | None, covered: float
) -> tuple[float, int, str]:
    rate, place, _ = waiting[-1]
    return rate * (stand.weight(covered) if stand is not None else 0.0), place, topic
