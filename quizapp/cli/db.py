"""`quizapp db`: the database on the command line."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from quizapp.cli.common import as_json, chosen_language, cli_message, database_place, plain_faults, print_json


@click.group()
def db() -> None:
    """The database: check, upgrade, backup, backups, restore."""


@db.command()
@as_json
@plain_faults
def check(json_: bool) -> None:
    """Whether the database is sound and of this version. Exit code 1 when it is not."""
    from quizapp.progress import backup as backups

    findings = backups.check(database_place())
    if json_:
        print_json({"place": str(database_place()), "findings": findings})
    else:
        click.echo(f"{database_place()}")
        for finding in findings or [cli_message(chosen_language(None), "sound")]:
            click.echo(finding)
    sys.exit(1 if findings else 0)


@db.command()
@plain_faults
def upgrade() -> None:
    """Bring the database to this version of the program (a back-up is made first).

    Opening the program does this too.
    """
    from quizapp.progress.database import open_database

    open_database(database_place()).close()
    click.echo(cli_message(chosen_language(None), "upgraded"))


@db.command()
@plain_faults
def backup() -> None:
    """Copy the database into the folder of back-ups."""
    from quizapp.progress import backup as backups

    click.echo(str(backups.make_backup(database_place())))


@db.command()
@as_json
@plain_faults
def backups(json_: bool) -> None:
    """The back-ups, newest first."""
    from quizapp.progress import backup as kept

    files = [str(file) for file in kept.list_backups()]
    if json_:
        print_json(files)
    else:
        for file in files:
            click.echo(file)


@db.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@plain_faults
def restore(file: Path) -> None:
    """Put a back-up in the place of the database; what it replaces is kept as a back-up itself."""
    from quizapp.progress import backup as backups

    kept = backups.restore(file, database_place())
    language = chosen_language(None)
    click.echo(cli_message(language, "restored", file=str(file)))
    if kept is not None:
        click.echo(cli_message(language, "replaced_kept", file=str(kept)))
