"""A program on a pseudo-terminal of 80×24: when something was painted, and how long a key took to be answered."""

from __future__ import annotations

import contextlib
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from fcntl import ioctl
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 30.0
# Nothing painted for so long: what a key began is done.
QUIET = 0.15
READ = 1.5
# Control and q.
QUIT = b"\x11"
# What a terminal without pictures answers when it is asked what it is (primary device attributes).
ASKED, ATTRIBUTES = b"\x1b[c", b"\x1b[?62;22c"
# Without settings the program begins with its first steps.
SETTINGS = 'language = "en"\nexam_date = "2027-02-20"\n'


def settle(home: Path) -> None:
    """Make a folder the home of somebody who has used the program before."""
    (home / "settings.toml").write_text(SETTINGS, encoding="utf-8")


class Terminal:
    """Runs Python source in a process of its own; wall clock, milliseconds."""

    def __init__(self, source: str, home: Path, more: Mapping[str, str] | None = None) -> None:
        environment = os.environ | {
            "QUIZAPP_HOME": str(home),
            "LANG": "en_US.UTF-8",
            "LC_ALL": "en_US.UTF-8",
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "TEXTUAL_DISABLE_KITTY_KEY": "1",
            **(more or {}),
        }
        self.started = time.perf_counter()
        self._child, self._terminal = pty.fork()
        if self._child == 0:
            os.chdir(ROOT)
            os.execve(sys.executable, [sys.executable, "-c", source], environment)
        ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        os.kill(self._child, signal.SIGKILL)
        os.waitpid(self._child, 0)
        os.close(self._terminal)

    def quit(self) -> None:
        """End the program as a person does, who has read what it shows."""
        self.quiet(READ)
        os.write(self._terminal, QUIT)
        # At its end the program's side of the terminal is closed, which Linux tells as a fault.
        with contextlib.suppress(OSError):
            while self._painted(LONGEST) and self._read():
                pass

    def until(self, marks: Sequence[str], since: float | None = None) -> list[float]:
        """Milliseconds since the start (or since a moment) until each of the marks has been painted, in this order."""
        since = self.started if since is None else since
        seen, times = b"", list[float]()
        while len(times) < len(marks):
            left = LONGEST - (time.perf_counter() - since)
            if left <= 0 or not self._painted(left):
                raise TimeoutError(f"{marks[len(times)]!r} not painted in {LONGEST:g} s; last seen: {seen[-400:]!r}")
            seen += self._read()
            now = (time.perf_counter() - since) * 1000
            times += [now for mark in marks[len(times) :] if mark.encode() in seen]
        return times

    def quiet(self, seconds: float = QUIET) -> None:
        """Wait until nothing more is painted for so long."""
        while self._painted(seconds):
            self._read()

    def press(self, keys: str, marks: Sequence[str], *, quiet: bool = True) -> list[float]:
        """Milliseconds from a key until each of the marks has been painted. `quiet`: it is pressed once nothing more is
        painted.
        """
        if quiet:
            self.quiet()
        pressed = time.perf_counter()
        os.write(self._terminal, keys.encode())
        return self.until(marks, pressed)

    def repaint(self, keys: str) -> float:
        """Milliseconds from a key until the first bytes that answer it."""
        self.quiet()
        pressed = time.perf_counter()
        os.write(self._terminal, keys.encode())
        if not self._painted(LONGEST):
            raise TimeoutError(f"{keys!r} was not answered in {LONGEST:g} s")
        return (time.perf_counter() - pressed) * 1000

    def _read(self) -> bytes:
        """What the program has written; where it asked what terminal this is, it is told."""
        read = os.read(self._terminal, 65536)
        if ASKED in read:
            os.write(self._terminal, ATTRIBUTES)
        return read

    def _painted(self, seconds: float) -> bool:
        return bool(select.select([self._terminal], [], [], seconds)[0])
