"""Process start to first frame and to first data, beside a minimal Textual program measured in the same run.

    python bench/startup.py [--repeat N] [--json]

Each measurement is a process of its own on a pseudo-terminal of 80×24; the programs take turns, so that a slow moment
of the machine meets all of them. "First frame": the first bytes that paint the program's own text. "First data": the
first figure that comes out of bank and database. Wall clock, milliseconds; medians and their ratios are printed.
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
# What is painted first, and what is painted once the overview is there (English words of the home screen).
FRAME, DATA = "Today", "questions in all"


def measure(source: str, marks: Sequence[str], home: Path) -> list[float]:
    """Milliseconds from the start of a process until each of the marks has been painted."""
    with Terminal(source, home) as terminal:
        return terminal.until(marks)


def compare(repeat: int) -> dict[str, float]:
    """Medians and ratios of both programs."""
    minimal, frames, data = [], [], []
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        settle(home)
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
