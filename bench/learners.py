"""Simulated learners for `bench/learning.py`: what the program does not know and has to find out.

Every learner has a memory, abilities and habits of their own, drawn at random around values that are not the ones that
the program assumes. Half of them forget by FSRS-6 with 21 weights of their own, half by another law (a stretched
exponential whose stability grows by other rules, differently for each question). A question of the exam is not in the
bank; it resembles one of the bank's questions on its topic, and only a part of what was learned there carries over.
Arrays are (learners, items) or (learners, topics).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quizapp.bank.catalog import Catalog
from quizapp.bank.schema import Kind, Status
from quizapp.study.forecast import memory
from quizapp.study.forecast.memory import Floats

Ints = NDArray[np.intp]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Bank:
    """The structure of the bank: one row for each question part that can be asked, in the order of the syllabus.

    `topic` and `field` are indices; `group` is the same for the parts of a set; `share` is the exam's, by topic.
    `drawn`: it draws fresh numbers each time.
    """

    codes: tuple[str, ...]
    field: Ints
    share: Floats
    topic: Ints
    group: Ints
    level: Ints
    pace: Floats
    chosen: Bools
    drawn: Bools

    @property
    def items(self) -> Floats:
        """Question parts by topic."""
        return np.bincount(self.topic, minlength=len(self.codes)).astype(np.float64)


def read_bank(catalog: Catalog, shares: dict[str, float]) -> Bank:
    """The structure of a bank."""
    topics = list(catalog.syllabus.topics())
    codes = tuple(topic.code for topic in topics)
    fields = sorted({code.split(".")[0] for code in codes})
    place = {code: number for number, code in enumerate(codes)}
    headers = [entry.header for entry in catalog.entries.values()]
    ready = [header for header in headers if header.status is Status.READY and header.topics[0] in place]
    ready.sort(key=lambda header: (place[header.topics[0]], header.level, header.id))
    rows = [
        (place[header.topics[0]], group, part.level, part.seconds, part.kind, part.parametric)
        for group, header in enumerate(ready)
        for part in header.parts
    ]
    topic, group, level, pace, kinds, drawn = zip(*rows, strict=True)
    return Bank(
        codes,
        np.array([fields.index(code.split(".")[0]) for code in codes]),
        np.array([shares.get(code, 0.0) for code in codes]),
        np.array(topic),
        np.array(group),
        np.array(level),
        np.array(pace, dtype=np.float64),
        np.array([kind is Kind.SINGLE for kind in kinds]),
        np.array(drawn),
    )


@dataclass
class Learners:
    """Who they are: drawn once, the same in every arm.

    `extent`: how many things there are to know in each topic, of which the bank's items are some. The others are
    questions of the exam that resemble nothing in the bank.
    """

    bank: Bank
    extent: Floats
    weights: Floats
    other_law: Bools
    stretch: Floats
    learning: Floats
    item_memory: Floats
    start: Floats
    difficulty: Floats
    gain: Floats
    transfer: Floats
    slip: Floats
    guess: Floats
    speed: Floats
    missed: Bools

    @property
    def count(self) -> int:
        return len(self.gain)

    def recall(self, who: Ints | slice, what: Ints | slice, stability: Floats, elapsed: Floats) -> Floats:
        """The true chance of recall. `stability` and `elapsed` have one value for each pair of `who` and `what`."""
        deep = stability.ndim - 1
        shape = (-1, *(1,) * deep)
        weights = self.weights[who][:, None] if deep else self.weights[who]
        by_power = memory.recall(stability, elapsed, weights)
        stretched = 0.9 ** ((elapsed / stability) ** self.stretch[who].reshape(shape))
        return np.where(self.other_law[who].reshape(shape), stretched, by_power)

    def level(self, covered: Floats) -> Floats:
        """The level of each topic, by how much is known of each (mean recall of its items)."""
        sizes = self.extent
        around = np.zeros_like(covered)
        for field in range(self.bank.field.max() + 1):
            inside = self.bank.field == field
            around[:, inside] = (covered[:, inside] @ sizes[inside] / max(sizes[inside].sum(), 1.0))[:, None]
        return self.start + self.gain[:, None] * (_saturated(covered) + 0.3 * _saturated(around))


def _saturated(covered: Floats) -> Floats:
    found: Floats = np.expm1(-2 * covered) / np.expm1(-2.0)
    return found


def draw_learners(bank: Bank, count: int, days: int, rng: np.random.Generator) -> Learners:
    """Learners at random. Nobody is the learner that the program assumes."""
    topics, items = len(bank.codes), len(bank.topic)
    weights = memory.WEIGHTS * rng.lognormal(0.0, 0.25, (count, 21))
    weights[:, :4] *= rng.lognormal(0.0, 0.3, (count, 1))
    weights[:, 20] = np.clip(weights[:, 20], 0.1, 0.5)
    weights[:, 16] = np.maximum(weights[:, 16], 1.0)
    fields = rng.normal(0, 0.45, (count, bank.field.max() + 1))
    general = rng.normal(-0.9, 0.5, (count, 1))
    missed = rng.random((count, days)) < rng.beta(1.2, 8.0, (count, 1))
    for learner in np.flatnonzero(rng.random(count) < 0.3):
        begin, length = rng.integers(0, max(days - 10, 1)), rng.integers(4, 11)
        missed[learner, begin : begin + length] = True
    return Learners(
        bank=bank,
        extent=np.maximum(bank.items * rng.uniform(1.0, 1.3, topics), 12 * rng.lognormal(0.0, 0.4, topics)),
        weights=weights,
        other_law=np.arange(count) % 2 == 1,
        stretch=rng.uniform(0.45, 0.65, count),
        learning=28 * rng.lognormal(0.0, 0.35, count),
        item_memory=rng.lognormal(0.0, 0.4, (count, items)),
        start=general + fields[:, bank.field] + rng.normal(0, 0.55, (count, topics)),
        difficulty=0.4 * (bank.level - 3) + rng.normal(0, 0.6, items),
        gain=rng.lognormal(np.log(0.85), 0.4, count),
        transfer=rng.beta(6, 4.5, count),
        slip=rng.uniform(0.01, 0.08, count),
        guess=rng.uniform(0.22, 0.33, count),
        speed=rng.lognormal(0.0, 0.25, count),
        missed=missed,
    )


@dataclass
class Minds:
    """What the learners know: true stability and difficulty of each memory, and the day of its last review (-1: none).

    `covered`: mean recall of each topic's items as of today.
    """

    learners: Learners
    stability: Floats
    difficulty: Floats
    last: Ints
    covered: Floats
    level: Floats

    @classmethod
    def fresh(cls, learners: Learners) -> Minds:
        """Nothing of the bank was seen."""
        shape = (learners.count, len(learners.bank.topic))
        covered = np.zeros((learners.count, len(learners.bank.codes)))
        return cls(learners, np.ones(shape), np.full(shape, 5.0), np.full(shape, -1), covered, learners.level(covered))

    def recalls(self, day: int) -> Floats:
        """The true recall of every item on a day, 0 for one never seen."""
        elapsed = np.maximum(day - self.last, 0).astype(np.float64)
        found = self.learners.recall(slice(None), slice(None), self.stability, elapsed)
        return np.where(self.last >= 0, found, 0.0)

    def wake(self, day: int) -> None:
        """Levels at the beginning of a day, after what was forgotten."""
        bank = self.learners.bank
        recalls = self.recalls(day)
        for topic in range(len(bank.codes)):
            inside = bank.topic == topic
            if inside.any():
                self.covered[:, topic] = recalls[:, inside].sum(axis=1) / self.learners.extent[topic]
        self.level = self.learners.level(self.covered)

    def answer(self, who: Ints, what: Ints, day: int, rng: np.random.Generator) -> tuple[Bools, Bools]:
        """One question for each learner in `who`: right?, and marked as a guess? The memory moves; feedback is read."""
        people, bank = self.learners, self.learners.bank
        last, stability, difficulty = self.last[who, what], self.stability[who, what], self.difficulty[who, what]
        seen = last >= 0
        elapsed = np.maximum(day - last, 0).astype(np.float64)
        known = np.where(seen, people.recall(who, what, stability, elapsed), 0.0)
        able = 1 / (1 + np.exp(people.difficulty[what] - self.level[who, bank.topic[what]]))
        chance = 1 - (1 - able) * (1 - known)
        solved = rng.random(len(who)) < chance
        lucky = rng.random(len(who)) < np.where(bank.chosen[what], people.guess[who], 0.01)
        correct = np.where(solved, rng.random(len(who)) >= people.slip[who], lucky)
        unsure = ~solved & correct & (rng.random(len(who)) < 0.6)
        rating = np.where(solved, memory.GOOD, memory.AGAIN)
        self.stability[who, what] = self._moved(who, what, seen, stability, difficulty, known, elapsed, rating)
        weights = people.weights[who]
        self.difficulty[who, what] = np.where(
            seen,
            memory.next_difficulty(difficulty, rating, weights),
            memory.first_difficulty(rating, weights),
        )
        self.last[who, what] = day
        topic = bank.topic[what]
        self.covered[who, topic] += (1 - known) / people.extent[topic]
        return correct, unsure

    def _moved(
        self,
        who: Ints,
        what: Ints,
        seen: Bools,
        stability: Floats,
        difficulty: Floats,
        known: Floats,
        elapsed: Floats,
        rating: Ints,
    ) -> Floats:
        people = self.learners
        weights, solved = people.weights[who], rating == memory.GOOD
        own = people.item_memory[who, what]
        first = memory.first_stability(rating, weights)
        later = np.where(
            solved,
            memory.after_recall(stability, difficulty, known, rating, weights),
            memory.after_lapse(stability, difficulty, known, weights),
        )
        # After a miss the question comes back in the same sitting, once its solution has been read.
        by_weights = np.where(seen, np.where(elapsed < 1, memory.same_day(stability, rating, weights), later), first)
        by_weights = np.where(solved, by_weights, memory.same_day(by_weights, memory.GOOD, weights))
        risen = stability * (1 + people.learning[who] * own * (1 - known) * stability**-0.2)
        fallen = np.maximum(0.3 * own, np.minimum(0.6 * stability**0.5, stability))
        by_other = np.where(
            seen, np.where(solved, risen, fallen), np.where(solved, 2.8, 0.5) * own * (people.learning[who] / 28) ** 0.5
        )
        return np.where(people.other_law[who], by_other, by_weights)

    def expected(self, day: int) -> Floats:
        """The true expected score of each learner on an exam on a day, on an average day and paper."""
        chance = self._exam_chances(day, np.zeros((self.learners.count, 1)))
        bank = self.learners.bank
        found = np.zeros(self.learners.count)
        for topic in np.flatnonzero(bank.share > 0):
            inside = bank.topic == topic
            left = 1 - inside.sum() / self.learners.extent[topic]
            found += bank.share[topic] * (
                chance[:, inside].sum(axis=1) / self.learners.extent[topic] + left * self._unseen(topic)
            )
        return found / bank.share.sum()

    def mock(self, day: int, questions: int, rng: np.random.Generator) -> tuple[Floats, Floats]:
        """The score of one paper for each learner, and by field: sets of three, each set on one topic."""
        people, bank = self.learners, self.learners.bank
        count, sets = people.count, round(questions / 3)
        form = rng.normal(0, 0.2, (count, 1))
        at = (rng.random((count, 1)) + np.arange(sets)) / sets
        topics = np.searchsorted(np.cumsum(bank.share) / bank.share.sum(), at)
        chances = self._exam_chances(day, form)
        unseen = np.stack([self._unseen(topic) for topic in range(len(bank.codes))], axis=1)
        by_field = np.full((count, bank.field.max() + 1), np.nan)
        right = np.zeros((count, sets))
        for learner in range(count):
            shared = rng.normal(0, 0.35, sets)
            for number, topic in enumerate(topics[learner]):
                inside = np.flatnonzero(bank.topic == topic)
                pick = (rng.random(3) * people.extent[topic]).astype(np.intp)
                held = np.append(chances[learner, inside], unseen[learner, topic])
                base = held[np.minimum(pick, len(inside))]
                low, high = people.guess[learner], 1 - people.slip[learner]
                inner = np.clip((base - low) / (high - low), 1e-6, 1 - 1e-6)
                moved = 1 / (1 + np.exp(-(np.log(inner / (1 - inner)) + shared[number])))
                right[learner, number] = (rng.random(3) < low + (high - low) * moved).mean()
            for field in range(by_field.shape[1]):
                inside_field = bank.field[topics[learner]] == field
                if inside_field.any():
                    by_field[learner, field] = right[learner, inside_field].mean()
        return right.mean(axis=1), by_field

    def _exam_chances(self, day: int, form: Floats) -> Floats:
        """The chance of a right answer to an exam question that resembles each item."""
        people, bank = self.learners, self.learners.bank
        self.wake(day)
        able = 1 / (1 + np.exp(people.difficulty - self.level[:, bank.topic] - form))
        solved = 1 - (1 - able) * (1 - people.transfer[:, None] * self.recalls(day))
        return people.guess[:, None] + (1 - people.guess - people.slip)[:, None] * solved

    def _unseen(self, topic: int) -> Floats:
        people = self.learners
        able = 1 / (1 + np.exp(-self.level[:, topic]))
        return people.guess + (1 - people.guess - people.slip) * able
