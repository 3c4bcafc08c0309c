"""Reference functions give what SciPy gives, on random sizes. SciPy is imported by the tests that need it."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from calculators import (
    activations,
    convolution,
    convolution_backward,
    detection,
    distances,
    distributions,
    generative,
    information,
    linear_algebra,
    losses,
    multivariable,
    probability,
    recurrent,
    regression,
    softmax,
    trees,
)

Array = NDArray[np.float64]
few = settings(max_examples=25, deadline=None)
seeds = st.integers(0, 2**32 - 1)
sizes = st.integers(2, 6)


def drawn(seed: int, *shape: int, low: float = -3.0, high: float = 3.0) -> Array:
    return np.random.default_rng(seed).uniform(low, high, shape)


def shares(seed: int, *shape: int) -> Array:
    table = drawn(seed, *shape, low=0.05, high=1.0)
    return table / table.sum()


@few
@given(seeds, sizes)
def test_activations_are_those_of_scipy(seed: int, size: int) -> None:
    from scipy import special

    x = drawn(seed, size, high=30.0)
    np.testing.assert_allclose(activations.sigmoid(x), special.expit(x), rtol=1e-12)
    np.testing.assert_allclose(
        activations.sigmoid_derivative(x), special.expit(x) * special.expit(-x), rtol=1e-12, atol=1e-300
    )
    np.testing.assert_allclose(recurrent.sigmoid(x), special.expit(x), rtol=1e-12)


@few
@given(seeds, sizes, sizes, st.floats(0.2, 5))
def test_softmax_and_its_logarithm_are_those_of_scipy(seed: int, rows: int, classes: int, temperature: float) -> None:
    from scipy import special

    z = drawn(seed, rows, classes, low=-50, high=50)
    np.testing.assert_allclose(
        softmax.softmax(z, temperature), special.softmax(z / temperature, axis=-1), rtol=1e-9, atol=1e-300
    )
    np.testing.assert_allclose(softmax.log_softmax(z), special.log_softmax(z, axis=-1), rtol=1e-12, atol=1e-12)


@few
@given(seeds, st.integers(3, 8), st.integers(3, 8), st.integers(1, 3), st.integers(1, 3), st.integers(0, 2))
def test_conv2d_is_correlation_of_every_stride(
    seed: int, rows: int, columns: int, side: int, stride: int, padding: int
) -> None:
    from scipy import signal

    image, kernel = drawn(seed, rows, columns), drawn(seed + 1, side, side)
    padded = np.pad(image, padding)
    every = signal.correlate2d(padded, kernel, mode="valid")
    np.testing.assert_allclose(
        convolution.conv2d(image, kernel, stride, padding), every[::stride, ::stride], atol=1e-12
    )
    # The transposed form spreads the input out and convolves in full, with the kernel flipped.
    spread = np.zeros(((rows - 1) * stride + 1, (columns - 1) * stride + 1))
    spread[::stride, ::stride] = image
    np.testing.assert_allclose(
        convolution_backward.transposed_conv2d(image, kernel, stride), signal.convolve2d(spread, kernel), atol=1e-12
    )


@few
@given(seeds, sizes, st.floats(1, 4))
def test_distances_of_vectors_are_those_of_scipy(seed: int, size: int, p: float) -> None:
    from scipy.spatial import distance

    x, y, root = drawn(seed, size), drawn(seed + 1, size), drawn(seed + 2, size, size)
    covariance = root @ root.T + np.eye(size)
    assert distances.lp_distance(x, y, p) == pytest.approx(distance.minkowski(x, y, p))
    assert distances.lp_distance(x, y, math.inf) == pytest.approx(distance.chebyshev(x, y))
    assert distances.cosine_distance(x, y) == pytest.approx(distance.cosine(x, y), abs=1e-12)
    assert distances.mahalanobis_distance(x, y, covariance) == pytest.approx(
        distance.mahalanobis(x, y, np.linalg.inv(covariance))
    )


@few
@given(seeds, sizes, sizes)
def test_linkages_are_the_heights_of_scipys_last_merge(seed: int, first: int, second: int) -> None:
    from scipy.cluster import hierarchy

    # Two clusters so far apart that they are merged last.
    a, b = drawn(seed, first, 2), drawn(seed + 1, second, 2) + 100
    together = np.vstack([a, b])
    for value, method in zip(distances.linkages(a, b), ("single", "complete", "average"), strict=True):
        assert value == pytest.approx(hierarchy.linkage(together, method)[-1, 2])
    # SciPy's height is √(2 · the growth of the sum of squares).
    assert distances.ward_cost(a, b) == pytest.approx(hierarchy.linkage(together, "ward")[-1, 2] ** 2 / 2)


@few
@given(seeds, st.integers(4, 12), st.integers(1, 3))
def test_a_round_of_k_means_and_the_nearest_voters_are_those_of_scipy(seed: int, points: int, k: int) -> None:
    from scipy.cluster.vq import kmeans2
    from scipy.spatial import KDTree

    x = drawn(seed, points, 2)
    centers = x[:k]
    found, _ = kmeans2(x, centers.copy(), iter=1, minit="matrix")
    np.testing.assert_allclose(distances.k_means_step(x, centers), found, atol=1e-12)
    labels = np.random.default_rng(seed).integers(0, 3, points)
    query = drawn(seed + 1, 2)
    _, nearest = KDTree(x).query(query, k=[*range(1, k + 1)])
    assert (
        distances.nearest_votes(x, labels.tolist(), query, k, 3) == np.bincount(labels[nearest], minlength=3).tolist()
    )


@few
@given(seeds, st.integers(0, 12), st.integers(0, 12), st.floats(0.05, 0.95))
def test_probabilities_and_likelihoods_are_those_of_scipy(seed: int, k: int, failures: int, p: float) -> None:
    from scipy import stats

    n = k + failures
    assert distributions.binomial(k, n, p) == pytest.approx(stats.binom.pmf(k, n, p))
    chances = shares(seed, 3).tolist()
    counts = [k, failures, 2]
    assert distributions.multinomial(counts, chances) == pytest.approx(stats.multinomial.pmf(counts, n + 2, chances))
    sample, mean, deviation = drawn(seed, 5).tolist(), *drawn(seed + 1, 2, low=0.3, high=2.0).tolist()
    assert distributions.gaussian_density(sample[0], mean, deviation**2) == pytest.approx(
        stats.norm.pdf(sample[0], mean, deviation)
    )
    assert distributions.gaussian_log_likelihood(sample, mean, deviation**2) == pytest.approx(
        stats.norm.logpdf(sample, mean, deviation).sum()
    )
    assert distributions.bernoulli_log_likelihood(k, n, p) == pytest.approx(
        k * stats.bernoulli.logpmf(1, p) + failures * stats.bernoulli.logpmf(0, p)
    )


@few
@given(seeds, st.integers(3, 9))
def test_estimates_from_samples_are_those_of_scipy(seed: int, size: int) -> None:
    from scipy import stats

    x, y = drawn(seed, size), drawn(seed + 1, size)
    line = stats.linregress(x, y)
    assert regression.least_squares_line(x.tolist(), y.tolist()) == pytest.approx((line.slope, line.intercept))
    assert distributions.correlation(x.tolist(), y.tolist()) == pytest.approx(line.rvalue)
    mean, deviation = stats.norm.fit(x)
    assert probability.gaussian_maximum_likelihood(x.tolist()) == pytest.approx((mean, deviation**2))


@few
@given(st.integers(0, 9), st.integers(0, 9), st.floats(1.1, 6), st.floats(1.1, 6))
def test_the_map_estimate_is_the_mode_that_a_search_finds(k: int, failures: int, a: float, b: float) -> None:
    from scipy import optimize, stats

    found = optimize.minimize_scalar(
        lambda p: -(stats.binom.logpmf(k, k + failures, p) + stats.beta.logpdf(p, a, b)),
        bounds=(1e-9, 1 - 1e-9),
        method="bounded",
        options={"xatol": 1e-9},
    )
    assert probability.bernoulli_map(k, k + failures, a, b) == pytest.approx(found.x, abs=1e-5)


@few
@given(seeds, sizes, sizes)
def test_entropies_and_divergences_are_those_of_scipy(seed: int, rows: int, columns: int) -> None:
    from scipy import stats
    from scipy.spatial.distance import jensenshannon

    p, q = shares(seed, rows).tolist(), shares(seed + 1, rows).tolist()
    assert information.entropy(p) == pytest.approx(stats.entropy(p, base=2))
    assert information.kl_divergence(p, q) == pytest.approx(stats.entropy(p, q, base=2))
    assert information.js_divergence(p, q) == pytest.approx(jensenshannon(p, q, base=2) ** 2, abs=1e-12)
    joint = shares(seed, rows, columns)
    assert information.joint_entropy(joint.tolist()) == pytest.approx(stats.entropy(joint.ravel(), base=2))
    independent = np.outer(joint.sum(axis=1), joint.sum(axis=0))
    shared = stats.entropy(joint.ravel(), independent.ravel(), base=2)
    assert information.mutual_information(joint.tolist()) == pytest.approx(shared, abs=1e-12)
    counts = np.random.default_rng(seed).integers(1, 20, rows)
    assert trees.node_entropy(counts.tolist()) == pytest.approx(stats.entropy(counts, base=2))


@few
@given(seeds, sizes)
def test_matrices_have_the_invariants_that_scipy_finds(seed: int, size: int) -> None:
    from scipy import linalg

    matrix, two = drawn(seed, size, size), drawn(seed + 1, 2, 2)
    assert linear_algebra.determinant(matrix) == pytest.approx(linalg.det(matrix), abs=1e-9)
    np.testing.assert_allclose(linear_algebra.inverse_2x2(two), linalg.inv(two), rtol=1e-6, atol=1e-9)
    np.testing.assert_allclose(linear_algebra.singular_values_2x2(two), linalg.svdvals(two), atol=1e-7)
    symmetric = two + two.T
    np.testing.assert_allclose(linear_algebra.eigenvalues_2x2(symmetric), linalg.eigvalsh(symmetric), atol=1e-9)
    assert recurrent.spectral_radius(matrix) == pytest.approx(np.abs(linalg.eigvals(matrix)).max())
    low_rank = drawn(seed, size, 1) @ drawn(seed + 2, 1, size)
    assert linear_algebra.rank(low_rank) == 1


@few
@given(seeds, sizes, st.floats(0.2, 3))
def test_losses_are_those_of_scipy(seed: int, size: int, delta: float) -> None:
    from scipy import special

    y, t = drawn(seed, size), drawn(seed + 1, size)
    assert losses.huber_loss(y, t, delta) == pytest.approx(special.huber(delta, y - t).mean())
    p, target = drawn(seed, size, low=0.05, high=0.95), np.random.default_rng(seed).integers(0, 2, size)
    logits = special.logit(p)
    # −t ln σ(z) − (1 − t) ln(1 − σ(z)) = ln(1 + e^z) − t z
    assert losses.binary_cross_entropy(p, target) == pytest.approx((np.logaddexp(0, logits) - target * logits).mean())


@few
@given(seeds, st.floats(0.5, 4), st.floats(0.5, 4))
def test_the_constrained_minimum_is_what_a_solver_finds(seed: int, a: float, b: float) -> None:
    from scipy import optimize

    c, d, e = drawn(seed, 3, low=0.5, high=3.0).tolist()
    found = optimize.minimize(
        lambda w: a * w[0] ** 2 + b * w[1] ** 2,
        [0.0, 0.0],
        constraints={"type": "eq", "fun": lambda w: c * w[0] + d * w[1] - e},
        tol=1e-12,
    )
    np.testing.assert_allclose(multivariable.constrained_minimum(a, b, c, d, e), found.x, atol=1e-4)


@few
@given(
    st.lists(st.floats(0.1, 0.9), min_size=1, max_size=4).map(lambda found: found[: len(found) - 1 + len(found) % 2])
)
def test_a_majority_of_unequal_classifiers_is_a_poisson_binomial_tail(accuracies: list[float]) -> None:
    from scipy import stats

    tail = stats.poisson_binom.sf(len(accuracies) // 2, accuracies)
    assert trees.majority_accuracy(accuracies) == pytest.approx(float(tail))


@few
@given(seeds, sizes, sizes, st.floats(0, 0.999), st.floats(0, 0.999))
def test_bilinear_values_are_those_of_scipys_interpolator(
    seed: int, rows: int, columns: int, down: float, across: float
) -> None:
    from scipy.interpolate import RegularGridInterpolator

    image = drawn(seed, rows, columns)
    row, column = down * (rows - 1), across * (columns - 1)
    surface = RegularGridInterpolator((np.arange(rows), np.arange(columns)), image)
    assert detection.bilinear(image, row, column) == pytest.approx(float(surface((row, column))))


@few
@given(seeds, sizes)
def test_later_activations_are_made_of_scipys_functions(seed: int, size: int) -> None:
    from scipy import special, stats

    x = drawn(seed, size)
    np.testing.assert_allclose(activations.elu(x), np.where(x > 0, x, special.expm1(x)), atol=1e-12)
    np.testing.assert_allclose(activations.gelu(x), x * stats.norm.cdf(x), atol=1e-12)
    np.testing.assert_allclose(activations.softplus(x), special.softplus(x), atol=1e-12)
    np.testing.assert_allclose(activations.swish(x, 0.5), x * special.expit(0.5 * x), atol=1e-12)


@few
@given(seeds, st.integers(1, 3))
def test_the_divergence_of_gaussians_is_the_integral_that_defines_it(seed: int, size: int) -> None:
    from scipy import integrate, stats

    means, deviations = drawn(seed, size).tolist(), drawn(seed + 1, size, low=0.3, high=2.0).tolist()
    total = 0.0
    for mean, deviation in zip(means, deviations, strict=True):
        encoder = stats.norm(mean, deviation)

        def difference(z: float, encoder: stats.rv_frozen = encoder) -> float:
            return float(encoder.pdf(z) * (encoder.logpdf(z) - stats.norm.logpdf(z)))

        total += integrate.quad(difference, mean - 12 * deviation, mean + 12 * deviation)[0]
    assert generative.gaussian_kl(means, deviations) == pytest.approx(total, rel=1e-6, abs=1e-9)


@few
@given(seeds, sizes, st.floats(0.3, 3), st.floats(-2, 2))
def test_distances_and_densities_of_models_are_those_of_scipy(seed: int, size: int, scale: float, shift: float) -> None:
    from scipy import stats

    p, q = shares(seed, size).tolist(), shares(seed + 1, size).tolist()
    places = range(size)
    assert generative.wasserstein(p, q) == pytest.approx(stats.wasserstein_distance(places, places, p, q))
    assert generative.affine_flow_log_density(shift + 1, scale, shift) == pytest.approx(
        stats.norm.logpdf(shift + 1, shift, scale)
    )
    pixels = np.random.default_rng(seed).integers(0, 2, size)
    likelihood = stats.bernoulli.logpmf(pixels, p).sum()
    assert generative.bernoulli_nll(pixels.tolist(), p) == pytest.approx(-likelihood)
