"""`quizapp bank add`, `remove`, `list`: banks of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from quizapp.bank.banks import BankRefused, add_bank, own_banks, remove_bank
from quizapp.cli.common import cli_message, fail, load_catalog, print_json, say
from quizapp.text.messages import message


def add_own(folder: Path, name: str | None, language: str) -> None:
    """Add a bank and say what is in it."""
    try:
        added = add_bank(folder, name)
    except BankRefused as refused:
        fail(message(language, f"bank.{refused.code}", **refused.values))
    except OSError as error:
        fail(cli_message(language, "unwritable", file=str(folder), reason=error.strerror or ""))
    catalog = load_catalog()
    faults = [fault for fault in catalog.faults if fault.file.is_relative_to(added.folder)]
    questions = sum(entry.bank == added.name for entry in catalog.entries.values())
    for fault in faults:
        click.echo(f"{fault.place}: {fault.severity}: {fault.words(language)}", err=True)
    say(message(language, "bank.own_added", name=added.name, questions=questions, faults=len(faults)))


def remove_own(name: str, language: str) -> None:
    """Forget a bank."""
    try:
        remove_bank(name)
    except BankRefused as refused:
        fail(message(language, f"bank.{refused.code}", **refused.values))
    say(message(language, "bank.own_removed", name=name))


def print_own(json_: bool) -> None:
    """The banks that were added."""
    if json_:
        print_json([{"name": bank.name, "folder": str(bank.folder)} for bank in own_banks()])
        return
    for bank in own_banks():
        say(f"{bank.name:<18}{bank.folder}")
