"""Banks of one's own beside the one that ships: folders of question files, known by a name that goes before their ids.

A question `dropout-rates` of the bank `seminar` is `seminar:dropout-rates`. A bank is data: it can run nothing, no file
outside its folder is read (links are not followed out of it), and nothing is fetched. Which banks there are is kept in
the user's own settings folder.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from quizapp import paths
from quizapp.bank.editing import write_whole

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
    """The banks that were added, in order of name; none where the list can't be read."""
    with contextlib.suppress(OSError, ValueError):
        data = json.loads((paths.config_folder() / FILE).read_text(encoding="utf-8"))
        if isinstance(data, dict):
            found = (
                OwnBank(name, Path(folder))
                for name, folder in sorted(data.items())
                if _NAME.fullmatch(name) and isinstance(folder, str)
            )
            return tuple(found)
    return ()


def add_bank(folder: Path, name: str | None = None) -> OwnBank:
    """Add the bank in a folder, by default under the folder's name. Raises `BankRefused` or OSError."""
    folder = folder.expanduser().resolve()
    if not folder.is_dir():
        raise BankRefused("own_no_folder", folder=str(folder))
    inner = folder / "questions"
    if inner.is_dir() and not list(folder.glob("*/*.yaml")):
        folder = inner
    usual = (folder.parent if folder == inner else folder).name.lower()
    chosen = name if name is not None else re.sub(r"[^a-z0-9]", "", usual)
    if not _NAME.fullmatch(chosen):
        raise BankRefused("own_no_name", name=chosen)
    banks = own_banks()
    if any(bank.name == chosen and bank.folder != folder for bank in banks):
        raise BankRefused("own_name_taken", name=chosen)
    added = OwnBank(chosen, folder)
    _keep((*(bank for bank in banks if bank.name != chosen), added))
    return added


def remove_bank(name: str) -> None:
    """Forget a bank; its files and what was learned with it stay. Raises `BankRefused` or OSError."""
    banks = own_banks()
    if not any(bank.name == name for bank in banks):
        raise BankRefused("own_unknown", name=name)
    _keep(bank for bank in banks if bank.name != name)


def _keep(banks: Iterable[OwnBank]) -> None:
    data = {bank.name: str(bank.folder) for bank in banks}
    folder = paths.ensure_folder(paths.config_folder())
    write_whole(folder / FILE, (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode())
