"""Text that others wrote reaches the terminal without anything that could steer it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.text.safe import MAX_LENGTH, MAX_MARKS, safe_line, safe_text

anything = st.text(st.characters(exclude_categories=()), max_size=200)


@given(anything)
def test_making_safe_text_safe_changes_nothing(text):
    assert safe_text(safe_text(text)) == safe_text(text)


@given(anything)
def test_safe_text_holds_no_control_or_format_character_but_newline_and_tab(text):
    left = {c for c in safe_text(text) if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")}
    assert left <= {"\n", "\t"}
    safe_text(text).encode("utf-8")


@given(
    st.text(
        st.characters(categories=("L", "N", "P", "Zs"), exclude_characters="\u3164\uffa0\u115f\u1160"), max_size=100
    )
)
def test_words_stay_as_they_are(text):
    assert safe_text(text) == text


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("\x1b]0;title\x07x", "]0;titlex"),
        ("\x9b31mred", "31mred"),
        ("a\r\nb\rc\x85d\u2028e\u2029f", "a\nb\nc\nd\ne\nf"),
        ("safe\u202egnp.exe\u202c", "safegnp.exe"),
        ("a\u200b\u200db\ufeff\u2060c\u00ad", "abc"),
        ("\ud800x", "\ufffdx"),
        ("\U000e0041tag", "tag"),
        ("col\tumn\n", "col\tumn\n"),
        ("x" + "\u0301" * 50, "x" + "\u0301" * MAX_MARKS),
    ],
)
def test_what_steers_or_hides_is_taken_out(text, safe):
    assert safe_text(text) == safe


def test_an_absurdly_long_text_is_cut_with_an_ellipsis():
    cut = safe_text("あ" * (MAX_LENGTH + 1))
    assert len(cut) == MAX_LENGTH
    assert cut.endswith("…")


def test_a_line_has_no_line_ends():
    assert safe_line(" a\n\tb\x1b[2J ") == "a b[2J"
