"""Loading a bank: what is broken is told with its place, and the rest loads."""

from pathlib import Path

import pytest

from quizapp.bank.catalog import NoBank, UnknownQuestion, load, revision
from tests.bank.conftest import NUMERIC, SINGLE, Write


def test_questions_are_found_by_id_chapter_topic_section_and_keyword(folder: Path, write: Write) -> None:
    write("one")
    write("two", NUMERIC)
    catalog = load(folder)
    assert catalog.faults == ()
    assert catalog.find("one").stem["en"] == "Which makes the output smaller?"
    assert catalog.in_chapter("convolution") == ("one", "two")
    assert catalog.on_topic("3.4.1") == ("one", "two")
    assert catalog.in_section("zero.7") == ("one", "two")
    assert catalog.with_keyword("ストライド") == ("one",)
    assert catalog.on_topic("3.4.3") == ()
    with pytest.raises(UnknownQuestion):
        catalog.find("three")


def test_one_broken_file_is_told_with_line_and_column_and_the_others_load(folder: Path, write: Write) -> None:
    write("good")
    broken = write("broken", SINGLE, {"level: 1": "level: high"})
    catalog = load(folder)
    assert list(catalog.entries) == ["good"]
    (fault,) = catalog.faults
    assert (fault.file, fault.line, fault.column) == (broken, 7, 8)
    assert fault.place == f"{broken}:7:8"


@pytest.mark.parametrize(
    ("changes", "code", "line"),
    [
        ({"level: 1\n": ""}, "missing", 1),
        ({"level: 1": "levle: 1"}, "unknown_field", 7),
        ({", en: Unrelated.": ""}, "missing_language", 12),
        ({"kind: single": "kind: guess"}, "wrong_type", 2),
        ({"correct: true": "correct: false"}, "wrong_type", 1),
        ({"id: c,": "id: b,"}, "wrong_type", 1),
        ({"level: 1": "level: 1\nlevel: 2"}, "duplicate_key", 8),
        ({"en: A larger stride": 'en: "\\frac{1}{2}"'}, "backslash_in_quotes", 10),
    ],
)
def test_each_fault_of_form_names_its_line(
    folder: Path, write: Write, changes: dict[str, str], code: str, line: int
) -> None:
    write("question", SINGLE, changes)
    faults = load(folder).faults
    assert (code, line) in [(fault.code, fault.line) for fault in faults]
    assert all(fault.words("ja") and fault.words("en") for fault in faults)


def test_an_id_that_is_used_twice_keeps_the_first_and_tells_the_second(folder: Path, write: Write) -> None:
    write("one")
    second = write("two", SINGLE, {"id: two": "id: one"})
    catalog = load(folder)
    assert list(catalog.entries) == ["one"]
    assert [(fault.file, fault.code) for fault in catalog.faults] == [
        (second, "name_differs"),
        (second, "duplicate_id"),
    ]


def test_a_question_in_the_wrong_chapter_is_told_and_loads(folder: Path, write: Write) -> None:
    write("one", SINGLE, {'topics: ["3.4.1"]': 'topics: ["3.5.1"]'})
    catalog = load(folder)
    assert "one" in catalog.entries
    assert [fault.code for fault in catalog.faults] == ["wrong_chapter"]


def test_a_folder_without_a_syllabus_is_no_bank(tmp_path: Path) -> None:
    with pytest.raises(NoBank) as caught:
        load(tmp_path)
    assert caught.value.fault.file == tmp_path / "syllabus.yaml"


def test_a_syllabus_of_another_form_is_no_bank(folder: Path) -> None:
    (folder / "syllabus.yaml").write_text("edition: '1'\n", encoding="utf-8")
    with pytest.raises(NoBank):
        load(folder)


def test_reloading_reads_only_what_changed(folder: Path, write: Write) -> None:
    write("one")
    write("two", NUMERIC)
    catalog = load(folder)
    write("two", NUMERIC, {"level: 2": "level: 4"})
    again = catalog.reload()
    assert again.entries["one"] is catalog.entries["one"]
    assert again.find("two").level == 4


def test_a_revision_changes_with_the_meaning_and_not_with_the_explanation(folder: Path, write: Write) -> None:
    def revised(changes: dict[str, str]) -> str:
        write("one", SINGLE, changes)
        return revision(load(folder).find("one"))

    original = revised({})
    assert revised({"en: It is divided by the stride.": "en: Division."}) == original
    assert revised({"en: More padding": "en: Less padding"}) != original
    assert revised({"ja: 出力を小さくするのはどれか。": "ja: 出力を大きくするのはどれか。"}) != original
