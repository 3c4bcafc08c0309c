"""The unit behind a number, where the question names one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from calculators.answers.faults import shortened, unreadable
from calculators.answers.signs import map_signs

# A word of letters (of any script) at the end, with what is common in units behind it: m/s, ms, m², 枚.
_WORD = re.compile(r"[^\W\d_]+(?:/[^\W\d_]+)?[²³]?\s*$")
# What a question that asks for how many of something, or how much, may declare: the word in either language.
PIECES = ("個", "つ")
TIMES = ("回", "times")
FOLD = ("倍", "times")
BITS = ("ビット", "bits", "bit")
NATS = ("ナット", "nats", "nat")
MINUTES = ("分", "分間", "minutes", "minute", "min")
SAMPLES = ("サンプル", "samples", "sample")
MELS = ("メル", "mel")

_NAMES_OF_NUMBERS = frozenset({"e", "pi", "π"})


def without_unit(text: str, units: Sequence[str]) -> str:
    """The text with a unit at its end replaced by spaces, so that every place stays. Raises `Unreadable`.

    A unit must be typed as it is declared, since 12.5 Mb is not 12.5 MB. A word behind the number that is no unit of
    the question is a fault of its own (`12.5 GB`), and so is a unit that stands twice or within brackets.
    """
    if not units:
        return text
    mapped = map_signs(text)
    kept = mapped.rstrip()
    for unit in sorted(units, key=len, reverse=True):
        wanted = map_signs(unit)
        typed = kept[len(kept) - len(wanted) :] if wanted else ""
        if not wanted or typed != wanted:
            continue
        before = kept[: len(kept) - len(wanted)]
        # The end of a longer word (`kMB`) is no unit.
        if before.strip() and not (wanted[0].isalpha() and before[-1].isalpha()):
            if wanted == "%" and before.rstrip().endswith("%"):
                raise unreadable("repeated_percent", len(before.rstrip()) - 1, len(before.rstrip()))
            _check_no_unit(before, units)
            return before + " " * (len(text) - len(before))
    word = _WORD.search(kept)
    if word is not None and kept[: word.start()].rstrip()[-1:].isdigit() and word.group() not in _NAMES_OF_NUMBERS:
        names = ", ".join(units)
        raise unreadable("unknown_unit", word.start(), len(kept), unit=shortened(word.group()), units=names)
    _check_no_unit(kept, units)
    return text


def _check_no_unit(text: str, units: Sequence[str]) -> None:
    """Refuse a unit that is left in the text of a number."""
    if not any(sign.isdigit() for sign in text):
        return
    for unit in units:
        # `min` is a unit and a function.
        word = re.search(rf"(?<![^\W\d_]){re.escape(map_signs(unit))}(?![^\W\d_]|\()", text)
        if word is not None and unit[:1].isalpha():
            raise unreadable("unit_place", word.start(), word.end(), unit=unit)
