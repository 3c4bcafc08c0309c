"""Pooling: one value for each window of a feature map.

Source: Goodfellow et al. 2016, section 9.3, unless a function says otherwise.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from calculators.convolution import output_size

Array = NDArray[np.float64]


def _pool(image: Array, window: int, stride: int, summary: Callable[[Array], np.float64]) -> Array:
    height, width = (output_size(side, window, stride) for side in image.shape)
    result = np.empty((height, width))
    for i in range(height):
        for j in range(width):
            result[i, j] = summary(image[i * stride : i * stride + window, j * stride : j * stride + window])
    return result


def max_pool(image: Array, window: int, stride: int) -> Array:
    """The largest value of each window: (H, W) to (OH, OW), without padding, a last incomplete window dropped.

    Raises ValueError where the window does not fit. Source: Goodfellow et al. 2016, section 9.3.

    >>> max_pool(np.arange(16.0).reshape(4, 4), 2, 2).tolist()
    [[5.0, 7.0], [13.0, 15.0]]
    """
    return _pool(image, window, stride, lambda part: part.max())


def max_pool_backward(gradient: Array, image: Array, window: int, stride: int) -> Array:
    """Gradient with respect to the image (H, W) from that of `max_pool`'s output (OH, OW).

    Each value goes to the place of its window's maximum (the first of several, in reading order); where windows
    overlap, what arrives is added up. Raises ValueError where the shapes do not fit.

    >>> max_pool_backward(np.array([[5.0]]), np.array([[1.0, 4.0], [2.0, 3.0]]), 2, 2).tolist()
    [[0.0, 5.0], [0.0, 0.0]]
    """
    if gradient.shape != tuple(output_size(side, window, stride) for side in image.shape):
        raise ValueError(f"a gradient of shape {gradient.shape} does not fit this pooling of {image.shape}")
    result = np.zeros_like(image, dtype=np.float64)
    for (i, j), value in np.ndenumerate(gradient):
        part = image[i * stride : i * stride + window, j * stride : j * stride + window]
        row, column = divmod(int(part.argmax()), window)
        result[i * stride + row, j * stride + column] += value
    return result


def average_pool(image: Array, window: int, stride: int) -> Array:
    """The mean of each window: (H, W) to (OH, OW), without padding, a last incomplete window dropped.

    Raises ValueError where the window does not fit. Source: LeCun et al. 1998, section II.

    >>> average_pool(np.arange(16.0).reshape(4, 4), 2, 2).tolist()
    [[2.5, 4.5], [10.5, 12.5]]
    """
    return _pool(image, window, stride, lambda part: part.mean())


def lp_pool(image: Array, window: int, stride: int, p: float) -> Array:
    """The p-norm of each window, (Σ|x|^p)^(1/p): (H, W) to (OH, OW), without padding.

    The sum form of PyTorch's LPPool2d; Sermanet et al. 2012, arXiv:1204.3968, weight the window by a Gaussian.
    Raises ValueError where the window does not fit or p is not positive.

    >>> lp_pool(np.array([[3.0, 0.0], [0.0, 4.0]]), 2, 2, 2).tolist()
    [[5.0]]
    """
    if p <= 0:
        raise ValueError("p must be positive")
    return _pool(image, window, stride, lambda part: (np.abs(part) ** p).sum() ** (1 / p))


def global_average(maps: Array) -> Array:
    """The mean of each feature map: (C, H, W) to (C,). Source: Lin, Chen & Yan 2013, arXiv:1312.4400, section 3.2.

    >>> global_average(np.arange(8.0).reshape(2, 2, 2)).tolist()
    [1.5, 5.5]
    """
    return np.asarray(maps.mean(axis=(1, 2)))
