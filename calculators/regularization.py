"""Regularization: penalties on the weights, and dropout.

The weight-decay update stands in `calculators.optimizers`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def inverted_dropout(activations: ArrayLike, mask: ArrayLike, drop: float) -> Array:
    """Activations in training with inverted dropout: h ⊙ mask / (1 − p), where p is the probability of dropping a unit.

    `mask` has the activations' shape, 1 where a unit is kept and 0 where it is dropped. At inference nothing is scaled.
    Source: Srivastava et al. 2014, JMLR 15, section 10 (the scaled form). Raises ValueError unless 0 ≤ p < 1 and
    the shapes agree.

    >>> inverted_dropout([1.0, 2.0], [1, 0], 0.5).tolist()
    [2.0, 0.0]
    """
    if not 0 <= drop < 1:
        raise ValueError(f"a drop probability lies in 0 ≤ p < 1, not {drop}")
    h, kept = np.asarray(activations, dtype=np.float64), np.asarray(mask, dtype=np.float64)
    if h.shape != kept.shape:
        raise ValueError(f"activations have shape {h.shape}, the mask {kept.shape}")
    return np.asarray(h * kept / (1 - drop), dtype=np.float64)


def elastic_net_penalty(weights: ArrayLike, l1: float, l2: float) -> float:
    """λ₁ Σ|w| + (λ₂/2) Σw².

    Source: Zou & Hastie 2005, JRSS B 67(2), with the factor ½ of Goodfellow et al. 2016, equation 7.2. Of any shape.

    >>> elastic_net_penalty([1.0, -2.0], 0.1, 0.2)
    0.8
    """
    w = np.asarray(weights, dtype=np.float64)
    return float(l1 * np.abs(w).sum() + 0.5 * l2 * (w**2).sum())


def soft_threshold(weights: ArrayLike, threshold: float) -> Array:
    """sign(w) · max(|w| − threshold, 0): the proximal step of an L1 penalty, which sets small weights to exactly 0.

    Source: Goodfellow et al. 2016, equation 7.23. Element by element: the result has the shape of `w`.

    >>> soft_threshold([3.0, 0.5, -2.0], 1.0).tolist()
    [2.0, 0.0, -1.0]
    """
    w = np.asarray(weights, dtype=np.float64)
    return np.asarray(np.sign(w) * np.maximum(np.abs(w) - threshold, 0.0), dtype=np.float64)


def l1_penalty(weights: Sequence[ArrayLike], strength: float) -> float:
    """λ Σ|w| over the weights of all layers; biases are not among them.

    `weights`: one array of any shape for each layer. Source: Goodfellow et al. 2016, equation 7.18.

    >>> l1_penalty([[[1.0, -2.0]], [3.0]], 0.5)
    3.0
    """
    return float(strength * sum(np.abs(np.asarray(w, dtype=np.float64)).sum() for w in weights))


def l2_penalty(weights: Sequence[ArrayLike], strength: float) -> float:
    """(λ/2) Σw² over the weights of all layers; biases are not among them.

    `weights`: one array of any shape for each layer. Source: Goodfellow et al. 2016, equation 7.2.

    >>> l2_penalty([[[1.0, -2.0]], [3.0]], 0.5)
    3.5
    """
    return float(strength / 2 * sum((np.asarray(w, dtype=np.float64) ** 2).sum() for w in weights))


def elastic_net_step(weights: ArrayLike, gradient: ArrayLike, rate: float, l1: float, l2: float) -> Array:
    """SGD on L + λ₁ Σ|w| + (λ₂/2) Σw² by the subgradient: w − η(∇L + λ₁ sign(w) + λ₂ w), with sign(0) = 0.

    `gradient`: ∇L without the penalty, in the shape of `weights`. Source: Zou & Hastie 2005, JRSS B 67(2), derived.

    >>> elastic_net_step([2.0, -1.0], [0.0, 0.0], rate=0.5, l1=0.25, l2=0.5).tolist()
    [1.375, -0.625]
    """
    w, g = np.asarray(weights, dtype=np.float64), np.asarray(gradient, dtype=np.float64)
    return np.asarray(w - rate * (g + l1 * np.sign(w) + l2 * w))
