"""What reference functions refuse, up to the last value that they take, and other edges found by changing the code."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from calculators import (
    convolution_backward,
    evaluation,
    information,
    language,
    linear_algebra,
    optimizers,
    probability,
    regression,
    trees,
)


@pytest.mark.parametrize(
    ("function", "taken", "refused"),
    [
        (information.self_information, (1.0,), (1.5,)),
        (information.self_information, (1e-9,), (0.0,)),
        (lambda models: trees.mean_prediction_variance(4.0, 0.5, models), (1,), (0,)),
        (lambda folds: evaluation.grid_fits([2, 3], folds), (1,), (0,)),
        (lambda count: evaluation.grid_fits([2, count], 5), (1,), (0,)),
        (lambda prior: probability.posterior(prior, 0.9, 0.1), (1.0,), (1.5,)),
        (lambda prior: probability.posterior(prior, 0.9, 0.1), (0.0,), (-0.1,)),
        (regression.odds, (1e-9,), (0.0,)),
        (regression.odds, (1 - 1e-9,), (1.0,)),
    ],
)
def test_the_last_value_is_taken_and_the_next_refused(
    function: Callable[..., float], taken: tuple[float, ...], refused: tuple[float, ...]
) -> None:
    assert math.isfinite(function(*taken))
    with pytest.raises(ValueError, match=r"."):
        function(*refused)


@pytest.mark.parametrize("base", [2.0, 3.0, math.e, 10.0])
def test_information_is_measured_in_units_of_the_base(base: float) -> None:
    assert information.self_information(1 / base, base) == pytest.approx(1)
    assert information.entropy([0.5, 0.5], base) == pytest.approx(math.log(2) / math.log(base))


def test_a_row_without_probability_adds_nothing_to_the_conditional_entropy() -> None:
    assert information.conditional_entropy([[0.5, 0.5], [0.0, 0.0]]) == 1


def test_an_eigenvector_along_an_axis_points_forward() -> None:
    np.testing.assert_array_equal(linear_algebra.eigenvector_2x2([[2, 0], [0, 3]], 3), [0, 1])
    np.testing.assert_array_equal(linear_algebra.eigenvector_2x2([[2, 0], [0, 3]], 2), [1, 0])


def test_a_number_near_an_eigenvalue_is_none() -> None:
    with pytest.raises(ValueError, match=r"."):
        linear_algebra.eigenvector_2x2([[2, 0], [0, 3]], 3.01)


def test_epsilon_is_added_to_the_root_of_adams_second_moment() -> None:
    moved, _ = optimizers.adam_step([0.0], [2.0], ([0.0], [0.0]), 1, 0.1, epsilon=1.0)
    assert moved.item() == pytest.approx(-0.1 * 2 / (2 + 1))


def test_a_transposed_convolution_moves_by_one_unless_told_otherwise() -> None:
    image, kernel = np.array([[1.0, 2.0]]), np.array([[1.0, 10.0]])
    np.testing.assert_array_equal(convolution_backward.transposed_conv2d(image, kernel), [[1, 12, 20]])


def test_a_word_that_a_document_lacks_weighs_nothing_there() -> None:
    assert language.tf_idf(0, 5, 10, 2) == 0


def test_adamw_keeps_a_thousandth_of_the_squared_gradient_unless_told_otherwise() -> None:
    _, (mean, square) = optimizers.adamw_step([1.0], [2.0], ([0.0], [0.0]), 1, 0.1, 0.0)
    assert (mean.item(), square.item()) == (pytest.approx(0.2), pytest.approx(0.004))
