"""Problems about the backward pass of a convolution, the transposed convolution and its relatives."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from calculators import convolution_backward as reference
from calculators.answers.keys import Count, Matrix, Vector
from calculators.answers.units import PIECES
from calculators.convolution import conv2d, im2col
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Step, family

Array = NDArray[np.float64]
Rows = list[list[float]]


def exact(rows: Array) -> Matrix:
    """A key of whole numbers, judged exactly."""
    return Matrix(tuple(tuple(row) for row in rows.tolist()), decimals=2, relative=0.0)


def _square(draw: Draw, name: str, side: int, bound: int) -> tuple[Rows, Array]:
    rows = draw.matrix(name, side, side, -bound, bound)
    return rows, np.array(rows)


def _nonzero(values: Array) -> int:
    return sum(value != 0 for value in values.ravel().tolist())


@family("convolution_backward.kernel_gradient", topics=["3.4.1", "3.2.2"])
def kernel_gradient(draw: Draw) -> Problem:
    """Gradient of a 2 × 2 kernel: windows of the input weighted by the gradient from above."""
    X, image = _square(draw, "x", 3, 4)
    G, upstream = _square(draw, "g", 2, 2)
    draw.require(_nonzero(upstream) >= 3)
    dK = reference.kernel_gradient(image, upstream, (2, 2))

    def by_units() -> Rows:
        # The output is linear in the kernel: the kernel's gradient is the response to each unit kernel.
        units = np.eye(4).reshape(4, 2, 2)
        return [[float((conv2d(image, units[2 * a + b]) * upstream).sum()) for b in range(2)] for a in range(2)]

    corner = [float(value) for value in image[:2, :2].ravel()]
    return Problem(
        given={"X": X, "G": G},
        answer=exact(dK),
        check=by_units,
        steps=[
            Step("first", rf"{tex.products(upstream.ravel().tolist(), corner)} = {tex.number(float(dK[0, 0]))}"),
            Step("all", rf"\frac{{\partial L}}{{\partial K}} = {tex.matrix(dK.tolist())}"),
        ],
        mistakes={
            "upstream_rotated": conv2d(image, upstream[::-1, ::-1]).tolist(),
            "one_window": (image[:2, :2] * upstream).tolist(),
            "upstream_transposed": conv2d(image, upstream.T).tolist(),
            "result_rotated": dK[::-1, ::-1].tolist(),
        },
    )


@family("convolution_backward.input_gradient", topics=["3.4.1", "3.2.2"])
def input_gradient(draw: Draw) -> Problem:
    """Gradient of the input of a convolution: the gradient from above spread out with the kernel."""
    K, kernel = _square(draw, "k", 2, 3)
    G, upstream = _square(draw, "g", 2, 2)
    draw.require(_nonzero(kernel) >= 3 and _nonzero(upstream) >= 3)
    dX = reference.input_gradient(upstream, kernel)
    middle = [float(upstream[i, j]) for i in range(2) for j in range(2)]
    turned = [float(kernel[1 - i, 1 - j]) for i in range(2) for j in range(2)]
    return Problem(
        given={"K": K, "G": G},
        answer=exact(dX),
        check=lambda: conv2d(np.pad(upstream, 1), kernel[::-1, ::-1]).tolist(),
        steps=[
            Step("corner", rf"{tex.products([middle[0]], [turned[3]])} = {tex.number(float(dX[0, 0]))}"),
            Step("middle", rf"{tex.products(middle, turned)} = {tex.number(float(dX[1, 1]))}"),
            Step("all", rf"\frac{{\partial L}}{{\partial X}} = {tex.matrix(dX.tolist())}"),
        ],
        mistakes={
            "kernel_not_rotated": conv2d(np.pad(upstream, 1), kernel).tolist(),
            "overwritten": _overwritten(upstream, kernel, 1).tolist(),
            "kernel_transposed": reference.transposed_conv2d(upstream, kernel.T).tolist(),
        },
    )


def _overwritten(image: Array, kernel: Array, stride: int) -> Array:
    """A transposed convolution whose overlapping values replace one another instead of adding up."""
    side, span = image.shape[0], kernel.shape[0]
    full = np.zeros(((side - 1) * stride + span,) * 2)
    for (i, j), value in np.ndenumerate(image):
        full[i * stride : i * stride + span, j * stride : j * stride + span] = value * kernel
    return np.asarray(full + 0.0, dtype=np.float64)


@family(
    "convolution_backward.transposed_forward",
    topics=["3.4.2"],
    sometimes=["overwritten", "stride_ignored", "input_rotated"],
)
def transposed_forward(draw: Draw) -> Problem:
    """Transposed convolution of a 2 × 2 map."""
    k, s, p = draw.choice("form", [(2, 1, 0), (3, 2, 1), (3, 1, 0), (2, 2, 0)])
    X, image = _square(draw, "x", 2, 3)
    K, kernel = _square(draw, f"k{k}", k, 2)
    draw.require(_nonzero(image) >= 3 and _nonzero(kernel) >= k)
    Y = reference.transposed_conv2d(image, kernel, s, p)

    def by_stretching() -> Rows:
        # Zeros between the values and around them, then an ordinary convolution with the rotated kernel.
        stretched = np.zeros((s + 1, s + 1))
        stretched[::s, ::s] = image
        return conv2d(np.pad(stretched, k - 1 - p), kernel[::-1, ::-1]).tolist()  # type: ignore[no-any-return]

    mistakes = {
        "kernel_rotated": reference.transposed_conv2d(image, kernel[::-1, ::-1], s, p).tolist(),
        "kernel_transposed": reference.transposed_conv2d(image, kernel.T, s, p).tolist(),
    }
    if k > s:
        over = _overwritten(image, kernel, s)
        mistakes["overwritten"] = over[p : len(over) - p, p : len(over) - p].tolist()
    if s > 1:
        mistakes["stride_ignored"] = reference.transposed_conv2d(image, kernel, 1, p).tolist()
    else:
        mistakes["input_rotated"] = reference.transposed_conv2d(image[::-1, ::-1], kernel, s, p).tolist()
    side = len(Y)
    return Problem(
        given={"k": k, "s": s, "p": p, "X": X, "K": K},
        answer=exact(Y),
        check=by_stretching,
        steps=[
            Step("size", rf"(2 - 1) \times {s} + {k} - 2 \times {p} = {side}"),
            Step("first", rf"X_{{11}} K = {tex.matrix((image[0, 0] * kernel).tolist())}"),
            Step("all", f"Y = {tex.matrix(Y.tolist())}"),
        ],
        mistakes=mistakes,
    )


@family("convolution_backward.im2col_row", topics=["3.4.1"], values="nonnegative")
def im2col_row(draw: Draw) -> Problem:
    """One row of the matrix that im2col makes of an image with two channels."""
    first, second = draw.matrix("first", 3, 3, 0, 9), draw.matrix("second", 3, 3, 0, 9)
    row = draw.integer("row", 1, 4)
    image = np.array([first, second])
    i, j = divmod(row - 1, 2)
    window = image[:, i : i + 2, j : j + 2]
    draw.require(len(set(window.ravel().tolist())) >= 6)
    values = im2col(image[None], (2, 2))[row - 1].tolist()
    other = image[:, j : j + 2, i : i + 2].ravel().tolist()
    mistakes = {
        "channels_last": window.transpose(1, 2, 0).ravel().tolist(),
        "down_first": window.transpose(0, 2, 1).ravel().tolist(),
        "one_channel": window[0].ravel().tolist(),
        "windows_down_first": other,
    }
    return Problem(
        given={"first": first, "second": second, "row": row},
        answer=Vector(tuple(values), decimals=2, relative=0.0),
        check=lambda: [float(image[c, i + a, j + b]) for c in range(2) for a in range(2) for b in range(2)],
        steps=[
            Step("first_channel", tex.matrix(window[0].tolist())),
            Step("second_channel", tex.matrix(window[1].tolist())),
            Step("row", tex.vector(values)),
        ],
        mistakes=mistakes,
    )


@family("convolution_backward.pointwise", topics=["3.4.2"])
def pointwise(draw: Draw) -> Problem:
    """A 1 × 1 convolution of three channels to one."""
    maps = [draw.matrix(f"x{channel}", 2, 2, -4, 5) for channel in range(3)]
    w = [draw.nonzero(f"w{channel}", -2, 3, 1) for channel in range(3)]
    b = draw.nonzero("b", -3, 3, 1)
    image = np.array(maps)
    Y = reference.pointwise_conv2d(image, np.array([w]), np.array([b]))[0]
    each = [[sum(v * m[i][j] for v, m in zip(w, maps, strict=True)) for j in range(2)] for i in range(2)]
    return Problem(
        given={"X1": maps[0], "X2": maps[1], "X3": maps[2], "w": w, "b": b},
        answer=exact(Y),
        check=lambda: [[value + b for value in row] for row in each],
        steps=[
            Step(
                "first", rf"{tex.products(w, image[:, 0, 0].tolist())} + {tex.factor(b)} = {tex.number(float(Y[0, 0]))}"
            ),
            Step("all", f"Y = {tex.matrix(Y.tolist())}"),
        ],
        mistakes={
            "bias_forgotten": each,
            "bias_for_each_channel": (Y + 2 * b).tolist(),
            "summed_unweighted": (image.sum(axis=0) + b).tolist(),
            "first_channel_only": (w[0] * image[0] + b).tolist(),
        },
    )


@family("convolution_backward.depthwise", topics=["3.4.2"])
def depthwise(draw: Draw) -> Problem:
    """One output channel of a depthwise convolution."""
    maps = [draw.matrix(f"x{channel}", 3, 3, -3, 4) for channel in range(2)]
    kernels = [draw.matrix(f"k{channel}", 2, 2, -2, 2) for channel in range(2)]
    channel = draw.integer("channel", 1, 2)
    images, filters = np.array(maps), np.array(kernels)
    draw.require(all(_nonzero(found) >= 3 for found in filters))
    out = reference.depthwise_conv2d(images, filters)
    Y = out[channel - 1]
    window = images[channel - 1, :2, :2].ravel().tolist()
    own = filters[channel - 1]
    return Problem(
        given={"X1": maps[0], "X2": maps[1], "K1": kernels[0], "K2": kernels[1], "channel": channel},
        answer=exact(Y),
        check=lambda: (im2col(images[None, channel - 1 : channel], (2, 2)) @ own.ravel()).reshape(2, 2).tolist(),
        steps=[
            Step("first", f"{tex.products(window, own.ravel().tolist())} = {tex.number(float(Y[0, 0]))}"),
            Step("all", f"Y_{channel} = {tex.matrix(Y.tolist())}"),
        ],
        mistakes={
            "summed_over_channels": out.sum(axis=0).tolist(),
            "other_channel": out[2 - channel].tolist(),
            "kernel_flipped": conv2d(images[channel - 1], own[::-1, ::-1]).tolist(),
            "other_kernel": conv2d(images[channel - 1], filters[2 - channel]).tolist(),
        },
    )


@family("convolution_backward.pooling_ceil", topics=["3.4.3"])
def pooling_ceil(draw: Draw) -> Problem:
    """Size after pooling in ceil mode on both sides of a rectangle: the number of output values."""
    height, width = draw.integer("height", 10, 60), draw.integer("width", 10, 60)
    k, s = draw.choice("form", [(2, 2), (3, 2), (3, 3), (4, 3), (5, 3), (4, 4)])
    draw.require((height - k) % s != 0 and height != width)
    rows, columns = (reference.pooled_size(side, k, s, ceil_mode=True) for side in (height, width))

    def windows(side: int) -> int:
        return next(count for count in range(1, side + 1) if (count - 1) * s + k >= side)

    floor = [(side - k) // s + 1 for side in (height, width)]
    return Problem(
        given={"height": height, "width": width, "k": k, "s": s},
        answer=Count(rows * columns, units=PIECES),
        check=lambda: windows(height) * windows(width),
        steps=[
            Step("rows", rf"\left\lceil \frac{{{height} - {k}}}{{{s}}} \right\rceil + 1 = {rows}"),
            Step("columns", rf"\left\lceil \frac{{{width} - {k}}}{{{s}}} \right\rceil + 1 = {columns}"),
            Step("total", rf"{rows} \times {columns} = {rows * columns}"),
        ],
        mistakes={
            "floor": floor[0] * floor[1],
            "stride_ignored": (height - k + 1) * (width - k + 1),
            "sides_added": rows + columns,
        },
    )
