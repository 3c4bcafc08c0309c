"""`quizapp memory` on the command line."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_too_few_reviews_are_told_with_how_many_it_takes(run: Run, language: str):
    result = run("memory", "fit", "--language", language)
    assert result.exit_code == 2
    assert "1,000" in result.output or "1000" in result.output


def test_a_replay_of_an_empty_log_changes_no_card(run: Run):
    result = run("memory", "replay", "--language", "en")
    assert (result.exit_code, result.stdout) == (0, "0 cards were changed.\n")


def test_going_back_to_the_defaults_where_nothing_was_fitted_changes_no_card(run: Run):
    assert run("memory", "unfit", "--language", "en").stdout == "0 cards were changed.\n"
