"""Smooth relatives of ReLU, nodes of a graph, and signals through layers, against differences and simulation."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from calculators import activations, graph_nodes, losses, signal_propagation, softmax
from calculators.gradients import numerical_gradient

Array = np.ndarray
Function = Callable[[float], float]
points = st.floats(-4, 4).filter(lambda x: abs(x) > 1e-3)
matrices = arrays(np.float64, (2, 2), elements=st.integers(-4, 4).map(float))


@pytest.mark.parametrize(
    ("function", "derivative"),
    [
        (lambda x: activations.elu(x, 0.7), lambda x: activations.elu_derivative(x, 0.7)),
        (lambda x: activations.swish(x, 1.5), lambda x: activations.swish_derivative(x, 1.5)),
        (activations.softplus, activations.sigmoid),
    ],
)
@given(x=points)
def test_derivatives_agree_with_central_differences(function: Function, derivative: Function, x: float) -> None:
    h = 1e-5
    slope = (float(function(x + h)) - float(function(x - h))) / (2 * h)
    assert float(derivative(x)) == pytest.approx(slope, abs=1e-7)


@given(points)
def test_relatives_of_relu_have_their_known_forms(x: float) -> None:
    assert activations.softplus(x) - activations.softplus(-x) == pytest.approx(x)
    assert activations.swish(x) + activations.swish(-x) == pytest.approx(x * math.tanh(x / 2))
    assert abs(activations.gelu(x) - activations.gelu_by_sigmoid(x)) < 0.021
    assert activations.gelu(x) - activations.gelu(-x) == pytest.approx(x)
    assert activations.step(x) == (x > 0)


def test_selu_keeps_mean_and_variance_of_a_normal_input() -> None:
    # The constants are the fixed point for a standard normal, integrated on a fine grid.
    grid = np.linspace(-12, 12, 200001)
    weight = np.exp(-(grid**2) / 2) / math.sqrt(2 * math.pi) * (grid[1] - grid[0])
    out = activations.selu(grid)
    assert float((weight * out).sum()) == pytest.approx(0, abs=1e-6)
    assert float((weight * out**2).sum()) == pytest.approx(1, abs=1e-6)


@given(arrays(np.float64, 4, elements=points), arrays(np.float64, 4, elements=st.floats(-2, 2)))
def test_the_slope_of_prelu_gets_the_gradients_of_negative_inputs(x: Array, g: Array) -> None:
    def loss(alpha: float) -> float:
        return float((g * np.where(x > 0, x, alpha * x)).sum())

    assert activations.prelu_slope_gradient(x, g) == pytest.approx(loss(1.0) - loss(0.0), abs=1e-9)


@given(matrices, arrays(np.float64, 2, elements=st.floats(-3, 3)))
def test_maxout_is_the_greatest_piece_and_convex(w: Array, x: Array) -> None:
    bias = np.array([0.3, -0.4])
    value, gradient = activations.maxout(x, w, bias)
    assert value == pytest.approx(float((w @ x + bias).max()))
    other = x + np.array([0.7, -1.1])
    assert activations.maxout(other, w, bias)[0] >= value + float(gradient @ (other - x)) - 1e-9


@given(matrices, matrices, matrices)
def test_nodes_pass_back_what_differences_find(a: Array, b: Array, g: Array) -> None:
    left, right = graph_nodes.matmul_backward(a, b, g)
    np.testing.assert_allclose(left, numerical_gradient(lambda at: float((g * (at @ b)).sum()), a, 0.5), atol=1e-9)
    np.testing.assert_allclose(right, numerical_gradient(lambda at: float((g * (a @ at)).sum()), b, 0.5), atol=1e-9)
    product = graph_nodes.multiply_backward(a, b, g)
    np.testing.assert_allclose(product[0], numerical_gradient(lambda at: float((g * at * b).sum()), a, 0.5), atol=1e-9)
    masked = graph_nodes.masked_matmul_backward(a, np.eye(2), b, g)
    expected = numerical_gradient(lambda at: float((g * ((at * np.eye(2)) @ b)).sum()), a, 0.5)
    np.testing.assert_allclose(masked, expected, atol=1e-9)


@given(matrices, matrices)
def test_a_division_node_passes_back_what_differences_find(a: Array, g: Array) -> None:
    b = np.array([[2.0, -3.0], [1.5, 4.0]])
    top, bottom = graph_nodes.divide_backward(a, b, g)
    np.testing.assert_allclose(top, g / b)
    np.testing.assert_allclose(bottom, numerical_gradient(lambda at: float((g * a / at).sum()), b), atol=1e-6)
    with pytest.raises(ValueError, match="from above"):
        graph_nodes.matmul_backward(a, b, np.zeros((3, 2)))


@given(arrays(np.float64, 4, elements=st.floats(-3, 3)))
def test_the_jacobian_of_softmax_agrees_with_differences(z: Array) -> None:
    jacobian = softmax.softmax_jacobian(softmax.softmax(z))
    for k in range(4):
        row = numerical_gradient(lambda at, k=k: float(softmax.softmax(at)[k]), z)
        np.testing.assert_allclose(jacobian[k], row, atol=1e-9)


def test_a_smoothed_target_is_a_distribution_that_prefers_the_label() -> None:
    np.testing.assert_allclose(softmax.smoothed_target(1, 4, 0.2), [0.05, 0.85, 0.05, 0.05])
    with pytest.raises(ValueError, match="smoothing"):
        softmax.smoothed_target(1, 4, 1.0)


@given(arrays(np.float64, 3, elements=st.floats(-5, 5)), st.lists(st.sampled_from([0, 1]), min_size=3, max_size=3))
def test_the_multi_label_loss_is_a_sum_of_binary_ones(z: Array, t: list[int]) -> None:
    y = activations.sigmoid(z)
    assert losses.multi_label_loss(z, t) == pytest.approx(3 * losses.binary_cross_entropy(y, t))
    slopes = numerical_gradient(lambda at: losses.multi_label_loss(at, t), z)
    np.testing.assert_allclose(losses.multi_label_gradient(z, t), slopes, atol=1e-7)


def test_the_gradient_of_the_absolute_error_is_a_sign_and_missing_at_the_kink() -> None:
    assert losses.mean_absolute_error_gradient([1.0, -2.0], [0.0, 0.0]).tolist() == [0.5, -0.5]
    with pytest.raises(ValueError, match="no derivative"):
        losses.mean_absolute_error_gradient([1.0], [1.0])


def test_the_variance_through_relu_layers_is_what_a_wide_network_shows() -> None:
    rng = np.random.default_rng(3)
    width, spread = 800, 0.06
    pre = rng.normal(0, 1.5, width)
    expected = signal_propagation.propagated_variance(float((pre**2).mean()), width, spread**2, 3, relu=True)
    for _ in range(3):
        pre = np.maximum(pre, 0) @ rng.normal(0, spread, (width, width))
    assert float((pre**2).mean()) == pytest.approx(expected, rel=0.15)
    assert signal_propagation.propagated_variance(2.0, 100, 0.01, 7, relu=False) == pytest.approx(2.0)


def test_a_chain_of_units_multiplies_weights_and_slopes() -> None:
    assert signal_propagation.gradient_product([2, -4], [0.25, 0.1]) == pytest.approx(-0.2)
    with pytest.raises(ValueError, match="slopes"):
        signal_propagation.gradient_product([1.0], [])


@given(st.lists(matrices, min_size=3, max_size=3))
def test_a_deep_network_is_its_layers_one_after_the_other(weights: list[Array]) -> None:
    x, bias = np.array([1.0, -2.0]), np.array([0.5, -0.5])
    outputs = signal_propagation.relu_network(x, [(w, bias) for w in weights])
    h = activations.relu(activations.relu(x @ weights[0] + bias) @ weights[1] + bias)
    np.testing.assert_allclose(outputs[-1], h @ weights[2] + bias)
