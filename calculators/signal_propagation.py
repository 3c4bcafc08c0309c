"""How activations and gradients grow or shrink through many layers, and the forward pass of a small deep network.

Source: Glorot & Bengio 2010, section 4.2; He et al. 2015, arXiv:1502.01852, section 2.2.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def propagated_variance(variance: float, fan_in: int, weight_variance: float, layers: int, relu: bool) -> float:
    """The variance of the pre-activations after `layers` layers: times fan_in·σ_w² for each, halved under ReLU.

    `variance`: that of the first layer's pre-activations, symmetric around 0. Linear units multiply by n·σ_w²
    (Glorot & Bengio 2010, equation 5); with ReLU by n·σ_w²/2 (He et al. 2015, equation 9). Raises ValueError for a
    negative number of layers.

    >>> propagated_variance(1.0, 100, 0.01, 3, relu=True)
    0.125
    """
    if layers < 0:
        raise ValueError(f"a number of layers is not below 0: {layers}")
    return float(variance * (fan_in * weight_variance / (2 if relu else 1)) ** layers)


def gradient_product(weights: Sequence[float], slopes: Sequence[float]) -> float:
    """Π w_l f'_l: the factor of a gradient through a chain of single units with these weights and slopes.

    Source: Hochreiter 1991; Goodfellow et al. 2016, section 8.2.5. Raises ValueError for unequal lengths.
    Shapes: (layers,) both.

    >>> gradient_product([2.0, 2.0], [0.25, 0.25])
    0.25
    """
    if len(weights) != len(slopes):
        raise ValueError(f"{len(weights)} weights and {len(slopes)} slopes")
    return float(np.prod(np.asarray(weights, dtype=np.float64) * np.asarray(slopes, dtype=np.float64)))


def relu_network(x: ArrayLike, layers: Sequence[tuple[ArrayLike, ArrayLike]]) -> list[Array]:
    """The outputs of all layers: h_l = ReLU(h_{l−1} W_l + b_l), the last layer without ReLU.

    `x`: shape (features,); each layer (W (in, out), b (out,)). Source: Goodfellow et al. 2016, algorithm 6.3.

    >>> [h.tolist() for h in relu_network([1.0], [([[2.0, -1.0]], [0.0, 0.0]), ([[3.0], [5.0]], [1.0])])]
    [[2.0, 0.0], [7.0]]
    """
    h = np.asarray(x, dtype=np.float64)
    outputs = []
    for index, (weights, bias) in enumerate(layers):
        h = h @ np.asarray(weights, dtype=np.float64) + np.asarray(bias, dtype=np.float64)
        if index < len(layers) - 1:
            h = np.maximum(h, 0.0)
        outputs.append(h)
    return outputs
