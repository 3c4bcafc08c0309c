"""Tolerances, mistakes, choices."""

from __future__ import annotations

import subprocess
import sys

import pytest

from calculators.answers import (
    Count,
    Expression,
    Matrix,
    Number,
    Outcome,
    Shape,
    UnusableKey,
    Vector,
    judge,
    judge_choices,
)

TOLERANCES = [
    # 1 % of the value
    (Number(1.0), "1.01", True),
    (Number(1.0), "0.99", True),
    (Number(1.0), "1.0101", False),
    (Number(1.0), "0.9899", False),
    (Number(-1.0), "-1.01", True),
    (Number(-1.0), "1", False),
    (Number(0.7), "0.707", True),
    (Number(0.7), "0.693", True),
    (Number(1e6), "1.01e6", True),
    (Number(1e6), "1.0101e6", False),
    # half a unit of the last decimal, where that is more
    (Number(0.001), "0.00105", True),
    (Number(0.001), "0.00095", True),
    (Number(0.001), "0.00106", False),
    (Number(0.0), "0.00005", True),
    (Number(0.0), "-0.00005", True),
    (Number(0.0), "0.00006", False),
    (Number(0.3, decimals=1), "0.25", True),
    (Number(0.3, decimals=1), "0.24", False),
    (Number(0.375, decimals=2), "0.38", True),
    # what the key itself asks for
    (Number(0.5, relative=0.0, absolute=0.1), "0.6", True),
    (Number(0.5, relative=0.0, absolute=0.1), "0.61", False),
    (Number(0.1, relative=0.0, absolute=0.0), "0.1", True),
    (Number(0.1, relative=0.0, absolute=0.0), "1/10", True),
    (Number(0.30000000000000004, relative=0.0, absolute=0.0), "0.3", True),
    (Number(0.1, relative=0.0, absolute=0.0), "0.1000001", False),
    (Number(2.0, relative=0.05), "2.1", True),
    (Number(2.0, relative=0.05), "2.11", False),
]


@pytest.mark.parametrize(("key", "text", "right"), TOLERANCES)
def test_a_number_is_right_up_to_the_boundary_of_its_tolerance(key: Number, text: str, right: bool) -> None:
    assert judge(key, text).outcome is (Outcome.CORRECT if right else Outcome.WRONG)


def test_a_right_number_has_the_whole_score_and_no_cells() -> None:
    verdict = judge(Number(0.375), "3/8", {"flipped": 8 / 3})
    assert (verdict.outcome, verdict.score, verdict.cells, verdict.mistake) == (Outcome.CORRECT, 1.0, (), None)
    assert verdict.echo == "0.375"
    assert verdict.fault is None


def test_a_wrong_number_carries_the_mistake_whose_value_it_is() -> None:
    mistakes = {"no_minus": 0.5, "log_base": 0.72}
    key = Number(-0.5)
    assert judge(key, "0.5", mistakes).mistake == "no_minus"
    assert judge(key, "0.7201", mistakes).mistake == "log_base"
    assert judge(key, "0.6", mistakes).mistake is None
    assert judge(key, "-1/2", mistakes).mistake is None


def test_of_two_mistakes_the_nearer_one_is_named() -> None:
    mistakes = {"far": 1.0, "near": 1.009}
    assert judge(Number(5.0), "1.008", mistakes).mistake == "near"


def test_a_count_matches_a_mistake_exactly() -> None:
    mistakes = {"no_plus_one": 31, "not_floored": 32.5}
    key = Count(32)
    assert judge(key, "31", mistakes).mistake == "no_plus_one"
    assert judge(key, "65/2", mistakes).mistake == "not_floored"
    assert judge(key, "30", mistakes).mistake is None


def test_an_array_matches_a_mistake_in_every_cell() -> None:
    key = Matrix(((1.0, 2.0), (3.0, 4.0)))
    mistakes = {"transposed": [[1.0, 3.0], [2.0, 4.0]], "flat": [1.0, 2.0, 3.0, 4.0]}
    verdict = judge(key, "[1, 3; 2, 4]", mistakes)
    assert (verdict.outcome, verdict.score, verdict.mistake) == (Outcome.PARTIAL, 0.5, "transposed")
    assert judge(key, "[1, 3; 2, 5]", mistakes).mistake is None


def test_an_array_of_the_wrong_shape_may_be_a_named_mistake() -> None:
    key = Matrix(((1.0, 2.0, 3.0),))
    verdict = judge(key, "[1; 2; 3]", {"transposed": ((1.0,), (2.0,), (3.0,))})
    assert verdict.mistake == "transposed"
    assert verdict.fault is not None
    assert verdict.fault.code == "wrong_shape"
    assert judge(Shape((1, 3)), "3", {"no_batch": [3]}).mistake == "no_batch"
    assert judge(Vector((1.0, 2.0)), "3, 1.005, 2", {"bias_first": [3.0, 1.0, 2.0]}).mistake == "bias_first"


def test_a_mistake_that_is_no_value_of_the_keys_kind_is_the_authors_error() -> None:
    with pytest.raises(UnusableKey):
        judge(Number(1.0), "2", {"words": "x + 1"})
    with pytest.raises(UnusableKey):
        judge(Expression("x", {"x": (0.0, 1.0)}), "2x", {"number": 3.0})
    with pytest.raises(UnusableKey):
        judge(Expression("x", {"x": (0.0, 1.0)}), "2x", {"broken": "2*("})


OPTIONS = {"a", "b", "c", "d"}
CHOICES = [
    ({"a"}, {"a"}, Outcome.CORRECT, 1.0),
    ({"a"}, {"b"}, Outcome.WRONG, 0.0),
    ({"a"}, {"a", "b"}, Outcome.WRONG, 0.0),
    ({"a", "b"}, {"a", "b"}, Outcome.CORRECT, 1.0),
    ({"a", "b"}, {"a"}, Outcome.PARTIAL, 0.5),
    ({"a", "b"}, {"a", "c"}, Outcome.WRONG, 0.0),
    ({"a", "b"}, {"a", "b", "c"}, Outcome.PARTIAL, 0.5),
    ({"a", "b"}, {"c", "d"}, Outcome.WRONG, 0.0),
    ({"a", "b"}, OPTIONS, Outcome.WRONG, 0.0),
    ({"a", "b", "c"}, OPTIONS, Outcome.WRONG, 0.0),
    ({"a", "b", "c"}, {"a", "b"}, Outcome.PARTIAL, 2 / 3),
    ({"a", "b", "c"}, {"a", "b", "d"}, Outcome.PARTIAL, 1 / 3),
    (OPTIONS, OPTIONS, Outcome.CORRECT, 1.0),
    (OPTIONS, {"a", "b", "c"}, Outcome.PARTIAL, 0.75),
]


@pytest.mark.parametrize(("right", "chosen", "outcome", "score"), CHOICES)
def test_each_wrong_tick_takes_back_a_right_one(
    right: set[str], chosen: set[str], outcome: Outcome, score: float
) -> None:
    verdict = judge_choices(right, chosen, OPTIONS)
    assert verdict.outcome is outcome
    assert verdict.score == pytest.approx(score)
    assert verdict.echo == ", ".join(sorted(chosen))


def test_nothing_chosen_is_invalid() -> None:
    verdict = judge_choices({"a"}, set(), OPTIONS)
    assert verdict.outcome is Outcome.INVALID
    assert verdict.fault is not None
    assert verdict.fault.code == "nothing_chosen"


@pytest.mark.parametrize(("right", "chosen"), [(set(), {"a"}), ({"z"}, {"a"}), ({"a"}, {"z"})])
def test_choices_that_are_not_among_the_options_are_the_callers_error(right: set[str], chosen: set[str]) -> None:
    with pytest.raises(ValueError, match="do not fit"):
        judge_choices(right, chosen, OPTIONS)


def test_the_answers_are_judged_without_numpy_sympy_or_mpmath() -> None:
    program = (
        "import sys; from calculators.answers import *;"
        "judge(Number(0.5), '1/2'); judge(Expression('x^2', {'x': (0.0, 1.0)}), '2x');"
        "print(sorted({'numpy', 'sympy', 'mpmath'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_verdict_is_shown_without_loading_the_grammar() -> None:
    program = (
        "import sys, calculators.answers.verdict, calculators.answers.keys;"
        "print(sorted(name for name in sys.modules if name.startswith('calculators.answers.')))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['calculators.answers.keys', 'calculators.answers.verdict']"


def test_every_public_name_of_the_room_is_there() -> None:
    import calculators.answers as room

    assert all(hasattr(room, name) for name in room.__all__)
    assert not hasattr(room, "nothing_of_this_name")
