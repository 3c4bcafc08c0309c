"""Problems about boxes: overlap, regression targets, selection and what a region takes from a feature map."""

from __future__ import annotations

import math

import numpy as np

from calculators import detection as reference
from calculators.answers.keys import Matrix, Number, Vector
from calculators.metrics import Box, area, iou
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Step, family

NARROW = 0.003


def _boxes(draw: Draw) -> tuple[Box, Box]:
    x, y = draw.integer("x", 0, 5), draw.integer("y", 0, 5)
    first: Box = (x, y, x + draw.integer("width", 4, 10), y + draw.integer("height", 4, 10))
    u, v = draw.integer("u", 0, 14), draw.integer("v", 0, 14)
    return first, (u, v, u + draw.integer("width2", 4, 10), v + draw.integer("height2", 4, 10))


@family(
    "detection.giou",
    topics=["4.2.1"],
    carried=6,
    values="signed_share",
    sometimes=["penalty_only", "penalty_added", "overlap_not_subtracted"],
)
def giou(draw: Draw) -> Problem:
    """GIoU of two boxes that overlap or not."""
    first, second = _boxes(draw)
    width = max(min(first[2], second[2]) - max(first[0], second[0]), 0)
    height = max(min(first[3], second[3]) - max(first[1], second[1]), 0)
    shared = width * height
    across = max(first[2], second[2]) - min(first[0], second[0])
    down = max(first[3], second[3]) - min(first[1], second[1])
    around, one, two = across * down, area(first), area(second)
    union = one + two - shared
    value = reference.giou(first, second)
    draw.require(around > union and abs(value) >= 0.05)

    def by_cells() -> float:
        def cells(box: Box) -> set[tuple[int, int]]:
            return {(i, j) for i in range(int(box[0]), int(box[2])) for j in range(int(box[1]), int(box[3]))}

        both = cells(first) | cells(second)
        rows, columns = [i for i, _ in both], [j for _, j in both]
        whole = (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1)
        return len(cells(first) & cells(second)) / len(both) - (whole - len(both)) / whole

    mistakes = {
        "penalty_over_union": shared / union - (around - union) / union,
        "penalty_added": shared / union + (around - union) / around,
        "iou_only": shared / union,
    }
    if shared:
        mistakes["overlap_not_subtracted"] = shared / (one + two) - (around - one - two) / around
    else:
        mistakes["penalty_only"] = (around - union) / around
        del mistakes["penalty_added"]
    return Problem(
        given={"first": list(first), "second": list(second)},
        answer=Number(value, relative=NARROW),
        check=by_cells,
        steps=[
            Step("areas", rf"|A \cap B| = {tex.number(shared)},\ |A \cup B| = {tex.number(union)}"),
            Step("around", rf"C = {tex.number(across)} \times {tex.number(down)} = {tex.number(around)}"),
            Step(
                "giou",
                rf"\frac{{{tex.number(shared)}}}{{{tex.number(union)}}}"
                rf" - \frac{{{tex.number(around - union)}}}{{{tex.number(around)}}} = {tex.number(value)}",
            ),
        ],
        mistakes=mistakes,
        solve=lambda keep: keep(keep(shared / union) - keep((around - union) / around)),
    )


@family("detection.nms", topics=["4.2.2", "4.2.1"], values=range(1, 6))
def nms(draw: Draw) -> Problem:
    """Numbers of the boxes that remain after non-maximum suppression, in order of score."""
    lefts = draw.integers("lefts", 5, 0, 24)
    scores = [score / 100 for score in draw.sample("scores", range(40, 99), 5)]
    threshold = draw.choice("threshold", [0.3, 0.4, 0.5, 0.6])
    boxes: list[Box] = [(left, 0, left + 10, 10) for left in lefts]
    kept = reference.non_maximum_suppression(boxes, scores, threshold)
    draw.require(2 <= len(kept) <= 4 and len(set(lefts)) == 5)
    order = sorted(range(5), key=lambda index: -scores[index])

    def suppressed_by_removed() -> list[int]:
        return [
            index
            for rank, index in enumerate(order)
            if all(iou(boxes[index], boxes[other]) <= threshold for other in order[:rank])
        ]

    def by_removing() -> list[float]:
        left, found = list(order), []
        while left:
            best = left.pop(0)
            found.append(best + 1.0)
            reach = 10 * (1 - threshold) / (1 + threshold)
            left = [index for index in left if abs(lefts[index] - lefts[best]) >= reach]
        return found

    steps = [Step("order", tex.vector([index + 1 for index in order]))]
    for index in order:
        rivals = [other for other in kept if scores[other] > scores[index]]
        if rivals:
            closest = max(rivals, key=lambda other: iou(boxes[index], boxes[other]))
            overlap = iou(boxes[index], boxes[closest])
            sign = ">" if overlap > threshold else r"\leq"
            steps.append(
                Step(
                    "overlap",
                    rf"\mathrm{{IoU}}({closest + 1}, {index + 1}) = {tex.number(overlap)} {sign} {threshold}",
                )
            )
    answer = [float(index + 1) for index in kept]
    mistakes = {
        "best_only": [answer[0]],
        "nothing_removed": [index + 1.0 for index in order],
        "removed_still_suppress": [index + 1.0 for index in suppressed_by_removed()],
        "removed_boxes": [index + 1.0 for index in order if index not in kept],
    }
    draw.require(all(abs(iou(boxes[a], boxes[b]) - threshold) > 0.001 for a in range(5) for b in range(a)))
    return Problem(
        given={"lefts": lefts, "scores": scores, "threshold": threshold},
        answer=Vector(tuple(answer), decimals=0, relative=0.0, absolute=0.01),
        check=by_removing,
        steps=[*steps, Step("kept", tex.vector(answer))],
        mistakes=mistakes,
    )


@family("detection.box_targets", topics=["4.2.1"])
def box_targets(draw: Draw) -> Problem:
    """Regression targets of a box for an anchor, as in Faster R-CNN."""
    anchor: Box = (
        10 * draw.integer("ax", 5, 30),
        10 * draw.integer("ay", 5, 30),
        16 * draw.integer("aw", 2, 12),
        16 * draw.integer("ah", 2, 12),
    )
    truth: Box = (
        anchor[0] + draw.nonzero("dx", -20, 20, 2),
        anchor[1] + draw.nonzero("dy", -20, 20, 2),
        8 * draw.integer("gw", 4, 30),
        8 * draw.integer("gh", 4, 30),
    )
    draw.require(all(0.5 <= truth[i] / anchor[i] <= 2 and truth[i] != anchor[i] for i in (2, 3)))
    targets = reference.box_targets(anchor, truth)
    draw.require(all(abs(value) >= 0.03 for value in targets) and anchor[2] != anchor[3])
    shift = [truth[0] - anchor[0], truth[1] - anchor[1]]
    ratios = [truth[2] / anchor[2], truth[3] / anchor[3]]
    logs = [math.log(ratio) for ratio in ratios]
    return Problem(
        given={"anchor": list(anchor), "truth": list(truth)},
        answer=Vector(targets),
        check=lambda: [
            shift[0] / anchor[2],
            shift[1] / anchor[3],
            math.log(truth[2]) - math.log(anchor[2]),
            math.log(truth[3]) - math.log(anchor[3]),
        ],
        steps=[
            Step(
                "centre",
                rf"t_x = \frac{{{tex.number(shift[0])}}}{{{tex.number(anchor[2])}}},\ "
                rf"t_y = \frac{{{tex.number(shift[1])}}}{{{tex.number(anchor[3])}}}",
            ),
            Step("ratios", rf"\frac{{w}}{{w_a}},\ \frac{{h}}{{h_a}} = {tex.vector(ratios)}"),
            Step("targets", rf"(t_x,\ t_y,\ t_w,\ t_h) = {tex.vector(targets)}"),
        ],
        mistakes={
            "divided_by_truth": [shift[0] / truth[2], shift[1] / truth[3], *logs],
            "no_logarithm": [targets[0], targets[1], *ratios],
            "signs_reversed": [-value for value in targets],
            "not_divided": [*shift, *logs],
        },
        solve=lambda keep: [*map(keep, targets[:2]), *(keep(math.log(keep(ratio))) for ratio in ratios)],
    )


@family("detection.centerness", topics=["4.2.3"], carried=5, values="probability")
def centerness(draw: Draw) -> Problem:
    """Center-ness of a point in a box, as in FCOS."""
    x, y = draw.integer("x", 10, 100), draw.integer("y", 10, 100)
    sides = [draw.integer(name, 5, 80) for name in ("left", "top", "right", "bottom")]
    left, top, right, bottom = sides
    draw.require(left != right and top != bottom and left * top > 1)
    value = reference.centerness(left, top, right, bottom)
    draw.require(value >= 0.1)
    across, down = min(left, right) / max(left, right), min(top, bottom) / max(top, bottom)
    box = [x, y, x + left + right, y + top + bottom]
    return Problem(
        given={"box": box, "point": [x + left, y + top]},
        answer=Number(value, relative=0.005),
        check=lambda: math.exp((-abs(math.log(left / right)) - abs(math.log(top / bottom))) / 2),
        steps=[
            Step("distances", f"(l, t, r, b) = {tex.vector(sides, 5)}"),
            Step(
                "ratios",
                rf"\frac{{{min(left, right)}}}{{{max(left, right)}}} = {tex.number(across, 5)},\ "
                rf"\frac{{{min(top, bottom)}}}{{{max(top, bottom)}}} = {tex.number(down)}",
            ),
            Step("root", rf"\sqrt{{{tex.number(across, 5)} \times {tex.number(down)}}} = {tex.number(value)}"),
        ],
        mistakes={
            "root_forgotten": across * down,
            "averaged": (across + down) / 2,
            "one_axis": math.sqrt(across),
            "neighbouring_sides": math.sqrt(min(left, top) / max(left, top) * min(right, bottom) / max(right, bottom)),
        },
        solve=lambda keep: keep(math.sqrt(keep(keep(across) * keep(down)))),
    )


@family("detection.pyramid_level", topics=["4.2.3", "4.2.1"], values="count")
def pyramid_level(draw: Draw) -> Problem:
    """Pyramid levels of three regions of interest."""
    boxes = []
    for name in ("a", "b", "c"):
        # Each level as likely, and none near the border of two.
        level = draw.integer(f"level_{name}", 2, 5) + draw.decimal(f"part_{name}", 0.06, 0.94, 0.02)
        side, aspect = 224 * 2 ** (level - 4), math.sqrt(draw.decimal(f"aspect_{name}", 0.4, 2.5, 0.1))
        boxes.append((round(side * aspect), round(side / aspect)))
    sides = [math.sqrt(width * height) for width, height in boxes]
    exact = [4 + math.log2(side / 224) for side in sides]
    levels = [reference.pyramid_level(width, height) for width, height in boxes]
    draw.require(all(0.04 <= value - level <= 0.96 for value, level in zip(exact, levels, strict=True)))

    def by_halving() -> list[int]:
        found = []
        for width, height in boxes:
            level = 4
            while width * height >= 4 ** (level - 4) * 448**2:
                level += 1
            while width * height < 4.0 ** (level - 4) * 224**2:
                level -= 1
            found.append(level)
        return found

    mistakes = {
        "rounded_up": [level + 1 for level in levels],
        "no_root": [math.floor(4 + math.log2(side**2 / 224)) for side in sides],
        "base_forgotten": [level - 4 for level in levels],
        "area_ratio": [math.floor(2 * value - 4) for value in exact],
        "longer_side": [math.floor(4 + math.log2(max(box) / 224)) for box in boxes],
    }
    return Problem(
        given={f"{side}{at}": box[side == "h"] for at, box in enumerate(boxes, 1) for side in ("w", "h")},
        answer=Vector(tuple(levels), decimals=2, relative=0.0),
        check=by_halving,
        steps=[
            Step("sides", rf"\sqrt{{wh}} = {tex.vector(sides, 2)}"),
            Step("logarithms", rf"\log_2 \frac{{\sqrt{{wh}}}}{{224}} = {tex.vector([value - 4 for value in exact])}"),
            Step("levels", rf"\lfloor 4 + {tex.vector([value - 4 for value in exact])} \rfloor = {tex.vector(levels)}"),
        ],
        mistakes=mistakes,
    )


@family("detection.roi_pooling", topics=["4.2.1"], values="nonnegative")
def roi_pooling(draw: Draw) -> Problem:
    """RoI pooling: a region in image coordinates, quantized to a feature map and pooled to 2 × 2."""
    stride = draw.choice("stride", [8, 16, 32])
    rows = draw.matrix("map", 6, 6, 0, 9)
    top, left = draw.integer("top", 0, 1), draw.integer("left", 0, 1)
    # Fractions that the quantization drops.
    offsets = [draw.integer(f"offset{side}", 1, stride - 1) for side in range(4)]
    region = [left * stride + offsets[0], top * stride + offsets[1]]
    region += [(left + 4) * stride + offsets[2], (top + 4) * stride + offsets[3]]
    image = np.array(rows)
    pooled = reference.roi_max_pool(image, top, left, top + 4, left + 4, 2)
    cut = image[top : top + 4, left : left + 4]

    def by_loops() -> list[list[float]]:
        return [
            [max(rows[top + 2 * i + a][left + 2 * j + b] for a in range(2) for b in range(2)) for j in range(2)]
            for i in range(2)
        ]

    corner = image[top + 1 : top + 5, left + 1 : left + 5]
    return Problem(
        given={"stride": stride, "map": rows, "region": region},
        answer=Matrix(tuple(tuple(row) for row in pooled.tolist()), decimals=2, relative=0.0),
        check=by_loops,
        steps=[
            Step("quantized", f"(x_1, y_1, x_2, y_2) = {tex.vector([left, top, left + 4, top + 4])}"),
            Step("region", tex.matrix(cut.tolist())),
            Step("pooled", tex.matrix(pooled.tolist())),
        ],
        mistakes={
            "rounded_up": reference.roi_max_pool(corner, 0, 0, 4, 4, 2).tolist(),
            "averaged": cut.reshape(2, 2, 2, 2).mean(axis=(1, 3)).tolist(),
            "corners_taken": cut[::2, ::2].tolist(),
        },
    )


@family("detection.roi_align", topics=["4.2.1"], values="real")
def roi_align(draw: Draw) -> Problem:
    """Bilinear interpolation at one sampling point of RoI Align."""
    values = draw.matrix("values", 2, 2, 0, 20)
    a, b = draw.decimal("a", 0.1, 0.9, 0.1), draw.decimal("b", 0.1, 0.9, 0.1)
    row, column = draw.integer("row", 0, 6), draw.integer("column", 0, 6)
    image = np.array(values)
    value = reference.bilinear(image, a, b)
    upper, lower = (line[0] * (1 - b) + line[1] * b for line in values)
    draw.require(value >= 0.5 and a != b and 0.5 not in (a, b) and len({cell for line in values for cell in line}) >= 3)
    return Problem(
        given={
            "row": row,
            "next_row": row + 1,
            "column": column,
            "next_column": column + 1,
            "values": values,
            "y": round(row + a, 1),
            "x": round(column + b, 1),
        },
        answer=Number(value, decimals=2, relative=0.001),
        check=lambda: sum(values[i][j] * (a if i else 1 - a) * (b if j else 1 - b) for i in range(2) for j in range(2)),
        steps=[
            Step("upper", f"{tex.products([1 - b, b], values[0])} = {tex.number(upper)}"),
            Step("lower", f"{tex.products([1 - b, b], values[1])} = {tex.number(lower)}"),
            Step("value", f"{tex.products([1 - a, a], [upper, lower])} = {tex.number(value)}"),
        ],
        mistakes={
            "nearest": values[round(a)][round(b)],
            "mean": float(image.mean()),
            "axes_exchanged": reference.bilinear(image, b, a),
            "weights_reversed": reference.bilinear(image, 1 - a, 1 - b),
        },
        solve=lambda keep: keep(keep((1 - a) * keep(upper)) + keep(a * keep(lower))),
    )
