"""Started where Textual can read no keys, or draws into a file: that is told, and nothing is opened."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

LOCALES = {"ja": "ja_JP.UTF-8", "en": "en_GB.UTF-8"}


@pytest.mark.parametrize(
    ("language", "words"), [("ja", "標準エラー出力が端末ではない"), ("en", "Standard error is no terminal")]
)
def test_screens_that_would_be_drawn_into_a_file_are_told_instead(tmp_path: Path, language: str, words: str):
    leader, follower = pty.openpty()
    try:
        done = _started(tmp_path, language, follower, tmp_path / "errors")
    finally:
        os.close(leader)
        os.close(follower)
    assert (done.returncode, words in done.stdout) == (2, True)
    assert (tmp_path / "errors").read_text() == ""


def test_keys_that_can_not_come_in_are_told(tmp_path: Path):
    done = _started(tmp_path, "en", subprocess.DEVNULL, tmp_path / "errors")
    assert (done.returncode, "Standard input is no terminal" in done.stdout) == (2, True)
    assert not (tmp_path / "home").exists()


def _started(folder: Path, language: str, stdin: int, errors: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LC_ALL": LOCALES[language], "QUIZAPP_HOME": str(folder / "home"), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "quizapp"]
    with errors.open("w") as file:
        return subprocess.run(
            command,
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=file,
            env=environment,
            text=True,
            timeout=30,
            check=False,
        )
