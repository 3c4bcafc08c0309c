"""Generative models against numerical integrals, sorted samples and simulated steps."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import generative

positive = st.floats(0.3, 2.5)
shares = st.lists(st.floats(0.05, 1), min_size=2, max_size=5).map(lambda w: [x / sum(w) for x in w])


def density(x: np.ndarray, mean: float, deviation: float) -> np.ndarray:
    return np.exp(-((x - mean) ** 2) / (2 * deviation**2)) / (deviation * math.sqrt(2 * math.pi))


@given(st.floats(-2, 2), positive)
def test_the_kl_term_is_the_integral_over_the_latent_variable(m: float, s: float) -> None:
    x = np.linspace(m - 12 * s, m + 12 * s, 20_001)
    gap = (x**2 - ((x - m) / s) ** 2) / 2 - math.log(s)
    integral = float((density(x, m, s) * gap).sum() * (x[1] - x[0]))
    assert generative.gaussian_kl([m], [s]) == pytest.approx(integral, rel=1e-6, abs=1e-6)


def test_the_bound_is_tight_where_the_posterior_is_the_prior() -> None:
    assert generative.elbo([1, 0], [0.8, 0.4], [0.0], [1.0]) == pytest.approx(math.log(0.8 * 0.6))
    assert generative.elbo([1], [0.5], [1.0], [1.0]) == pytest.approx(math.log(0.5) - 0.5)


@given(st.floats(-2, 2), st.floats(-2, 2), st.floats(-2, 2))
def test_a_reparameterized_sample_standardized_is_the_noise(m: float, log: float, e: float) -> None:
    z = generative.reparameterized(m, log, e)
    assert (z - m) / math.sqrt(math.exp(log)) == pytest.approx(e, abs=1e-9)


@given(shares, st.integers(0, 99))
def test_no_other_discriminator_has_a_lower_loss(data: list[float], seed: int) -> None:
    draw = np.random.default_rng(seed)
    model = draw.dirichlet(np.ones(len(data))) * 0.9 + 0.1 / len(data)

    def loss(d: np.ndarray) -> float:
        return float(-(data * np.log(d)).sum() - (model * np.log(1 - d)).sum())

    best = np.array(generative.optimal_discriminator(data, model.tolist()))
    other = np.clip(best + draw.normal(scale=0.1, size=best.size), 0.01, 0.99)
    assert loss(best) <= loss(other) + 1e-12


def test_an_undecided_discriminator_has_the_known_loss() -> None:
    assert generative.discriminator_loss([0.5, 0.5], [0.5]) == pytest.approx(2 * math.log(2))
    assert generative.generator_loss([0.5, 0.25]) == pytest.approx(1.5 * math.log(2))


@given(st.lists(st.integers(0, 3), min_size=6, max_size=6), st.lists(st.integers(0, 3), min_size=6, max_size=6))
def test_wasserstein_distance_matches_sorted_samples(first: list[int], second: list[int]) -> None:
    histograms = [[sample.count(k) / 6 for k in range(4)] for sample in (first, second)]
    expected = np.abs(np.sort(first) - np.sort(second)).mean()
    assert generative.wasserstein(*histograms) == pytest.approx(expected)


@given(st.floats(0.2, 3), st.floats(-2, 2), st.floats(-3, 3), st.booleans())
def test_an_affine_flow_has_the_density_of_the_scaled_gaussian(a: float, b: float, x: float, turned: bool) -> None:
    expected = float(np.log(density(np.array(x), b, a)))
    assert generative.affine_flow_log_density(x, -a if turned else a, b) == pytest.approx(expected)


def test_a_uniform_model_of_bytes_has_eight_bits_per_dimension() -> None:
    assert generative.bits_per_dimension(12 * math.log(256), 12) == pytest.approx(8)


@given(st.lists(st.floats(0.01, 0.6), min_size=1, max_size=6))
def test_alpha_bar_is_what_single_steps_leave_of_the_data(betas: list[float]) -> None:
    data, noise = 1.0, 0.0
    for beta in betas:
        data, noise = data * math.sqrt(1 - beta), noise * (1 - beta) + beta
    share = generative.alpha_bar(betas)
    assert (data**2, noise) == pytest.approx((share, 1 - share))
    assert generative.diffused(2.0, share, 0.0) == pytest.approx(2 * data)
