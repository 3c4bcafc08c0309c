"""Bayes' rule and estimates of parameters.

Source: Bishop 2006, Pattern Recognition and Machine Learning, chapters 1 and 2; Murphy 2012, Machine Learning: A
Probabilistic Perspective,
chapters 2 and 3.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod


def posterior(prior: float, likelihood: float, likelihood_otherwise: float) -> float:
    """P(H | E) from P(H), P(E | H) and P(E | not H) (Murphy 2012, section 2.2.3.1).

    All are probabilities in 0..1; ValueError otherwise, or where the evidence has probability 0.

    >>> round(posterior(0.01, 0.9, 0.05), 4)
    0.1538
    """
    for value in (prior, likelihood, likelihood_otherwise):
        if not 0 <= value <= 1:
            raise ValueError(f"a probability lies in 0..1, not {value}")
    joint = prior * likelihood
    evidence = joint + (1 - prior) * likelihood_otherwise
    if evidence == 0:
        raise ValueError("the evidence has probability 0")
    return joint / evidence


def bernoulli_map(successes: int, trials: int, a: float, b: float) -> float:
    """MAP estimate (k + a − 1) / (n + a + b − 2) of a success probability under a Beta(a, b) prior (Murphy 2012,
    equation 3.21).

    Raises ValueError unless 0 ≤ k ≤ n and a, b > 1 (so that the mode lies inside 0..1).

    >>> bernoulli_map(5, 8, 2, 2)
    0.6
    """
    if not 0 <= successes <= trials:
        raise ValueError(f"{successes} successes in {trials} trials")
    if not (a > 1 and b > 1):
        raise ValueError(f"Beta({a}, {b}) has no mode inside 0..1")
    return (successes + a - 1) / (trials + a + b - 2)


def gaussian_maximum_likelihood(sample: Sequence[float]) -> tuple[float, float]:
    """(mean, variance) that maximize a Gaussian's likelihood; the variance is divided by n (Bishop 2006, equations
    1.55 and 1.56).

    Raises ValueError for an empty sample.

    >>> gaussian_maximum_likelihood([1.0, 3.0])
    (2.0, 1.0)
    """
    if not sample:
        raise ValueError("a sample has at least one value")
    mean = sum(sample) / len(sample)
    return mean, sum((value - mean) ** 2 for value in sample) / len(sample)


def spam_posterior(
    prior: float, in_spam: Sequence[float], in_ham: Sequence[float], present: Sequence[bool | int]
) -> float:
    """P(spam | which of the words occur), the words being independent given the class.

    `in_spam` and `in_ham`: P(word occurs | class) of each word; `present`: whether it occurs. A word that does not
    occur counts with 1 − p. Source: Manning, Raghavan & Schütze 2008, Introduction to Information Retrieval, section
    13.3 (the Bernoulli model). Raises ValueError for unequal lengths, and as `posterior` does.
    Shapes: (words,) all three.

    >>> round(spam_posterior(0.4, [0.5, 0.2], [0.1, 0.6], [1, 0]), 4)
    0.8696
    """
    if not len(in_spam) == len(in_ham) == len(present):
        raise ValueError(f"{len(in_spam)}, {len(in_ham)} and {len(present)} words")
    likelihoods = [
        prod(p if seen else 1 - p for p, seen in zip(rates, present, strict=True)) for rates in (in_spam, in_ham)
    ]
    return posterior(prior, likelihoods[0], likelihoods[1])


def bernoulli_maximum_likelihood(successes: Sequence[int], trials: Sequence[int]) -> float:
    """Σk / Σn: the success probability that makes independent series of trials most likely.

    Source: Bishop 2006, equation 2.7. Raises ValueError unless 0 ≤ k ≤ n in each series and there is a trial.
    Shapes: (series,) both.

    >>> bernoulli_maximum_likelihood([3, 1], [4, 6])
    0.4
    """
    if sum(trials) == 0 or any(not 0 <= k <= n for k, n in zip(successes, trials, strict=True)):
        raise ValueError(f"{list(successes)} successes in {list(trials)} trials")
    return sum(successes) / sum(trials)


def multinomial_maximum_likelihood(counts: Sequence[int]) -> list[float]:
    """m_k / N: the probabilities that make the counts most likely. Source: Bishop 2006, equation 2.33.

    Raises ValueError unless some count is positive and none negative. Shape: (K,) in and out.

    >>> multinomial_maximum_likelihood([1, 3, 4])
    [0.125, 0.375, 0.5]
    """
    total = sum(counts)
    if total <= 0 or min(counts) < 0:
        raise ValueError(f"counts are not negative and not all 0: {list(counts)}")
    return [count / total for count in counts]
