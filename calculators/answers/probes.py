"""Points between the layers of a sample where two formulas may still differ: the ends of a domain, sides of kinks.

A kink of max, min, abs, relu or sign lies where its argument changes its sign; on a grid along each variable such a
change is seen, and bisection finds its place.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence

from calculators.answers.arithmetic import value_at
from calculators.answers.faults import Unreadable
from calculators.answers.tree import Apply, Node

Domains = Sequence[tuple[str, float, float]]
Point = Mapping[str, float]

# Shares of a domain: how far inside its end, and how far beside a kink, a point lies.
_INSIDE = 1e-6
_BESIDE = 1e-4
_GRID = 24
_BISECTIONS = 30
_BASES = 2
# Parts of trees that may be evaluated in the search, some 20 ms at most.
_MOST_WORK = 20_000


def probes(trees: Sequence[Node], domains: Domains, points: Sequence[Point]) -> Iterator[Point]:
    """The ends of each variable's domain and the sides of the trees' kinks, from some points of the sample."""
    bases = points[:_BASES]
    for base in bases:
        for name, low, high in domains:
            inside = _INSIDE * (high - low)
            yield {**base, name: low + inside}
            yield {**base, name: high - inside}
    work = _MOST_WORK
    for argument in dict.fromkeys(kink for tree in trees for kink in _kinks(tree)):
        cost = _size(argument) * (_GRID + 1 + _BISECTIONS)
        for base, (name, low, high) in itertools.product(bases, domains):
            work -= cost
            if work < 0:
                return
            for place in _zeros(_along(argument, base, name), low, high):
                beside = _BESIDE * (high - low)
                yield from ({**base, name: side} for side in (place - beside, place + beside) if low < side < high)


def _kinks(node: Node) -> Iterator[Node]:
    """What changes its sign at a kink."""
    if not isinstance(node, Apply):
        return
    for part in node.parts:
        yield from _kinks(part)
    if node.operation in ("abs", "relu", "sign"):
        yield node.parts[0]
    elif node.operation in ("max", "min"):
        yield from (Apply("-", pair, node.start, node.end) for pair in itertools.combinations(node.parts, 2))


def _size(node: Node) -> int:
    return 1 + sum(_size(part) for part in node.parts) if isinstance(node, Apply) else 1


def _along(tree: Node, base: Point, name: str) -> Callable[[float], float | None]:
    def value(place: float) -> float | None:
        try:
            return float(value_at(tree, {**base, name: place}))
        except Unreadable:
            return None

    return value


def _zeros(function: Callable[[float], float | None], low: float, high: float) -> Iterator[float]:
    """Where a function changes its sign, at most once between two places of a grid."""
    grid = [low + (high - low) * at / _GRID for at in range(_GRID + 1)]
    values = [function(place) for place in grid]
    for (left, before), (right, after) in itertools.pairwise(zip(grid, values, strict=True)):
        if before is not None and after is not None and (before > 0) != (after > 0):
            yield _bisected(function, left, right, before > 0)


def _bisected(function: Callable[[float], float | None], left: float, right: float, positive: bool) -> float:
    """A zero between two places, on whose left the function is positive or not."""
    for _ in range(_BISECTIONS):
        middle = (left + right) / 2
        value = function(middle)
        if value is None:
            break
        left, right = (middle, right) if (value > 0) == positive else (left, middle)
    return (left + right) / 2
