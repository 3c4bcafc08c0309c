"""What stands on an answer sheet: the items as they were drawn, and the learner's lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from calculators.answers.verdict import Outcome as Judged
from quizapp.progress.sheets import LineRow
from quizapp.study.items import Response
from quizapp.study.running_order import Entry, ItemKind

AskedForm = Literal["typed", "choices"]


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One item of a sheet. `form`: `choices` asks a typed question with four choices where it can be. `topic`: for
    which it stands there. `group` numbers the sets and groups of single questions from 1. `attempt` and `outcome`: the
    answer, once it is handed in.
    """

    question_id: str
    part: str
    seed: int
    kind: ItemKind
    form: AskedForm
    topic: str
    group: int
    attempt: int | None = None
    outcome: Judged | None = None

    @property
    def entry(self) -> Entry:
        """The entry as every sitting records it."""
        return Entry(self.question_id, self.part, self.seed, self.kind, attempt=self.attempt, outcome=self.outcome)

    def to_json(self) -> dict[str, Any]:
        """The entry as it is stored: what every sitting stores, and what only a sheet has."""
        return self.entry.to_json() | {"form": self.form, "topic": self.topic, "group": self.group}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> SheetEntry:
        """The entry that `to_json` wrote."""
        entry = Entry.from_json(values)
        return cls(
            entry.question_id,
            entry.part,
            entry.seed,
            entry.kind,
            values["form"],
            values["topic"],
            values["group"],
            entry.attempt,
            entry.outcome,
        )


@dataclass(frozen=True, slots=True)
class Line:
    """What stands on one line of a sheet.

    `given`: the typed text or the chosen ids; None for an open item. `first`: what was given first, where that was
    changed, `changes` times in all. `at`: the exam's own time (seconds used) of the last change. `seconds`: the time
    spent on the item. `language`: in which it was last shown.
    """

    given: str | tuple[str, ...] | None = None
    first: str | tuple[str, ...] | None = None
    changes: int = 0
    at: float = 0.0
    seconds: float = 0.0
    unsure: bool = False
    flagged: bool = False
    language: str = ""

    @property
    def answered(self) -> bool:
        """Whether there is an answer."""
        return self.given is not None

    @property
    def response(self) -> Response | None:
        """The answer as it is handed in."""
        return None if self.given is None else response_of(self.given, self)

    @property
    def first_response(self) -> Response | None:
        """The answer that stood there first; the same where it was never changed."""
        return self.response if self.first is None else response_of(self.first, self)

    def with_answer(self, given: str | Sequence[str], at: float, language: str) -> Line:
        """The line with an answer in place of the one it had."""
        given = given if isinstance(given, str) else tuple(given)
        if self.given is None and self.first is None:
            return replace(self, given=given, at=at, language=language)
        if given == self.given:
            return replace(self, language=language)
        first = self.first if self.first is not None else self.given
        return replace(self, given=given, first=first, changes=self.changes + 1, at=at, language=language)

    def cleared(self, at: float) -> Line:
        """The line without its answer, which is kept as the first one."""
        if self.given is None:
            return self
        first = self.first if self.first is not None else self.given
        return replace(self, given=None, first=first, changes=self.changes + 1, at=at)

    def to_row(self, position: int, now: datetime, language: str) -> LineRow:
        """The line as it is stored."""
        response: dict[str, Any] | None = None
        if self.given is not None or self.first is not None:
            response = {"given": _stored(self.given), "at": self.at}
            if self.changes:
                response |= {"first": _stored(self.first), "changes": self.changes}
        return LineRow(position, response, self.seconds, self.unsure, self.flagged, self.language or language, now)

    @classmethod
    def from_row(cls, row: LineRow) -> Line:
        """The line that `to_row` wrote."""
        response = row.response or {}
        return cls(
            _read(response.get("given")),
            _read(response.get("first")),
            response.get("changes", 0),
            response.get("at", 0.0),
            row.seconds,
            row.unsure,
            row.flagged,
            row.language,
        )


def response_of(given: str | tuple[str, ...], line: Line) -> Response:
    """A typed or chosen answer, with what the line says of it."""
    return Response(
        text=given if isinstance(given, str) else None,
        chosen=None if isinstance(given, str) else given,
        seconds=line.seconds,
        unsure=line.unsure,
        language=line.language or None,
    )


def _stored(given: str | tuple[str, ...] | None) -> str | list[str] | None:
    return list(given) if isinstance(given, tuple) else given


def _read(given: str | list[str] | None) -> str | tuple[str, ...] | None:
    return tuple(given) if isinstance(given, list) else given
