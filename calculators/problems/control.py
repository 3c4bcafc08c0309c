"""Problems about the values of states and actions: backups, small MDPs, temporal differences."""

from __future__ import annotations

import math

import numpy as np

from calculators import control as reference
from calculators.answers.keys import Number, Vector
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Step, family
from calculators.reinforcement import discounted_return, q_learning_update, sarsa_update

STRICT = 0.001


@family("control.bellman_backup", topics=["4.7.1"])
def bellman_backup(draw: Draw) -> Problem:
    """Bellman expectation backup of one state with two actions and two next states."""
    chance = draw.decimal("chance", 0.1, 0.9)
    first, second = draw.decimal("first", 0.1, 0.9), draw.decimal("second", 0.1, 0.9)
    rewards = [draw.integer("r1", -3, 5), draw.integer("r2", -3, 5)]
    values = [draw.integer("v1", 0, 10), draw.integer("v2", 0, 10)]
    discount = draw.choice("discount", [0.5, 0.8, 0.9])
    draw.require(values[0] != values[1] and first != second and chance != 0.5 and any(rewards))
    policy = [chance, round(1 - chance, 1)]
    rows = [[p, round(1 - p, 1)] for p in (first, second)]
    value = reference.bellman_backup(policy, rows, rewards, values, discount)
    each = [r + discount * (p * values[0] + q * values[1]) for r, (p, q) in zip(rewards, rows, strict=True)]
    draw.require(abs(value) >= 0.2)

    def by_paths() -> float:
        return sum(
            pi * p * (r + discount * v)
            for pi, r, row in zip(policy, rewards, rows, strict=True)
            for p, v in zip(row, values, strict=True)
        )

    return Problem(
        given={"policy": policy, "transitions": rows, "rewards": rewards, "values": values, "discount": discount},
        answer=Number(value, relative=STRICT),
        check=by_paths,
        steps=[
            *(
                Step(
                    "action",
                    f"{r} + {discount} \\times ({tex.products(row, values)}) = {tex.number(q)}",
                )
                for r, row, q in zip(rewards, rows, each, strict=True)
            ),
            Step("mean", f"{tex.products(policy, each)} = {tex.number(value)}"),
        ],
        mistakes={
            "maximum": max(each),
            "policy_ignored": sum(each) / 2,
            "discount_ignored": reference.bellman_backup(policy, rows, rewards, values, 1),
            "rewards_forgotten": value - sum(p * r for p, r in zip(policy, rewards, strict=True)),
        },
        solve=lambda keep: keep(sum(keep(p * keep(q)) for p, q in zip(policy, each, strict=True))),
    )


@family("control.value_iteration", topics=["4.7.1"])
def value_iteration(draw: Draw) -> Problem:
    """Values of three states after two sweeps of value iteration in a deterministic world."""
    rewards = [[draw.integer(f"r{state}{action}", -2, 8) for action in range(2)] for state in range(3)]
    following = [[draw.integer(f"s{state}{action}", 0, 2) for action in range(2)] for state in range(3)]
    discount = draw.choice("discount", [0.5, 0.6, 0.8, 0.9])
    first = reference.value_iteration(rewards, following, discount, 1).tolist()
    second = reference.value_iteration(rewards, following, discount, 2).tolist()
    table = reference.action_values(rewards, following, first, discount)
    draw.require(all(row[0] != row[1] for row in rewards) and len(set(first)) == 3)
    draw.require(all(abs(q[0] - q[1]) > 0.01 for q in table.tolist()))

    def in_place() -> list[float]:
        values = list(first)
        for state in range(3):
            values[state] = max(r + discount * values[s] for r, s in zip(rewards[state], following[state], strict=True))
        return values

    def by_paths() -> list[float]:
        return [
            max(rewards[state][a] + discount * rewards[following[state][a]][b] for a in range(2) for b in range(2))
            for state in range(3)
        ]

    mistakes = {
        "one_sweep": first,
        "discount_ignored": reference.value_iteration(rewards, following, 1, 2).tolist(),
        "mean_of_actions": table.mean(axis=1).tolist(),
        "in_place": in_place(),
    }
    names = [[f"S_{s + 1}" for s in row] for row in following]
    return Problem(
        given={
            **{f"r{state + 1}{action + 1}": rewards[state][action] for state in range(3) for action in range(2)},
            **{f"s{state + 1}{action + 1}": names[state][action] for state in range(3) for action in range(2)},
            "discount": discount,
        },
        answer=Vector(tuple(second), relative=STRICT),
        check=by_paths,
        steps=[
            Step("first", f"V_1 = {tex.vector(first)}"),
            Step("actions", f"Q = {tex.matrix(table.tolist())}"),
            Step("second", f"V_2 = {tex.vector(second)}"),
        ],
        mistakes=mistakes,
        solve=lambda keep: [keep(max(keep(q) for q in row)) for row in table.tolist()],
    )


@family("control.policy_evaluation", topics=["4.7.1"], carried=6)
def policy_evaluation(draw: Draw) -> Problem:
    """Exact values of a fixed policy in a world with two states."""
    stay1, stay2 = draw.decimal("stay1", 0.1, 0.9), draw.decimal("stay2", 0.1, 0.9)
    rewards = [draw.integer("r1", -3, 6), draw.integer("r2", -3, 6)]
    discount = draw.choice("discount", [0.5, 0.6, 0.8])
    draw.require(rewards[0] != rewards[1] and stay1 != stay2)
    P = [[stay1, round(1 - stay1, 1)], [round(1 - stay2, 1), stay2]]
    values = reference.policy_values(rewards, P, discount).tolist()
    draw.require(all(abs(value) >= 0.2 for value in values))
    shrink = 1 - discount * (stay1 + stay2 - 1)
    gap = (rewards[0] - rewards[1]) / shrink

    def by_iteration() -> list[float]:
        found = np.zeros(2)
        for _ in range(200):
            found = np.array(rewards) + discount * np.array(P) @ found
        return [float(value) for value in found]

    return Problem(
        given={"P": P, "rewards": rewards, "discount": discount},
        answer=Vector(tuple(values), relative=0.005),
        check=by_iteration,
        steps=[
            Step("equations", rf"V = {tex.vector(rewards, 6)} + {discount} {tex.matrix(P, 6)} V"),
            Step(
                "difference",
                rf"V_1 - V_2 = \frac{{{rewards[0] - rewards[1]}}}{{{tex.number(shrink, 6)}}} = {tex.number(gap, 6)}",
            ),
            Step("values", f"V = {tex.vector(values)}"),
        ],
        mistakes={
            "one_step": [
                r + discount * (p[0] * rewards[0] + p[1] * rewards[1]) for r, p in zip(rewards, P, strict=True)
            ],
            "rewards_only": [float(r) for r in rewards],
            "always_staying": [r / (1 - discount) for r in rewards],
            "transposed": reference.policy_values(rewards, np.array(P).T, discount).tolist(),
        },
        solve=lambda keep: [
            keep(keep(rewards[0] - keep(discount * P[0][1] * keep(gap))) / (1 - discount)),
            keep(keep(rewards[1] + keep(discount * P[1][0] * keep(gap))) / (1 - discount)),
        ],
    )


@family(
    "control.policy_improvement",
    topics=["4.7.1"],
    guessable="each of three states has two actions",
    values=range(1, 3),
)
def policy_improvement(draw: Draw) -> Problem:
    """Greedy action in each of three states for the values of a policy: the other half of policy iteration."""
    values = [float(value) for value in draw.integers("values", 3, 0, 10)]
    policy = [draw.integer(f"policy{state}", 1, 2) for state in range(3)]
    rewards = [[draw.decimal(f"r{state}{action}", -3, 6, 0.1) for action in range(2)] for state in range(3)]
    following = [draw.sample(f"s{state}", range(3), 2) for state in range(3)]
    discount = draw.choice("discount", [0.5, 0.6, 0.8, 0.9])
    # The rewards of the policy's own actions follow from its values, so that evaluating it gives exactly these.
    for state, action in enumerate(policy):
        reward = values[state] - discount * values[following[state][action - 1]]
        rewards[state][action - 1] = round(reward, 1) + 0.0
        draw.require(-4 <= reward <= 7)
    table = reference.action_values(rewards, following, values, discount).tolist()
    draw.require(
        len(set(values)) == 3
        and all(abs(q[0] - q[1]) >= 0.05 and r[0] != r[1] for q, r in zip(table, rewards, strict=True))
    )

    def greedy(rows: list[list[float]]) -> list[float]:
        return [1.0 if row[0] > row[1] else 2.0 for row in rows]

    def by_evaluation() -> list[float]:
        own = [[float(following[state][action - 1] == s) for s in range(3)] for state, action in enumerate(policy)]
        found = reference.policy_values([r[a - 1] for r, a in zip(rewards, policy, strict=True)], own, discount)
        return [
            1.5 - math.copysign(0.5, r[0] - r[1] + discount * (found[s[0]] - found[s[1]]))
            for r, s in zip(rewards, following, strict=True)
        ]

    answer = greedy(table)
    # Neither the old policy nor its opposite, which could be answered without computing.
    draw.require(1 <= sum(new != old for new, old in zip(answer, policy, strict=True)) <= 2)
    return Problem(
        given={
            "policy": policy,
            "values": values,
            **{f"r{state + 1}{action + 1}": rewards[state][action] for state in range(3) for action in range(2)},
            **{
                f"s{state + 1}{action + 1}": f"S_{following[state][action] + 1}"
                for state in range(3)
                for action in range(2)
            },
            "discount": discount,
        },
        answer=Vector(tuple(answer), decimals=0, relative=0.0, absolute=0.01),
        check=by_evaluation,
        steps=[Step("actions", f"Q = {tex.matrix(table)}"), Step("policy", tex.vector(answer))],
        mistakes={
            "rewards_only": greedy(rewards),
            "values_only": greedy([[values[s] for s in row] for row in following]),
            "worst_actions": [3 - action for action in answer],
            "policy_kept": [float(action) for action in policy],
        },
        solve=lambda keep: greedy([[keep(q) for q in row] for row in table]),
    )


@family("control.td_zero", topics=["4.7.1"])
def td_zero(draw: Draw) -> Problem:
    """TD(0) update of the value of a state."""
    value, following = draw.decimal("value", -2, 8, 0.5), draw.decimal("following", 0.5, 9, 0.5)
    reward, rate = draw.integer("reward", -3, 5), draw.choice("rate", [0.1, 0.2, 0.3, 0.4, 0.5])
    discount = draw.choice("discount", [0.5, 0.7, 0.8, 0.9])
    target = reward + discount * following
    new = reference.td_update(value, reward, following, rate, discount)
    draw.require(abs(new) >= 0.1 and abs(value) >= 0.5)
    return Problem(
        given={"value": value, "following": following, "reward": reward, "rate": rate, "discount": discount},
        answer=Number(new, relative=STRICT),
        check=lambda: (1 - rate) * value + rate * target,
        steps=[
            Step("target", rf"{reward} + {discount} \times {tex.number(following)} = {tex.number(target)}"),
            Step("error", rf"\delta = {tex.number(target)} - {tex.factor(value)} = {tex.number(target - value)}"),
            Step("update", f"{tex.number(value)} + {rate} \\times {tex.factor(target - value)} = {tex.number(new)}"),
        ],
        mistakes={
            "error_only": target - value,
            "replaced": target,
            "discount_ignored": reference.td_update(value, reward, following, rate, 1),
            "subtracted": value - rate * (target - value),
        },
        solve=lambda keep: keep(value + keep(rate * keep(keep(target) - value))),
    )


@family("control.sarsa", topics=["4.7.1"])
def sarsa(draw: Draw) -> Problem:
    """One SARSA update, told apart from Q-learning's and expected SARSA's."""
    value, reward = draw.decimal("value", 0.5, 6, 0.5), draw.integer("reward", -3, 5)
    following = draw.vector("following", 3, 0, 8, 0.5)
    taken = draw.integer("taken", 1, 3)
    rate, discount = draw.choice("rate", [0.1, 0.2, 0.5]), draw.choice("discount", [0.8, 0.9])
    chosen, best = following[taken - 1], max(following)
    draw.require(0 < chosen < best)
    new = sarsa_update(value, reward, chosen, rate, discount)
    draw.require(abs(new) >= 0.1)
    target = reward + discount * chosen
    return Problem(
        given={
            "value": value,
            "reward": reward,
            "following": following,
            "taken": taken,
            "rate": rate,
            "discount": discount,
        },
        answer=Number(new, relative=STRICT),
        check=lambda: (1 - rate) * value + rate * target,
        steps=[
            Step("target", rf"{reward} + {discount} \times {tex.number(chosen)} = {tex.number(target)}"),
            Step("error", rf"\delta = {tex.number(target)} - {tex.number(value)} = {tex.number(target - value)}"),
            Step("update", f"{tex.number(value)} + {rate} \\times {tex.factor(target - value)} = {tex.number(new)}"),
        ],
        mistakes={
            "q_learning": q_learning_update(value, reward, following, rate, discount),
            "mean_of_actions": sarsa_update(value, reward, sum(following) / 3, rate, discount),
            "discount_ignored": sarsa_update(value, reward, chosen, rate, 1),
            "replaced": target,
        },
        solve=lambda keep: keep(value + keep(rate * keep(keep(target) - value))),
    )


@family("control.n_step_advantage", topics=["4.7.1"])
def n_step_advantage(draw: Draw) -> Problem:
    """Three-step return and advantage, as in A3C."""
    rewards = draw.integers("rewards", 3, -2, 5)
    last, value = draw.decimal("last", 1, 9, 0.5), draw.decimal("value", 1, 9, 0.5)
    discount = draw.choice("discount", [0.5, 0.8, 0.9])
    advantage = reference.n_step_advantage(rewards, last, value, discount)
    draw.require(abs(advantage) >= 0.2 and all(rewards))
    weights = [discount**k for k in range(4)]
    returned = advantage + value
    return Problem(
        given={"rewards": rewards, "last": last, "value": value, "discount": discount},
        answer=Number(advantage, relative=STRICT),
        check=lambda: sum(w * x for w, x in zip(weights, [*rewards, last], strict=True)) - value,
        steps=[
            Step("return", f"{tex.products([*rewards, last], weights)} = {tex.number(returned)}"),
            Step("advantage", f"{tex.number(returned)} - {tex.number(value)} = {tex.number(advantage)}"),
        ],
        mistakes={
            "return_only": returned,
            "no_bootstrap": discounted_return(rewards, discount) - value,
            "last_not_discounted": discounted_return(rewards, discount) + last - value,
            "one_step": rewards[0] + discount * last - value,
        },
        solve=lambda keep: keep(
            keep(sum(keep(keep(w) * x) for w, x in zip(weights, [*rewards, last], strict=True))) - value
        ),
    )


@family("control.generalized_advantage", topics=["4.7.1"], carried=5)
def generalized_advantage(draw: Draw) -> Problem:
    """Generalized advantage estimate from three steps."""
    rewards, values = draw.integers("rewards", 3, -2, 4), draw.vector("values", 4, 1, 8, 0.5)
    discount, decay = draw.choice("discount", [0.8, 0.9]), draw.choice("decay", [0.5, 0.6, 0.7, 0.95])
    errors = reference.td_errors(rewards, values, discount)
    advantage = reference.generalized_advantage(rewards, values, discount, decay)
    factor = discount * decay
    draw.require(abs(advantage) >= 0.2 and all(abs(error) >= 0.1 for error in errors))
    weights = [factor**k for k in range(3)]

    def backwards() -> float:
        total = 0.0
        for step in (2, 1, 0):
            total = rewards[step] + discount * values[step + 1] - values[step] + factor * total
        return total

    return Problem(
        given={"rewards": rewards, "values": values, "discount": discount, "decay": decay},
        answer=Number(advantage, relative=0.002),
        check=backwards,
        steps=[
            Step("errors", rf"\delta = {tex.vector(errors, 5)}"),
            Step("weights", rf"(1,\ \gamma\lambda,\ (\gamma\lambda)^2) = {tex.vector(weights, 5)}"),
            Step("sum", f"{tex.products(weights, errors, 5)} = {tex.number(advantage)}"),
        ],
        mistakes={
            "discount_only": discounted_return(errors, discount),
            "decay_only": discounted_return(errors, decay),
            "first_error": errors[0],
            "not_weighted": sum(errors),
        },
        solve=lambda keep: keep(sum(keep(keep(w) * keep(e)) for w, e in zip(weights, errors, strict=True))),
    )


@family("control.clipped_return", topics=["4.7.1"])
def clipped_return(draw: Draw) -> Problem:
    """Discounted return of rewards clipped to -1 and 1."""
    rewards = draw.integers("rewards", 5, -10, 10)
    discount = draw.choice("discount", [0.5, 0.6, 0.7, 0.8, 0.9])
    clipped = [max(-1, min(1, reward)) for reward in rewards]
    value = discounted_return(clipped, discount)
    draw.require(sum(abs(reward) > 1 for reward in rewards) >= 3 and abs(value) >= 0.1 and 0 not in rewards[:2])
    draw.require(min(rewards) < 0)
    weights = [discount**k for k in range(5)]
    full = discounted_return(rewards, discount)
    return Problem(
        given={"rewards": rewards, "discount": discount},
        answer=Number(value, relative=STRICT),
        check=lambda: sum(
            w * c for w, c in zip(weights, [math.copysign(min(abs(r), 1), r) for r in rewards], strict=True)
        ),
        steps=[
            Step("clipped", tex.vector(clipped)),
            Step("weights", rf"(1,\ \gamma,\ \gamma^2,\ \gamma^3,\ \gamma^4) = {tex.vector(weights)}"),
            Step("sum", f"{tex.products(clipped, weights)} = {tex.number(value)}"),
        ],
        mistakes={
            "not_clipped": full,
            "undiscounted": float(sum(clipped)),
            "first_discounted": discount * value,
            "negatives_to_zero": discounted_return([max(0, c) for c in clipped], discount),
        },
        solve=lambda keep: keep(sum(keep(keep(w) * c) for w, c in zip(weights, clipped, strict=True))),
    )
