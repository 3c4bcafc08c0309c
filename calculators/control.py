"""Values, policies and losses of reinforcement learning, beyond Q-learning.

Source unless another is named: Sutton & Barto 2018, Reinforcement Learning: An Introduction, 2nd edition.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from calculators.reinforcement import discounted_return
from calculators.softmax import softmax

Array = NDArray[np.float64]


def bellman_backup(
    policy: Sequence[float],
    transitions: Sequence[Sequence[float]],
    rewards: Sequence[float],
    values: Sequence[float],
    discount: float,
) -> float:
    """Σ_a π(a) [r(a) + γ Σ_s' P(s' | a) V(s')] for one state (equation 4.4).

    Shapes: `policy`, rewards (actions,), transitions (actions, states), values (states,).

    >>> bellman_backup([0.5, 0.5], [[1, 0], [0, 1]], [1, 0], [2, 4], 0.9)
    3.2
    """
    following = [sum(p * v for p, v in zip(row, values, strict=True)) for row in transitions]
    return sum(p * (r + discount * v) for p, r, v in zip(policy, rewards, following, strict=True))


def action_values(rewards: ArrayLike, next_states: ArrayLike, values: ArrayLike, discount: float) -> Array:
    """r(s, a) + γ V(s'(s, a)) of a deterministic MDP: rewards and next states (S, A), values (S,) to (S, A).

    >>> action_values([[1, 0]], [[0, 0]], [2], 0.5).tolist()
    [[2.0, 1.0]]
    """
    v = np.asarray(values, dtype=np.float64)
    return np.asarray(np.asarray(rewards, dtype=np.float64) + discount * v[np.asarray(next_states)], dtype=np.float64)


def value_iteration(rewards: ArrayLike, next_states: ArrayLike, discount: float, sweeps: int) -> Array:
    """V after `sweeps` synchronous sweeps V ← max_a [r + γ V(s')] from 0, for a deterministic MDP (equation 4.10).

    Shapes: rewards and next states (states, actions), the result (states,).

    >>> value_iteration([[1, 0], [0, 2]], [[0, 1], [0, 1]], 0.5, 2).tolist()
    [1.5, 3.0]
    """
    values: Array = np.zeros(len(np.asarray(rewards)))
    for _ in range(sweeps):
        values = np.asarray(action_values(rewards, next_states, values, discount).max(axis=1), dtype=np.float64)
    return values


def policy_values(rewards: ArrayLike, transitions: ArrayLike, discount: float) -> Array:
    """Values (S,) of a fixed policy: V = (I - γP)⁻¹ r with r (S,) and P (S, S) (equation 4.4 solved).

    >>> policy_values([1, 2], [[0, 1], [1, 0]], 0.5).round(4).tolist()
    [2.6667, 3.3333]
    """
    p = np.asarray(transitions, dtype=np.float64)
    found = np.linalg.solve(np.eye(len(p)) - discount * p, np.asarray(rewards, dtype=np.float64))
    return np.asarray(found, dtype=np.float64)


def td_update(value: float, reward: float, next_value: float, rate: float, discount: float) -> float:
    """V(s) + α[r + γV(s') - V(s)] (equation 6.2).

    >>> td_update(1, 2, 3, rate=0.5, discount=0.5)
    2.25
    """
    return value + rate * (reward + discount * next_value - value)


def epsilon_greedy(values: Sequence[float], epsilon: float) -> list[float]:
    """Probability of each action: ε/n, and 1 - ε more for the best (section 2.2).

    Shape: (actions,) in and out.

    >>> epsilon_greedy([1, 5, 2, 0], 0.25)
    [0.0625, 0.8125, 0.0625, 0.0625]
    """
    best = max(range(len(values)), key=lambda action: values[action])
    return [epsilon / len(values) + (1 - epsilon if action == best else 0.0) for action in range(len(values))]


def reinforce_gradient(preferences: Sequence[float], action: int, advantage: float) -> list[float]:
    """(G - b) ∂ ln π(a) / ∂θ of a softmax policy: (G - b)(1[k = a] - π(k)) for each preference θ_k (section 13.3).

    Shape: (actions,) in and out.

    >>> reinforce_gradient([0, 0], 0, 2)
    [1.0, -1.0]
    """
    chances = softmax(preferences)
    return [float(advantage * ((k == action) - p)) for k, p in enumerate(chances)]


def n_step_advantage(rewards: Sequence[float], last_value: float, value: float, discount: float) -> float:
    """r₁ + γr₂ + … + γⁿV(s_n) - V(s). Source: Mnih et al. 2016, arXiv:1602.01783, section 4.

    Shape of the rewards: (n,).

    >>> n_step_advantage([1, 2], 4, 1, 0.5)
    2.0
    """
    return discounted_return([*rewards, last_value], discount) - value


def td_errors(rewards: Sequence[float], values: Sequence[float], discount: float) -> list[float]:
    """δ_t = r_t + γV(s_{t+1}) - V(s_t); `values` holds one more value than there are rewards.

    Shapes: rewards (T,), values (T + 1,), the result (T,).

    >>> td_errors([1, 2], [1, 2, 4], 0.5)
    [1.0, 2.0]
    """
    return [r + discount * after - now for r, now, after in zip(rewards, values[:-1], values[1:], strict=True)]


def generalized_advantage(rewards: Sequence[float], values: Sequence[float], discount: float, decay: float) -> float:
    """Σ (γλ)^k δ_k. Source: Schulman et al. 2016, arXiv:1506.02438, equation 16.

    Shapes: rewards (T,), values (T + 1,).

    >>> generalized_advantage([1, 2], [1, 2, 4], 0.5, 0.5)
    1.5
    """
    return discounted_return(td_errors(rewards, values, discount), discount * decay)


def dqn_target(reward: float, target_values: Sequence[float], discount: float) -> float:
    """r + γ max_a Q⁻(s', a). Source: Mnih et al. 2015, Nature 518, algorithm 1.

    Shape of the values: (actions,).

    >>> dqn_target(1, [2, 4], 0.5)
    3.0
    """
    return reward + discount * max(target_values)


def double_dqn_target(
    reward: float, online_values: Sequence[float], target_values: Sequence[float], discount: float
) -> float:
    """r + γ Q⁻(s', argmax_a Q(s', a)). Source: van Hasselt, Guez & Silver 2016, arXiv:1509.06461, equation 4.

    Shapes of both lists of values: (actions,).

    >>> double_dqn_target(1, [5, 3], [2, 4], 0.5)
    2.0
    """
    best = max(range(len(online_values)), key=lambda action: online_values[action])
    return reward + discount * target_values[best]


def huber_gradient(errors: Sequence[float], threshold: float = 1.0) -> list[float]:
    """Derivative of Huber's loss: the error, cut off at ±threshold. Source: Huber 1964; Mnih et al. 2015.

    Shape: (n,) in and out.

    >>> huber_gradient([-3, 0.5])
    [-1.0, 0.5]
    """
    return [max(-threshold, min(threshold, error)) for error in errors]


def clipped_objective(ratio: float, advantage: float, clip: float) -> float:
    """min(rA, clip(r, 1-ε, 1+ε) A). Source: Schulman et al. 2017, arXiv:1707.06347, equation 7.

    >>> clipped_objective(1.5, 2, 0.25)
    2.5
    """
    return min(ratio * advantage, max(1 - clip, min(1 + clip, ratio)) * advantage)
