"""The messages of the program: the words that go with numbers."""

from __future__ import annotations

import pytest

from quizapp.text.messages import message


@pytest.mark.parametrize(("days", "words"), [(0, "next: in 0 days"), (1, "next: in 1 day"), (2, "next: in 2 days")])
def test_an_english_number_of_one_has_its_own_word(days: int, words: str) -> None:
    assert message("en", "cli.returns_in", days=days) == words


def test_a_number_keeps_the_width_that_a_message_gives_it() -> None:
    told = message("en", "stats.week_row", day="11/16", bar="", accuracy=7, answers=1)
    assert told.endswith("  7 %  1 answer")


def test_japanese_numbers_have_no_plural() -> None:
    assert message("ja", "cli.returns_in", days=1) == "次回: 1 日後"
