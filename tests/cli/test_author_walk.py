"""An author's walk with a plain editor: the commands and the text of docs/authoring.md, and nothing else."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from quizapp.bank.catalog import load_kept
from quizapp.bank.schema import Status
from tests.cli.conftest import Run, data

DOCS = Path(__file__).parents[2] / "docs" / "authoring.md"
ID = "seminar:strided-side"


def walk() -> list[tuple[str, str]]:
    """The blocks of the walk in order: (language, text)."""
    section = DOCS.read_text(encoding="utf-8").partition("## A walk")[2].partition("\n## ")[0]
    pieces = section.split("```")[1::2]
    return [(piece.partition("\n")[0], piece.partition("\n")[2]) for piece in pieces]


def key(run: Run) -> str:
    return str(data(run("bank", "show", ID, "--json"))["key"]["typed"])


def test_the_walk_of_the_docs_leads_to_a_ready_question_that_is_asked(
    run: Run, small_bank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = []
    for language, text in walk():
        if language == "yaml":
            (tmp_path / "seminar" / "convolution" / "strided-side.yaml").write_text(text, encoding="utf-8")
            continue
        for line in text.splitlines():
            words = shlex.split(line.removeprefix("$ "))
            if words[0] == "mkdir":
                (tmp_path / words[1]).mkdir()
                continue
            command = words[2]
            typed = {"preview": ["", "l", "q"], "review": [key(run), "y"]} if command in ("preview", "review") else {}
            # The numbers of a review are fresh, unless one says which.
            words += ["--seed", "1"] if command == "review" else []
            result = run(*words[1:], lines=typed.get(command))
            assert result.exit_code == 0, f"{line}\n{result.output}"
            ran.append(command)
    assert ran == ["add", "new", "lint", "preview", "stress", "status", "review", "status", "show"]
    catalog = load_kept(small_bank)
    question = catalog.find(ID)
    assert (question.status, len(question.mistakes)) == (Status.READY, 3)
    (review,) = question.reviewed_by
    assert (review.by, review.answered) == ("Yamada", "correct")
    assert data(run("bank", "lint", ID, "--json")) == []


def test_each_mistake_of_the_walk_is_met_by_its_name_in_the_preview(
    run: Run, small_bank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seminar" / "convolution").mkdir(parents=True)
    (text,) = [text for language, text in walk() if language == "yaml"]
    (tmp_path / "seminar" / "convolution" / "strided-side.yaml").write_text(text, encoding="utf-8")
    assert run("bank", "add", "seminar").exit_code == 0
    mistakes = data(run("bank", "show", ID, "--json"))["mistakes"]
    told = run("bank", "preview", ID, "--language", "en", lines=[str(found["value"]) for found in mistakes.values()])
    for words in ("first position is missing", "round down", "with stride 1"):
        assert words in told.output
