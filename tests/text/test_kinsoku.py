"""Lines are broken where Japanese allows it, and nothing is lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from quizapp.text.kinsoku import NOT_AT_END, NOT_AT_START, break_line, divide, may_cut

japanese = st.text("あいうカキク漢字、。）」』（「『ーっゃァ・！？…", max_size=60)
mixed = st.text("あ漢、。（）「」ーっabc XY 12.5-%,()…\u3000ｱｰ", max_size=80)
widths = st.integers(2, 40)


def pieces(text: str, width: int) -> list[str]:
    bounds = [0, *divide(text, width), len(text)]
    return [text[start:end] for start, end in pairwise(bounds)]


@given(mixed, widths)
def test_nothing_is_lost_and_no_line_is_wider_than_the_width(text, width):
    assert "".join(pieces(text, width)) == text
    assert all(cell_len(line) <= width for line in break_line(text, width))


@given(mixed, widths)
def test_every_line_has_text_and_offsets_ascend(text, width):
    offsets = divide(text, width)
    assert all(before < after for before, after in pairwise([0, *offsets, len(text)])) or not offsets


@given(mixed, widths)
def test_a_break_against_the_rules_happens_only_where_no_lawful_break_was_possible(text, width):
    start = 0
    for offset in divide(text, width):
        if not may_cut(text, offset):
            assert not any(may_cut(text, between) for between in range(start + 1, offset))
        start = offset


@given(japanese, st.integers(16, 40))
def test_lines_are_as_full_as_the_rules_allow(text, width):
    start = 0
    for offset in divide(text, width):
        later = next((n for n in range(offset + 1, len(text)) if may_cut(text, n)), len(text))
        assert cell_len(text[start:later].rstrip("\u3000")) > width or not may_cut(text, offset)
        start = offset


@pytest.mark.parametrize("mark", sorted(NOT_AT_START - set(",.:;!?%)]}")))
def test_no_line_begins_with_a_closing_mark(mark):
    assert [line[0] for line in break_line(f"ああああ{mark}いいい", 8)].count(mark) == 0


@pytest.mark.parametrize("mark", sorted(NOT_AT_END))
def test_no_line_ends_with_an_opening_mark(mark):
    assert [line[-1] for line in break_line(f"あああ{mark}いいい", 8)].count(mark) == 0


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("学習率は0.001である", 12, ["学習率は", "0.001である"]),
        ("損失が-12.5%減った", 10, ["損失が", "-12.5%減っ", "た"]),
        ("Adamは速い", 6, ["Adamは", "速い"]),
        ("the learning rate", 8, ["the", "learning", "rate"]),
        ("ab 日本語の長い文", 8, ["ab 日本", "語の長い", "文"]),
        ("あいう（え）お", 8, ["あいう", "（え）お"]),
        ("あいうえ、お", 8, ["あいう", "え、お"]),
        ("チャーター", 8, ["チャー", "ター"]),
        ("abcdefgh、", 4, ["abcd", "efg", "h、"]),
        ("１２３４あ", 6, ["１２３", "４あ"]),
        ("short", 10, ["short"]),
        ("", 10, [""]),
    ],
)
def test_typical_lines(text, width, lines):
    assert break_line(text, width) == lines


def test_a_kept_range_is_broken_only_when_wider_than_a_line():
    text = "ここで x = a + b である"
    keep = [(4, 13)]
    assert break_line(text, 12, keep) == ["ここで", "x = a + b で", "ある"]
    assert break_line(text, 6, keep) == ["ここで", "x = a", "+ b で", "ある"]


def test_a_line_too_narrow_for_a_japanese_character_still_makes_progress():
    assert break_line("あい", 1) == ["あ", "い"]
