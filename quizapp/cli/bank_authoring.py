"""What `quizapp bank` does to question files: signing, and the way from draft to ready."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from quizapp.bank import signing
from quizapp.bank.authoring import Refused, as_it_is, bank_of, change_status, file_of, may_be_signed_ready, new_question
from quizapp.bank.catalog import Catalog, Entry
from quizapp.bank.editing import NotEditable, unreadable_fault
from quizapp.bank.entries import id_in
from quizapp.bank.faults import BankFault
from quizapp.bank.reader import Unreadable
from quizapp.bank.schema import Kind, Status
from quizapp.bank.templates import Languages
from quizapp.cli.common import cli_message, fail, load_catalog, say
from quizapp.text.messages import message
from quizapp.text.safe import safe_text
from quizapp.text.system import system_reason


def entries(catalog: Catalog, ids: Sequence[str], language: str) -> list[Entry]:
    """The entries of these ids; an unknown one ends the command, and so does one whose file can't be read: that is told
    with what is wrong in the file, and ends with 1 as all findings do.
    """
    missing = list(dict.fromkeys(name for name in ids if name not in catalog.entries))
    if not missing:
        return [catalog.entries[name] for name in ids]
    unknown = []
    for name in missing:
        faults = faults_of(catalog, name)
        other = next((entry for entry in catalog.entries.values() if faults and entry.file == faults[0].file), None)
        if other is not None:
            say(message(language, "bank.other_id", id=name, other=other.header.id), err=True)
        elif faults:
            say(message(language, "bank.unreadable_question", id=name), err=True)
        else:
            unknown.append(name)
        for fault in faults:
            click.echo(f"{fault.place}: {fault.severity}: {fault.words(language)} [{fault.code}]", err=True)
    if unknown:
        fail(cli_message(language, "no_question", id=safe_text(", ".join(unknown))))
    sys.exit(1)


def faults_of(catalog: Catalog, name: str) -> list[BankFault]:
    """What is wrong in the file that a question of this id would be in: a file of its name, or a folder of its bank
    that can't be read or is gone.
    """
    bank = name.rpartition(":")[0]
    return [
        fault
        for fault in catalog.faults
        if name_of_file(catalog, fault.file) == name
        or (bank and fault.code in ("own_gone", "own_linked") and fault.values["name"] == bank)
        or (fault.code == "unreadable_folder" and bank_of(catalog, fault.file) == bank)
    ]


def name_of_file(catalog: Catalog, file: Path) -> str:
    """The id that a question file of a bank goes by: its own name, after that of its bank."""
    return id_in(bank_of(catalog, file), file.stem)


def answered_ids() -> frozenset[str]:
    """The ids of all questions that were ever answered. Raises `progress.faults.DatabaseFault`."""
    from quizapp.progress.database import open_database
    from quizapp.study.revising import answered_questions

    database = open_database()
    try:
        return frozenset(answered_questions(database))
    finally:
        database.close()


def make_question(name: str, kind: str, chapter: str, texts: str, language: str) -> None:
    """`quizapp bank new`. A file can be written whatever is the matter with the database."""
    from quizapp.progress.faults import DatabaseFault

    languages: Languages = "ja" if texts == "ja" else "en" if texts == "en" else "both"
    catalog = load_catalog()
    try:
        if name in answered_ids() and name not in catalog.entries:
            fail(message(language, "revising.id_answered", id=name))
    except DatabaseFault as fault:
        reason = fault.sentence(language, opening=True)
        say(message(language, "revising.answers_unknown", id=name, reason=reason), err=True)
    try:
        file = new_question(catalog, name, Kind(kind), chapter, languages, language)
    except Refused as refused:
        say(refused.words(language), err=True)
        sys.exit(2)
    except OSError as error:
        meant = str(file_of(catalog, name, chapter))
        fail(cli_message(language, "unwritable", file=safe_text(meant), reason=system_reason(language, error)))
    say(message(language, "bank.made", file=str(file)))


def mark_translated(ids: Sequence[str], language: str) -> None:
    """`quizapp bank translated`: one line for each question; exit code 1 where one could not be written."""
    from quizapp.bank.translation import mark_current

    failed = False
    for entry in entries(load_catalog(), ids, language):
        try:
            mark_current(entry.file, entry.question)
            click.echo(message(language, "bank.translation_marked", id=entry.header.id))
        except (Unreadable, NotEditable) as error:
            failed = True
            fault = unreadable_fault(error, entry.file)
            click.echo(f"{fault.place}: {fault.words(language)}", err=True)
        except OSError as error:
            failed = True
            click.echo(
                cli_message(language, "unwritable", file=str(entry.file), reason=system_reason(language, error)),
                err=True,
            )
    sys.exit(1 if failed else 0)


def set_status(name: str, wanted: str, language: str) -> None:
    """`quizapp bank status`: exit code 1 where the question may not go there."""
    catalog = load_catalog()
    (entry,) = entries(catalog, [name], language)
    try:
        change_status(catalog, name, Status(wanted))
    except Refused as refused:
        fail(refused.words(language), 1)
    except (Unreadable, NotEditable) as error:
        fault = unreadable_fault(error, entry.file)
        fail(f"{fault.place}: {fault.words(language)}", 1)
    except OSError as error:
        fail(cli_message(language, "unwritable", file=str(entry.file), reason=system_reason(language, error)))
    click.echo(message(language, "bank.status_changed", id=name, status=wanted))


def fix_questions(catalog: Catalog, ids: Sequence[str], language: str, *, quiet: bool) -> Catalog:
    """`quizapp bank lint --fix`: mend the files (those of `ids`, or all), and the bank as it then is."""
    from quizapp.bank.lint_layout import fix_file

    for name in ids or list(catalog.entries):
        entry = catalog.entries.get(name)
        if entry is None:
            continue
        try:
            count = fix_file(entry)
        except Unreadable:
            # What is wrong with it is told when the bank is read again.
            continue
        except NotEditable as error:
            say(f"{error.fault.place}: {error.fault.words(language)}", err=True)
            continue
        except OSError as error:
            fail(cli_message(language, "unwritable", file=str(entry.file), reason=system_reason(language, error)))
        if count and not quiet:
            say(message(language, "bank.fixed", file=entry.name, count=count))
    return catalog.reload()


def sign_questions(ids: Sequence[str], name: str, answered: str | None, ready: bool, language: str) -> None:
    """`quizapp bank sign`: one line for each question; exit code 1 where one could not be signed or made ready."""
    catalog = load_catalog()
    failed = False
    for entry in entries(catalog, ids, language):
        question, file = entry.question, entry.file
        values: dict[str, object] = {"id": question.id, "name": signing.recorded(name)}
        try:
            if ready:
                may_be_signed_ready(catalog, as_it_is(entry), name)
            content = signing.sign(file, question, name, answered)
            click.echo(message(language, "bank.signed", **values, content=content))
            if not ready:
                continue
            change_status(catalog.reload(), question.id, Status.READY)
            click.echo(message(language, "bank.made_ready", **values))
        except Refused as refused:
            failed = True
            click.echo(refused.words(language), err=True)
        except (Unreadable, NotEditable) as error:
            failed = True
            fault = unreadable_fault(error, file)
            click.echo(f"{fault.place}: {fault.words(language)}", err=True)
        except OSError as error:
            failed = True
            click.echo(
                cli_message(language, "unwritable", file=str(file), reason=system_reason(language, error)), err=True
            )
    sys.exit(1 if failed else 0)
