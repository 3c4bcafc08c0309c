"""Plots in characters: what is written beside an axis, and where."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.text.plot import LONGEST_SCALE, Curve, draw_plot, rows_of, whole_marks

VALUES = st.lists(st.floats(-1e6, 1e6).map(lambda value: round(value, 6)), min_size=1, max_size=12)


@given(VALUES, st.integers(5, 30))
def test_every_value_finds_a_row_and_every_mark_stands_beside_its_own(values: list[float], rows: int) -> None:
    low, high, marks = rows_of(values, rows)
    unit = (high - low) / (rows - 1)
    slack = 1e-6 * max(unit, 1.0)
    assert low <= min(values) + slack
    assert max(values) <= high + slack
    for mark in marks:
        place = (mark - low) / unit
        assert place == pytest.approx(round(place), abs=1e-6)
    assert len(marks) <= LONGEST_SCALE + 1


@given(VALUES, st.integers(5, 30))
def test_the_rows_between_two_marks_are_alike(values: list[float], rows: int) -> None:
    _, _, marks = rows_of(values, rows)
    gaps = [after - before for before, after in pairwise(marks)]
    assert all(math.isclose(gap, gaps[0], rel_tol=1e-6, abs_tol=1e-9) for gap in gaps)


@given(st.sets(st.integers(-10_000, 10_000), min_size=2))
def test_whole_numbers_below_an_axis_stay_whole_and_few(values: set[int]) -> None:
    marks = whole_marks(sorted(values))
    assert 1 <= len(marks) <= LONGEST_SCALE + 1
    assert all(mark == int(mark) and min(values) <= mark <= max(values) for mark in marks)


def test_where_values_are_fractions_close_together_the_axis_is_left_to_the_library() -> None:
    assert whole_marks([0.5, 1.0]) == []
    assert whole_marks([3.0, 3.0]) == []


def test_halves_over_a_long_axis_are_marked_at_whole_numbers() -> None:
    assert whole_marks([-6 + n / 2 for n in range(13)]) == [-6, -5, -4, -3, -2, -1, 0]
    assert whole_marks([0.5, 4.7]) == [1, 2, 3, 4]


def test_a_plot_of_epochs_is_marked_at_epochs() -> None:
    rows = draw_plot("line", [Curve("P", range(1, 13), [1.2 - 0.1 * n for n in range(12)])], "epoch", "loss")
    assert rows[-1].split() == ["2", "4", "6", "8", "10", "12"]
    assert [row.split("┤")[0].strip() for row in rows if "┤" in row] == ["1.25", "1", "0.75", "0.5", "0.25", "0"]


@pytest.mark.parametrize("height", range(9, 30))
def test_the_axis_of_a_rate_ends_at_1_at_the_top(height: int) -> None:
    rows = draw_plot("line", [Curve("ROC", [0, 0, 0.5, 1], [0, 0.5, 0.75, 1])], "FPR", "TPR", height=height)
    marks = {row.split("┤")[0].strip(): place for place, row in enumerate(rows) if "┤" in row}
    first, *_, last = marks
    assert (first, last) == ("1", "0")
    assert marks["1"] == 3
    gaps = {after - before for before, after in pairwise(marks.values())}
    assert len(gaps) == 1
    assert 4 <= len(marks) - 1 <= 5


def test_a_plot_is_as_high_as_it_was_asked_for() -> None:
    for height in (14, 24, 40, 60):
        assert len(draw_plot("line", [Curve("P", [1, 2, 3], [3, 1, 2])], "x", "y", height=height)) == height + 2


def test_bars_stand_on_zero() -> None:
    rows = draw_plot("bar", [Curve("runs", [1, 2, 3], [70.0, 80.0, 75.0])], "n", "share")
    assert [row.split("┤")[0].strip() for row in rows if "┤" in row][-1] == "0"


def test_a_value_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        draw_plot("line", [Curve("P", [1, 2], [1.0, math.nan])], "x", "y")
