"""Accuracy and macro-averaged F1 from a confusion matrix; odds and log-odds."""

from __future__ import annotations

import math

from calculators.answers.keys import Number, Vector
from calculators.evaluation import class_precisions, class_recalls, macro_f1, matrix_accuracy
from calculators.problems import tex
from calculators.problems.draw import Domain, Draw
from calculators.problems.problem import Problem, Round, Step, family
from calculators.regression import log_odds, odds, probability_of_log_odds

NARROW = 0.003


def _confusion(draw: Draw) -> list[list[int]]:
    """Counts of three classes of different sizes, the most of them on the diagonal."""
    rows = [[draw.integer(f"c{row}{column}", 1, 12) for column in range(3)] for row in range(3)]
    for k in range(3):
        rows[k][k] += draw.integer(f"hits{k}", 8, 50)
    rows = draw.composed("confusion", Domain(0, 62, whole=True, shape=(3, 3)), rows, ("c", "hits"))
    sizes = [sum(row) for row in rows]
    draw.require(max(sizes) >= 1.4 * min(sizes))
    return rows


@family("classification.accuracy", topics=["2.1.11"], values="probability")
def accuracy(draw: Draw) -> Problem:
    """Accuracy from a confusion matrix of three classes of different sizes."""
    rows = _confusion(draw)
    total, hits = sum(map(sum, rows)), [rows[k][k] for k in range(3)]
    value = matrix_accuracy(rows)
    recalls, precisions = class_recalls(rows), class_precisions(rows)

    def by_samples() -> float:
        pairs = [(t, y) for t, row in enumerate(rows) for y, count in enumerate(row) for _ in range(count)]
        return sum(t == y for t, y in pairs) / len(pairs)

    return Problem(
        given={"confusion": rows},
        answer=Number(value, decimals=3, relative=NARROW),
        check=by_samples,
        steps=[
            Step("hits", f"{' + '.join(map(str, hits))} = {sum(hits)}"),
            Step("all", f"{' + '.join(str(sum(row)) for row in rows)} = {total}"),
            Step("share", rf"\frac{{{sum(hits)}}}{{{total}}} \approx {tex.number(value, 3)}"),
        ],
        mistakes={
            "error_rate": 1 - value,
            "mean_recall": sum(recalls) / 3,
            "mean_precision": sum(precisions) / 3,
            "hits_over_errors": sum(hits) / (total - sum(hits)),
            "largest_class": max(sum(row) for row in rows) / total,
        },
        solve=lambda keep: keep(sum(hits) / total),
    )


@family("classification.macro_f1", topics=["2.1.11"], values="probability")
def mean_f1(draw: Draw) -> Problem:
    """Macro-averaged F1 from a confusion matrix of three classes."""
    rows = _confusion(draw)
    sizes, predicted = [sum(row) for row in rows], [sum(column) for column in zip(*rows, strict=True)]
    total = sum(sizes)
    value = macro_f1(rows)
    recalls, precisions = class_recalls(rows), class_precisions(rows)
    each = [2 * p * r / (p + r) for p, r in zip(precisions, recalls, strict=True)]
    p, r = sum(precisions) / 3, sum(recalls) / 3
    weighted = sum(f * n for f, n in zip(each, sizes, strict=True)) / total

    def by_hand(keep: Round) -> float:
        found = [keep(2 * rows[k][k] / (sizes[k] + predicted[k])) for k in range(3)]
        return keep(sum(found) / 3)

    quotients = r",\ ".join(
        rf"\frac{{2 \times {rows[k][k]}}}{{{sizes[k]} + {predicted[k]}}} = {tex.number(each[k])}" for k in range(3)
    )
    return Problem(
        given={"confusion": rows},
        answer=Number(value, decimals=3, relative=0.002),
        check=lambda: sum(2 / (1 / a + 1 / b) for a, b in zip(precisions, recalls, strict=True)) / 3,
        steps=[
            Step("classes", quotients),
            Step("mean", rf"\frac{{{tex.total(each)}}}{{3}} \approx {tex.number(value, 3)}"),
        ],
        mistakes={
            "f1_of_means": 2 * p * r / (p + r),
            "micro": matrix_accuracy(rows),
            "weighted_by_size": weighted,
            "recall_only": r,
            "two_forgotten": value / 2,
        },
        solve=by_hand,
    )


@family("classification.odds", topics=["2.1.4"], domain=432, values=["positive", "real"])
def odds_of_probability(draw: Draw) -> Problem:
    """Odds and log-odds of a probability."""
    p = draw.decimal("p", 0.04, 0.96, 0.002)
    draw.require(abs(p - 0.5) >= 0.03)
    values = [odds(p), log_odds(p)]
    q = round(1 - p, 4)
    return Problem(
        given={"p": p},
        answer=Vector(tuple(values)),
        check=lambda: [1 / (1 / p - 1), 2 * math.atanh(2 * p - 1)],
        steps=[
            Step("odds", rf"\frac{{{tex.number(p)}}}{{1 - {tex.number(p)}}} = {tex.number(values[0])}"),
            Step("both", rf"\left(o,\ \ln o\right) = {tex.vector(values)}"),
        ],
        mistakes={
            "inverted": [q / p, -values[1]],
            "base_ten": [values[0], math.log10(values[0])],
            "log_of_probability": [values[0], math.log(p)],
            "divided_by_sum": [p / (1 + p), math.log(p / (1 + p))],
        },
        solve=lambda keep: [keep(p / q), keep(math.log(keep(p / q)))],
    )


@family("classification.log_odds", topics=["2.1.4"], domain=422, values=["positive", "probability"])
def probability_from_log_odds(draw: Draw) -> Problem:
    """Odds and probability that belong to given log-odds."""
    z = draw.nonzero("z", -2.5, 2.5, 0.01)
    draw.require(abs(z) >= 0.4)
    power = math.exp(z)
    values = [power, probability_of_log_odds(z)]
    return Problem(
        given={"z": z},
        answer=Vector(tuple(values), decimals=3),
        check=lambda: [power, (1 + math.tanh(z / 2)) / 2],
        steps=[
            Step("odds", rf"o = e^{{{tex.number(z)}}} = {tex.number(power)}"),
            Step("probability", rf"p = \frac{{o}}{{1 + o}} = {tex.number(values[1])}"),
            Step("both", rf"\left(o,\ p\right) = {tex.vector(values, 3)}"),
        ],
        mistakes={
            "sign": [1 / power, 1 - values[1]],
            "odds_as_percent": [power, power / 100],
            "one_not_added": [power, 1 / power],
            "base_ten": [10**z, 10**z / (1 + 10**z)],
        },
        solve=lambda keep: [keep(power), keep(keep(power) / keep(1 + keep(power)))],
    )
