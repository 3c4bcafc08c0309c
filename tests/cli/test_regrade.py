"""`quizapp bank regrade`, and what an author does in a bank of their own by the commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quizapp.bank.catalog import load
from quizapp.bank.lint import lint
from quizapp.progress.database import open_database
from quizapp.study.clock import SystemClock
from quizapp.study.selection import Selection
from quizapp.study.sitting import Response
from quizapp.study.study import Study
from tests.cli.conftest import Run


@pytest.fixture
def answered(small_bank: Path) -> Path:
    """The question `one`, answered rightly, and then edited so that another choice is right."""
    database = open_database()
    sitting = Study(load(small_bank), database, SystemClock()).start_quiz(Selection(ids=("one",)))
    sitting.answer(Response(chosen=["a"]))
    database.close()
    file = small_bank / "convolution" / "one.yaml"
    text = file.read_text(encoding="utf-8")
    feedback = ", feedback: {ja: 逆である。, en: The opposite.}"
    text = text.replace(feedback, ", correct: true").replace("a, correct: true,", "a,")
    file.write_text(text.replace("A larger stride}", f"A larger stride}}{feedback}"), encoding="utf-8")
    return file


def test_a_regrade_is_shown_then_recorded_then_taken_back(answered: Path, run: Run) -> None:
    shown = run("bank", "regrade", "one")
    assert "1 earlier answer would be judged otherwise" in shown.output
    assert "--record" in shown.output
    assert "1 earlier answer " in run("bank", "regrade", "one").output
    recorded = run("bank", "regrade", "one", "--record")
    assert recorded.exit_code == 0
    assert "1 answer is judged anew" in recorded.output
    assert "no answers were given to an earlier revision" in run("bank", "regrade", "one").output
    assert "1 answer counts again as before" in run("bank", "regrade", "one", "--undo").output
    assert "1 earlier answer " in run("bank", "regrade", "one").output


def test_a_regrade_as_json_tells_each_answer(answered: Path, run: Run) -> None:
    data = json.loads(run("bank", "regrade", "one", "--json").output)
    (found,) = data["judged"]
    assert (found["before"], found["after"], data["recorded"]) == ("correct", "wrong", False)


def test_without_a_regrade_there_is_none_to_take_back(answered: Path, run: Run) -> None:
    assert "no regrade to take back" in run("bank", "regrade", "two", "--undo").output


def test_undoing_and_undoing_it_again_say_what_they_do_in_both_languages(answered: Path, run: Run) -> None:
    run("bank", "regrade", "one", "--record")
    said = {
        "en": ("1 answer counts again as before the last regrade", "is in force again for 1 answer"),
        "ja": ("採点し直す前の判定に戻しました", "採点し直した判定を再び使います"),
    }
    for language, (undone, redone) in said.items():
        for words, still in ((undone, 1), (redone, 0)):
            told = run("bank", "regrade", "one", "--undo", "--language", language).output
            assert [each in told for each in (undone, redone)] == [words == undone, words == redone]
            again = run("bank", "regrade", "one", "--language", "en").output
            assert ("1 earlier answer would be judged otherwise" in again) == bool(still)


def test_an_edit_whose_regrade_is_taken_back_is_told_again_and_its_statistics_are_as_before(
    answered: Path, run: Run
) -> None:
    asked = [("bank", "changes", "--json"), ("bank", "changes", "one"), ("bank", "stats", "--items", "--json")]
    before = [run(*each).stdout for each in asked]
    assert "one: the key is edited" in before[1]
    run("bank", "regrade", "one", "--record")
    regraded = [run(*each).stdout for each in asked]
    for after in (before, regraded, before):
        run("bank", "regrade", "one", "--undo")
        assert [run(*each).stdout for each in asked] == after
    assert regraded[0] == "[]\n"


@pytest.fixture
def seminar(small_bank: Path, tmp_path: Path, run: Run) -> Path:
    folder = tmp_path / "seminar"
    folder.mkdir()
    assert run("bank", "add", str(folder)).exit_code == 0
    return folder


def test_a_question_of_a_bank_of_ones_own_goes_from_nothing_to_ready(seminar: Path, run: Run) -> None:
    made = run("bank", "new", "seminar:my-stride", "--kind", "numeric", "--chapter", "convolution")
    assert made.exit_code == 0
    file = seminar / "convolution" / "my-stride.yaml"
    words = file.read_text(encoding="utf-8").replace("理由を書く。", "掛けて 1 を引く。").replace("Author 2024, ", "A ")
    file.write_text(words.replace("Say why.", "Multiply, then subtract 1."), encoding="utf-8")
    first = words.partition("\n")[0]
    schema = file.parent / first.partition("$schema=")[2]
    assert schema.resolve() == seminar / "schema" / "question.schema.json"
    assert schema.read_text(encoding="utf-8") == run("bank", "schema").stdout
    assert run("bank", "stress", "seminar:my-stride").exit_code == 0
    assert run("bank", "lint", "seminar:my-stride", "--json").exit_code == 0
    assert run("bank", "status", "seminar:my-stride", "review").exit_code == 0
    refused = run("bank", "status", "seminar:my-stride", "ready")
    assert refused.exit_code == 1
    signed = run("bank", "sign", "seminar:my-stride", "--by", "Yamada", "--ready")
    assert signed.exit_code == 0
    assert "status: ready" in file.read_text(encoding="utf-8")


def test_an_unknown_bank_is_told(small_bank: Path, run: Run) -> None:
    refused = run("bank", "new", "nowhere:my-stride", "--kind", "single", "--chapter", "convolution")
    assert refused.exit_code == 2
    assert "nowhere" in refused.stderr


def test_what_is_mechanical_is_mended_in_a_bank_of_ones_own_too(seminar: Path, run: Run) -> None:
    run("bank", "new", "seminar:my-stride", "--kind", "single", "--chapter", "convolution")
    file = seminar / "convolution" / "my-stride.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "# end  \t\n", encoding="utf-8")
    fixed = run("bank", "lint", "seminar:my-stride", "--fix")
    assert "1 place mended" in fixed.output
    assert file.read_text(encoding="utf-8").endswith("# end\n")


def test_a_translation_is_marked_as_current(small_bank: Path, run: Run) -> None:
    assert run("bank", "translated", "one").exit_code == 0
    catalog = load(small_bank)
    assert catalog.find("one").translated_from is not None
    assert [fault.code for fault in lint(catalog, ["one"])] == []


def test_a_file_of_ones_own_bank_that_can_not_be_read_is_told_by_its_id_and_by_its_path(
    seminar: Path, run: Run
) -> None:
    run("bank", "new", "seminar:my-stride", "--kind", "single", "--chapter", "convolution")
    file = seminar / "convolution" / "my-stride.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("level: 2", "level: [2"), encoding="utf-8")
    for name in ("seminar:my-stride", str(file)):
        told = run("bank", "lint", name)
        assert told.exit_code == 1
        assert "my-stride.yaml:" in told.output


def test_author_of_a_path_that_is_not_there_is_a_usage_error(small_bank: Path, run: Run) -> None:
    assert run("author", str(small_bank / "nowhere")).exit_code == 2


def test_record_and_undo_together_are_refused(run: Run, small_bank: Path) -> None:
    result = run("bank", "regrade", "one", "--record", "--undo")
    assert (result.exit_code, "not given together" in result.stderr) == (2, True)


def test_a_revision_that_nobody_answered_is_told_with_those_that_were(answered: Path, run: Run) -> None:
    result = run("bank", "regrade", "one", "--since", "0123456789abcdef", "--language", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    known = result.stderr.partition("answered revisions: ")[2].rstrip(")\n")
    assert run("bank", "regrade", "one", "--since", known).exit_code == 0
    never = run("bank", "regrade", "two", "--since", known)
    assert (never.exit_code, "no answer was given" in never.stderr) == (2, True)


def test_a_new_file_is_not_written_through_a_link_that_leads_out_of_the_bank(
    seminar: Path, tmp_path: Path, run: Run
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (seminar / "convolution").symlink_to(elsewhere)
    result = run("bank", "new", "seminar:out", "--kind", "single", "--chapter", "convolution", "--language", "en")
    assert (result.exit_code, "leads out of the bank" in result.stderr) == (2, True)
    assert list(elsewhere.iterdir()) == []
    (seminar / "convolution").unlink()
    (seminar / "schema").symlink_to(elsewhere)
    assert run("bank", "new", "seminar:in", "--kind", "single", "--chapter", "convolution").exit_code == 0
    assert list(elsewhere.iterdir()) == []


def test_the_schema_of_an_older_version_is_renewed_and_another_file_is_left_alone(seminar: Path, run: Run) -> None:
    file = seminar / "schema" / "question.schema.json"
    file.parent.mkdir()
    for number, (before, renewed) in enumerate(
        [('{"title": "Question"}', True), ('{"title": "Mine"}', False), ("[", False)]
    ):
        file.write_text(before, encoding="utf-8")
        assert run("bank", "new", f"seminar:q{number}", "--kind", "single", "--chapter", "convolution").exit_code == 0
        assert (file.read_text(encoding="utf-8") != before) == renewed


def test_only_the_questions_that_were_named_are_counted(small_bank: Path, run: Run) -> None:
    one = run("bank", "lint", "one", str(small_bank / "convolution" / "one.yaml"), "--language", "en")
    assert one.stdout.startswith("1 question checked")
    assert run("bank", "lint", "--language", "en").stdout.startswith("3 questions checked")


def test_a_broken_list_of_banks_is_told_and_kept(seminar: Path, tmp_path: Path, run: Run) -> None:
    (list_,) = (tmp_path / "home").rglob("banks.json")
    list_.write_text("{", encoding="utf-8")
    listed = run("bank", "list", "--language", "en")
    assert (listed.exit_code, "can't be read" in listed.stderr) == (1, True)
    added = run("bank", "add", str(seminar), "--language", "en")
    assert (added.exit_code, "banks.broken-1" in added.stderr) == (0, True)
    assert run("bank", "list").exit_code == 0


def test_a_question_that_can_not_be_drawn_is_refused_in_plain_words(seminar: Path, run: Run) -> None:
    run("bank", "new", "seminar:my-stride", "--kind", "numeric", "--chapter", "convolution")
    file = seminar / "convolution" / "my-stride.yaml"
    text = file.read_text(encoding="utf-8")
    for old, new, said in [
        ("- a != b", "- a > 99", "none met all conditions"),
        ("value: a*b - 1\n  verify", "value: a*c - 1\n  verify", "answer.value: there is no number c"),
    ]:
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
        shown = run("bank", "show", "seminar:my-stride", "--language", "en")
        assert (shown.exit_code, said in shown.stderr) == (1, True)
