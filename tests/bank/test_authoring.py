"""A question on its way: from a template, through checks while it is written, to ready."""

from pathlib import Path

import pytest

from quizapp.bank.authoring import TRANSITIONS, Refused, change_status, check_text, may_become, new_question, new_text
from quizapp.bank.banks import OwnBank
from quizapp.bank.catalog import load
from quizapp.bank.entries import Entry
from quizapp.bank.lint import lint
from quizapp.bank.lint_alone import read_alone
from quizapp.bank.schema import Kind, Status
from quizapp.bank.signing import sign
from quizapp.bank.stress import stress_question
from quizapp.bank.templates import Languages
from quizapp.bank.variants import draw, render
from tests.bank.conftest import SINGLE, SYLLABUS, Write
from tests.bank.test_drawn import DRAWN
from tests.bank.test_holding import at_once


@pytest.mark.parametrize("words", ["ja", "en"])
@pytest.mark.parametrize("kind", Kind)
def test_a_new_file_of_each_kind_is_sound_but_for_its_texts(folder: Path, kind: Kind, words: str) -> None:
    file = new_question(load(folder), "my-question", kind, "convolution", "both", words)
    catalog = load(folder)
    assert catalog.faults == ()
    assert [fault.code for fault in lint(catalog)] == ["template_text"]
    question = catalog.find("my-question")
    assert (question.kind, question.status) == (kind, Status.DRAFT)
    text = file.read_text(encoding="utf-8")
    assert ("never changes" in text) == (words == "en")
    assert "«" not in text
    if question.given:
        assert stress_question(question).findings == ()


@pytest.mark.parametrize("languages", ["ja", "en"])
@pytest.mark.parametrize("kind", Kind)
def test_a_new_file_in_one_language_can_be_shown_from_the_start(folder: Path, kind: Kind, languages: Languages) -> None:
    new_question(load(folder), "my-question", kind, "convolution", languages)
    catalog = load(folder)
    assert catalog.faults == ()
    assert [
        fault for fault in lint(catalog) if fault.code in ("no_blank", "placeholders_differ", "unshown_number")
    ] == []
    question = catalog.find("my-question")
    for part in question.part_names:
        variant = draw(question, 1, part=part)
        missing = "en" if languages == "ja" else "ja"
        assert "…" in render(question, variant, missing).stem
        assert "…" not in render(question, variant, languages).stem


@pytest.mark.parametrize(
    ("name", "chapter", "code"),
    [
        ("taken", "convolution", "id_taken"),
        ("My Question", "convolution", "no_id"),
        ("../evil", "convolution", "no_id"),
        ("a" * 61, "convolution", "id_too_long"),
        ("new", "nowhere", "no_chapter"),
        ("new", "../..", "no_chapter"),
        ("new", "recurrent", "no_topics"),
    ],
)
def test_a_new_file_that_can_not_be_is_refused(folder: Path, write: Write, name: str, chapter: str, code: str) -> None:
    write("taken")
    with pytest.raises(Refused) as caught:
        new_text(load(folder), name, Kind.SINGLE, chapter)
    assert caught.value.code == code


def test_a_text_is_checked_as_its_file_would_be_before_it_is_written(folder: Path, write: Write) -> None:
    file = write("one", DRAWN)
    catalog = load(folder)
    text = DRAWN.format(id="one").replace("  - answer >= 4", "  - |\n    answer >=\n    4 + oops")
    checked = check_text(catalog, text, file)
    (fault,) = checked.faults
    assert (fault.code, fault.line, fault.column, checked.errors) == ("expression_unknown_name", 20, 9, 1)
    assert check_text(catalog, DRAWN.format(id="one"), file).faults == ()
    assert file.read_text(encoding="utf-8") == DRAWN.format(id="one")


def test_a_text_without_one_of_its_languages_can_be_previewed(folder: Path) -> None:
    text = SINGLE.format(id="one").replace(", en: Unrelated.", "")
    checked = check_text(load(folder), text, folder / "convolution" / "one.yaml")
    assert checked.question is None
    assert checked.preview is not None
    assert checked.preview.choices is not None
    assert checked.preview.choices[2].feedback is not None
    assert checked.preview.choices[2].feedback.en == "関係ない。"
    assert [fault.code for fault in checked.faults] == ["missing_language"]


@pytest.mark.parametrize("text", ["", "id: [", "id: 5", "- a", "\x00", "level: high", "kind: set\nparts: 3"])
def test_any_text_can_be_checked(folder: Path, text: str) -> None:
    checked = check_text(load(folder), text, folder / "convolution" / "one.yaml")
    assert checked.question is None
    assert checked.errors == len(checked.faults) >= 1


def reviewed(folder: Path, write: Write, status: str, disputed: str | None = None) -> None:
    file = write("one", SINGLE, {"status: ready": f"status: {status}"})
    sign(file, load(folder).find("one"), "blind", "correct", disputed)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_dispute_is_told_by_whom_and_why_and_what_leads_on(folder: Path, write: Write, language: str) -> None:
    file = write("one", SINGLE, {"status: ready": "status: review"})
    question = load(folder).find("one")
    sign(file, question, "山田", "wrong", "正解が二つある")
    sign(file, question, "鈴木", "wrong", "図がない")
    sign(file, question, "佐藤", "correct")
    with pytest.raises(Refused) as caught:
        change_status(load(folder), "one", Status.READY)
    words = caught.value.words(language)
    told = ("山田", "正解が二つある", "鈴木", "図がない", "quizapp bank review one", "reviewed_by", str(file))
    assert [piece for piece in told if piece not in words] == []
    assert "佐藤" not in words
    assert not any(claim in words for claim in ("nobody", "署名がありません"))


def test_what_the_refusal_of_a_dispute_says_leads_on(folder: Path, write: Write) -> None:
    reviewed(folder, write, "review", disputed="two are right")
    file = folder / "convolution" / "one.yaml"
    sign(file, load(folder).find("one"), "Sato")
    disputed = file.read_text(encoding="utf-8")
    taken_back = "".join(line for line in disputed.splitlines(keepends=True) if "two are right" not in line)
    mended = disputed.replace("More padding", "Much padding")
    assert disputed not in (taken_back, mended)
    file.write_text(taken_back, encoding="utf-8")
    change_status(load(folder), "one", Status.READY)
    file.write_text(mended, encoding="utf-8")
    sign(file, load(folder).find("one"), "blind")
    change_status(load(folder), "one", Status.READY)
    assert load(folder).find("one").status is Status.READY


@pytest.mark.parametrize("ahead", [False, True])
def test_of_one_new_id_begun_at_once_in_several_chapters_one_is_made(folder: Path, ahead: bool) -> None:
    further = """
      - {code: "3.1", ja: 順伝播, en: Forward, topics: [{code: "3.1.1", exam: true, ja: 層, en: L, keywords: [MLP]}]}
      - {code: "3.5", ja: 再帰, en: Recurrent, topics: [{code: "3.5.1", exam: true, ja: 列, en: R, keywords: [RNN]}]}
"""
    (folder / "syllabus.yaml").write_text(SYLLABUS.rstrip() + further, encoding="utf-8")
    catalog, chapters = load(folder), ("convolution", "recurrent", "feedforward")
    made: list[Path] = []
    refused: list[str] = []

    def begin(number: int) -> None:
        try:
            made.append(new_question(catalog, "again", Kind.SINGLE, chapters[number]))
        except Refused as error:
            refused.append(error.code)

    if ahead:
        begin(0)
    at_once(3, begin)
    assert (len(made), set(refused), len(list(folder.glob("*/again.yaml")))) == (1, {"id_taken"}, 1)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("wanted", Status)
def test_a_question_goes_only_where_it_may(folder: Path, write: Write, status: Status, wanted: Status) -> None:
    reviewed(folder, write, status.value)
    if wanted in TRANSITIONS[status]:
        change_status(load(folder), "one", wanted)
        assert load(folder).find("one").status is wanted
    else:
        with pytest.raises(Refused) as caught:
            change_status(load(folder), "one", wanted)
        assert caught.value.code == "no_transition"


def test_only_what_was_reviewed_as_it_stands_becomes_ready(folder: Path, write: Write) -> None:
    reviewed(folder, write, "review")
    file = folder / "convolution" / "one.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("More padding", "Much padding"), encoding="utf-8")
    with pytest.raises(Refused) as caught:
        change_status(load(folder), "one", Status.READY)
    assert caught.value.code == "not_reviewed"


def test_what_is_disputed_or_has_errors_does_not_become_ready(folder: Path, write: Write) -> None:
    reviewed(folder, write, "review", disputed="two are right")
    with pytest.raises(Refused) as caught:
        change_status(load(folder), "one", Status.READY)
    assert caught.value.code == "still_disputed"
    reviewed(folder, write, "review")
    file = folder / "convolution" / "one.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("パディング, ス", "パテ, ス"), encoding="utf-8")
    with pytest.raises(Refused) as caught:
        change_status(load(folder), "one", Status.READY)
    assert caught.value.code == "has_errors"


@pytest.mark.parametrize(
    ("name", "chapter", "changes", "codes"),
    [
        ("other", "convolution", {}, ["name_differs"]),
        ("one", "recurrent", {}, ["wrong_chapter"]),
        ("one", "nowhere", {}, ["wrong_folder"]),
        ("one", "recurrent", {"パディング, ス": "パテ, ス"}, ["unknown_keyword", "wrong_chapter"]),
    ],
)
def test_what_stands_at_the_wrong_place_does_not_become_ready_and_all_its_errors_are_told(
    folder: Path, write: Write, name: str, chapter: str, changes: dict[str, str], codes: list[str]
) -> None:
    file = write("one", SINGLE, {"status: ready": "status: review"} | changes)
    sign(file, load(folder).find("one"), "blind", "correct")
    place = folder / chapter / f"{name}.yaml"
    place.parent.mkdir(exist_ok=True)
    file.rename(place)
    catalog = load(folder)
    errors = sorted(fault.code for fault in lint(catalog) if fault.severity == "error")
    with pytest.raises(Refused) as caught:
        change_status(catalog, "one", Status.READY)
    assert caught.value.code == "has_errors"
    assert caught.value.values["count"] == len(codes)
    assert sorted(fault.code for fault in caught.value.because) == errors == codes
    assert sorted(fault.code for fault in lint(catalog, ["one"]) if fault.severity == "error") == codes
    checked = check_text(catalog, place.read_text(encoding="utf-8"), place)
    assert sorted(fault.code for fault in checked.faults if fault.severity == "error") == codes


def test_a_copy_that_the_catalog_does_not_have_becomes_ready_neither(folder: Path, write: Write) -> None:
    write("one")
    copied = write("two", SINGLE, {"id: two": "id: one", "status: ready": "status: review"})
    sign(copied, load(folder).find("one"), "blind", "correct")
    catalog = load(folder)
    copy = read_alone(copied)
    assert isinstance(copy, Entry)
    with pytest.raises(Refused) as caught:
        may_become(catalog, copy, Status.READY)
    assert {"name_differs", "duplicate_id"} == {fault.code for fault in caught.value.because}


def test_a_file_whose_name_is_its_id_is_not_told_of_a_copy_while_it_is_written(folder: Path, write: Write) -> None:
    write("copy", SINGLE, {"id: copy": "id: held"})
    catalog = load(folder)
    file = write("held")
    text = file.read_text(encoding="utf-8")
    assert "duplicate_id" not in [fault.code for fault in check_text(catalog, text, file).faults]
    copy = folder / "convolution" / "copy-2.yaml"
    assert "duplicate_id" in [fault.code for fault in check_text(load(folder), text, copy).faults]


def test_an_id_that_is_too_long_with_its_bank_is_told_while_it_is_written(folder: Path, tmp_path: Path) -> None:
    own = OwnBank("seminar", tmp_path / "own")
    file = own.folder / "convolution" / f"{'a' * 55}.yaml"
    file.parent.mkdir(parents=True)
    checked = check_text(load(folder, own=[(own, None)]), SINGLE.format(id=file.stem), file)
    assert "own_id_too_long" in [fault.code for fault in checked.faults]
