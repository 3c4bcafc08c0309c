"""`quizapp bank add`, `remove`, `list`: banks of one's own."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from quizapp.bank.banks import BankRefused, add_bank, list_faults, own_banks, put_aside, remove_bank
from quizapp.cli.common import cli_message, fail, load_catalog, print_json, say
from quizapp.text.messages import message


def add_own(folder: Path, name: str | None, language: str) -> None:
    """Add a bank and say what is in it."""
    broken = list_faults()
    try:
        added = add_bank(folder, name)
    except BankRefused as refused:
        fail(message(language, f"bank.{refused.code}", **refused.values))
    except OSError as error:
        fail(cli_message(language, "unwritable", file=str(error.filename or folder), reason=error.strerror or ""))
    _tell_aside(bool(broken), language)
    catalog = load_catalog()
    faults = [fault for fault in catalog.faults if fault.file.is_relative_to(added.folder)]
    questions = sum(entry.bank == added.name for entry in catalog.entries.values())
    for fault in faults:
        click.echo(f"{fault.place}: {fault.severity}: {fault.words(language)}", err=True)
    say(message(language, "bank.own_added", name=added.name, questions=questions, faults=len(faults)))


def remove_own(name: str, language: str) -> None:
    """Forget a bank."""
    broken = list_faults()
    try:
        remove_bank(name)
    except BankRefused as refused:
        fail(message(language, f"bank.{refused.code}", **refused.values))
    _tell_aside(bool(broken), language)
    say(message(language, "bank.own_removed", name=name))


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
