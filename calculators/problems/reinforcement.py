"""The Q-learning update and the discounted return."""

from __future__ import annotations

from calculators.answers.keys import Number
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Step, family
from calculators.reinforcement import discounted_return, q_learning_update, sarsa_update

STRICT = 0.001


@family("reinforcement.q_learning", topics=["4.7.1"], values="real")
def q_learning(draw: Draw) -> Problem:
    """One Q-learning update, told apart from SARSA's."""
    value = draw.decimal("q", 0.5, 6, 0.1)
    reward = draw.nonzero("reward", -3, 5, 1)
    following = draw.vector("following", 3, 0, 8, 0.5)
    taken = draw.integer("taken", 1, 3)
    rate, discount = draw.choice("rate", [0.1, 0.2, 0.5]), draw.choice("discount", [0.8, 0.9])
    best = max(following)
    draw.require(following[taken - 1] != best and following.count(best) == 1)
    new = q_learning_update(value, reward, following, rate, discount)
    draw.require(abs(new) >= 0.1)
    target = reward + discount * best
    return Problem(
        given={
            "q": value,
            "reward": reward,
            "following": following,
            "taken": taken,
            "rate": rate,
            "discount": discount,
        },
        answer=Number(new, relative=STRICT),
        check=lambda: (1 - rate) * value + rate * reward + rate * discount * sorted(following)[-1],
        steps=[
            Step(
                "target",
                rf"r + \gamma \max Q = {tex.number(reward)} + {tex.number(discount)}"
                rf" \times {tex.number(best)} = {tex.number(target)}",
            ),
            Step("error", rf"\delta = {tex.number(target)} - {tex.number(value)} = {tex.number(target - value)}"),
            Step(
                "update",
                rf"{tex.number(value)} + {tex.number(rate)} \times {tex.factor(target - value)} = {tex.number(new)}",
            ),
        ],
        mistakes={
            "sarsa": sarsa_update(value, reward, following[taken - 1], rate, discount),
            "discount_ignored": q_learning_update(value, reward, following, rate, 1),
            "replaced": target,
            "old_value_kept": value + rate * target,
        },
        solve=lambda keep: keep(value + keep(rate * keep(keep(reward + keep(discount * best)) - value))),
    )


@family("reinforcement.discounted_return", topics=["4.7.1"])
def returned(draw: Draw) -> Problem:
    """Discounted return of four rewards."""
    rewards = draw.integers("rewards", 4, -3, 9)
    discount = draw.choice("discount", [0.5, 0.6, 0.7, 0.8, 0.9])
    value = discounted_return(rewards, discount)
    draw.require(abs(value) >= 0.5 and rewards[-1] != 0)
    weights = [discount**k for k in range(4)]
    return Problem(
        given={"rewards": rewards, "discount": discount},
        answer=Number(value, relative=STRICT),
        check=lambda: sum(reward * weight for reward, weight in zip(rewards, weights, strict=True)),
        steps=[
            Step("weights", rf"(1,\ \gamma,\ \gamma^2,\ \gamma^3) = {tex.vector(weights)}"),
            Step("sum", f"{tex.products(rewards, weights)} = {tex.number(value)}"),
        ],
        mistakes={
            "undiscounted": float(sum(rewards)),
            "first_discounted": discount * value,
            "reversed": discounted_return(rewards[::-1], discount),
            "power_missing": rewards[0] + discount * sum(rewards[1:]),
        },
        solve=lambda keep: keep(sum(keep(r * keep(w)) for r, w in zip(rewards, weights, strict=True))),
    )
