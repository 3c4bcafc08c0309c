"""Which questions a sitting may ask, and in what order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quizapp.bank.schema import Kind, Status


class Filter(StrEnum):
    """Which questions by the learner's history: never answered, last answered not right, or flagged."""

    ANY = "any"
    UNSEEN = "unseen"
    WRONG = "wrong"
    FLAGGED = "flagged"


@dataclass(frozen=True, slots=True)
class Selection:
    """A choice of questions; every field that is set narrows it, an empty selection is the whole bank.

    `chapter`: a syllabus code above the topic ("3" or "3.4"). `topic`: "3.4.1". `section`: a track's section
    ("zero.7") or a whole track ("zero"). `keyword`: one keyword of the question. `ids`: these questions only.
    `kinds`, `levels`: any of these. `filter`: by the learner's history. `statuses`: only `ready` ones are asked,
    unless an author previews others.
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
