"""Reviews are bound to the content that was reviewed, and are written into a file without touching the rest of it."""

from pathlib import Path

import pytest

from quizapp.bank.catalog import load
from quizapp.bank.content import content_hash
from quizapp.bank.editing import NotEditable
from quizapp.bank.lint import lint
from quizapp.bank.reader import Unreadable
from quizapp.bank.schema import Status
from quizapp.bank.signing import change_status, sign
from tests.bank.conftest import NUMERIC, SINGLE, Write


def hashed(folder: Path, write: Write, changes: dict[str, str], source: str = SINGLE) -> str:
    write("one", source, changes)
    return content_hash(load(folder).find("one"))


def signed(folder: Path, name: str, by: str) -> str:
    entry = load(folder).entries[name]
    sign(entry.document.file, entry.question, by)
    return entry.document.file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "changes",
    [
        {"en: More padding": "en: Less padding"},
        {"ja: 逆である。": "ja: 反対である。"},
        {"ja: 出力を小さくするのはどれか。": "ja: 出力を大きくするのはどれか。"},
        {"level: 1": "level: 1\nfixed_order: true"},
        {"id: c,": "id: d,"},
    ],
)
def test_an_edit_of_what_is_seen_or_judged_is_other_content(
    folder: Path, write: Write, changes: dict[str, str]
) -> None:
    assert hashed(folder, write, changes) != hashed(folder, write, {})


@pytest.mark.parametrize(
    "changes",
    [
        {"en: It is divided by the stride.": "en: Division."},
        {"level: 1": "level: 3\nseconds: 90"},
        {"status: ready": "status: draft"},
        {"id: b, text": "id: b, misconception: padding-shrinks, text"},
        {"en: Which makes the output smaller?": "en: 'Which makes the output smaller?'"},
        {"stem: {ja: 出力を小さくするのはどれか。, en": "stem: {ja: '出力を小さくするのはどれか。 ', en"},
    ],
)
def test_an_edit_of_what_teaches_or_sorts_is_the_same_content(
    folder: Path, write: Write, changes: dict[str, str]
) -> None:
    assert hashed(folder, write, changes) == hashed(folder, write, {})


def test_a_changed_value_of_a_mistake_is_other_content(folder: Path, write: Write) -> None:
    assert hashed(folder, write, {"2.667": "2.7"}, NUMERIC) != hashed(folder, write, {}, NUMERIC)


def test_a_signature_adds_lines_and_changes_no_other(folder: Path, write: Write) -> None:
    file = write("one", "# A comment\n" + SINGLE + "# The end\n")
    before = file.read_text(encoding="utf-8")
    after = signed(folder, "one", "blind")
    assert after.startswith(before)
    (review,) = load(folder).find("one").reviewed_by
    assert (review.by, review.content) == ("blind", content_hash(load(folder).find("one")))


def test_a_second_reviewer_is_added_and_the_first_one_replaces_his_own_record(folder: Path, write: Write) -> None:
    file = write("one")
    signed(folder, "one", "blind")
    signed(folder, "one", "山田 花子")
    write_again = file.read_text(encoding="utf-8").replace("More padding", "Much padding")
    file.write_text(write_again, encoding="utf-8")
    signed(folder, "one", "blind")
    now = load(folder).find("one")
    assert [review.by for review in now.reviewed_by] == ["blind", "山田 花子"]
    assert [review.content == content_hash(now) for review in now.reviewed_by] == [True, False]


@pytest.mark.parametrize(
    ("records", "names"),
    [
        ("reviewed_by: []  # nobody", "b"),
        ('reviewed_by: [{by: a, content: "0123456789abcdef"}]', "ab"),
        ("reviewed_by:\n  - by: 'a'  # the author\n    content: '0123456789abcdef'\n  # more to come", "ab"),
        ("reviewed_by:\n- {by: a, content: '0123456789abcdef'}", "ab"),
        ("reviewed_by:\n  - by: b\n    content: '0123456789abcdef'\n    answered: wrong", "b"),
    ],
)
def test_a_record_finds_its_place_in_any_layout_and_the_comments_stay(
    folder: Path, write: Write, records: str, names: str
) -> None:
    file = write("one", SINGLE, {"level: 1": f"level: 1\n{records}"})
    comments = file.read_text(encoding="utf-8").count("#")
    after = signed(folder, "one", "b")
    assert after.count("#") == comments
    reviews = {review.by: review for review in load(folder).find("one").reviewed_by}
    assert reviews["b"].content == content_hash(load(folder).find("one"))
    assert set(reviews) == set(names)


def test_names_that_yaml_would_misread_are_quoted(folder: Path, write: Write) -> None:
    write("one")
    for name in ("no", "O'Neill", "a: b", "#1", "2024-01-31", "{x}"):
        signed(folder, "one", name)
    assert [review.by for review in load(folder).find("one").reviewed_by] == [
        *("no", "O'Neill", "a: b", "#1", "2024-01-31", "{x}"),
    ]


def test_windows_line_ends_are_kept(folder: Path, write: Write) -> None:
    file = write("one")
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    signed(folder, "one", "blind")
    assert file.read_bytes().count(b"\r\n") == file.read_bytes().count(b"\n")


def test_a_status_is_replaced_where_it_stands_or_put_below_the_kind(folder: Path, write: Write) -> None:
    file = write("one", SINGLE, {"status: ready": "status: 'review'  # soon"})
    change_status(file, Status.READY)
    assert "kind: single\nstatus: 'ready'  # soon\n" in file.read_text(encoding="utf-8")
    file = write("two", SINGLE, {"status: ready\n": ""})
    change_status(file, Status.REVIEW)
    assert "kind: single\nstatus: review\ntopics" in file.read_text(encoding="utf-8")


def test_a_file_that_changed_its_meaning_on_the_way_is_not_written(folder: Path, write: Write) -> None:
    file = write("one")
    entry = load(folder).entries["one"]
    file.write_text("{id: one}\n", encoding="utf-8")
    with pytest.raises(NotEditable):
        sign(file, entry.question, "blind")
    file.write_text("id: [one\n", encoding="utf-8")
    with pytest.raises(Unreadable):
        sign(file, entry.question, "blind")
    assert file.read_text(encoding="utf-8") == "id: [one\n"


def test_a_ready_question_changed_after_its_review_is_warned_of(folder: Path, write: Write) -> None:
    file = write("one")
    assert lint(load(folder)) == []
    signed(folder, "one", "blind")
    assert lint(load(folder)) == []
    file.write_text(file.read_text(encoding="utf-8").replace("More padding", "Much padding"), encoding="utf-8")
    (fault,) = lint(load(folder))
    assert (fault.code, fault.severity, fault.line) == ("review_stale", "warning", 16)
    signed(folder, "one", "other")
    assert lint(load(folder)) == []


def test_see_also_names_other_questions_and_families(folder: Path, write: Write) -> None:
    write("two", NUMERIC)
    write("one", SINGLE, {"level: 1": "level: 1\nsee_also: [two, convolution.output_size]"})
    assert lint(load(folder)) == []
    write("one", SINGLE, {"level: 1": "level: 1\nsee_also: [three, convolution.nothing, one]"})
    assert [(fault.code, fault.column) for fault in lint(load(folder))] == [
        ("see_also_unknown", 12),
        ("see_also_unknown", 19),
        ("see_also_self", 40),
    ]


def test_only_what_is_wrong_comes_from_a_misconception(folder: Path, write: Write) -> None:
    write("one", SINGLE, {"id: a, correct: true,": "id: a, misconception: x, correct: true,"})
    assert [fault.code for fault in load(folder).faults] == ["form_misconception"]
    write("one", NUMERIC, {"value: 2.667,": "value: 2.667, misconception: inverse-for-ratio,"})
    assert load(folder).find("one").mistakes["inverted"].misconception == "inverse-for-ratio"


@pytest.mark.parametrize(
    ("by", "disputed", "code"),
    [("", None, "sign_no_name"), (" \n\u200b", None, "sign_no_name"), ("me", "   ", "sign_no_reason")],
)
def test_an_empty_name_or_reason_is_refused_in_words_and_the_file_stays(
    folder: Path, write: Write, by: str, disputed: str | None, code: str
) -> None:
    file = write("one")
    before = file.read_bytes()
    with pytest.raises(NotEditable) as refused:
        sign(file, load(folder).find("one"), by, disputed=disputed)
    assert refused.value.fault.code == code
    assert refused.value.fault.words("ja") != refused.value.fault.words("en")
    assert file.read_bytes() == before


def test_a_long_name_and_a_long_reason_are_cut_and_the_question_stays_readable(folder: Path, write: Write) -> None:
    file = write("one")
    sign(file, load(folder).find("one"), "  " + "n" * 5_000, disputed="two\nlines " + "r" * 5_000)
    (review,) = load(folder).find("one").reviewed_by
    assert review.by == "n" * 200
    assert review.disputed == ("two lines " + "r" * 200)[:200]


def test_where_twenty_have_signed_the_oldest_stale_record_gives_way(folder: Path, write: Write) -> None:
    file = write("one")
    for number in range(20):
        if number == 3:
            file.write_text(file.read_text(encoding="utf-8").replace("More padding", "Much padding"), encoding="utf-8")
        signed(folder, "one", f"r{number}")
    signed(folder, "one", "r0")
    signed(folder, "one", "late")
    names = [review.by for review in load(folder).find("one").reviewed_by]
    assert names == ["r0", "late", *(f"r{number}" for number in range(2, 20))]
    signed(folder, "one", "later")
    before = file.read_bytes()
    with pytest.raises(NotEditable) as refused:
        signed(folder, "one", "latest")
    assert (refused.value.fault.code, file.read_bytes()) == ("sign_full", before)
    assert "20" in refused.value.fault.words("en")


def test_who_disputes_it_as_it_stands_cannot_sign_it_away(folder: Path, write: Write) -> None:
    file = write("one")
    sign(file, load(folder).find("one"), "Hana", "wrong", "two are right", seed=7)
    before = file.read_bytes()
    with pytest.raises(NotEditable) as refused:
        sign(file, load(folder).find("one"), "Hana")
    assert "two are right" in refused.value.fault.words("en")
    assert file.read_bytes() == before
    file.write_text(file.read_text(encoding="utf-8").replace("More padding", "Much padding"), encoding="utf-8")
    sign(file, load(folder).find("one"), "Hana")
    assert [review.disputed for review in load(folder).find("one").reviewed_by] == [None]


def test_the_seed_of_what_was_answered_blind_is_kept_with_the_result(folder: Path, write: Write) -> None:
    file = write("one", SINGLE, {"level: 1": "level: 1\nreviewed_by:\n  - by: b\n    content: '0123456789abcdef'"})
    for seed in (7, 2**31 - 1):
        sign(file, load(folder).find("one"), "b", "correct", seed=seed)
        (review,) = load(folder).find("one").reviewed_by
        assert (review.answered, review.seed) == ("correct", seed)
