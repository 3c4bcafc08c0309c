"""What of the syllabus and the tracks is asked, how hard and in which form, and where that is thin.

Each part of a set counts as one question; questions that are retired count nowhere. Asked is what a ready question
asks: drafts are counted, and fill no gap. Only headers are looked at.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from quizapp.bank.catalog import Catalog
from quizapp.bank.header import Header
from quizapp.bank.schema import Kind, Status

LEVELS = (1, 2, 3, 4, 5)
# Fewer questions than this on a topic, inside the exam and outside it, can't be chosen from.
LEAST_IN_EXAM, LEAST_OUTSIDE = 9, 3
# From this level on something is applied, computed or compared.
APPLIED = 3


@dataclass(frozen=True, slots=True)
class TopicCoverage:
    """One topic: how many questions of each level and kind, and its keywords that no ready question on it has.

    `ready`: how many of them are asked already. `weak`: what is thin, by code (`bank.weak_<code>` in the catalog).
    """

    code: str
    exam: bool
    total: int
    ready: int
    levels: tuple[int, ...]
    kinds: dict[Kind, int]
    in_sets: int
    parametric: int
    missing_keywords: tuple[str, ...]
    weak: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The whole bank: its topics in the order of the syllabus, and of each track's section what is not asked."""

    topics: tuple[TopicCoverage, ...]
    missing_terms: dict[str, tuple[str, ...]]
    sections: dict[str, int]

    @property
    def complete(self) -> bool:
        """Whether every topic is asked, and every keyword and term."""
        return not self.missing_terms and all(topic.ready and not topic.missing_keywords for topic in self.topics)

    def plain(self) -> dict[str, Any]:
        """Everything as JSON-able data."""
        return {
            "missing_topics": [topic.code for topic in self.topics if not topic.ready],
            "missing_terms": {section: list(terms) for section, terms in self.missing_terms.items()},
            "missing_keywords": {
                topic.code: list(topic.missing_keywords) for topic in self.topics if topic.missing_keywords
            },
            "weak": {topic.code: list(topic.weak) for topic in self.topics if topic.weak},
            "topics": {
                topic.code: {
                    "exam": topic.exam,
                    "questions": topic.total,
                    "ready": topic.ready,
                    "levels": dict(zip(map(str, LEVELS), topic.levels, strict=True)),
                    "kinds": {kind.value: count for kind, count in topic.kinds.items()},
                    "in_sets": topic.in_sets,
                    "parametric": topic.parametric,
                }
                for topic in self.topics
            },
            "sections": self.sections,
        }


def coverage(catalog: Catalog) -> Coverage:
    """The coverage of a bank."""
    headers = [entry.header for entry in catalog.entries.values() if entry.header.status is not Status.RETIRED]
    on_topic: defaultdict[str, list[Header]] = defaultdict(list)
    in_section: defaultdict[str, list[Header]] = defaultdict(list)
    for header in headers:
        for code in header.topics:
            on_topic[code].append(header)
        for code in header.tracks:
            in_section[code].append(header)
    topics = tuple(
        _topic(topic.code, topic.exam, topic.keywords, on_topic[topic.code]) for topic in catalog.syllabus.topics()
    )
    missing: dict[str, tuple[str, ...]] = {}
    for _, section in catalog.sections():
        asked = _asked(in_section[section.id])
        if terms := tuple(term for term in section.terms if term not in asked):
            missing[section.id] = terms
    counts = {
        section.id: sum(len(header.parts) for header in in_section[section.id]) for _, section in catalog.sections()
    }
    return Coverage(topics, missing, counts)


def _topic(code: str, exam: bool, keywords: tuple[str, ...], headers: list[Header]) -> TopicCoverage:
    parts = [part for header in headers for part in header.parts]
    levels = Counter(part.level for part in parts)
    asked = _asked(headers)
    found = TopicCoverage(
        code,
        exam,
        len(parts),
        sum(len(header.parts) for header in headers if header.status is Status.READY),
        tuple(levels[level] for level in LEVELS),
        dict(sorted(Counter(part.kind for part in parts).items())),
        sum(len(header.parts) for header in headers if header.kind is Kind.SET),
        sum(part.parametric for part in parts),
        tuple(word for word in keywords if word not in asked),
        (),
    )
    return replace(found, weak=tuple(_weak(found)))


def _asked(headers: list[Header]) -> set[str]:
    """The keywords of the questions that are ready."""
    return {word for header in headers if header.status is Status.READY for word in header.keywords}


def _weak(topic: TopicCoverage) -> Iterator[str]:
    """What is thin on a topic."""
    if topic.total < (LEAST_IN_EXAM if topic.exam else LEAST_OUTSIDE):
        yield "few"
    if not topic.total:
        return
    if topic.ready < topic.total / 2:
        yield "not_ready"
    if topic.exam and sum(topic.levels[APPLIED - 1 :]) < 0.3 * topic.total:
        yield "easy"
    if topic.exam and not topic.in_sets:
        yield "no_set"
    if topic.total >= LEAST_OUTSIDE and len(topic.kinds) == 1:
        yield "one_kind"
    if topic.missing_keywords:
        yield "keywords"
