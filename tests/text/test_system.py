"""What the system refuses is told in the language of the program, with the name of the file."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from quizapp.bank.reader import Unreadable, raw_content
from quizapp.progress.faults import UnreachableDatabase, from_system
from quizapp.text.messages.system import CATALOG
from quizapp.text.system import named_reason, system_reason

USUAL = ("ENOSPC", "EACCES", "EPERM", "ENOENT", "EEXIST", "EROFS", "EISDIR", "ENOTDIR", "ENAMETOOLONG", "EIO", "EMFILE")


def refused(name: str, file: str | None = None) -> OSError:
    number = getattr(errno, name)
    return OSError(number, os.strerror(number), file)


@pytest.mark.parametrize("name", USUAL)
def test_each_usual_refusal_is_told_in_the_language(name: str) -> None:
    japanese = system_reason("ja", refused(name))
    assert not japanese.isascii()
    assert system_reason("en", refused(name)) == CATALOG[name.lower()][1] != japanese


def test_every_word_of_the_catalog_belongs_to_a_number_of_the_system() -> None:
    assert {name.upper() for name in CATALOG} <= set(errno.errorcode.values())


def test_what_is_not_usual_is_told_as_the_system_says_it() -> None:
    assert system_reason("ja", refused("EXDEV")) == os.strerror(errno.EXDEV)
    assert system_reason("ja", OSError("a word of its own")) == "a word of its own"


def test_the_name_is_that_of_the_file_that_was_refused_or_of_the_one_at_hand() -> None:
    at_hand = Path("/bank/convolution/one.yaml")
    assert named_reason("ja", refused("ENOSPC", "/drafts/x.json"), at_hand) == "x.json: ディスクに空きがありません"
    assert named_reason("ja", refused("ENOSPC"), at_hand) == "one.yaml: ディスクに空きがありません"
    assert named_reason("en", refused("ENOSPC")) == "No space left on device"


def test_a_file_that_can_not_be_read_is_told_at_no_line_and_in_the_language(tmp_path: Path) -> None:
    gone = tmp_path / "gone.yaml"
    with pytest.raises(Unreadable) as caught:
        raw_content(gone)
    fault = caught.value.fault
    assert fault.place == str(gone)
    assert fault.in_file("ja") == "ファイルを読めません: ファイルまたはフォルダがありません"
    assert fault.in_file("en") == "the file can't be read: No such file or directory"


def test_a_database_that_the_system_refuses_is_told_in_the_language(tmp_path: Path) -> None:
    fault = from_system(refused("EACCES"), tmp_path / "progress.db", UnreachableDatabase)
    assert "アクセスする権限がありません" in fault.sentence("ja")
    assert "Permission denied" not in fault.sentence("ja")
    assert "Permission denied" in fault.sentence("en")
