"""Parts of a Transformer. Source: Vaswani et al. 2017, arXiv:1706.03762."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from calculators.softmax import softmax

Array = NDArray[np.float64]


def causal_weights(scores: ArrayLike) -> Array:
    """Attention weights (T, T) from scores (T, T): each position sees itself and those before it (section 3.2.3).

    Scores of later positions become minus infinity before the softmax, so that their weight is 0.

    >>> causal_weights([[1.0, 9.0], [0.0, 0.0]]).tolist()
    [[1.0, 0.0], [0.5, 0.5]]
    """
    s = np.asarray(scores, dtype=np.float64)
    weights = np.zeros_like(s)
    for row in range(len(s)):
        weights[row, : row + 1] = softmax(s[row, : row + 1])
    return weights


def positional_encoding(position: int, width: int) -> Array:
    """(sin p/10000^(0/d), cos p/10000^(0/d), sin p/10000^(2/d), …): shape (width,), angles in radians (section 3.5).

    Raises ValueError for an odd width.

    >>> positional_encoding(1, 4).round(4).tolist()
    [0.8415, 0.5403, 0.01, 1.0]
    """
    if width % 2:
        raise ValueError("the width must be even")
    angles = position / 10000 ** (np.arange(0, width, 2) / width)
    return np.stack([np.sin(angles), np.cos(angles)], axis=1).ravel()


def multi_head_parameters(width: int, bias: bool = True) -> int:
    """Projections of queries, keys, values and output, width × width each, however many heads (section 3.2.2).

    >>> multi_head_parameters(512)
    1050624
    """
    return 4 * (width * width + (width if bias else 0))


def encoder_layer_parameters(width: int, inner: int) -> int:
    """Multi-head attention and the position-wise network (width → inner → width), all with bias, and two layer norms.

    Section 3.1 and equation 2.

    >>> encoder_layer_parameters(512, 2048)
    3152384
    """
    return multi_head_parameters(width) + (width + 1) * inner + (inner + 1) * width + 2 * 2 * width


def self_attention_multiplications(length: int, width: int) -> int:
    """Multiplications of one self-attention layer: four projections 4nd², scores and weighted values 2n²d (table 1).

    >>> self_attention_multiplications(10, 64)
    176640
    """
    return 4 * length * width * width + 2 * length * length * width
