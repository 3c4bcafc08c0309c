"""In what order things are most worth studying: before an exam by what they add to its score, else by what is most
forgotten.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from quizapp.progress import cards
from quizapp.progress.cards import CardStatus
from quizapp.progress.database import Connection
from quizapp.study import worth
from quizapp.study.context import Context
from quizapp.study.portion import Unit
from quizapp.study.worth import Candidate, TopicStand

# A learner's way through the bank that is none of the tracks.
SYLLABUS = "syllabus"
_MIDDLING = 5.0


class Valuing:
    """What studying something is worth to one learner today. `horizon`: days until the exam; None where there is no
    exam ahead.
    """

    def __init__(self, context: Context, connection: Connection) -> None:
        self._today = context.today()
        self._context = context
        self.horizon = days_to_exam(context)
        self._topics = {} if self.horizon is None else _topics(context, connection, self._today, self.horizon)

    def ordered(self, units: Sequence[Unit]) -> list[Unit]:
        """What is due, the most worth reviewing first."""
        if self.horizon is None:
            return sorted(units, key=lambda unit: (min(map(self._forgotten, unit.cards)), unit.keys))
        found = sorted(units, key=lambda unit: unit.keys)
        ranking = worth.ranked(map(self._review, range(len(found)), found), self._topics)
        return [found[candidate.key] for candidate in ranking]

    def new_in_order(self, context: Context, question_ids: Sequence[str]) -> list[str]:
        """New questions, the most worth learning first; in the order of the track for a learner who follows one."""
        if self.horizon is None or context.settings.track != SYLLABUS:
            return list(question_ids)
        return [found.key for found in worth.ranked(map(self._new, question_ids), self._topics)]

    def new_within(self, units: Sequence[Unit], question_ids: Sequence[str], seconds: float) -> list[str]:
        """The new questions that are worth more than what is due, where both together go beyond a time."""
        if self.horizon is None:
            return []
        reviews: list[Candidate[int | str]] = [self._review(number, unit) for number, unit in enumerate(units)]
        news: list[Candidate[int | str]] = [self._new(question_id) for question_id in question_ids]
        ranking = worth.ranked([*reviews, *news], self._topics, seconds)
        return [found.key for found in ranking if isinstance(found.key, str)]

    def _new(self, question_id: str) -> Candidate[Any]:
        assert self.horizon is not None
        header = self._context.catalog.entries[question_id].header
        pace = sum(part.seconds for part in header.parts)
        parts = len(header.parts)
        gain = parts * worth.new_gain(worth.UNKNOWN_ABILITY, self.horizon)
        return Candidate(question_id, header.topics[0], gain, worth.new_seconds(pace), parts)

    def _review(self, number: int, unit: Unit) -> Candidate[Any]:
        gain = seconds = 0.0
        assert self.horizon is not None
        for card in unit.cards:
            stability, elapsed = card.stability or 1.0, self._elapsed(card)
            gain += worth.review_gain(stability, elapsed, self.horizon, card.difficulty or _MIDDLING)
            seconds += worth.review_seconds(unit.seconds / len(unit.cards), stability, elapsed)
        return Candidate(number, unit.topic, gain, seconds, len(unit.cards))

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
    topics, items, recall = context.outline().topics, context.outline().items, context.model.recall
    days: dict[date, int] = {}
    known: defaultdict[str, float] = defaultdict(float)
    for question_id, stability, last_day in cards.memories(connection, context.learner_id):
        topic = topics.get(question_id)
        if topic is None:
            continue
        elapsed = days.get(last_day)
        if elapsed is None:
            elapsed = days[last_day] = max((today - last_day).days, 0) + horizon
        known[topic] += recall(elapsed, max(stability, 0.01))
    return {topic: min(recalled / worth.extent(items[topic]), 1.0) for topic, recalled in known.items()}
