"""Information theory against its inequalities and chain rules."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import information


def _normalized(weights: list[int]) -> list[float]:
    return [weight / sum(weights) for weight in weights]


distributions = st.lists(st.integers(0, 20), min_size=4, max_size=4).filter(any).map(_normalized)
positive = st.lists(st.integers(1, 20), min_size=4, max_size=4).map(_normalized)


@given(distributions)
def test_entropy_is_the_expected_self_information_and_at_most_that_of_the_uniform(p: list[float]) -> None:
    expected = sum(value * information.self_information(value) for value in p if value)
    assert information.entropy(p) == pytest.approx(expected)
    assert -1e-12 <= information.entropy(p) <= 2 + 1e-12


@given(distributions, positive)
def test_cross_entropy_is_entropy_plus_divergence(p: list[float], q: list[float]) -> None:
    sides = information.entropy(p) + information.kl_divergence(p, q)
    assert information.cross_entropy(p, q) == pytest.approx(sides)
    assert information.kl_divergence(p, q) >= -1e-12
    assert information.kl_divergence(q, q) == 0


@given(distributions, distributions)
def test_the_js_divergence_is_symmetric_and_at_most_one_bit(p: list[float], q: list[float]) -> None:
    forward = information.js_divergence(p, q)
    assert forward == pytest.approx(information.js_divergence(q, p))
    assert -1e-12 <= forward <= 1 + 1e-12


@given(distributions)
def test_mutual_information_is_the_entropies_less_the_joint_one(cells: list[float]) -> None:
    a, b, c, d = cells
    marginals = information.entropy([a + b, c + d]) + information.entropy([a + c, b + d])
    found = information.mutual_information([[a, b], [c, d]])
    assert found == pytest.approx(marginals - information.entropy(cells), abs=1e-12)


@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_independent_variables_share_nothing(p: float, q: float) -> None:
    joint = [[p * q, p * (1 - q)], [(1 - p) * q, (1 - p) * (1 - q)]]
    assert information.mutual_information(joint) == pytest.approx(0, abs=1e-12)


@given(distributions)
def test_nats_are_bits_times_the_logarithm_of_2(p: list[float]) -> None:
    assert information.entropy(p, math.e) == pytest.approx(information.entropy(p) * math.log(2))


def test_what_the_model_holds_impossible_costs_infinitely_much() -> None:
    assert information.kl_divergence([0.5, 0.5], [1.0, 0.0]) == math.inf
    assert information.cross_entropy([1.0, 0.0], [1.0, 0.0]) == 0


def test_what_is_no_distribution_is_refused() -> None:
    for p in ([0.5, 0.6], [-0.5, 1.5], []):
        with pytest.raises(ValueError, match="sum to 1"):
            information.entropy(p)
    with pytest.raises(ValueError, match="outcomes"):
        information.kl_divergence([1.0], [0.5, 0.5])
    with pytest.raises(ValueError, match="one length"):
        information.mutual_information([[0.5], [0.25, 0.25]])
    with pytest.raises(ValueError, match="probability"):
        information.self_information(0)
