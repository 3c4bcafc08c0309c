"""Where the learner stands: the figures of the home screen, and the tree of chapters."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from quizapp.bank.schema import Status
from quizapp.bank.syllabus import Name, Topic
from quizapp.progress import attempts, card_lists, figures, sittings
from quizapp.progress.database import Connection
from quizapp.study import queue
from quizapp.study.context import Context
from quizapp.study.running_order import Plan
from quizapp.study.selection import PartKey, Selection

# The name of the way through the bank that is the syllabus itself.
SYLLABUS = "syllabus"


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A sitting that can be resumed. `kind` is quiz or review."""

    sitting_id: int
    kind: str
    answered: int
    total: int
    started_at: datetime


@dataclass(frozen=True, slots=True)
class Node:
    """A part of the syllabus or of a track: a field, chapter, topic or section. Every part of a set counts as a
    question.

    `questions`: how many can be asked. `seen`: asked at all, practice counted. `mastered`: recall holds for three weeks
    without a review. `due`: to be reviewed now. `exam`: within the exam's scope. `recall`: the mean chance to recall
    today what was answered; None where nothing was, or it was not asked for. `selection` is what a quiz from this node
    asks.
    """

    id: str
    ja: str
    en: str
    questions: int
    seen: int
    mastered: int
    due: int
    selection: Selection
    children: tuple[Node, ...] = ()
    exam: bool = True
    recall: float | None = None

    def __iter__(self) -> Iterator[Node]:
        """This node and all below it."""
        yield self
        for child in self.children:
            yield from child


@dataclass(frozen=True, slots=True)
class Overview:
    """The figures of the home screen. Minutes are estimates from the questions' own pace.

    `due`: cards to review now; `new_today`: questions in no schedule that a review will still begin today; `streak`:
    study days in a row with at least one answer, today's counted once there is one. `questions`: all that can be asked,
    each counted once. `later`: what is due as well, and is spread over the days to come, because it goes beyond the
    day's minutes. `chapters`: the fields of the syllabus, or the sections of the learner's track; what is due stands in
    one of them only, so that the fields add up to `due` and `later`. `ever_answered`: whether any answer stands, of
    whatever day.
    """

    due: int
    due_minutes: int
    new_today: int
    new_minutes: int
    answered_today: int
    correct_today: int
    streak: int
    unfinished: Unfinished | None
    questions: int
    chapters: tuple[Node, ...]
    later: int = 0
    ever_answered: bool = False


# A card whose recall holds for three weeks without a review.
MASTERED_STABILITY = 21.0


# Topics and sections of tracks.
_About = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the learner stands. `new`: what is in no schedule and neither suspended nor buried.

    `counted`: of every topic and track section and whatever is above it ("3.4.1", "3.4", "3"; "zero.7", "zero"), and of
    the whole bank (""), how many questions and parts can be asked, were seen, are mastered, are due; each counted once.
    `due`: by the topics and track sections that questions are about, how many parts are due.
    """

    counted: Mapping[str, list[int]]
    new: Set[PartKey]
    due: Mapping[_About, int]


def standing(context: Context, connection: Connection) -> Standing:
    """Where the learner stands now, card by card in one pass."""
    entries, keys = context.catalog.entries, context.outline().keys
    sizes, above = context.once("sizes", None, lambda: _sizes(context))
    counted = {name: [size, 0, 0, 0] for name, size in sizes.items()}
    new = set(keys)
    # Asked, of which a card need not know.
    asked = set(keys.intersection(attempts.seen_only(connection, context.learner_id)))
    # First by what questions are about together: there are far fewer such combinations than cards.
    together: Counter[tuple[tuple[str, ...], tuple[str, ...], int]] = Counter()
    rows = card_lists.standing(connection, context.learner_id, context.today(), context.now(), MASTERED_STABILITY)
    for question_id, part, flags in rows:
        key = question_id, part
        if not flags or key not in keys:
            # What the bank no longer has is left out: nothing is counted by it.
            continue
        new.discard(key)
        seen = card_lists.SEEN if key in asked else 0
        asked.discard(key)
        header = entries[question_id].header
        together[header.topics, header.tracks, flags | seen] += 1
    for question_id, _ in asked:
        header = entries[question_id].header
        together[header.topics, header.tracks, card_lists.SEEN] += 1
    due: Counter[_About] = Counter()
    for (topics, tracks, flags), count in together.items():
        if flags & card_lists.DUE:
            due[topics, tracks] += count
        for name in above[topics, tracks]:
            row = counted[name]
            row[1] += count * bool(flags & card_lists.SEEN)
            row[2] += count * bool(flags & card_lists.MASTERED)
            row[3] += count * bool(flags & card_lists.DUE)
    return Standing(counted, new, due)


def recall_now(context: Context, connection: Connection) -> dict[str, float]:
    """How well what was answered is recalled today, by the names of `Standing.counted`: the mean of the memory model's
    recall over the cards that are in the schedule.
    """
    today, (factor, decay) = context.today(), context.model.curve
    entries = context.catalog.entries
    above = context.once("sizes", None, lambda: _sizes(context))[1]
    elapsed: dict[str, int] = {}
    sums: dict[_About, list[float]] = {}
    for question_id, stability, last_day in card_lists.memories(connection, context.learner_id):
        entry = entries.get(question_id)
        if entry is None:
            continue
        days = elapsed.get(last_day)
        if days is None:
            days = elapsed[last_day] = max((today - date.fromisoformat(last_day)).days, 0)
        found = sums.setdefault((entry.header.topics, entry.header.tracks), [0.0, 0])
        found[0] += (1 + factor * days / max(stability, 0.01)) ** decay
        found[1] += 1
    totals: dict[str, list[float]] = {}
    for about, (recalled, count) in sums.items():
        for name in above.get(about, ()):
            total = totals.setdefault(name, [0.0, 0])
            total[0] += recalled
            total[1] += count
    return {name: recalled / count for name, (recalled, count) in totals.items()}


def tree(
    context: Context, track_id: str, stand: Standing, recalled: Mapping[str, float] | None = None
) -> tuple[Node, ...]:
    """The nodes of the syllabus, or of a track with the whole book or course at the top. `recalled`: what `recall_now`
    says. Raises KeyError for an unknown track.
    """
    return _tree(context, track_id, stand.counted, recalled or {})


def _tree(
    context: Context, track_id: str, counted: Mapping[str, list[int]], recalled: Mapping[str, float]
) -> tuple[Node, ...]:
    catalog = context.catalog

    def node(
        name: str, words: Name, selection: Selection, children: tuple[Node, ...] = (), *, exam: bool = True
    ) -> Node:
        questions, seen, mastered, due = counted.get(name, (0, 0, 0, 0))
        return Node(
            id=name,
            ja=words.ja,
            en=words.en,
            questions=questions,
            seen=seen,
            mastered=mastered,
            due=due,
            selection=selection,
            children=children,
            exam=exam,
            recall=recalled.get(name),
        )

    def topic_node(topic: Topic) -> Node:
        return node(topic.code, topic.name, Selection(topic=topic.code), exam=topic.exam)

    def branch(name: str, words: Name, children: tuple[Node, ...]) -> Node:
        return node(name, words, Selection(chapter=name), children, exam=any(child.exam for child in children))

    if track_id == SYLLABUS:
        return tuple(
            branch(
                field.code,
                field.name,
                tuple(
                    branch(section.code, section.name, tuple(topic_node(topic) for topic in section.topics))
                    for section in field.sections
                ),
            )
            for field in catalog.syllabus.fields
        )
    for track in catalog.tracks:
        if track.id == track_id:
            sections = tuple(
                node(section.id, section.name, Selection(section=section.id)) for section in track.sections
            )
            return (node(track.id, track.name, Selection(section=track.id), sections),)
    raise KeyError(track_id)


_Above = dict[_About, list[str]]


def _sizes(context: Context) -> tuple[dict[str, int], _Above]:
    """How much can be asked of everything that is counted, and by topics and tracks what a question is counted for."""
    sizes: Counter[str] = Counter({"": 0})
    above: _Above = {}
    for entry in context.catalog.entries.values():
        header = entry.header
        if header.status is Status.READY:
            key = header.topics, header.tracks
            if key not in above:
                above[key] = _names_above((*header.topics, *header.tracks))
            for name in above[key]:
                sizes[name] += len(header.parts)
    return dict(sizes), above


def _names_above(names: Iterable[str]) -> list[str]:
    """Some dotted names, everything above them, and the top."""
    found = [""]
    for name in names:
        pieces = name.split(".")
        found += [".".join(pieces[:length]) for length in range(1, len(pieces) + 1)]
    return list(dict.fromkeys(found))


def look(context: Context) -> Overview:
    """The figures of the home screen."""
    today = context.today()
    with context.database.reading() as connection:
        stand = standing(context, connection)
        waiting = queue.build(context, connection, new=stand.new)
        done = figures.by_day(connection, context.learner_id, today, today)
        days = attempts.study_days(connection, context.learner_id)
        unfinished = newest_unfinished(context, connection)
    known = context.settings.track in {track.id for track in context.catalog.tracks}
    top = tree(context, context.settings.track if known else SYLLABUS, stand)
    return Overview(
        due=waiting.due,
        due_minutes=_minutes(queue.seconds(context, (*waiting.learning, *waiting.reviews))),
        new_today=len(waiting.new),
        new_minutes=_minutes(queue.seconds(context, waiting.new)),
        answered_today=sum(day.answers for day in done),
        correct_today=sum(day.right for day in done),
        streak=streak(days, today),
        unfinished=unfinished,
        questions=stand.counted[""][0],
        chapters=_due_once(top[0].children if known else top, stand),
        later=len(waiting.later),
        ever_answered=bool(days),
    )


def _due_once(nodes: Sequence[Node], stand: Standing) -> tuple[Node, ...]:
    """Nodes with each due question in one of them: that of its first topic (or section of the track). So they add up to
    what is due in all, today's part and what goes beyond it.
    """
    ids = {node.id for node in nodes}
    due: Counter[str] = Counter()
    for (topics, tracks), count in stand.due.items():
        home = next((name for name in _names_above((topics[0], *tracks)) if name in ids), None)
        if home is not None:
            due[home] += count
    return tuple(replace(node, due=due[node.id]) for node in nodes)


def newest_unfinished(context: Context, connection: Connection) -> Unfinished | None:
    """The open sitting that was started last."""
    return next(iter(all_unfinished(context, connection, most=1)), None)


def all_unfinished(context: Context, connection: Connection, most: int | None = None) -> tuple[Unfinished, ...]:
    """The open sittings (at most `most`), the one that was started last first."""
    rows = sittings.all_open(connection, context.learner_id, most)
    return tuple(
        Unfinished(
            row.id, row.kind.value, row.position, len(Plan.from_json(row.plan, row.position).shown), row.started_at
        )
        for row in rows
    )


def streak(days: Sequence[date], today: date) -> int:
    """How many study days in a row have an answer, up to today or, before today's first answer, up to yesterday.

    `days`: newest first. Those still to come are left out: the clock was set back, or a journey led westward.
    """
    days = [day for day in days if day <= today]
    if not days or days[0] < today - timedelta(days=1):
        return 0
    length = 1
    for later, earlier in pairwise(days):
        if later - earlier != timedelta(days=1):
            break
        length += 1
    return length


def _minutes(seconds: int) -> int:
    return math.ceil(seconds / 60)
