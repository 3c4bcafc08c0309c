"""The day of the exam, as a person types it."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_FULL = re.compile(r"(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?")
_SHORT = re.compile(r"(\d{1,2})[-/.月](\d{1,2})日?")
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")


def read_day(text: str, today: date) -> date | None:
    """The day that a text names, None where it names none: `2027-02-20`, `2027/2/20`, `2027年2月20日`, `20270220`, and
    without a year (`2/20`, `2月20日`) the next such day. A month alone (`2027-02`) is its middle. Full-width forms read
    the same.
    """
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    if found := _DIGITS.fullmatch(text):
        return _day(*map(int, found.groups()))
    if found := _FULL.fullmatch(text):
        year, month, day = found.groups()
        return _day(int(year), int(month), int(day or 15))
    if found := _SHORT.fullmatch(text):
        month_day = (int(found[1]), int(found[2]))
        this_year = _day(today.year, *month_day)
        if this_year is not None and this_year >= today:
            return this_year
        return _day(today.year + 1, *month_day)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
