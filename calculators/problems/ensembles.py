"""Bootstrap samples, votes and means of several models."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np

from calculators.answers.keys import Number, Vector
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Round, Step, family
from calculators.trees import majority_accuracy, mean_prediction_variance, out_of_bag_share

NARROW = 0.003


@family(
    "ensembles.out_of_bag", topics=["2.1.6", "3.7.3"], carried=6, values=(0.0, 100.0), sometimes=["without_replacement"]
)
def out_of_bag(draw: Draw) -> Problem:
    """Expected number of samples that a bootstrap sample leaves out."""
    n, m = draw.integer("n", 5, 40), draw.integer("m", 4, 40)
    share = out_of_bag_share(n, m)
    value = n * share
    draw.require(value >= 0.5 and share <= 0.9)

    def by_chain() -> float:
        # After every draw, the expected number not yet drawn.
        left = Fraction(n)
        for _ in range(m):
            left -= left / n
        return float(left)

    mistakes = {"drawn_samples": n - value, "share_only": share, "limit_for_large_n": n * math.exp(-1)}
    if n > m:
        mistakes["without_replacement"] = float(n - m)
    return Problem(
        given={"n": n, "m": m},
        answer=Number(value, decimals=2, relative=0.002),
        check=by_chain,
        steps=[
            Step("once", rf"1 - \frac{{1}}{{{n}}} = {tex.number(1 - 1 / n, 6)}"),
            Step("never", rf"{tex.number(1 - 1 / n, 6)}^{{{m}}} = {tex.number(share, 6)}"),
            Step("expected", rf"{n} \times {tex.number(share, 6)} = {tex.number(value, 2)}"),
        ],
        mistakes=mistakes,
        solve=lambda keep: keep(n * keep(share)),
    )


@family("ensembles.majority_vote", topics=["3.7.3"], carried=6, values="probability")
def majority(draw: Draw) -> Problem:
    """Accuracy of the majority vote of three independent classifiers."""
    p = [draw.decimal(name, 0.55, 0.95, 0.05) for name in ("p1", "p2", "p3")]
    draw.require(len(set(p)) >= 2)
    value = majority_accuracy(p)
    draw.require_untied([value], 4)
    a, b, c = p
    two = [a * b * (1 - c), a * (1 - b) * c, (1 - a) * b * c]
    all_right = a * b * c
    return Problem(
        given={"p": p},
        answer=Number(value, relative=0.001),
        check=lambda: a * b + b * c + c * a - 2 * a * b * c,
        steps=[
            Step("all_right", rf"{a} \times {b} \times {c} = {tex.number(all_right, 6)}"),
            Step("two_right", rf"{tex.total(two, 6)} = {tex.number(sum(two), 6)}"),
            Step("sum", rf"{tex.number(all_right, 6)} + {tex.number(sum(two), 6)} = {tex.number(value)}"),
        ],
        mistakes={
            "all_right_only": all_right,
            "at_least_one": 1 - (1 - a) * (1 - b) * (1 - c),
            "mean_accuracy": sum(p) / 3,
            "exactly_two": sum(two),
        },
        solve=lambda keep: keep(keep(all_right) + keep(sum(keep(part) for part in two))),
    )


@family("ensembles.soft_vote", topics=["3.7.3"], values="distribution")
def soft_vote(draw: Draw) -> Problem:
    """Weighted soft vote of three models over three classes."""
    rows = []
    for name in ("first", "second", "third"):
        cuts = sorted(draw.sample(name, range(1, 20), 2))
        rows.append([cuts[0] / 20, (cuts[1] - cuts[0]) / 20, (20 - cuts[1]) / 20])
    weights = draw.choice("weights", [[1, 2, 3], [3, 1, 1], [2, 2, 1], [1, 1, 3], [3, 2, 1], [1, 3, 1], [4, 1, 3]])
    total = sum(weights)
    mixed = np.array(weights) @ np.array(rows)
    values = [round(float(value) / total, 12) for value in mixed]
    plain = [sum(row[k] for row in rows) / 3 for k in range(3)]
    best = [row.index(max(row)) for row in rows]
    hard = [sum(w for w, at in zip(weights, best, strict=True) if at == k) / total for k in range(3)]
    product = [math.prod(row[k] for row in rows) for k in range(3)]
    draw.require(all(row.count(max(row)) == 1 for row in rows))

    def by_copies() -> list[float]:
        # Each model stands as often as its weight says.
        copies = [row for row, weight in zip(rows, weights, strict=True) for _ in range(weight)]
        return [math.fsum(row[k] for row in copies) / len(copies) for k in range(3)]

    return Problem(
        given={"P": rows, "weights": weights},
        answer=Vector(tuple(values), relative=NARROW),
        check=by_copies,
        steps=[
            Step("weighted", rf"\sum_m w_m P_m = {tex.vector([float(value) for value in mixed])}"),
            Step("mean", rf"\frac{{1}}{{{total}}} \sum_m w_m P_m = {tex.vector(values)}"),
        ],
        mistakes={
            "not_divided": [float(value) for value in mixed],
            "weights_ignored": plain,
            "hard_vote": hard,
            "multiplied": [value / sum(product) for value in product],
        },
        solve=lambda keep: [keep(keep(float(value)) / total) for value in mixed],
    )


@family("ensembles.mean_variance", topics=["3.7.3", "2.1.6"], values="positive")
def mean_variance(draw: Draw) -> Problem:
    """Variance of the mean of equally correlated predictions."""
    variance, models = draw.decimal("variance", 1, 9, 0.5), draw.integer("models", 3, 12)
    correlation = draw.decimal("correlation", 0.1, 0.8, 0.1)
    value = mean_prediction_variance(variance, correlation, models)
    shared, own = correlation * variance, (1 - correlation) * variance

    def by_matrix() -> float:
        covariance = variance * (correlation * np.ones((models, models)) + (1 - correlation) * np.eye(models))
        return float(covariance.mean())

    def by_hand(keep: Round) -> float:
        return keep(keep(shared) + keep(keep(own) / models))

    return Problem(
        given={"variance": variance, "models": models, "correlation": correlation},
        answer=Number(value, relative=NARROW),
        check=by_matrix,
        steps=[
            Step(
                "shared",
                rf"\rho\sigma^2 = {tex.number(correlation)} \times {tex.number(variance)} = {tex.number(shared)}",
            ),
            Step(
                "own",
                rf"\frac{{1 - \rho}}{{M}}\sigma^2 = \frac{{{tex.number(1 - correlation)} \times"
                rf" {tex.number(variance)}}}{{{models}}} = {tex.number(own / models)}",
            ),
            Step("sum", rf"{tex.number(shared)} + {tex.number(own / models)} = {tex.number(value)}"),
        ],
        mistakes={
            "correlation_ignored": variance / models,
            "own_part_only": own / models,
            "shared_part_only": shared,
            "standard_deviation_divided": shared + own / math.sqrt(models),
        },
        solve=by_hand,
    )
