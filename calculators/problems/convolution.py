"""Problems about convolutional layers."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import numpy as np

from calculators import convolution
from calculators.answers.keys import Count, Matrix, Shape, Vector
from calculators.answers.units import PIECES
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Step, family


def positions(size: int, kernel: int, stride: int, padding: int, dilation: int = 1) -> int:
    """Where a kernel can stand, counted one by one."""
    first, last = -padding, size + padding - (dilation * (kernel - 1) + 1)
    return len(range(first, last + 1, stride))


@family("convolution.output_size", topics=["3.4.1"], sometimes=["ceiling", "dilation_ignored"])
def output_size(draw: Draw) -> Problem:
    """Spatial size of a convolution's output: floor((n + 2p - d(k-1) - 1) / s) + 1."""
    n, k = draw.integer("n", 9, 112), draw.choice("k", [3, 5, 7, 9, 11])
    # With a stride most mistakes end in the same number, so that few of these draws are kept: they are tried oftener.
    s = draw.choice("s", [1, 2, 2, 2, 2, 3, 3, 3, 3, 3])
    p, d = draw.integer("p", 2, 5), draw.integer("d", 1, 3)
    room = n + 2 * p - d * (k - 1) - 1
    draw.require(p < k and room > p and (s == 1 or room % s != 0))
    size = convolution.output_size(n, k, s, p, d)
    draw.require(size not in (n, k, s, p, d))
    mistakes = {"padding_once": (room - p) // s + 1, "no_plus_one": size - 1}
    if s > 1:
        mistakes["ceiling"] = ceil(room / s) + 1
    if d > 1:
        mistakes["dilation_ignored"] = (n + 2 * p - k) // s + 1
    return Problem(
        given={"n": n, "k": k, "s": s, "p": p, "d": d},
        answer=Count(size),
        check=lambda: positions(n, k, s, p, d),
        steps=[
            Step("span", rf"d(k-1) + 1 = {d} \times ({k} - 1) + 1 = {d * (k - 1) + 1}"),
            Step(
                "formula",
                rf"\left\lfloor \frac{{{n} + 2 \times {p} - {d * (k - 1) + 1}}}{{{s}}} \right\rfloor + 1"
                rf" = {room // s} + 1 = {size}",
            ),
        ],
        mistakes=mistakes,
    )


@family("convolution.transposed_output_size", topics=["3.4.2"], sometimes=["output_padding_ignored"])
def transposed_output_size(draw: Draw) -> Problem:
    """Spatial size of a transposed convolution's output: (n-1)s - 2p + k + output padding."""
    n, k, s = draw.integer("n", 4, 32), draw.integer("k", 3, 6), draw.integer("s", 2, 4)
    p, extra = draw.integer("p", 1, 2), draw.integer("extra", 0, 1)
    size = convolution.transposed_output_size(n, k, s, p, extra)

    def scatter() -> int:
        covered = [place * s + offset for place in range(n) for offset in range(k)]
        return max(covered) + 1 - 2 * p + extra

    mistakes = {
        "padding_added": (n - 1) * s + 2 * p + k + extra,
        "as_convolution": (n + 2 * p - k) // s + 1,
        "no_minus_one": n * s - 2 * p + k + extra,
    }
    if extra:
        mistakes["output_padding_ignored"] = size - extra
    return Problem(
        given={"n": n, "k": k, "s": s, "p": p, "extra": extra},
        answer=Count(size),
        check=scatter,
        steps=[
            Step("spread", rf"(n - 1)s = ({n} - 1) \times {s} = {(n - 1) * s}"),
            Step("cut", rf"2p = 2 \times {p} = {2 * p}"),
            Step("formula", rf"{(n - 1) * s} - {2 * p} + {k} + {extra} = {size}"),
        ],
        mistakes=mistakes,
    )


@family("convolution.same_padding", topics=["3.4.1"], values="count")
def same_padding(draw: Draw) -> Problem:
    """Padding that keeps height and width at stride 1: d(k-1)/2 along each axis."""
    n = draw.integer("n", 32, 256)
    k = [draw.choice(f"k{axis}", [3, 5, 7, 9, 11]) for axis in "hw"]
    d = [draw.integer(f"d{axis}", 1, 5) for axis in "hw"]
    p = [convolution.same_padding(*axis) for axis in zip(k, d, strict=True)]
    mistakes = {
        "both_sides": [2 * pad for pad in p],
        "half_kernel_up": [rate * (kernel + 1) // 2 for kernel, rate in zip(k, d, strict=True)],
        "axes_exchanged": p[::-1],
        "dilation_ignored": [(kernel - 1) // 2 for kernel in k],
    }
    draw.require(p[0] != p[1] and max(d) > 1)
    return Problem(
        given={"n": n, "kh": k[0], "kw": k[1], "dh": d[0], "dw": d[1]},
        answer=Vector(tuple(p), decimals=2, relative=0.0),
        check=lambda: [
            next(tried for tried in range(n) if positions(n, kernel, 1, tried, rate) == n)
            for kernel, rate in zip(k, d, strict=True)
        ],
        steps=[
            Step("condition", rf"{n} + 2p_h - {d[0]} \times ({k[0]} - 1) = {n}"),
            Step("height", rf"p_h = \frac{{{d[0]} \times ({k[0]} - 1)}}{{2}} = {p[0]}"),
            Step("width", rf"p_w = \frac{{{d[1]} \times ({k[1]} - 1)}}{{2}} = {p[1]}"),
            Step("both", rf"(p_h,\ p_w) = {tex.vector(p)}"),
        ],
        mistakes=mistakes,
    )


@family("convolution.receptive_field", topics=["3.4.1"])
def receptive_field(draw: Draw) -> Problem:
    """Receptive field of a unit after a stack of convolutions."""
    depth = draw.integer("depth", 3, 4)
    kernels = [draw.choice(f"k{layer}", [2, 3, 4, 5, 7] if layer else [3, 5, 7, 9, 11]) for layer in range(depth)]
    strides = [draw.choice(f"s{layer}", [1, 2, 3]) for layer in range(depth)]
    draw.require(any(stride > 1 for stride in strides[:-1]))
    field = convolution.receptive_field(kernels, strides)
    steps, reach, jump = [], 1, 1
    for layer, (kernel, stride) in enumerate(zip(kernels, strides, strict=True), start=1):
        grown = reach + (kernel - 1) * jump
        steps.append(Step(f"layer_{layer}", rf"r_{layer} = {reach} + ({kernel} - 1) \times {jump} = {grown}"))
        reach, jump = grown, jump * stride

    def walk_back() -> int:
        first = last = 0
        for kernel, stride in reversed(list(zip(kernels, strides, strict=True))):
            first, last = first * stride, last * stride + kernel - 1
        return last - first + 1

    return Problem(
        given={"kernels": kernels, "strides": strides},
        answer=Count(field),
        check=walk_back,
        steps=steps,
        mistakes={
            "strides_ignored": 1 + sum(kernel - 1 for kernel in kernels),
            "own_stride_counted": _with_own_stride(kernels, strides),
            "kernels_added": sum(kernels),
        },
    )


def _with_own_stride(kernels: Sequence[int], strides: Sequence[int]) -> int:
    """The receptive field of a learner who multiplies the layer's own stride in before adding."""
    reach = jump = 1
    for kernel, stride in zip(kernels, strides, strict=True):
        jump *= stride
        reach += (kernel - 1) * jump
    return reach


@family("convolution.forward", topics=["3.4.1"], sometimes=["stride_ignored"])
def forward(draw: Draw) -> Problem:
    """A small convolution (cross-correlation) by hand."""
    n, k = draw.integer("n", 3, 4), 2 if draw.integer("small", 0, 1) else 3
    s, p = draw.integer("s", 1, 2), draw.integer("p", 0, 1)
    draw.require(n + 2 * p > k and (k, p) != (2, 1))
    # Every row and column is used, so that no rule for leftovers is needed.
    draw.require((n + 2 * p - k) % s == 0)
    size = convolution.output_size(n, k, s, p)
    draw.require(2 <= size <= 3)
    X = [draw.integers(f"x{row}", n, -3, 3) for row in range(n)]
    K = [draw.integers(f"k{row}", k, -2, 2) for row in range(k)]
    image, kernel = np.array(X, dtype=float), np.array(K, dtype=float)
    output = convolution.conv2d(image, kernel, s, p)

    def cell(i: int, j: int) -> float:
        return float(
            sum(
                X[i * s + a - p][j * s + b - p] * K[a][b]
                for a in range(k)
                for b in range(k)
                if 0 <= i * s + a - p < n and 0 <= j * s + b - p < n
            )
        )

    padded = np.pad(image, p)
    window = [float(value) for value in padded[:k, :k].ravel()]
    mistakes = {"kernel_flipped": convolution.conv2d(image, kernel[::-1, ::-1], s, p).tolist()}
    if s > 1:
        mistakes["stride_ignored"] = convolution.conv2d(image, kernel, 1, p)[:size, :size].tolist()
    mistakes["kernel_transposed"] = convolution.conv2d(image, kernel.T, s, p).tolist()
    mistakes["kernel_mirrored"] = convolution.conv2d(image, kernel[:, ::-1], s, p).tolist()
    rows = output.tolist()
    return Problem(
        given={"n": n, "k": k, "X": X, "K": K, "s": s, "p": p},
        answer=Matrix(_rows(rows), decimals=2, relative=0.0),
        check=lambda: [[cell(i, j) for j in range(size)] for i in range(size)],
        steps=[
            Step(
                "first",
                f"Y_{{11}} = {tex.products(window, [float(v) for v in kernel.ravel()])} = {tex.number(rows[0][0])}",
            ),
            Step("all", f"Y = {tex.matrix(rows)}"),
        ],
        mistakes=mistakes,
    )


def _rows(rows: Sequence[Sequence[float]]) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(row) for row in rows)


@family("convolution.flatten_features", topics=["3.4.1", "3.1.1"])
def flatten_features(draw: Draw) -> Problem:
    """Inputs of the fully connected layer after a convolution and a pooling."""
    n, k = draw.integer("n", 14, 40), draw.choice("k", [3, 5, 7])
    p, c = draw.integer("p", 0, 2), draw.choice("c", [4, 6, 8, 10, 16, 20, 32])
    draw.require(2 * p < k)
    side = convolution.output_size(n, k, 1, p)
    count = convolution.flatten_features(n, [(k, 1, p), (2, 2, 0)], c)
    pooled = side // 2
    return Problem(
        given={"n": n, "k": k, "p": p, "c": c},
        answer=Count(count, units=PIECES),
        check=lambda: np.zeros((c, n + 2 * p, n + 2 * p))[:, : 1 - k, : 1 - k][:, 1::2, 1::2].size,
        steps=[
            Step("convolution", rf"{n} + 2 \times {p} - {k} + 1 = {side}"),
            Step("pooling", rf"\left\lfloor \frac{{{side}}}{{2}} \right\rfloor = {pooled}"),
            Step("flatten", rf"{c} \times {pooled} \times {pooled} = {count}"),
        ],
        mistakes={
            "pooling_forgotten": c * side * side,
            "channels_forgotten": pooled * pooled,
            "side_not_squared": c * pooled,
            "no_plus_one": c * ((side - 1) // 2) ** 2,
        },
    )


@family("convolution.im2col_shape", topics=["3.4.1"], reach=2)
def im2col_shape(draw: Draw) -> Problem:
    """Shape of the matrix that im2col makes of a batch: (N·OH·OW, C·KH·KW)."""
    batch, c = draw.integer("batch", 2, 12), draw.choice("c", [1, 3, 4, 6, 8])
    n, k, s = draw.integer("n", 6, 16), draw.choice("k", [2, 3, 5]), draw.integer("s", 1, 2)
    p = draw.integer("p", 0, 1)
    side = convolution.output_size(n, k, s, p)
    rows, columns = batch * side * side, c * k * k
    return Problem(
        given={"batch": batch, "c": c, "n": n, "k": k, "s": s, "p": p},
        answer=Shape((rows, columns)),
        check=lambda: list(convolution.im2col(np.zeros((batch, c, n, n)), (k, k), s, p).shape),
        steps=[
            Step("side", rf"\left\lfloor \frac{{{n} + 2 \times {p} - {k}}}{{{s}}} \right\rfloor + 1 = {side}"),
            Step("rows", rf"{batch} \times {side} \times {side} = {rows}"),
            Step("columns", rf"{c} \times {k} \times {k} = {columns}"),
            Step("shape", rf"(N \cdot OH \cdot OW,\ C \cdot KH \cdot KW) = ({rows},\ {columns})"),
        ],
        mistakes={
            "transposed": [columns, rows],
            "batch_forgotten": [side * side, columns],
            "channels_in_rows": [batch * c * side * side, k * k],
            "input_positions": [batch * n * n, columns],
        },
    )


@family("convolution.col2im", topics=["3.4.1"])
def col2im(draw: Draw) -> Problem:
    """What col2im makes of im2col's rows: each pixel times the number of windows that hold it."""
    n, k = draw.choice("form", [(3, 2), (4, 3)])
    X = [draw.integers(f"x{row}", n, -5, 5) for row in range(n)]
    # The middle is in several windows: there the sum must show.
    draw.require(X[1][1] != 0)
    images = np.array(X, dtype=np.float64)[None, None]
    columns = convolution.im2col(images, (k, k))
    rows = convolution.col2im(columns, (1, 1, n, n), (k, k))[0, 0].tolist()
    counts = [
        [
            sum(a <= i < a + k for a in range(n - k + 1)) * sum(b <= j < b + k for b in range(n - k + 1))
            for j in range(n)
        ]
        for i in range(n)
    ]
    products = [[float(c * value) for c, value in zip(*pair, strict=True)] for pair in zip(counts, X, strict=True)]
    return Problem(
        given={"n": n, "k": k, "X": X},
        answer=Matrix(_rows(rows), decimals=2, relative=0.0),
        check=lambda: products,
        steps=[
            Step("counts", f"C = {tex.matrix(counts)}"),
            Step("sum", rf"X \odot C = {tex.matrix(rows)}"),
        ],
        mistakes={
            "taken_for_inverse": [[float(value) for value in row] for row in X],
            "one_axis_only": [[float(counts[i][0] * X[i][j]) for j in range(n)] for i in range(n)],
            "counts_only": [[float(value) for value in row] for row in counts],
        },
    )
