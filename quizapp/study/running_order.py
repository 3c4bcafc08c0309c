"""The plan of a sitting: its items in order, the answered ones first. Values only; every change makes a new plan.

The next item always stands at `position`, so that a sitting is continued exactly where it was. An item that comes
back in a learning step waits at the end with its moment (`due`), and is moved up when that has come, but never in
between the parts of a set. Parts that are asked together have the question and the seed in common.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from calculators.answers.verdict import Outcome

# An item that is missed again and again is left to the review queue after it has come back this often in one sitting.
MOST_RETURNS = 3
# The option of a sitting in which nothing that was missed comes back.
ONCE = "once"


class ItemKind(StrEnum):
    """Why an item is asked: in no schedule yet, to be reviewed, in a learning step, or practice that was asked
    for.
    """

    NEW = "new"
    REVIEW = "review"
    LEARNING = "learning"
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a plan.

    `seed` draws its numbers. `due`: it waits for this moment. `must`: it is asked before the sitting ends even if its
    moment has not come. `cause`: the attempt that put it into the plan. `attempt` and `outcome`: the answer, once
    there is one.
    """

    question_id: str
    part: str
    seed: int
    kind: ItemKind
    due: datetime | None = None
    must: bool = False
    cause: int | None = None
    attempt: int | None = None
    outcome: Outcome | None = None

    def to_json(self) -> dict[str, Any]:
        """The entry as a JSON object, without what is empty."""
        values: dict[str, Any] = {"question": self.question_id, "seed": self.seed, "kind": self.kind.value}
        if self.part:
            values["part"] = self.part
        if self.due is not None:
            values["due"] = self.due.isoformat()
        if self.must:
            values["must"] = True
        if self.cause is not None:
            values["cause"] = self.cause
        if self.attempt is not None and self.outcome is not None:
            values |= {"attempt": self.attempt, "outcome": self.outcome.value}
        return values

    @property
    def came_back(self) -> bool:
        """Whether an answer in this sitting put it into the plan, as a learning step."""
        return self.kind is ItemKind.LEARNING and self.cause is not None

    @property
    def unanswered(self) -> Entry:
        """The entry without its answer."""
        return replace(self, attempt=None, outcome=None)

    def beside(self, other: Entry) -> bool:
        """Whether both are parts of one asking of a set."""
        return bool(self.part) and (self.question_id, self.seed) == (other.question_id, other.seed)

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Entry:
        """The entry that `to_json` wrote."""
        return cls(
            question_id=values["question"],
            part=values.get("part", ""),
            seed=values["seed"],
            kind=ItemKind(values["kind"]),
            due=datetime.fromisoformat(values["due"]) if "due" in values else None,
            must=values.get("must", False),
            cause=values.get("cause"),
            attempt=values.get("attempt"),
            outcome=Outcome(values["outcome"]) if "outcome" in values else None,
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """The items of a sitting; the first `position` of them are answered."""

    entries: tuple[Entry, ...]
    position: int = 0

    @classmethod
    def from_json(cls, entries: Sequence[Mapping[str, Any]], position: int) -> Plan:
        """The plan as it is stored."""
        return cls(tuple(Entry.from_json(values) for values in entries), position)

    def to_json(self) -> list[dict[str, Any]]:
        """The entries as they are stored."""
        return [entry.to_json() for entry in self.entries]

    @property
    def next(self) -> Entry | None:
        """The entry to be answered next."""
        return self.entries[self.position] if self.position < len(self.entries) else None

    @property
    def last(self) -> Entry | None:
        """The entry that was answered last."""
        return self.entries[self.position - 1] if self.position else None

    @property
    def shown(self) -> tuple[Entry, ...]:
        """The entries that are certain to be asked, unless the learner leaves: what is counted as the sitting's
        length.
        """
        return tuple(entry for entry in self.entries if entry.attempt or entry.due is None or entry.must)

    def count(self, question_id: str, part: str, kind: ItemKind | None = None) -> int:
        """How often a question part stands in the plan (as one kind of item)."""
        return sum(
            entry.question_id == question_id and entry.part == part and kind in (None, entry.kind)
            for entry in self.entries
        )

    def has_entries_of(self, other: Plan) -> bool:
        """Whether both have the same entries in the same order, answered or not."""
        pairs = zip(self.entries, other.entries, strict=False)
        return len(self.entries) == len(other.entries) and all(a is b or a.unanswered == b.unanswered for a, b in pairs)

    def marked(self, answers: Mapping[int, tuple[int, Outcome]]) -> Plan:
        """The answered entries with these answers (by position: attempt and outcome), and the others with none."""
        done = (
            entry if place not in answers else replace(entry, attempt=answers[place][0], outcome=answers[place][1])
            for place, entry in enumerate(self.entries[: self.position])
        )
        return replace(self, entries=(*done, *(entry.unanswered for entry in self.entries[self.position :])))

    def answered(self, attempt: int, outcome: Outcome) -> Plan:
        """The next entry answered."""
        entry = self.entries[self.position]
        return self._with(self.position, replace(entry, attempt=attempt, outcome=outcome), self.position + 1)

    def waiting(self, entry: Entry) -> Plan:
        """An entry put at the end, where it waits for its moment."""
        return replace(self, entries=(*self.entries, entry))

    def inserted(self, entry: Entry) -> Plan:
        """An entry put in to be answered next."""
        return replace(self, entries=(*self.entries[: self.position], entry, *self.entries[self.position :]))

    @property
    def begun(self) -> tuple[Entry, ...]:
        """The answered entries that are parts of one asking with the next: the set is in the middle of being asked."""
        return () if self.next is None else self._answered_beside(self.next)

    @property
    def ahead(self) -> tuple[Entry, ...]:
        """The next entry, and after it what is asked together with it."""
        head, rest = self.next, self.entries[self.position + 1 :]
        return () if head is None else (head, *(entry for entry in rest if entry.beside(head)))

    def reseeded(self, seed: int) -> Plan:
        """The next entry, and what is asked together with it, with other numbers."""
        ahead = self.ahead
        rest = (replace(entry, seed=seed) if entry in ahead else entry for entry in self.entries[self.position :])
        return self._with_rest(tuple(rest))

    def without_next(self) -> Plan:
        """The next entry taken out."""
        return replace(self, entries=(*self.entries[: self.position], *self.entries[self.position + 1 :]))

    def without(self, question_id: str, part: str) -> Plan:
        """Every unanswered entry of a question part taken out."""
        rest = self.entries[self.position :]
        return self._with_rest(tuple(entry for entry in rest if (entry.question_id, entry.part) != (question_id, part)))

    def without_returns(self, answered: Entry) -> Plan:
        """Without what an answer put into the plan as a learning step."""
        rest = self.entries[self.position :]
        return self._with_rest(
            tuple(entry for entry in rest if not (entry.came_back and entry.cause == answered.attempt))
        )

    def arranged(self, now: datetime) -> Plan:
        """The right entry put next: one whose moment has come, else the next as planned, else one that must come back.

        The rest of a set that was begun goes before everything else. Parts of one set that come back at the same time
        do so together, in order and with one seed. What waits for a later moment and need not be asked in this sitting
        is dropped when nothing else is left.
        """
        rest = self.entries[self.position :]
        waiting = sorted((entry for entry in rest if entry.due is not None), key=_moment)
        planned = [entry for entry in rest if entry.due is None]
        come = [entry for entry in waiting if _moment(entry) <= now]
        in_a_set = bool(planned) and bool(self._answered_beside(planned[0]))
        if planned and (in_a_set or not (come or planned[0].came_back)):
            return self if rest[0] is planned[0] else self._with_rest((*planned, *waiting))
        candidates = come or [entry for entry in waiting if entry.must]
        if planned and planned[0].came_back:
            # It was put next before, and is not overtaken by what came after it.
            candidates = [planned[0], *(entry for entry in planned[1:] if entry.came_back), *come]
        if not candidates:
            return self._with_rest(())
        first = candidates[0]
        group = [first]
        if first.part:
            group = sorted((entry for entry in candidates if entry.question_id == first.question_id), key=self._place)
        moved = (replace(entry, due=None, seed=first.seed) for entry in group)
        return self._with_rest((*moved, *(entry for entry in (*planned, *waiting) if entry not in group)))

    def undone(self) -> Plan:
        """The last answer taken back: its entry is next again, and what that answer put into the plan is gone."""
        entry = self.entries[self.position - 1]
        back = replace(entry, attempt=None, outcome=None)
        rest = (other for other in self.entries[self.position :] if other.cause != entry.attempt)
        return Plan((*self.entries[: self.position - 1], back, *rest), self.position - 1)

    def _with(self, index: int, entry: Entry, position: int) -> Plan:
        return Plan((*self.entries[:index], entry, *self.entries[index + 1 :]), position)

    def _answered_beside(self, head: Entry) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries[: self.position] if entry.beside(head))

    def _place(self, entry: Entry) -> int:
        # The parts of a set were asked in their order when they were asked first.
        parts = [(other.question_id, other.part) for other in self.entries]
        return parts.index((entry.question_id, entry.part))

    def _with_rest(self, rest: tuple[Entry, ...]) -> Plan:
        return replace(self, entries=(*self.entries[: self.position], *rest))


class Written:
    """Plans as JSON text. From one plan to the next nearly all entries stay, so each is written once."""

    def __init__(self) -> None:
        self._texts: dict[int, tuple[Entry, str]] = {}

    def text(self, plan: Plan) -> str:
        """A plan as it is stored (`Plan.from_json` reads it)."""
        texts, found = self._texts, []
        for entry in plan.entries:
            known = texts.get(id(entry))
            if known is None:
                # With the entry itself, so that nothing else comes to have its number.
                known = texts[id(entry)] = (entry, json.dumps(entry.to_json()))
            found.append(known[1])
        return f"[{', '.join(found)}]"


def _moment(entry: Entry) -> datetime:
    assert entry.due is not None
    return entry.due
