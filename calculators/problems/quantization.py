"""Affine quantization to 8 bits."""

from __future__ import annotations

import math

from calculators.answers.keys import Count
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Step, family
from calculators.quantization import dequantize, quantize


@family("quantization.quantize", topics=["5.1.1"], values=range(256))
def affine(draw: Draw) -> Problem:
    """The 8-bit code round(x / S) + Z of a real number."""
    scale = draw.choice("scale", [0.02, 0.04, 0.05, 0.08])
    zero_point = draw.integer("zero_point", 20, 140)
    x = draw.nonzero("x", -3, 6, 0.01)
    steps = x / scale
    part = steps - math.floor(steps)
    # Not near a tie, and above it, so that cutting off instead of rounding shows.
    draw.require(0.55 < part < 0.95)
    code = quantize(x, scale, zero_point)
    draw.require(1 <= code <= 254)

    def nearest_code() -> int:
        return min(range(256), key=lambda q: abs(dequantize(q, scale, zero_point) - x))

    rounded = code - zero_point
    return Problem(
        given={"x": x, "scale": scale, "zero_point": zero_point},
        answer=Count(code),
        check=nearest_code,
        steps=[
            Step("divide", rf"\frac{{x}}{{S}} = \frac{{{tex.number(x)}}}{{{tex.number(scale)}}} = {tex.number(steps)}"),
            Step("round", rf"\mathrm{{round}}({tex.number(steps)}) + Z = {rounded} + {zero_point} = {code}"),
        ],
        mistakes={
            "zero_point_missing": rounded,
            "cut_off": math.floor(steps) + zero_point,
            "zero_point_subtracted": rounded - zero_point,
            "multiplied": round(x * scale) + zero_point,
        },
        solve=lambda keep: round(keep(steps)) + zero_point,
    )
