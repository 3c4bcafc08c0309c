"""Banks of one's own beside the one that ships: folders of question files, known by a name that goes before their ids.

A question `dropout-rates` of the bank `seminar` is `seminar:dropout-rates`. A bank is data: it can run nothing, no file
outside its folder is read (links are not followed out of it), and nothing is fetched. The folder is kept without links:
where it has become one since, or a folder on the way to it, nothing is read there either. Which banks there are is
kept in the user's own settings folder; a list that can't be read is told of, and kept aside before another one is
written.
"""

from __future__ import annotations

import itertools
import json
import os
import re
import shlex
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from quizapp import paths
from quizapp.bank.editing import write_whole
from quizapp.bank.faults import BankFault
from quizapp.bank.holding import Busy, held

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


def add_bank(folder: Path, name: str | None = None, *, make: bool = False) -> OwnBank:
    """Add the bank in a folder, by default under the folder's name. Raises `BankRefused` or OSError.

    `make`: a folder that is not there is made, and taken away again where the bank is refused. Where the folder's name
    can't be that of a bank (`own_no_name`), `values["suggested"]` is one that can.
    """
    folder = _without_links(folder)
    made = _made(folder) if make else []
    try:
        return _added(folder, name)
    except BaseException:
        for each in made:
            with suppress(OSError):
                each.rmdir()
        raise


def remove_bank(name: str) -> OwnBank:
    """Forget a bank, and say where it was; its files and what was learned with it stay.

    Raises `BankRefused` or OSError.
    """
    with _list_held():
        banks = own_banks()
        removed = next((bank for bank in banks if bank.name == name), None)
        if removed is None:
            raise BankRefused("own_unknown", name=name)
        _keep(bank for bank in banks if bank.name != name)
    return removed


def leads_elsewhere(bank: OwnBank) -> dict[str, object] | None:
    """The values of `own_linked` where the folder of a bank, which was kept without links, leads elsewhere by now."""
    target = os.path.realpath(bank.folder)
    return None if target == str(bank.folder) else {"name": bank.name, "target": target, "path": shlex.quote(target)}


def earlier_names(name: str, ids: Iterable[str], answered: Iterable[str]) -> dict[str, int]:
    """Under which names, of no bank that there is now, questions of the bank `name` were answered, and how many.

    `ids`: those of the bank's questions; `answered`: those of all that were ever answered.
    """
    own = {each.removeprefix(f"{name}:") for each in ids}
    present = {bank.name for bank in own_banks()} | {"", name}
    met = (each.rpartition(":") for each in answered)
    return dict(Counter(bank for bank, _, each in met if bank not in present and each in own))


def _without_links(folder: Path) -> Path:
    """A folder as a whole path without links. Raises `BankRefused` for one that can't be there."""
    try:
        found = Path(os.path.realpath(folder.expanduser()))
        str(found).encode()
    except RuntimeError:
        raise BankRefused("own_no_home", folder=str(folder)) from None
    except UnicodeEncodeError:
        raise BankRefused("not_utf8_name") from None
    except ValueError:
        raise BankRefused("own_no_folder", folder=str(folder)) from None
    return found


def _made(folder: Path) -> list[Path]:
    """Make a folder with those that it is in; what was made, the innermost first. Raises OSError."""
    missing = list(itertools.takewhile(lambda each: not each.exists(), (folder, *folder.parents)))
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _added(given: Path, name: str | None) -> OwnBank:
    if not given.is_dir():
        raise BankRefused("own_no_folder", folder=str(given))
    folder, inner = given, given / "questions"
    # What else a checkout keeps in folders (settings of its tools) is no reason to leave its questions alone.
    if inner.is_dir() and (_holds_questions(inner) or not _holds_questions(given)):
        folder = Path(os.path.realpath(inner))
        if not folder.is_relative_to(given):
            raise BankRefused("own_outside", folder=str(inner), target=str(folder))
    if str(folder) == os.path.realpath(paths.questions_folder()):
        raise BankRefused("own_is_shipped", folder=str(folder))
    with _list_held():
        banks = own_banks()
        chosen = name if name is not None else re.sub(r"[^a-z0-9]", "", given.name.lower())
        if not _NAME.fullmatch(chosen):
            if name is None:
                suggested = _suggested(given.name, {bank.name for bank in banks})
                raise BankRefused("own_no_name", folder=given.name, path=shlex.quote(str(given)), suggested=suggested)
            raise BankRefused("own_bad_name", name=name)
        for bank in banks:
            kept = os.path.realpath(bank.folder)
            if bank.name == chosen and kept != str(folder):
                raise BankRefused("own_name_taken", name=chosen)
            if kept == str(folder) and bank.name != chosen:
                raise BankRefused("own_folder_taken", name=bank.name)
        added = OwnBank(chosen, folder)
        _keep((*(bank for bank in banks if bank.name != chosen), added))
    return added


def _suggested(folder: str, taken: Collection[str]) -> str:
    """A free name for a bank, as near to its folder's as it can be."""
    plain = re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKC", folder).lower()).lstrip("0123456789")
    usual = plain[:16] or "bank"
    numbered = (f"{usual[: 16 - len(str(number))]}{number}" for number in itertools.count(2))
    return next(name for name in (usual, *itertools.islice(numbered, len(taken) + 1)) if name not in taken)


@contextmanager
def _list_held() -> Iterator[None]:
    """Hold the list of banks, so that what others add meanwhile is not lost. Raises `BankRefused` or OSError."""
    try:
        with held(paths.ensure_folder(paths.config_folder())):
            yield
    except Busy:
        raise BankRefused("own_list_busy") from None


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
