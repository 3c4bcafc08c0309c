"""Gradients are what SymPy derives, at random points. SymPy is imported by the tests that need it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from calculators import activations, gradients, losses, multivariable, networks, recurrent, softmax

Array = NDArray[np.float64]
few = settings(max_examples=8, deadline=None)
seeds = st.integers(0, 2**32 - 1)


def drawn(seed: int, *shape: int, low: float = -2.0, high: float = 2.0) -> Array:
    return np.random.default_rng(seed).uniform(low, high, shape)


def derived(formula: Any, symbols: Any, at: Array) -> Array:
    """The gradient of a formula at a point."""
    import sympy

    point = dict(zip(symbols, at.ravel().tolist(), strict=True))
    return np.array([float(sympy.diff(formula, symbol).evalf(subs=point)) for symbol in symbols]).reshape(at.shape)


@few
@given(st.floats(-3, 3).filter(lambda x: abs(x) > 1e-3))
def test_derivatives_of_activations(x: float) -> None:
    import sympy

    u = sympy.Symbol("u", real=True)
    for formula, function in (
        (1 / (1 + sympy.exp(-u)), activations.sigmoid_derivative),
        (sympy.tanh(u), activations.tanh_derivative),
        (sympy.Max(0, u), activations.relu_derivative),
        (sympy.Max(u, u / 100), activations.leaky_relu_derivative),
    ):
        assert function(x) == pytest.approx(float(sympy.diff(formula, u).evalf(subs={u: x})))


@few
@given(seeds, st.integers(2, 4))
def test_gradients_of_losses(seed: int, size: int) -> None:
    import sympy

    s = sympy.symbols(f"s:{size}", real=True)
    y, t = drawn(seed, size), drawn(seed + 1, size)
    p, one_hot = drawn(seed, size, low=0.1, high=0.9), softmax.one_hot(seed % size, size)
    squares = sum((a - b) ** 2 for a, b in zip(s, t.tolist(), strict=True)) / size
    np.testing.assert_allclose(losses.mean_squared_error_gradient(y, t), derived(squares, s, y), atol=1e-12)
    crossed = -sum(b * sympy.log(a) + (1 - b) * sympy.log(1 - a) for a, b in zip(s, one_hot.tolist(), strict=True))
    np.testing.assert_allclose(
        losses.binary_cross_entropy_gradient(p, one_hot), derived(crossed / size, s, p), rtol=1e-9
    )
    logits = sympy.log(sum(sympy.exp(a) for a in s)) - s[seed % size]
    np.testing.assert_allclose(
        softmax.softmax_cross_entropy_gradient(y, one_hot), derived(logits, s, y), rtol=1e-9, atol=1e-12
    )


@few
@given(seeds, st.integers(2, 3))
def test_gradient_jacobian_and_hessian_of_formulas(seed: int, size: int) -> None:
    import sympy

    s = sympy.symbols(f"s:{size}", real=True)
    A, b, x = drawn(seed, size, size), drawn(seed + 1, size), drawn(seed + 2, size)
    column = sympy.Matrix(s)
    form = (column.T * sympy.Matrix(A.tolist()) * column)[0] + (sympy.Matrix([b.tolist()]) * column)[0]
    np.testing.assert_allclose(gradients.quadratic_form_gradient(A, b, x), derived(form, s, x), atol=1e-9)
    bent = sympy.exp(s[0] / 2) * sympy.sin(s[1]) + s[0] ** 2 * s[1]
    point = dict(zip(s, x.tolist(), strict=True))
    hessian = np.array(sympy.hessian(bent, s[:2]).evalf(subs=point).tolist(), dtype=float)
    found = multivariable.numerical_hessian(lambda v: float(np.exp(v[0] / 2) * np.sin(v[1]) + v[0] ** 2 * v[1]), x[:2])
    np.testing.assert_allclose(found, hessian, atol=1e-4)
    jacobian = np.array([derived(bent, s[:2], x[:2]), derived(s[0] * s[1], s[:2], x[:2])])
    found = multivariable.numerical_jacobian(
        lambda v: np.array([np.exp(v[0] / 2) * np.sin(v[1]) + v[0] ** 2 * v[1], v[0] * v[1]]), x[:2]
    )
    np.testing.assert_allclose(found, jacobian, atol=1e-7)
    value = float(bent.evalf(subs=point))
    step = drawn(seed + 3, 2, low=-1e-3, high=1e-3)
    near = float(bent.evalf(subs=dict(zip(s[:2], (x[:2] + step).tolist(), strict=True))))
    gradient = derived(bent, s[:2], x[:2])
    # What is left after the second order is of the third.
    assert multivariable.taylor_second_order(value, gradient, hessian, step) == pytest.approx(near, abs=1e-7)


@few
@given(seeds, st.integers(1, 4), st.floats(-1.5, 1.5), st.floats(-2, 2))
def test_backpropagation_through_time(seed: int, steps: int, weight: float, target: float) -> None:
    import sympy

    w = sympy.Symbol("w", real=True)
    inputs = drawn(seed, steps).tolist()
    state: Any = sympy.Integer(0)
    for x in inputs:
        state = w * state + x
    loss = (state - target) ** 2 / 2
    expected = float(sympy.diff(loss, w).evalf(subs={w: weight}))
    assert recurrent.linear_rnn_gradient(weight, inputs, target) == pytest.approx(expected, abs=1e-9)


@few
@given(seeds)
def test_backpropagation_through_two_layers(seed: int) -> None:
    import sympy

    x, W1, b1, W2, b2, t = (drawn(seed + k, *shape) for k, shape in enumerate([(2,), (2, 2), (2,), (2, 1), (1,), (1,)]))
    s = sympy.symbols("s:6", real=True)
    hidden = [sympy.Max(0, sum(float(x[i]) * s[2 * i + j] for i in range(2)) + s[4 + j]) for j in range(2)]
    y = sum(h * float(W2[j, 0]) for j, h in enumerate(hidden)) + float(b2[0])
    expected = derived((y - float(t[0])) ** 2 / 2, s, np.concatenate([W1.ravel(), b1]))
    found = networks.two_layer_backward(x, W1, b1, W2, b2, t)
    np.testing.assert_allclose(np.concatenate([found.W1.ravel(), found.b1]), expected, atol=1e-9)
