"""Families of problems: each draws numbers, solves, proves the answer by a second route and names the mistakes."""

from calculators.problems.draw import Draw, Redraw
from calculators.problems.problem import (
    Family,
    Given,
    NoProblem,
    Problem,
    Round,
    Step,
    UnknownFamily,
    Value,
    all_families,
    draw_problem,
    family,
    find_family,
)

__all__ = [
    "Draw",
    "Family",
    "Given",
    "NoProblem",
    "Problem",
    "Redraw",
    "Round",
    "Step",
    "UnknownFamily",
    "Value",
    "all_families",
    "draw_problem",
    "family",
    "find_family",
]
