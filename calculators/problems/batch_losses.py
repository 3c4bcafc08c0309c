"""Losses of a batch from class labels."""

from __future__ import annotations

import math

from calculators.answers.keys import Number
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Step, family
from calculators.softmax import one_hot, softmax_cross_entropy


@family("batch_losses.cross_entropy", topics=["3.1.2"], values="nonnegative", carried=5, sometimes=["counted_from_one"])
def cross_entropy(draw: Draw) -> Problem:
    """Mean cross-entropy of three samples from predicted probabilities and class labels."""
    y, labels = [], [draw.integer(f"label{row}", 0, 2) for row in range(3)]
    for row in range(3):
        low, high = sorted(draw.sample(f"y{row}", range(1, 20), 2))
        y.append([low / 20, round((high - low) / 20, 2), round((20 - high) / 20, 2)])
    shares = [row[label] for row, label in zip(y, labels, strict=True)]
    draw.require(len(set(shares)) == 3 and len(set(labels)) >= 2)
    logs = [math.log(share) for share in shares]
    value = softmax_cross_entropy([[math.log(p) for p in row] for row in y], [one_hot(k, 3) for k in labels])
    mistakes = {
        "not_averaged": 3 * value,
        "log_of_mean": -math.log(sum(shares) / 3),
        "all_classes": -sum(math.log(p) for row in y for p in row) / 3,
        "averaged_over_cells": value / 3,
    }
    if 0 not in labels:
        # Whoever counts from 1 would stop at a label 0.
        mistakes["counted_from_one"] = -sum(math.log(row[k - 1]) for row, k in zip(y, labels, strict=True)) / 3
    return Problem(
        given={"y": y, "t": labels},
        answer=Number(value, decimals=3, relative=0.003),
        # −(1/3) ln of the product of the probabilities.
        check=lambda: -math.log(math.prod(shares)) / 3,
        steps=[
            Step("shares", rf"y_{{n, t_n}} = {tex.vector(shares)}"),
            Step("logs", rf"\ln y_{{n, t_n}} = {tex.vector(logs, 5)}"),
            Step("mean", rf"-\frac{{{tex.total(logs, 5)}}}{{3}} \approx {tex.number(value, 3)}"),
        ],
        mistakes=mistakes,
        solve=lambda keep: keep(-sum(keep(log) for log in logs) / 3),
    )
