"""Dropout's scaling and the penalties on weights."""

from __future__ import annotations

import math

from calculators.answers.keys import Number, Vector
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Step, family
from calculators.regularization import elastic_net_penalty, inverted_dropout


@family("regularization.inverted_dropout", topics=["3.3.2"], values="nonnegative")
def dropout(draw: Draw) -> Problem:
    """Inverted dropout in training: the units kept are divided by 1 − p."""
    h = [draw.nonzero(name, 0.1, 4, 0.1) for name in ("h1", "h2", "h3", "h4")]
    mask = draw.choice("mask", [[1, 0, 1, 1], [0, 1, 1, 0], [1, 1, 0, 1], [1, 0, 0, 1], [0, 1, 0, 1], [0, 1, 1, 1]])
    drop = draw.choice("drop", [0.2, 0.6, 0.75, 0.8])
    out = inverted_dropout(h, mask, drop).tolist()

    def by_counting_masks() -> list[float]:
        # Of 20 masks a unit is kept in 20(1 − p); the mean over all 20 must be its own value, as at inference.
        kept = round(20 * (1 - drop))
        return [m * 20 * value / kept for value, m in zip(h, mask, strict=True)]

    return Problem(
        given={"h": h, "mask": mask, "drop": drop},
        answer=Vector(tuple(out)),
        check=by_counting_masks,
        steps=[
            Step("mask", rf"h \odot m = {tex.vector([a * b for a, b in zip(h, mask, strict=True)])}"),
            Step("scale", rf"\frac{{1}}{{1 - {tex.number(drop)}}} h \odot m = {tex.vector(out)}"),
        ],
        mistakes={
            "not_scaled": [a * b for a, b in zip(h, mask, strict=True)],
            "scaled_down": [a * b * (1 - drop) for a, b in zip(h, mask, strict=True)],
            "divided_by_drop": [a * b / drop for a, b in zip(h, mask, strict=True)],
            "mask_reversed": inverted_dropout(h, [1 - m for m in mask], drop).tolist(),
        },
        solve=lambda keep: [keep(keep(a * b) / keep(1 - drop)) for a, b in zip(h, mask, strict=True)],
    )


@family("regularization.elastic_net_penalty", topics=["3.3.1", "2.1.3"], values="positive")
def elastic_net(draw: Draw) -> Problem:
    """The penalty λ1·Σ|w| + (λ2/2)·Σw² of three weights."""
    w = [draw.nonzero(name, -3, 3, 0.1) for name in ("w1", "w2", "w3")]
    l1, l2 = draw.choice("l1", [0.1, 0.2, 0.3, 0.5]), draw.choice("l2", [0.1, 0.2, 0.4, 0.6])
    draw.require(min(w) < 0 < max(w))
    penalty = elastic_net_penalty(w, l1, l2)
    absolute, squares = sum(abs(x) for x in w), sum(x * x for x in w)

    def by_slopes() -> float:
        # Each weight's slope λ1 + λ2·u summed up from 0 to |w| in steps of 0.1 (the midpoint rule is exact on a line).
        return sum(0.1 * (l1 + l2 * (0.1 * step + 0.05)) for x in w for step in range(round(abs(x) * 10)))

    return Problem(
        given={"w": w, "l1": l1, "l2": l2},
        answer=Number(penalty),
        check=by_slopes,
        steps=[
            Step("l1", rf"\|w\|_1 = {tex.number(absolute)}"),
            Step("l2", rf"\|w\|_2^2 = {tex.number(squares)}"),
            Step(
                "sum",
                rf"{tex.number(l1)} \times {tex.number(absolute)} + \frac{{{tex.number(l2)}}}{{2}}"
                rf" \times {tex.number(squares)} = {tex.number(penalty)}",
            ),
        ],
        mistakes={
            "half_missing": l1 * absolute + l2 * squares,
            "signs_kept": l1 * sum(w) + l2 / 2 * squares,
            "norm_not_squared": l1 * absolute + l2 / 2 * math.sqrt(squares),
            "swapped": l2 * absolute + l1 / 2 * squares,
        },
        solve=lambda keep: keep(keep(l1 * absolute) + keep(l2 / 2 * keep(squares))),
    )
