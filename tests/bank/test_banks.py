"""Banks of one's own: beside the shipped one, under their own names, and data only."""

from pathlib import Path

import pytest

from calculators.answers import Outcome
from quizapp import paths
from quizapp.bank.banks import BankRefused, OwnBank, add_bank, own_banks, put_aside, remove_bank
from quizapp.bank.catalog import Catalog, load, load_kept
from quizapp.bank.lint import lint
from quizapp.bank.store import Store
from quizapp.bank.variants import draw, judge
from tests.bank.conftest import SINGLE, Write
from tests.bank.test_drawn import DRAWN


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZAPP_HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture
def seminar(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bank of one's own with a question of the same id as one of the shipped bank."""
    folder = tmp_path_factory.mktemp("lab") / "seminar"
    (folder / "convolution").mkdir(parents=True)
    text = SINGLE.format(id="one").replace("A larger stride", "A stride that is larger")
    put(folder, "one", text)
    put(folder, "two", DRAWN.format(id="two").replace("level: 3", "level: 3\nsee_also: [one]"))
    return folder


def put(folder: Path, name: str, text: str) -> None:
    (folder / "convolution" / f"{name}.yaml").write_text(text, encoding="utf-8")


def both(folder: Path, seminar: Path, place: Path | None = None) -> Catalog:
    store = Store(place) if place is not None else None
    return load(folder, own=[(OwnBank("seminar", seminar), store)])


def test_questions_of_one_id_stand_side_by_side(folder: Path, write: Write, seminar: Path) -> None:
    write("one")
    catalog = both(folder, seminar)
    assert catalog.faults == ()
    assert list(catalog.entries) == ["one", "seminar:one", "seminar:two"]
    assert catalog.find("seminar:one").choices[0].text.en == "A stride that is larger"  # type: ignore[index]
    assert catalog.find("one").choices[0].text.en == "A larger stride"  # type: ignore[index]
    assert catalog.find("seminar:one").id == "seminar:one"
    assert catalog.on_topic("3.4.1") == ("one", "seminar:one", "seminar:two")
    assert {fault.code for fault in lint(catalog)} <= {"near_duplicate", "review_missing"}


def test_they_are_drawn_and_judged_like_any_other(folder: Path, seminar: Path) -> None:
    question = both(folder, seminar).find("seminar:two")
    variant = draw(question, 4)
    assert variant.question_id == "seminar:two"
    assert judge(question, variant, str(variant.given["answer"])).outcome is Outcome.CORRECT


def test_what_is_kept_of_them_has_their_names(
    folder: Path, seminar: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("kept") / "own.sqlite"
    first = both(folder, seminar, place)
    second = both(folder, seminar, place)
    assert list(second.entries) == list(first.entries) == ["seminar:one", "seminar:two"]
    assert second.entries["seminar:one"].question == first.entries["seminar:one"].question
    put(seminar, "three", SINGLE.format(id="three"))
    again = second.reload()
    assert list(again.entries) == ["seminar:one", "seminar:three", "seminar:two"]
    assert again.entries["seminar:one"] is second.entries["seminar:one"]


def test_added_banks_are_loaded_with_the_shipped_one_until_they_are_removed(
    folder: Path, write: Write, seminar: Path
) -> None:
    write("one")
    assert add_bank(seminar) == OwnBank("seminar", seminar)
    add_bank(seminar)
    assert own_banks() == (OwnBank("seminar", seminar),)
    assert list(load_kept(folder).entries) == ["one", "seminar:one", "seminar:two"]
    remove_bank("seminar")
    assert list(load_kept(folder).entries) == ["one"]
    with pytest.raises(BankRefused):
        remove_bank("seminar")


def test_a_checkout_with_a_folder_of_questions_is_a_bank_by_the_name_of_the_checkout(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    checkout = tmp_path_factory.mktemp("x") / "My-Course"
    (checkout / "questions" / "convolution").mkdir(parents=True)
    assert add_bank(checkout) == OwnBank("mycourse", checkout / "questions")


@pytest.mark.parametrize("other", [".github/dependabot.yaml", "docs/site.yaml"])
def test_settings_of_other_tools_beside_the_questions_of_a_checkout_do_not_hide_them(
    tmp_path_factory: pytest.TempPathFactory, folder: Path, other: str
) -> None:
    checkout = tmp_path_factory.mktemp("x") / "course"
    (checkout / "questions" / "convolution").mkdir(parents=True)
    put(checkout / "questions", "one", SINGLE.format(id="one"))
    (checkout / other).parent.mkdir()
    (checkout / other).write_text("a: 1\n", encoding="utf-8")
    added = add_bank(checkout)
    assert added.folder == checkout / "questions"
    assert list(load(folder, own=[(added, None)]).entries) == ["course:one"]


def test_hidden_folders_hold_no_questions(folder: Path, seminar: Path) -> None:
    (seminar / ".github").mkdir()
    (seminar / ".github" / "dependabot.yaml").write_text("a: 1\n", encoding="utf-8")
    assert both(folder, seminar).faults == ()
    assert add_bank(seminar).folder == seminar


@pytest.mark.parametrize("place", ["\\u0000", "\\ud800", "a\\u0000b"])
def test_a_folder_that_no_file_system_could_name_is_left_out_of_the_list(folder: Path, place: str) -> None:
    paths.ensure_folder(paths.config_folder())
    (paths.config_folder() / "banks.json").write_text(f'{{"seminar": "{place}"}}', encoding="utf-8")
    assert own_banks() == ()
    assert [fault.code for fault in load_kept(folder).faults] == ["own_list_broken"]


@pytest.mark.parametrize("name", ["No", "a:b", "x" * 17, "", "9x"])
def test_a_name_that_can_not_go_before_an_id_is_refused(seminar: Path, name: str) -> None:
    with pytest.raises(BankRefused) as caught:
        add_bank(seminar, name)
    assert caught.value.code == "own_bad_name"


def test_a_folder_that_is_not_there_and_a_name_that_is_taken_are_refused(seminar: Path, tmp_path: Path) -> None:
    with pytest.raises(BankRefused) as caught:
        add_bank(tmp_path / "nowhere")
    assert caught.value.code == "own_no_folder"
    add_bank(seminar)
    with pytest.raises(BankRefused) as caught:
        add_bank(tmp_path, "seminar")
    assert caught.value.code == "own_name_taken"


def test_a_bank_whose_folder_is_gone_is_told_and_the_others_load(folder: Path, write: Write, tmp_path: Path) -> None:
    write("one")
    catalog = load(folder, own=[(OwnBank("seminar", tmp_path / "gone"), None)])
    assert list(catalog.entries) == ["one"]
    assert [fault.code for fault in catalog.faults] == ["own_gone"]


def test_files_outside_the_folder_of_a_bank_are_not_read(folder: Path, write: Write, seminar: Path) -> None:
    outside = write("secret")
    (seminar / "convolution" / "secret.yaml").symlink_to(outside)
    (seminar / "pooling").symlink_to(outside.parent)
    catalog = load(folder, own=[(OwnBank("seminar", seminar), None)])
    assert [name for name in catalog.entries if name.startswith("seminar:")] == ["seminar:one", "seminar:two"]
    assert {fault.code for fault in catalog.faults} == {"outside_bank"}


def test_a_bank_brings_no_syllabus_and_no_code_of_its_own(folder: Path, write: Write, seminar: Path) -> None:
    write("one")
    (seminar / "syllabus.yaml").write_text("edition: '1'\nfields: []\n", encoding="utf-8")
    (seminar / "conftest.py").write_text("raise SystemExit('run')\n", encoding="utf-8")
    (seminar / "convolution" / "__init__.py").write_text("raise SystemExit('run')\n", encoding="utf-8")
    catalog = both(folder, seminar)
    assert catalog.faults == ()
    assert [topic.code for topic in catalog.syllabus.topics()] == ["3.4.1", "3.4.3"]


def test_an_id_that_the_database_would_not_keep_is_told(folder: Path, seminar: Path) -> None:
    name = "a" * 58
    put(seminar, name, SINGLE.format(id=name))
    catalog = both(folder, seminar)
    assert [fault.code for fault in catalog.faults] == ["own_id_too_long"]


def test_a_list_of_banks_that_can_not_be_read_is_an_empty_one(seminar: Path) -> None:
    from quizapp import paths

    add_bank(seminar)
    for text in ("", "[]", "{", '{"../x": "/etc"}', '{"seminar": 5}'):
        (paths.config_folder() / "banks.json").write_text(text, encoding="utf-8")
        assert own_banks() == ()


def test_a_folder_whose_name_can_not_name_a_bank_asks_for_one(tmp_path: Path) -> None:
    folder = tmp_path / "ゼミ"
    folder.mkdir()
    with pytest.raises(BankRefused) as caught:
        add_bank(folder)
    assert (caught.value.code, caught.value.values["suggested"]) == ("own_no_name", "bank")
    assert add_bank(folder, "zemi") == OwnBank("zemi", folder)


def test_a_folder_is_one_bank_under_one_name(seminar: Path) -> None:
    add_bank(seminar)
    with pytest.raises(BankRefused) as caught:
        add_bank(seminar, "twice")
    assert (caught.value.code, caught.value.values["name"]) == ("own_folder_taken", "seminar")


@pytest.mark.parametrize(
    "content",
    [b"{", b"[1]", b"\xff\xfe", b'{"old": "/bank", "No!": "/other"}', b'{"old": "/bank", "new": 3}', b"[" * 99_999],
)
def test_a_list_of_banks_that_can_not_be_read_is_told_of_and_never_lost(
    folder: Path, seminar: Path, content: bytes
) -> None:
    file = paths.ensure_folder(paths.config_folder()) / "banks.json"
    file.write_bytes(content)
    kept = [bank.name for bank in own_banks()]
    assert kept == (["old"] if b"old" in content else [])
    catalog = load_kept(folder)
    told = [fault for fault in catalog.faults if fault.code == "own_list_broken"]
    assert [fault.place for fault in told] == [str(file)]
    assert "own_list_broken" in [fault.code for fault in catalog.reload().faults]
    add_bank(seminar)
    assert [bank.name for bank in own_banks()] == [*kept, "seminar"]
    assert [aside.read_bytes() for aside in put_aside()] == [content]
    assert "own_list_broken" not in [fault.code for fault in catalog.reload_with_own().faults]
    file.write_bytes(b"again")
    with pytest.raises(BankRefused, match="own_unknown"):
        remove_bank("seminar")
    add_bank(seminar)
    assert [aside.read_bytes() for aside in put_aside()] == [content, b"again"]


def test_an_id_that_is_written_with_its_bank_is_told_how_to_stand_there(folder: Path, seminar: Path) -> None:
    put(seminar, "two", SINGLE.format(id="seminar:two"))
    (fault,) = both(folder, seminar).faults
    assert (fault.code, fault.values, fault.line) == ("id_with_bank", {"id": "two"}, 1)
