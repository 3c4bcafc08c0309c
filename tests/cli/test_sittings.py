"""A sitting line by line: asked, judged, explained, left and resumed, whatever is typed."""

import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from quizapp.bank.schema import Kind
from quizapp.study.faults import SittingChanged
from quizapp.study.selection import Selection
from quizapp.study.sitting import Response
from tests.bank.test_sets import MATCH, ORDER, SET
from tests.cli.conftest import Run

HOSTILE = [
    "9**9**9",
    "__import__('os').system('true')",
    "1" * 19_000,
    "[/b][@click=app.quit]x[/]",
    "\x1b]0;owned\x07",
    "nan",
    "1e999",
    "()" * 200,
    "",
]


@pytest.fixture
def set_bank(small_bank: Path) -> Path:
    """The small bank with a set, an order and pairs."""
    for name, source in (("whole", SET), ("ordered", ORDER), ("paired", MATCH)):
        (small_bank / "convolution" / f"{name}.yaml").write_text(source.format(id=name), encoding="utf-8")
    return small_bank


def test_a_right_number_is_told_so_with_its_solution_and_saved(run: Run, small_bank: Path) -> None:
    result = run("quiz", "--plain", "--kind", "numeric", "--language", "en", lines=["3/8", ""])
    assert result.exit_code == 0
    assert "○ right" in result.stdout
    assert "Divide." in result.stdout
    assert "1 answered: 1 right" in result.stdout
    assert run("quiz", "--plain", "--filter", "unseen", "--kind", "numeric").exit_code == 1


def test_a_wrong_number_is_traced_to_its_mistake(run: Run, small_bank: Path) -> None:
    result = run("quiz", "--plain", "--kind", "numeric", "--language", "ja", lines=["2.667", ":q"])
    assert "× 不正解" in result.stdout
    assert "逆数である。" in result.stdout
    assert "0.375" in result.stdout


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_typing_is_refused_costs_nothing_and_does_nothing(run: Run, small_bank: Path, typed: str) -> None:
    result = run("quiz", "--plain", "--kind", "numeric", "--language", "en", lines=[typed, "0.375", ""])
    assert result.exit_code == 0
    assert "1 answered: 1 right" in result.stdout
    assert "\x1b" not in result.stdout
    assert "\x07" not in result.stdout


def test_full_width_digits_are_an_ordinary_way_to_type(run: Run, small_bank: Path) -> None:
    result = run("quiz", "--plain", "--kind", "numeric", "--language", "en", lines=["０．３７５", ""])
    assert "○ right" in result.stdout


def test_several_choices_are_typed_in_one_line(run: Run, small_bank: Path) -> None:
    for line, sign in (("1 2", "○"), ("１、２", "○"), ("12", "○"), ("1", "△"), ("1 2 3", "×"), ("3", "×")):
        result = run("quiz", "--plain", "--kind", "multiple", "--language", "en", lines=[line, ":q"])
        assert sign in result.stdout, line


def test_a_number_that_names_no_choice_is_asked_again(run: Run, small_bank: Path) -> None:
    result = run("quiz", "--plain", "--kind", "single", "--language", "en", lines=["7", "a", "1 2", ":q"])
    assert result.stdout.count("type a number from 1 to 3") == 2
    assert "type one number" in result.stdout
    assert "answered" not in result.stdout


def test_the_language_flips_in_the_middle_of_a_question(run: Run, small_bank: Path) -> None:
    result = run("quiz", "--plain", "--kind", "numeric", "--language", "ja", lines=[":l", "3/8", ""])
    assert "3/8 を小数で答えよ。" in result.stdout
    assert "Give 3/8 as a decimal." in result.stdout
    assert "○ right" in result.stdout


def test_an_answer_can_be_taken_back(run: Run, small_bank: Path) -> None:
    lines = ["1", ":z", "3/8", ""]
    result = run("quiz", "--plain", "--kind", "numeric", "--language", "en", lines=lines)
    assert "taken back" in result.stdout
    assert "1 answered: 1 right" in result.stdout


def test_the_end_of_the_input_leaves_the_sitting_with_everything_saved(run: Run, small_bank: Path) -> None:
    result = run("quiz", "--plain", "--size", "3", "--language", "en", lines=["1"])
    assert result.exit_code == 0
    assert "every answer is saved" in result.stdout


def test_a_review_asks_new_questions_up_to_the_days_number(run: Run, small_bank: Path) -> None:
    assert run("config", "new_per_day", "1").exit_code == 0
    result = run("review", "--plain", "--language", "en", lines=[":q"])
    assert "[1/1]" in result.stdout
    assert run("config", "new_per_day", "0").exit_code == 0
    assert run("review", "--plain", "--language", "en").exit_code == 1


def test_an_unknown_chapter_topic_or_section_is_a_usage_error(run: Run, small_bank: Path) -> None:
    for option in ("--chapter", "--topic", "--section"):
        result = run("quiz", "--plain", option, "nowhere", "--language", "en")
        assert result.exit_code == 2
        assert "nowhere" in result.stderr


def test_a_damaged_database_is_told_and_left_as_it_is(run: Run, small_bank: Path, home: Path) -> None:
    home.mkdir()
    file = home / "progress.sqlite"
    file.write_bytes(b"this is no database" * 50)
    result = run("review", "--plain", "--language", "en")
    assert result.exit_code == 2
    assert str(file) in result.stderr
    assert file.read_bytes() == b"this is no database" * 50


def test_a_database_is_backed_up_and_restored(run: Run, small_bank: Path) -> None:
    run("quiz", "--plain", "--kind", "numeric", lines=["3/8", ""])
    copy = run("db", "backup").stdout.strip()
    assert Path(copy).is_file()
    run("quiz", "--plain", "--kind", "single", lines=["1", ""])
    assert run("db", "check").exit_code == 0
    assert run("db", "restore", copy).exit_code == 0
    assert run("quiz", "--plain", "--filter", "unseen", "--kind", "single", lines=[":q"]).exit_code == 0
    assert run("quiz", "--plain", "--filter", "unseen", "--kind", "numeric").exit_code == 1


def test_a_setting_is_kept_and_a_bad_value_refused(run: Run) -> None:
    assert run("config", "language", "ja").exit_code == 0
    assert run("config", "language").stdout == "language = ja\n"
    for name, value in (("language", "fr"), ("new_per_day", "many"), ("new_per_day", "-1"), ("colour", "red")):
        assert run("config", name, value).exit_code == 2
    assert run("config", "language").stdout == "language = ja\n"


def test_a_set_shows_what_its_parts_share_once_and_again_on_request(run: Run, set_bank: Path) -> None:
    plain = run("quiz", "--plain", "--kind", "set", "--language", "en", lines=["6", "", "13", "", "x @ W + b", ""])
    assert plain.stdout.count("Consider this layer.") == 1
    assert "[1/3]" in plain.stdout
    assert "(b) Twice that, plus 1?" in plain.stdout
    assert "3 answered: 3 right" in plain.stdout
    lines = ["6", "", ":m", "13", "", ":l", ":q"]
    again = run("quiz", "--plain", "--kind", "set", "--language", "en", lines=lines)
    assert again.stdout.count("Consider this layer.") == 2
    assert again.stdout.count("次の層を考える。") == 1


def test_a_question_of_one_part_can_be_read_again(run: Run, small_bank: Path) -> None:
    result = run("quiz", "--plain", "--kind", "numeric", "--language", "en", lines=[":m", ":q"])
    assert result.stdout.count("Give 3/8 as a decimal.") == 2


def test_a_question_with_fixed_numbers_offers_no_other_ones(run: Run, set_bank: Path) -> None:
    result = run("quiz", "--plain", "--kind", "set", "--language", "en", lines=["6", "g", "", ":q"])
    assert ":g again, fresh" not in result.stdout
    assert "here you can press Enter (next), :c N (cause of error)" in result.stdout
    assert "1 answered: 1 right" in result.stdout


def test_fresh_numbers_are_practice_of_the_same_question(run: Run) -> None:
    lines = ["1", ":g", "1", "", ":q"]
    arguments = ("--plain", "--kind", "numeric", "--keyword", "パディング", "--size", "1", "--seed", "3")
    result = run("quiz", *arguments, "--language", "en", lines=lines)
    stems = [block for block in result.stdout.split("\n\n") if block.startswith("[")]
    assert ":g again, fresh" in result.stdout
    assert "2 answered" in result.stdout
    assert stems[0] != stems[1]


def test_an_error_that_is_carried_forward_is_said(run: Run, set_bank: Path) -> None:
    result = run("quiz", "--plain", "--kind", "set", "--language", "en", lines=["5", "", "11", ":q"])
    assert "× wrong" in result.stdout
    assert "○ right\n    this follows from your own answer to an earlier part" in result.stdout
    assert "2 answered: 1 right" in result.stdout


def test_a_part_is_taken_back_and_answered_anew(run: Run, set_bank: Path) -> None:
    lines = ["5", "", "13", ":z", ":z", "6", "", "13", ":q"]
    result = run("quiz", "--plain", "--kind", "set", "--language", "en", lines=lines)
    assert result.stdout.count("taken back") == 2
    assert "2 answered: 2 right" in result.stdout


def test_code_that_can_not_be_read_is_marked_and_wrong_code_shows_where_it_differs(run: Run, set_bank: Path) -> None:
    lines = ["6", "", "13", "", "np.dott(x, W)", "x @ W - b", ":q"]
    result = run("quiz", "--plain", "--kind", "set", "--language", "en", lines=lines)
    assert "  np.dott(x, W)\n" in result.stdout
    assert re.search(r"^ +\^+$", result.stdout, re.MULTILINE)
    assert "can't be used. Check its spelling" in result.stdout
    assert re.search(r"the element at .+ is .+ and should be", result.stdout)
    assert "3 answered: 2 right" in result.stdout
    named = run("quiz", "--plain", "--kind", "set", "--language", "ja", lines=["6", "", "13", "", "np.dot(x, W)", ":q"])
    assert "バイアスがない。" in named.stdout


def numbers(shown: str, *words: str) -> str:
    """The numbers under which words are offered."""
    offered = {word: number for number, word in re.findall(r"^  (\d)\. (.+)$", shown, re.MULTILINE)}
    return " ".join(offered[word] for word in words)


def test_an_order_is_typed_as_numbers_and_asked_again_until_it_is_whole(run: Run, set_bank: Path) -> None:
    command = ("quiz", "--plain", "--kind", "order", "--language", "en", "--seed", "7")
    shown = run(*command, lines=[":q"]).stdout
    right = numbers(shown, "One", "Two", "Three", "Four")
    assert "type the numbers in order" in shown
    refused = run(*command, lines=["1", "1 1 2 3", "1 2 3 4 5", "a b c d", "", ":q"]).stdout
    assert refused.count("type each number from 1 to 4 once") == 5
    assert "answered" not in refused
    for line in (right, right.replace(" ", ""), right.replace(" ", "、")):
        assert "○ right" in run(*command, "--filter", "any", lines=[line, ":z", ":q"]).stdout
    swapped = numbers(shown, "Two", "One", "Three", "Four")
    partly = run(*command, lines=[swapped, ":q"]).stdout
    assert "△ partly right" in partly
    assert "  × 1. Two\n  × 2. One\n  ○ 3. Three\n  ○ 4. Four" in partly
    assert "    1. One\n    2. Two\n    3. Three\n    4. Four" in partly


def test_pairs_are_typed_as_the_partners_in_turn(run: Run, set_bank: Path) -> None:
    command = ("quiz", "--plain", "--kind", "match", "--language", "en", "--seed", "7")
    shown = run(*command, lines=[":q"]).stdout
    assert "  a. A\n  b. B\n" in shown
    refused = run(*command, lines=["1", "1 1", "1 2 3", "1 4", ":q"]).stdout
    assert refused.count("type 2 different numbers from 1 to 3") == 4
    assert "○ right" in run(*command, lines=[numbers(shown, "one", "two"), ":z", ":q"]).stdout
    half = run(*command, lines=[numbers(shown, "one", "three"), ":q"]).stdout
    assert "△ partly right" in half
    assert "  ○ A — one\n  × B — three" in half
    assert "Left over." in half


def test_a_general_slip_is_named(run: Run, set_bank: Path) -> None:
    result = run("quiz", "--plain", "--kind", "set", "--language", "en", lines=["-6", ":q"])
    assert "The sign is flipped." in result.stdout


def test_the_rest_of_an_over_long_line_is_no_answer(run: Run, small_bank: Path) -> None:
    lines = [" " * 60_000 + "0.375", "3/8", ""]
    result = run("quiz", "--plain", "--kind", "numeric", "--language", "en", lines=lines)
    assert result.stdout.count("[1/1]") == 1
    assert "1 answered: 1 right" in result.stdout


def attempts(home: Path) -> list[dict[str, object]]:
    """What is recorded, as rows."""
    with closing(sqlite3.connect(home / "progress.sqlite")) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute("SELECT * FROM attempts ORDER BY id")]


def test_unsure_hint_and_time_are_recorded_with_the_answer(run: Run, small_bank: Path, home: Path) -> None:
    file = small_bank / "convolution" / "two.yaml"
    hint = "level: 2\nhint: {ja: 割る。, en: Divide them.}"
    file.write_text(file.read_text(encoding="utf-8").replace("level: 2", hint), encoding="utf-8")
    result = run("quiz", "--plain", "--kind", "numeric", "--language", "en", lines=[":h", ":u", "3/8", ""])
    assert "Divide them." in result.stdout
    (row,) = attempts(home)
    assert (row["unsure"], row["hint"], row["language"]) == (1, 1, "en")
    assert isinstance(row["seconds"], float)
    assert row["seconds"] > 0


def test_unsure_can_be_taken_back_before_the_answer(run: Run, small_bank: Path, home: Path) -> None:
    run("quiz", "--plain", "--kind", "numeric", lines=[":u", ":u", "3/8", ""])
    (row,) = attempts(home)
    assert (row["unsure"], row["hint"]) == (0, 0)


def test_a_flag_is_kept_and_can_be_asked_for(run: Run, small_bank: Path) -> None:
    arguments = ("quiz", "--plain", "--language", "en")
    assert "flagged" in run(*arguments, "--kind", "numeric", lines=[":f", ":q"]).stdout
    assert "[1/1]" in run(*arguments, "--filter", "flagged", lines=[":q"]).stdout
    assert "flag removed" in run(*arguments, "--kind", "numeric", lines=[":f", ":q"]).stdout
    assert run(*arguments, "--filter", "flagged").exit_code == 1


def test_a_sitting_that_was_left_is_offered_and_gone_on_with(run: Run, small_bank: Path) -> None:
    arguments = ("quiz", "--plain", "--language", "en")
    assert run(*arguments, "--resume").exit_code == 1
    run(*arguments, "--kind", "numeric", "--kind", "single", "--size", "2", lines=["1", "", ":q"])
    assert "--resume goes on with it" in run("review", "--plain", "--language", "en", lines=[":q"]).stdout
    result = run(*arguments, "--resume", lines=[":q"])
    assert "[2/" in result.stdout
    assert "1 answered" in result.stdout


def test_a_sitting_carried_on_elsewhere_is_told_in_a_sentence(run: Run, small_bank: Path, home: Path) -> None:
    from quizapp.cli.common import open_study

    study = open_study()
    sitting = study.start_quiz(Selection(kinds=(Kind.NUMERIC,)), 1, 1)
    other = study.resume(sitting.id)
    other.answer(Response(text="3/8"))
    with pytest.raises(SittingChanged):
        sitting.answer(Response(text="3/8"))
    assert SittingChanged().sentence("ja") != SittingChanged().sentence("en")


def test_a_question_that_cannot_be_asked_is_left_out_and_named(run: Run, small_bank: Path) -> None:
    file = small_bank / "convolution" / "two.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("en: Divide.", "en: '{{nn}}'"), encoding="utf-8")
    lines = ["1", "", "1", "", ":q"]
    result = run("quiz", "--plain", "--kind", "numeric", "--kind", "single", "--language", "en", lines=lines)
    assert result.exit_code == 0
    assert "left out, because it can't be asked: two" in result.stdout
    shown = run("bank", "show", "two", "--language", "en")
    assert (shown.exit_code, "two can't be asked: nothing called {{nn}} is drawn" in shown.stderr) == (1, True)


def test_files_that_could_not_be_read_are_mentioned(run: Run, small_bank: Path) -> None:
    (small_bank / "convolution" / "broken.yaml").write_text("a: [", encoding="utf-8")
    result = run("quiz", "--plain", "--kind", "numeric", "--language", "en", lines=[":q"])
    assert "1 finding in question files" in result.stderr
    lint = run("bank", "lint", "broken", "--language", "en")
    assert (lint.exit_code, "broken.yaml:2:1" in lint.stdout) == (1, True)


def test_a_terminal_without_japanese_loses_signs_and_no_answer(small_bank: Path, home: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "quizapp", "quiz", "--plain", "--kind", "numeric", "--language", "ja"]
    done = subprocess.run(command, input=b"3/8\n\n", capture_output=True, env=environment, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert len(attempts(home)) == 1


def test_closed_input_leaves_the_sitting(small_bank: Path, home: Path) -> None:
    command = f"{sys.executable} -m quizapp quiz --plain --kind numeric --language en <&-"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr


def test_a_settings_file_that_cannot_be_read_is_told_and_kept(run: Run, small_bank: Path, home: Path) -> None:
    home.mkdir()
    file = home / "settings.toml"
    file.write_text("new_per_day = 33\nthis is no TOML\n", encoding="utf-8")
    assert "settings.toml" in run("quiz", "--plain", "--kind", "numeric", lines=[":q"]).stderr
    assert run("config", "language", "en").exit_code == 0
    assert (home / "settings.toml.unread").read_text(encoding="utf-8").startswith("new_per_day = 33")
    assert run("config", "language").stdout == "language = en\n"


@pytest.mark.parametrize(
    ("name", "value"),
    [("track", "nope"), ("theme", "nope"), ("retention", "0,9"), ("retention", "0.5"), ("sitting_size", "0")],
)
def test_a_value_that_a_setting_cannot_take_is_refused(run: Run, small_bank: Path, name: str, value: str) -> None:
    result = run("config", name, value)
    assert result.exit_code == 2
    assert result.stderr


def test_an_answer_of_an_earlier_sitting_is_taken_back_too(run: Run, small_bank: Path, home: Path) -> None:
    arguments = ("quiz", "--plain", "--language", "en")
    run(*arguments, "--kind", "numeric", lines=["1", "", ":q"])
    result = run(*arguments, "--kind", "single", lines=[":z", "3/8", ""])
    assert "taken back" in result.stdout
    assert "Give 3/8 as a decimal." in result.stdout
    assert "1 answered: 1 right" in result.stdout
    assert [row["outcome"] for row in attempts(home) if row["undone_at"] is None] == ["correct"]


def test_with_nothing_answered_there_is_nothing_to_take_back(run: Run, small_bank: Path) -> None:
    result = run("quiz", "--plain", "--kind", "numeric", "--language", "en", lines=[":z", ":q"])
    assert "there is nothing to take back" in result.stdout
