"""In what order things are most worth studying: before an exam by what they add to its score, else by what is most
forgotten.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from quizapp.progress import card_lists
from quizapp.progress.card_lists import CardStatus
from quizapp.progress.database import Connection
from quizapp.study import pace, worth
from quizapp.study.context import Context
from quizapp.study.portion import Unit
from quizapp.study.selection import PartKey
from quizapp.study.worth import Candidate, TopicStand

# A learner's way through the bank that is none of the tracks.
SYLLABUS = "syllabus"
_MIDDLING = 5.0

# What is asked together: parts of one question.
Keys = tuple[PartKey, ...]


class Valuing:
    """What studying something is worth to one learner today. `horizon`: days until the exam; None where there is no
    exam ahead. `topics`: how the learner stands in each; None likewise. `speed`: the learner's, see `pace`.
    """

    def __init__(self, context: Context, connection: Connection) -> None:
        self._today = context.today()
        self._context = context
        self.horizon = days_to_exam(context)
        self.topics = None if self.horizon is None else _topics(context, connection, self._today, self.horizon)
        self.speed = pace.speed(context, connection)
        # Thousands may be due, and each is looked at twice: to be put in order, and to be chosen.
        self._reviews: dict[Keys, Candidate[Keys]] = {}

    def ordered(self, units: Sequence[Unit]) -> list[Unit]:
        """What is due, the most worth reviewing first; without an exam, what is most forgotten."""
        if self.topics is None:
            return sorted(units, key=lambda unit: (min(map(self._forgotten, unit.cards)), unit.keys))
        found = {unit.keys: unit for unit in sorted(units, key=lambda unit: unit.keys)}
        return [found[candidate.key] for candidate in worth.ranked(map(self.review, found.values()), self.topics)]

    def new_in_order(self, question_ids: Sequence[str]) -> list[str]:
        """New questions, the most worth learning first; in the order of the track for a learner who follows one."""
        if self.topics is None or self._context.settings.track != SYLLABUS:
            return list(question_ids)
        found = [self.new(name, self._context.catalog.entries[name].header.part_names) for name in question_ids]
        return [candidate.key[0][0] for candidate in worth.ranked(found, self.topics)]

    def new(self, question_id: str, parts: Sequence[str]) -> Candidate[Keys]:
        """The parts of a question that are new, as what could be begun."""
        header = self._context.catalog.entries[question_id].header
        seconds = sum([found.seconds for found in header.parts if found.name in parts])
        gain = 0.0 if self.horizon is None else len(parts) * worth.new_gain(worth.UNKNOWN_ABILITY, self.horizon)
        keys = tuple((question_id, part) for part in parts)
        return Candidate(keys, header.topics[0], gain, worth.new_seconds(seconds * self.speed), len(parts))

    def review(self, unit: Unit) -> Candidate[Keys]:
        """A review as what could be asked."""
        known = self._reviews.get(unit.keys)
        if known is None:
            known = self._reviews[unit.keys] = self._review(unit)
        return known

    def _review(self, unit: Unit) -> Candidate[Keys]:
        gain = seconds = 0.0
        for card in unit.cards:
            stability, elapsed = card.stability or 1.0, self._elapsed(card)
            if self.horizon is not None:
                gain += worth.review_gain(stability, elapsed, self.horizon, card.difficulty or _MIDDLING)
            seconds += worth.review_seconds(unit.seconds * self.speed / len(unit.cards), stability, elapsed)
        return Candidate(unit.keys, unit.topic, gain, seconds, len(unit.cards))

    def _forgotten(self, card: CardStatus) -> float:
        # Recall falls with the days since the last review measured in stabilities.
        return -self._elapsed(card) / max(card.stability or 0.0, 0.01)

    def _elapsed(self, card: CardStatus) -> int:
        return max((self._today - card.last_day).days, 0) if card.last_day else 0


def days_to_exam(context: Context) -> int | None:
    """Study days from today to the exam; None where no day is set, or it has gone by."""
    text = context.settings.exam_date
    if not text:
        return None
    days = (date.fromisoformat(text) - context.today()) // timedelta(days=1)
    return days if days >= 0 else None


def _topics(context: Context, connection: Connection, today: date, horizon: int) -> dict[str, TopicStand]:
    """How the learner stands in each topic, by what will be recalled of its questions on the day of the exam."""
    covered = context.once(
        "covered",
        (context.learner_id, today, horizon, context.model),
        lambda: _covered(context, connection, today, horizon),
    )
    shares = context.exam_shares()
    return {
        topic: TopicStand(shares.get(topic, 0.0), count, covered=covered.get(topic, 0.0))
        for topic, count in context.outline().items.items()
    }


def _covered(context: Context, connection: Connection, today: date, horizon: int) -> Mapping[str, float]:
    """How much of each topic will be recalled, 0..1. Looked up once a day: a day's answers move it by very little, and
    every card has to be looked at for it.
    """
    topics, items, factor, decay = context.outline().topics, context.outline().items, *context.model.curve
    # `Model.recall`, with what is the same for all cards of a day worked out once: nothing here is as many as they are.
    scaled: dict[str, float] = {}
    known: defaultdict[str, float] = defaultdict(float)
    for question_id, stability, last_day in card_lists.memories(connection, context.learner_id):
        topic = topics.get(question_id)
        if topic is None:
            continue
        by_factor = scaled.get(last_day)
        if by_factor is None:
            elapsed = max((today - date.fromisoformat(last_day)).days, 0) + horizon
            by_factor = scaled[last_day] = factor * elapsed
        known[topic] += (1 + by_factor / max(stability, 0.01)) ** decay
    return {topic: min(recalled / worth.extent(items[topic]), 1.0) for topic, recalled in known.items()}
