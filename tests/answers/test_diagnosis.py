"""What is said of a wrong value that no named mistake leads to, and how rarely it is said without reason."""

from __future__ import annotations

import math
import random

import pytest

from calculators.answers import Count, Expression, Key, Matrix, Number, Outcome, Shape, Vector, judge

LN2 = math.log(2)
NUMBER = Number(0.3571)
DOMAIN = {"x": (0.2, 2.0), "y": (0.5, 3.0)}
MATRIX = Matrix(((1.0, 2.0, 3.0), (4.0, 5.0, 6.0)))
PROBABILITIES = Vector((0.2, 0.3, 0.5))
LOSS = Number(1.3863)

DIAGNOSED: list[tuple[Key, str, str]] = [
    (NUMBER, "-0.3571", "sign"),
    (Number(-2.5), "2.5", "sign"),
    (Vector((1.0, -2.0, 0.5)), "-1, 2, -0.5", "sign"),
    (Vector((1.0, -2.0, 0.5)), "1, 2, 0.5", "sign"),
    (Matrix(((1.5, 0.0), (-2.0, 3.0))), "[-1.5, 0; 2, -3]", "sign"),
    (Expression("x*y", DOMAIN), "-x y", "sign"),
    (NUMBER, "0.7142", "factor_two"),
    (NUMBER, "0.17855", "factor_two"),
    (Vector((1.5, -2.0, 0.3)), "3, -4, 0.6", "factor_two"),
    (Count(1728), "3456", "factor_two"),
    (Count(1728), "864", "factor_two"),
    (Expression("x*y^2", DOMAIN), "2x y^2", "factor_two"),
    (Expression("x*y^2", DOMAIN), "x y^2 / 2", "factor_two"),
    (NUMBER, "35.71", "percent"),
    (Number(42.5), "0.425", "percent"),
    (Number(42.5, units=("%",)), "0.425", "percent"),
    (LOSS, "2", "log_base"),
    (LOSS, "0.6020", "log_base"),
    (Number(0.8113), "0.5623", "log_base"),
    (Expression("ln(x)/y", DOMAIN), "log2(x)/y", "log_base"),
    (Expression("ln(x)/y", DOMAIN), "log10(x)/y", "log_base"),
    (Number(math.pi / 7), "25.714", "degrees"),
    (Number(25.7143), "0.44880", "degrees"),
    (Number(7.3), "0.13699", "reciprocal"),
    (Expression("x/y", DOMAIN), "y/x", "reciprocal"),
    (Number(0.8137), "0.1863", "complement"),
    (Number(7.3), "53.29", "squared"),
    (Number(7.3), "2.7019", "square_root"),
    (PROBABILITIES, "2, 3, 5", "not_normalized"),
    (Vector((0.6, 0.8)), "3, 4", "not_normalized"),
    (MATRIX, "[1, 4; 2, 5; 3, 6]", "transposed"),
    (Matrix(((1.0, 2.0), (3.0, 4.0))), "[1, 3; 2, 4]", "transposed"),
    (MATRIX, "[4, 5, 6; 1, 2, 3]", "reversed"),
    (MATRIX, "[3, 2, 1; 6, 5, 4]", "reversed"),
    (PROBABILITIES, "0.5, 0.3, 0.2", "reversed"),
    (PROBABILITIES, "0.3, 0.2, 0.5", "reordered"),
    (Shape((3, 32, 64)), "64x32x3", "axes_swapped"),
    (Shape((3, 32, 64)), "32x64x3", "axes_swapped"),
    (Shape((3, 32, 32)), "3x32x31", "off_by_one"),
    (Count(14), "13", "off_by_one"),
    (Count(14), "15", "off_by_one"),
    (Count(2), "1", "off_by_one"),
    (NUMBER, "0.3621", "rounded_early"),
    (PROBABILITIES, "0.195, 0.305, 0.5", "rounded_early"),
]


@pytest.mark.parametrize(("key", "text", "diagnosis"), DIAGNOSED)
def test_a_wrong_value_is_explained_by_the_one_thing_that_leads_to_it(key: Key, text: str, diagnosis: str) -> None:
    verdict = judge(key, text)
    assert verdict.outcome in (Outcome.WRONG, Outcome.PARTIAL)
    assert (verdict.diagnosis, verdict.mistake) == (diagnosis, None)


SILENT: list[tuple[Key, str]] = [
    (NUMBER, "0.9"),
    (NUMBER, "0"),
    (Number(0.0), "1"),
    (Number(0.0), "-0.5"),
    # twice 2 is its square, twice a quarter its root
    (Number(2.0), "4"),
    (Number(0.25), "0.5"),
    (Count(14), "17"),
    (Count(14), "-3"),
    (Shape((3, 32, 32)), "3x30x30"),
    (Shape((3, 32, 32)), "32"),
    (PROBABILITIES, "0.1, 0.1, 0.8"),
    (PROBABILITIES, "1, 2"),
    (MATRIX, "[1, 2; 3, 4; 5, 6]"),
    (Matrix(((1.0, 2.0), (2.0, 4.0))), "[1, 2; 2, 5]"),
    (Expression("x*y", DOMAIN), "x+y"),
    (Expression("x*y", DOMAIN), "3x y"),
    (Expression("x*y", DOMAIN), "ln(x-5)"),
    (Expression("2", {}), "-2"),
]


@pytest.mark.parametrize(("key", "text"), SILENT)
def test_what_may_have_several_reasons_or_none_is_not_explained(key: Key, text: str) -> None:
    verdict = judge(key, text)
    assert verdict.outcome in (Outcome.WRONG, Outcome.PARTIAL)
    assert verdict.diagnosis is None


def test_a_right_or_unreadable_answer_has_no_diagnosis() -> None:
    for text in ("0.3571", "1,5", "x"):
        assert judge(NUMBER, text).diagnosis is None


def test_a_named_mistake_goes_before_any_diagnosis() -> None:
    verdict = judge(NUMBER, "-0.3571", {"no_minus": -0.3571})
    assert (verdict.mistake, verdict.diagnosis) == ("no_minus", None)


def test_a_factor_of_the_number_of_things_is_told_only_where_it_is_given() -> None:
    key = Number(1.7)
    assert judge(key, "11.9", counts=[7]).diagnosis == "factor_n"
    assert judge(key, "0.24286", counts=[7]).diagnosis == "factor_n"
    assert judge(key, "11.9").diagnosis is None
    assert judge(Count(12), "60", counts=[5]).diagnosis == "factor_n"
    assert judge(Vector((1.5, 2.0)), "4.5, 6", counts=[3]).diagnosis == "factor_n"


def test_two_mistakes_together_are_told_by_name() -> None:
    # Three times too large, and a fifth of the value: together three fifths.
    key = Number(2.0)
    verdict = judge(key, "1.2", {"tripled": 6.0, "divided": 0.4})
    assert (verdict.mistake, verdict.diagnosis, verdict.combined) == (None, "two_mistakes", ("divided", "tripled"))
    added = judge(key, "9.5", {"bias": 5.0, "shift": 6.5})
    assert (added.diagnosis, added.combined) == ("two_mistakes", ("bias", "shift"))
    cells = judge(Vector((1.0, 2.0)), "4, 1.5", {"first": [4.0, 2.0], "second": [1.0, 1.5]})
    assert (cells.diagnosis, cells.combined) == ("two_mistakes", ("first", "second"))


def test_two_pairs_of_mistakes_that_lead_to_one_value_are_not_told() -> None:
    mistakes = {"a": 5.0, "b": 6.0, "c": 4.0, "d": 7.0}
    assert judge(Number(2.0), "9", mistakes).combined == ()


def test_two_mistakes_that_undo_each_other_are_no_combination() -> None:
    assert judge(Number(2.0), "2.5", {"doubled": 4.0, "halved": 1.0}).combined == ()


def _wrong_values(seed: int, tries: int) -> list[tuple[Number, dict[str, float], float]]:
    chance = random.Random(seed)
    drawn = []
    for _ in range(tries):
        truth = round(chance.uniform(0.1, 50.0), 3)
        mistakes = {name: round(truth * math.exp(chance.uniform(-2, 2)), 4) for name in "abcd"}
        # Any other value, between a tenth and ten times the true one.
        drawn.append((Number(truth), mistakes, truth * math.exp(chance.uniform(-2.3, 2.3))))
    return drawn


def test_a_value_that_is_wrong_by_chance_is_rarely_explained() -> None:
    explained = {"two_mistakes": 0, "change": 0, "rounded_early": 0}
    for key, mistakes, value in _wrong_values(7, 4_000):
        found = judge(key, f"{value:.4f}", mistakes, counts=[8]).diagnosis
        if found is not None:
            explained[found if found in explained else "change"] += 1
    assert explained["two_mistakes"] < 0.02 * 4_000
    assert explained["change"] < 0.02 * 4_000
    # Within five tolerances, values by chance are as near as rounded ones.
    assert explained["rounded_early"] < 0.03 * 4_000


def test_a_list_that_is_wrong_by_chance_is_hardly_ever_explained() -> None:
    chance = random.Random(3)
    explained = 0
    for _ in range(1_000):
        truth = tuple(round(chance.uniform(-5, 5), 3) for _ in range(4))
        typed = ", ".join(f"{chance.uniform(-5, 5):.4f}" for _ in truth)
        explained += judge(Vector(truth), typed, {"a": [1.0, 2.0, 3.0, 4.0]}).diagnosis is not None
    assert explained <= 2
