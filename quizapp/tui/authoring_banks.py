"""The banks, their files and the marks of the lint, as the tree of Author shows them: plain values, on the study
thread.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from os import W_OK, access
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp import paths
from quizapp.bank import drafts
from quizapp.bank.authoring import bank_of
from quizapp.bank.editing import is_protected
from quizapp.bank.entries import Gone, id_in
from quizapp.bank.faults import BankFault
from quizapp.bank.lint import lint
from quizapp.bank.syllabus import CHAPTERS

if TYPE_CHECKING:
    from quizapp.bank.catalog import Catalog, Entry
    from quizapp.tui.opening import Books

# As many files are linted before the screen has its turn again.
CHUNK = 12


@dataclass(frozen=True, slots=True)
class Shelf:
    """One bank: "" is the one that ships. `closed`: why nothing can be written into it, as a message id, or empty."""

    name: str
    folder: Path
    closed: str


@dataclass(frozen=True, slots=True)
class FileRow:
    """One question file. `status` and `kind` are empty for one that can't be read; `ja`, `en`: its stem. `gone`: only a
    draft is left of it.
    """

    name: str
    file: Path
    shelf: str
    chapter: str
    status: str = ""
    kind: str = ""
    topic: str = ""
    level: int = 0
    ja: str = ""
    en: str = ""
    words: str = ""
    digest: str = ""
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Marks:
    """What the lint says of a file."""

    errors: int = 0
    warnings: int = 0
    first: tuple[BankFault, ...] = ()


def shelves(books: Books) -> list[Shelf]:
    """The banks: the one that ships, then those of one's own."""
    catalog = books.catalog
    found = [Shelf("", catalog.folder, closed(catalog.folder))]
    return [*found, *(Shelf(own.name, own.folder, closed(own.folder)) for own, _ in catalog.own)]


def closed(folder: Path) -> str:
    """Why nothing can be written into a bank's folder, as a message id; empty where it can."""
    try:
        if not folder.is_dir():
            return "author_gone"
        if paths.is_packaged(folder):
            return "author_packaged"
    except OSError:
        # Not even that can be known.
        return "author_unwritable"
    return "" if access(folder, W_OK) else "author_unwritable"


def closed_file(file: Path) -> str:
    """Why nothing can be written into a question file, as a message id; empty where it can, or where none is there."""
    return closed(file.parent.parent) or ("author_file_protected" if is_protected(file) else "")


def rows(books: Books, known: Sequence[FileRow] = ()) -> list[FileRow]:
    """Every question file, those that can't be read too. `known`: rows from before; what has not changed is kept."""
    catalog = books.catalog
    kept = {(row.name, row.digest): row for row in known}
    found = [kept.get((entry.header.id, entry.digest)) or _row(entry) for entry in catalog.entries.values()]
    readable = {row.file for row in found}
    unread = {fault.file for fault in catalog.faults if fault.file.suffix == ".yaml"} - readable
    for file in sorted(unread):
        shelf = bank_of(catalog, file)
        found.append(FileRow(id_in(shelf, file.stem), file, shelf, file.parent.name, words=file.stem))
    folders = {shelf.folder: shelf.name for shelf in shelves(books)}
    for file in sorted(drafts.drafted() - readable - unread):
        # What is left of a file that is gone can be opened, and saved again.
        if file.parent.parent in folders and not file.exists():
            shelf = folders[file.parent.parent]
            found.append(FileRow(id_in(shelf, file.stem), file, shelf, file.parent.name, words=file.stem, gone=True))
    return found


def _row(entry: Entry) -> FileRow:
    header = entry.header
    try:
        stem = entry.question.stem
    except Gone:
        # Taken away or broken since the bank was read.
        return FileRow(header.id, entry.file, entry.bank, entry.chapter, words=entry.file.stem)
    words = "\n".join((header.id, *header.keywords, *header.topics, stem.ja, stem.en)).casefold()
    return FileRow(
        header.id,
        entry.file,
        entry.bank,
        entry.chapter,
        header.status.value,
        header.kind.value,
        header.topics[0],
        header.level,
        stem.ja,
        stem.en,
        words,
        entry.digest,
    )


def marks_of_unread(books: Books) -> dict[Path, Marks]:
    """The marks of files that can't be read, or stand in a wrong place: known without a lint."""
    return _by_file(books.catalog.faults)


def marks(books: Books, names: Sequence[str]) -> dict[Path, Marks]:
    """The marks of some questions. Those with nothing to say are in it too: they have been looked at."""
    catalog = books.catalog
    there = [name for name in names if name in catalog.entries]
    files = {catalog.entries[name].file for name in there}
    findings = _findings(catalog, there)
    placed = [fault for fault in catalog.faults if fault.file in files and fault not in findings]
    found = _by_file([*placed, *findings])
    return {file: found.get(file, Marks()) for file in files}


def _findings(catalog: Catalog, names: Sequence[str]) -> list[BankFault]:
    """What the lint finds in some questions; nothing of one whose file is gone or broken since the bank was read."""
    try:
        return lint(catalog, names)
    except Gone:
        return [fault for name in names for fault in _findings(catalog, [name])] if len(names) > 1 else []


def _by_file(faults: Sequence[BankFault]) -> dict[Path, Marks]:
    counted: defaultdict[Path, Counter[str]] = defaultdict(Counter)
    by_file: defaultdict[Path, list[BankFault]] = defaultdict(list)
    for fault in faults:
        counted[fault.file][fault.severity] += 1
        by_file[fault.file].append(fault)
    return {
        file: Marks(
            counted[file]["error"],
            counted[file]["warning"],
            tuple(sorted(found, key=lambda fault: (fault.severity, fault.line))[:6]),
        )
        for file, found in by_file.items()
    }


def chapter_names(sections: Mapping[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """The names of the chapters by their folders, from those of the syllabus's sections by their codes."""
    return {
        folder: (f"{code} {sections[code][0]}", f"{code} {sections[code][1]}")
        for folder, code in CHAPTERS.items()
        if code in sections
    }


def chunks(names: Sequence[str]) -> Iterator[Sequence[str]]:
    """Names in portions that are linted in one go."""
    for start in range(0, len(names), CHUNK):
        yield names[start : start + CHUNK]


def by_chapter(found: Sequence[FileRow]) -> Mapping[tuple[str, str], list[FileRow]]:
    """The rows of each shelf and chapter."""
    grouped: defaultdict[tuple[str, str], list[FileRow]] = defaultdict(list)
    for row in found:
        grouped[row.shelf, row.chapter].append(row)
    return grouped
