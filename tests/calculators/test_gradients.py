"""Derivatives by differences against derivatives that are known."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import gradients

reals = st.floats(-3, 3)


@given(reals)
def test_the_central_difference_of_the_sine_is_the_cosine(x: float) -> None:
    assert gradients.central_difference(math.sin, x) == pytest.approx(math.cos(x), abs=1e-9)


def test_the_central_difference_errs_by_h_squared_and_the_forward_one_by_h() -> None:
    def error(difference: float) -> float:
        return abs(difference - math.e)

    central = [error(gradients.central_difference(math.exp, 1.0, h)) for h in (0.02, 0.01)]
    forward = [error(gradients.forward_difference(math.exp, 1.0, h)) for h in (0.02, 0.01)]
    assert central[0] / central[1] == pytest.approx(4, rel=0.01)
    assert forward[0] / forward[1] == pytest.approx(2, rel=0.01)


@given(st.integers(1, 4), st.integers(0, 999))
def test_the_gradient_of_a_quadratic_form_agrees_with_differences(size: int, seed: int) -> None:
    numbers = np.random.default_rng(seed)
    A, b, x = numbers.normal(size=(size, size)), numbers.normal(size=size), numbers.normal(size=size)
    numeric = gradients.numerical_gradient(lambda at: gradients.quadratic_form(A, b, at), x)
    np.testing.assert_allclose(gradients.quadratic_form_gradient(A, b, x), numeric, rtol=1e-6, atol=1e-8)


def test_the_point_is_left_as_it_was() -> None:
    x = np.array([[1, 2], [3, 4]])
    assert gradients.numerical_gradient(lambda at: float((at**2).sum()), x) == pytest.approx(2.0 * x)
    assert x.tolist() == [[1, 2], [3, 4]]


@given(reals, reals)
def test_a_relative_error_is_symmetric_and_at_most_one(a: float, n: float) -> None:
    error = gradients.relative_error(a, n)
    assert 0 <= error <= 1
    assert error == gradients.relative_error(n, a)
    assert (error == 0) == (a == n)


@pytest.mark.parametrize("h", [0.0, -1e-5, float("nan")])
def test_a_step_that_is_not_positive_is_refused(h: float) -> None:
    for difference in (gradients.central_difference, gradients.forward_difference):
        with pytest.raises(ValueError, match="positive"):
            difference(math.sin, 0.0, h)
    with pytest.raises(ValueError, match="positive"):
        gradients.numerical_gradient(lambda at: 0.0, np.zeros(1), h)
