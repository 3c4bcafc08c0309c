"""Plots in characters: lines, points and bars from data, drawn by plotext without colour.

The legend and the axes' names stand on rows of their own above the plot, because plotext counts a Japanese letter as
one cell.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Form = Literal["line", "scatter", "bar"]
# One sign for each series, told apart without colour.
SIGNS = ("•", "×", "+", "o", "*", "#")
# So many marks at most stand along an axis.
LONGEST_SCALE = 7
# Over so long an axis whole numbers are marked, even with values between them (powers of ten on a logarithmic axis).
LEAST_WHOLE_SPAN = 4
# Values from so little up to so much, and never beyond 1, are probabilities or rates: their axis goes from 0 to 1.
RATE_BEGINS, RATE_ENDS = 0.25, 0.75
RATE_STEPS = (4, 5)
# Values beside 0 from so little up to so much can be drawn; beyond them the arithmetic of an axis has no room.
LEAST_VALUE, LARGEST_VALUE = 1e-100, 1e15
# plotext keeps one figure for the whole process.
_figure = threading.Lock()


@dataclass(frozen=True, slots=True)
class Curve:
    """One series: its name, and as many x as y."""

    name: str
    x: Sequence[float]
    y: Sequence[float]


def draw_plot(
    form: Form, curves: Sequence[Curve], x_name: str, y_name: str, width: int = 58, height: int = 14
) -> list[str]:
    """The rows of a plot, `width` cells wide, under a legend.

    Raises ValueError for a series of unequal lengths, and for a value that is not `drawable`.
    """
    drawn = tuple(Curve(curve.name, tuple(curve.x), tuple(curve.y)) for curve in curves)
    return list(_drawn(form, drawn, x_name, y_name, width, height))


def drawable(value: float) -> bool:
    """Whether a value can stand in a plot."""
    return value == 0 or LEAST_VALUE <= abs(value) <= LARGEST_VALUE


# The parts of a set show the same plot.
@lru_cache(maxsize=16)
def _drawn(form: Form, curves: tuple[Curve, ...], x_name: str, y_name: str, width: int, height: int) -> tuple[str, ...]:
    import plotext

    for curve in curves:
        if len(curve.x) != len(curve.y):
            raise ValueError(f"{curve.name}: {len(curve.x)} x and {len(curve.y)} y")
        if not all(map(math.isfinite, (*curve.x, *curve.y))):
            raise ValueError(f"{curve.name}: a plot needs finite values")
        if not all(map(drawable, (*curve.x, *curve.y))):
            raise ValueError(f"{curve.name}: a value from {LEAST_VALUE:g} to {LARGEST_VALUE:g} is expected")
    with _figure:
        plotext.clear_figure()
        plotext.theme("clear")
        # The terminal that this was started in says nothing about the room there is.
        plotext.limit_size(False, False)
        if form == "bar":
            places = [_number(value) for value in curves[0].x]
            plotext.multiple_bar(places, [list(curve.y) for curve in curves], marker=list(SIGNS[: len(curves)]))
        low, high, marks, empty = axis_of(
            [value for curve in curves for value in curve.y] + [0.0] * (form == "bar"), height - 3
        )
        plotext.plot_size(width, height - empty)
        plotext.ylim(low, high)
        plotext.yticks(marks, [_number(mark) for mark in marks])
        if form != "bar" and (marks := whole_marks([value for curve in curves for value in curve.x])):
            plotext.xticks(marks, [_number(mark) for mark in marks])
        for curve, sign in zip(curves, SIGNS, strict=False):
            if form != "bar":
                draw = plotext.plot if form == "line" else plotext.scatter
                draw(list(curve.x), list(curve.y), marker=sign)
        rows = plotext.uncolorize(plotext.build()).rstrip("\n").split("\n")
        plotext.clear_figure()
    legend = "   ".join(f"{sign} {curve.name}" for curve, sign in zip(curves, SIGNS, strict=False))
    return (legend, f"↑ {y_name}   → {x_name}", *(row.rstrip() for row in rows))


def axis_of(values: Sequence[float], rows: int) -> tuple[float, float, list[float], int]:
    """As `rows_of`, and how many of the rows are left over: an axis of probabilities or rates ends at 1."""
    if rows <= min(RATE_STEPS) or not (0 <= min(values) <= RATE_BEGINS and RATE_ENDS < max(values) <= 1):
        return *rows_of(values, rows), 0
    used, steps = max((steps * ((rows - 1) // steps) + 1, steps) for steps in RATE_STEPS if steps < rows)
    return 0.0, 1.0, [_clean(place / steps) for place in range(steps + 1)], rows - used


def rows_of(values: Sequence[float], rows: int) -> tuple[float, float, list[float]]:
    """The lowest and the highest row of an axis over `rows` rows, and the values that are written beside it.

    A row stands for a round part of the distance between two marks, so that each mark is beside its own row and the
    rows between two marks are alike. Of the round parts the smallest is taken with which all values find room.
    """
    if not all(math.isfinite(value) for value in values):
        raise ValueError("a plot needs finite values")
    least, most = min(values), max(values)
    spread = (most - least) or abs(most) or 1.0
    scale = 10.0 ** math.floor(math.log10(spread / rows))
    steps = sorted(
        (scale * ten * round_part / between, scale * ten * round_part, between)
        for ten in (1, 10, 100)
        for round_part in (1.0, 2.0, 2.5, 5.0)
        for between in range(max(1, (rows - 1) // (LONGEST_SCALE + 1)), rows // 3 + 1)
    )
    for unit, step, between in steps:
        first = math.floor(least / step + 1e-9)
        if first * step + unit * (rows - 1) >= most - 1e-9 * spread and (rows - 1) // between <= LONGEST_SCALE:
            marks = [_clean((first + n) * step) for n in range((rows - 1) // between + 1)]
            return first * step, first * step + unit * (rows - 1), marks
    raise AssertionError("a hundredfold row holds every value")


def whole_marks(values: Sequence[float]) -> list[float]:
    """Whole numbers to be written below an axis, round ones where they can't all be; none where the values are all the
    same, or are fractions that lie too close together for whole numbers between them.
    """
    least, most = min(values), max(values)
    if least == most or (most - least < LEAST_WHOLE_SPAN and any(value != round(value) for value in values)):
        return []
    step = next(
        step
        for power in range(16)
        for part in (1, 2, 5)
        if (most - least) / (step := part * 10**power) <= LONGEST_SCALE
    )
    return [float(n * step) for n in range(math.ceil(least / step), math.floor(most / step) + 1)]


def _clean(value: float) -> float:
    """Without the last digits of binary arithmetic."""
    return float(f"{value:.10g}")


def _number(value: float) -> str:
    return f"{value:g}"
