"""Splits of decision trees, and steps of boosting."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np

from calculators.answers.keys import Number, Vector
from calculators.answers.units import BITS
from calculators.information import mutual_information
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Round, Step, family
from calculators.trees import (
    adaboost_reweighted,
    adaboost_weight,
    boosting_step,
    gini,
    information_gain,
    node_entropy,
    split_gini,
)

NARROW = 0.003
Children = tuple[list[int], list[int]]


def _split(draw: Draw) -> Children:
    """Two children of a node with two classes, of different size and share."""
    left, right = draw.integers("left", 2, 1, 20), draw.integers("right", 2, 1, 20)
    draw.require(sum(left) != sum(right) and abs(left[0] / sum(left) - right[0] / sum(right)) >= 0.2)
    return left, right


@family("trees.gini_decrease", topics=["2.1.6"], carried=5, values="nonnegative")
def gini_decrease(draw: Draw) -> Problem:
    """Decrease of the Gini impurity by a split of a node with two classes."""
    left, right = _split(draw)
    parent = [a + b for a, b in zip(left, right, strict=True)]
    n = sum(parent)
    before, after = gini(parent), split_gini([left, right])
    value = before - after
    draw.require(value >= 0.02)
    each = [gini(left), gini(right)]

    def by_shares() -> float:
        # For two classes: twice the weighted squared distance of the children's shares from the parent's.
        whole = Fraction(parent[0], n)
        return float(2 * sum(Fraction(sum(c), n) * (Fraction(c[0], sum(c)) - whole) ** 2 for c in (left, right)))

    def by_hand(keep: Round) -> float:
        after = keep(keep(sum(left) / n * keep(each[0])) + keep(sum(right) / n * keep(each[1])))
        return keep(keep(before) - after)

    return Problem(
        given={"left": left, "right": right},
        answer=Number(value, relative=NARROW),
        check=by_shares,
        steps=[
            Step(
                "parent",
                rf"1 - \left(\frac{{{parent[0]}}}{{{n}}}\right)^2 - \left(\frac{{{parent[1]}}}{{{n}}}\right)^2"
                f" = {tex.number(before, 5)}",
            ),
            Step("children", rf"G_L = {tex.number(each[0], 5)},\quad G_R = {tex.number(each[1], 5)}"),
            Step(
                "weighted",
                rf"\frac{{{sum(left)}}}{{{n}}} \times {tex.number(each[0], 5)} +"
                rf" \frac{{{sum(right)}}}{{{n}}} \times {tex.number(each[1], 5)} = {tex.number(after, 5)}",
            ),
            Step("decrease", rf"{tex.number(before, 5)} - {tex.number(after, 5)} = {tex.number(value)}"),
        ],
        mistakes={
            "weighted_impurity": after,
            "plain_mean": before - sum(each) / 2,
            "error_rate": (min(parent) - min(left) - min(right)) / n,
            "parent_only": before,
        },
        solve=by_hand,
    )


@family("trees.information_gain", topics=["2.1.6", "1.3.1"], carried=6, values="nonnegative")
def gain(draw: Draw) -> Problem:
    """Information gain of a split of a node with two classes, in bits."""
    left, right = _split(draw)
    parent = [a + b for a, b in zip(left, right, strict=True)]
    n = sum(parent)
    value = information_gain([left, right])
    draw.require(value >= 0.03)
    before, each = node_entropy(parent), [node_entropy(left), node_entropy(right)]
    after = before - value

    def by_hand(keep: Round) -> float:
        def bits(counts: list[int]) -> float:
            shares = [keep(count / sum(counts)) for count in counts]
            return keep(-sum(keep(p * keep(math.log2(p))) for p in shares))

        inner = keep(keep(sum(left) / n * bits(left)) + keep(sum(right) / n * bits(right)))
        return keep(bits(parent) - inner)

    return Problem(
        given={"left": left, "right": right},
        answer=Number(value, units=BITS),
        check=lambda: mutual_information([[count / n for count in child] for child in (left, right)]),
        steps=[
            Step("parent", rf"H = {tex.number(before, 6)}"),
            Step("children", rf"H_L = {tex.number(each[0], 6)},\quad H_R = {tex.number(each[1], 6)}"),
            Step(
                "weighted",
                rf"\frac{{{sum(left)}}}{{{n}}} \times {tex.number(each[0], 6)} +"
                rf" \frac{{{sum(right)}}}{{{n}}} \times {tex.number(each[1], 6)} = {tex.number(after, 6)}",
            ),
            Step("gain", rf"{tex.number(before, 6)} - {tex.number(after, 6)} = {tex.number(value)}"),
        ],
        mistakes={
            "weighted_entropy": after,
            "plain_mean": before - sum(each) / 2,
            "nats": value * math.log(2),
            "gini": gini(parent) - split_gini([left, right]),
        },
        solve=by_hand,
    )


@family("trees.boosting_step", topics=["2.1.6", "3.7.3"], values="real")
def boosting(draw: Draw) -> Problem:
    """Predictions after one step of gradient boosting with a stump on squared error."""
    y = draw.integers("y", 5, 0, 20)
    cut = draw.choice("cut", [2, 3])
    rate = draw.choice("rate", [0.1, 0.2, 0.5])
    start = sum(y) / 5
    leaves = [0] * cut + [1] * (5 - cut)
    draw.require(len(set(y)) >= 3 and abs(sum(y[:cut]) / cut - start) >= 1)
    new = [round(value, 10) for value in boosting_step([start] * 5, y, leaves, rate)]
    residuals = [value - start for value in y]
    sums = [sum(residuals[:cut]), sum(residuals[cut:])]
    means = [sums[0] / cut, sums[1] / (5 - cut)]

    def by_leaf_means() -> list[float]:
        # From the mean, a share of the way to each leaf's own mean.
        side = [float(np.mean(y[:cut]))] * cut + [float(np.mean(y[cut:]))] * (5 - cut)
        return [(1 - rate) * start + rate * mean for mean in side]

    return Problem(
        given={"y": y, "cut": cut, "after": cut + 1, "rate": rate},
        answer=Vector(tuple(new), decimals=3),
        check=by_leaf_means,
        steps=[
            Step("start", rf"\bar{{y}} = {tex.number(start)},\quad r = {tex.vector(residuals)}"),
            Step("leaves", rf"\bar{{r}}_L = {tex.number(means[0])},\quad \bar{{r}}_R = {tex.number(means[1])}"),
            Step("update", rf"\bar{{y}} + {tex.number(rate)} \times \bar{{r}} = {tex.vector(new, 3)}"),
        ],
        mistakes={
            "learning_rate_missing": [start + means[leaf] for leaf in leaves],
            "sums_for_means": [start + rate * sums[leaf] for leaf in leaves],
            "sign": [start - rate * means[leaf] for leaf in leaves],
            "each_its_own_residual": [start + rate * r for r in residuals],
        },
        solve=lambda keep: [keep(start + keep(rate * keep(means[leaf]))) for leaf in leaves],
    )


@family("trees.adaboost", topics=["2.1.6", "3.7.3"], carried=5, values=["positive", "probability", "probability"])
def adaboost(draw: Draw) -> Problem:
    """Vote of a weak classifier in AdaBoost, and the new weights of a missed and of a correct sample."""
    # Weights in steps of 1/200, so that all of them sum to 1 as they are shown.
    missed, right = draw.integer("missed", 2, 6), draw.integer("right", 3, 15)
    heavy = draw.integer("heavy", 3, 60)
    light, rest = divmod(200 - missed * heavy, right)
    draw.require(rest == 0 and light >= 3 and light != heavy)
    error = missed * heavy / 200
    draw.require(0.05 <= error <= 0.45)
    alpha = adaboost_weight(error)
    weights = [heavy / 200] * missed + [light / 200] * right
    new = adaboost_reweighted(weights, [index < missed for index in range(len(weights))])
    values = [alpha, new[0], new[-1]]
    grown = heavy / 200 * math.exp(alpha)
    shrunk = light / 200 * math.exp(-alpha)

    def by_hand(keep: Round) -> list[float]:
        up, down = keep(heavy / 200 * keep(math.exp(keep(alpha)))), keep(light / 200 * keep(math.exp(-keep(alpha))))
        total = keep(missed * up + right * down)
        return [keep(alpha), keep(up / total), keep(down / total)]

    return Problem(
        given={"missed": missed, "right": right, "heavy": heavy / 200, "light": light / 200},
        answer=Vector(tuple(values), decimals=3),
        # Afterwards the missed samples have half of all weight, shared as before, and so have the others.
        check=lambda: [math.atanh(1 - 2 * error), heavy / 200 / (2 * error), light / 200 / (2 - 2 * error)],
        steps=[
            Step("error", rf"\varepsilon = {missed} \times {heavy / 200} = {tex.number(error, 5)}"),
            Step(
                "alpha",
                rf"\alpha = \frac{{1}}{{2}} \ln\frac{{1 - {tex.number(error, 5)}}}{{{tex.number(error, 5)}}}"
                f" = {tex.number(alpha, 5)}",
            ),
            Step(
                "factors",
                rf"{heavy / 200} \times e^{{{tex.number(alpha, 5)}}} = {tex.number(grown, 5)},\quad"
                rf" {light / 200} \times e^{{-{tex.number(alpha, 5)}}} = {tex.number(shrunk, 5)}",
            ),
            Step("all", rf"(\alpha,\ w_{{-}},\ w_{{+}}) = {tex.vector(values, 3)}"),
        ],
        mistakes={
            "half_missing": [2 * alpha, new[0], new[-1]],
            "not_normalized": [alpha, grown, shrunk],
            "sign": [-alpha, new[0], new[-1]],
            "unweighted_error": [adaboost_weight(missed / (missed + right)), new[0], new[-1]],
        },
        solve=by_hand,
    )
