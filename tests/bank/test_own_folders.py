"""The folders of banks of one's own: none leads out of itself, none vanishes without a word, none stays behind."""

import os
from pathlib import Path
from typing import Any

import pytest

from quizapp.bank.authoring import Refused, new_question
from quizapp.bank.banks import BankRefused, OwnBank, add_bank, earlier_names, own_banks
from quizapp.bank.catalog import Catalog, load, load_kept
from quizapp.bank.json_schema import put_schema, schema_text
from quizapp.bank.schema import Kind
from tests.bank.conftest import SINGLE, Write


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZAPP_HOME", str(tmp_path_factory.mktemp("home")))
    monkeypatch.delenv("QUIZAPP_QUESTIONS", raising=False)


@pytest.fixture
def lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder apart, for banks of one's own."""
    return tmp_path_factory.mktemp("lab")


def bank_in(folder: Path, name: str = "one") -> Path:
    (folder / "convolution").mkdir(parents=True)
    (folder / "convolution" / f"{name}.yaml").write_text(SINGLE.format(id=name), encoding="utf-8")
    return folder


def refusal(folder: Path, name: str | None = None, **options: bool) -> BankRefused:
    with pytest.raises(BankRefused) as caught:
        add_bank(folder, name, **options)
    return caught.value


def with_own(folder: Path, *banks: OwnBank) -> Catalog:
    return load(folder, own=[(bank, None) for bank in banks])


# Links


def test_a_folder_of_questions_that_is_a_link_out_of_its_checkout_is_no_bank(lab: Path) -> None:
    bank_in(lab / "secret")
    (lab / "checkout").mkdir()
    (lab / "checkout" / "questions").symlink_to("../secret")
    refused = refusal(lab / "checkout")
    assert (refused.code, refused.values["target"]) == ("own_outside", str(lab / "secret"))
    assert own_banks() == ()


def test_a_folder_that_was_swapped_for_a_link_is_neither_read_nor_written(folder: Path, lab: Path) -> None:
    bank_in(lab / "secret", "hidden")
    own = add_bank(bank_in(lab / "checkout" / "questions").parent)
    (lab / "checkout" / "questions").rename(lab / "before")
    (lab / "checkout" / "questions").symlink_to("../secret")
    catalog = load_kept(folder)
    assert list(catalog.entries) == []
    assert [(fault.code, fault.file) for fault in catalog.faults] == [("own_linked", own.folder)]
    with pytest.raises(Refused) as caught:
        new_question(catalog, "checkout:outside", Kind.SINGLE, "convolution")
    assert caught.value.code == "own_linked"
    assert [file.name for file in (lab / "secret").rglob("*.yaml")] == ["hidden.yaml"]


def test_a_link_on_the_way_to_a_bank_leads_out_of_it_too(folder: Path, lab: Path) -> None:
    bank_in(lab / "secret" / "deep", "hidden")
    own = add_bank(bank_in(lab / "checkout" / "deep"))
    (lab / "checkout").rename(lab / "before")
    (lab / "checkout").symlink_to("secret")
    assert [fault.code for fault in with_own(folder, own).faults] == ["own_linked"]


def test_a_bank_that_was_added_by_a_link_is_kept_by_the_folder_itself(folder: Path, lab: Path) -> None:
    bank_in(lab / "real")
    (lab / "link").symlink_to("real")
    own = add_bank(lab / "link")
    assert own == OwnBank("real", lab / "real")
    assert list(with_own(folder, own).entries) == ["real:one"]


def test_a_bank_whose_folder_has_moved_behind_a_link_is_added_again_under_its_name(folder: Path, lab: Path) -> None:
    add_bank(bank_in(lab / "seminar"))
    (lab / "seminar").rename(lab / "elsewhere")
    (lab / "seminar").symlink_to("elsewhere")
    assert add_bank(lab / "seminar", "seminar") == OwnBank("seminar", lab / "elsewhere")
    assert list(load_kept(folder).entries) == ["seminar:one"]


# Folders that can't be read


@pytest.mark.parametrize(("barred", "left"), [("questions/convolution", ["own:two"]), ("questions", [])])
def test_a_folder_that_can_not_be_read_is_told(
    folder: Path, lab: Path, monkeypatch: pytest.MonkeyPatch, barred: str, left: list[str]
) -> None:
    bank_in(lab / "questions")
    (lab / "questions" / "optimization").mkdir()
    text = SINGLE.format(id="two").replace('["3.4.1"]', '["3.4.3"]')
    (lab / "questions" / "optimization" / "two.yaml").write_text(text, encoding="utf-8")
    scan = os.scandir

    def scandir(place: Any) -> Any:
        if os.fspath(place) == str(lab / barred):
            raise PermissionError(13, "Permission denied", os.fspath(place))
        return scan(place)

    monkeypatch.setattr(os, "scandir", scandir)
    catalog = with_own(folder, OwnBank("own", lab / "questions"))
    assert list(catalog.entries) == left
    told = [fault for fault in catalog.faults if fault.code == "unreadable_folder"]
    assert [fault.file for fault in told] == [lab / barred]
    assert "Permission denied" in told[0].words("en")


def test_a_file_whose_name_ends_in_capitals_is_told_like_one_of_another_suffix(folder: Path, write: Write) -> None:
    write("one").rename(folder / "convolution" / "UP.YAML")
    (fault,) = load(folder).faults
    assert (fault.code, fault.values) == ("wrong_suffix", {"name": "UP.yaml"})


# Names


@pytest.mark.parametrize(
    ("folder_name", "suggested"),
    [("演習", "bank"), ("ＭＬゼミ", "ml"), ("2026-ml", "ml"), ("deep-learning-for-engineers", "deeplearningfore")],
)
def test_a_folder_that_can_not_name_a_bank_is_refused_with_a_name_that_can(
    lab: Path, folder_name: str, suggested: str
) -> None:
    refused = refusal(bank_in(lab / folder_name))
    assert (refused.code, refused.values["suggested"]) == ("own_no_name", suggested)
    add_bank(lab / folder_name, suggested)
    assert [bank.name for bank in own_banks()] == [suggested]
    again = refusal(bank_in(lab / "other" / folder_name)).values["suggested"]
    assert again == f"{suggested[:15]}2"


def test_a_folder_that_was_made_for_a_bank_is_taken_away_when_it_is_refused(lab: Path) -> None:
    assert refusal(lab / "new" / "演習", make=True).code == "own_no_name"
    assert list(lab.iterdir()) == []
    assert add_bank(lab / "new" / "演習", "enshu", make=True).folder.is_dir()


def test_a_folder_that_was_there_stays_when_it_is_refused(lab: Path) -> None:
    (lab / "演習").mkdir()
    refusal(lab / "演習", make=True)
    assert (lab / "演習").is_dir()


@pytest.mark.parametrize(
    ("given", "code"), [("~nosuch-user/bank", "own_no_home"), ("a\0b", "own_no_folder"), ("bad\udcff", "not_utf8_name")]
)
def test_a_folder_that_can_not_be_there_is_refused(given: str, code: str) -> None:
    assert refusal(Path(given), make=True).code == code


def test_the_bank_that_ships_is_no_bank_of_ones_own(
    folder: Path, write: Write, lab: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("one")
    monkeypatch.setenv("QUIZAPP_QUESTIONS", str(folder))
    (lab / "link").symlink_to(folder)
    for place in (folder, lab / "link"):
        assert refusal(place, "again").code == "own_is_shipped"


def test_answers_under_the_name_of_no_bank_that_there_is_are_known_by_their_questions(lab: Path) -> None:
    add_bank(bank_in(lab / "present"))
    answered = ["sem:one", "sem:two", "sem:gone", "present:one", "one", "old:other"]
    assert earlier_names("sem2", ["sem2:one", "sem2:two", "sem2:three"], answered) == {"sem": 2}
    assert earlier_names("sem", ["sem:one"], answered) == {}


# The schema


@pytest.mark.parametrize("size", [None, 5_000_000])
def test_what_is_no_schema_is_neither_waited_for_nor_read_whole(lab: Path, size: int | None) -> None:
    place = lab / "schema" / "question.schema.json"
    place.parent.mkdir()
    if size is None:
        os.mkfifo(place)
    else:
        place.write_bytes(b" " * size + schema_text().encode())
    before = place.stat()
    put_schema(lab)
    assert place.stat().st_ino == before.st_ino


def test_a_schema_of_an_earlier_version_is_replaced(lab: Path) -> None:
    place = lab / "schema" / "question.schema.json"
    place.parent.mkdir()
    place.write_text('{"title": "Question"}', encoding="utf-8")
    put_schema(lab)
    assert place.read_text(encoding="utf-8") == schema_text()


# New questions


@pytest.mark.parametrize(
    ("name", "code"),
    [(":one", "no_id"), ("lab:", "no_id"), (f"lab:{'a' * 60}", "id_too_long"), ("a" * 61, "id_too_long")],
)
def test_an_id_that_can_not_be_had_is_refused_for_what_is_wrong_with_it(
    folder: Path, lab: Path, name: str, code: str
) -> None:
    catalog = with_own(folder, OwnBank("lab", lab))
    with pytest.raises(Refused) as caught:
        new_question(catalog, name, Kind.SINGLE, "convolution")
    assert caught.value.code == code
    assert ("characters" in caught.value.words("en")) == (code == "id_too_long")
    assert [*folder.rglob("*one*"), *lab.iterdir()] == []


def test_a_file_that_came_since_the_bank_was_read_is_not_written_over(folder: Path, write: Write) -> None:
    catalog = load(folder)
    (folder / "convolution" / "one.yaml").symlink_to("nowhere")
    with pytest.raises(Refused, match="id_taken"):
        new_question(catalog, "one", Kind.SINGLE, "convolution")
