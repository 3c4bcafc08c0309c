"""Small drawings of progress in block characters."""

from __future__ import annotations

from textual.content import Content


def progress(done: int, begun: int, total: int, cells: int) -> Content:
    """A bar of `cells`: mastered thick, begun thin, the rest dotted. `begun` counts the mastered too."""
    if total <= 0:
        return Content("·" * cells).stylize("$rule")
    thick = round(cells * min(done, total) / total)
    thin = round(cells * min(begun, total) / total) - thick
    # What is there at all shows, however little it is.
    if done and not thick:
        thick, thin = 1, max(0, thin - 1)
    if begun > done and not thin and thick < cells:
        thin = 1
    return Content.assemble(
        ("━" * thick, "$right"),
        ("─" * thin, "$primary"),
        ("·" * (cells - thick - thin), "$rule"),
    )
