"""Scores of segmentations, from a confusion matrix over pixels whose rows are the true classes.

Source: Long, Shelhamer & Darrell 2015, arXiv:1411.4038, section 5.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike


def pixel_accuracy(confusion: ArrayLike) -> float:
    """Share of the pixels whose class is right.

    Shape of the confusion matrix: (classes, classes), rows the true classes.

    >>> pixel_accuracy([[3, 1], [0, 4]])
    0.875
    """
    table = np.asarray(confusion, dtype=np.float64)
    return float(np.trace(table) / table.sum())


def mean_accuracy(confusion: ArrayLike) -> float:
    """Mean over the classes of the share of its pixels found. Raises ValueError for a class without pixels.

    Shape of the confusion matrix: (classes, classes), rows the true classes.

    >>> mean_accuracy([[3, 1], [0, 4]])
    0.875
    """
    table = np.asarray(confusion, dtype=np.float64)
    if (table.sum(axis=1) == 0).any():
        raise ValueError("a class has no pixels")
    return float(np.mean(np.diag(table) / table.sum(axis=1)))


def class_iou(confusion: ArrayLike) -> list[float]:
    """Of each class: pixels right / (pixels true or predicted).

    Shape of the confusion matrix: (classes, classes), rows the true classes.

    >>> class_iou([[3, 1], [0, 4]])
    [0.75, 0.8]
    """
    table = np.asarray(confusion, dtype=np.float64)
    right = np.diag(table)
    return [float(value) for value in right / (table.sum(axis=0) + table.sum(axis=1) - right)]


def mean_iou(confusion: ArrayLike) -> float:
    """Mean of `class_iou`.

    Shape of the confusion matrix: (classes, classes), rows the true classes.

    >>> mean_iou([[3, 1], [0, 4]])
    0.775
    """
    return float(np.mean(class_iou(confusion)))


def dice(first: ArrayLike, second: ArrayLike) -> float:
    """2|A ∩ B| / (|A| + |B|) of two masks of 0 and 1 of one shape. Source: Dice 1945, Ecology 26.

    >>> dice([[1, 1], [0, 0]], [[1, 0], [1, 0]])
    0.5
    """
    a, b = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    return float(2 * (a * b).sum() / (a.sum() + b.sum()))
