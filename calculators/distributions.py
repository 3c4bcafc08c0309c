"""Discrete and Gaussian distributions: marginals, moments, probabilities, likelihoods and naive Bayes.

A joint table has shape (rows x, columns y) and sums to 1. Logarithms are natural. Source: Bishop 2006, Pattern
Recognition and Machine Learning, chapters 1 and 2, unless a function says otherwise.
"""

from __future__ import annotations

import math
from collections.abc import Sequence


def marginals(joint: Sequence[Sequence[float]]) -> tuple[list[float], list[float]]:
    """(P(x) of each row, P(y) of each column) of a joint table (equation 1.10). ValueError where it is none.

    Shapes: table (rows, columns), results (rows,) and (columns,).

    >>> marginals([[0.25, 0.25], [0.5, 0.0]])
    ([0.5, 0.5], [0.75, 0.25])
    """
    _table(joint)
    return [math.fsum(row) for row in joint], [math.fsum(column) for column in zip(*joint, strict=True)]


def conditional(joint: Sequence[Sequence[float]], row: int) -> list[float]:
    """P(y | x = `row`) = P(x, y) / P(x) (equation 1.11). ValueError where the row has probability 0.

    >>> conditional([[0.25, 0.25], [0.5, 0.0]], 0)
    [0.5, 0.5]
    """
    _table(joint)
    total = math.fsum(joint[row])
    if total == 0:
        raise ValueError(f"row {row} has probability 0")
    return [cell / total for cell in joint[row]]


def expectation(values: Sequence[float], probabilities: Sequence[float]) -> float:
    """Σ p x (equation 1.33). ValueError where the probabilities do not sum to 1.

    Shapes: (outcomes,) both.

    >>> expectation([0, 10], [0.5, 0.5])
    5.0
    """
    _distribution(probabilities)
    return math.fsum(p * x for p, x in zip(probabilities, values, strict=True))


def variance(values: Sequence[float], probabilities: Sequence[float]) -> float:
    """Σ p (x − E[x])² (equation 1.38).

    Shapes: (outcomes,) both.

    >>> variance([0, 10], [0.5, 0.5])
    25.0
    """
    mean = expectation(values, probabilities)
    return expectation([(x - mean) ** 2 for x in values], probabilities)


def sample_covariance(x: Sequence[float], y: Sequence[float]) -> float:
    """(1/n) Σ (x − x̄)(y − ȳ): the biased covariance of paired values. ValueError for unequal or empty samples.

    Shapes: (n,) both.

    >>> sample_covariance([1, 3], [2, 6])
    2.0
    """
    if len(x) != len(y) or not x:
        raise ValueError(f"pairs are asked for, not {len(x)} and {len(y)} values")
    mean_x, mean_y = math.fsum(x) / len(x), math.fsum(y) / len(y)
    return math.fsum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True)) / len(x)


def correlation(x: Sequence[float], y: Sequence[float]) -> float:
    """The covariance over the product of the standard deviations, in −1..1. ValueError where one does not vary.

    Shapes: (n,) both.

    >>> round(correlation([1, 2, 3], [2, 4, 7]), 4)
    0.9934
    """
    spread = sample_covariance(x, x) * sample_covariance(y, y)
    if spread == 0:
        raise ValueError("a correlation needs both to vary")
    return sample_covariance(x, y) / math.sqrt(spread)


def combination_variance(a: float, b: float, var_x: float, var_y: float, covariance: float) -> float:
    """The variance a² var[x] + b² var[y] + 2ab cov[x, y] of ax + by.

    Source: Wasserman 2004, All of Statistics, theorem 3.20.

    >>> combination_variance(2, 1, 3, 4, 1)
    20
    """
    return a * a * var_x + b * b * var_y + 2 * a * b * covariance


def binomial(k: int, n: int, p: float) -> float:
    """C(n, k) pᵏ (1 − p)ⁿ⁻ᵏ: the probability of k successes in n trials (equation 2.9).

    >>> binomial(1, 2, 0.5)
    0.5
    """
    return multinomial([k, n - k], [p, 1 - p])


def multinomial(counts: Sequence[int], probabilities: Sequence[float]) -> float:
    """N! / Π n_k! · Π p_kⁿᵏ (equation 2.34). ValueError for negative counts or what is no distribution.

    Shapes: (K,) both.

    >>> multinomial([1, 1, 0], [0.5, 0.25, 0.25])
    0.25
    """
    _distribution(probabilities)
    if any(count < 0 for count in counts):
        raise ValueError("counts are not below 0")
    ways = math.factorial(sum(counts))
    for count in counts:
        ways //= math.factorial(count)
    return ways * math.prod(p**count for p, count in zip(probabilities, counts, strict=True))


def gaussian_density(x: float, mean: float, variance: float) -> float:
    """exp(−(x − μ)² / 2σ²) / √(2πσ²) (equation 1.46). ValueError unless σ² > 0.

    >>> round(gaussian_density(0, 0, 1), 4)
    0.3989
    """
    return math.exp(gaussian_log_likelihood([x], mean, variance))


def gaussian_log_likelihood(sample: Sequence[float], mean: float, variance: float) -> float:
    """−Σ(x − μ)² / 2σ² − (n/2) ln(2πσ²) (equation 1.54). ValueError unless σ² > 0.

    Shape of the sample: (n,).

    >>> round(gaussian_log_likelihood([0, 1], 0, 1), 4)
    -2.3379
    """
    if not variance > 0:
        raise ValueError(f"a variance is greater than 0, not {variance}")
    squares = math.fsum((x - mean) ** 2 for x in sample)
    return -squares / (2 * variance) - len(sample) / 2 * math.log(2 * math.pi * variance)


def bernoulli_log_likelihood(successes: int, trials: int, p: float) -> float:
    """k ln p + (n − k) ln(1 − p) (equation 2.6). ValueError unless 0 < p < 1 and 0 ≤ k ≤ n.

    >>> round(bernoulli_log_likelihood(3, 4, 0.5), 4)
    -2.7726
    """
    if not (0 < p < 1 and 0 <= successes <= trials):
        raise ValueError(f"{successes} of {trials} with probability {p}")
    return successes * math.log(p) + (trials - successes) * math.log(1 - p)


def naive_bayes(
    priors: Sequence[float], counts: Sequence[Sequence[int]], words: Sequence[int], smoothing: float = 1.0
) -> list[float]:
    """P(class | words) by multinomial naive Bayes with additive smoothing.

    `counts[c][v]`: how often word v of the vocabulary stands in the training documents of class c; `words`: indices of
    the words of the new document. P(v | c) = (count + α) / (Σ counts + α V).
    Source: Manning, Raghavan & Schütze 2008, Introduction to Information Retrieval, equation 13.7.
    Shapes: priors (classes,), counts (classes, vocabulary), words (length,), result (classes,). Raises ValueError
    for priors that are no distribution or words without probability.

    >>> [round(p, 4) for p in naive_bayes([0.5, 0.5], [[3, 1], [1, 3]], [0])]
    [0.6667, 0.3333]
    """
    _distribution(priors)
    scores = []
    for prior, row in zip(priors, counts, strict=True):
        total = sum(row) + smoothing * len(row)
        scores.append(prior * math.prod((row[word] + smoothing) / total for word in words))
    evidence = math.fsum(scores)
    if evidence == 0:
        raise ValueError("without smoothing, no class can have made these words")
    return [score / evidence for score in scores]


def _distribution(values: Sequence[float]) -> None:
    if not values or any(value < 0 for value in values) or abs(math.fsum(values) - 1) > 1e-9:
        raise ValueError("probabilities are not negative and sum to 1")


def _table(joint: Sequence[Sequence[float]]) -> None:
    if len({len(row) for row in joint}) != 1:
        raise ValueError("all rows of a joint table have one length")
    _distribution([cell for row in joint for cell in row])
