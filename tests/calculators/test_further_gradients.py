"""Derivatives and backward passes against finite differences, on random sizes."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays, mutually_broadcastable_shapes

from calculators import activations, generalization, gradients, graph_nodes, losses, regression, regularization, softmax
from calculators.gradients import central_difference, numerical_gradient

reals = st.floats(-4, 4)
away_from_0 = reals.filter(lambda x: abs(x) > 1e-3)
seeds = st.integers(0, 2**32 - 1)
DERIVATIVES: list[tuple[Callable[[float], np.ndarray], Callable[[float], np.ndarray]]] = [
    (activations.selu, activations.selu_derivative),
    (activations.gelu, activations.gelu_derivative),
]


@pytest.mark.parametrize(("function", "derivative"), DERIVATIVES)
@given(x=away_from_0)
def test_selu_and_gelu_derive_as_differences_say(
    function: Callable[[float], np.ndarray], derivative: Callable[[float], np.ndarray], x: float
) -> None:
    numeric = central_difference(lambda at: function(at).item(), x)
    assert derivative(x).item() == pytest.approx(numeric, rel=1e-6, abs=1e-8)


@given(reals)
def test_the_tanh_form_of_gelu_is_within_half_a_thousandth(x: float) -> None:
    assert abs(activations.gelu_by_tanh(x).item() - activations.gelu(x).item()) < 5e-4


@given(arrays(np.float64, (3, 2, 2), elements=reals), arrays(np.float64, 3, elements=st.floats(0, 1)))
def test_prelu_is_leaky_relu_channel_by_channel(x: np.ndarray, slopes: np.ndarray) -> None:
    each = [activations.leaky_relu(channel, slope) for channel, slope in zip(x, slopes.tolist(), strict=True)]
    np.testing.assert_array_equal(activations.prelu(x, slopes), each)
    np.testing.assert_array_equal(activations.prelu(x, 0.25), activations.leaky_relu(x, 0.25))


def test_prelu_refuses_slopes_for_other_channels() -> None:
    with pytest.raises(ValueError, match="slopes"):
        activations.prelu([[1.0, 2.0]], [0.1, 0.2])


@given(seeds, st.integers(1, 4), st.integers(2, 5))
def test_cross_entropy_by_probabilities_and_by_smoothed_logits(seed: int, rows: int, classes: int) -> None:
    random = np.random.default_rng(seed)
    y = softmax.softmax(random.normal(size=(rows, classes)))
    t = np.eye(classes)[random.integers(0, classes, rows)]
    numeric = numerical_gradient(lambda at: float(-(t * np.log(at)).sum() / rows), y, 1e-6)
    np.testing.assert_allclose(losses.cross_entropy_gradient(y, t), numeric, rtol=1e-4, atol=1e-6)
    z, label = random.normal(size=classes), int(random.integers(0, classes))
    target = softmax.smoothed_target(label, classes, 0.1)
    numeric = numerical_gradient(lambda at: softmax.softmax_cross_entropy(at, target), z)
    np.testing.assert_allclose(softmax.smoothed_cross_entropy_gradient(z, label, 0.1), numeric, atol=1e-8)


def test_cross_entropy_has_no_gradient_at_probability_0() -> None:
    with pytest.raises(ValueError, match="greater than 0"):
        losses.cross_entropy_gradient([0.0, 1.0], [1, 0])


@given(mutually_broadcastable_shapes(num_shapes=2, max_dims=3, max_side=3), seeds)
def test_an_add_node_sums_over_what_was_broadcast(shapes: object, seed: int) -> None:
    first, second = shapes.input_shapes  # type: ignore[attr-defined]
    random = np.random.default_rng(seed)
    a, b, g = random.normal(size=first), random.normal(size=second), random.normal(size=shapes.result_shape)  # type: ignore[attr-defined]
    da, db = graph_nodes.add_backward(a, b, g)
    np.testing.assert_allclose(da, numerical_gradient(lambda at: float((g * (at + b)).sum()), np.asarray(a)), atol=1e-8)
    np.testing.assert_allclose(db, numerical_gradient(lambda at: float((g * (a + at)).sum()), np.asarray(b)), atol=1e-8)


def test_an_add_node_refuses_a_gradient_of_another_shape() -> None:
    with pytest.raises(ValueError, match="from above"):
        graph_nodes.add_backward([1, 2], 3, [1])


@given(seeds, st.integers(2, 6))
def test_scale_and_shift_of_batch_norm_derive_as_differences_say(seed: int, size: int) -> None:
    random = np.random.default_rng(seed)
    x, g = random.normal(size=size), random.normal(size=size)

    def loss(at: np.ndarray) -> float:
        return float(g @ generalization.batch_norm_inference(x, x.mean(), x.var(), at[0], at[1]))

    numeric = numerical_gradient(loss, np.array([1.3, -0.4]))
    assert generalization.batch_norm_scale_gradients(x, g) == pytest.approx(numeric.tolist(), abs=1e-8)


def test_scale_and_shift_refuse_a_gradient_of_another_length() -> None:
    with pytest.raises(ValueError, match="shape"):
        generalization.batch_norm_scale_gradients([1.0, 2.0], [1.0])


@given(seeds, st.integers(1, 6), st.integers(1, 4))
def test_the_gradient_of_logistic_regression_agrees_with_differences(seed: int, rows: int, columns: int) -> None:
    random = np.random.default_rng(seed)
    X, w, t = random.normal(size=(rows, columns)), random.normal(size=columns), random.integers(0, 2, rows)
    numeric = numerical_gradient(lambda at: losses.binary_cross_entropy(activations.sigmoid(X @ at), t), w)
    np.testing.assert_allclose(regression.logistic_gradient(X, t, w), numeric, atol=1e-8)


@given(arrays(np.float64, (2, 3), elements=away_from_0), st.floats(0.1, 2), st.floats(0.1, 2))
def test_a_step_of_elastic_net_follows_the_slope_of_both_penalties(w: np.ndarray, one: float, two: float) -> None:
    def penalty(at: np.ndarray) -> float:
        return regularization.l1_penalty([at], one) + regularization.l2_penalty([at], two)

    moved = regularization.elastic_net_step(w, np.zeros_like(w), 0.1, one, two)
    np.testing.assert_allclose(moved, w - 0.1 * numerical_gradient(penalty, w), atol=1e-7)
    assert penalty(w) == pytest.approx(regularization.elastic_net_penalty(w, one, two))


@given(reals, st.sampled_from([0.1, 0.02, 0.005]))
def test_errors_of_differences_are_the_terms_of_taylor(x: float, h: float) -> None:
    forward, central = gradients.difference_errors(math.exp, math.exp(x), x, h)
    assert forward == pytest.approx(math.exp(x) * h / 2, rel=h)
    assert central == pytest.approx(math.exp(x) * h * h / 6, rel=h)
    halved = gradients.difference_errors(math.exp, math.exp(x), x, h / 2)
    assert halved[0] == pytest.approx(gradients.error_at_step(forward, h, h / 2, 1), rel=h)
    assert halved[1] == pytest.approx(gradients.error_at_step(central, h, h / 2, 2), rel=h)


def test_the_error_at_a_step_of_0_is_refused() -> None:
    with pytest.raises(ValueError, match="greater than 0"):
        gradients.error_at_step(0.1, 0.1, 0.0, 1)
