"""Problems about what a detector outputs and how its detections are scored."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from calculators import detection as reference
from calculators.answers.keys import Count, Number
from calculators.answers.units import PIECES
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Step, family

NARROW = 0.003


def _hits(draw: Draw, name: str, size: int) -> list[int]:
    return draw.integers(name, size, 0, 1)


def _envelope(points: Sequence[tuple[float, float]]) -> list[float]:
    """The largest precision from each detection on."""
    return [max(precision for _, precision in points[rank:]) for rank in range(len(points))]


@family("detector_outputs.average_precision", topics=["4.2.1", "2.1.11"], carried=5, values="probability")
def average_precision(draw: Draw) -> Problem:
    """Average precision over all recall levels from a ranking of detections."""
    hits, objects = _hits(draw, "hits", 7), draw.integer("objects", 4, 9)
    draw.require(3 <= sum(hits) <= min(objects, 5))
    points = reference.precision_recall_points([bool(hit) for hit in hits], objects)
    envelope = _envelope(points)
    value = reference.average_precision([bool(hit) for hit in hits], objects)
    found = [rank for rank, hit in enumerate(hits) if hit]
    tall = [envelope[rank] for rank in found]
    plain = [points[rank][1] for rank in found]
    mistakes = {
        "divided_by_found": sum(tall) / len(found),
        "all_ranks": sum(precision for _, precision in points) / len(points),
        "last_precision": points[-1][1],
        "eleven_points": reference.average_precision_11([bool(hit) for hit in hits], objects),
        "not_interpolated": sum(plain) / objects,
    }
    return Problem(
        given={"hits": hits, "objects": objects},
        answer=Number(value, relative=NARROW),
        check=lambda: sum(max(sum(hits[: k + 1]) / (k + 1) for k in range(rank, 7)) for rank in found) / objects,
        steps=[
            Step("precisions", f"P = {tex.vector([precision for _, precision in points], 5)}"),
            Step("interpolated", f"P' = {tex.vector(tall, 5)}"),
            Step("area", rf"\frac{{{tex.total(tall, 5)}}}{{{objects}}} = {tex.number(value)}"),
        ],
        mistakes=mistakes,
        solve=lambda keep: keep(keep(sum(keep(p) for p in tall)) / objects),
    )


@family("detector_outputs.average_precision_11", topics=["4.2.1", "2.1.11"], carried=6, values="probability")
def average_precision_11(draw: Draw) -> Problem:
    """Average precision at eleven recall levels from a ranking of detections."""
    hits, objects = _hits(draw, "hits", 9), draw.integer("objects", 4, 8)
    draw.require(3 <= sum(hits) <= min(objects, 6))
    points = reference.precision_recall_points([bool(hit) for hit in hits], objects)
    value = reference.average_precision_11([bool(hit) for hit in hits], objects)
    levels = [max([p for recall, p in points if 10 * recall >= level - 1e-9], default=0.0) for level in range(11)]
    reached = [recall for recall, _ in points]

    def by_steps() -> float:
        # Each hit is what all levels above the recall of the hit before it look at.
        total, level = 0.0, 0
        for rank, hit in enumerate(hits):
            while hit and level <= 10 and level * objects <= 10 * sum(hits[: rank + 1]):
                total += max(sum(hits[: k + 1]) / (k + 1) for k in range(rank, len(hits)))
                level += 1
        return total / 11

    nonzero = [level for level in levels if level]
    mistakes = {
        "ten_levels": sum(levels) / 10,
        "level_0_forgotten": sum(levels[1:]) / 10,
        "all_points": reference.average_precision([bool(hit) for hit in hits], objects),
        "last_precision": points[-1][1],
        "unreached_levels_left_out": sum(nonzero) / max(len(nonzero), 1),
    }
    return Problem(
        given={"hits": hits, "objects": objects},
        answer=Number(value, relative=NARROW),
        check=by_steps,
        steps=[
            Step("recalls", f"R = {tex.vector(reached, 6)}"),
            Step("precisions", f"P = {tex.vector([precision for _, precision in points], 6)}"),
            Step("levels", f"P' = {tex.vector(levels, 6)}"),
            Step("mean", rf"\frac{{{tex.number(sum(levels), 6)}}}{{11}} = {tex.number(value)}"),
        ],
        mistakes=mistakes,
        solve=lambda keep: keep(keep(sum(keep(level) for level in levels)) / 11),
    )


@family("detector_outputs.mean_average_precision", topics=["4.2.1", "2.1.11"], carried=5, values="probability")
def mean_average_precision(draw: Draw) -> Problem:
    """mAP of two classes from their rankings."""
    first, second = _hits(draw, "first", 4), _hits(draw, "second", 3)
    objects = [draw.integer("objects1", 3, 6), draw.integer("objects2", 2, 6)]
    draw.require(sum(first) >= 2 and sum(second) >= 1)
    rankings = [[bool(hit) for hit in hits] for hits in (first, second)]
    draw.require(all(sum(hits) <= count for hits, count in zip(rankings, objects, strict=True)))
    each = [reference.average_precision(hits, count) for hits, count in zip(rankings, objects, strict=True)]
    value = sum(each) / 2

    def by_areas() -> float:
        areas = []
        for hits, count in zip(rankings, objects, strict=True):
            precisions = np.cumsum(hits) / np.arange(1, len(hits) + 1)
            envelope = np.maximum.accumulate(precisions[::-1])[::-1]
            areas.append(float((envelope * hits).sum() / count))
        return sum(areas) / 2

    weighted = sum(ap * count for ap, count in zip(each, objects, strict=True)) / sum(objects)
    mistakes = {
        "summed": sum(each),
        "precisions": (sum(first) / 4 + sum(second) / 3) / 2,
        "recalls": (sum(first) / objects[0] + sum(second) / objects[1]) / 2,
        "weighted": weighted,
    }
    return Problem(
        given={"first": first, "second": second, "objects": objects},
        answer=Number(value, relative=NARROW),
        check=by_areas,
        steps=[
            Step("first", f"AP_A = {tex.number(each[0], 5)}"),
            Step("second", f"AP_B = {tex.number(each[1], 5)}"),
            Step("mean", rf"\frac{{{tex.total(each, 5)}}}{{2}} = {tex.number(value)}"),
        ],
        mistakes=mistakes,
        solve=lambda keep: keep(keep(sum(keep(ap) for ap in each)) / 2),
    )


@family("detector_outputs.yolo_tensor", topics=["4.2.2"])
def yolo_tensor(draw: Draw) -> Problem:
    """Numbers in the output of the first YOLO: S × S × (5B + C)."""
    s, b, c = draw.integer("s", 5, 19), draw.integer("b", 2, 5), draw.integer("c", 3, 80)
    count = s * s * (5 * b + c)
    return Problem(
        given={"s": s, "b": b, "c": c},
        answer=Count(count, units=PIECES),
        check=lambda: np.empty((s, s, b, 5)).size + np.empty((s, s, c)).size,
        steps=[
            Step("cell", rf"5 \times {b} + {c} = {5 * b + c}"),
            Step("tensor", rf"{s}^2 \times {5 * b + c} = {count}"),
        ],
        mistakes={
            "classes_for_each_box": s * s * b * (5 + c),
            "confidence_forgotten": s * s * (4 * b + c),
            "one_box": s * s * (5 + c),
            "side_not_squared": s * (5 * b + c),
        },
    )


@family("detector_outputs.anchors", topics=["4.2.1"])
def anchors(draw: Draw) -> Problem:
    """Outputs of a region proposal network: anchors, objectness scores and box shifts."""
    stride = draw.choice("stride", [8, 16, 32])
    height, width = stride * draw.integer("rows", 8, 40), stride * draw.integer("columns", 8, 40)
    scales, ratios = draw.integer("scales", 2, 5), draw.integer("ratios", 2, 4)
    k = scales * ratios
    rows, columns = height // stride, width // stride
    count = rows * columns * k * 6
    return Problem(
        given={"height": height, "width": width, "stride": stride, "scales": scales, "ratios": ratios},
        answer=Count(count, units=PIECES),
        check=lambda: sum(
            np.empty((channels, len(range(0, height, stride)), len(range(0, width, stride)))).size
            for channels in (2 * k, 4 * k)
        ),
        steps=[
            Step("places", rf"{rows} \times {columns} = {rows * columns}"),
            Step("anchors", rf"{rows * columns} \times {scales} \times {ratios} = {rows * columns * k}"),
            Step("outputs", rf"{rows * columns * k} \times (2 + 4) = {count}"),
        ],
        mistakes={
            "anchors_only": rows * columns * k,
            "shifts_only": rows * columns * k * 4,
            "scales_and_ratios_added": rows * columns * (scales + ratios) * 6,
            "one_anchor": rows * columns * 6,
        },
    )


@family("detector_outputs.default_boxes", topics=["4.2.2"])
def default_boxes(draw: Draw) -> Problem:
    """Default boxes of SSD over four feature maps."""
    top = draw.integer("top", 20, 64)
    sides = [top, (top + 1) // 2, (top + 3) // 4, (top + 7) // 8]
    per_cell = [draw.choice(f"boxes{level}", [4, 6]) for level in range(4)]
    draw.require(len(set(per_cell)) == 2)
    count = sum(side * side * boxes for side, boxes in zip(sides, per_cell, strict=True))
    each = [side * side * boxes for side, boxes in zip(sides, per_cell, strict=True)]
    cells = sum(side * side for side in sides)
    return Problem(
        given={"sides": sides, "per_cell": per_cell},
        answer=Count(count, units=PIECES),
        check=lambda: sum(np.empty((side, side, boxes)).size for side, boxes in zip(sides, per_cell, strict=True)),
        steps=[
            *(
                Step("map", rf"{side}^2 \times {boxes} = {side * side * boxes}")
                for side, boxes in zip(sides, per_cell, strict=True)
            ),
            Step("total", " + ".join(str(value) for value in each) + f" = {count}"),
        ],
        mistakes={
            "cells_only": cells,
            "six_everywhere": 6 * cells,
            "largest_map_only": each[0],
            "side_not_squared": sum(side * boxes for side, boxes in zip(sides, per_cell, strict=True)),
        },
    )
