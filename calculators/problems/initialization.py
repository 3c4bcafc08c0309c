"""The standard deviation of initial weights."""

from __future__ import annotations

import math

from calculators.answers.keys import Number
from calculators.initialization import convolution_fan_in, he_std, xavier_std, xavier_uniform_bound
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Step, family

# Standard deviations crowd together: with the usual 1 % a guess from the middle of the range would often be right.
NARROW = 0.003


def _root(of: str, ratio: float, value: float) -> Step:
    return Step("root", rf"\sqrt{{{of}}} = \sqrt{{{tex.number(ratio, 6)}}} = {tex.number(value)}")


@family("initialization.xavier_std", topics=["3.2.4"], carried=6, values="positive")
def xavier(draw: Draw) -> Problem:
    """Standard deviation of Xavier (Glorot) initialization, normal form."""
    inputs, outputs = draw.integer("inputs", 30, 800), draw.integer("outputs", 30, 800)
    std = xavier_std(inputs, outputs)
    ratio = 2 / (inputs + outputs)
    return Problem(
        given={"inputs": inputs, "outputs": outputs},
        answer=Number(std, relative=NARROW),
        # Glorot's compromise: the variance is the harmonic mean of 1/n_in and 1/n_out.
        check=lambda: (2 / (1 / (1 / inputs) + 1 / (1 / outputs))) ** 0.5,
        steps=[
            Step("variance", rf"\frac{{2}}{{{inputs} + {outputs}}} = {tex.number(ratio, 6)}"),
            _root(rf"\frac{{2}}{{{inputs + outputs}}}", ratio, std),
        ],
        mistakes={
            "variance": ratio,
            "inputs_only": math.sqrt(1 / inputs),
            "he": he_std(inputs),
            "uniform_bound": xavier_uniform_bound(inputs, outputs),
        },
        solve=lambda keep: keep(math.sqrt(keep(2 / (inputs + outputs)))),
    )


@family("initialization.xavier_uniform", topics=["3.2.4"], carried=6, values="positive")
def xavier_uniform(draw: Draw) -> Problem:
    """Bound a of Xavier (Glorot) initialization from the uniform distribution U(−a, a)."""
    inputs, outputs = draw.integer("inputs", 30, 800), draw.integer("outputs", 30, 800)
    bound = xavier_uniform_bound(inputs, outputs)
    ratio = 6 / (inputs + outputs)
    return Problem(
        given={"inputs": inputs, "outputs": outputs},
        answer=Number(bound, relative=NARROW),
        # The variance of U(−a, a) is a²/3.
        check=lambda: math.sqrt(3) * xavier_std(inputs, outputs),
        steps=[
            Step("ratio", rf"a^2 = 3 \times \frac{{2}}{{{inputs} + {outputs}}} = {tex.number(ratio, 6)}"),
            _root(rf"\frac{{6}}{{{inputs + outputs}}}", ratio, bound),
        ],
        mistakes={
            "normal_form": xavier_std(inputs, outputs),
            "root_missing": ratio,
            "inputs_only": math.sqrt(6 / inputs),
            "width_for_bound": 2 * bound,
        },
        solve=lambda keep: keep(math.sqrt(keep(6 / (inputs + outputs)))),
    )


@family("initialization.he_std", topics=["3.2.4"], carried=6, values="positive")
def he(draw: Draw) -> Problem:
    """Standard deviation of He initialization of a fully connected layer."""
    inputs, outputs = draw.integer("inputs", 30, 1500), draw.integer("outputs", 30, 800)
    std = he_std(inputs)
    return Problem(
        given={"inputs": inputs, "outputs": outputs},
        answer=Number(std, relative=NARROW),
        # ReLU halves the mean square, so that half of n_in weights of variance s² must give 1.
        check=lambda: (inputs / 2) ** -0.5,
        steps=[
            Step("variance", rf"\frac{{2}}{{{inputs}}} = {tex.number(2 / inputs, 6)}"),
            _root(rf"\frac{{2}}{{{inputs}}}", 2 / inputs, std),
        ],
        mistakes={
            "variance": 2 / inputs,
            "xavier": xavier_std(inputs, outputs),
            "factor_two": math.sqrt(1 / inputs),
            "outputs": he_std(outputs),
        },
        solve=lambda keep: keep(math.sqrt(keep(2 / inputs))),
    )


@family("initialization.he_convolution", topics=["3.2.4", "3.4.1"], carried=6, values="positive")
def he_convolution(draw: Draw) -> Problem:
    """Standard deviation of He initialization (fan-in) of a convolution."""
    channels, filters = draw.integer("channels", 3, 64), draw.integer("filters", 8, 96)
    kernel = draw.choice("kernel", [3, 5, 7])
    fan_in = convolution_fan_in(channels, kernel)
    std = he_std(fan_in)
    return Problem(
        given={"channels": channels, "filters": filters, "kernel": kernel},
        answer=Number(std, relative=NARROW),
        check=lambda: math.sqrt(2 / channels) / kernel,
        steps=[
            Step("fan_in", rf"{channels} \times {kernel}^2 = {fan_in}"),
            Step("variance", rf"\frac{{2}}{{{fan_in}}} = {tex.number(2 / fan_in, 6)}"),
            _root(rf"\frac{{2}}{{{fan_in}}}", 2 / fan_in, std),
        ],
        mistakes={
            "kernel_ignored": he_std(channels),
            "kernel_not_squared": he_std(channels * kernel),
            "fan_out": he_std(convolution_fan_in(filters, kernel)),
            "factor_two": math.sqrt(1 / fan_in),
        },
        solve=lambda keep: keep(math.sqrt(keep(2 / fan_in))),
    )
