"""Distances between vectors, and what nearest neighbours and clusters do with them.

A point is a vector of shape (features,), a set of points has shape (points, features).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def lp_distance(x: ArrayLike, y: ArrayLike, p: float = 2.0) -> float:
    """(Σ|x_i − y_i|ᵖ)^(1/p) for p ≥ 1, the greatest difference for p = ∞. Raises ValueError for p < 1.

    Source: Hastie, Tibshirani & Friedman 2009, The Elements of Statistical Learning, section 14.3.
    Shapes: (features,) both.

    >>> lp_distance([1, 2], [4, 6]), lp_distance([1, 2], [4, 6], p=1)
    (5.0, 7.0)
    """
    if not p >= 1:
        raise ValueError(f"a distance has p ≥ 1, not {p}")
    gaps = np.abs(np.asarray(x, dtype=np.float64) - np.asarray(y, dtype=np.float64))
    return float(gaps.max()) if math.isinf(p) else float((gaps**p).sum() ** (1 / p))


def cosine_distance(x: ArrayLike, y: ArrayLike) -> float:
    """1 − x·y / (‖x‖‖y‖), in 0..2. Raises ValueError for a vector of zeros.

    Source: Manning, Raghavan & Schütze 2008, Introduction to Information Retrieval, equation 6.10.
    Shapes: (features,) both.

    >>> round(cosine_distance([3, 4], [4, 3]), 4)
    0.04
    """
    a, b = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    lengths = float(np.linalg.norm(a) * np.linalg.norm(b))
    if lengths == 0:
        raise ValueError("a vector of zeros has no direction")
    return 1 - float(a @ b) / lengths


def mahalanobis_distance(x: ArrayLike, mean: ArrayLike, covariance: ArrayLike) -> float:
    """√((x − μ)ᵀ Σ⁻¹ (x − μ)) with the covariance Σ of shape (features, features), positive definite.

    Source: Bishop 2006, Pattern Recognition and Machine Learning, equation 2.44.

    >>> round(mahalanobis_distance([2, 2], [0, 0], [[4, 0], [0, 1]]), 4)
    2.2361
    """
    gap = np.asarray(x, dtype=np.float64) - np.asarray(mean, dtype=np.float64)
    return math.sqrt(float(gap @ np.linalg.solve(np.asarray(covariance, dtype=np.float64), gap)))


def nearest_votes(
    points: ArrayLike, labels: Sequence[int], query: ArrayLike, k: int, classes: int, p: float = 2.0
) -> list[int]:
    """How many of the k points nearest to `query` bear each label 0..classes−1; of equal distances the first counts.

    Raises ValueError unless 1 ≤ k ≤ number of points. Source: Hastie et al. 2009, section 13.3.
    Shapes: points (n, features), labels (n,), query (features,), result (classes,).

    >>> nearest_votes([[0], [1], [5]], [0, 1, 1], [0.4], k=2, classes=2)
    [1, 1]
    """
    every = np.asarray(points, dtype=np.float64)
    if not 1 <= k <= len(every):
        raise ValueError(f"k lies in 1..{len(every)}, not {k}")
    order = sorted(range(len(every)), key=lambda index: lp_distance(every[index], query, p))
    votes = [0] * classes
    for index in order[:k]:
        votes[labels[index]] += 1
    return votes


def k_means_step(points: ArrayLike, centers: ArrayLike) -> Array:
    """The centers after one round of k-means: each the mean of the points nearest to it; shape (clusters, features).

    Raises ValueError where no point is nearest to a center. Source: Bishop 2006, equations 9.2 and 9.4.

    >>> k_means_step([[0], [2], [10]], [[1], [8]]).tolist()
    [[1.0], [10.0]]
    """
    x, c = np.asarray(points, dtype=np.float64), np.asarray(centers, dtype=np.float64)
    nearest = ((x[:, None, :] - c[None, :, :]) ** 2).sum(axis=2).argmin(axis=1)
    if len(set(nearest.tolist())) < len(c):
        raise ValueError("no point is nearest to one of the centers")
    return np.array([x[nearest == index].mean(axis=0) for index in range(len(c))])


def linkages(first: ArrayLike, second: ArrayLike) -> tuple[float, float, float]:
    """(single, complete, average) linkage of two clusters: least, greatest and mean distance between their points.

    Source: Hastie et al. 2009, equations 14.41 to 14.43.

    >>> linkages([[0], [1]], [[4]])
    (3.0, 4.0, 3.5)
    """
    gaps = [
        lp_distance(a, b) for a in np.asarray(first, dtype=np.float64) for b in np.asarray(second, dtype=np.float64)
    ]
    return min(gaps), max(gaps), math.fsum(gaps) / len(gaps)


def ward_cost(first: ArrayLike, second: ArrayLike) -> float:
    """By how much the sum of squared distances to the cluster means grows where two clusters are merged.

    |A||B| / (|A| + |B|) · ‖mean A − mean B‖². Source: Ward 1963, Journal of the American Statistical Association 58.
    Shapes: (points, features), of either cluster its own number of points.

    >>> round(ward_cost([[0], [2]], [[5]]), 4)
    10.6667
    """
    a, b = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    gap = lp_distance(a.mean(axis=0), b.mean(axis=0))
    return len(a) * len(b) / (len(a) + len(b)) * gap**2
