"""`quizapp bank changes`: what edits since the last commit mean for those who have answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import click

from quizapp.bank.catalog import Entry, revision
from quizapp.bank.edits import Edit, EditKind, GivenAnswer, compare, regrade
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
        names = set() if ids else edited_files(catalog.folder)
        chosen = entries(catalog, ids, language) if ids else [e for e in catalog.entries.values() if e.name in names]
        for entry in chosen:
            before = committed_version(entry.file)
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
