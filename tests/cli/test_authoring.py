"""An author's way on the command line: new, lint, stress, review, sign, ready."""

from pathlib import Path

import pytest

from tests.bank.conftest import NUMERIC, SINGLE
from tests.bank.test_drawn import DRAWN
from tests.bank.test_edits import git
from tests.bank.test_sets import MATCH, ORDER, SET
from tests.cli.conftest import MULTIPLE, Run, data


@pytest.fixture(autouse=True)
def bank(small_bank: Path) -> Path:
    return small_bank


UNPROVEN = ("verify: floor(span/s) + 1", "verify: 'floor(span/s) + (1 if n < 64 else 2)'")


def text(bank: Path, name: str) -> str:
    return (bank / "convolution" / f"{name}.yaml").read_text(encoding="utf-8")


def test_from_nothing_to_a_ready_question(run: Run, bank: Path) -> None:
    made = run("bank", "new", "product-less-one", "--kind", "numeric", "--chapter", "convolution", "--language", "en")
    assert made.exit_code == 0
    assert "product-less-one.yaml" in made.stdout
    assert run("bank", "lint", "product-less-one").exit_code == 1
    file = next(bank.glob("*/product-less-one.yaml"))
    words = text(bank, "product-less-one").replace("理由を書く。", "掛けて 1 を引く。").replace("Author 2024, ", "A ")
    file.write_text(words.replace("Say why.", "Multiply, then subtract 1."), encoding="utf-8")
    assert run("bank", "lint", "product-less-one").exit_code == 0
    assert run("bank", "stress", "product-less-one", "--seeds", "60").exit_code == 0
    assert run("bank", "status", "product-less-one", "ready").exit_code == 1
    assert run("bank", "status", "product-less-one", "review").exit_code == 0
    assert run("bank", "status", "product-less-one", "ready").exit_code == 1
    key = data(run("bank", "show", "product-less-one", "--json"))["key"]["typed"]
    reviewed = run(
        "bank", "review", "product-less-one", "--by", "Hana", "--seed", "1", "--language", "en", lines=["1/", key, "y"]
    )
    assert reviewed.exit_code == 0
    asked = reviewed.stdout.partition("your answer")[0]
    assert "times" in asked
    assert "Multiply, then" not in asked
    assert "answered: correct" in text(bank, "product-less-one")
    assert run("bank", "status", "product-less-one", "ready").exit_code == 0
    assert "status: ready" in text(bank, "product-less-one")


def test_a_wrong_blind_answer_and_a_dispute_are_kept(run: Run, bank: Path) -> None:
    order = data(run("bank", "show", "one", "--json"))["choices"]
    wrong = next(number for number, choice in enumerate(order, 1) if choice["id"] != "a")
    result = run("bank", "review", "one", "--by", "Hana", "--seed", "1", lines=["9", str(wrong), "n", "two are right"])
    assert result.exit_code == 0
    assert "answered: wrong, seed: 1, disputed: two are right" in text(bank, "one")
    assert "review_disputed" in [finding["rule"] for finding in data(run("bank", "lint", "--json"))]


def test_a_review_that_is_left_writes_nothing(run: Run, bank: Path) -> None:
    before = text(bank, "two")
    assert run("bank", "review", "two", "--by", "Hana", lines=[""]).exit_code == 0
    assert run("bank", "review", "two", "--by", "Hana", lines=["0.375", ""]).exit_code == 0
    assert text(bank, "two") == before


def test_a_review_without_a_name_is_refused_before_a_question_is_asked(run: Run, bank: Path) -> None:
    before = text(bank, "two")
    result = run("bank", "review", "two", "--by", "  ", "--language", "en", lines=["0.375", "y"])
    assert (result.exit_code != 0, result.stdout) == (True, "")
    assert "the name of who signs is empty" in result.stderr
    signed = run("bank", "sign", "two", "--by", "", "--language", "en")
    assert signed.exit_code == 1
    assert "the name of who signs is empty" in signed.stderr
    assert text(bank, "two") == before


def test_who_gives_no_reason_is_asked_again_and_can_sign(run: Run, bank: Path) -> None:
    lines = ["0.375", "n", "  ", "maybe", "ｙ"]
    result = run("bank", "review", "two", "--by", "Hana", "--language", "en", lines=lines)
    assert (result.exit_code, result.stdout.count("do you agree")) == (0, 3)
    assert result.stdout.count("type y to sign or n to dispute") == 1
    assert "by: Hana" in text(bank, "two")
    assert "disputed" not in text(bank, "two")


@pytest.mark.parametrize("lines", [[], ["0.375"], ["0.375", "n"]])
@pytest.mark.parametrize(("language", "words"), [("ja", "記録していません"), ("en", "nothing was recorded")])
def test_a_review_that_is_broken_off_says_so_in_the_users_language(
    run: Run, bank: Path, lines: list[str], language: str, words: str
) -> None:
    before = text(bank, "two")
    result = run("bank", "review", "two", "--by", "Hana", "--language", language, lines=lines)
    assert (result.exit_code, words in result.stderr, "Aborted" in result.output) == (1, True, False)
    assert text(bank, "two") == before


@pytest.mark.parametrize("lines", [[""], ["0.375", ""]])
def test_who_leaves_a_review_is_told_that_nothing_was_kept(run: Run, lines: list[str]) -> None:
    result = run("bank", "review", "two", "--by", "Hana", "--language", "en", lines=lines)
    assert (result.exit_code, "nothing was recorded" in result.stdout) == (0, True)


FORMS = [
    ("one", SINGLE, "type one number", "1 2", "type one number"),
    ("three", MULTIPLE, "as in 1 3", "4", "type a number from 1 to 3"),
    ("two", NUMERIC, "a number, as in 0.375", "three", "can't be read"),
    ("sorted", ORDER, "type the numbers in order, as in 3 1 2", "1 2", "once, in order, as in 3 1 2"),
    ("paired", MATCH, "for each left side in turn, as in 2 1 3", "1 1", "one partner for each left side"),
]


@pytest.mark.parametrize(("name", "source", "form", "typed", "refusal"), FORMS, ids=[form[0] for form in FORMS])
@pytest.mark.parametrize("command", ["review", "preview"])
def test_how_an_answer_is_typed_is_said_and_why_another_is_refused(
    run: Run, bank: Path, command: str, name: str, source: str, form: str, typed: str, refusal: str
) -> None:
    (bank / "convolution" / f"{name}.yaml").write_text(source.format(id=name), encoding="utf-8")
    by = ["--by", "Hana"] if command == "review" else []
    end = "" if command == "review" else "q"
    result = run("bank", command, name, *by, "--language", "en", lines=[typed, end])
    assert result.exit_code == 0
    asked, _, after = result.stdout.partition("> " if command == "preview" else "empty to leave")
    assert form in asked
    assert refusal in after


def test_of_a_set_the_preview_says_of_each_part_how_it_is_answered(run: Run, bank: Path) -> None:
    (bank / "convolution" / "whole.yaml").write_text(SET.format(id="whole"), encoding="utf-8")
    result = run("bank", "preview", "whole", "--language", "en", lines=["q"])
    told = [line[11:13] for line in result.stdout.splitlines() if line.startswith("to answer: ")]
    assert told == ["a:", "b:", "c:"]


def test_signing_a_draft_ready_is_refused_before_anything_is_written(run: Run, bank: Path) -> None:
    file = bank / "convolution" / "one.yaml"
    file.write_text(text(bank, "one").replace("status: ready", "status: draft"), encoding="utf-8")
    before = text(bank, "one")
    result = run("bank", "sign", "one", "--by", "Hana", "--ready", "--language", "en")
    assert (result.exit_code, "from draft it can't become ready" in result.stderr) == (1, True)
    assert text(bank, "one") == before


def test_signing_ready_what_another_disputes_is_refused_before_anything_is_written(run: Run, bank: Path) -> None:
    file = bank / "convolution" / "one.yaml"
    file.write_text(text(bank, "one").replace("status: ready", "status: review"), encoding="utf-8")
    run("bank", "review", "one", "--by", "Yamada", lines=["1", "n", "two are right"])
    before = text(bank, "one")
    result = run("bank", "sign", "one", "--by", "Hana", "--ready", "--language", "en")
    assert (result.exit_code, "disputed by Yamada: two are right" in result.stderr) == (1, True)
    assert text(bank, "one") == before


@pytest.mark.parametrize("seconds", ["nan", "inf", "0"])
def test_a_time_that_is_no_time_is_refused(run: Run, seconds: str) -> None:
    result = run("bank", "stress", "one", "--seconds", seconds)
    assert (result.exit_code, "is not in the range" in result.stderr) == (2, True)


def test_a_folder_without_a_name_is_not_the_current_one(
    run: Run, bank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "seminar"
    (own / "convolution").mkdir(parents=True)
    monkeypatch.chdir(own)
    result = run("bank", "add", "", "--language", "en")
    assert (result.exit_code, "the name of the folder is empty" in result.stderr) == (2, True)
    assert data(run("bank", "list", "--json")) == []
    assert run("bank", "add", ".").exit_code == 0


def test_signing_makes_what_is_in_review_ready(run: Run, bank: Path) -> None:
    file = bank / "convolution" / "one.yaml"
    file.write_text(text(bank, "one").replace("status: ready", "status: review"), encoding="utf-8")
    result = run("bank", "sign", "one", "--by", "Hana", "--ready")
    assert result.exit_code == 0
    assert "status: ready" in text(bank, "one")
    assert run("bank", "sign", "one", "two", "--by", "Hana", "--ready").exit_code == 1
    assert run("bank", "sign", "nobody", "--by", "Hana").exit_code == 2


def test_preview_takes_answers_other_numbers_and_the_other_language(run: Run, bank: Path) -> None:
    result = run("bank", "preview", "two", "--language", "en", lines=["2.667", "l", "", "3/8", "q"])
    assert result.exit_code == 0
    assert "That is the inverse." in result.stdout
    assert "3/8 を小数で答えよ。" in result.stdout
    assert "正解" in result.stdout


def test_a_broken_file_is_told_in_the_preview(run: Run, bank: Path) -> None:
    file = bank / "convolution" / "one.yaml"
    file.write_text(text(bank, "one").replace("level: 1", "level: NO"), encoding="utf-8")
    result = run("bank", "preview", "one", lines=["a", "q"])
    assert (result.exit_code, f"{file}:7:8" in result.stdout) == (0, True)


def test_numbers_that_can_not_be_drawn_are_told_in_the_preview_and_after_an_answer(run: Run, bank: Path) -> None:
    source = DRAWN.format(id="one").replace("answer >= 4", "answer > 4000")
    (bank / "convolution" / "one.yaml").write_text(source, encoding="utf-8")
    result = run("bank", "preview", "one", "--language", "en", lines=["3", "", "q"])
    assert (result.exit_code, result.stdout.count("numbers can't be drawn")) == (0, 4)


def test_a_new_file_that_can_not_be_is_refused_in_words(run: Run) -> None:
    result = run("bank", "new", "one", "--kind", "single", "--chapter", "convolution", "--language", "en")
    assert (result.exit_code, "already used" in result.stderr) == (2, True)


def test_what_is_mechanical_is_mended_on_request(run: Run, bank: Path) -> None:
    file = bank / "convolution" / "one.yaml"
    file.write_text(text(bank, "one").replace("level: 1\n", "level: 1  \t\n").rstrip("\n"), encoding="utf-8")
    assert len(data(run("bank", "lint", "one", "--json"))) == 2
    assert data(run("bank", "lint", str(file), "--fix", "--json")) == []
    assert text(bank, "one").endswith('"]\n')


def test_functions_of_expressions_are_listed_with_their_signatures(run: Run) -> None:
    rows = {row["function"]: row["signature"] for row in data(run("calc", "list", "--functions", "--json"))}
    assert rows["convolution.same_padding"] == "convolution.same_padding(kernel: int, dilation: int = 1) -> int"
    assert rows["round"] == "round(x, decimals)"


def test_a_bank_of_ones_own_is_added_listed_and_removed(run: Run, bank: Path, tmp_path: Path) -> None:
    own = tmp_path / "seminar"
    (own / "convolution").mkdir(parents=True)
    (own / "convolution" / "one.yaml").write_text(text(bank, "one"), encoding="utf-8")
    (own / "convolution" / "broken.yaml").write_text("id: [", encoding="utf-8")
    added = run("bank", "add", str(own), "--language", "en")
    assert (added.exit_code, "1 question (" in added.stdout, "broken.yaml:" in added.stderr) == (0, True, True)
    assert data(run("bank", "list", "--json")) == [{"name": "seminar", "folder": str(own)}]
    assert data(run("bank", "show", "seminar:one", "--json"))["id"] == "seminar:one"
    assert run("bank", "remove", "seminar").exit_code == 0
    assert run("bank", "show", "seminar:one").exit_code == 2


def test_items_are_told_from_first_answers_only_where_there_are_enough(run: Run, bank: Path) -> None:
    run("quiz", "--plain", "--topic", "3.4.1", lines=["1", ""])
    items = data(run("bank", "stats", "--items", "--json"))
    assert all(item["answers"] < 10 and item["facility"] is None for item in items)
    assert "0 of" in run("bank", "stats", "--items", "--language", "en").stdout


def test_changes_outside_a_checkout_are_told_so(run: Run, bank: Path) -> None:
    result = run("bank", "changes", "--language", "en")
    assert (result.exit_code, "git" in result.stderr) == (2, True)


def committed(folder: Path) -> None:
    """Put a folder under git as it stands."""
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "as it was")


def test_changes_of_a_bank_of_ones_own_are_told_under_its_own_ids(run: Run, bank: Path, tmp_path: Path) -> None:
    own = tmp_path / "seminar"
    (own / "convolution").mkdir(parents=True)
    for name in ("one", "two"):
        (own / "convolution" / f"{name}.yaml").write_text(text(bank, name), encoding="utf-8")
    committed(own)
    assert run("bank", "add", str(own)).exit_code == 0
    edited = own / "convolution" / "one.yaml"
    edited.write_text(text(own, "one").replace("level: 1", "level: 4"), encoding="utf-8")
    assert [(row["id"], row["edit"]) for row in data(run("bank", "changes", "--json"))] == [("seminar:one", "tags")]
    assert [row["edit"] for row in data(run("bank", "changes", "seminar:two", "--json"))] == ["none"]
    committed(bank)
    (bank / "convolution" / "two.yaml").write_text(text(bank, "two").replace("0.375", "0.376"), encoding="utf-8")
    rows = data(run("bank", "changes", "--json"))
    assert [(row["id"], row["edit"]) for row in rows] == [("two", "key"), ("seminar:one", "tags")]


def test_of_several_banks_the_one_without_git_is_named(run: Run, bank: Path, tmp_path: Path) -> None:
    own = tmp_path / "seminar"
    (own / "convolution").mkdir(parents=True)
    run("bank", "add", str(own))
    committed(bank)
    result = run("bank", "changes", "--language", "en")
    assert (result.exit_code, result.stderr) == (0, "git knows no earlier version of the bank seminar\n")


def test_a_question_that_the_gate_refuses_does_not_become_ready(run: Run, bank: Path) -> None:
    file = bank / "convolution" / "drawn.yaml"
    # For some numbers the second route differs: no lint of the file alone meets it.
    source = DRAWN.format(id="drawn").replace("status: ready", "status: review")
    unproven = source.replace(UNPROVEN[0], UNPROVEN[1])
    assert unproven != source
    for text_, code in ((unproven, 1), (source, 0)):
        file.write_text(text_, encoding="utf-8")
        assert run("bank", "sign", "drawn", "--by", "Hana").exit_code == 0
        told = run("bank", "status", "drawn", "ready", "--language", "en")
        assert told.exit_code == code, told.output
        assert ("over many draws" in told.output) == bool(code)
        assert ("status: ready" in file.read_text(encoding="utf-8")) == (not code)


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "one"),
        ("stress", "one"),
        ("status", "one", "review"),
        ("review", "one", "--by", "Hana"),
        ("regrade", "one"),
        ("changes", "one"),
        ("translated", "one"),
        ("sign", "one", "two", "--by", "Hana"),
    ],
)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_of_an_unreadable_file_every_command_says_what_is_wrong_in_it(
    run: Run, bank: Path, arguments: tuple[str, ...], language: str
) -> None:
    file = bank / "convolution" / "one.yaml"
    file.write_text(text(bank, "one").replace("level: 1", "level: NO"), encoding="utf-8")
    result = run("bank", *arguments, "--language", language)
    assert (result.exit_code, result.stdout) == (1, "")
    first, finding = result.stderr.splitlines()
    assert {"ja": "問題として読めません", "en": "can't be read as a question"}[language] in first
    assert finding.startswith(f"{file}:7:8: error: ")


def test_a_file_whose_question_has_another_id_is_told_with_that_id(run: Run, bank: Path) -> None:
    file = bank / "convolution" / "one.yaml"
    file.rename(file.with_name("uno.yaml"))
    result = run("bank", "show", "uno", "--language", "en")
    assert (result.exit_code, "has the id one" in result.stderr, "uno.yaml:1:5" in result.stderr) == (1, True, True)
    assert run("bank", "show", "one").exit_code == 0


def test_an_unknown_id_beside_an_unreadable_one_is_told_too(run: Run, bank: Path) -> None:
    (bank / "convolution" / "one.yaml").write_text("id: [", encoding="utf-8")
    result = run("bank", "changes", "one", "nobody", "--language", "en")
    assert (result.exit_code, "one.yaml:" in result.stderr) == (2, True)
    assert "there is no question nobody" in result.stderr


def test_a_question_of_a_bank_whose_folder_is_gone_is_told_so(run: Run, bank: Path, tmp_path: Path) -> None:
    own = tmp_path / "seminar"
    (own / "convolution").mkdir(parents=True)
    (own / "convolution" / "one.yaml").write_text(text(bank, "one"), encoding="utf-8")
    run("bank", "add", str(own))
    own.rename(tmp_path / "moved")
    for command in ("show", "lint"):
        result = run("bank", command, "seminar:one", "--language", "en")
        assert (result.exit_code, "the folder of the bank seminar is gone" in result.output) == (1, True)


def test_a_question_in_a_wrong_folder_can_be_previewed(run: Run, bank: Path) -> None:
    (bank / "pooling").mkdir()
    (bank / "convolution" / "one.yaml").rename(bank / "pooling" / "one.yaml")
    result = run("bank", "preview", "one", "--language", "en", lines=["q"])
    assert ("is not a chapter" in result.stdout, "Which makes the output smaller?" in result.stdout) == (True, True)
