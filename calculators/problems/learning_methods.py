"""Problems about metric learning, contrastive learning, meta-learning and active learning."""

from __future__ import annotations

import math

from calculators import learning_methods as reference
from calculators.answers.keys import Number, Vector
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Round, Step, family

NARROW = 0.003


@family("learning_methods.contrastive", topics=["4.8.4"], values="nonnegative")
def contrastive(draw: Draw) -> Problem:
    """Contrastive loss of three pairs from their distances."""
    distances = draw.vector("distances", 3, 0.1, 2, 0.1)
    similar = draw.sample("similar", [1, 0, draw.integer("third", 0, 1)], 3)
    margin = draw.choice("margin", [1.0, 1.5, 2.0])
    value = reference.contrastive_loss(distances, similar, margin)
    terms = [d * d if same else max(0.0, margin - d) ** 2 for d, same in zip(distances, similar, strict=True)]
    draw.require(any(term > 0 and not same for term, same in zip(terms, similar, strict=True)) and value >= 0.05)
    half = [term / 2 for term in terms]
    return Problem(
        given={"distances": distances, "similar": similar, "margin": margin},
        answer=Number(value, relative=NARROW),
        check=lambda: (
            sum(
                same * d**2 + (1 - same) * ((margin - d + abs(margin - d)) / 2) ** 2
                for d, same in zip(distances, similar, strict=True)
            )
            / 6
        ),
        steps=[
            Step("terms", tex.vector(half)),
            Step("mean", rf"\frac{{{tex.total(half)}}}{{3}} = {tex.number(value)}"),
        ],
        mistakes={
            "labels_exchanged": reference.contrastive_loss(distances, [1 - same for same in similar], margin),
            "half_forgotten": 2 * value,
            "margin_ignored": sum(d * d for d in distances) / 6,
            "not_squared": sum(d if same else max(0.0, margin - d) for d, same in zip(distances, similar, strict=True))
            / 6,
        },
        solve=lambda keep: keep(keep(sum(keep(term) for term in half)) / 3),
    )


@family("learning_methods.triplet", topics=["4.8.4"], values="nonnegative")
def triplet(draw: Draw) -> Problem:
    """Triplet loss with squared distances of embeddings in two dimensions."""
    points = {name: draw.vector(name, 2, -1, 2, 0.1) for name in ("a", "p", "n")}
    margin = draw.choice("margin", [0.2, 0.5, 1.0])
    near = reference.squared_distance(points["a"], points["p"])
    far = reference.squared_distance(points["a"], points["n"])
    value = reference.triplet_loss(points["a"], points["p"], points["n"], margin)
    draw.require(value >= 0.1 and near >= 0.05 and far >= 0.05 and near != far)
    shifts = [[x - y for x, y in zip(points["a"], points[name], strict=True)] for name in ("p", "n")]
    return Problem(
        given={**points, "margin": margin},
        answer=Number(value, relative=NARROW),
        check=lambda: (
            margin
            + sum((n - p) * (2 * a - p - n) for a, p, n in zip(points["a"], points["p"], points["n"], strict=True))
        ),
        steps=[
            Step("near", f"{tex.products(shifts[0], shifts[0])} = {tex.number(near)}"),
            Step("far", f"{tex.products(shifts[1], shifts[1])} = {tex.number(far)}"),
            Step("loss", f"{tex.number(near)} - {tex.number(far)} + {margin} = {tex.number(value)}"),
        ],
        mistakes={
            "not_squared": max(0.0, math.sqrt(near) - math.sqrt(far) + margin),
            "margin_forgotten": max(0.0, near - far),
            "exchanged": max(0.0, far - near + margin),
            "margin_subtracted": near - far - margin,
        },
        solve=lambda keep: keep(keep(near) - keep(far) + margin),
    )


@family("learning_methods.info_nce", topics=["4.8.2"], values="nonnegative")
def info_nce(draw: Draw) -> Problem:
    """InfoNCE loss of one anchor with a positive and three negatives."""
    positive, negatives = draw.decimal("positive", 0.3, 0.9, 0.1), draw.vector("negatives", 3, -0.5, 0.8, 0.1)
    tau = draw.choice("tau", [0.1, 0.2, 0.25, 0.4, 0.5])
    value = reference.info_nce(positive, negatives, tau)
    draw.require(value >= 0.05 and len(set(negatives)) >= 2 and max(abs(s) / tau for s in [positive, *negatives]) <= 5)
    powers = [math.exp(s / tau) for s in [positive, *negatives]]
    share = powers[0] / sum(powers)

    def by_hand(keep: Round) -> float:
        kept = [keep(power) for power in powers]
        return keep(-math.log(keep(kept[0] / keep(sum(kept)))))

    return Problem(
        given={"positive": positive, "negatives": negatives, "tau": tau},
        answer=Number(value, relative=0.01),
        check=lambda: -math.log(share),
        steps=[
            Step("powers", rf"e^{{s/\tau}} = {tex.vector(powers)}"),
            Step("share", rf"\frac{{{tex.number(powers[0])}}}{{{tex.number(sum(powers))}}} = {tex.number(share)}"),
            Step("loss", rf"-\ln {tex.number(share)} = {tex.number(value)}"),
        ],
        mistakes={
            "temperature_ignored": reference.info_nce(positive, negatives, 1),
            "positive_left_out": -math.log(powers[0] / sum(powers[1:])),
            "no_logarithm": share,
            "temperature_multiplied": reference.info_nce(positive, negatives, 1 / tau),
        },
        solve=by_hand,
    )


@family("learning_methods.maml_inner_step", topics=["4.8.5"], values="nonnegative")
def maml_inner_step(draw: Draw) -> Problem:
    """Query loss of one task after MAML's inner step, for a model with one weight."""
    w, rate = draw.nonzero("w", -2, 2, 0.5), draw.choice("rate", [0.1, 0.2, 0.25])
    x, y = draw.nonzero("x", -2, 2, 1), draw.integer("y", -4, 4)
    xq, yq = draw.nonzero("xq", -3, 3, 1), draw.integer("yq", -6, 6)
    new = reference.adapted(w, x, y, rate)
    residual = new * xq - yq
    value = residual * residual / 2
    draw.require(value >= 0.1 and abs(w * x - y) >= 0.5 and x != xq)
    draw.require_untied([value], 4)
    gradient = (w * x - y) * x

    def loss_after(weight: float) -> float:
        return (weight * xq - yq) ** 2 / 2

    return Problem(
        given={"w": w, "rate": rate, "x": x, "y": y, "xq": xq, "yq": yq},
        answer=Number(value, relative=NARROW),
        check=lambda: ((1 - rate * x * x) * w * xq + rate * x * y * xq - yq) ** 2 / 2,
        steps=[
            Step(
                "gradient",
                rf"({tex.products([w], [x])} - {tex.factor(y)}) \times {tex.factor(x)} = {tex.number(gradient)}",
            ),
            Step("adapted", rf"w' = {tex.number(w)} - {rate} \times {tex.factor(gradient)} = {tex.number(new)}"),
            Step("residual", f"{tex.products([new], [xq])} - {tex.factor(yq)} = {tex.number(residual)}"),
            Step("loss", rf"\frac{{1}}{{2}} \times {tex.factor(residual)}^2 = {tex.number(value)}"),
        ],
        mistakes={
            "not_adapted": loss_after(w),
            "wrong_direction": loss_after(2 * w - new),
            "adapted_on_query": loss_after(reference.adapted(w, xq, yq, rate)),
            "support_loss": (new * x - y) ** 2 / 2,
        },
        solve=lambda keep: keep(keep(keep(keep(w - keep(rate * gradient)) * xq - yq) ** 2) / 2),
    )


@family(
    "learning_methods.uncertainty_sampling",
    topics=["4.8.3"],
    guessable="two of five samples are chosen",
    values=range(1, 6),
)
def uncertainty_sampling(draw: Draw) -> Problem:
    """Samples chosen by least confidence and by the smallest margin."""
    rows = []
    for sample in range(5):
        low, high = sorted(draw.sample(f"sample{sample}", range(5, 96), 2))
        rows.append([low / 100, (high - low) / 100, (100 - high) / 100])
    confident, margin = reference.least_confident(rows), reference.smallest_margin(rows)
    tops = [max(row) for row in rows]
    margins = [sorted(row)[2] - sorted(row)[1] for row in rows]
    draw.require(confident != margin and len(set(tops)) == 5 and len({round(m, 2) for m in margins}) == 5)
    answer = [confident + 1.0, margin + 1.0]
    lowest = min(range(5), key=lambda index: min(rows[index]))
    mistakes = {
        "exchanged": answer[::-1],
        "most_confident": [tops.index(max(tops)) + 1.0, margins.index(max(margins)) + 1.0],
        "same_for_both": [answer[0], answer[0]],
    }
    if lowest != confident:
        mistakes["smallest_probability"] = [lowest + 1.0, answer[1]]
    return Problem(
        given={"rows": rows},
        answer=Vector(tuple(answer), decimals=0, relative=0.0, absolute=0.01),
        check=lambda: [tops.index(min(tops)) + 1.0, margins.index(min(margins)) + 1.0],
        steps=[
            Step("tops", rf"\max p = {tex.vector(tops)}"),
            Step("margins", rf"p_{{(1)}} - p_{{(2)}} = {tex.vector(margins)}"),
            Step("both", tex.vector(answer)),
        ],
        mistakes=mistakes,
    )
