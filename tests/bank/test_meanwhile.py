"""Another program writes a question file between the look at it and the writing: what was not seen stays as it is."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from quizapp.bank.authoring import Refused, as_it_is, change_status, write_status
from quizapp.bank.catalog import load
from quizapp.bank.editing import NotEditable, save, write_over
from quizapp.bank.lint_layout import fix_file, fixed_text
from quizapp.bank.reader import Unreadable
from quizapp.bank.schema import Status
from quizapp.bank.signing import sign
from tests.bank.conftest import SINGLE, Write


def changed(file: Path, old: str, new: str) -> bytes:
    """What another program wrote: a piece of the text replaced."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    return file.read_bytes()


def test_a_content_that_was_not_looked_at_is_not_signed(folder: Path, write: Write) -> None:
    file = write("one")
    seen = load(folder).find("one")
    after = changed(file, "More padding", "Less padding")
    with pytest.raises(NotEditable) as refused:
        sign(file, seen, "Hana", "correct")
    assert refused.value.fault.code == "sign_changed"
    assert "review it as it is now" in refused.value.fault.words("en")
    assert file.read_bytes() == after


def test_what_only_teaches_may_change_between_the_answer_and_the_signature(folder: Path, write: Write) -> None:
    file = write("one")
    seen = load(folder).find("one")
    changed(file, "It is divided by the stride.", "The stride divides it.")
    sign(file, seen, "Hana")
    assert [review.by for review in load(folder).find("one").reviewed_by] == ["Hana"]


def test_a_key_moved_in_the_file_since_the_bank_was_read_does_not_become_ready(folder: Path, write: Write) -> None:
    file = write("one", SINGLE, {"status: ready": "status: review"})
    sign(file, load(folder).find("one"), "Hana")
    catalog = load(folder)
    assert catalog.find("one").reviewed_by
    changed(file, "correct: true, text: {ja: ストライド", "feedback: {ja: 違う。, en: No.}, text: {ja: ストライド")
    after = changed(file, "feedback: {ja: 逆である。, en: The opposite.}", "correct: true")
    assert load(folder).faults == ()
    with pytest.raises(Refused) as refused:
        change_status(catalog, "one", Status.READY)
    assert refused.value.code == "not_reviewed"
    assert file.read_bytes() == after


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [("level: 1", "level: [1]", "unreadable_question"), ("id: one", "id: two", "other_id")],
)
def test_a_file_that_holds_no_question_of_the_id_any_more_gets_no_status(
    folder: Path, write: Write, old: str, new: str, code: str
) -> None:
    file = write("one")
    catalog = load(folder)
    after = changed(file, old, new)
    with pytest.raises(Refused) as refused:
        change_status(catalog, "one", Status.REVIEW)
    assert refused.value.code == code
    assert refused.value.words("ja") != refused.value.words("en")
    assert file.read_bytes() == after


def test_a_status_found_right_for_what_the_file_held_is_not_written_into_another_content(
    folder: Path, write: Write
) -> None:
    file = write("one")
    entry = as_it_is(load(folder).entries["one"])
    after = changed(file, "More padding", "Less padding")
    with pytest.raises(NotEditable) as refused:
        write_status(entry, Status.REVIEW)
    assert refused.value.fault.code == "file_changed"
    assert file.read_bytes() == after


def test_the_mending_looks_at_the_file_as_it_is_and_not_at_what_was_read_before(folder: Path, write: Write) -> None:
    spoiled = {"ja: ストライドで割る。": "ja: 'ストライドで割る, 次に。'"}
    file = write("one", SINGLE, spoiled)
    entry = load(folder).entries["one"]
    entry.document  # noqa: B018  # read now, as a lint that went before has it
    # Above and beside the place that was known, other text stands now.
    after = changed(file, "explanation:", "hint: {ja: 'あれ, これ。', en: 'That, or this.'}\nexplanation:").decode()
    assert fix_file(entry) == 2
    assert file.read_text(encoding="utf-8") == after.replace("あれ, これ", "あれ、これ").replace("割る, 次", "割る、次")


def test_a_text_is_mended_at_its_own_places(folder: Path, write: Write) -> None:
    write("one", SINGLE, {"ja: ストライドで割る。": "ja: 'ストライドで割る, 次に。'"})
    entry = load(folder).entries["one"]
    text = "# first\n" + entry.file.read_text(encoding="utf-8")
    assert fixed_text(entry, text) == (text.replace("割る, 次", "割る、次"), 1)
    assert fixed_text(entry, "id: [") == ("id: [", 0)


def test_a_file_that_became_no_text_is_told_and_not_mended(folder: Path, write: Write) -> None:
    file = write("one", SINGLE, {"level: 1": "level: 1   "})
    entry = load(folder).entries["one"]
    file.write_bytes("id: 畳み込み".encode("shift_jis"))
    with pytest.raises(Unreadable):
        fix_file(entry)


def test_a_file_written_while_it_is_being_edited_keeps_what_the_other_program_wrote(folder: Path, write: Write) -> None:
    file = write("one")

    def meanwhile(source: str) -> str:
        changed(file, "More padding", "Less padding")
        return source.replace("level: 1", "level: 2")

    with pytest.raises(NotEditable) as refused:
        save(file, meanwhile, lambda data: {**data, "level": 2})
    assert refused.value.fault.code == "file_changed"
    assert "Less padding" in file.read_text(encoding="utf-8")
    assert "level: 1" in file.read_text(encoding="utf-8")


def test_a_read_only_file_is_not_replaced(folder: Path, write: Write) -> None:
    file = write("one")
    before = file.read_bytes()
    file.chmod(0o444)
    with pytest.raises(PermissionError):
        sign(file, load(folder).find("one"), "Hana")
    with pytest.raises(PermissionError):
        write_over(file, before, b"id: two")
    assert file.read_bytes() == before
    assert stat.S_IMODE(file.stat().st_mode) == 0o444
