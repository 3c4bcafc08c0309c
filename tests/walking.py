"""A walk through the whole program as a new user, in a real terminal of 80×24 (tmux), with every screen kept.

    python -m tests.walking [--language ja|en] [--out FILE]

From an empty computer: first steps, the placement begun and left, a wrong answer traced to its mistake, the other
language and back, the review on the next day, a mock exam of ten questions with its result and a look at what was
wrong, statistics, quit. The screen is read as a person reads it: the numbers of the drawn question are taken from
there. Prints (or writes) the screens one under the other.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from operator import ne
from pathlib import Path

from quizapp.study.clock import SystemClock
from quizapp.text.messages import message

ROOT = Path(__file__).resolve().parents[1]
WIDTH, HEIGHT = 80, 24
# A busy machine may take its time; nothing here asserts how long.
LONGEST = 90.0
PAUSE = 0.1
SOON = 3.0
ENDED = "the program has ended"


# What the learner types to find the question, what stands in it, and in the feedback for a forgotten 1.
FIND = {"ja": "カーネル ダイレーション はみ出す 一辺", "en": "kernel dilation stick side"}
QUESTION = {"ja": "出力の一辺はいくつか", "en": "square kernel of side"}
MISTAKE = {"ja": "最後の", "en": "The final"}


@dataclass(frozen=True, slots=True)
class Words:
    """What is waited for, in the program's own words."""

    language: str

    def __getitem__(self, name: str) -> str:
        # Up to the first place that is filled in, and short enough not to be broken over two lines.
        return message(self.language, f"tui.{name}").partition("{")[0][:20].strip()

    @property
    def other(self) -> str:
        """The other language."""
        return "en" if self.language == "ja" else "ja"


class Terminal:
    """The program in a window of a tmux server of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._starts = 0
        self.screens: list[tuple[str, str]] = []

    def start(self, days: int = 0) -> None:
        """Start the program, so many days ahead, in a server of its own: the one before may still be ending."""
        self._starts += 1
        self._tmux(
            "new-session", "-d", "-s", "walk", "-x", str(WIDTH), "-y", str(HEIGHT), "-c", str(ROOT),
            "-e", f"QUIZAPP_HOME={self.home}", "-e", "LC_ALL=C.UTF-8", "-e", "PYTHONPATH=" + str(ROOT),
            f"{sys.executable} -m tests.walking --program --days {days}; echo {ENDED}; sleep 1000",
        )  # fmt: skip

    def stop(self) -> None:
        """End the window and what runs in it."""
        self._tmux("kill-server", check=False)

    def press(self, *keys: str) -> None:
        """Press keys, as tmux calls them."""
        for key in keys:
            self._tmux("send-keys", "-t", "walk", key)

    def type(self, text: str) -> None:
        """Type a text."""
        self._tmux("send-keys", "-t", "walk", "-l", text)

    def shown(self) -> str:
        """What the window shows."""
        return self._tmux("capture-pane", "-p", "-t", "walk")

    def until(self, what: str | Callable[[str], bool], title: str = "") -> str:
        """Wait until words are shown (or until what is shown is as it should be); kept under a title."""
        reached = (lambda screen: what in screen) if isinstance(what, str) else what
        deadline = time.monotonic() + LONGEST
        before = ""
        while True:
            screen = self.shown()
            # Twice the same: it has been painted whole.
            if reached(screen) and screen == before:
                break
            before = screen
            if time.monotonic() > deadline:
                raise TimeoutError(f"never shown: {what}\n{screen}")
            time.sleep(PAUSE)
        if title:
            self.screens.append((title, screen))
        return screen

    def soon(self, reached: Callable[[str], bool]) -> bool:
        """Whether it is shown within a moment."""
        deadline = time.monotonic() + SOON
        while time.monotonic() < deadline:
            if reached(self.shown()):
                return True
            time.sleep(PAUSE)
        return False

    def _tmux(self, *words: str, check: bool = True) -> str:
        done = subprocess.run(
            [
                "tmux",
                "-u",
                "-L",
                f"quizapp-walk-{os.getpid()}-{self.home.name}-{self._starts}",
                "-f",
                os.devnull,
                *words,
            ],
            capture_output=True,
            text=True,
            check=check,
        )
        return done.stdout


def walk(language: str, home: Path) -> list[tuple[str, str]]:
    """Go the whole way in one language; the screens with their titles.

    Raises TimeoutError with the screen where it does not go on.
    """
    words = Words(language)
    terminal = Terminal(home)
    try:
        terminal.start()
        first_steps(terminal, words)
        wrong_answer(terminal, words)
        quit_program(terminal)
        terminal.start(days=1)
        next_day(terminal, words)
        mock_exam(terminal, words)
        statistics(terminal, words)
        quit_program(terminal)
    finally:
        terminal.stop()
    return terminal.screens


def first_steps(terminal: Terminal, words: Words) -> None:
    """Language, exam day, what to follow; the placement is begun, two questions answered, and left."""
    terminal.until(" 1/3", "first use: the language")
    terminal.press("1" if words.language == "ja" else "2")
    terminal.until(words["welcome_day"], "first use: the day of the exam")
    terminal.press("Enter")
    terminal.until(words["welcome_track"], "first use: what to follow")
    terminal.press("Enter")
    terminal.until("1/15", "the placement begins")
    for _ in range(2):
        answer_somehow(terminal, words)
    terminal.press("Escape")
    terminal.until(words["statistics_detail"], "Home; the placement can be gone on with")


def answer_somehow(terminal: Terminal, words: Words) -> None:
    """Give some answer to what is showing, as somebody who doesn't know it, and go on.

    What can't be read as an answer costs nothing and is told; then another form is tried.
    """
    for attempt, keys in enumerate(("1", "2", "345", "[1, 2]", "[1, 2; 3, 4]", "1x1x1", "x")):
        if typing(terminal.shown()):
            # Clears what was typed before; with nothing typed it would take back the answer before.
            terminal.press(*["C-z"] * bool(attempt))
            terminal.type(keys)
        else:
            terminal.press(*keys)
        terminal.press("Enter")
        if terminal.soon(lambda screen: words["act_next"] in keybar(screen)):
            break
    else:
        raise TimeoutError(f"no answer was taken\n{terminal.shown()}")
    terminal.press("Enter")
    terminal.until(lambda screen: words["act_next"] not in keybar(screen))


def wrong_answer(terminal: Terminal, words: Words) -> None:
    """Find the question on the output of a convolution, forget the 1, and be told so; in the other language too."""
    terminal.press("s")
    terminal.until(words["search_words"])
    terminal.type(FIND[words.language])
    terminal.until("3.4.1", "search")
    terminal.press("Enter")
    screen = terminal.until(QUESTION[words.language], "a question with numbers of its own")
    terminal.type(str(forgotten_one(screen)))
    terminal.press("Enter")
    terminal.until(MISTAKE[words.language], "a wrong answer is traced to its mistake")
    terminal.press("l")
    terminal.until(MISTAKE[words.other], "the same in the other language")
    terminal.press("l")
    terminal.until(MISTAKE[words.language])
    terminal.press("e")
    back_home(terminal, words)


def forgotten_one(screen: str) -> int:
    """What somebody types who takes the numbers from the screen and forgets to add 1."""
    text = " ".join(line.strip() for line in screen.splitlines()[1:])
    first, second, stride, padding, dilation = (int(number) for number in re.findall(r"\d+", text)[:5])
    side, kernel = max(first, second), min(first, second)
    return (side + 2 * padding - dilation * (kernel - 1) - 1) // stride


def next_day(terminal: Terminal, words: Words) -> None:
    """The review of what was answered the day before."""
    terminal.until(words["statistics_detail"], "Home on the next day")
    terminal.press("r")
    terminal.until(at(" 1/"), "the review")
    answer_somehow(terminal, words)
    back_home(terminal, words)


def mock_exam(terminal: Terminal, words: Words) -> None:
    """Ten questions on the clock: three answered, the navigator, handed in, the result, and what was wrong again."""
    terminal.press("e")
    terminal.until(words["exams_new"], "the mock exams")
    terminal.press("4")
    terminal.until(at("1/10"), "a mock exam of ten questions")
    for place in (2, 3, 4):
        terminal.press("1", "Enter")
        # What is not a whole answer yet (one pair of four) is not put down; the next question is a key away.
        if not terminal.soon(at(f"{place}/10")):
            terminal.press("Tab")
        terminal.until(at(f"{place}/10"))
    terminal.press("f", "g")
    terminal.until(words["sheet"], "its navigator")
    terminal.press("Escape")
    terminal.until(lambda screen: words["sheet"] not in screen)
    terminal.press("e")
    terminal.until(words["exam_confirm"], "before it is handed in")
    terminal.press("e")
    terminal.until(words["result"], "its result")
    terminal.press("Enter")
    terminal.until(words["reviewing_wrong"], "looking again at what was wrong")
    back_home(terminal, words)


def statistics(terminal: Terminal, words: Words) -> None:
    """What the two days look like."""
    terminal.press("t")
    terminal.until(words["calendar"], "statistics")
    back_home(terminal, words)


def back_home(terminal: Terminal, words: Words) -> None:
    """Escape always leads out."""
    while words["statistics_detail"] not in terminal.shown():
        before = terminal.shown()
        terminal.press("Escape")
        terminal.until(partial(ne, before))
    terminal.until(words["statistics_detail"])


def quit_program(terminal: Terminal) -> None:
    """Quit, and wait until the program has gone."""
    terminal.press("q")
    terminal.until(ENDED)
    terminal.stop()


def at(place: str) -> Callable[[str], bool]:
    """Whether the title bar says that one is there."""
    return lambda screen: place in screen.splitlines()[0]


def keybar(screen: str) -> str:
    """The keys at the foot of the screen."""
    return "\n".join(screen.rstrip("\n").splitlines()[-2:])


def typing(screen: str) -> bool:
    """Whether a text field takes the printable keys: then the key bar names function keys."""
    return "F3" in keybar(screen)


class Ahead(SystemClock):
    """The clock of this machine, some days ahead."""

    def __init__(self, days: int) -> None:
        self.days = days

    def now(self) -> datetime:
        """The moment."""
        return super().now() + timedelta(days=self.days)


def main() -> None:
    """Walk, or be the program that is walked through."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--language", choices=["ja", "en"], default="ja")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--program", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--days", type=int, default=0, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.program:
        from quizapp.tui.app import QuizApp

        QuizApp(clock=Ahead(options.days)).run()
        return
    with tempfile.TemporaryDirectory() as name:
        screens = walk(options.language, Path(name))
    text = "\n".join(f"## {title}\n\n{screen.rstrip()}\n" for title, screen in screens)
    if options.out:
        options.out.write_text(text, encoding="utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main()
