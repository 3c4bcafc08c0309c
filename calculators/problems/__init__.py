"""Families of problems: each draws fresh numbers, solves them, proves the answer by a second route and names the mistakes."""

from calculators.problems.draw import Draw, Redraw
from calculators.problems.problem import (
    Family,
    NoProblem,
    Problem,
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
    "Step",
    "UnknownFamily",
    "all_families",
    "draw_problem",
    "family",
    "find_family",
]
