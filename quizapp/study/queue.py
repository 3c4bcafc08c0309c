"""What a review asks: what is due, then questions never seen before, up to the day's number.

What is due beyond the day's minutes is left for the days to come, and siblings are kept apart: see `portion`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import timedelta

from quizapp.bank.catalog import Catalog
from quizapp.progress import attempts, cards
from quizapp.progress.cards import CardStatus
from quizapp.progress.database import Connection
from quizapp.progress.values import CardState
from quizapp.study import worth
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
    seed: int = 0,
    *,
    unseen: Set[PartKey] | None = None,
    another: bool = False,
) -> Queue:
    """The queue of this moment: learning steps by their time, reviews by what is most worth reviewing, then new ones.

    `unseen`: what was never answered and is neither suspended nor buried, if that is known already. The new parts of a
    set come together, so a day may begin up to a set more than its number. `another`: as much again, after the day's
    minutes are used up.
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
    asked = portion(ordered, groups, left, tomorrow)
    room = 0.0 if valuing.horizon is None else left - sum(unit.seconds for unit in asked.now)
    fresh, begun_with = _new(context, connection, unseen, groups, valuing, room)
    if asked.beyond:
        # More is due than there is time for: a new question is begun only where it is worth more than what is due.
        worthy = set(valuing.new_within(ordered, fresh, left))
        fresh = [question_id for question_id in fresh if question_id in worthy]
        begun = (key for name in fresh for key in begun_with[name])
        asked = portion(ordered, groups, left - seconds(context, begun), tomorrow)
    new = (key for name in interleaved(context.catalog, fresh, seed) for key in begun_with[name])
    return Queue(
        steps,
        tuple(key for unit in asked.now for key in unit.keys),
        tuple(new),
        tuple(key for unit in asked.later for key in unit.keys),
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
    unseen: Set[PartKey] | None,
    met: Set[str],
    valuing: Valuing,
    room: float,
) -> tuple[list[str], dict[str, list[PartKey]]]:
    """The new questions of the day, and what is new in each: up to the day's number, and before an exam as many more as
    fit into the seconds that reviews leave (`room`); none where the day's number is 0. Of each group of siblings one,
    and none of those `met` today, where that leaves enough.
    """
    number = context.settings.new_per_day
    left = number - cards.introduced_on(connection, context.learner_id, context.today())
    room = room if number else 0.0
    if left <= 0 and room <= 0:
        return [], {}
    if unseen is None:
        unseen = context.outline().unseen(cards.taken(connection, context.learner_id, context.today()))
    groups = set(met)
    apart: list[str] = []
    behind: list[str] = []
    for question_id in valuing.new_in_order(context, new_questions(context, unseen)):
        group = group_of(context.catalog.entries[question_id].header)
        (behind if group in groups else apart).append(question_id)
        if group:
            groups.add(group)
    fresh: dict[str, list[PartKey]] = {}
    begun = 0
    for question_id in (*apart, *behind):
        if begun >= left and room <= 0:
            break
        fresh[question_id] = [key for key in parts_of(context.catalog, [question_id]) if key in unseen]
        begun += len(fresh[question_id])
        room -= worth.new_seconds(seconds(context, fresh[question_id]))
    return list(fresh), fresh


def _units(context: Context, reviews: Sequence[CardStatus]) -> list[Unit]:
    """What is asked together: the parts of one set that are due."""
    by_question: dict[str, list[CardStatus]] = {}
    for card in reviews:
        by_question.setdefault(card.question_id, []).append(card)
    units = []
    for question_id, found in by_question.items():
        header = context.catalog.entries[question_id].header
        names = header.part_names
        found.sort(key=lambda card: names.index(card.part))
        units.append(
            Unit(
                cards=tuple(found),
                topic=header.topics[0],
                group=group_of(header),
                seconds=float(sum(header.asked(card.part).seconds for card in found)),
            )
        )
    return units


def _groups(context: Context, keys: Set[PartKey]) -> set[str]:
    found = (context.catalog.entries.get(question_id) for question_id, _ in keys)
    return {group_of(entry.header) for entry in found if entry is not None} - {""}


def _tomorrow(context: Context, connection: Connection) -> int:
    today = context.today()
    tomorrow = cards.due_counts(connection, context.learner_id, today, days=1)
    return sum(count for day, count in tomorrow.items() if day > today)


def new_questions(context: Context, unseen: Set[PartKey]) -> list[str]:
    """The questions of which a part is `unseen`, as the learner's track goes; what that leaves out comes after, by the
    syllabus.
    """
    catalog = context.catalog
    topics = {topic.code: place for place, topic in enumerate(catalog.syllabus.topics())}
    sections: dict[str, int] = {}
    for track, section in catalog.sections():
        if track.id == context.settings.track:
            sections[section.id] = len(sections)
    order = []
    for question_id in {question_id for question_id, _ in unseen}:
        header = catalog.entries[question_id].header
        section_place = min((sections[name] for name in header.tracks if name in sections), default=len(sections))
        topic_place = min((topics[code] for code in header.topics if code in topics), default=len(topics))
        order.append((section_place, topic_place, header.level, question_id))
    return [question_id for *_, question_id in sorted(order)]


def _step_order(card: CardStatus) -> tuple[float, str, str]:
    return (card.due_at.timestamp() if card.due_at else 0.0, card.question_id, card.part)


def seconds(context: Context, keys: Iterable[PartKey]) -> int:
    """How long questions and parts take by their own pace."""
    found = (context.asked(question_id, part) for question_id, part in keys)
    return sum(asked.seconds for asked in found if asked is not None)
