"""Formulas to derive: partial and mixed derivatives, second-order Taylor polynomials, maximum-likelihood estimates.

The truth comes from SymPy, the second route from tables written by hand; it is confirmed numerically.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from calculators import estimators, symbolic
from calculators.answers.keys import Expression
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Step, family
from calculators.problems.symbolic import confirmed, domain_of

POSITIVE = (1.0, 9.0)
PLACES = (0.35, 0.8, 1.15, 1.45)
LEAST_MISTAKES = 3


def _at(text: str, names: Sequence[str]) -> list[float]:
    """A formula text at a few points, with a different value for each variable; NaN where it is undefined."""
    from calculators.answers import Unreadable, evaluate

    values = []
    for place in PLACES:
        try:
            values.append(evaluate(text, {name: place + 0.21 * index for index, name in enumerate(names)}))
        except Unreadable:
            values.append(math.nan)
    return values


def _unlike(key: str, candidates: Mapping[str, str], names: Sequence[str]) -> dict[str, str]:
    """The candidates that are neither another form of the key nor of one before them."""
    seen, kept = [_at(key, names)], {}
    for name, text in candidates.items():
        values = _at(text, names)
        if all(any(abs(a - b) > 1e-3 * (1 + abs(a)) for a, b in zip(values, other, strict=True)) for other in seen):
            kept[name] = text
            seen.append(values)
    return kept


def _power(factor: int, m: int, n: int) -> str:
    """The text of factor·xᵐ·yⁿ with m, n ≥ 1."""
    return f"{factor}*{'x' if m == 1 else f'x^{m}'}*{'y' if n == 1 else f'y^{n}'}"


def _joined(first: str, second: str) -> str:
    return f"{first} - {second[1:]}" if second.startswith("-") else f"{first} + {second}"


class _Surface:
    """A function of x and y, drawn: its expression, and texts of its derivatives by x, by y and by both."""

    def __init__(self, draw: Draw) -> None:
        import sympy

        x, y = sympy.symbols("x y")
        a, b, c = draw.integer("a", 2, 6), draw.integer("b", 2, 6), draw.integer("c", 2, 4)
        m, n = draw.integer("m", 2, 4), draw.integer("n", 2, 4)
        self.kind = draw.choice("kind", ["exp", "ln", "sin"])
        self.power_x, self.power_y = _power(a * m, m - 1, n), _power(a * n, m, n - 1)
        self.power_xy = _power(a * m * n, m - 1, n - 1)
        self.head = head = a * x**m * y**n
        if self.kind == "exp":
            self.expression = head + b * sympy.exp(c * x * y)
            inner = f"exp({c}*x*y)"
            self.rest_x, self.rest_y = f"{b * c}*y*{inner}", f"{b * c}*x*{inner}"
            self.rest_xy = f"{b * c}*(1 + {c}*x*y)*{inner}"
            self.rest_slip = f"{b * c * c}*x*y*{inner}"
        elif self.kind == "ln":
            self.expression = head + b * sympy.log(x + c * y)
            self.rest_x, self.rest_y = f"{b}/(x + {c}*y)", f"{b * c}/(x + {c}*y)"
            self.rest_xy = f"-{b * c}/(x + {c}*y)^2"
            self.rest_slip = f"-{b}/(x + {c}*y)^2"
        else:
            self.expression = head + b * y**2 * sympy.sin(c * x)
            self.rest_x, self.rest_y = f"{b * c}*y^2*cos({c}*x)", f"{2 * b}*y*sin({c}*x)"
            self.rest_xy = f"{2 * b * c}*y*cos({c}*x)"
            self.rest_slip = f"{2 * b}*y*cos({c}*x)"

    @property
    def tail(self) -> Any:
        """What the function has beside the product of powers."""
        return self.expression - self.head

    def derivative(self, *names: str) -> Any:
        import sympy

        found = self.expression
        for name in names:
            found = symbolic.derivative(found, sympy.Symbol(name))
        return found


def _differentiated(term: Any, wrt: str) -> str:
    import sympy

    slope = symbolic.to_tex(symbolic.derivative(term, sympy.Symbol(wrt)))
    return rf"\frac{{\partial}}{{\partial {wrt}}} \left( {symbolic.to_tex(term)} \right) = {slope}"


@family("derivations.gradient", topics=["1.1.1", "3.2.2"])
def gradient(draw: Draw) -> Problem:
    """One component of the gradient of a function of x and y."""
    f, wrt = _Surface(draw), draw.choice("wrt", ["x", "y"])
    names = ["x", "y"]
    found = f.derivative(wrt)
    text, tex = symbolic.to_text(found), symbolic.to_tex(found)
    own, other = (f.power_x, f.power_y) if wrt == "x" else (f.power_y, f.power_x)
    rest, wrong = (f.rest_x, f.rest_y) if wrt == "x" else (f.rest_y, f.rest_x)
    mistakes = _unlike(
        text,
        {
            "other_variable": f"{other} + {wrong}",
            "first_term_only": own,
            "both_variables": _joined(f.power_xy, f.rest_xy),
            "product_not_kept": f"{own} + {wrong}",
        },
        names,
    )
    draw.require(len(mistakes) >= LEAST_MISTAKES)
    return Problem(
        given={"f": symbolic.to_tex(f.expression), "wrt": wrt},
        answer=Expression(text, dict.fromkeys(names, domain_of(text, names)), tex),
        check=lambda: confirmed(f"{own} + {rest}", f.expression, wrt, names),
        steps=[
            Step("powers", _differentiated(f.head, wrt)),
            Step("composed", _differentiated(f.tail, wrt)),
            Step("result", rf"\frac{{\partial f}}{{\partial {wrt}}} = {tex}"),
        ],
        mistakes=mistakes,
    )


@family("derivations.mixed_derivative", topics=["1.1.1", "3.2.1"])
def mixed_derivative(draw: Draw) -> Problem:
    """Off-diagonal element of the Hessian of a function of x and y."""
    f, names = _Surface(draw), ["x", "y"]
    first = f.derivative("x")
    found = symbolic.to_text(f.derivative("x", "y"))
    # As one writes it by hand, like the mistakes; SymPy's own derivative is the second route.
    by_hand = symbolic.from_text(_joined(f.power_xy, f.rest_xy), names)
    text, tex = symbolic.to_text(by_hand), symbolic.to_tex(by_hand)
    mistakes = _unlike(
        text,
        {
            "first_derivative": f"{f.power_x} + {f.rest_x}",
            "term_of_the_rest": _joined(f.power_xy, f.rest_slip),
            "first_term_only": f.power_xy,
            "second_by_the_same": symbolic.to_text(f.derivative("x", "x")),
            "slopes_multiplied": f"({_joined(f.power_x, f.rest_x)})*({_joined(f.power_y, f.rest_y)})",
            "first_power_kept": _joined(f.power_x, f.rest_xy),
        },
        names,
    )
    draw.require(len(mistakes) >= LEAST_MISTAKES)
    return Problem(
        given={"f": symbolic.to_tex(f.expression)},
        answer=Expression(text, dict.fromkeys(names, domain_of(text, names)), tex),
        check=lambda: confirmed(found, first, "y", names),
        steps=[
            Step("first", rf"\frac{{\partial f}}{{\partial x}} = {symbolic.to_tex(first)}"),
            Step("second", rf"\frac{{\partial^2 f}}{{\partial x \partial y}} = {tex}"),
        ],
        mistakes=mistakes,
    )


# Each g(u) with g(0), g'(0) and g''(0).
_EXPANDED = {
    "exp": (1, 1, 1),
    "falling": (1, -1, 1),
    "ln": (0, 1, -1),
    "reciprocal": (1, -1, 2),
    "square": (1, -2, 6),
    "cube": (1, 3, 6),
}


def _built(kind: str, u: Any) -> Any:
    import sympy

    one = sympy.Integer(1)
    match kind:
        case "exp":
            return sympy.exp(u)
        case "falling":
            return sympy.exp(-u)
        case "ln":
            return sympy.log(one + u)
        case "reciprocal":
            return one / (one + u)
        case "square":
            return (one + u) ** -2
        case _:
            return (one + u) ** 3


@family("derivations.taylor", topics=["1.1.1", "3.2.1"])
def taylor(draw: Draw) -> Problem:
    """Taylor polynomial of the second order about 0."""
    import sympy

    x = sympy.Symbol("x")
    kind = draw.choice("kind", list(_EXPANDED))
    a, b, c = draw.integer("a", 2, 5), draw.integer("b", 2, 6), draw.integer("c", 2, 6)
    g0, g1, g2 = _EXPANDED[kind]
    f = b * _built(kind, a * x) + c * x
    first = symbolic.derivative(f, x)
    second = symbolic.derivative(first, x)
    polynomial = f.subs(x, 0) + first.subs(x, 0) * x + second.subs(x, 0) * x**2 / 2
    text, tex = symbolic.to_text(polynomial), symbolic.to_tex(polynomial)
    p0, p1, p2 = b * g0, b * a * g1 + c, b * a * a * g2
    by_table = f"{p0} + {p1}*x + {p2}/2*x^2"
    mistakes = _unlike(
        text,
        {
            "half_missing": symbolic.to_text(p0 + p1 * x + p2 * x**2),
            "first_order_only": symbolic.to_text(p0 + p1 * x),
            "inner_not_squared": symbolic.to_text(p0 + p1 * x + sympy.Rational(b * a * g2, 2) * x**2),
            "sign_of_second": symbolic.to_text(p0 + p1 * x - sympy.Rational(p2, 2) * x**2),
        },
        ["x"],
    )
    draw.require(len(mistakes) >= LEAST_MISTAKES and p1 != 0)

    def by_approach() -> str:
        # The remainder is of the third order: a tenth of the step leaves about a thousandth.
        from calculators.answers import evaluate

        for h in (1e-2, -1e-2):
            far = abs(symbolic.value(f, {"x": h}) - evaluate(by_table, {"x": h}))
            near = abs(symbolic.value(f, {"x": h / 10}) - evaluate(by_table, {"x": h / 10}))
            if near > far / 500 + 1e-12:
                raise ArithmeticError(f"{by_table} is not the second-order polynomial of {f}")
        return by_table

    return Problem(
        given={"f": symbolic.to_tex(f)},
        answer=Expression(text, {"x": domain_of(text, ["x"])}, tex),
        check=by_approach,
        steps=[
            Step("values", rf"f(0) = {p0},\quad f'(0) = {p1},\quad f''(0) = {p2}"),
            Step("polynomial", rf"f(0) + f'(0) x + \frac{{f''(0)}}{{2}} x^2 = {tex}"),
        ],
        mistakes=mistakes,
    )


@family("derivations.maximum_likelihood", topics=["1.2.2"], domain=7 * 14)
def maximum_likelihood(draw: Draw) -> Problem:
    """Maximum-likelihood estimate of a parameter as a formula in n and a sum over the sample."""
    import sympy

    name, c = draw.choice("model", sorted(estimators.models())), draw.integer("c", 2, 15)
    model = estimators.models()[name]
    found = estimators.solved(model, c)
    text, tex = symbolic.to_text(found), symbolic.to_tex(found)
    by_hand = model.estimate.replace("C", str(c))
    mistakes = _unlike(text, {key: wrong.replace("C", str(c)) for key, wrong in model.mistakes.items()}, ["n", "s"])
    draw.require(len(mistakes) >= LEAST_MISTAKES)
    theta = sympy.Symbol("theta", positive=True)
    n, s = sympy.Symbol("n"), sympy.Symbol("s")
    log_likelihood = model.log_likelihood(theta, n, s, c)

    def by_neighbours() -> str:
        # No nearby θ is more likely than the estimate put down by hand.
        from calculators.answers import evaluate

        for size, total in ((5.0, 3.0), (4.0, 7.0)):
            best = evaluate(by_hand, {"n": size, "s": total})
            height = symbolic.value(log_likelihood, {"n": size, "s": total, "theta": best})
            for factor in (0.99, 1.01):
                if symbolic.value(log_likelihood, {"n": size, "s": total, "theta": best * factor}) >= height:
                    raise ArithmeticError(f"{by_hand} is not the most likely θ")
        return by_hand

    slope = symbolic.to_tex(symbolic.derivative(log_likelihood, theta))
    return Problem(
        given={"density": model.density.replace("C", str(c)), "statistic": model.statistic},
        answer=Expression(text, {"n": POSITIVE, "s": POSITIVE}, tex),
        check=by_neighbours,
        steps=[
            Step("slope", rf"\frac{{d \ln L}}{{d\theta}} = {slope} = 0"),
            Step("estimate", rf"\hat{{\theta}} = {tex}"),
        ],
        mistakes=mistakes,
    )
