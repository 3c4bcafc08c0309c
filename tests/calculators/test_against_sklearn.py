"""Reference functions give what scikit-learn gives, on random sizes. It is imported by the tests that need it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from calculators import distributions, evaluation, losses, metrics, normalization, regression, segmentation, trees

Array = NDArray[np.float64]
few = settings(max_examples=15, deadline=None)
seeds = st.integers(0, 2**32 - 1)
sizes = st.integers(2, 7)


def drawn(seed: int, *shape: int) -> Array:
    return np.random.default_rng(seed).uniform(-3, 3, shape)


@few
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=3, max_size=30))
def test_measures_of_classes_are_those_of_their_cases(cases: list[tuple[int, int]]) -> None:
    from sklearn import metrics as theirs

    cases = [*cases, (0, 0), (1, 1), (2, 2)]
    true, predicted = zip(*cases, strict=True)
    confusion = theirs.confusion_matrix(true, predicted)
    table = confusion.tolist()
    assert evaluation.matrix_accuracy(table) == pytest.approx(theirs.accuracy_score(true, predicted))
    assert evaluation.class_recalls(table) == pytest.approx(theirs.recall_score(true, predicted, average=None))
    assert evaluation.class_precisions(table) == pytest.approx(theirs.precision_score(true, predicted, average=None))
    counts = [(row[k], sum(other[k] for other in table) - row[k]) for k, row in enumerate(table)]
    assert metrics.macro_precision(counts) == pytest.approx(theirs.precision_score(true, predicted, average="macro"))
    assert metrics.micro_precision(counts) == pytest.approx(theirs.precision_score(true, predicted, average="micro"))
    assert segmentation.pixel_accuracy(confusion) == pytest.approx(theirs.accuracy_score(true, predicted))
    assert segmentation.mean_accuracy(confusion) == pytest.approx(theirs.balanced_accuracy_score(true, predicted))
    assert segmentation.class_iou(confusion) == pytest.approx(theirs.jaccard_score(true, predicted, average=None))
    assert segmentation.mean_iou(confusion) == pytest.approx(theirs.jaccard_score(true, predicted, average="macro"))


@few
@given(st.integers(1, 15), st.integers(0, 15), st.integers(0, 15), st.integers(0, 15), st.floats(0.3, 3))
def test_measures_of_two_classes_are_those_of_their_cases(tp: int, fp: int, fn: int, tn: int, beta: float) -> None:
    from sklearn import metrics as theirs

    true = [1] * tp + [0] * fp + [1] * fn + [0] * tn
    predicted = [1] * tp + [1] * fp + [0] * fn + [0] * tn
    assert metrics.precision(tp, fp) == pytest.approx(theirs.precision_score(true, predicted))
    assert metrics.recall(tp, fn) == pytest.approx(theirs.recall_score(true, predicted))
    assert metrics.f1_score(tp, fp, fn) == pytest.approx(theirs.f1_score(true, predicted))
    assert metrics.accuracy(tp, fp, fn, tn) == pytest.approx(theirs.accuracy_score(true, predicted))
    assert evaluation.f_beta(tp, fp, fn, beta) == pytest.approx(theirs.fbeta_score(true, predicted, beta=beta))
    assert segmentation.dice(true, predicted) == pytest.approx(theirs.f1_score(true, predicted))


@few
@given(seeds, st.integers(2, 10), st.integers(2, 10))
def test_roc_and_its_area_are_those_of_the_scores(seed: int, positive: int, negative: int) -> None:
    from sklearn import metrics as theirs

    labels = [1] * positive + [0] * negative
    scores = np.random.default_rng(seed).integers(0, 6, len(labels)).astype(float).tolist()
    assert evaluation.auc(scores, labels) == pytest.approx(theirs.roc_auc_score(labels, scores))
    for false_rate, true_rate, threshold in list(zip(*theirs.roc_curve(labels, scores), strict=True))[1:]:
        assert evaluation.roc_point(scores, labels, threshold) == pytest.approx((false_rate, true_rate))


@few
@given(st.integers(2, 8), st.integers(0, 20))
def test_folds_and_grids_are_those_of_model_selection(folds: int, more: int) -> None:
    from sklearn.model_selection import KFold, ParameterGrid

    parts = KFold(folds).split(np.zeros(folds + more))
    assert evaluation.fold_sizes(folds + more, folds) == [len(test) for _, test in parts]
    options = [folds, more + 1, 2]
    grid = ParameterGrid({str(place): list(range(count)) for place, count in enumerate(options)})
    assert evaluation.grid_fits(options, folds, refit=False) == len(grid) * folds


@few
@given(seeds, st.integers(5, 9), st.integers(2, 4))
def test_principal_components_explain_the_shares_that_pca_finds(seed: int, samples: int, features: int) -> None:
    from sklearn.decomposition import PCA

    x = drawn(seed, samples, features)
    values = np.linalg.eigvalsh(np.cov(x.T))[::-1]
    assert evaluation.explained_ratios(values.tolist()) == pytest.approx(PCA().fit(x).explained_variance_ratio_)


@few
@given(seeds, st.integers(3, 9), st.integers(1, 3), st.floats(0.1, 5))
def test_regressions_and_their_errors_are_those_of_linear_model(
    seed: int, samples: int, features: int, penalty: float
) -> None:
    from sklearn import metrics as theirs
    from sklearn.linear_model import LinearRegression, Ridge

    x, y = drawn(seed, samples, features), drawn(seed + 1, samples)
    model = Ridge(alpha=penalty, fit_intercept=False).fit(x, y)
    np.testing.assert_allclose(regression.ridge(x, y, penalty), model.coef_, atol=1e-9)
    line = LinearRegression().fit(x[:, :1], y)
    assert regression.least_squares_line(x[:, 0].tolist(), y.tolist()) == pytest.approx(
        (line.coef_[0], line.intercept_)
    )
    predicted = model.predict(x)
    true, found = y.tolist(), predicted.tolist()
    assert regression.mean_squared(true, found) == pytest.approx(theirs.mean_squared_error(y, predicted))
    assert regression.mean_absolute(true, found) == pytest.approx(theirs.mean_absolute_error(y, predicted))
    assert regression.r_squared(true, found) == pytest.approx(theirs.r2_score(y, predicted))
    assert losses.mean_squared_error(predicted, y) == pytest.approx(theirs.mean_squared_error(y, predicted))
    assert losses.mean_absolute_error(predicted, y) == pytest.approx(theirs.mean_absolute_error(y, predicted))


@few
@given(seeds, st.integers(2, 8))
def test_margins_and_hinge_losses_are_those_of_a_linear_classifier(seed: int, samples: int) -> None:
    from sklearn.metrics import hinge_loss

    x, weights = drawn(seed, samples, 2), drawn(seed + 1, 2)
    labels = np.where(np.arange(samples) % 2 == 0, 1, -1)
    scores = x @ weights + 0.5
    hinge = hinge_loss(labels, scores) * samples
    objective = regression.soft_margin_objective(x, labels, weights, 0.5, 2.0)
    assert objective == pytest.approx(weights @ weights / 2 + 2.0 * hinge)


@few
@given(seeds, st.integers(2, 6), st.integers(2, 4))
def test_naive_bayes_is_that_of_word_counts(seed: int, vocabulary: int, length: int) -> None:
    from sklearn.naive_bayes import MultinomialNB

    random = np.random.default_rng(seed)
    counts = random.integers(0, 6, (3, vocabulary))
    words = random.integers(0, vocabulary, length)
    priors = [0.5, 0.25, 0.25]
    model = MultinomialNB(alpha=1.0, class_prior=priors).fit(counts, [0, 1, 2])
    found = model.predict_proba([np.bincount(words, minlength=vocabulary)])[0]
    assert distributions.naive_bayes(priors, counts.tolist(), words.tolist()) == pytest.approx(found)


@few
@given(seeds, sizes)
def test_cross_entropies_are_the_log_loss(seed: int, samples: int) -> None:
    from sklearn.metrics import log_loss

    random = np.random.default_rng(seed)
    p, target = random.uniform(0.05, 0.95, samples), random.integers(0, 2, samples)
    assert losses.binary_cross_entropy(p, target) == pytest.approx(log_loss(target, p, labels=[0, 1]))


@few
@given(seeds, st.integers(3, 9), st.integers(1, 4))
def test_a_normalized_batch_is_a_scaled_one(seed: int, samples: int, features: int) -> None:
    from sklearn.preprocessing import StandardScaler

    x = drawn(seed, samples, features)
    np.testing.assert_allclose(
        normalization.batch_norm(x, epsilon=0.0), StandardScaler().fit_transform(x), rtol=1e-9, atol=1e-12
    )


@few
@given(seeds, st.integers(6, 20))
def test_impurities_are_those_of_a_tree_of_one_split(seed: int, samples: int) -> None:
    from sklearn.tree import DecisionTreeClassifier

    random = np.random.default_rng(seed)
    x, labels = random.permutation(samples).reshape(-1, 1), random.integers(0, 2, samples)
    assume(0 < labels.sum() < samples)
    for criterion, impurity, decrease in (
        ("gini", trees.gini, lambda parent, children: trees.gini(parent) - trees.split_gini(children)),
        ("entropy", trees.node_entropy, lambda parent, children: trees.information_gain(children)),
    ):
        tree = DecisionTreeClassifier(criterion=criterion, max_depth=1, random_state=0).fit(x, labels).tree_
        leaf = tree.apply(x.astype(np.float32))
        nodes = [np.bincount(labels[leaf == node], minlength=2).tolist() for node in (1, 2)]
        parent = np.bincount(labels, minlength=2).tolist()
        assert [impurity(node) for node in [parent, *nodes]] == pytest.approx(tree.impurity.tolist())
        importance = tree.compute_feature_importances(normalize=False)[0]
        assert decrease(parent, nodes) == pytest.approx(importance)
