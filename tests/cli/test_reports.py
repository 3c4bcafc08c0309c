"""`quizapp bank reports`: what learners reported of questions is read, and settled."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run, data

QUIZ = ("quiz", "--plain", "--kind", "numeric", "--language", "en")


def test_reports_are_listed_with_what_they_are_about_and_settled_by_their_number(run: Run, small_bank: Path) -> None:
    run(*QUIZ, lines=[":p there are two right answers", ":p a second doubt", ":q"])
    told = run("bank", "reports", "--language", "en").stdout
    first, second = told.index("a second doubt"), told.index("there are two right answers")
    assert first < second
    assert "two  seed " in told
    assert run("bank", "reports", "--settle", "1", "--language", "en").stdout == "report 1 is settled\n"
    assert [row["id"] for row in data(run("bank", "reports", "--json"))] == [2]
    every = data(run("bank", "reports", "--all", "--json"))
    assert [(row["id"], row["settled_at"] is None) for row in every] == [(2, True), (1, False)]
    assert "settled" in run("bank", "reports", "--all", "--language", "en").stdout


@pytest.mark.parametrize(("language", "words"), [("ja", "報告はありません"), ("en", "there is no report")])
def test_where_nothing_is_reported_that_is_said(run: Run, small_bank: Path, language: str, words: str) -> None:
    assert run("bank", "reports", "--language", language).stdout == f"{words}\n"
    assert data(run("bank", "reports", "--json")) == []


def test_a_report_that_is_not_there_is_told_and_ends_with_1(run: Run, small_bank: Path) -> None:
    result = run("bank", "reports", "--settle", "7", "--language", "en")
    assert (result.exit_code, result.stdout) == (1, "there is no open report 7\n")


def test_hostile_words_of_a_report_reach_the_terminal_as_text(run: Run, small_bank: Path) -> None:
    run(*QUIZ, lines=[":p \x1b]0;owned\x07 [bold]x", ":q"])
    told = run("bank", "reports", "--language", "en").stdout
    assert "\x1b" not in told
    assert "\x07" not in told
