"""`quizapp config`: the settings on the command line."""

from __future__ import annotations

from dataclasses import asdict

import click

from quizapp import settings
from quizapp.cli.common import as_json, cli_message, fail, print_json


@click.command()
@click.argument("name", required=False)
@click.argument("value", required=False)
@as_json
def config(name: str | None, value: str | None, json_: bool) -> None:
    """Show all settings, show one, or change one: `quizapp config language en`."""
    current, faults = settings.load()
    for fault in faults:
        click.echo(fault, err=True)
    known = asdict(current)
    if name is not None and name not in known:
        fail(cli_message(current.language, "no_setting", name=name, names=", ".join(known)))
    if value is not None and name is not None:
        try:
            settings.save(settings.changed(current, name, _typed(value, known[name])))
        except (settings.InvalidSetting, ValueError) as fault:
            fail(str(fault))
        except OSError as fault:
            fail(cli_message(current.language, "unwritable", file=fault.filename, reason=fault.strerror))
        return
    shown = known if name is None else {name: known[name]}
    if json_:
        print_json(shown)
    else:
        for key, found in shown.items():
            click.echo(f"{key} = {found}")


def _typed(text: str, old: object) -> object:
    """The typed text in the form of the setting that it replaces. Raises ValueError."""
    if isinstance(old, int | float):
        return type(old)(text)
    return text
