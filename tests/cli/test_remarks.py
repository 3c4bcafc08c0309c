"""Line commands about a question and its answer, and the options of `quiz` and `review`."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run, data

NUMBER = ("quiz", "--plain", "--kind", "numeric", "--language")


def rows(home: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(home / "progress.sqlite")) as connection:
        return connection.execute(query).fetchall()


def test_the_cause_of_a_wrong_answer_is_typed_as_a_number(run: Run, small_bank: Path, home: Path) -> None:
    result = run(*NUMBER, "en", lines=["1", ":c", ":c 4", ":q"])
    assert "1 did not know  2 knew vaguely  3 mixed up  4 miscalculated" in result.stdout
    assert "cause: miscalculated" in result.stdout
    assert rows(home, "SELECT cause FROM attempts") == [("calculation",)]
    found = run("quiz", "--plain", "--cause", "calculation", "--language", "ja", lines=["1", "：ｃ２", ":c 0", ":q"])
    assert "原因: 曖昧" in found.stdout
    assert "原因を消しました" in found.stdout
    assert run("quiz", "--plain", "--cause", "misread", lines=[":q"]).exit_code == 1


def test_a_right_answer_has_no_cause_and_can_be_rated(run: Run, small_bank: Path, home: Path) -> None:
    result = run(*NUMBER, "en", lines=["3/8", ":c 1", ":r 9", ":r 4", ":q"])
    assert "was not wrong" in result.stdout
    assert "1 again  2 hard  3 good  4 easy" in result.stdout
    assert "rated easy" in result.stdout
    assert rows(home, "SELECT rating FROM reviews WHERE undone_at IS NULL") == [(4,)]


def test_an_answer_taken_back_is_given_again(run: Run, small_bank: Path, home: Path) -> None:
    result = run(*NUMBER, "en", lines=["3/8", ":z", ":y", ":q"])
    assert "given again" in result.stdout
    assert "1 answered: 1 right" in result.stdout
    assert "取り消した解答を元に戻しました" in run(*NUMBER, "ja", lines=["1", ":z", ":y", ":q"]).stdout
    assert rows(home, "SELECT count(*) FROM attempts WHERE undone_at IS NULL") == [(2,)]
    assert "There is no answer to give again." in run(*NUMBER, "en", lines=[":y", ":q"]).stdout


@pytest.mark.parametrize(("command", "word"), [(":s", "suspended"), (":b", "left for another day")])
@pytest.mark.parametrize("answered", [False, True])
def test_a_question_is_set_aside_before_or_after_its_answer(
    run: Run, small_bank: Path, home: Path, command: str, word: str, answered: bool
) -> None:
    lines = ["3/8", command] if answered else [command]
    result = run(*NUMBER, "en", lines=lines)
    assert word in result.stdout
    assert "left; every answer" not in result.stdout
    column = "suspended" if command == ":s" else "buried_until IS NOT NULL"
    assert rows(home, f"SELECT {column} FROM cards") == [(1,)]


def test_flag_note_and_report_are_kept(run: Run, small_bank: Path, home: Path) -> None:
    lines = [":f", ":n", ":n 割り算の向き", ":n", ":p", ":p 答えが 2 つある", ":q"]
    result = run(*NUMBER, "ja", lines=lines)
    assert "フラグを付けました" in result.stdout
    assert "メモはありません" in result.stdout
    assert result.stdout.count("割り算の向き") == 1
    assert "報告 1 を残しました" in result.stdout
    assert rows(home, "SELECT flagged, note FROM marks") == [(1, "割り算の向き")]
    assert rows(home, "SELECT text, seed IS NULL FROM reports") == [("答えが 2 つある", 0)]
    assert run("quiz", "--plain", "--text", "向き", lines=[":q"]).exit_code == 0
    assert run("quiz", "--plain", "--filter", "noted", "--filter", "reported", lines=[":q"]).exit_code == 0
    assert "note removed" in run(*NUMBER, "en", lines=[":n -", ":q"]).stdout
    assert run("quiz", "--plain", "--filter", "noted", lines=[":q"]).exit_code == 1


def test_a_choice_is_saved_listed_started_and_forgotten(run: Run, small_bank: Path) -> None:
    options = ("--kind", "numeric", "--filter", "unseen", "--filter", "wrong", "--minutes", "20", "--in-order")
    assert "saved as 数" in run("quiz", "--save", "数", *options, "--language", "en").stdout
    (preset,) = data(run("quiz", "--presets", "--json"))
    assert (preset["name"], preset["questions"]) == ("数", 1)
    assert preset["options"]["selection"] == {"kinds": ["numeric"], "filters": ["unseen", "wrong"]}
    listed = run("quiz", "--presets", "--language", "en").stdout
    assert listed == "数: kinds=numeric, filters=unseen,wrong, minutes=20, in-order\n"
    assert "Give 3/8" in run("quiz", "--plain", "--preset", "数", "--language", "en", lines=["1", ":q"]).stdout
    assert run("quiz", "--delete-preset", "数").exit_code == 0
    assert run("quiz", "--presets", "--language", "ja").stdout == "保存した条件はありません\n"
    for missing in (("--preset", "数", "--plain"), ("--delete-preset", "数")):
        assert run("quiz", *missing).exit_code in (1, 2)


def test_json_without_a_list_is_a_usage_error(run: Run, small_bank: Path) -> None:
    assert run("quiz", "--json").exit_code == 2


def test_cramming_moves_no_card_and_a_test_tells_its_verdicts_at_the_end(
    run: Run, small_bank: Path, home: Path
) -> None:
    assert "right" in run(*NUMBER, "en", "--mode", "cram", lines=["3/8", ""]).stdout
    assert rows(home, "SELECT kind FROM attempts") == [("practice",)]
    assert rows(home, "SELECT count(*) FROM reviews") == [(0,)]
    told = run(*NUMBER, "en", "--mode", "test", lines=["3/8", ":q"])
    assert told.exit_code == 0
    assert "Divide." not in told.stdout


def test_a_review_ahead_asks_what_is_due_in_the_next_days(run: Run, small_bank: Path) -> None:
    run("config", "new_per_day", "0")
    run(*NUMBER, "en", lines=["3/8", ":r 3", ""])
    assert run("review", "--plain", "--language", "en", lines=[":q"]).exit_code == 1
    result = run("review", "--plain", "--ahead", "1", "--language", "en", lines=["3/8", ""])
    assert "1 answered: 1 right" in result.stdout


@pytest.mark.parametrize(("language", "words"), [("ja", "名前を書いてください"), ("en", "a name is needed")])
def test_a_choice_without_a_name_is_refused_in_a_sentence(
    run: Run, small_bank: Path, language: str, words: str
) -> None:
    result = run("quiz", "--save", "  ", "--language", language)
    assert (result.exit_code, words in result.stderr) == (2, True)


def test_a_saved_choice_is_as_long_as_the_command_line_says_and_takes_nothing_else_beside_it(
    run: Run, small_bank: Path
) -> None:
    run("quiz", "--save", "all", "--size", "3")
    start = ("quiz", "--plain", "--preset", "all", "--language", "en")
    assert "[1/3]" in run(*start, lines=[":q"]).stdout
    assert "[1/1]" in run(*start, "--size", "1", lines=[":q"]).stdout
    refused = run(*start, "--level", "1", "--in-order")
    assert (refused.exit_code, "not with --level, --in-order" in refused.stderr) == (2, True)
    assert "No saved choice" in run("quiz", "--plain", "--preset", "none", "--size", "2").stderr
