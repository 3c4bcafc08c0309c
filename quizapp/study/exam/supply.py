"""What a paper can be filled with: the questions of each topic, least recently asked first, each given out once.

A question that was asked recently is the less fit for a paper the better its answer may be remembered (`Fitness`): with
other numbers it has to be solved again, and what stood in the last mock exam is known best.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from quizapp.bank.schema import Question

# How many more parts than wanted a whole set may have: the exam's sets have 2 to 8, and one is never cut apart.
SET_SLACK = 4


class Fitness(IntEnum):
    """How fit a question is for a paper, the fittest first. `REDRAWN`: asked recently, with other numbers this time;
    `RECENT`: the same words and numbers; `LAST_REDRAWN` and `LAST`: likewise, of the last mock exam.
    """

    NEW = 0
    REDRAWN = 1
    RECENT = 2
    LAST_REDRAWN = 3
    LAST = 4


@dataclass(frozen=True, slots=True)
class Past:
    """What a learner was asked before. `last_asked`: by question, the last study day. `recent`: the questions that are
    not to be asked again while there are others: those of the last mock exams and of the last days. `last_mock`: the
    questions of the last one.
    """

    last_asked: Mapping[str, date] = field(default_factory=dict)
    recent: Set[str] = frozenset()
    last_mock: Set[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that stand together in a paper: the parts of one set (`whole`), or single questions on one topic."""

    topic: str
    questions: tuple[Question, ...]
    whole: bool

    @property
    def size(self) -> int:
        """How many places it takes."""
        return sum(len(question.part_names) for question in self.questions)


class Supply:
    """The questions that are left, by topic (a question's first one). Nothing is given out twice, no two questions
    compute by the same family, and what was asked recently comes last.
    """

    def __init__(self, questions: Iterable[Question], past: Past, seed: int) -> None:
        stream = random.Random(seed)
        found = sorted(questions, key=lambda question: question.id)
        order = stream.sample(found, len(found))
        self._past = past
        self._families = {question.id: _families(question) for question in found}
        self._used: set[str] = set()
        self._left: dict[str, list[Question]] = {}
        # A stable sort: the shuffle decides between what was asked on the same day, and what never was comes first.
        for question in sorted(order, key=self._rank):
            self._left.setdefault(question.topics[0], []).append(question)

    def fitness(self, question: Question) -> Fitness:
        """How fit a question is for this paper."""
        last = question.id in self._past.last_mock
        if not last and question.id not in self._past.recent:
            return Fitness.NEW
        if all(question.asked(part).parametric for part in question.part_names):
            return Fitness.LAST_REDRAWN if last else Fitness.REDRAWN
        return Fitness.LAST if last else Fitness.RECENT

    def find(self, topic: str, wanted: int, most: int, worst: Fitness = Fitness.LAST) -> Group | None:
        """A group of about `wanted` questions on a topic and never more than `most`, none of them less fit than
        `worst`; None where none is left.

        A whole set where there is one of a fitting size (for 2 questions or more) that was not asked recently, else
        single questions, else a set that was.
        """
        wanted = min(wanted, most)
        askable = [question for question in self._askable(topic) if self.fitness(question) <= worst]
        fitting = [question for question in askable if question.parts is not None]
        sets = [
            question
            for question in fitting
            if wanted >= 2 and len(question.part_names) <= min(most, wanted + SET_SLACK)
        ]
        fresh = [question for question in sets if self.fitness(question) is Fitness.NEW]
        if fresh:
            return Group(topic, (fresh[0],), whole=True)
        singles = self._singles(askable, wanted)
        if singles:
            return Group(topic, tuple(singles), whole=False)
        return Group(topic, (sets[0],), whole=True) if sets else None

    def give(self, group: Group) -> None:
        """Give out what was found: it is not found again."""
        for question in group.questions:
            self._left[group.topic].remove(question)
            self._used |= self._families[question.id]

    def _singles(self, askable: Iterable[Question], wanted: int) -> list[Question]:
        taken: list[Question] = []
        families: set[str] = set()
        for question in askable:
            own = self._families[question.id]
            if question.parts is None and len(taken) < wanted and families.isdisjoint(own):
                taken.append(question)
                families |= own
        return taken

    def _askable(self, topic: str) -> list[Question]:
        return [found for found in self._left.get(topic, []) if self._used.isdisjoint(self._families[found.id])]

    def _rank(self, question: Question) -> tuple[Fitness, int]:
        last = self._past.last_asked.get(question.id)
        return self.fitness(question), 0 if last is None else last.toordinal()


def _families(question: Question) -> set[str]:
    """The families by which a question, or its parts, draw their numbers."""
    asked = (question.asked(part) for part in question.part_names)
    return {found.problem for found in asked if found.problem is not None}
