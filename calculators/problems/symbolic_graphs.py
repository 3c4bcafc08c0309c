"""Partial derivatives on a computational graph as formulas, and second derivatives: entries of the Hessian and its
determinant.
"""

from __future__ import annotations

from calculators import symbolic
from calculators.derivatives import EXP, LN, SIGMOID, SIN, SQRT, TANH
from calculators.problems.draw import Draw
from calculators.problems.formulas import confirmed, formula_problem
from calculators.problems.problem import Problem, Step, family

DOMAINS = {"x": (0.2, 1.6), "y": (0.2, 1.6)}


@family("symbolic_graphs.partial", topics=["3.2.2", "1.1.1"])
def partial(draw: Draw) -> Problem:
    """Derivative of the output of a computational graph with respect to an input that reaches it by two ways."""
    import sympy

    x, y = sympy.symbols("x y")
    wrt = draw.choice("wrt", ["x", "y"])
    a, b, c = draw.integer("a", 2, 5), draw.integer("b", 2, 5), draw.integer("c", 2, 5)
    outer = draw.choice("outer", [TANH, SIGMOID, LN, SQRT, SIN, EXP])
    join = draw.choice("join", ["product", "sum"])
    u, u_text = a * x + b * y, f"({a}*x + {b}*y)"
    q, q_text = c * x * y, f"{c}*x*y"
    p, p_text = outer.build(u), outer.text(u_text)
    slope = outer.slope_at(u_text)
    du, dq = (a, f"{c}*y") if wrt == "x" else (b, f"{c}*x")
    other = b if wrt == "x" else a
    loss = p * q if join == "product" else p + q
    left, right = (f"*{q_text}", f"{p_text}*") if join == "product" else ("", "")
    first, second = f"{slope}*{du}{left}", f"{right}{dq}"
    symbol = sympy.Symbol(wrt)
    joined = "pq" if join == "product" else "p + q"
    return formula_problem(
        draw,
        {
            "u": symbolic.to_tex(u),
            "p": outer.tex,
            "q": symbolic.to_tex(q),
            "L": joined,
            "wrt": wrt,
        },
        # As one writes it by hand, like the mistakes; SymPy's own derivative is the second route.
        symbolic.from_text(f"{first} + {second}", ["x", "y"]),
        DOMAINS,
        lambda: confirmed(symbolic.to_text(symbolic.derivative(loss, symbol)), loss, wrt, DOMAINS),
        rf"\frac{{\partial L}}{{\partial {wrt}}}",
        [
            Step(
                "local",
                rf"\frac{{dp}}{{du}} = {outer.slope_tex},\quad \frac{{\partial u}}{{\partial {wrt}}} = {du},\quad"
                rf" \frac{{\partial q}}{{\partial {wrt}}} = {symbolic.to_tex(symbolic.derivative(q, symbol))}",
            ),
            Step(
                "ways",
                rf"\frac{{\partial L}}{{\partial {wrt}}} = \frac{{\partial L}}{{\partial p}} \frac{{dp}}{{du}}"
                rf" \frac{{\partial u}}{{\partial {wrt}}} + \frac{{\partial L}}{{\partial q}}"
                rf" \frac{{\partial q}}{{\partial {wrt}}}",
            ),
        ],
        {
            "one_way_only": first,
            "other_way_only": second,
            "inner_forgotten": f"{slope}{left} + {second}",
            "outer_derivative_forgotten": f"{p_text}*{du}{left} + {second}",
            "other_input": f"{slope}*{other}{left} + {second}",
            "ways_multiplied": f"{slope}*{du}*{dq}",
            "inner_on_both": f"{first} + {du}*{second}",
        },
    )


@family("symbolic_graphs.hessian_diagonal", topics=["1.1.1", "3.2.1"])
def hessian_diagonal(draw: Draw) -> Problem:
    """Diagonal element of the Hessian of a function of x and y."""
    import sympy

    x, y = sympy.symbols("x y")
    a, b, c = draw.integer("a", 2, 6), draw.integer("b", 2, 5), draw.integer("c", 2, 5)
    m = draw.integer("m", 2, 4)
    kind = draw.choice("kind", ["exp", "ln", "sin", "sigmoid"])
    u, s = b * x + c * y, f"({b}*x + {c}*y)"
    function, first, second = {
        "exp": (sympy.exp(u), f"exp{s}", f"exp{s}"),
        "ln": (sympy.log(u), f"1/{s}", f"(-1/{s}^2)"),
        "sin": (sympy.sin(u), f"cos{s}", f"(-sin{s})"),
        "sigmoid": (
            symbolic.sigmoid(u),
            f"sigmoid{s}*(1 - sigmoid{s})",
            f"sigmoid{s}*(1 - sigmoid{s})*(1 - 2*sigmoid{s})",
        ),
    }[kind]
    wrt = draw.choice("wrt", ["x", "y"])
    f = a * x**m * y**2 + function
    power = {
        "x": (f"{a * m}*x^{m - 1}*y^2", f"{a * m * (m - 1)}*x^{m - 2}*y^2"),
        "y": (f"{2 * a}*x^{m}*y", f"{2 * a}*x^{m}"),
    }[wrt]
    inner, across = (b, c) if wrt == "x" else (c, b)
    mixed = f"{2 * a * m}*x^{m - 1}*y"
    symbol = sympy.Symbol(wrt)
    slope = symbolic.derivative(f, symbol)
    return formula_problem(
        draw,
        {"f": symbolic.to_tex(f), "wrt": wrt},
        symbolic.derivative(slope, symbol),
        DOMAINS,
        lambda: confirmed(f"{power[1]} + {inner * inner}*{second}", slope, wrt, DOMAINS),
        rf"\frac{{\partial^2 f}}{{\partial {wrt}^2}}",
        [Step("first", rf"\frac{{\partial f}}{{\partial {wrt}}} = {symbolic.to_tex(slope)}")],
        {
            "first_derivative": f"{power[0]} + {inner}*{first}",
            "mixed": f"{mixed} + {inner * across}*{second}",
            "inner_once": f"{power[1]} + {inner}*{second}",
            "squared_slope": f"({power[0]} + {inner}*{first})^2",
            "power_only": power[1],
        },
    )


@family("symbolic_graphs.hessian_determinant", topics=["1.1.1", "3.2.1"])
def hessian_determinant(draw: Draw) -> Problem:
    """Determinant of the Hessian of a polynomial of x and y, by whose sign a saddle is told."""
    import sympy

    x, y = sympy.symbols("x y")
    a, b, c = draw.integer("a", 1, 5), draw.choice("b", [-6, -5, -4, -3, 3, 4, 5, 6]), draw.integer("c", 1, 5)
    m, n = draw.integer("m", 2, 4), draw.integer("n", 2, 4)
    draw.require(m + n > 4)
    f = a * x**m + b * x * y + c * y**n
    fx, fy = symbolic.derivative(f, x), symbolic.derivative(f, y)
    xx, yy = symbolic.derivative(fx, x), symbolic.derivative(fy, y)
    p, q = a * m * (m - 1), c * n * (n - 1)

    def by_hand() -> str:
        confirmed(f"{p}*x^{m - 2}", fx, "x", DOMAINS)
        confirmed(f"{q}*y^{n - 2}", fy, "y", DOMAINS)
        confirmed(f"{b}", fx, "y", DOMAINS)
        return f"{p}*x^{m - 2}*{q}*y^{n - 2} - ({b})^2"

    mistakes = {
        "diagonal_only": xx * yy,
        "added": xx * yy + b * b,
        "not_squared": xx * yy - b,
        "doubled": xx * yy - 2 * b,
        "trace": xx + yy,
        "of_first_derivatives": symbolic.derivative(a * x**m, x) * symbolic.derivative(c * y**n, y) - b * b,
    }
    return formula_problem(
        draw,
        {"f": symbolic.to_tex(f)},
        xx * yy - b * b,
        DOMAINS,
        by_hand,
        r"\det H",
        [
            Step(
                "hessian",
                rf"H = \begin{{bmatrix}} {symbolic.to_tex(xx)} & {b} \\ {b} & {symbolic.to_tex(yy)} \end{{bmatrix}}",
            ),
        ],
        {name: symbolic.to_text(wrong) for name, wrong in mistakes.items()},
    )
