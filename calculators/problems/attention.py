"""Scaled dot-product attention for one query."""

from __future__ import annotations

import math
from collections.abc import Sequence

from calculators.answers.keys import Vector
from calculators.attention import attention, attention_weights
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Round, Step, family
from calculators.softmax import softmax

FEATURES = 4
LEAST_WEIGHT = 0.02


def _scores(query: Sequence[float], keys: Sequence[Sequence[float]]) -> list[float]:
    return [sum(a * b for a, b in zip(query, key, strict=True)) for key in keys]


def _by_differences(scores: Sequence[float]) -> list[float]:
    return [1 / sum(math.exp((other - score) / math.sqrt(FEATURES)) for other in scores) for score in scores]


def _by_hand(scores: Sequence[float], keep: Round) -> list[float]:
    powers = [keep(math.exp(keep(score / math.sqrt(FEATURES)))) for score in scores]
    total = keep(sum(powers))
    return [keep(power / total) for power in powers]


def _score_step(scores: Sequence[float]) -> Step:
    scaled = [score / math.sqrt(FEATURES) for score in scores]
    return Step(
        "scores",
        rf"\frac{{qK^\top}}{{\sqrt{{{FEATURES}}}}} = \frac{{{tex.vector(scores)}}}{{2}} = {tex.vector(scaled)}",
    )


@family("attention.weights", topics=["3.6.1"], values="distribution")
def weights(draw: Draw) -> Problem:
    """Attention weights of one query over three keys."""
    query = draw.vector("q", FEATURES, -1, 2, 0.5)
    keys = draw.matrix("k", 3, FEATURES, -1, 2, 0.5)
    scores = _scores(query, keys)
    draw.require(len(set(scores)) == 3)
    alpha = attention_weights(query, keys).tolist()
    draw.require(min(alpha) >= LEAST_WEIGHT)
    scaled = [score / 2 for score in scores]
    return Problem(
        given={"q": query, "k": keys},
        answer=Vector(tuple(alpha)),
        check=lambda: _by_differences(scores),
        steps=[
            Step("products", rf"qK^\top = {tex.vector(scores)}"),
            _score_step(scores),
            Step("powers", rf"e^{{s}} = {tex.vector([math.exp(s) for s in scaled])}"),
            Step("weights", rf"\alpha = {tex.vector(alpha)}"),
        ],
        mistakes={
            "not_scaled": softmax(scores).tolist(),
            "divided_by_features": softmax(scores, FEATURES).tolist(),
            "no_softmax": scaled,
        },
        solve=lambda keep: _by_hand(scores, keep),
    )


@family("attention.output", topics=["3.6.1"], values="real")
def output(draw: Draw) -> Problem:
    """Attention output of one query over two keys and values."""
    query = draw.vector("q", FEATURES, -1, 2, 1)
    keys = draw.matrix("k", 2, FEATURES, -1, 2, 1)
    values = draw.matrix("v", 2, 2, 1, 9, 1)
    scores = _scores(query, keys)
    draw.require(scores[0] != scores[1] and values[0] != values[1])
    alpha = attention_weights(query, keys).tolist()
    draw.require(min(alpha) >= LEAST_WEIGHT)
    out = attention(query, keys, values).tolist()

    def mixed(mixture: Sequence[float]) -> list[float]:
        return [sum(w * row[j] for w, row in zip(mixture, values, strict=True)) for j in range(2)]

    def through_sigmoid() -> list[float]:
        # With two keys the softmax is the sigmoid of the difference of their scores.
        first = 1 / (1 + math.exp((scores[1] - scores[0]) / 2))
        return [b + first * (a - b) for a, b in zip(*values, strict=True)]

    best = [1.0, 0.0] if scores[0] > scores[1] else [0.0, 1.0]
    return Problem(
        given={"q": query, "k": keys, "v": values},
        answer=Vector(tuple(out)),
        check=through_sigmoid,
        steps=[
            _score_step(scores),
            Step("weights", rf"\alpha = {tex.vector(alpha)}"),
            Step("output", rf"\alpha V = {tex.vector(alpha)} {tex.matrix(values)} = {tex.vector(out)}"),
        ],
        mistakes={
            "not_scaled": mixed(softmax(scores).tolist()),
            "divided_by_features": mixed(softmax(scores, FEATURES).tolist()),
            "largest_only": mixed(best),
            "plain_mean": mixed([0.5, 0.5]),
        },
        solve=lambda keep: [
            keep(sum(keep(w * row[j]) for w, row in zip(_by_hand(scores, keep), values, strict=True))) for j in range(2)
        ],
    )
