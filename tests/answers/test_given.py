"""A formula that the question itself shows is no answer where another form is asked for."""

from __future__ import annotations

import pytest

from calculators.answers import Expression, Outcome, UnusableKey, judge

DOMAINS = {"x": (-2.0, 2.0), "y": (0.5, 2.0)}
SLOPE = Expression("σ(x)*(1 - σ(x))", DOMAINS, given=("e^(-x)/(1 + e^(-x))^2", "exp(-x)*σ(x)**2"))
SQUARE = Expression("(x + y)^2", DOMAINS, given=("x^2 + 2*x*y + y^2",))


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (SLOPE, "e^(-x)/(1+e^(-x))^2"),
        (SLOPE, "exp(-x)/((exp(-x) + 1)**2)"),
        (SLOPE, "sigmoid(x)² e^(-x)"),
        (SQUARE, "x^2 + 2*x*y + y^2"),
        (SQUARE, "x**2+2xy+y²"),
        (SQUARE, "y² + (x² + 2 y x)"),
        (SQUARE, "(x^2) - (-2xy) + 1*y^2"),
    ],
)
def test_what_the_question_gives_is_asked_for_in_another_form_and_costs_nothing(key: Expression, text: str) -> None:
    verdict = judge(key, text)
    assert verdict.outcome is Outcome.INVALID
    assert verdict.fault is not None
    assert (verdict.fault.code, verdict.fault.start, verdict.fault.end) == ("already_given", 0, len(text))


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (SLOPE, "σ(x)*(1-σ(x))"),
        (SLOPE, "sigmoid(x) - sigmoid(x)^2"),
        (SLOPE, "1/((1+e^(-x))(1+e^x))"),
        (SQUARE, "(x+y)²"),
        (SQUARE, "(y+x)*(x+y)"),
        (SQUARE, "x(x+2y) + y²"),
    ],
)
def test_any_other_form_is_right(key: Expression, text: str) -> None:
    assert judge(key, text).outcome is Outcome.CORRECT


def test_what_is_neither_given_nor_equal_is_wrong() -> None:
    assert judge(SQUARE, "x^2 + y^2").outcome is Outcome.WRONG


def test_the_key_itself_is_right_although_the_question_gives_it() -> None:
    key = Expression("x + y", DOMAINS, given=("y + x", "x*(1 + y/x)"))
    assert judge(key, "y + x").outcome is Outcome.CORRECT
    assert judge(key, "x*(y/x + 1)").outcome is Outcome.INVALID


def test_a_given_form_that_cannot_be_read_is_the_authors_error() -> None:
    with pytest.raises(UnusableKey):
        judge(Expression("x", DOMAINS, given=("x +",)), "x")
