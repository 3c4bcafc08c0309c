"""Banks of one's own beside the one that ships: folders of question files, known by a name that goes before their ids.

A question `dropout-rates` of the bank `seminar` is `seminar:dropout-rates`. A bank is data: it can run nothing, no file
outside its folder is read (links are not followed out of it), and nothing is fetched. Which banks there are is kept in
the user's own settings folder; a list that can't be read is told of, and kept aside before another one is written.
"""

from __future__ import annotations

import itertools
import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from quizapp import paths
from quizapp.bank.editing import write_whole
from quizapp.bank.faults import BankFault

FILE = "banks.json"
_NAME = re.compile(r"[a-z][a-z0-9]{0,15}")


@dataclass(frozen=True, slots=True)
class OwnBank:
    """A bank by its name, and the folder in which its chapters are."""

    name: str
    folder: Path


class BankRefused(Exception):
    """A bank that can't be added or removed: `code` names the message (`bank.<code>`), `values` fills it."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def own_banks() -> tuple[OwnBank, ...]:
    """The banks that were added, in order of name; those that could be read, where the list is broken."""
    return _listed()[0]


def list_faults() -> tuple[BankFault, ...]:
    """What is wrong with the list of banks."""
    return (BankFault(_file(), 0, 0, "own_list_broken"),) if _listed()[1] else ()


def add_bank(folder: Path, name: str | None = None) -> OwnBank:
    """Add the bank in a folder, by default under the folder's name. Raises `BankRefused` or OSError."""
    folder = folder.expanduser().resolve()
    if not folder.is_dir():
        raise BankRefused("own_no_folder", folder=str(folder))
    inner = folder / "questions"
    # What else a checkout keeps in folders (settings of its tools) is no reason to leave its questions alone.
    if inner.is_dir() and (_holds_questions(inner) or not _holds_questions(folder)):
        folder = inner
    usual = (folder.parent if folder == inner else folder).name
    chosen = name if name is not None else re.sub(r"[^a-z0-9]", "", usual.lower())
    if not _NAME.fullmatch(chosen):
        if name is None:
            raise BankRefused("own_no_name", folder=usual)
        raise BankRefused("own_bad_name", name=name)
    banks = own_banks()
    for bank in banks:
        if bank.name == chosen and bank.folder != folder:
            raise BankRefused("own_name_taken", name=chosen)
        if bank.folder == folder and bank.name != chosen:
            raise BankRefused("own_folder_taken", name=bank.name)
    added = OwnBank(chosen, folder)
    _keep((*(bank for bank in banks if bank.name != chosen), added))
    return added


def remove_bank(name: str) -> None:
    """Forget a bank; its files and what was learned with it stay. Raises `BankRefused` or OSError."""
    banks = own_banks()
    if not any(bank.name == name for bank in banks):
        raise BankRefused("own_unknown", name=name)
    _keep(bank for bank in banks if bank.name != name)


def _file() -> Path:
    return paths.config_folder() / FILE


def _listed() -> tuple[tuple[OwnBank, ...], bool]:
    """The banks of the list, and whether anything in it could not be read."""
    try:
        data = json.loads(_file().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return (), False
    except (OSError, ValueError, RecursionError):
        return (), True
    if not isinstance(data, dict):
        return (), True
    sound = {name: folder for name, folder in data.items() if _NAME.fullmatch(name) and _is_place(folder)}
    return tuple(OwnBank(name, Path(folder)) for name, folder in sorted(sound.items())), len(sound) < len(data)


def _is_place(folder: object) -> bool:
    """Whether a folder of the list can be the name of one: text that a file system takes."""
    if not isinstance(folder, str) or "\0" in folder:
        return False
    try:
        os.fsencode(folder)
    except UnicodeEncodeError:
        return False
    return True


def _holds_questions(folder: Path) -> bool:
    """Whether a folder has question files where a bank has them: in folders that are not hidden."""
    return any(
        not file.name.startswith(".") and not file.parent.name.startswith(".") for file in folder.glob("*/*.yaml")
    )


def _keep(banks: Iterable[OwnBank]) -> None:
    """Write the list anew. One that could not be read is put aside first, and nothing of it is lost."""
    data = {bank.name: str(bank.folder) for bank in banks}
    paths.ensure_folder(paths.config_folder())
    if _listed()[1]:
        _file().rename(_aside())
    write_whole(_file(), (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode())


def _aside() -> Path:
    """A name that is free, for a list that could not be read."""
    return next(
        place for number in itertools.count(1) if not (place := _file().with_suffix(f".broken-{number}")).exists()
    )


def put_aside() -> tuple[Path, ...]:
    """The lists that could not be read and were kept, in order of age."""
    found = paths.config_folder().glob(f"{Path(FILE).stem}.broken-*")
    return tuple(sorted(found, key=lambda file: (len(file.name), file.name)))
