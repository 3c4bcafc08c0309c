"""Problems about policies and about the targets and losses of deep reinforcement learning."""

from __future__ import annotations

import math

from calculators import control as reference
from calculators.answers.keys import Number, Vector
from calculators.gradients import central_difference
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Round, Step, family
from calculators.softmax import softmax

STRICT = 0.001


@family("policies.epsilon_greedy", topics=["4.7.1"], values="distribution")
def epsilon_greedy(draw: Draw) -> Problem:
    """Probabilities of four actions under an ε-greedy policy."""
    values = draw.vector("values", 4, -2, 9, 0.1)
    epsilon = draw.choice("epsilon", [0.04, 0.08, 0.1, 0.12, 0.16, 0.2, 0.24, 0.3, 0.4])
    draw.require(values.count(max(values)) == 1)
    chances = reference.epsilon_greedy(values, epsilon)
    best = values.index(max(values))

    def with_best(share: float, rest: float) -> list[float]:
        return [share if action == best else rest for action in range(4)]

    return Problem(
        given={"values": values, "epsilon": epsilon},
        answer=Vector(tuple(chances)),
        check=lambda: with_best(1 - 3 * epsilon / 4, epsilon / 4),
        steps=[
            Step("random", rf"\frac{{{epsilon}}}{{4}} = {tex.number(epsilon / 4)}"),
            Step("greedy", rf"1 - {epsilon} + {tex.number(epsilon / 4)} = {tex.number(chances[best])}"),
            Step("policy", rf"\pi = {tex.vector(chances)}"),
        ],
        mistakes={
            "random_among_others": with_best(1 - epsilon, epsilon / 3),
            "best_twice": with_best(1 - epsilon, epsilon / 4),
            "reversed": with_best(epsilon + (1 - epsilon) / 4, (1 - epsilon) / 4),
            "greedy": with_best(1.0, 0.0),
        },
        solve=lambda keep: [keep(chance) for chance in chances],
    )


@family("policies.softmax_policy", topics=["4.7.1"], carried=6, values="distribution")
def softmax_policy(draw: Draw) -> Problem:
    """Probabilities of three actions under a softmax policy with temperature."""
    values, tau = draw.vector("values", 3, -1, 4, 0.5), draw.choice("tau", [0.5, 2, 4, 5])
    draw.require(len(set(values)) == 3)
    chances = softmax(values, tau).tolist()
    draw.require(min(chances) >= 0.02)
    powers = [math.exp(value / tau) for value in values]

    def by_hand(keep: Round) -> list[float]:
        kept = [keep(power) for power in powers]
        return [keep(power / keep(sum(kept))) for power in kept]

    return Problem(
        given={"values": values, "tau": tau},
        answer=Vector(tuple(chances)),
        check=lambda: [1 / sum(math.exp((other - value) / tau) for other in values) for value in values],
        steps=[
            Step("powers", rf"e^{{Q / \tau}} = {tex.vector(powers, 6)}"),
            Step("sum", f"{tex.total(powers, 6)} = {tex.number(sum(powers), 6)}"),
            Step("policy", rf"\pi = {tex.vector(chances)}"),
        ],
        mistakes={
            "temperature_ignored": softmax(values).tolist(),
            "temperature_multiplied": softmax(values, 1 / tau).tolist(),
            "not_normalized": powers,
            "greedy": [1.0 if value == max(values) else 0.0 for value in values],
        },
        solve=by_hand,
    )


@family("policies.reinforce_gradient", topics=["4.7.1"], precision=1e-5, carried=6)
def reinforce_gradient(draw: Draw) -> Problem:
    """REINFORCE's gradient of a softmax policy with a baseline, for three preferences."""
    theta, action = draw.vector("theta", 3, -1, 2, 0.5), draw.integer("action", 1, 3)
    G, b = draw.integer("G", -4, 10), draw.integer("b", 1, 5)
    draw.require(abs(G - b) >= 2 and G != 0 and len(set(theta)) >= 2)
    gradient = reference.reinforce_gradient(theta, action - 1, G - b)
    chances = softmax(theta).tolist()
    draw.require(min(chances) >= 0.03)

    def by_differences() -> list[float]:
        def objective(k: int, value: float) -> float:
            moved = [value if place == k else old for place, old in enumerate(theta)]
            return (G - b) * math.log(softmax(moved).tolist()[action - 1])

        return [central_difference(lambda v, k=k: objective(k, v), theta[k], 1e-5) for k in range(3)]  # type: ignore[misc]

    chosen = [float(k == action - 1) for k in range(3)]
    return Problem(
        given={"theta": theta, "action": action, "G": G, "b": b},
        answer=Vector(tuple(gradient)),
        check=by_differences,
        steps=[
            Step("policy", rf"\pi = {tex.vector(chances, 6)}"),
            Step(
                "score",
                rf"\mathbf{{1}}_a - \pi = {tex.vector([c - p for c, p in zip(chosen, chances, strict=True)], 6)}",
            ),
            Step("gradient", rf"({G} - {b}) (\mathbf{{1}}_a - \pi) = {tex.vector(gradient)}"),
        ],
        mistakes={
            "baseline_ignored": reference.reinforce_gradient(theta, action - 1, G),
            "sign_reversed": [-value for value in gradient],
            "score_only": [c - p for c, p in zip(chosen, chances, strict=True)],
            "chosen_action_only": [(G - b) * c * (1 - p) for c, p in zip(chosen, chances, strict=True)],
        },
        solve=lambda keep: [keep((G - b) * keep(c - keep(p))) for c, p in zip(chosen, chances, strict=True)],
    )


def _q_values(draw: Draw) -> tuple[list[float], list[float], float, float]:
    online, target = draw.vector("online", 3, 0, 9, 0.1), draw.vector("target", 3, 0, 9, 0.1)
    reward, discount = float(draw.integer("reward", -3, 5)), draw.choice("discount", [0.8, 0.9, 0.95, 0.99])
    best = max(range(3), key=lambda action: online[action])
    draw.require(online.count(max(online)) == 1 and target.count(max(target)) == 1 and target[best] != max(target))
    return online, target, reward, discount


@family("policies.dqn_target", topics=["4.7.1"])
def dqn_target(draw: Draw) -> Problem:
    """The squared error's target and TD error of DQN with a target network."""
    online, target, reward, discount = _q_values(draw)
    value = draw.decimal("value", 1, 9, 0.1)
    goal = reference.dqn_target(reward, target, discount)
    error = goal - value
    draw.require(abs(error) >= 0.2)
    return Problem(
        given={"online": online, "target": target, "reward": int(reward), "discount": discount, "value": value},
        answer=Number(error, relative=STRICT),
        check=lambda: max(reward + discount * q - value for q in target),
        steps=[
            Step("maximum", rf"\max Q^- = {tex.number(max(target))}"),
            Step(
                "target",
                rf"y = {tex.number(reward)} + {discount} \times {tex.number(max(target))} = {tex.number(goal)}",
            ),
            Step("error", f"{tex.number(goal)} - {tex.number(value)} = {tex.number(error)}"),
        ],
        mistakes={
            "online_network": reference.dqn_target(reward, online, discount) - value,
            "double_dqn": reference.double_dqn_target(reward, online, target, discount) - value,
            "target_only": goal,
            "sign_reversed": -error,
        },
        solve=lambda keep: keep(keep(goal) - value),
    )


@family("policies.double_dqn_target", topics=["4.7.1"])
def double_dqn_target(draw: Draw) -> Problem:
    """The target of double DQN: the online network chooses, the target network judges."""
    online, target, reward, discount = _q_values(draw)
    goal = reference.double_dqn_target(reward, online, target, discount)
    draw.require(abs(goal) >= 0.2)
    best = max(range(3), key=lambda action: online[action])
    return Problem(
        given={"online": online, "target": target, "reward": int(reward), "discount": discount},
        answer=Number(goal, relative=STRICT),
        check=lambda: next(
            reward + discount * judged for chosen, judged in zip(online, target, strict=True) if chosen == max(online)
        ),
        steps=[
            Step("choice", rf"\max Q = {tex.number(max(online))} \quad (a = {best + 1})"),
            Step("judged", rf"Q^-(s', {best + 1}) = {tex.number(target[best])}"),
            Step(
                "target",
                rf"{tex.number(reward)} + {discount} \times {tex.number(target[best])} = {tex.number(goal)}",
            ),
        ],
        mistakes={
            "dqn": reference.dqn_target(reward, target, discount),
            "online_network": reference.dqn_target(reward, online, discount),
            "roles_exchanged": reference.double_dqn_target(reward, target, online, discount),
            "discount_ignored": reference.double_dqn_target(reward, online, target, 1),
        },
        solve=lambda keep: keep(reward + keep(discount * target[best])),
    )


@family("policies.huber_gradient", topics=["4.7.1", "3.1.2"])
def huber_gradient(draw: Draw) -> Problem:
    """Gradient of Huber's loss with respect to the predictions, for three errors."""
    outputs, targets = draw.vector("outputs", 3, -3, 5, 0.1), draw.vector("targets", 3, -3, 5, 0.1)
    delta = draw.choice("delta", [0.5, 1, 1.5, 2])
    errors = [round(y - t, 1) for y, t in zip(outputs, targets, strict=True)]
    inside = [abs(error) < delta for error in errors]
    draw.require(1 <= sum(inside) <= 2 and all(abs(error) >= 0.1 and abs(error) != delta for error in errors))
    gradient = reference.huber_gradient(errors, delta)

    def by_differences() -> list[float]:
        def loss(error: float) -> float:
            return error * error / 2 if abs(error) <= delta else delta * (abs(error) - delta / 2)

        return [central_difference(loss, error, 1e-4) for error in errors]

    return Problem(
        given={"outputs": outputs, "targets": targets, "delta": delta},
        answer=Vector(tuple(gradient), relative=STRICT),
        check=by_differences,
        steps=[
            Step("errors", f"y - t = {tex.vector(errors)}"),
            Step("clipped", tex.vector(gradient)),
        ],
        mistakes={
            "not_clipped": errors,
            "all_clipped": [math.copysign(delta, error) for error in errors],
            "sign_reversed": [-value for value in gradient],
            "loss_itself": [
                error * error / 2 if near else delta * (abs(error) - delta / 2)
                for error, near in zip(errors, inside, strict=True)
            ],
        },
        solve=lambda keep: [keep(value) for value in gradient],
    )


@family("policies.ppo_clip", topics=["4.7.1"])
def ppo_clip(draw: Draw) -> Problem:
    """PPO's clipped objective averaged over three samples."""
    ratios, advantages = draw.vector("ratios", 3, 0.4, 1.8, 0.05), draw.vector("advantages", 3, -3, 4, 0.5)
    clip = draw.choice("clip", [0.1, 0.2, 0.3])
    draw.require(all(advantages) and max(advantages) > 0 > min(advantages))
    terms = [reference.clipped_objective(r, a, clip) for r, a in zip(ratios, advantages, strict=True)]
    value = sum(terms) / 3
    plain = [r * a for r, a in zip(ratios, advantages, strict=True)]
    cut = [max(1 - clip, min(1 + clip, r)) * a for r, a in zip(ratios, advantages, strict=True)]
    # One sample at least must be clipped, and one must be where clipping would raise it.
    draw.require(abs(value) >= 0.05 and any(t != p for t, p in zip(terms, plain, strict=True)))
    draw.require(any(abs(t - c) > 0.01 for t, c in zip(terms, cut, strict=True)))

    def by_cases() -> float:
        total = 0.0
        for r, a in zip(ratios, advantages, strict=True):
            total += min(r, 1 + clip) * a if a > 0 else max(r, 1 - clip) * a
        return total / 3

    return Problem(
        given={"ratios": ratios, "advantages": advantages, "clip": clip},
        answer=Number(value, relative=0.002),
        check=by_cases,
        steps=[
            Step("plain", f"r A = {tex.vector(plain)}"),
            Step("clipped", rf"\mathrm{{clip}}(r) A = {tex.vector(cut)}"),
            Step("minimum", rf"\min = {tex.vector(terms)}"),
            Step("mean", rf"\frac{{{tex.total(terms)}}}{{3}} = {tex.number(value)}"),
        ],
        mistakes={
            "not_clipped": sum(plain) / 3,
            "always_clipped": sum(cut) / 3,
            "maximum": sum(map(max, plain, cut)) / 3,
            "summed": sum(terms),
        },
        solve=lambda keep: keep(keep(sum(keep(t) for t in terms)) / 3),
    )
