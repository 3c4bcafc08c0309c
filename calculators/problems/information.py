"""Self-information, entropy, cross-entropy, KL divergence and mutual information."""

from __future__ import annotations

import math
from itertools import pairwise

from calculators.answers.keys import Number
from calculators.answers.units import BITS, NATS
from calculators.information import cross_entropy, entropy, kl_divergence, mutual_information, self_information
from calculators.problems import tex
from calculators.problems.draw import Domain, Draw
from calculators.problems.problem import Problem, Round, Step, family

# Sums of rounded terms stay well inside this, and a guess from the middle of the range does not.
NARROW = 0.001


def _distribution(draw: Draw, name: str, outcomes: int, parts: int = 20) -> list[float]:
    """`outcomes` probabilities, multiples of 1/`parts` that sum to 1, none of them 0."""
    cuts = [0, *sorted(draw.sample(name, range(1, parts), outcomes - 1)), parts]
    shares = [(high - low) / parts for low, high in pairwise(cuts)]
    return draw.composed(name, Domain(0.0, 1.0, shape=(outcomes,)), shares, (name,))


@family("information.self_information", topics=["1.3.1"], domain=95, values="nonnegative")
def surprise(draw: Draw) -> Problem:
    """Self-information of one event, in bits."""
    p = draw.decimal("p", 0.01, 0.95, 0.01)
    bits = self_information(p)
    return Problem(
        given={"p": p},
        answer=Number(bits, units=BITS),
        check=lambda: -math.log10(p) / math.log10(2),
        steps=[
            Step("logarithms", rf"\ln {tex.number(p)} = {tex.number(math.log(p), 6)},\quad \ln 2 = 0.693147"),
            Step(
                "log",
                rf"I = -\log_2 {tex.number(p)} = -\frac{{{tex.number(math.log(p), 6)}}}{{0.693147}}"
                rf" = {tex.number(bits)}",
            ),
        ],
        mistakes={
            "nats": bits * math.log(2),
            "weighted": p * bits,
            "base_ten": -math.log10(p),
            "sign": -bits,
        },
        solve=lambda keep: keep(-keep(math.log(p)) / keep(math.log(2))),
    )


@family("information.entropy", topics=["1.3.1"], values="nonnegative")
def shannon(draw: Draw) -> Problem:
    """Entropy of a distribution over four outcomes, in bits."""
    p = _distribution(draw, "p", 4)
    bits = entropy(p)
    logs = [math.log2(value) for value in p]
    return Problem(
        given={"p": p},
        answer=Number(bits, relative=NARROW, units=BITS),
        # By grouping: first which half, then which outcome in it.
        check=lambda: (
            entropy([p[0] + p[1], p[2] + p[3]])
            + sum(sum(half) * entropy([value / sum(half) for value in half]) for half in (p[:2], p[2:]))
        ),
        steps=[
            Step("logs", rf"\log_2 p = {tex.vector(logs)}"),
            Step("sum", rf"H = -\left({tex.products(p, logs)}\right) = {tex.number(bits)}"),
        ],
        mistakes={
            "nats": bits * math.log(2),
            "sign": -bits,
            "not_weighted": -sum(logs),
            "averaged": bits / 4,
        },
        solve=lambda keep: keep(-sum(keep(value * keep(math.log2(value))) for value in p)),
    )


@family("information.cross_entropy", topics=["1.3.1", "3.1.2"], values="nonnegative")
def crossed(draw: Draw) -> Problem:
    """Cross-entropy H(p, q) of two distributions over three outcomes, in nats."""
    p, q = _distribution(draw, "p", 3), _distribution(draw, "q", 3)
    draw.require(p != q)
    nats = cross_entropy(p, q, math.e)
    logs = [math.log(value) for value in q]
    return Problem(
        given={"p": p, "q": q},
        answer=Number(nats, relative=NARROW, units=NATS),
        check=lambda: entropy(p, math.e) + kl_divergence(p, q, math.e),
        steps=[
            Step("logs", rf"\ln q = {tex.vector(logs)}"),
            Step("sum", rf"H(p, q) = -\left({tex.products(p, logs)}\right) = {tex.number(nats)}"),
        ],
        mistakes={
            "reversed": cross_entropy(q, p, math.e),
            "entropy": entropy(p, math.e),
            "divergence": kl_divergence(p, q, math.e),
            "base_two": nats / math.log(2),
        },
        solve=lambda keep: keep(-sum(keep(a * keep(math.log(b))) for a, b in zip(p, q, strict=True))),
    )


@family("information.kl_divergence", topics=["1.3.1", "1.2.2"], values="nonnegative")
def divergence(draw: Draw) -> Problem:
    """KL divergence of two distributions over three outcomes, in nats."""
    p, q = _distribution(draw, "p", 3), _distribution(draw, "q", 3)
    nats = kl_divergence(p, q, math.e)
    draw.require(nats >= 0.1)
    ratios = [a / b for a, b in zip(p, q, strict=True)]
    logs = [math.log(ratio) for ratio in ratios]
    return Problem(
        given={"p": p, "q": q},
        answer=Number(nats),
        check=lambda: cross_entropy(p, q, math.e) - entropy(p, math.e),
        steps=[
            Step("ratios", rf"\frac{{p}}{{q}} = {tex.vector(ratios)}"),
            Step("logs", rf"\ln\frac{{p}}{{q}} = {tex.vector(logs)}"),
            Step("sum", rf"{tex.products(p, logs)} = {tex.number(nats)}"),
        ],
        mistakes={
            "reversed": kl_divergence(q, p, math.e),
            "cross_entropy": cross_entropy(p, q, math.e),
            "sign": -nats,
            "base_two": nats / math.log(2),
        },
        solve=lambda keep: keep(sum(keep(a * keep(math.log(keep(a / b)))) for a, b in zip(p, q, strict=True))),
    )


@family("information.mutual_information", topics=["1.3.1"], carried=5, values="nonnegative")
def shared(draw: Draw) -> Problem:
    """Mutual information of a 2 × 2 joint table, in bits."""
    a, b, c, d = _distribution(draw, "joint", 4, parts=50)
    joint = [[a, b], [c, d]]
    bits = mutual_information(joint)
    draw.require(bits >= 0.08)
    rows, columns = [a + b, c + d], [a + c, b + d]
    hx, hy, hxy = entropy(rows), entropy(columns), entropy([a, b, c, d])

    def by_hand(keep: Round) -> float:
        # By the entropies, as in the steps: more rounding than by the sum of the definition.
        sums = [-sum(keep(p * keep(math.log2(p))) for p in cells) for cells in (rows, columns, [a, b, c, d])]
        return keep(sums[0] + sums[1] - sums[2])

    return Problem(
        given={"joint": joint},
        answer=Number(bits, units=BITS),
        check=lambda: hx + hy - hxy,
        steps=[
            Step("marginals", rf"p(x) = {tex.vector(rows)},\quad p(y) = {tex.vector(columns)}"),
            Step(
                "entropies",
                rf"H(X) = {tex.number(hx, 5)},\quad H(Y) = {tex.number(hy, 5)},\quad H(X, Y) = {tex.number(hxy, 5)}",
            ),
            Step("difference", f"I(X; Y) = {tex.total([hx, hy, -hxy], 5)} = {tex.number(bits)}"),
        ],
        mistakes={
            "nats": bits * math.log(2),
            "joint_entropy": hxy,
            "conditional_entropy": hxy - hy,
            "sum_of_entropies": hx + hy,
        },
        solve=by_hand,
    )
