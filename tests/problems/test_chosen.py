"""Numbers of one's own in a family: the drawn ones lead back to the drawn answer, others to theirs or to a reason."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.answers.keys import Count
from calculators.problems import Draw, Problem, Step, find_family
from calculators.problems.chosen import Solved, Unsolvable, is_numeric, is_usual, is_whole, reach, refusal, solve
from calculators.problems.draw import Domain
from calculators.problems.inputs import fields_of
from calculators.problems.problem import Family, draw_counted
from tests.problems.shipped import FAMILIES, each_module


def drawn_numbers(found: Family, seed: int) -> tuple[int, dict[str, Any]]:
    """The attempt that a seed draws, and the values of its variables."""
    attempt = draw_counted(found, seed)[1] - 1
    return attempt, {own.name: own.value for own in solve(found, seed, attempt).inputs}


@each_module
def test_the_drawn_numbers_chosen_again_give_the_drawn_problem(families: list[Family]):
    for found in families:
        again, attempts = draw_counted(found, 7)
        _, values = drawn_numbers(found, 7)
        solved = solve(found, 7, attempts - 1, values)
        assert solved.problem.given == again.given, found.name
        assert solved.problem.answer == again.answer, found.name
        assert [step.tex for step in solved.problem.steps] == [step.tex for step in again.steps], found.name
        assert solved.usual, found.name


@each_module
def test_every_variable_is_in_one_input_and_every_input_shows_its_value(families: list[Family]):
    for found in families:
        attempt, values = drawn_numbers(found, 3)
        solved = solve(found, 3, attempt)
        inputs = {own.name: own for own in solved.inputs}
        fields = fields_of(found, 3, attempt, {})
        cells = [cell for field in fields for cell in field.cells]
        assert len(cells) == len(set(cells)), found.name
        assert {name for name, _ in cells} == set(values), found.name
        for field in fields:
            if field.name in solved.problem.given and not field.picked:
                shown = solved.problem.given[field.name]
                value = field.value(inputs)
                assert value == (shown if not isinstance(shown, tuple) else list(shown)), found.name


@settings(max_examples=150, deadline=None)
@given(place=st.integers(0, len(FAMILIES) - 1), seed=st.integers(0, 999), luck=st.randoms(use_true_random=False))
def test_any_numbers_within_reach_have_a_confirmed_answer_or_a_reason(place: int, seed: int, luck: random.Random):
    found = FAMILIES[place]
    attempt, _ = drawn_numbers(found, seed)
    drawn = solve(found, seed, attempt).inputs
    chosen = {own.name: _anything(own.domain, own.value, found.reach, luck) for own in drawn if luck.random() < 0.5}
    domains = {own.name: own.domain for own in drawn}
    reason, solved = _tried(found, seed, attempt, chosen)
    assert reason in ("", "refused", "no_value", "unconfirmed")
    for own in solved.inputs if solved is not None else ():
        # Another choice may make another problem of it, whose list of the same name is longer.
        if own.name in chosen and own.domain == domains[own.name]:
            assert own.value == chosen[own.name]


def _tried(found: Family, seed: int, attempt: int, chosen: dict[str, Any]) -> tuple[str, Solved | None]:
    try:
        return "", solve(found, seed, attempt, chosen)
    except Unsolvable as error:
        return error.reason, None


def _anything(domain: Domain, value: Any, times: int, luck: random.Random) -> Any:
    if isinstance(value, list | tuple) and (is_numeric(domain) or domain.shape):
        return [_anything(domain._replace(shape=()), cell, times, luck) for cell in value]
    if not is_numeric(domain):
        return luck.choice(domain.options)
    low, high = reach(domain, times)
    return luck.randint(int(low), int(high)) if is_whole(domain) else round(luck.uniform(low, high), 3)


def test_one_number_changed_changes_the_answer_as_the_formula_says():
    found = find_family("convolution.output_size")
    attempt, values = drawn_numbers(found, 1)
    solved = solve(found, 1, attempt, {**values, "n": 224, "k": 7, "s": 2, "p": 3, "d": 1})
    assert solved.problem.answer == Count(112)
    assert solved.problem.steps[-1].tex.endswith("112")
    assert not solved.usual


def test_a_number_out_of_reach_or_of_another_kind_is_refused_with_its_place():
    whole = Domain(7, 64, whole=True)
    assert reach(whole) == (1, 256)
    assert refusal(whole, 256) is None
    assert [refusal(whole, value) for value in (257, 0, 8.5, float("nan"), True)] == [0] * 5
    assert refusal(Domain(-3, 3, shape=(3,)), [1.0, 99.0, 2]) == 1
    assert refusal(Domain(0.1, 0.9), 1.2) == 0
    assert refusal(Domain(options=("a", "b")), "c") == 0
    with pytest.raises(Unsolvable, match="refused"):
        solve(find_family("convolution.output_size"), 1, 0, {"n": 10**9})


def test_zero_may_be_tried_where_a_question_never_has_it_and_that_is_told():
    domain = Domain(-3, 3, nonzero=True)
    assert refusal(domain, 0) is None
    assert not is_usual(domain, 0)
    assert is_usual(domain, 1.5)


def test_what_a_question_asks_of_its_numbers_is_told_and_does_not_forbid_them():
    # Below the threshold nothing is clipped: no question is made of that, but the answer is right.
    found = find_family("optimizers.clip_by_norm")
    attempt, values = drawn_numbers(found, 1)
    solved = solve(found, 1, attempt, {**values, "g1": 0.1, "g2": 0.2, "g3": 0.1})
    assert solved.problem.answer.values == (0.1, 0.2, 0.1)  # type: ignore[union-attr]
    assert not solved.usual


def test_an_answer_that_the_second_route_does_not_confirm_is_not_shown():
    def draw(draw: Draw) -> Problem:
        n = draw.integer("n", 1, 9)
        return Problem({"n": n}, Count(2 * n), lambda: n + 3, [Step("only", f"2 \\times {n} = {2 * n}")])

    family = Family("test.chosen", ("1.1",), draw)
    assert solve(family, 1, 0, {"n": 3}).problem.answer == Count(6)
    with pytest.raises(Unsolvable, match="unconfirmed"):
        solve(family, 1, 0, {"n": 4})


def test_numbers_for_which_there_is_no_value_give_a_reason():
    found = find_family("margins.width")
    attempt, values = drawn_numbers(found, 1)
    with pytest.raises(Unsolvable, match="no_value"):
        solve(found, 1, attempt, {**values, "w1": 0.0, "w2": 0.0})


def test_a_vector_drawn_number_by_number_is_one_input():
    found = find_family("optimizers.clip_by_norm")
    attempt, values = drawn_numbers(found, 1)
    field = next(field for field in fields_of(found, 1, attempt, {}) if field.name == "g")
    inputs = {own.name: own for own in solve(found, 1, attempt).inputs}
    assert field.shape == (3,)
    changed = field.put([1.0, 2.0, 2.0], {}, inputs)
    assert changed == {"g1": 1.0, "g2": 2.0, "g3": 2.0}
    assert field.value(inputs) == [values["g1"], values["g2"], values["g3"]]


def test_one_cell_of_a_drawn_list_is_changed_alone():
    found = find_family("convolution.forward")
    attempt, values = drawn_numbers(found, 1)
    inputs = {own.name: own for own in solve(found, 1, attempt).inputs}
    field = next(field for field in fields_of(found, 1, attempt, {}) if field.name == "X")
    cells = [cell for row in field.value(inputs) for cell in row]
    cells[1] = 9
    changed = field.put(cells, {}, inputs)
    solved = solve(found, 1, attempt, changed)
    assert solved.problem.given["X"][0][1] == 9  # type: ignore[index]
    assert values != changed


def test_what_is_put_together_of_several_draws_is_one_input():
    found = find_family("classification.accuracy")
    attempt, values = drawn_numbers(found, 1)
    assert list(values) == ["confusion'"]
    [field] = fields_of(found, 1, attempt, {})
    assert (field.name, field.shape) == ("confusion", (3, 3))
    inputs = {own.name: own for own in solve(found, 1, attempt).inputs}
    changed = field.put([10, 0, 0, 0, 20, 10, 5, 5, 50], {}, inputs)
    assert solve(found, 1, attempt, changed).problem.answer.value == 0.8  # type: ignore[union-attr]
