"""Boxes on a grid of cells, rankings as areas under curves, pixels counted one by one."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import detection, segmentation
from calculators.metrics import Box, iou

boxes = st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(1, 5), st.integers(1, 5)).map(
    lambda b: (b[0], b[1], b[0] + b[2], b[1] + b[3])
)


def cells(box: Box) -> set[tuple[int, int]]:
    return {(i, j) for i in range(int(box[0]), int(box[2])) for j in range(int(box[1]), int(box[3]))}


@given(boxes, boxes)
def test_giou_counted_in_cells(first: Box, second: Box) -> None:
    both = cells(first) | cells(second)
    rows, columns = [i for i, _ in both], [j for _, j in both]
    whole = (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1)
    expected = len(cells(first) & cells(second)) / len(both) - (whole - len(both)) / whole
    assert detection.giou(first, second) == pytest.approx(expected)


@given(st.lists(boxes, min_size=1, max_size=6), st.sampled_from([0.2, 0.5]))
def test_survivors_keep_their_distance_and_every_other_box_has_a_better_rival(found: list[Box], limit: float) -> None:
    scores = [1 / (rank + 1) for rank in range(len(found))]
    kept = detection.non_maximum_suppression(found, scores, limit)
    assert all(iou(found[a], found[b]) <= limit for a in kept for b in kept if a != b)
    for index in set(range(len(found))) - set(kept):
        assert any(other < index and iou(found[index], found[other]) > limit for other in kept)


@given(st.lists(st.booleans(), min_size=1, max_size=10), st.integers(0, 4))
def test_average_precision_is_the_integral_of_the_interpolated_curve(hits: list[bool], missed: int) -> None:
    objects = max(sum(hits) + missed, 1)
    points = detection.precision_recall_points(hits, objects)
    places = (np.arange(20_000 * objects) + 0.5) / (20_000 * objects)
    heights = np.zeros_like(places)
    for recall, precision in points:
        reached = places <= recall
        heights[reached] = np.maximum(heights[reached], precision)
    assert detection.average_precision(hits, objects) == pytest.approx(heights.mean(), abs=1e-9)
    exact = [max([p for r, p in points if round(r * 10, 9) >= k], default=0) for k in range(11)]
    assert detection.average_precision_11(hits, objects) == pytest.approx(np.mean(exact))


def test_a_perfect_ranking_has_average_precision_1() -> None:
    assert detection.average_precision([True] * 3, 3) == detection.average_precision_11([True] * 3, 3) == 1


@given(boxes, boxes)
def test_box_targets_turned_back_give_the_true_box(anchor: Box, truth: Box) -> None:
    a, t = (anchor[0], anchor[1], 2 + anchor[2], 1 + anchor[3]), (truth[0], truth[1], 1 + truth[2], 3 + truth[3])
    x, y, w, h = detection.box_targets(a, t)
    assert (x * a[2] + a[0], y * a[3] + a[1], a[2] * math.exp(w), a[3] * math.exp(h)) == pytest.approx(t)


def test_centerness_is_1_in_the_middle_and_known_elsewhere() -> None:
    assert detection.centerness(3, 5, 3, 5) == 1
    assert detection.centerness(1, 2, 4, 2) == 0.5


@pytest.mark.parametrize(("side", "level"), [(224, 4), (223, 3), (112, 3), (448, 5), (447, 4)])
def test_pyramid_levels_change_where_the_side_doubles(side: float, level: int) -> None:
    assert detection.pyramid_level(side, side) == level


@given(st.floats(0, 3), st.floats(0, 2))
def test_bilinear_interpolation_is_exact_for_a_plane(row: float, column: float) -> None:
    plane = np.add.outer(2.0 * np.arange(4), 5.0 * np.arange(3)) + 1
    assert detection.bilinear(plane, row, column) == pytest.approx(2 * row + 5 * column + 1)


def test_places_outside_and_uneven_bins_are_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        detection.bilinear(np.zeros((2, 2)), 1.5, 0)
    with pytest.raises(ValueError, match="divide"):
        detection.roi_max_pool(np.zeros((4, 4)), 0, 0, 3, 4, 2)


def test_each_bin_gives_its_largest_value() -> None:
    image = np.arange(25.0).reshape(5, 5)
    np.testing.assert_array_equal(detection.roi_max_pool(image, 1, 0, 5, 4, 2), [[11, 13], [21, 23]])


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=60))
def test_scores_of_a_segmentation_from_its_pixels(pixels: list[tuple[int, int]]) -> None:
    pixels = [*pixels, (0, 0), (1, 1), (2, 2)]
    table = np.zeros((3, 3))
    for pair in pixels:
        table[pair] += 1
    truth, said = np.array(pixels).T
    assert segmentation.pixel_accuracy(table) == pytest.approx(np.mean(truth == said))
    assert segmentation.mean_accuracy(table) == pytest.approx(
        np.mean([np.mean(said[truth == c] == c) for c in range(3)])
    )
    shares = [((truth == c) & (said == c)).sum() / ((truth == c) | (said == c)).sum() for c in range(3)]
    assert segmentation.class_iou(table) == pytest.approx(shares)
    assert segmentation.mean_iou(table) == pytest.approx(np.mean(shares))
    overlap = shares[0]
    assert segmentation.dice(truth == 0, said == 0) == pytest.approx(2 * overlap / (1 + overlap))


def test_a_class_without_pixels_has_no_accuracy() -> None:
    with pytest.raises(ValueError, match="no pixels"):
        segmentation.mean_accuracy([[1, 0], [0, 0]])
