"""Values and losses of reinforcement learning against simulation, brute force and differences."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import control
from calculators.gradients import central_difference
from calculators.softmax import softmax

seeds = st.integers(0, 999)


@given(seeds, st.integers(1, 3))
def test_value_iteration_finds_the_best_of_all_action_sequences(seed: int, sweeps: int) -> None:
    draw = np.random.default_rng(seed)
    rewards, following = draw.normal(size=(3, 2)), draw.integers(0, 3, size=(3, 2))
    found = control.value_iteration(rewards, following, 0.9, sweeps)
    for start in range(3):
        best = -np.inf
        for actions in itertools.product(range(2), repeat=sweeps):
            state, total = start, 0.0
            for time, action in enumerate(actions):
                total += 0.9**time * rewards[state, action]
                state = following[state, action]
            best = max(best, total)
        assert found[start] == pytest.approx(best)


@given(seeds)
def test_the_values_of_a_policy_are_a_fixed_point_of_the_backup(seed: int) -> None:
    draw = np.random.default_rng(seed)
    P, rewards = draw.dirichlet(np.ones(3), size=3), draw.normal(size=3)
    values = control.policy_values(rewards, P, 0.8)
    for state in range(3):
        backup = control.bellman_backup([1.0], [P[state].tolist()], [rewards[state]], values.tolist(), 0.8)
        assert backup == pytest.approx(values[state])


def test_a_td_update_goes_to_the_target_at_rate_1() -> None:
    assert control.td_update(5, 1, 10, 1, 0.5) == 6
    assert control.td_update(5, 1, 10, 0, 0.5) == 5


@given(st.lists(st.integers(-9, 9), min_size=2, max_size=5, unique=True), st.floats(0, 1))
def test_epsilon_greedy_probabilities_add_up_to_one(values: list[int], epsilon: float) -> None:
    chances = control.epsilon_greedy(values, epsilon)
    assert sum(chances) == pytest.approx(1)
    assert min(chances) == pytest.approx(epsilon / len(values))
    assert chances.index(max(chances)) == values.index(max(values)) or epsilon == 1


@given(st.lists(st.floats(-2, 2), min_size=2, max_size=4), st.floats(-3, 3), st.integers(0, 1))
def test_the_policy_gradient_is_that_of_the_log_probability(theta: list[float], g: float, action: int) -> None:
    found = control.reinforce_gradient(theta, action, g)
    for k in range(len(theta)):

        def score(value: float, k: int = k) -> float:
            return float(g * np.log(softmax([*theta[:k], value, *theta[k + 1 :]])[action]))

        assert found[k] == pytest.approx(central_difference(score, theta[k]), abs=1e-6)


@given(st.lists(st.floats(-3, 3), min_size=1, max_size=5), seeds, st.floats(0.1, 1))
def test_generalized_advantage_lies_between_its_two_extremes(rewards: list[float], seed: int, discount: float) -> None:
    values = np.random.default_rng(seed).normal(size=len(rewards) + 1).tolist()
    errors = control.td_errors(rewards, values, discount)
    assert control.generalized_advantage(rewards, values, discount, 0) == pytest.approx(errors[0])
    full = control.n_step_advantage(rewards, values[-1], values[0], discount)
    assert control.generalized_advantage(rewards, values, discount, 1) == pytest.approx(full)


@given(st.lists(st.floats(-5, 5), min_size=2, max_size=4), seeds)
def test_double_dqn_never_aims_higher_than_dqn(target: list[float], seed: int) -> None:
    online = np.random.default_rng(seed).normal(size=len(target)).tolist()
    assert control.double_dqn_target(1, online, target, 0.9) <= control.dqn_target(1, target, 0.9)
    assert control.double_dqn_target(1, target, target, 0.9) == control.dqn_target(1, target, 0.9)


@pytest.mark.parametrize(
    ("ratio", "advantage", "value"), [(1.5, 2, 2.4), (0.5, 2, 1.0), (1.5, -2, -3.0), (0.5, -2, -1.6), (1.1, 1, 1.1)]
)
def test_clipping_takes_gains_away_and_no_losses(ratio: float, advantage: float, value: float) -> None:
    assert control.clipped_objective(ratio, advantage, 0.2) == pytest.approx(value)


def test_the_gradient_of_huber_is_the_error_cut_off() -> None:
    assert control.huber_gradient([-3, -0.5, 0.2, 7]) == [-1, -0.5, 0.2, 1]


@given(seeds, st.floats(0, 1))
def test_action_values_are_rewards_and_discounted_values_of_where_they_lead(seed: int, discount: float) -> None:
    draw = np.random.default_rng(seed)
    rewards, following, values = draw.normal(size=(4, 3)), draw.integers(0, 4, size=(4, 3)), draw.normal(size=4)
    # A table of transition probabilities, all of them 0 or 1.
    moves = np.zeros((4, 3, 4))
    for state, action in itertools.product(range(4), range(3)):
        moves[state, action, following[state, action]] = 1
    found = control.action_values(rewards, following, values, discount)
    np.testing.assert_allclose(found, rewards + discount * moves @ values, atol=1e-12)
