"""Where the database is: the learner's own file, or what `QUIZAPP_DATABASE_URL` names.

What is named must say the same from every folder, so it is an absolute path or a URL. A bare word, or a URL with a
slash too few, would otherwise make an empty database of that name in whatever folder the program was started in.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from quizapp import paths
from quizapp.progress.faults import MissingFolder, NoPlace, UnreachableDatabase, from_system

VARIABLE = "QUIZAPP_DATABASE_URL"
# All of them mean the one driver that is supported.
_POSTGRESQL = {"postgresql", "postgres", "postgresql+psycopg"}


@dataclass(frozen=True, slots=True)
class FilePlace:
    """An embedded database. Its folder is there, or is the program's to make."""

    file: Path


@dataclass(frozen=True, slots=True)
class ServerPlace:
    """A database on a PostgreSQL server. `shown`: its URL without password and options."""

    url: URL
    shown: str


def find(place: str | Path | None = None) -> FilePlace | ServerPlace:
    """What a place names; by default `QUIZAPP_DATABASE_URL`, else the learner's own file.

    A `Path` is the program's own, and its folder is made when it is opened. Text is what a person wrote: an absolute
    path (or one from `~`), `sqlite:////absolute/path` or `postgresql://…`; a file named by it must be in a folder that
    exists. Raises `NoPlace`, `MissingFolder`, or `UnreachableDatabase` where the folder can't be looked at.
    """
    named = place or os.environ.get(VARIABLE) or paths.database_file()
    if isinstance(named, Path):
        return FilePlace(named)
    if "://" not in named:
        return _file(named, named)
    try:
        url = make_url(named)
    except (ArgumentError, ValueError) as error:
        raise NoPlace(_without_password(named)) from error
    if url.drivername in _POSTGRESQL:
        url = url.set(drivername="postgresql+psycopg")
        shown = url.set(drivername="postgresql").set(query={}).render_as_string(hide_password=True)
        return ServerPlace(url, shown)
    if url.drivername in ("sqlite", "sqlite+pysqlite"):
        return _file(url.database or "", _without_password(named))
    raise NoPlace(_without_password(named))


def file_of(place: str | Path | None = None) -> Path | None:
    """The file of an embedded database, None for one on a server. `place`, and what is raised, as for `find`."""
    found = find(place)
    return found.file if isinstance(found, FilePlace) else None


def exists(file: Path) -> bool:
    """Whether the file is there. Raises `UnreachableDatabase` where that can't be found out."""
    try:
        return file.exists()
    except OSError as error:
        raise from_system(error, file, UnreachableDatabase) from error


def _file(name: str, shown: str) -> FilePlace:
    try:
        file = Path(name).expanduser()
    except RuntimeError as error:  # ~somebody who has no home
        raise NoPlace(shown) from error
    if not file.is_absolute() or not file.name:
        raise NoPlace(shown)
    if not exists(file.parent):
        raise MissingFolder(file)
    return FilePlace(file)


def _without_password(named: str) -> str:
    scheme, _, rest = named.partition("?")[0].partition("://")
    return f"{scheme}://…{rest.rpartition('@')[2]}" if "@" in rest else f"{scheme}://{rest}"
