"""The preview beside the source: a question as a learner meets it, answered and judged, with nothing recorded."""

from __future__ import annotations

from pathlib import Path

from quizapp.progress import items
from quizapp.tui.screens.writing import WritingScreen
from tests.tui.authoring import bank, edit, keys_named, write
from tests.tui.conftest import Running, press, program_of, shown
from tests.tui.program import SETS, settled

__all__ = ["bank"]
WIDE = (120, 40)


async def test_the_preview_stands_beside_the_source_or_takes_its_place_by_one_key(running: Running, bank: Path):
    async with running(bank=bank, size=WIDE) as pilot:
        await edit(pilot, "sigmoid-slope")
        assert "プレビュー" in shown(pilot).splitlines()[1]
        assert "id: sigmoid-slope" in shown(pilot)
    async with running(bank=bank) as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        assert "プレビュー" not in shown(pilot).splitlines()[1]
        await press(pilot, "f6")
        assert "id: sigmoid-slope" not in shown(pilot)
        assert "最大値はない" in shown(pilot)
        await press(pilot, "escape")
        assert pilot.app.screen is screen
        assert "id: sigmoid-slope" in shown(pilot)


async def test_the_preview_follows_the_text_and_keeps_the_last_that_could_be_read(running: Running, bank: Path):
    async with running(bank=bank, size=WIDE, language="en") as pilot:
        await edit(pilot, "sigmoid-slope")
        await write(pilot, "What is the largest value", "What is the greatest value")
        assert "What is the greatest value that the" in shown(pilot)
        await write(pilot, "kind: single", "kind: [single")
        assert "the last version that could be read" in shown(pilot)


async def test_of_a_text_that_could_never_be_read_no_key_of_the_preview_is_named(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("kind: single", "kind: [single"), encoding="utf-8")
    async with running(bank=bank, size=WIDE, language="en") as pilot:
        pilot.app.push_screen(WritingScreen(file))
        await settled(pilot)
        assert "shown as soon as it can be read" in shown(pilot)
        for keys in ((), ("f6",)):
            await press(pilot, *keys)
            for words in ("enter answer", "other numbers", "p part", "ctrl+n part", "as choices"):
                assert words not in keys_named(pilot)
        await press(pilot, "f6")
        await write(pilot, "kind: [single", "kind: single")
        await press(pilot, "f6")
        assert "enter answer" in keys_named(pilot)


async def test_the_preview_says_in_the_language_of_the_screen_why_a_question_cannot_be_asked(
    running: Running, bank: Path
):
    async with running(bank=bank, size=WIDE, language="en") as pilot:
        await edit(pilot, "conv-size")
        await write(pilot, "problem: convolution.output_size", "problem: convolution.sideways")
        assert "can't be asked: there is no family" in shown(pilot)
        await press(pilot, "f2")
        assert "出題できません: 計算問題" in shown(pilot)


async def test_a_typed_answer_is_judged_in_the_preview_and_its_mistake_named(running: Running, bank: Path):
    async with running(bank=bank, language="en") as pilot:
        screen = await edit(pilot, "conv-size")
        await press(pilot, "f6")
        asked = screen.preview.asked
        assert asked is not None
        wrong = asked.item.variant.mistakes["no_plus_one"]
        await press(pilot, *str(wrong), "enter")
        assert "Wrong" in shown(pilot)
        assert "is missing" in shown(pilot)
        await press(pilot, "enter")
        assert screen.preview.asked is not None
        assert screen.preview.asked.item.variant.seed == 2
        assert screen.preview.outcome is None


async def test_other_numbers_other_language_and_choices_each_by_a_key(running: Running, bank: Path):
    async with running(bank=bank) as pilot:
        screen = await edit(pilot, "conv-size")
        first = screen.preview.asked
        await press(pilot, "f5")
        second = screen.preview.asked
        assert first is not None
        assert second is not None
        assert first.item.variant.given != second.item.variant.given
        await press(pilot, "f6", "f2")
        assert "A square input" in shown(pilot)
        await press(pilot, "f6")
        assert "A square input" not in shown(pilot).splitlines()[2]


async def test_choices_are_chosen_in_the_preview_by_number_and_told_why_they_are_wrong(running: Running, bank: Path):
    async with running(bank=bank, language="en") as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        await press(pilot, "f6")
        assert screen.preview.asked is not None
        choices = screen.preview.asked.item.variant.choices
        await press(pilot, str(choices.index("none") + 1), "enter")
        assert "Wrong" in shown(pilot)
        assert "goes to 0 on both sides" in shown(pilot)
        await press(pilot, "l")
        assert "両側で 0 に近づく" in shown(pilot)


async def test_nothing_answered_in_the_preview_is_recorded(running: Running, bank: Path):
    async with running(bank=bank) as pilot:
        await edit(pilot, "sigmoid-slope")
        await press(pilot, "f6", "1", "enter")
        books = program_of(pilot).books
        assert books is not None
        with books.database.reading() as connection:
            assert items.first_answers(connection) == []


async def test_a_set_shows_its_parts_one_after_the_other(running: Running):
    async with running(bank=SETS, size=WIDE, language="en") as pilot:
        screen = await edit(pilot, "loss-curves")
        assert screen.preview.asked is not None
        assert screen.preview.asked.item.part == "a"
        await press(pilot, "ctrl+n", "f6")
        await press(pilot, "ctrl+n")
        assert screen.preview.asked.item.part == "c"
