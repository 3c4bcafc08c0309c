"""Measures from confusion matrices and rankings, sizes of folds and grids, shares of principal components."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

import numpy as np

from calculators.answers.keys import Count, Number, Vector
from calculators.answers.units import MINUTES, PIECES
from calculators.evaluation import (
    auc,
    class_precisions,
    class_recalls,
    explained_ratios,
    f_beta,
    fold_sizes,
    grid_fits,
    matrix_accuracy,
    roc_point,
)
from calculators.linear_algebra import eigenvalues_2x2
from calculators.metrics import f1_score, precision, recall
from calculators.problems import tex
from calculators.problems.draw import Domain, Draw
from calculators.problems.problem import Problem, Round, Step, family

NARROW = 0.003


@family("evaluation.micro_and_macro", topics=["2.1.11"], carried=6, values="probability")
def micro_and_macro(draw: Draw) -> Problem:
    """Micro- and macro-averaged recall from a confusion matrix of three classes."""
    diagonal = [draw.integer("d0", 30, 80), draw.integer("d1", 10, 30), draw.integer("d2", 2, 10)]
    rows = [draw.integers(f"row{k}", 3, 1, 12) for k in range(3)]
    for k in range(3):
        rows[k][k] = diagonal[k]
    rows = draw.composed("M", Domain(0, 80, whole=True, shape=(3, 3)), rows, ("d", "row"))
    diagonal = [rows[k][k] for k in range(3)]
    recalls, precisions = class_recalls(rows), class_precisions(rows)
    micro, macro = matrix_accuracy(rows), sum(recalls) / 3
    total = sum(map(sum, rows))
    draw.require(abs(micro - macro) >= 0.05)

    def by_cases() -> list[float]:
        cases = [(t, p) for t in range(3) for p in range(3) for _ in range(rows[t][p])]
        each = [[t == p for t, p in cases if t == k] for k in range(3)]
        return [sum(t == p for t, p in cases) / len(cases), sum(sum(c) / len(c) for c in each) / 3]

    return Problem(
        given={"M": rows},
        answer=Vector((micro, macro), relative=NARROW),
        check=by_cases,
        steps=[
            Step("micro", rf"\frac{{{tex.total(diagonal)}}}{{{total}}} = {tex.number(micro, 6)}"),
            Step("each", rf"R = {tex.vector(recalls, 6)}"),
            Step("both", rf"\left({tex.number(micro, 6)},\ \bar{{R}}\right) = {tex.vector([micro, macro])}"),
        ],
        mistakes={
            "exchanged": [macro, micro],
            "macro_precision": [micro, sum(precisions) / 3],
            "not_divided": [micro, sum(recalls)],
            "weighted": [micro, micro],
        },
        solve=lambda keep: [keep(micro), keep(keep(sum(keep(r) for r in recalls)) / 3)],
    )


@family("evaluation.f_beta", topics=["2.1.11"], carried=6, values="probability")
def weighted_f(draw: Draw) -> Problem:
    """F-beta score with beta 2 or 0.5 from a confusion matrix."""
    tp, fp, fn = draw.integer("tp", 10, 80), draw.integer("fp", 3, 50), draw.integer("fn", 3, 50)
    beta = draw.choice("beta", [0.5, 2, 3])
    p, r = precision(tp, fp), recall(tp, fn)
    value = f_beta(tp, fp, fn, beta)
    draw.require(abs(p - r) >= 0.1)
    square = Fraction(beta) ** 2
    top, bottom = (1 + beta**2) * p * r, beta**2 * p + r

    def by_hand(keep: Round) -> float:
        a, b = keep(p), keep(r)
        return keep(keep((1 + beta**2) * keep(a * b)) / keep(keep(beta**2 * a) + b))

    return Problem(
        given={"tp": tp, "fp": fp, "fn": fn, "beta": beta},
        answer=Number(value, relative=NARROW),
        # A weighted harmonic mean of precision and recall.
        check=lambda: float((1 + square) / (Fraction(tp + fp, tp) + square * Fraction(tp + fn, tp))),
        steps=[
            Step("precision", rf"P = \frac{{{tp}}}{{{tp} + {fp}}} = {tex.number(p, 6)}"),
            Step("recall", rf"R = \frac{{{tp}}}{{{tp} + {fn}}} = {tex.number(r, 6)}"),
            Step(
                "score",
                rf"\frac{{(1 + \beta^2) P R}}{{\beta^2 P + R}} ="
                rf" \frac{{{tex.number(top, 6)}}}{{{tex.number(bottom, 6)}}} = {tex.number(value)}",
            ),
        ],
        mistakes={
            "beta_on_recall": f_beta(tp, fn, fp, beta),
            "f1": f1_score(tp, fp, fn),
            "beta_not_squared": (1 + beta) * p * r / (beta * p + r),
            "arithmetic_mean": (p + beta**2 * r) / (1 + beta**2),
        },
        solve=by_hand,
    )


def _ranking(draw: Draw, positives: int, negatives: int) -> tuple[list[float], list[int]]:
    """Different scores in falling order and their labels, mostly with the positives before the negatives."""
    count = positives + negatives
    scores = sorted((value / 100 for value in draw.sample("scores", range(5, 96), count)), reverse=True)
    stream, lead = draw.stream("labels"), draw.choice("lead", [0.0, 0.2, 0.4, 0.6])
    keyed = sorted((stream.random() - lead * (index < positives), index < positives) for index in range(count))
    labels = [int(positive) for _, positive in keyed]
    return (
        draw.composed("scores", Domain(0.05, 0.95, shape=(count,)), scores, ("scores",)),
        draw.composed("labels", Domain(0, 1, whole=True, shape=(count,)), labels, ("lead", "positives", "negatives")),
    )


@family("evaluation.roc_point", topics=["2.1.11"], values="probability")
def threshold_point(draw: Draw) -> Problem:
    """Point of the ROC curve that belongs to a threshold."""
    positives, negatives = draw.integer("positives", 4, 8), draw.integer("negatives", 4, 8)
    scores, labels = _ranking(draw, positives, negatives)
    positives, negatives = labels.count(1), labels.count(0)
    threshold = draw.decimal("threshold", 0.2, 0.8, 0.05)
    fpr, tpr = roc_point(scores, labels, threshold)
    draw.require(0 < fpr < tpr < 1 and threshold not in scores)
    fp, tp = round(fpr * negatives), round(tpr * positives)
    confusion = {"tp": tp, "fp": fp}
    return Problem(
        given={"scores": scores, "labels": labels, "threshold": threshold},
        answer=Vector((fpr, tpr), decimals=3),
        check=lambda: [
            sum(s > threshold and not at for s, at in zip(scores, labels, strict=True)) / labels.count(0),
            1 - sum(s < threshold and at for s, at in zip(scores, labels, strict=True)) / labels.count(1),
        ],
        steps=[
            Step("counts", ",\\ ".join(rf"\mathrm{{{name.upper()}}} = {count}" for name, count in confusion.items())),
            Step(
                "point",
                rf"\left(\frac{{{fp}}}{{{negatives}}},\ \frac{{{tp}}}{{{positives}}}\right)"
                f" = {tex.vector([fpr, tpr], 3)}",
            ),
        ],
        mistakes={
            "exchanged": [tpr, fpr],
            "specificity": [1 - fpr, tpr],
            "precision_for_tpr": [fpr, tp / (tp + fp)],
            "shares_of_all": [fp / len(scores), tp / len(scores)],
        },
        solve=lambda keep: [keep(fpr), keep(tpr)],
    )


@family("evaluation.auc", topics=["2.1.11"], values="probability")
def area_under_curve(draw: Draw) -> Problem:
    """AUC of a ranking, by counting pairs."""
    positives, negatives = draw.integer("positives", 4, 8), draw.integer("negatives", 4, 8)
    scores, labels = _ranking(draw, positives, negatives)
    positives, negatives = labels.count(1), labels.count(0)
    value = auc(scores, labels)
    pairs = positives * negatives
    won = [sum(1 - label for label in labels[index + 1 :]) for index, label in enumerate(labels) if label]
    ordered = sum(won)
    draw.require(0.3 <= value <= 0.96)
    hits = [index for index, label in enumerate(labels) if label]
    ap = sum((rank + 1) / (index + 1) for rank, index in enumerate(hits)) / positives

    def by_curve() -> float:
        # The trapezoids under the ROC curve.
        points = [(0.0, 0.0), *(roc_point(scores, labels, score) for score in scores)]
        return math.fsum((b[0] - a[0]) * (a[1] + b[1]) / 2 for a, b in itertools.pairwise(points))

    return Problem(
        given={"labels": labels},
        answer=Number(value, decimals=3, relative=0.001),
        check=by_curve,
        steps=[
            Step("pairs", rf"{positives} \times {negatives} = {pairs}"),
            Step("ordered", f"{tex.total(won)} = {ordered}"),
            Step("share", rf"\frac{{{ordered}}}{{{pairs}}} = {tex.number(value, 3)}"),
        ],
        mistakes={
            "negatives_above": 1 - value,
            "average_precision": ap,
            "all_pairs": ordered / math.comb(len(labels), 2),
            "precision_at_positives": sum(labels[:positives]) / positives,
        },
        solve=lambda keep: keep(ordered / pairs),
    )


@family("evaluation.fold_training", topics=["2.1.10"])
def fold_training(draw: Draw) -> Problem:
    """Training samples of one fold in k-fold cross-validation of a number that k does not divide."""
    k = draw.choice("k", [3, 4, 5, 6, 7, 8, 9, 10])
    n = draw.integer("n", 50, 999)
    fold = draw.integer("fold", 1, 10)
    sizes = fold_sizes(n, k) if n >= k else []
    draw.require(1 <= fold <= k and n % k != 0)
    value = n - sizes[fold - 1]
    larger = n % k
    # Sample i goes into the fold that still lacks samples, in order.
    held = np.array_split(np.arange(n), k)[fold - 1]
    return Problem(
        given={"n": n, "k": k, "fold": fold},
        answer=Count(value, units=PIECES),
        check=lambda: n - len(held),
        steps=[
            Step("sizes", rf"{n} = {k} \times {n // k} + {larger}"),
            Step("held", rf"|D_{{{fold}}}| = {sizes[fold - 1]}"),
            Step("training", f"{n} - {sizes[fold - 1]} = {value}"),
        ],
        mistakes={
            "held_out_size": sizes[fold - 1],
            "other_fold_size": n - (2 * (n // k) + 1 - sizes[fold - 1]),
            "one_fold_too_few": n - 2 * sizes[fold - 1],
            "all_samples": n,
        },
    )


@family("evaluation.grid_fits", topics=["3.7.4", "2.1.10"])
def grid(draw: Draw) -> Problem:
    """Trainings of a grid search with cross-validation and a final refit."""
    options = [draw.integer(name, 2, 6) for name in ("rates", "layers", "units")]
    folds, minutes = draw.choice("folds", [3, 4, 5, 10]), draw.integer("minutes", 2, 9)
    total = grid_fits(options, folds) * minutes
    combinations = math.prod(options)
    return Problem(
        given={"rates": options[0], "layers": options[1], "units": options[2], "folds": folds, "minutes": minutes},
        answer=Count(total, units=MINUTES),
        check=lambda: minutes * (len(list(itertools.product(*(range(o) for o in options), range(folds)))) + 1),
        steps=[
            Step("combinations", rf"{options[0]} \times {options[1]} \times {options[2]} = {combinations}"),
            Step("fits", rf"{combinations} \times {folds} + 1 = {combinations * folds + 1}"),
            Step("minutes", rf"{combinations * folds + 1} \times {minutes} = {total}"),
        ],
        mistakes={
            "options_added": (sum(options) * folds + 1) * minutes,
            "folds_ignored": (combinations + 1) * minutes,
            "refit_forgotten": combinations * folds * minutes,
            "minutes_ignored": combinations * folds + 1,
        },
    )


@family("evaluation.explained_variance", topics=["2.1.7"], values="probability")
def explained_variance(draw: Draw) -> Problem:
    """Contribution ratio of the first principal component, from a 2 × 2 covariance matrix."""
    a, d = draw.integer("a", 2, 12), draw.integer("d", 2, 12)
    b = draw.choice("b", [-5, -4, -3, -2, -1, 1, 2, 3, 4, 5])
    draw.require(a * d - b * b >= 2 and a != d)
    S = [[a, b], [b, d]]
    low, high = eigenvalues_2x2(S)
    value = explained_ratios([high, low])[0]
    inside = (a - d) ** 2 + 4 * b * b
    root = math.sqrt(inside)

    def by_hand(keep: Round) -> float:
        return keep(keep(keep(a + d + keep(root)) / 2) / (a + d))

    return Problem(
        given={"S": S},
        answer=Number(value, relative=NARROW),
        check=lambda: float(np.linalg.eigvalsh(np.array(S, dtype=np.float64))[1] / np.trace(np.array(S))),
        steps=[
            Step(
                "eigenvalues", rf"\frac{{{a + d} \pm \sqrt{{{inside}}}}}{{2}} = {tex.number(high)},\ {tex.number(low)}"
            ),
            Step("ratio", rf"\frac{{{tex.number(high)}}}{{{a + d}}} = {tex.number(value)}"),
        ],
        mistakes={
            "variances_only": max(a, d) / (a + d),
            "roots_of_eigenvalues": math.sqrt(high) / (math.sqrt(high) + math.sqrt(low)),
            "second_component": 1 - value,
            "ratio_of_both": low / high,
        },
        solve=by_hand,
    )
