"""Judging answers that are put together from given pieces: an order, and pairs.

Partial credit is worth nothing to somebody who guesses: an order scores by its pairs of items that stand the right way
round, beyond the half of them that a random order gets right.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from calculators.answers.verdict import Outcome, Verdict


def judge_order(right: Sequence[str], given: Sequence[str]) -> Verdict:
    """The verdict on items put in order, by their ids.

    Score: max(0, 2c − 1), with c the share of the pairs of items that stand the right way round (Kendall's τ, cut at
    0): 1 for the right order, 0 on average for a random one and for the reversed one. `cells` marks the items that
    stand in their right place. Raises ValueError unless `given` holds each item once.
    """
    if sorted(right) != sorted(given) or len(set(given)) != len(given):
        raise ValueError(f"not an order of {sorted(right)}: {list(given)}")
    place = {name: position for position, name in enumerate(right)}
    pairs = list(combinations((place[name] for name in given), 2))
    share = sum(first < second for first, second in pairs) / len(pairs) if pairs else 1.0
    cells = tuple(name == other for name, other in zip(given, right, strict=True))
    return _verdict(max(0.0, 2 * share - 1), cells)


def judge_match(right: Sequence[str], given: Sequence[str], options: Sequence[str]) -> Verdict:
    """The verdict on pairs: `given[i]` is what was put to the left side whose partner is `right[i]`.

    Score: the share of right pairs. `cells` marks them. Raises ValueError where a partner is missing, unknown, or used
    twice.
    """
    if len(given) != len(right) or not set(given) <= set(options) or len(set(given)) != len(given):
        raise ValueError(f"not {len(right)} different partners of {sorted(options)}: {list(given)}")
    cells = tuple(name == other for name, other in zip(given, right, strict=True))
    return _verdict(sum(cells) / len(cells), cells)


def _verdict(score: float, cells: tuple[bool, ...]) -> Verdict:
    if all(cells):
        return Verdict(Outcome.CORRECT, 1.0, cells)
    return Verdict(Outcome.PARTIAL if score > 0 else Outcome.WRONG, score, cells)
