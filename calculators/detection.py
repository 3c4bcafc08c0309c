"""Object detection: overlap, selection and scoring of boxes. A box is (x1, y1, x2, y2) with x1 < x2 and y1 < y2."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from calculators.metrics import Box, area, iou

Array = NDArray[np.float64]


def giou(first: Box, second: Box) -> float:
    """IoU - (C - U) / C, where C is the area of the smallest box around both and U that of their union.

    Source: Rezatofighi et al. 2019, arXiv:1902.09630, algorithm 1. A box is (left, top, right, bottom), shape (4,).

    >>> round(giou((0, 0, 2, 2), (1, 1, 3, 3)), 4)
    -0.0794
    """
    around = area(
        (
            min(first[0], second[0]),
            min(first[1], second[1]),
            max(first[2], second[2]),
            max(first[3], second[3]),
        )
    )
    overlap = iou(first, second)
    union = (area(first) + area(second)) / (1 + overlap)
    return overlap - (around - union) / around


def non_maximum_suppression(boxes: Sequence[Box], scores: Sequence[float], threshold: float) -> list[int]:
    """Indices of the boxes that stay, best score first; one that overlaps a better one by more than `threshold` goes.

    Source: Girshick et al. 2014, arXiv:1311.2524, section 2.2. Shapes: boxes (n, 4), scores (n,).

    >>> non_maximum_suppression([(0, 0, 4, 4), (0, 0, 4, 3), (5, 5, 6, 6)], [0.8, 0.9, 0.7], 0.5)
    [1, 2]
    """
    kept: list[int] = []
    for index in sorted(range(len(boxes)), key=lambda place: -scores[place]):
        if all(iou(boxes[index], boxes[other]) <= threshold for other in kept):
            kept.append(index)
    return kept


def precision_recall_points(hits: Sequence[bool], objects: int) -> list[tuple[float, float]]:
    """(recall, precision) after each detection, in order of falling confidence; `objects` is the number to be found.

    Source: Everingham et al. 2010, IJCV 88, section 4.2.

    >>> precision_recall_points([True, False, False, True], 2)
    [(0.5, 1.0), (0.5, 0.5), (0.5, 0.3333333333333333), (1.0, 0.5)]
    """
    points, found = [], 0
    for rank, hit in enumerate(hits, start=1):
        found += hit
        points.append((found / objects, found / rank))
    return points


def average_precision(hits: Sequence[bool], objects: int) -> float:
    """Area under the interpolated precision-recall curve over all recall levels (PASCAL VOC from 2010).

    The precision at a recall is the largest at this recall or a higher one. Source: Everingham et al. 2015, IJCV 111.
    Shape of the hits: (detections,), best score first.

    >>> round(average_precision([True, False, True], 2), 4)
    0.8333
    """
    points = precision_recall_points(hits, objects)
    total = before = 0.0
    for recall in sorted({recall for recall, _ in points}):
        total += (recall - before) * max(precision for other, precision in points if other >= recall)
        before = recall
    return total


def average_precision_11(hits: Sequence[bool], objects: int) -> float:
    """Mean of the interpolated precision at the recalls 0, 0.1, …, 1 (PASCAL VOC 2007).

    Source: Everingham et al. 2010, IJCV 88, equation 1. Shape of the hits: (detections,), best score first.

    >>> round(average_precision_11([True, False, True], 2), 4)
    0.8485
    """
    points = precision_recall_points(hits, objects)
    levels = [max([p for recall, p in points if recall * 10 >= level - 1e-9], default=0.0) for level in range(11)]
    return sum(levels) / 11


def box_targets(anchor: Box, truth: Box) -> tuple[float, float, float, float]:
    """(t_x, t_y, t_w, t_h): shift of the centre in anchor sizes, and natural logarithm of the ratio of sizes.

    Boxes are (centre x, centre y, width, height) here. Source: Ren et al. 2015, arXiv:1506.01497, equation 2.

    >>> box_targets((10, 10, 4, 8), (12, 10, 4, 8))
    (0.5, 0.0, 0.0, 0.0)
    """
    return (
        (truth[0] - anchor[0]) / anchor[2],
        (truth[1] - anchor[1]) / anchor[3],
        math.log(truth[2] / anchor[2]),
        math.log(truth[3] / anchor[3]),
    )


def centerness(left: float, top: float, right: float, bottom: float) -> float:
    """√(min(l, r) / max(l, r) · min(t, b) / max(t, b)) of the distances to a box's sides.

    Source: Tian et al. 2019, arXiv:1904.01355, equation 3.

    >>> centerness(1, 2, 4, 2)
    0.5
    """
    return math.sqrt(min(left, right) / max(left, right) * min(top, bottom) / max(top, bottom))


def pyramid_level(width: float, height: float, base: int = 4, canonical: float = 224) -> int:
    """floor(k0 + log2(√(wh) / 224)): the pyramid level whose features a region of interest takes.

    Source: Lin et al. 2017, arXiv:1612.03144, equation 1.

    >>> pyramid_level(112, 112)
    3
    """
    return math.floor(base + math.log2(math.sqrt(width * height) / canonical))


def bilinear(image: Array, row: float, column: float) -> float:
    """The value between the pixels of an image (H, W), whose values stand at whole coordinates.

    Raises ValueError outside. Source: He et al. 2017, arXiv:1703.06870, section 3 (RoIAlign).

    >>> bilinear(np.array([[0.0, 1.0], [2.0, 3.0]]), 0.5, 0.25)
    1.25
    """
    height, width = image.shape
    if not (0 <= row <= height - 1 and 0 <= column <= width - 1):
        raise ValueError("the place is outside the image")
    i, j = min(int(row), height - 2), min(int(column), width - 2)
    a, b = row - i, column - j
    window = image[i : i + 2, j : j + 2]
    return float(np.array([1 - a, a]) @ window @ np.array([1 - b, b]))


def roi_max_pool(image: Array, top: int, left: int, bottom: int, right: int, size: int) -> Array:
    """Largest value of each of size × size equal bins of rows top..bottom-1 and columns left..right-1.

    Raises ValueError where the bins don't divide the region. Source: Girshick 2015, arXiv:1504.08083, section 2.1.
    Shapes: map (H, W), result (size, size).

    >>> roi_max_pool(np.arange(16.0).reshape(4, 4), 0, 0, 4, 4, 2).tolist()
    [[5.0, 7.0], [13.0, 15.0]]
    """
    rows, columns = bottom - top, right - left
    if rows % size or columns % size:
        raise ValueError("the bins must divide the region")
    region = image[top:bottom, left:right]
    return np.asarray(region.reshape(size, rows // size, size, columns // size).max(axis=(1, 3)), dtype=np.float64)
