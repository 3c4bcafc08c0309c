"""Backward passes of the nodes of a computational graph, each from the gradient `g` that arrives from above.

Source: Goodfellow, Bengio & Courville 2016, Deep Learning, section 6.5.2 to 6.5.6. Raises ValueError where `g` has not
the shape of the node's output.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def matmul_backward(a: ArrayLike, b: ArrayLike, g: ArrayLike) -> tuple[Array, Array]:
    """(g Bᵀ, Aᵀ g) for AB with A (n, k), B (k, m), g (n, m).

    >>> dA, dB = matmul_backward([[1, 2]], [[3], [4]], [[10]])
    >>> dA.tolist(), dB.tolist()
    ([[30.0, 40.0]], [[10.0], [20.0]])
    """
    left, right, above = _arrays(a, b, g)
    _same(above, (left.shape[0], right.shape[1]))
    return above @ right.T, left.T @ above


def multiply_backward(a: ArrayLike, b: ArrayLike, g: ArrayLike) -> tuple[Array, Array]:
    """(g ⊙ b, g ⊙ a) for the elementwise product of two arrays of one shape.

    >>> da, db = multiply_backward([2], [3], [10])
    >>> da.tolist(), db.tolist()
    ([30.0], [20.0])
    """
    left, right, above = _arrays(a, b, g)
    _same(above, left.shape)
    return above * right, above * left


def add_backward(a: ArrayLike, b: ArrayLike, g: ArrayLike) -> tuple[Array, Array]:
    """The gradients of a and b for a + b: g itself, summed over the axes along which a or b was broadcast.

    Each gradient has the shape of its own input, g that of the sum.

    >>> da, db = add_backward([1, 2, 3], 4, [10, 20, 30])
    >>> da.tolist(), db.tolist()
    ([10.0, 20.0, 30.0], 60.0)
    """
    left, right, above = _arrays(a, b, g)
    _same(above, np.broadcast_shapes(left.shape, right.shape))
    return _summed(above, left.shape), _summed(above, right.shape)


def _summed(above: Array, shape: tuple[int, ...]) -> Array:
    """`above` summed down to `shape`, the reverse of NumPy's broadcasting."""
    lead = above.ndim - len(shape)
    total = above.sum(axis=tuple(range(lead)))
    repeated = tuple(axis for axis, size in enumerate(shape) if size == 1 and total.shape[axis] != 1)
    return np.asarray(total.sum(axis=repeated, keepdims=True))


def divide_backward(a: ArrayLike, b: ArrayLike, g: ArrayLike) -> tuple[Array, Array]:
    """(g / b, −g a / b²) for the elementwise quotient a / b.

    a, b, g and both gradients have one shape.

    >>> da, db = divide_backward([6], [2], [10])
    >>> da.tolist(), db.tolist()
    ([5.0], [-15.0])
    """
    left, right, above = _arrays(a, b, g)
    _same(above, left.shape)
    return above / right, -above * left / right**2


def masked_matmul_backward(x: ArrayLike, mask: ArrayLike, w: ArrayLike, g: ArrayLike) -> Array:
    """The gradient (g Wᵀ) ⊙ M of X for (X ⊙ M) W: a matmul node after a multiply node (dropout, say).

    >>> masked_matmul_backward([[1, 2]], [[1, 0]], [[3], [4]], [[10]]).tolist()
    [[30.0, 0.0]]
    """
    kept, weights, above = _arrays(mask, w, g)
    values = np.asarray(x, dtype=np.float64)
    masked, _ = matmul_backward(values * kept, weights, above)
    return multiply_backward(values, kept, masked)[0]


def _arrays(*values: ArrayLike) -> list[Array]:
    return [np.asarray(value, dtype=np.float64) for value in values]


def _same(above: Array, shape: tuple[int, ...]) -> None:
    if above.shape != shape:
        raise ValueError(f"the gradient from above has shape {above.shape}, the output {shape}")
