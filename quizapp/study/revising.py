"""What an edited question is to those who have answered it: held against the revision that they answered last.

Not against the file as it was a moment ago: however often it was saved, and with whatever, since then. A revision that
asks the same in other words is linked to the one before it, and their statistics are one. The link is made when the
author saves (and may say that only the words are others), or else at the first answer to the new revision. Nothing
that is kept is changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from quizapp.bank.catalog import revision as revision_of
from quizapp.bank.schema import Question
from quizapp.progress import items, reports, revisions
from quizapp.progress.database import Connection, Database
from quizapp.progress.items import Use
from quizapp.progress.reports import ReportRow
from quizapp.study.clock import Clock

if TYPE_CHECKING:
    from quizapp.bank.edits import Edit


@dataclass(frozen=True, slots=True)
class Revised:
    """What a question is to the revision `before` that was answered last.

    `edit`: what differs; where it is not kept what that revision said, `known` is False and the edit counts as one of
    the meaning. `together`: the revisions whose statistics are one with those of `before`. `goes_on`: they go on with
    the question as it is now. `told`: an author has saved or said so.
    """

    question_id: str
    before: str
    revision: str
    edit: Edit
    known: bool
    together: frozenset[str]
    goes_on: bool
    told: bool


@dataclass(frozen=True, slots=True)
class Run:
    """Revisions of a question whose statistics are one, `revision` the latest of them, and how they were used."""

    revision: str
    revisions: frozenset[str]
    use: Use


def look(database: Database, question: Question, known: Question | None = None) -> Revised | None:
    """What a question as it is now is to those who have answered it; None where nobody has.

    `known`: a version at hand, whose content is taken where it is the one that was answered and was not kept.
    """
    with database.reading() as connection:
        return _look(connection, question, known)


def _look(connection: Connection, question: Question, known: Question | None = None) -> Revised | None:
    from quizapp.bank.edits import Edit, EditKind, compare_with_kept, meant

    before, now = revisions.last_answered(connection, question.id), revision_of(question)
    if before is None:
        return None
    links = revisions.links(connection, question.id)
    together = revisions.together(links, before)
    kept = revisions.content(connection, question.id, before)
    if kept is None and known is not None and revision_of(known) == before:
        kept = meant(known)
    if before == now:
        edit = Edit(EditKind.NONE)
    else:
        edit = Edit(EditKind.MEANING) if kept is None else compare_with_kept(kept, question)
    link = links.get(now)
    return Revised(
        question_id=question.id,
        before=before,
        revision=now,
        edit=edit,
        known=kept is not None or before == now,
        together=together,
        goes_on=now in together or (link is None and edit.goes_on),
        told=before == now or (link is not None and link.told),
    )


def answered_questions(database: Database) -> list[str]:
    """The ids of all questions that were ever answered here."""
    with database.reading() as connection:
        return revisions.questions(connection)


def use_of(database: Database, found: Revised) -> Use:
    """How much the revisions were used whose statistics are one with those of the one answered last."""
    names = dict.fromkeys(found.together, found.before)
    with database.reading() as connection:
        used = items.uses(connection, found.question_id, names)
    return next((use for use in used if use.revision == found.before), Use(found.before, 0, 0, 0))


def reports_of(database: Database, question_id: str) -> list[ReportRow]:
    """What learners have reported of a question, the newest first."""
    with database.reading() as connection:
        return reports.of_question(connection, question_id)


def note(connection: Connection, question: Question, revision: str, now: datetime) -> None:
    """At the first answer to a revision, before it is recorded: keep what it says. Where no author has said whose
    statistics it goes on with, it goes on with those of the revision answered before, if it surely asks the same.
    """
    from quizapp.bank.edits import meant

    if revisions.known(connection, question.id, revision):
        return
    if revisions.others_known(connection, question.id, revision):
        found = _look(connection, question)
        if found is not None and found.goes_on and revision not in found.together:
            revisions.link(connection, question.id, revision, found.before, now, told=False)
    revisions.note(connection, question.id, revision, meant(question), now)


def keep_answered(database: Database, clock: Clock, question: Question) -> None:
    """Keep what a question says before it is edited, where it was answered by a version of the program that did not."""
    from quizapp.bank.edits import meant

    mark = revision_of(question)
    with database.reading() as connection:
        if revisions.known(connection, question.id, mark):
            return
        answered = any(use.revision == mark for use in items.uses(connection, question.id))
    if answered:
        with database.writing() as connection:
            revisions.note(connection, question.id, mark, meant(question), clock.now())


def decide(database: Database, clock: Clock, found: Revised, *, same: bool) -> None:
    """Record what an author was told and saved: that the statistics go on, or that they begin anew."""
    if found.revision == found.before:
        return
    with database.writing() as connection:
        continues = found.before if same else None
        revisions.link(connection, found.question_id, found.revision, continues, clock.now(), told=True)


def runs(database: Database, question: Question) -> Sequence[Run]:
    """How a question has been used, by revisions whose statistics are one, the latest first."""
    with database.reading() as connection:
        return _runs(connection, question)


def _runs(connection: Connection, question: Question) -> Sequence[Run]:
    used = [use.revision for use in items.uses(connection, question.id)]
    names = counted_as(connection, question, used)
    return [
        Run(use.revision, frozenset(name for name in used if names[name] == use.revision), use)
        for use in items.uses(connection, question.id, names)
    ]


def counted_as(connection: Connection, question: Question, answered: Sequence[str]) -> dict[str, str]:
    """Under which name each revision of a question counts that was `answered`, the latest first: the one that is now
    where its statistics go on, else the latest of those that are one.
    """
    now = revision_of(question)
    links = revisions.links(connection, question.id)
    names: dict[str, str] = {}
    for revision in answered:
        if revision not in names:
            group = revisions.together(links, revision)
            names |= dict.fromkeys(group, now if now in group else revision)
    if now not in names:
        found = _look(connection, question)
        if found is not None and found.goes_on:
            names |= dict.fromkeys(found.together, now)
    return names
