"""`quizapp config`: the settings on the command line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict

import click

from quizapp import paths, settings
from quizapp.cli.common import as_json, cli_message, fail, load_catalog, print_json
from quizapp.text.system import system_reason


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
        _change(current, name, value, known[name])
        return
    shown = known if name is None else {name: known[name]}
    if json_:
        print_json(shown)
    else:
        for key, found in shown.items():
            click.echo(f"{key} = {found}")


def _change(current: settings.Settings, name: str, value: str, old: object) -> None:
    """Change one setting. A value that it can't take ends the command."""
    language = current.language
    if name == "track":
        catalog = load_catalog()
        names = ["syllabus", *(track.id for track in catalog.tracks)]
        if value not in names:
            fail(cli_message(language, "no_track", name=value, names=", ".join(names)))
    if name == "theme" and value not in _themes():
        fail(cli_message(language, "no_theme", name=value))
    try:
        typed = _typed(value, old)
    except ValueError:
        fail(cli_message(language, "not_a_value", name=name, value=value))
    try:
        kept = settings.save(settings.changed(current, name, typed))
    except settings.InvalidSetting as fault:
        fail(str(fault))
    except OSError as fault:
        fail(cli_message(language, "unwritable", file=paths.settings_file(), reason=system_reason(language, fault)))
    if kept is not None:
        click.echo(cli_message(language, "settings_kept", file=kept), err=True)


def _typed(value: str, old: object) -> object:
    """A value as the setting holds it. Raises ValueError."""
    if isinstance(old, bool):
        return {"true": True, "false": False}[value.lower()] if value.lower() in ("true", "false") else value
    if isinstance(old, Mapping):
        return json.loads(value)
    return type(old)(value) if isinstance(old, int | float) else value


def _themes() -> set[str]:
    from textual.theme import BUILTIN_THEMES

    from quizapp.tui.theme import THEMES

    return {*BUILTIN_THEMES, *(theme.name for theme in THEMES)}
