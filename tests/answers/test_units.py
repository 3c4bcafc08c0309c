"""Units behind a number, and thousands, where the question names them."""

from __future__ import annotations

import pytest

from calculators.answers import Count, Key, Number, Outcome, judge, read

SIZE = Number(12.5, units=("MB", "MiB"))
SHARE = Number(37.5, units=("%",))
SPEED = Number(2.5, units=("m/s", "s"))
SHEETS = Count(1234, units=("枚", "images"))
PRICE = Number(1234.5, thousands=True)
BIG = Number(1234.0, thousands=True)

READ: list[tuple[Key, str]] = [
    (SIZE, "12.5"),
    (SIZE, "12.5 MB"),
    (SIZE, "12.5MB"),
    (SIZE, "12.5 MiB"),
    (SIZE, " 25/2 MB "),
    (SIZE, "(25/2) MB"),
    (SIZE, "1.25×10^1 MB"),
    (SIZE, "１２．５ＭＢ"),
    (SHARE, "37.5"),
    (SHARE, "37.5%"),
    (SHARE, "37.5 %"),
    (SHARE, "３７．５％"),
    (SHARE, "75/2 %"),
    (SPEED, "2.5 m/s"),
    (SPEED, "2.5 s"),
    (SHEETS, "1234枚"),
    (SHEETS, "1,234 枚"),
    (SHEETS, "1234 images"),
    (SHEETS, "１２３４枚"),
    (PRICE, "1,234.5"),
    (PRICE, "1234.5"),
    (BIG, "1,234"),
    (BIG, "1234"),
]


@pytest.mark.parametrize(("key", "text"), READ)
def test_a_unit_that_the_question_names_may_be_typed_or_left_out(key: Key, text: str) -> None:
    assert judge(key, text).outcome is Outcome.CORRECT


REFUSED: list[tuple[Key, str, str, str]] = [
    (SIZE, "12.5 GB", "unknown_unit", "GB"),
    (SIZE, "0.0125GB", "unknown_unit", "GB"),
    (SIZE, "12.5 kMB", "unknown_unit", "kMB"),
    (SHEETS, "1234個", "unknown_unit", "個"),
    (SPEED, "2.5 km/h", "unknown_unit", "km/h"),
    (SIZE, "MB", "unknown_name", "MB"),
    (SIZE, "12.5 MB MB", "unit_place", "MB"),
    (SIZE, "(12.5MB)", "unit_place", "MB"),
    (SIZE, "12.5MB + 0", "unit_place", "MB"),
    (SIZE, "12.5 Mb", "unknown_unit", "Mb"),
    (SIZE, "12.5 mb", "unknown_unit", "mb"),
    (SHARE, "37.5%%", "repeated_percent", "%"),
    (Number(12.5), "12.5 MB", "unknown_name", "MB"),
    (Number(12.5), "1,234", "ambiguous_comma", "1,234"),
    (SPEED, "2.5 S", "unknown_unit", "S"),
]


@pytest.mark.parametrize(("key", "text", "code", "place"), REFUSED)
def test_another_unit_is_no_unit_of_the_question(key: Key, text: str, code: str, place: str) -> None:
    fault = judge(key, text).fault
    assert fault is not None
    assert (fault.code, text[fault.start : fault.end]) == (code, place)


def test_a_percentage_is_not_its_fraction_where_the_value_is_in_percent() -> None:
    assert judge(SHARE, "0.375").diagnosis == "percent"
    assert judge(Number(0.375), "37.5%").outcome is Outcome.CORRECT


def test_a_constant_behind_a_number_stays_a_constant() -> None:
    assert judge(Number(2 * 3.14159265, units=("MB",)), "2pi").outcome is Outcome.CORRECT
    assert judge(Number(2 * 2.718281828, units=("MB",)), "2*e").outcome is Outcome.CORRECT


def test_a_number_in_an_absolute_tolerance_is_right() -> None:
    key = Number(100.0, relative=0.0, absolute=0.5)
    assert judge(key, "100.5").outcome is Outcome.CORRECT
    assert judge(key, "100.6").outcome is Outcome.WRONG


def test_places_of_faults_are_those_of_the_typed_text_with_its_unit() -> None:
    fault = read("1..5 MB", SIZE)
    assert fault == read("1..5", SIZE)
