"""The backward pass of a convolution, the transposed convolution, and convolutions that keep channels apart.

As in `calculators.convolution`, the kernel is not flipped in the forward pass.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from calculators.convolution import conv2d, transposed_output_size

Array = NDArray[np.float64]


def transposed_conv2d(image: Array, kernel: Array, stride: int = 1, padding: int = 0) -> Array:
    """Each input value times the kernel, added up at distances of `stride`; `padding` is then cut off every side.

    `image` (H, W), `kernel` (KH, KW); the result has (H-1)s + KH - 2p rows, columns likewise. Raises ValueError where
    nothing is left. Source: Dumoulin & Visin 2016, arXiv:1603.07285, chapter 4.

    >>> transposed_conv2d(np.array([[1.0, 2.0]]), np.array([[1.0, 1.0]]), stride=1).tolist()
    [[1.0, 3.0, 2.0]]
    """
    height, width = (
        transposed_output_size(side, span, stride, padding)
        for side, span in zip(image.shape, kernel.shape, strict=True)
    )
    full = np.zeros((height + 2 * padding, width + 2 * padding))
    for (i, j), value in np.ndenumerate(image):
        full[i * stride : i * stride + kernel.shape[0], j * stride : j * stride + kernel.shape[1]] += value * kernel
    return full[padding : padding + height, padding : padding + width]


def kernel_gradient(image: Array, upstream: Array, kernel: tuple[int, int], stride: int = 1, padding: int = 0) -> Array:
    """dL/dK of Y = conv2d(X, K): the sum over the positions of upstream value × window, shape `kernel`.

    `image` X (H, W), `upstream` dL/dY (OH, OW). Source: Goodfellow et al. 2016, equation 9.11.

    >>> kernel_gradient(np.arange(9.0).reshape(3, 3), np.ones((2, 2)), (2, 2)).tolist()
    [[8.0, 12.0], [20.0, 24.0]]
    """
    padded = np.pad(image, padding)
    result = np.zeros(kernel)
    for (i, j), value in np.ndenumerate(upstream):
        top, left = i * stride, j * stride
        result += value * padded[top : top + kernel[0], left : left + kernel[1]]
    return result


def input_gradient(upstream: Array, kernel: Array, stride: int = 1, padding: int = 0) -> Array:
    """dL/dX of Y = conv2d(X, K), where the windows cover all of X: the transposed convolution of dL/dY with K.

    Source: Goodfellow et al. 2016, equation 9.13.

    >>> input_gradient(np.ones((2, 2)), np.array([[1.0, 2.0], [3.0, 4.0]])).tolist()
    [[1.0, 3.0, 2.0], [4.0, 10.0, 6.0], [3.0, 7.0, 4.0]]
    """
    return transposed_conv2d(upstream, kernel, stride, padding)


def pointwise_conv2d(images: Array, weights: Array, bias: Array) -> Array:
    """1 × 1 convolution: images (C, H, W), weights (O, C), bias (O,) to (O, H, W).

    Source: Lin, Chen & Yan 2014, arXiv:1312.4400, section 3.

    >>> pointwise_conv2d(np.array([[[1.0]], [[2.0]]]), np.array([[10.0, 1.0]]), np.array([0.5])).tolist()
    [[[12.5]]]
    """
    return np.asarray(np.einsum("oc,chw->ohw", weights, images) + bias[:, None, None], dtype=np.float64)


def depthwise_conv2d(images: Array, kernels: Array, stride: int = 1, padding: int = 0) -> Array:
    """One kernel for each channel, no sum over channels: images (C, H, W), kernels (C, KH, KW) to (C, OH, OW).

    Source: Howard et al. 2017, arXiv:1704.04861, equation 3.

    >>> depthwise_conv2d(np.ones((2, 2, 2)), np.array([[[1.0]], [[5.0]]])).tolist()
    [[[1.0, 1.0], [1.0, 1.0]], [[5.0, 5.0], [5.0, 5.0]]]
    """
    return np.stack([conv2d(image, kernel, stride, padding) for image, kernel in zip(images, kernels, strict=True)])


def pooled_size(size: int, window: int, stride: int, ceil_mode: bool = False) -> int:
    """Windows along one axis without padding, a last incomplete one dropped or (`ceil_mode`) kept.

    A kept window must begin inside the input. Raises ValueError where no window fits. Source: PyTorch's MaxPool2d.

    >>> pooled_size(6, 3, 2), pooled_size(6, 3, 2, ceil_mode=True)
    (2, 3)
    """
    if size < window or min(window, stride) < 1:
        raise ValueError("the window must fit into the input")
    whole, rest = divmod(size - window, stride)
    return whole + 1 + (1 if ceil_mode and rest and (whole + 1) * stride < size else 0)
