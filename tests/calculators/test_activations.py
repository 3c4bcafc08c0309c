"""Activations: derivatives against finite differences, identities, extremes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calculators import activations
from calculators.gradients import central_difference

reals = st.floats(-20, 20)
PAIRS: list[tuple[Callable[[float], activations.Array], Callable[[float], activations.Array]]] = [
    (activations.sigmoid, activations.sigmoid_derivative),
    (activations.tanh, activations.tanh_derivative),
    (activations.relu, activations.relu_derivative),
    (activations.leaky_relu, activations.leaky_relu_derivative),
]


@pytest.mark.parametrize(("function", "derivative"), PAIRS)
@given(x=reals)
def test_a_derivative_agrees_with_finite_differences(
    function: Callable[[float], activations.Array], derivative: Callable[[float], activations.Array], x: float
) -> None:
    assume(abs(x) > 1e-4)
    numeric = central_difference(lambda at: function(at).item(), x)
    assert derivative(x).item() == pytest.approx(numeric, rel=1e-5, abs=1e-9)


@given(reals)
def test_tanh_is_a_stretched_sigmoid(x: float) -> None:
    assert activations.tanh(x).item() == pytest.approx(2 * activations.sigmoid(2 * x).item() - 1, abs=1e-12)


def test_the_sigmoid_overflows_nowhere() -> None:
    with np.errstate(all="raise", under="ignore"):
        assert activations.sigmoid([-1e4, 0.0, 1e4]).tolist() == [0.0, 0.5, 1.0]


def test_at_the_kink_relu_has_the_slope_0_by_convention() -> None:
    assert activations.relu_derivative([-1.0, 0.0, 1.0]).tolist() == [0.0, 0.0, 1.0]
    assert activations.leaky_relu_derivative([-1.0, 0.0, 1.0], 0.1).tolist() == [0.1, 0.1, 1.0]


def test_arrays_keep_their_shape() -> None:
    x = np.arange(6.0).reshape(2, 3) - 2.5
    for function, derivative in PAIRS:
        assert function(x).shape == derivative(x).shape == (2, 3)  # type: ignore[arg-type]
