"""Fully connected layers and the perceptron.

A batch is an array (N, D_in), a row for each sample; weights are (D_in, D_out), so that a layer is Y = XW + b.
Source: Goodfellow et al. 2016, chapter 6, unless a function says otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def affine(X: Array, W: Array, b: Array) -> Array:
    """Y = XW + b: (N, D_in), (D_in, D_out), (D_out,) to (N, D_out).

    Raises ValueError where the shapes do not fit. Source: Goodfellow et al. 2016, section 6.1.

    >>> affine(np.array([[1.0, 2.0]]), np.array([[3.0], [4.0]]), np.array([0.5])).tolist()
    [[11.5]]
    """
    if b.shape != W.shape[1:]:
        raise ValueError(f"a bias of shape {b.shape} does not fit weights of shape {W.shape}")
    return np.asarray(X @ W + b)


def affine_backward(dY: Array, X: Array, W: Array) -> tuple[Array, Array, Array]:
    """Gradients of a loss with respect to X, W and b from dY = ∂L/∂Y (N, D_out).

    dX = dY Wᵀ (N, D_in), dW = Xᵀ dY (D_in, D_out), db = column sums of dY (D_out,). Raises ValueError where the shapes
    do not fit. Source: Goodfellow et al. 2016, section 6.5.6.

    >>> dX, dW, db = affine_backward(np.array([[2.0]]), np.array([[1.0, 2.0]]), np.array([[3.0], [4.0]]))
    >>> dX.tolist(), dW.tolist(), db.tolist()
    ([[6.0, 8.0]], [[2.0], [4.0]], [2.0])
    """
    return np.asarray(dY @ W.T), np.asarray(X.T @ dY), np.asarray(dY.sum(axis=0))


def mlp_parameters(sizes: Sequence[int], bias: bool = True) -> int:
    """Weights and biases of a fully connected network whose layers, input first, have `sizes` units.

    Shape of the sizes: (layers + 1,).

    >>> mlp_parameters([784, 100, 10])
    79510
    """
    return sum(before * after + (after if bias else 0) for before, after in pairwise(sizes))


def perceptron(x: Sequence[float], w: Sequence[float], b: float) -> int:
    """1 where w·x + b > 0, else 0. Source: Rosenblatt 1958, "The perceptron".

    Shapes: (inputs,) both.

    >>> [perceptron(x, [0.5, 0.5], -0.7) for x in ([0, 0], [0, 1], [1, 0], [1, 1])]
    [0, 0, 0, 1]
    """
    return int(sum(weight * value for weight, value in zip(w, x, strict=True)) + b > 0)
