"""What the commands share: the bank, the language, JSON output, and plain words for what goes wrong."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, NoReturn, ParamSpec, TypeVar

import click

from quizapp import paths, settings
from quizapp.text.messages import message
from quizapp.text.safe import safe_text

if TYPE_CHECKING:
    from quizapp.bank.catalog import Catalog
    from quizapp.study.study import Study

P = ParamSpec("P")
R = TypeVar("R")

as_json = click.option("--json", "json_", is_flag=True, help="Print JSON.")
language_option = click.option(
    "--language", type=click.Choice(["ja", "en"]), default=None, help="Language (default: the setting's)."
)


def chosen_language(language: str | None) -> str:
    """The language asked for, else the setting's."""
    return language or settings.load()[0].language


def load_catalog() -> Catalog:
    """The bank. A folder that holds none ends the command with the place and the reason."""
    from quizapp.bank import catalog

    try:
        return catalog.load_kept(paths.questions_folder())
    except catalog.NoBank as fault:
        fail(f"{fault.fault.place}: {fault.fault.words(chosen_language(None))}")


def print_json(data: Any) -> None:
    """One JSON document on standard output, Japanese readable."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def fail(words: str, code: int = 2) -> NoReturn:
    """Say what is wrong on standard error and end."""
    click.echo(words, err=True)
    sys.exit(code)


def say(words: str, *, err: bool = False) -> None:
    """Print text that may come from a file or a keyboard; `err`: on standard error."""
    click.echo(safe_text(words), err=err)


def cli_message(language: str, name: str, /, **values: object) -> str:
    """A message of the commands' own catalog."""
    return message(language, f"cli.{name}", **values)


def open_study() -> Study:
    """The bank and the database, opened for the learner at this computer until the command ends."""
    from quizapp.study import opening
    from quizapp.study.clock import SystemClock

    chosen, faults = settings.load()
    for words in faults:
        click.echo(words, err=True)
    catalog = load_catalog()
    if catalog.faults:
        click.echo(cli_message(chosen.language, "unread_files", count=len(catalog.faults)), err=True)
    database, study = opening.open_study(catalog, SystemClock(), chosen)
    command = click.get_current_context(silent=True)
    if command is not None:
        command.call_on_close(database.close)
    return study


def plain_faults(command: Callable[P, R]) -> Callable[P, R]:
    """Turn a fault of the database or of a use case into its own sentence and exit code 2, instead of a traceback."""

    @wraps(command)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        from quizapp.progress.faults import DatabaseFault
        from quizapp.study.faults import StudyFault

        try:
            return command(*args, **kwargs)
        except (DatabaseFault, StudyFault) as fault:
            fail(fault.sentence(chosen_language(None)))

    return guarded
