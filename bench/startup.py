"""Process start to first frame and to first data, beside a minimal Textual program measured in the same run.

    python bench/startup.py [--repeat N] [--json]

Each measurement is a process of its own on a pseudo-terminal of 80×24; the programs take turns, so that a slow moment
of the machine meets all of them. Wall clock, milliseconds; medians and their ratios are printed.

- first frame: the first bytes that paint the program's own text;
- first data: the first figure that comes out of bank and database, told apart by whether the program was quit and
  nothing has changed since, so that Home's figures were kept, or all of them had to be worked out;
- first key: a key pressed at the first frame opens the chapters.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path

from terminal import Terminal, settle

MINIMAL = """
from textual.app import App
from textual.widgets import Static

class Minimal(App):
    def compose(self):
        yield Static("FIRST-FRAME")

Minimal().run()
"""
PROGRAM = "from quizapp.tui import run; run()"
# What is painted first, what once the figures are there, and what by the first key (English words).
FRAME, DATA, KEY, OPENED = "Today", "questions in all", "c", "Linear algebra"


def measure(source: str, marks: Sequence[str], home: Path) -> list[float]:
    """Milliseconds from the start of a process until each of the marks has been painted; it is quit afterwards."""
    with Terminal(source, home) as terminal:
        found = terminal.until(marks)
        terminal.quit()
        return found


def first_key(home: Path) -> float:
    """Milliseconds from the start of a process until the key that was pressed at its first frame has opened a screen.

    Nothing is kept for the next start: it ends as by a kill.
    """
    with Terminal(PROGRAM, home) as terminal:
        (frame,) = terminal.until([FRAME])
        return frame + terminal.press(KEY, [OPENED], quiet=False)[0]


def compare(repeat: int) -> dict[str, float]:
    """Medians and ratios of both programs."""
    found: dict[str, list[float]] = {name: [] for name in ("minimal_frame", "frame", "kept_data", "new_data", "key")}
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        settle(home)
        # Compiles the bytecode and makes the database: what every start after the first one finds.
        measure(MINIMAL, ["FIRST-FRAME"], home)
        measure(PROGRAM, [FRAME, DATA], home)
        for _ in range(repeat):
            found["minimal_frame"] += measure(MINIMAL, ["FIRST-FRAME"], home)
            frame, datum = measure(PROGRAM, [FRAME, DATA], home)
            found["frame"].append(frame)
            found["kept_data"].append(datum)
            found["key"].append(first_key(home))
            (home / "home.json").unlink()
            found["new_data"].append(measure(PROGRAM, [FRAME, DATA], home)[1])
    medians = {name: statistics.median(values) for name, values in found.items()}
    ratios = {f"{name}_ratio": value / medians["minimal_frame"] for name, value in medians.items()}
    return {"repeat": repeat} | {f"{name}_ms": value for name, value in medians.items()} | ratios


ROWS = {
    "minimal_frame": "minimal Textual program, first frame",
    "frame": "quizapp, first frame",
    "kept_data": "quizapp, first data, kept",
    "new_data": "quizapp, first data, worked out",
    "key": "quizapp, first key done",
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
    for name, words in ROWS.items():
        print(f"{words:38}{result[f'{name}_ms']:6.0f}   {result[f'{name}_ratio']:5.2f}")


if __name__ == "__main__":
    main()
