"""The text of a question file: as it is on the disk, or as it is being written in an editor."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

_edited: ContextVar[tuple[Path, str] | None] = ContextVar("edited", default=None)


def text_of(file: Path) -> str | None:
    """The text of a file; None where it can't be read."""
    edited = _edited.get()
    if edited is not None and edited[0] == file:
        return edited[1]
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None


@contextmanager
def edited_text(file: Path, text: str) -> Iterator[None]:
    """Inside, `text` is what stands in `file`."""
    token = _edited.set((file, text))
    try:
        yield
    finally:
        _edited.reset(token)
