"""Texts of question files that are being written and not saved yet: kept beside the settings, so that none is lost.

A draft belongs to a file by its path, and to what stood in it when the writing began: where the file has changed since,
both are told.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from pathlib import Path

from quizapp import paths
from quizapp.bank.editing import write_whole
from quizapp.bank.store import digest_of


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that is not saved. `current`: whether the file is still as it was when the writing began.

    `base`: the hash of what stood in the file then.
    """

    text: str
    current: bool
    base: str = ""


def keep(file: Path, base: str, text: str, began: str | None = None) -> None:
    """Keep the text being written of a file that held `base`; the text of the file itself is none. Raises OSError.

    `began`: the hash of what the writing began from, where that is not `base`: the file has changed since.
    """
    if text == base:
        drop(file)
        return
    place = _place(file)
    paths.ensure_folder(place.parent)
    data = {"file": str(file), "base": hash_of(base) if began is None else began, "text": text}
    write_whole(place, json.dumps(data, ensure_ascii=False).encode())


def find(file: Path, base: str) -> Draft | None:
    """The draft of a file that holds `base` now."""
    with contextlib.suppress(OSError, ValueError):
        data = json.loads(_place(file).read_text(encoding="utf-8"))
        if isinstance(data, dict) and data.get("file") == str(file) and isinstance(data.get("text"), str):
            began = data.get("base")
            return Draft(data["text"], began == hash_of(base), began if isinstance(began, str) else "")
    return None


def drop(file: Path) -> None:
    """Forget the draft of a file."""
    _place(file).unlink(missing_ok=True)


def hash_of(text: str) -> str:
    """The hash by which the text of a file is known, however its lines end."""
    return digest_of(text.encode())


def set_aside(file: Path, content: bytes) -> Path:
    """Keep a copy of what is about to be replaced, beside the drafts; where it is. The same content is kept once.

    Raises OSError.
    """
    place = _folder() / "replaced" / f"{file.stem}-{digest_of(content)[:12]}{file.suffix}"
    paths.ensure_folder(place.parent)
    write_whole(place, content)
    return place


def set_file_aside(file: Path) -> Path:
    """Keep a copy of a file that is about to be replaced, as `set_aside`, however large it is. Raises OSError."""
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, partial(blake2b, digest_size=16)).hexdigest()
    place = _folder() / "replaced" / f"{file.stem}-{digest[:12]}{file.suffix}"
    paths.ensure_folder(place.parent)
    shutil.copyfile(file, place)
    return place


def drafted() -> set[Path]:
    """The files that have a draft."""
    found = set()
    with contextlib.suppress(OSError):
        for place in _folder().glob("*.json"):
            with contextlib.suppress(OSError, ValueError):
                data = json.loads(place.read_text(encoding="utf-8"))
                if isinstance(data, dict) and isinstance(data.get("file"), str):
                    found.add(Path(data["file"]))
    return found


def _folder() -> Path:
    return paths.data_folder() / "drafts"


def _place(file: Path) -> Path:
    return _folder() / f"{blake2b(str(file).encode(), digest_size=8).hexdigest()}.json"
