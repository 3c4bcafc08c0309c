"""What an edited question does to answers that were given before, shown first and then recorded beside them.

No answer is rewritten, no card moved: a regrade is a new record, which the statistics of items and the forecasts read
in place of the old verdict. It is taken back by another record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from quizapp.bank.catalog import revision as revision_of
from quizapp.bank.edits import meant
from quizapp.bank.rejudging import GivenAnswer, Rejudged, rejudge
from quizapp.bank.schema import Question
from quizapp.progress import items, regrades, revisions
from quizapp.progress.database import Database
from quizapp.progress.items import Use
from quizapp.progress.regrades import Judgement
from quizapp.progress.values import AttemptOutcome
from quizapp.study import revising
from quizapp.study.clock import Clock
from quizapp.study.revising import Revised, Version


@dataclass(frozen=True, slots=True)
class Regrading:
    """What judging the answers to `before`, an earlier revision of a question, by its present one comes to.

    Answers to revisions whose statistics are one with those of `before` are among them. `unknown`: answers that can't
    be judged again, because other numbers are drawn now or an error was carried forward. `content`: what of the present
    revision is kept with the answers (`edits.meant`).
    """

    question_id: str
    before: str
    revision: str
    judged: tuple[Rejudged, ...]
    unknown: int
    content: Mapping[str, Any]

    @property
    def changed(self) -> tuple[Rejudged, ...]:
        """The answers that would be judged otherwise."""
        return tuple(found for found in self.judged if found.before != found.after)

    @property
    def same(self) -> int:
        """How many answers would be judged as they were."""
        return len(self.judged) - len(self.changed)


@dataclass(frozen=True, slots=True)
class Held:
    """An answered version of whose edit nobody was told, and what judging its answers anew comes to."""

    version: Version
    regrading: Regrading


def uses(database: Database, question_id: str) -> Sequence[Use]:
    """How each revision of a question has been used, the latest first."""
    with database.reading() as connection:
        return items.uses(connection, question_id)


def look(database: Database, question: Question, before: str) -> Regrading:
    """What would become of the answers to revision `before`. Nothing is written."""
    now = revision_of(question)
    with database.reading() as connection:
        links = revisions.links(connection, question.id)
        rows = items.answers_to(connection, question.id, revisions.together(links, before) - ({now} - {before}))
        kept = {row.asked: revisions.content(connection, question.id, row.asked) for row in rows}
    # The question at hand says what its own revision said; another one that was not kept is not known.
    kept[now] = meant(question)
    answers = [
        GivenAnswer(
            *(row.answer, row.part, row.seed, row.form, row.given, row.response, row.outcome.value, row.carried),
            kept[row.asked],
        )
        for row in rows
    ]
    found = list(rejudge(question, answers))
    judged = tuple(each for each in found if each is not None)
    return Regrading(question.id, before, now, judged, len(found) - len(judged), meant(question))


def held(database: Database, question: Question) -> list[Held]:
    """Each answered version of whose edit nobody was told, the latest first; none where an author was told."""
    found = revising.look(database, question)
    if found is None or found.told:
        return []
    versions = revising.versions(database, question, found)
    return [Held(version, look(database, question, version.revision)) for version in versions]


def combined(found: Sequence[Regrading]) -> Regrading:
    """The regrades of several earlier revisions by the same present one, as one; `before` is that of the first."""
    judged = tuple(each for regrade in found for each in regrade.judged)
    return replace(found[0], judged=judged, unknown=sum(regrade.unknown for regrade in found))


def last_used(database: Database, question: Question) -> str | None:
    """The newest of the revisions that were answered and whose statistics do not go on with the present one; None where
    there is none.
    """
    now = revision_of(question)
    return next((run.revision for run in revising.runs(database, question) if run.revision != now), None)


def carry_out(database: Database, clock: Clock, regrading: Regrading, told: Revised | None = None) -> int:
    """Record a regrade; how many answers it holds. Those that come to the same are in it: they count as answers to the
    present revision from now on. `told`: the edit of which it is noted with the regrade, and taken back with it, that
    an author knows of it.
    """
    judgements = [
        Judgement(found.answer, regrading.revision, AttemptOutcome(found.after), found.score, found.mistake)
        for found in regrading.judged
    ]
    now = clock.now()
    with database.writing() as connection:
        if judgements:
            revisions.note(connection, regrading.question_id, regrading.revision, regrading.content, now)
        regrades.add(connection, judgements, now)
        if told is not None:
            # At the same time: that is how `take_back` finds it.
            revising.note_decided(connection, told, now, same=False)
    return len(judgements)


def take_back(database: Database, clock: Clock, question_id: str) -> int:
    """Record again what counted before a question's last regrade; how many answers that was. What was noted with the
    regrade is taken back too, unless an author has said something newer. Taken back once more, the regrade counts
    again, and so does what was noted with it.
    """
    now = clock.now()
    with database.writing() as connection:
        turns = regrades.turns(connection, question_id)
        if not turns:
            return 0
        before = [judgement for _, judgement in sorted(turns[-1].before.items())]
        regrades.add(connection, before, now)
        revisions.take_back_links(connection, question_id, turns[-1].at, now)
    return len(before)


def is_taken_back(database: Database, question_id: str) -> bool:
    """Whether the newest record of a question's regrades takes the one before it back; False where that one was itself
    such a record, so that a regrade counts again.
    """
    taken_back = False
    with database.reading() as connection:
        turns = regrades.turns(connection, question_id)
        for last, turn in pairwise(turns):
            reverts = turn.after == last.before and last.before != last.after
            # An author who makes an edit of the key undone and regrades by it is told of the present revision.
            regraded = revisions.told_at(connection, question_id, turn.at) & {
                each.revision for each in turn.after.values()
            }
            taken_back = reverts and not taken_back and not regraded
    return taken_back
