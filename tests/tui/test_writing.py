"""The editor: findings while one types, a preview that is answered, drafts, saving with its consequences told first."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual.drivers.headless_driver import HeadlessDriver
from textual.widgets import OptionList

from quizapp import paths
from quizapp.bank.catalog import revision
from quizapp.bank.drafts import hash_of
from quizapp.progress import items
from quizapp.study import revising
from quizapp.study.item_figures import figures
from quizapp.study.revising import Revised
from quizapp.tui.authoring import conflict
from quizapp.tui.screens.conflict import ConflictScreen
from quizapp.tui.screens.saving import SavingScreen
from quizapp.tui.screens.writing import PAUSE, WritingScreen
from tests.tui.authoring import answer, bank, edit, open_bank, screen_of, write
from tests.tui.conftest import Running, press, program_of, shown, typed
from tests.tui.program import settled

__all__ = ["bank"]
WIDE = (120, 40)


async def test_what_is_wrong_is_found_while_one_types(running: Running, bank: Path):
    async with running(bank=bank, language="en") as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        assert "nothing found" in shown(pilot)
        await press(pilot, "x")
        await pilot.pause(PAUSE + 0.05)
        await settled(pilot)
        assert screen._checked is not None
        assert screen._checked.errors == 2
        assert "1:1" in shown(pilot)
        await press(pilot, "ctrl+z")
        screen.check_soon()
        await settled(pilot)
        assert "nothing found" in shown(pilot)


async def test_a_finding_leads_to_its_place_from_the_list_and_by_a_key(running: Running, bank: Path):
    async with running(bank=bank, language="en") as pilot:
        screen = await edit(pilot, "conv-size")
        await press(pilot, "f3", "f3", "f3")
        assert screen.area.cursor_location == (15, 2)
        await press(pilot, "f3", "f3")
        assert screen.area.cursor_location == (0, 0)
        screen.query_one("#findings", OptionList).focus()
        await press(pilot, "down", "down", "enter")
        assert screen.area.cursor_location == (15, 2)
        assert screen.focused is screen.area


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


async def test_enter_keeps_the_indentation_and_goes_in_after_a_colon(running: Running, bank: Path):
    async with running(bank=bank) as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        screen.area.go_to(9, 99)
        await press(pilot, "enter", "x", "enter", "y")
        assert screen.area.text.splitlines()[8:11] == ["stem:", "  x", "  y"]


async def test_a_question_that_nobody_has_answered_is_saved_at_once(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    async with running(bank=bank, language="en") as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        await write(pilot, "level: 2", "level: 3")
        assert "●" in shown(pilot)
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, WritingScreen)
        assert "level: 3" in file.read_text(encoding="utf-8")
        assert not screen.unsaved
        books = program_of(pilot).books
        assert books is not None
        assert books.catalog.find("sigmoid-slope").level == 3


async def test_line_ends_and_a_byte_order_mark_stay_as_they_were(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    raw = b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(raw)
    async with running(bank=bank) as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        assert not screen.unsaved
        await write(pilot, "level: 2", "level: 3")
        await press(pilot, "ctrl+s")
        assert file.read_bytes() == raw.replace(b"level: 2", b"level: 3")


async def turned(pilot) -> WritingScreen:
    """Another choice is right: an edit of the key."""
    await write(pilot, "    correct: true\n", "    feedback: {ja: 違う。, en: No.}\n")
    return await write(pilot, "  - id: half\n", "  - id: half\n    correct: true\n")


async def test_what_an_edit_of_the_key_does_is_told_before_it_is_saved(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    before = file.read_text(encoding="utf-8")
    async with running(bank=bank, language="en") as pilot:
        answer(pilot, "sigmoid-slope", right=True)
        screen = await edit(pilot, "sigmoid-slope")
        await turned(pilot)
        await press(pilot, "ctrl+s")
        screen_of(pilot, SavingScreen)
        assert "An edit of the key" in shown(pilot)
        assert "1 sittings" in shown(pilot)
        assert "A regrade would change 1" in shown(pilot)
        await press(pilot, "escape")
        assert file.read_text(encoding="utf-8") == before
        assert pilot.app.screen is screen
        assert screen.unsaved


async def test_a_regrade_is_recorded_with_the_save_when_it_is_asked_for(running: Running, bank: Path):
    async with running(bank=bank, language="en") as pilot:
        answer(pilot, "sigmoid-slope", right=True)
        await edit(pilot, "sigmoid-slope")
        await turned(pilot)
        await press(pilot, "ctrl+s", "r")
        books = program_of(pilot).books
        assert books is not None
        with books.database.reading() as connection:
            (first,) = items.first_answers(connection)
        assert (first.outcome, first.score) == ("wrong", 0.0)


async def test_an_edit_of_the_wording_of_a_question_in_use_is_announced_and_offers_no_regrade(
    running: Running, bank: Path
):
    async with running(bank=bank, language="en") as pilot:
        answer(pilot, "sigmoid-slope", right=True)
        await edit(pilot, "sigmoid-slope")
        await write(pilot, "the largest value that the", "the largest value which the")
        await press(pilot, "ctrl+s")
        screen = screen_of(pilot, SavingScreen)
        assert "An edit of the wording" in shown(pilot)
        assert screen.why_not("save_and_regrade")
        await press(pilot, "enter")
        assert "translated_from" in screen_of(pilot, WritingScreen).area.text


def held(pilot, name: str) -> Revised:
    """What a question as it is in the bank now is to those who have answered it."""
    books = program_of(pilot).books
    assert books is not None
    found = revising.look(books.database, books.catalog.find(name))
    assert found is not None
    return found


async def test_after_an_edit_of_the_wording_the_statistics_go_on_as_was_announced(running: Running, bank: Path):
    async with running(bank=bank, language="en") as pilot:
        answer(pilot, "sigmoid-slope", right=True)
        await edit(pilot, "sigmoid-slope")
        await write(pilot, "the largest value that the", "the largest value which the")
        await press(pilot, "ctrl+s", "enter")
        answer(pilot, "sigmoid-slope", right=False, learner="another")
        books = program_of(pilot).books
        assert books is not None
        (item,) = figures(books.database, [books.catalog.find("sigmoid-slope")])
        assert (item.answers, item.revision) == (2, revision(books.catalog.find("sigmoid-slope")))


async def test_what_is_not_surely_wording_begins_anew_unless_the_author_says_that_only_words_are_others(
    running: Running, bank: Path
):
    async with running(bank=bank, language="en") as pilot:
        answer(pilot, "sigmoid-slope", right=True)
        await edit(pilot, "sigmoid-slope")
        await write(pilot, "the largest value that the", "the smallest value that the")
        await press(pilot, "ctrl+s")
        screen_of(pilot, SavingScreen)
        assert "An edit of the meaning" in shown(pilot)
        await press(pilot, "enter")
        assert not held(pilot, "sigmoid-slope").goes_on
        await write(pilot, "the smallest value that the", "the biggest value that the")
        await press(pilot, "ctrl+s", "w")
        screen_of(pilot, WritingScreen)
        assert held(pilot, "sigmoid-slope").goes_on


async def test_two_saves_in_a_row_hide_nothing_from_those_who_have_answered(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    async with running(bank=bank, language="en") as pilot:
        answer(pilot, "sigmoid-slope", right=True)
        await edit(pilot, "sigmoid-slope")
        # The first save: no question at all. The second one: another key.
        await write(pilot, "kind: single", "kind: [single")
        await press(pilot, "ctrl+s", "enter")
        await write(pilot, "kind: [single", "kind: single")
        await turned(pilot)
        await press(pilot, "ctrl+s")
        screen_of(pilot, SavingScreen)
        assert "An edit of the key" in shown(pilot)
        assert "Held against what learners answered last" in shown(pilot)
        await press(pilot, "enter")
        assert "kind: single" in file.read_text(encoding="utf-8")
        # It was told and saved: what only teaches is saved at once, other words are told with the key that differs.
        await write(pilot, "level: 2", "level: 3")
        await press(pilot, "ctrl+s")
        screen_of(pilot, WritingScreen)
        await write(pilot, "the largest value that the", "the largest value which the")
        await press(pilot, "ctrl+s")
        assert "An edit of the key" in shown(pilot)


async def test_what_another_editor_has_changed_is_told_by_the_key_that_saves(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    async with running(bank=bank, language="en") as pilot:
        answer(pilot, "sigmoid-slope", right=True)
        screen = await edit(pilot, "sigmoid-slope")
        text = file.read_text(encoding="utf-8").replace("the largest value that", "the smallest value that")
        file.write_text(text, encoding="utf-8")
        screen.file_changed()
        await settled(pilot)
        assert screen.area.text == text
        assert not screen.unsaved
        await press(pilot, "ctrl+s")
        screen_of(pilot, SavingScreen)
        assert "An edit of the meaning" in shown(pilot)
        await press(pilot, "enter")
        assert held(pilot, "sigmoid-slope").told
        await press(pilot, "ctrl+s")
        screen_of(pilot, WritingScreen)


async def test_a_text_of_a_question_in_use_that_can_not_be_read_is_saved_only_after_a_warning(
    running: Running, bank: Path
):
    async with running(bank=bank, language="en") as pilot:
        answer(pilot, "sigmoid-slope", right=True)
        await edit(pilot, "sigmoid-slope")
        await write(pilot, "kind: single", "kind: [single")
        await press(pilot, "ctrl+s")
        assert "can't be read as a question" in shown(pilot)


async def test_one_language_edited_alone_leaves_the_other_behind_in_the_file(running: Running, bank: Path):
    async with running(bank=bank, language="en") as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        await write(pilot, "取りうる最大の値", "とりうる最大の値")
        await press(pilot, "ctrl+s")
        assert "translated_from" in (bank / "feedforward" / "sigmoid-slope.yaml").read_text(encoding="utf-8")
        assert "translation_stale" in [fault.code for fault in screen._checked.faults]  # type: ignore[union-attr]


async def test_what_is_left_unsaved_is_a_draft_and_is_there_again(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    before = file.read_text(encoding="utf-8")
    async with running(bank=bank) as pilot:
        await open_bank(pilot)
        await edit(pilot, "sigmoid-slope")
        await write(pilot, "level: 2", "level: 4")
        await press(pilot, "escape")
        assert file.read_text(encoding="utf-8") == before
    async with running(bank=bank) as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        assert "level: 4" in screen.area.text
        assert screen.unsaved
        await write(pilot, "level: 4", "level: 2")
        await press(pilot, "escape")
        screen = await edit(pilot, "sigmoid-slope")
        assert not screen.unsaved


async def test_one_key_selects_the_whole_source_and_what_is_typed_replaces_it(running: Running, bank: Path):
    async with running(bank=bank) as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        await press(pilot, "ctrl+a")
        assert screen.area.selected_text == screen.area.text
        await press(pilot, "x")
        assert screen.area.text == "x"


async def test_quitting_keeps_the_draft_too(running: Running, bank: Path):
    async with running(bank=bank) as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        screen.area.put(screen.area.text + "# more\n")
        await press(pilot, "ctrl+q")
    async with running(bank=bank) as pilot:
        assert (await edit(pilot, "sigmoid-slope")).area.text.endswith("# more\n")


async def test_a_file_that_another_program_writes_is_read_again(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    async with running(bank=bank) as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        file.write_text(file.read_text(encoding="utf-8").replace("level: 2", "level: 5"), encoding="utf-8")
        screen.watch_file()
        await settled(pilot)
        assert "level: 5" in screen.area.text
        assert not screen.unsaved


def replaced(folder: Path) -> list[str]:
    """The copies that were kept of what was replaced."""
    return [file.read_text(encoding="utf-8") for file in folder.rglob("drafts/replaced/*.yaml")]


async def test_what_another_program_wrote_is_shown_before_it_is_overwritten_and_a_copy_is_kept(
    running: Running, bank: Path
):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    async with running(bank=bank, language="en", size=WIDE) as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        await write(pilot, "level: 2", "level: 4")
        file.write_text(file.read_text(encoding="utf-8").replace("level: 2", "level: 5"), encoding="utf-8")
        await press(pilot, "ctrl+s")
        screen_of(pilot, ConflictScreen)
        assert "in 1 line" in shown(pilot)
        assert "- level: 5" in shown(pilot)
        assert "+ level: 4" in shown(pilot)
        await press(pilot, "escape", "ctrl+s")
        screen_of(pilot, ConflictScreen)
        assert "level: 5" in file.read_text(encoding="utf-8")
        await press(pilot, "o")
        assert "level: 4" in file.read_text(encoding="utf-8")
        assert [text for text in replaced(paths.data_folder()) if "level: 5" in text]
        assert not screen.outdated


async def test_every_edit_of_another_program_is_told_and_none_is_overwritten_by_one_save(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    before = file.read_text(encoding="utf-8")
    async with running(bank=bank, language="en", size=WIDE) as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        await write(pilot, "level: 2", "level: 4")
        for level in ("level: 5", "level: 3"):
            file.write_text(before.replace("level: 2", level), encoding="utf-8")
            program_of(pilot).forget_notices()
            screen.watch_file()
            await settled(pilot)
            assert "Another program has changed the file" in shown(pilot)
            assert screen.outdated
        await press(pilot, "ctrl+s", "escape")
        assert "file is newer" in shown(pilot).splitlines()[0]
        await press(pilot, "ctrl+s")
        screen_of(pilot, ConflictScreen)
        assert "level: 3" in file.read_text(encoding="utf-8")
        await press(pilot, "t")
        assert "level: 3" in screen.area.text
        assert "file is newer" not in shown(pilot)
        assert [text for text in replaced(paths.data_folder()) if "level: 4" in text]
        await press(pilot, "ctrl+z")
        assert "level: 4" in screen.area.text


async def test_a_draft_older_than_the_file_is_not_saved_over_it_without_a_word(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    before = file.read_text(encoding="utf-8")
    async with running(bank=bank, language="en", size=WIDE) as pilot:
        await edit(pilot, "sigmoid-slope")
        await write(pilot, "level: 2", "level: 4")
        await press(pilot, "escape")
    file.write_text(before.replace("level: 2", "level: 5"), encoding="utf-8")
    for _ in range(2):
        # Opened twice: that the draft was opened does not make it a draft of the newer file.
        async with running(bank=bank, language="en", size=WIDE) as pilot:
            screen = await edit(pilot, "sigmoid-slope")
            assert "level: 4" in screen.area.text
            await press(pilot, "ctrl+s")
            screen_of(pilot, ConflictScreen)
            assert "level: 5" in file.read_text(encoding="utf-8")
            await press(pilot, "escape")
            assert "file is newer" in shown(pilot).splitlines()[0]
            await press(pilot, "escape")


def test_a_file_written_between_the_question_and_the_answer_is_not_overwritten(tmp_path: Path):
    file = tmp_path / "one.yaml"
    file.write_text("level: 5\n", encoding="utf-8")
    began = hash_of("level: 2\n")
    seen = conflict(file, began, "level: 4\n")
    assert seen is not None
    file.write_text("level: 3\n", encoding="utf-8")
    again = conflict(file, began, "level: 4\n")
    assert again is not None
    assert again.digest != seen.digest
    assert conflict(file, again.digest, "level: 4\n") is None


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An $EDITOR that changes the level, in a terminal that can be given to it."""
    script = tmp_path / "editor.py"
    script.write_text(
        "import sys, pathlib\n"
        "file = pathlib.Path(sys.argv[1])\n"
        "file.write_text(file.read_text(encoding='utf-8').replace('level: 2', 'level: 1'), encoding='utf-8')\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
    monkeypatch.delenv("VISUAL", raising=False)

    @contextmanager
    def nothing(_: object):
        yield

    monkeypatch.setattr(HeadlessDriver, "can_suspend", True)
    monkeypatch.setattr(HeadlessDriver, "suspend_application_mode", lambda _: None)
    monkeypatch.setattr(HeadlessDriver, "resume_application_mode", lambda _: None)
    monkeypatch.setattr(HeadlessDriver, "no_automatic_restart", nothing)


async def test_what_comes_back_from_the_editor_is_unsaved_and_can_be_undone(running: Running, bank: Path, editor: None):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    async with running(bank=bank) as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        await press(pilot, "f4")
        assert "level: 1" in screen.area.text
        assert "level: 2" in file.read_text(encoding="utf-8")
        await press(pilot, "ctrl+z")
        assert "level: 2" in screen.area.text


async def test_without_an_editor_or_a_terminal_for_it_that_is_said(
    running: Running, bank: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    async with running(bank=bank, language="en") as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        await press(pilot, "f4")
        monkeypatch.setenv("EDITOR", "no-such-editor")
        await press(pilot, "f4")
        assert not screen.unsaved


async def test_what_needs_the_file_asks_for_it_to_be_saved_first(running: Running, bank: Path):
    async with running(bank=bank) as pilot:
        screen = await edit(pilot, "conv-size")
        await write(pilot, "level: 2", "level: 3")
        for action in ("stress", "status_of", "blind", "fix_file", "translated"):
            assert screen.why_not(action) == "author_save_first"
        await press(pilot, "f8")
        assert pilot.app.screen is screen


async def test_a_set_shows_its_parts_one_after_the_other(running: Running):
    from tests.tui.program import SETS

    async with running(bank=SETS, size=WIDE, language="en") as pilot:
        screen = await edit(pilot, "loss-curves")
        assert screen.preview.asked is not None
        assert screen.preview.asked.item.part == "a"
        await press(pilot, "ctrl+n", "f6")
        await press(pilot, "ctrl+n")
        assert screen.preview.asked.item.part == "c"


async def test_pasted_control_characters_do_not_get_into_the_text(running: Running, bank: Path):
    async with running(bank=bank) as pilot:
        screen = await edit(pilot, "sigmoid-slope")
        await typed(pilot, "# \x1b]0;evil\x07 [/red] \u202ex")
        assert not {"\x1b", "\x07", "\u202e"} & set(screen.area.text)
        assert "[/red]" in shown(pilot)
