"""What a review asks: what is due, then questions never seen before, up to the day's number."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date

from quizapp.bank.catalog import Catalog
from quizapp.bank.schema import Status
from quizapp.progress import cards
from quizapp.progress.cards import CardStatus
from quizapp.progress.database import Connection
from quizapp.progress.values import CardState
from quizapp.study.context import Context
from quizapp.study.running_order import ItemKind
from quizapp.study.selection import PartKey, interleaved, parts_of


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits, by why, each in the order of asking."""

    learning: tuple[PartKey, ...]
    reviews: tuple[PartKey, ...]
    new: tuple[PartKey, ...]

    @property
    def due(self) -> int:
        """How many cards are due."""
        return len(self.learning) + len(self.reviews)

    def together(self, catalog: Catalog) -> list[list[tuple[PartKey, ItemKind]]]:
        """Everything in the order of asking. The parts of a set that wait come together, in the set's own order, where
        the first of them stands.
        """
        kinds = dict.fromkeys(self.new, ItemKind.NEW)
        kinds |= dict.fromkeys(self.reviews, ItemKind.REVIEW) | dict.fromkeys(self.learning, ItemKind.LEARNING)
        by_question: dict[str, list[PartKey]] = {}
        for key in (*self.learning, *self.reviews, *self.new):
            by_question.setdefault(key[0], []).append(key)
        return [
            [(key, kinds[key]) for key in parts_of(catalog, [question_id]) if key in waiting]
            for question_id, waiting in by_question.items()
        ]


def build(context: Context, connection: Connection, seen: Set[PartKey], seed: int = 0) -> Queue:
    """The queue of this moment: learning steps by their time, reviews by how much is forgotten, then new questions.

    `seen`: what was answered before. The new parts of a set come together, so a day may begin up to a set more than
    its number.
    """
    today, now = context.today(), context.now()
    waiting = [
        card
        for card in cards.due(connection, context.learner_id, today, now)
        if context.asked(card.question_id, card.part)
    ]
    learning = sorted((card for card in waiting if card.state is not CardState.REVIEW), key=_step_order)
    reviews = sorted(
        (card for card in waiting if card.state is CardState.REVIEW), key=lambda card: _forgotten(card, today)
    )
    left = context.settings.new_per_day - cards.introduced_on(connection, context.learner_id, today)
    fresh: list[str] = []
    begun = 0
    for question_id in new_questions(context, seen):
        if begun >= left:
            break
        fresh.append(question_id)
        begun += len(_unseen(context, question_id, seen))
    new = (key for name in interleaved(context.catalog, fresh, seed) for key in _unseen(context, name, seen))
    return Queue(_keys(learning), _keys(reviews), tuple(new))


def new_questions(context: Context, seen: Set[PartKey]) -> list[str]:
    """The questions never answered (or a part of them), as the learner's track goes; what that leaves out comes after,
    by the syllabus.
    """
    catalog = context.catalog
    topics = {topic.code: place for place, topic in enumerate(catalog.syllabus.topics())}
    sections: dict[str, int] = {}
    for track, section in catalog.sections():
        if track.id == context.settings.track:
            sections[section.id] = len(sections)
    order = []
    for entry in catalog.entries.values():
        question = entry.question
        if question.status is Status.READY and _unseen(context, question.id, seen):
            section_place = min((sections[name] for name in question.tracks if name in sections), default=len(sections))
            topic_place = min((topics[code] for code in question.topics if code in topics), default=len(topics))
            order.append((section_place, topic_place, question.level, question.id))
    return [question_id for *_, question_id in sorted(order)]


def _unseen(context: Context, question_id: str, seen: Set[PartKey]) -> list[PartKey]:
    return [key for key in parts_of(context.catalog, [question_id]) if key not in seen]


def _step_order(card: CardStatus) -> tuple[float, str, str]:
    return (card.due_at.timestamp() if card.due_at else 0.0, card.question_id, card.part)


def _forgotten(card: CardStatus, today: date) -> tuple[float, str, str]:
    # Recall falls with the days since the last review measured in stabilities: the most forgotten one first.
    elapsed = (today - card.last_day).days if card.last_day else 0
    return (-elapsed / max(card.stability or 0.0, 0.01), card.question_id, card.part)


def _keys(found: Iterable[CardStatus]) -> tuple[PartKey, ...]:
    return tuple((card.question_id, card.part) for card in found)


def seconds(context: Context, keys: Iterable[PartKey]) -> int:
    """How long questions and parts take by their own pace."""
    found = (context.asked(question_id, part) for question_id, part in keys)
    return sum(asked.seconds for asked in found if asked is not None)
