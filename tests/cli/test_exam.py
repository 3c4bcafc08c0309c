"""A mock exam line by line: answered in any order, left and gone on with, handed in, reviewed, listed as data."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run, data

BLUEPRINT = """\
minutes: 12
questions: 10
fields:
  - code: "3"
    questions: 10
    topics:
      - {topic: "3.4.1", sets: [2]}
      - {topic: "3.4.3", sets: [1]}
"""
START = ("exam", "--plain", "--size", "3", "--seed", "1", "--language", "en")


@pytest.fixture(autouse=True)
def _exam_bank(small_bank: Path) -> None:
    """The small bank (a choice, a number, several choices) with a blueprint."""
    (small_bank / "exam.yaml").write_text(BLUEPRINT, encoding="utf-8")


def answers(shown: str) -> list[str]:
    """The right lines for the items of the small bank, in the order of a paper that was shown."""
    stems = {"Which makes the output smaller?": "", "Give 3/8 as a decimal.": "3/8", "Select all.": "1 2"}
    order = re.findall("|".join(map(re.escape, stems)), shown)
    choice = re.search(r"(\d)\. A larger stride", shown)
    assert choice is not None
    return [stems[stem] or choice.group(1) for stem in dict.fromkeys(order)]


def paper(run: Run) -> str:
    """The paper of `START` as it is shown, left unanswered and given up."""
    shown = run(*START, lines=[":1", ":2", ":3", ":q"]).stdout
    assert run("exam", "--give-up", "1", "--language", "en").stdout.startswith("The exam was given up")
    return shown


def test_an_exam_is_answered_handed_in_and_told_with_its_shares(run: Run) -> None:
    result = run(*START, lines=[*answers(paper(run)), ":x", ":x", ":q"])
    assert result.exit_code == 0
    assert "Mock exam: 3 questions, 4 minutes" in result.stdout
    assert "Score 100%: 3 of 3 right, 0 open" in result.stdout
    assert "3.4.1 Conv  100%  2/2" in result.stdout
    assert "number  100%  1/1" in result.stdout


def test_no_verdict_is_told_before_handing_in(run: Run) -> None:
    before = run(*START, lines=["1", "1", "1", ":s", ":q"]).stdout
    assert "on the sheet" in before
    assert not re.search(r"[○×△] (right|wrong|partly)", before)


def test_items_are_gone_to_flagged_marked_and_cleared_in_any_order(run: Run) -> None:
    lines = [":3", ":f", ":u", ":c", ":2", ":n", ":n", ":p", ":o", ":m", ":t", ":9", ":help", ":l", ":s", ":q"]
    result = run(*START, lines=lines)
    assert "give a number from 1 to 3" in result.stdout
    assert "解答 0 / 3、フラグ 1" in result.stdout
    assert "中断しました" in result.stdout


def test_full_width_commands_of_an_input_method_are_understood(run: Run) -> None:
    assert "[3/3]" in run(*START, lines=["：３", "：ｑ"]).stdout


def test_an_exam_that_was_left_is_gone_on_with(run: Run) -> None:
    right = answers(paper(run))
    run(*START, lines=[right[0], ":q"])
    again = run("exam", "--plain", "--resume", "--language", "en", lines=[*right[1:], ":x", ":x"])
    assert "The exam goes on: 1 of 3 answered" in again.stdout
    assert "3 of 3 right" in again.stdout
    assert run("exam", "--plain", "--resume", "--language", "en").exit_code == 1


def test_an_answer_that_cannot_be_read_is_told_and_not_taken(run: Run) -> None:
    place = answers(paper(run)).index("3/8") + 1
    result = run(*START, lines=[f":{place}", "((", ":s", ":q"])
    assert "0 of 3 answered" in result.stdout


def test_what_was_wrong_flagged_or_all_can_be_looked_at_again(run: Run) -> None:
    right = answers(paper(run))
    wrong = ["2" if line == "1" else "1" if line != "3/8" else "0.5" for line in right]
    lines = [wrong[0], right[1], right[2], ":2", ":f", ":x", ":x", "", "", ":f", "", ":a", "", "", "", ":g", ":q"]
    result = run(*START, lines=lines)
    after = result.stdout.partition("Score ")[2]
    assert "2 of 3 right" in after
    assert after.count("wrong\n") == 2
    assert len(re.findall(r"^○ right", after, re.MULTILINE)) == 3
    assert "there is nothing of that kind" in after


def test_results_and_the_list_are_data_too(run: Run) -> None:
    right = answers(paper(run))
    run(*START, lines=[right[0], ":2", ":u", ":x", ":x"])
    (mock,) = data(run("exam", "--list", "--json"))
    assert (mock["size"], mock["answered"], mock["correct"], mock["limit"]) == (3, 1, 1, 216)
    assert mock["fields"] == {"3": {"points": 1.0, "total": 3}}
    found = data(run("exam", "--result", str(mock["id"]), "--json"))
    assert (found["total"], found["correct"], found["open"], found["score"]) == (3, 1, 2, 0.3333)
    assert [item["outcome"] for item in found["items"]] == ["correct", None, None]
    assert [item["unsure"] for item in found["items"]] == [False, True, False]
    shown = run("exam", "--result", str(mock["id"]), "--language", "ja").stdout
    assert "得点 33%（3 問中 正解 1、未解答 2）" in shown
    assert "33%" in run("exam", "--list", "--language", "en").stdout


def test_a_handed_in_exam_is_taken_back_and_handed_in_again(run: Run) -> None:
    right = answers(paper(run))
    run(*START, lines=[right[0], ":x", ":x"])
    (mock,) = data(run("exam", "--list", "--json"))
    again = run("exam", "--plain", "--take-back", str(mock["id"]), "--language", "en", lines=[*right[1:], ":x", ":x"])
    assert "Taken back" in again.stdout
    assert "not set beside other mocks" in again.stdout
    (mock,) = data(run("exam", "--list", "--json"))
    assert (mock["correct"], mock["comparable"]) == (3, False)


def test_what_is_not_there_is_told_in_a_sentence(run: Run, small_bank: Path) -> None:
    assert run("exam", "--list", "--language", "en").stdout == "there is no mock exam or test yet\n"
    assert data(run("exam", "--list", "--json")) == []
    missing = run("exam", "--result", "9")
    assert (missing.exit_code, "There is no such exam" in missing.stderr) == (2, True)
    assert run("exam", "--list", "--resume").exit_code == 2
    assert run("exam", "--json").exit_code == 2
    (small_bank / "exam.yaml").unlink()
    bare = run(*START)
    assert (bare.exit_code, "exam.yaml" in bare.stderr) == (2, True)


def test_a_wrong_blueprint_is_found_by_lint_with_its_place(run: Run, small_bank: Path) -> None:
    (small_bank / "exam.yaml").write_text(BLUEPRINT.replace('"3.4.3"', '"3.4.7"'), encoding="utf-8")
    result = run("bank", "lint", "--language", "en")
    assert result.exit_code == 1
    assert "exam.yaml:8:17: error: the syllabus has no topic 3.4.7" in result.stdout
    assert "exam.yaml:8:17" in run(*START).stderr


def test_an_exam_is_taken_back_from_its_result_and_filled_in_again(run: Run) -> None:
    right = answers(paper(run))
    result = run(*START, lines=[right[0], ":x", ":x", ":z", *right[1:], ":x", ":x", ":q"])
    assert result.exit_code == 0
    assert "1 of 3 right, 2 open" in result.stdout
    assert "Taken back" in result.stdout
    assert "3 of 3 right, 0 open" in result.stdout


@pytest.mark.parametrize("mode", ["exam", "test"])
def test_in_a_quiz_undo_offers_to_take_back_what_was_handed_in_last(run: Run, mode: str) -> None:
    quiz = ("quiz", "--plain", "--kind", "numeric", "--language", "en")
    run(*quiz, lines=["1", "", ":q"])
    if mode == "exam":
        run(*START, lines=["1", ":x", ":x", ":q"])
    else:
        run(*quiz, "--mode", "test", lines=["3/8", ":x", ":x", ":q"])
    kept = run(*quiz, lines=[":z", "", "3/8", ""])
    assert kept.exit_code == 0
    assert ":z once more takes it back" in kept.stdout
    assert "1 answered: 1 right" in kept.stdout
    run(*quiz, lines=[":z", ":z"])  # the answer just given, and the offer left with nothing taken back
    taken = run(*quiz, lines=[":z", ":z", ":q"])
    assert taken.exit_code == 0
    assert "Taken back" in taken.stdout
    assert "The sheet that was taken back: 1 of " in taken.stdout
    assert "goes on" not in taken.stdout.partition("Taken back")[2].partition("Left;")[0]
    # Now the answer before the sheet is the last one.
    assert "taken back" in run(*quiz, lines=[":z", ":q"]).stdout
    assert "there is nothing to take back" in run(*quiz, lines=[":z", ":q"]).stdout


def test_tests_are_listed_with_the_number_by_which_they_are_taken_back(run: Run) -> None:
    run("quiz", "--plain", "--kind", "numeric", "--mode", "test", "--language", "en", lines=["3/8", ":x", ":x", ":q"])
    (found,) = data(run("exam", "--list", "--json"))
    assert (found["kind"], found["correct"], found["limit"]) == ("test", 1, None)
    assert run("exam", "--list", "--language", "en").stdout.rstrip().endswith("1 question  score 100%  test")
    again = run("exam", "--plain", "--take-back", str(found["id"]), "--language", "en", lines=[":q"])
    assert "Taken back" in again.stdout
    assert run("exam", "--list", "--language", "en").stdout.startswith("there is no mock exam or test yet")


def test_a_sheet_that_goes_on_or_is_given_up_is_called_what_it_is(run: Run) -> None:
    test = ("quiz", "--plain", "--kind", "numeric", "--mode", "test", "--language", "en")
    run(*test, lines=[":q"])
    assert "The test goes on: 0 of 1 answered" in run("exam", "--plain", "--resume", "--language", "en").stdout
    assert run("exam", "--give-up", "1", "--language", "en").stdout.startswith("The test was given up")
    run(*START, lines=["1", ":x", ":x", ":q"])
    run("exam", "--plain", "--take-back", "2", "--language", "en", lines=[":q"])
    again = run("exam", "--plain", "--resume", "--language", "en", lines=[":q"]).stdout
    assert "The sheet that was taken back: 1 of 3 answered, without a clock" in again
    assert "The exam goes on" not in again


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("3 of 5: the bank holds no more", "topics with too few", "3.4.1 Conv (2)")),
        ("ja", ("問題が足りないので 5 問のうち 3 問", "新しい問題が足りない主題（出題数）: 3.4.1", "（2）")),
    ],
)
def test_a_bank_too_small_for_the_paper_is_told_with_its_topics_and_how_many_they_ask(
    run: Run, language: str, words: tuple[str, ...]
) -> None:
    begun = run("exam", "--plain", "--size", "5", "--seed", "1", "--language", language, lines=[":q"]).stdout
    for part in words:
        assert part in begun


def test_what_was_asked_in_the_last_mock_is_told_when_one_begins_and_in_its_result(run: Run) -> None:
    first = run(*START, lines=["1", ":x", ":x", ":q"]).stdout
    assert "asked recently" not in first.partition("\n[1/3]")[0]
    second = run(*START, lines=["1", ":x", ":x", ":q"]).stdout
    begun, _, result = second.partition("Score ")
    for told in (begun, result):
        assert "3 that were asked recently (0 with new numbers, 3 from the last mock)" in told
    found = data(run("exam", "--result", "2", "--json"))
    assert (found["repeated"], found["redrawn"], found["repeated_from_last"]) == (3, 0, 3)


def test_a_question_that_can_not_be_asked_is_not_on_the_sheet_and_is_named(run: Run, small_bank: Path) -> None:
    file = small_bank / "convolution" / "two.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("en: Divide.", "en: '{{nn}}'"), encoding="utf-8")
    shown = run(*START, lines=[":q"]).stdout
    assert shown.count("left out, because it can't be asked: two (quizapp bank lint tells why)") == 1
    assert "[1/2]" in shown
    assert "left out" not in run("exam", "--plain", "--resume", "--language", "en", lines=[":q"]).stdout
