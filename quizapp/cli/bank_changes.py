"""`quizapp bank changes`: what edits mean for those who have answered, since they did and since the last commit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from quizapp.bank.catalog import Catalog, Entry
from quizapp.bank.edits import Edit, EditKind, compare
from quizapp.bank.entries import id_in
from quizapp.bank.schema import Question
from quizapp.bank.versions import NoGit, committed_version, edited_files
from quizapp.cli.bank_authoring import entries
from quizapp.cli.common import fail, load_catalog, plain_faults, print_json
from quizapp.study import regrading, revising
from quizapp.study.clock import SystemClock
from quizapp.study.revising import Revised
from quizapp.text.messages import message

if TYPE_CHECKING:
    from quizapp.progress.database import Database


@dataclass(frozen=True, slots=True)
class _Edited:
    """A question, and what it is to the last commit and to those who have answered it (None where nobody has)."""

    question: Question
    commit: Edit
    revised: Revised | None

    @property
    def edit(self) -> Edit:
        """What is told: what learners meet, else what differs from the last commit."""
        answered = self.revised.edit if self.revised is not None else Edit(EditKind.NONE)
        # What is in no commit is new only as long as nobody has answered it.
        known = self.revised is not None and self.commit.kind is EditKind.NEW
        return self.commit if answered.kind is EditKind.NONE and not known else answered


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
            found = [_looked_at(database, each.question, each.commit) for each in found]
        for each in found if seen else ():
            if each.revised is not None:
                revising.decide(database, SystemClock(), each.revised, same=each.revised.edit.goes_on)
        rows = [_row(database, each) for each in found]
    finally:
        database.close()
    if json_:
        print_json(rows)
        return
    for row in rows:
        fields = ", ".join(row["fields"]) or message(language, "revising.not_kept")
        said = row["edit"] == EditKind.MEANING and row["statistics_go_on"]
        told = "revising.said_to_be_wording" if said else f"bank.edit_{row['edit']}"
        click.echo(message(language, told, id=row["id"], fields=fields))
        if row["use"] is not None:
            click.echo("  " + message(language, "revising.used", **row["use"]))
        if row["regrade"] is not None:
            counts = {**row["regrade"], "changed": len(row["regrade"]["changed"])}
            click.echo("  " + message(language, "bank.edit_regrade", **counts))
            for each in row["versions"]:
                click.echo("  " + message(language, "revising.version", id=row["id"], **each))


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
            if found.edit.kind is not EditKind.NONE:
                yield found
        elif name in answered:
            found = _looked_at(database, entry.question, Edit(EditKind.NONE))
            if found.edit.kind is not EditKind.NONE and found.revised is not None and not found.revised.told:
                yield found


def _looked_at(database: Database, question: Question, commit: Edit, before: Question | None = None) -> _Edited:
    return _Edited(question, commit, revising.look(database, question, before))


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
    row |= {"statistics_go_on": None, "use": None, "regrade": None, "versions": []}
    if revised is None:
        return row
    use = revising.use_of(database, revised)
    row["use"] = {"sittings": use.sittings, "attempts": use.attempts, "learners": use.learners}
    row["statistics_go_on"] = revised.goes_on
    if revised.edit.kind is EditKind.KEY:
        row["versions"] = [
            {"since": use.revision, "attempts": use.attempts} for use in revising.uses_before(database, revised)
        ]
        judged = regrading.look(database, question, revised.before)
        changed = [(each.answer, each.before, each.after) for each in judged.changed]
        row["regrade"] = {"changed": changed, "same": judged.same, "unknown": judged.unknown}
    return row
