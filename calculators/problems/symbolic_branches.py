"""Derivatives of functions that are put together from pieces, on one of them: ReLU and its kin, Maxout, Huber, MAE.

The key is what one writes by hand for the piece. The second route is SymPy's derivative of the piece, once central
differences of the whole function, computed by the reference functions, agree with it: so the piece is the right one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from calculators import activations, losses, symbolic
from calculators.problems.draw import Draw
from calculators.problems.formulas import Domains, formula_problem, numbers, points
from calculators.problems.problem import Problem, Step, family

Point = Mapping[str, float]


class _Branch(NamedTuple):
    """A function in LaTeX, what holds on the piece, the piece, its slope as a text, and the function at a point."""

    function: str
    condition: str
    piece: Any
    slope: str
    domains: Domains
    whole: Callable[[Point], float]
    mistakes: Mapping[str, str]


def _confirmed(branch: _Branch, wrt: str, h: float = 1e-5) -> str:
    """SymPy's derivative of the piece, once central differences of the whole function agree with it."""
    import sympy

    slope = symbolic.to_text(symbolic.derivative(branch.piece, sympy.Symbol(wrt)))
    for point, found in zip(points(branch.domains), numbers(slope, branch.domains), strict=True):
        above, below = (branch.whole({**point, wrt: point[wrt] + side * h}) for side in (1, -1))
        difference = (above - below) / (2 * h)
        if not abs(difference - found) <= 1e-5 * (1 + abs(difference)):
            raise ArithmeticError(f"{slope} is {found} at {point}, central differences give {difference}")
    return slope


def _activation(name: str, a: int, b: int) -> _Branch:
    """The activation of that name with the whole numbers a and b: of u = ax² - b, or with them as its constants."""
    import sympy

    x, alpha, scale, c = sympy.symbols("x alpha lambda c")
    u, inside = a * x**2 - b, f"({a}*x^2 - {b})"
    shown = symbolic.to_tex(u)
    kink = math.sqrt(b / a)

    def at(p: Point) -> float:
        return a * p["x"] ** 2 - b

    within: Domains = {"x": (0.1 * kink, 0.9 * kink)}
    match name:
        case "ReLU":
            return _Branch(
                rf"\mathrm{{ReLU}}({shown})",
                f"{shown} > 0",
                u,
                f"{2 * a}*x",
                {"x": (1.1 * kink, 1.1 * kink + 1.5)},
                lambda p: float(activations.relu(at(p))),
                {"value_kept": inside, "inner_twice": f"{2 * a}*x*{inside}", "power": f"{a}*x", "sign": f"-{2 * a}*x"},
            )
        case "Leaky ReLU":
            k = sympy.Rational(1, 10 * (b % 2) + 10)
            return _Branch(
                rf"\max\left({symbolic.to_tex(k)} \left({shown}\right),\ {shown}\right)",
                f"{shown} < 0",
                k * u,
                f"{2 * a}*x/{k.q}",
                within,
                lambda p: float(activations.leaky_relu(at(p), 1 / k.q)),
                {
                    "other_branch": f"{2 * a}*x",
                    "inner_forgotten": f"1/{k.q}",
                    "value_kept": f"{inside}/{k.q}",
                    "inner_twice": f"{2 * a}*x*{inside}/{k.q}",
                },
            )
        case "PReLU":
            return _Branch(
                rf"\max\left(0,\ {shown}\right) + \alpha \min\left(0,\ {shown}\right)",
                f"{shown} < 0",
                alpha * u,
                f"{2 * a}*alpha*x",
                {**within, "alpha": (0.1, 0.5)},
                lambda p: float(activations.leaky_relu(at(p), p["alpha"])),
                {
                    "other_branch": f"{2 * a}*x",
                    "inner_forgotten": "alpha",
                    "value_kept": f"alpha*{inside}",
                    "by_the_slope": inside,
                    "inner_twice": f"{2 * a}*alpha*x*{inside}",
                },
            )
        case "SELU":
            curve = f"exp({b}*x)"
            return _Branch(
                rf"\lambda \max(0,\ {b}x) + \lambda \alpha \left(e^{{\min(0,\ {b}x)}} - 1\right)",
                "x < 0",
                sympy.Mul(scale, alpha, sympy.exp(b * x) - 1, evaluate=False),
                f"{b}*alpha*lambda*{curve}",
                {"x": (-1.2, -0.2), "alpha": (1.2, 2.0), "lambda": (1.0, 1.2)},
                lambda p: float(activations.selu(b * p["x"], p["alpha"], p["lambda"])),
                {
                    "inner_forgotten": f"alpha*lambda*{curve}",
                    "other_branch": f"{b}*lambda",
                    "one_kept": f"{b}*alpha*lambda*({curve} - 1)",
                    "inner_twice": f"{b * b}*alpha*lambda*{curve}",
                },
            )
        case "GELU":
            s = "sigmoid(c*x)"
            return _Branch(
                rf"{a}x\,\sigma(cx)",
                r"-\infty < x < \infty",
                a * x * symbolic.sigmoid(c * x),
                f"{a}*{s} + {a}*c*x*{s}*(1 - {s})",
                {"x": (-1.5, 1.5), "c": (1.4, 2.0)},
                lambda p: a * float(activations.swish(p["x"], p["c"])),
                {
                    "inner_forgotten": f"{a}*{s} + {a}*x*{s}*(1 - {s})",
                    "first_term_only": f"{a}*{s}",
                    "product_of_derivatives": f"{a}*c*{s}*(1 - {s})",
                    "inner_twice": f"{a}*{s} + {a}*c^2*x*{s}*(1 - {s})",
                    "sign": f"{a}*{s} - {a}*c*x*{s}*(1 - {s})",
                },
            )
        case _:
            return _Branch(
                rf"\left( \max({a}x + {b},\ -{b}x) \right)^2",
                "x > 0",
                (a * x + b) ** 2,
                f"{2 * a}*({a}*x + {b})",
                {"x": (0.2, 1.6)},
                lambda p: activations.maxout([p["x"]], [[a], [-b]], [b, 0])[0] ** 2,
                {
                    "other_branch": f"{2 * b * b}*x",
                    "inner_forgotten": f"2*({a}*x + {b})",
                    "power": f"{a}*({a}*x + {b})",
                    "both_pieces": f"{2 * a}*({a}*x + {b}) + {2 * b * b}*x",
                },
            )


NAMES = ("ReLU", "Leaky ReLU", "PReLU", "SELU", "GELU", "Maxout")


@family("symbolic_branches.activation", topics=["3.1.3", "3.2.2"])
def activation(draw: Draw) -> Problem:
    """Derivative of an activation function that is defined by pieces, on one of them."""
    name = draw.choice("activation", NAMES)
    a, b = draw.integer("a", 2, 9), draw.integer("b", 2, 9)
    draw.require(a != b)
    branch = _activation(name, a, b)
    return formula_problem(
        draw,
        {"name": name, "f": branch.function, "condition": branch.condition, "variables": _listed(branch.domains)},
        symbolic.from_text(branch.slope, [*branch.domains]),
        branch.domains,
        lambda: _confirmed(branch, "x"),
        "f'(x)",
        [Step("piece", f"f(x) = {symbolic.to_tex(branch.piece)}")],
        branch.mistakes,
    )


def _listed(domains: Domains) -> str:
    return ",\\ ".join({"alpha": r"\alpha", "lambda": r"\lambda"}.get(name, name) for name in domains)


def _loss(kind: str, a: int, limit: int, wrt: str) -> _Branch:
    """A loss of weight a of the error e = wx - t: Huber's with a limit, or the magnitude; on one piece."""
    import sympy

    w, x, t = sympy.symbols("w x t")
    error, inner = w * x - t, "x" if wrt == "w" else "w"
    near: Domains = {"w": (0.9, 1.1), "x": (0.9, 1.1)}
    huber = kind.startswith("huber")
    function = rf"{a} H_{{{limit}}}(wx - t)" if huber else rf"{a} |wx - t|"

    def whole(p: Point) -> float:
        e = p["w"] * p["x"] - p["t"]
        return a * (losses.huber_loss([e], [0.0], limit) if huber else losses.mean_absolute_error([e], [0.0]))

    if kind == "huber_quadratic":
        half = sympy.Rational(a, 2)
        return _Branch(
            function,
            rf"|wx - t| < {limit}",
            half * error**2,
            f"{a}*{inner}*(w*x - t)",
            {**near, "t": (0.7, 1.4)},
            whole,
            {
                "other_branch": f"{a * limit}*{inner}",
                "inner_forgotten": f"{a}*(w*x - t)",
                "half_kept": f"{a}*{inner}*(w*x - t)/2",
                "sign": f"{a}*{inner}*(t - w*x)",
                "factor_two": f"{2 * a}*{inner}*(w*x - t)",
            },
        )
    above = kind.endswith("above")
    sign, slope = ("" if above else "-"), a * (limit if huber else 1)
    least = limit if huber else 0
    magnitude = error if above else -error
    piece = a * limit * (magnitude - sympy.Rational(limit, 2)) if huber else a * magnitude
    return _Branch(
        function,
        f"wx - t > {least}" if above else f"wx - t < {-least}",
        piece,
        f"{sign}{slope}*{inner}",
        {**near, "t": (-least - 3.0, 0.5 - least) if above else (1.6 + least, 4.0 + least)},
        whole,
        {
            "other_branch": f"{a if huber else 2 * a}*{inner}*(w*x - t)",
            "inner_forgotten": f"{sign}{slope}",
            "sign": f"{'-' if above else ''}{slope}*{inner}",
            "value_kept": f"{sign}{slope}*{inner}*(w*x - t)",
            "limit_forgotten" if huber else "weight_forgotten": f"{sign}{a if huber else 1}*{inner}",
        },
    )


KINDS = ("huber_quadratic", "huber_above", "huber_below", "mae_above", "mae_below")


@family("symbolic_branches.loss", topics=["3.1.2", "3.2.2"], domain=2 * 8 * (3 * 5 + 2))
def loss(draw: Draw) -> Problem:
    """Derivative of Huber's loss or of the absolute error of a linear unit, on one of its pieces."""
    a, limit = draw.integer("weight", 2, 9), draw.integer("limit", 2, 6)
    kind, wrt = draw.choice("kind", KINDS), draw.choice("wrt", ["w", "x"])
    branch = _loss(kind, a, limit, wrt)
    return formula_problem(
        draw,
        {"L": branch.function, "condition": branch.condition, "wrt": wrt},
        symbolic.from_text(branch.slope, [*branch.domains]),
        branch.domains,
        lambda: _confirmed(branch, wrt),
        rf"\frac{{\partial L}}{{\partial {wrt}}}",
        [Step("piece", f"L = {symbolic.to_tex(branch.piece)}")],
        branch.mistakes,
    )
