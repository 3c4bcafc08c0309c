"""Distances and clustering against definitions, SciPy's forms in NumPy, and brute force."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from calculators import distances

Array = np.ndarray
vectors = arrays(np.float64, 3, elements=st.integers(-6, 6).map(float))
clouds = arrays(np.float64, (6, 2), elements=st.integers(0, 9).map(float))


@given(vectors, vectors, vectors, st.sampled_from([1.0, 2.0, 4.0, math.inf]))
def test_lp_distances_are_metrics_and_those_of_numpy(x: Array, y: Array, z: Array, p: float) -> None:
    direct = distances.lp_distance(x, y, p)
    assert direct == pytest.approx(float(np.linalg.norm(x - y, p)))
    assert direct == distances.lp_distance(y, x, p)
    assert direct <= distances.lp_distance(x, z, p) + distances.lp_distance(z, y, p) + 1e-9


@given(vectors, vectors, st.integers(1, 5))
def test_the_cosine_distance_ignores_lengths(x: Array, y: Array, factor: int) -> None:
    assume(np.any(x) and np.any(y))
    found = distances.cosine_distance(x, y)
    assert found == pytest.approx(distances.cosine_distance(factor * x, y), abs=1e-12)
    unit = [vector / np.linalg.norm(vector) for vector in (x, y)]
    assert found == pytest.approx(float(((unit[0] - unit[1]) ** 2).sum()) / 2, abs=1e-12)


@given(vectors, vectors, arrays(np.float64, (3, 3), elements=st.integers(-3, 3).map(float)))
def test_the_mahalanobis_distance_is_euclidean_after_whitening(x: Array, mean: Array, root: Array) -> None:
    covariance = root @ root.T + np.eye(3)
    white = np.linalg.solve(np.linalg.cholesky(covariance), x - mean)
    assert distances.mahalanobis_distance(x, mean, covariance) == pytest.approx(float(np.linalg.norm(white)), abs=1e-9)
    assert distances.mahalanobis_distance(x, mean, np.eye(3)) == pytest.approx(distances.lp_distance(x, mean))


@given(clouds, st.integers(1, 6))
def test_no_voter_is_farther_than_one_that_does_not_vote(points: Array, k: int) -> None:
    query = np.array([4.5, 4.6])
    votes = distances.nearest_votes(points, list(range(6)), query, k, 6)
    gaps = [math.dist(point, query) for point in points]
    inside = [gap for gap, vote in zip(gaps, votes, strict=True) if vote]
    outside = [gap for gap, vote in zip(gaps, votes, strict=True) if not vote]
    assert sum(votes) == k
    assert not outside or max(inside) <= min(outside)


@given(clouds)
def test_a_round_of_k_means_never_raises_the_sum_of_squares(points: Array) -> None:
    centers = np.array([points[0], points[1] + 0.25])

    def inertia(at: Array) -> float:
        return float(((points[:, None] - at[None]) ** 2).sum(axis=2).min(axis=1).sum())

    nearest = ((points[:, None] - centers[None]) ** 2).sum(axis=2).argmin(axis=1)
    assume(set(nearest.tolist()) == {0, 1})
    assert inertia(distances.k_means_step(points, centers)) <= inertia(centers) + 1e-9


@given(clouds, clouds)
def test_linkages_agree_with_all_pairs(first: Array, second: Array) -> None:
    gaps = [math.dist(a, b) for a, b in itertools.product(first, second)]
    assert distances.linkages(first, second) == pytest.approx((min(gaps), max(gaps), float(np.mean(gaps))))


@given(clouds, clouds)
def test_ward_is_the_growth_of_the_sum_of_squares(first: Array, second: Array) -> None:
    def spread(points: Array) -> float:
        return float(((points - points.mean(axis=0)) ** 2).sum())

    grown = spread(np.vstack([first, second])) - spread(first) - spread(second)
    assert distances.ward_cost(first, second) == pytest.approx(grown, abs=1e-9)


def test_what_has_no_distance_is_refused() -> None:
    with pytest.raises(ValueError, match="direction"):
        distances.cosine_distance([0, 0], [1, 2])
    with pytest.raises(ValueError, match="p ≥ 1"):
        distances.lp_distance([1], [2], 0.5)
    with pytest.raises(ValueError, match="k lies"):
        distances.nearest_votes([[0, 0]], [0], [1, 1], 2, 1)
    with pytest.raises(ValueError, match="no point"):
        distances.k_means_step([[0, 0], [1, 1]], [[0, 0], [99, 99]])
