"""`quizapp bank add`, `remove`, `list`: banks of one's own."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import click

from quizapp import paths
from quizapp.bank.banks import (
    FILE,
    BankRefused,
    OwnBank,
    add_bank,
    earlier_names,
    list_faults,
    own_banks,
    put_aside,
    remove_bank,
)
from quizapp.bank.shelving import misplaced
from quizapp.cli.bank_authoring import answered_ids
from quizapp.cli.common import cli_message, fail, load_catalog, print_json, say
from quizapp.text.messages import message
from quizapp.text.safe import safe_text
from quizapp.text.system import system_reason

# As many findings are told when a bank is added.
MOST_TOLD = 20


def add_own(folder: str, name: str | None, language: str) -> None:
    """Add a bank and say what is in it."""
    broken = list_faults()
    try:
        if not folder:
            # As a path it would be the current folder, where a variable of the shell was empty.
            raise BankRefused("own_empty_folder")
        added = add_bank(Path(folder), name)
    except BankRefused as refused:
        _refuse(refused, language)
    except OSError as error:
        _end_with(error, language)
    _tell_aside(bool(broken), language)
    catalog = load_catalog()
    faults = [fault for fault in (*catalog.faults, *misplaced(catalog)) if fault.file.is_relative_to(added.folder)]
    ids = [entry.header.id for entry in catalog.entries.values() if entry.bank == added.name]
    for fault in faults[:MOST_TOLD]:
        click.echo(f"{fault.place}: {fault.severity}: {fault.words(language)} [{fault.code}]", err=True)
    if len(faults) > MOST_TOLD:
        say(message(language, "bank.own_more", count=len(faults) - MOST_TOLD), err=True)
    say(message(language, "bank.own_added", name=added.name, questions=len(ids), faults=len(faults)))
    _tell_answered(added, ids, language)


def _tell_answered(added: OwnBank, ids: Sequence[str], language: str) -> None:
    """Say under which names the questions of a bank were answered before; nothing where that can't be looked up."""
    from quizapp.progress.faults import DatabaseFault

    with suppress(DatabaseFault):
        for old, count in sorted(earlier_names(added.name, ids, answered_ids()).items()):
            values: dict[str, object] = {"name": added.name, "path": shlex.quote(str(added.folder))}
            say(message(language, "bank.own_answered_before", old=old, count=count, **values), err=True)


def remove_own(name: str, language: str) -> None:
    """Forget a bank."""
    broken = list_faults()
    try:
        removed = remove_bank(name)
    except BankRefused as refused:
        _refuse(refused, language)
    except OSError as error:
        _end_with(error, language)
    _tell_aside(bool(broken), language)
    say(message(language, "bank.own_removed", name=name, path=shlex.quote(str(removed.folder))))


def _refuse(refused: BankRefused, language: str) -> NoReturn:
    say(message(language, f"bank.{refused.code}", **refused.values), err=True)
    sys.exit(2)


def _end_with(error: OSError, language: str) -> NoReturn:
    """End the command: the list of banks can't be written, or the folder of a bank can't be looked into."""
    list_file = str(paths.config_folder() / FILE)
    file = str(error.filename or list_file)
    told = "unwritable" if file == list_file else "unusable"
    fail(cli_message(language, told, file=safe_text(file), reason=system_reason(language, error)))


def _tell_aside(broken: bool, language: str) -> None:
    """Say where a list that could not be read is kept."""
    if broken:
        click.echo(message(language, "bank.own_list_kept", file=str(put_aside()[-1])), err=True)


def print_own(json_: bool, language: str) -> None:
    """The banks that were added. Exit code 1 where the list of them can't be read."""
    faults = list_faults()
    for fault in faults:
        click.echo(f"{fault.place}: {fault.words(language)}", err=True)
    if json_:
        print_json([{"name": bank.name, "folder": str(bank.folder)} for bank in own_banks()])
    else:
        for bank in own_banks():
            say(f"{bank.name:<18}{bank.folder}")
    sys.exit(1 if faults else 0)
