"""Evaluation of classifiers: confusion matrices of several classes, ranking measures, and sizes of folds.

A confusion matrix has shape (true classes, predicted classes). Source: Manning, Raghavan & Schütze 2008, Introduction
to Information Retrieval, chapters 8 and 13, unless a function says otherwise.
"""

from __future__ import annotations

import math
from collections.abc import Sequence


def matrix_accuracy(confusion: Sequence[Sequence[int]]) -> float:
    """The share on the diagonal; for single-label classes also the micro average of precision, recall and F1.

    Shape of the confusion matrix: (classes, classes), rows the true classes. Raises ValueError where
    nothing was classified.

    >>> matrix_accuracy([[3, 1], [0, 4]])
    0.875
    """
    total = sum(map(sum, confusion))
    if total == 0:
        raise ValueError("nothing was classified")
    return sum(row[k] for k, row in enumerate(confusion)) / total


def class_recalls(confusion: Sequence[Sequence[int]]) -> list[float]:
    """The diagonal over the sums of the rows. Raises ValueError for a class without samples.

    Shape of the confusion matrix: (classes, classes), rows the true classes.

    >>> class_recalls([[3, 1], [0, 4]])
    [0.75, 1.0]
    """
    if any(sum(row) == 0 for row in confusion):
        raise ValueError("a class has no samples")
    return [row[k] / sum(row) for k, row in enumerate(confusion)]


def class_precisions(confusion: Sequence[Sequence[int]]) -> list[float]:
    """The diagonal over the sums of the columns. Raises ValueError for a class that was never predicted.

    Shape of the confusion matrix: (classes, classes), rows the true classes.

    >>> class_precisions([[3, 1], [0, 4]])
    [1.0, 0.8]
    """
    return class_recalls(list(zip(*confusion, strict=True)))


def macro_f1(confusion: Sequence[Sequence[int]]) -> float:
    """The mean of the classes' F1 scores, each 2·tp / (row sum + column sum).

    The F1 of the mean precision and the mean recall is another number. Source: Opitz & Burst 2019, arXiv:1911.03347.
    Raises ValueError for a class that neither occurs nor was
    predicted. Shape of the confusion matrix: (classes, classes), rows the true classes.

    >>> round(macro_f1([[3, 1], [0, 4]]), 4)
    0.873
    """
    columns = [sum(column) for column in zip(*confusion, strict=True)]
    counts = [(row[k], sum(row) + columns[k]) for k, row in enumerate(confusion)]
    if any(whole == 0 for _, whole in counts):
        raise ValueError("a class neither occurs nor was predicted")
    return math.fsum(2 * hit / whole for hit, whole in counts) / len(counts)


def f_beta(tp: int, fp: int, fn: int, beta: float) -> float:
    """(1 + β²)PR / (β²P + R): recall counts β times as much as precision (equation 8.5).

    Raises ValueError where nothing is or was predicted positive.

    >>> round(f_beta(6, 2, 4, 2), 4)
    0.625
    """
    whole = (1 + beta**2) * tp + beta**2 * fn + fp
    if whole == 0:
        raise ValueError("nothing is or was predicted positive")
    return (1 + beta**2) * tp / whole


def roc_point(scores: Sequence[float], labels: Sequence[int], threshold: float) -> tuple[float, float]:
    """(false-positive rate, true-positive rate) where a score of at least `threshold` counts as positive.

    Source: Fawcett 2006, An Introduction to ROC Analysis, section 3. Raises ValueError unless both classes occur.

    >>> roc_point([0.9, 0.6, 0.4, 0.2], [1, 0, 1, 0], 0.5)
    (0.5, 0.5)
    """
    positive, negative = _both(scores, labels)
    return (
        sum(score >= threshold for score in negative) / len(negative),
        sum(score >= threshold for score in positive) / len(positive),
    )


def auc(scores: Sequence[float], labels: Sequence[int]) -> float:
    """The share of (positive, negative) pairs in which the positive has the higher score; a tie counts half.

    Computed from the ranks (Mann–Whitney). Source: Fawcett 2006, section 7. Raises ValueError unless both classes
    occur.

    >>> auc([0.9, 0.6, 0.4, 0.2], [1, 0, 1, 0])
    0.75
    """
    positive, negative = _both(scores, labels)
    order = sorted(scores)
    ranks = {score: order.index(score) + (order.count(score) + 1) / 2 for score in order}
    rank_sum = math.fsum(ranks[score] for score in positive)
    least = len(positive) * (len(positive) + 1) / 2
    return (rank_sum - least) / (len(positive) * len(negative))


def fold_sizes(samples: int, folds: int) -> list[int]:
    """Sizes of the folds, the first `samples` mod `folds` of them one greater, as scikit-learn's KFold makes them.

    Source: Hastie, Tibshirani & Friedman 2009, section 7.10. Raises ValueError unless 2 ≤ folds ≤ samples.
    Shape: (folds,).

    >>> fold_sizes(10, 3)
    [4, 3, 3]
    """
    if not 2 <= folds <= samples:
        raise ValueError(f"{folds} folds of {samples} samples")
    return [samples // folds + (fold < samples % folds) for fold in range(folds)]


def grid_fits(options: Sequence[int], folds: int, refit: bool = True) -> int:
    """Trainings of a grid search: combinations × folds, and one more on all data where the best is refitted.

    Raises ValueError for a parameter without options. Shape of the option counts: (parameters,).

    >>> grid_fits([3, 4], 5)
    61
    """
    if any(count < 1 for count in options) or folds < 1:
        raise ValueError(f"every parameter has options: {list(options)}")
    return math.prod(options) * folds + refit


def explained_ratios(eigenvalues: Sequence[float]) -> list[float]:
    """Each eigenvalue of the covariance matrix over their sum: the components' shares of the variance.

    Source: Jolliffe 2002, Principal Component Analysis, section 6.1.1. Raises ValueError unless the sum is positive.
    Shape: (features,) in and out.

    >>> explained_ratios([3, 1])
    [0.75, 0.25]
    """
    total = math.fsum(eigenvalues)
    if total <= 0 or min(eigenvalues) < 0:
        raise ValueError("eigenvalues of a covariance matrix are not negative and not all 0")
    return [value / total for value in eigenvalues]


def _both(scores: Sequence[float], labels: Sequence[int]) -> tuple[list[float], list[float]]:
    pairs = list(zip(scores, labels, strict=True))
    positive, negative = [s for s, label in pairs if label == 1], [s for s, label in pairs if label == 0]
    if not positive or not negative or len(positive) + len(negative) != len(pairs):
        raise ValueError("labels are 0 and 1, and both occur")
    return positive, negative
