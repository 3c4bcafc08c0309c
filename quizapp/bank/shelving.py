"""Where question files are: which bank a file belongs to by its place, and which stand where no bank looks for them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from quizapp.bank import blueprint
from quizapp.bank.banks import OwnBank, leads_elsewhere
from quizapp.bank.catalog import Catalog
from quizapp.bank.faults import BankFault
from quizapp.bank.reader import Unreadable, raw_content

# What a bank has beside its chapters, and a chapter beside its questions.
_OF_BANK = ("syllabus.yaml", "tracks.yaml", blueprint.FILE)
_OF_CHAPTER = ("assets",)
# As many levels below a chapter, and as many folders of a bank, are looked into.
_DEEPEST = 3
_MOST_FOLDERS = 300
# How a question file differs from the settings of other tools, which are YAML too.
_LIKE_A_QUESTION = re.compile(rb"^(id: *['\"]?[a-z0-9-]+['\"]? *(#.*)?\r?|stem:.*)$", re.MULTILINE)


def banks_of(catalog: Catalog) -> list[OwnBank]:
    """All banks of a catalog; the one that ships has no name."""
    return [OwnBank("", catalog.folder), *(own for own, _ in catalog.own)]


def bank_holding(catalog: Catalog, file: Path) -> OwnBank | None:
    """The bank in whose folder a file is, the innermost where one is inside another; None for a file in no bank."""
    return _innermost(catalog, file) or _innermost(catalog, real_place(file))


def real_place(file: Path) -> Path:
    """The whole path of a file, links on the way to it followed; a file that is a link stays one."""
    return Path(os.path.realpath(file.parent)) / file.name


def _innermost(catalog: Catalog, file: Path) -> OwnBank | None:
    """`bank_holding` by the words of the path alone."""
    if not file.is_absolute() or ".." in file.parts:
        return None
    around = [
        (len(folder.parts), bank)
        for bank in banks_of(catalog)
        for folder in {bank.folder, Path(os.path.realpath(bank.folder))}
        if file.is_relative_to(folder)
    ]
    return max(around, key=lambda found: found[0], default=(0, None))[1]


def misplaced(catalog: Catalog) -> Iterator[BankFault]:
    """A warning of each file that looks like a question and is where none is read: beside chapters, or below them."""
    folders = {os.path.realpath(bank.folder) for bank in banks_of(catalog)}
    for bank in banks_of(catalog):
        if bank.name and leads_elsewhere(bank):
            continue
        others = folders - {os.path.realpath(bank.folder)}
        for file in sorted(_strays(bank.folder, others)):
            yield misplaced_fault(bank, file)


def misplaced_fault(bank: OwnBank, file: Path) -> BankFault:
    """A file of a bank is where no question is read."""
    return BankFault(file, 0, 0, "misplaced", {"folder": str(bank.folder), "name": f"{file.stem}.yaml"}, "warning")


def _strays(folder: Path, others: set[str]) -> Iterator[Path]:
    """What looks like a question in a bank's folder and two levels or more below it, but not in `others`."""
    left = [(folder, 0)]
    for looked, (place, depth) in enumerate(left):
        if looked > _MOST_FOLDERS:
            return
        with suppress(OSError), os.scandir(place) as items:
            for item in items:
                path = Path(item.path)
                if item.name.startswith(".") or item.is_symlink():
                    continue
                if item.is_dir():
                    of_chapter = depth > 0 and item.name in _OF_CHAPTER
                    if depth <= _DEEPEST and not of_chapter and os.path.realpath(path) not in others:
                        left.append((path, depth + 1))
                elif depth != 1 and not (depth == 0 and item.name in _OF_BANK) and _is_like_a_question(path):
                    yield path


def _is_like_a_question(file: Path) -> bool:
    if file.suffix.lower() not in (".yaml", ".yml"):
        return False
    try:
        file.name.encode()
        return _LIKE_A_QUESTION.search(raw_content(file)) is not None
    except (Unreadable, UnicodeEncodeError):
        return False
