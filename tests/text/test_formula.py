"""Formulas of the field are drawn readably, in rows of one width, and never with another meaning."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from quizapp.text.formula import FormulaFault, draw_display, draw_figures, draw_inline, drawing_fault
from quizapp.text.messages import message
from quizapp.text.tex_nodes import FaultReason
from tests.text.formulas import FORMULAS


@pytest.mark.parametrize(("tex", "row"), FORMULAS.items())
def test_a_formula_is_written_in_one_row_without_losing_its_meaning(tex, row):
    assert draw_inline(tex) == row


@pytest.mark.parametrize("tex", FORMULAS)
def test_the_rows_of_a_drawing_are_equally_wide(tex):
    rows = draw_display(tex)
    assert rows
    assert len({cell_len(row) for row in rows}) == 1
    assert not any(sign in row for row in rows for sign in "?\\$")


@pytest.mark.parametrize("width", [30, 50])
@pytest.mark.parametrize("tex", FORMULAS)
def test_a_drawing_fits_the_width_it_is_made_for(tex, width):
    for figure in draw_figures(tex, width):
        assert figure.width <= width
        assert {cell_len(row) for row in figure.rows} == {figure.width}
        assert 0 <= figure.axis < figure.height


def drawn(tex: str) -> str:
    return "\n".join(row.rstrip() for row in draw_display(tex))


def lines(text: str) -> str:
    return "\n".join(line[1:] for line in text.strip("\n").split("\n"))


@pytest.mark.parametrize(
    ("tex", "drawing"),
    [
        (
            r"D_{\mathrm{KL}}(p\|q) = \sum_{i=1}^{n} p_i \log \frac{p_i}{q_i}",
            """
|             n          pᵢ
|D_KL(p‖q) =  ∑  pᵢ log ────
|            i=1         qᵢ
""",
        ),
        (
            r"f(x) = \begin{cases} x & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}",
            """
|       ⎧x   if x > 0
|f(x) = ⎨
|       ⎩0   otherwise
""",
        ),
        (
            r"\left(\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix} x\right)^\top",
            """
|⎛⎡1  2⎤ x⎞ᵀ
|⎝⎣3  4⎦  ⎠
""",
        ),
        (
            r"\text{正解率} = \frac{\text{正解数}}{N}",
            """
|          正解数
|正解率 = ────────
|            N
""",
        ),
        (
            r"\operatorname{softmax}\left(\frac{QK^\top}{\sqrt{d_k}}\right)V",
            """
|       ⎛ QKᵀ ⎞
|softmax⎜─────⎟V
|       ⎝ √dₖ ⎠
""",
        ),
        (
            r"y = r + \gamma \max_{a'} Q(s', a')",
            """
|y = r + γ max Q(s′, a′)
|          a′
""",
        ),
        (
            r"\sqrt{\frac{1}{n}\sum_{i=1}^n x_i^2}",
            """
|  ┌─────────────
|  │  1   n
|╲ │ ───  ∑  xᵢ²
| ╲│  n  i=1
""",
        ),
        (
            r"\begin{aligned} a + b &= c \\ &= -\frac{1}{2} \end{aligned}",
            """
|a + b = c
|
|           1
|      = − ───
|           2
""",
        ),
    ],
)
def test_a_formula_on_rows_of_its_own(tex, drawing):
    assert drawn(tex) == lines(drawing)


def test_a_wide_formula_is_broken_before_a_relation_or_a_sign_and_nothing_is_lost():
    tex = r"L = a_1 x_1 + a_2 x_2 + a_3 x_3 = b_1 + b_2 + b_3 \le c_1 x + c_2 x"
    figures = draw_figures(tex, 28)
    first, *rest = [figure.rows[0] for figure in figures]
    assert first.startswith("L = a₁x₁")
    assert all(row.lstrip()[0] in "+=≤" for row in rest)
    assert "".join("".join([first, *rest]).split()) == "".join(draw_display(tex)[0].split())


def test_a_matrix_wider_than_the_width_is_a_fault_rather_than_cut():
    tex = r"\begin{bmatrix} 100000 & 200000 & 300000 \\ 1 & 2 & 3 \end{bmatrix}"
    with pytest.raises(FormulaFault) as fault:
        draw_figures(tex, 12)
    assert fault.value.reason == "too_wide"


@pytest.mark.parametrize(
    ("tex", "reason", "part"),
    [
        (r"\foo{x}", "unknown_command", "\\foo"),
        (r"\begin{tikzpicture}x\end{tikzpicture}", "unknown_environment", "tikzpicture"),
        (r"\frac{a}{b", "unbalanced", "{"),
        (r"a}", "unbalanced", "}"),
        (r"\frac{a}", "missing_argument", "}"),
        (r"x^", "missing_argument", "^"),
        (r"x^2^3", "double_script", ""),
        (r"\left( x", "unbalanced", "\\left"),
        (r"\begin{bmatrix} 1", "unbalanced", r"\begin{bmatrix}"),
        (r"\begin{bmatrix} 1 \end{pmatrix}", "unbalanced", r"\end{pmatrix}"),
        (r"a & b", "misplaced", "&"),
        ("{" * 100, "too_deep", ""),
        ("\\hat" * 100 + "x", "too_deep", ""),
        ("x" * 5000, "too_long", ""),
        ("  ", "empty", ""),
    ],
)
def test_what_cannot_be_drawn_is_a_fault_with_its_reason(tex, reason, part):
    with pytest.raises(FormulaFault) as fault:
        draw_inline(tex)
    assert (fault.value.tex, fault.value.reason, fault.value.part) == (tex, reason, part)


SIGNS = [
    r"\frac",
    r"\sqrt",
    r"{",
    r"}",
    r"^",
    r"_",
    r"x",
    r"y",
    r"1",
    r"損失",
    r"+",
    r"-",
    r"=",
    r"(",
    r")",
    r"[",
    r"]",
    r"|",
    r"\|",
    r"\left(",
    r"\right)",
    r"\sum",
    r"\max",
    r"\hat",
    r"\text{a}",
    r"&",
    "\\\\",
    r"'",
    r",",
    r"\,",
]
TALL = [r"\widehat", r"\underbrace", r"\overset", r"\binom", r"\boxed", r"\sqrt[3]", r"\int", r"\mathbf", r"\not"]
ENVIRONMENTS = [r"\begin{cases}", r"\end{cases}", r"\begin{bmatrix}", r"\end{bmatrix}", r"\begin", " ", "\\"]
pieces = st.lists(st.sampled_from(SIGNS + TALL + ENVIRONMENTS), max_size=24).map("".join)


@given(pieces, st.integers(8, 60))
def test_any_text_is_drawn_in_even_rows_or_is_a_fault(tex, width):
    try:
        draw_inline(tex)
        rows = draw_display(tex)
        figures = draw_figures(tex, width)
    except FormulaFault:
        return
    assert len({cell_len(row) for row in rows}) == 1
    assert all(figure.width <= width for figure in figures)


@given(st.lists(st.sampled_from([*SIGNS, *TALL, *ENVIRONMENTS, "12", "0.5", "7"]), max_size=12).map("".join))
def test_a_formula_has_a_fault_exactly_where_it_cannot_be_drawn_whatever_its_digits(tex):
    for digits in ("0123456789", "9876543210", "1111111111"):
        formula = tex.translate(str.maketrans("0123456789", digits))
        found = drawing_fault(formula)
        if found is None:
            assert draw_display(formula)
        else:
            with pytest.raises(FormulaFault) as raised:
                draw_display(formula)
            assert (found.tex, found.reason, found.part) == (formula, raised.value.reason, raised.value.part)


@pytest.mark.parametrize("operator", ["+", "-"])
@given(st.sampled_from(["x", "2", "a_i", r"\hat{y}", r"\theta"]), st.sampled_from(["x", "3", "b^2", r"\sqrt{c}"]))
def test_a_sum_in_a_fraction_is_always_in_brackets(operator, left, right):
    total = f"{left} {operator} {right}"
    written = draw_inline(total)
    assert draw_inline(rf"\frac{{{total}}}{{z}}") == f"({written})/z"
    assert draw_inline(rf"\frac{{z}}{{{total}}}") == f"z/({written})"


def test_every_reason_has_a_message_in_both_languages():
    for reason in get_args(FaultReason):
        for language in ("ja", "en"):
            assert message(language, f"text.formula_{reason}", part="\\foo")


@pytest.mark.parametrize(
    ("start", "end"),
    [("x_{", "}"), ("x_{a^{", "}}"), (r"\hat{x_{", "}}"), (r"\sqrt{x^{", "}}"), (r"\frac{x_{", "}}{2}")],
)
def test_deep_formulas_are_drawn_soon(start, end):
    depth = 10
    assert draw_display(start * depth + "ab" + end * depth)
