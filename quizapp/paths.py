"""Where things are: what ships with the program, and the user's own folders. The one place that knows.

`QUIZAPP_HOME`, when set, holds everything of the user's in one folder (tests, portable use). Nothing here creates a
folder; whoever writes does, through `ensure_folder`.
"""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent


def _shipped(name: str) -> Path:
    """A folder that travels inside the wheel, or stands at the top of a checkout."""
    inside = _PACKAGE / "_shipped" / name
    return inside if inside.is_dir() else _CHECKOUT / name


def questions_folder() -> Path:
    """The question files that ship with the program (`QUIZAPP_QUESTIONS` names another bank)."""
    named = os.environ.get("QUIZAPP_QUESTIONS")
    return Path(named).expanduser() if named else _shipped("questions")


def is_packaged(folder: Path) -> bool:
    """Whether a folder travels inside the wheel: the next upgrade would undo whatever is changed in it."""
    return "_shipped" in folder.parts


def migrations_folder() -> Path:
    """The Alembic migrations that ship with the program."""
    return _shipped("alembic")


def data_folder() -> Path:
    """Where the learner's database and back-ups are kept."""
    home = _home()
    if home is not None:
        return home
    from platformdirs import user_data_path

    return user_data_path("quizapp", appauthor=False)


def config_folder() -> Path:
    """Where the settings file is kept."""
    home = _home()
    if home is not None:
        return home
    from platformdirs import user_config_path

    return user_config_path("quizapp", appauthor=False)


def database_file() -> Path:
    """The embedded SQLite database."""
    return data_folder() / "progress.sqlite"


def backups_folder() -> Path:
    """Copies of the database, made before an upgrade and on request."""
    return data_folder() / "backups"


def settings_file() -> Path:
    """The settings, as TOML."""
    return config_folder() / "settings.toml"


def ensure_folder(folder: Path) -> Path:
    """Create a folder of the user's (readable by its owner only) if it is missing."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _home() -> Path | None:
    named = os.environ.get("QUIZAPP_HOME")
    return Path(named).expanduser() if named else None
