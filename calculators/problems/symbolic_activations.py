"""Derivatives of further activation functions as formulas: pieces of ELU and SELU, Mish, softsign and others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from calculators import symbolic
from calculators.problems.draw import Draw
from calculators.problems.formulas import Domains, confirmed, formula_problem
from calculators.problems.problem import Problem, family

NEGATIVE: Domains = {"x": (-1.6, -0.2)}
BOTH: Domains = {"x": (-1.5, 1.5)}
POSITIVE: Domains = {"x": (0.2, 1.6)}


class _Activation(NamedTuple):
    """An activation of x with constants: SymPy's form, its derivative's text, the domain, and mistakes."""

    formula: Any
    slope: str
    domains: Domains
    mistakes: Mapping[str, str]


def _activation(name: str, a: int, b: int) -> _Activation:
    """The activation of that name with the constants a and b, as SymPy's expression in x."""
    import sympy

    x = sympy.Symbol("x")
    s, p = symbolic.sigmoid, f"sigmoid({b}*x)"
    match name:
        case "elu":
            return _Activation(
                sympy.Mul(a, sympy.exp(b * x) - 1, evaluate=False),
                f"{a * b}*exp({b}*x)",
                NEGATIVE,
                {
                    "inner_forgotten": f"{a}*exp({b}*x)",
                    "one_kept": f"{a * b}*(exp({b}*x) - 1)",
                    "linear_part": f"{a}*{b}",
                    "inner_twice": f"{a * b * b}*exp({b}*x)",
                    "sign": f"-{a * b}*exp({b}*x)",
                },
            )
        case "softsign":
            return _Activation(
                a * x / (b + x),
                f"{a * b}/({b} + x)^2",
                POSITIVE,
                {
                    "inner_forgotten": f"{a}/({b} + x)",
                    "quotient_rule": f"{a}*({b} + 2*x)/({b} + x)^2",
                    "not_squared": f"{a * b}/({b} + x)",
                    "sign": f"-{a * b}/({b} + x)^2",
                },
            )
        case "scaled_tanh":
            return _Activation(
                a * sympy.tanh(b * x),
                f"{a * b}*(1 - tanh({b}*x)^2)",
                BOTH,
                {
                    "inner_forgotten": f"{a}*(1 - tanh({b}*x)^2)",
                    "outer_constant_inside": f"{b}*({a} - tanh({b}*x)^2)",
                    "not_squared": f"{a * b}*(1 - tanh({b}*x))",
                    "inner_twice": f"{a * b * b}*(1 - tanh({b}*x)^2)",
                    "sign": f"-{a * b}*(1 - tanh({b}*x)^2)",
                },
            )
        case "softplus":
            return _Activation(
                a * sympy.log(1 + sympy.exp(b * x)) / b,
                f"{a}*{p}",
                BOTH,
                {
                    "inner_forgotten": f"{a}*{p}/{b}",
                    "inside_forgotten": f"{a}/(1 + exp({b}*x))",
                    "twice_derived": f"{a}*{p}*(1 - {p})",
                    "inner_twice": f"{a * b}*{p}",
                    "sign": f"-{a}*{p}",
                },
            )
        case "swish":
            return _Activation(
                a * x * s(b * x),
                f"{a}*{p} + {a * b}*x*{p}*(1 - {p})",
                BOTH,
                {
                    "inner_forgotten": f"{a}*{p} + {a}*x*{p}*(1 - {p})",
                    "first_term_only": f"{a}*{p}",
                    "inner_twice": f"{a}*{p} + {a * b * b}*x*{p}*(1 - {p})",
                    "second_sign": f"{a}*{p} - {a * b}*x*{p}*(1 - {p})",
                    "second_term_only": f"{a * b}*x*{p}*(1 - {p})",
                    "product_of_derivatives": f"{a * b}*{p}*(1 - {p})",
                },
            )
        case "mish":
            inner = f"ln(1 + exp({b}*x))"
            return _Activation(
                a * x * sympy.tanh(sympy.log(1 + sympy.exp(b * x))),
                f"{a}*tanh({inner}) + {a * b}*x*(1 - tanh({inner})^2)*{p}",
                BOTH,
                {
                    "inner_forgotten": f"{a}*tanh({inner}) + {a}*x*(1 - tanh({inner})^2)",
                    "first_term_only": f"{a}*tanh({inner})",
                    "inner_twice": f"{a}*tanh({inner}) + {a * b * b}*x*(1 - tanh({inner})^2)*{p}",
                    "second_sign": f"{a}*tanh({inner}) - {a * b}*x*(1 - tanh({inner})^2)*{p}",
                    "second_term_only": f"{a * b}*x*(1 - tanh({inner})^2)*{p}",
                    "product_of_derivatives": f"{a * b}*(1 - tanh({inner})^2)*{p}",
                },
            )
        case "gated_tanh":
            return _Activation(
                sympy.tanh(a * x) * s(b * x),
                f"{a}*(1 - tanh({a}*x)^2)*{p} + {b}*tanh({a}*x)*{p}*(1 - {p})",
                BOTH,
                {
                    "inner_forgotten": f"(1 - tanh({a}*x)^2)*{p} + tanh({a}*x)*{p}*(1 - {p})",
                    "first_term_only": f"{a}*(1 - tanh({a}*x)^2)*{p}",
                    "inner_twice": f"{a * a}*(1 - tanh({a}*x)^2)*{p} + {b * b}*tanh({a}*x)*{p}*(1 - {p})",
                    "second_sign": f"{a}*(1 - tanh({a}*x)^2)*{p} - {b}*tanh({a}*x)*{p}*(1 - {p})",
                    "second_term_only": f"{b}*tanh({a}*x)*{p}*(1 - {p})",
                    "product_of_derivatives": f"{a * b}*(1 - tanh({a}*x)^2)*{p}*(1 - {p})",
                },
            )
        case _:
            return _Activation(
                a * s(x / b),
                f"{a}/{b}*sigmoid(x/{b})*(1 - sigmoid(x/{b}))",
                BOTH,
                {
                    "inner_forgotten": f"{a}*sigmoid(x/{b})*(1 - sigmoid(x/{b}))",
                    "inner_inverted": f"{a * b}*sigmoid(x/{b})*(1 - sigmoid(x/{b}))",
                    "outer_constant_inside": f"1/{b}*{a}*sigmoid(x/{b})*(1 - {a}*sigmoid(x/{b}))",
                    "sign": f"-{a}/{b}*sigmoid(x/{b})*(1 - sigmoid(x/{b}))",
                },
            )


NAMES = ("elu", "softsign", "scaled_tanh", "softplus", "swish", "mish", "gated_tanh", "temperature")


@family("symbolic_activations.derivative", topics=["3.1.3", "3.2.2"], domain=8 * 6 * 5)
def derivative(draw: Draw) -> Problem:
    """Derivative of an activation function with constants in it."""
    import sympy

    a, b = draw.integer("a", 2, 7), draw.integer("b", 2, 7)
    name = draw.choice("activation", NAMES)
    draw.require(a != b)
    found = _activation(name, a, b)
    low, high = found.domains["x"]
    side = "x < 0" if high < 0 else "x > 0" if low > 0 else r"-\infty < x < \infty"
    slope = symbolic.to_text(symbolic.derivative(found.formula, sympy.Symbol("x")))
    return formula_problem(
        draw,
        {"f": symbolic.to_tex(found.formula), "side": side},
        # As one writes it by hand, like the mistakes; SymPy's own derivative is the second route.
        symbolic.from_text(found.slope, ["x"]),
        found.domains,
        lambda: confirmed(slope, found.formula, "x", found.domains),
        "f'(x)",
        [],
        found.mistakes,
    )
