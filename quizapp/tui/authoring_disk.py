"""A question file on the disk, beside the text of it in the editor: whatever became of it, no typed text is lost.

Another program may have written the file meanwhile, taken it away, or put something in its place that is no text. That
is found out before anything is written, shown, and kept as a copy where it gives way.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from enum import StrEnum
from itertools import islice
from pathlib import Path

from quizapp.bank import drafts
from quizapp.bank.editing import write_whole
from quizapp.bank.faults import BankFault, system_fault
from quizapp.bank.reader import Unreadable, decoded, raw_content
from quizapp.text.safe import safe_text
from quizapp.tui.authoring_banks import closed_file

_MARK = b"\xef\xbb\xbf"


class State(StrEnum):
    """What is on the disk: a text, nothing, a file that is no text of a question, or something that is no file."""

    TEXT = "text"
    GONE = "gone"
    GARBLED = "garbled"
    BARRED = "barred"


@dataclass(frozen=True, slots=True)
class OnDisk:
    """What stands on the disk now. `text`: where it is one. `digest`: by what it is known, empty where nothing is.

    `fault`: why it is no text. `ends` and `mark`: its line ends, and a byte order mark.
    """

    state: State
    text: str | None = None
    digest: str = ""
    fault: BankFault | None = None
    ends: str = "\n"
    mark: bytes = b""


@dataclass(frozen=True, slots=True)
class Source:
    """A question file as it is opened. `text` is empty where the disk has none. `draft`: what was being written of it;
    `current`: and the file is as it was.

    `began`: the hash of what the draft began from; without a draft, of `text`. `there`: what is on the disk.
    """

    file: Path
    text: str
    draft: str | None
    current: bool
    closed: str
    there: OnDisk
    began: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """What is on the disk is not what a text was begun from.

    `lines`: how the text here differs from it, line by line: a sign (`-` only on the disk, `+` only here, a space for
    both, `@` for lines left out) and the line.
    """

    there: OnDisk
    lines: tuple[tuple[str, str], ...] = ()

    @property
    def count(self) -> int:
        """In how many lines they differ."""
        signs = Counter(sign for sign, _ in self.lines)
        return max(signs["-"], signs["+"])


class ChangedOnDisk(Exception):
    """Another program has written the file since: nothing was saved."""

    def __init__(self, conflict: Conflict) -> None:
        super().__init__(conflict.there.digest)
        self.conflict = conflict


def on_disk(file: Path) -> OnDisk:
    """What stands where a question file belongs. Raises OSError where not even that can be known."""
    try:
        found = file.stat()
    except (FileNotFoundError, NotADirectoryError):
        return OnDisk(State.GONE)
    # What can't be read is known by its inode, size and time.
    digest = f"{found.st_ino}-{found.st_size}-{found.st_mtime_ns}"
    if not stat.S_ISREG(found.st_mode):
        return OnDisk(State.BARRED, digest=digest)
    try:
        raw = raw_content(file)
        text = decoded(raw, file)
    except Unreadable as error:
        return OnDisk(State.GARBLED, digest=digest, fault=error.fault)
    ends = "\r\n" if "\r\n" in text else "\n"
    text = text.replace("\r\n", "\n")
    return OnDisk(State.TEXT, text, drafts.hash_of(text), None, ends, _MARK if raw.startswith(_MARK) else b"")


def opened(file: Path) -> Source:
    """A file to be edited. Raises `reader.Unreadable` for one that is no text and has no draft, or OSError."""
    there = on_disk(file)
    text = there.text or ""
    draft = drafts.find(file, text)
    if there.text is None and draft is None:
        number = errno.ENOENT if there.state is State.GONE else errno.EISDIR
        raise Unreadable(there.fault or system_fault(file, "unreadable_file", OSError(number, os.strerror(number))))
    if draft is not None and there.text is not None and safe_text(draft.text) == safe_text(text):
        # It says what the file says: it was saved, or nothing was typed.
        draft = None
    shown = None if draft is None else safe_text(draft.text)
    began = there.digest if draft is None else draft.base
    return Source(file, text, shown, draft is None or draft.current, closed_file(file), there, began)


def conflict(file: Path, began: str, text: str) -> Conflict | None:
    """How the file differs from `text`, where it no longer holds what that was begun from; None where it does.

    Raises OSError where that can't be known.
    """
    there = on_disk(file)
    if there.state is not State.TEXT:
        return Conflict(there)
    if there.digest == began or there.text == text:
        return None
    return Conflict(there, tuple(_differing(safe_text(there.text or ""), text)))


def _differing(there: str, here: str) -> Iterator[tuple[str, str]]:
    for line in islice(unified_diff(there.split("\n"), here.split("\n"), lineterm="", n=2), 2, None):
        yield ("@", "") if line.startswith("@@") else (line[0], line[1:])


def write(source: Source, text: str, over: str | None = None) -> None:
    """Write a text into its file, and drop its draft. Raises OSError, and then the file is as it was.

    The file must still hold what the text was begun from (`source.began`), or what the author has seen and lets go,
    known by its digest `over`: then a copy of it is kept beside the drafts. Else raises `ChangedOnDisk`. The folder of
    a chapter that is gone is made again.
    """
    found = conflict(source.file, source.began, text)
    if found is not None:
        if found.there.digest != over:
            raise ChangedOnDisk(found)
        if found.there.state is not State.GONE:
            drafts.set_file_aside(source.file)
    source.file.parent.mkdir(exist_ok=True)
    write_whole(source.file, source.there.mark + text.replace("\n", source.there.ends).encode())
    # It is saved, whatever becomes of the draft: one that says the same as the file counts as none.
    with contextlib.suppress(OSError):
        drafts.drop(source.file)
