"""Jacobians, Hessians, Newton's step and constrained minima of functions of two variables."""

from __future__ import annotations

import math

import numpy as np

from calculators.answers.keys import Matrix, Number, Vector
from calculators.multivariable import (
    constrained_minimum,
    newton_step,
    numerical_hessian,
    numerical_jacobian,
    taylor_second_order,
)
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Step, family

POINTS = [-3, -2, -1, 1, 2, 3]
# Differences of step 1 are exact on polynomials of the second degree only.
DIFFERENCES = 1e-4


@family("multivariable.jacobian", topics=["1.1.1", "3.2.2"], precision=DIFFERENCES)
def jacobian(draw: Draw) -> Problem:
    """Jacobian of two polynomials of two variables at a point."""
    a, b, c, d = (draw.integer(name, 2, 6) for name in "abcd")
    x, y = draw.choice("x", POINTS), draw.choice("y", POINTS)
    rows = [[2 * a * x + b * y, b * x], [c * y, c * x + 2 * d * y]]
    return Problem(
        given={"a": a, "b": b, "c": c, "d": d, "x": x, "y": y},
        answer=Matrix(tuple(tuple(row) for row in rows), decimals=2, relative=0.0),
        check=lambda: numerical_jacobian(
            lambda at: np.array([a * at[0] ** 2 + b * at[0] * at[1], c * at[0] * at[1] + d * at[1] ** 2]), [x, y]
        ).tolist(),
        steps=[
            Step(
                "derivatives",
                rf"J = \begin{{bmatrix}} {2 * a}x + {b}y & {b}x \\ {c}y & {c}x + {2 * d}y \end{{bmatrix}}",
            ),
            Step("values", f"J({x}, {y}) = {tex.matrix(rows)}"),
        ],
        mistakes={
            "transposed": [[rows[0][0], rows[1][0]], [rows[0][1], rows[1][1]]],
            "factor_two": [[a * x + b * y, b * x], [c * y, c * x + d * y]],
            "mixed_term_forgotten": [[2 * a * x, b * x], [c * y, 2 * d * y]],
        },
    )


@family("multivariable.hessian", topics=["1.1.1", "3.2.1"], precision=DIFFERENCES)
def hessian(draw: Draw) -> Problem:
    """Hessian of a polynomial of two variables at a point."""
    a, b, c = (draw.integer(name, 2, 6) for name in "abc")
    x, y = draw.choice("x", POINTS), draw.choice("y", POINTS)
    mixed = 2 * b * x
    rows = [[6 * a * x + 2 * b * y, mixed], [mixed, 2 * c]]
    return Problem(
        given={"a": a, "b": b, "c": c, "x": x, "y": y},
        answer=Matrix(tuple(tuple(row) for row in rows), decimals=2, relative=0.0),
        check=lambda: numerical_hessian(
            lambda at: float(a * at[0] ** 3 + b * at[0] ** 2 * at[1] + c * at[1] ** 2), [x, y]
        ).tolist(),
        steps=[
            Step(
                "gradient",
                rf"\frac{{\partial f}}{{\partial x}} = {3 * a}x^2 + {2 * b}xy,\quad"
                rf" \frac{{\partial f}}{{\partial y}} = {b}x^2 + {2 * c}y",
            ),
            Step(
                "second",
                rf"H = \begin{{bmatrix}} {6 * a}x + {2 * b}y & {2 * b}x \\ {2 * b}x & {2 * c} \end{{bmatrix}}",
            ),
            Step("values", f"H({x}, {y}) = {tex.matrix(rows)}"),
        ],
        mistakes={
            "diagonal_only": [[rows[0][0], 0], [0, rows[1][1]]],
            "mixed_halved": [[rows[0][0], b * x], [b * x, rows[1][1]]],
            "mixed_term_forgotten": [[6 * a * x, mixed], [mixed, rows[1][1]]],
        },
    )


@family("multivariable.newton_step", topics=["3.2.1", "1.1.1"])
def newton(draw: Draw) -> Problem:
    """One step of Newton's method from a gradient and a Hessian."""
    p, q = draw.integer("p", 1, 6), draw.integer("q", 1, 6)
    off = draw.choice("off", [-2, -1, 1, 2])
    H = [[p, off], [off, q]]
    w, g = draw.integers("w", 2, -4, 4), draw.integers("g", 2, -9, 9)
    size = p * q - off * off
    draw.require(size in (1, 2, 4, 5, 8, 10) and p != q and all(g))
    new = [round(value, 10) + 0.0 for value in newton_step(w, g, H).tolist()]
    move = [round(a - b, 10) for a, b in zip(w, new, strict=True)]
    h = np.array(H, dtype=np.float64)
    back = [[q / size, -off / size], [-off / size, p / size]]
    return Problem(
        given={"H": H, "w": w, "g": g},
        answer=Vector(tuple(new), decimals=3, relative=0.0),
        check=lambda: [float(cell) for cell in np.array(w) - np.linalg.solve(h, np.array(g, dtype=np.float64))],
        steps=[
            Step("inverse", f"H^{{-1}} = {tex.matrix(back)}"),
            Step("move", f"H^{{-1}} g = {tex.vector(move)}"),
            Step("step", f"w - H^{{-1}} g = {tex.vector(new)}"),
        ],
        mistakes={
            "gradient_descent": [float(a - b) for a, b in zip(w, g, strict=True)],
            "hessian_not_inverted": [float(cell) for cell in np.array(w) - h @ np.array(g)],
            "diagonal_only": [w[0] - g[0] / p, w[1] - g[1] / q],
            "sign": [a + b for a, b in zip(w, move, strict=True)],
        },
    )


@family("multivariable.lagrange", topics=["1.1.1", "2.1.5"], values="positive")
def lagrange(draw: Draw) -> Problem:
    """Minimum of ax² + by² on a line cx + dy = e by a Lagrange multiplier."""
    a, b = draw.integer("a", 2, 6), draw.integer("b", 2, 6)
    c, d = draw.integer("c", 2, 6), draw.integer("d", 2, 6)
    draw.require(a * d != b * c)
    # The point is a multiple of (bc, ad): drawn so that it comes out whole or in halves.
    shared = math.gcd(b * c, a * d)
    e = draw.integer("multiple", 1, 6) * (b * c * c + a * d * d) // shared / 2
    draw.require(e == int(e) and e <= 300)
    e = int(e)
    x, y = (round(value, 10) for value in constrained_minimum(a, b, c, d, e))
    total = b * c * c + a * d * d
    multiplier = 2 * a * b * e / total

    def by_search() -> list[float]:
        # Along the line, the parabola in x has its vertex where its derivative by differences is 0.
        def f(at: float) -> float:
            return a * at * at + b * ((e - c * at) / d) ** 2

        slope, bend = (f(1) - f(-1)) / 2, f(1) - 2 * f(0) + f(-1)
        return [-slope / bend, (e + c * slope / bend) / d]

    return Problem(
        given={"a": a, "b": b, "c": c, "d": d, "e": e},
        answer=Vector((x, y), decimals=3, relative=0.0),
        check=by_search,
        steps=[
            Step("stationary", rf"{2 * a}x = {c}\lambda,\quad {2 * b}y = {d}\lambda"),
            Step(
                "multiplier",
                rf"\left(\frac{{{c * c}}}{{{2 * a}}} + \frac{{{d * d}}}{{{2 * b}}}\right)\lambda = {e}"
                rf"\ \Rightarrow\ \lambda = {tex.number(multiplier)}",
            ),
            Step("point", rf"(x,\ y) = {tex.vector([x, y])}"),
        ],
        mistakes={
            "weights_ignored": [e * c / (c * c + d * d), e * d / (c * c + d * d)],
            "components_exchanged": [y, x],
            "equal_parts": [e / (2 * c), e / (2 * d)],
            "coefficients_equal": [e / (c + d), e / (c + d)],
        },
    )


@family("multivariable.taylor", topics=["3.2.1", "1.1.1"], values="real")
def taylor(draw: Draw) -> Problem:
    """Second-order approximation of a loss near a point, from its gradient and Hessian."""
    value = draw.decimal("L", 1, 9, 0.5)
    g = [draw.nonzero(f"g{i}", -4, 4, 0.5) for i in range(2)]
    p, q, off = draw.integer("p", 1, 6), draw.integer("q", 1, 6), draw.choice("off", [-2, -1, 1, 2])
    H = [[p, off], [off, q]]
    step = [draw.choice(f"step{i}", [-0.4, -0.2, -0.1, 0.1, 0.2, 0.4]) for i in range(2)]
    near = round(taylor_second_order(value, g, H, step), 10)
    linear = round(g[0] * step[0] + g[1] * step[1], 10)
    quadratic = round(p * step[0] ** 2 + 2 * off * step[0] * step[1] + q * step[1] ** 2, 10)
    draw.require(linear != 0 and quadratic != 0)

    def by_growth() -> float:
        # Along the line to the point, the slope grows evenly: its mean stands at the middle.
        h = np.array(H)
        middle = np.array(g) + h @ np.array(step) / 2
        return float(value + middle @ np.array(step))

    return Problem(
        given={"L": value, "g": g, "H": H, "step": step},
        answer=Number(near, decimals=3, relative=0.0),
        check=by_growth,
        steps=[
            Step("linear", rf"g^{{\top}} \delta = {tex.products(g, step)} = {tex.number(linear)}"),
            Step(
                "quadratic",
                rf"\delta^{{\top}} H \delta = {p} \times {tex.factor(step[0])}^2"
                rf" + 2 \times {tex.factor(off)} \times {tex.factor(step[0])} \times {tex.factor(step[1])}"
                rf" + {q} \times {tex.factor(step[1])}^2 = {tex.number(quadratic)}",
            ),
            Step(
                "sum",
                rf"{tex.number(value)} + {tex.factor(linear)} + \frac{{1}}{{2}} \times {tex.factor(quadratic)}"
                f" = {tex.number(near)}",
            ),
        ],
        mistakes={
            "first_order_only": value + linear,
            "half_missing": value + linear + quadratic,
            "mixed_terms_once": near - off * step[0] * step[1] / 2,
            "sign_of_gradient": value - linear + quadratic / 2,
        },
        solve=lambda keep: keep(keep(value + keep(linear)) + keep(quadratic / 2)),
    )
