"""Rectangles of characters: what a formula of several rows is put together from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rich.cells import cell_len

from quizapp.text.spans import pad

_TALL = {  # top, middle, bottom
    "(": "⎛⎜⎝",
    ")": "⎞⎟⎠",
    "[": "⎡⎢⎣",
    "]": "⎤⎥⎦",
    "⌊": "⎢⎢⎣",
    "⌋": "⎥⎥⎦",
    "⌈": "⎡⎢⎢",
    "⌉": "⎤⎥⎥",
    "{": "⎧⎪⎩",
    "}": "⎫⎪⎭",
    "|": "│││",
    "‖": "‖‖‖",
    "⟨": "╱ ╲",
    "⟩": "╲ ╱",
}
_CENTRE = {"{": "⎨", "}": "⎬", "⟨": "⟨", "⟩": "⟩"}


@dataclass(frozen=True, slots=True)
class Box:
    """Rows of equal width in cells; `axis` is the row that stands on the line of its neighbours."""

    rows: tuple[str, ...]
    axis: int
    width: int

    @property
    def height(self) -> int:
        return len(self.rows)


def line_box(text: str) -> Box:
    return Box((text,), 0, cell_len(text))


def blank(width: int, height: int = 1, axis: int = 0) -> Box:
    return Box((" " * width,) * height, axis, width)


def beside(boxes: Sequence[Box]) -> Box:
    """Boxes side by side, their axes in line."""
    above = max((box.axis for box in boxes), default=0)
    below = max((box.height - box.axis for box in boxes), default=1)
    rows = [""] * (above + below)
    for box in boxes:
        top = above - box.axis
        empty = " " * box.width
        for n in range(len(rows)):
            rows[n] += box.rows[n - top] if top <= n < top + box.height else empty
    return Box(tuple(rows), above, sum(box.width for box in boxes))


def stacked(boxes: Sequence[Box], axis: int, alignment: Literal["left", "center", "right"] = "center") -> Box:
    """Boxes above each other; `axis` is the row of the whole."""
    width = max(box.width for box in boxes)
    rows = tuple(pad(row, width, alignment) for box in boxes for row in box.rows)
    return Box(rows, axis, width)


def delimiter(sign: str, height: int, axis: int) -> Box:
    """A delimiter as tall as what it encloses."""
    if not sign:
        return Box(("",) * height, axis, 0)
    if height == 1 or sign not in _TALL:
        return Box(tuple(sign if n == axis else " " * cell_len(sign) for n in range(height)), axis, cell_len(sign))
    top, middle, bottom = tuple(_TALL[sign])
    rows = [top, *[middle] * (height - 2), bottom]
    if sign in _CENTRE and height > 2:
        rows[min(max(axis, 1), height - 2)] = _CENTRE[sign]
    return Box(tuple(rows), axis, 1)


def fenced(left: str, body: Box, right: str) -> Box:
    return beside([delimiter(left, body.height, body.axis), body, delimiter(right, body.height, body.axis)])
