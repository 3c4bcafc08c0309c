"""Derivatives of drawn formulas.

The truth comes from SymPy; the second route is put together from tables of derivatives and confirmed by central
differences. A mistake is a formula text in the answer grammar. Which mistakes differ from the key depends on the drawn
formula (exp is its own derivative), so each problem carries only those that do.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from calculators import symbolic
from calculators.answers.keys import Expression
from calculators.derivatives import COS, ELEMENTARY, EXP, SIGMOID, SIN, TANH, activations
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Step, family

X_DOMAIN = (0.2, 1.6)
BOTH_SIGNS = (-1.6, 1.6)
POINTS = (0.3, 0.7, 1.1, 1.5)
LEAST_MISTAKES = 3


class _Inner(NamedTuple):
    """An inner function of x, its text and the text of its derivative."""

    formula: Any
    text: str
    slope: str


def _x() -> Any:
    import sympy

    return sympy.Symbol("x")


def _inner(draw: Draw) -> _Inner:
    """One of ax + b, ax² + b, ax² + bx, x³ + ax and exp(x) + b; all are positive for x > 0."""
    import sympy

    x, a, b = _x(), draw.integer("a", 2, 6), draw.integer("b", 1, 5)
    match draw.choice("inner", ["line", "square", "quadratic", "cubic", "exp"]):
        case "line":
            return _Inner(a * x + b, f"{a}*x + {b}", f"{a}")
        case "square":
            return _Inner(a * x**2 + b, f"{a}*x^2 + {b}", f"{2 * a}*x")
        case "quadratic":
            return _Inner(a * x**2 + b * x, f"{a}*x^2 + {b}*x", f"({2 * a}*x + {b})")
        case "cubic":
            return _Inner(x**3 + a * x, f"x^3 + {a}*x", f"(3*x^2 + {a})")
        case _:
            return _Inner(sympy.exp(x) + b, f"exp(x) + {b}", "exp(x)")


def domain_of(text: str, names: Sequence[str]) -> tuple[float, float]:
    """Where a formula is compared: on both sides of 0 where it is defined there, so that |key| is no answer."""
    from calculators.answers import Unreadable, evaluate

    for place in (*POINTS, *(-place for place in POINTS)):
        for other in (place, -0.7 * place):
            try:
                evaluate(text, {name: other if index % 2 else place for index, name in enumerate(names)})
            except Unreadable:
                return X_DOMAIN
    return BOTH_SIGNS


def _points(names: Sequence[str]) -> list[dict[str, float]]:
    """A few points inside the domain, with different values for each variable."""
    return [
        {name: 0.2 + (place + 0.37 * shift * (index + 1)) % 1.3 for shift, name in enumerate(names)}
        for index, place in enumerate(POINTS)
    ]


def _numbers(text: str, names: Sequence[str]) -> list[float]:
    """A formula text at a few points of its variables' domains; NaN where it is undefined."""
    from calculators.answers import Unreadable, evaluate

    found = []
    for point in _points(names):
        try:
            found.append(evaluate(text, point))
        except Unreadable:
            found.append(math.nan)
    return found


def confirmed(by_table: str, expression: Any, wrt: str, names: Sequence[str], h: float = 1e-5) -> str:
    """`by_table`, once central differences of the expression agree with it; ArithmeticError where they do not."""
    for point, slope in zip(_points(names), _numbers(by_table, names), strict=True):
        above = symbolic.value(expression, {**point, wrt: point[wrt] + h})
        below = symbolic.value(expression, {**point, wrt: point[wrt] - h})
        difference = (above - below) / (2 * h)
        if not abs(difference - slope) <= 1e-5 * (1 + abs(difference)):
            raise ArithmeticError(f"{by_table} is {slope} at {point}, central differences give {difference}")
    return by_table


def _apart(first: Sequence[float], second: Sequence[float]) -> bool:
    """Whether two formulas are defined, and clearly differ, at some point."""
    return any(abs(a - b) > 1e-3 * (1 + abs(a)) for a, b in zip(first, second, strict=True))


def _different(key: str, candidates: Mapping[str, str], names: Sequence[str]) -> dict[str, str]:
    """The candidates that are neither another form of the key nor of one before them."""
    seen = [_numbers(key, names)]
    different = {}
    for name, text in candidates.items():
        numbers = _numbers(text, names)
        if all(_apart(numbers, other) for other in seen):
            different[name] = text
            seen.append(numbers)
    return different


def _problem(
    draw: Draw,
    formula: tuple[str, Any],
    names: Sequence[str],
    wrt: str,
    by_table: str,
    steps: Sequence[Step],
    candidates: Mapping[str, str],
) -> Problem:
    """The problem of deriving `formula` (given name, expression) with respect to `wrt`."""
    import sympy

    given, expression = formula
    slope = symbolic.to_text(symbolic.derivative(expression, sympy.Symbol(wrt)))
    # As one writes it by hand, like the mistakes; SymPy's own derivative is the second route.
    by_hand = symbolic.from_text(by_table, names)
    text, tex = symbolic.to_text(by_hand), symbolic.to_tex(by_hand)
    mistakes = _different(text, candidates, names)
    draw.require(len(mistakes) >= LEAST_MISTAKES)
    left = rf"\frac{{d {given}}}{{d {wrt}}}" if len(names) == 1 else rf"\frac{{\partial {given}}}{{\partial {wrt}}}"
    return Problem(
        given={given: symbolic.to_tex(expression)}
        if len(names) == 1
        else {given: symbolic.to_tex(expression), "wrt": wrt},
        answer=Expression(text, dict.fromkeys(names, domain_of(text, names)), tex),
        check=lambda: confirmed(slope, expression, wrt, names),
        steps=[*steps, Step("result", f"{left} = {tex}")],
        mistakes=mistakes,
    )


@family("symbolic.composed_derivative", topics=["3.2.2", "1.1.1"])
def composed(draw: Draw) -> Problem:
    """Derivative of a composed function f(g(x)) by the chain rule."""
    outer, inner = draw.choice("outer", ELEMENTARY), _inner(draw)
    slope = outer.slope_at(inner.text)
    return _problem(
        draw,
        ("y", outer.build(inner.formula)),
        ["x"],
        "x",
        f"{slope}*{inner.slope}",
        [
            Step("parts", rf"u = {symbolic.to_tex(inner.formula)},\quad y = {outer.tex}"),
            Step(
                "derivatives",
                rf"\frac{{dy}}{{du}} = {outer.slope_tex},\quad"
                rf" \frac{{du}}{{dx}} = {symbolic.to_tex(symbolic.derivative(inner.formula, _x()))}",
            ),
        ],
        {
            "inner_forgotten": slope,
            "inner_inside": outer.slope_at(inner.slope),
            "outer_kept": f"{outer.text(inner.text)}*{inner.slope}",
            "added": f"{slope} + {inner.slope}",
            "sign": f"-{slope}*{inner.slope}",
        },
    )


@family("symbolic.product_derivative", topics=["3.2.2", "1.1.1"])
def product(draw: Draw) -> Problem:
    """Derivative of a product of a power or a line and a function of ax."""
    x, a = _x(), draw.integer("a", 2, 6)
    n, b = draw.integer("n", 2, 4), draw.integer("b", 1, 5)
    if draw.choice("first", ["power", "line"]) == "power":
        first, u, du = x**n, f"x^{n}", f"{n}*x^{n - 1}" if n > 2 else "2*x"
    else:
        first, u, du = x * n + b, f"({n}*x + {b})", f"{n}"
    outer = draw.choice("second", [SIN, COS, EXP, TANH, SIGMOID])
    second, v, dv = outer.build(a * x), outer.text(f"{a}*x"), outer.slope_at(f"{a}*x")
    return _problem(
        draw,
        ("y", first * second),
        ["x"],
        "x",
        f"{du}*{v} + {u}*{a}*{dv}",
        [
            Step("parts", rf"f = {symbolic.to_tex(first)},\quad g = {symbolic.to_tex(second)}"),
            Step(
                "derivatives",
                rf"f' = {symbolic.to_tex(symbolic.derivative(first, x))},\quad"
                rf" g' = {symbolic.to_tex(symbolic.derivative(second, x))}",
            ),
        ],
        {
            "second_term_missing": f"{du}*{v}",
            "first_term_missing": f"{u}*{a}*{dv}",
            "product_of_derivatives": f"{du}*{a}*{dv}",
            "inner_forgotten": f"{du}*{v} + {u}*{dv}",
            "sign": f"{du}*{v} - {u}*{a}*{dv}",
            "inner_on_both": f"{du}*{a}*{v} + {u}*{a}*{dv}",
            "both_or_none": f"{du}*{a}*{dv} + {u}*{v}",
        },
    )


ACTIVATION_VARIANTS = 6 * 4 * 7


@family("symbolic.activation_derivative", topics=["3.1.3", "3.2.2"], domain=ACTIVATION_VARIANTS)
def activation(draw: Draw) -> Problem:
    """Derivative of an activation function of ax + b, expressed in x."""
    import sympy

    a, b = draw.integer("a", 2, 5), draw.integer("b", -3, 3)
    found = activations()[
        draw.choice("activation", ["sigmoid", "tanh", "softplus", "swish", "log_sigmoid", "gaussian"])
    ]
    x = _x()
    inner = a * x + b
    text = f"({a}*x + {b})" if b >= 0 else f"({a}*x - {-b})"

    def at(slope: str) -> str:
        return slope.replace("U", text)

    u = sympy.Symbol("u")
    outer = found.build(u)
    return _problem(
        draw,
        ("y", found.build(inner)),
        ["x"],
        "x",
        f"{a}*{at(found.slope)}",
        [
            Step("parts", rf"u = {symbolic.to_tex(inner)},\quad y = {symbolic.to_tex(outer)}"),
            Step(
                "derivatives",
                rf"\frac{{dy}}{{du}} = {symbolic.to_tex(symbolic.derivative(outer, u))},\quad \frac{{du}}{{dx}} = {a}",
            ),
        ],
        {
            "inner_forgotten": at(found.slope),
            "sign": f"-{a}*{at(found.slope)}",
            **{name: f"{a}*{at(slope)}" for name, slope in found.mistakes.items()},
        },
    )


@family("symbolic.loss_partial_derivative", topics=["3.2.2", "1.1.1"], domain=300)
def loss_partial(draw: Draw) -> Problem:
    """Partial derivative of a squared error of one neuron with respect to its weight, bias or input."""
    import sympy

    w, x, b, t = sympy.symbols("w x b t")
    wrt = draw.choice("wrt", ["w", "b", "x"])
    kind = draw.choice("prediction", ["line", "square", "sigmoid", "tanh", "exp"])
    # The loss is (twice/2)(y − t)², so that its derivative begins with `twice`.
    twice = draw.choice("twice", [1, 2, 4, 6])
    penalty = draw.integer("penalty", 0, 4)
    u, text = w * x + b, "(w*x + b)"
    inner = {"w": "x", "b": "1", "x": "w"}[wrt]
    y, output, slope = {
        "line": (u, text, "1"),
        "square": (u**2, f"{text}^2", f"2*{text}"),
        "sigmoid": (symbolic.sigmoid(u), f"sigmoid{text}", f"sigmoid{text}*(1 - sigmoid{text})"),
        "tanh": (sympy.tanh(u), f"tanh{text}", f"(1 - tanh{text}^2)"),
        "exp": (sympy.exp(u), f"exp{text}", f"exp{text}"),
    }[kind]
    loss = (y - t) ** 2 * sympy.Rational(twice, 2) + penalty * w**2
    tail = f" + {2 * penalty}*w" if penalty and wrt == "w" else ""
    error = f"{twice}*({output} - t)"
    candidates = {
        "inner_forgotten": f"{error}*{slope}{tail}",
        "activation_forgotten": f"{error}*{inner}{tail}",
        "error_only": error,
        "sign": f"-{error}*{slope}*{inner}{tail}",
        "factor_two": f"{twice // 2 or 2}*({output} - t)*{slope}*{inner}{tail}",
    }
    if penalty:
        wrong_tail = "" if wrt == "w" else f" + {2 * penalty}*w"
        candidates["penalty"] = f"{error}*{slope}*{inner}{wrong_tail}"
    symbol = sympy.Symbol(wrt)
    error_tex = "y - t" if twice == 1 else f"{twice}(y - t)"
    return _problem(
        draw,
        ("L", loss),
        ["w", "x", "b", "t"],
        wrt,
        f"{error}*{slope}*{inner}{tail}",
        [
            Step(
                "output",
                rf"y = {symbolic.to_tex(y)},\quad \frac{{\partial L}}{{\partial y}} = {error_tex}",
            ),
            Step(
                "slope", rf"\frac{{\partial y}}{{\partial {wrt}}} = {symbolic.to_tex(symbolic.derivative(y, symbol))}"
            ),
        ],
        candidates,
    )
