"""Problems about what a convolutional layer costs: parameters and multiplications."""

from __future__ import annotations

import numpy as np

from calculators import convolution
from calculators.answers.keys import Count, Number
from calculators.answers.units import FOLD, PIECES, TIMES
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Step, family


@family("convolution_cost.parameters", topics=["3.4.1"])
def parameters(draw: Draw) -> Problem:
    """Learned parameters of a convolutional layer with bias: (k² C_in + 1) C_out."""
    k, side = draw.choice("k", [1, 3, 5, 7]), draw.integer("side", 14, 64)
    c_in, c_out = draw.choice("c_in", [1, 3, 6, 8, 12, 16, 24, 32]), draw.choice("c_out", [4, 6, 8, 10, 16, 20, 32, 64])
    count = convolution.parameters(c_in, c_out, k)
    return Problem(
        given={"k": k, "side": side, "c_in": c_in, "c_out": c_out},
        answer=Count(count, units=PIECES),
        check=lambda: np.empty((c_out, c_in, k, k)).size + np.empty(c_out).size,
        steps=[
            Step("weights", rf"{k} \times {k} \times {c_in} \times {c_out} = {k * k * c_in * c_out}"),
            Step("bias", rf"{k * k * c_in * c_out} + {c_out} = {count}"),
        ],
        mistakes={
            "no_bias": k * k * c_in * c_out,
            "bias_per_weight_kernel": (k * k + 1) * c_in * c_out,
            "input_channels_ignored": (k * k + 1) * c_out,
        },
    )


@family("convolution_cost.grouped_parameters", topics=["3.4.2"])
def grouped_parameters(draw: Draw) -> Problem:
    """Weights of a grouped convolution without bias: k² (C_in / g) C_out."""
    k, g = draw.choice("k", [3, 5, 7]), draw.choice("g", [2, 4, 8])
    c_in, c_out = g * draw.integer("in_per_group", 2, 16), g * draw.integer("out_per_group", 2, 16)
    count = convolution.parameters(c_in, c_out, k, g, bias=False)
    return Problem(
        given={"k": k, "g": g, "c_in": c_in, "c_out": c_out},
        answer=Count(count, units=PIECES),
        check=lambda: sum(np.empty((c_out // g, c_in // g, k, k)).size for _ in range(g)),
        steps=[
            Step("one_group", rf"{k}^2 \times {c_in // g} \times {c_out // g} = {count // g}"),
            Step("all_groups", rf"{g} \times {count // g} = {count}"),
        ],
        mistakes={
            "groups_ignored": k * k * c_in * c_out,
            "one_group_only": count // g,
            "multiplied": k * k * c_in * c_out * g,
        },
    )


@family("convolution_cost.multiply_adds", topics=["3.4.2"])
def multiply_adds(draw: Draw) -> Problem:
    """Multiplications of a depthwise separable convolution: (k² C_in + C_in C_out) side²."""
    k, side = draw.choice("k", [3, 5]), draw.choice("side", [4, 5, 6, 7, 8, 10, 14, 16, 20])
    c_in, c_out = draw.choice("c_in", [4, 8, 10, 16, 20, 32]), draw.choice("c_out", [4, 8, 10, 16, 20, 32, 64])
    count = convolution.depthwise_separable_multiply_adds(side, c_in, c_out, k)
    depthwise, pointwise = k * k * c_in * side * side, c_in * c_out * side * side

    def by_layers() -> int:
        grouped = convolution.parameters(c_in, c_in, k, groups=c_in, bias=False)
        return sum(grouped + convolution.parameters(c_in, c_out, 1, bias=False) for _ in range(side * side))

    return Problem(
        given={"k": k, "side": side, "c_in": c_in, "c_out": c_out},
        answer=Count(count, units=TIMES),
        check=by_layers,
        steps=[
            Step("depthwise", rf"{k}^2 \times {c_in} \times {side}^2 = {depthwise}"),
            Step("pointwise", rf"{c_in} \times {c_out} \times {side}^2 = {pointwise}"),
            Step("total", rf"{depthwise} + {pointwise} = {count}"),
        ],
        mistakes={
            "ordinary_convolution": convolution.multiply_adds(side, c_in, c_out, k),
            "pointwise_forgotten": depthwise,
            "output_size_ignored": k * k * c_in + c_in * c_out,
        },
    )


@family("convolution_cost.separable_ratio", topics=["3.4.2"], carried=6, values="probability")
def separable_ratio(draw: Draw) -> Problem:
    """Cost of a depthwise separable convolution relative to an ordinary one: 1/C_out + 1/k²."""
    k, side = draw.choice("k", [3, 5, 7]), draw.choice("side", [7, 14, 28, 32, 56, 64])
    c_in, c_out = draw.choice("c_in", [8, 16, 32, 64, 128]), draw.integer("c_out", 8, 64)
    ratio = 1 / c_out + 1 / k**2

    def by_costs() -> float:
        separable = convolution.depthwise_separable_multiply_adds(side, c_in, c_out, k)
        return separable / convolution.multiply_adds(side, c_in, c_out, k)

    return Problem(
        given={"k": k, "side": side, "c_in": c_in, "c_out": c_out},
        # So narrow that the few kernel sizes don't make one answer right too often.
        answer=Number(ratio, relative=0.003, units=FOLD),
        check=by_costs,
        steps=[
            Step("ratio", rf"\frac{{{k}^2 C + C \times {c_out}}}{{{k}^2 \times C \times {c_out}}}"),
            Step("value", rf"\frac{{1}}{{{c_out}}} + \frac{{1}}{{{k}^2}} \approx {tex.number(ratio)}"),
        ],
        mistakes={
            "input_channels": 1 / c_in + 1 / k**2,
            "pointwise_forgotten": 1 / c_out,
            "depthwise_forgotten": 1 / k**2,
            "kernel_not_squared": 1 / c_out + 1 / k,
        },
        solve=lambda r: r(r(1 / c_out) + r(1 / k**2)),
    )
