"""Networks of any number of fully connected layers: forward with sigmoid, backward with ReLU.

Shapes for one sample: x (D,), layer l has W_l (in, out) and b_l (out,), the target t (K,). The last layer is linear.
Source: Goodfellow, Bengio & Courville 2016, Deep Learning, algorithms 6.3 and 6.4.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from calculators.activations import relu_derivative, sigmoid
from calculators.signal_propagation import relu_network

Array = NDArray[np.float64]
Layers = Sequence[tuple[ArrayLike, ArrayLike]]


@dataclass(frozen=True, slots=True)
class LayerGradient:
    """Of one layer: `delta` = ∂L/∂z (out,) with z = hW + b, and the gradients of W (in, out) and b (out,)."""

    delta: Array
    W: Array
    b: Array


def sigmoid_network(x: ArrayLike, layers: Layers) -> list[Array]:
    """The outputs of all layers: h_l = σ(h_{l−1} W_l + b_l), the last layer without σ.

    Raises ValueError where the shapes do not fit.

    >>> outputs = sigmoid_network([1.0], [([[0.0]], [0.0]), ([[2.0]], [1.0])])
    >>> [h.tolist() for h in outputs]
    [[0.5], [2.0]]
    """
    h = np.asarray(x, dtype=np.float64)
    outputs: list[Array] = []
    for index, (weights, bias) in enumerate(layers):
        h = h @ np.asarray(weights, dtype=np.float64) + np.asarray(bias, dtype=np.float64)
        if index < len(layers) - 1:
            h = sigmoid(h)
        outputs.append(h)
    return outputs


def relu_network_backward(x: ArrayLike, layers: Layers, target: ArrayLike) -> list[LayerGradient]:
    """Gradients of ½ Σ (y − t)² for a network with ReLU after all layers but the last, from the first layer on.

    δ of the last layer is y − t, before it δ_l = (δ_{l+1} W_{l+1}ᵀ) ⊙ ReLU'(z_l); W_l has the gradient h_{l−1}ᵀ δ_l.
    Raises ValueError where the shapes do not fit.

    >>> first, last = relu_network_backward([1.0], [([[2.0]], [0.0]), ([[3.0]], [1.0])], [5.0])
    >>> first.W.tolist(), last.W.tolist()
    ([[6.0]], [[4.0]])
    """
    values = [np.asarray(x, dtype=np.float64), *relu_network(x, layers)]
    delta = values[-1] - np.asarray(target, dtype=np.float64)
    found: list[LayerGradient] = []
    for index in range(len(layers) - 1, -1, -1):
        found.append(LayerGradient(delta, np.outer(values[index], delta), delta))
        if index:
            # h = ReLU(z) is positive exactly where z is.
            delta = (np.asarray(layers[index][0], dtype=np.float64) @ delta) * relu_derivative(values[index])
    return found[::-1]
