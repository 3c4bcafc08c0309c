"""How the learner stands: the streak, today's answers, and each part of the track as a bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from quizapp.tui.speech import say
from quizapp.tui.widgets.bars import progress
from quizapp.tui.widgets.titlebar import cut

if TYPE_CHECKING:
    from quizapp.tui.homefigures import HomeFigures, Part, Prediction

MOST_BARS = 8
LEAST_BAR = 6


def standing(figures: HomeFigures, language: str, width: int) -> Content:
    """Lines for the home screen, each at most `width` cells."""
    nodes = [node for node in figures.parts if node.questions][:MOST_BARS]
    lines = [_today(figures, language)]
    score = _score(figures.prediction, language) if figures.prediction is not None else None
    if nodes:
        legend = _legend(language)
        gap = width - lines[0].cell_length - legend.cell_length
        if gap >= 2:
            lines[0] = Content("").join([lines[0], Content(" " * gap), legend])
        lines.extend([Content("")] if score is None else score.wrap(width))
        names, counts, due = _columns(nodes, language)
        name_cells = min(max(width // 3, width - counts - due - LEAST_BAR - 2), names)
        cells = max(LEAST_BAR, min(48, width - name_cells - counts - due - 2))
        lines.extend(_bar(node, language, name_cells, cells, counts) for node in nodes)
    return Content("\n").join(lines)


def needed(figures: HomeFigures, language: str) -> int:
    """How many cells the lines need so that no name is cut."""
    nodes = [node for node in figures.parts if node.questions][:MOST_BARS]
    return sum(_columns(nodes, language)) + LEAST_BAR + 2 if nodes else 0


def _columns(nodes: list[Part], language: str) -> tuple[int, int, int]:
    """The cells of the longest name, of the figures and of what is due, with the gaps before them."""
    due = max(cell_len(_due(node, language)) for node in nodes)
    return (
        max(cell_len(_name(node, language)) for node in nodes),
        3 + max(cell_len(_figures(node, language)) for node in nodes),
        due + 2 if due else 0,
    )


def _today(figures: HomeFigures, language: str) -> Content:
    parts = []
    if figures.streak:
        parts.append(say(language, "streak", days=figures.streak))
    if figures.answered_today:
        share = round(100 * figures.correct_today / figures.answered_today)
        parts.append(say(language, "answered_today", count=figures.answered_today, share=share))
    if not parts:
        parts.append(say(language, "nothing_today"))
    return Content(" · ".join(parts))


def _score(found: Prediction, language: str) -> Content:
    """The score to expect of the exam, or why it can't be told yet."""
    name = (f"{say(language, 'predicted_score')}  ", "$quiet")
    if not found.known:
        missing = found.answers_missing
        words = say(language, "predicted_open_answers", count=missing) if missing else say(language, "predicted_open")
        return Content.assemble(name, (words, "$quiet"))
    figures = say(
        language,
        "predicted_figures",
        score=found.score,
        low=found.low,
        high=found.high,
        target=found.target,
        chance=found.chance,
    )
    return Content.assemble(name, (figures, "bold $primary"))


def _legend(language: str) -> Content:
    """What the strokes of the bars mean."""
    words = {name: say(language, f"column_{name}") for name in ("mastered", "seen")}
    return Content.assemble(
        ("━ ", "$right"), (words["mastered"], "$quiet"), ("  ─ ", "$primary"), (words["seen"], "$quiet")
    )


def _bar(node: Part, language: str, name_cells: int, bar_cells: int, figure_cells: int) -> Content:
    name = cut(_name(node, language), name_cells)
    due = _due(node, language)
    return Content.assemble(
        name + " " * (name_cells - cell_len(name) + 2),
        progress(node.mastered, node.seen, node.questions, bar_cells),
        (_figures(node, language).rjust(figure_cells), "$quiet"),
        (f"  {due}" if due else "", "$partial"),
    )


def _figures(node: Part, language: str) -> str:
    return say(language, "bar_figures", seen=node.seen, questions=node.questions)


def _due(node: Part, language: str) -> str:
    return say(language, "bar_due", count=node.due) if node.due else ""


def _name(node: Part, language: str) -> str:
    return node.en if language == "en" else node.ja
