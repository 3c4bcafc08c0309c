"""The gate finds what is wrong with a family: each test breaks one rule on purpose."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import binom

from calculators.answers import Count, Expression, Number, Vector
from calculators.problems import Draw, Family, NoProblem, Problem, Step, draw_problem, find_family
from calculators.problems.problem import cells, distinguishable, draw_counted, family
from calculators.problems.stress import Report, _most_right, stress
from calculators.problems.values import declared_values

POSITIVE = declared_values("positive")


def sound(draw: Draw) -> Problem:
    """The sum of two numbers with one decimal."""
    a, b = draw.decimal("a", 0.1, 50), draw.decimal("b", 0.1, 50)
    total = round(a + b, 4)
    return Problem(
        given={"a": a, "b": b},
        answer=Number(total, decimals=1, relative=0.0),
        check=lambda: a - -b,
        steps=[Step("sum", f"{a} + {b} = {total}")],
        mistakes={"difference": a - b, "product": a * b, "first_twice": 2 * a + b, "mean": total / 2},
        solve=lambda rounding: rounding(a + b),
    )


def broken(change: Callable[[Problem], Problem]) -> Report:
    return stress(Family("test.broken", ("1.1.1",), lambda draw: change(sound(draw))), 40)


def rules(report: Report) -> set[str]:
    return {failure.rule for failure in report.failures}


def test_a_sound_family_passes_and_its_numbers_are_counted() -> None:
    report = stress(Family("test.sound", ("1.1.1",), sound, values=POSITIVE), 600, clock=iter(range(10_000)).__next__)
    assert report.failures == ()
    assert report.seeds == 600
    assert report.distinct > 550
    assert 0.9 < report.acceptance <= 1
    assert report.seconds == 600  # one tick of this clock for each draw
    assert report.rejected_careful == 0


def test_a_second_route_to_another_value_is_found() -> None:
    report = broken(lambda problem: replace(problem, check=lambda: 0.5))
    assert rules(report) == {"second route"}
    assert len(report.failures) == 40


def test_an_exception_is_reported_with_its_seed_and_does_not_stop_the_gate() -> None:
    def draw(draw: Draw) -> Problem:
        if draw.seed == 7:
            raise ZeroDivisionError("by zero")
        return sound(draw)

    report = stress(Family("test.raising", ("1.1.1",), draw), 40)
    assert [(failure.seed, failure.rule) for failure in report.failures] == [(7, "no exception")]
    assert "ZeroDivisionError" in report.failures[0].detail


@pytest.mark.parametrize(
    "value", [0.123456, np.float64(0.5), np.int64(3), -0.0, float("nan"), 1e9, [], [1, np.int64(2)], True]
)
def test_a_number_that_is_not_shown_as_it_is_used_is_found(value: object) -> None:
    report = broken(lambda problem: replace(problem, given={**problem.given, "c": value}))  # type: ignore[dict-item]
    assert "plain values" in rules(report)


def test_a_numpy_scalar_as_key_or_mistake_is_found() -> None:
    assert rules(broken(lambda problem: replace(problem, mistakes={"product": np.float64(1e4)}))) == {"plain values"}


def test_steps_that_do_not_end_in_the_key_are_found() -> None:
    assert rules(broken(lambda problem: replace(problem, steps=[]))) == {"last step"}
    assert rules(broken(lambda problem: replace(problem, steps=[Step("sum", "a + b = 9999")]))) == {"last step"}


def test_a_learner_who_rounds_on_the_way_must_not_be_rejected() -> None:
    report = broken(lambda problem: replace(problem, solve=lambda rounding: rounding(1 / 3) * 3e4))
    assert rules(report) == {"careful learner"}
    assert report.rejected_careful == 1


def test_an_exception_while_solving_by_hand_is_reported_too() -> None:
    def fail(rounding: Callable[[float], float]) -> float:
        raise OverflowError("too large")

    assert rules(broken(lambda problem: replace(problem, solve=fail))) == {"no exception"}


def test_without_a_solution_by_hand_no_share_of_rejected_learners_is_claimed() -> None:
    assert broken(lambda problem: replace(problem, solve=None)).rejected_careful is None


def test_an_answer_that_prints_as_zero_or_is_too_long_is_found() -> None:
    for value in (0.001, 1e7):
        report = broken(
            lambda problem, value=value: replace(  # type: ignore[misc]
                problem,
                answer=Number(value, decimals=1),
                check=lambda: value,
                steps=[Step("s", f"= {value}")],
                solve=None,
            )
        )
        assert "readable answer" in rules(report)


def test_a_family_with_few_variants_must_say_so() -> None:
    def draw(draw: Draw) -> Problem:
        n = draw.integer("n", 10, 15)
        return Problem({"n": n}, Count(n + 1), lambda: n + 1, [Step("next", f"{n} + 1 = {n + 1}")], {"before": n - 1})

    assert rules(stress(Family("test.few", ("1.1.1",), draw), 60)) == {"distinct variants"}
    assert stress(Family("test.few", ("1.1.1",), draw, domain=6), 60).failures == ()
    assert rules(stress(Family("test.few", ("1.1.1",), draw, domain=5), 60)) == {"domain"}
    assert rules(stress(Family("test.few", ("1.1.1",), draw, domain=12), 60)) == {"distinct variants"}


def guessed(share: int) -> Callable[[Draw], Problem]:
    """Problems of which one in `share` has the answer 0, and no other answer is frequent."""

    def draw(draw: Draw) -> Problem:
        n = draw.integer("n", 1, 1_000_000) if draw.integer("luck", 1, share) > 1 else 0
        m = draw.integer("m", 1, 1000)
        return Problem({"n": n, "m": m}, Count(n), lambda: n, [Step("n", f"n = {n}")], {"more": n + 3})

    return draw


def test_one_answer_that_is_often_right_is_found_unless_the_family_says_why() -> None:
    often = Family("test.guessed", ("1.1.1",), guessed(2))
    assert rules(stress(often, 100)) == {"constant guess"}
    assert stress(replace(often, guessable="a bit"), 100).failures == ()


def test_on_few_seeds_only_a_share_that_is_no_chance_counts_and_on_a_thousand_every_share() -> None:
    # Right in one of 14 draws: 7 %.
    family = Family("test.guessed", ("1.1.1",), guessed(14))
    assert stress(family, 200).failures == ()
    assert rules(stress(family, 1000)) == {"constant guess"}
    assert rules(stress(Family("test.guessed", ("1.1.1",), guessed(8)), 200)) == {"constant guess"}
    assert stress(Family("test.guessed", ("1.1.1",), guessed(30)), 1000).failures == ()


def test_the_few_seeds_of_a_quick_run_allow_what_chance_brings_once_in_a_thousand_times() -> None:
    exceeded = [1 - binom.cdf(most, 200, 0.05) for most in (_most_right(200), _most_right(200) - 1)]
    assert exceeded[0] <= 0.001 < exceeded[1]
    assert _most_right(1000) == 50


def test_a_family_that_is_never_negative_must_say_what_values_it_has() -> None:
    undeclared = Family("test.sound", ("1.1.1",), sound)
    assert rules(stress(undeclared, 120)) == {"values"}
    assert stress(replace(undeclared, values=POSITIVE), 120).failures == ()
    assert stress(replace(undeclared, values=declared_values("real")), 120).failures == ()


def test_a_key_that_is_none_of_the_declared_values_is_found() -> None:
    report = stress(Family("test.sound", ("1.1.1",), sound, values=declared_values("probability")), 40)
    assert "possible values" in rules(report)


def test_a_family_that_mostly_finds_no_numbers_is_found() -> None:
    def draw(draw: Draw) -> Problem:
        draw.require(draw.integer("luck", 1, 60) == 1)
        return sound(draw)

    assert "acceptance" in rules(stress(Family("test.unlucky", ("1.1.1",), draw), 20))


def test_a_key_whose_rank_gives_it_away_is_found_unless_answers_are_few_by_nature() -> None:
    def draw(draw: Draw) -> Problem:
        n = draw.integer("n", 10, 1000)
        mistakes = {"none": 0, "one": 1, "two": 2}
        return Problem({"n": n}, Count(3), lambda: 3, [Step("n", "= 3")], mistakes)

    report = stress(Family("test.ranked", ("1.1.1",), draw, guessable="always 3"), 200)
    assert report.failures == ()
    assert report.rank == (50, 50, 50, 50)

    def lowest(draw: Draw) -> Problem:
        problem = draw.integer("n", 10, 1000)
        return Problem({"n": problem}, Count(0), lambda: 0, [Step("n", "= 0")], {"one": 1, "two": 2, "three": 3})

    report = stress(Family("test.lowest", ("1.1.1",), lowest), 200)
    assert rules(report) == {"rank", "constant guess"}
    assert report.rank == (200, 0, 0, 0)
    report = stress(Family("test.lowest", ("1.1.1",), lowest, guessable="always 0"), 200)
    assert report.failures == ()
    assert any("rank" in note for note in report.notes)


def test_lists_of_changing_length_name_things_and_have_no_order_of_size() -> None:
    def draw(draw: Draw) -> Problem:
        kept = (float(draw.integer("label", 5, 9)),) * draw.integer("length", 2, 5)
        mistakes = {"one_more": [*kept, 9.0], "two_more": [*kept, 9.0, 9.0], "three_more": [*kept, 9.0, 9.0, 9.0]}
        steps = [Step("kept", f"= {kept}")]
        n = draw.integer("n", 1, 999)
        return Problem({"n": n, "kept": list(kept)}, Vector(kept, 2, 0.0), lambda: list(kept), steps, mistakes)

    labels = Family("test.listed", ("1.1.1",), draw, values=declared_values(range(5, 10)))
    report = stress(labels, 120)
    assert report.rank[0] > 60
    assert "rank" not in rules(report)
    assert any("rank" in note for note in report.notes)


def test_choices_that_are_general_slips_or_reflections_are_counted() -> None:
    report = stress(Family("test.sound", ("1.1.1",), sound), 40)
    assert 0 < report.slips < 0.4
    assert report.reflected < 0.2
    more = {"more": 1e4, "most": 1e5}

    def draw(draw: Draw) -> Problem:
        problem = sound(draw)
        return replace(problem, mistakes={"larger": cells(problem.answer)[0] * 2, **more})

    report = stress(Family("test.larger", ("1.1.1",), draw, values=POSITIVE), 40)
    assert report.slips + report.reflected == 0.5


def test_a_rounded_answer_without_a_solution_by_hand_is_noted() -> None:
    def draw(draw: Draw) -> Problem:
        a = draw.integer("a", 10, 999)
        steps = [Step("third", f"= {a / 3:.2f}")]
        return Problem({"a": a}, Number(a / 3, 2, 0.0), lambda: a / 3, steps, {"half": a / 2})

    report = stress(Family("test.thirds", ("1.1.1",), draw), 40)
    assert any(note.startswith("no solution by hand") for note in report.notes)
    assert any(note.startswith("40 of 40 variants have no 3 mistakes") for note in report.notes)


@pytest.mark.parametrize("value", [1234.567, 1_234_567, [0.5] * 65])
def test_numbers_that_nobody_copies_into_a_calculator_are_found(value: object) -> None:
    report = broken(lambda problem: replace(problem, given={**problem.given, "c": value}))  # type: ignore[dict-item]
    assert rules(report) == {"readable numbers"}


def test_numbers_at_which_a_mistake_would_be_accepted_are_drawn_again() -> None:
    def draw(draw: Draw) -> Problem:
        a = draw.integer("a", 1, 4)
        return Problem({"a": a}, Count(a * a), lambda: a * a, [Step("s", f"= {a * a}")], {"doubled": 2 * a})

    found = Family("test.square", ("1.1.1",), draw)
    assert all(draw_problem(found, seed).given["a"] != 2 for seed in range(30))
    assert max(draw_counted(found, seed)[1] for seed in range(30)) > 1


def test_a_family_without_acceptable_numbers_says_so() -> None:
    found = Family("test.never", ("1.1.1",), lambda draw: draw.require(False) or sound(draw))  # type: ignore[func-returns-value]
    with pytest.raises(NoProblem, match=r"test\.never"):
        draw_problem(found, 1)


def test_mistakes_are_apart_only_beyond_twice_the_wider_tolerance() -> None:
    def problem(first: float, second: float) -> Problem:
        return Problem({}, Number(1.0), lambda: 1.0, [], {"first": first, "second": second})

    assert distinguishable(problem(2.0, 3.0))
    assert not distinguishable(problem(1.015, 3.0))  # within twice the key's 1 %
    assert not distinguishable(problem(100.0, 101.0))  # 1 % of 100 on both sides


def test_a_mistake_of_another_shape_is_always_apart() -> None:
    assert distinguishable(Problem({}, Vector((1.0, 2.0)), lambda: [1.0, 2.0], [], {"short": [1.0]}))


def test_a_key_that_is_told_by_its_length_is_found() -> None:
    def draw(draw: Draw) -> Problem:
        a = draw.integer("a", 1, 400)
        key = Expression(f"x + {a}", {"x": (1.0, 2.0)})
        wrong = {"more": f"x + {a + 1000}", "much": f"x + {a + 10_000}", "square": f"x^2 + {a + 1000}"}
        return Problem({"a": a}, key, lambda: f"{a} + x", [Step("sum", f"y = x + {a}")], wrong)

    report = stress(Family("test.length", ("1.1.1",), draw), 120)
    assert rules(report) == {"length"}
    assert report.shortest == 1.0 > report.longest


def without_every_third(problem: Problem) -> Problem:
    """`problem` without its mistake `mean` in about a third of the variants."""
    kept = {name: value for name, value in problem.mistakes.items() if name != "mean" or int(value) % 3}
    return replace(problem, mistakes=kept)


def test_a_mistake_that_some_variants_lack_is_found_unless_the_family_says_so() -> None:
    report = broken(without_every_third)
    assert rules(report) == {"every mistake"}
    assert report.failures[0].detail.startswith("mean is missing in ")
    said = Family(
        "test.said", ("1.1.1",), lambda draw: without_every_third(sound(draw)), values=POSITIVE, sometimes=("mean",)
    )
    assert stress(said, 40).failures == ()


def test_a_family_must_be_named_after_its_module() -> None:
    with pytest.raises(ValueError, match="must begin with"):
        family("elsewhere.problem", topics=["1.1.1"])(sound)


def test_the_mechanism_itself_imports_no_numpy() -> None:
    code = "import sys, calculators.problems, calculators.problems.stress; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_finding_a_family_imports_only_its_own_module() -> None:
    found = find_family("convolution.output_size")
    assert found.topics == ("3.4.1",)
    assert found.summary.startswith("Spatial size")
