"""Values and returns in reinforcement learning.

Source: Sutton & Barto 2018, Reinforcement Learning: An Introduction, 2nd edition.
"""

from __future__ import annotations

from collections.abc import Sequence


def q_learning_update(value: float, reward: float, next_values: Sequence[float], rate: float, discount: float) -> float:
    """Q(s, a) + α[r + γ max_a' Q(s', a') − Q(s, a)] (equation 6.8).

    `next_values`: Q(s', a') of every action in the next state; an empty sequence means that s' is terminal.

    >>> q_learning_update(1, 2, [3, 4], rate=0.5, discount=0.5)
    2.5
    """
    return value + rate * (reward + discount * max(next_values, default=0.0) - value)


def sarsa_update(value: float, reward: float, next_value: float, rate: float, discount: float) -> float:
    """Q(s, a) + α[r + γ Q(s', a') − Q(s, a)] with the action a' that was really taken (equation 6.7).

    >>> sarsa_update(1, 2, 3, rate=0.5, discount=0.5)
    2.25
    """
    return value + rate * (reward + discount * next_value - value)


def discounted_return(rewards: Sequence[float], discount: float) -> float:
    """G = r₁ + γr₂ + γ²r₃ + … (equation 3.8), summed from the end as r + γG (equation 3.9).

    Shape: (T,).

    >>> discounted_return([1, 2, 4], 0.5)
    3.0
    """
    total = 0.0
    for reward in reversed(rewards):
        total = reward + discount * total
    return total
