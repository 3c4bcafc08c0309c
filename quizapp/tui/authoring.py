"""What the Author screens ask of bank and database, on the study thread: plain values in, plain values out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import unified_diff
from itertools import islice
from os import W_OK, access
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp import paths
from quizapp.bank import drafts
from quizapp.bank.authoring import Checked, bank_of, check_text
from quizapp.bank.catalog import revision
from quizapp.bank.editing import NotEditable, write_whole
from quizapp.bank.edits import Edit, EditKind
from quizapp.bank.entries import id_in
from quizapp.bank.faults import BankFault
from quizapp.bank.lint import lint
from quizapp.bank.reader import Unreadable, decoded, raw_content
from quizapp.bank.syllabus import CHAPTERS
from quizapp.bank.translation import mark_after, marked_text
from quizapp.study import regrading, revising
from quizapp.study.regrading import Regrading
from quizapp.study.revising import Revised
from quizapp.text.safe import safe_text

if TYPE_CHECKING:
    from quizapp.bank.catalog import Entry
    from quizapp.progress.items import Use
    from quizapp.tui.opening import Books

# Something done to a file on the study thread.
Change = Callable[[], object]
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
    """One question file. `status` and `kind` are empty for one that can't be read; `ja`, `en`: its stem."""

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


@dataclass(frozen=True, slots=True)
class Marks:
    """What the lint says of a file."""

    errors: int = 0
    warnings: int = 0
    first: tuple[BankFault, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A question file as it is opened. `draft`: what was being written of it; `current`: and the file is as it was.

    `began`: the hash of what the draft began from; without a draft, of `text`.
    """

    file: Path
    text: str
    draft: str | None
    current: bool
    closed: str
    ends: str = "\n"
    mark: bytes = b""
    began: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """What is on the disk is not what a text was begun from. `text`: what is there, None where the file is gone.

    `lines`: how the text here differs from it, line by line: a sign (`-` only on the disk, `+` only here, a space for
    both, `@` for lines left out) and the line.
    """

    text: str | None
    digest: str
    lines: tuple[tuple[str, str], ...] = ()

    @property
    def count(self) -> int:
        """In how many lines they differ."""
        signs = Counter(sign for sign, _ in self.lines)
        return max(signs["-"], signs["+"])


class ChangedOnDisk(Exception):
    """Another program has written the file since: nothing was saved."""

    def __init__(self, conflict: Conflict) -> None:
        super().__init__(conflict.digest)
        self.conflict = conflict


@dataclass(frozen=True, slots=True)
class Consequences:
    """What saving a text comes to for those who have answered the question, by what they answered last.

    `revised`: None where the text is no question, or nobody has answered it. `text`: as it is to be written. `since`:
    the file as it is now is not what they answered.
    """

    checked: Checked
    text: str
    revised: Revised | None
    use: Use | None
    regrading: Regrading | None
    since: bool = False

    @property
    def edit(self) -> Edit | None:
        """What differs from what was answered last; None where the text is no question."""
        if self.checked.question is None:
            return None
        return Edit(EditKind.NEW) if self.revised is None else self.revised.edit

    @property
    def to_be_told(self) -> bool:
        """Whether those who have answered the question are met by it, and that has not been told and saved yet."""
        if self.use is None or self.revised is None:
            return self.use is not None
        return not self.revised.told and self.revised.edit.kind in (EditKind.WORDING, EditKind.MEANING, EditKind.KEY)


def shelves(books: Books) -> list[Shelf]:
    """The banks: the one that ships, then those of one's own."""
    catalog = books.catalog
    found = [Shelf("", catalog.folder, closed(catalog.folder))]
    return [*found, *(Shelf(own.name, own.folder, closed(own.folder)) for own, _ in catalog.own)]


def closed(folder: Path) -> str:
    """Why nothing can be written into a bank's folder, as a message id; empty where it can."""
    if not folder.is_dir():
        return "author_gone"
    if paths.is_packaged(folder):
        return "author_packaged"
    return "" if access(folder, W_OK) else "author_unwritable"


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
    return found


def _row(entry: Entry) -> FileRow:
    header, stem = entry.header, entry.question.stem
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
    placed = [fault for fault in catalog.faults if fault.file in files]
    found = _by_file([*placed, *lint(catalog, there)])
    return {file: found.get(file, Marks()) for file in files}


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


# One file


def opened(books: Books, file: Path) -> Source:
    """A file to be edited. Raises `reader.Unreadable` for one that is no text, or OSError."""
    raw = raw_content(file)
    text = decoded(raw, file)
    mark = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
    ends = "\r\n" if "\r\n" in text else "\n"
    text = text.replace("\r\n", "\n")
    shelf = next(shelf for shelf in shelves(books) if shelf.name == bank_of(books.catalog, file))
    draft = drafts.find(file, text)
    shown = None if draft is None else safe_text(draft.text)
    began = drafts.hash_of(text) if draft is None else draft.base
    return Source(file, text, shown, draft is None or draft.current, shelf.closed, ends, mark, began)


def conflict(file: Path, began: str, text: str) -> Conflict | None:
    """How the file differs from `text`, where it no longer holds what that was begun from; None where it does.

    Raises `reader.Unreadable` for one that is no text now, or OSError.
    """
    there = _on_disk(file)
    digest = "" if there is None else drafts.hash_of(there)
    if digest == began or there == text:
        return None
    if there is None:
        return Conflict(None, "")
    return Conflict(there, digest, tuple(_differing(safe_text(there), text)))


def _on_disk(file: Path) -> str | None:
    try:
        return decoded(raw_content(file), file).replace("\r\n", "\n")
    except Unreadable:
        if file.exists():
            raise
        return None


def _differing(there: str, here: str) -> Iterator[tuple[str, str]]:
    for line in islice(unified_diff(there.split("\n"), here.split("\n"), lineterm="", n=2), 2, None):
        yield ("@", "") if line.startswith("@@") else (line[0], line[1:])


def checked(books: Books, file: Path, text: str, base: str | None, began: str | None = None) -> Checked:
    """What the lint says of a text, without writing it into its file; what is written is kept as a draft."""
    if base is not None:
        drafts.keep(file, base, text, began)
    return check_text(books.catalog, text, file)


def consequences(books: Books, file: Path, text: str) -> Consequences:
    """What saving a text would come to for those who have answered the question."""
    found = check_text(books.catalog, text, file)
    entry = next((entry for entry in books.catalog.entries.values() if entry.file == file), None)
    before = None if entry is None else entry.question
    if found.question is None:
        name = id_in(bank_of(books.catalog, file), file.stem) if before is None else before.id
        return Consequences(found, text, None, next(iter(regrading.uses(books.database, name)), None), None)
    if before is not None:
        try:
            mark = mark_after(before, found.question)
            text = text if mark == found.question.translated_from else marked_text(text, mark)
        except NotEditable:
            # A layout into which no line can be put: the text is saved as it stands.
            pass
    revised = revising.look(books.database, found.question, before)
    if revised is None:
        return Consequences(found, text, None, None, None)
    judged = None
    if revised.edit.kind is EditKind.KEY:
        judged = regrading.look(books.database, found.question, revised.before)
    since = before is None or revision(before) != revised.before
    return Consequences(found, text, revised, revising.use_of(books.database, revised), judged, since)


def decided(books: Books, found: Consequences, wish: str) -> int:
    """Record what the author was told and has saved, and how: `save`, `wording` (only the words are others), or
    `regrade`. How many answers were judged anew.
    """
    if found.revised is not None:
        same = wish == "wording" or found.revised.edit.goes_on
        revising.decide(books.database, books.clock, found.revised, same=same)
    if wish == "regrade" and found.regrading is not None:
        return regrading.carry_out(books.database, books.clock, found.regrading)
    return 0


def saved(books: Books, source: Source, text: str, over: str | None = None) -> Books:
    """Write a text into its file, and read the bank again. What learners answered is kept first. Raises OSError.

    The file must still hold what the text was begun from (`source.began`), or what the author has seen and lets go,
    known by its hash `over`: then a copy of it is kept beside the drafts. Else raises `ChangedOnDisk`.
    """
    for entry in books.catalog.entries.values():
        if entry.file == source.file:
            revising.keep_answered(books.database, books.clock, entry.question)
    found = conflict(source.file, source.began, text)
    if found is not None:
        if found.digest != over:
            raise ChangedOnDisk(found)
        if found.text is not None:
            drafts.set_aside(source.file, raw_content(source.file))
    write_whole(source.file, source.mark + text.replace("\n", source.ends).encode())
    drafts.drop(source.file)
    return reread(books)


def reread(books: Books, with_own: bool = False) -> Books:
    """The bank as it stands now; `with_own`: with banks that were added since."""
    catalog = books.catalog.reload_with_own() if with_own else books.catalog.reload()
    return replace(books, catalog=catalog, study=books.study.renewed(catalog=catalog))


def by_chapter(found: Sequence[FileRow]) -> Mapping[tuple[str, str], list[FileRow]]:
    """The rows of each shelf and chapter."""
    grouped: defaultdict[tuple[str, str], list[FileRow]] = defaultdict(list)
    for row in found:
        grouped[row.shelf, row.chapter].append(row)
    return grouped
