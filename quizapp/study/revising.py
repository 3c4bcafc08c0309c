"""What an edited question is to those who have answered it: held against the revisions that they answered.

Not against the file as it was a moment ago: however often it was saved, and with whatever, since then. It is held
against the revision answered last, and against those before it until an author was told of an edit: that somebody
answers the new version meanwhile tells nobody what became of the answers to the old one. A revision that
asks the same in other words is linked to the one before it, and their statistics are one. The link is made when the
author saves (and may say that only the words are others), or else at the first answer to the new revision. Nothing
that is kept is changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
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
    """What a question is to the revision `before`: the one that was answered last, or an earlier one from which it
    differs more gravely and nobody was told of it.

    `edit`: what differs; where it is not kept what that revision said, `known` is False and the edit counts as one of
    the meaning. `together`: the revisions whose statistics are one with those of `before`. `goes_on`: they go on with
    the question as it is now. `told`: there is nothing to be told, or it is `noted` that an author was. `held`: all
    answered revisions of whose edit nobody was told, the latest first. `on_with`: whose statistics it goes on with
    unless an author says otherwise.
    """

    question_id: str
    before: str
    revision: str
    edit: Edit
    known: bool
    together: frozenset[str]
    goes_on: bool
    told: bool
    held: tuple[str, ...] = ()
    on_with: str | None = None
    noted: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """What a question as it is now is to an answered `revision`, with those whose statistics are one with its own.

    `edit`: the gravest of what differs from them; `known`: whether it is kept what they said.
    """

    revision: str
    edit: Edit
    known: bool
    use: Use


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
        found = _look(connection, question, known)
        return None if found is None else _with_earlier(connection, question, known, found)


def _with_earlier(connection: Connection, question: Question, known: Question | None, found: Revised) -> Revised:
    """What a question is to the revisions answered before the last one too, where nobody was told of the edits."""
    from quizapp.bank.edits import EditKind

    links = revisions.links(connection, question.id)
    now, link = found.revision, links.get(found.revision)
    if link is not None and link.told:
        return replace(found, on_with=link.continues, noted=True)
    on_with = link.continues if link is not None else found.before if found.goes_on and found.before != now else None
    ours = revisions.together(links, now) | (found.together if found.goes_on else frozenset())
    gravest, held = found, []
    order = list(EditKind)
    for use in items.uses(connection, question.id):
        if use.revision not in ours:
            held.append(use.revision)
            edit, is_known = _edit(connection, question, use.revision, known)
            if order.index(edit.kind) > order.index(gravest.edit.kind):
                together = revisions.together(links, use.revision)
                gravest = replace(
                    found, before=use.revision, edit=edit, known=is_known, together=together, goes_on=False, told=False
                )
        if use.revision in links and links[use.revision].told:
            break
    return replace(gravest, held=tuple(held), on_with=on_with)


def _edit(connection: Connection, question: Question, before: str, known: Question | None) -> tuple[Edit, bool]:
    """What differs from a revision, and whether it is known what that one said."""
    from quizapp.bank.edits import Edit, EditKind, compare_with_kept, meant

    if before == revision_of(question):
        return Edit(EditKind.NONE), True
    kept = revisions.content(connection, question.id, before)
    if kept is None and known is not None and revision_of(known) == before:
        kept = meant(known)
    return (Edit(EditKind.MEANING), False) if kept is None else (compare_with_kept(kept, question), True)


def _look(connection: Connection, question: Question, known: Question | None = None) -> Revised | None:

    before, now = revisions.last_answered(connection, question.id), revision_of(question)
    if before is None:
        return None
    links = revisions.links(connection, question.id)
    together = revisions.together(links, before)
    edit, is_known = _edit(connection, question, before, known)
    link = links.get(now)
    return Revised(
        question_id=question.id,
        before=before,
        revision=now,
        edit=edit,
        known=is_known,
        together=together,
        goes_on=now in together or (link is None and edit.goes_on),
        told=before == now or (link is not None and link.told),
    )


def answered_questions(database: Database) -> list[str]:
    """The ids of all questions that were ever answered here."""
    with database.reading() as connection:
        return revisions.questions(connection)


def use_of(database: Database, found: Revised) -> Use:
    """How much a question was used, all its versions together."""
    with database.reading() as connection:
        names = {use.revision: found.before for use in items.uses(connection, found.question_id)}
        used = items.uses(connection, found.question_id, names)
    return next(iter(used), Use(found.before, 0, 0, 0))


def versions(database: Database, question: Question, found: Revised, known: Question | None = None) -> list[Version]:
    """Each answered version of whose edit nobody was told, the latest first; `known` as for `look`."""
    from quizapp.bank.edits import EditKind

    order = list(EditKind)
    with database.reading() as connection:
        links = revisions.links(connection, question.id)
        names: dict[str, str] = {}
        edits: dict[str, tuple[Edit, bool]] = {}
        for revision in found.held or (found.before,):
            if revision not in names:
                names |= dict.fromkeys(revisions.together(links, revision), revision)
            name, each = names[revision], _edit(connection, question, revision, known)
            if name not in edits or order.index(each[0].kind) > order.index(edits[name][0].kind):
                edits[name] = each
        used = {use.revision: use for use in items.uses(connection, question.id, names)}
    return [Version(name, *each, used[name]) for name, each in edits.items() if name in used]


def is_one_with(database: Database, question: Question, revision: str) -> bool | None:
    """Whether answers to a revision are in one statistic with the question as it is now; None where there are none."""
    found = next((run for run in runs(database, question) if revision in run.revisions), None)
    return None if found is None else found.revision == revision_of(question)


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
    """Record what an author was told and saved: that the statistics go on, or that they begin anew. `same` is said of
    all versions of whose edit nobody was told.
    """
    with database.writing() as connection:
        note_decided(connection, found, clock.now(), same=same)


def note_decided(connection: Connection, found: Revised, now: datetime, *, same: bool) -> None:
    """The same as a part of what is written `now`."""
    mark = found.revision
    if mark == found.before:
        return
    links = revisions.links(connection, found.question_id)
    linked: dict[str, str | None] = {mark: found.on_with}
    for other in (found.before, *found.held) if same else ():
        said = links | {name: revisions.Link(continues, True) for name, continues in linked.items()}
        if other not in revisions.together(said, mark):
            # A revision goes on with one only: the last of those that go on with one another takes the next.
            last, seen = mark, {mark}
            while (link := said.get(last)) is not None and link.continues and link.continues not in seen:
                last = link.continues
                seen.add(last)
            linked[last] = other
    for name, continues in linked.items():
        revisions.link(connection, found.question_id, name, continues, now, told=True)


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
