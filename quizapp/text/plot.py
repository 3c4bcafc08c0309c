"""Plots in characters: lines, points and bars from data, drawn by plotext without colour.

The legend and the axes' names stand on rows of their own above the plot, because plotext counts a Japanese letter as
one cell.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Form = Literal["line", "scatter", "bar"]
# One sign for each series, told apart without colour.
SIGNS = ("•", "×", "+", "o", "*", "#")
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
    """The rows of a plot, `width` cells wide, under a legend. Raises ValueError for a series of unequal lengths."""
    import plotext

    for curve in curves:
        if len(curve.x) != len(curve.y):
            raise ValueError(f"{curve.name}: {len(curve.x)} x and {len(curve.y)} y")
    with _figure:
        plotext.clear_figure()
        plotext.theme("clear")
        plotext.plot_size(width, height)
        if form == "bar":
            places = [_number(value) for value in curves[0].x]
            plotext.multiple_bar(places, [list(curve.y) for curve in curves], marker=list(SIGNS[: len(curves)]))
        for curve, sign in zip(curves, SIGNS, strict=False):
            if form != "bar":
                draw = plotext.plot if form == "line" else plotext.scatter
                draw(list(curve.x), list(curve.y), marker=sign)
        rows = plotext.uncolorize(plotext.build()).rstrip("\n").split("\n")
        plotext.clear_figure()
    legend = "   ".join(f"{sign} {curve.name}" for curve, sign in zip(curves, SIGNS, strict=False))
    return [legend, f"↑ {y_name}   → {x_name}", *(row.rstrip() for row in rows)]


def _number(value: float) -> str:
    return f"{value:g}"
