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
        (0.1 + 0.2, "0.3"),
        (1 - 0.3 - 0.2, "0.5"),
        (1e-15, "0.000000000000001"),
        (1e20, "100000000000000000000"),
        (2 / 3, "0.666666666667"),
        (123456789.125, "123456789.125"),
    ],
)
def test_a_number_is_printed_as_people_write_it(value: float, shown: str) -> None:
    assert show_number(value) == shown


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (0.6155, 3, "0.616"),
        (0.61549999999999994, 3, "0.616"),
        (-0.125, 2, "-0.13"),
        (2.5, 0, "3"),
        (-0.001, 2, "0.00"),
        (0.7, 2, "0.70"),
        (-1e6 - 0.05, 1, "-1000000.1"),
    ],
)
def test_a_number_is_rounded_half_away_from_zero_as_the_decimal_that_it_stands_for(
    value: float, decimals: int, shown: str
) -> None:
    assert show_number(value, decimals) == shown


def test_a_number_has_the_decimals_that_are_known_of_it_where_its_placeholder_says_none() -> None:
    assert fill("{{n}} {{lr}} {{lr:.1f}} $x = {{x}}$", GIVEN, decimals={"lr": 2, "x": 3}) == (
        "28 0.10 0.1 $x = (1.000, 0.500)$"
    )
