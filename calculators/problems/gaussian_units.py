"""GELU: its exact form with the normal distribution, its derivative, and its approximation by tanh."""

from __future__ import annotations

import math

from calculators import activations
from calculators.answers.keys import Number, Vector
from calculators.gradients import central_difference
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Round, Step, family

# Central differences against analytic derivatives.
DIFFERENCES = 1e-5


def _below(x: float) -> float:
    """Φ(x): the probability that a standard normal variable is at most x."""
    return activations.gelu(x).item() / x


@family("gaussian_units.gelu", topics=["3.1.3"])
def gelu(draw: Draw) -> Problem:
    """GELU of a positive and a negative number, from the normal distribution function."""
    up, down = draw.decimal("up", 0.3, 2.4, 0.1), draw.decimal("down", -2, -0.3, 0.1)
    draw.require(up != -down and up != 1)
    tables = [round(_below(up), 4), round(_below(-down), 4)]
    values = activations.gelu([up, down]).tolist()
    mirrored = round(1 - tables[1], 4)

    def by_density() -> list[float]:
        # Φ(x) − ½ is the integral of the density from 0 to x: by Simpson's rule.
        def integral(x: float, parts: int = 400) -> float:
            h = x / parts
            ordinates = [math.exp(-((h * k) ** 2) / 2) / math.sqrt(2 * math.pi) for k in range(parts + 1)]
            return h / 3 * (ordinates[0] + ordinates[-1] + 4 * sum(ordinates[1::2]) + 2 * sum(ordinates[2:-1:2]))

        return [x * (0.5 + integral(x)) for x in (up, down)]

    return Problem(
        given={"up": up, "down": down, "size": -down, "phi_up": tables[0], "phi_size": tables[1]},
        answer=Vector(tuple(values)),
        check=by_density,
        steps=[
            Step(
                "mirrored",
                rf"\Phi({tex.number(down)}) = 1 - \Phi({tex.number(-down)}) = 1 - {tex.number(tables[1])}"
                rf" = {tex.number(mirrored)}",
            ),
            Step(
                "products",
                rf"({tex.number(up)} \times {tex.number(tables[0])},\ {tex.number(down)} \times"
                rf" {tex.number(mirrored)}) = {tex.vector(values)}",
            ),
        ],
        mistakes={
            "not_mirrored": [values[0], down * tables[1]],
            "not_multiplied": [tables[0], mirrored],
            "relu": [up, 0.0],
            "swish": [activations.swish(x).item() for x in (up, down)],
        },
        solve=lambda keep: [keep(up * tables[0]), keep(down * keep(1 - tables[1]))],
    )


@family("gaussian_units.gelu_derivative", topics=["3.1.3", "3.2.2"], precision=DIFFERENCES, carried=5)
def gelu_derivative(draw: Draw) -> Problem:
    """Derivative of GELU at a point: Φ(x) + x φ(x)."""
    x = draw.nonzero("x", -2, 2, 0.01)
    # Near ±√2, where the derivative is greatest and least, it hardly changes.
    draw.require(abs(x) >= 0.3 and abs(abs(x) - 1) > 0.01 and abs(abs(x) - math.sqrt(2)) >= 0.12)
    share = round(_below(x), 4)
    density = math.exp(-x * x / 2) / math.sqrt(2 * math.pi)
    value = activations.gelu_derivative(x).item()
    draw.require(abs(value) >= 0.03)
    root = 2.50663

    def by_hand(keep: Round) -> float:
        return keep(share + keep(x * keep(keep(math.exp(-keep(x * x / 2))) / root)))

    return Problem(
        given={"x": x, "phi": share},
        answer=Number(value, decimals=3, relative=0.001, absolute=0.001),
        check=lambda: central_difference(lambda at: activations.gelu(at).item(), x),
        steps=[
            Step(
                "density",
                rf"\varphi({tex.number(x)}) = \frac{{1}}{{\sqrt{{2\pi}}}} e^{{-{tex.number(x * x / 2)}}}"
                rf" \approx {tex.number(density, 5)}",
            ),
            Step(
                "sum",
                rf"{tex.number(share)} + {tex.factor(x)} \times {tex.number(density, 5)} \approx"
                rf" {tex.number(value, 3)}",
            ),
        ],
        mistakes={
            "first_term_only": share,
            "second_term_only": x * density,
            "density_only": share + density,
            "root_forgotten": share + x * math.exp(-x * x / 2),
            "sign": share - x * density,
        },
        solve=by_hand,
    )


@family("gaussian_units.gelu_by_tanh", topics=["3.1.3"], carried=5, domain=80)
def gelu_by_tanh(draw: Draw) -> Problem:
    """GELU at a point by the approximation with tanh."""
    x = draw.nonzero("x", -2.4, 2.4, 0.04)
    # Near its minimum GELU hardly changes.
    draw.require(x >= 0.7 or x <= -0.96)
    value = activations.gelu_by_tanh(x).item()
    cubed = x + 0.044715 * x**3
    inside = 0.79788 * cubed
    half = math.tanh(math.sqrt(2 / math.pi) * cubed)

    def by_hand(keep: Round) -> float:
        inner = keep(0.79788 * keep(x + keep(0.044715 * keep(x**3))))
        return keep(0.5 * x * keep(1 + keep(math.tanh(inner))))

    return Problem(
        given={"x": x},
        answer=Number(value, decimals=3, relative=0.003, absolute=0.001),
        # ½(1 + tanh u) = σ(2u)
        check=lambda: x * activations.sigmoid(2 * math.sqrt(2 / math.pi) * cubed).item(),
        steps=[
            Step(
                "inside",
                rf"0.79788 \times ({tex.number(x)} + 0.044715 \times {tex.factor(x)}^3) \approx"
                rf" {tex.number(inside, 5)}",
            ),
            Step("tanh", rf"\tanh({tex.number(inside, 5)}) \approx {tex.number(half, 5)}"),
            Step(
                "value",
                rf"0.5 \times {tex.factor(x)} \times (1 + {tex.factor(half, 5)}) \approx {tex.number(value, 3)}",
            ),
        ],
        mistakes={
            "half_forgotten": 2 * value,
            "one_not_added": 0.5 * x * half,
            "not_multiplied": 0.5 * (1 + half),
            "root_forgotten": 0.5 * x * (1 + math.tanh(cubed)),
        },
        solve=by_hand,
    )
