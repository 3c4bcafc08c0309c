"""Which questions a sitting may ask, and in what order."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from quizapp.bank.schema import Kind, Question, Status

if TYPE_CHECKING:
    from quizapp.bank.catalog import Catalog


# What has a card of its own: the id of a question, and "" or the part of a set.
PartKey = tuple[str, str]


class Filter(StrEnum):
    """Which questions by the learner's history: never answered, last answered not right, or flagged.

    A set passes when one of its parts does, and is then asked whole.
    """

    ANY = "any"
    UNSEEN = "unseen"
    WRONG = "wrong"
    FLAGGED = "flagged"


@dataclass(frozen=True, slots=True)
class Selection:
    """A choice of questions; every field that is set narrows it, an empty selection is the whole bank.

    `chapter`: a chapter's folder ("convolution") or a syllabus code above the topic ("3" or "3.4"). `topic`: "3.4.1".
    `section`: a track's section ("zero.7") or a whole track ("zero"). `keyword`: one keyword of the question. `ids`:
    these questions only. `kinds`, `levels`: any of these (a set has its own kind and those of its parts). `filter`: by
    the learner's history. `statuses`: only `ready` ones are asked, unless an author previews others.
    """

    chapter: str | None = None
    topic: str | None = None
    section: str | None = None
    keyword: str | None = None
    ids: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    levels: tuple[int, ...] = ()
    filter: Filter = Filter.ANY
    statuses: tuple[Status, ...] = (Status.READY,)


@dataclass(frozen=True, slots=True)
class History:
    """What the learner's history says of questions; only what a selection's filter asks for needs to be filled.

    `flagged` holds question ids, the others question parts.
    """

    seen: Set[PartKey] = frozenset()
    wrong: Set[PartKey] = frozenset()
    flagged: Set[str] = frozenset()


def matching(catalog: Catalog, selection: Selection, history: History) -> list[str]:
    """The ids of the questions that a selection holds, in the bank's order."""
    return [
        entry.question.id
        for entry in catalog.entries.values()
        if _fits(entry.question, entry.chapter, selection) and _passes(entry.question, selection.filter, history)
    ]


def parts_of(catalog: Catalog, ids: Iterable[str]) -> list[PartKey]:
    """What questions ask, one after the other: themselves, or the parts of a set in their order."""
    return [(question_id, part) for question_id in ids for part in catalog.find(question_id).part_names]


def first_of(catalog: Catalog, ids: Iterable[str], size: int) -> list[str]:
    """The first questions that ask `size` parts together. A set is taken whole, so it may be up to a set more."""
    taken: list[str] = []
    parts = 0
    for question_id in ids:
        if parts >= size:
            break
        taken.append(question_id)
        parts += len(catalog.find(question_id).part_names)
    return taken


def interleaved(catalog: Catalog, ids: Sequence[str], seed: int) -> list[str]:
    """Questions shuffled by a seed so that two of one topic follow each other only where it can't be avoided.

    Mixing topics makes practice harder and learning better: 72 % against 38 % in an unannounced test two weeks later
    (Rohrer, Dedrick and Burgess 2014, doi 10.3758/s13423-014-0588-3).
    """
    stream = random.Random(seed)
    by_topic: dict[str, list[str]] = {}
    for question_id in stream.sample(list(ids), len(ids)):
        by_topic.setdefault(catalog.find(question_id).topics[0], []).append(question_id)
    order: list[str] = []
    before = None
    while by_topic:
        # The topic with the most questions left, so that they don't pile up at the end; the shuffle decides between
        # equals.
        topics = [topic for topic in by_topic if topic != before] or list(by_topic)
        before = max(topics, key=lambda topic: len(by_topic[topic]))
        order.append(by_topic[before].pop())
        if not by_topic[before]:
            del by_topic[before]
    return order


def _fits(question: Question, folder: str, selection: Selection) -> bool:
    chapter, section = selection.chapter, selection.section
    return (
        question.status in selection.statuses
        and (not selection.ids or question.id in selection.ids)
        and (chapter is None or folder == chapter or any(code.startswith(f"{chapter}.") for code in question.topics))
        and (selection.topic is None or selection.topic in question.topics)
        and (section is None or any(name == section or name.startswith(f"{section}.") for name in question.tracks))
        and (selection.keyword is None or selection.keyword in question.keywords)
        and (not selection.kinds or not _kinds(question).isdisjoint(selection.kinds))
        and (not selection.levels or question.level in selection.levels)
    )


def _kinds(question: Question) -> set[Kind]:
    return {question.kind, *(part.kind for part in question.parts or ())}


def _passes(question: Question, chosen: Filter, history: History) -> bool:
    keys = {(question.id, part) for part in question.part_names}
    match chosen:
        case Filter.ANY:
            return True
        case Filter.UNSEEN:
            return not keys <= history.seen
        case Filter.WRONG:
            return not keys.isdisjoint(history.wrong)
        case Filter.FLAGGED:
            return question.id in history.flagged
