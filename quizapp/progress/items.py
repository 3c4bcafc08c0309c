"""First answers to each question, for the statistics of its items, and how much a question has been used.

An answer that was judged anew by a later revision counts as an answer to that revision (`regrades`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from quizapp.progress.regrades import answers_to_question, counted, with_newest
from quizapp.progress.tables import Attempt
from quizapp.progress.values import AttemptOutcome


@dataclass(frozen=True, slots=True)
class FirstAnswer:
    """A learner's first answer to a question part; `sitting` is a sitting of that learner alone.

    `revision`: the one that it counts for; `asked`: the one that the learner was shown.
    """

    question_id: str
    part: str
    revision: str
    learner: int
    sitting: int
    outcome: AttemptOutcome
    score: float
    seconds: float
    mistake: str | None
    response: Mapping[str, Any]
    form: str
    asked: str


@dataclass(frozen=True, slots=True)
class Use:
    """How much one revision of a question has been used, answers that were taken back left out."""

    revision: str
    learners: int
    sittings: int
    attempts: int


def first_answers(connection: Connection) -> list[FirstAnswer]:
    """Every first answer that stands, of all learners, in the order of being given."""
    columns = (
        *(Attempt.question_id, Attempt.part, counted("revision"), Attempt.learner_id, Attempt.sitting_id),
        *(counted("outcome"), counted("score"), Attempt.seconds, counted("mistake"), Attempt.response, Attempt.form),
        Attempt.revision,
    )
    asked = select(*columns).select_from(with_newest()).where(Attempt.exposure == 0, Attempt.undone_at.is_(None))
    asked = asked.order_by(Attempt.id)
    return [FirstAnswer(*row) for row in connection.execute(asked)]


def uses(connection: Connection, question_id: str, together: Mapping[str, str] | None = None) -> Sequence[Use]:
    """How each revision of a question has been used, the latest first. `together`: revisions that count as another."""
    revision = counted("revision")
    used = (
        select(revision, Attempt.learner_id, Attempt.sitting_id, func.count())
        .select_from(with_newest())
        .where(*answers_to_question(question_id))
        .group_by(revision, Attempt.learner_id, Attempt.sitting_id)
        .order_by(func.max(Attempt.id).desc())
    )
    learners: defaultdict[str, set[int]] = defaultdict(set)
    sittings: defaultdict[str, set[int]] = defaultdict(set)
    attempts: Counter[str] = Counter()
    for own_name, learner, sitting, count in connection.execute(used):
        name = (together or {}).get(own_name, own_name)
        learners[name].add(learner)
        sittings[name].add(sitting)
        attempts[name] += count
    return [Use(name, len(learners[name]), len(sittings[name]), count) for name, count in attempts.items()]


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """An answer to one revision of a question, as far as it has to be known to judge it again.

    `asked`: the revision that the learner was shown, whichever it counts for since a regrade.
    """

    answer: int
    part: str
    seed: int
    form: str
    given: Mapping[str, Any]
    response: Mapping[str, Any]
    outcome: AttemptOutcome
    carried: bool
    asked: str


def answers_to(connection: Connection, question_id: str, revisions: Collection[str]) -> list[StoredAnswer]:
    """Every answer to some revisions of a question that stands, of all learners."""
    columns = (
        *(Attempt.id, Attempt.part, Attempt.seed, Attempt.form),
        *(Attempt.given, Attempt.response, counted("outcome"), Attempt.carried, Attempt.revision),
    )
    asked = (
        select(*columns)
        .select_from(with_newest())
        .where(*answers_to_question(question_id), counted("revision").in_(revisions))
    )
    return [StoredAnswer(*row) for row in connection.execute(asked.order_by(Attempt.id))]
