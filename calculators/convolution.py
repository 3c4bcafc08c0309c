"""Convolutional layers: sizes, costs, receptive fields and the forward pass.

"Convolution" here is what deep-learning libraries compute: cross-correlation, with the kernel not flipped.
Source: Dumoulin & Visin 2016, arXiv:1603.07285, unless a function says otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def output_size(size: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> int:
    """Positions at which a kernel can stand along one axis: floor((n + 2p - d(k-1) - 1) / s) + 1.

    `size` and `padding` (on each side) in pixels. Raises ValueError where the kernel does not fit.
    Source: Dumoulin & Visin 2016, arXiv:1603.07285, relationships 6 and 15.

    >>> output_size(224, 7, stride=2, padding=3)
    112
    """
    span = dilation * (kernel - 1) + 1
    if min(size, kernel, stride, dilation) < 1 or padding < 0:
        raise ValueError("sizes, stride and dilation are at least 1, padding at least 0")
    if size + 2 * padding < span:
        raise ValueError(f"a kernel that covers {span} pixels does not fit into {size} + 2 × {padding}")
    return (size + 2 * padding - span) // stride + 1


def transposed_output_size(
    size: int, kernel: int, stride: int = 1, padding: int = 0, output_padding: int = 0, dilation: int = 1
) -> int:
    """Output of a transposed convolution along one axis: (n-1)s - 2p + d(k-1) + output_padding + 1.

    `padding` is that of the convolution that it transposes, so it makes the output smaller. Raises ValueError where
    nothing is left. Source: Dumoulin & Visin 2016, arXiv:1603.07285, relationship 14; PyTorch's ConvTranspose2d.

    >>> transposed_output_size(7, 4, stride=2, padding=1)
    14
    """
    result = (size - 1) * stride - 2 * padding + dilation * (kernel - 1) + output_padding + 1
    if min(size, kernel, stride, dilation) < 1 or min(padding, output_padding) < 0 or result < 1:
        raise ValueError("these sizes leave no output")
    return result


def same_padding(kernel: int, dilation: int = 1) -> int:
    """Padding on each side that keeps the size at stride 1: d(k-1)/2.

    Raises ValueError for an even d(k-1)+1, where no equal padding on both sides does it.
    Source: Dumoulin & Visin 2016, arXiv:1603.07285, relationship 3.

    >>> same_padding(5)
    2
    """
    total = dilation * (kernel - 1)
    if total % 2:
        raise ValueError("an even span has no equal padding on both sides")
    return total // 2


def parameters(channels_in: int, channels_out: int, kernel: int, groups: int = 1, bias: bool = True) -> int:
    """Weights (and one bias for each output channel) of a k × k convolution.

    Raises ValueError where `groups` does not divide both channel counts.
    Source: Krizhevsky et al. 2012 (groups); Goodfellow et al. 2016, section 9.1.

    >>> parameters(3, 64, 7)
    9472
    """
    if channels_in % groups or channels_out % groups:
        raise ValueError("the groups must divide both channel counts")
    return kernel * kernel * (channels_in // groups) * channels_out + (channels_out if bias else 0)


def receptive_field(kernels: Sequence[int], strides: Sequence[int]) -> int:
    """Side of the input region that one unit after the last layer sees, in input pixels.

    r grows by (k-1) times the product of the strides of the layers before.
    Source: Araujo, Norris & Sim 2019, "Computing receptive fields of convolutional neural networks", Distill.
    Shapes: (layers,) both, the first layer first.

    >>> receptive_field([3, 3, 3], [1, 2, 1])
    9
    """
    field = jump = 1
    for kernel, stride in zip(kernels, strides, strict=True):
        field += (kernel - 1) * jump
        jump *= stride
    return field


def multiply_adds(side: int, channels_in: int, channels_out: int, kernel: int) -> int:
    """Multiplications of a k × k convolution whose output is `side` × `side`: k² C_in C_out side².

    Source: Howard et al. 2017, arXiv:1704.04861, section 3.1.

    >>> multiply_adds(14, 32, 64, 3)
    3612672
    """
    return kernel * kernel * channels_in * channels_out * side * side


def depthwise_separable_multiply_adds(side: int, channels_in: int, channels_out: int, kernel: int) -> int:
    """Multiplications of a depthwise k × k and a pointwise 1 × 1 convolution: (k² C_in + C_in C_out) side².

    Source: Howard et al. 2017, arXiv:1704.04861, section 3.1.

    >>> depthwise_separable_multiply_adds(14, 32, 64, 3)
    457856
    """
    return (kernel * kernel * channels_in + channels_in * channels_out) * side * side


def flatten_features(size: int, layers: Sequence[tuple[int, int, int]], channels: int) -> int:
    """Inputs of the first fully connected layer: channels × side², after layers of (kernel, stride, padding).

    >>> flatten_features(32, [(5, 1, 0), (2, 2, 0)], 6)
    1176
    """
    for kernel, stride, padding in layers:
        size = output_size(size, kernel, stride, padding)
    return channels * size * size


def conv2d(image: Array, kernel: Array, stride: int = 1, padding: int = 0, bias: float = 0.0) -> Array:
    """Cross-correlation of an image (H, W) with a kernel (KH, KW), zero padded: array (OH, OW).

    Raises ValueError where the kernel does not fit. Source: Goodfellow et al. 2016, eq. 9.6.

    >>> conv2d(np.arange(9.0).reshape(3, 3), np.array([[1.0, 0.0], [0.0, -1.0]])).tolist()
    [[-4.0, -4.0], [-4.0, -4.0]]
    """
    padded = np.pad(image, padding)
    kernel_height, kernel_width = kernel.shape
    height = output_size(image.shape[0], kernel_height, stride, padding)
    width = output_size(image.shape[1], kernel_width, stride, padding)
    result = np.empty((height, width))
    for i in range(height):
        for j in range(width):
            window = padded[i * stride : i * stride + kernel_height, j * stride : j * stride + kernel_width]
            result[i, j] = (window * kernel).sum() + bias
    return result


def dilated_kernel(kernel: Array, dilation: int) -> Array:
    """A kernel (KH, KW) with `dilation` − 1 zeros between its weights: (d(KH − 1) + 1, d(KW − 1) + 1).

    A convolution with it is the dilated one. Source: Dumoulin & Visin 2016, arXiv:1603.07285, section 5.1. Raises
    ValueError unless `dilation` ≥ 1.

    >>> dilated_kernel(np.array([[1.0, 2.0], [3.0, 4.0]]), 2).tolist()
    [[1.0, 0.0, 2.0], [0.0, 0.0, 0.0], [3.0, 0.0, 4.0]]
    """
    if dilation < 1:
        raise ValueError(f"a dilation is at least 1, not {dilation}")
    spread = np.zeros([dilation * (size - 1) + 1 for size in kernel.shape])
    spread[::dilation, ::dilation] = kernel
    return spread


def im2col(images: Array, kernel: tuple[int, int], stride: int = 1, padding: int = 0) -> Array:
    """Every window of a batch (N, C, H, W) as a row: array (N·OH·OW, C·KH·KW).

    Rows run over the images, then down and across the output; columns over channels, then down and across the kernel.
    Source: Chellapilla, Puri & Simard 2006, "High performance convolutional neural networks for document processing".

    >>> im2col(np.arange(6.0).reshape(1, 1, 2, 3), (2, 2)).tolist()
    [[0.0, 1.0, 3.0, 4.0], [1.0, 2.0, 4.0, 5.0]]
    """
    count, channels, height, width = images.shape
    kernel_height, kernel_width = kernel
    out_height = output_size(height, kernel_height, stride, padding)
    out_width = output_size(width, kernel_width, stride, padding)
    padded = np.pad(images, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel, axis=(2, 3))[:, :, ::stride, ::stride]
    rows = windows.transpose(0, 2, 3, 1, 4, 5)
    return rows.reshape(count * out_height * out_width, channels * kernel_height * kernel_width)


def col2im(
    columns: Array, shape: tuple[int, int, int, int], kernel: tuple[int, int], stride: int = 1, padding: int = 0
) -> Array:
    """Rows of windows added back to where `im2col` took them: (N·OH·OW, C·KH·KW) to the batch's `shape` (N, C, H, W).

    The transpose of `im2col`, not its inverse: a pixel in several windows gets the sum. Raises ValueError where the
    sizes do not fit. Source: Chellapilla, Puri & Simard 2006.

    >>> col2im(np.ones((2, 4)), (1, 1, 2, 3), (2, 2)).tolist()
    [[[[1.0, 2.0, 1.0], [1.0, 2.0, 1.0]]]]
    """
    count, channels, height, width = shape
    kernel_height, kernel_width = kernel
    out_height = output_size(height, kernel_height, stride, padding)
    out_width = output_size(width, kernel_width, stride, padding)
    windows = columns.reshape(count, out_height, out_width, channels, kernel_height, kernel_width)
    padded = np.zeros((count, channels, height + 2 * padding, width + 2 * padding))
    for i in range(out_height):
        for j in range(out_width):
            top, left = i * stride, j * stride
            padded[:, :, top : top + kernel_height, left : left + kernel_width] += windows[:, i, j]
    return padded[:, :, padding : padding + height, padding : padding + width]


def layer_multiply_adds(
    size: tuple[int, int], channels_in: int, channels_out: int, kernel: int, stride: int = 1, padding: int = 0
) -> int:
    """k² · C_in · C_out · OH · OW: multiply-adds of an ordinary convolution of an input of `size` (height, width).

    Source: Howard et al. 2017, arXiv:1704.04861, section 3.1, with the size of the output. Raises ValueError as
    `output_size` does.

    >>> layer_multiply_adds((8, 6), 3, 16, 3, stride=2, padding=1)
    5184
    """
    height, width = (output_size(side, kernel, stride, padding) for side in size)
    return kernel * kernel * channels_in * channels_out * height * width
