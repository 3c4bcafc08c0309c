"""Information theory of discrete distributions.

A distribution is a sequence of probabilities that sum to 1 (within 1e-9); ValueError otherwise. `base` is the
logarithm's: 2
gives bits, e nats. 0 · log 0 counts as 0. Source: Cover & Thomas 2006, Elements of Information Theory, chapter 2.
"""

from __future__ import annotations

import math
from collections.abc import Sequence


def self_information(probability: float, base: float = 2.0) -> float:
    """−log p of one event, 0 < p ≤ 1.

    In units of the base (2: bits, e: nats). Raises ValueError for another p.

    >>> self_information(0.125)
    3.0
    """
    if not 0 < probability <= 1:
        raise ValueError(f"a probability lies in 0 < p ≤ 1, not {probability}")
    return -_log(probability, base)


def entropy(distribution: Sequence[float], base: float = 2.0) -> float:
    """−Σ p log p (equation 2.1).

    Shape: (outcomes,).

    >>> entropy([0.5, 0.25, 0.25])
    1.5
    """
    return -math.fsum(p * _log(p, base) for p in _distribution(distribution) if p > 0)


def cross_entropy(p: Sequence[float], q: Sequence[float], base: float = 2.0) -> float:
    """−Σ p log q, which is entropy(p) + kl_divergence(p, q). Infinite where q is 0 and p is not.

    >>> round(cross_entropy([0.5, 0.5], [0.25, 0.75]), 4)
    1.2075
    """
    return -math.fsum(a * _log(b, base) for a, b in _pairs(p, q) if a > 0)


def kl_divergence(p: Sequence[float], q: Sequence[float], base: float = 2.0) -> float:
    """KL(p ‖ q) = Σ p log(p / q) (equation 2.26). Infinite where q is 0 and p is not.

    Shapes: (outcomes,) both.

    >>> round(kl_divergence([0.5, 0.5], [0.25, 0.75]), 4)
    0.2075
    """
    return math.fsum(a * (_log(a, base) - _log(b, base)) for a, b in _pairs(p, q) if a > 0)


def js_divergence(p: Sequence[float], q: Sequence[float], base: float = 2.0) -> float:
    """½ KL(p ‖ m) + ½ KL(q ‖ m) with m = (p + q)/2; symmetric, at most 1 bit.

    Source: Lin 1991, IEEE Trans. IT 37(1). Shapes: (outcomes,) both.

    >>> js_divergence([1, 0], [0, 1])
    1.0
    """
    middle = [(a + b) / 2 for a, b in _pairs(p, q)]
    return (kl_divergence(p, middle, base) + kl_divergence(q, middle, base)) / 2


def joint_entropy(joint: Sequence[Sequence[float]], base: float = 2.0) -> float:
    """H(X, Y) = −Σ p(x, y) log p(x, y) of a joint table (equation 2.8).

    >>> joint_entropy([[0.25, 0.25], [0.5, 0.0]])
    1.5
    """
    return entropy([cell for row in joint for cell in row], base)


def conditional_entropy(joint: Sequence[Sequence[float]], base: float = 2.0) -> float:
    """H(Y | X) = Σ p(x) H(Y | X = x) of a joint table, rows x and columns y (equation 2.10).

    Shape: (x, y).

    >>> conditional_entropy([[0.25, 0.25], [0.5, 0.0]])
    0.5
    """
    _distribution([cell for row in joint for cell in row])
    rows = [(math.fsum(row), row) for row in joint]
    return math.fsum(total * entropy([cell / total for cell in row], base) for total, row in rows if total > 0)


def mutual_information(joint: Sequence[Sequence[float]], base: float = 2.0) -> float:
    """Σ p(x, y) log(p(x, y) / (p(x) p(y))) of a joint table, rows x and columns y (equation 2.28).

    Shape: (x, y). Raises ValueError where it does not sum to 1, or for rows of unequal length.

    >>> round(mutual_information([[0.25, 0.25], [0.5, 0.0]]), 4)
    0.3113
    """
    _distribution([cell for row in joint for cell in row])
    if len({len(row) for row in joint}) != 1:
        raise ValueError("all rows of a joint table have one length")
    rows = [math.fsum(row) for row in joint]
    columns = [math.fsum(column) for column in zip(*joint, strict=True)]
    return math.fsum(
        cell * (_log(cell, base) - _log(rows[i], base) - _log(columns[j], base))
        for i, row in enumerate(joint)
        for j, cell in enumerate(row)
        if cell > 0
    )


def _log(value: float, base: float) -> float:
    if value == 0:
        return -math.inf
    if base == 2:
        return math.log2(value)
    return math.log(value) / math.log(base)


def _distribution(values: Sequence[float]) -> Sequence[float]:
    if not values or any(value < 0 for value in values) or abs(math.fsum(values) - 1) > 1e-9:
        raise ValueError("probabilities are not negative and sum to 1")
    return values


def _pairs(p: Sequence[float], q: Sequence[float]) -> list[tuple[float, float]]:
    if len(p) != len(q):
        raise ValueError(f"p has {len(p)} outcomes, q has {len(q)}")
    return list(zip(_distribution(p), _distribution(q), strict=True))
