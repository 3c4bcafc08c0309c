"""The learner's settings: one declared schema, kept as TOML.

Read with the standard library only, because the first frame needs the language and the theme. A value that can't be
used is left at its default and reported; the file is never rewritten because of it, only when a setting is changed.
"""

from __future__ import annotations

import locale
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from quizapp import paths

LANGUAGES = ("ja", "en")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a learner may choose. `language` and `theme` are needed before the first frame.

    `track`: the way through the bank that the chapters screen shows. `new_per_day`: questions never seen before that
    a review may introduce on one study day; before an exam more, where the day's minutes have room for them (0: none).
    `sitting_size`: questions in a quiz. `retention`: the recall that
    scheduling aims at. `exam_date`: the day of the exam ("2027-02-19"), empty while it is not known. `target`: the
    score to reach there, in percent (the pass mark is not published; candidates reckon with 60 to 65).
    `minutes_per_day`: what the plan may ask for. `reduced_motion`: nothing on the screen moves by itself.
    `author`: the name with which reviews are signed. `keys`: the key chosen for an action in place of its first, by the
    action's id.
    """

    language: str = "ja"
    theme: str = "quizapp-dark"
    track: str = "syllabus"
    new_per_day: int = 10
    sitting_size: int = 10
    retention: float = 0.9
    exam_date: str = ""
    target: int = 65
    minutes_per_day: int = 30
    reduced_motion: bool = False
    author: str = ""
    keys: Mapping[str, str] = field(default_factory=dict)


LIMITS: dict[str, tuple[float, float]] = {
    "new_per_day": (0, 200),
    "sitting_size": (1, 100),
    "retention": (0.7, 0.97),
    "target": (40, 100),
    "minutes_per_day": (5, 600),
}


class InvalidSetting(ValueError):
    """A setting can't take this value; the message says which and why."""


def load(file: Path | None = None) -> tuple[Settings, list[str]]:
    """The settings, and a line for each thing in the file that could not be used. A missing file is no fault."""
    file = file or paths.settings_file()
    defaults = Settings(language=guess_language())
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return defaults, []
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        return defaults, [f"{file}: {fault}"]
    settings, faults = defaults, []
    for name, value in table.items():
        try:
            settings = changed(settings, name, value)
        except InvalidSetting as fault:
            faults.append(f"{file}: {fault}")
    return settings, faults


def changed(settings: Settings, name: str, value: Any) -> Settings:
    """A copy of the settings with one of them changed. Raises `InvalidSetting`."""
    kinds = {field.name: type(getattr(settings, field.name)) for field in fields(Settings)}
    if name not in kinds:
        raise InvalidSetting(f"unknown setting {name!r}")
    if kinds[name] is float and type(value) is int:
        value = float(value)
    if type(value) is not kinds[name]:
        raise InvalidSetting(f"{name}: expected {kinds[name].__name__}, found {value!r}")
    if name == "keys" and not all(isinstance(part, str) for pair in value.items() for part in pair):
        raise InvalidSetting(f"keys: expected the name of a key for each action, found {value!r}")
    if name == "language" and value not in LANGUAGES:
        raise InvalidSetting(f"language: expected one of {', '.join(LANGUAGES)}, found {value!r}")
    if name == "exam_date" and value and not _is_day(value):
        raise InvalidSetting(f"exam_date: expected a day such as 2027-02-19, found {value!r}")
    if name in LIMITS:
        low, high = LIMITS[name]
        if not low <= value <= high:
            raise InvalidSetting(f"{name}: expected {low:g} to {high:g}, found {value!r}")
    return replace(settings, **{name: value})


def save(settings: Settings, file: Path | None = None) -> Path | None:
    """Write the settings; the old file is replaced in one step, so that a kill leaves either the old or the new one.

    A file of which something could not be read is kept beside it, and its new name returned. Raises OSError.
    """
    file = file or paths.settings_file()
    paths.ensure_folder(file.parent)
    kept = None
    if load(file)[1]:
        kept = file.with_name(f"{file.name}.unread")
        kept.write_bytes(file.read_bytes())
    values = {name.name: getattr(settings, name.name) for name in fields(Settings)}
    # A table goes last: what stands after its head belongs to it.
    tables = {name: value for name, value in values.items() if isinstance(value, Mapping) and value}
    lines = [f"{name} = {_toml(value)}" for name, value in values.items() if not isinstance(value, Mapping)]
    for name, table in tables.items():
        lines += ["", f"[{name}]", *(f"{_toml(key)} = {_toml(value)}" for key, value in table.items())]
    fresh = file.with_name(f"{file.name}.{os.getpid()}.new")
    try:
        fresh.write_text("\n".join(lines) + "\n", encoding="utf-8")
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)
    return kept


def guess_language() -> str:
    """Japanese where the environment's locale is Japanese, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "ja" if value.lower().startswith("ja") else "en"
    return "ja" if (locale.getlocale()[0] or "").lower().startswith("ja") else "en"


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _toml(value: object) -> str:
    if isinstance(value, str):
        # A TOML basic string escapes as JSON does.
        import json

        return json.dumps(value, ensure_ascii=False)
    return str(value).lower() if isinstance(value, bool) else repr(value)
