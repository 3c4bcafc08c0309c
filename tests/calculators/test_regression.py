"""Regression, margins, trees, ensembles and evaluation against NumPy, exact fractions and counting."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from calculators import evaluation, regression, trees

Array = np.ndarray
designs = arrays(np.float64, (5, 2), elements=st.integers(-4, 4).map(float))
targets = arrays(np.float64, 5, elements=st.integers(-9, 9).map(float))
nodes = st.lists(st.integers(1, 9), min_size=3, max_size=3)
labels01 = st.lists(st.sampled_from([0, 1]), min_size=2, max_size=9).filter(lambda found: len(set(found)) == 2)


@given(st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), min_size=2, max_size=8))
def test_the_least_squares_line_is_that_of_numpy(pairs: list[tuple[int, int]]) -> None:
    x, y = [a for a, _ in pairs], [b for _, b in pairs]
    assume(len(set(x)) > 1)
    assert regression.least_squares_line(x, y) == pytest.approx(tuple(np.polyfit(x, y, 1)), abs=1e-7)


@given(designs, targets, st.floats(0.1, 5))
def test_ridge_makes_the_gradient_of_its_loss_zero(x: Array, y: Array, penalty: float) -> None:
    w = regression.ridge(x, y, penalty)
    np.testing.assert_allclose(x.T @ (x @ w - y) + penalty * w, 0, atol=1e-8)


@given(st.floats(0.01, 0.99), st.floats(-2, 2), st.floats(-2, 2))
def test_a_changed_feature_moves_the_logit_by_its_weight(p: float, weight: float, change: float) -> None:
    new = regression.shifted_probability(p, weight, change)
    assert math.log(regression.odds(new)) == pytest.approx(math.log(p / (1 - p)) + weight * change, abs=1e-9)


@given(targets, targets)
def test_measures_of_error_agree_with_numpy(y: Array, predicted: Array) -> None:
    assert regression.mean_squared(y.tolist(), predicted.tolist()) == pytest.approx(
        float(((y - predicted) ** 2).mean())
    )
    assert regression.mean_absolute(y.tolist(), predicted.tolist()) == pytest.approx(
        float(np.abs(y - predicted).mean())
    )
    assume(len(set(y.tolist())) > 1)
    assert regression.r_squared(y.tolist(), [float(y.mean())] * 5) == pytest.approx(0)
    expected = 1 - ((y - predicted) ** 2).sum() / ((y - y.mean()) ** 2).sum()
    assert regression.r_squared(y.tolist(), predicted.tolist()) == pytest.approx(float(expected))


@given(arrays(np.float64, 2, elements=st.integers(1, 5).map(float)), st.floats(-5, 5))
def test_the_foot_of_the_perpendicular_lies_on_the_plane(w: Array, bias: float) -> None:
    x = np.array([3.0, -2.0])
    side = math.copysign(1, w @ x + bias)
    foot = x - side * regression.hyperplane_distance(x, w, bias) * w / np.linalg.norm(w)
    assert w @ foot + bias == pytest.approx(0, abs=1e-9)


@given(designs, st.lists(st.sampled_from([-1, 1]), min_size=5, max_size=5))
def test_the_soft_margin_counts_only_what_a_margin_lacks(x: Array, labels: list[int]) -> None:
    w = np.array([0.5, -1.0])
    expected = 0.625 + 3 * sum(max(0.0, 1 - t * float(row @ w + 0.5)) for row, t in zip(x, labels, strict=True))
    assert regression.soft_margin_objective(x, labels, w, 0.5, 3) == pytest.approx(expected)


@given(nodes)
def test_gini_is_the_chance_that_two_draws_differ(counts: list[int]) -> None:
    n = sum(counts)
    differing = sum(a * b for a, b in itertools.permutations(counts, 2))
    assert trees.gini(counts) == pytest.approx(differing / n**2)
    assert trees.gini(counts) <= trees.node_entropy(counts, math.e)


@given(nodes, nodes)
def test_a_split_never_raises_impurity(left: list[int], right: list[int]) -> None:
    parent = [a + b for a, b in zip(left, right, strict=True)]
    assert trees.split_gini([left, right]) <= trees.gini(parent) + 1e-12
    assert trees.information_gain([left, right]) >= -1e-12


@given(targets, st.lists(st.sampled_from([0, 1]), min_size=5, max_size=5))
def test_boosting_with_rate_one_predicts_the_means_of_the_leaves(y: Array, leaves: list[int]) -> None:
    new = trees.boosting_step([7.0] * 5, y.tolist(), leaves, 1.0)
    for leaf in set(leaves):
        inside = [index for index in range(5) if leaves[index] == leaf]
        assert new[inside[0]] == pytest.approx(float(y[inside].mean()))


@given(st.lists(st.integers(1, 9), min_size=3, max_size=7), st.integers(1, 6))
def test_adaboost_leaves_half_of_the_weight_on_what_was_missed(parts: list[int], size: int) -> None:
    weights = [part / sum(parts) for part in parts]
    missed = [index < size for index in range(len(parts))]
    assume(not all(missed))
    new = trees.adaboost_reweighted(weights, missed)
    assert sum(w for w, miss in zip(new, missed, strict=True) if miss) == pytest.approx(0.5)
    assert sum(new) == pytest.approx(1)


def test_shares_left_out_of_small_bags_are_counted() -> None:
    every = list(itertools.product(range(3), repeat=4))
    assert trees.out_of_bag_share(3, 4) == pytest.approx(sum(0 not in bag for bag in every) / len(every))
    assert trees.out_of_bag_share(10**6, 10**6) == pytest.approx(math.exp(-1), rel=1e-5)


@given(st.lists(st.integers(1, 9), min_size=3, max_size=3))
def test_the_majority_of_three_has_its_closed_form(tenths: list[int]) -> None:
    a, b, c = (Fraction(value, 10) for value in tenths)
    expected = float(a * b + b * c + c * a - 2 * a * b * c)
    assert trees.majority_accuracy([value / 10 for value in tenths]) == pytest.approx(expected)


def test_averaging_leaves_the_correlated_part_of_the_variance() -> None:
    covariance = 2.0 * (0.3 * np.ones((5, 5)) + 0.7 * np.eye(5))
    assert trees.mean_prediction_variance(2.0, 0.3, 5) == pytest.approx(
        float(np.full(5, 0.2) @ covariance @ np.full(5, 0.2))
    )


@given(st.lists(nodes, min_size=3, max_size=3))
def test_recalls_and_precisions_are_counted_case_by_case(matrix: list[list[int]]) -> None:
    cases = [(t, p) for t in range(3) for p in range(3) for _ in range(matrix[t][p])]
    right = [t == p for t, p in cases]
    assert evaluation.matrix_accuracy(matrix) == pytest.approx(sum(right) / len(cases))
    for k in range(3):
        of_class, of_said = [p for t, p in cases if t == k], [t for t, p in cases if p == k]
        assert evaluation.class_recalls(matrix)[k] == pytest.approx(of_class.count(k) / len(of_class))
        assert evaluation.class_precisions(matrix)[k] == pytest.approx(of_said.count(k) / len(of_said))


@given(st.integers(1, 30), st.integers(0, 30), st.integers(0, 30), st.sampled_from([0.5, 1.0, 2.0]))
def test_f_beta_is_a_weighted_harmonic_mean(tp: int, fp: int, fn: int, beta: float) -> None:
    p, r = tp / (tp + fp), tp / (tp + fn)
    assert evaluation.f_beta(tp, fp, fn, beta) == pytest.approx((1 + beta**2) / (1 / p + beta**2 / r))


@given(labels01, st.lists(st.integers(0, 5), min_size=9, max_size=9))
def test_the_auc_is_the_share_of_ordered_pairs_and_the_area(labels: list[int], scores: list[int]) -> None:
    values = [float(score) for score in scores[: len(labels)]]
    positive = [s for s, label in zip(values, labels, strict=True) if label]
    negative = [s for s, label in zip(values, labels, strict=True) if not label]
    pairs = [(p > n) + 0.5 * (p == n) for p in positive for n in negative]
    assert evaluation.auc(values, labels) == pytest.approx(sum(pairs) / len(pairs))
    points = [(0.0, 0.0), *(evaluation.roc_point(values, labels, cut) for cut in sorted(set(values), reverse=True))]
    area = sum((b[0] - a[0]) * (a[1] + b[1]) / 2 for a, b in itertools.pairwise(points))
    assert evaluation.auc(values, labels) == pytest.approx(area)


@given(st.integers(2, 9), st.integers(9, 60))
def test_folds_are_those_of_numpy_and_hold_everything(folds: int, samples: int) -> None:
    assert evaluation.fold_sizes(samples, folds) == [len(part) for part in np.array_split(np.arange(samples), folds)]
    assert evaluation.grid_fits([2, 3], folds) == 6 * folds + 1


def test_explained_ratios_sum_to_one() -> None:
    assert evaluation.explained_ratios([3.0, 1.0]) == [0.75, 0.25]


def test_what_cannot_be_measured_is_refused() -> None:
    with pytest.raises(ValueError, match="both occur"):
        evaluation.auc([0.1, 0.2], [1, 1])
    with pytest.raises(ValueError, match="no samples"):
        evaluation.class_recalls([[0, 0], [1, 1]])
    with pytest.raises(ValueError, match="folds"):
        evaluation.fold_sizes(3, 5)
    with pytest.raises(ValueError, match="not all 0"):
        evaluation.explained_ratios([0.0, 0.0])
    with pytest.raises(ValueError, match="varies"):
        regression.r_squared([1, 1], [1, 2])
    with pytest.raises(ValueError, match="two different x"):
        regression.least_squares_line([1, 1], [1, 2])
    with pytest.raises(ValueError, match="weighted error"):
        trees.adaboost_weight(0.0)
    with pytest.raises(ValueError, match="not all 0"):
        trees.gini([0, 0])
