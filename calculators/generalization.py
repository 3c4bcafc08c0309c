"""Techniques against overfitting: penalties in updates, dropout at inference, MixUp, and further normalizations."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def l1_penalized_step(weights: ArrayLike, gradient: ArrayLike, rate: float, penalty: float) -> Array:
    """SGD on L + λ‖w‖₁ by the subgradient: w − η(∇L + λ sign(w)), with sign(0) = 0.

    Source: Goodfellow, Bengio & Courville 2016, Deep Learning, equation 7.20.
    Weights, gradient and result have one shape.

    >>> l1_penalized_step([1.0, -2.0, 0.0], [0.0, 0.0, 0.0], rate=0.5, penalty=0.5).tolist()
    [0.75, -1.75, 0.0]
    """
    w = np.asarray(weights, dtype=np.float64)
    return np.asarray(w - rate * (np.asarray(gradient, dtype=np.float64) + penalty * np.sign(w)))


def dropout_inference(activations: ArrayLike, weights: ArrayLike, drop: float) -> float:
    """(1 − p) wᵀh: the unit's input at inference after plain dropout in training (weight scaling).

    It is the expectation of wᵀ(m ⊙ h) over masks m. Source: Srivastava et al. 2014, JMLR 15, section 4. Raises
    ValueError unless 0 ≤ p < 1. Shapes: (units,) both.

    >>> dropout_inference([1.0, 2.0], [3.0, 4.0], 0.5)
    5.5
    """
    if not 0 <= drop < 1:
        raise ValueError(f"a drop probability lies in 0 ≤ p < 1, not {drop}")
    return float((1 - drop) * (np.asarray(weights, dtype=np.float64) @ np.asarray(activations, dtype=np.float64)))


def mixup(first: ArrayLike, second: ArrayLike, share: float) -> Array:
    """λ·first + (1 − λ)·second, for inputs and one-hot targets alike.

    Source: Zhang et al. 2018, arXiv:1710.09412, section 2. Raises ValueError unless 0 ≤ λ ≤ 1.
    Both and the result have one shape.

    >>> mixup([1.0, 0.0], [0.0, 1.0], 0.75).tolist()
    [0.75, 0.25]
    """
    if not 0 <= share <= 1:
        raise ValueError(f"a share lies in 0..1, not {share}")
    a, b = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    return np.asarray(share * a + (1 - share) * b)


def batch_norm_inference(
    x: ArrayLike, mean: float, variance: float, gamma: float, beta: float, epsilon: float = 1e-5
) -> Array:
    """γ (x − μ) / √(σ² + ε) + β with the statistics kept in training.

    Source: Ioffe & Szegedy 2015, arXiv:1502.03167, algorithm 2.
    Element by element: the result has the shape of `x`, the values of one feature.

    >>> batch_norm_inference([5.0], mean=1.0, variance=4.0, gamma=3.0, beta=0.5, epsilon=0.0).tolist()
    [6.5]
    """
    values = np.asarray(x, dtype=np.float64)
    return np.asarray(gamma * (values - mean) / np.sqrt(variance + epsilon) + beta)


def batch_norm_backward(x: ArrayLike, upstream: ArrayLike, gamma: float, epsilon: float = 1e-5) -> Array:
    """∂L/∂x of batch normalization of one feature: γ/√(σ²+ε) · (g − mean g − x̂ · mean(g x̂)); x and g of shape (N,).

    Source: Ioffe & Szegedy 2015, section 3, put together. Raises ValueError where the shapes differ.

    >>> batch_norm_backward([1.0, 2.0, 3.0], [1.0, 0.0, 0.0], gamma=1.0, epsilon=0.0).round(4).tolist()
    [0.2041, -0.4082, 0.2041]
    """
    values, g = np.asarray(x, dtype=np.float64), np.asarray(upstream, dtype=np.float64)
    if values.shape != g.shape:
        raise ValueError(f"x has shape {values.shape}, the gradient {g.shape}")
    deviation = np.sqrt(values.var() + epsilon)
    normal = (values - values.mean()) / deviation
    return np.asarray(gamma / deviation * (g - g.mean() - normal * (g * normal).mean()))


def group_norm(x: ArrayLike, groups: int, epsilon: float = 1e-5) -> Array:
    """(x − μ) / √(σ² + ε) over each sample's groups of channels; `x` has shape (samples, channels, positions).

    With as many groups as channels it is instance normalization, with one group layer normalization. Biased variance.
    Source: Wu & He 2018, arXiv:1803.08494, section 3. Raises ValueError unless `groups` divides the channels.

    >>> group_norm([[[1.0], [3.0], [5.0], [9.0]]], groups=2, epsilon=0.0).tolist()
    [[[-1.0], [1.0], [-1.0], [1.0]]]
    """
    values = np.asarray(x, dtype=np.float64)
    samples, channels, positions = values.shape
    if groups < 1 or channels % groups:
        raise ValueError(f"{groups} groups of {channels} channels")
    grouped = values.reshape(samples, groups, channels // groups * positions)
    deviation = np.sqrt(grouped.var(axis=2, keepdims=True) + epsilon)
    return np.asarray(((grouped - grouped.mean(axis=2, keepdims=True)) / deviation).reshape(values.shape))


def instance_norm(x: ArrayLike, epsilon: float = 1e-5) -> Array:
    """(x − μ) / √(σ² + ε) over the positions of each channel of each sample; `x`: (samples, channels, positions).

    Source: Ulyanov, Vedaldi & Lempitsky 2016, arXiv:1607.08022, equation 2.

    >>> instance_norm([[[1.0, 3.0], [5.0, 9.0]]], epsilon=0.0).tolist()
    [[[-1.0, 1.0], [-1.0, 1.0]]]
    """
    return group_norm(x, np.asarray(x).shape[1], epsilon)


def batch_norm_scale_gradients(x: ArrayLike, upstream: ArrayLike, epsilon: float = 1e-5) -> tuple[float, float]:
    """(∂L/∂γ, ∂L/∂β) = (Σ g x̂, Σ g) of batch normalization of one feature; x and g of shape (N,), biased variance.

    Source: Ioffe & Szegedy 2015, arXiv:1502.03167, section 3. Raises ValueError where the shapes differ.

    >>> batch_norm_scale_gradients([1.0, 3.0], [2.0, 5.0], epsilon=0.0)
    (3.0, 7.0)
    """
    values, g = np.asarray(x, dtype=np.float64), np.asarray(upstream, dtype=np.float64)
    if values.shape != g.shape:
        raise ValueError(f"x has shape {values.shape}, the gradient {g.shape}")
    normal = (values - values.mean()) / np.sqrt(values.var() + epsilon)
    return float(g @ normal), float(g.sum())
