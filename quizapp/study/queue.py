"""What a review asks: what is due, then questions never seen before, up to the day's number.

What is due beyond the day's minutes is left for the days to come, and siblings are kept apart: see `portion`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import timedelta

from quizapp.bank.catalog import Catalog
from quizapp.bank.schema import Status
from quizapp.progress import attempts, cards
from quizapp.progress.cards import CardStatus
from quizapp.progress.database import Connection
from quizapp.progress.values import CardState
from quizapp.study.context import Context
from quizapp.study.portion import Unit, portion
from quizapp.study.running_order import ItemKind
from quizapp.study.selection import PartKey, interleaved, parts_of
from quizapp.study.siblings import group_of
from quizapp.study.valuing import Valuing


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits, by why, each in the order of asking. `later`: due as well, and left for the days to come."""

    learning: tuple[PartKey, ...]
    reviews: tuple[PartKey, ...]
    new: tuple[PartKey, ...]
    later: tuple[PartKey, ...] = ()

    @property
    def due(self) -> int:
        """How many cards are to be reviewed now."""
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


def build(
    context: Context,
    connection: Connection,
    seen: Set[PartKey],
    seed: int = 0,
    held: Set[PartKey] = frozenset(),
    *,
    another: bool = False,
) -> Queue:
    """The queue of this moment: learning steps by their time, reviews by what is most worth reviewing, then new ones.

    `seen`: what was answered before; `held`: what is suspended or buried. The new parts of a set come together, so a
    day may begin up to a set more than its number. `another`: as much again, after the day's minutes are used up.
    """
    today, now = context.today(), context.now()
    waiting = [
        card
        for card in cards.due(connection, context.learner_id, today, now)
        if context.asked(card.question_id, card.part)
    ]
    learning = sorted((card for card in waiting if card.state is not CardState.REVIEW), key=_step_order)
    steps = _keys(learning)
    units = _units(context, [card for card in waiting if card.state is CardState.REVIEW])
    answered = cards.answered_on(connection, context.learner_id, today)
    valuing = Valuing(context, connection)
    minutes = 60.0 * context.settings.minutes_per_day
    spent = 0.0 if another else attempts.seconds_on(connection, context.learner_id, today)
    left = max(minutes - spent - seconds(context, steps), 0.0)
    groups, tomorrow = _groups(context, answered), _tomorrow(context, connection)
    ordered = valuing.ordered(units)
    taken = portion(ordered, groups, left, tomorrow)
    fresh = _new(context, connection, seen, held, groups, valuing)
    if taken.beyond:
        # More is due than there is time for: a new question is begun only where it is worth more than what is due.
        worthy = set(valuing.new_within(ordered, fresh, left))
        fresh = [question_id for question_id in fresh if question_id in worthy]
        begun = (key for name in fresh for key in _unseen(context, name, seen, held))
        taken = portion(ordered, groups, left - seconds(context, begun), tomorrow)
    new = (key for name in interleaved(context.catalog, fresh, seed) for key in _unseen(context, name, seen, held))
    return Queue(
        steps,
        tuple(key for unit in taken.now for key in unit.keys),
        tuple(new),
        tuple(key for unit in taken.later for key in unit.keys),
    )


def ahead(context: Context, connection: Connection, days: int) -> Queue:
    """What is due within some days from today, the soonest first; nothing new."""
    today = context.today()
    found = [
        card
        for card in cards.due_within(connection, context.learner_id, today, today + timedelta(days=days))
        if context.asked(card.question_id, card.part)
    ]
    steps = sorted((card for card in found if card.state is not CardState.REVIEW), key=_step_order)
    reviews = sorted((card for card in found if card.state is CardState.REVIEW), key=_step_order)
    return Queue(_keys(steps), _keys(reviews), ())


def _keys(found: Iterable[CardStatus]) -> tuple[PartKey, ...]:
    return tuple((card.question_id, card.part) for card in found)


def _new(
    context: Context,
    connection: Connection,
    seen: Set[PartKey],
    held: Set[PartKey],
    met: Set[str],
    valuing: Valuing,
) -> list[str]:
    """The new questions of the day; of each group of siblings one, and none of those `met` today, where that leaves
    enough.
    """
    left = context.settings.new_per_day - cards.introduced_on(connection, context.learner_id, context.today())
    if left <= 0:
        return []
    groups = set(met)
    apart: list[str] = []
    behind: list[str] = []
    for question_id in valuing.new_in_order(context, new_questions(context, seen, held)):
        group = group_of(context.catalog.find(question_id))
        (behind if group in groups else apart).append(question_id)
        if group:
            groups.add(group)
    fresh: list[str] = []
    begun = 0
    for question_id in (*apart, *behind):
        if begun >= left:
            break
        fresh.append(question_id)
        begun += len(_unseen(context, question_id, seen, held))
    return fresh


def _units(context: Context, reviews: Sequence[CardStatus]) -> list[Unit]:
    """What is asked together: the parts of one set that are due."""
    by_question: dict[str, list[CardStatus]] = {}
    for card in reviews:
        by_question.setdefault(card.question_id, []).append(card)
    units = []
    for question_id, found in by_question.items():
        question = context.catalog.find(question_id)
        names = question.part_names
        found.sort(key=lambda card: names.index(card.part))
        units.append(
            Unit(
                cards=tuple(found),
                topic=question.topics[0],
                group=group_of(question),
                seconds=float(sum(question.asked(card.part).seconds for card in found)),
            )
        )
    return units


def _groups(context: Context, keys: Set[PartKey]) -> set[str]:
    found = (context.catalog.entries.get(question_id) for question_id, _ in keys)
    return {group_of(entry.question) for entry in found if entry is not None} - {""}


def _tomorrow(context: Context, connection: Connection) -> int:
    today = context.today()
    tomorrow = cards.due_counts(connection, context.learner_id, today, days=1)
    return sum(count for day, count in tomorrow.items() if day > today)


def new_questions(context: Context, seen: Set[PartKey], held: Set[PartKey] = frozenset()) -> list[str]:
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
        if question.status is Status.READY and _unseen(context, question.id, seen, held):
            section_place = min((sections[name] for name in question.tracks if name in sections), default=len(sections))
            topic_place = min((topics[code] for code in question.topics if code in topics), default=len(topics))
            order.append((section_place, topic_place, question.level, question.id))
    return [question_id for *_, question_id in sorted(order)]


def _unseen(context: Context, question_id: str, seen: Set[PartKey], held: Set[PartKey]) -> list[PartKey]:
    return [key for key in parts_of(context.catalog, [question_id]) if key not in seen and key not in held]


def _step_order(card: CardStatus) -> tuple[float, str, str]:
    return (card.due_at.timestamp() if card.due_at else 0.0, card.question_id, card.part)


def seconds(context: Context, keys: Iterable[PartKey]) -> int:
    """How long questions and parts take by their own pace."""
    found = (context.asked(question_id, part) for question_id, part in keys)
    return sum(asked.seconds for asked in found if asked is not None)
