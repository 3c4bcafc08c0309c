"""SymPy trees printed in the answer grammar and as LaTeX, and their values."""

from __future__ import annotations

import math
import subprocess
import sys

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import symbolic
from calculators.answers import evaluate

x, y = sympy.symbols("x y")
leaves = st.sampled_from([x, y, sympy.Integer(2), sympy.Integer(-3), sympy.Rational(1, 2), sympy.Rational(-2, 3)])


def _grown(inner: st.SearchStrategy[sympy.Expr]) -> st.SearchStrategy[sympy.Expr]:
    one = st.sampled_from([sympy.sin, sympy.cos, sympy.tanh, symbolic.sigmoid, lambda u: sympy.exp(-(u**2)), abs])
    return (
        st.builds(lambda a, b: a + b, inner, inner)
        | st.builds(lambda a, b: a * b, inner, inner)
        | st.builds(lambda a, b: a / (b**2 + 1), inner, inner)
        | st.builds(lambda a: sympy.sqrt(a**2 + 2), inner)
        | st.builds(lambda a, n: a**n, inner, st.integers(2, 3))
        | st.builds(lambda function, a: function(a), one, inner)
    )


@settings(max_examples=150)
@given(st.recursive(leaves, _grown, max_leaves=5), st.floats(0.2, 1.5), st.floats(0.2, 1.5))
def test_the_printed_formula_has_the_value_of_the_tree(tree: sympy.Expr, at_x: float, at_y: float) -> None:
    point = {"x": at_x, "y": at_y}
    expected = symbolic.value(tree, point)
    assert evaluate(symbolic.to_text(tree), point) == pytest.approx(expected, rel=1e-9, abs=1e-12)
    exact = tree.subs({x: at_x, y: at_y}).replace(symbolic._sigmoid_class(), lambda u: 1 / (1 + sympy.exp(-u)))
    assert float(exact) == pytest.approx(expected, rel=1e-9, abs=1e-12)


def test_the_sigmoid_has_its_own_derivative() -> None:
    found = symbolic.derivative(symbolic.sigmoid(3 * x), x)
    s = 1 / (1 + math.exp(-1.5))
    assert symbolic.value(found, {"x": 0.5}) == pytest.approx(3 * s * (1 - s))
    assert symbolic.value(symbolic.sigmoid(x), {"x": -800.0}) == 0


@pytest.mark.parametrize(
    ("tree", "text", "tex"),
    [
        (2 * x * sympy.cos(x**2), "2*x*cos(x^2)", r"2 x \cos{\left(x^{2} \right)}"),
        (x / (x + 1), "x/(x + 1)", r"\frac{x}{x + 1}"),
        (-x * sympy.exp(-x), "-x*exp(-x)", r"- x e^{- x}"),
        (y - x, "y - x", "y - x"),
        (3 / (2 * x), "3/(2*x)", r"\frac{3}{2 x}"),
        (sympy.log(x) ** 2, "log(x)^2", r"\ln{\left(x \right)}^{2}"),
        (symbolic.sigmoid(x) ** 2, "sigmoid(x)^2", r"\sigma^{2}\left(x\right)"),
        ((x + 1) ** (-2), "1/(x + 1)^2", r"\frac{1}{\left(x + 1\right)^{2}}"),
    ],
)
def test_formulas_are_printed_as_they_are_written_by_hand(tree: sympy.Expr, text: str, tex: str) -> None:
    assert symbolic.to_text(tree) == text
    assert symbolic.to_tex(tree) == tex


def test_what_is_not_in_the_grammar_is_refused() -> None:
    with pytest.raises(TypeError):
        symbolic.to_text(sympy.gamma(x))
    with pytest.raises(TypeError):
        symbolic.value(sympy.gamma(x), {"x": 1.0})
    with pytest.raises(ValueError, match="not real"):
        symbolic.value(sympy.sqrt(x), {"x": -1.0})


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    code = (
        "import sys, calculators.problems, calculators.problems.symbolic\n"
        "assert 'sympy' not in sys.modules and 'numpy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


FORMS = ["2*(x + 1)", "-(x + 1)", "(x + 1)*3", "(x + 1)/2", "1 - (x + 1)", "2*x*(x + 1)/x", "0*(x + 1)", "1*(x + 1)"]


@pytest.mark.parametrize("form", FORMS)
def test_a_number_is_not_multiplied_into_a_sum(form: str) -> None:
    from sympy.core.parameters import distribute

    x = sympy.Symbol("x")
    with distribute(False):
        expected = {
            "2*(x + 1)": 2 * (x + 1),
            "-(x + 1)": -(x + 1),
            "(x + 1)*3": (x + 1) * 3,
            "(x + 1)/2": (x + 1) / 2,
            "1 - (x + 1)": 1 - (x + 1),
            "2*x*(x + 1)/x": 2 * x * (x + 1) / x,
            "0*(x + 1)": 0 * (x + 1),
            "1*(x + 1)": 1 * (x + 1),
        }[form]
    assert symbolic.from_text(form, ["x"]) == expected


def test_building_a_formula_leaves_what_sympy_has_computed_already() -> None:
    from sympy.core.cache import CACHE

    sympy.diff(sympy.sin(sympy.Symbol("x")) * 3, sympy.Symbol("x"))
    held = sum(cached.cache_info().currsize for cached in CACHE)
    symbolic.from_text("7*(x + 1)", ["x"])
    assert sum(cached.cache_info().currsize for cached in CACHE) >= held > 0
