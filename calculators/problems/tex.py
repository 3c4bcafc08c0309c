"""Numbers, vectors and matrices in the LaTeX of a worked solution."""

from __future__ import annotations

from collections.abc import Sequence

from calculators.answers.decimals import in_decimals


def number(value: float, decimals: int = 4) -> str:
    """`value` rounded to at most `decimals` decimals, without trailing zeros: 0.5, -3, 0.1225."""
    text = in_decimals(value, decimals)
    return text.rstrip("0").rstrip(".") if "." in text else text


def factor(value: float, decimals: int = 4) -> str:
    """`number`, in parentheses where it is negative: for use after an operator."""
    text = number(value, decimals)
    return f"({text})" if text.startswith("-") else text


def vector(values: Sequence[float], decimals: int = 4) -> str:
    """(a, b, c)."""
    return "(" + r",\ ".join(number(value, decimals) for value in values) + ")"


def matrix(rows: Sequence[Sequence[float]], decimals: int = 4) -> str:
    """Rows in a bmatrix."""
    body = r" \\ ".join(" & ".join(number(value, decimals) for value in row) for row in rows)
    return rf"\begin{{bmatrix}} {body} \end{{bmatrix}}"


def products(left: Sequence[float], right: Sequence[float], decimals: int = 4) -> str:
    r"""The sum of products a \times b + c \times d with the numbers put in."""
    return " + ".join(
        rf"{factor(a, decimals) if index else number(a, decimals)} \times {factor(b, decimals)}"
        for index, (a, b) in enumerate(zip(left, right, strict=True))
    )


def total(terms: Sequence[float], decimals: int = 4) -> str:
    """The sum a + b - c with the numbers put in."""
    text = number(terms[0], decimals)
    for term in terms[1:]:
        shown = number(term, decimals)
        text += f" - {shown[1:]}" if shown.startswith("-") else f" + {shown}"
    return text
