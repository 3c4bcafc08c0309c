"""Deep networks against finite differences, against the network of two layers, and against plain sums."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calculators.deep_networks import relu_network_backward, sigmoid_network
from calculators.gradients import numerical_gradient
from calculators.networks import two_layer_backward
from calculators.signal_propagation import relu_network

few = settings(max_examples=20, deadline=None)
widths = st.lists(st.integers(1, 4), min_size=2, max_size=5)
Layer = tuple[np.ndarray, np.ndarray]


def network(sizes: list[int], seed: int) -> tuple[np.ndarray, list[Layer], np.ndarray]:
    random = np.random.default_rng(seed)
    layers = [(random.normal(size=(before, after)), random.normal(size=after)) for before, after in pairwise(sizes)]
    return random.normal(size=sizes[0]), layers, random.normal(size=sizes[-1])


@few
@given(widths, st.integers(0, 2**32 - 1))
def test_every_gradient_of_any_depth_agrees_with_finite_differences(sizes: list[int], seed: int) -> None:
    x, layers, t = network(sizes, seed)
    # Not at a kink, where there is no derivative.
    h = x
    for W, b in layers[:-1]:
        assume(bool(np.all(np.abs(h @ W + b) > 1e-3)))
        h = np.maximum(h @ W + b, 0)
    found = relu_network_backward(x, layers, t)
    for index, (W, b) in enumerate(layers):

        def loss(weights: np.ndarray, bias: np.ndarray, place: int = index) -> float:
            changed = [*layers[:place], (weights, bias), *layers[place + 1 :]]
            return float(0.5 * ((relu_network(x, changed)[-1] - t) ** 2).sum())

        by_weights = numerical_gradient(lambda at, b=b, loss=loss: loss(at, b), W)  # type: ignore[misc]
        by_bias = numerical_gradient(lambda at, W=W, loss=loss: loss(W, at), b)  # type: ignore[misc]
        np.testing.assert_allclose(found[index].W, by_weights, atol=1e-5, rtol=1e-5)
        np.testing.assert_allclose(found[index].b, by_bias, atol=1e-5, rtol=1e-5)


@given(st.integers(0, 2**32 - 1))
def test_with_two_layers_it_is_the_network_of_two_layers(seed: int) -> None:
    x, layers, t = network([3, 4, 2], seed)
    (W1, b1), (W2, b2) = layers
    theirs = two_layer_backward(x, W1, b1, W2, b2, t)
    first, last = relu_network_backward(x, layers, t)
    np.testing.assert_allclose(first.delta, theirs.delta)
    np.testing.assert_allclose(first.W, theirs.W1)
    np.testing.assert_allclose(last.W, theirs.W2)


@given(widths, st.integers(0, 2**32 - 1))
def test_a_sigmoid_network_is_its_sums_written_out(sizes: list[int], seed: int) -> None:
    x, layers, _ = network(sizes, seed)
    h = x.tolist()
    for index, (W, b) in enumerate(layers):
        h = [sum(value * W[i, k] for i, value in enumerate(h)) + b[k] for k in range(len(b))]
        if index < len(layers) - 1:
            h = [1 / (1 + math.exp(-total)) for total in h]
    assert sigmoid_network(x, layers)[-1].tolist() == pytest.approx(h)


def test_layers_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="matmul"):
        relu_network_backward([1.0, 2.0], [([[1.0]], [0.0])], [1.0])
    with pytest.raises(ValueError, match="matmul"):
        sigmoid_network([1.0, 2.0], [([[1.0]], [0.0])])
