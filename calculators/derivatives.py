"""A table of derivatives, written by hand: the second route next to SymPy's.

Each derivative is a text in the answer grammar in which `U` stands for the argument. Source: Goodfellow, Bengio &
Courville 2016, Deep Learning, sections 3.10 and 6.3.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from calculators import symbolic


@dataclass(frozen=True, slots=True)
class Elementary:
    """A function of u: how SymPy builds it, and its derivative as a text with u in parentheses."""

    name: str
    slope: str
    tex: str
    slope_tex: str

    def build(self, u: Any) -> Any:
        import sympy

        if self.name == "sigmoid":
            return symbolic.sigmoid(u)
        if self.name.startswith("^"):
            return u ** int(self.name[1:])
        return {
            "sin": sympy.sin,
            "cos": sympy.cos,
            "exp": sympy.exp,
            "ln": sympy.log,
            "sqrt": sympy.sqrt,
            "tanh": sympy.tanh,
        }[self.name](u)

    def text(self, u: str) -> str:
        return f"({u}){self.name}" if self.name.startswith("^") else f"{self.name}({u})"

    def slope_at(self, u: str) -> str:
        return self.slope.replace("U", f"({u})")


POWERS = [
    Elementary(f"^{n}", f"{n}*U^{n - 1}" if n > 2 else "2*U", f"u^{{{n}}}", f"{n} u^{{{n - 1}}}" if n > 2 else "2 u")
    for n in (2, 3, 4, 5)
]
SIN = Elementary("sin", "cos(U)", r"\sin(u)", r"\cos(u)")
COS = Elementary("cos", "(-sin(U))", r"\cos(u)", r"-\sin(u)")
EXP = Elementary("exp", "exp(U)", "e^{u}", "e^{u}")
LN = Elementary("ln", "(1/U)", r"\ln(u)", r"\frac{1}{u}")
SQRT = Elementary("sqrt", "(1/(2*sqrt(U)))", r"\sqrt{u}", r"\frac{1}{2\sqrt{u}}")
TANH = Elementary("tanh", "(1 - tanh(U)^2)", r"\tanh(u)", r"1 - \tanh^{2}(u)")
SIGMOID = Elementary("sigmoid", "sigmoid(U)*(1 - sigmoid(U))", r"\sigma(u)", r"\sigma(u)(1 - \sigma(u))")
ELEMENTARY = [*POWERS, SIN, COS, EXP, LN, SQRT, TANH, SIGMOID]


class Activation(NamedTuple):
    """An activation of u = ax + b: SymPy's form, its derivative in u as a text, and what people mistake it for."""

    build: Any
    slope: str
    mistakes: Mapping[str, str]


@lru_cache(maxsize=1)
def activations() -> dict[str, Activation]:
    """The activations that a chain of functions may contain, by name.

    >>> sorted(activations())
    ['gaussian', 'log_sigmoid', 'sigmoid', 'softplus', 'swish', 'tanh']
    """
    import sympy

    s = "sigmoid(U)"
    like_sigmoid = f"{s}*(1 - {s})"
    return {
        "sigmoid": Activation(symbolic.sigmoid, like_sigmoid, {"part_missing": s, "other_formula": f"(1 - {s}^2)"}),
        "tanh": Activation(
            sympy.tanh,
            "(1 - tanh(U)^2)",
            {"part_missing": "(1 - tanh(U))", "other_formula": "tanh(U)*(1 - tanh(U))"},
        ),
        "softplus": Activation(
            lambda u: sympy.log(1 + sympy.exp(u)),
            s,
            {"inside_forgotten": "(1/(1 + exp(U)))", "other_formula": like_sigmoid},
        ),
        "swish": Activation(
            lambda u: u * symbolic.sigmoid(u),
            f"({s} + U*{like_sigmoid})",
            {"part_missing": s, "other_formula": like_sigmoid},
        ),
        "log_sigmoid": Activation(
            lambda u: sympy.log(symbolic.sigmoid(u)),
            f"(1 - {s})",
            {"inside_forgotten": f"(1/{s})", "other_formula": like_sigmoid},
        ),
        "gaussian": Activation(lambda u: sympy.exp(-(u**2)), "(-2*U*exp(-U^2))", {"inside_forgotten": "exp(-U^2)"}),
    }
