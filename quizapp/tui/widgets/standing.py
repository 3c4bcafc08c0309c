"""How the learner stands: the streak, today's answers, and each part of the track as a bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from quizapp.tui.speech import say
from quizapp.tui.widgets.bars import progress
from quizapp.tui.widgets.titlebar import cut

if TYPE_CHECKING:
    from quizapp.study.overview import Node, Overview

MOST_BARS = 8


def standing(overview: Overview, language: str, width: int) -> Content:
    """Lines for the home screen, each at most `width` cells."""
    nodes = [node for node in overview.chapters if node.questions]
    lines = [_today(overview, language)]
    if nodes:
        legend = _legend(language)
        gap = width - lines[0].cell_length - legend.cell_length
        if gap >= 2:
            lines[0] = Content("").join([lines[0], Content(" " * gap), legend])
        lines.append(Content(""))
        name_cells = min(width // 2, max(cell_len(_name(node, language)) for node in nodes))
        figures = 3 + max(cell_len(_figures(node, language)) for node in nodes)
        due = max(cell_len(_due(node, language)) for node in nodes)
        cells = max(6, min(48, width - name_cells - figures - (due + 2 if due else 0) - 2))
        lines.extend(_bar(node, language, name_cells, cells, figures) for node in nodes[:MOST_BARS])
    return Content("\n").join(lines)


def _today(overview: Overview, language: str) -> Content:
    parts = []
    if overview.streak:
        parts.append(say(language, "streak", days=overview.streak))
    if overview.answered_today:
        share = round(100 * overview.correct_today / overview.answered_today)
        parts.append(say(language, "answered_today", count=overview.answered_today, share=share))
    if not parts:
        parts.append(say(language, "nothing_today"))
    return Content(" · ".join(parts))


def _legend(language: str) -> Content:
    """What the strokes of the bars mean."""
    words = {name: say(language, f"column_{name}") for name in ("mastered", "seen")}
    return Content.assemble(
        ("━ ", "$right"), (words["mastered"], "$quiet"), ("  ─ ", "$primary"), (words["seen"], "$quiet")
    )


def _bar(node: Node, language: str, name_cells: int, bar_cells: int, figure_cells: int) -> Content:
    name = cut(_name(node, language), name_cells)
    due = _due(node, language)
    return Content.assemble(
        name + " " * (name_cells - cell_len(name) + 2),
        progress(node.mastered, node.seen, node.questions, bar_cells),
        (_figures(node, language).rjust(figure_cells), "$quiet"),
        (f"  {due}" if due else "", "$partial"),
    )


def _figures(node: Node, language: str) -> str:
    return say(language, "bar_figures", seen=node.seen, questions=node.questions)


def _due(node: Node, language: str) -> str:
    return say(language, "bar_due", count=node.due) if node.due else ""


def _name(node: Node, language: str) -> str:
    return node.en if language == "en" else node.ja
