"""What the families of drawn formulas share: points of each variable's domain, differences, and a problem put together.

`domains`: each variable's (low, high), the same that the answer is sampled in. The truth of a family comes from SymPy,
its second route from texts written by hand; `confirmed` holds them against central differences.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from calculators import symbolic
from calculators.answers.keys import Expression
from calculators.problems.draw import Draw
from calculators.problems.problem import Given, Problem, Step

Domains = Mapping[str, tuple[float, float]]

LEAST_MISTAKES = 3
PLACES = (0.13, 0.41, 0.67, 0.92)
# So far apart, relatively, that a difference is one of formulas and not of rounding.
CLEARLY = 1e-3


def points(domains: Domains) -> list[dict[str, float]]:
    """Four points inside the domains, with different places for each variable."""
    return [
        {
            name: low + (high - low) * ((place + 0.29 * shift * (index + 1)) % 1.0)
            for shift, (name, (low, high)) in enumerate(domains.items())
        }
        for index, place in enumerate(PLACES)
    ]


def numbers(text: str, domains: Domains) -> list[float]:
    """A formula text at `points`; NaN where it is undefined."""
    from calculators.answers import Unreadable, evaluate

    found = []
    for point in points(domains):
        try:
            found.append(evaluate(text, point))
        except Unreadable:
            found.append(math.nan)
    return found


def different(key: str, candidates: Mapping[str, str], domains: Domains) -> dict[str, str]:
    """The candidates that are neither another form of the key nor of one before them."""
    seen, kept = [numbers(key, domains)], {}
    for name, text in candidates.items():
        values = numbers(text, domains)
        if all(any(abs(a - b) > CLEARLY * (1 + abs(a)) for a, b in zip(values, other, strict=True)) for other in seen):
            kept[name] = text
            seen.append(values)
    return kept


def confirmed(by_table: str, expression: Any, wrt: str, domains: Domains, h: float = 1e-5) -> str:
    """`by_table`, once central differences of the expression agree with it; ArithmeticError where they do not."""
    for point, slope in zip(points(domains), numbers(by_table, domains), strict=True):
        above = symbolic.value(expression, {**point, wrt: point[wrt] + h})
        below = symbolic.value(expression, {**point, wrt: point[wrt] - h})
        difference = (above - below) / (2 * h)
        if not abs(difference - slope) <= 1e-5 * (1 + abs(difference)):
            raise ArithmeticError(f"{by_table} is {slope} at {point}, central differences give {difference}")
    return by_table


def formula_problem(
    draw: Draw,
    given: Mapping[str, Given],
    found: Any,
    domains: Domains,
    check: Callable[[], str],
    left: str,
    steps: Sequence[Step],
    candidates: Mapping[str, str],
) -> Problem:
    """The problem whose answer is the SymPy expression `found`; the last step is `left` = that formula."""
    text, tex = symbolic.to_text(found), symbolic.to_tex(found)
    mistakes = different(text, candidates, domains)
    draw.require(len(mistakes) >= LEAST_MISTAKES)
    return Problem(
        given=given,
        answer=Expression(text, dict(domains), tex),
        check=check,
        steps=[*steps, Step("result", f"{left} = {tex}")],
        mistakes=mistakes,
    )
