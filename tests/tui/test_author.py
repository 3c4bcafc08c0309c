"""The banks as a tree: marks, filters, own banks, and what can be done from the line of a file."""

from __future__ import annotations

import os
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from quizapp.progress import learners, reports
from quizapp.tui import authoring
from quizapp.tui.screens.author import PAUSE, AuthorScreen
from quizapp.tui.screens.reading import ReadingScreen, uses_screen
from quizapp.tui.screens.statuses import StatusScreen
from quizapp.tui.screens.stressing import StressScreen
from quizapp.tui.screens.writing import WritingScreen
from quizapp.tui.widgets.flow import Flow
from tests.tui.authoring import answer, bank, go_to, open_bank, screen_of
from tests.tui.conftest import Running, press, program_of, shown, typed
from tests.tui.program import BANK, EVENING, program, settled

__all__ = ["bank"]


def described(screen: AuthorScreen) -> str:
    """The lines below the tree."""
    about = screen.query_one("#about-file", Flow)
    return about.render_line(0).text.strip() if about.size.height else ""


async def test_a_key_of_home_shows_the_banks_with_the_marks_of_the_lint(running: Running, bank: Path):
    async with running(bank=bank) as pilot:
        screen = await open_bank(pilot)
        told = shown(pilot)
        assert "付属の問題バンク" in told
        assert "×2 !2" in told
        await go_to(pilot, "conv-size")
        assert "公開" in shown(pilot)
        assert "16:3" in shown(pilot)
        assert screen.file == bank / "convolution" / "conv-size.yaml"


async def test_a_file_that_can_not_be_read_is_in_the_tree_and_says_where_it_is_wrong(running: Running, bank: Path):
    file = bank / "convolution" / "conv-size.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("level: 2", "level: [2"), encoding="utf-8")
    async with running(bank=bank, language="en") as pilot:
        await open_bank(pilot)
        screen = screen_of(pilot, AuthorScreen)
        for node in screen.banks.nodes():
            node.expand()
        screen.banks.go_to(str(file))
        await settled(pilot)
        assert "unread" in shown(pilot)
        assert screen.why_not("stress") == "author_unread"
        await press(pilot, "enter")
        assert screen_of(pilot, WritingScreen).area.text == file.read_text(encoding="utf-8")


async def test_the_filters_narrow_by_status_marks_and_words_and_escape_takes_them_away(running: Running, bank: Path):
    async with running(bank=bank, language="en") as pilot:
        screen = await open_bank(pilot)
        await press(pilot, "f")
        assert "0 files" in shown(pilot)
        await press(pilot, "f", "f")
        assert "8 files" in shown(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, AuthorScreen)
        await press(pilot, "m", "m")
        assert "1 file " in shown(pilot)
        assert "with errors" in shown(pilot)
        await press(pilot, "escape", "slash")
        await typed(pilot, "シグモイド 最大")
        await pilot.pause(PAUSE + 0.05)
        await settled(pilot)
        assert "1 file " in shown(pilot)
        assert "sigmoid-slope" in shown(pilot)
        await press(pilot, "escape", "escape")
        assert pilot.app.screen is not screen


async def test_enter_after_words_goes_to_the_file_that_they_leave_and_once_more_opens_it(running: Running, bank: Path):
    async with running(bank=bank, language="en") as pilot:
        screen = await open_bank(pilot)
        assert screen.file is None
        await press(pilot, "slash")
        await typed(pilot, "シグモイド 最大\n")
        assert screen.question_name == "sigmoid-slope"
        assert "derivative of the sigmoid" in described(screen)
        await press(pilot, "enter")
        assert screen_of(pilot, WritingScreen).file.stem == "sigmoid-slope"


async def test_where_the_line_of_the_cursor_is_filtered_out_it_goes_to_the_first_file(running: Running, bank: Path):
    async with running(bank=bank, language="en") as pilot:
        await open_bank(pilot)
        screen = await go_to(pilot, "conv-size")
        await press(pilot, "slash")
        await typed(pilot, "シグモイド 最大")
        await pilot.pause(PAUSE + 0.05)
        await settled(pilot)
        assert screen.question_name == "sigmoid-slope"
        assert "derivative of the sigmoid" in described(screen)


async def test_where_words_leave_nothing_nothing_is_described(running: Running, bank: Path):
    async with running(bank=bank, language="en") as pilot:
        screen = await open_bank(pilot)
        assert described(screen)
        await press(pilot, "slash")
        await typed(pilot, "nosuchword\n")
        assert "0 files" in shown(pilot)
        assert not described(screen)
        await press(pilot, "enter", "escape")
        assert described(screen)


async def left_in_writing(pilot: Pilot[None], screen: AuthorScreen, file: Path) -> None:
    """It goes before it is opened, which can't be done then."""
    file.unlink()
    await press(pilot, "enter")
    screen_of(pilot, WritingScreen)


async def left_in_review(pilot: Pilot[None], screen: AuthorScreen, file: Path) -> None:
    await press(pilot, "v")
    file.unlink()


async def left_in_status(pilot: Pilot[None], screen: AuthorScreen, file: Path) -> None:
    await press(pilot, "s")
    file.unlink()


@pytest.mark.parametrize("leave", [left_in_writing, left_in_review, left_in_status])
async def test_a_file_that_has_gone_meanwhile_is_not_in_the_tree_one_comes_back_to(
    running: Running, bank: Path, leave: Callable[[Pilot[None], AuthorScreen, Path], Awaitable[None]]
):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    async with running(bank=bank, language="en") as pilot:
        await open_bank(pilot)
        screen = await go_to(pilot, "sigmoid-slope")
        await leave(pilot, screen, file)
        assert pilot.app.screen is not screen
        await press(pilot, "escape")
        assert pilot.app.screen is screen
        await settled(pilot)
        assert file not in [row.file for row in screen._rows]
        assert screen.file != file
        assert "sigmoid-slope" not in shown(pilot)


async def test_a_bank_of_ones_own_is_made_and_stands_beside_the_shipped_one(
    running: Running, bank: Path, tmp_path: Path
):
    folder = tmp_path / "seminar"
    async with running(bank=bank) as pilot:
        screen = await open_bank(pilot)
        await press(pilot, "a")
        await typed(pilot, f"{folder}\n")
        assert folder.is_dir()
        assert [shelf.name for shelf in screen._shelves] == ["", "seminar"]
        assert "自分の問題バンク" in shown(pilot)


async def test_a_folder_that_can_be_no_bank_is_refused_in_words(running: Running, bank: Path, tmp_path: Path):
    async with running(bank=bank, language="en") as pilot:
        await open_bank(pilot)
        await press(pilot, "a")
        await typed(pilot, f"{tmp_path / '日本語'}\n")
        assert "The folder's name can't go before an id" in shown(pilot)
        await press(pilot, "escape")
        assert [shelf.name for shelf in screen_of(pilot, AuthorScreen)._shelves] == [""]


async def test_the_bank_inside_the_program_is_read_only_and_says_so(running: Running, tmp_path: Path):
    packaged = tmp_path / "_shipped" / "questions"
    shutil.copytree(BANK, packaged)
    async with running(bank=packaged, language="en") as pilot:
        await open_bank(pilot)
        assert "read-only" in shown(pilot)
        screen = await go_to(pilot, "sigmoid-slope")
        assert screen.why_not("status_of") == "author_packaged"
        await press(pilot, "n")
        assert isinstance(pilot.app.screen, AuthorScreen)
        await press(pilot, "enter")
        editor = screen_of(pilot, WritingScreen)
        assert editor.area.read_only
        assert editor.why_not("save_text") == "author_packaged"


async def test_stress_tells_in_words_what_the_command_tells(running: Running, bank: Path):
    async with running(bank=bank, language="en") as pilot:
        await open_bank(pilot)
        await go_to(pilot, "conv-size")
        await press(pilot, "t")
        screen_of(pilot, StressScreen)
        assert "sound over 300 draws" in shown(pilot)


async def test_a_stress_that_is_left_stops(running: Running, bank: Path):
    async with running(bank=bank) as pilot:
        books = program_of(pilot).books
        assert books is not None
        screen = StressScreen(books.catalog.find("conv-size"), seeds=100_000)
        pilot.app.push_screen(screen)
        while screen._gate.done < 3:
            await pilot.pause()
        assert "esc" in shown(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert screen._gate.done < 100_000
        assert not screen._gate.busy


async def test_a_question_without_drawn_numbers_has_nothing_to_stress(running: Running, bank: Path):
    async with running(bank=bank) as pilot:
        await open_bank(pilot)
        screen = await go_to(pilot, "sigmoid-slope")
        assert screen.why_not("stress") == "author_draws_nothing"
        await press(pilot, "t")
        assert pilot.app.screen is screen


async def test_uses_tell_facility_with_its_interval_once_there_are_enough_answers(running: Running, bank: Path):
    async with running(bank=bank, language="en") as pilot:
        for number in range(12):
            answer(pilot, "sigmoid-slope", right=number % 3 > 0, learner=f"learner {number}")
        await open_bank(pilot)
        await go_to(pilot, "sigmoid-slope")
        await press(pilot, "u")
        screen_of(pilot, ReadingScreen)
        assert "12 sittings, 12 answers, 12 learners" in shown(pilot)
        assert "facility (mean score) 67 %" in shown(pilot)
        await press(pilot, "escape")
        await go_to(pilot, "chain-rule")
        await press(pilot, "u")
        assert "Nobody" in shown(pilot)


def report(pilot, name: str, words: str, learner: str = "me") -> None:
    books = program_of(pilot).books
    assert books is not None
    with books.database.writing() as connection:
        reporter = learners.ensure(connection, learner, EVENING)
        reports.add(connection, reporter, name, "", "another revision", 7, words, EVENING)


async def test_uses_show_what_all_learners_report_as_text(running: Running, bank: Path):
    async with running(bank=bank, language="en", size=(100, 40)) as pilot:
        report(pilot, "sigmoid-slope", "two answers are right\n[@click=app.owned]press[/] \x1b]0;owned\x07")
        report(pilot, "sigmoid-slope", "so I think too", learner="another")
        await open_bank(pilot)
        await go_to(pilot, "sigmoid-slope")
        await press(pilot, "u")
        told = shown(pilot)
        assert "2 open reports" in told
        assert told.index("so I think too") < told.index("two answers are right")
        assert "[@click=app.owned]press[/]" in told
        assert "\x1b" not in told
        assert "about an earlier version" in told
        assert "#7" in told


async def test_uses_say_what_an_unanswered_version_is_to_the_one_that_was_answered(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    async with running(bank=bank, language="en") as pilot:
        answer(pilot, "sigmoid-slope", right=True)
        for old, new, told in (
            ("the largest value that", "the largest value which", "Statistics go on"),
            ("the largest value which", "the smallest value which", "Statistics begin anew"),
        ):
            file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
            program = program_of(pilot)
            assert program.books is not None
            program.books = authoring.reread(program.books)
            program.push_screen(uses_screen("sigmoid-slope"))
            await settled(pilot)
            assert "Nobody has answered this version" in shown(pilot)
            assert told in shown(pilot)
            await press(pilot, "escape")


async def test_coverage_is_a_map_of_topics_by_level_with_the_weak_spots(running: Running, bank: Path):
    async with running(bank=bank, language="en") as pilot:
        await open_bank(pilot)
        await press(pilot, "c")
        assert "3.4.1" in shown(pilot)
        assert "Weak spots" in shown(pilot)


async def test_what_is_mechanical_is_mended_in_the_file(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    before = file.read_text(encoding="utf-8")
    file.write_text(before + "# end  \t\n", encoding="utf-8")
    async with running(bank=bank, language="en") as pilot:
        await open_bank(pilot)
        await go_to(pilot, "sigmoid-slope")
        await press(pilot, "x")
        assert file.read_text(encoding="utf-8") == before + "# end\n"


async def test_both_languages_are_marked_as_saying_the_same(running: Running, bank: Path):
    async with running(bank=bank) as pilot:
        await open_bank(pilot)
        await go_to(pilot, "sigmoid-slope")
        await press(pilot, "k")
        assert "translated_from" in (bank / "feedforward" / "sigmoid-slope.yaml").read_text(encoding="utf-8")


async def test_hostile_text_and_names_are_shown_inert(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    text = file.read_text(encoding="utf-8").replace("What is the largest", "[/red] [@click=app.quit]x[/] What")
    file.write_text(text, encoding="utf-8")
    (bank / "feedforward" / "[red]x.yaml").write_text("[/foo]: \u202e\x1b]0;evil\x07", encoding="utf-8")
    async with running(bank=bank, language="en", size=(120, 40)) as pilot:
        screen = await open_bank(pilot)
        await go_to(pilot, "sigmoid-slope")
        assert "[@click=app.quit]" in shown(pilot)
        screen.banks.go_to(str(bank / "feedforward" / "[red]x.yaml"))
        await settled(pilot)
        assert "[red]x" in shown(pilot)
        await press(pilot, "enter")
        assert not {"\u202e", "\x1b", "\x07"} & set(shown(pilot))
        assert "\x1b" not in screen_of(pilot, WritingScreen).area.text


async def test_a_folder_that_can_not_be_written_says_so(running: Running, bank: Path):
    if os.geteuid() == 0:
        # The superuser may write anywhere: what is told then is that this is a checkout.
        async with running(bank=bank) as pilot:
            await open_bank(pilot)
            assert "チェックアウト" in shown(pilot)
        return
    bank.chmod(0o555)
    async with running(bank=bank) as pilot:
        await open_bank(pilot)
        assert "読み取り専用" in shown(pilot)
    bank.chmod(0o755)


async def test_the_program_can_begin_at_a_question_file(tmp_path: Path, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    app = program(tmp_path, bank=bank)
    app.author_at = file
    async with app.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await settled(pilot)
        assert screen_of(pilot, WritingScreen).file == file
        await press(pilot, "escape")
        assert screen_of(pilot, AuthorScreen).file == file


async def test_the_program_begun_at_a_file_of_no_bank_says_so(tmp_path: Path, bank: Path):
    app = program(tmp_path, bank=bank, language="en")
    app.author_at = Path(__file__)
    async with app.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await settled(pilot)
        screen_of(pilot, AuthorScreen)
        assert "none of the banks" in shown(pilot)


async def test_the_mouse_chooses_a_status_opens_a_file_and_does_what_the_key_bar_names(running: Running, bank: Path):
    async with running(bank=bank, language="en") as pilot:
        await open_bank(pilot)
        screen = await go_to(pilot, "sigmoid-slope")
        await press(pilot, "s")
        await pilot.click("#lines", offset=(6, 6))
        await settled(pilot)
        assert screen_of(pilot, StatusScreen)._allowed[screen_of(pilot, StatusScreen)._at].value == "retired"
        await press(pilot, "escape")
        line = screen.banks.cursor_line - round(screen.banks.scroll_y)
        await pilot.click("#bank", offset=(12, line))
        await settled(pilot)
        screen_of(pilot, WritingScreen)


async def test_a_file_that_is_no_text_is_told_and_nothing_can_be_written_over_it(running: Running, bank: Path):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    file.write_bytes(b"id: \xff\xfe")
    async with running(bank=bank, language="en") as pilot:
        await open_bank(pilot)
        pilot.app.push_screen(WritingScreen(file))
        await settled(pilot)
        screen = screen_of(pilot, WritingScreen)
        assert screen.area.read_only
        await press(pilot, "x", "ctrl+s", "escape")
        screen_of(pilot, AuthorScreen)
        assert file.read_bytes() == b"id: \xff\xfe"
