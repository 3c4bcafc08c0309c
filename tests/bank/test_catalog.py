"""Loading a bank: what is broken is told with its place, and the rest loads."""

import os
from pathlib import Path

import pytest

from quizapp.bank.catalog import NoBank, UnknownQuestion, load, revision
from quizapp.bank.store import Store
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
        ({"kind: single": "kind: guess"}, "type_enum", 2),
        ({"correct: true": "correct: false"}, "form_one_right", 1),
        ({"id: c,": "id: b,"}, "form_choice_twice", 1),
        ({"level: 1": "level: 1\nlevel: 2"}, "duplicate_key", 8),
        ({"en: A larger stride": 'en: "\\frac{1}{2}"'}, "backslash_in_quotes", 10),
        ({"level: 1": "level: 9"}, "type_less_than_equal", 7),
        ({"level: 1": "level: '1'"}, "type_int_type", 7),
        ({"keywords: [パディング, ストライド]": "keywords: []"}, "type_too_short", 6),
        ({"en: A larger stride": "en: " + "x" * 9_000}, "type_string_too_long", 10),
        ({"id: question\n": "id: 5\n"}, "type_string_type", 1),
        ({"level: 1": "level: 1\nanswer: {kind: guess}"}, "type_union_tag_invalid", 8),
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


def test_the_file_that_is_named_after_the_id_keeps_it_though_a_copy_comes_first(folder: Path, write: Write) -> None:
    copied = write("dup", SINGLE, {"id: dup": "id: held-q"})
    held = write("held-q")
    between = write("even", SINGLE, {"id: even": "id: held-q"})
    catalog = load(folder)
    assert catalog.entries["held-q"].file == held
    wrong = [(fault.file, fault.code) for fault in catalog.faults]
    assert sorted(wrong) == [(file, code) for file in (copied, between) for code in ("duplicate_id", "name_differs")]
    assert {fault.values["other"] for fault in catalog.faults if fault.code == "duplicate_id"} == {str(held)}
    assert catalog.reload().entries["held-q"].file == held


def test_of_two_files_named_after_an_id_the_one_in_the_right_chapter_keeps_it(folder: Path, write: Write) -> None:
    right = write("one")
    (folder / "a-copy").mkdir()
    (folder / "a-copy" / "one.yaml").write_bytes(right.read_bytes())
    assert load(folder).entries["one"].file == right


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


def test_a_revision_changes_with_the_meaning_and_not_with_what_only_teaches(folder: Path, write: Write) -> None:
    def revised(source: str, changes: dict[str, str]) -> str:
        write("one", source, changes)
        return revision(load(folder).find("one"))

    original = revised(SINGLE, {})
    assert revised(SINGLE, {"en: It is divided by the stride.": "en: Division."}) == original
    assert revised(SINGLE, {"en: Unrelated.": "en: No."}) == original
    assert revised(SINGLE, {"level: 1": "level: 2"}) == original
    assert revised(SINGLE, {"en: More padding": "en: Less padding"}) != original
    assert revised(SINGLE, {"ja: 出力を小さくするのはどれか。": "ja: 出力を大きくするのはどれか。"}) != original


def test_a_revision_of_a_set_follows_its_parts_and_its_material(folder: Path, write: Write) -> None:
    from tests.bank.test_sets import SET

    def revised(changes: dict[str, str]) -> str:
        write("one", SET, changes)
        return revision(load(folder).find("one"))

    original = revised({})
    assert revised({"en: Thirteen.": "en: It is 13."}) == original
    for changes in (
        {"en: 'Twice that, plus 1?'": "en: 'Thrice that?'"},
        {"value: 6, decimals: 2, verify: '2*3'": "value: 7, decimals: 2, verify: '7'"},
        {"y: [0.9, 0.5, 0.4]": "y: [0.9, 0.5, 0.3]"},
        {"# price $5": "# price $6"},
    ):
        assert revised(changes) != original


def test_what_stands_in_the_place_of_a_question_file_is_told(folder: Path, write: Write) -> None:
    write("one")
    (folder / "convolution" / "two.yaml").mkdir()
    (folder / "convolution" / "three.yml").write_text("id: three\n", encoding="utf-8")
    (folder / "convolution" / "four.yaml").symlink_to(folder / "nowhere.yaml")
    catalog = load(folder)
    assert list(catalog.entries) == ["one"]
    assert {(fault.file.name, fault.code) for fault in catalog.faults} == {
        ("two.yaml", "not_a_file"),
        ("three.yml", "wrong_suffix"),
        ("four.yaml", "not_a_file"),
    }


def test_a_name_that_is_not_utf8_is_told_with_its_bytes_and_the_rest_is_read_and_kept(
    folder: Path, write: Write, tmp_path_factory: pytest.TempPathFactory
) -> None:
    source = write("one").read_bytes()
    for name in (b"convolution/bad\xff.yaml", b"convolution/bad\xfe.yml", b"chapter\xff/two.yaml"):
        place = Path(os.fsdecode(os.fsencode(folder) + b"/" + name))
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(source)
    kept = Store(tmp_path_factory.mktemp("kept") / "bank.sqlite")
    catalog = load(folder, store=kept)
    assert list(catalog.entries) == ["one"]
    assert {str(fault.file.relative_to(folder)): fault.code for fault in catalog.faults} == {
        r"convolution/bad\xff.yaml": "not_utf8_name",
        r"convolution/bad\xfe.yml": "not_utf8_name",
        r"chapter\xff/two.yaml": "not_utf8_name",
    }
    assert all(fault.place.isascii() and fault.words("ja") for fault in catalog.faults)
    assert list(kept.rows()) == ["convolution/one.yaml"]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("tracks.yaml", "[]"),
        ("tracks.yaml", "tracks: [5]"),
        ("syllabus.yaml", "edition: '1'\nfields: 3"),
        ("syllabus.yaml", "edition: 1\nfields: []"),
    ],
)
def test_a_curriculum_of_another_form_is_told_in_words(folder: Path, file: str, text: str) -> None:
    (folder / file).write_text(text + "\n", encoding="utf-8")
    with pytest.raises(NoBank) as caught:
        load(folder)
    assert caught.value.fault.file.name == file
    assert caught.value.fault.words("ja") != caught.value.fault.words("en")


def test_a_text_that_shows_a_number_that_is_not_drawn_makes_the_question_unaskable(folder: Path, write: Write) -> None:
    from calculators.problems import NoProblem
    from quizapp.bank.variants import draw

    write("one", SINGLE, {"en: Unrelated.": "en: 'Not {{nn}}.'"})
    with pytest.raises(NoProblem, match="nn"):
        draw(load(folder).find("one"), 1)
