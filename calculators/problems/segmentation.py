"""Problems about scores of segmentations."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from calculators import segmentation as reference
from calculators.answers.keys import Number
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Step, family

NARROW = 0.003


def _confusion(draw: Draw) -> list[list[int]]:
    return [
        [draw.integer(f"cell{i}{j}", 40, 300) if i == j else draw.integer(f"cell{i}{j}", 1, 60) for j in range(3)]
        for i in range(3)
    ]


@family("segmentation.dice", topics=["4.3.1"], values="probability")
def dice(draw: Draw) -> Problem:
    """Dice coefficient of two small masks."""
    truth = [draw.integers(f"truth{row}", 5, 0, 1) for row in range(5)]
    wrong = set(draw.sample("wrong", range(25), draw.integer("errors", 3, 12)))
    said = [[1 - cell if 5 * i + j in wrong else cell for j, cell in enumerate(row)] for i, row in enumerate(truth)]
    a, b = np.array(truth), np.array(said)
    one, two, shared = int(a.sum()), int(b.sum()), int((a * b).sum())
    # Thirds, halves and fifths would be guessed too often.
    draw.require(shared >= 2 and one != two and Fraction(2 * shared, one + two).denominator >= 7)
    value = reference.dice(truth, said)

    def by_counts() -> float:
        pairs = [(x, y) for row, other in zip(truth, said, strict=True) for x, y in zip(row, other, strict=True)]
        tp, fp, fn = pairs.count((1, 1)), pairs.count((0, 1)), pairs.count((1, 0))
        return 2 * tp / (2 * tp + fp + fn)

    return Problem(
        given={"truth": truth, "said": said},
        answer=Number(value, relative=NARROW),
        check=by_counts,
        steps=[
            Step("sizes", f"|A| = {one},\\ |B| = {two}"),
            Step("overlap", rf"|A \cap B| = {shared}"),
            Step("dice", rf"\frac{{2 \times {shared}}}{{{one} + {two}}} = {tex.number(value)}"),
        ],
        mistakes={
            "iou": shared / (one + two - shared),
            "factor_two": shared / (one + two),
            "recall": shared / one,
            "precision": shared / two,
            "pixel_accuracy": float((a == b).mean()),
        },
        solve=lambda keep: keep(2 * shared / (one + two)),
    )


@family("segmentation.mean_iou", topics=["4.3.1", "2.1.11"], carried=6, values="probability")
def mean_iou(draw: Draw) -> Problem:
    """mIoU of three classes from a confusion matrix over pixels."""
    table = _confusion(draw)
    each = reference.class_iou(table)
    value = reference.mean_iou(table)
    right = [table[i][i] for i in range(3)]
    true = [sum(row) for row in table]
    said = [sum(column) for column in zip(*table, strict=True)]
    unions = [t + s - r for t, s, r in zip(true, said, right, strict=True)]
    return Problem(
        given={"table": table},
        answer=Number(value, relative=NARROW),
        check=lambda: float(sum(Fraction(r, t + s - r) for r, t, s in zip(right, true, said, strict=True)) / 3),
        steps=[
            Step(
                "each",
                r",\ ".join(rf"\frac{{{r}}}{{{u}}}" for r, u in zip(right, unions, strict=True))
                + f" = {tex.vector(each, 6)}",
            ),
            Step("mean", rf"\frac{{{tex.total(each, 6)}}}{{3}} = {tex.number(value)}"),
        ],
        mistakes={
            "union_counts_overlap_twice": sum(r / (t + s) for r, t, s in zip(right, true, said, strict=True)) / 3,
            "pixel_accuracy": reference.pixel_accuracy(table),
            "recall": reference.mean_accuracy(table),
            "pooled": sum(right) / sum(unions),
        },
        solve=lambda keep: keep(keep(sum(keep(x) for x in each)) / 3),
    )


@family("segmentation.mean_pixel_accuracy", topics=["4.3.1"], carried=6, values="probability")
def mean_pixel_accuracy(draw: Draw) -> Problem:
    """Pixel accuracy and mean class accuracy are told apart: the latter from a confusion matrix."""
    table = _confusion(draw)
    value = reference.mean_accuracy(table)
    right = [table[i][i] for i in range(3)]
    true = [sum(row) for row in table]
    said = [sum(column) for column in zip(*table, strict=True)]
    each = [r / t for r, t in zip(right, true, strict=True)]
    return Problem(
        given={"table": table},
        answer=Number(value, relative=0.002),
        check=lambda: float(sum(Fraction(r, t) for r, t in zip(right, true, strict=True)) / 3),
        steps=[
            Step(
                "each",
                r",\ ".join(rf"\frac{{{r}}}{{{t}}}" for r, t in zip(right, true, strict=True))
                + f" = {tex.vector(each, 6)}",
            ),
            Step("mean", rf"\frac{{{tex.total(each, 6)}}}{{3}} = {tex.number(value)}"),
        ],
        mistakes={
            "pixel_accuracy": reference.pixel_accuracy(table),
            "precision": sum(r / s for r, s in zip(right, said, strict=True)) / 3,
            "mean_iou": reference.mean_iou(table),
        },
        solve=lambda keep: keep(keep(sum(keep(x) for x in each)) / 3),
    )


@family("segmentation.pixel_accuracy", topics=["4.3.1"], values="probability")
def pixel_accuracy(draw: Draw) -> Problem:
    """Pixel accuracy of three classes from a confusion matrix."""
    table = _confusion(draw)
    value = reference.pixel_accuracy(table)
    right, total = sum(table[i][i] for i in range(3)), sum(map(sum, table))
    return Problem(
        given={"table": table},
        answer=Number(value, relative=0.002),
        check=lambda: 1 - sum(table[i][j] for i in range(3) for j in range(3) if i != j) / total,
        steps=[
            Step("right", f"{tex.total([table[i][i] for i in range(3)])} = {right}"),
            Step("ratio", rf"\frac{{{right}}}{{{total}}} = {tex.number(value)}"),
        ],
        mistakes={
            "mean_accuracy": reference.mean_accuracy(table),
            "mean_iou": reference.mean_iou(table),
            "error_rate": 1 - value,
            "best_class": max(row[at] / sum(row) for at, row in enumerate(table)),
        },
        solve=lambda keep: keep(right / total),
    )
