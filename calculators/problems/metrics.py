"""Precision, recall, F1, averages over classes, IoU and perplexity."""

from __future__ import annotations

import math
from fractions import Fraction

from calculators.answers.keys import Number, Vector
from calculators.metrics import (
    Box,
    accuracy,
    area,
    f1_score,
    iou,
    macro_precision,
    micro_precision,
    perplexity,
    precision,
    recall,
)
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Step, family

NARROW = 0.003


def _counts(draw: Draw) -> tuple[int, int, int, int]:
    return (
        draw.integer("tp", 10, 80),
        draw.integer("fp", 3, 50),
        draw.integer("fn", 3, 50),
        draw.integer("tn", 20, 200),
    )


@family("metrics.precision_recall", topics=["2.1.11"], values="probability")
def precision_recall(draw: Draw) -> Problem:
    """Precision and recall from a confusion matrix."""
    tp, fp, fn, tn = _counts(draw)
    p, r = precision(tp, fp), recall(tp, fn)

    def by_lists() -> list[float]:
        # Every case written out as (truth, prediction).
        cases = [(1, 1)] * tp + [(0, 1)] * fp + [(1, 0)] * fn + [(0, 0)] * tn
        hits = sum(truth * said for truth, said in cases)
        return [hits / sum(said for _, said in cases), hits / sum(truth for truth, _ in cases)]

    return Problem(
        given={"tp": tp, "fp": fp, "fn": fn, "tn": tn},
        answer=Vector((p, r), relative=NARROW),
        check=by_lists,
        steps=[
            Step("precision", rf"\frac{{{tp}}}{{{tp} + {fp}}} = {tex.number(p)}"),
            Step("recall", rf"\frac{{{tp}}}{{{tp} + {fn}}} = {tex.number(r)}"),
            Step("both", rf"(\mathrm{{Precision}},\ \mathrm{{Recall}}) = {tex.vector([p, r])}"),
        ],
        mistakes={
            "swapped": [r, p],
            "specificity_for_recall": [p, tn / (tn + fp)],
            "accuracy_for_precision": [accuracy(tp, fp, fn, tn), r],
        },
        solve=lambda keep: [keep(p), keep(r)],
    )


@family("metrics.f1_score", topics=["2.1.11"], values="probability")
def f1(draw: Draw) -> Problem:
    """F1 from a confusion matrix."""
    tp, fp, fn, tn = _counts(draw)
    p, r, value = precision(tp, fp), recall(tp, fn), f1_score(tp, fp, fn)
    return Problem(
        given={"tp": tp, "fp": fp, "fn": fn, "tn": tn},
        answer=Number(value, relative=NARROW),
        check=lambda: float(2 / (Fraction(tp + fp, tp) + Fraction(tp + fn, tp))),
        steps=[
            Step("precision", rf"P = \frac{{{tp}}}{{{tp} + {fp}}} = {tex.number(p)}"),
            Step("recall", rf"R = \frac{{{tp}}}{{{tp} + {fn}}} = {tex.number(r)}"),
            Step(
                "harmonic",
                rf"\frac{{2 \times {tex.number(p)} \times"
                f" {tex.number(r)}}}{{{tex.number(p)} + {tex.number(r)}}} = {tex.number(value)}",
            ),
        ],
        mistakes={
            "arithmetic_mean": (p + r) / 2,
            "factor_two": value / 2,
            "accuracy": accuracy(tp, fp, fn, tn),
            "product": p * r,
        },
        solve=lambda keep: keep(keep(2 * keep(keep(p) * keep(r))) / keep(keep(p) + keep(r))),
    )


@family("metrics.macro_precision", topics=["2.1.11"], values="probability")
def macro(draw: Draw) -> Problem:
    """Macro-averaged precision of three classes."""
    tp = [draw.integer("tp1", 40, 90), draw.integer("tp2", 10, 40), draw.integer("tp3", 2, 12)]
    fp = [draw.integer("fp1", 5, 30), draw.integer("fp2", 5, 30), draw.integer("fp3", 3, 30)]
    counts = list(zip(tp, fp, strict=True))
    value = macro_precision(counts)
    each = [precision(a, b) for a, b in counts]
    return Problem(
        given={"tp": tp, "fp": fp},
        answer=Number(value, relative=NARROW),
        check=lambda: float(sum(Fraction(a, a + b) for a, b in counts) / 3),
        steps=[
            Step("each", rf"P = {tex.vector(each)}"),
            Step("mean", rf"\frac{{{tex.total(each)}}}{{3}} = {tex.number(value)}"),
        ],
        mistakes={
            "micro": micro_precision(counts),
            "not_averaged": sum(each),
            "false_discovery": 1 - value,
            "weighted_by_predictions_missing": sum(tp) / (3 * sum(fp)),
        },
        solve=lambda keep: keep(keep(sum(keep(p) for p in each)) / 3),
    )


@family("metrics.iou", topics=["2.1.11", "4.2.1"], values="probability")
def overlap(draw: Draw) -> Problem:
    """Intersection over union of two boxes with whole-number corners."""
    x, y = draw.integer("x", 0, 5), draw.integer("y", 0, 5)
    first: Box = (x, y, x + draw.integer("width", 4, 10), y + draw.integer("height", 4, 10))
    u, v = x + draw.integer("right", -3, 6), y + draw.integer("down", -3, 6)
    second: Box = (u, v, u + draw.integer("width2", 4, 10), v + draw.integer("height2", 4, 10))
    width = min(first[2], second[2]) - max(first[0], second[0])
    height = min(first[3], second[3]) - max(first[1], second[1])
    draw.require(min(u, v) >= 0 and width >= 1 and height >= 1 and first != second)
    value = iou(first, second)
    shared, one, two = width * height, area(first), area(second)

    def by_cells() -> float:
        def cells(box: Box) -> set[tuple[int, int]]:
            return {(i, j) for i in range(int(box[0]), int(box[2])) for j in range(int(box[1]), int(box[3]))}

        return len(cells(first) & cells(second)) / len(cells(first) | cells(second))

    return Problem(
        given={"first": list(first), "second": list(second)},
        answer=Number(value, relative=NARROW),
        check=by_cells,
        steps=[
            Step("intersection", rf"{tex.number(width)} \times {tex.number(height)} = {tex.number(shared)}"),
            Step("union", f"{tex.total([one, two, -shared])} = {tex.number(one + two - shared)}"),
            Step("ratio", rf"\frac{{{tex.number(shared)}}}{{{tex.number(one + two - shared)}}} = {tex.number(value)}"),
        ],
        mistakes={
            "union_counted_twice": shared / (one + two),
            "dice": 2 * shared / (one + two),
            "over_first": shared / one,
            "over_smaller": shared / min(one, two),
        },
        solve=lambda keep: keep(shared / (one + two - shared)),
    )


@family("metrics.perplexity", topics=["2.1.11", "4.4.2"], values=(1.0, math.inf))
def language_model(draw: Draw) -> Problem:
    """Perplexity of a language model on four words."""
    p = draw.vector("p", 4, 0.05, 0.8, 0.05)
    draw.require(len(set(p)) >= 3 and math.prod(p) >= 0.002)  # or a product kept to four decimals is too coarse
    value = perplexity(p)
    logs = [math.log(x) for x in p]
    mean = -sum(logs) / 4
    return Problem(
        given={"p": p},
        answer=Number(value, decimals=2),
        check=lambda: math.prod(p) ** -0.25,
        steps=[
            Step("logs", rf"\ln p = {tex.vector(logs)}"),
            Step("mean", rf"-\frac{{1}}{{4}}\left({tex.total(logs)}\right) = {tex.number(mean)}"),
            Step("exponential", rf"e^{{{tex.number(mean)}}} = {tex.number(value)}"),
        ],
        mistakes={
            "not_exponentiated": mean,
            "not_averaged": 1 / math.prod(p),
            "arithmetic_mean": 4 / sum(p),
            "inverse": 1 / value,
        },
        solve=lambda keep: keep(math.exp(keep(-keep(sum(keep(x) for x in logs)) / 4))),
    )
