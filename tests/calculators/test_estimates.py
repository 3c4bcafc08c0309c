"""Estimates, posteriors, odds, macro F1 and costs against brute force, SciPy and scikit-learn."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import convolution, evaluation, probability, regression, softmax
from calculators.distributions import bernoulli_log_likelihood

few = settings(max_examples=15, deadline=None)
rates = st.floats(0.05, 0.95)


@given(st.floats(0.1, 0.9), st.lists(st.tuples(rates, rates, st.booleans()), min_size=1, max_size=4))
def test_the_spam_posterior_is_the_share_of_spam_among_such_mails(
    prior: float, words: list[tuple[float, float, bool]]
) -> None:
    in_spam, in_ham, present = (list(part) for part in zip(*words, strict=True))
    # The joint table over both classes and all patterns of words, then the row that was seen.
    table = {
        (spam, pattern): (prior if spam else 1 - prior)
        * math.prod(p if on else 1 - p for p, on in zip(in_spam if spam else in_ham, pattern, strict=True))
        for spam in (True, False)
        for pattern in itertools.product((True, False), repeat=len(words))
    }
    assert math.fsum(table.values()) == pytest.approx(1)
    seen = tuple(present)
    share = table[True, seen] / (table[True, seen] + table[False, seen])
    assert probability.spam_posterior(prior, in_spam, in_ham, present) == pytest.approx(share)


def test_words_must_have_a_rate_in_each_class() -> None:
    with pytest.raises(ValueError, match="words"):
        probability.spam_posterior(0.5, [0.1], [0.2, 0.3], [1])


@few
@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), min_size=1, max_size=4))
def test_no_other_success_probability_is_more_likely(series: list[tuple[int, int]]) -> None:
    hits, trials = [k for k, _ in series], [k + misses for k, misses in series]
    best = probability.bernoulli_maximum_likelihood(hits, trials)
    height = bernoulli_log_likelihood(sum(hits), sum(trials), best)
    for other in np.linspace(0.01, 0.99, 99).tolist():
        assert bernoulli_log_likelihood(sum(hits), sum(trials), other) <= height + 1e-12


@few
@given(st.lists(st.integers(1, 20), min_size=2, max_size=5), st.integers(0, 2**32 - 1))
def test_no_other_distribution_makes_the_counts_more_likely(counts: list[int], seed: int) -> None:
    best = np.array(probability.multinomial_maximum_likelihood(counts))
    assert best.sum() == pytest.approx(1)
    for other in np.random.default_rng(seed).dirichlet(np.ones(len(counts)), 50):
        assert counts @ np.log(np.maximum(other, 1e-300)) <= counts @ np.log(best) + 1e-9


def test_estimates_refuse_what_cannot_have_been_counted() -> None:
    with pytest.raises(ValueError, match="trials"):
        probability.bernoulli_maximum_likelihood([3], [2])
    with pytest.raises(ValueError, match="counts"):
        probability.multinomial_maximum_likelihood([0, 0])


@few
@given(st.floats(0.001, 0.999), st.floats(-30, 30))
def test_log_odds_are_those_of_scipy_and_lead_back(p: float, z: float) -> None:
    from scipy import special

    assert regression.log_odds(p) == pytest.approx(float(special.logit(p)), abs=1e-12)
    assert regression.probability_of_log_odds(z) == pytest.approx(float(special.expit(z)))
    assert regression.probability_of_log_odds(regression.log_odds(p)) == pytest.approx(p)


@pytest.mark.parametrize("p", [0.0, 1.0])
def test_certainty_has_no_log_odds(p: float) -> None:
    with pytest.raises(ValueError, match="log-odds"):
        regression.log_odds(p)


@few
@given(st.lists(st.floats(-2000, 2000), min_size=1, max_size=6))
def test_log_sum_exp_is_that_of_scipy_without_overflow(logits: list[float]) -> None:
    from scipy import special

    with np.errstate(over="raise", invalid="raise"):
        assert softmax.log_sum_exp(logits) == pytest.approx(float(special.logsumexp(logits)))


@few
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=3, max_size=30))
def test_macro_f1_is_that_of_scikit_learn(cases: list[tuple[int, int]]) -> None:
    from sklearn import metrics as theirs

    true, predicted = zip(*[*cases, (0, 0), (1, 2), (2, 1)], strict=True)
    confusion = theirs.confusion_matrix(true, predicted).tolist()
    assert evaluation.macro_f1(confusion) == pytest.approx(theirs.f1_score(true, predicted, average="macro"))


def test_macro_f1_refuses_a_class_that_is_nowhere() -> None:
    with pytest.raises(ValueError, match="neither"):
        evaluation.macro_f1([[3, 0], [0, 0]])


@given(
    st.tuples(st.integers(5, 9), st.integers(5, 9)),
    *(st.integers(1, 3) for _ in range(5)),
)
def test_multiply_adds_are_counted_one_by_one(
    size: tuple[int, int], c_in: int, c_out: int, k: int, stride: int, padding: int
) -> None:
    places = [range(0, side + 2 * padding - k + 1, stride) for side in size]
    counted = sum(1 for _ in itertools.product(*places, range(c_out), range(c_in), range(k), range(k)))
    assert convolution.layer_multiply_adds(size, c_in, c_out, k, stride, padding) == counted
