"""How many multiply-adds an ordinary convolution of a rectangular input takes."""

from __future__ import annotations

import numpy as np

from calculators.answers.keys import Count
from calculators.convolution import layer_multiply_adds, output_size
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Step, family


@family("convolution_work.multiply_adds", topics=["3.4.1", "5.3.1"], values="size")
def multiply_adds(draw: Draw) -> Problem:
    """Multiply-adds of an ordinary convolution with stride and padding."""
    k, stride = draw.choice("k", [3, 5, 7]), draw.choice("stride", [1, 2])
    padding = draw.choice("padding", [0, 1, 2])
    height, width = draw.integer("height", 10, 32), draw.integer("width", 10, 32)
    c_in, c_out = draw.choice("c_in", [3, 4, 8, 16, 32]), draw.choice("c_out", [6, 8, 16, 24, 32, 64])
    draw.require(height != width and 2 * padding != k - 1)
    rows, columns = (output_size(side, k, stride, padding) for side in (height, width))
    value = layer_multiply_adds((height, width), c_in, c_out, k, stride, padding)

    def by_positions() -> int:
        # One multiply-add for each weight of each window.
        padded = np.zeros((c_in, height + 2 * padding, width + 2 * padding))
        windows = np.lib.stride_tricks.sliding_window_view(padded, (c_in, k, k))[:, ::stride, ::stride]
        return c_out * int(np.prod(windows.shape))

    each = k * k * c_in
    return Problem(
        given={
            "height": height,
            "width": width,
            "k": k,
            "stride": stride,
            "padding": padding,
            "c_in": c_in,
            "c_out": c_out,
        },
        answer=Count(value),
        check=by_positions,
        steps=[
            Step("size", rf"OH \times OW = {rows} \times {columns}"),
            Step("each", rf"k^2 C_{{\mathrm{{in}}}} = {k}^2 \times {c_in} = {each}"),
            Step("all", rf"{each} \times {c_out} \times {rows} \times {columns} = {value}"),
        ],
        mistakes={
            "input_size": each * c_out * height * width,
            "input_channels_forgotten": k * k * c_out * rows * columns,
            "output_channels_forgotten": each * rows * columns,
            "counted_twice": 2 * value,
            "parameters": each * c_out,
            "kernel_not_squared": k * c_in * c_out * rows * columns,
        },
    )
