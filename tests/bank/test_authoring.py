"""A question on its way: from a template, through checks while it is written, to ready."""

from pathlib import Path

import pytest

from quizapp.bank.authoring import TRANSITIONS, Refused, change_status, check_text, new_question, new_text
from quizapp.bank.catalog import load
from quizapp.bank.lint import lint
from quizapp.bank.schema import Kind, Status
from quizapp.bank.signing import sign
from quizapp.bank.stress import stress_question
from quizapp.bank.templates import Languages
from quizapp.bank.variants import draw, render
from tests.bank.conftest import SINGLE, Write
from tests.bank.test_drawn import DRAWN


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
    assert caught.value.code == "not_reviewed"
    reviewed(folder, write, "review")
    file = folder / "convolution" / "one.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("パディング, ス", "パテ, ス"), encoding="utf-8")
    with pytest.raises(Refused) as caught:
        change_status(load(folder), "one", Status.READY)
    assert caught.value.code == "has_errors"
