"""A bank is added in Author under a name that it can have, and a file is saved while nobody else writes it."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from quizapp.bank import holding
from quizapp.bank.banks import own_banks
from quizapp.bank.editing import NotEditable
from quizapp.bank.signing import sign
from quizapp.tui import authoring
from quizapp.tui.authoring_disk import Source, on_disk
from quizapp.tui.screens.asking import AskScreen
from quizapp.tui.screens.author import AuthorScreen
from tests.tui.authoring import bank, open_bank, screen_of
from tests.tui.conftest import Running, press, program_of, shown, typed

__all__ = ["bank"]


async def test_a_folder_that_can_not_name_a_bank_asks_for_a_name(running: Running, bank: Path, tmp_path: Path):
    folder = tmp_path / "授業" / "演習"
    async with running(bank=bank, language="en") as pilot:
        screen = await open_bank(pilot)
        await press(pilot, "a")
        await typed(pilot, f"{folder}\n")
        assert screen_of(pilot, AskScreen)
        assert "A name for the bank in the folder 演習" in shown(pilot)
        assert not folder.parent.exists()
        await typed(pilot, "\n")
        assert [shelf.name for shelf in screen._shelves] == ["", "bank"]
        assert [own.folder for own in own_banks()] == [folder]


async def test_a_folder_that_can_not_be_is_refused_in_words(running: Running, bank: Path, tmp_path: Path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    async with running(bank=bank, language="en") as pilot:
        await open_bank(pilot)
        for folder, words in (("~nosuch-user/bank", "whose home folder"), (str(tmp_path / "file" / "in"), "Not a dir")):
            await press(pilot, "a")
            await typed(pilot, f"{folder}\n")
            assert screen_of(pilot, AuthorScreen)
            assert words in shown(pilot)
    assert own_banks() == ()


async def test_nobody_signs_a_file_between_the_look_at_it_and_the_writing(
    running: Running, bank: Path, monkeypatch: pytest.MonkeyPatch
):
    file = bank / "convolution" / "conv-size.yaml"
    ended: list[object] = []
    flush = os.fsync

    async with running(bank=bank) as pilot:
        books = program_of(pilot).books
        assert books is not None
        question = books.catalog.find("conv-size")

        def signing() -> None:
            try:
                ended.append(sign(file, question, "Hana"))
            except NotEditable as error:
                ended.append(error.fault.code)

        def fsync(opened: int) -> None:
            monkeypatch.setattr(os, "fsync", flush)
            thread = threading.Thread(target=signing)
            thread.start()
            thread.join()
            flush(opened)

        there = on_disk(file)
        assert there.text is not None
        source = Source(file, there.text, None, True, "", there, there.digest)
        monkeypatch.setattr(holding, "SECONDS", 0.0)
        monkeypatch.setattr(os, "fsync", fsync)
        await program_of(pilot).call(authoring.saved, books, source, f"{source.text}# more\n")
    assert ended == ["file_busy"]
    assert file.read_text(encoding="utf-8").endswith("# more\n")
