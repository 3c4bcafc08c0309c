"""Decision trees and ensembles: impurity, boosting steps, bootstrap shares and votes.

`counts` are the numbers of samples of each class in a node. Source: Hastie, Tibshirani & Friedman 2009, The
Elements of Statistical Learning, chapters 9, 10 and 15, unless a function says otherwise.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from calculators.information import entropy


def gini(counts: Sequence[int]) -> float:
    """1 − Σ p_k² with the shares p_k of the classes (Hastie, Tibshirani & Friedman 2009, section 9.2.3).

    Raises ValueError for an empty node. Shape: (classes,), the samples of each class.

    >>> gini([1, 3])
    0.375
    """
    return 1 - math.fsum(share**2 for share in _shares(counts))


def node_entropy(counts: Sequence[int], base: float = 2.0) -> float:
    """−Σ p_k log p_k of the shares of the classes (Hastie et al. 2009, section 9.2.3).

    Shape: (classes,), the samples of each class.

    >>> node_entropy([2, 2])
    1.0
    """
    return entropy(_shares(counts), base)


def split_gini(children: Sequence[Sequence[int]]) -> float:
    """The Gini impurities of the children, weighted by their sizes.

    Shape: (children, classes).

    >>> split_gini([[4, 0], [1, 3]])
    0.1875
    """
    return math.fsum(sum(child) * gini(child) for child in children) / _size(children)


def information_gain(children: Sequence[Sequence[int]], base: float = 2.0) -> float:
    """The entropy of the parent less that of the children, weighted by their sizes.

    Source: Quinlan 1986, Induction of Decision Trees, Machine Learning 1. Shape: (children, classes).

    >>> round(information_gain([[4, 0], [1, 3]]), 4)
    0.5488
    """
    parent = [sum(column) for column in zip(*children, strict=True)]
    left = math.fsum(sum(child) * node_entropy(child, base) for child in children) / _size(children)
    return node_entropy(parent, base) - left


def boosting_step(
    predictions: Sequence[float], targets: Sequence[float], leaves: Sequence[int], rate: float
) -> list[float]:
    """One round of gradient boosting on squared error: each prediction plus rate × its leaf's mean residual.

    `leaves[i]`: the leaf that sample i falls into. Source: Hastie et al. 2009, algorithm 10.3.
    Shapes: (samples,) all, and the result.

    >>> boosting_step([0.0, 0.0, 0.0], [1.0, 3.0, 5.0], [0, 0, 1], 0.5)
    [1.0, 1.0, 2.5]
    """
    residuals = [t - y for y, t in zip(predictions, targets, strict=True)]
    means = {
        leaf: math.fsum(r for r, at in zip(residuals, leaves, strict=True) if at == leaf) / leaves.count(leaf)
        for leaf in set(leaves)
    }
    return [y + rate * means[leaf] for y, leaf in zip(predictions, leaves, strict=True)]


def adaboost_weight(error: float) -> float:
    """α = ½ ln((1 − ε) / ε), the vote of a weak classifier with labels ±1 and weighted error ε.

    Source: Freund & Schapire 1999, A Short Introduction to Boosting, figure 1. (Hastie et al. 2009, algorithm 10.1,
    leave out the ½.) Raises ValueError unless 0 < ε < 1.

    >>> round(adaboost_weight(0.2), 4)
    0.6931
    """
    if not 0 < error < 1:
        raise ValueError(f"a weighted error lies in 0 < ε < 1, not {error}")
    return math.log((1 - error) / error) / 2


def adaboost_reweighted(weights: Sequence[float], missed: Sequence[bool]) -> list[float]:
    """The sample weights after a round of AdaBoost: w·e^α where missed, w·e^−α elsewhere, scaled to sum to 1.

    `weights` sum to 1. Source: Freund & Schapire 1999, figure 1. Shapes: (samples,) both, and the result.

    >>> [round(w, 4) for w in adaboost_reweighted([0.25] * 4, [True, False, False, False])]
    [0.5, 0.1667, 0.1667, 0.1667]
    """
    error = math.fsum(w for w, miss in zip(weights, missed, strict=True) if miss)
    alpha = adaboost_weight(error)
    raw = [w * math.exp(alpha if miss else -alpha) for w, miss in zip(weights, missed, strict=True)]
    return [w / math.fsum(raw) for w in raw]


def out_of_bag_share(samples: int, draws: int) -> float:
    """(1 − 1/n)ᵐ: the probability that a sample is in none of m draws with replacement from n.

    Source: Breiman 1996, Bagging Predictors; Hastie et al. 2009, section 7.11. Raises ValueError unless n, m ≥ 1.

    >>> round(out_of_bag_share(10, 10), 4)
    0.3487
    """
    if samples < 1 or draws < 1:
        raise ValueError(f"{draws} draws from {samples} samples")
    return float((1 - 1 / samples) ** draws)


def majority_accuracy(accuracies: Sequence[float]) -> float:
    """The probability that more than half of independent classifiers are right, each with its own probability.

    Summed over all outcomes. Source: Dietterich 2000, Ensemble Methods in Machine Learning, section 1.
    Shape: (classifiers,).

    >>> round(majority_accuracy([0.7, 0.7, 0.7]), 4)
    0.784
    """
    total = 0.0
    for right in itertools.product([True, False], repeat=len(accuracies)):
        if 2 * sum(right) > len(right):
            total += math.prod(p if hit else 1 - p for p, hit in zip(accuracies, right, strict=True))
    return total


def mean_prediction_variance(variance: float, correlation: float, models: int) -> float:
    """ρσ² + (1 − ρ)σ²/M: the variance of the mean of M equally correlated predictions.

    Source: Hastie et al. 2009, equation 15.1. Raises ValueError unless M ≥ 1.

    >>> mean_prediction_variance(4.0, 0.5, 4)
    2.5
    """
    if models < 1:
        raise ValueError(f"an ensemble has at least 1 model, not {models}")
    return correlation * variance + (1 - correlation) * variance / models


def _shares(counts: Sequence[int]) -> list[float]:
    total = sum(counts)
    if total <= 0 or min(counts) < 0:
        raise ValueError(f"counts of classes are not negative and not all 0: {list(counts)}")
    return [count / total for count in counts]


def _size(children: Sequence[Sequence[int]]) -> int:
    return sum(sum(child) for child in children)
