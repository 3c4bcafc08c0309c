"""What is off with code whose values are wrong: its sign, its axes, a factor that is the same everywhere.

A factor must be the same in every element of every sample, so a chance match is out of the question.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

_SAME = 1e-7


def diagnose(answers: Sequence[Any], truths: Sequence[Any], sizes: Sequence[Mapping[str, int]]) -> str | None:
    """The code of what is off, from `DIAGNOSES` of `answers/diagnosis.py`, or None.

    `answers` and `truths` are arrays for each sample, `sizes` the sample's sizes.
    """
    pairs = [(np.asarray(a, float), np.asarray(t, float)) for a, t in zip(answers, truths, strict=True)]
    if all(t.ndim >= 2 and _near(a, t.swapaxes(-1, -2)) for a, t in pairs):
        return "transposed"
    if any(a.shape != t.shape for a, t in pairs):
        return None
    if all(t.ndim == 1 and t.size > 1 and _near(a, t[::-1]) for a, t in pairs):
        return "reversed"
    factors = [_factor(a, t) for a, t in pairs]
    if None not in factors:
        found = _of_factors([factor for factor in factors if factor is not None], sizes)
        if found is not None:
            return found
    if all(_unnormalized(a, t) for a, t in pairs):
        return "not_normalized"
    return None


def _near(a: Any, b: Any) -> bool:
    return a.shape == b.shape and bool(np.allclose(a, b, rtol=_SAME, atol=1e-12))


def _factor(answer: Any, truth: Any) -> float | None:
    """The one factor between two arrays of one shape."""
    largest = np.abs(truth).max(initial=0.0)
    if not np.isfinite(answer).all() or not np.isfinite(truth).all() or not largest:
        return None
    place = np.unravel_index(int(np.abs(truth).argmax()), truth.shape)
    factor = float(answer[place] / truth[place])
    return factor if factor and _near(answer, truth * factor) else None


def _of_factors(factors: Sequence[float], sizes: Sequence[Mapping[str, int]]) -> str | None:
    constants = {"sign": (-1.0,), "factor_two": (2.0, 0.5), "log_base": (math.log(2), 1 / math.log(2))}
    constants["log_base"] += (math.log(10), 1 / math.log(10), math.log2(10), math.log10(2))
    for code, known in constants.items():
        if any(all(math.isclose(factor, constant, rel_tol=_SAME) for factor in factors) for constant in known):
            return code
    names = list(sizes[0]) if sizes else []
    for name in names:
        for power in (1, -1):
            scales = [each[name] ** power for each in sizes]
            if all(math.isclose(factor, scale, rel_tol=_SAME) for factor, scale in zip(factors, scales, strict=True)):
                return "factor_n"
    return None


def _unnormalized(answer: Any, truth: Any) -> bool:
    """Whether the true rows sum to 1 and the answer's, divided by their sums, are these rows."""
    if not truth.ndim or not np.isfinite(answer).all() or (truth < 0).any():
        return False
    sums = answer.sum(axis=-1, keepdims=True)
    if not np.allclose(truth.sum(axis=-1), 1) or not (np.abs(sums) > 1e-12).all():
        return False
    return _near(answer / sums, truth)
