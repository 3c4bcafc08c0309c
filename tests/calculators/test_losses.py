"""Losses against identities, and their gradients against central differences."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from calculators import losses

Array = np.ndarray
values = arrays(np.float64, 4, elements=st.floats(-5, 5))
probabilities = arrays(np.float64, 4, elements=st.floats(0.05, 0.95))


def slopes(loss: Callable[[Array], float], at: Array, h: float = 1e-6) -> Array:
    steps = np.eye(at.size) * h
    return np.array([(loss(at + step) - loss(at - step)) / (2 * h) for step in steps])


@given(values, values)
def test_squared_errors_differ_by_their_factor_only(y: Array, t: Array) -> None:
    assert losses.mean_squared_error(y, t) == pytest.approx(2 * losses.half_squared_error(y, t) / 4)


@given(values, values)
def test_the_mean_absolute_error_is_at_most_the_root_of_the_squared(y: Array, t: Array) -> None:
    assert losses.mean_absolute_error(y, t) <= math.sqrt(losses.mean_squared_error(y, t)) + 1e-12


@given(values, values)
def test_gradients_of_squared_error_agree_with_differences(y: Array, t: Array) -> None:
    numeric = slopes(lambda at: losses.mean_squared_error(at, t), y)
    np.testing.assert_allclose(losses.mean_squared_error_gradient(y, t), numeric, atol=1e-7)


@given(values, values, st.sampled_from([0.5, 1.0, 2.0]))
def test_gradients_of_huber_agree_with_differences(y: Array, t: Array, delta: float) -> None:
    numeric = slopes(lambda at: losses.huber_loss(at, t, delta), y)
    np.testing.assert_allclose(losses.huber_gradient(y, t, delta), numeric, atol=1e-6)


def test_huber_is_continuous_at_its_threshold_and_linear_beyond() -> None:
    assert losses.huber_loss([1.0], [0.0], 1.0) == 0.5
    assert losses.huber_loss([1 + 1e-9], [0.0], 1.0) == pytest.approx(0.5)
    assert losses.huber_loss([5.0], [0.0], 1.0) - losses.huber_loss([4.0], [0.0], 1.0) == pytest.approx(1.0)


@given(probabilities, arrays(np.float64, 4, elements=st.sampled_from([0.0, 1.0])))
def test_binary_cross_entropy_is_the_negative_log_likelihood(p: Array, t: Array) -> None:
    likelihood = math.prod(a if b else 1 - a for a, b in zip(p.tolist(), t.tolist(), strict=True))
    assert losses.binary_cross_entropy(p, t) == pytest.approx(-math.log(likelihood) / 4)
    numeric = slopes(lambda at: losses.binary_cross_entropy(at, t), p)
    np.testing.assert_allclose(losses.binary_cross_entropy_gradient(p, t), numeric, rtol=1e-5)


@pytest.mark.parametrize(
    ("loss", "prediction", "target"),
    [
        (losses.mean_squared_error, [1, 2], [1]),
        (losses.mean_absolute_error, [], []),
        (losses.binary_cross_entropy, [1.0], [1]),
        (losses.binary_cross_entropy, [0.5], [2]),
        (lambda y, t: losses.huber_loss(y, t, 0), [1], [2]),
    ],
)
def test_a_loss_refuses_what_it_is_not_defined_for(
    loss: Callable[[list[float], list[float]], float], prediction: list[float], target: list[float]
) -> None:
    with pytest.raises(ValueError, match=r".+"):
        loss(prediction, target)
