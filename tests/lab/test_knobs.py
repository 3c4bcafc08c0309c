"""What may be typed into a field of the Lab, and where it is wrong."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.answers.verdict import Fault
from quizapp.lab.knobs import FREE, Knob, read_knob, write

NUMBER = Knob("x")
COUNT = Knob("n", low=1, high=99, whole=True)
LIST = Knob("x", (FREE,))
TABLE = Knob("W", (2, 2), -9, 9)


@pytest.mark.parametrize(
    ("knob", "text", "value"),
    [
        (NUMBER, "3/8", 0.375),
        (NUMBER, " −１.5 ", -1.5),
        (COUNT, "2*6", 12),
        (LIST, "1, 2 , sqrt(9)", [1.0, 2.0, 3.0]),
        (LIST, "[1 2]", [1.0, 2.0]),
        (TABLE, "[1, 2; 3, 4]", [[1.0, 2.0], [3.0, 4.0]]),
        (TABLE, "[[1,2],[3,4]]", [[1.0, 2.0], [3.0, 4.0]]),
    ],
)
def test_numbers_lists_and_tables_are_typed_as_answers_are(knob: Knob, text: str, value: Any):
    assert read_knob(knob, text) == value


@pytest.mark.parametrize(
    ("knob", "text", "code", "place"),
    [
        (COUNT, "2.5", "lab.not_whole", "2.5"),
        (COUNT, " 100 ", "lab.outside", "100"),
        (TABLE, "[1, 2; 30, 4]", "lab.outside", "30"),
        (TABLE, "[1, 2, 3; 4, 5, 6]", "lab.shape", "[1, 2, 3; 4, 5, 6]"),
        (LIST, "1 2; 3 4", "lab.list_wanted", "1 2; 3 4"),
        (LIST, ", ".join("1" * 13), "lab.too_many", ", ".join("1" * 13)),
        (NUMBER, "", "lab.empty", ""),
        (NUMBER, "1/0", "division_by_zero", None),
        (NUMBER, "__import__('os')", None, None),
        (NUMBER, "nan", None, None),
    ],
)
def test_what_can_not_be_taken_is_told_with_its_place(knob: Knob, text: str, code: str | None, place: str | None):
    fault = read_knob(knob, text)
    assert isinstance(fault, Fault)
    if code is not None:
        assert fault.code == code
    if place is not None:
        assert text[fault.start : fault.end] == place


@given(st.text(max_size=60), st.sampled_from([NUMBER, COUNT, LIST, TABLE]))
def test_no_text_raises(text: str, knob: Knob):
    read_knob(knob, text)


@given(st.lists(st.floats(-9, 9, allow_nan=False), min_size=1, max_size=12))
def test_what_is_written_is_read_back(values: list[float]):
    read = read_knob(LIST, write(values))
    assert isinstance(read, list)
    assert read == pytest.approx(values, rel=1e-6, abs=1e-6)
