"""A paper drawn by the blueprint: which questions a mock exam asks, and in what order. Pure: a seed decides everything.

The places of each field are exact (largest remainder). Inside a field a topic has a claim to a number of sets, its
share of the field's places by the size of its sets; a fraction of a set is drawn by lot, so that over many papers, also
short ones, every topic has its share. A topic of which only what stood in the last mock exam is left gives its places
to the others of its field, as long as these have better. The exam works in the same way: some thirty sets on a changing
choice of topics.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from quizapp.bank.blueprint import Blueprint, FieldShare
from quizapp.bank.schema import Question
from quizapp.study.exam.apportion import largest_remainder
from quizapp.study.exam.supply import Fitness, Group, Past, Supply

# No set takes more than this share of a paper, so that a short one is not spent on three topics.
LARGEST_SET_SHARE = 8


@dataclass(frozen=True, slots=True)
class Place:
    """One question of a paper. `group` numbers the sets and groups of single questions from 1."""

    question_id: str
    part: str
    topic: str
    group: int


@dataclass(frozen=True, slots=True)
class Composition:
    """How far a paper is what the blueprint wants, in questions.

    `wanted`: how many it should have. `missing`: how many fewer it has. `in_sets`: how many are parts of whole sets.
    `moved`: how many stand in another field than the blueprint says, because that field ran out. `repeated`: how many
    were asked recently; of these `redrawn` have other numbers now, and `again` stood in the last mock exam. `short`:
    topics that had fewer questions left than their share, or too few that were not asked recently.
    """

    wanted: int
    missing: int
    in_sets: int
    moved: int
    repeated: int
    short: tuple[str, ...]
    redrawn: int = 0
    again: int = 0


@dataclass(frozen=True, slots=True)
class Paper:
    """The questions of a mock exam in order: the fields and topics as the blueprint has them, sets whole."""

    places: tuple[Place, ...]
    composition: Composition


def draw_paper(blueprint: Blueprint, questions: Iterable[Question], size: int, seed: int, past: Past) -> Paper:
    """A paper of `size` questions. It is shorter only where the bank holds no more that may stand in one paper."""
    stream = random.Random(seed)
    supply = Supply(questions, past, stream.getrandbits(32))
    fields = [
        _Field(field, places, size, supply, stream)
        for field, places in zip(blueprint.fields, field_places(blueprint, size), strict=True)
    ]
    lacking = sum(field.fill() for field in fields)
    moved = _spread(lacking, fields)
    groups = [group for field in fields for group in field.in_order()]
    places = tuple(
        Place(question.id, part, group.topic, number)
        for number, group in enumerate(groups, 1)
        for question in group.questions
        for part in question.part_names
    )
    sizes: Counter[Fitness] = Counter()
    for question in (question for group in groups for question in group.questions):
        sizes[supply.fitness(question)] += len(question.part_names)
    repeating = [
        group.topic for group in groups if any(supply.fitness(question) > Fitness.NEW for question in group.questions)
    ]
    return Paper(
        places,
        Composition(
            wanted=size,
            missing=size - len(places),
            in_sets=sum(group.size for group in groups if group.whole),
            moved=moved,
            repeated=sizes.total() - sizes[Fitness.NEW],
            short=tuple(dict.fromkeys([*(topic for field in fields for topic in field.short), *repeating])),
            redrawn=sizes[Fitness.REDRAWN] + sizes[Fitness.LAST_REDRAWN],
            again=sizes[Fitness.LAST_REDRAWN] + sizes[Fitness.LAST],
        ),
    )


def field_places(blueprint: Blueprint, size: int) -> list[int]:
    """How many of `size` questions each field has, by largest remainder."""
    return largest_remainder(size, [field.questions for field in blueprint.fields])


def topic_quotas(field: FieldShare, places: int) -> Mapping[str, Fraction]:
    """How many of a field's places each of its topics has on average."""
    weights = {share.topic: Fraction(share.expected) for share in field.topics}
    whole = sum(weights.values())
    return {topic: places * weight / whole for topic, weight in weights.items()}


class _Field:
    """One field of a paper while it is filled. `share`: its part of the blueprint."""

    def __init__(self, share: FieldShare, places: int, size: int, supply: Supply, stream: random.Random) -> None:
        self.share = share
        self.short: list[str] = []
        self._places = places
        self._supply = supply
        self._groups: list[Group] = []
        largest = max(1, size // LARGEST_SET_SHARE)
        self._sizes = {topic.topic: min(topic.set_size, largest) for topic in share.topics}
        self._owed = {topic: float(quota) for topic, quota in topic_quotas(share, places).items()}
        self._lots = {topic: stream.random() for topic in self._owed}

    def fill(self) -> int:
        """Take groups until every place is filled or nothing fits any more; how many places stay open."""
        left = self._places
        while left and (taken := self.take(left)):
            left -= taken
        return left

    def take(self, most: int) -> int:
        """One more group of at most `most` questions, for the topic with the largest claim; how many it has (0: there
        is none). The same words and numbers as in the last mock exam only where no topic of the field has better.
        """
        for worst in (Fitness.LAST_REDRAWN, Fitness.LAST):
            taken = self._take(most, worst)
            if taken:
                return taken
        return 0

    def _take(self, most: int, worst: Fitness) -> int:
        for topic in sorted(self._sizes, key=self._claim, reverse=True):
            group = self._supply.find(topic, self._wanted(topic), most, worst)
            if group is not None:
                self._supply.give(group)
                self._owed[topic] -= group.size
                self._groups.append(group)
                return group.size
            if topic not in self.short and self._owed[topic] >= 1:
                self.short.append(topic)
        return 0

    def in_order(self) -> list[Group]:
        """The groups by topic as the blueprint goes, whole sets first; the single questions of a topic as one group."""
        ordered: list[Group] = []
        for share in self.share.topics:
            own = [group for group in self._groups if group.topic == share.topic]
            ordered += [group for group in own if group.whole]
            singles = [question for group in own if not group.whole for question in group.questions]
            if singles:
                ordered.append(Group(share.topic, tuple(singles), whole=False))
        return ordered

    def _claim(self, topic: str) -> float:
        """To how many groups a topic has a claim, with the lot that decides over a fraction of one.

        By the size of the group that it would have on an empty paper: where only a smaller one fits, the claim is the
        same.
        """
        group = self._supply.find(topic, self._wanted(topic), self._places)
        return self._lots[topic] + (self._owed[topic] / group.size if group is not None else 0)

    def _wanted(self, topic: str) -> int:
        """A group as large as the topic's sets are; after the first one, only what is still owed."""
        size = self._sizes[topic]
        if all(group.topic != topic for group in self._groups):
            return size
        return max(1, min(size, math.ceil(self._owed[topic])))


def _spread(lacking: int, fields: list[_Field]) -> int:
    """Ask in other fields what one lacks, in the largest first, a group at a time; how many questions found a place."""
    left = lacking
    while left:
        before = left
        for field in sorted(fields, key=lambda field: -field.share.questions):
            left -= field.take(left)
        if left == before:
            break
    return lacking - left
