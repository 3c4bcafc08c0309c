"""What a review asks: what is due, then new questions (in no schedule yet), as far as the day's minutes go.

What of them is asked today is decided by `daily`; siblings are kept apart by `portion`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import timedelta

from quizapp.bank.catalog import Catalog
from quizapp.progress import attempts, card_lists, movements
from quizapp.progress.card_lists import CardStatus
from quizapp.progress.database import Connection
from quizapp.progress.values import CardState
from quizapp.study.context import Context
from quizapp.study.daily import daily
from quizapp.study.portion import Unit, portion
from quizapp.study.running_order import ItemKind
from quizapp.study.selection import PartKey, interleaved, parts_of
from quizapp.study.siblings import group_of
from quizapp.study.unscheduled import unscheduled
from quizapp.study.valuing import Keys, Valuing
from quizapp.study.worth import Candidate


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
    new: Set[PartKey] | None = None,
    another: bool = False,
) -> Queue:
    """The queue of this moment: learning steps by their time, reviews by what is most worth reviewing, then new ones.

    `new`: what is in no schedule and neither suspended nor buried, if that is known already. The new parts of a
    set come together, so a day may begin up to a set more than its number. `another`: as much again, after the day's
    minutes are used up, but no more new ones than the day's number.
    """
    today, now = context.today(), context.now()
    waiting = [
        card
        for card in card_lists.due(connection, context.learner_id, today, now)
        if context.asked(card.question_id, card.part)
    ]
    valuing = Valuing(context, connection)
    left = 60 * minutes_left(context, connection, another=another)
    steps, left_over, left = _steps(context, waiting, left, valuing.speed)
    groups = _groups(context, movements.answered_on(connection, context.learner_id, today))
    units = valuing.ordered(_units(context, [card for card in waiting if card.state is CardState.REVIEW]))
    apart = portion(units, groups, _tomorrow(context, connection))
    number = context.settings.new_per_day
    asked = daily(
        [valuing.review(unit) for unit in apart.now],
        _new(context, connection, new, groups, valuing),
        left,
        number - movements.introduced_on(connection, context.learner_id, today),
        valuing.topics,
        more=number > 0 and not another,
    )
    fresh = {candidate.key[0][0]: candidate.key for candidate in asked.new}
    return Queue(
        steps,
        _together(asked.reviews),
        tuple(key for name in interleaved(context.catalog, list(fresh), seed) for key in fresh[name]),
        (*left_over, *_together(asked.later), *(key for unit in apart.later for key in unit.keys)),
    )


def minutes_left(context: Context, connection: Connection, *, another: bool = False) -> float:
    """What is left of the day's minutes; `another`: all of them once more."""
    spent = 0.0 if another else attempts.seconds_on(connection, context.learner_id, context.today()) / 60
    return max(context.settings.minutes_per_day - spent, 0.0)


def ahead(context: Context, connection: Connection, days: int) -> Queue:
    """What is due within some days from today, the soonest first; nothing new."""
    today = context.today()
    found = [
        card
        for card in card_lists.due_within(connection, context.learner_id, today, today + timedelta(days=days))
        if context.asked(card.question_id, card.part)
    ]
    steps = sorted((card for card in found if card.state is not CardState.REVIEW), key=_step_order)
    reviews = sorted((card for card in found if card.state is CardState.REVIEW), key=_step_order)
    return Queue(_keys(steps), _keys(reviews), ())


def _keys(found: Iterable[CardStatus]) -> tuple[PartKey, ...]:
    return tuple((card.question_id, card.part) for card in found)


def _steps(
    context: Context, waiting: Iterable[CardStatus], left: float, speed: float
) -> tuple[tuple[PartKey, ...], tuple[PartKey, ...], float]:
    """The learning steps to be asked now, those that are left, and what is left of the seconds. Today's are always
    asked; those that were left standing on an earlier day as far as the time goes.
    """
    today = context.today()
    learning = sorted((card for card in waiting if card.state is not CardState.REVIEW), key=_step_order)
    now = [card for card in learning if card.last_day is None or card.last_day >= today]
    left -= seconds(context, _keys(now)) * speed
    later: list[CardStatus] = []
    for card in learning:
        if card.last_day is None or card.last_day >= today:
            continue
        (now if left > 0 else later).append(card)
        left -= seconds(context, _keys([card])) * speed
    return _keys(sorted(now, key=_step_order)), _keys(later), max(left, 0.0)


def _together(candidates: Iterable[Candidate[Keys]]) -> tuple[PartKey, ...]:
    return tuple(key for candidate in candidates for key in candidate.key)


def _new(
    context: Context, connection: Connection, waiting: Set[PartKey] | None, met: Set[str], valuing: Valuing
) -> Iterator[Candidate[Keys]]:
    """The new questions in the order in which they are begun, each with the parts that are new. Of each group of
    siblings one goes before the others, and those of what was `met` today come last.
    """
    if waiting is None:
        waiting = unscheduled(context, connection)
    groups = set(met)
    behind: list[str] = []
    for question_id in valuing.new_in_order(new_questions(context, waiting)):
        header = context.catalog.entries[question_id].header
        group = group_of(header)
        if group in groups:
            behind.append(question_id)
            continue
        if group:
            groups.add(group)
        yield valuing.new(question_id, _parts_of(context, question_id, waiting))
    for question_id in behind:
        yield valuing.new(question_id, _parts_of(context, question_id, waiting))


def _parts_of(context: Context, question_id: str, waiting: Set[PartKey]) -> list[str]:
    return [part for part in context.catalog.entries[question_id].header.part_names if (question_id, part) in waiting]


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
    tomorrow = card_lists.due_counts(connection, context.learner_id, today, days=1)
    return sum(count for day, count in tomorrow.items() if day > today)


def new_questions(context: Context, unscheduled: Set[PartKey]) -> list[str]:
    """The questions of which a part is `unscheduled`, as the learner's track goes; what that leaves out comes after, by
    the syllabus.
    """
    catalog = context.catalog
    topics = {topic.code: place for place, topic in enumerate(catalog.syllabus.topics())}
    sections: dict[str, int] = {}
    for track, section in catalog.sections():
        if track.id == context.settings.track:
            sections[section.id] = len(sections)
    order = []
    for question_id in {question_id for question_id, _ in unscheduled}:
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
