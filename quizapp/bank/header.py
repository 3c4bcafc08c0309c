"""What can be known of a question without reading it whole: what a selection, a queue or an outline asks first."""

from __future__ import annotations

from typing import Any, NamedTuple

from quizapp.bank.schema import Kind, Question, Status


class PartHeader(NamedTuple):
    """One thing that is asked: a part of a set, or ("" as its name) the question itself."""

    name: str
    kind: Kind
    level: int
    seconds: int
    parametric: bool


class Header(NamedTuple):
    """The sorting fields of a question, as they stand in its file; `parts` in their order."""

    id: str
    kind: Kind
    status: Status
    level: int
    seconds: int
    topics: tuple[str, ...]
    tracks: tuple[str, ...]
    keywords: tuple[str, ...]
    parts: tuple[PartHeader, ...]

    @property
    def part_names(self) -> tuple[str, ...]:
        """The names of what is asked one after the other."""
        return tuple([part.name for part in self.parts])

    def asked(self, part: str = "") -> PartHeader:
        """What is asked: the question itself (part ""), or one part of a set. Raises KeyError."""
        for found in self.parts:
            if found.name == part:
                return found
        raise KeyError(part)


def header_of(question: Question) -> Header:
    """The header of a question that was read."""
    return Header(
        question.id,
        question.kind,
        question.status,
        question.level,
        question.seconds,
        tuple(question.topics),
        tuple(question.tracks),
        tuple(question.keywords),
        tuple(_part(question, name) for name in question.part_names),
    )


def _part(question: Question, name: str) -> PartHeader:
    asked = question.asked(name)
    level = asked.level if asked.level is not None else question.level
    return PartHeader(name, asked.kind, level, asked.seconds, asked.parametric)


def from_plain(data: Any) -> Header:
    """A header from what JSON kept of it (a named tuple is a list there). Raises ValueError, TypeError or KeyError."""
    name, kind, status, level, seconds, topics, tracks, keywords, parts = data
    # A named tuple's own constructor takes three times as long, and thousands are made before anything is shown.
    found = tuple([_new(PartHeader, (part, _KINDS[of], own, pace, fresh)) for part, of, own, pace, fresh in parts])
    sorting = tuple(topics), tuple(tracks), tuple(keywords)
    header: Header = _new(Header, (name, _KINDS[kind], _STATUSES[status], level, seconds, *sorting, found))
    return header


_new: Any = tuple.__new__


_KINDS = {kind.value: kind for kind in Kind}
_STATUSES = {status.value: status for status in Status}
