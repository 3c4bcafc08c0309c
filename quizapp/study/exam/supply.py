"""What a paper can be filled with: the questions of each topic, least recently asked first, each given out once."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from datetime import date

from quizapp.bank.schema import Question

# How many more parts than wanted a whole set may have: the exam's sets have 2 to 8, and one is never cut apart.
SET_SLACK = 4


@dataclass(frozen=True, slots=True)
class Past:
    """What a learner was asked before. `last_asked`: by question, the last study day. `recent`: the questions that are
    not to be asked again while there are others: those of the last mock exams and of the last days.
    """

    last_asked: Mapping[str, date] = field(default_factory=dict)
    recent: Set[str] = frozenset()


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

    def recent(self, question: Question) -> bool:
        """Whether a question was asked too recently to be asked while there are others."""
        return question.id in self._past.recent

    def find(self, topic: str, wanted: int, most: int) -> Group | None:
        """A group of about `wanted` questions on a topic and never more than `most`; None where none is left.

        A whole set where there is one of a fitting size (for 2 questions or more) that was not asked recently, else
        single questions, else a set that was.
        """
        wanted = min(wanted, most)
        fitting = [question for question in self._askable(topic) if question.parts is not None]
        sets = [
            question
            for question in fitting
            if wanted >= 2 and len(question.part_names) <= min(most, wanted + SET_SLACK)
        ]
        fresh = [question for question in sets if not self.recent(question)]
        if fresh:
            return Group(topic, (fresh[0],), whole=True)
        singles = self._singles(topic, wanted)
        if singles:
            return Group(topic, tuple(singles), whole=False)
        return Group(topic, (sets[0],), whole=True) if sets else None

    def give(self, group: Group) -> None:
        """Give out what was found: it is not found again."""
        for question in group.questions:
            self._left[group.topic].remove(question)
            self._used |= self._families[question.id]

    def _singles(self, topic: str, wanted: int) -> list[Question]:
        taken: list[Question] = []
        families: set[str] = set()
        for question in self._askable(topic):
            own = self._families[question.id]
            if question.parts is None and len(taken) < wanted and families.isdisjoint(own):
                taken.append(question)
                families |= own
        return taken

    def _askable(self, topic: str) -> list[Question]:
        return [found for found in self._left.get(topic, []) if self._used.isdisjoint(self._families[found.id])]

    def _rank(self, question: Question) -> tuple[bool, int]:
        last = self._past.last_asked.get(question.id)
        return self.recent(question), 0 if last is None else last.toordinal()


def _families(question: Question) -> set[str]:
    """The families by which a question, or its parts, draw their numbers."""
    asked = (question.asked(part) for part in question.part_names)
    return {found.problem for found in asked if found.problem is not None}
