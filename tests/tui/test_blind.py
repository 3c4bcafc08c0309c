"""Blind review: answered without the key; the result is kept in the file with a signature, or with a dispute."""

from __future__ import annotations

import shutil
from pathlib import Path

from quizapp.bank.catalog import load
from quizapp.tui.screens.author import AuthorScreen
from quizapp.tui.screens.blind import BlindScreen
from tests.tui.authoring import bank, go_to, keys_named, open_bank, screen_of
from tests.tui.conftest import Running, press, shown, typed
from tests.tui.program import SETS

__all__ = ["bank"]


async def review(pilot, name: str) -> BlindScreen:
    await open_bank(pilot)
    await go_to(pilot, name)
    await press(pilot, "v")
    return screen_of(pilot, BlindScreen)


async def choose(pilot, name: str) -> None:
    asked = screen_of(pilot, BlindScreen).preview.asked
    assert asked is not None
    await press(pilot, str(asked.item.variant.choices.index(name) + 1), "enter")


async def test_neither_key_nor_hint_nor_solution_is_shown_before_the_answer(running: Running, bank: Path):
    async with running(bank=bank, language="en") as pilot:
        screen = await review(pilot, "sigmoid-slope")
        told = shown(pilot)
        assert "largest value" in told
        assert "Explanation" not in told
        assert "Use" not in told
        await press(pilot, "y")
        assert pilot.app.screen is screen


async def test_a_right_answer_agreed_to_is_signed_with_its_result(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    async with running(bank=bank, language="en") as pilot:
        await review(pilot, "sigmoid-slope")
        await choose(pilot, "quarter")
        assert "Right" in shown(pilot)
        await press(pilot, "y")
        await typed(pilot, "Hana\n")
        screen_of(pilot, AuthorScreen)
        assert "by: Hana" in file.read_text(encoding="utf-8")
        assert "answered: correct" in file.read_text(encoding="utf-8")


async def test_the_name_is_there_to_be_typed_over_and_the_numbers_are_fresh_and_kept(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    seeds = []
    async with running(bank=bank, language="en") as pilot:
        for name in ("Hana", "Taro"):
            screen = await review(pilot, "sigmoid-slope") if name == "Hana" else None
            if screen is None:
                await press(pilot, "v")
                screen = screen_of(pilot, BlindScreen)
            seeds.append(screen._wish.seed)
            await choose(pilot, "quarter")
            await press(pilot, "y")
            await typed(pilot, f"{name}\n")
            screen_of(pilot, AuthorScreen)
    question = load(bank).find("sigmoid-slope")
    assert [record.by for record in question.reviewed_by if record.seed in seeds] == ["Hana", "Taro"]
    assert len(set(seeds)) == 2
    assert "HanaTaro" not in file.read_text(encoding="utf-8")


async def test_a_dispute_is_kept_with_its_reason_and_its_result(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    async with running(bank=bank, language="en") as pilot:
        await review(pilot, "sigmoid-slope")
        await choose(pilot, "half")
        await press(pilot, "n")
        await typed(pilot, "Hana\n")
        await typed(pilot, "[/red] two are right\n")
        text = file.read_text(encoding="utf-8")
        assert "answered: wrong" in text
        assert "[/red] two are right" in text
        await press(pilot, "s")
        assert "disputes it" in shown(pilot)


async def test_a_review_that_is_left_writes_nothing(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    before = file.read_bytes()
    async with running(bank=bank) as pilot:
        await review(pilot, "sigmoid-slope")
        await choose(pilot, "quarter")
        await press(pilot, "y", "escape", "escape")
        screen_of(pilot, AuthorScreen)
        assert file.read_bytes() == before


async def test_of_a_set_every_part_is_answered_before_it_can_be_signed(running: Running, tmp_path: Path):
    folder = tmp_path / "sets"
    shutil.copytree(SETS, folder)
    async with running(bank=folder, language="en") as pilot:
        screen = await review(pilot, "loss-curves")
        await typed(pilot, "4\n")
        assert screen.why_not("agree") == "blind_all_parts"
        await press(pilot, "enter")
        assert screen.preview.asked is not None
        assert screen.preview.asked.item.part == "b"


async def test_the_next_part_is_offered_only_where_there_is_one(running: Running, bank: Path, tmp_path: Path):
    async with running(bank=bank, language="en") as pilot:
        await review(pilot, "sigmoid-slope")
        assert "enter answer" in keys_named(pilot)
        await choose(pilot, "quarter")
        assert "enter" not in keys_named(pilot)
        assert "y agree" in keys_named(pilot)
    folder = tmp_path / "sets"
    shutil.copytree(SETS, folder)
    async with running(bank=folder, language="en") as pilot:
        await review(pilot, "loss-curves")
        await typed(pilot, "4\n")
        assert "enter part" in keys_named(pilot)


async def test_an_answer_that_can_not_be_read_costs_nothing(running: Running, bank: Path):
    async with running(bank=bank, language="en") as pilot:
        screen = await review(pilot, "conv-size")
        await typed(pilot, "1/\n")
        assert screen.preview.outcome is None
        assert screen._outcomes == []
