"""Whole places shared out in proportion."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def largest_remainder(total: int, weights: Sequence[int | Fraction]) -> list[int]:
    """`total` places shared out by `weights` (Hamilton's method): everyone gets the whole part of their quota, and what
    is left goes to the largest remainders (the earlier one of equals).

    Exact, so that equal remainders are equal. Raises ValueError for weights that are negative or all 0.
    """
    exact = [Fraction(weight) for weight in weights]
    whole = sum(exact)
    if whole <= 0 or min(exact) < 0:
        raise ValueError("weights must not be negative, and not all 0")
    quotas = [total * weight / whole for weight in exact]
    shares = [int(quota) for quota in quotas]
    rest = total - sum(shares)
    for place in sorted(range(len(quotas)), key=lambda number: shares[number] - quotas[number])[:rest]:
        shares[place] += 1
    return shares
