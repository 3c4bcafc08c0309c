"""Why the system refuses a file or a disk, in the words of the program."""

from __future__ import annotations

import errno
from pathlib import Path

from quizapp.text.messages import message
from quizapp.text.messages.system import CATALOG


def numbered_reason(language: str, number: int | None, otherwise: str) -> str:
    """The words for an errno, in a language; `otherwise` for one that is not usual."""
    name = errno.errorcode.get(number, "").lower() if number is not None else ""
    return message(language, f"system.{name}") if name in CATALOG else otherwise


def system_reason(language: str, error: OSError) -> str:
    """Why, in a language, for a message that names the file; what the system itself says where that is not usual."""
    return numbered_reason(language, error.errno, error.strerror or str(error))


def named_reason(language: str, error: OSError, file: Path | None = None) -> str:
    """`system_reason` behind the name of the file: the one that the error is about, else `file`."""
    known = error.filename if error.filename is not None else file
    name = Path(str(known)).name if known is not None else ""
    reason = system_reason(language, error)
    return f"{name}: {reason}" if name else reason
