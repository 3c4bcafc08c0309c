"""Whether this terminal can show pictures: asked before the program runs, within a limit, and only where the extra
`images` is installed. Nothing of Textual is imported for it.

The library `textual-image` asks at its import, loses keys that are typed meanwhile, and can't ask while Textual reads
the keyboard. So the terminal is asked here, and the library is told (`quizapp.tui.pictures`).
"""

from __future__ import annotations

import contextlib
import os
import re
import select
import struct
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Literal

# A terminal that does not answer is not waited for longer than this, in seconds.
PATIENCE = 0.3
EXTRA = ("textual_image", "PIL", "resvg_py")
# The primary device attributes (which every terminal tells, and the last that is asked), the size of a cell in pixels.
_ATTRIBUTES = re.compile(rb"\x1b\[\?([\d;]+)c")
_CELL = re.compile(rb"\x1b\[6;(\d+);(\d+)t")
_SEQUENCE = re.compile(rb"\x1b(\[[0-?]*[ -/]*[@-~]|[PX^_\]].*?(\x1b\\|\x07)|.|$)", re.DOTALL)
_LATE = re.compile(r"\x1b\[\?[\d;]+c|\x1b\[6;\d+;\d+t")
SIXEL = 4


@dataclass(frozen=True, slots=True)
class Graphics:
    """How pictures are shown, and the width and height of a cell in pixels."""

    kind: Literal["kitty", "sixel"]
    cell: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Look:
    """What was found. `typed`: the keys that were pressed while the terminal was asked; `late`: it may still answer."""

    graphics: Graphics | None = None
    typed: str = ""
    late: bool = False


def installed() -> bool:
    """Whether the extra `images` is there."""
    return all(find_spec(name) is not None for name in EXTRA)


def kind_of(
    environment: Mapping[str, str], attributes: frozenset[int] | None = None
) -> Literal["kitty", "sixel"] | None:
    """What a terminal can do by its environment, and by its primary device attributes where it told them.

    The kitty protocol is used with placeholders, which only kitty and ghostty draw; others that know the rest of it
    draw sixels. The placeholders carry their meaning in full colours, and no program in between passes them on.
    """
    if environment.get("NO_COLOR") or environment.get("TERM") == "dumb":
        return None
    within = "TMUX" in environment or environment.get("TERM", "").startswith(("tmux", "screen"))
    full = environment.get("COLORTERM", "").lower() in ("truecolor", "24bit")
    known = environment.get("TERM") in ("xterm-kitty", "xterm-ghostty") or environment.get("TERM_PROGRAM") == "ghostty"
    if known and full and not within:
        return "kitty"
    return "sixel" if attributes is not None and SIXEL in attributes else None


def look(environment: Mapping[str, str], patience: float = PATIENCE) -> Look:
    """Ask the terminal of standard input and output what it can show."""
    kind, cell = kind_of(environment), cell_size()
    if kind is not None and cell is not None:
        return Look(Graphics(kind, cell))
    if environment.get("NO_COLOR") or environment.get("TERM") == "dumb":
        return Look()
    # What all answer is asked last: when it has come, all that will come has come.
    answer = exchange(("" if cell else "\x1b[16t") + "\x1b[c", _ATTRIBUTES, patience)
    if answer is None:
        return Look()
    typed = _SEQUENCE.sub(b"", answer).decode(errors="ignore")
    found = _ATTRIBUTES.search(answer)
    if found is None:
        return Look(typed=typed, late=True)
    kind = kind or kind_of(environment, numbers(found[1]))
    if cell is None and (told := _CELL.search(answer)):
        cell = int(told[2]), int(told[1])
    return Look(Graphics(kind, cell) if kind and cell and min(cell) > 0 else None, typed)


def numbers(attributes: bytes) -> frozenset[int]:
    """The numbers of the primary device attributes."""
    return frozenset(int(number) for number in attributes.split(b";") if number)


def cell_size() -> tuple[int, int] | None:
    """Width and height of a cell in pixels, where the system knows them."""
    try:
        import fcntl
        import termios

        answer = fcntl.ioctl(sys.stdout.fileno(), termios.TIOCGWINSZ, b"\0" * 8)
    except (ImportError, OSError, ValueError):
        return None
    rows, columns, width, height = struct.unpack("HHHH", answer)
    cell = (width // columns, height // rows) if rows and columns else (0, 0)
    return cell if min(cell) > 0 else None


def exchange(question: str, last: re.Pattern[bytes], patience: float) -> bytes | None:
    """Write a question to the terminal; all that comes until `last` is there or the time is up.

    None where standard input or output is no terminal, or where such a terminal can't be asked.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    try:
        import termios
        import tty
    except ImportError:
        return None
    file = sys.stdin.fileno()
    try:
        before = termios.tcgetattr(file)
    except termios.error:
        return None
    answer = b""
    try:
        tty.setcbreak(file, termios.TCSANOW)
        sys.stdout.write(question)
        sys.stdout.flush()
        end = time.monotonic() + patience
        while (left := end - time.monotonic()) > 0 and not last.search(answer):
            if not select.select([file], [], [], left)[0]:
                break
            piece = os.read(file, 256)
            if not piece:
                break
            answer += piece
    except OSError:
        pass  # the terminal has gone away
    finally:
        with contextlib.suppress(termios.error):
            termios.tcsetattr(file, termios.TCSANOW, before)
    return answer


def swallow_late_answer() -> None:
    """An answer that comes when nobody waits for it any more must not reach the program as keys.

    Textual reads an unknown sequence as its letters, so a late `ESC [ ? 6 2 ; 4 c` would press them one by one.
    """
    from collections.abc import Iterable

    from textual._xterm_parser import XTermParser
    from textual.drivers import linux_driver
    from textual.message import Message

    class Parser(XTermParser):
        def feed(self, data: str) -> Iterable[Message]:
            rest = _LATE.sub("", data)
            return () if data and not rest else super().feed(rest)

    linux_driver.XTermParser = Parser  # type: ignore[attr-defined]
