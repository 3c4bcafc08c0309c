"""The row of results of a sitting: ○ right, △ partly, × wrong, · still to come."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

# By the value of `calculators.answers.verdict.Outcome`: sign and colour. The sign says it; the colour only helps.
SIGNS: dict[str, tuple[str, str]] = {
    "correct": ("○", "$right"),
    "partial": ("△", "$partial"),
    "wrong": ("×", "$wrong"),
}


def sign(outcome: str | None) -> Content:
    """The sign of one result."""
    if outcome not in SIGNS:
        return Content("·").stylize("$quiet")
    character, colour = SIGNS[outcome]
    return Content(character).stylize(colour)


def mark_row(marks: Sequence[str | None], position: int, width: int) -> Content:
    """One sign an item; where they don't fit, those around the position."""
    width = max(5, width)
    if len(marks) > width:
        start = min(max(0, position - 1 - width // 2), len(marks) - width)
        marks = marks[start : start + width]
    return Content("").join(sign(mark) for mark in marks)
