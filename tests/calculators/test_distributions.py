"""Probabilities and moments against counting, sums over all outcomes and numerical integration."""

from __future__ import annotations

import itertools
import math
import statistics
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calculators import distributions, information

weights = st.lists(st.integers(1, 9), min_size=6, max_size=6)
paired = st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), min_size=3, max_size=8)


def table(parts: list[int]) -> list[list[float]]:
    return [[part / sum(parts) for part in parts[:3]], [part / sum(parts) for part in parts[3:]]]


@given(weights)
def test_marginals_and_conditionals_make_up_the_joint_table(parts: list[int]) -> None:
    joint = table(parts)
    rows, columns = distributions.marginals(joint)
    assert sum(rows) == pytest.approx(1) == sum(columns)
    for index, row in enumerate(joint):
        assert [rows[index] * p for p in distributions.conditional(joint, index)] == pytest.approx(row)


@given(weights)
def test_entropies_of_a_table_follow_the_chain_rule(parts: list[int]) -> None:
    joint = table(parts)
    rows, columns = distributions.marginals(joint)
    whole, given_x = information.joint_entropy(joint), information.conditional_entropy(joint)
    assert whole == pytest.approx(information.entropy(rows) + given_x)
    assert given_x <= information.entropy(columns) + 1e-12
    assert information.mutual_information(joint) == pytest.approx(information.entropy(columns) - given_x, abs=1e-12)


@given(st.lists(st.tuples(st.integers(-9, 9), st.integers(1, 5)), min_size=2, max_size=6))
def test_moments_are_those_of_a_sample_with_these_shares(pairs: list[tuple[int, int]]) -> None:
    values, counts = [value for value, _ in pairs], [count for _, count in pairs]
    shares = [count / sum(counts) for count in counts]
    sample = [float(value) for value, count in pairs for _ in range(count)]
    assert distributions.expectation(values, shares) == pytest.approx(statistics.fmean(sample))
    assert distributions.variance(values, shares) == pytest.approx(statistics.pvariance(sample), abs=1e-9)


@given(paired)
def test_covariance_and_correlation_agree_with_numpy(pairs: list[tuple[int, int]]) -> None:
    x, y = [a for a, _ in pairs], [b for _, b in pairs]
    assert distributions.sample_covariance(x, y) == pytest.approx(np.cov(x, y, bias=True)[0, 1], abs=1e-9)
    assume(len(set(x)) > 1 and len(set(y)) > 1)
    assert distributions.correlation(x, y) == pytest.approx(np.corrcoef(x, y)[0, 1], abs=1e-9)


@given(paired, st.integers(-4, 4), st.integers(-4, 4))
def test_the_variance_of_a_combination_is_that_of_the_combined_sample(
    pairs: list[tuple[int, int]], a: int, b: int
) -> None:
    x, y = [p for p, _ in pairs], [q for _, q in pairs]
    both = [distributions.sample_covariance(p, q) for p, q in ((x, x), (y, y), (x, y))]
    combined = [a * p + b * q for p, q in pairs]
    found = distributions.combination_variance(a, b, *both)
    assert found == pytest.approx(distributions.sample_covariance(combined, combined), abs=1e-9)


@given(st.integers(0, 6), st.integers(0, 6), st.integers(1, 9))
def test_a_binomial_probability_is_the_sum_over_all_sequences(k: int, failures: int, tenths: int) -> None:
    n, p = k + failures, tenths / 10
    every = (math.prod(p if hit else 1 - p for hit in hits) for hits in itertools.product([0, 1], repeat=n))
    sizes = (sum(hits) for hits in itertools.product([0, 1], repeat=n))
    expected = sum(chance for chance, size in zip(every, sizes, strict=True) if size == k)
    assert distributions.binomial(k, n, p) == pytest.approx(expected)


def test_multinomial_probabilities_of_all_counts_sum_to_one() -> None:
    every = [(a, b, 4 - a - b) for a in range(5) for b in range(5 - a)]
    assert sum(distributions.multinomial(counts, [0.2, 0.3, 0.5]) for counts in every) == pytest.approx(1)


@given(st.floats(-3, 3), st.floats(0.2, 5))
def test_a_gaussian_density_integrates_to_one_and_has_its_moments(mean: float, variance: float) -> None:
    reach = 10 * math.sqrt(variance)
    grid = np.linspace(mean - reach, mean + reach, 2001)
    density = np.array([distributions.gaussian_density(x, mean, variance) for x in grid])
    width = grid[1] - grid[0]
    assert density.sum() * width == pytest.approx(1, rel=1e-6)
    assert ((grid - mean) ** 2 * density).sum() * width == pytest.approx(variance, rel=1e-6)


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=5), st.floats(0.5, 4))
def test_log_likelihoods_are_logarithms_of_products(sample: list[int], variance: float) -> None:
    product = math.prod(distributions.gaussian_density(x, 1.0, variance) for x in sample)
    assert distributions.gaussian_log_likelihood(sample, 1.0, variance) == pytest.approx(math.log(product))
    assert distributions.bernoulli_log_likelihood(2, 5, 0.3) == pytest.approx(math.log(0.3**2 * 0.7**3))


@given(st.lists(st.integers(0, 9), min_size=6, max_size=6), st.lists(st.integers(0, 2), min_size=1, max_size=4))
def test_naive_bayes_agrees_with_exact_fractions(counts: list[int], words: list[int]) -> None:
    rows = [counts[:3], counts[3:]]
    scores = []
    for prior, row in zip((Fraction(3, 10), Fraction(7, 10)), rows, strict=True):
        score = prior
        for word in words:
            score *= Fraction(row[word] + 1, sum(row) + 3)
        scores.append(score)
    expected = [float(score / sum(scores)) for score in scores]
    assert distributions.naive_bayes([0.3, 0.7], rows, words) == pytest.approx(expected)


def test_what_is_no_distribution_is_refused() -> None:
    with pytest.raises(ValueError, match="sum to 1"):
        distributions.expectation([1, 2], [0.5, 0.6])
    with pytest.raises(ValueError, match="one length"):
        distributions.marginals([[0.5], [0.25, 0.25]])
    with pytest.raises(ValueError, match="probability 0"):
        distributions.conditional([[0.0, 0.0], [0.5, 0.5]], 0)
    with pytest.raises(ValueError, match="variance"):
        distributions.gaussian_density(0, 0, 0)
    with pytest.raises(ValueError, match="without smoothing"):
        distributions.naive_bayes([0.5, 0.5], [[0, 1], [0, 1]], [0], smoothing=0)
    with pytest.raises(ValueError, match="both to vary"):
        distributions.correlation([1, 1], [1, 2])
