"""How well a classifier, a detector or a language model does.

Counts are tp, fp, fn, tn of the positive class. Source: Manning, Raghavan & Schütze 2008, Introduction to
Information Retrieval, section 8.3.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

Box = tuple[float, float, float, float]


def precision(tp: int, fp: int) -> float:
    """tp / (tp + fp): the share of those predicted positive that are.

    ValueError where nothing was predicted positive.

    >>> precision(6, 2)
    0.75
    """
    return _share(tp, tp + fp, "nothing was predicted positive")


def recall(tp: int, fn: int) -> float:
    """tp / (tp + fn): the share of the positive that were found. ValueError where nothing is positive.

    >>> recall(6, 4)
    0.6
    """
    return _share(tp, tp + fn, "nothing is positive")


def f1_score(tp: int, fp: int, fn: int) -> float:
    """The harmonic mean of precision and recall, 2·tp / (2·tp + fp + fn). ValueError where all three are 0.

    >>> round(f1_score(6, 2, 4), 4)
    0.6667
    """
    return _share(2 * tp, 2 * tp + fp + fn, "nothing is or was predicted positive")


def accuracy(tp: int, fp: int, fn: int, tn: int) -> float:
    """(tp + tn) / all.

    >>> accuracy(6, 2, 4, 8)
    0.7
    """
    return _share(tp + tn, tp + fp + fn + tn, "nothing was classified")


def macro_precision(counts: Sequence[tuple[int, int]]) -> float:
    """The mean of the classes' precisions; `counts` holds (tp, fp) of each class.

    >>> macro_precision([(1, 1), (9, 3)])
    0.625
    """
    return math.fsum(precision(tp, fp) for tp, fp in counts) / len(counts)


def micro_precision(counts: Sequence[tuple[int, int]]) -> float:
    """The precision of the classes' summed counts; `counts` holds (tp, fp) of each class.

    >>> round(micro_precision([(1, 1), (9, 3)]), 4)
    0.7143
    """
    return precision(sum(tp for tp, _ in counts), sum(fp for _, fp in counts))


def iou(first: Box, second: Box) -> float:
    """Area of the intersection over area of the union of two boxes (x1, y1, x2, y2) with x1 < x2 and y1 < y2.

    Source: Everingham et al. 2010, The PASCAL VOC Challenge, equation 3. Raises ValueError for an empty box.

    >>> round(iou((0, 0, 2, 2), (1, 1, 3, 3)), 4)
    0.1429
    """
    for x1, y1, x2, y2 in (first, second):
        if not (x1 < x2 and y1 < y2):
            raise ValueError(f"a box has x1 < x2 and y1 < y2: {(x1, y1, x2, y2)}")
    width = min(first[2], second[2]) - max(first[0], second[0])
    height = min(first[3], second[3]) - max(first[1], second[1])
    shared = max(width, 0) * max(height, 0)
    return shared / (area(first) + area(second) - shared)


def area(box: Box) -> float:
    """Area of a box (x1, y1, x2, y2).

    >>> area((1, 1, 3, 4))
    6
    """
    return (box[2] - box[0]) * (box[3] - box[1])


def perplexity(probabilities: Sequence[float]) -> float:
    """exp(−(1/n) Σ ln p_i) of the probabilities that a model gave to the words that came.

    Source: Jurafsky & Martin, Speech and Language Processing (3rd edition draft), section 3.3. Raises ValueError
    unless all lie in 0 < p ≤ 1. Shape: (words,).

    >>> perplexity([0.25, 0.25])
    4.0
    """
    if not probabilities or any(not 0 < p <= 1 for p in probabilities):
        raise ValueError("probabilities lie in 0 < p ≤ 1")
    return math.exp(-math.fsum(math.log(p) for p in probabilities) / len(probabilities))


def _share(part: int, whole: int, empty: str) -> float:
    if whole == 0:
        raise ValueError(empty)
    return part / whole
