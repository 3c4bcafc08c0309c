"""Process start to first frame and to first data, beside a minimal Textual program measured in the same run.

    python bench/startup.py [--repeat N] [--json]

Each measurement is a process of its own on a pseudo-terminal of 80×24; the programs take turns, so that a slow moment
of the machine meets all of them. "First frame": the first bytes that paint the program's own text. "First data": the
first figure that comes out of bank and database. Wall clock, milliseconds; medians and their ratios are printed.
"""

from __future__ import annotations

import argparse
import json
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Sequence
from fcntl import ioctl
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 30.0

MINIMAL = """
from textual.app import App
from textual.widgets import Static

class Minimal(App):
    def compose(self):
        yield Static("FIRST-FRAME")

Minimal().run()
"""
PROGRAM = "from quizapp.tui import run; run()"
# What is painted first, and what is painted once the overview is there (English words of the home screen).
FRAME, DATA = "Today", "questions in all"


def measure(source: str, marks: Sequence[str], home: Path) -> list[float]:
    """Milliseconds from the start of a process until each of the marks has been painted."""
    environment = os.environ | {
        "QUIZAPP_HOME": str(home),
        "LANG": "en_US.UTF-8",
        "LC_ALL": "en_US.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "TEXTUAL_DISABLE_KITTY_KEY": "1",
    }
    started = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(ROOT)
        os.execve(sys.executable, [sys.executable, "-c", source], environment)
    ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    try:
        return _painted(terminal, marks, started)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)


def _painted(terminal: int, marks: Sequence[str], started: float) -> list[float]:
    seen, times = b"", []
    while len(times) < len(marks):
        left = LONGEST - (time.perf_counter() - started)
        if left <= 0 or not select.select([terminal], [], [], left)[0]:
            raise TimeoutError(f"{marks[len(times)]!r} was not painted in {LONGEST:g} s; last seen: {seen[-400:]!r}")
        seen += os.read(terminal, 65536)
        now = (time.perf_counter() - started) * 1000
        times += [now for mark in marks[len(times) :] if mark.encode() in seen]
    return times


def compare(repeat: int) -> dict[str, float]:
    """Medians and ratios of both programs."""
    minimal, frames, data = [], [], []
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        # Compiles the bytecode and makes the database: what every start after the first one finds.
        measure(MINIMAL, ["FIRST-FRAME"], home)
        measure(PROGRAM, [FRAME, DATA], home)
        for _ in range(repeat):
            minimal += measure(MINIMAL, ["FIRST-FRAME"], home)
            frame, datum = measure(PROGRAM, [FRAME, DATA], home)
            frames.append(frame)
            data.append(datum)
    base = statistics.median(minimal)
    return {
        "repeat": repeat,
        "minimal_frame_ms": base,
        "quizapp_frame_ms": statistics.median(frames),
        "quizapp_data_ms": statistics.median(data),
        "frame_ratio": statistics.median(frames) / base,
        "data_ratio": statistics.median(data) / base,
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=9)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    result = compare(options.repeat)
    if options.json:
        print(json.dumps(result, indent=2))
        return
    print(f"median of {result['repeat']:g} starts, 80×24        ms   ratio")
    print(f"minimal Textual program, first frame  {result['minimal_frame_ms']:6.0f}    1.00")
    print(f"quizapp, first frame                  {result['quizapp_frame_ms']:6.0f}   {result['frame_ratio']:5.2f}")
    print(f"quizapp, first data                   {result['quizapp_data_ms']:6.0f}   {result['data_ratio']:5.2f}")


if __name__ == "__main__":
    main()
