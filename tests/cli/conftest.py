"""Commands run in this process, with a home and a bank of their own."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from quizapp.cli import commands
from tests.bank.conftest import NUMERIC, SINGLE, SYLLABUS, TRACKS

MULTIPLE = """\
id: {id}
kind: multiple
status: ready
topics: ["3.4.3"]
keywords: [Max pooling]
level: 1
stem: {{ja: すべて選べ。, en: Select all.}}
fixed_order: true
choices:
  - {{id: a, correct: true, text: {{ja: い, en: A}}}}
  - {{id: b, correct: true, text: {{ja: ろ, en: B}}}}
  - {{id: c, text: {{ja: は, en: C}}, feedback: {{ja: 違う。, en: No.}}}}
explanation: {{ja: い と ろ。, en: A and B.}}
references: [Any textbook]
"""

Run = Callable[..., Result]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, and the shipped bank."""
    folder = tmp_path / "home"
    monkeypatch.setenv("QUIZAPP_HOME", str(folder))
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.delenv("QUIZAPP_DATABASE_URL", raising=False)
    monkeypatch.delenv("QUIZAPP_QUESTIONS", raising=False)
    return folder


@pytest.fixture
def small_bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: Path) -> Path:
    """A bank of three questions that can be asked: fixed-choice, fixed number, several choices."""
    folder = tmp_path / "bank"
    (folder / "convolution").mkdir(parents=True)
    (folder / "syllabus.yaml").write_text(SYLLABUS, encoding="utf-8")
    (folder / "tracks.yaml").write_text(TRACKS, encoding="utf-8")
    for name, source in (("one", SINGLE), ("two", NUMERIC), ("three", MULTIPLE)):
        (folder / "convolution" / f"{name}.yaml").write_text(source.format(id=name), encoding="utf-8")
    monkeypatch.setenv("QUIZAPP_QUESTIONS", str(folder))
    return folder


@pytest.fixture
def run(home: Path) -> Run:
    """Runs a command: `run("bank", "stats", "--json")`; `lines` are typed on standard input."""

    def _run(*arguments: str, lines: list[str] | None = None) -> Result:
        typed = "".join(f"{line}\n" for line in lines or [])
        return CliRunner().invoke(commands, arguments, input=typed, catch_exceptions=False)

    return _run


def data(result: Result) -> Any:
    """What a command printed as JSON."""
    return json.loads(result.stdout)
