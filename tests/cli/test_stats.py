"""`quizapp stats`: on an empty home, and after real answers, in words and as data."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.conftest import Run, data


@pytest.mark.parametrize("language", ["ja", "en"])
def test_before_the_first_answer_the_figures_say_that_there_are_none(run: Run, small_bank: Path, language: str) -> None:
    result = run("stats", "--language", language)
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 1
    assert data(run("stats", "--json"))["answers"] == 0


@pytest.mark.parametrize("language", ["ja", "en"])
def test_after_answers_every_block_of_the_figures_is_told_on_80_cells(
    run: Run, small_bank: Path, language: str
) -> None:
    run("quiz", "--plain", "--kind", "numeric", lines=["3/8", ""])
    run("quiz", "--plain", "--kind", "multiple", lines=["3", ":c 3", ""])
    result = run("stats", "--language", language)
    assert result.exit_code == 0
    assert max(map(cell_len, result.stdout.splitlines())) <= 80
    assert "{" not in result.stdout
    shares = [line for line in result.stdout.splitlines() if "█" in line]
    assert len(shares) >= 4
    named = {"ja": ("今日", "混同"), "en": ("today", "mixed it up")}[language]
    assert all(words in result.stdout.lower() for words in named)


def test_the_figures_are_data_too(run: Run, small_bank: Path) -> None:
    run("quiz", "--plain", "--kind", "numeric", lines=["3/8", ""])
    found = data(run("stats", "--json"))
    assert (found["answers"], found["right"], found["streak"]) == (1, 1, 1)
    assert found["readiness"]["known"] is False
