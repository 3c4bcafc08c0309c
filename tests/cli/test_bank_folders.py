"""Banks of one's own and single files on the command line: what is told of them, and what is refused in words."""

import os
from pathlib import Path
from typing import Any

import pytest

from quizapp import paths
from quizapp.bank.catalog import load_kept
from quizapp.cli import bank_banks
from quizapp.progress.database import open_database
from quizapp.study.clock import SystemClock
from quizapp.study.selection import Selection
from quizapp.study.sitting import Response
from quizapp.study.study import Study
from tests.bank.conftest import NUMERIC, SINGLE
from tests.cli.conftest import Run, data


@pytest.fixture(autouse=True)
def bank(small_bank: Path) -> Path:
    return small_bank


@pytest.fixture
def sem(tmp_path: Path, run: Run) -> Path:
    """A bank of one's own with a question, added as `sem`."""
    folder = tmp_path / "sem"
    put(folder, "one")
    assert run("bank", "add", str(folder)).exit_code == 0
    return folder


def put(folder: Path, name: str, source: str = SINGLE, chapter: str = "convolution", file: str = "") -> Path:
    (folder / chapter).mkdir(parents=True, exist_ok=True)
    place = folder / chapter / (file or f"{name}.yaml")
    place.write_text(source.format(id=name), encoding="utf-8")
    return place


def english(run: Run, *arguments: str) -> Any:
    return run("bank", *arguments, "--language", "en")


# Files by their paths


def rules(run: Run, *files: Path) -> list[tuple[str, str]]:
    return [(Path(row["file"]).name, row["rule"]) for row in data(run("bank", "lint", "--json", *map(str, files)))]


def test_a_file_outside_every_bank_is_checked_by_itself(run: Run, tmp_path: Path) -> None:
    broken = {
        "{{ja: 逆である。, en: The opposite.}}": "{{ja: $\\frac$, en: No.}}",
        "level: 1": "level: 1\nsee_also: [gone]",
    }
    source = SINGLE
    for old, new in broken.items():
        assert old in source
        source = source.replace(old, new)
    file = put(tmp_path / "away", "one", source)
    assert rules(run, file) == [("one.yaml", "in_no_bank"), ("one.yaml", "undrawable_formula")]
    told = english(run, "lint", str(file))
    assert told.exit_code == 1
    assert "in no bank" in told.stdout
    assert "1 question checked: 1 error, 1 warning" in told.stdout


def test_a_file_outside_every_bank_that_is_no_question_is_told_where(run: Run, tmp_path: Path) -> None:
    file = put(tmp_path / "away", "one", "id: [one\n")
    told = english(run, "lint", str(file))
    assert told.exit_code == 1
    assert f"{file}:1:5: error" in told.stdout
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    assert rules(run, pipe) == [("pipe.yaml", "in_no_bank"), ("pipe.yaml", "not_a_file")]


@pytest.mark.parametrize("name", ["nowhere/one.yaml", "one.yaml", "one.YAML", "away/one"])
def test_a_path_that_is_not_there_is_an_error(run: Run, name: str) -> None:
    told = english(run, "lint", name)
    assert (told.exit_code, told.stdout) == (2, "")
    assert f"there is no file {name}" in told.stderr


def test_mending_a_file_outside_mends_that_file_only(run: Run, bank: Path, tmp_path: Path) -> None:
    half = SINGLE.replace("出力を小さくするのはどれか。", "出力を小さくするのはどれか.")
    inside = put(bank, "one", half)
    outside = put(tmp_path / "away", "one", half)
    assert run("bank", "lint", "--fix", str(outside)).exit_code == 0
    assert "どれか。" in outside.read_text(encoding="utf-8")
    assert "どれか." in inside.read_text(encoding="utf-8")


def test_a_file_is_found_through_a_link_and_by_a_way_around(
    run: Run, sem: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(sem, "one", SINGLE.replace("en: Unrelated.", "en: ''"))
    (tmp_path / "link").symlink_to("sem")
    (tmp_path / "one-file.yaml").symlink_to("sem/convolution/one.yaml")
    monkeypatch.chdir(tmp_path)
    for name in ("link/convolution/one.yaml", "one-file.yaml", "bank/../sem/convolution/one.yaml"):
        told = run("bank", "lint", "--json", name)
        assert [row["file"] for row in data(told)] == [str(sem / "convolution" / "one.yaml")], name


def test_a_file_of_a_bank_inside_another_belongs_to_the_inner_one(run: Run, sem: Path) -> None:
    inner = put(sem / "inner", "two", NUMERIC.replace("value: 2.667", "value: 0.375"))
    assert run("bank", "add", str(sem / "inner")).exit_code == 0
    assert rules(run, inner) == [("two.yaml", "mistake_is_right"), ("two.yaml", "review_missing")]
    assert "mistake_is_right" in [row["rule"] for row in data(run("bank", "lint", "inner:two", "--json"))]


def test_a_file_whose_id_is_another_is_told_by_its_name(run: Run, sem: Path) -> None:
    file = put(sem, "other", file="three.yaml")
    assert ("three.yaml", "name_differs") in rules(run, file)
    by_id = [row["rule"] for row in data(run("bank", "lint", "sem:other", "--json"))]
    assert sorted(by_id) == sorted(rule for _, rule in rules(run, file))
    assert by_id.count("name_differs") == 1


def test_questions_where_no_bank_looks_are_warned_of_and_settings_are_not(run: Run, sem: Path) -> None:
    (sem / "top.yaml").write_text("id: top\n", encoding="utf-8")
    deep = put(sem, "three", chapter="convolution/deep")
    put(sem, "five", chapter="week1/convolution")
    put(sem, "six", chapter="convolution/assets")
    for name, text in (("mkdocs.yml", "site_name: x\n"), ("syllabus.yaml", "id: x\n"), (".hidden.yaml", "id: x\n")):
        (sem / name).write_text(text, encoding="utf-8")
    found = [name for name, rule in rules(run) if rule == "misplaced"]
    assert sorted(found) == ["five.yaml", "three.yaml", "top.yaml"]
    assert rules(run, deep)[0] == ("three.yaml", "misplaced")
    assert "misplaced" in english(run, "add", str(sem)).stderr


# Adding and removing


def test_a_folder_that_can_not_name_a_bank_is_refused_with_the_command_that_adds_it(run: Run, tmp_path: Path) -> None:
    put(tmp_path / "深層 学習", "one")
    told = english(run, "add", str(tmp_path / "深層 学習"))
    assert told.exit_code == 2
    command = told.stderr.partition("quizapp bank add ")[2].strip()
    assert command == f"'{tmp_path}/深層 学習' --name bank"
    assert run("bank", "add", str(tmp_path / "深層 学習"), "--name", "bank").exit_code == 0


@pytest.mark.parametrize("folder", ["~nosuch-user/bank", "nowhere"])
def test_a_folder_that_is_not_there_is_refused_in_a_line(run: Run, folder: str) -> None:
    told = english(run, "add", folder)
    assert told.exit_code == 2
    assert folder in told.stderr


def test_the_first_findings_of_an_added_bank_are_told_and_how_many_more_there_are(run: Run, tmp_path: Path) -> None:
    for number in range(25):
        put(tmp_path / "many", f"q{number}", SINGLE.replace('["3.4.1"]', '["3.4.3"]'), chapter="optimization")
    told = english(run, "add", str(tmp_path / "many"))
    assert told.exit_code == 0
    assert told.stderr.count("[wrong_chapter]") == bank_banks.MOST_TOLD == 20
    assert "and 5 more; quizapp bank lint shows all" in told.stderr
    assert "25 questions (as many:…), 25 findings\n" in told.stdout
    assert "can't be read" not in told.stdout


def test_a_bank_that_was_known_under_another_name_is_told_how_to_go_on(run: Run, sem: Path) -> None:
    answer("sem:one")
    removed = english(run, "remove", "sem")
    assert f"quizapp bank add {sem} --name sem" in removed.stdout
    added = english(run, "add", str(sem), "--name", "sem2")
    assert "1 of these questions was answered under the name sem" in added.stderr
    assert f"quizapp bank remove sem2, then quizapp bank add {sem} --name sem" in added.stderr
    assert run("bank", "remove", "sem2").exit_code == 0
    assert english(run, "add", str(sem), "--name", "sem").stderr == ""


def answer(name: str) -> None:
    database = open_database()
    catalog = load_kept(paths.questions_folder())
    Study(catalog, database, SystemClock()).start_quiz(Selection(ids=(name,))).answer(Response(chosen=["a"]))
    database.close()


@pytest.mark.parametrize("command", [("add", "other"), ("remove", "sem")])
def test_a_list_of_banks_that_can_not_be_written_is_told(
    run: Run, sem: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, str]
) -> None:
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path)
    file = paths.config_folder() / "banks.json"
    file.chmod(0o444)
    told = english(run, *command)
    assert told.exit_code == 2
    assert f"can't write {file}: Permission denied" in told.stderr
    assert [bank["name"] for bank in data(run("bank", "list", "--json"))] == ["sem"]


def test_a_question_in_a_folder_that_can_not_be_read_is_told_to_be_unreadable(
    run: Run, sem: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = os.scandir

    def scandir(place: Any) -> Any:
        if os.fspath(place) == str(sem / "convolution"):
            raise PermissionError(13, "Permission denied", os.fspath(place))
        return scan(place)

    monkeypatch.setattr(os, "scandir", scandir)
    told = english(run, "lint", "sem:one")
    assert told.exit_code == 1
    assert f"{sem}/convolution: error: the folder can't be read (Permission denied)" in told.stdout


def test_a_folder_that_can_not_be_looked_into_is_no_list_that_can_not_be_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    look = os.stat

    def refusing(place: Any, **options: Any) -> os.stat_result:
        if os.fspath(place) == str(tmp_path / "shut"):
            raise PermissionError(13, "Permission denied", os.fspath(place))
        return look(place, **options)

    monkeypatch.setattr(os, "stat", refusing)
    told = english(run, "add", str(tmp_path / "shut"))
    assert (told.exit_code, told.stderr) == (2, f"{tmp_path}/shut: Permission denied\n")


# New questions


def test_a_file_is_made_when_the_database_is_damaged(run: Run, bank: Path) -> None:
    file = paths.ensure_folder(paths.data_folder()) / "progress.sqlite"
    file.write_bytes(b"garbage" * 1000)
    told = english(run, "new", "fresh", "--kind", "single", "--chapter", "convolution")
    assert told.exit_code == 0
    assert "whether it was answered before could not be looked up" in told.stderr
    assert (bank / "convolution" / "fresh.yaml").is_file()


def test_a_file_that_can_not_be_written_is_told_by_its_own_name(run: Run, sem: Path) -> None:
    (sem / "convolution").rename(sem / "before")
    (sem / "convolution").write_text("", encoding="utf-8")
    told = english(run, "new", "sem:y", "--kind", "single", "--chapter", "convolution")
    assert told.exit_code == 2
    assert f"can't write {sem}/convolution/y.yaml: File exists" in told.stderr


# Numbers and faults of the system


@pytest.mark.parametrize(
    "command",
    [
        ("bank", "reports", "--settle"),
        ("exam", "--result"),
        ("exam", "--take-back"),
        ("exam", "--give-up"),
    ],
)
def test_a_number_that_no_record_can_have_is_refused(run: Run, command: tuple[str, ...]) -> None:
    told = run(*command, str(2**63))
    assert told.exit_code == 2
    assert "not in the range" in told.stderr


def test_what_the_system_refuses_is_a_line_and_no_traceback(run: Run, bank: Path) -> None:
    place = bank / "schema" / "question.schema.json"
    place.mkdir(parents=True)
    told = run("bank", "schema", "--write")
    assert (told.exit_code, told.stderr) == (2, f"{place}: Is a directory\n")
    assert run("config", "language", "ja").exit_code == 0
    assert run("bank", "schema", "--write").stderr == f"{place}: ファイルではなくフォルダです\n"
