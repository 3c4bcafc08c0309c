"""Small drawings of progress in block characters."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

_EIGHTHS = " ▏▎▍▌▋▊▉"
_HEIGHTS = "▁▂▃▄▅▆▇█"


def progress(done: int, begun: int, total: int, cells: int) -> Content:
    """A bar of `cells`: mastered solid, begun shaded, the rest dotted. `begun` counts the mastered too."""
    if total <= 0:
        return Content("·" * cells).stylize("$rule")
    solid = round(cells * min(done, total) / total)
    shaded = round(cells * min(begun, total) / total) - solid
    # What is there at all shows, however little it is.
    if done and not solid:
        solid, shaded = 1, max(0, shaded - 1)
    if begun > done and not shaded and solid < cells:
        shaded = 1
    return Content.assemble(
        ("█" * solid, "$right"),
        ("▒" * shaded, "$primary"),
        ("·" * (cells - solid - shaded), "$rule"),
    )


def sparkline(values: Sequence[int]) -> str:
    """Counts as one column each; nothing at all is a low dot, so that a missed day can be told from a short one."""
    top = max(values, default=0)
    return "".join("·" if value <= 0 else _HEIGHTS[max(0, -(-value * 8 // top) - 1)] for value in values)
