"""Joint and conditional entropy, Jensen–Shannon divergence and the perplexity of a distribution."""

from __future__ import annotations

import math
from itertools import pairwise

from calculators.answers.keys import Number
from calculators.answers.units import BITS, NATS
from calculators.information import (
    conditional_entropy,
    entropy,
    joint_entropy,
    js_divergence,
    kl_divergence,
    mutual_information,
)
from calculators.problems import tex
from calculators.problems.draw import Domain, Draw
from calculators.problems.problem import Problem, Round, Step, family

NARROW = 0.001


def _distribution(draw: Draw, name: str, outcomes: int, parts: int = 20) -> list[float]:
    cuts = [0, *sorted(draw.sample(name, range(1, parts), outcomes - 1)), parts]
    shares = [(high - low) / parts for low, high in pairwise(cuts)]
    return draw.composed(name, Domain(0.0, 1.0, shape=(outcomes,)), shares, (name,))


def _table(draw: Draw) -> list[list[float]]:
    a, b, c, d = _distribution(draw, "joint", 4, 50)
    return [[a, b], [c, d]]


@family("entropies.joint", topics=["1.3.1"], carried=6, values="nonnegative")
def joint(draw: Draw) -> Problem:
    """Joint entropy of a 2 × 2 table, in bits."""
    table = _table(draw)
    cells = [cell for row in table for cell in row]
    bits = joint_entropy(table)
    rows, columns = [sum(row) for row in table], [sum(column) for column in zip(*table, strict=True)]
    draw.require(mutual_information(table) >= 0.02)
    logs = [math.log2(cell) for cell in cells]
    return Problem(
        given={"joint": table},
        answer=Number(bits, relative=NARROW, units=BITS),
        check=lambda: entropy(rows) + conditional_entropy(table),
        steps=[
            Step("logs", rf"\log_2 p(x, y) = {tex.vector(logs, 6)}"),
            Step("sum", rf"-\left({tex.products(cells, logs, 6)}\right) = {tex.number(bits)}"),
        ],
        mistakes={
            "sum_of_marginals": entropy(rows) + entropy(columns),
            "nats": bits * math.log(2),
            "rows_only": entropy(rows),
            "averaged": bits / 4,
        },
        solve=lambda keep: keep(-sum(keep(cell * keep(math.log2(cell))) for cell in cells)),
    )


@family("entropies.conditional", topics=["1.3.1"], carried=6, values="nonnegative")
def conditional(draw: Draw) -> Problem:
    """Conditional entropy H(Y | X) of a 2 × 2 table, in bits."""
    table = _table(draw)
    bits = conditional_entropy(table)
    rows, columns = [sum(row) for row in table], [sum(column) for column in zip(*table, strict=True)]
    draw.require(mutual_information(table) >= 0.05 and bits >= 0.1)
    inner = [entropy([cell / total for cell in row]) for row, total in zip(table, rows, strict=True)]

    def by_hand(keep: Round) -> float:
        total = 0.0
        for row, share in zip(table, rows, strict=True):
            given = [keep(cell / share) for cell in row]
            total += keep(share * keep(-sum(keep(p * keep(math.log2(p))) for p in given)))
        return keep(total)

    return Problem(
        given={"joint": table},
        answer=Number(bits, relative=0.002, units=BITS),
        check=lambda: joint_entropy(table) - entropy(rows),
        steps=[
            Step("marginal", rf"P(X) = {tex.vector(rows, 6)}"),
            Step("inner", rf"H(Y | X = 0) = {tex.number(inner[0], 6)},\quad H(Y | X = 1) = {tex.number(inner[1], 6)}"),
            Step("mean", rf"H(Y | X) = {tex.products(rows, inner, 6)} = {tex.number(bits)}"),
        ],
        mistakes={
            "other_way": joint_entropy(table) - entropy(columns),
            "unconditional": entropy(columns),
            "joint": joint_entropy(table),
            "not_weighted": sum(inner),
        },
        solve=by_hand,
    )


@family("entropies.js_divergence", topics=["1.3.1"], carried=6, values="nonnegative")
def jensen_shannon(draw: Draw) -> Problem:
    """Jensen–Shannon divergence of two distributions over two outcomes, in nats."""
    p, q = _distribution(draw, "p", 2, 50), _distribution(draw, "q", 2, 50)
    draw.require(abs(p[0] - q[0]) >= 0.3)
    nats = js_divergence(p, q, math.e)
    middle = [(a + b) / 2 for a, b in zip(p, q, strict=True)]
    left, right = kl_divergence(p, middle, math.e), kl_divergence(q, middle, math.e)

    def by_hand(keep: Round) -> float:
        sides = [
            keep(sum(keep(a * keep(math.log(keep(a / m)))) for a, m in zip(side, middle, strict=True)))
            for side in (p, q)
        ]
        return keep(keep(sum(sides)) / 2)

    return Problem(
        given={"p": p, "q": q},
        answer=Number(nats, relative=0.003, units=NATS),
        check=lambda: entropy(middle, math.e) - (entropy(p, math.e) + entropy(q, math.e)) / 2,
        steps=[
            Step("middle", rf"m = \frac{{p + q}}{{2}} = {tex.vector(middle, 6)}"),
            Step(
                "sides",
                rf"\mathrm{{KL}}(p \| m) = {tex.number(left, 6)},\quad \mathrm{{KL}}(q \| m) = {tex.number(right, 6)}",
            ),
            Step("mean", rf"\frac{{{tex.number(left, 6)} + {tex.number(right, 6)}}}{{2}} = {tex.number(nats)}"),
        ],
        mistakes={
            "not_halved": left + right,
            "kl": kl_divergence(p, q, math.e),
            "mean_of_both_kl": (kl_divergence(p, q, math.e) + kl_divergence(q, p, math.e)) / 2,
            "bits": nats / math.log(2),
        },
        solve=by_hand,
    )


@family("entropies.perplexity", topics=["1.3.1", "2.1.11", "4.4.2"], carried=5, values=(1.0, math.inf))
def perplexity(draw: Draw) -> Problem:
    """Perplexity of a distribution over four outcomes: 2 to the power of its entropy."""
    p = _distribution(draw, "p", 4)
    draw.require(len(set(p)) >= 2)
    bits = entropy(p)
    value = 2**bits
    return Problem(
        given={"p": p},
        answer=Number(value, decimals=3, relative=NARROW),
        check=lambda: math.prod(share**-share for share in p),
        steps=[
            Step("entropy", rf"H = {tex.number(bits, 5)}"),
            Step("power", rf"2^{{{tex.number(bits, 5)}}} = {tex.number(value, 3)}"),
        ],
        mistakes={
            "entropy": bits,
            "base_e_of_bits": math.exp(bits),
            "inverse": 1 / value,
            "outcomes_counted": 4.0,
        },
        solve=lambda keep: keep(2 ** keep(-sum(keep(share * keep(math.log2(share))) for share in p))),
    )
