"""A folder is held by one at a time, so that nothing that several write at once is lost."""

import os
import sqlite3
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp import paths
from quizapp.bank import holding
from quizapp.bank.banks import BankRefused, add_bank, own_banks, remove_bank
from quizapp.bank.catalog import load
from quizapp.bank.editing import NotEditable, write_over
from quizapp.bank.holding import Busy, held
from quizapp.bank.schema import Status
from quizapp.bank.signing import change_status, sign
from tests.bank.conftest import Write


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZAPP_HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture(params=["folder", "file"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways of holding: by the folder itself, and as on a system that locks no folders."""
    if request.param == "file":
        monkeypatch.setitem(sys.modules, "fcntl", None)
    return str(request.param)


def at_once(count: int, work: Callable[[int], None]) -> None:
    """Do a work `count` times, by threads that begin together."""
    gate = threading.Barrier(count)

    def one(number: int) -> None:
        gate.wait()
        work(number)

    threads = [threading.Thread(target=one, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def elsewhere(work: Callable[[], object]) -> list[BaseException]:
    """What a work in another thread ends with."""
    ended: list[BaseException] = []

    def guarded() -> None:
        try:
            work()
        except Exception as error:
            ended.append(error)

    thread = threading.Thread(target=guarded)
    thread.start()
    thread.join()
    return ended


def test_what_is_read_changed_and_written_under_a_lock_is_never_lost(way: str, tmp_path: Path) -> None:
    file = tmp_path / "count"
    file.write_text("0")

    def add(number: int) -> None:
        for _ in range(5):
            with held(tmp_path):
                file.write_text(str(int(file.read_text()) + 1))

    at_once(4, add)
    assert file.read_text() == "20"
    assert [item.name for item in tmp_path.iterdir()] == ["count"]


def test_a_folder_that_another_holds_too_long_is_busy_and_free_again_afterwards(way: str, tmp_path: Path) -> None:
    def hold() -> None:
        with held(tmp_path, 0):
            pass

    with held(tmp_path), held(tmp_path):
        (error,) = elsewhere(hold)
        assert isinstance(error, Busy)
        assert error.filename == str(tmp_path)
    assert elsewhere(hold) == []


def test_a_link_to_a_folder_is_held_with_it(way: str, tmp_path: Path) -> None:
    folder, link = tmp_path / "folder", tmp_path / "link"
    folder.mkdir()
    link.symlink_to(folder)
    with held(folder):
        (error,) = elsewhere(lambda: held(link, 0).__enter__())
        assert isinstance(error, Busy)


def test_a_lock_is_given_back_when_the_work_fails(way: str, tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), held(tmp_path):
        raise ZeroDivisionError
    with held(tmp_path, 0):
        assert elsewhere(lambda: None) == []


def test_where_nothing_can_be_locked_the_work_is_done_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    barred = tmp_path / "no-folder"
    barred.write_text("")
    monkeypatch.setenv("QUIZAPP_HOME", str(barred))
    with held(tmp_path / "gone", 0):
        assert barred.read_text() == ""


def test_a_lock_file_that_is_no_database_bars_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "connect", _refusing)
    with held(tmp_path / "gone", 0):
        assert list((paths.data_folder() / "locks").iterdir()) == []


def _refusing(*_: object, **__: object) -> None:
    raise sqlite3.OperationalError


def test_banks_that_are_added_at_once_are_all_in_the_list(way: str, tmp_path: Path) -> None:
    def add(number: int) -> None:
        folder = tmp_path / f"bank{number}"
        folder.mkdir()
        add_bank(folder)

    at_once(8, add)
    assert [bank.name for bank in own_banks()] == [f"bank{number}" for number in range(8)]


def test_a_list_that_another_program_holds_is_refused_in_words_and_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "seminar"
    folder.mkdir()
    add_bank(folder)
    monkeypatch.setattr(holding, "SECONDS", 0.0)
    with held(paths.config_folder()):
        (error,) = elsewhere(lambda: remove_bank("seminar"))
    assert isinstance(error, BankRefused)
    assert error.code == "own_list_busy"
    assert [bank.name for bank in own_banks()] == ["seminar"]


def test_all_who_sign_at_once_are_in_the_file(way: str, folder: Path, write: Write) -> None:
    file = write("one")
    question = load(folder).find("one")
    at_once(6, lambda number: str(sign(file, question, f"p{number}")))
    assert {review.by for review in load(folder).find("one").reviewed_by} == {f"p{number}" for number in range(6)}


def test_a_signature_and_a_status_that_are_written_at_once_are_both_in_the_file(folder: Path, write: Write) -> None:
    file = write("one")
    question = load(folder).find("one")
    works = (lambda: sign(file, question, "Hana"), lambda: change_status(file, Status.REVIEW))
    at_once(2, lambda number: str(works[number]()))
    now = load(folder).find("one")
    assert (now.status, [review.by for review in now.reviewed_by]) == (Status.REVIEW, ["Hana"])


def test_what_can_not_be_written_because_another_program_holds_the_folder_is_refused_in_words(
    folder: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write("one")
    question = load(folder).find("one")
    before = file.read_bytes()
    monkeypatch.setattr(holding, "SECONDS", 0.0)
    with held(file.parent):
        (error,) = elsewhere(lambda: sign(file, question, "Hana"))
    assert isinstance(error, NotEditable)
    assert "another program is writing" in error.fault.words("en")
    assert file.read_bytes() == before


def test_an_editor_that_saves_while_the_new_text_is_written_beside_it_is_not_overwritten(
    folder: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write("one")
    flush = os.fsync

    def fsync(opened: int) -> None:
        file.write_text("id: theirs\n", encoding="utf-8")
        flush(opened)

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(NotEditable) as caught:
        write_over(file, file.read_bytes(), b"id: ours\n")
    assert caught.value.fault.code == "file_changed"
    assert file.read_text(encoding="utf-8") == "id: theirs\n"
    assert [item.name for item in file.parent.iterdir()] == ["one.yaml"]
