"""Drawn numbers in words: only declared names, and no template engine."""

import pytest

from quizapp.bank.placeholders import UnknownNumber, fill, malformed, names, show_number

GIVEN = {"n": 28, "lr": 0.1, "W": [[1, 2], [3, -4.5]], "x": [1, 0.5], "f": r"\sin x"}


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("{{n}}×{{ n }}", "28×28"),
        ("{{lr:.3f}}", "0.100"),
        ("$W = {{W}}$", r"$W = \begin{bmatrix} 1 & 2 \\ 3 & -4.5 \end{bmatrix}$"),
        ("W = {{W}}", "W = [[1, 2], [3, −4.5]]"),
        ("$${{x}}$$ と {{x}}", "$$(1, 0.5)$$ と (1, 0.5)"),
        ("`x = {{x}}`", "`x = (1, 0.5)`"),
        ("```\nW = {{W}} # $5\n```\n$y$", "```\nW = [[1, 2], [3, -4.5]] # $5\n```\n$y$"),
        ("${{f}}$", r"$\sin x$"),
        (r"\frac{1}{n} {n} {}", r"\frac{1}{n} {n} {}"),
        (r"$\frac{{{n}}}{2}$", r"$\frac{28}{2}$"),
    ],
)
def test_a_placeholder_is_replaced_by_its_number(text: str, filled: str) -> None:
    assert fill(text, GIVEN) == filled


@pytest.mark.parametrize(
    "text", ["{{n.real}}", "{{n!r}}", "{{n:>9999}}", "{{n[0]}}", "{{}}", "{{__class__}}", "{{n:.99f}}"]
)
def test_anything_else_between_double_braces_is_left_as_text_and_told(text: str) -> None:
    assert fill(text, GIVEN) == text
    assert list(malformed(text)) == [text]


def test_a_number_that_is_not_drawn_is_an_error() -> None:
    with pytest.raises(UnknownNumber, match="m"):
        fill("{{m}}", GIVEN)
    assert names("{{m}} {{n:.2f}}") == {"m", "n"}


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (2.0, "2"),
        (-0.5, "-0.5"),
        (0.00001, "0.00001"),
        (1e-7, "0.0000001"),
        (3, "3"),
        (0.1 + 0.2, "0.30000000000000004"),
    ],
)
def test_a_number_is_printed_as_people_write_it(value: float, shown: str) -> None:
    assert show_number(value) == shown
