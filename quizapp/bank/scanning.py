"""Which question files a bank has: one level of folders, nothing outside the bank's own, and what stands in the way."""

from __future__ import annotations

import os
from pathlib import Path

from quizapp.bank.faults import BankFault, system_fault
from quizapp.bank.store import Stamp


def question_files(folder: Path) -> list[Path]:
    """The question files of a bank: one level of folders, in order of name."""
    return [folder / name for name, _ in listed(folder, [])]


def listed(folder: Path, faults: list[BankFault]) -> list[tuple[str, Stamp]]:
    """The question files with their stamps; what stands where a question file would, and is none, is a fault."""
    found: list[tuple[str, Stamp]] = []
    odd: list[BankFault] = []
    for chapter in sorted(_scanned(folder, folder, odd), key=lambda item: item.name):
        if chapter.name.startswith(".") or not _is_folder(chapter):
            continue
        files: list[tuple[str, Stamp]] = []
        of_chapter, linked, is_text = chapter.name, chapter.is_symlink(), _is_utf8(chapter.name)
        for item in _scanned(Path(chapter.path), folder / _shown(of_chapter), odd):
            name = item.name
            if name.startswith(".") or not name.lower().endswith((".yaml", ".yml")):
                continue
            if not (is_text and _is_utf8(name)):
                # Neither the store nor a terminal can take such a name: it is shown with its bytes written out.
                odd.append(BankFault(folder / _shown(of_chapter) / _shown(name), 1, 1, "not_utf8_name"))
                continue
            if not name.endswith(".yaml"):
                values = {"name": f"{name.rpartition('.')[0]}.yaml"}
                odd.append(BankFault(folder / of_chapter / name, 1, 1, "wrong_suffix", values))
                continue
            try:
                status = item.stat()
                if (linked or item.is_symlink()) and not _is_inside(Path(item.path), folder):
                    odd.append(BankFault(folder / of_chapter / name, 1, 1, "outside_bank"))
                    continue
                if item.is_file():
                    stamp = (status.st_mtime_ns, status.st_ctime_ns, status.st_size)
                    files.append((f"{of_chapter}/{name}", stamp))
                    continue
            except PermissionError as error:
                # A folder that may be listed, and none of its files opened.
                odd.append(system_fault(folder / of_chapter / name, "unreadable_file", error))
                continue
            except OSError:
                pass
            odd.append(BankFault(folder / of_chapter / name, 1, 1, "not_a_file"))
        found += sorted(files)
    faults.extend(sorted(odd, key=lambda fault: fault.file))
    return found


def _is_utf8(name: str) -> bool:
    """Whether a file's name is text; bytes that are not UTF-8 come from the system as lone surrogates."""
    return name.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in name)


def _shown(name: str) -> str:
    """A file's name with every byte that is not text written as `\\xff`."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _is_inside(file: Path, folder: Path) -> bool:
    """Whether a file, all links followed, is in the bank's own folder."""
    return Path(os.path.realpath(file)).is_relative_to(os.path.realpath(folder))


def _is_folder(item: os.DirEntry[str]) -> bool:
    try:
        return item.is_dir()
    except OSError:
        # A link that leads in circles, or where nothing may be looked at.
        return False


def _scanned(folder: Path, name: Path, faults: list[BankFault]) -> list[os.DirEntry[str]]:
    """What is in a folder; one that can't be read is a fault under its `name`."""
    try:
        with os.scandir(folder) as items:
            return list(items)
    except OSError as error:
        faults.append(unreadable(name, error))
        return []


def unreadable(folder: Path, error: OSError) -> BankFault:
    """What the system says of a folder that can't be read."""
    return system_fault(folder, "unreadable_folder", error)
