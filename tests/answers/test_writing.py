"""Keys and the values of mistakes, printed as text and as LaTeX; expressions of question files."""

from __future__ import annotations

import math

import pytest

from calculators.answers import (
    Count,
    Expression,
    Key,
    Matrix,
    Number,
    Shape,
    Unreadable,
    UnusableKey,
    Vector,
    evaluate,
    key_tex,
    value_tex,
    write,
    write_value,
)
from quizapp.text.formula import draw_display

FORMULA = Expression("2*x*cos(x^2)", {"x": (-2.0, 2.0)})

WRITTEN: list[tuple[Key, str, str]] = [
    (Number(0.375), "0.375", "0.375"),
    (Number(1 / 3), "0.3333", "0.3333"),
    (Number(1 / 3, decimals=2), "0.33", "0.33"),
    (Number(-2.0), "-2", "-2"),
    (Number(-0.0), "0", "0"),
    (Number(100.0), "100", "100"),
    (Number(1.5e-7), "1.5e-7", r"1.5 \times 10^{-7}"),
    (Number(6.02e23), "6.02e23", r"6.02 \times 10^{23}"),
    (Number(0.123456, relative=0.0, absolute=1e-6), "0.123456", "0.123456"),
    (Count(1234567), "1234567", "1234567"),
    (Count(-3), "-3", "-3"),
    (Vector((0.5, -1.0)), "[0.5, -1]", r"\begin{bmatrix} 0.5 & -1 \end{bmatrix}"),
    (Matrix(((1.0, 2.0), (3.0, 1 / 3))), "[1, 2; 3, 0.3333]", r"\begin{bmatrix} 1 & 2 \\ 3 & 0.3333 \end{bmatrix}"),
    (Shape((3, 32, 32)), "3 × 32 × 32", r"3 \times 32 \times 32"),
    (Shape((10,)), "10", "10"),
    (Shape(()), "()", "()"),
    (FORMULA, "2*x*cos(x^2)", r"2 \, x \, \cos(x^{2})"),
    (Expression("x/2", {"x": (0.0, 1.0)}, tex=r"\tfrac{x}{2}"), "x/2", r"\tfrac{x}{2}"),
]


@pytest.mark.parametrize(("key", "text", "tex"), WRITTEN)
def test_a_key_is_written_as_a_learner_would_and_in_latex(key: Key, text: str, tex: str) -> None:
    assert write(key) == text
    assert key_tex(key) == tex


def test_a_mistakes_value_is_written_like_the_key() -> None:
    assert write_value(Number(0.5), 2 / 3) == "0.6667"
    assert write_value(Count(3), 2.5) == "2.5"
    assert write_value(Count(3), 4) == "4"
    assert write_value(Vector((1.0,)), [0.25, 1 / 3]) == "[0.25, 0.3333]"
    assert write_value(Matrix(((1.0,),)), [[1, 2.5], [3, 4]]) == "[1, 2.5; 3, 4]"
    assert write_value(Shape((3, 4)), [4, 3]) == "4 × 3"
    assert write_value(FORMULA, "cos(x^2)") == "cos(x^2)"
    assert value_tex(FORMULA, "cos(x)^2") == r"\cos(x)^{2}"
    assert value_tex(Shape((9, 9, 27)), [9.0, 9.0, 51.0]) == r"9 \times 9 \times 51"
    assert value_tex(Matrix(((1.0,),)), [[1, 2.5], [3, 4]]) == r"\begin{bmatrix} 1 & 2.5 \\ 3 & 4 \end{bmatrix}"


TEX = [
    ("x/(y+1)", r"\frac{x}{y + 1}"),
    ("(x+1)*2", r"(x + 1) \cdot 2"),
    ("2*3^x", r"2 \cdot 3^{x}"),
    ("-(x+1)", r"-(x + 1)"),
    ("x-(y-1)", r"x - (y - 1)"),
    ("(x/y)^2", r"(\frac{x}{y})^{2}"),
    ("sqrt(x)", r"\sqrt{x}"),
    ("abs(x)", r"\left| x \right|"),
    ("sigmoid(x)*(1-sigmoid(x))", r"\sigma(x) \, (1 - \sigma(x))"),
    ("max(0,x)", r"\max(0, x)"),
    ("relu(x)", r"\mathrm{relu}(x)"),
    ("floor(x)", r"\lfloor x \rfloor"),
    ("ceil(x)", r"\lceil x \rceil"),
    ("log2(x)", r"\log_2(x)"),
    ("2*pi*x", r"2 \, \pi \, x"),
    ("w_12*x", r"w_{12} \, x"),
    ("lambda*x", r"\lambda \, x"),
    ("lr*x", r"\mathrm{lr} \, x"),
    ("1e-3*x", r"1 \times 10^{-3} \, x"),
    ("x*(-y)", r"x \, (-y)"),
]


@pytest.mark.parametrize(("text", "tex"), TEX)
def test_a_formula_is_printed_in_latex_that_can_be_drawn(text: str, tex: str) -> None:
    key = Expression(text, dict.fromkeys(("x", "y", "w_12", "lambda", "lr"), (0.1, 1.0)))
    assert key_tex(key) == tex
    assert any(row.strip() for row in draw_display(tex))


def test_what_cannot_be_written_is_the_authors_error() -> None:
    with pytest.raises(UnusableKey):
        write(Number(math.nan))
    with pytest.raises(UnusableKey):
        key_tex(Expression("2*(", {"x": (0.0, 1.0)}))


def test_an_expression_of_a_question_file_is_evaluated_by_the_same_walk() -> None:
    assert evaluate("floor((n+2p-k)/s)+1", {"n": 32, "p": 1, "k": 3, "s": 2}) == 16
    assert evaluate("-0.5*log2(0.5)-0.5*log2(0.5)") == 1
    assert evaluate("exp(2)/(exp(2)+exp(1))") == pytest.approx(1 / (1 + math.exp(-1)))


@pytest.mark.parametrize(
    ("text", "variables", "code"),
    [
        ("__import__('os')", {}, "unknown_sign"),
        ("9**9**9", {}, "too_large"),
        ("x+1", {}, "unknown_name"),
        ("y+1", {"x": 1.0}, "unknown_variable"),
        ("1/x", {"x": 0.0}, "division_by_zero"),
        ("ln(x)", {"x": -1.0}, "undefined"),
        ("", {}, "empty"),
    ],
)
def test_an_expression_that_has_no_value_says_why(text: str, variables: dict[str, float], code: str) -> None:
    with pytest.raises(Unreadable) as error:
        evaluate(text, variables)
    assert error.value.fault.code == code
