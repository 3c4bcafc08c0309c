"""Families of problems: each draws fresh numbers, solves them, proves the answer by a second route, names the mistakes."""

from calculators.problems.draw import Draw, Redraw
from calculators.problems.problem import (
    Family,
    NoProblem,
    Problem,
    Round,
    Step,
    UnknownFamily,
    all_families,
    draw_problem,
    family,
    find_family,
)

__all__ = [
    "Draw",
    "Family",
    "NoProblem",
    "Problem",
    "Redraw",
    "Round",
    "Step",
    "UnknownFamily",
    "all_families",
    "draw_problem",
    "family",
    "find_family",
]
