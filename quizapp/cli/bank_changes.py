"""`quizapp bank changes`: what edits since the last commit mean for those who have answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import click

from quizapp.bank.catalog import Catalog, Entry, revision
from quizapp.bank.edits import Edit, EditKind, GivenAnswer, compare, regrade
from quizapp.bank.entries import id_in
from quizapp.bank.schema import Question
from quizapp.bank.versions import NoGit, committed_version, edited_files
from quizapp.cli.bank_authoring import entries
from quizapp.cli.common import fail, load_catalog, plain_faults, print_json
from quizapp.text.messages import message


@plain_faults
def print_changes(ids: Sequence[str], json_: bool, language: str) -> None:
    """One line for each edited question, with its use; of edited keys also what a regrade would change."""
    from quizapp.progress.database import open_database

    catalog = load_catalog()
    edited: list[tuple[Entry, Question | None, Edit]] = []
    try:
        chosen = entries(catalog, ids, language) if ids else _edited(catalog, language)
        for entry in chosen:
            before = _committed(entry)
            edit = compare(before, entry.question)
            if edit.kind is not EditKind.NONE or ids:
                edited.append((entry, before, edit))
    except NoGit:
        fail(message(language, "bank.no_git"))
    database = open_database()
    try:
        with database.reading() as connection:
            rows = [_row(connection, entry.question, before, edit) for entry, before, edit in edited]
    finally:
        database.close()
    if json_:
        print_json(rows)
        return
    for row in rows:
        fields = ", ".join(row["fields"])
        click.echo(message(language, f"bank.edit_{row['edit']}", id=row["id"], fields=fields))
        if row["use"] is not None:
            click.echo("  " + message(language, "bank.edit_used", **row["use"]))
        if row["regrade"] is not None:
            counts = {**row["regrade"], "changed": len(row["regrade"]["changed"])}
            click.echo("  " + message(language, "bank.edit_regrade", **counts))


def _edited(catalog: Catalog, language: str) -> list[Entry]:
    """The entries of all banks that are not as in the last commit of their own checkout.

    A bank that is in no checkout is told of, and the others go on. Raises `NoGit` where none is in one.
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
        raise NoGit
    for bank in filter(None, without):
        click.echo(message(language, "bank.no_git_of", name=bank), err=True)
    return [entry for entry in catalog.entries.values() if (entry.bank, entry.name) in names]


def _committed(entry: Entry) -> Question | None:
    """The question in the last commit, under the id that it has beside other banks."""
    before = committed_version(entry.file)
    return before.model_copy(update={"id": id_in(entry.bank, before.id)}) if before is not None else None


def _row(connection: Any, question: Question, before: Question | None, edit: Edit) -> dict[str, Any]:
    from quizapp.progress.items import answers_to, uses

    row: dict[str, Any] = {"id": question.id, "edit": edit.kind.value, "fields": list(edit.grave)}
    row |= {"use": None, "regrade": None}
    if before is None:
        return row
    was = revision(before)
    for use in uses(connection, question.id):
        if use.revision == was:
            row["use"] = {"sittings": use.sittings, "attempts": use.attempts, "learners": use.learners}
    if edit.kind is EditKind.KEY and row["use"] is not None:
        answers = [
            GivenAnswer(
                found.answer,
                found.part,
                found.seed,
                found.form,
                found.given,
                found.response,
                found.outcome.value,
                found.carried,
            )
            for found in answers_to(connection, question.id, was)
        ]
        row["regrade"] = asdict(regrade(question, answers))
    return row
