"""`quizapp db`: the database on the command line."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from quizapp.cli.common import as_json, chosen_language, cli_message, fail, plain_faults, print_json, say


@click.group()
def db() -> None:
    """The database: check, upgrade, backup, backups, restore."""


def _file() -> Path:
    """The embedded database's file. A database on a server ends the command: its own tools look after it."""
    from quizapp.progress.places import file_of

    file = file_of()
    if file is None:
        fail(cli_message(chosen_language(None), "on_a_server"))
    return file


@db.command()
@as_json
@plain_faults
def check(json_: bool) -> None:
    """Whether the database is sound and of this version. Exit code 1 when it is not."""
    from quizapp.progress import backup as backups
    from quizapp.progress.places import exists

    file, language = _file(), chosen_language(None)
    made = exists(file)
    findings = backups.check(file, language) if made else []
    if json_:
        print_json({"file": str(file), "exists": made, "findings": findings})
    else:
        say(str(file))
        for finding in findings or [cli_message(language, "sound" if made else "not_made_yet")]:
            say(finding)
    sys.exit(1 if findings else 0)


@db.command()
@plain_faults
def upgrade() -> None:
    """Bring the database to this version of the program, as opening the program does; a back-up is made first."""
    from quizapp.progress.database import open_database

    open_database().close()
    say(cli_message(chosen_language(None), "upgraded"))


@db.command()
@plain_faults
def backup() -> None:
    """Copy the database into the folder of back-ups."""
    from quizapp.progress import backup as backups
    from quizapp.progress.places import exists

    file = _file()
    if not exists(file):
        fail(cli_message(chosen_language(None), "not_made_yet"), 1)
    say(str(backups.make(file, datetime.now(UTC))))


@db.command()
@as_json
@plain_faults
def backups(json_: bool) -> None:
    """The back-ups, newest first."""
    from quizapp.progress import backup as kept

    files = [str(file) for file in kept.all_of(_file())]
    if json_:
        print_json(files)
    else:
        for file in files:
            say(file)


@db.command()
@click.argument("copy", metavar="FILE", type=click.Path(path_type=Path))
@plain_faults
def restore(copy: Path) -> None:
    """Put a back-up in the place of the database; what it replaces is kept. Refused while any quizapp is open."""
    from quizapp.progress import backup as backups

    kept = backups.restore(_file(), copy, datetime.now(UTC))
    language = chosen_language(None)
    say(cli_message(language, "restored", file=str(copy)))
    if kept is not None:
        say(cli_message(language, "replaced_kept", file=str(kept)))
