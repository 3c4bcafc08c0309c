"""How fast the screens answer, with a bank of 2,000 questions and 100,000 answers, beside a minimal Textual program.

    python bench/screens.py [--questions N] [--answers N] [--repeat N] [--json]

Every program is a process of its own on a pseudo-terminal of 80×24, and they take turns. Wall clock, milliseconds:

- start: until the first frame is painted, and until the first figure that comes out of bank and database;
- a key in a sitting: until the first bytes that answer it (the cursor moving over choices; a formula typed and read),
  and the same in the minimal program, which moves the cursor of an option list;
- the opening of a screen from Home by its key: until its title is painted (shown), and until what it shows of bank and
  database is painted too (filled). The first opening in a process, which imports what the screen needs, is told apart
  from the later ones.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bank import make_bank
from progress import keys_of, make_ours
from terminal import Terminal, settle

from quizapp.bank.catalog import load

MINIMAL = """
from textual.app import App
from textual.widgets import OptionList

class Minimal(App):
    def compose(self):
        yield OptionList("FIRST-FRAME", *(f"option {n}" for n in range(8)))

Minimal().run()
"""
PROGRAM = "from quizapp.tui import run; run()"
QUIZ = "import sys; sys.argv = ['quizapp', 'quiz', '--kind', '{kind}']; from quizapp.__main__ import main; main()"
FRAME, DATA = "Today", "questions in all"
DOWN, UP, ESCAPE = "\x1b[B", "\x1b[A", "\x1b"


@dataclass(frozen=True, slots=True)
class Place:
    """A screen: the keys that open it from Home, and English words that are there when it is shown and filled."""

    name: str
    keys: str
    shown: str
    filled: str


PLACES = (
    Place("chapters", "c", "Chapters", "Linear algebra"),
    Place("search", "s", "Search", "more than 100 found"),
    Place("mock exams", "e", "Mock exams", "Like the exam"),
    Place("lab", "b", "Lab", "node by node"),
    Place("author", "a", "Author", "Linear algebra"),
    Place("statistics", "t", "Statistics", "Calendar"),
    Place("plan", "d", "Plan", "reviews"),
    Place("settings", ",", "Settings", "Minutes a day"),
    Place("help", "?", "Keys", "Go on with the quiz you left"),
    Place("palette", "\x10", "ind an action", "ind an action"),
)


@dataclass(slots=True)
class Times:
    """What was measured, by what it is called."""

    found: dict[str, list[float]] = field(default_factory=dict)

    def add(self, name: str, *values: float) -> None:
        """Keep values under a name."""
        self.found.setdefault(name, []).extend(values)


def make_home(home: Path, questions: int, answers: int) -> dict[str, str]:
    """A bank and a learner's database of this size; what the program has to be told of them."""
    settle(home)
    bank = home / "bank"
    bank.mkdir()
    make_bank(bank, questions)
    (bank / "exam.yaml").write_bytes((Path(__file__).resolve().parents[1] / "questions" / "exam.yaml").read_bytes())
    ready = load(bank)
    make_ours(home, keys_of(ready, questions), answers)
    return {"QUIZAPP_QUESTIONS": str(bank)}


def measure(home: Path, more: dict[str, str], repeat: int) -> dict[str, list[float]]:
    """All times, each repeated."""
    times = Times()
    for run in range(repeat + 1):
        with Terminal(MINIMAL, home) as terminal:
            frame = terminal.until(["FIRST-FRAME"])
            keys = [terminal.repaint(key) for key in (DOWN, UP) * 20]
        with Terminal(PROGRAM, home, more) as terminal:
            start = terminal.until([FRAME, DATA])
            first = {place.name: visit(terminal, place) for place in PLACES}
            later = {place.name: visit(terminal, place) for place in PLACES for _ in range(3)}
        moving, typing = (
            sit(home, more, "single", (DOWN, UP) * 20),
            sit(home, more, "expression", ("x", "y", "\x7f", "\x7f") * 10),
        )
        # The first run compiles the bytecode and reads the bank: what every start after the first one finds.
        if run:
            times.add("minimal, first frame", *frame)
            times.add("minimal, key", *keys)
            times.add("first frame", start[0])
            times.add("first data", start[1])
            times.add("key among choices", *moving)
            times.add("key of a typed formula", *typing)
            for name in first:
                times.add(f"{name}, shown at first", first[name][0])
                times.add(f"{name}, filled at first", first[name][1])
                times.add(f"{name}, shown", later[name][0])
                times.add(f"{name}, filled", later[name][1])
    return times.found


def visit(terminal: Terminal, place: Place) -> list[float]:
    """Open a screen from Home and leave it again."""
    found = terminal.press(place.keys, [place.shown, place.filled])
    terminal.press(ESCAPE, [DATA])
    return found


def sit(home: Path, more: dict[str, str], kind: str, keys: Sequence[str]) -> list[float]:
    """Start a quiz of one kind, and press keys while its first question is showing."""
    with Terminal(QUIZ.format(kind=kind), home, more) as terminal:
        terminal.until(["1/1"])
        return [terminal.repaint(key) for key in keys]


def high(values: list[float]) -> float:
    """The 95th percentile."""
    return sorted(values)[int(0.95 * (len(values) - 1))]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--questions", type=int, default=2_000)
    parser.add_argument("--answers", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        found = measure(home, make_home(home, options.questions, options.answers), options.repeat)
    if options.json:
        print(json.dumps(found, indent=2))
        return
    base = statistics.median(found["minimal, first frame"])
    print(f"{options.questions:,} questions, {options.answers:,} answers".ljust(36) + "  p50 ms   p95 ms   minimal ×")
    for row, values in found.items():
        middle = statistics.median(values)
        print(f"{row:36}{middle:8.1f} {high(values):8.1f} {middle / base:11.2f}")


if __name__ == "__main__":
    main()
