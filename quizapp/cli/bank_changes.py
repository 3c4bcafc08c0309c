"""`quizapp bank changes`: what edits mean for those who have answered, since they did and since the last commit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import click

from quizapp.bank.catalog import Catalog, Entry, revision
from quizapp.bank.edits import Edit, EditKind, compare
from quizapp.bank.entries import id_in
from quizapp.bank.schema import Question
from quizapp.bank.versions import NoGit, committed_version, edited_files
from quizapp.cli.bank_authoring import entries
from quizapp.cli.common import fail, load_catalog, plain_faults, print_json, say
from quizapp.study import regrading, revising
from quizapp.study.clock import SystemClock
from quizapp.study.revising import Revised
from quizapp.text.messages import message

if TYPE_CHECKING:
    from quizapp.progress.database import Database


@dataclass(frozen=True, slots=True)
class _Edited:
    """A question, and what it is to the last commit and to those who have answered it (None where nobody has).

    `committed`: the revision in the last commit; None where it is in none, or is as it is there.
    """

    question: Question
    commit: Edit
    revised: Revised | None
    committed: str | None

    @property
    def against_answers(self) -> bool:
        """Whether what is told is what learners meet, and not only what differs from the last commit."""
        if self.revised is None:
            return False
        # What is in no commit is new only as long as nobody has answered it.
        return self.revised.edit.kind is not EditKind.NONE or self.commit.kind is EditKind.NEW

    @property
    def edit(self) -> Edit:
        """What is told: what learners meet, else what differs from the last commit."""
        return self.revised.edit if self.revised is not None and self.against_answers else self.commit

    @property
    def noted(self) -> bool:
        """Whether an author has said that they know of it."""
        return self.revised is not None and self.revised.noted and self.edit.kind in _GRAVE


# What may meet those who have answered.
_GRAVE = (EditKind.WORDING, EditKind.MEANING, EditKind.KEY)


@plain_faults
def print_changes(ids: Sequence[str], json_: bool, wording: bool, language: str, seen: bool = False) -> None:
    """One line for each edited question, with its use; of edited keys also what a regrade would change. `wording`: the
    edits of these questions change words only, and that is recorded. `seen`: the author knows of them, and they are not
    told again.
    """
    from quizapp.progress.database import open_database

    catalog = load_catalog()
    database = open_database()
    try:
        found = list(_chosen(database, catalog, ids, language) if ids else _all(database, catalog, language))
        if wording:
            _record(database, found, language)
        for each in found if seen else ():
            if each.revised is not None and not each.revised.noted:
                revising.decide(database, SystemClock(), each.revised, same=each.revised.edit.goes_on)
        if wording or seen:
            found = [replace(each, revised=revising.look(database, each.question)) for each in found]
        rows = [_row(database, each) for each in found]
    finally:
        database.close()
    if json_:
        print_json(rows)
        return
    for row in rows:
        for line in _lines(row, language, seen):
            say(line)


def _lines(row: dict[str, Any], language: str, seen: bool) -> Iterator[str]:
    """What is told of an edited question. `seen`: its author has just said that they know of it."""
    yield _headline(row, language)
    if row["use"] is not None:
        yield "  " + message(language, "revising.used", **row["use"])
    if row["regrade"] is not None:
        counts = {**row["regrade"], "changed": len(row["regrade"]["changed"])}
        yield "  " + message(language, "bank.edit_regrade", **counts)
        for each in row["versions"]:
            yield "  " + message(language, "changes.version", id=row["id"], **each)
    if row["told"]:
        yield "  " + message(language, "changes.noted")
    elif seen and row["edit"] != EditKind.NONE:
        yield "  " + message(language, "changes.not_noted")


def _headline(row: dict[str, Any], language: str) -> str:
    fields = ", ".join(row["fields"]) or message(language, "revising.not_kept")
    if row["against"] == "commit" and row["edit"] in _GRAVE:
        goes_on = {None: "counts_now", True: "goes_on", False: "apart"}[row["statistics_go_on"]]
        about = message(language, "changes.unanswered" if row["use"] is None else f"changes.{goes_on}")
        kind = message(language, f"changes.kind_{row['edit']}")
        return message(language, "changes.committed", id=row["id"], kind=kind, fields=fields, about=about)
    if row["edit"] == EditKind.MEANING and row["statistics_go_on"]:
        return message(language, "revising.said_to_be_wording", id=row["id"], fields=fields)
    return message(language, f"bank.edit_{row['edit']}", id=row["id"], fields=fields)


def _chosen(database: Database, catalog: Catalog, ids: Sequence[str], language: str) -> Iterator[_Edited]:
    for entry in entries(catalog, ids, language):
        try:
            before = _committed(entry)
        except NoGit:
            before = None
            if revising.look(database, entry.question) is None:
                fail(message(language, "bank.no_git"))
        yield _looked_at(database, entry.question, compare(before, entry.question), before)


def _all(database: Database, catalog: Catalog, language: str) -> Iterator[_Edited]:
    """The questions of all banks that are not as in the last commit of their own checkout, or not as they were answered
    last, of which no author was told yet.
    """
    edited, unknown = _edited(catalog, language)
    answered = set(revising.answered_questions(database))
    banks = {"", *(own.name for own, _ in catalog.own)}
    gone = sorted(name for name in answered - set(catalog.entries) if name.rpartition(":")[0] in banks)
    if gone:
        click.echo(message(language, "revising.gone", ids=", ".join(gone)), err=True)
    if unknown and not answered:
        fail(message(language, "bank.no_git"))
    if unknown:
        click.echo(message(language, "bank.no_git"), err=True)
    for name, entry in catalog.entries.items():
        if name in edited:
            before = _committed(entry)
            found = _looked_at(database, entry.question, compare(before, entry.question), before)
            if found.edit.kind is not EditKind.NONE and not found.noted:
                yield found
        elif name in answered:
            found = _looked_at(database, entry.question, Edit(EditKind.NONE))
            if found.edit.kind is not EditKind.NONE and found.revised is not None and not found.revised.told:
                yield found


def _looked_at(database: Database, question: Question, commit: Edit, before: Question | None = None) -> _Edited:
    committed = None if before is None else revision(before)
    return _Edited(question, commit, revising.look(database, question, before), committed)


def _edited(catalog: Catalog, language: str) -> tuple[set[str], bool]:
    """The ids of the questions that are not as in the last commit of their own checkout, and whether there is none.

    A bank that is in no checkout is told of, and the others go on.
    """
    banks = [("", catalog.folder), *((own.name, own.folder) for own, _ in catalog.own if own.folder.is_dir())]
    names: set[tuple[str, str]] = set()
    without: list[str] = []
    for bank, folder in banks:
        try:
            names |= {(bank, name) for name in edited_files(folder)}
        except NoGit:
            without.append(bank)
    if len(without) == len(banks):
        return set(), True
    for bank in filter(None, without):
        click.echo(message(language, "bank.no_git_of", name=bank), err=True)
    return {name for name, entry in catalog.entries.items() if (entry.bank, entry.name) in names}, False


def _committed(entry: Entry) -> Question | None:
    """The question in the last commit, under the id that it has beside other banks."""
    before = committed_version(entry.file)
    return before.model_copy(update={"id": id_in(entry.bank, before.id)}) if before is not None else None


def _record(database: Database, found: Sequence[_Edited], language: str) -> None:
    """Record that the statistics go on. Where another key is right they can't, and nothing is recorded."""
    for each in found:
        if each.revised is None:
            fail(message(language, "revising.unused", id=each.question.id))
        if each.edit.kind is EditKind.KEY:
            fail(message(language, "revising.other_key", id=each.question.id, fields=", ".join(each.edit.grave)))
    for each in found:
        assert each.revised is not None
        revising.decide(database, SystemClock(), each.revised, same=True)


def _row(database: Database, found: _Edited) -> dict[str, Any]:
    question, edit, revised = found.question, found.edit, found.revised
    row: dict[str, Any] = {"id": question.id, "edit": edit.kind.value, "fields": list(edit.grave)}
    row |= {"against": "answers" if found.against_answers else "commit", "told": found.noted}
    row |= {"statistics_go_on": None, "use": None, "regrade": None, "versions": []}
    if revised is None:
        return row
    use = revising.use_of(database, revised)
    row["use"] = {"sittings": use.sittings, "attempts": use.attempts, "learners": use.learners}
    if found.against_answers or found.committed is None:
        row["statistics_go_on"] = revised.goes_on
    else:
        row["statistics_go_on"] = revising.is_one_with(database, question, found.committed)
    if revised.edit.kind is EditKind.KEY:
        held = regrading.held(database, question)
        row["versions"] = [
            {
                "since": each.version.revision,
                "attempts": each.version.use.attempts,
                "changed": len(each.regrading.changed),
            }
            for each in held
        ]
        judged = regrading.look(database, question, revised.before)
        if held:
            judged = regrading.combined([each.regrading for each in held])
        changed = [(each.answer, each.before, each.after) for each in judged.changed]
        row["regrade"] = {"changed": changed, "same": judged.same, "unknown": judged.unknown}
    return row
