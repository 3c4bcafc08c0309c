"""What a review asks: what is due, then questions never seen before, up to the day's number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date

from quizapp.bank.schema import Status
from quizapp.progress import cards
from quizapp.progress.cards import CardStatus
from quizapp.progress.database import Connection
from quizapp.progress.values import CardState
from quizapp.study.context import Context
from quizapp.study.selection import interleaved


@dataclass(frozen=True, slots=True)
class Queue:
    """`learning` and `reviews` are (question, part) in the order of asking, `new` are question ids."""

    learning: tuple[tuple[str, str], ...]
    reviews: tuple[tuple[str, str], ...]
    new: tuple[str, ...]

    @property
    def due(self) -> int:
        """How many cards are due."""
        return len(self.learning) + len(self.reviews)

    @property
    def questions(self) -> tuple[str, ...]:
        """The ids of the questions that are due."""
        return tuple(question_id for question_id, _ in (*self.learning, *self.reviews))


def build(context: Context, connection: Connection, seen: Set[str], seed: int = 0) -> Queue:
    """The queue of this moment: learning steps by their time, reviews by how much is forgotten, then new questions.

    `seen`: the questions that were answered before.
    """
    today, now = context.today(), context.now()
    waiting = [
        card for card in cards.due(connection, context.learner_id, today, now) if context.ready(card.question_id)
    ]
    learning = sorted((card for card in waiting if card.state is not CardState.REVIEW), key=_step_order)
    reviews = sorted(
        (card for card in waiting if card.state is CardState.REVIEW), key=lambda card: _forgotten(card, today)
    )
    left = context.settings.new_per_day - cards.introduced_on(connection, context.learner_id, today)
    fresh = new_questions(context, seen)[: max(left, 0)]
    return Queue(_keys(learning), _keys(reviews), tuple(interleaved(context.catalog, fresh, seed)))


def new_questions(context: Context, seen: Set[str]) -> list[str]:
    """The questions never answered, as the learner's track goes; what that leaves out comes after, by the syllabus."""
    catalog = context.catalog
    topics = {topic.code: place for place, topic in enumerate(catalog.syllabus.topics())}
    sections: dict[str, int] = {}
    for track, section in catalog.sections():
        if track.id == context.settings.track:
            sections[section.id] = len(sections)
    order = []
    for entry in catalog.entries.values():
        question = entry.question
        if question.status is Status.READY and question.id not in seen:
            section_place = min((sections[name] for name in question.tracks if name in sections), default=len(sections))
            topic_place = min((topics[code] for code in question.topics if code in topics), default=len(topics))
            order.append((section_place, topic_place, question.level, question.id))
    return [question_id for *_, question_id in sorted(order)]


def _step_order(card: CardStatus) -> tuple[float, str, str]:
    return (card.due_at.timestamp() if card.due_at else 0.0, card.question_id, card.part)


def _forgotten(card: CardStatus, today: date) -> tuple[float, str, str]:
    # Recall falls with the days since the last review measured in stabilities: the most forgotten one first.
    elapsed = (today - card.last_day).days if card.last_day else 0
    return (-elapsed / max(card.stability or 0.0, 0.01), card.question_id, card.part)


def _keys(found: Iterable[CardStatus]) -> tuple[tuple[str, str], ...]:
    return tuple((card.question_id, card.part) for card in found)


def seconds(context: Context, question_ids: Sequence[str]) -> int:
    """How long questions take by their own pace."""
    return sum(question.seconds for name in question_ids if (question := context.ready(name)) is not None)
