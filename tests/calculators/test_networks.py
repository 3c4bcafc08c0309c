"""Backpropagation through two layers against finite differences of the loss."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calculators import networks
from calculators.gradients import numerical_gradient

width = st.integers(1, 4)


@given(width, width, width, st.integers(0, 999))
def test_every_gradient_agrees_with_finite_differences(d: int, h: int, k: int, seed: int) -> None:
    numbers = np.random.default_rng(seed)
    x, t = numbers.normal(size=d), numbers.normal(size=k)
    parameters = [numbers.normal(size=shape) for shape in ((d, h), (h,), (h, k), (k,))]
    forward = networks.two_layer_forward(x, *parameters)
    assume(float(np.abs(forward.z).min()) > 1e-3)  # away from the kink
    gradients = networks.two_layer_backward(x, *parameters, t)
    found = (gradients.W1, gradients.b1, gradients.W2, gradients.b2)

    for place, gradient in enumerate(found):

        def loss(value: networks.Array, place: int = place) -> float:
            moved = [value if index == place else array for index, array in enumerate(parameters)]
            return networks.squared_loss(networks.two_layer_forward(x, *moved).y, t)

        np.testing.assert_allclose(gradient, numerical_gradient(loss, parameters[place]), rtol=1e-5, atol=1e-7)


def test_a_unit_that_is_off_gets_no_gradient() -> None:
    ones = np.ones((1, 1))
    gradients = networks.two_layer_backward(np.ones(1), -ones, np.zeros(1), ones, np.zeros(1), np.ones(1))
    assert gradients.W1.item() == 0
    assert gradients.b2.item() == pytest.approx(-1)
