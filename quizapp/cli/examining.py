"""The examination of `quizapp doctor`: findings by area, each with advice where something should be changed."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from quizapp import __version__, paths, settings
from quizapp.cli import terminal
from quizapp.text.messages import message
from quizapp.tui import graphics

LEAST_SIZE = (60, 24)
LIBRARIES = ("textual", "sqlalchemy", "alembic", "numpy", "sympy", "pydantic", "fsrs", "plotext")
EXTRAS = {"psycopg": "postgres", "fsrs-rs-python": "optimizer", "textual-image": "images", "resvg-py": "images"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `fine`: nothing needs to be done; `advice`: what to do, or may be done."""

    area: str
    name: str
    value: Any
    words: str
    fine: bool = True
    advice: str = ""

    def to_json(self) -> dict[str, Any]:
        """The finding as a JSON object."""
        return {
            "area": self.area,
            "name": self.name,
            "value": self.value,
            "fine": self.fine,
            "words": self.words,
            "advice": self.advice,
        }


def examine(language: str) -> list[Finding]:
    """Everything, in order."""
    told = _Telling(language)
    return [*_terminal(told), *_paths(told), *_database(told), *_bank(told), *_versions(told)]


class _Telling:
    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(
        self, area: str, name: str, value: Any, *, fine: bool = True, advice: str = "", **words: object
    ) -> Finding:
        values = {"value": value, **words}
        return Finding(
            area,
            name,
            value,
            message(self.language, f"doctor.{name}", **values),
            fine,
            message(self.language, f"doctor.advice_{advice}", **values) if advice else "",
        )


def _terminal(told: _Telling) -> Iterator[Finding]:
    environment = os.environ
    size = shutil.get_terminal_size()
    small = size.columns < LEAST_SIZE[0] or size.lines < LEAST_SIZE[1]
    yield told(
        "terminal",
        "size",
        f"{size.columns}×{size.lines}",
        fine=not small,
        advice="size" if small else "",
        least=f"{LEAST_SIZE[0]}×{LEAST_SIZE[1]}",
    )
    colours = terminal.colours(environment)
    yield told("terminal", f"colours_{colours}", colours, advice="colours" if colours == "16" else "")
    cells = terminal.ambiguous_width()
    if cells is None:
        yield told("terminal", "ambiguous_unknown", None)
    else:
        wide = cells != 1
        yield told("terminal", "ambiguous", cells, fine=not wide, advice="ambiguous" if wide else "")
    images = terminal.images(environment, terminal.attributes())
    missing = images != "none" and not graphics.installed()
    yield told("terminal", f"images_{images}", images, advice="images" if missing else "")
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    yield told(
        "terminal", "encoding", encoding, fine=encoding == "utf8", advice="" if encoding == "utf8" else "encoding"
    )
    kitty = environment.get("TEXTUAL_DISABLE_KITTY_KEY", "1") == "1"
    yield told(
        "terminal",
        "input_method" if kitty else "input_method_off",
        kitty,
        fine=kitty,
        advice="" if kitty else "input_method",
    )


def _paths(told: _Telling) -> Iterator[Finding]:
    for name, folder in (("data", paths.data_folder()), ("config", paths.config_folder())):
        usable = _writable(folder)
        yield told("paths", f"folder_{name}", str(folder), fine=usable, advice="" if usable else "folder")
    faults = settings.load()[1]
    if faults:
        yield told("paths", "settings_faults", faults, fine=False, advice="settings", first=faults[0])
    else:
        yield told("paths", "settings", str(paths.settings_file()))


def _writable(folder: Path) -> bool:
    """Whether files can be made in a folder, or in the nearest folder above it that exists: by making one. What the
    permissions say is not enough, for a superuser and where the file system takes no files (`/proc`).
    """
    while not os.path.lexists(folder) and folder != folder.parent:
        folder = folder.parent
    try:
        with TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _may_be_written(file: Path) -> bool:
    """Whether a file that exists can be opened to be written, which changes nothing in it."""
    try:
        with file.open("r+b"):
            return True
    except OSError:
        return False


def _database(told: _Telling) -> Iterator[Finding]:
    from quizapp.progress import backup
    from quizapp.progress.faults import DatabaseFault
    from quizapp.progress.places import exists, file_of

    try:
        file = file_of()
    except DatabaseFault as fault:
        yield Finding("database", "place", None, fault.sentence(told.language), False)
        return
    if file is None:
        yield told("database", "on_a_server", None)
        return
    if not exists(file):
        yield told("database", "not_made_yet", str(file))
        return
    findings = backup.check(file, told.language)
    size = round(file.stat().st_size / 2**20, 1)
    yield told("database", "file", str(file), size=size)
    if not _may_be_written(file):
        yield told("database", "read_only", str(file), fine=False, advice="read_only")
    if findings:
        yield told("database", "unsound", findings, fine=False, advice="unsound", first=findings[0])
    else:
        yield told("database", "sound", True)
    latest = backup.latest(file)
    yield told("database", "backup" if latest else "no_backup", str(latest) if latest else None)


def _bank(told: _Telling) -> Iterator[Finding]:
    from quizapp.bank.catalog import NoBank, load
    from quizapp.bank.schema import Status

    try:
        catalog = load(paths.questions_folder())
    except NoBank as fault:
        words = f"{fault.fault.place}: {fault.fault.words(told.language)}"
        yield Finding("bank", "bank", None, words, False)
        return
    ready = sum(entry.header.status is Status.READY for entry in catalog.entries.values())
    yield told("bank", "questions", len(catalog.entries), ready=ready)
    if catalog.faults:
        first = catalog.faults[0]
        yield told(
            "bank",
            "faults",
            len(catalog.faults),
            fine=False,
            advice="faults",
            first=f"{first.place}: {first.words(told.language)}",
        )


def _versions(told: _Telling) -> Iterator[Finding]:
    yield told("versions", "program", __version__, python=platform.python_version(), system=platform.system())
    found = {name: _version(name) for name in LIBRARIES}
    missing = [name for name, number in found.items() if number is None]
    listed = ", ".join(f"{name} {number}" for name, number in found.items() if number is not None)
    yield told(
        "versions",
        "libraries",
        found,
        fine=not missing,
        advice="libraries" if missing else "",
        listed=listed,
        missing=", ".join(missing),
    )
    for name, extra in EXTRAS.items():
        number = _version(name)
        yield told("versions", "extra" if number else "no_extra", number, library=name, extra=extra)


def _version(library: str) -> str | None:
    try:
        return version(library)
    except PackageNotFoundError:
        return None
