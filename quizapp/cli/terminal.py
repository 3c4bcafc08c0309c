"""What the terminal is and can do. Only what it answers by itself or says in its environment; nothing is changed."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping

from quizapp.tui import graphics

# A terminal that does not answer is not waited for longer than this.
PATIENCE = 0.4
# As wide as one letter in most terminals, as two where "ambiguous" characters are set to be wide.
AMBIGUOUS = "○"
_PLACE = re.compile(rb"\x1b\[(\d+);(\d+)R")
_KINDS = re.compile(rb"\x1b\[\?([\d;]+)c")


def colours(environment: Mapping[str, str]) -> str:
    """`none`, `16`, `256` or `full`, by what the environment says."""
    if "NO_COLOR" in environment:
        return "none"
    if environment.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return "full"
    term = environment.get("TERM", "")
    if term in ("", "dumb"):
        return "none"
    return "256" if "256" in term or "kitty" in term or "direct" in term else "16"


def images(environment: Mapping[str, str], attributes: frozenset[int] | None = None) -> str:
    """`kitty`, `sixel` or `none`. `attributes`: what the terminal answered to the question what it is."""
    return graphics.kind_of(environment, attributes) or "none"


def ask(question: str, pattern: re.Pattern[bytes]) -> re.Match[bytes] | None:
    """Write a question to the terminal and read its answer; None where it gives none in time, or where standard input
    or output is no terminal.
    """
    answer = graphics.exchange(question, pattern, PATIENCE)
    return None if answer is None else pattern.search(answer)


def ambiguous_width() -> int | None:
    """How many cells an ambiguous character takes: it is written, and the terminal is asked where the cursor is. None
    where it does not say.
    """
    found = ask(f"\r{AMBIGUOUS}\x1b[6n", _PLACE)
    if found is None:
        return None
    sys.stdout.write("\r\x1b[K")
    sys.stdout.flush()
    return int(found[2]) - 1


def attributes() -> frozenset[int] | None:
    """The primary device attributes of the terminal, None where it does not say."""
    found = ask("\x1b[c", _KINDS)
    return None if found is None else graphics.numbers(found[1])
